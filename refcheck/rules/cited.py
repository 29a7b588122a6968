"""The symbols that a document cites, and the year that stands beside one."""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.patterns import lazy
from refcheck.domain.symbols import Symbol, parse
from refcheck.model import Checked, Kind, Reference, Span, Verdict

# "A/HRC/8/6 (2014)", "A/HRC/8/6 of 2014.", "(A/HRC/8/6, 2014)"; "of 2014 and" may go on to something else.
_YEAR_BEHIND = lazy(
    r"\s?\((?P<bracket>(?:19|20)\d\d)\)|\)?\s+of\s+(?P<of>(?:19|20)\d\d)(?=\s*(?:[.,;:)]|$))|,\s(?P<comma>20\d\d)(?=\))"
)


def judged_symbols(checked: Checked) -> Iterator[tuple[Reference, Symbol, Verdict]]:
    """Every symbol that is cited, as such or as a resolution in words, with its reference and the verdict on it."""
    for reference, verdict in checked.judged:
        if reference.kind in (Kind.SYMBOL, Kind.RESOLUTION):
            for form in reference.canonical:
                symbol = parse(form)
                if symbol:
                    yield reference, symbol, verdict


def cited_symbols(checked: Checked) -> Iterator[tuple[Reference, Symbol]]:
    """Every symbol that is cited, with its reference."""
    return ((reference, symbol) for reference, symbol, _ in judged_symbols(checked))


def year_beside(checked: Checked, reference: Reference) -> tuple[int, Span] | None:
    """The year that the text gives for the cited document, by its date or alone, and where it stands."""
    if reference.date:
        return reference.date.value.year, reference.date.span
    behind = _YEAR_BEHIND.match(checked.document.text, reference.span.end)
    if behind is None or behind.lastgroup is None:
        return None
    return int(behind[behind.lastgroup]), Span(*behind.span(behind.lastgroup))
