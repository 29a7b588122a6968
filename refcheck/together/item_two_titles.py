"""One agenda item with two titles: two covers of one session name an item of one number differently."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from refcheck.domain.numerals import ordinal_words
from refcheck.domain.patterns import lazy
from refcheck.model import ItemList, Letter, Span
from refcheck.report import Report
from refcheck.together.fact import Fact, each_in_its_document, place

TITLE = "One agenda item with two titles"
_SESSIONS = range(1, 120)
_REACH = 6000  # characters behind the items in which their titles stand
_PART = lazy(r"(?:(?!\n[ \t\r]*\n|\*\*[ \t]*\*\*)[\s\S])+")
_ORGANS = frozenset({"generalassembly", "securitycouncil", "economicandsocialcouncil"})


def facts(report: Report) -> Iterator[Fact]:
    """The titles below the items of a cover, where there are as many as items; none of a preliminary list."""
    for letter in report.letters:
        sessions = {line.number for line in letter.sessions if line.organ == "A"}
        lists = [items for items in letter.items if items.organ == "A"]
        if len(sessions) == 1 and len(lists) == 1 and not lists[0].preliminary and max(sessions) in _SESSIONS:
            yield from _titles(report, letter, lists[0], sessions.pop())


def _titles(report: Report, letter: Letter, items: ItemList, session: int) -> Iterator[Fact]:
    text = report.document.text
    behind = [span.start for span in _parts_of_the_cover(letter) if span.start >= items.span.end]
    end = min([*behind, items.span.end + _REACH, letter.span.end])
    parts = [Span(*match.span()) for match in _PART.finditer(text, items.span.end, end)]
    titles = [part for part in parts if (letters := _letters(text[part.start : part.end])) and letters not in _ORGANS]
    if len(titles) == len(items.numbers):
        for number, span in zip(items.numbers, titles, strict=True):
            written = text[span.start : span.end]
            shown = " ".join(re.sub(r"[*_#\\]", " ", written).split())
            key = f"item {number} of the {ordinal_words(session).lower()} session"
            start = span.start + len(written) - len(written.lstrip("*_ \t\r\n"))
            yield Fact(key, _letters(written), f"“{shown}”", place(report.document, Span(start, span.end)))


def _parts_of_the_cover(letter: Letter) -> Iterator[Span]:
    if letter.title is not None:
        yield letter.title.span
    yield from (line.span for line in (*letter.sessions, *letter.council_years))
    yield from (items.span for items in letter.items)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def disagree(one: Fact, other: Fact) -> bool:
    """Titles that differ in a letter; one that is cut short agrees with the whole."""
    return not one.value.startswith(other.value) and not other.value.startswith(one.value)


def message(facts: Sequence[Fact]) -> str:
    """Which item, which titles, where."""
    return f"Agenda {facts[0].key} of the General Assembly is called {each_in_its_document(facts)}."
