"""What a folder of reports holds already: unchanged documents, runs that were broken off, two runs at once."""

from __future__ import annotations

import datetime as dt
import json
import random
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

import refcheck
from refcheck.batch.checking import OF_THE_DAY
from refcheck.batch.done import FILE, Basis, Listed, opened
from refcheck.errors import UsageError
from refcheck.storage import aside_name

LETTER = "Security Council resolution 853 (199{}), and General Assembly resolution 62/243, para. 3.\n"
DATED = (
    "Letter dated {} May 2023 from the Permanent Representative of X addressed to the Secretary-General\n\nA/77/{}\n"
)
NUMBER = 24
NOW = ("--now", "2026-11-20")


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[int, str, str]]:
    """An archive with its reports, and what the run said."""
    folder = tmp_path_factory.mktemp("checked")
    _write(folder)
    return folder, check(folder, *NOW)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    _write(tmp_path)
    return tmp_path


@pytest.fixture
def kept(tmp_path: Path, checked: tuple[Path, tuple[int, str, str]]) -> Path:
    return Path(shutil.copytree(checked[0], tmp_path / "copy"))


def _write(place: Path) -> None:
    folder = place / "archive"
    (folder / "below").mkdir(parents=True)
    for number in range(NUMBER - 2):
        (folder / f"letter-{number:02}.txt").write_text(LETTER.format(number % 10), "utf-8")
    (folder / "below" / "letter-05.txt").write_text(LETTER.format(5) + "See A/77/900 of 3 May 2023.\n", "utf-8")
    (folder / "below" / "other.md").write_text("See A/77/900 of 4 May 2023.\n", "utf-8")
    (folder / "letter-07.txt").write_bytes(b"")


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "refcheck", "check", "archive", "--jobs", "2", *arguments]


