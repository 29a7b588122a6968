"""The page of a report in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from refcheck.reporting.html import render
from tests.browser.accessibility import SCHEMES, violations
from tests.browser.opening import saved
from tests.reporting.examples import accepted_letter, letter, report

REPORTS = {"with findings": letter, "accepted": accepted_letter, "empty": report}


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(page: Page, tmp_path: Path, name: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(saved(render(REPORTS[name]()), tmp_path))

    assert violations(page) == []
