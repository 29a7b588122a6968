"""What the nightly job has asked already, in the place where a check would ask the network."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Protocol

from refcheck.links.check import check
from refcheck.links.verdict import LinkVerdict
from refcheck.model import Question, Reply, Status
from refcheck.network.addresses import masked

if TYPE_CHECKING:
    from refcheck.texts.fetched import File


class Sources(Protocol):
    """Who asks the public sources: `refcheck.online.Online`, or nobody."""

    def replies(self, questions: Iterable[Question]) -> Mapping[str, tuple[Reply, ...]]:
        """What they say of each document, by its canonical form."""

    def files(self, questions: Iterable[Question]) -> Mapping[str, File]:
        """The files of documents, by canonical form, as far as they give them."""


class Remembered:
    """Links from the state; public sources from the network, as in every check that goes online."""

    def __init__(self, verdicts: Mapping[str, LinkVerdict], sources: Sources) -> None:
        self._verdicts, self._sources = verdicts, sources

    def replies(self, questions: Iterable[Question]) -> Mapping[str, tuple[Reply, ...]]:
        """What the public sources say of each document."""
        return self._sources.replies(questions)

    def files(self, questions: Iterable[Question]) -> Mapping[str, File]:
        """The files of documents, as far as sources give them."""
        return self._sources.files(questions)

    def links(self, addresses: Iterable[tuple[str, dt.date | None]]) -> Mapping[str, LinkVerdict]:
        """The verdict on each address, in the light of the nights before."""
        return {url: self._verdicts.get(url) or _unasked(url) for url, _ in addresses}


def _unasked(url: str) -> LinkVerdict:
    """An address that the run has not reached, or that is judged by its form alone."""
    if url.lower().startswith("mailto:"):
        try:
            next(check(url))
        except StopIteration as stop:
            verdict: LinkVerdict = stop.value
            return verdict
    if masked(url) != url:
        return LinkVerdict(url, Status.UNVERIFIABLE, "The address holds a user name or password, which is never sent.")
    return LinkVerdict(url, Status.UNVERIFIABLE, "Not asked yet: the time of the run was over.", state="unknown")
