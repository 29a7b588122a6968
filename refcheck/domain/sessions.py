"""Sessions and years of the principal organs, as arithmetic and as the few facts it needs.

Opening dates: Official Records of the General Assembly; rule of resolution 57/301 with the openings
of the 78th to 80th sessions in the second week of September. Council numbers: meeting tables of the
Dag Hammarskjöld Library, 1946–2025.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from refcheck.domain.numerals import to_roman

FIRST_NEW_STYLE_SESSION = 31  # from September 1976 the session is part of every Assembly symbol
LAST_OLD_STYLE_RESOLUTION = 3541  # of the thirtieth session

_COUNCIL_YEARS = tuple(range(1946, 2026))
_FIRST_NUMBER_OF_YEAR = (
    *(1, 16, 38, 67, 79, 90, 97, 99, 104, 106, 111, 122, 127, 132, 133, 161, 171, 178, 186, 200),
    *(220, 233, 245, 263, 276, 292, 308, 325, 345, 367, 385, 403, 423, 444, 462, 485, 500, 529, 546, 560),
    *(581, 594, 607, 627, 647, 684, 726, 800, 893, 970, 1036, 1093, 1147, 1220, 1285, 1335, 1387, 1455),
    *(1522, 1581, 1652, 1739, 1795, 1860, 1908, 1967, 2033, 2086, 2133, 2196, 2260, 2337, 2398, 2452),
    *(2504, 2561, 2618, 2672, 2722, 2768),
)
LAST_KNOWN_COUNCIL_RESOLUTION = 2798


def council_resolution_year(number: int) -> int | None:
    """The year in which Security Council resolution `number` was adopted; None beyond what is known."""
    if not 1 <= number <= LAST_KNOWN_COUNCIL_RESOLUTION:
        return None
    return _COUNCIL_YEARS[bisect_right(_FIRST_NUMBER_OF_YEAR, number) - 1]


def council_year(ordinal: int) -> int:
    """The calendar year of the Council's "Eightieth year" (80 → 2025)."""
    return 1945 + ordinal


def assembly_session_year(session: int) -> int:
    """The year in which a regular session of the Assembly opens (79 → 2024)."""
    return 1945 + session


def assembly_window(session: int) -> tuple[date, date]:
    """Earliest and latest day of a regular session, with the tolerance that its rules leave.

    A session opens between 1 and 20 September (the first in January 1946) and is closed by the opening
    of the next; up to the nineteenth that came as late as 1 December.
    """
    opens = date(1946, 1, 10) if session == 1 else date(1945 + session, 9, 1)
    return opens, date(1946 + session, 9, 24) if session >= 20 else date(1946 + session, 12, 1)


def assembly_sessions_on(day: date) -> tuple[int, ...]:
    """The regular sessions that may be in progress on `day`: two in most of September."""
    year_session = day.year - 1945
    return tuple(
        session
        for session in (year_session - 1, year_session)
        if session >= 1 and assembly_window(session)[0] <= day <= assembly_window(session)[1]
    )


def human_rights_council_year(session: int) -> int:
    """The year of a regular session of the Human Rights Council (8 → 2008, 58 → 2025)."""
    return 2006 if session <= 3 else 2007 + (session - 4) // 3


# The highest number known of each session from the thirty-first; numbers of a session run without a hole, and
# the last ones of a session that is over are known to within a few. Source: the embedded catalogue.
_HIGHEST_RESOLUTIONS = (
    *(208, 215, 206, 233, 227, 244, 253, 239, 248, 257, 213, 232, 233, 240, 266, 242, 236, 264, 250, 245, 243, 252),
    *(243, 280, 285, 324, 337, 317, 313, 289, 296, 277, 311, 301, 316, 297, 303, 310, 327, 305, 329, 313, 347, 307),
    *(327, 307, 338, 331, 334),
)
_RESOLUTIONS_UNKNOWN = 20  # of a session that is over: more than any complete source has beyond the catalogue


def highest_assembly_resolution(session: int) -> tuple[int, int]:
    """The highest number known of a regular session from the thirty-first, and the highest that it can have.

    For a session that is not over in the catalogue the second is above that of any session, the first 0.
    """
    known = 0 <= session - FIRST_NEW_STYLE_SESSION < len(_HIGHEST_RESOLUTIONS)
    if not known:
        return 0, max(_HIGHEST_RESOLUTIONS) + _RESOLUTIONS_UNKNOWN
    highest = _HIGHEST_RESOLUTIONS[session - FIRST_NEW_STYLE_SESSION]
    return highest, highest + _RESOLUTIONS_UNKNOWN


