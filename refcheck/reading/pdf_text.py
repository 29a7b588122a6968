"""Pages taken apart → one text with blocks, links and indicators. Pure.

Lines end with a newline, paragraphs with two; words, symbols and addresses that a line end cut apart are
joined. The notes of a page follow its text. Running heads, page numbers and the space around notes are
blocks of the role "rule": they can be seen in the text, and no sentence is cut by them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from refcheck.model import Role
from refcheck.reading.assembly import Assembly, Parsed
from refcheck.reading.pdf_layout import Note, Sheet, take_apart
from refcheck.reading.pdf_lines import Line, Page, Run

_PRESENTATION = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]")  # ligatures, Arabic letters by their shape
_URL_END = re.compile(r"(?:https?://|www\.)\S*\Z")
_URL_OPEN_END = re.compile(r"[/_=?&%#-]\Z")
_URL_GOES_ON = re.compile(r"[/_?=&%#-]|\S*[/_=%&?]\S|\S*\.(?:pdf|html?|docx?|aspx?|php)\b")
_SYMBOL_END = re.compile(r"(?:^|[\s(\[“])[A-Z][A-Za-z0-9./-]*/\Z")
_SENTENCE_END = re.compile(r"[.:;!?][\"'”’)\]]*\s*\Z")
_LAST_WORD = re.compile(r"([^\W\d_]+)-\Z")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_HEADING = 1.15  # of the body's size


def write_text(pages: Sequence[Page]) -> Parsed:
    """The text of a PDF."""
    sheets, size = take_apart(pages)
    return _Writer(_with_whole_notes(sheets), size).written()


def _with_whole_notes(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets with each note whole: what goes on at the next page's foot is moved back to its beginning."""
    whole: list[Sheet] = []
    bearer: int | None = None
    for sheet in sheets:
        notes = list(sheet.notes)
        if notes and notes[0].label is None and bearer is not None:
            rest = notes.pop(0)
            before = whole[bearer]
            last = before.notes[-1]
            joined = Note(last.label, last.lines + rest.lines)
            whole[bearer] = Sheet(before.page, before.body, (*before.notes[:-1], joined), before.furniture)
        if notes:
            bearer = len(whole)
        whole.append(Sheet(sheet.page, sheet.body, tuple(notes), sheet.furniture))
    return whole


