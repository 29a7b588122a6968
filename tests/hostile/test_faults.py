"""Kills, full disks and several runs at once: few of each here, all of them by `make reliability`."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from refcheck.links.kept import KeptVerdicts
from refcheck.network.cache import AnswerCache
from refcheck.texts.index import Index
from tests.hostile import faults, jobs
from tests.hostile.faults import FAULTS, Fault, Tried
from tests.nightly import postgres
from tests.nightly.world import World, serving

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are looked for in /proc")


@pytest.fixture
def world() -> Iterator[World]:
    with serving() as one:
        yield one


def _try(fault: Fault, folder: Path, world: World) -> Tried:
    tried = fault.tried(fault.job, folder, world, fault.few)
    if tried.lost == [faults.NO_NAMESPACE]:
        pytest.skip(faults.NO_NAMESPACE)
    return tried


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.title for fault in FAULTS])
def test_nothing_is_lost(fault: Fault, tmp_path: Path, world: World) -> None:
    tried = _try(fault, tmp_path, world)
    assert tried.lost == []
    assert tried.times > 0


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    try:
        with postgres.server() as address:
            yield address
    except postgres.AbsentError:
        pytest.skip("PostgreSQL is absent: install Debian's package postgresql")


@pytest.mark.parametrize("number", range(len(faults.of_database(""))))
def test_nothing_is_lost_of_a_state_in_a_database(number: int, database: str, tmp_path: Path, world: World) -> None:
    tried = _try(faults.of_database(database)[number], tmp_path, world)
    assert tried.lost == []
    assert tried.times > 0


def _answers(folder: Path) -> None:
    AnswerCache(folder / "answers.sqlite").close()


def _verdicts(folder: Path) -> None:
    KeptVerdicts(folder / "links.sqlite").close()


def _texts(folder: Path) -> None:
    index = Index(folder / "texts.sqlite", "reader")
    index.close()
    assert index.is_kept


@pytest.mark.parametrize("make", [_answers, _verdicts, _texts])
def test_runs_that_make_what_is_kept_at_the_same_moment(make: Callable[[Path], None], tmp_path: Path) -> None:
    gate = threading.Barrier(8)

    def run(folder: Path) -> None:
        gate.wait()
        make(folder)

    with ThreadPoolExecutor(8) as pool:
        for number in range(10):
            list(pool.map(run, [tmp_path / str(number)] * 8))


def test_what_is_lost_is_seen(tmp_path: Path, world: World) -> None:
    place = jobs.made(jobs.ONE, tmp_path / "run", world)
    jobs.done(place, *jobs.command_of(jobs.ONE))
    page, data = (place / "disk" / "out" / f"000.{suffix}" for suffix in ("html", "json"))
    whole = jobs.results(place)
    assert list(jobs.broken(place)) == []
    page.write_bytes(page.read_bytes()[:-40])
    data.unlink()
    (place / "disk" / "state.sqlite").write_bytes(b"SQLite format 3\0" + bytes(500))
    shutil.copy(page, place / "disk" / "more.txt")
    assert len(list(jobs.broken(place))) == 2
    assert len(list(faults.differences(jobs.results(place), whole))) == 3
