"""`refcheck check --format …`: which files a run writes, and that the same input gives the same bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from refcheck import cli
from refcheck.errors import UsageError
from tests.checking import LETTERS, PROJECT

TEXT = "Security Council resolution 853 (1996), adopted on 29 July 1993.\n"
ALL = "html,json,sarif,csv,junit,markdown"
ENDS = ("findings.csv", "html", "json", "junit.xml", "md", "references.csv", "sarif")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "letter.txt").write_text(TEXT, "utf-8")
    (tmp_path / "several").mkdir()
    (tmp_path / "several" / "letter.txt").write_text(TEXT, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(folder: Path, *arguments: str) -> dict[str, bytes]:
    cli.run(["check", *arguments, "--fail-on", "never"])
    return {file.name: file.read_bytes() for file in sorted((folder / "reports").iterdir())}


def test_a_document_has_its_files(folder: Path) -> None:
    assert list(written(folder, "letter.txt", "--format", ALL)) == [f"letter.{end}" for end in ENDS]


@pytest.mark.parametrize("named", ["several", "several/*.txt", "letter.txt several"])
def test_what_is_no_single_file_has_an_index_however_many_documents_there_are(folder: Path, named: str) -> None:
    files = written(folder, *named.split(), "--format", ALL)

    assert {name for name in files if name.startswith("index.")} == {
        *(f"index.{end}" for end in ENDS if end != "json"),
        "index.jsonl",
    }


def test_formats_of_a_run_name_paths_from_where_it_runs(folder: Path) -> None:
    log = json.loads(written(folder, str(folder / "several"), "--format", "sarif")["index.sarif"])
    (artifact,) = log["runs"][0]["artifacts"]

    assert artifact["location"] == {"uri": "several/letter.txt", "uriBaseId": "%SRCROOT%"}


def test_junit_fails_as_the_run_does(folder: Path) -> None:
    files = written(folder, "letter.txt", "--format", "junit")  # --fail-on never

    assert b'failures="0"' in files["letter.junit.xml"]
    assert cli.run(["check", "letter.txt", "--format", "junit"]) == 1
    assert b'failures="1"' in (folder / "reports" / "letter.junit.xml").read_bytes()


def test_same_input_and_time_give_the_same_bytes(folder: Path) -> None:
    arguments = ("letter.txt", "several", "--format", ALL, "--now", "2026-11-20T22:00:00Z")
    first = written(folder, *arguments)

    assert written(folder, *arguments) == first
    assert b"2026-11-20T22:00:00Z" in first["letter.json"]


@pytest.mark.parametrize(
    ("written", "checked"),
    [
        ("2026-11-20", "2026-11-20T00:00:00Z"),
        ("2026-11-20T22:00:00", "2026-11-20T22:00:00Z"),
        ("2026-11-20T23:30:00+01:30", "2026-11-20T22:00:00Z"),
    ],
)
def test_now_is_a_day_or_a_time(folder: Path, written: str, checked: str) -> None:
    cli.run(["check", "letter.txt", "--now", written])
    assert json.loads((folder / "reports" / "letter.json").read_bytes())["checked"] == checked


def test_now_may_stand_in_the_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795212000")
    cli.run(["check", "letter.txt"])
    assert json.loads((folder / "reports" / "letter.json").read_bytes())["checked"] == "2026-11-20T22:00:00Z"


def test_now_decides_what_lies_in_the_future(folder: Path) -> None:
    (folder / "letter.txt").write_text("General Assembly resolution 48/114 of 20 December 1993.", "utf-8")
    cli.run(["check", "letter.txt", "--now", "1990-01-01"])
    found = {one["rule"] for one in json.loads((folder / "reports" / "letter.json").read_bytes())["findings"]}
    assert "symbol-session" in found  # there was no forty-eighth session yet


@pytest.mark.parametrize(
    ("arguments", "epoch", "said"),
    [
        (["--now", "soon"], None, "--now soon: this is no time; write it like 2026-11-20T22:00:00Z"),
        ([], "soon", "SOURCE_DATE_EPOCH=soon: this is no time; write it like seconds since 1970"),
        ([], "9" * 30, "this is no time"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_is_no_time_is_wrong_usage(
    arguments: list[str], epoch: str | None, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if epoch is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(UsageError, match=said.replace(".", r"\.")):
        cli.run(["check", "letter.txt", *arguments])


def test_logs_of_the_five_letters_hold_to_the_schema(folder: Path) -> None:
    schema = json.loads((PROJECT / "fixtures" / "schemas" / "sarif-2.1.0.json").read_bytes())
    files = written(folder, *map(str, LETTERS), "--format", "sarif")

    assert len(files) == len(LETTERS) + 1
    for content in files.values():
        assert list(Draft202012Validator(schema).iter_errors(json.loads(content))) == []
