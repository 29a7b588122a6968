"""Plain text and Markdown as they come out of Word and PDF: notes, indicators, links.

The text is the file decoded without any change, so that offsets count in the file itself. What the
conversion left in it is described beside it: `<sup>1</sup>` indicators, notes at the foot of a page
in the middle of a sentence, rules ("---"), links "[text](target)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from refcheck.domain.patterns import lazy
from refcheck.model import Block, Link, NoteMark, Role, Span
from refcheck.reading.assembly import Parsed, covering
from refcheck.reading.encoding import decode
from refcheck.reading.furniture import page_furniture

_SUPERSCRIPT_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

_LABEL = r"\d{1,3}|[a-z]|\*{1,3}"
# Most texts have no raised digits, and their class takes long to compile: a pattern for each of the two.
_RAISED_NUMBER = {True: "[¹²³⁰⁴-⁹]{1,3}", False: "(?!)"}
_MARK = {
    has_raised: lazy(
        rf"<sup>\s*(?P<sup>(?:{_LABEL})(?:\s*,\s*(?:{_LABEL}))*)\s*</sup>"
        rf"|(?P<raised>{raised})"
        rf"|\^(?P<caret>{_LABEL})\^(?!\w)"
        r"|\[\^(?P<markdown>[^\]\s]{1,20})\]"
        r"|(?P<star>(?:\\\*){1,3})"
    )
    for has_raised, raised in _RAISED_NUMBER.items()
}
_NOTE = {
    has_raised: lazy(
        rf"^[ \t]*(?:<sup>\s*(?P<sup>{_LABEL})\s*</sup>[ \t]*(?=\S)"
        rf"|(?P<raised>{raised})[ \t]*(?=\S)"
        rf"|\^(?P<caret>{_LABEL})\^[ \t]*(?=\S)"
        r"|\[\^(?P<markdown>[^\]\s]{1,20})\]:[ \t]*"
        r"|(?P<star>(?:\\\*){1,3}|\*{1,3})[ \t]+(?=[A-Z“\"]))",
        re.MULTILINE,
    )
    for has_raised, raised in _RAISED_NUMBER.items()
}
# "[1]", as Word saves notes in plain text; a link "[1](…)" and its definition "[1]: …" are none.
_BRACKETED = lazy(r"\\?\[(\d{1,3})\\?\](?![(:\[])")
_TEXT_BEHIND = lazy(r"[ \t]*\S")
_BLANK = lazy(r"\n[ \t\r\f]*\n")
_RULE = lazy(r"^[ \t]*(?:-{3,}|_{3,}|\*{3,}|(?:\* ){2,}\*)[ \t]*\r?$", re.MULTILINE)
_HEADING = lazy(r"^#{1,6}[ \t]+(?=\S)[^\n]*", re.MULTILINE)
_LINK = lazy(
    r"\[(?<!!\[)(?P<text>[^\[\]\n]{1,500})\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:[ \t]+\"[^\"\n]*\")?\)"
)
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED_DIGIT = lazy(f"[{_RAISED}]")
_INDENT = 200  # characters of white space before a label
_LOOK_BACK = 12  # characters before a raised number that say what it is

# "35 dm³", "per km²", "CO²": never an indicator. Words ("in") count as units behind a figure only.
_UNIT = lazy(r"(?<![^\W_])(?:[dcmk]?m|ft|mi|yd|kg|CO|ha)$|\d\s?(?:[dcmkµμnh]?m|ft|mi|yd|[kmM]?g|CO|ha|in|s|h|[mhc]?l)$")
_UNIT_POWERS = frozenset("23")
_TERM = lazy(r"(?<![^\W\d_])[^\W\d_]{1,2}$")  # "R² = 0.9", "Ca²⁺"
_TERM_GOES_ON = lazy(r"\s*(?:[=>≈≤≥]|<(?=[\s\d]))|[⁺⁻]")
# "10⁶", "x²", "5 km⁴": perhaps an exponent, perhaps an indicator behind "10", "annex A" or "5 km".
_PERHAPS_POWER = lazy(
    r"(?<![\d.,/])10$|(?<![^\W_])[^\W\d_]$|(?<![^\W_])(?:[dcmk]?m|ft|mi|yd|kg|CO|ha|in)$|\d\s?[a-z]{1,2}$"
)
_ELEMENT = lazy(r"[A-Z][a-z]?(?![A-Za-z/]|\.\w)")  # behind a raised number: "¹⁴C", "²³⁵U", but also "²In 1990"
# The isotopes that such texts speak of; any other raised number before a capital is in doubt.
_ISOTOPES: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {
        "H": (2, 3),
        "He": (3, 4),
        "Li": (6, 7),
        "B": (10, 11),
        "C": (11, 12, 13, 14),
        "N": (15,),
        "O": (16, 18),
        "F": (18,),
        "P": (32,),
        "K": (40,),
        "Co": (60,),
        "Kr": (85,),
        "Sr": (89, 90),
        "Zr": (95,),
        "Mo": (99,),
        "Tc": (99,),
        "Ru": (103, 106),
        "I": (125, 129, 131),
        "Xe": (133,),
        "Cs": (134, 135, 137),
        "Ce": (144,),
        "Ir": (192,),
        "Pb": (210,),
        "Po": (210,),
        "Rn": (222,),
        "Ra": (226,),
        "Th": (232,),
        "U": (233, 234, 235, 236, 238),
        "Np": (237,),
        "Pu": (238, 239, 240, 241, 242),
        "Am": (241,),
    }
)


def read(content: bytes, name: str) -> Parsed:
    """Read a .txt or .md file. Raises ReadingError for what is no text."""
    text, encoding, remarks = decode(content, name)
    return Parsed(text, *parse(text), encoding, remarks)


def parse(text: str) -> tuple[tuple[Block, ...], tuple[Link, ...], tuple[NoteMark, ...]]:
    """The blocks, links and note indicators of plain text or Markdown."""
    bracketed = _bracketed(text)
    notes = _notes(text, bracketed.notes)
    rules = [Block(Span(*match.span()), Role.RULE) for match in _RULE.finditer(text)]
    rules += page_furniture(text)
    headings = [Block(Span(*match.span()), Role.HEADING) for match in _HEADING.finditer(text)]
    blocks = covering(len(text), sorted(notes + rules + headings, key=lambda block: block.span))
    return blocks, _links(text), tuple(sorted((*_marks(text, notes), *bracketed.marks), key=lambda mark: mark.span))


class _Bracketed(NamedTuple):
    """Notes in the style "[1]": where each begins, with its label, and the indicators."""

    notes: tuple[tuple[int, str], ...] = ()
    marks: tuple[NoteMark, ...] = ()


def _bracketed(text: str) -> _Bracketed:
    """Numbers in brackets, where they are notes: lines that count up from 1, nearly each with an indicator before it.

    Paragraphs of a judgment and lists begin in the same way, but hardly any of their numbers stands in the text above.
    """
    if "[1" not in text:
        return _Bracketed()
    starts: dict[int, int] = {}
    marks: list[tuple[Span, int]] = []
    marked: dict[int, int] = {}  # a number, and where it first stands in the text
    for match in _BRACKETED.finditer(text):
        number = int(match[1])
        line = _line_start(text, match.start())
        if text[line : match.start()].strip():
            marks.append((Span(*match.span()), number))
            marked.setdefault(number, match.start())
        elif number not in starts and _TEXT_BEHIND.match(text, match.end()):
            starts[number] = match.start()
    numbers = list(starts)
    counted = numbers == sorted(numbers) and numbers[:1] == [1] and numbers[-1] <= len(numbers) + 1
    without = sum(marked.get(number, len(text)) > start for number, start in starts.items())
    if not counted or without > len(numbers) // 5:
        return _Bracketed()
    return _Bracketed(
        tuple((start, str(number)) for number, start in starts.items()),
        tuple(NoteMark(span, str(number)) for span, number in marks if number <= numbers[-1] + 1),
    )


def _notes(text: str, bracketed: Sequence[tuple[int, str]]) -> list[Block]:
    """Notes in the order of the text: from the label at the start of a line to the next blank line.

    A sign alone ("*") opens a note only where the text also has the sign as an indicator or escapes it,
    since Markdown writes lists and emphasis with it.
    """
    starts: list[tuple[int, str]] = []
    borne: dict[str, int] = {}
    for match in _NOTE[_has_raised(text)].finditer(text):
        label = _label(match)
        if match["star"] and "\\" not in match["star"] and not _bears_star(text, match, borne):
            continue
        last = starts[-1][1] if starts else "0"
        if _is_isotope(label, text, match.end()) and not (last.isdigit() and int(label) == int(last) + 1):
            continue  # "¹⁴C" at the start of a line
        starts.append((match.start(), label))
    starts = sorted((*starts, *bracketed))
    notes = []
    for place, (start, label) in enumerate(starts):
        limit = starts[place + 1][0] if place + 1 < len(starts) else len(text)
        blank = _BLANK.search(text, start, limit)
        end = blank.start() if blank else limit
        notes.append(Block(Span(start, start + len(text[start:end].rstrip())), Role.NOTE, label))
    return notes


def _line_start(text: str, place: int) -> int:
    """Where the line begins that `place` is in; no further back than labels stand, for lines as long as the file."""
    low = max(0, place - _INDENT)
    return max(low, text.rfind("\n", low, place) + 1)


def _label(match: re.Match[str]) -> str:
    label = match["sup"] or match["raised"] or match["caret"] or match["markdown"] or match["star"].replace("\\", "")
    return label.translate(_SUPERSCRIPT_DIGITS)


def _bears_star(text: str, note: re.Match[str], borne: dict[str, int]) -> bool:
    """Whether the note's sign stands as an indicator before it; `borne` remembers where each first does."""
    sign = note["star"]
    if sign not in borne:
        first = re.search(rf"[\w.,;:”\"')]{re.escape(sign)}(?:\s|$)", text)
        borne[sign] = first.start() if first else len(text)
    return borne[sign] < note.start()


