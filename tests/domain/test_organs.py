"""When organs existed and met."""

from __future__ import annotations

import pytest

from refcheck.domain.organs import (
    LAST_DATED_COUNCIL_SESSION,
    climate_years,
    council_session_days,
    organ_of,
    session_year,
)
from refcheck.domain.sessions import human_rights_council_year
from refcheck.resolution.catalogue_build import TABLES, rows_of


def test_sessions_of_the_human_rights_council_are_those_of_the_table() -> None:
    rows = [row for row in rows_of(TABLES, "sessions") if row["organ"] == "A/HRC"]
    assert len(rows) == LAST_DATED_COUNCIL_SESSION
    for row in rows:
        days = council_session_days(int(row["session"]))
        assert days
        assert [day.isoformat() for day in days] == [row["opened"], row["until"]]
        assert days[0].year == human_rights_council_year(int(row["session"]))


@pytest.mark.parametrize(
    ("symbol", "name"),
    [
        ("E/CN.4/Sub.2/1999/5", "the Sub-Commission on the Promotion and Protection of Human Rights"),
        ("E/CN.4/1999/79", "the Commission on Human Rights"),
        ("E/CN.40/1", None),
        ("T/PET.10/29", "the Trusteeship Council"),
        ("TD/B/70/4", None),
        ("UNEP/EA.4/Res.1", "the Environment Assembly"),
    ],
)
def test_organ_of_a_symbol(symbol: str, name: str | None) -> None:
    organ = organ_of(symbol)
    assert (organ and organ.name) == name


@pytest.mark.parametrize(
    ("stem", "session", "year"),
    [
        ("E/CN.4", 55, 1999),
        ("E/CN.4", 62, 2006),
        ("E/CN.4", 63, None),
        ("CCPR/C", 52, 1994),
        ("CCPR/C", 117, 2016),
        ("CCPR/C", 144, 2025),
        ("CAT/C", 53, 2014),
        ("CAT/C", 82, 2025),
        ("CERD/C", 116, 2025),
        ("CEDAW/C", 49, 2011),
        ("CEDAW/C", 91, 2025),
        ("CRC/C", 98, 2025),
        ("CRPD/C", 32, 2025),
        ("CED/C", 28, 2025),
        ("A/HRC/WGAD", 101, 2024),
        ("A/CN.4", 57, None),
    ],
)
def test_year_of_a_session(stem: str, session: int, year: int | None) -> None:
    assert session_year(stem, session) == year


@pytest.mark.parametrize(
    ("body", "session", "years"),
    [
        ("CP", 1, (1995,)),
        ("CP", 6, (2000, 2001)),
        ("CP", 21, (2015,)),
        ("CP", 25, (2019,)),
        ("CP", 26, (2021,)),
        ("CMP", 1, (2005,)),
        ("CMP", 16, (2021,)),
        ("CMA", 1, (2016, 2017, 2018)),
        ("CMA", 3, (2021,)),
    ],
)
def test_years_of_the_climate_bodies(body: str, session: int, years: tuple[int, ...]) -> None:
    assert climate_years(body, session) == years
