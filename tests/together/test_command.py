"""`refcheck check` on several documents: what it says of all of them together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.test_cli import Here

LETTER = "Security Council resolution 853 (1993), and my letter dated {} December 2023 (S/2023/960).\n"


@pytest.fixture
def here(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    monkeypatch.chdir(tmp_path)
    here = Here(tmp_path, capsys)
    for name, day in (("a.txt", 5), ("index.txt", 6)):
        here.file(name, LETTER.format(day))
    return here


def test_what_does_not_agree_is_a_hint(here: Here) -> None:
    ended = here.run("check", "a.txt", "index.txt", "--fail-on", "warning")
    assert ended.code == 0
    assert (
        "together: hint [symbol-two-dates] S/2023/960 is dated 5 December 2023 in a.txt, but 6 December 2023 in "
        "index.txt.\n"
    ) in ended.out
    assert "index: reports/index.html\nindex: reports/index.jsonl\n" in ended.out


def test_a_document_called_index_does_not_collide(here: Here) -> None:
    here.run("check", "a.txt", "index.txt")
    files = {path.name for path in (here.folder / "reports").iterdir()}
    assert {"index.html", "index.jsonl", "a.html", "a.json"} < files
    assert len(files) == 6
    lines = (here.folder / "reports" / "index.jsonl").read_text("utf-8").splitlines()
    assert [next(iter(json.loads(line))) for line in lines] == ["schema", "document", "document", "together"]
    assert "Several documents together" in (here.folder / "reports" / "index.html").read_text("utf-8")


def test_every_json_file_is_a_report(here: Here) -> None:
    here.run("check", "a.txt", "index.txt", "--format", "json")
    reports = [json.loads(path.read_text("utf-8")) for path in (here.folder / "reports").glob("*.json")]
    assert sorted(report["document"]["path"] for report in reports) == ["a.txt", "index.txt"]


def test_one_document_alone_has_no_index(here: Here) -> None:
    assert "together" not in here.run("check", "a.txt").out
    assert not list((here.folder / "reports").glob("index.*"))


def test_many_hints_do_not_fill_the_screen(here: Here) -> None:
    for name, day in (("a.txt", 5), ("index.txt", 6)):
        here.file(name, "\n".join(f"letter dated {day} December 2023 (S/2023/{number})" for number in range(101, 131)))
    out = here.run("check", "a.txt", "index.txt").out
    assert out.count("together: hint") == 10
    assert "together: 20 more hints in the index\n" in out
