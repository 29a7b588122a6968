"""Days as a sentence gives them: alone, in lists and ranges, with their weekday, in the six official languages.

"5 and 6 December 2024", "du 11 au 15 novembre 2024", "Monday, 24 March 2025", "с 11 по 15 ноября 2024 года",
"2024年11月11日至15日". Says what is written, also where no such day exists.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from typing import NamedTuple

from refcheck.domain.dates import MONTHS, is_month, month_number
from refcheck.domain.patterns import lazy

_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miércoles jueves viernes sábado domingo",
    "понедельник вторник среда четверг пятница суббота воскресенье",
    "понедельника вторника среду четверга пятницу субботу воскресенья",
    "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    "一 二 三 四 五 六 日",
)
_WEEKDAY_NAMES = {name: (number, row) for row in _WEEKDAYS for number, name in enumerate(row.split())}
_DAY_END = r"(?!\d)(?:er\b|st\b|nd\b|rd\b|th\b|º)?"
_DAY = rf"\d{{1,2}}{_DAY_END}"
_AND = r"(?:and|et|y|e|и|و)"
_TO = r"(?:to|through|au|al|по|إلى)"
_JOIN = rf"\s?,\s?{_AND}\s|\s?,\s?|\s{_AND}\s?(?:le\s|el\s)?|\s?[-–—]\s?|\s{_TO}\s"
_DAYS = lazy(  # begins with a digit and looks back behind it: so it is searched for fast
    rf"(?P<days>\d(?<![\w/.,:§]\d)(?<!\d[-–—]\d)\d?{_DAY_END}(?:(?:{_JOIN}){_DAY}){{0,11}})\s(?:de\s)?(?=[^\W\d_])"
)
_AFTER_A_YEAR = lazy(rf"[-–—](?<=[12]\d\d\d[-–—])(?P<days>\d\d?{_DAY_END})\s(?:de\s)?(?=[^\W\d_])")
_TOKEN = lazy(rf"(?P<day>\d{{1,2}})(?:er|st|nd|rd|th|º)?|(?P<range>[-–—]|{_TO}\b)|(?P<and>{_AND}\b|و)|(?P<comma>,)")
_WORDS = lazy(r"(?P<one>[^\W\d_]+)(?P<two>\s[^\W\d_]+)?")
_SECOND_NAME = lazy(r"/[^\W\d_]{2,12}(?:\s[^\W\d_]{2,12}(?=\s\d{4}))?")
_YEAR = lazy(r",?\s(?:del?\s)?(?P<year>[12]\d{3})(?![\d/])")
_WEEKDAY_BEFORE = lazy(r"(?P<weekday>[^\W\d_]{4,11}),?\s(?:the\s)?\Z")
_WEEKDAYS_BEFORE = lazy(
    r"(?:(?P<other>[^\W\d_]{4,11})(?:,?\s(?:and|to|et|au|y|al|a|и|по|و|إلى)\s|\s?[-–—]\s?|,\s)"
    rf"(?:le\s|el\s|в\s)?)?{_WEEKDAY_BEFORE.pattern}"
)
_WEEKDAY_BEHIND = lazy(r"\s?\((?P<weekday>[^\W\d_]{4,11})\)")
_AMERICAN = lazy(
    r"(?P<month>[A-Z][a-z]{2,8})\s(?P<days>\d{1,2}(?:\s?[-–—]\s?\d{1,2}|\s(?:and|to)\s\d{1,2})?),\s(?P<year>[12]\d{3})(?![\d/])"
)
_AMERICAN_YEAR = lazy(r",\s[12]\d{3}")
_CHINESE = lazy(
    r"(?<!\d)(?:(?P<year>\d{4})\s?年)?\s?(?P<month>\d{1,2})\s?月\s?(?P<days>\d{1,2}\s?日?(?:\s?(?:至|到|和|及|、|[-–—])\s?\d{1,2}\s?日?(?!\d|\s?月))*)"
    r"(?<=日)(?:[（(]?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日]))?"
)
_CHINESE_TOKEN = lazy(r"(?P<day>\d{1,2})|(?P<range>[至到–—-])|(?P<and>[和及])|(?P<comma>、)")
_REACH = 40  # characters before the days in which weekdays stand
_WEEKDAY_REACH = 18  # one weekday


class Days(NamedTuple):
    """Days of one month in text[start:end]; `ranges[i]` says whether day i is the end of a range."""

    start: int
    end: int
    days: tuple[int, ...]
    ranges: tuple[bool, ...]
    month: int
    year: int | None
    weekday: tuple[int, int] | None = None  # where it stands; of the last day where two weekdays stand there
    of_last: bool = False

    @property
    def members(self) -> tuple[int, ...]:
        """The days with those inside the ranges: "5–7 and 9" is 5, 6, 7 and 9."""
        before = (0, *self.days)
        return tuple(
            member
            for place, day in enumerate(self.days)
            for member in (range(before[place] + 1, day + 1) if self.ranges[place] else (day,))
        )

    @property
    def missing(self) -> int | None:
        """The first day that its month does not have; without a year, February may have 29."""
        last = monthrange(self.year or 2024, self.month)[1] if 0 < self.month <= 12 else 0
        return next((day for day in self.days if not 1 <= day <= last), None)

    @property
    def backward(self) -> int | None:
        """The place of the first day that is not behind the one before it."""
        places = range(1, len(self.days))
        return next((place for place in places if self.days[place] <= self.days[place - 1]), None)


def find_days(text: str) -> Iterator[Days]:
    """Every day, list and range of days with its month, left to right within each way of writing."""
    for pattern in (_DAYS, _AFTER_A_YEAR):
        for match in pattern.finditer(text):
            found = _alphabetic(text, match)
            if found:
                yield found
    if _AMERICAN_YEAR.search(text):
        yield from _american(text)
    if "月" in text:
        yield from _chinese(text)


def weekday_number(name: str) -> int | None:
    """0 for Monday in any of the languages; None for what is no weekday."""
    found = _WEEKDAY_NAMES.get(name.lower())
    return found[0] if found else None


def weekday_name(number: int, like: str) -> str:
    """The weekday in the language and the case of `like`: (4, "Monday") → "Friday"."""
    name = _WEEKDAY_NAMES[like.lower()][1].split()[number]
    return name.capitalize() if like[:1].isupper() else name


def _alphabetic(text: str, match: re.Match[str]) -> Days | None:
    words = _WORDS.match(text, match.end())
    if not words:
        return None
    end = words.end("one") if is_month(words["one"]) else words.end()
    month = month_number(text[match.end() : end])
    if month is None:
        return None
    second = _SECOND_NAME.match(text, end)
    end = second.end() if second else end
    year = _YEAR.match(text, end)
    end = year.end() if year else end
    start, days, ranges = _listed(_TOKEN, match)
    weekday, of_last = _weekday(text, start if start == match.start("days") else len(text), end)
    return Days(start, end, days, ranges, month, int(year["year"]) if year else None, weekday, of_last)


def _listed(token: re.Pattern[str], match: re.Match[str]) -> tuple[int, tuple[int, ...], tuple[bool, ...]]:
    """The members of the list. What stands before a last comma is no part of it: "room 4, 5 May"."""
    start, days, ranges = match.start("days"), list[int](), list[bool]()
    joint, text = "", match.string
    for piece in token.finditer(text, match.start("days"), match.end("days")):
        if piece["day"]:
            if days and (joint == "comma" or (joint == "comma and" and len(days) == 1)):
                commas = token is _CHINESE_TOKEN or _and_follows(text, piece.end(), match.end("days"))
                if joint == "comma and" or not commas:
                    start, days, ranges = piece.start(), [], []
            days.append(int(piece["day"]))
            ranges.append(joint == "range")
            joint = ""
        else:
            joint = f"{joint} {piece.lastgroup}".strip()
    return start, tuple(days), tuple(ranges)


def _and_follows(text: str, start: int, end: int) -> bool:
    return any(piece["and"] or piece["range"] for piece in _TOKEN.finditer(text, start, end))


def _weekday(text: str, start: int, end: int) -> tuple[tuple[int, int] | None, bool]:
    name = _WEEKDAY_BEFORE.search(text, max(0, start - _WEEKDAY_REACH), start) if start < len(text) else None
    named = name and weekday_number(name["weekday"]) is not None
    before = _WEEKDAYS_BEFORE.search(text, max(0, start - _REACH), start) if named else None
    if before and weekday_number(before["weekday"]) is not None:
        return before.span("weekday"), before["other"] is not None and weekday_number(before["other"]) is not None
    behind = _WEEKDAY_BEHIND.match(text, end)
    if behind and weekday_number(behind["weekday"]) is not None:
        return behind.span("weekday"), True
    return None, False


def _american(text: str) -> Iterator[Days]:
    for match in _AMERICAN.finditer(text):
        if match["month"] in MONTHS:
            _, days, ranges = _listed(_TOKEN, match)
            weekday, of_last = _weekday(text, match.start(), match.end())
            month, year = MONTHS.index(match["month"]) + 1, int(match["year"])
            yield Days(match.start(), match.end(), days, ranges, month, year, weekday, of_last)


def _chinese(text: str) -> Iterator[Days]:
    for match in _CHINESE.finditer(text):
        _, days, ranges = _listed(_CHINESE_TOKEN, match)
        end = match.end("days")
        year = int(match["year"]) if match["year"] else None
        weekday = match.span("weekday") if match["weekday"] else None
        yield Days(match.start(), end, days, ranges, int(match["month"]), year, weekday, of_last=True)
