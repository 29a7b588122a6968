"""Word files: paragraphs, tables, notes, links and text boxes in the order a reader meets them.

Paragraphs and table cells are parted by an empty line. The heading on the first page is read, since it
is the masthead; other headers and footers repeat on each page and are left out, and so are comments,
deleted text, hidden text and the instructions of fields. Notes follow at the end, "<sup>1</sup> …".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from refcheck.model import Role
from refcheck.reading.assembly import Assembly, Origin, Parsed
from refcheck.reading.docx_notes import ENDNOTE, FOOTNOTE, Note, W, count_notes
from refcheck.reading.package import Package

_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_VAL = f"{W}val"
_OFF = ("0", "false", "off")
_PARAGRAPH, _RUN, _TEXT, _SYMBOL = f"{W}p", f"{W}r", f"{W}t", f"{W}sym"
_RUN_PROPERTIES, _VANISH, _VERTICAL = f"{W}rPr", f"{W}vanish", f"{W}vertAlign"
_PARAGRAPH_PROPERTIES, _STYLE = f"{W}pPr", f"{W}pStyle"
_HYPERLINK, _SIMPLE_FIELD, _FIELD_CHARACTER, _INSTRUCTION = (
    f"{W}{name}" for name in ("hyperlink", "fldSimple", "fldChar", "instrText")
)
_CONTENT_CONTROL, _TEXT_BOX = f"{W}sdt", f"{W}txbxContent"
_ALTERNATIVES = f"{_MC}AlternateContent"
_MATHS, _MATH_TEXT = (f"{_MATH}oMath", f"{_MATH}oMathPara"), f"{_MATH}t"
_DRAWINGS = (f"{W}drawing", f"{W}pict", f"{W}object", _ALTERNATIVES)
_REFERENCES = {f"{W}footnoteReference": FOOTNOTE, f"{W}endnoteReference": ENDNOTE}
# What is inside these is read as if they were not there.
_TRANSPARENT = {
    f"{W}{name}"
    for name in ("tbl", "tr", "tc", "ins", "moveTo", "smartTag", "customXml", "dir", "bdo", "ruby", "rubyBase")
}
_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
_FIELD_PART = re.compile(r'"([^"]*)"|(\S+)')
_MAX_FIELD = 4096
_HEADING_STYLE = re.compile(r"(?:heading\s*\d|title|subtitle)\b", re.IGNORECASE)


class Traced(NamedTuple):
    """A Word file as read, with the way back from its text to the elements of its parts."""

    package: Package
    parsed: Parsed
    origins: tuple[Origin, ...]  # in the order of the text
    led: tuple[tuple[str, tuple[etree._Element, ...]], ...]  # each link's target, and the elements that name it


def parse(content: bytes, name: str) -> Parsed:
    """Read a .docx. Raises ReadingError for what is damaged, hostile or no Word file."""
    return _assembled(Package(content, name), Assembly()).parsed()


def trace(content: bytes, name: str) -> Traced:
    """Read a .docx as `parse` does, and keep where its text and its links come from."""
    package, out = Package(content, name), Assembly(traced=True)
    parsed = _assembled(package, out).parsed()
    return Traced(package, parsed, tuple(out.origins or ()), tuple(out.led))


def _assembled(package: Package, out: Assembly) -> Assembly:
    targets = package.targets(package.main)
    root = package.part(package.main)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise package.refusal("its main part holds no text; open it in Word or LibreOffice and save it again")
    by_kind: dict[str, str] = {}
    for kind, target, external in targets.values():
        if not external:
            by_kind.setdefault(kind, package.beside(package.main, target))
    notes = count_notes(body, _part(package, by_kind.get("settings")))
    headings = _heading_styles(_part(package, by_kind.get("styles")))
    story = _Story(out, {(note.kind, note.number): note for note in notes}, headings)
    masthead = _masthead(body, targets)
    if masthead:
        story.read(*_story_part(package, package.beside(package.main, masthead)))
    story.read(body, _addresses(targets))
    for kind in (FOOTNOTE, ENDNOTE):
        _read_notes(package, by_kind.get(f"{kind}s"), story, [note for note in notes if note.kind == kind])
    return out


def _part(package: Package, path: str | None) -> etree._Element | None:
    return package.part(path) if path else None


def _story_part(package: Package, path: str) -> tuple[etree._Element | None, Mapping[str, str]]:
    return package.part(path), _addresses(package.targets(path))


def _addresses(targets: Mapping[str, tuple[str, str, bool]]) -> dict[str, str]:
    return {key: target for key, (kind, target, external) in targets.items() if external and kind == "hyperlink"}


def _masthead(body: etree._Element, targets: Mapping[str, tuple[str, str, bool]]) -> str | None:
    """The part with the header of the first page, if that page has its own."""
    section = next(body.iter(f"{W}sectPr"), None)
    if section is None or not _is_on(section.find(f"{W}titlePg")):
        return None
    for header in section.iterfind(f"{W}headerReference"):
        if header.get(f"{W}type") == "first":
            kind, target, external = targets.get(header.get(_R_ID, ""), ("", "", True))
            return target if kind == "header" and not external else None
    return None


def _heading_styles(styles: etree._Element | None) -> frozenset[str]:
    """The identifiers of paragraph styles that make headings, by name or by level in the outline."""
    if styles is None:
        return frozenset()
    own: dict[str, bool] = {}
    parents: dict[str, str] = {}
    for style in styles.iterfind(f"{W}style"):
        identifier = style.get(f"{W}styleId", "")
        name = style.find(f"{W}name")
        level = style.find(f"{W}pPr/{W}outlineLvl")
        parent = style.find(f"{W}basedOn")
        if level is not None:
            own[identifier] = level.get(_VAL, "9") != "9"
        elif name is not None and _HEADING_STYLE.match(name.get(_VAL, "")):
            own[identifier] = True
        elif parent is not None:
            parents[identifier] = parent.get(_VAL, "")
    for identifier in parents:
        ancestor, seen = identifier, {""}
        while ancestor in parents and ancestor not in seen:
            seen.add(ancestor)
            ancestor = parents[ancestor]
        if own.get(ancestor):
            own[identifier] = True
    return frozenset(identifier for identifier, is_heading in own.items() if is_heading)


def _read_notes(package: Package, path: str | None, story: _Story, notes: list[Note]) -> None:
    if not path or not notes:
        return
    root, addresses = _story_part(package, path)
    if root is None:
        return
    by_number = {element.get(f"{W}id", ""): element for element in root}
    for note in notes:
        element = by_number.get(note.number)
        if element is not None:
            story.read_note(element, addresses, note.label, story.custom.get((note.kind, note.number), "*"))


def _is_on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(_VAL, "1") not in _OFF


@dataclass(slots=True)
class _Field:
    """A field while it is read: its instruction, then, from `shown` on, its result."""

    instruction: str = ""
    shown: int | None = None
    elements: list[etree._Element] = field(default_factory=list)  # that hold the instruction


@dataclass(slots=True)
class _Story:
    """Reads the parts of a document, one after the other, into one text."""

    out: Assembly
    notes: Mapping[tuple[str, str], Note]
    headings: frozenset[str]
    addresses: Mapping[str, str] = field(default_factory=dict)
    hidden_runs: frozenset[etree._Element] = frozenset()
    raised_runs: frozenset[etree._Element] = frozenset()
    custom: dict[tuple[str, str], str] = field(default_factory=dict)  # marks of the author's choice, as written
    separator: str = "\n\n"  # between paragraphs
    fields: list[_Field] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)  # text boxes that hang on this paragraph
    raised: str = ""  # superscript text that is not written yet: Word cuts "12" into "1" and "2"
    raised_from: list[etree._Element] = field(default_factory=list)
    start: int = 0  # of this paragraph
    label: str | None = None  # with which this paragraph begins
    awaited: tuple[tuple[str, str], etree._Element] | None = None  # the note whose mark is the text that follows

    def read(self, root: etree._Element | None, addresses: Mapping[str, str]) -> None:
        """Read a story: the body, a header, a note."""
        if root is not None:
            self.addresses = addresses
            self.fields.clear()
            # Asked for once in a story: a file has a hundred times as many runs as hidden and raised ones.
            self.hidden_runs = _runs_with(root, _VANISH, _is_on)
            self.raised_runs = _runs_with(root, _VERTICAL, lambda align: align.get(_VAL) == "superscript")
            self.blocks(root)

    def read_note(self, element: etree._Element, addresses: Mapping[str, str], number: str | None, mark: str) -> None:
        """Read one note as a block of its own. A note without number begins with the author's mark."""
        label = number or mark
        start = self.out.begin_note(label, element, repeated=number is None)
        self.separator = "\n"
        self.read(element, addresses)
        self.separator = "\n\n"
        self.out.block(start, Role.NOTE, label)
        self.out.part()

    def blocks(self, parent: etree._Element) -> None:
        """Read paragraphs, tables and what holds them."""
        for child in parent:
            tag = child.tag
            if tag == _PARAGRAPH:
                self.paragraph(child)
            elif tag in _TRANSPARENT:
                self.blocks(child)
            elif tag == _CONTENT_CONTROL:
                self.content_control(child, self.blocks)
            elif tag == _ALTERNATIVES:
                self.blocks(_chosen(child))

    def content_control(self, control: etree._Element, read: Callable[[etree._Element], None]) -> None:
        """Read what a content control holds; a placeholder ("Click here to enter text") is no text."""
        content = control.find(f"{W}sdtContent")
        if content is not None and not _is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr")):
            read(content)

    def paragraph(self, paragraph: etree._Element) -> None:
        """Read one paragraph, then the text boxes that hang on it."""
        self.start, self.label = self.out.position, None
        self.inlines(paragraph)
        self.flush()
        if self.separator == "\n\n":
            label = self.label or self.out.star_label(self.start)
            if label is not None:
                self.out.block(self.start, Role.NOTE, label)
            elif self.headings and self.is_heading(paragraph):
                self.out.block(self.start, Role.HEADING)
        self.out.part(self.separator)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box)

    def is_heading(self, paragraph: etree._Element) -> bool:
        """Whether the paragraph has the style of a heading."""
        properties = next(paragraph.iterchildren(_PARAGRAPH_PROPERTIES), None)
        style = None if properties is None else next(properties.iterchildren(_STYLE), None)
        return style is not None and style.get(_VAL) in self.headings

    def inlines(self, parent: etree._Element) -> None:
        """Read runs and what holds them."""
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self.run(child)
            elif tag == _HYPERLINK:
                self.linked(child, self.address(child))
            elif tag == _SIMPLE_FIELD:
                self.linked(child, _field_target(child.get(f"{W}instr", "")))
            elif tag in _TRANSPARENT:
                self.inlines(child)
            elif tag == _CONTENT_CONTROL:
                self.content_control(child, self.inlines)
            elif tag == _ALTERNATIVES:
                self.inlines(_chosen(child))
            elif tag in _MATHS:
                self.write("".join(text.text or "" for text in child.iter(_MATH_TEXT)), child)

    def linked(self, element: etree._Element, target: str | None) -> None:
        """Read the runs of a hyperlink; without a target outside the document they are only text."""
        self.flush()
        start = self.out.position
        self.inlines(element)
        self.flush()
        if target:
            self.out.link(start, target, sources=(element,))

    def address(self, hyperlink: etree._Element) -> str | None:
        """The address that a hyperlink element leads to; None for a place in this document."""
        address = self.addresses.get(hyperlink.get(_R_ID, ""))
        anchor = hyperlink.get(f"{W}anchor") or hyperlink.get(f"{W}docLocation")
        return f"{address}#{anchor}" if address and anchor and "#" not in address else address

    def run(self, run: etree._Element) -> None:
        """Read one run: text, characters of their own, fields, indicators, drawings."""
        hidden, raised = run in self.hidden_runs, run in self.raised_runs
        for child in run:
            tag = child.tag
            if tag == _FIELD_CHARACTER:
                self.field_character(child.get(f"{W}fldCharType"))
            elif tag == _INSTRUCTION:
                if self.fields:
                    self.fields[-1].instruction += child.text or ""
                    self.fields[-1].elements.append(child)
            elif hidden or tag == _RUN_PROPERTIES:
                continue
            elif tag == _TEXT:
                self.write(spaced(child), child, raised=raised)
            elif tag in _CHARACTERS:
                self.write(_CHARACTERS[tag], child)
            elif tag in _REFERENCES:
                self.reference(_REFERENCES[tag], child)
            elif tag == _SYMBOL:
                self.write(_symbol(child), child)
            elif tag in _TRANSPARENT:
                self.inlines(child)
            elif tag in _DRAWINGS:
                self.boxes += _text_boxes(child)

    def write(self, text: str, source: etree._Element, *, raised: bool = False) -> None:
        """Write what is visible of an element: not the parts of a field before its result."""
        if not text or self.is_in_instruction():
            return
        if self.awaited:
            (key, reference), self.awaited = self.awaited, None
            mark = text.strip()
            if 0 < len(mark) <= 4:
                self.custom[key] = mark
                self.out.mark(mark, sources=(reference, source))
                return
            self.out.mark("*", sources=(reference,))
        if self.out.position == self.start and not self.raised:
            text = text.lstrip()
        if raised:
            self.raised += text
            self.raised_from.append(source)
        else:
            self.flush()
            self.out.write(text, source)

    def flush(self) -> None:
        """Write superscript text that was held back."""
        if self.raised:
            text, self.raised = self.raised, ""
            sources, self.raised_from = self.raised_from, []
            if self.out.position == self.start:
                self.label = self.out.raised(text, *sources, opens=True)
            else:
                self.out.raised(text, *sources)

    def reference(self, kind: str, reference: etree._Element) -> None:
        """Write the indicator of a note, or wait for the one that the author chose."""
        note = self.notes.get((kind, reference.get(f"{W}id", "")))
        if note is None or self.is_in_instruction():
            return
        self.flush()
        if note.label is None:
            self.awaited = (kind, note.number), reference
        else:
            self.out.mark(note.label, sources=(reference,))

    def is_in_instruction(self) -> bool:
        """Whether what follows belongs to a field before its result, which nobody sees."""
        return bool(self.fields) and any(part.shown is None for part in self.fields)

    def field_character(self, kind: str | None) -> None:
        """Follow the beginning, the middle and the end of a field; fields may stand inside fields."""
        self.flush()
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].shown = self.out.position
        elif kind == "end" and self.fields:
            done = self.fields.pop()
            target = _field_target(done.instruction)
            if target and done.shown is not None:
                self.out.link(done.shown, target, sources=tuple(done.elements))


