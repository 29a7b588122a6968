"""Plain text and Markdown as they come out of Word and PDF: notes, indicators, links.

The text is the file decoded without any change, so that offsets count in the file itself. What the
conversion left in it is described beside it: `<sup>1</sup>` indicators, notes at the foot of a page
in the middle of a sentence, rules ("---"), links "[text](target)".
"""

from __future__ import annotations

import re

from refcheck.model import Block, Link, NoteMark, Role, Span
from refcheck.reading.assembly import Parsed, covering
from refcheck.reading.encoding import decode
from refcheck.reading.furniture import page_furniture

_SUPERSCRIPT_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

_LABEL = r"\d{1,3}|[a-z]|\*{1,3}"
_MARK = re.compile(
    rf"<sup>\s*(?P<sup>(?:{_LABEL})(?:\s*,\s*(?:{_LABEL}))*)\s*</sup>"
    r"|(?P<raised>[¹²³⁰⁴-⁹]{1,3})"
    r"|\[\^(?P<markdown>[^\]\s]{1,20})\]"
    r"|(?P<star>(?:\\\*){1,3})"
)
_NOTE = re.compile(
    rf"^[ \t]*(?:<sup>\s*(?P<sup>{_LABEL})\s*</sup>[ \t]*(?=\S)"
    r"|(?P<raised>[¹²³⁰⁴-⁹]{1,3})[ \t]*(?=\S)"
    r"|\[\^(?P<markdown>[^\]\s]{1,20})\]:[ \t]*"
    r"|(?P<star>(?:\\\*){1,3}|\*{1,3})[ \t]+(?=[A-Z“\"]))",
    re.MULTILINE,
)
_BLANK = re.compile(r"\n[ \t\r\f]*\n")
_RULE = re.compile(r"^[ \t]*(?:-{3,}|_{3,}|\*{3,}|(?:\* ){2,}\*)[ \t]*\r?$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}[ \t]+(?=\S)[^\n]*", re.MULTILINE)
_LINK = re.compile(
    r"(?<!!)\[(?P<text>[^\[\]\n]{1,500})\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:[ \t]+\"[^\"\n]*\")?\)"
)
_POWER = re.compile(r"(?:(?<!\d)10|\b(?:m|km|cm|mm|ft|mi|yd|CO|ha))$")


def read(content: bytes, name: str) -> Parsed:
    """Read a .txt or .md file. Raises ReadingError for what is no text."""
    text, encoding, remarks = decode(content, name)
    return Parsed(text, *parse(text), encoding, remarks)


def parse(text: str) -> tuple[tuple[Block, ...], tuple[Link, ...], tuple[NoteMark, ...]]:
    """The blocks, links and note indicators of plain text or Markdown."""
    notes = _notes(text)
    rules = [Block(Span(*match.span()), Role.RULE) for match in _RULE.finditer(text)]
    rules += page_furniture(text)
    headings = [Block(Span(*match.span()), Role.HEADING) for match in _HEADING.finditer(text)]
    blocks = covering(len(text), sorted(notes + rules + headings, key=lambda block: block.span))
    return blocks, _links(text), _marks(text, notes)


def _notes(text: str) -> list[Block]:
    """Notes in the order of the text: from the label at the start of a line to the next blank line.

    A sign alone ("*") opens a note only where the text also has the sign as an indicator or escapes it,
    since Markdown writes lists and emphasis with it.
    """
    starts = []
    borne: dict[str, int] = {}
    for match in _NOTE.finditer(text):
        label = match["sup"] or match["raised"] or match["markdown"] or match["star"].replace("\\", "")
        if match["star"] and "\\" not in match["star"] and not _bears_star(text, match, borne):
            continue
        starts.append((match.start(), label.translate(_SUPERSCRIPT_DIGITS)))
    notes = []
    for place, (start, label) in enumerate(starts):
        limit = starts[place + 1][0] if place + 1 < len(starts) else len(text)
        blank = _BLANK.search(text, start, limit)
        end = blank.start() if blank else limit
        notes.append(Block(Span(start, start + len(text[start:end].rstrip())), Role.NOTE, label))
    return notes


def _bears_star(text: str, note: re.Match[str], borne: dict[str, int]) -> bool:
    """Whether the note's sign stands as an indicator before it; `borne` remembers where each first does."""
    sign = note["star"]
    if sign not in borne:
        first = re.search(rf"[\w.,;:”\"')]{re.escape(sign)}(?:\s|$)", text)
        borne[sign] = first.start() if first else len(text)
    return borne[sign] < note.start()


def _marks(text: str, notes: list[Block]) -> tuple[NoteMark, ...]:
    note_starts = {note.span.start for note in notes}
    marks = []
    for match in _MARK.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        if line in note_starts and not text[line : match.start()].strip():
            continue  # the note's own label
        label = match["sup"] or match["raised"] or match["markdown"] or match["star"].replace("\\", "")
        before = text[max(0, match.start() - 6) : match.start()]
        if _POWER.search(before) and (match["raised"] or match["sup"]):
            continue  # m², 10⁶
        if match["star"] and not before.strip():
            continue
        marks += [
            NoteMark(Span(*match.span()), single.translate(_SUPERSCRIPT_DIGITS))
            for single in re.split(r"\s*,\s*", label)
        ]
    return tuple(marks)


def _links(text: str) -> tuple[Link, ...]:
    return tuple(
        Link(Span(*match.span("text")), match["target"], Span(*match.span("target"))) for match in _LINK.finditer(text)
    )
