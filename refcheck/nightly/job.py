"""One night: look through the archive, read what is new, ask the links that are due, write what has changed, report.

Each step goes on from what the state holds, in transactions of a second or two, so that a run which is broken off, by
its budget or by a kill, loses that much at most and nothing else is done twice. Reports are written before the state
says so: a page may be written again, but none is ever missing.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from refcheck.errors import UsageError
from refcheck.links.state import FAILED
from refcheck.links.verdict import LinkVerdict
from refcheck.network.addresses import host_of
from refcheck.nightly.archive import walk
from refcheck.nightly.outcome import Left, Outcome
from refcheck.nightly.state import Cited, Judged, Pending, Run, Stale, State, Written
from refcheck.reporting.nightly import Night

if TYPE_CHECKING:
    from refcheck.storage import Place

_T = TypeVar("_T")
_MOST = 500  # in one transaction
_SECONDS = 2.0  # of work that a kill may cost
_SILENT = 500  # links that failed without any host answering, before the network is doubted
_FALLEN, _HOSTS = 2, 5  # hosts that fail together before it is doubted: that were alive, that were never heard
_VOUCHERS = 3
# Of the budget, once the archive was looked through: when reading ends, when no further link is asked, when answers
# are waited for no more, when archives are asked no more. The rest is for the reports on what was learnt.
_READING, _STARTING, _ASKING, _COPYING = 0.35, 0.7, 0.75, 0.8
_COPYING_SECONDS = 600.0  # of a night without a budget: some hundreds of copies


class Links(Protocol):
    """Who asks web addresses."""

    def stream(
        self, addresses: Iterable[tuple[str, dt.date | None]], *, rescue: bool
    ) -> Generator[LinkVerdict, None, None]:
        """The verdicts as they come; each address with the day on which it was cited."""

    def copies(self, verdicts: Iterable[tuple[LinkVerdict, dt.date | None]]) -> Generator[LinkVerdict, None, None]:
        """Verdicts on what is gone, each with its archived copy, as they come."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a run works with, besides the state."""

    # What documents cite, and their reports, written; as they are done (see `nightly.documents`).
    cite: Callable[[Iterator[Pending]], Generator[Cited, None, None]]
    judge: Callable[[Iterator[Stale]], Generator[Written | tuple[bytes, str] | None, None, None]]
    is_there: Callable[[str], bool]  # whether the page of this name, without extension, lies where pages are written
    links: Links | None  # None for an offline run
    basis: str  # digest of settings, version and catalogue: what a check depends on besides the document
    now: dt.datetime
    progress: Callable[[str], None]
    apart: int = 1  # days between two failures that count
    budget: float | None = None  # seconds
    besides: str | None = None  # a folder below the archive that is no part of it: that of the reports


