"""What a text counts: its paragraphs, sections, articles, annexes, notes and pages, and whether it is whole.

A count is read as its own: paragraph 3 of an annex is not paragraph 3 of the document. What is not counted in the
text at hand is unknown, and only a text that shows no sign of a gap can say that a place does not exist.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from refcheck.domain.numerals import roman
from refcheck.domain.patterns import lazy
from refcheck.extraction.view import View
from refcheck.model import Document, Role, Unit

_PARAGRAPH = lazy(r"^[ \t]*(?P<number>\d{1,4})[.．、](?=\s|[^\d\s])(?!\d)", 8)
_SUBPARAGRAPH = lazy(r"^[ \t]*(?P<number>\d{1,3}(?:\.\d{1,3}){1,3})\.?(?=\s)", 8)
_SECTION = lazy(r"^[ \t]*(?P<label>[IVXLC]{1,6}|[A-Z])\.\s+(?=\S)", 8)
_NAMED = {
    Unit.ARTICLE: lazy(r"^[ \t]*(?:Article|ARTICLE|Artículo|Статья)\s+(?P<label>\d{1,3}|[IVXLC]{1,6})\b", 8),
    Unit.CHAPTER: lazy(r"^[ \t]*(?:Chapter|CHAPTER|Chapitre|Capítulo|Глава)\s+(?P<label>[IVXLC]{1,6}|\d{1,3})\b", 8),
}
_ANNEX = lazy(
    r"^[ \t]*(?:Annex|ANNEX|Annexe|ANNEXE|Anexo|ANEXO|Appendix|APPENDIX|Enclosure|ENCLOSURE|Приложение)"
    r"(?:[ \t]+(?P<label>[IVX]{1,5}|\d{1,2}|[A-Z]))?[*\d]{0,3}[ \t]*(?:$|(?:to|TO)[ \t]+(?:the|THE)\b)",
    8,
)
_LINE_END = lazy(r"[.;:,?!…)\]”\"’»][\d*\s,]{0,8}\Z")
_BLANK = lazy(r"\n[ \t]*\n")
_PAGE_OF = lazy(r"(?:^|[\s|])(?P<page>\d{1,4})\s?/\s?(?P<pages>\d{1,4})\s*(?:$|\s)", 8)
_BARE_PAGE = lazy(r"^\s*(?:[-–—]\s?)?(?P<page>\d{1,4})(?:\s?[-–—])?\s*$", 8)
_PARTIAL = lazy(
    r"\b(?:extracts?|excerpts?|abridged|unofficial summary|press release|summary of the (?:judgment|order|advisory))\b",
    2,
)
_OMISSION = lazy(r"^[ \t]*[\[(]?[ \t]*(?:…|\.[ \t]?\.[ \t]?\.)[ \t]*[\])]?[ \t]*$", 8)
_CLOSING = lazy(
    r"\(Signed\)|remain\s+(?:actively\s+)?seized\s+of\s+the\s+matter|\bmeeting\s+\d{1,2}\s+[A-Z]\w+\s+\d{4}"
    r"|\bDone\s+(?:in|at)\b|circulated\s+as\s+a\s+document"
)
_ENDING = 4000  # characters in which a closing stands
_OPENING = 600  # characters in which a text says that it is an extract
_WRAPPED = 60  # characters of a last line that was cut off
_HEADING = 160
_MOST_GAPS = 20  # in one count
_LONG_END, _MANY_TIMES = 6000, 10  # characters behind the last number, against the usual paragraph
_FIRST_LINES = 2000  # characters in which a paragraph shows that it is one


class Place(NamedTuple):
    """A stretch of the text that its count names."""

    label: str
    start: int
    end: int


class Count(NamedTuple):
    """One count, in order. `whole` says that it runs from 1 without a gap to its last number."""

    places: tuple[Place, ...]
    whole: bool

    @property
    def last(self) -> str:
        """The last label; "" where nothing is counted."""
        return self.places[-1].label if self.places else ""

    def of(self, label: str) -> Place | None:
        """The place with this label, Roman and Arabic numerals alike."""
        wanted = number(label) or label
        return next((place for place in self.places if (number(place.label) or place.label) == wanted), None)


NOTHING = Count((), whole=False)


class Structure:
    """The counts of a text; places are offsets in its view."""

    def __init__(self, document: Document, view: View) -> None:
        self._document = document
        self._view = view
        self._text = view.text[: view.notes_start]

    @cached_property
    def annexes(self) -> Count:
        """The annexes, each to the next one or the end of the running text."""
        found = {match["label"] or "": match.start() for match in _ANNEX.finditer(self._text)}
        starts = sorted((start, label) for label, start in found.items())
        return Count(tuple(_until_next(starts, len(self._text))), _runs_from_one(label for _, label in starts))

    @cached_property
    def paragraphs(self) -> Mapping[str, Count]:
        """The numbered paragraphs of each part: "" is the document without its annexes."""
        main_end = self.annexes.places[0].start if self.annexes.places else len(self._text)
        parts = {"": _numbered(self._text, 0, main_end)}
        for annex in self.annexes.places:
            parts[annex.label or "annex"] = _numbered(self._text, annex.start, annex.end)
        if not parts[""].places and main_end < len(self._text):
            # A resolution that adopts a text has it in its annex, and the annex is what is cited.
            counted = [count for label, count in parts.items() if label and count.places]
            parts[""] = counted[0] if len(counted) == 1 else NOTHING
        return parts

    def counted(self, unit: Unit, annex: str | None = None) -> Count:
        """What the text counts by this unit, in an annex or in the document itself."""
        match unit:
            case Unit.PARA:
                if annex is None:
                    return self.paragraphs[""]
                place = self.annexes.of(annex)
                return self.paragraphs.get(place.label or "annex", NOTHING) if place else NOTHING
            case Unit.ANNEX:
                return self.annexes
            case Unit.FOOTNOTE:
                return self._notes
            case Unit.SECTION:
                return self._sections
            case Unit.PAGE:
                return self._pages
            case _:
                return self._named(unit)

    def subparagraph(self, label: str) -> Place | None:
        """The paragraph with a number such as "109.12"."""
        starts = [(match.start(), match["number"]) for match in _SUBPARAGRAPH.finditer(self._text)]
        places = [place for place in _until_next(starts, len(self._text)) if place.label == label]
        return places[0] if len(places) == 1 else None

    def where(self, position: int) -> str:
        """The numbered paragraph that holds a position, in words; "" where none is counted."""
        if position >= self._view.notes_start:
            note = self._view.note_at(position)
            return f"footnote {note}" if note else ""
        for label, count in self.paragraphs.items():
            starts = [place.start for place in count.places]
            index = bisect_right(starts, position) - 1
            if index >= 0 and position < count.places[index].end:
                part = f"annex {label}, ".replace("annex annex", "annex") if label else ""
                return f"{part}paragraph {count.places[index].label}"
        return ""

    @cached_property
    def is_partial(self) -> bool:
        """Whether the text shows that something is missing."""
        pages = self._pages
        body = self._text.rstrip()
        last_line = body[body.rfind("\n") + 1 :]
        return bool(
            _PARTIAL.search(self._text[:_OPENING])
            or _PARTIAL.search(self._document.path.replace("_", " ").replace("-", " "))
            or _OMISSION.search(self._text)
            or any("without text" in remark for remark in self._document.remarks)
            or (pages.places and not pages.whole and self._page_total)
            or (len(last_line) >= _WRAPPED and not _LINE_END.search(last_line[-40:]) and not self._view.notes)
        )

    @cached_property
    def shows_end(self) -> bool:
        """Whether the text shows that it ends where the document does.

        A PDF, a Word file or a page is taken as it was published. A text file may be a pasted part: it has to bear a
        closing, marks of all its pages ("3/24"), an annex behind its paragraphs, or paragraphs that end with semicolons
        and the last with a full stop.
        """
        if self.is_partial:
            return False
        main = self.paragraphs[""]
        return bool(
            self._document.format not in ("txt", "md")
            or (self._pages.whole and self._page_total)
            or _CLOSING.search(self._text, max(0, len(self._text) - _ENDING))
            or (main.places and self.annexes.places and self.annexes.places[0].start >= main.places[-1].start)
            or self._ends_like_a_resolution(main)
        )

    def _ends_like_a_resolution(self, main: Count) -> bool:
        ends = [self._text[place.start : place.end].strip(" \n\t*_")[-1:] for place in main.places]
        return len(ends) > 1 and ends[-1] == "." and ends[:-1].count(";") > len(ends) // 2

    @cached_property
    def is_whole(self) -> bool:
        """Whether the text is complete enough that what is not in it is not in the document."""
        main = self.paragraphs[""]
        counted = main.whole or not main.places or (self._pages.whole and bool(self._page_total))
        return self.shows_end and counted

    @cached_property
    def _notes(self) -> Count:
        places = tuple(_until_next(self._view.notes, len(self._view.text)))
        return Count(places, _runs_from_one(place.label for place in places if place.label.isdigit()))

    @cached_property
    def _sections(self) -> Count:
        found = [
            (match.start(), match["label"])
            for match in _SECTION.finditer(self._text)
            if _is_heading(self._text, match.end())
        ]
        roman_ones = [(start, label) for start, label in found if roman(label) and label not in ("C", "D", "L", "M")]
        labels = [label for _, label in roman_ones]
        return Count(tuple(_until_next(found, len(self._text))), len(labels) > 1 and _runs_from_one(labels))

    def _named(self, unit: Unit) -> Count:
        pattern = _NAMED.get(unit)
        if pattern is None:
            return NOTHING
        starts = [(match.start(), match["label"]) for match in pattern.finditer(self._text)]
        return Count(tuple(_until_next(starts, len(self._text))), _runs_from_one(label for _, label in starts))

    @cached_property
    def _page_total(self) -> int:
        return max((int(match["pages"]) for match in self._page_marks()), default=0)

    def _page_marks(self) -> Iterator[_PageMark]:
        for block in self._document.blocks:
            if block.role is Role.RULE:
                for match in _PAGE_OF.finditer(self._document.text[block.span.start : block.span.end]):
                    if int(match["page"]) <= int(match["pages"]):
                        yield match.groupdict()

    @cached_property
    def _pages(self) -> Count:
        """The printed pages by their marks "3/24"; other page numbers may be those of a volume, or of the file."""
        seen = sorted({int(match["page"]) for match in self._page_marks()})
        total = self._page_total
        # The first page of a document bears no mark.
        whole = bool(seen) and {1, *seen} >= set(range(2, total + 1)) and bool(total)
        return Count(tuple(Place(str(page), 0, 0) for page in range(1, total + 1)), whole)


_PageMark = Mapping[str, str]


def number(label: str) -> int | None:
    """The number that a label stands for: 3 for "3", "3(a)", "III"."""
    digits = label.partition("(")[0]
    if digits.isdigit():
        return int(digits)
    return roman(label) if label else None


def _until_next(starts: Sequence[tuple[int, str]], end: int) -> Iterator[Place]:
    for index, (start, label) in enumerate(starts):
        yield Place(label, start, starts[index + 1][0] if index + 1 < len(starts) else end)


def _runs_from_one(labels: Iterable[str]) -> bool:
    numbers = {number(label) for label in labels}
    return bool(numbers) and None not in numbers and numbers == set(range(1, len(numbers) + 1))


def _is_heading(text: str, position: int) -> bool:
    """Whether the line at `position` is short, and no sentence."""
    end = text.find("\n", position)
    line = text[position : end if end >= 0 else len(text)].strip()
    return len(line) < _HEADING and not line.endswith((".", ";", ","))


def _numbered(text: str, start: int, end: int) -> Count:
    """The longest run of paragraphs numbered one after the other between start and end, with what follows it."""
    found = [
        (int(match["number"]), match.start(), _weight(text, match.end(), end))
        for match in _PARAGRAPH.finditer(text, start, end)
    ]
    chain = _longest_chain(found)
    if not chain:
        return NOTHING
    gaps = False
    for _ in range(_MOST_GAPS):  # where a number was not recognized the count goes on behind it, or began before
        (first, low), (last, high) = chain[0], chain[-1]
        behind = _longest_chain([item for item in found if item[1] > high and item[0] > last])
        before = _longest_chain([item for item in found if item[1] < low and item[0] < first]) if first > 1 else []
        if len(behind) < 2 and len(before) < 2:
            break
        gaps = True
        chain = (before if len(before) > 1 else []) + chain + (behind if len(behind) > 1 else [])
    if 2 * len(chain) < sum(weight for *_, weight in found):
        return NOTHING  # numbers begin again in each article, or in each list: no count of the document
    starts = [place for _, place in chain]
    lengths = sorted(after - place for place, after in pairwise(starts))
    usual = lengths[len(lengths) // 2] if lengths else 0
    # A list, behind which the document goes on.
    listed = end - starts[-1] > max(_LONG_END, _MANY_TIMES * usual)
    places = _until_next([(place, str(count)) for count, place in chain], end)
    return Count(tuple(places), chain[0][0] == 1 and not gaps and not listed)


def _longest_chain(found: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The weightiest run n, n + 1, …; of equal ones the earliest, since a list inside a paragraph comes behind it."""
    best: dict[int, tuple[float, int]] = {}  # number → (weight of the run that ends with it, its place in `found`)
    before: dict[int, int] = {}
    for index, (count, _, weight) in enumerate(found):
        previous = best.get(count - 1)
        run = weight + (previous[0] if previous else 0)
        if count not in best or run > best[count][0]:
            best[count] = (run, index)
            if previous:
                before[index] = previous[1]
    if not best:
        return []
    _, index = max(best.values(), key=lambda entry: (entry[0], -entry[1]))
    chain = [found[index][:2]]
    while index in before:
        index = before[index]
        chain.append(found[index][:2])
    return chain[::-1]


def _weight(text: str, position: int, end: int) -> float:
    """How much what follows a number looks like a paragraph, and not like a heading or a line of the contents."""
    end = min(end, position + _FIRST_LINES)
    blank = _BLANK.search(text, position, end)
    following = _PARAGRAPH.search(text, position, end)
    stop = min(match.start() for match in (blank, following) if match) if blank or following else end
    content = text[position:stop].strip()
    if not content and blank:  # the number stands on a line of its own
        return 1.0
    first, _, rest = content.partition("\n")
    return 1.0 if _LINE_END.search(content[-40:]) or (len(first) >= _WRAPPED and rest) else 0.3
