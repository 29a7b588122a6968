"""Date and sender that a text gives for a letter, beside the letter's own title."""

from __future__ import annotations

import pytest

from refcheck.model import Severity, Status
from tests.checking import report

LETTER = (
    "A/78/764\n\nGeneral Assembly\n\nDistr.: General\n9 February 2024\n\n"
    "Letter dated 8 February 2024 from the Permanent Representative of {} to the United Nations addressed to the "
    "Secretary-General\n\nI have the honour to transmit herewith a statement.\n"
)
CITED = "See the letter dated {} from the {} to the United Nations addressed to the Secretary-General (A/78/764)."


@pytest.mark.parametrize(
    ("dated", "sender", "state", "rules"),
    [
        ("8 February 2024", "Permanent Representative of Armenia", "Armenia", []),
        ("8 February 2024", "Permanent Representative of the Republic of Armenia", "Armenia", []),
        ("8 February 2024", "Permanent Representative of Turkey", "Türkiye", []),
        ("8 February 2024", "Permanent Representative of Côte d'Ivoire", "Ivory Coast", []),
        ("8 February 2024", "Permanent Representative of the Congo", "the Democratic Republic of the Congo", []),
        ("8 February 2024", "Chargé d’affaires a.i. of the Permanent Mission of Armenia", "Armenia", []),
        ("8 February 2024", "Minister for Foreign Affairs of Brazil", "Armenia", []),  # may have signed the annex
        ("8 February 2024", "Permanent Representative of Brazil", "Armenia", ["source-author"]),
        ("9 February 2024", "Permanent Representative of Armenia", "Armenia", ["source-date"]),
        ("8 March 2024", "Permanent Representative of Armenia", "Armenia", ["source-date"]),
    ],
)
def test_date_and_sender(dated: str, sender: str, state: str, rules: list[str]) -> None:
    checked = report(CITED.format(dated, sender), sources=(LETTER.format(state),))
    assert [one.rule for one in checked.findings if one.severity is not Severity.INFO] == rules


def test_what_agrees_is_listed() -> None:
    cited = CITED.format("8 February 2024", "Permanent Representative of Armenia")
    (verdict,) = report(cited, sources=(LETTER.format("Armenia"),)).verdicts
    assert verdict.status is Status.VERIFIED
    assert {item.field for item in verdict.comparisons} == {"exists", "date", "author"}


def test_a_mismatch_shows_both_values() -> None:
    cited = CITED.format("8 March 2024", "Permanent Representative of Armenia")
    (verdict,) = report(cited, sources=(LETTER.format("Armenia"),)).verdicts
    (date,) = [item for item in verdict.comparisons if item.field == "date"]
    assert (date.written, date.known, date.agrees) == ("8 March 2024", "8 February 2024", False)
    assert "source-0.md" in date.source
