"""Which format a file has: by its content first, since names lie, then by its name."""

from __future__ import annotations

import os.path
import re

from refcheck.errors import ReadingError

FORMATS = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".pdf": "pdf",
}
SUFFIXES = tuple(FORMATS)
STANDARD_INPUT = "-"

_PDF_WITHIN = 1024  # where PDF programs look for the signature
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_HTML = rb"(?is)(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body)\b"
_OLD_WORD = (
    "the old Word format (.doc) cannot be read; open it in Word or LibreOffice and save it as .docx "
    "(soffice --headless --convert-to docx FILE)"
)
_REMEDIES = {
    ".doc": _OLD_WORD,
    ".dot": _OLD_WORD,
    ".rtf": "Rich Text files cannot be read; open it in Word or LibreOffice and save it as .docx",
    ".odt": "OpenDocument files cannot be read; open it in LibreOffice and save it as .docx",
}
_NAMES = {"html": "an HTML page", "docx": "a Word file", "pdf": "a PDF"}


def refuse_unknown(name: str) -> None:
    """Raise ReadingError for a name whose ending no reader knows; a .doc may still be a .docx inside."""
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 - pathlib costs 5 ms at the start
    if suffix and suffix not in FORMATS and suffix != ".doc":
        known = ", ".join(SUFFIXES)
        reason = f'"{suffix}" files cannot be read ({known} can); save the text as .txt or .md'
        raise ReadingError(name, _REMEDIES.get(suffix, reason))


def kind_of(content: bytes, name: str) -> str:
    """The format of a file, a key of the readers. Raises ReadingError where name and content disagree."""
    suffix = "" if name == STANDARD_INPUT else os.path.splitext(name)[1].lower()  # noqa: PTH122 - pathlib costs 5 ms at the start
    named = FORMATS.get(suffix)
    found = _kind_of_content(content)
    if suffix == ".doc":
        if found != "docx":
            raise ReadingError(name, _OLD_WORD)
        return found
    if name == STANDARD_INPUT:
        return found or "txt"
    if named in (None, "txt", "md"):
        return named or "txt"  # the text reader says what it is if it is no text
    if named == "html" and found is None:
        return named
    if named != found:
        raise ReadingError(name, _disagreement(content, str(named), found))
    return str(found)


def _kind_of_content(content: bytes) -> str | None:
    if content.startswith((_ZIP, _EMPTY_ZIP)):
        return "docx"
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return "pdf"
    top = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    return "html" if top.startswith(b"<") and re.match(_HTML, top) else None


def _disagreement(content: bytes, named: str, found: str | None) -> str:
    if not content.strip():
        return "the file is empty; is it the right one?"
    if named == "docx" and content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            return "it is encrypted; open it in Word with its password and save a copy without one"
        return _OLD_WORD
    if found == "html":
        return f"not {_NAMES[named]} but a web page, perhaps a download that failed; download it again"
    if found:
        return f"not {_NAMES[named]} but {_NAMES[found]}; give it the ending .{found}"
    if content.startswith(_RTF):
        return f"not {_NAMES[named]} but {_REMEDIES['.rtf']}"
    return f"not {_NAMES[named]}, or damaged at its beginning; download or save it again"
