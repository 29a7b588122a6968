"""Hostile names and folders: what lies where, and under which name."""

from __future__ import annotations

import os
import random
import socket
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from refcheck.reading import MAX_BYTES
from tests.hostile.attempt import Case, Trap

_TEXT = b"In document A/78/636 the Assembly is told of Security Council resolution 853 (1993)."
_NOWHERE, _IN_PART = (2,), (3,)
Maker = Callable[[Path, Trap], Sequence[str]]


def _named(*names: str | bytes) -> Maker:
    """Documents of these names, given one by one."""

    def make(folder: Path, _: Trap) -> Sequence[str]:
        paths = [folder / os.fsdecode(name) for name in names]
        for path in paths:
            path.write_bytes(_TEXT)
        return [str(path) for path in paths]

    return make


def _upwards(folder: Path, _: Trap) -> Sequence[str]:
    (folder / "deep").mkdir()
    (folder / "a.txt").write_bytes(_TEXT)
    return ["deep/../../inputs/./deep/../a.txt"]


def _pipe(folder: Path, _: Trap) -> Sequence[str]:
    os.mkfifo(folder / "a.txt")
    return ["a.txt"]


def _socket(folder: Path, _: Trap) -> Sequence[str]:
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(folder)  # names of sockets are short
        try:
            server.bind("a.txt")
        finally:
            os.chdir(here)
    return ["a.txt"]


def _folder_of_pipes(folder: Path, _: Trap) -> Sequence[str]:
    for number in range(50):
        os.mkfifo(folder / f"{number}.txt")
    return ["."]


def _linked_out(folder: Path, trap: Trap) -> Sequence[str]:
    archive = folder / "archive"
    archive.mkdir()
    (archive / "a.txt").write_bytes(_TEXT)
    (archive / "b.txt").symlink_to(trap.secret)
    return ["archive"]


def _linked_folder_out(folder: Path, trap: Trap) -> Sequence[str]:
    archive, outside = folder / "archive", folder / "outside"
    for place in (archive, outside):
        place.mkdir()
        (place / "a.txt").write_bytes(_TEXT)
    (outside / "secret.txt").write_text(trap.secret.read_text("utf-8"), "utf-8")
    (archive / "more").symlink_to(outside)
    return ["archive"]


def _circles(*arguments: str) -> Maker:
    """Links in circles: with two in each folder there are 2 to the power of 40 ways through them."""

    def make(folder: Path, _: Trap) -> Sequence[str]:
        (folder / "a.txt").write_bytes(_TEXT)
        for name in ("one", "two"):
            (folder / name).symlink_to(".")
        return arguments

    return make


def _changing(folder: Path, trap: Trap) -> Sequence[str]:
    """A file to which somebody writes without end: as large as can be, so that reading it takes a while."""
    path = folder / "a.txt"
    path.touch()
    os.truncate(path, MAX_BYTES)

    def write() -> None:
        time = 0
        while not trap.over.is_set():
            time += 1
            os.utime(path, ns=(time, time))

    trap.helpers.append(threading.Thread(target=write))
    return ["a.txt"]


def _coming_and_going(folder: Path, trap: Trap) -> Sequence[str]:
    """A folder whose files somebody deletes, renames and writes anew all the time."""
    paths = [folder / f"{number}.txt" for number in range(300)]
    for path in paths:
        path.write_bytes(_TEXT)

    def change() -> None:
        chance = random.Random(1)
        while not trap.over.is_set():
            path = chance.choice(paths)
            path.unlink(missing_ok=True)
            path.with_suffix(".md").write_bytes(_TEXT)
            path.with_suffix(".md").replace(chance.choice(paths))

    trap.helpers.append(threading.Thread(target=change))
    return ["."]


def _becoming_links(folder: Path, trap: Trap) -> Sequence[str]:
    """A folder whose files somebody turns into links to a secret, and back, all the time."""
    paths = [folder / f"{number}.txt" for number in range(300)]
    for path in paths:
        path.write_bytes(_TEXT)

    def change() -> None:
        chance, aside = random.Random(1), folder / "aside"
        while not trap.over.is_set():
            if chance.random() < 0.5:
                aside.symlink_to(trap.secret)
            else:
                aside.write_bytes(_TEXT)
            aside.replace(chance.choice(paths))

    trap.helpers.append(threading.Thread(target=change))
    return ["."]


def _many_files(folder: Path, _: Trap) -> Sequence[str]:
    for number in range(3_000):
        (folder / f"{number}.bin").touch()
    for number in range(3):
        (folder / f"{number}.txt").write_bytes(_TEXT)
    return ["."]


NAMES = (
    Case("“..” in the path", _upwards),
    Case("line feed in the name", _named("a\nrefcheck: all is well.txt")),
    Case("commands to the terminal in the name", _named("\x1b]0;owned\x07\x1b[2J.txt", "a\x9b31m.txt")),
    Case(
        "commands to the terminal in the name of what is no document", _named("\x1b[2J.png"), "cannot be read", _NOWHERE
    ),
    Case("right-to-left override in the name", _named("a\u202etxt.exe.txt")),
    Case("bytes in the name that are no UTF-8", _named(b"\xff\xfe.txt")),
    Case("markup in the name", _named("<img src=x onerror=alert(1)>.txt", '"><script>.txt')),
    Case(
        "names that only case, accents or composition tell apart", _named("A.txt", "a.txt", "\u00e9.txt", "e\u0301.txt")
    ),
    Case("devices of Windows, and the name of the index", _named("CON.txt", "nul.txt", "COM1.txt", "index.txt")),
    Case("names as long as they can be", _named("a" * 251 + ".txt", "é" * 125 + ".txt")),
    Case("name that looks like an option", _named("--out=x.txt")),
    Case("device without end", lambda *_: ["/dev/zero"], "not a regular file", _NOWHERE),
    Case("device that never answers", lambda *_: ["/dev/tty"], "/dev/tty: ", _NOWHERE),
    Case("named pipe that nobody writes to", _pipe, "not a regular file", _NOWHERE),
    Case("socket", _socket, "a.txt: ", _NOWHERE),
    Case("folder of 50 named pipes", _folder_of_pipes, "not a regular file", _NOWHERE, lines=50),
    Case("link out of the archive", _linked_out, "a link out of the folder, which is not followed", _IN_PART),
    Case(
        "link to a folder outside of the archive",
        _linked_folder_out,
        "a link to another folder, which is not",
        _IN_PART,
    ),
    Case("folders linked in circles", _circles(".")),
    Case("pattern over folders linked in circles", _circles("**/*.txt")),
    Case("file that changes while it is read", _changing, "it changed while it was read", _NOWHERE, is_a_race=True),
    Case("300 files that come and go while they are read", _coming_and_going, exits=(0, 3)),
    Case("300 files that become links to a secret, and back, while they are read", _becoming_links, exits=(0, 3)),
    Case("3,003 files of which 3 are documents", _many_files),
)
