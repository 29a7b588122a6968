"""The Security Council's numbering: which meeting, statement and document belong to which time.

Meetings: the embedded table `security_council_meetings`. Statements and running numbers: meeting tables of the
Dag Hammarskjöld Library, 1946–2022. Pace of the yearly series: dated documents of 1994 to 2023.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

# Number of the last meeting of each year from 1946; the last one is where the table ends.
_LAST_MEETINGS = (
    *(88, 225, 396, 458, 530, 569, 611, 654, 686, 709, 759, 808, 844, 849, 920, 988, 1026, 1085, 1189, 1270),
    *(1340, 1386, 1462, 1526, 1564, 1623, 1683, 1760, 1812, 1869, 1982, 2055, 2107, 2184, 2261, 2321, 2410),
    *(2508, 2565, 2639, 2730, 2779, 2834, 2903, 2972, 3025, 3154, 3325, 3485, 3615, 3729, 3846, 3962, 4086),
    *(4254, 4447, 4683, 4891, 5107, 5342, 5614, 5816, 6060, 6254, 6464, 6699, 6898, 7091, 7354, 7599, 7855),
    *(8151, 8439, 8697, 8778, 8942, 9236, 9526, 9835, 10031),
)
_SLACK = 6  # meetings around New Year's Day whose day the table does not have
_MOST_MEETINGS = 400  # a year; the busiest had 300


def meeting_years(number: int) -> tuple[int, int] | None:
    """The first and the last year in which meeting `number` can have been held; None where the table ends."""
    if not 1 <= number <= _LAST_MEETINGS[-1] - _SLACK:
        return None
    first = bisect_left(_LAST_MEETINGS, number - _SLACK)
    return 1946 + first, 1946 + bisect_left(_LAST_MEETINGS, number + _SLACK)


def latest_meeting(today: date) -> int:
    """A number that no meeting up to `today` can have passed."""
    return _LAST_MEETINGS[-1] + _MOST_MEETINGS * max(1, today.year - 1945 - len(_LAST_MEETINGS) + 1)


# Number of the last presidential statement of each year from 1994 to 2021.
_LAST_STATEMENTS = (
    *(82, 63, 49, 57, 38, 34, 41, 39, 42, 30, 48, 67, 59, 50, 48, 35, 30, 22, 29, 22, 28, 26, 19, 27, 21, 16),
    *(13, 24),
)


def latest_statement(year: int) -> int:
    """The number that no presidential statement of the year passes: its last, or the highest of any year."""
    known = 0 <= year - 1994 < len(_LAST_STATEMENTS)
    return _LAST_STATEMENTS[year - 1994] if known else max(_LAST_STATEMENTS)


LAST_RUNNING_NUMBER = 26999  # of the series S/1 … that ended with 1993
# Year, and a number that the running series had reached by its end: the highest seen, so a lower bound.
_RUNNING = (
    *((1945, 0), (1949, 1433), (1952, 2773), (1956, 3755), (1960, 4578), (1964, 6113), (1966, 7575)),
    *((1968, 8761), (1970, 9976), (1972, 10805), (1974, 11543), (1976, 12247), (1978, 12830), (1980, 14271)),
    *((1982, 15347), (1984, 16847), (1985, 17702), (1986, 18538), (1987, 19382), (1988, 20337), (1989, 21056)),
    *((1990, 22008), (1991, 23316), (1992, 25036), (1993, LAST_RUNNING_NUMBER)),
)


def running_number_days(number: int) -> tuple[date, date] | None:
    """The days between which document S/`number` of 1946 to 1993 was issued; None beyond the series.

    A number above one anchor and up to the next came after the first one's year had begun and at the latest
    a month after the second one's had ended.
    """
    if not 1 <= number <= LAST_RUNNING_NUMBER:
        return None
    place = bisect_left([reached for _, reached in _RUNNING], number)
    return date(max(1946, _RUNNING[place - 1][0]), 1, 1), date(_RUNNING[place][0] + 1, 1, 31)


def yearly_number_days(number: int) -> tuple[int, int]:
    """The days of the year (from 1) between which document S/YYYY/`number` is issued at the usual pace."""
    return int(number / 4.5) - 10, int(number / 1.8) + 30


HIGHEST_YEARLY_NUMBER = 1433  # S/1994/1433; no later year has had as many