def _marks(text: str, notes: list[Block]) -> tuple[NoteMark, ...]:
    """The indicators in the order of the text; exponents and isotopes are none.

    Where a raised number may be either ("10<sup>1</sup>"), it is an indicator only where the count needs it.
    """
    note_starts = {note.span.start for note in notes}
    marks: list[NoteMark] = []
    doubtful: list[int] = []  # places in `marks`
    for match in _mark_matches(text):
        line = _line_start(text, match.start())
        if line in note_starts and not text[line : match.start()].strip():
            continue  # the note's own label
        label = _label(match)
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        if match["star"] and not before.strip():
            continue
        if (match["raised"] or match["sup"]) and label.isdigit():
            if _is_exponent(text, match, before, label):
                continue
            if _PERHAPS_POWER.search(before) or (_stands_free(before) and _ELEMENT.match(text, match.end())):
                doubtful.append(len(marks))
        marks += [NoteMark(Span(*match.span()), single) for single in re.split(r"\s*,\s*", label)]
    return _without_powers(marks, doubtful, notes) if doubtful else tuple(marks)


def _mark_matches(text: str) -> Iterator[re.Match[str]]:
    """What `_MARK` finds, tried only where one of its literals stands."""
    places = [place for literal in ("<sup", "^", "[^", "\\*") for place in _occurrences(text, literal)]
    has_raised = _has_raised(text)
    if has_raised:
        places += [match.start() for match in _RAISED_DIGIT.finditer(text)]
    end = 0
    for place in sorted(places):
        match = _MARK[has_raised].match(text, place) if place >= end else None
        if match:
            end = match.end()
            yield match