def _runs_with(story: etree._Element, tag: str, applies: Callable[[etree._Element], bool]) -> frozenset[etree._Element]:
    """The runs with a property that applies; what a run had before it was changed does not count."""
    runs = []
    for switch in story.iter(tag):
        properties = switch.getparent()
        run = properties.getparent() if properties is not None and properties.tag == _RUN_PROPERTIES else None
        if run is not None and run.tag == _RUN and applies(switch):
            runs.append(run)
    return frozenset(runs)


def _field_target(instruction: str) -> str | None:
    r"""The address in a field's instruction: HYPERLINK "https://undocs.org/A/78/636" \o "tip"."""
    parts = [match[1] if match[1] is not None else match[2] for match in _FIELD_PART.finditer(instruction[:_MAX_FIELD])]
    if not parts or parts[0].upper() != "HYPERLINK":
        return None
    address, anchor = "", ""
    place = 1
    while place < len(parts):
        part = parts[place]
        if part.lower() in (r"\l", r"\o", r"\t"):
            place += 1
            if part.lower() == r"\l" and place < len(parts):
                anchor = parts[place]
        elif not part.startswith("\\") and not address:
            address = part.replace("\\\\", "\\")
        place += 1
    return f"{address}#{anchor}" if address and anchor and "#" not in address else address or None


def spaced(text: etree._Element) -> str:
    """What is seen of a text element: the space around it only where it is to be kept."""
    content = text.text or ""
    if text.get(_SPACE) != "preserve":
        content = content.strip(" \t\r\n")
    return content.replace("\r\n", " ").replace("\n", " ").replace("\r", " ")


def _symbol(symbol: etree._Element) -> str:
    """A character of a symbol font: its place in the font says nothing unless it is a Unicode one."""
    try:
        code = int(symbol.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    return chr(code) if 0x20 <= code < 0xD800 else ""


def _chosen(alternatives: etree._Element) -> etree._Element:
    """What Word shows of alternatives: the first choice; the fallback is the same for older programs."""
    choice = alternatives.find(f"{_MC}Choice")
    if choice is None:
        choice = alternatives.find(f"{_MC}Fallback")
    return alternatives if choice is None else choice


def _text_boxes(drawing: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes in a drawing, each once."""
    if drawing.tag == _ALTERNATIVES:
        chosen = _chosen(drawing)
        if chosen is not drawing:
            yield from _text_boxes(chosen)
        return
    for child in drawing:
        if child.tag == _TEXT_BOX:
            yield child
        else:
            yield from _text_boxes(child)