class _Writer:
    """Writes the sheets one after the other."""

    def __init__(self, sheets: Sequence[Sheet], size: float) -> None:
        self.out = Assembly()
        self._sheets = sheets
        self._size = size
        self._leading = _usual_leading(sheets)
        self._labels = {note.label for sheet in sheets for note in sheet.notes}
        self._page_labels: set[str | None] = set()
        self._places: dict[int, tuple[int, list[int]]] = {}  # run → its offset, and those of its characters
        self._words: Counter[str] | None = None
        self._last_number = 0  # of the indicators

    def written(self) -> Parsed:
        """The whole text."""
        firsts = [sheet.body[0] if sheet.body else None for sheet in self._sheets]
        pages: list[int] = []
        for sheet, following in zip(self._sheets, [*firsts[1:], None], strict=True):
            pages.append(self.out.position)
            self._page_labels = {note.label for note in sheet.notes}
            self._body(sheet, following)
            for note in sheet.notes:
                self._note(note)
            self._aside("\n".join(line.text for line in sheet.furniture))
        for sheet in self._sheets:
            self._links(sheet.page)
        return self.out.parsed()._replace(pages=tuple(pages))

    def _body(self, sheet: Sheet, following: Line | None) -> None:
        start = self.out.position
        for line, after in pairwise((*sheet.body, None)):
            if line is None:
                continue
            large = line.height > _HEADING * self._size
            if after is not None:
                separator = "\n\n" if self._parts(line, after) else self._join(line, after)
            elif following is not None and self._goes_on(sheet, line, following):
                separator = self._join(line, following)
            else:
                separator = "\n\n"
            self._line(line, drop_hyphen=separator == "-")
            if separator == "\n\n":
                if large:
                    self.out.block(start, Role.HEADING)
                start = self.out.position + 2
            self.out.write(separator.removeprefix("-"))

    def _note(self, note: Note) -> None:
        if note.label is None:
            self._lines(note.lines)
            self.out.write("\n\n")
            return
        self._aside("")
        start = self.out.begin_note(note.label, repeated=note.lines[0].label is None)
        self._lines(note.lines, labelled=True)
        self.out.block(start, Role.NOTE, note.label)
        self._aside("")

    def _lines(self, lines: Sequence[Line], *, labelled: bool = False) -> None:
        for line, after in pairwise((*lines, None)):
            if line is not None:
                separator = self._join(line, after) if after is not None else ""
                self._line(line, drop_hyphen=separator == "-", labelled=labelled)
                self.out.write(separator.removeprefix("-"))
            labelled = False

    def _aside(self, text: str) -> None:
        """Write what belongs to the page and not to the text, with space around it."""
        start = self.out.position
        self.out.write(f"\n{text}\n\n" if text else "\n")
        self.out.block(start, Role.RULE)

    def _line(self, line: Line, *, drop_hyphen: bool = False, labelled: bool = False) -> None:
        last = len(line.runs) - 1
        for place, (run, piece, raised) in enumerate(line.pieces()):
            if labelled and place == 0 and line.label is not None:
                continue
            text = piece.rstrip().removesuffix("\u00ad") if place == last else piece
            if place == last and drop_hyphen:
                text = text.removesuffix("-")
            if raised:
                self._raised(text)
            else:
                self._write(run, text)

    def _raised(self, text: str) -> None:
        labels = [label.strip() for label in text.split(",")]
        # "2013³²" is no power where note 32 is due, or stands on this page.
        expected = labels[0] == str(self._last_number + 1) and labels[0] in self._labels
        if expected or all(label in self._page_labels for label in labels):
            self.out.mark(*labels)
            self.out.write(" " if text[-1:].isspace() else "")
        else:
            self.out.raised(text)

        if labels[-1].isdigit() and len(labels[-1]) < 5:
            self._last_number = int(labels[-1])

    def _write(self, run: Run, text: str) -> None:
        added = int(text[:1] == " " != run.text[:1])  # the space between two runs
        offsets: list[int] = []
        if _PRESENTATION.search(text):
            shown = [unicodedata.normalize("NFKC", character) for character in text]
            position = 0
            for character in shown[added:]:
                offsets.append(position)
                position += len(character)
            text = "".join(shown)
        self._places[id(run)] = (self.out.position + added, offsets)
        self.out.write(text)

    # --- what belongs together -------------------------------------------------------------

    def _parts(self, line: Line, after: Line) -> bool:
        """Whether a paragraph, or a cell, ends between two lines of a page."""
        size = max(line.height, after.height)
        down = (line.base - after.base) / size
        return down < 0.3 or down > 1.22 * self._leading or abs(line.height - after.height) > 0.12 * size

    def _goes_on(self, sheet: Sheet, line: Line, following: Line) -> bool:
        """Whether a sentence goes on over the page."""
        if abs(line.height - following.height) > 0.12 * line.height or _SENTENCE_END.search(line.text):
            return False
        edge = max(other.right for other in sheet.body)
        return line.right > 0.85 * edge or not following.text[:1].isupper()

    def _join(self, line: Line, after: Line) -> str:
        """What stands between two lines of a paragraph: a newline, nothing, or "-" to take a hyphen away."""
        text, onward = line.text, after.text.lstrip()
        if text.endswith("\u00ad") or _SYMBOL_END.search(text):
            return ""
        if _URL_END.search(text) and (_URL_OPEN_END.search(text) or _URL_GOES_ON.match(onward)):
            return ""
        if text.endswith("-") and onward[:1].isalnum():
            return "-" if self._is_divided(text, onward) else ""
        return "\n"

    def _is_divided(self, text: str, onward: str) -> bool:
        """Whether a hyphen only divides a word: where the document has the word whole as well."""
        head, tail = _LAST_WORD.search(text), _FIRST_WORD.match(onward)
        if head is None or tail is None or not tail[0][0].islower():
            return False
        if self._words is None:
            self._words = Counter(
                word.lower()
                for sheet in self._sheets
                for line in sheet.body
                for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text)
            )
        whole, hyphened = (head[1] + tail[0]).lower(), f"{head[1]}-{tail[0]}".lower()
        return self._words[whole] > self._words[hyphened]

    def _links(self, page: Page) -> None:
        for link in page.links:
            for run in page.runs:
                start, end = max(link.start, run.start), min(link.end, run.start + len(run.text))
                if start < end and id(run) in self._places:
                    offset, offsets = self._places[id(run)]
                    first, last = start - run.start, end - run.start
                    if offsets:
                        first = offsets[min(first, len(offsets) - 1)]
                        last = offsets[last] if last < len(offsets) else offsets[-1] + 1
                    self.out.link(offset + first, link.target, offset + last)


def _usual_leading(sheets: Iterable[Sheet]) -> float:
    """The usual distance of lines, in heights of a line."""
    counts: Counter[float] = Counter()
    for sheet in sheets:
        for line, after in pairwise(sheet.body):
            down = (line.base - after.base) / max(line.height, 0.1)
            if 0.8 < down < 2.5 and abs(line.height - after.height) < 0.1 * line.height:
                counts[round(down * 20) / 20] += 1
    return max(counts, key=lambda down: counts[down]) if counts else 1.3
