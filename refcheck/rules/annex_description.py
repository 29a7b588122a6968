"""What the letter says of an annex is not what the annex says of itself.

Why
    The letter describes what it transmits, and the annex repeats it in its heading. A date, place or number
    that differs between the two is wrong in one of them.

Wrong
    General Assembly
    Distr.: General
    27 December 2024
    Seventy-ninth session

    Letter dated 27 December 2024 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    I have the honour to transmit the address to the Second Conference, held on 5 and 7 December 2024 in Baku (see annex).

    Annex to the letter dated 27 December 2024 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    Address to the Second Conference, held on 5 and 6 December 2024 in Baku

Right
    General Assembly
    Distr.: General
    27 December 2024
    Seventy-ninth session

    Letter dated 27 December 2024 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    I have the honour to transmit the address to the Second Conference, held on 5 and 6 December 2024 in Baku (see annex).

    Annex to the letter dated 27 December 2024 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    Address to the Second Conference, held on 5 and 6 December 2024 in Baku
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from refcheck.domain.days import find_days
from refcheck.domain.numerals import ORDINAL_PATTERN, ordinal
from refcheck.domain.patterns import lazy
from refcheck.model import AnnexHeading, Checked, Finding, Letter, Prose, Related, Severity

TITLE = "Annex described otherwise"
SEVERITY = Severity.WARNING

_VERB = lazy(
    r"\b(?:(held|organi[sz]ed|convened|hosted|took\splace)|(adopted|signed|approved)|(delivered|made)|(issued|released|published)"
    r"|(dated))\b"
)
_ORDINAL = lazy(
    rf"\b(?P<ordinal>{ORDINAL_PATTERN})\s(?:[A-Za-z][\w-]*\s){{0,4}}?(?P<event>conference|summit|session|meeting|congress"
    r"|forum|assembly|anniversary|round|symposium|seminar|consultations?)\b",
    re.IGNORECASE,
)
_PLACE = r"[A-Z][^\W\d_]+(?:[ '’-][A-Z][^\W\d_]+){0,2}"
_PLACE_BEHIND = lazy(rf",?\s(?:in|at)\s(?:the\scity\sof\s)?(?P<place>{_PLACE})")
_PLACE_BEFORE = lazy(rf"\bin\s(?P<place>{_PLACE})(?:,\s(?:the\s)?[A-Z][^,;.]{{2,40}},?)?\son\s\Z")
_SENTENCE = lazy(r"[.!?]\s+(?=[A-Z])|\n[ \t]*\n")
_ASIDE = lazy(r"\s*\[[^\]]{0,200}\]\s*\Z")
_WORD = lazy(r"\w+")
_LONGEST = 1_200
_MONTH_NAMES = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
)


class _Fact(NamedTuple):
    """One thing said of an event; facts with one key are compared by value."""

    key: str  # "the date it was held", "the number of the conference"
    value: object
    start: int
    end: int


def check(checked: Checked) -> Iterator[Finding]:
    """Facts that each side gives once, and differently; titles that differ in words are a hint."""
    for letter in checked.letters:
        headings = {annex.label: annex for annex in letter.annexes}
        for mention in letter.announced:
            for label in mention.labels or ("",):
                annex = headings.get(label)
                if annex is None and label == "" and len(headings) == 1:
                    annex = next(iter(headings.values()))
                if annex is not None:
                    yield from _compare(checked.prose, letter, mention.span.start, annex)


def _compare(prose: Prose, letter: Letter, mention: int, annex: AnnexHeading) -> Iterator[Finding]:
    view = prose.view
    end = view.position(mention)
    floor = max(view.position(letter.title.span.end) if letter.title else 0, end - _LONGEST)
    start = max([floor, *(match.end() for match in _SENTENCE.finditer(view.text, floor, end))])
    heading = _heading(prose, view.position(annex.span.end))
    if not heading:
        return
    said, own = _facts(prose, start, end), _facts(prose, *heading)
    name = f"annex {annex.label}".strip()
    for key in dict.fromkeys(fact.key for fact in said):
        here = [fact for fact in said if fact.key == key]
        there = [fact for fact in own if fact.key == key]
        if len(here) != 1 or len(there) != 1 or not _differ(here[0], there[0]):
            continue
        yield Finding(
            rule="annex-description",
            severity=Severity.INFO if key == "the title" else SEVERITY,
            span=view.span(here[0].start, here[0].end),
            message=f'The letter gives {key} as "{_written(prose, here[0])}", the heading of {name} as '
            f'"{_written(prose, there[0])}".',
            suggestion=_written(prose, there[0]),
            related=(Related(view.span(there[0].start, there[0].end), f"{name}: {_written(prose, there[0])}"),),
        )


def _heading(prose: Prose, position: int) -> tuple[int, int] | None:
    """The first passage of an annex that is not in square brackets ("[Original: Russian]")."""
    first = bisect_left(prose.passages, (position,))
    for passage in prose.passages[first : first + 3]:
        text = prose.view.text[passage.start : passage.end]
        if not passage.note and not _ASIDE.match(text):
            return passage.start, min(passage.end, passage.start + _LONGEST)
    return None


def _facts(prose: Prose, start: int, end: int) -> list[_Fact]:
    text = prose.view.text
    region = text[start:end]
    facts = []
    for days in find_days(region):
        verbs = list(_VERB.finditer(region, 0, days.start))
        if verbs and days.year is not None:
            kind = ("held", "adopted", "delivered", "issued", "dated")[(verbs[-1].lastindex or 1) - 1]
            value = (days.members, days.month, days.year)
            facts.append(_Fact(f"the date ({kind})", value, start + days.start, start + days.end))
            if kind == "held":
                place = _PLACE_BEHIND.match(region, days.end) or _PLACE_BEFORE.search(region[: days.start])
                if place and place["place"] not in _MONTH_NAMES:
                    facts.append(_Fact("the place", place["place"], *(start + at for at in place.span("place"))))
    for match in _ORDINAL.finditer(region):
        number, event = ordinal(match["ordinal"]), match["event"].lower()
        span = (start + match.start("ordinal"), start + match.end("ordinal"))
        facts.append(_Fact(f"the number of the {event}", number, *span))
    for low, high in prose.quoted[bisect_left(prose.quoted, (start,)) : bisect_left(prose.quoted, (end,))]:
        if len(text[low:high].split()) > 1:
            facts.append(_Fact("the title", tuple(_WORD.findall(text[low:high].casefold())), low, high))
    return facts


def _differ(one: _Fact, other: _Fact) -> bool:
    if isinstance(one.value, str) and isinstance(other.value, str):  # "Baku" and "Baku City" are one place
        a, b = one.value.casefold(), other.value.casefold()
        return not (a.startswith(b) or b.startswith(a))
    if isinstance(one.value, tuple) and one.key == "the title" and isinstance(other.value, tuple):
        return one.value != other.value and SequenceMatcher(None, one.value, other.value).ratio() > 0.6
    return one.value != other.value


def _written(prose: Prose, fact: _Fact) -> str:
    return " ".join(prose.view.text[fact.start : fact.end].split())
