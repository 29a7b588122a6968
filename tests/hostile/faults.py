"""Faults of the machine, one row each: kills, a disk that is full, several runs at once; and what was lost by them."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple

from tests.hostile import jobs
from tests.hostile.jobs import Job, broken, command_of, done, environment, made, results
from tests.nightly.world import World

_AT_ONCE = 6  # kills in a row, before a run is let to its end
_SIZES = (16, 64, 256, 1024)  # KB of a disk
NO_NAMESPACE = "namespaces are not permitted here"
_RUNS = 4  # at the same time
_GRACE = 60.0  # seconds in which what a killed run started has to end
_CLEAR = re.compile(r"full|No space|no room|make room|cannot be|larger|disk I/O", re.IGNORECASE)


class Fault(NamedTuple):
    """A kind of fault: how often it is tried, by `make reliability` and by the test suite, and how."""

    name: str
    job: Job
    tried: Callable[[Job, Path, World, int], Tried]
    times: int
    few: int

    @property
    def title(self) -> str:
        """The fault with what it befalls."""
        return f"{self.name}: {self.job.name}"


class Tried(NamedTuple):
    """How often a fault was tried, and what was lost or broken by it, a line each."""

    times: int
    lost: list[str]


def killed(job: Job, folder: Path, world: World, times: int) -> Tried:
    """Runs ended with SIGKILL at random moments; each few of them then one that is not, which must end as if alone."""
    chance, lost, kills = random.Random(job.name), list[str](), 0
    undisturbed, lasted = _undisturbed(job, folder / "alone", world)
    for number in count():
        if kills >= times:
            return Tried(kills, lost)
        place = made(job, folder / f"run{number}", world)
        for _ in range(min(_AT_ONCE, times - kills)):
            has_ended = _kill(job, place, chance, lasted)
            kills += not has_ended
            lost += broken(place)
            if has_ended or results(place) == undisturbed:  # all was done: one more is another night
                break
        else:
            lost += _ends(job, place)
        lost += differences(results(place), undisturbed)
        shutil.rmtree(place)
        _forget(job)
    raise AssertionError


def _kill(job: Job, place: Path, chance: random.Random, lasted: float) -> bool:
    """Start and kill it: alone, as the system does where memory is short, or with all that it started."""
    with subprocess.Popen(
        command_of(job),
        cwd=place,
        env=environment(place),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        with suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0.15 * lasted, 0.95 * lasted))
        has_ended = process.poll() is not None
        if chance.random() < 0.5:
            process.kill()
        else:
            for one in _of_session(process.pid):
                with suppress(ProcessLookupError):
                    os.kill(one, signal.SIGKILL)
    until = time.monotonic() + _GRACE
    while left := _of_session(process.pid):
        if time.monotonic() > until:
            raise AssertionError(f"{job.name}: {len(left)} processes live on after the run was killed")
        time.sleep(0.02)
    return has_ended


def _of_session(leader: int) -> list[int]:
    """The processes that a process started as its session, with itself."""
    found = []
    for name in os.listdir("/proc") if Path("/proc/self").exists() else ():  # noqa: PTH208
        with suppress(ValueError, OSError):
            if os.getsid(int(name)) == leader and "\nState:\tZ" not in Path(f"/proc/{name}/status").read_text():
                found.append(int(name))
    return found


def stopped(job: Job, folder: Path, world: World, times: int) -> Tried:
    """Runs ended with SIGKILL before the first, the second … change of a file, until one comes to its end."""
    lost = list[str]()
    undisturbed, _ = _undisturbed(job, folder / "alone", world)
    place = made(job, folder / "run", world)
    program = str(Path(__file__).with_name("stopped.py"))
    for number in range(1, times + 1):
        ended = done(place, sys.executable, program, str(number), *job.command)
        lost += broken(place)
        if ended.returncode != -signal.SIGKILL:
            lost += [*_wrong_end(job, ended), *differences(results(place), undisturbed)]
            return Tried(number - 1, lost)
    return Tried(times, [*lost, *_ends(job, place), *differences(results(place), undisturbed)])


def starved(job: Job, folder: Path, world: World, times: int) -> Tried:
    """A disk of so few bytes; then one with room, on which the job ends as if nothing had been."""
    if done(folder, "unshare", "--map-root-user", "--mount", "true").returncode:
        return Tried(0, [NO_NAMESPACE])
    lost = list[str]()
    undisturbed, _ = _undisturbed(job, folder / "alone", world)
    script = 'mount -t tmpfs -o size="$1"k tmpfs disk && shift && "$@"; code=$?; cp -a disk/. saved; exit $code'
    for size in _SIZES[:times]:
        place = made(job, folder / f"disk{size}", world)
        (place / "saved").mkdir()
        space = ("unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh", str(size))
        ended = done(place, *space, *command_of(job))
        (place / "disk").rmdir()
        (place / "saved").rename(place / "disk")
        lost += broken(place)
        if "Traceback" in ended.stderr or (ended.returncode not in job.exits and not _is_clear(ended)):
            lost.append(f"no clear error at {size} KB ({ended.returncode}): {ended.stderr[-300:]}")
        _forget(job)
        lost += [*_ends(job, place), *differences(results(place), undisturbed)]
        _forget(job)
    return Tried(len(_SIZES[:times]), lost)


def _is_clear(ended: subprocess.CompletedProcess[str]) -> bool:
    """Whether a refusal is one line that says what is the matter."""
    lines = [line for line in ended.stderr.splitlines() if line.startswith("refcheck: ")]
    return ended.returncode == 2 and bool(lines and _CLEAR.search(lines[-1]))


def together(job: Job, folder: Path, world: World, times: int) -> Tried:
    """Several runs at the same moment on the same files."""
    lost = list[str]()
    undisturbed, _ = _undisturbed(job, folder / "alone", world)
    for number in range(times):
        place = made(job, folder / f"run{number}", world)
        running = [
            subprocess.Popen(
                command_of(job), cwd=place, env=environment(place), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
            )
            for _ in range(_RUNS)
        ]
        ends = [(one.communicate()[1].decode(), one.returncode) for one in running]
        came_later = (
            job.is_alone and 0 not in job.exits and any(code == 0 for _, code in ends)
        )  # with nothing left to do
        refused = [said for said, code in ends if code not in (0, *job.exits)]
        lost += [said for said in refused if not (job.is_alone and re.search("another (run|import)", said))]
        if len(refused) == _RUNS:
            lost.append("each of them was refused")
        lost += [*broken(place), *(() if came_later else differences(results(place), undisturbed))]
        _forget(job)
    return Tried(times * _RUNS, lost)


def accepted_together(job: Job, folder: Path, world: World, times: int) -> Tried:
    """Several runs at the same moment, each of which adds its own to one baseline."""
    lost = list[str]()
    alone = made(job, folder / "alone", world)
    letters = sorted(path.name for path in (alone / "letters").iterdir())

    def command(letter: str) -> list[str]:
        return [part.replace("letters", f"letters/{letter}") if part == "letters" else part for part in command_of(job)]

    for letter in letters:
        done(alone, *command(letter))
    for number in range(times):
        place = made(job, folder / f"run{number}", world)
        running = [
            subprocess.Popen(command(letter), cwd=place, env=environment(place), stdout=subprocess.DEVNULL)
            for letter in letters
        ]
        lost += [f"exit code {one.returncode}" for one in running if one.wait() not in job.exits]
        kept = [results(one)["accepted.json"] for one in (place, alone)]
        lost += ["accepted findings are lost"] if kept[0] != kept[1] else []
    return Tried(times * len(letters), lost)


def _undisturbed(job: Job, folder: Path, world: World) -> tuple[dict[str, bytes], float]:
    place = made(job, folder, world)
    began = time.monotonic()
    lost = _ends(job, place)
    lasted = time.monotonic() - began
    if lost:
        raise AssertionError(lost)
    _forget(job)
    return results(place), lasted


def _ends(job: Job, place: Path) -> list[str]:
    return [*_wrong_end(job, done(place, *command_of(job))), *broken(place)]


def _wrong_end(job: Job, ended: subprocess.CompletedProcess[str]) -> list[str]:
    if ended.returncode in job.exits:
        return []
    return [f"the run after it ends with {ended.returncode}: {ended.stderr[-300:]}"]


def differences(found: dict[str, bytes], expected: dict[str, bytes]) -> Iterator[str]:
    """What is not as it was where nothing happened."""
    for name in sorted(found.keys() ^ expected.keys()):
        yield f"{name} is {'missing' if name in expected else 'more than there was'}"
    for name in sorted(found.keys() & expected.keys()):
        if found[name] != expected[name]:
            yield f"{name} differs"


def _forget(job: Job) -> None:
    """Empty the database of a job, where it has one: a disk of its own is empty as it is."""
    address = job.command[-1]
    if address.startswith("postgresql://"):
        import psycopg

        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")


_TIMES = {jobs.MANY: 40, jobs.NIGHTLY: 40, jobs.LINKS: 20, jobs.TEXTS: 12, jobs.ACCEPTING: 12, jobs.IMPORT: 12}
_IN_ONE_PROCESS = (jobs.ONE, jobs.TEXTS, jobs.ACCEPTING, jobs.ANNOTATE, jobs.FIX, jobs.IMPORT, jobs.LINKS)
FAULTS = (
    *(Fault("SIGKILL at a random moment", job, killed, times, 3) for job, times in _TIMES.items()),
    *(Fault("SIGKILL before each change of a file", job, stopped, 400, 6) for job in _IN_ONE_PROCESS),
    *(Fault("disk full", job, starved, len(_SIZES), 2) for job in jobs.JOBS),
    *(Fault("4 runs at the same moment", job, together, 3, 1) for job in jobs.JOBS),
    Fault("5 runs that each accept findings of their own", jobs.ACCEPTING, accepted_together, 4, 1),
)


def of_database(address: str) -> tuple[Fault, ...]:
    """The faults of a state in PostgreSQL."""
    job = jobs.in_postgresql(address)
    return (
        Fault("SIGKILL at a random moment", job, killed, 30, 3),
        Fault("4 runs at the same moment", job, together, 3, 1),
    )
