"""Citations of one document, for the rules that compare what they say of it. Not a rule itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar

from refcheck.model import Checked, Kind, Reference, Status, Unit

_KINDS = (Kind.SYMBOL, Kind.RESOLUTION, Kind.OPINION, Kind.CUSTOM)
_LITTLE = frozenset(
    [
        "the",
        "of",
        "to",
        "and",
        "a",
        "an",
        "on",
        "in",
        "for",
        "by",
        "at",
        "his",
        "her",
        "its",
        "mr",
        "mrs",
        "ms",
        "dr",
        "united",
        "nations",
    ]
)
_T = TypeVar("_T", bound=Hashable)


def cited_again(checked: Checked) -> Iterator[list[Reference]]:
    """The references to each document that is cited more than once, in the order of the text.

    Not those with a place in an annex: what the text says there is said of what is annexed. Not those that the
    catalogue knows to be wrong either: that is another finding.
    """
    documents: dict[str, list[Reference]] = {}
    for reference, verdict in checked.judged:
        annexed = any(place.unit is Unit.ANNEX for place in reference.pinpoints)
        wrong = verdict.status in (Status.MISMATCH, Status.NOT_FOUND)
        if reference.kind in _KINDS and reference.canonical and not (annexed or wrong or reference.is_guess):
            documents.setdefault(reference.canonical[0], []).append(reference)
    yield from (references for references in documents.values() if len(references) > 1)


def odd_one(claims: Sequence[tuple[Reference, _T]]) -> tuple[Reference, Reference] | None:
    """Of claims that differ: the reference whose claim is the rarest, and one with the commonest; else None.

    Of two that are as rare, the later one is taken: the earlier is most often the one in full.
    """
    counted = Counter(value for _, value in claims)
    if len(counted) < 2:
        return None
    usual = next(item for item in claims if counted[item[1]] == max(counted.values()))
    others = [item for item in claims if item[1] != usual[1]]
    odd = min(reversed(others), key=lambda item: counted[item[1]])
    return odd[0], usual[0]


def words_of(text: str) -> frozenset[str]:
    """The words of a name or title that tell it from another."""
    return frozenset(re.findall(r"[^\W_]+(?:-[^\W_]+)*", text.casefold())) - _LITTLE


def by_claim(references: Sequence[Reference], claim: Callable[[Reference], _T | None]) -> list[tuple[Reference, _T]]:
    """The references that make a claim, with what they claim."""
    return [(reference, value) for reference in references if (value := claim(reference)) is not None]
