"""A Word file as a package of XML parts, opened as what it is: a ZIP archive from a stranger.

The number of entries, their sizes and the ratio of compression are bounded before anything is
unpacked; the XML is parsed without document types, entities or network.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from functools import cache

from lxml import etree

from refcheck.errors import ReadingError

MAX_ENTRIES = 10_000
MAX_UNPACKED = 512 * 1024 * 1024  # all entries, pictures too, as the archive declares them
MAX_RATIO = 200  # Word's own XML packs up to 40 times
MAX_PART = 64 * 1024 * 1024  # one XML part: some 800 pages of tables
MAX_MARKUP = 6_000_000  # elements and attributes of all parts that are read; each takes 170 bytes of memory
_SMALL = 10 * 1024 * 1024

_STRICT = (  # ISO 29500 Strict differs from what Word writes by default in its names only
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
_BROKEN = "open it in Word or LibreOffice and save it again"


class Package:
    """The parts of one Word file. Raises ReadingError for what is damaged, hostile or no Word file."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name, self.content = name, content
        self._roots: dict[str, etree._Element | None] = {}
        self._strict: set[str] = set()  # the parts that are written in the names of ISO 29500 Strict
        self._room = MAX_MARKUP
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
            raise self.refusal(
                f"a damaged Word file: its ZIP container cannot be opened ({error}); {_BROKEN}"
            ) from error
        self._check_sizes()
        self.main = self._main_part()

    def part(self, path: str) -> etree._Element | None:
        """The root of an XML part, parsed once; None if the package has no such part."""
        if path not in self._roots:
            content = self._content(path)
            self._roots[path] = None if content is None else self._parse(content, path)
        return self._roots[path]

    def path_of(self, element: etree._Element) -> str:
        """The path of the part that an element stands in, as `part` gave it."""
        root = element.getroottree().getroot()
        return next(path for path, known in self._roots.items() if known is root)

    def paths(self) -> frozenset[str]:
        """The paths of all parts."""
        return frozenset(self._archive.NameToInfo)

    def written(self, path: str, root: etree._Element) -> bytes:
        """A part as it is stored: in the names that this part, or for a new one the main part, is written in."""
        content: bytes = _DECLARATION + etree.tostring(root, encoding="UTF-8", xml_declaration=False)
        if path in self._strict or (self._roots.get(path) is None and self.main in self._strict):
            for strict, usual in _STRICT:
                content = content.replace(usual, strict)
        return content

    def targets(self, path: str) -> Mapping[str, tuple[str, str, bool]]:
        """The relationships of a part: identifier → (kind, target, whether it leads outside the file)."""
        root = self.part(relations_of(path))
        if root is None:
            return {}
        return {
            relation.get("Id", ""): (
                relation.get("Type", "").rsplit("/", 1)[-1],
                relation.get("Target", ""),
                relation.get("TargetMode") == "External",
            )
            for relation in root.iter(_RELATIONSHIPS)
        }

    def beside(self, path: str, target: str) -> str:
        """The path of the part that a relationship of `path` leads to."""
        if target.startswith("/"):
            return posixpath.normpath(target.lstrip("/"))
        return posixpath.normpath(posixpath.join(posixpath.dirname(path), target))

    def _check_sizes(self) -> None:
        entries = self._archive.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries)
        if len(entries) > MAX_ENTRIES:
            raise self.refusal(f"its container holds {len(entries)} entries; a Word file has fewer than {MAX_ENTRIES}")
        if unpacked > MAX_UNPACKED or (unpacked > _SMALL and unpacked > MAX_RATIO * max(packed, 1)):
            raise self.refusal(
                f"it would unpack to {unpacked / 1e6:.0f} MB from {packed / 1e6:.1f} MB, which no Word file does; "
                "it looks like a ZIP bomb"
            )
        if any(entry.flag_bits & 1 for entry in entries):
            raise self.refusal("its container is encrypted; save a copy without a password")

    def _main_part(self) -> str:
        for kind, target, _ in self.targets("").values():
            if kind == "officeDocument":
                return self.beside("", target)
        if "word/document.xml" in self._archive.NameToInfo:
            return "word/document.xml"
        raise self.refusal(
            "a ZIP archive, but no Word file: it has no main document; unpack it and name the files inside"
        )

    def _content(self, path: str) -> bytes | None:
        entry = self._archive.NameToInfo.get(path)
        if entry is None:
            return None
        if entry.file_size > MAX_PART:
            raise self._too_large(path, entry.file_size)
        try:
            with self._archive.open(entry) as file:
                content = file.read(MAX_PART + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            OSError,
            EOFError,
            RuntimeError,
            ValueError,
        ) as error:
            raise self.refusal(f'a damaged Word file: "{path}" cannot be unpacked ({error}); {_BROKEN}') from error
        if len(content) > MAX_PART:
            raise self._too_large(path, len(content))
        return content

    def _parse(self, content: bytes, path: str) -> etree._Element:
        if b"purl.oclc.org/ooxml" in content[:8192]:
            self._strict.add(path)
            for strict, usual in _STRICT:
                content = content.replace(strict, usual)
        self._room -= content.count(b"<") + content.count(b"=")
        if self._room < 0:
            raise self.refusal(
                f"it has more than {MAX_MARKUP // 1_000_000} million elements and attributes, as no document has; "
                "split it, or save its text as .txt"
            )
        try:
            root = etree.fromstring(content, _parser())
        except (etree.XMLSyntaxError, ValueError) as error:
            reason = " ".join(str(error).split())
            raise self.refusal(f'a damaged Word file: "{path}" is no proper XML ({reason}); {_BROKEN}') from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.refusal(f'"{path}" declares a document type, which no Word file does; it may be an attack')
        return root

    def _too_large(self, path: str, size: int) -> ReadingError:
        return self.refusal(
            f'"{path}" has {size / 1e6:.0f} MB, and refcheck reads up to {MAX_PART // 1024**2} MB; split the document'
        )

    def refusal(self, reason: str) -> ReadingError:
        """The error that names the file and says why it is not read."""
        return ReadingError(self.name, reason)


def relations_of(path: str) -> str:
    """The path of the part that holds the relationships of a part."""
    folder, base = posixpath.split(path)
    return posixpath.join(folder, "_rels", base + ".rels")


@cache
def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
