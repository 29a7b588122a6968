"""Small Word and PDF files, made in memory for one test each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from fpdf import FPDF

from refcheck.model import Document, Role

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str, style: str = "") -> str:
    """A paragraph of runs, or of plain text."""
    inside = "".join(piece if piece.startswith("<") else run(piece) for piece in content)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>'


def raised(text: str) -> str:
    """A superscript run."""
    return run(text, '<w:vertAlign w:val="superscript"/>')


def footnote_mark(number: int, custom: str = "", kind: str = "footnote") -> str:
    """The reference to a note."""
    follows = ' w:customMarkFollows="1"' if custom else ""
    mark = f"<w:t>{custom}</w:t>" if custom else ""
    return f'<w:r><w:{kind}Reference{follows} w:id="{number}"/>{mark}</w:r>'


def note(number: int, *content: str, kind: str = "footnote") -> str:
    """A note as Word stores it: its first run is the place of its number."""
    return f'<w:{kind} w:id="{number}">{paragraph(f"<w:r><w:{kind}Ref/></w:r>", *content)}</w:{kind}>'


def hyperlink(identifier: str, *content: str, anchor: str = "") -> str:
    """A hyperlink element."""
    more = f' w:anchor="{anchor}"' if anchor else ""
    return f'<w:hyperlink r:id="{identifier}"{more}>{"".join(run(piece) for piece in content)}</w:hyperlink>'


def field(instruction: str, shown: str) -> str:
    """A complex field, its instruction cut in two as Word does."""
    half = len(instruction) // 2

    def character(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    parts = "".join(
        f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>'
        for piece in (instruction[:half], instruction[half:])
    )
    return character("begin") + parts + character("separate") + shown + character("end")


def docx(
    *body: str,
    footnotes: str = "",
    endnotes: str = "",
    settings: str = "",
    styles: str = "",
    links: Mapping[str, str] | None = None,
    parts: Mapping[str, str | bytes] | None = None,
    relations: str = "",
) -> bytes:
    """A Word file with this body."""
    internal = {"footnotes": footnotes, "endnotes": endnotes, "settings": settings, "styles": styles}
    related = "".join(
        f'<Relationship Id="part-{name}" Type="{_KIND}/{name}" Target="{name}.xml"/>'
        for name in internal
        if internal[name]
    ) + "".join(
        f'<Relationship Id="{identifier}" Type="{_KIND}/hyperlink" Target="{target}" TargetMode="External"/>'
        for identifier, target in (links or {}).items()
    )
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    files: dict[str, str | bytes] = {
        "_rels/.rels": rels.format(f'<Relationship Id="a" Type="{_KIND}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/_rels/document.xml.rels": rels.format(related + relations),
    }
    for name, content in internal.items():
        if content:
            files[f"word/{name}.xml"] = f"<w:{name} {_NAMESPACES}>{content}</w:{name}>"
            if name.endswith("notes"):
                files[f"word/_rels/{name}.xml.rels"] = files["word/_rels/document.xml.rels"]
    files.update(parts or {})
    return packed(files)


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive of these files; the same bytes at any time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def header(content: str) -> str:
    """A header part."""
    return f"<w:hdr {_NAMESPACES}>{content}</w:hdr>"


class Sheets:
    """A PDF written line by line, at places counted in points from the top left corner."""

    def __init__(self) -> None:
        self.pdf = FPDF(unit="pt", format="A4")
        self.pdf.set_auto_page_break(auto=False)
        self.pdf.set_margin(0)

    def page(self) -> Sheets:
        """Begin a page."""
        self.pdf.add_page()
        return self

    def text(self, x: float, y: float, text: str, size: float = 10, link: str = "") -> Sheets:
        """Write text whose base line is at y; "^4^" is raised. A link covers all of it."""
        for place, piece in enumerate(text.split("^")):
            is_raised = place % 2 == 1
            self.pdf.set_font("Helvetica", size=size * 0.6 if is_raised else size)
            width = self.pdf.get_string_width(piece)
            self.pdf.text(x, y - (size * 0.35 if is_raised else 0), piece)
            if link:
                self.pdf.link(x, y - size, width, size * 1.2, link)
            x += width
        return self

    def lines(self, x: float, y: float, *lines: str, size: float = 10) -> Sheets:
        """Write lines one below the other."""
        for place, line in enumerate(lines):
            self.text(x, y + place * size * 1.2, line, size)
        return self

    def content(self) -> bytes:
        """The file."""
        return bytes(self.pdf.output())


def notes_of(document: Document) -> list[tuple[str | None, str]]:
    """The notes with their labels, white space folded."""
    return [
        (block.label, " ".join(document.text[block.span.start : block.span.end].split()))
        for block in document.blocks
        if block.role is Role.NOTE
    ]


def running_text(document: Document) -> str:
    """Everything but notes and what belongs to the page."""
    return "".join(
        document.text[block.span.start : block.span.end]
        for block in document.blocks
        if block.role in (Role.BODY, Role.HEADING)
    )


def links_of(document: Document) -> list[tuple[str, str]]:
    """The links: what is seen, and where it leads."""
    return [(document.text[link.span.start : link.span.end], link.target) for link in document.links]


def assert_whole(document: Document) -> None:
    """Blocks cover the text without gap or overlap; spans lie inside; marks stand where they say."""
    position = 0
    for block in document.blocks:
        assert block.span.start == position
        assert block.span.end > block.span.start
        position = block.span.end
    assert position == len(document.text)
    for mark in document.marks:
        shown = document.text[mark.span.start : mark.span.end]
        assert mark.label in shown
    for link in document.links:
        assert document.text[link.span.start : link.span.end].strip()
