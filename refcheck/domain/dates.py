"""Dates as UN documents write them, in the six official languages.

"29 July 1993", "1er avril 2025", "20 de diciembre de 1993", "20 декабря 1993 года",
"17 كانون الأول/ديسمبر 1980", "1993年12月20日".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from refcheck.domain.patterns import lazy

MONTHS = [
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
_WRITTEN = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ar": "يناير فبراير مارس أبريل مايو يونيه يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}
_MORE = {
    "aout": 8,
    "fevrier": 2,
    "decembre": 12,
    "setiembre": 9,
    "يونيو": 6,
    "يوليو": 7,
    "كانون الثاني": 1,
    "شباط": 2,
    "آذار": 3,
    "نيسان": 4,
    "أيار": 5,
    "حزيران": 6,
    "تموز": 7,
    "آب": 8,
    "أيلول": 9,
    "تشرين الأول": 10,
    "تشرين الثاني": 11,
    "كانون الأول": 12,
}
_MONTH_NUMBERS = {
    **{name.lower(): number for number, name in enumerate(MONTHS, 1)},
    **{name: number for names in _WRITTEN.values() for number, name in enumerate(names.split(), 1)},
    **_MORE,
}

# A month is any word here and is looked up afterwards: a pattern with all names would be slow to build.
_WORD = r"[^\W\d_]{2,12}"
_MONTH = rf"(?P<month>{_WORD}(?:\s{_WORD})??)(?:/{_WORD}(?:\s{_WORD})??)?"
_ALPHABETIC = rf"(?P<day>\d{{1,2}})(?:er|º|ro)?\s+(?:de\s+)?{_MONTH}\s+(?:del?\s+)?(?P<year>\d{{4}})"
_CHINESE = r"(?P<year_zh>\d{4})\s?年\s?(?P<month_zh>\d{1,2})\s?月\s?(?P<day_zh>\d{1,2})\s?日"
_DATE = lazy(rf"(?=\d)(?<!\d)(?:{_ALPHABETIC}|{_CHINESE})(?!\d)")

DATE_PATTERN = re.sub(r"\(\?P<\w+>", "(?:", rf"(?:{_ALPHABETIC}|{_CHINESE})")
"""Matches what may be a date, without groups; `parse_date` says whether it is one."""


_PART = rf"\d{{1,2}}(?:er|º|ro)?(?:\s+(?:de\s+)?{_WORD})?"
_AND = r"(?:\s*[,،]\s*(?:and\s+)?|\s+(?:and|et|y|и|و)\s+)"
DATES_PATTERN = rf"(?:(?:{DATE_PATTERN}(?:\s+года)?|{_PART}){_AND})*{DATE_PATTERN}"
"""Matches one date or a list of them: "20 and 21 November 2024"; `date_list` says which they are."""
_MEMBER = lazy(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:er|º|ro)?(?:\s+(?:de\s+)?{_MONTH})??(?:\s+(?:del?\s+)?(?P<year>\d{{4}}))?"
    rf"(?:\s+года)?(?={_AND}|(?<=\d{{4}})|(?<=года)|\Z)"
)


def date_list(text: str, start: int, end: int) -> list[tuple[int, int, date]]:
    """The dates of a list as (start, end, value), month and year filled in from the next member that has them."""
    plain = list(find_dates(text, start, end))
    if len(plain) == 1 and plain[0][0] == start:
        return plain
    found: list[tuple[int, int, date]] = []
    month: str | None = None
    year: str | None = None
    for match in reversed(list(_MEMBER.finditer(text, start, end))):
        if match["month"] and is_month(" ".join(match["month"].split())):
            month = match["month"]
        year = match["year"] or year
        value = parse_date(f"{match['day']} {month} {year}") if month and year else None
        if value:
            found.append((*match.span(), value))
    return found[::-1] or plain


@lru_cache(maxsize=4096)  # a letter and an archive cite the same few documents with their dates again and again
def parse_date(text: str) -> date | None:
    """The first date in `text`; None where there is none, or no such day exists."""
    return next((value for _, _, value in find_dates(text)), None)


def is_month(word: str) -> bool:
    """Whether `word` is the name of a month in an official language."""
    return month_number(word) is not None


def month_number(name: str) -> int | None:
    """1 for "January", "janvier", "كانون الثاني" …; None for what is no month."""
    return _MONTH_NUMBERS.get(" ".join(name.lower().split()))


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, date]]:
    """Every real date in text[start:end], as (start, end, value) with offsets into `text`."""
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        value = _value(match)
        if value:
            yield match.start(), match.end(), value


def _value(match: re.Match[str]) -> date | None:
    if match["month"]:
        numbers = (int(match["year"]), month_number(match["month"]) or 0, int(match["day"]))
    else:
        numbers = (int(match["year_zh"]), int(match["month_zh"]), int(match["day_zh"]))
    try:
        return date(*numbers)
    except ValueError:
        return None


def words(day: date) -> str:
    """date(1993, 7, 29) → "29 July 1993"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
