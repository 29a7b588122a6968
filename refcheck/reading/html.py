"""HTML pages: what a reader sees of them, block by block, with notes linked to their indicators.

Blocks and table cells are parted by an empty line, white space is folded as a browser folds it. Scripts,
styles, templates, hidden elements and deleted text are left out. A page is never asked for what it embeds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

from lxml import etree

from refcheck.errors import ReadingError
from refcheck.model import Role
from refcheck.reading.assembly import Assembly, Parsed
from refcheck.reading.encoding import decode
from refcheck.reading.html_notes import INLINE, LABEL, Notes, find_notes, shown

MAX_BYTES = 16 * 1024 * 1024
MAX_ELEMENTS = 1_000_000
MAX_ATTRIBUTES = 1_000  # of one element
_SMALL = 64 * 1024  # bytes in which attributes cannot be too many

_UNSEEN = {
    *("head", "script", "style", "template", "noscript", "svg", "iframe", "object", "embed", "audio", "video"),
    *("canvas", "select", "datalist", "textarea", "button", "del", "dialog", "map", "progress", "meter"),
}
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_MARKED = _HEADINGS | {"a"}
_TOO_LARGE = "larger than any page that a person reads"
_CUT = ("ERR_RESOURCE_LIMIT", "ERR_NAME_TOO_LONG", "ERR_INTERNAL_ERROR")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FOLD = re.compile(r"[ \t\r\n\f]+")
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,30})"
    rb"|<\?xml[^>]{0,100}encoding=[\"']([A-Za-z0-9_.:-]{2,30})",
    re.IGNORECASE,
)
_CHARSETS = re.compile(
    r"us-ascii|utf-8|utf8|iso-?8859-\d{1,2}|latin-?1|windows-\d{3,4}|cp\d{3,4}|koi8-[ru]|gb2312|gbk|gb18030|big5(?:-hkscs)?"
    r"|shift_jis|euc-(?:jp|kr)|macintosh|mac-\w+",
    re.IGNORECASE,
)
_WESTERN = ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii")  # browsers take these for windows-1252


def parse(content: bytes, name: str) -> Parsed:
    """Read an HTML page, however broken its markup. Raises ReadingError for what is no text or no page."""
    if len(content) > MAX_BYTES:
        raise ReadingError(name, f"{_TOO_LARGE} ({len(content) / 1e6:.0f} MB); split it, or save its text as .txt")
    text, encoding, remarks = _decoded(content, name)
    markup = text.lstrip("\ufeff").replace("\x00", "\ufffd").encode("utf-8", "replace")
    if len(markup) > _SMALL:
        _refuse_many_attributes(markup, name)
    root = _tree(markup, name)
    if next(islice(root.iter("*"), MAX_ELEMENTS, None), None) is not None:
        raise ReadingError(name, f"{_TOO_LARGE} (more than {MAX_ELEMENTS} elements); save its text as .txt")
    page = _Page(find_notes(root))
    page.read(root)
    return page.out.parsed(encoding, remarks)


def _decoded(content: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    """The page's text by its byte order mark, by what it says of itself, or as text files are decoded."""
    declared = _META.search(content[:8192])
    charset = (declared[1] or declared[2]).decode("ascii").lower() if declared else ""
    if _CHARSETS.fullmatch(charset) and not content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        encoding = "windows-1252" if charset in _WESTERN else charset
        try:
            return content.decode(encoding), encoding, ()
        except (UnicodeDecodeError, LookupError):
            text, encoding, remarks = decode(content, name)
            said = f"The page calls itself {charset}, which it is not; it was read as {encoding}."
            return text, encoding, (said, *remarks)
    return decode(content, name)


