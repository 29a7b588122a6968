"""What the Security Council's numbers say of time, against the embedded tables."""

from __future__ import annotations

import re
from datetime import date

import pytest

from refcheck.domain.council import (
    LAST_RUNNING_NUMBER,
    latest_meeting,
    latest_statement,
    meeting_years,
    running_number_days,
    yearly_number_days,
)
from refcheck.resolution.catalogue_build import TABLES, rows_of


def test_every_meeting_of_the_table_is_in_its_year() -> None:
    for row in rows_of(TABLES, "security_council_meetings"):
        years = meeting_years(int(re.sub(r"\D", "", row["symbol"].partition("(")[0])))
        assert not row["date"] or years is None or years[0] <= int(row["date"][:4]) <= years[1], row


@pytest.mark.parametrize(
    ("number", "years"), [(1, (1946, 1946)), (3259, (1993, 1993)), (3326, (1993, 1994)), (0, None)]
)
def test_years_of_a_meeting(number: int, years: tuple[int, int] | None) -> None:
    assert meeting_years(number) == years


def test_meetings_still_to_come_are_beyond_any_of_today() -> None:
    assert 10300 < latest_meeting(date(2026, 11, 20)) < 12000


def test_statements_of_the_table_stay_within_their_year() -> None:
    statements = [
        row["symbol"].split("/") for row in rows_of(TABLES, "documents") if row["symbol"].startswith("S/PRST/")
    ]
    numbers = [(int(parts[2]), int(parts[3])) for parts in statements if len(parts) == 4]
    assert len(numbers) > 500
    assert [(year, number) for year, number in numbers if number > latest_statement(year)] == []


@pytest.mark.parametrize(
    ("number", "day"),
    [(23500, date(1992, 1, 31)), (25859, date(1993, 5, 28)), (26809, date(1993, 11, 29)), (24111, date(1992, 6, 17))],
)
def test_running_number_lies_between_its_anchors(number: int, day: date) -> None:
    days = running_number_days(number)
    assert days
    assert days[0] <= day <= days[1]
    assert (days[1] - days[0]).days < 800


@pytest.mark.parametrize("number", [0, LAST_RUNNING_NUMBER + 1])
def test_number_outside_the_series(number: int) -> None:
    assert running_number_days(number) is None


@pytest.mark.parametrize(
    ("number", "day"),
    [
        (1384, date(1994, 12, 6)),
        (334, date(2001, 4, 4)),
        (88, date(2012, 2, 10)),
        (43, date(2023, 1, 17)),
        (960, date(2023, 12, 5)),
    ],
)
def test_pace_of_the_yearly_series(number: int, day: date) -> None:
    first, last = yearly_number_days(number)
    assert first <= day.timetuple().tm_yday <= last
