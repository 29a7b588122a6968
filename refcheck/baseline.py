"""Findings that a person accepted, kept in a file beside the letters: who, why and when.

The file is JSON, one entry a finding, sorted and without places, so that a change of it reads as a change of what
was decided. An entry accepts a finding by its identity, in the file that it names; where that file is there no
more, in a file of the same name.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from refcheck.errors import UsageError
from refcheck.model import Acceptance, Finding
from refcheck.report import Report, json_text
from refcheck.storage.local import one_at_a_time, write_whole

SCHEMA = "https://refcheck.org/schema/refcheck-baseline-1.json"
_MOST_BYTES = 100_000_000
_WORDS = 80  # characters of the words concerned that an entry shows
_FIELDS = ("file", "rule", "words", "identity", "by", "reason", "date")


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One accepted finding. `file` is its path from the folder of the baseline, with "/" between the parts."""

    file: str
    rule: str
    words: str
    identity: str
    by: str
    reason: str
    date: dt.date


class Baseline:
    """The accepted findings of one file.

    It changes by `accept`, `take_back` and `drop_gone`, and on disk by `save` only: what other runs changed there
    in the meantime stays.
    """

    def __init__(self, file: str | os.PathLike[str], entries: Collection[Entry] = ()) -> None:
        self.file = os.fspath(file)
        self._folder = Path(os.path.abspath(self.file)).parent  # noqa: PTH100 - links stay as they are
        self._entries: dict[tuple[str, str], Entry] = {(entry.file, entry.identity): entry for entry in entries}
        self._before: dict[tuple[str, str], Entry] = {}  # what the file held as far as this run knows
        self._names: dict[tuple[str, str], list[str]] = {}  # files by their name and an identity in them
        for entry in self._entries.values():
            self._names.setdefault((PurePosixPath(entry.file).name, entry.identity), []).append(entry.file)
        self._checked: set[str] = set()
        self._used: set[tuple[str, str]] = set()
        self._there: dict[str, bool] = {}

    @classmethod
    def load(cls, file: str | os.PathLike[str]) -> Baseline:
        """Read a baseline. Raises UsageError, which names the file, the entry, what is wrong and what to do."""
        loaded = cls(file, _read(os.fspath(file)))
        loaded._before = dict(loaded._entries)
        return loaded

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, sorted by file, rule and words."""
        return tuple(sorted(self._entries.values()))

    def apply(self, report: Report) -> Report:
        """The report with its accepted findings marked; the entries that did it count as used."""
        file = self._key(report.document.path)
        self._checked.add(file)
        findings = []
        for finding, identity in zip(report.findings, report.identities(), strict=True):
            entry = self._entry(file, identity)
            if entry:
                self._used.add((entry.file, identity))
                findings.append(replace(finding, accepted=Acceptance(entry.by, entry.reason, entry.date)))
            else:
                findings.append(finding)
        return replace(report, findings=tuple(findings))

    def accept(self, report: Report, decision: Acceptance, only: Collection[str] | None = None) -> int:
        """Add an entry for each finding that has none, or for those whose identity is in `only`; how many."""
        file = self._key(report.document.path)
        added = 0
        for finding, identity in zip(report.findings, report.identities(), strict=True):
            if (only is None or identity in only) and not self._entry(file, identity):
                words = _shown(report, finding)
                entry = Entry(file, finding.rule, words, identity, decision.by, decision.reason, decision.date)
                self._entries[file, identity] = entry
                self._names.setdefault((PurePosixPath(file).name, identity), []).append(file)
                added += 1
        return added

    def take_back(self, identities: Collection[str]) -> None:
        """Forget what was accepted under these identities."""
        self._entries = {key: entry for key, entry in self._entries.items() if entry.identity not in identities}

    def gone(self) -> tuple[Entry, ...]:
        """The entries of the files applied to so far whose findings do not occur any more."""
        return tuple(
            entry
            for key, entry in sorted(self._entries.items(), key=lambda item: item[1])
            if entry.file in self._checked and key not in self._used
        )

    def drop_gone(self) -> int:
        """Forget those; how many."""
        dropped = self.gone()
        for entry in dropped:
            del self._entries[entry.file, entry.identity]
        return len(dropped)

    def save(self) -> None:
        """Bring the changes into the file. Raises UsageError where that cannot be done."""
        file = Path(self.file)
        try:
            with one_at_a_time(file.parent):
                there = {(one.file, one.identity): one for one in _read(self.file)} if os.path.lexists(file) else {}
                entries = {key: one for key, one in there.items() if key in self._entries or key not in self._before}
                entries |= {key: one for key, one in self._entries.items() if key not in self._before}
                content = {"schema": SCHEMA, "accepted": [_as_json(one) for one in sorted(entries.values())]}
                write_whole(file, [json_text(content).encode()], lasting=True)
        except OSError as error:
            raise UsageError(f"{file}: the baseline cannot be written ({error.strerror}); name another") from error
        self._before = dict(self._entries)

    def _entry(self, file: str, identity: str) -> Entry | None:
        if (file, identity) in self._entries:
            return self._entries[file, identity]
        for other in self._names.get((PurePosixPath(file).name, identity), ()):
            if (other, identity) in self._entries and not self._is_there(other):
                return self._entries[other, identity]
        return None

    def _is_there(self, file: str) -> bool:
        if file not in self._there:
            self._there[file] = os.path.lexists(self._folder / file)
        return self._there[file]

    def _key(self, path: str) -> str:
        """How entries name a document: the same wherever the command is run."""
        if path == "-":
            return path
        try:
            return Path(os.path.relpath(path, self._folder)).as_posix()
        except ValueError:  # another drive
            return Path(os.path.abspath(path)).as_posix()  # noqa: PTH100 - links stay as they are


def _shown(report: Report, finding: Finding) -> str:
    words = " ".join(report.document.text[finding.span.start : finding.span.end][: 4 * _WORDS].split())
    return words if len(words) <= _WORDS else words[: _WORDS - 1].rstrip() + "…"


def _as_json(entry: Entry) -> dict[str, str]:
    return {name: str(getattr(entry, name)) for name in _FIELDS}


def _read(file: str) -> list[Entry]:
    try:
        if Path(file).stat().st_size > _MOST_BYTES:
            raise UsageError(f"{file}: the baseline has more than {_MOST_BYTES:,} bytes; is it another file?")
        content = json.loads(Path(file).read_bytes())
    except FileNotFoundError as error:
        raise UsageError(f"{file}: there is no such baseline; --update-baseline makes one") from error
    except OSError as error:
        raise UsageError(f"{file}: the baseline cannot be read ({error.strerror}); check the name") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{file}: the baseline is not JSON: {error}; mend that place") from error
    rows = content.get("accepted") if isinstance(content, dict) else None
    if not isinstance(rows, list):
        raise UsageError(f'{file}: this is no baseline of refcheck: it has no list "accepted"')
    return [_entry_of(row, f"{file}: entry {number}") for number, row in enumerate(rows, 1)]


def _entry_of(row: Any, where: str) -> Entry:
    if not isinstance(row, Mapping):
        raise UsageError(f"{where} is no object")
    for name in _FIELDS:
        if not isinstance(row.get(name), str):
            raise UsageError(f'{where}: "{name}" is missing or no text')
    for name in row:
        if name not in _FIELDS:
            raise UsageError(f'{where}: "{name}" is unknown; known are {", ".join(_FIELDS)}')
    if not row["by"].strip() or not row["reason"].strip():
        raise UsageError(f'{where}: "by" and "reason" say who accepted the finding and why; neither can be empty')
    try:
        date = dt.date.fromisoformat(row["date"])
    except ValueError as error:
        raise UsageError(f'{where}: "date" is "{row["date"]}"; write it like 2026-11-20') from error
    return Entry(**{**row, "date": date})
