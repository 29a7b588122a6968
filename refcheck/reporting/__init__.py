"""A Report → files: one function a format, and names that never collide."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from refcheck.model import Unread
from refcheck.report import Report
from refcheck.reporting import html, index, json
from refcheck.reporting.html import NO_RULES, RuleText
from refcheck.reporting.index import NOT_COMPARED, Compared, Entry
from refcheck.reporting.naming import Names, index_file

__all__ = [
    "FORMATS",
    "INDEX_FORMATS",
    "NO_RULES",
    "Compared",
    "Entry",
    "Names",
    "Renderer",
    "RuleText",
    "write",
    "write_index",
]

Renderer = Callable[[Report, Mapping[str, RuleText]], str]


def _as_json(report: Report, _rules: Mapping[str, RuleText]) -> str:
    return json.render(report)


# The one list of output formats; the key is the name on the command line and the file's extension.
FORMATS: Mapping[str, Renderer] = MappingProxyType({"html": html.render, "json": _as_json})

IndexRenderer = Callable[[Sequence[Entry], Sequence[Unread], Compared], str]
# The formats that come with an index of the run, and the extension that it has.
INDEX_FORMATS: Mapping[str, tuple[str, IndexRenderer]] = MappingProxyType(
    {"html": ("html", index.render), "json": ("jsonl", index.render_lines)}
)


def write(
    report: Report,
    out_dir: Path,
    formats: Iterable[str] = ("html",),
    *,
    rules: Mapping[str, RuleText] = NO_RULES,
    names: Names | None = None,
) -> list[Path]:
    """Write the report in each format; the files, in the order of `formats`.

    Give the `names` of the run, so that two of its documents never get one name.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    name = (names or Names(out_dir)).of(report.document.path)
    return [_put(out_dir / f"{name}.{extension}", FORMATS[extension](report, rules)) for extension in formats]


def write_index(
    entries: Sequence[Entry],
    unread: Sequence[Unread],
    out_dir: Path,
    together: Compared = NOT_COMPARED,
    form: str = "html",
) -> Path:
    """Write the index of a run with several documents: a page, or JSON lines beside JSON reports; the file."""
    out_dir.mkdir(parents=True, exist_ok=True)
    extension, render = INDEX_FORMATS[form]
    return _put(index_file(out_dir, extension), render(entries, unread, together))


def _put(file: Path, text: str) -> Path:
    """Write aside, then rename: nobody ever reads half a report."""
    aside = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        aside.write_bytes(text.encode())
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)
    return file
