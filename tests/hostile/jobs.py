"""Commands that write something, each in a folder of its own, and what must be whole there whatever happens to them.

All that a job writes goes into the folder "disk": reports, copies, state, caches, the user's catalogue.
"""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.checking import LETTERS, PROJECT
from tests.nightly.world import World, addresses, write_archive
from tests.reading.builders import docx, paragraph

_NOW = ("--now", "2026-11-01T02:00:00Z")
_SETTINGS = """\
[network]
pace = 0
link-pace = 0
link-timeout = 5
timeout = 5
cache = "disk/cache"
[network.hosts]
"*" = "{}"
"""
_CATALOGUE = "undl_id,resolution,session,date,title,modality\n" + "".join(
    f"{number},A/RES/80/{number},80,2025-10-20,Question {number} : resolution / adopted by the General Assembly,x\n"
    for number in range(1, 3_000)
)


@dataclass(frozen=True, slots=True)
class Job:
    """A command of refcheck; `make` writes what it needs into an empty folder."""

    name: str
    make: Callable[[Path, World], None]
    command: Sequence[str]
    exits: tuple[int, ...] = (0,)
    is_alone: bool = False  # a second one at the same time is refused
    goes_on: bool = True  # done once more it gives the same files


def _letters(number: int) -> Callable[[Path, World], None]:
    def make(folder: Path, _: World) -> None:
        (folder / "letters").mkdir()
        for copy in range(number):
            shutil.copy(LETTERS[copy % len(LETTERS)], folder / "letters" / f"{copy:03}.txt")
        (folder / "texts").mkdir()
        for path in LETTERS:
            shutil.copy(path, folder / "texts" / path.name)

    return make


def _archive(folder: Path, world: World) -> None:
    links = addresses(300, 10)
    world.broken = {links[0]: "gone", links[1]: "fails"}
    write_archive(folder / "archive", 40, links)


def _cited(folder: Path, world: World) -> None:
    links = addresses(300, 10)
    world.moved = {links[0]: links[1]}
    text = "".join(f"See {url} of 1 May 2020.\n\n" for url in links)
    (folder / "a.txt").write_text(text, "utf-8")
    (folder / "a.docx").write_bytes(_word(tuple(links[:50])))


@cache  # an archive holds the time at which it was made
def _word(links: tuple[str, ...]) -> bytes:
    cited = (paragraph(f"Resolution 853 (1994), at {url}.") for url in links)
    return docx(*cited, parts={"word/media/a.jpg": random.Random(1).randbytes(50_000)})


def _records(folder: Path, _: World) -> None:
    (folder / "records.csv").write_text(_CATALOGUE, "utf-8")


_CHECK = ("check", "letters", "--offline", *_NOW, "--fail-on", "never", "--out", "disk/out")
_NIGHT = ("nightly", "archive", "--out", "disk/out", *_NOW, "--state")
_BY = ("--accept-by", "desk", "--reason", "as it is")

MANY = Job("check of 24 letters in two processes", _letters(24), (*_CHECK, "--jobs", "2"), is_alone=True)
ONE = Job(
    "check of 3 letters, in all formats",
    _letters(3),
    (*_CHECK, "--format", "html,json,sarif,csv,junit,markdown"),
)
TEXTS = Job("check with an index of cited texts", _letters(2), (*_CHECK, "--sources", "texts"))
ACCEPTING = Job(
    "check that accepts findings into a baseline",
    _letters(5),
    (*_CHECK, "--baseline", "disk/accepted.json", "--update-baseline", *_BY),
)
NIGHTLY = Job("nightly, state in SQLite", _archive, (*_NIGHT, "disk/state.sqlite"), (1,), is_alone=True)
LINKS = Job("links, 300 addresses with a cache of answers", _cited, ("links", "--from", "a.txt"))
ANNOTATE = Job("annotate", _cited, ("annotate", "a.docx", "--offline", *_NOW, "--out", "disk/b.docx"))
FIX = Job("fix --links", _cited, ("fix", "--links", "a.txt", "--out", "disk/b.txt"))
IMPORT = Job("catalogue import of 3,000 records", _records, ("catalogue", "import", "records.csv"), is_alone=True)
JOBS = (MANY, ONE, TEXTS, ACCEPTING, NIGHTLY, LINKS, ANNOTATE, FIX, IMPORT)


def in_postgresql(address: str) -> Job:
    """The nightly job with its state in a database."""
    return Job("nightly, state in PostgreSQL", _archive, (*_NIGHT, address), (1,), is_alone=True)


def made(job: Job, folder: Path, world: World) -> Path:
    """The folder with what the job needs, and an empty disk."""
    folder.mkdir()
    (folder / "disk").mkdir()
    (folder / "refcheck.toml").write_text(_SETTINGS.format(world.base), "utf-8")
    job.make(folder, world)
    return folder


def environment(folder: Path) -> Mapping[str, str]:
    """With all folders of the user on the disk."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    homes = {f"XDG_{name}_HOME": str(folder / "disk" / name.lower()) for name in ("CACHE", "DATA", "CONFIG", "STATE")}
    return {**kept, **homes, "PYTHONPATH": str(PROJECT), "PYTHONDONTWRITEBYTECODE": "1"}


def command_of(job: Job) -> list[str]:
    """The job as the system starts it."""
    return [sys.executable, "-m", "refcheck", *job.command]


def done(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """The command, run to its end."""
    return subprocess.run(
        command, cwd=folder, env=environment(folder), capture_output=True, text=True, timeout=300, check=False
    )


def results(folder: Path) -> dict[str, bytes]:
    """What a job wrote, but for databases (whose bytes depend on what was before) and what was left aside."""
    disk = folder / "disk"
    return {
        str(path.relative_to(disk)): path.read_bytes()
        for path in sorted(disk.rglob("*"))
        if path.is_file() and not _is_aside(path) and ".sqlite" not in path.name
    }


def _is_aside(path: Path) -> bool:
    return path.suffix in (".part", ".importing")


def broken(folder: Path) -> Iterator[str]:
    """What is not whole of what a job wrote so far."""
    for path in sorted((folder / "disk").rglob("*")):
        if path.is_file() and not _is_aside(path) and not _is_whole(path):
            yield f"{path.name} is not whole"


def _is_whole(path: Path) -> bool:
    content = path.read_bytes()
    try:
        if path.suffix == ".sqlite":
            with closing(sqlite3.connect(path)) as connection:
                return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))
        if path.suffix in (".json", ".sarif"):
            json.loads(content)
        if path.suffix == ".docx":
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                return archive.testzip() is None
    except (ValueError, sqlite3.Error, zipfile.BadZipFile):
        return False
    if path.suffix == ".html":
        return content.rstrip().endswith(b"</html>")
    return bool(content) or path.suffix in (".csv", ".lock") or ".sqlite-" in path.name
