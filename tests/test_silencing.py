"""Silencing from the command line: rules in the settings, findings in a baseline."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_cli import Here

WRONG = "The Council recalled its resolution 853 (1996), adopted on 29 July 1993, in line with UNSCR 1325.\n"


@pytest.fixture
def here(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    monkeypatch.chdir(tmp_path)
    here = Here(tmp_path, capsys)
    here.file("letter.txt", WRONG)
    return here


# --- rules ---------------------------------------------------------------------------------

LEVELS = {
    "nothing-set": ("", 1),
    "off": ('[rules]\nresolution-year = "off"\n', 0),
    "milder": ('[rules]\nresolution-year = "info"\n', 0),
    "graver": ('[rules]\nresolution-year = "off"\nresolution-year-missing = "error"\n', 1),
}


@pytest.mark.parametrize(("settings", "code"), LEVELS.values(), ids=LEVELS.keys())
@pytest.mark.parametrize("file", ["refcheck.toml", "pyproject.toml"])
def test_the_settings_choose_rules_and_severities(here: Here, file: str, settings: str, code: int) -> None:
    here.file(file, settings if file == "refcheck.toml" else settings.replace("[rules]", "[tool.refcheck.rules]"))
    assert here.run("check", "letter.txt").code == code


def test_refcheck_toml_comes_before_pyproject_toml(here: Here) -> None:
    here.file("refcheck.toml", '[rules]\nresolution-year = "off"\n')
    here.file("pyproject.toml", "[tool.refcheck]\nnonsense = 1\n")
    assert here.run("check", "letter.txt").code == 0


def test_an_unknown_rule_stops_before_the_first_document(here: Here) -> None:
    here.file("refcheck.toml", '[rules]\nresolution-yaer = "off"\n')
    ended = here.run("check", "letter.txt")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        'refcheck: refcheck.toml: [rules]: no rule is called "resolution-yaer"; `refcheck explain` lists all '
        '(did you mean "resolution-year"?)\n'
    )
    assert not (here.folder / "reports").exists()


def test_the_settings_choose_rules_in_python(here: Here) -> None:
    import refcheck
    from refcheck.settings import load

    here.file("refcheck.toml", '[rules]\nresolution-year = "off"\nresolution-year-missing = "warning"\n')
    report = refcheck.check("letter.txt", load("refcheck.toml"))
    assert [(finding.rule, finding.severity.value) for finding in report.findings] == [
        ("resolution-year-missing", "warning")
    ]
