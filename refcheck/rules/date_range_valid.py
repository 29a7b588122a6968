"""A day that does not exist, under the wrong weekday, or in a range or list that runs backward.

Why
    "31 April", "Monday, 21 March 2025" (a Friday) and "15–11 November" cannot be right, whatever the event:
    a digit or a name is wrong, and readers will look on the wrong day.

Wrong
    The meeting took place on Monday, 21 March 2025.

Right
    The meeting took place on Friday, 21 March 2025.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from refcheck.domain.dates import MONTHS, words
from refcheck.domain.days import Days, find_days, weekday_name, weekday_number
from refcheck.domain.patterns import lazy
from refcheck.model import Checked, Finding, Prose, Severity

TITLE = "Impossible date"
SEVERITY = Severity.ERROR

_FIRST_YEAR = 1924  # before, some States still counted by the Julian calendar
_LABEL = lazy(  # "article 31 April", "table 12, 5 and 6 March": the number is not a day
    r"(?:\b(?:No|Nos|no|nos|p|pp|para|paras|art|arts|vol|sect|chap|table|figure|fig|box|annex|article|articles|items?|rule"
    r"|rules|paragraphs?|sections?|chapters?|pages?|meetings?|resolutions?|decisions?|numbers?|rooms?|part|appendix"
    r"|aged|votes?|points?|temas?|статьи|статья|пункты?|п|пп|ст|№)\.?|[#№°/])\s?\Z",
    re.IGNORECASE,
)
_ON = lazy(  # a number before a month is a day for sure behind these
    r"(?:\b(?:on|of|dated|from|to|until|till|by|since|before|after|between|and|through|the|du|le|au|el|del|al|desde|hasta|с|до|от"
    r"|по|на|к|в|من|إلى|في)|[,(–—-])\s\Z|[(–—]\Z",
    re.IGNORECASE,
)
_EVENT = lazy(r"\b(?:on|of|dated|held|from|since|le|les|du|des|el|los|del|de)\s\Z", re.IGNORECASE)
_RESPECTIVELY = lazy(r"respective?(?:ly|ment|mente)|соответственно|على التوالي|分别", re.IGNORECASE)
_TO = lazy(
    r"\s?[-–—]\s?|\s(?P<to>to|until|through|and|au|al|et\sle|y\sel|по|до|إلى|и)\s(?:the\s|le\s|el\s)?(?:[^\W\d_]{4,11},?\s)?"
)
_FROM = lazy(
    r"\b(?P<from>from|between|du|entre\sle|entre\sel|del|desde\sel|с|между|من)\s(?:the\s|le\s|el\s)?(?:[^\W\d_]{4,11},?\s)?\Z",
    re.IGNORECASE,
)
_MOVED = lazy(
    r"\b(?:postpon|mov|chang|correct|amend|advanc|bring|brought|reschedul|replac|revis|shift|alter|rather|differ|gap\b|compar"
    r"|report|avanc|déplac|adelant|перен)",
    re.IGNORECASE,
)
_YEARS = lazy(r"(?P<first>(?:19|20)\d\d)(?<!\w\d{4})\s?[-–—]\s?(?P<last>(?:19|20)\d\d)(?![\d/.,-]*\d)")
_IN_YEARS = lazy(
    r"\b(?:in|during|period|biennium|triennium|years|since|for|pendant|période|années|durante|período|años|в|за|период|годы?)\s\Z",
    re.IGNORECASE,
)
_NEAR = 60
_LONGEST_LABEL = 16


def check(checked: Checked) -> Iterator[Finding]:
    """One finding a date: that it does not exist, else that it runs backward, else that its weekday is another."""
    prose = checked.prose
    text = prose.view.text
    found = sorted(find_days(text), key=lambda days: days.start)
    for days in found:
        before = text[max(0, days.start - _NEAR) : days.start]
        if not _LABEL.search(text, max(0, days.start - _LONGEST_LABEL), days.start):
            fault = _missing(text, days, before) or _backward(text, days, before) or _weekday(text, days)
            if fault:
                yield _finding(prose, fault)
    for first, last in pairwise(found):
        if _runs_backward(text, first, last):
            written = _written(text, first.start, last.end)
            yield _finding(prose, _Fault(first.start, last.end, f'"{written}" ends before it begins.'))
    for match in _YEARS.finditer(text):
        if int(match["first"]) > int(match["last"]) and _IN_YEARS.search(
            text, max(0, match.start() - 12), match.start()
        ):
            message = f'The years "{match["first"]}–{match["last"]}" run backward.'
            yield _finding(prose, _Fault(match.start("first"), match.end("last"), message))


class _Fault(NamedTuple):
    start: int
    end: int
    message: str
    suggestion: str | None = None


def _finding(prose: Prose, fault: _Fault) -> Finding:
    span = prose.view.span(fault.start, fault.end)
    return Finding(
        rule="date-range-valid", severity=SEVERITY, span=span, message=fault.message, suggestion=fault.suggestion
    )


def _written(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split())


def _missing(text: str, days: Days, before: str) -> _Fault | None:
    """A day that its month does not have; what may be another number than a day needs a preposition."""
    missing, year = days.missing, days.year
    if missing is None or not 0 < days.month <= 12 or (year is not None and year < _FIRST_YEAR and days.month == 2):
        return None
    plausible = 28 < missing <= 31
    if not (plausible if year is None else True) or not ((plausible and year is not None) or _ON.search(before)):
        return None
    last = monthrange(year or 2024, days.month)[1]
    month = f"{MONTHS[days.month - 1]}{f' {year}' if year and days.month == 2 else ''}"
    message = f'"{_written(text, days.start, days.end)}" does not exist: {month} has {last} days.'
    return _Fault(days.start, days.end, message)


def _backward(text: str, days: Days, before: str) -> _Fault | None:
    place = days.backward
    if place is None or days.missing is not None:
        return None
    number, previous, written = days.days[place], days.days[place - 1], _written(text, days.start, days.end)
    if days.ranges[place] and number < previous:
        return _Fault(days.start, days.end, f'"{written}" runs backward: {number} comes before {previous}.')
    if _RESPECTIVELY.search(text, days.end, days.end + 4 * _NEAR) or _RESPECTIVELY.search(before):
        return None
    if len(days.days) == 2 and not _EVENT.search(before):
        return None
    what = "stands twice" if number == previous else f"stands behind {previous}"
    return _Fault(days.start, days.end, f'In "{written}" the {number} {what}; days are listed in order.')


def _weekday(text: str, days: Days) -> _Fault | None:
    if not days.weekday or not days.year or days.year < _FIRST_YEAR or days.missing is not None:
        return None
    day = date(days.year, days.month, days.days[-1 if days.of_last else 0])
    given = text[slice(*days.weekday)]
    if weekday_number(given) == day.weekday():
        return None
    start, end = min(days.start, days.weekday[0]), max(days.end, days.weekday[1])
    name = weekday_name(day.weekday(), given)
    right = text[start : days.weekday[0]] + name + text[days.weekday[1] : end]
    message = f'"{_written(text, start, end)}": {words(day)} is a {weekday_name(day.weekday(), "Monday")}.'
    return _Fault(start, end, message, " ".join(right.split()))


def _runs_backward(text: str, first: Days, last: Days) -> bool:
    """Whether "D1 to D2" ends before it begins; without a year at D1, it is that of D2."""
    joint = _TO.fullmatch(text, first.end, last.start) if last.start > first.end else None
    if not joint or last.year is None or first.missing or last.missing or first.start == last.start:
        return False
    before = text[max(0, first.start - _NEAR) : first.start]
    opening = _FROM.search(before)
    if joint["to"] and not opening:
        return False
    if (
        joint["to"] in ("and", "y el", "et le", "и")
        and opening
        and opening["from"].lower()[:5] not in ("betwe", "entre", "между")
    ):
        return False
    if first.year is None or _MOVED.search(before):
        return False  # "from 28 December to 3 January 2025" goes over the new year
    return _value(first) > _value(last)


def _value(days: Days) -> tuple[int, int, int]:
    return days.year or 0, days.month, days.days[-1]
