"""One fact with two figures: letters of one sender give two numbers for the same thing on the same day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from refcheck.domain.patterns import lazy
from refcheck.model import Letter, Span
from refcheck.report import Report
from refcheck.together.fact import Fact, each_in_its_document, place

TITLE = "One fact with two figures"
_MOST_FIGURES = 2000  # of one letter that are looked at
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_REACH = 400  # characters of a sentence on each side of a figure
_COUNTED = lazy(
    r"(?P<figure>\d(?<![\w.,/–-]\d)(?:\d{0,2}(?:[, \u00a0]\d{3}){1,3}|\d{0,6}))\s+"
    r"(?:[a-z-]{3,20}\s+){0,2}?"
    r"(?P<noun>civilians|people|persons|children|women|men|soldiers|servicemen|servicewomen|policemen|inhabitants|"
    r"residents|refugees|prisoners|hostages|houses|villages|settlements|mosques|churches|schools|hospitals|monuments|"
    r"cemeteries|museums|libraries)\b"
)
_DONE = lazy(
    r"\b(?:killed|wounded|injured|displaced|expelled|deported|massacred|murdered|executed|destroyed|burned|damaged|"
    r"detained|arrested|captured|missing|evacuated|looted)\b"
)
_DATE = lazy(rf"\b(\d{{1,2}})\s+({_MONTH})\s+(\d{{4}})\b")
_NAME = lazy(rf"(?<![.!?]\s)(?<!^)\b(?!(?:{_MONTH})\b)[A-Z][\w’'-]+")
# A figure that is none of the day itself, or that nobody meant to be exact.
_LOOSE = lazy(
    r"(?i)\b(?:about|around|approximately|almost|nearly|some|over|more|less|fewer|at\s+(?:least|most)|up\s+to|estimated|"
    r"since|until|so\s+far|to\s+date|as\s+(?:of|at)|between|total|dozens|another|further|other)\b"
)
_END = lazy(r"[.!?;]\s|\n[ \t\r]*\n")


def facts(report: Report) -> Iterator[Fact]:
    """Sentences of English letters with one date, one deed, and a figure that says what it counts."""
    if report.document.language not in ("en", None):
        return
    for letter in report.letters:
        if letter.title is not None:
            yield from _of_letter(report, letter, " ".join(letter.title.sender.split()).casefold())


def _of_letter(report: Report, letter: Letter, sender: str) -> Iterator[Fact]:
    text = report.document.text
    for match in islice(_COUNTED.finditer(text, letter.span.start, letter.span.end), _MOST_FIGURES):
        sentence = _sentence(text, Span(*match.span()))
        dates = {" ".join(date.groups()) for date in _DATE.finditer(sentence)}
        if len(dates) != 1:
            continue
        deeds = set(_DONE.findall(sentence))
        nouns = Counter(counted["noun"] for counted in _COUNTED.finditer(sentence))
        if len(deeds) == 1 and nouns[match["noun"]] == 1 and not _LOOSE.search(sentence):
            (date,), (deed,) = dates, deeds
            figure = match["figure"]
            names = frozenset(_NAME.findall(" ".join(sentence.split())))
            key = f"{sender}|{match['noun']} {deed} on {date}"
            digits = re.sub(r"\D", "", figure)
            value = f"{digits} {sorted(names)}"
            yield Fact(key, value, figure, place(report.document, Span(*match.span())), names)


def _sentence(text: str, span: Span) -> str:
    before = _END.split(text[max(0, span.start - _REACH) : span.start])[-1]
    behind = _END.split(text[span.end : span.end + _REACH], 1)[0]
    return before + text[span.start : span.end] + behind


def disagree(one: Fact, other: Fact) -> bool:
    """Two figures of sentences that name the same places and parties, or of which one names some of the other's."""
    if _number(one) == _number(other) or bool(one.names) != bool(other.names):
        return False
    return one.names <= other.names or other.names <= one.names


def _number(fact: Fact) -> str:
    return fact.value.partition(" ")[0]


def message(facts: Sequence[Fact]) -> str:
    """What was counted, the figures, where."""
    counted = facts[0].key.partition("|")[2]
    number = {2: "two", 3: "three"}.get(len(facts), "several")
    return f"Letters of one sender give {number} figures for {counted}: {each_in_its_document(facts)}."
