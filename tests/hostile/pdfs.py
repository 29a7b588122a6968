"""PDFs written object by object, wrong on purpose."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping

_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R /Resources %s >>"
_FONT = b"<< /Font << /F 5 0 R >> %s >>"


def stream(content: bytes, *, more: bytes = b"", packed: bool = True) -> bytes:
    """A stream object."""
    if packed:
        content, more = zlib.compress(content, 9), more + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


def page(
    content: bytes = b"BT /F 10 Tf 70 700 Td (A/78/636) Tj ET",
    *,
    box: bytes = b"[0 0 595 842]",
    resources: bytes = b"",
    more: Mapping[int, bytes] | None = None,
) -> dict[int, bytes]:
    """The objects of a file with one page."""
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: _PAGE % (box, _FONT % resources),
        4: stream(content),
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        **(more or {}),
    }


def written(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """The file of these objects, with a table that says where each begins."""
    pieces, places, size = [b"%PDF-1.7\n"], dict[int, int](), 9
    for number, content in objects.items():
        piece = b"%d 0 obj\n%s\nendobj\n" % (number, content)
        places[number] = size
        pieces.append(piece)
        size += len(piece)
    table = b"".join(_row(places.get(number)) for number in range(max(objects) + 1))
    pieces.append(
        b"xref\n0 %d\n%strailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
        % (max(objects) + 1, table, max(objects) + 1, trailer.replace(b"@XREF@", b"%d" % size), size)
    )
    return b"".join(pieces)


def with_many_objects(number: int) -> bytes:
    """One page, and a packed table of so many objects."""
    pieces, places, size = [b"%PDF-1.7\n"], list[int](), 9
    for key, content in page().items():
        piece = b"%d 0 obj\n%s\nendobj\n" % (key, content)
        places.append(size)
        pieces.append(piece)
        size += len(piece)
    rows = b"\0\0\0\0\0" + b"".join(b"\1" + place.to_bytes(4, "big") for place in places)
    rows += (b"\1" + places[-1].to_bytes(4, "big")) * (number - len(places) - 1)
    table = stream(rows, more=b"/Type /XRef /W [1 4 0] /Size %d /Root 1 0 R" % number)
    pieces.append(b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (number - 1, table, size))
    return b"".join(pieces)


def pages(kids: Iterable[int], count: int) -> bytes:
    """A node of the tree of pages."""
    return b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), count)


def _row(place: int | None) -> bytes:
    return b"0000000000 65535 f \n" if place is None else b"%010d 00000 n \n" % place
