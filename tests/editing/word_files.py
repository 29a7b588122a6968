"""A Word file with everything that stands in a run's way, and what is asked of a copy of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from refcheck.model import Document
from refcheck.reading import from_bytes
from refcheck.reading.docx import spaced
from refcheck.reading.docx_notes import W
from tests.reading.builders import docx, field, footnote_mark, header, hyperlink, note, paragraph, run

KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="bin" ContentType="image/png"/>{}</Types>'
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OVERRIDE = '<Override PartName="/word/{0}.xml" ContentType="' + _WORD + '.{1}+xml"/>'
LINK = "https://undocs.org/A/78/636"
SUPERSCRIPT = '<w:vertAlign w:val="superscript"/>'


def types(**parts: str) -> str:
    """The content types of these parts of word/, each of its kind."""
    return TYPES.format("".join(_OVERRIDE.format(name, kind) for name, kind in parts.items()))


def cell(*content: str) -> str:
    """A cell of a table."""
    return f"<w:tc><w:tcPr/>{''.join(content)}</w:tc>"


def box(text: str) -> str:
    """A run with a text box, written twice as Word does."""
    inside = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='v'><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def comment(number: int, text: str) -> str:
    """A comment of a person."""
    return f'<w:comment w:id="{number}" w:author="A. Person" w:initials="AP">{paragraph(text)}</w:comment>'


def letter(*body: str, comments: str = "") -> bytes:
    """A letter of these paragraphs, with a masthead in its header, notes 1 and 2, a link r1 and a picture."""
    named = {"document": "document.main", "footnotes": "footnotes", "styles": "styles", "header1": "header"}
    if comments:
        named["comments"] = "comments"
    first = '<w:sectPr><w:headerReference w:type="first" r:id="h1"/><w:titlePg/></w:sectPr>'
    relation = f'<Relationship Id="h1" Type="{KIND}/header" Target="header1.xml"/>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": types(**named),
        "word/header1.xml": header(paragraph("A/79/857")),
        "word/media/picture.bin": bytes(range(256)) * 40,
    }
    if comments:
        namespace = W.strip("{}")
        parts["word/comments.xml"] = f'<w:comments xmlns:w="{namespace}">{comments}</w:comments>'
        relation += f'<Relationship Id="c1" Type="{KIND}/comments" Target="comments.xml"/>'
    return docx(
        *body,
        first,
        footnotes=note(1, " See resolution 853 (1994).") + note(2, " Ibid., para. 3."),
        styles='<w:style w:type="paragraph" w:styleId="Tekst"><w:name w:val="annotation text"/></w:style>',
        links={"r1": LINK},
        relations=relation,
        parts=parts,
    )


BODY = (
    paragraph(run("Letter on "), run("Security Coun", "<w:b/>"), run("cil resolution 853", "<w:i/>"), run(" (1994)")),
    paragraph(
        run("inserted "),
        f'<w:ins w:id="900" w:author="A">{run("eighty ")}{run("five")}</w:ins>',
        '<w:del w:id="901" w:author="A"><w:r><w:delText>gone</w:delText></w:r></w:del>',
        run(" and linked "),
        hyperlink("r1", "A/78/", "636"),
        footnote_mark(1),
        run(", "),
        field(f' HYPERLINK "{LINK}" ', run("in a ") + run("field")),
        footnote_mark(2),
    ),
    paragraph(
        "<w:r><w:rPr><w:b/></w:rPr><w:t> no space kept </w:t><w:tab/><w:t>after a tab</w:t><w:br/></w:r>",
        "<w:r><w:t>a &amp; b &lt;c&gt;</w:t><w:noBreakHyphen/><w:t xml:space='preserve'> d </w:t></w:r>",
    ),
    "<w:tbl><w:tr>",
    cell(paragraph("first cell")),
    cell(paragraph("second cell"), paragraph("more of it")),
    "</w:tr></w:tbl>",
    paragraph(run("before the box "), box("words in the box"), run("after the box")),
    paragraph(
        f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run('bound words')}</w:sdtContent></w:sdt>",
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('free words')}</w:sdtContent></w:sdt>",
        run("10"),
        run("th", SUPERSCRIPT),
        run(" and "),
        run("1", SUPERSCRIPT),
        run("2", SUPERSCRIPT),
        "<w:smartTag>" + run("in a smart tag") + "</w:smartTag>",
    ),
)


def read(content: bytes) -> Document:
    """The file as refcheck reads it."""
    return from_bytes(content, "letter.docx")


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a file, unpacked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {info.filename: archive.read(info) for info in archive.infolist()}


def main_part(content: bytes) -> etree._Element:
    """The root of the document's main part."""
    return etree.fromstring(parts_of(content)["word/document.xml"])


def anchored(content: bytes) -> dict[str, str]:
    """What each comment is about, by its number: the text between its marks, and "¶" for what is no text."""
    open_now: set[str] = set()
    words: dict[str, list[str]] = {}
    for element in main_part(content).iter():
        number = element.get(f"{W}id", "")
        if element.tag == f"{W}commentRangeStart":
            open_now.add(number)
            words[number] = []
        elif element.tag == f"{W}commentRangeEnd":
            open_now.discard(number)
        elif _is_seen(element):
            for one in open_now:
                words[one].append(_SEEN.get(element.tag) or spaced(element))
    return {number: "".join(pieces) for number, pieces in words.items()}


_SEEN = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}footnoteReference": "¶", f"{W}pict": "¶"}


def _is_seen(element: etree._Element) -> bool:
    if element.tag not in (f"{W}t", *_SEEN):
        return False
    above = [ancestor.tag for ancestor in element.iterancestors()]
    return f"{W}txbxContent" not in above and not any(str(tag).endswith("}Fallback") for tag in above)


def said(content: bytes) -> dict[str, list[str]]:
    """The paragraphs of each comment of refcheck, by its number."""
    root = etree.fromstring(parts_of(content)["word/comments.xml"])
    return {
        one.get(f"{W}id", ""): ["".join(text.text or "" for text in p.iter(f"{W}t")) for p in one]
        for one in root
        if one.get(f"{W}author") == "refcheck"
    }


def without_comments(content: bytes, numbers: set[str]) -> bytes:
    """The main part without these comments' marks, runs of the same look joined: the same for both sides of a cut."""
    root = deepcopy(main_part(content))
    for mark in [*root.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")]:
        if mark.get(f"{W}id") in numbers:
            holder = mark.getparent() if mark.tag == f"{W}commentReference" else mark
            assert holder is not None
            _remove(holder)
    for one in [*root.iter(f"{W}r")]:
        _join(one)
    return etree.tostring(root, method="c14n")


def _join(one: etree._Element) -> None:
    """A run with those of the same look behind it, and a text with those behind it, as one."""
    following = one.getnext()
    while following is not None and following.tag == one.tag and _look(following) == _look(one):
        one.extend([child for child in following if child.tag != f"{W}rPr"])
        _remove(following)
        following = one.getnext()
    texts: list[etree._Element] = []
    for child in [*one]:
        if child.tag == f"{W}t":
            texts.append(child)
            child.text = spaced(child)
            child.attrib.clear()
            if len(texts) > 1 and child.getprevious() is texts[-2]:
                texts[-2].text = (texts[-2].text or "") + child.text
                _remove(child)
                texts.pop()


def _look(one: etree._Element) -> tuple[object, ...]:
    return (
        *sorted(one.attrib.items()),
        *(etree.tostring(child, method="c14n") for child in one.iterchildren(f"{W}rPr")),
    )


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def stored(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Each entry's name with its bytes as they are stored, packed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for info in archive.infolist():
            lengths = content[info.header_offset + 26 : info.header_offset + 30]
            begin = (
                info.header_offset + 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
            )
            yield info.filename, content[begin : begin + info.compress_size]