class _Counting:
    """What the parser tells of each element, without making one."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if len(attributes) > MAX_ATTRIBUTES:
            raise _TooManyAttributesError(tag)

    def close(self) -> None:
        """Nothing is made."""


class _TooManyAttributesError(Exception):
    """Of the element that is named."""


def _refuse_many_attributes(markup: bytes, name: str) -> None:
    """Raise ReadingError where an element has more attributes than any page gives it.

    libxml2 goes through all attributes of an element to add one: a million would take it a day.
    """
    target: Any = _Counting()  # the stubs want methods that the parser does without
    parser = etree.HTMLParser(target=target, recover=True, no_network=True, huge_tree=False, encoding="utf-8")
    try:
        etree.fromstring(markup, parser)
    except _TooManyAttributesError as error:
        reason = f'an element "{error}" has more than {MAX_ATTRIBUTES:,} attributes, which no page has'
        raise ReadingError(name, f"{reason}; save its text as .txt") from error
    except (etree.XMLSyntaxError, ValueError):
        return  # the tree is made from it next, and says what is wrong


def _tree(markup: bytes, name: str) -> etree._Element:
    parser = etree.HTMLParser(
        recover=True, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(markup, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise ReadingError(
            name, f"no HTML that can be read ({reason}); save the page again, or its text as .txt"
        ) from error
    if any(error.type_name in _CUT for error in parser.error_log):
        raise ReadingError(name, "its elements are nested more deeply than in any page; save its text as .txt")
    if root is None:
        raise ReadingError(name, "the page holds no text; save it again from the browser")
    return root


class _Page:
    """Walks a page once, without recursion: a page may be nested as deeply as its author likes."""

    def __init__(self, notes: Notes) -> None:
        self.out = Assembly()
        self._notes = notes
        self._spaced = False  # white space, written if more text follows on the line
        self._fresh = True  # at the beginning of a line
        self._preformatted = 0
        self._starts: list[int] = []  # of open links and headings
        self._raised: list[str] | None = None  # text inside <sup>
        self._line = 0  # where this block begins
        self._label: str | None = None  # with which it begins
        self._note: tuple[int, str] | None = None
        self._note_end: etree._Element | None = None

    def read(self, root: etree._Element) -> None:
        """Read the page."""
        skipped: etree._Element | None = None
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if self._skips(element):
                    skipped = element
                    walk.skip_subtree()
                else:
                    self._start(element)
                continue
            if element is skipped:
                skipped = None
            else:
                self._end(element)
            if element is not root:
                self._text(element.tail)
        self._break()
        self._close_note()

    def _skips(self, element: etree._Element) -> bool:
        """Whether the content of an element is not read; an indicator is written instead of its content."""
        label = self._notes.marks.get(element)
        if label is not None:
            self._write_mark(label)
            return True
        if element in self._notes.returns and _leads_back(element):
            self.out.label_seen()
            return True
        return (
            element.tag in _UNSEEN
            or element.get("hidden") is not None
            or bool(_HIDDEN.search(element.get("style") or ""))
        )

    def _write_mark(self, label: str) -> None:
        if self._raised is not None:
            self._raised = []  # "[" and "]" around the label
        self._flush_space()
        self.out.mark(label)
        self._fresh = False

    def _start(self, element: etree._Element) -> None:
        tag = element.tag
        if tag not in INLINE and tag != "br":
            self._break()
        if element in self._notes.starts:
            self._open_note(element)
        if tag == "br":
            self._line_break()
        elif tag == "sup":
            self._raised = []
        elif tag == "pre":
            self._preformatted += 1
        elif tag in _MARKED:
            if tag == "a":
                self._flush_space()
            self._starts.append(self.out.position)
        self._text(element.text)

    def _end(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "sup":
            self._end_raised()
        elif tag == "a":
            self._end_link(element)
        if tag not in INLINE and tag != "br":
            self._break()
        if tag in _HEADINGS:
            start = self._starts.pop()
            if self._note is None:
                self.out.block(start, Role.HEADING)
        elif tag == "pre":
            self._preformatted -= 1
        if element is self._note_end:
            self._close_note()

    def _end_link(self, link: etree._Element) -> None:
        start = self._starts.pop()
        target = (link.get("href") or "").strip()
        if link.get("href") is not None and (not target.startswith("#") or target == "#"):
            self.out.link(start, target)

    def _end_raised(self) -> None:
        raised, self._raised = self._raised, None
        text = "".join(raised or ()).strip()
        if not text:
            return
        self._flush_space()
        opens = self._fresh
        label = self.out.raised(re.sub(r"^[\[(](\w+)[\])]$", r"\1", text), opens=opens)
        self._label = label if opens and self._note is None else self._label
        self._fresh = False

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self._raised is not None:
            self._raised.append(text)
            return
        if self._preformatted:
            self.out.write(text)
            self._fresh = text.endswith("\n")
            return
        text = _FOLD.sub(" ", text)
        if text[0] == " ":
            self._spaced = not self._fresh
            text = text[1:]
        if not text:
            return
        self._flush_space()
        self._spaced = text[-1] == " "
        self.out.write(text.removesuffix(" "))
        self._fresh = False

    def _flush_space(self) -> None:
        if self._spaced:
            self.out.write(" ")
            self._spaced = False

    def _line_break(self) -> None:
        self._spaced = False
        if self.out.position > self._line:
            self.out.part("\n")
        self._fresh = True

    def _break(self) -> None:
        """End a block of text: what was on its line may turn out to be a note."""
        self._spaced, self._fresh = False, True
        if self._note is None:
            label = self._label or self.out.star_label(self._line)
            if label is not None:
                self.out.block(self._line, Role.NOTE, label)
        self.out.part("\n" if self._note is not None else "\n\n")
        self._line, self._label = self.out.position, None

    def _open_note(self, element: etree._Element) -> None:
        self._close_note()
        self._spaced, self._fresh = False, True
        label = self._notes.starts[element]
        self.out.part()
        self._note = (self.out.begin_note(label, repeated=element.tag != "li"), label)
        self._note_end = self._notes.ends[element]

    def _close_note(self) -> None:
        if self._note is not None:
            self.out.block(self._note[0], Role.NOTE, self._note[1])
            self._note = self._note_end = None
            self.out.part()
            self._line = self.out.position


def _leads_back(link: etree._Element) -> bool:
    """Whether a link in a note only shows the note's label, or an arrow."""
    text = shown(link)
    return bool(LABEL.fullmatch(text)) or not any(character.isalnum() for character in text)