class Job:
    """One run over an archive."""

    def __init__(self, state: State, archive: Place, means: Means) -> None:
        self._state, self._archive, self._means = state, archive, means
        self._began = self._looked = time.monotonic()
        self._today = means.now.date()
        self._outage = False
        self._run: Run

    def work(self) -> Outcome:
        """Everything but the reports of the night; stops in good order where the budget ends."""
        self._look()
        self._looked = time.monotonic()
        self._read()
        if self._means.links is not None:
            self._ask(self._means.links)
            if not self._outage:
                self._copy(self._means.links)
        self._check()
        return Outcome(self._state, self._run, self._archive)

    def night(self, outcome: Outcome) -> Night:
        """What there is to report."""
        documents, links = self._state.left(self._means.basis, self._today)
        offline = self._means.links is None
        return outcome.night(offline=offline, left=Left(documents, 0 if offline else links, self._outage))

    def end(self, night: Night) -> None:
        """The reports of the night are written."""
        complete = not (night.left_documents or night.left_links)
        self._state.end(self._run, self._means.now, night.history[-1].as_json(), complete=complete)

    @property
    def resumed(self) -> bool:
        """Whether this run goes on with one that was broken off."""
        return self._run.resumed

    def _over(self, share: float = 1.0) -> bool:
        if self._means.budget is None:
            return False
        left = self._began + self._means.budget - self._looked
        return time.monotonic() - self._looked >= left * share

    def _look(self) -> None:
        before = self._state.documents()
        there = self._state.see(walk(self._archive, self._means.besides))
        if not there:
            if before:
                raise UsageError(
                    f"{self._archive}: the archive holds no document, and the last run knew {before:,} of it; "
                    "check whether its disk is there. If it was emptied, begin a new state"
                )
            raise UsageError(f"{self._archive}: the archive holds no document that refcheck reads")
        self._run = self._state.begin(self._means.now)
        self._state.vanish(self._run)

    def _read(self) -> None:
        pending = (one for some in self._state.pending(self._means.basis) for one in some)
        with closing(self._means.cite(pending)) as read_so_far:
            for some in _in_portions(read_so_far, lambda: self._over(_READING)):
                self._state.cite(self._run, self._means.basis, some, self._today)
                self._means.progress(f"{len(some)} documents read")

    def _ask(self, links: Links) -> None:
        ended = False
        while not ended:
            silent, ended = self._ask_until_doubt(links)
            if silent and not self._vouched(links, silent):
                self._outage = True
                return
            self._keep(silent)

    def _ask_until_doubt(self, links: Links) -> tuple[list[LinkVerdict], bool]:
        """Ask what is due; the failures behind which no host has answered yet, and whether that was all."""
        silent: list[LinkVerdict] = []
        due = _one_and_more(self._state.due(self._today), lambda: self._over(_STARTING))
        asked = links.stream(due, rescue=False)
        try:
            for some in _in_portions(asked, lambda: self._over(_ASKING)):
                self._means.progress(f"{len(some)} links asked")
                if any(verdict.http_status for verdict in some):
                    self._keep([*silent, *some])
                    silent = []
                    continue
                silent += [verdict for verdict in some if verdict.status in FAILED]
                self._keep([verdict for verdict in some if verdict.status not in FAILED])
                if len(silent) >= _SILENT:
                    return silent, False
        finally:
            asked.close()
        return silent, True

    def _vouched(self, links: Links, silent: list[LinkVerdict]) -> bool:
        """Whether the network is there: an address that answered before answers now as well.

        Where no other address is left to ask, it is doubted when several hosts that were alive fall silent at once, or
        when none of many was ever heard.
        """
        urls = [verdict.url for verdict in silent]
        others, fallen = self._state.alive(_VOUCHERS, besides=urls), self._state.alive_among(urls)
        if others:
            return any(verdict.http_status for verdict in links.stream(((url, None) for url in others), rescue=False))
        hosts = {host_of(url) for url in fallen or urls}
        return len(hosts) < (_FALLEN if fallen else _HOSTS)

    def _copy(self, links: Links) -> None:
        """Look for archived copies of what is gone: after all links, since archives are slow, and not for long."""
        until = time.monotonic() + _COPYING_SECONDS
        copies = links.copies(self._state.without_copy(self._today))
        try:
            for some in _in_portions(copies, lambda: time.monotonic() >= until or self._over(_COPYING)):
                self._state.copied(some)
                self._means.progress(f"{len(some)} archived copies looked for")
        finally:
            copies.close()

    def _keep(self, verdicts: list[LinkVerdict]) -> None:
        for start in range(0, len(verdicts), _MOST):
            judged = [Judged(verdict.url, verdict) for verdict in verdicts[start : start + _MOST]]
            self._state.answered(self._run, judged, self._today, self._means.apart)

    def _renew_what_is_lost(self) -> None:
        """Reports that somebody has deleted, or of nights that wrote into another folder, are written again."""
        if self._run.number == 1 or self._run.resumed:
            return
        for some in self._state.written():
            lost = [key for key, page in some if not self._means.is_there(page)]
            if lost:
                self._state.renew(lost)

    def _check(self) -> None:
        self._renew_what_is_lost()
        stale = (one for some in self._state.stale() for one in some)
        with closing(self._means.judge(stale)) as judged:
            for some in _in_portions(judged, self._over):
                written = [one for one in some if isinstance(one, Written)]
                self._state.checked(self._run, written)
                self._state.fail(self._run, dict(one for one in some if isinstance(one, tuple)))
                self._means.progress(f"{len(written)} documents checked")


def _one_and_more(items: Iterator[_T], over: Callable[[], bool]) -> Iterator[_T]:
    """The first item in any case, so that every night gets on, and the others until the time is over."""
    for item in items:
        yield item
        if over():
            return


def _in_portions(items: Iterator[_T], over: Callable[[], bool]) -> Iterator[list[_T]]:
    """The items in lists that took a second or two to come, until they end or the time is over."""
    some: list[_T] = []
    until = time.monotonic() + _SECONDS
    for item in items:
        some.append(item)
        if len(some) >= _MOST or time.monotonic() >= until or over():
            yield some
            some, until = [], time.monotonic() + _SECONDS
            if over():
                return
    if some:
        yield some
