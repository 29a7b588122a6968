"""MARCXML as the UN Digital Library exports it: symbols, titles and dates of its records.

Symbols stand in 191 $a, one field a symbol, and in 791 $a of voting records; the title in 245 $a $b, else 239 $a;
the day of adoption or vote in 992 $a, the day of issue in 269 $a. The namespace may be absent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from refcheck.errors import CatalogueError
from refcheck.model import DateKind
from refcheck.resolution.imports.record import Record, Refusal, RefusedError, Rows, records, tidy_library_title

_CHUNK = 65_536
_LARGEST_RECORD = 8_000_000  # bytes; real records have thousands


def recognize(head: bytes) -> bool:
    """By the sign that opens XML."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def rows(file: BinaryIO, name: str) -> Rows:
    """The documents of the export. Raises CatalogueError, while it is read, for what is no export or cut off."""
    return Rows("records", "UN Digital Library, MARCXML", _records(file, name))


def _records(file: BinaryIO, name: str) -> Iterator[Record | Refusal]:
    today = dt.datetime.now(dt.UTC).date()
    number = 0
    for number, fields in enumerate(_fields_of_records(file, name), 1):
        record_id = fields.get("001", [""])[0]
        place = f"record {record_id or f'No. {number}'}"
        try:
            yield from _of_record(fields, today)
        except RefusedError as error:
            yield Refusal(place, str(error))
    if number == 0:
        raise CatalogueError(f"{name}: XML without a MARC record; export records as MARCXML and import that file")


def _of_record(fields: dict[str, list[str]], today: dt.date) -> Iterator[Record]:
    if "DELETED" in fields.get("980a", []):
        raise RefusedError("the library has deleted it")
    written = fields.get("191a") or fields.get("791a")
    if not written:
        raise RefusedError("it has no symbol (field 191)")
    adopted, issued = (fields.get(name, []) for name in ("992a", "269a"))
    title = tidy_library_title(_title(fields))
    for symbol in written:
        if adopted:
            yield from records(symbol, adopted[0], title, today, other_days=adopted[1:])
        else:
            day = issued[0] if issued else ""
            yield from records(symbol, day, title, today, date_kind=DateKind.ISSUE.value, other_days=issued[1:])


def _title(fields: dict[str, list[str]]) -> str:
    proper = " ".join([*fields.get("245a", [])[:1], *fields.get("245b", [])[:1]]).strip().rstrip("/:").rstrip()
    titled = next(iter(fields.get("239a", [])), "")
    # "Resolution 853 (1993) /" says nothing; 239 has the bracket that tells what it is on.
    return titled if titled and (not proper or proper.startswith("Resolution ")) else proper


def _fields_of_records(file: BinaryIO, name: str) -> Iterator[dict[str, list[str]]]:
    """Each record as {"001": […], "191a": […], …}; what is read is forgotten, so memory is bounded."""
    parser = etree.XMLPullParser(
        ("start", "end"), tag=("{*}record", "{*}collection"), resolve_entities=False, no_network=True, huge_tree=False
    )
    since_record = 0
    try:
        while chunk := file.read(_CHUNK):
            parser.feed(chunk)
            since_record += len(chunk)
            for event, element in parser.read_events():
                if not isinstance(element, etree._Element):  # noqa: SLF001  (the type of every element)
                    continue
                if event == "start":
                    _refuse_declarations(element, name)
                if event == "end" and str(element.tag).rpartition("}")[2] == "record":
                    yield _fields(element)
                    since_record = 0
                    _forget(element)
            if since_record > _LARGEST_RECORD:
                raise CatalogueError(
                    f"{name}: {_LARGEST_RECORD:,} bytes without the end of a record; no MARCXML export"
                )
        parser.close()
    except etree.XMLSyntaxError as error:
        raise CatalogueError(f"{name}: not whole, or no XML ({error.msg}); export it anew") from error


def _refuse_declarations(element: etree._Element, name: str) -> None:
    """Exports have no document type; one that has may define entities without end."""
    if element.getroottree().docinfo.internalDTD is not None:
        raise CatalogueError(f"{name}: it declares a document type, which no export of the library does")


def _fields(record: etree._Element) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for field in record:
        tag = field.get("tag")
        if tag is None:
            continue
        if len(field) == 0:
            fields.setdefault(tag, []).append((field.text or "").strip())
        for subfield in field:
            code = subfield.get("code")
            if code and subfield.text:
                fields.setdefault(f"{tag}{code}", []).append(subfield.text.strip())
    return fields


def _forget(record: etree._Element) -> None:
    """Let go of a record's content, and of the records before it."""
    record.clear()
    parent = record.getparent()
    while parent is not None and record.getprevious() is not None:
        del parent[0]
