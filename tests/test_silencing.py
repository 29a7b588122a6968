"""Silencing from the command line: rules in the settings, findings in a baseline."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.test_cli import Ended, Here

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


# --- the baseline --------------------------------------------------------------------------


def _entries(here: Here, name: str = "baseline.json") -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads((here.folder / name).read_text("utf-8"))["accepted"]
    return entries


def _accept_all(here: Here, *more: str) -> Ended:
    return here.run("check", "letter.txt", "--baseline", "baseline.json", "--update-baseline", *more)


def test_accepted_findings_are_kept_shown_and_not_counted(here: Here) -> None:
    ended = _accept_all(here, "--accept-by", "A. Editor", "--reason", "The letter is published.")
    assert ended.code == 0
    assert "0 errors, 0 warnings, 0 hints, 2 accepted" in ended.out
    assert "baseline: baseline.json: 2 accepted findings, 2 added\n" in ended.out
    assert [(entry["by"], entry["reason"]) for entry in _entries(here)] == [
        ("A. Editor", "The letter is published.")
    ] * 2
    content = here.report("letter.json")
    assert [finding["accepted"]["by"] for finding in content["findings"]] == ["A. Editor"] * 2
    assert content["summary"]["accepted"] == 2
    assert "Accepted by <bdi>A. Editor</bdi>" in (here.folder / "reports" / "letter.html").read_text("utf-8")


def test_without_the_baseline_they_count_again(here: Here) -> None:
    _accept_all(here)
    assert here.run("check", "letter.txt").code == 1


def test_they_stay_accepted_when_the_text_is_edited_elsewhere(here: Here) -> None:
    _accept_all(here)
    here.file("letter.txt", f"A new beginning.\n\n{WRONG.replace(' ', chr(10))}\nAnd UNSCR 1373 at the end.\n")
    ended = here.run("check", "letter.txt", "--baseline", "baseline.json", "--fail-on", "warning")
    assert ended.code == 0
    assert "0 errors, 0 warnings, 1 hint, 2 accepted" in ended.out


def test_a_new_mistake_counts(here: Here) -> None:
    _accept_all(here)
    here.file("letter.txt", f"{WRONG}\nSecurity Council resolution 884 (1996) followed.\n")
    ended = here.run("check", "letter.txt", "--baseline", "baseline.json")
    assert ended.code == 1
    assert "884 (1996)" in ended.out
    assert "853 (1996)" not in ended.out


def test_entries_have_a_name_and_a_reason_even_where_none_is_given(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "aeditor")
    _accept_all(here)
    assert {(entry["by"], entry["reason"]) for entry in _entries(here)} == {
        ("aeditor", "stood in the text when the baseline was written")
    }


def test_one_finding_is_accepted_by_its_identity(here: Here) -> None:
    here.run("check", "letter.txt")
    (identity,) = [one["identity"] for one in here.report("letter.json")["findings"] if one["severity"] == "error"]
    ended = here.run("check", "letter.txt", "--baseline", "baseline.json", "--accept", identity, "--reason", "Quoted.")
    assert ended.code == 0
    assert [(entry["identity"], entry["reason"]) for entry in _entries(here)] == [(identity, "Quoted.")]


def test_an_identity_of_no_finding_is_told(here: Here) -> None:
    ended = here.run("check", "letter.txt", "--baseline", "baseline.json", "--accept", "0000")
    assert ended.code == 2
    assert "--accept 0000: no finding of these documents has this identity" in ended.err


def test_entries_that_occur_no_more_are_dropped_only_when_told(here: Here) -> None:
    _accept_all(here)
    here.file("letter.txt", WRONG.replace("1996", "1993"))
    ended = _accept_all(here)
    assert "1 of its entries does not occur any more (--prune-baseline)" in ended.out
    assert len(_entries(here)) == 2
    ended = here.run("check", "letter.txt", "--baseline", "baseline.json", "--prune-baseline")
    assert "1 accepted finding, 1 dropped" in ended.out
    assert [entry["rule"] for entry in _entries(here)] == ["resolution-year-missing"]


def test_checking_alone_does_not_touch_the_file(here: Here) -> None:
    _accept_all(here)
    before = (here.folder / "baseline.json").stat()
    here.run("check", "letter.txt", "--baseline", "baseline.json")
    assert (here.folder / "baseline.json").stat() == before


def test_several_letters_share_a_baseline(here: Here) -> None:
    here.file("other.txt", WRONG)
    ended = here.run("check", "letter.txt", "other.txt", "--baseline", "baseline.json", "--update-baseline")
    assert ended.code == 0
    assert [entry["file"] for entry in _entries(here)] == ["letter.txt", "letter.txt", "other.txt", "other.txt"]
    assert "4 accepted findings are not counted" in (here.folder / "reports" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--update-baseline",), "--update-baseline needs --baseline FILE"),
        (("--accept", "0000"), "--accept needs --baseline FILE"),
        (("--prune-baseline",), "--prune-baseline needs --baseline FILE"),
        (("--baseline", "baseline.json"), "baseline.json: there is no such baseline; --update-baseline makes one"),
        (("--baseline", "baseline.json", "--reason", "x"), "--reason goes with --update-baseline or --accept"),
        (("--baseline", "b.json", "--update-baseline", "--accept-by", " "), "--accept-by is empty"),
        (("--baseline", "absent/b.json", "--update-baseline"), "--baseline absent/b.json: no permission to write"),
        (("--baseline", "letter.txt", "--update-baseline"), "letter.txt: the baseline is not JSON"),
    ],
    ids=["update-alone", "accept-alone", "prune-alone", "absent", "reason-alone", "nobody", "no-folder", "a-letter"],
)
def test_wrong_usage_is_one_line_before_the_first_document(here: Here, arguments: tuple[str, ...], says: str) -> None:
    ended = here.run("check", "letter.txt", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert says in ended.err
    assert ended.err.count("\n") == 1
    assert not (here.folder / "reports").exists()


def test_a_baseline_in_python(here: Here) -> None:
    import refcheck
    from refcheck.baseline import Baseline

    _accept_all(here)
    for baseline in ("baseline.json", Baseline.load("baseline.json")):
        report = refcheck.check("letter.txt", baseline=baseline)
        assert all(finding.accepted for finding in report.findings)
