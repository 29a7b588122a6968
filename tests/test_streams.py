"""What becomes of a run whose input or outputs are closed, full, or read no further; as a program of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checking import PROJECT

LETTER = "Security Council resolution 853 (1994), letter {}.\n"

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "archive").mkdir()
    for number in range(100):
        (tmp_path / "archive" / f"{number:03}.txt").write_text(LETTER.format(number), "utf-8")
    return tmp_path


def run(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    """A line for bash, in which refcheck stands for the program."""
    program = f'refcheck() {{ "{sys.executable}" -m refcheck "$@"; }}\n'
    return subprocess.run(
        ["bash", "-c", program + line],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    "line",
    [
        "refcheck check archive/001.txt >/dev/full",
        "refcheck check archive >/dev/full",
        "refcheck extract archive/001.txt >/dev/full",
        "refcheck lookup A/78/636 >/dev/full",
        "refcheck nightly archive --offline --state state.sqlite >/dev/full",
    ],
)
def test_an_output_that_is_full_is_one_line(folder: Path, line: str) -> None:
    done = run(folder, line)
    *_, last = done.stderr.splitlines()
    assert (done.returncode, last) == (
        2,
        "refcheck: standard output: No space left on device; make room, or name another",
    )
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("refcheck check archive >&-", 1),
        ("refcheck check archive 2>&-", 1),
        ("refcheck check archive <&- >&- 2>&-", 1),
        ("refcheck nightly archive --offline --state state.sqlite >&- 2>&-", 1),
        ("refcheck check no-such-file.txt 2>/dev/full", 2),
        ("refcheck check - <&-", 2),
        ("refcheck extract - <&-", 2),
    ],
)
def test_a_stream_that_is_closed_changes_nothing(folder: Path, line: str, code: int) -> None:
    done = run(folder, line)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    if "archive" in line:
        assert len(list((folder / "reports").glob("*.html"))) == 101


def test_a_reader_that_goes_does_not_end_the_work(folder: Path) -> None:
    done = run(folder, "refcheck check archive --format json | head -c 1; echo ${PIPESTATUS[0]}")
    assert done.stdout.split("\n")[-2].endswith("1")
    assert len(list((folder / "reports").glob("*.json"))) == 100
    assert done.stderr == ""


def test_a_reader_that_has_enough_ends_what_is_only_told(folder: Path) -> None:
    done = run(folder, "refcheck extract archive/*.txt | head -1; echo ${PIPESTATUS[0]}")
    assert done.stdout.splitlines()[-1] == "0"
    assert done.stderr == ""
