"""The folder of the runs: a folder a run, which only its owner can read, and which goes as a whole.

20261121T080210-3f9a1c2b/
    run.json        what was asked: name, size, time, online or not
    document        the bytes, under this name whatever theirs was
    baseline.json   the findings that a person accepted
    result.json     what came of it; absent until then
    reports-…/      every format; result.json says which folder is the last
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from refcheck.errors import UsageError

DOCUMENT, BASELINE, RESULT = "document", "baseline.json", "result.json"
_RUN = "run.json"
_ID = re.compile(r"\d{8}T\d{6}-[0-9a-f]{16}")
_GOING = ".going-"  # folders that are being deleted, or not yet whole
_CORE = {"name": str, "bytes": int, "submitted": str, "online": bool}


@dataclass(frozen=True, slots=True)
class Run:
    """One document that was handed in; `submitted` is ISO 8601 in UTC, and the time that its report takes for now."""

    id: str
    name: str
    bytes: int
    submitted: str
    online: bool


class History:
    """The runs in a folder, the last first. Raises UsageError where the folder cannot be used."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._folder.chmod(0o700)
            for left in self._folder.glob(f"{_GOING}*"):
                shutil.rmtree(left)
        except OSError as error:
            raise UsageError(
                f"--folder {folder}: cannot keep runs there ({error.strerror}); name a folder of your own"
            ) from error

    def add(self, name: str, content: bytes, *, online: bool, now: dt.datetime, inherits: bool = True) -> Run:
        """Keep a document. Raises OSError.

        Where it `inherits`, what was accepted in the last run of a document of this name is accepted in it.
        """
        name_of_folder = f"{now:%Y%m%dT%H%M%S-%f}{secrets.token_hex(5)}"  # in the order of time
        run = Run(name_of_folder, name, len(content), f"{now:%Y-%m-%dT%H:%M:%SZ}", online)
        earlier = next((other for other in self.all() if other.name == name), None) if inherits else None
        making = self._folder / f"{_GOING}{run.id}"
        making.mkdir(mode=0o700)
        try:
            _write(making / DOCUMENT, content)
            _write(making / _RUN, _bytes({key: value for key, value in asdict(run).items() if key != "id"}))
            if earlier is not None and (self.folder(earlier) / BASELINE).is_file():
                _write(making / BASELINE, (self.folder(earlier) / BASELINE).read_bytes())
            making.rename(self.folder(run))
        except OSError:
            shutil.rmtree(making, ignore_errors=True)
            raise
        return run

    def all(self) -> list[Run]:
        """Every run, the last first."""
        names = sorted((entry.name for entry in os.scandir(self._folder) if entry.is_dir()), reverse=True)
        return [run for name in names if (run := self.get(name)) is not None]

    def get(self, name: str) -> Run | None:
        """The run of this name; None where there is none, or it is no name of a run."""
        if not _ID.fullmatch(name):
            return None
        content = _read(self._folder / name / _RUN)
        if any(not isinstance(content.get(key), kind) for key, kind in _CORE.items()):
            return None
        return Run(name, **{key: content[key] for key in _CORE})

    def folder(self, run: Run) -> Path:
        """Where the run's files lie."""
        return self._folder / run.id

    def result(self, run: Run) -> Mapping[str, Any]:
        """What came of it; empty until then."""
        return _read(self.folder(run) / RESULT)

    def conclude(self, run: Run, result: Mapping[str, Any]) -> None:
        """Keep what came of a run, and drop the reports before. Raises OSError."""
        folder = self.folder(run)
        _write(folder / f"{RESULT}.part", _bytes(result))
        (folder / f"{RESULT}.part").replace(folder / RESULT)
        for old in folder.glob("reports-*"):
            if old.name != result.get("reports"):
                shutil.rmtree(old)

    def delete(self, run: Run) -> None:
        """Delete the document, its reports and what was accepted in it. Raises OSError."""
        going = self._folder / f"{_GOING}{run.id}"
        self.folder(run).rename(going)
        shutil.rmtree(going)


def _write(file: Path, content: bytes) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)


def _bytes(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=True, indent=1).encode()


def _read(file: Path) -> dict[str, Any]:
    """A JSON object of ours; empty where there is none, or somebody broke it."""
    try:
        content = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}
