"""One symbol with two dates: a document is dated differently by two others, or by itself and another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from refcheck.domain.dates import words
from refcheck.model import DateKind, Kind
from refcheck.report import Report
from refcheck.together.fact import Fact, each_in_its_document, place

TITLE = "One symbol with two dates"
_CITED = frozenset({Kind.SYMBOL, Kind.RESOLUTION})


def facts(report: Report) -> Iterator[Fact]:
    """Like with like: the date of a letter is none of circulation, nor one of adoption."""
    for letter in report.letters:
        if letter.title is not None:
            day = letter.title.date
            for symbol in letter.symbols:
                key = f"{symbol} {DateKind.LETTER}"
                yield Fact(key, day.value.isoformat(), words(day.value), place(report.document, day.span))
    for reference in report.references:
        if reference.kind in _CITED and reference.date is not None:
            date = reference.date
            for symbol in reference.canonical:
                key = f"{symbol} {date.kind}"
                yield Fact(key, date.value.isoformat(), words(date.value), place(report.document, reference.span))


def disagree(_one: Fact, _other: Fact) -> bool:
    """Two dates of one kind are one too many."""
    return True


def message(facts: Sequence[Fact]) -> str:
    """Which symbol, which dates, where."""
    return f"{facts[0].key.rpartition(' ')[0]} is dated {each_in_its_document(facts)}."