def first_assembly_decision(session: int) -> int:
    """The lowest number of a decision of the Assembly: elections from 301, from 401 since the fifty-seventh session."""
    return 401 if session >= 57 else 301


# The first and last resolution known of each session of the first series (1946–1975), in order from
# the first session; numbers between two spans stay open. Source: the embedded catalogue.
_OLD_SPANS = (
    *((1, 102), (108, 184), (191, 287), (288, 375), (376, 501), (502, 608), (609, 712), (713, 806)),
    *((808, 906), (908, 995), (1009, 1133), (1134, 1236), (1239, 1350), (1351, 1472), (1493, 1620)),
    *((1625, 1747), (1752, 1871), (1881, 1992), (1995, 2006), (2012, 2132), (2134, 2247), (2260, 2373)),
    *((2379, 2492), (2498, 2619), (2621, 2750), (2752, 2901), (2908, 3049), (3055, 3199), (3206, 3360)),
    (3366, 3541),
)


def old_assembly_session(number: int) -> str | None:
    """The session of an Assembly resolution of the first series: 2758 → "XXVI"; None where it is not sure."""
    for session, (first, last) in enumerate(_OLD_SPANS, 1):
        if first <= number <= last:
            return to_roman(session)
    return None


# First and last day of the Assembly's special sessions, S-1 to S-32, and emergency special sessions; None
# where a session has only been adjourned. Source: the embedded catalogue.
_SPECIAL = (
    *(("1947-04-28", "1947-05-15"), ("1948-04-16", "1948-05-14"), ("1961-08-21", "1961-08-25")),
    *(("1963-05-14", "1963-06-27"), ("1967-04-21", "1967-06-13"), ("1974-04-09", "1974-05-02")),
    *(("1975-09-01", "1975-09-16"), ("1978-04-20", "1978-04-21"), ("1978-04-24", "1978-05-03")),
    *(("1978-05-23", "1978-06-30"), ("1980-08-25", "1980-09-15"), ("1982-06-07", "1982-07-10")),
    *(("1986-05-27", "1986-06-01"), ("1986-09-17", "1986-09-20"), ("1988-05-31", "1988-06-25")),
    *(("1989-12-12", "1989-12-14"), ("1990-02-20", "1990-02-23"), ("1990-04-23", "1990-05-01")),
    *(("1997-06-23", "1997-06-28"), ("1998-06-08", "1998-06-10"), ("1999-06-30", "1999-07-02")),
    *(("1999-09-27", "1999-09-28"), ("2000-06-05", "2000-06-10"), ("2000-06-26", "2000-07-01")),
    *(("2001-06-06", "2001-06-09"), ("2001-06-25", "2001-06-27"), ("2002-05-08", "2002-05-10")),
    *(("2005-01-24", "2005-01-24"), ("2014-09-22", "2014-09-22"), ("2016-04-19", "2016-04-21")),
    *(("2020-12-03", "2020-12-04"), ("2021-06-02", "2021-06-04")),
)
_EMERGENCY = (
    *(("1956-11-01", "1956-11-10"), ("1956-11-04", "1956-11-10"), ("1958-08-08", "1958-08-21")),
    *(("1960-09-17", "1960-09-20"), ("1967-06-17", "1967-09-18"), ("1980-01-10", "1980-01-14")),
    *(("1980-07-22", "1982-09-24"), ("1981-09-03", "1981-09-14"), ("1982-01-29", "1982-02-05")),
    *(("1997-04-24", None), ("2022-02-28", None)),
)


def special_session(series: str, number: int) -> tuple[date, date | None] | None:
    """First and last day of a special ("S") or emergency special ("ES") session; the last is None while it is open.

    None for a session that is not known.
    """
    table: tuple[tuple[str, str | None], ...] = _SPECIAL if series == "S" else _EMERGENCY
    if not 1 <= number <= len(table):
        return None
    first, last = table[number - 1]
    return date.fromisoformat(first), date.fromisoformat(last) if last else None