def _has_raised(text: str) -> bool:
    return not text.isascii() and any(digit in text for digit in _RAISED)


def _occurrences(text: str, literal: str) -> Iterator[int]:
    place = text.find(literal)
    while place >= 0:
        yield place
        place = text.find(literal, place + 1)


def _is_exponent(text: str, match: re.Match[str], before: str, label: str) -> bool:
    """Whether a raised number is no indicator whatever the notes are: 35 dm³, R² = 0.9, ¹⁴C."""
    if label in _UNIT_POWERS and _UNIT.search(before):
        return True
    if before.endswith("⁻") or (_TERM.search(before) and _TERM_GOES_ON.match(text, match.end())):
        return True
    return _stands_free(before) and _is_isotope(label, text, match.end())


def _stands_free(before: str) -> bool:
    """Whether nothing that a note could belong to touches the raised number."""
    return not before[-1:].strip(" \t\n\r(-–[/")


def _is_isotope(label: str, text: str, end: int) -> bool:
    element = _ELEMENT.match(text, end)
    return label.isdigit() and element is not None and int(label) in _ISOTOPES.get(element[0], ())


def _without_powers(marks: list[NoteMark], doubtful: Sequence[int], notes: list[Block]) -> tuple[NoteMark, ...]:
    """Without the doubtful ones that the count does not need: whose note has its indicator, or none is."""
    numbers = {note.label for note in notes}
    unsure = set(doubtful)
    sure = [
        (place, int(mark.label)) for place, mark in enumerate(marks) if place not in unsure and mark.label.isdigit()
    ]
    dropped: set[int] = set()
    last = noted = following = 0  # the last indicator, the last that has a note, how many sure ones lie behind
    for place in sorted(unsure | {at for at, _ in sure}):
        number, has_note = int(marks[place].label), marks[place].label in numbers
        if place in unsure:
            coming = next((n for _, n in sure[following : following + 2] if str(n) in numbers), None)
            first = number == 1 and coming in (None, 2)  # of all, or of an annex's count
            between = coming == number + 1 and number > last
            needed = not sure or first or between or number in (last + 1, noted + 1)
            if not has_note or not needed or coming == number:
                dropped.add(place)
                continue
        else:
            following += 1
        last, noted = number, number if has_note else noted
    return tuple(mark for place, mark in enumerate(marks) if place not in dropped)


def _links(text: str) -> tuple[Link, ...]:
    return tuple(
        Link(Span(*match.span("text")), match["target"], Span(*match.span("target"))) for match in _LINK.finditer(text)
    )
