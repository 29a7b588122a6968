"""What the settings make of rules: switched off or on, milder or graver."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

import pytest

import refcheck.rules
from refcheck.errors import UsageError
from refcheck.model import Checked, Finding, Level, Severity, Span
from refcheck.rules import chosen, judge
from refcheck.rules.rule import Rule, rule_of
from tests.checking import TODAY, findings, prose, report

WRONG_YEAR = "Security Council resolution 853 (1996)"  # an error
NO_YEAR = "in line with UNSCR 1325"  # an info

CASES: dict[str, tuple[str, dict[str, Level], list[tuple[str, str]]]] = {
    "as-shipped": (WRONG_YEAR, {}, [("resolution-year", "error")]),
    "on": (WRONG_YEAR, {"resolution-year": Level.ON}, [("resolution-year", "error")]),
    "off": (WRONG_YEAR, {"resolution-year": Level.OFF}, []),
    "another-is-off": (WRONG_YEAR, {"annex-heading": Level.OFF}, [("resolution-year", "error")]),
    "milder": (WRONG_YEAR, {"resolution-year": Level.WARNING}, [("resolution-year", "warning")]),
    "much-milder": (WRONG_YEAR, {"resolution-year": Level.INFO}, [("resolution-year", "info")]),
    "graver": (NO_YEAR, {"resolution-year-missing": Level.ERROR}, [("resolution-year-missing", "error")]),
    "a-bit-graver": (NO_YEAR, {"resolution-year-missing": Level.WARNING}, [("resolution-year-missing", "warning")]),
}


@pytest.mark.parametrize(("text", "levels", "expected"), CASES.values(), ids=CASES.keys())
def test_level(text: str, levels: dict[str, Level], expected: list[tuple[str, str]]) -> None:
    assert [(finding.rule, finding.severity.value) for finding in findings(text, levels)] == expected


MIXED = [Severity.ERROR, Severity.WARNING, Severity.INFO]


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (Level.ON, ["error", "warning", "info"]),
        (Level.ERROR, ["error", "warning", "info"]),
        (Level.WARNING, ["warning", "warning", "info"]),
        (Level.INFO, ["info", "info", "info"]),
    ],
)
def test_a_level_caps_a_rule_with_several_severities(
    monkeypatch: pytest.MonkeyPatch, level: Level, expected: list[str]
) -> None:
    assert _judged(monkeypatch, _made_up(), {"made-up": level}) == expected


@pytest.mark.parametrize(
    ("levels", "expected"),
    [({}, []), ({"made-up": Level.OFF}, []), ({"made-up": Level.ON}, ["error", "warning", "info"])],
    ids=["not-set", "off", "on"],
)
def test_a_rule_may_be_off_by_default(
    monkeypatch: pytest.MonkeyPatch, levels: dict[str, Level], expected: list[str]
) -> None:
    assert _judged(monkeypatch, _made_up(ON_BY_DEFAULT=False), levels) == expected


def test_a_finding_that_another_covered_shows_where_that_rule_is_off() -> None:
    both = [finding.rule for finding in findings("E/CN.4/2031/79")]
    (kept,) = both
    assert [finding.rule for finding in findings("E/CN.4/2031/79", {kept: Level.OFF})] == ["symbol-year"]


def test_an_unknown_rule_is_one_line_with_the_nearest_name() -> None:
    with pytest.raises(UsageError) as raised:
        chosen([("resolution-yaer", Level.OFF)], "refcheck.toml")
    assert str(raised.value) == (
        'refcheck.toml: [rules]: no rule is called "resolution-yaer"; `refcheck explain` lists all '
        '(did you mean "resolution-year"?)'
    )


def test_a_name_like_no_other_gets_no_proposal() -> None:
    with pytest.raises(UsageError, match=r"lists all$"):
        chosen([("xyzzy", Level.OFF)], "refcheck.toml")


def _made_up(**more: object) -> Rule:
    """A rule with a finding of each severity, far from one another."""

    def check(_checked: Checked) -> Iterator[Finding]:
        for place, severity in enumerate(MIXED):
            yield Finding("made-up", severity, Span(place * 2, place * 2 + 1), "x")

    module = ModuleType("refcheck.rules.made_up", "What is wrong.\n\nWhy\n  a\n\nWrong\n  b\n\nRight\n  c\n")
    vars(module).update(TITLE="Made up", SEVERITY=Severity.ERROR, check=check, **more)
    return rule_of(module)


def _judged(monkeypatch: pytest.MonkeyPatch, rule: Rule, levels: dict[str, Level]) -> list[str]:
    monkeypatch.setattr(refcheck.rules, "RULES", (rule,))
    monkeypatch.setattr(refcheck.rules, "_PRECEDENCE", {rule.name: 0})
    read = report("nothing to see")
    checked = Checked(read.document, read.letters, read.references, read.verdicts, TODAY, prose(read.document))
    return [finding.severity.value for finding in sorted(judge(checked, levels), key=lambda finding: finding.span)]
