"""`refcheck check` with several processes, as a program of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

LETTER = "Security Council resolution 853 (199{}), and General Assembly resolution 62/243.\n"
NUMBER = 30


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(NUMBER):
        (folder / f"letter-{number:02}.txt").write_text(LETTER.format(number % 10), "utf-8")
    (folder / "letter-07.txt").write_bytes(b"")
    return tmp_path


def _check(folder: Path, *arguments: str, documents: str = "archive") -> tuple[int, str, str]:
    command = [sys.executable, "-m", "refcheck", "check", documents, "--now", "2026-11-20", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".refcheck.sqlite")}


def test_several_processes_say_and_write_what_one_does(archive: Path) -> None:
    given = ("--format", "html,json,sarif,csv,junit,markdown")
    side_by_side = _check(archive, "--jobs", "2", *given)
    files = _files(archive / "reports")
    (archive / "reports").rename(archive / "first")
    one_by_one = _check(archive, "--baseline", "accepted.json", "--accept", "no-such-identity", *given)
    assert side_by_side[0] == 3
    said = [line for line in one_by_one[1].splitlines() if not line.startswith("baseline:")]
    assert side_by_side[1].splitlines() == said
    assert "letter-07.txt: the file is empty" in side_by_side[2]
    assert files == _files(archive / "reports")


def test_interrupted_it_leaves_no_process_and_finished_reports(archive: Path) -> None:
    for number in range(3000):
        (archive / "archive" / f"more-{number}.txt").write_text(LETTER.format(number % 10) * 20, "utf-8")
    command = [sys.executable, "-m", "refcheck", "check", "archive", "--format", "json"]
    with subprocess.Popen(
        command, cwd=archive, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    ) as run:
        for _ in range(600):
            if len(list(archive.glob("reports/*.json"))) > 20:
                break
            time.sleep(0.1)
        os.kill(run.pid, signal.SIGINT)
        _, said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert said.decode() == "refcheck: interrupted; finished reports are kept\n"
    for file in (archive / "reports").glob("*.json"):
        assert json.loads(file.read_text("utf-8"))["summary"]["references"] > 0
    assert not list((archive / "reports").glob(".*.part"))


def test_reports_are_no_documents(archive: Path) -> None:
    once, again = (_check(archive, "--anew", documents=".") for _ in range(2))
    assert again == once
    assert "letter-29.txt" in once[1]
    matched = _check(archive, "--anew", documents="**/*")
    assert sorted(matched[1].splitlines()) == sorted(once[1].splitlines())
    (archive / "archive" / "one.md").write_text(LETTER.format(1), "utf-8")
    assert "one.md" in _check(archive, "--out", "archive", documents="archive/*.md")[1]  # meant, wherever reports go
    code, _, complained = _check(archive, "--out", "archive")
    assert code == 2
    assert "reports in it would be read as documents" in complained


def test_a_document_that_takes_too_long_is_named_and_the_rest_goes_on(archive: Path) -> None:
    (archive / "archive" / "slow.txt").write_text("قرار " * 900_000, "utf-8")  # takes half a minute
    code, _, complained = _check(archive, "--jobs", "2", "--time-limit", "3", "--format", "html,json")
    assert code == 3
    assert "slow.txt: checking it took longer than 3 seconds; allow more with --time-limit, or split it" in complained
    for index in ("index.html", "index.jsonl"):
        text = (archive / "reports" / index).read_text("utf-8")
        assert "slow.txt" in text
        assert "longer than 3 seconds" in text
    assert len(list((archive / "reports").glob("letter-*.json"))) == NUMBER - 1  # one is empty
