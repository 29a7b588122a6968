"""Short forms that stand for a source cited before: "Ibid."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from refcheck.domain.patterns import lazy
from refcheck.extraction.found import Found, at_anchors
from refcheck.extraction.view import View
from refcheck.model import Kind

_IBID = lazy(r"\b[Ii]bid\.")
_OWN_DECISION = lazy(r"\A[*\s,]*[^.;]{0,120}\Z", re.DOTALL)


class ShortForm(NamedTuple):
    """An "Ibid." with the citations it may stand for (indices into the list of found citations)."""

    found: Found
    antecedents: tuple[int, ...]


def find_short_forms(view: View, found: Sequence[Found]) -> Iterator[ShortForm]:
    """Every "Ibid." with what stands in the note just before it, or before it in the same note.

    An "Ibid." that goes on with a decision of its own ("Ibid., Provisional Measures, Order of …") takes
    over the case alone. A note before that is itself "Ibid." is followed to its source. Without any
    source before it, `antecedents` is empty; with several, all are given and the last is taken.
    """
    resolved: list[ShortForm] = []
    for match in at_anchors(_IBID, view.text, ("bid.", 1)):
        low, high = view.segment(match.start())
        before = _in_range(found, low, match.start())
        earlier = [form for form in resolved if low <= form.found.start]
        if before:
            antecedents = before[-1:]
        elif earlier:
            antecedents = list(earlier[-1].antecedents)
        else:
            antecedents = _of_note_before(view, found, resolved, low)
        canonical = found[antecedents[-1]].canonical if antecedents else ()
        follows = _in_range(found, match.end(), high)
        if follows and antecedents and _replaces_decision(view.text, match, found[antecedents[-1]], found[follows[0]]):
            canonical = tuple(form.rsplit("/", 2)[0] for form in canonical)
        form = ShortForm(Found(*match.span(), Kind.SHORT, canonical), tuple(antecedents))
        resolved.append(form)
        yield form


def _in_range(found: Sequence[Found], low: int, high: int) -> list[int]:
    return [index for index, item in enumerate(found) if item.origin is None and low <= item.start < high]


def _of_note_before(view: View, found: Sequence[Found], resolved: list[ShortForm], low: int) -> list[int]:
    """The sources of the note before the one that begins at `low`; none before the first."""
    starts = [start for start, _ in view.notes]
    if low not in starts or starts.index(low) == 0:
        return []
    start, end = starts[starts.index(low) - 1], low
    chained = [form for form in resolved if start <= form.found.start < end]
    sources = _in_range(found, start, end)
    if chained and (not sources or found[sources[-1]].start < chained[-1].found.start):
        return list(chained[-1].antecedents)
    return sources


def _replaces_decision(text: str, ibid: re.Match[str], antecedent: Found, following: Found) -> bool:
    """Whether the Court's decision behind "Ibid." takes the place of the one that "Ibid." stands for."""
    between = text[ibid.end() : following.start]
    return antecedent.kind is Kind.ICJ and following.kind is Kind.ICJ and bool(_OWN_DECISION.match(between))
