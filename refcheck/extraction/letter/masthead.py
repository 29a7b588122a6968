"""The masthead of a circulated document: where it begins, its symbols, dates and agenda items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from refcheck.domain.dates import find_dates
from refcheck.domain.numerals import number_list
from refcheck.domain.patterns import lazy
from refcheck.domain.symbols import ROOT_PATTERN, match_symbols
from refcheck.extraction.letter.agenda import agenda_titles
from refcheck.extraction.letter.organs import ANY_ORGAN, DISTRIBUTION, OrganName, last_run
from refcheck.extraction.letter.wording import Wording
from refcheck.extraction.view import View
from refcheck.model import DatedSpan, ItemList, YearSession

_SYMBOL_START = lazy(rf"(?<![\w/.-])(?:{ROOT_PATTERN})/")
_SYMBOLS = lazy(rf"(?:\s*(?:{ROOT_PATTERN})/\S{{1,60}}){{1,6}}\s*")
_MASTHEAD_PART = lazy(
    rf"(?P<name>United\s+Nations|{ANY_ORGAN})|(?<![\w/.-])(?:{ROOT_PATTERN})/\S{{1,60}}", re.IGNORECASE
)
_ABOVE_DISTRIBUTION = 400  # characters above "Distr." in which the masthead's names and symbols stand
_DATE_WITHIN = 60  # characters below "Distr.", or below the symbols there, in which the date stands
_YEAR_SESSION = lazy(
    r"(?:^|Economic\s+and\s+Social\s+Council\s+)[ \t]*(?P<year>(?:19|20)\d\d)\s+session\b"
    r"(?P<days>[^\n]{0,20}\n?[^\n]{0,60})",
    re.MULTILINE | re.IGNORECASE,
)


def distributions(text: str) -> list[re.Match[str]]:
    """Every "Distr.: General" of the text."""
    return list(DISTRIBUTION.finditer(text))


def masthead_start(text: str, floor: int, distribution: int) -> int:
    """Where the run of names and symbols directly above "Distr." begins, not before `floor`.

    What ends a line of the document before it ("* A/78/50.") is no part of it.
    """
    start = gap_end = distribution
    low = max(floor, distribution - _ABOVE_DISTRIBUTION)
    for part in reversed(list(_MASTHEAD_PART.finditer(text, low, distribution))):
        if text[part.end() : gap_end].strip() or part[0].endswith((".", ",", ";")):
            break
        gap_end = part.start()
        line = text[max(low, text.rfind("\n", low, gap_end) + 1) : gap_end]
        if not line.strip() or (part["name"] and "\n" not in text[part.end() : distribution]):
            start = gap_end
    return start


def distributed(view: View, text: str, start: int, end: int) -> DatedSpan | None:
    """The date of distribution, near below "Distr." at text[start]; older mastheads put the symbols between."""
    symbols = _SYMBOLS.match(text, start, end)
    below = symbols.end() if symbols else start
    for first, last, value in find_dates(text, start, min(end, below + _DATE_WITHIN)):
        return DatedSpan(view.span(first, last), value)
    return None


def own_symbols(text: str, start: int, distribution: re.Match[str], end: int) -> Iterator[str]:
    """The document's own symbol, where the masthead kept it: above "Distr.", in older ones directly below."""
    below = _SYMBOLS.match(text, distribution.end(), end)
    yield from _symbols(text, start, distribution.start())
    if below:
        yield from _symbols(text, below.start(), below.end())


def _symbols(text: str, start: int, end: int) -> Iterator[str]:
    done = start
    for place in _SYMBOL_START.finditer(text, start, end):
        if place.start() >= done:
            done, symbols = match_symbols(text[:end], place.start())
            yield from (symbol.canonical for symbol in symbols)


def cover_items(
    view: View, text: str, start: int, end: int, names: Sequence[OrganName], wording: Wording, *, whole: bool
) -> Iterator[ItemList]:
    """The agenda items of the cover text[start:end], each list below its organ's name.

    Their titles are read where the cover is `whole`: then only a title or the next organ follows them.
    """
    lists = list(wording.items_on_cover.finditer(text, start, end))
    for number, match in enumerate(lists):
        run = [name.code for name in last_run(names, text, match.start())]
        edges = [name.start for name in names if name.start > match.end()] + [end]
        edges += [lists[number + 1].start()] if number + 1 < len(lists) else []
        edges += [place.start() for place in DISTRIBUTION.finditer(text, match.end(), end)]  # of a second column
        yield ItemList(
            span=view.span(*match.span("list")),
            organ="A" if "A" in run else run[-1] if run else None,
            numbers=number_list(match["list"]),
            preliminary=bool(match["preliminary"] or wording.preliminary.search(text, match.start(), match.end() + 40)),
            titles=agenda_titles(view, text, match.end(), min(edges), wording) if whole else None,
        )


def year_sessions(view: View, text: str, start: int, end: int) -> Iterator[YearSession]:
    """ "2023 session" of the Economic and Social Council, with its days where both are given in full."""
    for match in _YEAR_SESSION.finditer(text, start, end):
        days = [DatedSpan(view.span(first, last), day) for first, last, day in find_dates(text, *match.span("days"))]
        both = (days[0], days[1]) if len(days) == 2 else None
        yield YearSession(view.span(*match.span("year")), int(match["year"]), both)
