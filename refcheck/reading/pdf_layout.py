"""What the lines of a page are: running heads, text in reading order, notes at its foot. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from refcheck.domain.symbols import SYMBOL_PATTERN
from refcheck.reading.pdf_lines import Line, Page, lines_of

_MARGIN = 0.14  # of a page's height: where running heads and feet are
_OUTERMOST = 2.2  # lines from the edge: where a lone page number or job number can be
_SMALL = 0.95  # of the body's size: notes are smaller
_NOTE_LABEL = re.compile(r"(?:\d{1,3}|[a-z]|\*{1,3}|[†‡§]{1,3})")
_STAR_NOTE = re.compile(r"(\*{1,3})\s*(?=[^\s*])")
_RULE = re.compile(r"[_‗—–-]{6,}")
_DIGITS = re.compile(r"(?<!\d)\d{1,6}(?!\d)")
_FURNITURE = re.compile(
    r"[-–—\s]*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s]*"  # 2/5, - 3 -
    r"|(?:GE\.)?\d{2}-\d{5,6}\b.{0,40}"  # 23-15249 (E) 110823
    r"|\*\d{5,9}\*"  # the bar code
    r"|(?:\d{1,4}(?:/\d{1,4})?\s+)?(?:GE\.)?\d{2}-\d{5,6}(?:\s+\d{1,4}(?:/\d{1,4})?)?"
    r"|please\s+recycle.{0,10}",
    re.IGNORECASE,
)
_ONLY_SYMBOL = re.compile(rf"{SYMBOL_PATTERN}\*{{0,3}}(?:\s*[-–—‑]\s*{SYMBOL_PATTERN}\*{{0,3}})?")

_NEAR = 3  # pages from one running head to the same again

_Key = tuple[str, int, bool, int, int]  # text, its number less the page's, at the head?, size, place


@dataclass(frozen=True, slots=True)
class Note:
    """The lines of one note; without a label they go on with the note before."""

    label: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page taken apart."""

    page: Page
    body: tuple[Line, ...]
    notes: tuple[Note, ...]
    furniture: tuple[Line, ...]


def take_apart(pages: Sequence[Page]) -> tuple[list[Sheet], float]:
    """The pages taken apart, and the size of the body's letters."""
    lines = [lines_of(page) for page in pages]
    sizes: Counter[float] = Counter()
    for line in (line for page_lines in lines for line in page_lines):
        sizes[round(line.height * 2) / 2] += len(line.text)
    size = max(sizes, key=lambda height: sizes[height]) if sizes else 1.0
    repeated = _repeated(pages, lines)
    return [_sheet(page, page_lines, repeated, size) for page, page_lines in zip(pages, lines, strict=True)], size


def note_label(line: Line) -> str | None:
    """The label of a note that begins with this line."""
    label = line.label
    if label is not None:
        return label if _NOTE_LABEL.fullmatch(label) else None
    star = _STAR_NOTE.match(line.text)
    return star[1] if star else None


def _sheet(page: Page, lines: list[Line], repeated: set[int], size: float) -> Sheet:
    aside = {id(line) for line in lines if id(line) in repeated}
    aside |= _lone_furniture(page, lines)
    rest = _in_reading_order(page, [line for line in lines if id(line) not in aside])
    body, rules, notes = _without_notes(rest, size)
    furniture = [line for line in lines if id(line) in aside] + rules
    return Sheet(page, tuple(body), tuple(notes), tuple(furniture))


# --- running heads and feet ----------------------------------------------------------------


def _edge(page: Page, line: Line) -> bool | None:
    """True at the head of the page, False at its foot, None between."""
    if line.base > (1 - _MARGIN) * page.height:
        return True
    return False if line.base < _MARGIN * page.height else None


def _keys(page: Page, line: Line) -> Iterator[_Key]:
    """What a line near the edge may share with the same line of another page: its text, but for the page's number.

    Only a number that counts on with the pages may differ: rows of a table differ in their numbers as well.
    """
    edge = _edge(page, line)
    if edge is None or line.label:
        return
    place = edge, round(line.height), round(line.base / 4)
    yield line.text, 0, *place
    numbers = [*_DIGITS.finditer(line.text)]
    for number in (numbers[0], numbers[-1]) if numbers else ():
        without = f"{line.text[: number.start()]}#{line.text[number.end() :]}"
        yield without, int(number[0]) - page.number, *place


