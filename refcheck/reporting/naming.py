"""Names of report files: safe for every file system, and never another document's."""

from __future__ import annotations

import csv
import hashlib
import html
import io
import itertools
import json
import re
import unicodedata
from collections.abc import Iterator, MutableSet
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from refcheck.reporting.inert import cell
from refcheck.storage import inside

if TYPE_CHECKING:
    from refcheck.storage import P, Place

# The ends of the names that reports have; each says which document it is about.
EXTENSIONS = ("html", "json", "sarif", "junit.xml", "md", "references.csv", "findings.csv")
DOCUMENT_META = "refcheck-document"
INDEX_META = "refcheck-index"
INDEX_SCHEMA = "https://refcheck.org/schema/refcheck-index-1.json"
NIGHTLY_SCHEMA = "https://refcheck.org/schema/refcheck-nightly-1.json"
NIGHTLY_TITLE = "# refcheck, night of"
INDEX = "index"
INDEX_CATEGORY = "refcheck/"  # of the SARIF log of a run

_STEM_BYTES = 100  # leaves room for "-1a2b3c4d-2.html" within 120 bytes
_HEAD_BYTES = 65_536
_META = re.compile(rf'<(?:meta|property|!--) name="({DOCUMENT_META}|{INDEX_META})" (?:content|value)="([^"]*)"')
_TABLE_HEAD = re.compile(r'\ufeff"file",')
_FORBIDDEN = frozenset('/\\:*?"<>|')
# Names that Windows keeps for devices, and the one that the index needs.
_RESERVED = frozenset(
    {INDEX, "con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
)


class Names:
    """File names (without extension) of one run's reports in one folder.

    The same document always gets the same name. A name is given to a document only when no other
    document has it in this run and no file in the folder belongs to another document.
    """

    def __init__(self, folder: Place, taken: MutableSet[str] | None = None) -> None:
        """`taken` holds the names of the run so far, folded; a run over many documents keeps them on disk."""
        self._folder = folder
        self._given: dict[str, str] = {}
        self._taken: MutableSet[str] = set() if taken is None else taken

    def of(self, path: str) -> str:
        """The name for the report on the document at `path`."""
        if path not in self._given:
            self._given[path] = self.new(path)
        return self._given[path]

    def new(self, path: str) -> str:
        """The same for a document that is not asked for again."""
        name = next(name for name in _candidates(path) if self._free(name, path))
        self._taken.add(_folded(name))
        return name

    def claim(self, name: str) -> bool:
        """Take a name that an earlier run gave to a document, whose reports are there; False where it is taken."""
        folded = _folded(name)
        if folded in self._taken:
            return False
        self._taken.add(folded)
        return True

    def _free(self, name: str, path: str) -> bool:
        if _folded(name) in self._taken or _folded(name) in _RESERVED:
            return False
        files = (self._folder / f"{name}.{extension}" for extension in EXTENSIONS)
        return all(_is_of(file, portable(path)) for file in files if file.exists())


def index_file(folder: P, extension: str = "html") -> P:
    """Where the index goes: "index.html", unless such a file is there that is not an index of ours.

    The same for the JSON lines of the index; no document's report is called "index".
    """
    for name in itertools.chain(("index", "refcheck-index"), (f"refcheck-index-{n}" for n in itertools.count(2))):
        file = inside(folder, f"{name}.{extension}")
        if not file.exists() or _is_index(file):
            return file
    raise AssertionError  # the names never run out


def document_of(file: Place) -> str | None:
    """The path of the document that an existing report is about; None when it is no report."""
    if file.suffix == ".json":
        return _of_json(file, ("document", "path"))
    if file.suffix == ".sarif":
        return _of_json(file, ("runs", 0, "properties", DOCUMENT_META))
    if file.suffix == ".csv":
        return next(iter(_documents_of_table(file)), None)
    return _meta(file).get(DOCUMENT_META)


def portable(path: str) -> str:
    """A path that a page can hold unchanged: bytes that are not UTF-8, controls and the like become escapes."""
    return "".join(
        character.encode("unicode_escape").decode() if _steers(character) else character for character in path
    )


def _steers(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} or ord(character) & 0xFFFE == 0xFFFE


def _is_of(file: Place, path: str) -> bool:
    """Whether a file is a report on this document; a table of ours without rows is anybody's."""
    if file.suffix == ".csv" and _TABLE_HEAD.match(_head(file)):
        return set(_documents_of_table(file)) <= {cell(path)}
    return document_of(file) == path


def _is_index(file: Place) -> bool:
    if file.suffix == ".jsonl":
        return INDEX_SCHEMA in _head(file).partition("\n")[0]
    if file.suffix == ".sarif":
        return _of_json(file, ("runs", 0, "automationDetails", "id")) == INDEX_CATEGORY
    if file.suffix == ".csv":
        return bool(_TABLE_HEAD.match(_head(file)))
    if file.suffix == ".json":
        return NIGHTLY_SCHEMA in _head(file).partition("\n")[0]
    if file.suffix == ".md" and _head(file).startswith(NIGHTLY_TITLE):
        return True
    return INDEX_META in _meta(file)


def _candidates(path: str) -> Iterator[str]:
    stem = _safe_stem(path)
    digest = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    yield stem
    yield f"{stem}-{digest}"
    yield from (f"{stem}-{digest}-{n}" for n in itertools.count(2))


def _safe_stem(path: str) -> str:
    """The file's stem without separators, controls, and characters that reorder or hide text."""
    name = PurePosixPath(path).name or PureWindowsPath(path).name
    stem = "".join(_safe(character) for character in PurePosixPath(name).stem)
    # A leading dot hides the file, a leading dash looks like an option to other programs.
    stem = stem.lstrip(" .-").encode()[:_STEM_BYTES].decode("utf-8", "ignore").rstrip(" .")
    return stem or "document"


def _safe(character: str) -> str:
    if character in _FORBIDDEN or unicodedata.category(character) in {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}:
        return "_"
    return character


def _folded(name: str) -> str:
    """Names that some file system would take for the same file."""
    return unicodedata.normalize("NFC", name).casefold()


def _meta(file: Place) -> dict[str, str]:
    return {match[1]: html.unescape(match[2]) for match in _META.finditer(_head(file))}


def _head(file: Place) -> str:
    try:
        if not isinstance(file, Path):
            return file.beginning(_HEAD_BYTES).decode("utf-8", "replace")
        with file.open("rb") as stream:
            return stream.read(_HEAD_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""


def _of_json(file: Place, keys: tuple[str | int, ...]) -> str | None:
    """The text at a place of a JSON file, as a page can hold it; None where there is none."""
    try:
        value = json.loads(file.read_bytes())
        for key in keys:
            value = value[key]
    except (OSError, ValueError, KeyError, IndexError, TypeError, RecursionError):
        return None
    return portable(value) if isinstance(value, str) else None


def _documents_of_table(file: Place) -> list[str]:
    """The document that the first row of a table is about, as its cell has it; nothing for a table without rows."""
    rows = csv.reader(io.StringIO(_head(file), newline=""))
    return [row[0] for row in itertools.islice(rows, 1, 2) if row]
