"""Document → References: what is written, where, and what the text says of it. Pure, no I/O.

Extractors find citations in a view of the text without markup; overlaps are settled; then the
particulars (date, pinpoints, title) are read around each, and "Ibid." is given its antecedent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, islice

from refcheck.errors import ReadingError
from refcheck.extraction import icj, quotations, short, works
from refcheck.extraction.anchors import scan
from refcheck.extraction.found import CaseOf, Extractor, Found, Source
from refcheck.extraction.kinds import KINDS
from refcheck.extraction.particulars import Particulars, read_particulars
from refcheck.extraction.quotations import find_passages, find_quotations
from refcheck.extraction.short import find_short_forms
from refcheck.extraction.urls import find_linked
from refcheck.extraction.view import View
from refcheck.extraction.works import find_described, find_works
from refcheck.model import Document, Kind, QuotationClaim, Reference, Span

MAX_REFERENCES = 25_000  # the longest documents have some thousands
_SIDES = (icj.COURT_ANCHORS, short.ANCHORS, quotations.ANCHORS, works.ANCHORS)  # of what is looked for beside the kinds
_ANCHORS = tuple(dict.fromkeys(chain(*(row.anchors for row in KINDS), *_SIDES)))
_RANK = {row.kind: row.rank for row in KINDS} | {Kind.CUSTOM: 1 + max(row.rank for row in KINDS)}


def extract(document: Document, view: View, case_of: CaseOf, custom: Sequence[Extractor] = ()) -> tuple[Reference, ...]:
    """Every reference in `document`, in the order of the text.

    `view` is make_view(document). `case_of` finds the number of an ICJ case by its title; it is asked
    only where a decision is cited. `custom` finds kinds of the user's own (see `extraction.custom`).
    Raises ReadingError for more than MAX_REFERENCES.
    """
    places = scan(view.text, _ANCHORS, view.rare)
    source = Source(document, view, case_of, places)
    finders = dict.fromkeys([*(row.find for row in KINDS), *custom])
    found = _settled(item for find in finders for item in find(source))
    _refuse_immense(document, found)
    found += find_works(view, found)
    found = sorted([*found, *find_described(view, places, found)], key=_place)
    if document.links:
        found += find_linked(document, [_span(view, item) for item in found])
    _refuse_immense(document, found)
    shorts = list(islice(find_short_forms(view, places, found), MAX_REFERENCES + 1))
    _refuse_immense(document, shorts)
    everything = sorted([*found, *(form.found for form in shorts)], key=_place)
    meant = {id(form.found): tuple(_span(view, found[index]).start for index in form.antecedents) for form in shorts}
    passages = find_passages(view, places) if everything else []
    quoted = find_quotations(document, view, passages, everything)
    particulars = read_particulars(view, everything, passages)
    references = [
        _reference(document, view, item, claims, meant.get(id(item), ()), quoted.get(place, ()))
        for place, (item, claims) in enumerate(zip(everything, particulars, strict=True))
    ]
    return tuple(sorted(references, key=lambda reference: reference.span))


def _refuse_immense(document: Document, found: Sequence[object]) -> None:
    if len(found) > MAX_REFERENCES:
        raise ReadingError(
            document.path, f"it has more than {MAX_REFERENCES:,} references, which no document has; split it"
        )


def _place(item: Found) -> tuple[bool, int, int]:
    return (item.origin is not None, item.origin.start if item.origin else item.start, -item.end)


def _settled(found: Iterable[Found]) -> list[Found]:
    """The citations without those that overlap one of lower rank, or the same one found before."""
    kept: list[Found] = []
    end = -1
    previous = -1
    for item in sorted(found, key=lambda item: (*_place(item)[:2], _RANK[item.kind], -item.end)):
        if item.origin is not None:
            kept.append(item)
        elif item.start >= end:
            kept.append(item)
            previous, end = len(kept) - 1, item.end
        elif _RANK[item.kind] < _RANK[kept[previous].kind]:
            kept[previous], end = item, item.end
    return kept


def _span(view: View, item: Found) -> Span:
    return item.origin or view.span(item.start, item.end)


def _reference(
    document: Document,
    view: View,
    item: Found,
    claims: Particulars,
    antecedents: tuple[int, ...],
    quoted: Sequence[QuotationClaim],
) -> Reference:
    span = _span(view, item)
    return Reference(
        span=span,
        text=document.text[span.start : span.end],
        kind=item.kind,
        canonical=item.canonical,
        pinpoints=claims.pinpoints,
        date=claims.date,
        title=claims.title,
        author=claims.author,
        quotations=tuple(quoted),
        refers_to=antecedents[-1] if antecedents else None,
        antecedents=antecedents,
        footnote=view.note_at(item.start) if item.origin is None else _note_of(document, span),
        inferred=item.inferred,
        custom=item.custom,
    )


def _note_of(document: Document, span: Span) -> str | None:
    return next((block.label for block in document.blocks if block.label and block.span.holds(span)), None)