def _repeated(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> set[int]:
    """The identities of lines that stand at the same place near the edge of pages that follow each other.

    Within `_NEAR` pages: heads of left and right pages differ, and figures have none; but in a long document some
    line of the text always begins two pages that lie far apart.
    """
    found: set[int] = set()
    before: dict[_Key, tuple[int, int]] = {}  # the page, and the line's identity
    for page, page_lines in zip(pages, lines, strict=True):
        here: dict[_Key, tuple[int, int]] = {}
        for line in page_lines:
            for text, count, edge, height, base in _keys(page, line):
                for shift in (-1, 0, 1):
                    seen = before.get((text, count, edge, height, base + shift))
                    if seen is not None and page.number - seen[0] <= _NEAR:
                        found |= {id(line), seen[1]}
                here[text, count, edge, height, base] = page.number, id(line)
        before.update(here)
    return found


def _lone_furniture(page: Page, lines: list[Line]) -> set[int]:
    """Furniture that occurs once, known by its form: page and job numbers; from page 2 on, the symbol's line."""
    found: set[int] = set()
    for at_head in (True, False):
        near = [line for line in lines if _edge(page, line) is at_head]
        outermost = (max if at_head else min)((line.base for line in near), default=0.0)
        for line in near:
            if abs(line.base - outermost) < _OUTERMOST * line.height and _FURNITURE.fullmatch(line.text.strip()):
                found.add(id(line))
        symbol = next((line for line in near if _ONLY_SYMBOL.fullmatch(line.text.strip())), None)
        if symbol is not None and at_head and page.number > 0:
            found |= {id(line) for line in near if line.base > symbol.base - 0.3 * symbol.height}
    return found


# --- reading order -------------------------------------------------------------------------


def _in_reading_order(page: Page, lines: list[Line]) -> list[Line]:
    """As written, but what was drawn late is put where it stands, and columns are read one by one."""
    ordered: list[list[Line]] = []
    for group in _groups(lines):
        place = next((n for n, other in enumerate(ordered) if _is_above(group, other)), len(ordered))
        ordered.insert(place, group)
    return _columns_apart(page, [line for group in ordered for line in group])


def _groups(lines: list[Line]) -> list[list[Line]]:
    """Stretches of lines that go down the page."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and line.base < groups[-1][-1].base + 0.8 * line.height:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _is_above(group: list[Line], other: list[Line]) -> bool:
    low = min(line.base for line in group)
    high = max(line.base + 0.5 * line.height for line in other)
    overlap = min(max(line.right for line in group), max(line.right for line in other)) - max(
        min(line.left for line in group), min(line.left for line in other)
    )
    return low >= high and overlap > 0


def _columns_apart(page: Page, lines: list[Line]) -> list[Line]:
    """Where two columns were written line by line across, the left one first, between lines that cross."""
    gutter = _gutter(page, lines)
    if gutter is None:
        return lines
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        if line.right <= gutter:
            left.append(line)
        elif line.left >= gutter:
            right.append(line)
        else:
            ordered += [*left, *right, line]
            left, right = [], []
    return [*ordered, *left, *right]


def _gutter(page: Page, lines: list[Line]) -> float | None:
    middle = page.width / 2
    if len(lines) < 20:
        return None
    for gutter in (middle + shift * page.width / 50 for shift in (0, -1, 1, -2, 2, -3, 3)):
        left = [line.right - line.left for line in lines if line.right <= gutter]
        right = [line.right - line.left for line in lines if line.left >= gutter]
        if min(len(left), len(right)) >= 8 and len(left) + len(right) > 0.8 * len(lines):
            widths = (sorted(left)[len(left) // 2], sorted(right)[len(right) // 2])
            return gutter if min(widths) > 0.25 * page.width else None
    return None


# --- notes ---------------------------------------------------------------------------------


def _without_notes(lines: list[Line], size: float) -> tuple[list[Line], list[Line], list[Note]]:
    """The body, the rules drawn above notes, and the notes: small or labelled lines at the foot."""
    start = len(lines)
    while start and _is_of_note(lines[start - 1], size):
        start -= 1
    region = lines[start:]
    rule = next((place for place, line in enumerate(region) if _RULE.fullmatch(line.text.strip())), None)
    labels = [place for place, line in enumerate(region) if note_label(line) is not None]
    if rule is not None and rule + 1 < len(region):
        first = rule + 1
    elif labels and (start == 0 or labels[0] == 0):
        first = 0
    elif labels:
        first = labels[0]
    else:
        return lines, [], []
    notes: list[Note] = []
    for line in region[first:]:
        label = note_label(line)
        if label is not None or not notes:
            notes.append(Note(label, (line,)))
        else:
            notes[-1] = Note(notes[-1].label, (*notes[-1].lines, line))
    if rule is None:
        return lines[:start] + region[:first], [], notes
    return lines[:start] + region[:rule], [region[rule]], notes


def _is_of_note(line: Line, size: float) -> bool:
    return line.height < _SMALL * size or note_label(line) is not None or bool(_RULE.fullmatch(line.text.strip()))
