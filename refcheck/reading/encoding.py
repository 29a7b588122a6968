"""Which characters the bytes of a text file mean, and whether they are text at all."""

from __future__ import annotations

import codecs

from refcheck.domain.patterns import lazy
from refcheck.errors import ReadingError

_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP container (perhaps a Word file)"),
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "a Rich Text file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
)
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = lazy(r"[\x00-\x08\x0e-\x1b\x7f]")
_SAMPLE = 64 * 1024
_REMEDY = "save it as UTF-8 text"


def decode(content: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    """The text of `content`, the name of its encoding, and what had to be assumed.

    UTF-8 is taken as it stands (a byte order mark stays); UTF-16 and UTF-32 by their mark; anything else
    is guessed by charset-normalizer and said. Raises ReadingError for what is no text.
    """
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            raise ReadingError(name, f"not text but {kind}; {_REMEDY}")
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), encoding, (f"The file is {encoding.upper()}, not UTF-8.",)
            except UnicodeDecodeError as error:
                raise ReadingError(name, f"broken {encoding.upper()} at byte {error.start}; {_REMEDY}") from error
    try:
        text, encoding, remarks = content.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError as error:
        return _guess(content, name, error)
    _refuse_binary(text, name)
    return text, encoding, remarks


def _guess(content: bytes, name: str, error: UnicodeDecodeError) -> tuple[str, str, tuple[str, ...]]:
    invalid = f"not valid UTF-8 (byte {error.start} is 0x{content[error.start]:02x})"
    if b"\x00" in content[:_SAMPLE]:
        raise ReadingError(name, f"not text: it holds NUL bytes and is {invalid}; {_REMEDY}")
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 60 ms, and hardly ever needed

    # Around the first wrong byte: there the sample must make sense.
    low = max(0, error.start - _SAMPLE // 2)
    best = from_bytes(content[low : low + _SAMPLE]).best()
    if best is None:
        raise ReadingError(name, f"{invalid}, and no other encoding fits; {_REMEDY}")
    try:
        text = content.decode(best.encoding)
    except UnicodeDecodeError as second:
        raise ReadingError(name, f"{invalid}, and not {best.encoding} either; {_REMEDY}") from second
    _refuse_binary(text, name)
    return text, best.encoding, (f"The file is {invalid}; it was read as {best.encoding}, which is a guess.",)


def _refuse_binary(text: str, name: str) -> None:
    sample = text[:_SAMPLE]
    controls = len(_CONTROLS.findall(sample))
    if controls > 0.01 * len(sample):
        raise ReadingError(name, f"not text: {controls} control characters at its beginning; {_REMEDY}")