def check(folder: Path, *arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(command(*arguments), cwd=folder, capture_output=True, timeout=120, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(FILE)}


def unchanged(said: str) -> int:
    found = re.search(r"refcheck: (\d+) documents? unchanged", said)
    return int(found[1]) if found else 0


def test_what_is_unchanged_is_not_done_again_and_said_again(
    kept: Path, checked: tuple[Path, tuple[int, str, str]]
) -> None:
    first = checked[1]
    before = {path: path.stat().st_mtime_ns for path in (kept / "reports").glob("*.html")}
    second = check(kept, *NOW)

    assert (first[0], unchanged(first[2])) == (3, 0)
    assert first[:2] == second[:2]
    assert unchanged(second[2]) == NUMBER - 1  # one cannot be read: it is tried again
    assert len(before) == NUMBER  # with the index
    assert before == {path: path.stat().st_mtime_ns for path in before}
    assert stat.S_IMODE((kept / "reports" / FILE).stat().st_mode) == 0o600
    assert [path.name for path in (kept / "reports").glob(f"{FILE}*")] == [FILE]


def _edit(folder: Path) -> None:
    (folder / "archive" / "letter-03.txt").write_text(LETTER.format(4), "utf-8")


def _delete_report(folder: Path) -> None:
    (folder / "reports" / "letter-03.json").unlink()


def _alter_report(folder: Path) -> None:
    with (folder / "reports" / "letter-03.html").open("a") as report:
        report.write("<!-- -->")


def _delete_index(folder: Path) -> None:
    (folder / "reports" / "index.html").unlink()


def _rename(folder: Path) -> None:
    (folder / "archive" / "letter-03.txt").rename(folder / "archive" / "zz.txt")


def _forget(folder: Path) -> None:
    (folder / "reports" / FILE).write_bytes(b"no database" * 1000)


def _set(folder: Path) -> None:
    (folder / "refcheck.toml").write_text('[rules]\nresolution-year = "off"\n', "utf-8")


def _give_texts(folder: Path) -> None:
    (folder / "texts").mkdir()
    (folder / "texts" / "a.txt").write_text("A/RES/62/243\n", "utf-8")


def _nothing(_: Path) -> None:
    return


@pytest.mark.parametrize(
    ("change", "arguments", "again"),
    [
        (_edit, NOW, 1),
        (_delete_report, NOW, 1),
        (_alter_report, NOW, 1),
        (_delete_index, NOW, 0),
        (_rename, NOW, 1),
        (_forget, NOW, NUMBER - 1),
        (_set, NOW, NUMBER - 1),
        (_give_texts, (*NOW, "--sources", "texts"), NUMBER - 1),
        (_nothing, (*NOW, "--anew"), NUMBER - 1),
        (_nothing, (*NOW, "--format", "html"), NUMBER - 1),
        (_nothing, (*NOW, "--fail-on", "warning"), NUMBER - 1),
        (_nothing, ("--now", "2026-11-21"), NUMBER - 1),
    ],
)
def test_what_has_changed_is_done_again(
    kept: Path, change: Callable[[Path], None], arguments: tuple[str, ...], again: int
) -> None:
    change(kept)
    code, said, remarks = check(kept, *arguments)
    reports = files(kept / "reports")

    assert unchanged(remarks) == NUMBER - 1 - again
    assert check(kept, *arguments, "--anew")[:2] == (code, said)
    assert files(kept / "reports") == reports
    assert f"{NUMBER - 1} documents checked, 1 could not be read" in reports["index.html"].decode()


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_any_moment_a_run_goes_on_where_it_stopped(archive: Path, seed: int) -> None:
    for number in range(150):
        (archive / "archive" / f"more-{number}.txt").write_text(DATED.format(number % 28 + 1, number % 40), "utf-8")
    undisturbed = check(archive, *NOW)
    whole = files(archive / "reports")
    shutil.rmtree(archive / "reports")
    chance = random.Random(seed)
    kills = 0
    while True:
        with subprocess.Popen(command(*NOW), cwd=archive, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
            _wait_for(archive / "reports", chance.randrange(20, 160))
            time.sleep(chance.random() / 20)
            run.send_signal(signal.SIGKILL)
        kills += 1
        done = _done(archive / "reports" / FILE)
        if kills == 3 or done >= 100:
            break
    last = check(archive, *NOW)

    assert last[:2] == undisturbed[:2]
    assert files(archive / "reports") == whole
    assert unchanged(last[2]) >= done


def _wait_for(folder: Path, number: int) -> None:
    """Wait until the folder holds more reports than it does by a number, or enough."""
    before = len(list(folder.glob("*.json"))) if folder.exists() else 0
    for _ in range(400):
        if folder.exists() and len(list(folder.glob("*.json"))) >= min(before + number, 170):
            return
        time.sleep(0.02)


def _done(file: Path) -> int:
    if not file.exists():
        return 0
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute("SELECT count(*) FROM document").fetchone()[0])


def test_what_a_killed_process_had_half_written_is_removed(kept: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    theirs = kept / "reports" / re.sub(r"-\d+\.part", f"-{gone.pid}.part", aside_name("letter-01.html"))
    mine = kept / "reports" / aside_name("letter-02.html")
    others = kept / "reports" / ".notes.elsewhere-12.part"
    for file in (theirs, mine, others):
        file.write_text("half")
    check(kept, *NOW)

    assert [file.exists() for file in (theirs, mine, others)] == [False, True, True]


def test_two_runs_at_once_are_refused(archive: Path) -> None:
    (archive / "reports").mkdir()
    with opened(archive / "reports" / FILE):
        code, said, remarks = check(archive)

    assert (code, said) == (2, "")
    assert remarks == (
        f"refcheck: reports/{FILE}: another run writes reports to this folder; wait until it has ended, or name "
        "another folder with --out\n"
    )


def test_a_link_in_its_place_is_not_followed(archive: Path) -> None:
    (archive / "reports").mkdir()
    (archive / "mine").write_text("my own")
    (archive / "reports" / FILE).symlink_to(archive / "mine")

    assert check(archive)[0] == 2
    assert (archive / "mine").read_text() == "my own"


@pytest.mark.parametrize(
    ("checked", "of_the_day", "now", "is_fixed", "holds"),
    [
        ("2026-11-20T08:00:00Z", False, "2026-11-20T08:00:00", True, True),
        ("2026-11-20T08:00:00Z", False, "2026-11-20T08:00:01", True, False),
        ("2026-11-20T08:00:00Z", False, "2026-12-31T08:00:00", False, True),
        ("2026-11-20T08:00:00Z", True, "2026-11-20T09:00:00", False, True),
        ("2026-11-20T08:00:00Z", True, "2026-11-21T08:00:00", False, False),
        ("2026-11-20T08:00:00Z", False, "2027-01-01T00:00:00", False, False),
        ("2026-11-20T08:00:00Z", False, "2026-11-19T08:00:00", False, False),  # the clock was put right
    ],
)
def test_a_report_stands_as_long_as_its_day_does(
    checked: str, now: str, *, of_the_day: bool, is_fixed: bool, holds: bool
) -> None:
    basis = Basis("x", dt.datetime.fromisoformat(now).replace(tzinfo=dt.UTC), is_fixed)
    assert basis.holds("x", checked, of_the_day=of_the_day) is holds
    assert not basis.holds("y", checked, of_the_day=of_the_day)


def test_the_rules_that_ask_what_day_it_is_are_known() -> None:
    rules = Path(refcheck.__file__).parent.joinpath("rules")
    asking = {path.stem.replace("_", "-") for path in rules.glob("*.py") if ".today" in path.read_text("utf-8")}
    assert asking == OF_THE_DAY


def test_what_another_version_kept_is_dropped(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.executescript("CREATE TABLE document (x); PRAGMA user_version = 900;")
    with opened(tmp_path / FILE) as done:
        done.begin(map(Listed, ["a.txt", "b.txt", "a.txt"]))
        assert len(done) == 2


def test_a_full_disk_is_one_line(archive: Path) -> None:
    said = []
    for limit in (30, 200):  # kB a file
        shell = f'ulimit -f {limit}; exec "$@"'
        run = subprocess.run(
            ["bash", "-c", shell, "-", *command(*NOW)], cwd=archive, capture_output=True, timeout=120, check=False
        )
        said.append(run.stderr.decode())
        for line in said[-1].splitlines():
            assert line.startswith("refcheck: ")
        for file in _reports(archive / "reports"):
            assert json.loads(file.read_text("utf-8"))["summary"]["references"] > 0
    assert "make room" in said[0]
    assert check(archive, *NOW)[0] == 3


def _reports(folder: Path) -> Iterator[Path]:
    yield from folder.glob("*.json")
    assert not list(folder.glob(".*.part"))


def test_where_nothing_can_be_kept_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"), opened(tmp_path / "no folder" / FILE):
        pass
