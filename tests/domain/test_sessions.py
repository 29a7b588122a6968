"""Sessions and years of the principal organs."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.domain.sessions import (
    LAST_KNOWN_COUNCIL_RESOLUTION,
    assembly_session_year,
    assembly_sessions_on,
    assembly_window,
    council_resolution_year,
    council_year,
    human_rights_council_year,
)

FIRST_AND_LAST = {
    1946: (1, 15),
    1959: (132, 132),
    1960: (133, 160),
    1975: (367, 384),
    1992: (726, 799),
    1993: (800, 892),
    1994: (893, 969),
    2000: (1285, 1334),
    2005: (1581, 1651),
    2011: (1967, 2032),
    2020: (2504, 2560),
    2021: (2561, 2617),
    2023: (2672, 2721),
    2024: (2722, 2767),
}


@pytest.mark.parametrize(("year", "numbers"), FIRST_AND_LAST.items())
def test_year_of_a_council_resolution(year: int, numbers: tuple[int, int]) -> None:
    assert [council_resolution_year(number) for number in numbers] == [year, year]
    assert council_resolution_year(numbers[1] + 1) == year + 1


@pytest.mark.parametrize("number", [0, -1, LAST_KNOWN_COUNCIL_RESOLUTION + 1, 9999])
def test_council_resolution_beyond_what_is_known(number: int) -> None:
    assert council_resolution_year(number) is None


@given(st.integers(1, LAST_KNOWN_COUNCIL_RESOLUTION - 1))
def test_years_of_council_resolutions_never_go_back(number: int) -> None:
    before, after = council_resolution_year(number), council_resolution_year(number + 1)
    assert before
    assert after
    assert after - before in (0, 1)


@pytest.mark.parametrize(("ordinal", "year"), [(1, 1946), (59, 2004), (79, 2024), (80, 2025)])
def test_council_year(ordinal: int, year: int) -> None:
    assert council_year(ordinal) == year


@pytest.mark.parametrize(("session", "year"), [(1, 1946), (31, 1976), (48, 1993), (79, 2024)])
def test_year_in_which_a_session_opens(session: int, year: int) -> None:
    assert assembly_session_year(session) == year


@pytest.mark.parametrize(
    ("session", "day", "inside"),
    [
        (1, date(1946, 1, 24), True),
        (1, date(1946, 12, 14), True),
        (3, date(1949, 5, 18), True),
        (19, date(1964, 12, 1), True),
        (48, date(1993, 12, 20), True),
        (48, date(1994, 9, 19), True),
        (48, date(1996, 12, 20), False),
        (45, date(1993, 12, 20), False),
        (57, date(2003, 7, 3), True),
        (60, date(2006, 3, 15), True),
        (79, date(2024, 9, 10), True),
        (79, date(2025, 9, 9), True),
        (79, date(2025, 10, 1), False),
        (79, date(2024, 8, 31), False),
    ],
    ids=str,
)
def test_window_of_a_session(session: int, day: date, *, inside: bool) -> None:
    opens, closes = assembly_window(session)
    assert (opens <= day <= closes) is inside


@pytest.mark.parametrize(
    ("day", "sessions"),
    [
        (date(2025, 5, 28), (79,)),
        (date(2024, 12, 27), (79,)),
        (date(2023, 3, 14), (77,)),
        (date(2025, 9, 5), (79, 80)),
        (date(2025, 9, 30), (80,)),
        (date(2025, 8, 31), (79,)),
        (date(1945, 12, 1), ()),
    ],
    ids=str,
)
def test_sessions_in_progress(day: date, sessions: tuple[int, ...]) -> None:
    assert assembly_sessions_on(day) == sessions


@given(st.dates(date(1965, 1, 1), date(2099, 12, 31)))
def test_a_session_is_always_in_progress(day: date) -> None:
    assert assembly_sessions_on(day)


@pytest.mark.parametrize(
    ("session", "year"), [(1, 2006), (3, 2006), (4, 2007), (8, 2008), (16, 2011), (47, 2021), (58, 2025)]
)
def test_year_of_a_human_rights_council_session(session: int, year: int) -> None:
    assert human_rights_council_year(session) == year
