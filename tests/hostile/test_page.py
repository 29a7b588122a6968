"""docs/reliability.md has a row for all that is tried, and none of them says that something was lost."""

from __future__ import annotations

import pytest

from tests.checking import PROJECT
from tests.hostile.__main__ import name_of, row_of
from tests.hostile.documents import cases
from tests.hostile.faults import FAULTS, of_database
from tests.hostile.networks import FAULTY, INSIDE

PAGE = (PROJECT / "docs" / "reliability.md").read_text("utf-8")
ROWS = (
    *(name_of(table, case) for table, case in cases()),
    *INSIDE,
    *(row.name for row in FAULTY),
    *(fault.title for fault in (*FAULTS, *of_database("postgresql://"))),
)


@pytest.mark.parametrize("name", ROWS)
def test_the_page_has_a_row(name: str) -> None:
    """Where there is none: `make reliability` writes the page anew."""
    beginning = row_of(name).removesuffix("|\n")
    assert PAGE.count(f"\n{beginning}|") == 1


def test_nothing_was_lost_when_the_page_was_made() -> None:
    assert "| NO: " not in PAGE
