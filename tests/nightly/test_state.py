"""The state itself: who may read it, who may use it, what a kill or a full disk leaves of it."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import resource
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from refcheck.errors import StateError
from refcheck.links.state import Condition, LinkState, after
from refcheck.model import Status
from refcheck.nightly.archive import Seen
from refcheck.nightly.opening import shown
from refcheck.nightly.state import Cited, Pending, open_state
from refcheck.nightly.storage import key_of
from tests.nightly.world import World, addresses, serving, settings, write_archive

DAY = dt.date(2026, 11, 1)
NOW = dt.datetime(2026, 11, 1, 2, tzinfo=dt.UTC)


@pytest.fixture
def world() -> Iterator[World]:
    with serving() as one:
        yield one


def on(day: int) -> dt.date:
    return DAY + dt.timedelta(days=day - 1)


D, F, V, B, U = Status.DEAD, Status.FAILING, Status.VERIFIED, Status.BLOCKED, Status.UNVERIFIABLE


@pytest.mark.parametrize(
    ("answers", "words", "due"),
    [
        ([], "unknown", None),
        ([(1, V)], "alive", 8),
        ([(1, Status.MOVED)], "alive", 8),
        ([(1, D)], "failing 1 of 3", 2),
        ([(1, D), (1, D), (1, F)], "failing 1 of 3", 2),  # one day counts once
        ([(1, D), (2, F)], "failing 2 of 3", 3),
        ([(1, F), (2, D), (3, F)], "dead", 33),
        ([(1, D), (2, D), (3, D), (33, D)], "dead", 63),
        ([(1, D), (2, D), (3, V)], "alive", 10),
        ([(1, D), (2, D), (3, D), (33, V)], "alive", 40),
        ([(1, D), (2, V), (3, D)], "failing 1 of 3", 4),  # in a row
        ([(1, B)], "unknown", 8),
        ([(1, V), (8, B)], "alive", 15),
        ([(1, D), (2, B)], "failing 1 of 3", 9),  # a refusal takes nothing back
        ([(1, D), (2, U), (3, D)], "failing 2 of 3", 4),
    ],
)
def test_what_answers_make_of_an_address(answers: list[tuple[int, Status]], words: str, due: int | None) -> None:
    state = LinkState()
    for day, status in answers:
        state = after(state, status, on(day))
    assert (state.words, state.due) == (words, on(due) if due else None)


def test_failures_may_have_to_lie_apart() -> None:
    state = LinkState()
    for day in (1, 2, 3, 4):
        state = after(state, D, on(day), apart=3)
    assert (state.words, state.since) == ("failing 2 of 3", on(1))
    assert after(state, D, on(7), apart=3).condition is Condition.DEAD


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    file = tmp_path / "state.sqlite"
    with open_state(str(file)) as state:
        state.begin(NOW)
        modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in tmp_path.iterdir()}
    assert set(modes.values()) == {0o600}
    assert {"state.sqlite", "state.sqlite-wal", "state.sqlite.lock"} <= modes.keys()


def test_two_runs_at_once_are_refused(place: str) -> None:
    with open_state(place), pytest.raises(StateError, match="another run works on this state"), open_state(place):
        pass
    with open_state(place) as state:  # and then it is free
        assert not state.begin(NOW).resumed


def test_a_killed_run_holds_no_lock(tmp_path: Path) -> None:
    file = tmp_path / "state.sqlite"
    held = (
        "import time; from refcheck.nightly.state import open_state\n"
        f"with open_state({str(file)!r}): print(1, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", held], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(StateError, match=f"process {process.pid}"), open_state(str(file)):
            pass
        process.kill()
    with open_state(str(file)):
        pass


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"Dear Sir, this is a letter and no database at all.\n" * 40, "the state cannot be used"),
        (b"SQLite format 3\0" + bytes(2000), "the state cannot be used"),
    ],
)
def test_a_file_that_is_no_state(tmp_path: Path, content: bytes, reason: str) -> None:
    file = tmp_path / "state.sqlite"
    file.write_bytes(content)
    with pytest.raises(StateError, match=reason), open_state(str(file)):
        pass
    assert file.read_bytes() == content


@pytest.mark.parametrize("table", ["document", "accounts"])
def test_a_database_of_another_program_stays_as_it_is(tmp_path: Path, table: str) -> None:
    file = tmp_path / "state.sqlite"
    with sqlite3.connect(file) as connection:
        connection.execute(f"CREATE TABLE {table} (id)")
    connection.close()
    with pytest.raises(StateError, match=f'there is a table "{table}" that is not of refcheck'), open_state(str(file)):
        pass
    with sqlite3.connect(file) as connection:
        assert [name for (name,) in connection.execute("SELECT name FROM sqlite_master")] == [table]
    connection.close()


def test_a_state_of_a_later_version(tmp_path: Path) -> None:
    file = tmp_path / "state.sqlite"
    with open_state(str(file)):
        pass
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE name = 'version'")
    connection.close()
    with pytest.raises(StateError, match="the state has version 99"), open_state(str(file)):
        pass


def shape(where: str) -> dict[str, object]:
    """The tables of a state with their columns and indices."""
    with open_state(where) as state:
        known = inspect(state.connection)
        return {
            name: (
                [(column["name"], str(column["type"]), column["nullable"]) for column in known.get_columns(name)],
                sorted((index["name"] or "", index["column_names"]) for index in known.get_indexes(name)),
            )
            for name in known.get_table_names()
            if not name.startswith("sqlite_")
        }


def test_a_state_of_the_first_version_becomes_one_of_today_and_goes_on(tmp_path: Path, world: World) -> None:
    """`state-1.sql` is what the first version wrote: a link was gone, one refused, one finding was made."""
    file, fresh = tmp_path / "state.sqlite", tmp_path / "fresh.sqlite"
    with sqlite3.connect(file) as connection:
        connection.executescript(Path(__file__).with_name("state-1.sql").read_text("utf-8"))
    connection.close()
    assert shape(str(file)) == shape(str(fresh))
    write_archive(tmp_path / "archive", 4, addresses(12, 3), seed=1)
    settings(tmp_path, world)
    done = subprocess.run(job(tmp_path, day=2), check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    report = json.loads((tmp_path / "out" / "index.json").read_text("utf-8"))
    assert report["last"] == "2026-11-01T02:00:00Z"
    assert [link["url"] for link in report["mended"]["links"]] == ["https://host0.example.org/papers/0.pdf"]
    assert [one["rule"] for one in report["mended"]["findings"]] == ["resolution-year"]
    assert len(report["history"]) == 2


def test_a_database_of_the_first_version_becomes_one_of_today(database: str) -> None:
    today = shape(database)
    with open_state(database) as state, state.transaction() as connection:
        connection.execute(text("DROP INDEX address_standing"))
        connection.execute(text("CREATE INDEX address_condition ON address (condition)"))
        connection.execute(text("UPDATE meta SET value = '1' WHERE name = 'version'"))
    assert shape(database) == today


def test_a_folder_is_no_state(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="the state cannot be kept there"), open_state(str(tmp_path)):
        pass


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("postgresql://desk:secret@db.example.org/refcheck", "postgresql+psycopg://***@db.example.org/refcheck"),
        ("POSTGRESQL://desk:secret@db.example.org/refcheck", "postgresql+psycopg://***@db.example.org/refcheck"),
        (
            "postgresql://desk@db.example.org/x?password=secret",
            "postgresql+psycopg://***@db.example.org/x?password=***",
        ),
        ("mysql://desk:secret@db.example.org/x", "mysql://***@db.example.org/x"),
        ("postgres://desk:se:cr:et@[::1/refcheck", "postgres://…"),
        ("state.sqlite", "state.sqlite"),
    ],
)
def test_a_password_is_never_shown(where: str, said: str) -> None:
    assert shown(where) == said


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    where = f"postgresql://desk:secret@/refcheck?host={tmp_path}"
    with pytest.raises(StateError, match="the state cannot be used") as raised, open_state(where):
        pass
    assert "secret" not in str(raised.value)
    assert "\n" not in str(raised.value)


def test_names_and_words_that_no_database_likes(place: str) -> None:
    name, url = os.fsdecode(b"caf\xe9\xff/\x01 letter.txt"), "https://example.org/" + "long/" * 2000
    with open_state(place) as state:
        state.see([Seen(name, "0" * 64)])
        ((pending,),) = list(state.pending("basis"))
        assert pending == Pending(key_of(name), name, "0" * 64, "new", None)
        begun = state.begin(NOW)
        state.cite(begun, "basis", [Cited(pending, "0" * 64, {url: None})], DAY)
        assert list(state.due(DAY)) == [(url, None)]
        state.fail(begun, {pending.key: "a NUL \0 and half a pair \ud800"})
        assert list(state.pending("basis")) == []
        assert state.left("basis", DAY) == (0, 1)


def job(folder: Path, day: int = 1) -> list[str]:
    places = ["--state", str(folder / "state.sqlite"), "--out", str(folder / "out")]
    now = ["--config", str(folder / "refcheck.toml"), "--now", f"2026-11-{day:02}T02:00:00Z"]
    return [sys.executable, "-m", "refcheck", "nightly", str(folder / "archive"), *places, *now]


def reports(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (folder / "out").iterdir() if file.suffix != ".part"}


def test_a_run_killed_anywhere_ends_as_one_that_was_not(tmp_path: Path, world: World) -> None:
    links = addresses(300, 10)
    world.broken = dict.fromkeys(links[:9], "gone") | {links[9]: "fails"}
    settings(tmp_path, world)
    write_archive(tmp_path / "archive", 40, links)
    began = time.monotonic()
    assert subprocess.run(job(tmp_path), check=False, capture_output=True, timeout=120).returncode == 1
    lasted = time.monotonic() - began
    undisturbed = reports(tmp_path)
    for left in (*tmp_path.glob("state.sqlite*"), *(tmp_path / "out").iterdir()):
        left.unlink()
    chance = random.Random(3)
    for _ in range(6):
        with subprocess.Popen(job(tmp_path), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            with suppress(subprocess.TimeoutExpired):
                process.wait(chance.uniform(0.2, lasted * 0.8))
            ended = process.poll() is not None
            process.send_signal(signal.SIGKILL)
        with sqlite3.connect(tmp_path / "state.sqlite") as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
        if ended:
            break
    else:
        done = subprocess.run(job(tmp_path), check=False, capture_output=True, text=True, timeout=120)
        assert done.returncode == 1
    assert reports(tmp_path) == undisturbed


def test_two_names_of_one_state_are_one(tmp_path: Path) -> None:
    (tmp_path / "other.sqlite").symlink_to(tmp_path / "state.sqlite")
    with (
        open_state(str(tmp_path / "state.sqlite")),
        pytest.raises(StateError, match="another run works"),
        open_state(str(tmp_path / "other.sqlite")),
    ):
        pass


@pytest.mark.parametrize("most", [20_000, 60_000, 150_000, 400_000])
def test_a_full_disk_is_one_clear_line_and_the_next_run_goes_on(tmp_path: Path, world: World, most: int) -> None:
    """No file may grow beyond so many bytes: the same refusals as those of a disk that is full."""
    write_archive(tmp_path / "archive", 60, addresses(300, 10))
    settings(tmp_path, world)

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    done = subprocess.run(job(tmp_path), check=False, capture_output=True, text=True, timeout=120, preexec_fn=limit)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "make room" in done.stderr.splitlines()[-1]
    done = subprocess.run(job(tmp_path), check=False, capture_output=True, text=True, timeout=120)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert len(reports(tmp_path)) == 60 * 2 + 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "where is the state kept"),
        (("--state", "s.sqlite", "--budget", "soon"), '"soon" is no time'),
        (("--state", "s.sqlite", "--now", "late"), "this is no time"),
        (("--state", "postgresql://u:secret@127.0.0.1:1/refcheck"), "lies elsewhere; write --no-links instead"),
        (("--state", "postgresql://u:secret@/refcheck?host=/nowhere"), "the state cannot be used"),
        (("--state", "mysql://u:secret@127.0.0.1:1/refcheck"), "the state is a file, or in PostgreSQL"),
        (("--state", "s.sqlite", "--out", "."), "this is the archive"),
    ],
)
def test_wrong_usage_is_one_line(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("A letter.", "utf-8")
    command = [sys.executable, "-m", "refcheck", "nightly", ".", "--offline", *arguments]
    done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 2
    assert said in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr
