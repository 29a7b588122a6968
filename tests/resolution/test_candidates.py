"""What a wrong reference may have meant: the real documents near it, best first."""

from __future__ import annotations

import pytest

from tests.checking import findings, report, verdict

CASE = (
    "Application of the International Convention on the Elimination of All Forms of Racial Discrimination "
    "(Armenia v. Azerbaijan)"
)


@pytest.mark.parametrize(
    ("text", "best", "reason"),
    [
        (
            "Security Council resolution 583 (1993) adopted on 29 July 1993",
            "853 (1993)",
            "adopted on 29 July 1993, the date given",
        ),
        ("Security Council resolution 853 (1996) adopted on 29 July 1993", "853 (1993)", "the date given"),
        ("Security Council resolution 583 (1993)", "853 (1993)", "two digits of the number swapped"),
        ("Security Council resolution 1352 (2000)", "1325 (2000)", "two digits of the number swapped"),
        ("Security Council resolution 853 (1996)", "853 (1993)", "853 is of 1993"),
        (
            "General Assembly resolution 45/114, adopted on 20 December 1993",
            "48/114",
            "adopted on 20 December 1993, the date given",
        ),
        (f"{CASE}, Order of 9 December 2021", "order of 7 December 2021 in case No. 180", "in that month"),
        (f"{CASE}, Order of 17 October 2023", "order of 17 November 2023 in case No. 180", "one digit"),
    ],
    ids=["date", "date-and-number", "swapped", "swapped-1325", "true-year", "assembly", "month", "digit"],
)
def test_best_candidate(text: str, best: str, reason: str) -> None:
    candidates = verdict(text).candidates
    assert candidates
    if "digit" not in reason or "swapped" in reason:
        assert candidates[0].written == best
    found = next(candidate for candidate in candidates if candidate.written == best)
    assert reason in found.reason


def test_what_is_cited_elsewhere_comes_first() -> None:
    checked = report("Security Council resolution 884 (1993) was recalled, and so was resolution 88 (1993).")
    best = checked.verdicts[-1].candidates[0]
    assert (best.written, best.reason) == ("884 (1993)", "cited elsewhere in this document")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Security Council resolution 2220 (2015) of 17 February 2015", ["2202 (2015)"]),
        ("Security Council resolution 2632 (2022) of 27 February 2022", ["2623 (2022)"]),
        ("General Assembly resolution 69/262 of 27 March 2014", ["68/262"]),
        ("General Assembly resolution 1541 (XV) of 14 December 1960", ["1514 (XV)"]),
        ("Security Council resolution 853 (1993) of 28 July 1993", ["852 (1993)"]),
        ("Security Council resolution 853 (1993) of 27 July 1993", []),
        ("Security Council resolution 853 (1993) of 29 July 1993", []),
        ("General Assembly resolution 217 A (II)", ["217 A (III)"]),
        ("General Assembly resolution 2625 (XXIV)", ["2625 (XXV)"]),
    ],
)
def test_candidates_of_a_slip_in_number_or_session(text: str, written: list[str]) -> None:
    assert [candidate.written for candidate in verdict(text).candidates] == written


@pytest.mark.parametrize(
    "text",
    ["Security Council resolution 4999 (1993)", "General Assembly resolution 45/999", "A/78/636", "https://un.org/a"],
)
def test_no_candidate_without_evidence(text: str) -> None:
    assert [one.written for one in verdict(text).candidates] == []


def test_candidates_are_few_and_different() -> None:
    candidates = verdict("Security Council resolution 81 (1993)").candidates
    assert len(candidates) <= 4
    assert len({candidate.canonical for candidate in candidates}) == len(candidates)
    assert all(candidate.reason for candidate in candidates)


def test_suggestion_of_the_finding_is_the_best_candidate() -> None:
    (found,) = findings("Security Council resolution 583 (1993), adopted on 29 July 1993")
    assert found.suggestion == "853 (1993)"
    assert "adopted on 29 July 1993, the date given" in found.message
