"""Stretches of a Word file's text, found again in its runs, which are cut where a stretch begins and ends.

A run that is cut keeps its properties in both halves, and nothing is seen of the cut. What cannot be cut is taken
whole: the mark of a note, a formula, a drawing, a content control whose text Word writes itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import chain, islice, pairwise
from typing import NamedTuple

from lxml import etree

from refcheck.model import Span
from refcheck.reading.assembly import Origin
from refcheck.reading.docx import Traced, spaced
from refcheck.reading.docx_notes import ENDNOTE, FOOTNOTE, W

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PARAGRAPH, _RUN, _RUN_PROPERTIES, _TEXT = f"{W}p", f"{W}r", f"{W}rPr", f"{W}t"
_CONTENT_CONTROL, _BOX, _CELL = f"{W}sdt", f"{W}txbxContent", f"{W}tc"
_NOTES = {f"{W}{kind}": f"{W}{kind}Reference" for kind in (FOOTNOTE, ENDNOTE)}
_PLACES = {f"{W}footnote": "footnote", f"{W}endnote": "endnote", f"{W}hdr": "header"}
_NEAR = 3_000  # characters: on the same page or the next
_INSERTED = {f"{W}ins", f"{W}moveTo"}
_SIGNS = {f"{W}{sign}" for sign in ("tab", "br", "cr", "noBreakHyphen", "softHyphen")}  # written as elements
_WHOLE = {
    f"{_MATH}oMath",
    f"{_MATH}oMathPara",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
}
# Content controls whose text comes from elsewhere: Word writes it anew, and what stands inside is lost.
_WRITTEN_BY_WORD = tuple(f"{W}sdtPr/{W}{kind}" for kind in ("dataBinding", "text", "date", "comboBox", "dropDownList"))


class Stretch(NamedTuple):
    """An element that made a stretch of the text; of a text element the characters [start, end) of what is seen."""

    source: etree._Element
    until: int  # where it ends in the text
    start: int = 0
    end: int = 0
    is_text: bool = False  # else it is taken whole


class Anchor(NamedTuple):
    """What to enclose for a span; `beside` names what the words stand in where nothing can be put, else ""."""

    first: Stretch
    last: Stretch
    beside: str = ""


class Runs:
    """The runs of a Word file that was traced."""

    def __init__(self, traced: Traced) -> None:
        self._text, self._origins = traced.parsed.text, traced.origins
        self._starts = [origin.start for origin in traced.origins]
        self._main = traced.package.part(traced.package.main)
        self._seen: dict[etree._Element, str] = {}  # what text elements held before they were cut
        # The pieces of text elements that were cut, with the characters before which that was.
        self._pieces: dict[etree._Element, tuple[list[int], list[etree._Element]]] = {}
        self._behind: dict[etree._Element, etree._Element] = {}  # the last that was put behind a run
        self._marks: dict[tuple[str, str], Stretch] = {}
        for origin in traced.origins:
            for source in origin.sources:
                if source.tag in _NOTES.values():
                    self._marks.setdefault((source.tag, source.get(f"{W}id", "")), Stretch(source, origin.end))

    def stretches(self, span: Span) -> list[Stretch]:
        """What the text in `span` was made of, in the order of the text; nothing for what the reader put there."""
        place = max(0, bisect_right(self._starts, span.start) - 1)
        found: list[Stretch] = []
        while place < len(self._origins) and self._origins[place].start < span.end:
            if self._origins[place].end > span.start:
                found += self._within(self._origins[place], span)
            place += 1
        return found

    def anchor(self, span: Span) -> Anchor | None:
        """What to enclose for `span` in the running text; None for a file that has none.

        Word knows comments in the running text alone: words in a note are shown at the note's mark, words in a text
        box at the drawing, words in a header at the first words of the text. What goes on beyond a cell of a table is
        enclosed as far as the cell goes: LibreOffice drops a comment that crosses its border.
        """
        found = self.stretches(span) or self._nearest(span)
        shown = [stretch for stretch in found if self._is_open(stretch.source)]
        if shown:
            cell = _cell(shown[0].source)
            return Anchor(shown[0], next(last for last in reversed(shown) if _cell(last.source) is cell))
        for stretch in found:
            place, deputy = self._deputy(stretch)
            if deputy is not None:
                return Anchor(deputy, deputy, place)
        first = next((origin for origin in self._origins if self._is_open(origin.sources[0])), None)
        if first is None:
            return None
        words = list(self._within(first, Span(first.start, first.end)))
        return Anchor(words[0], words[-1], self._deputy(found[0])[0] if found else "")

    def cut(self, anchors: Iterable[Anchor]) -> None:
        """Cut texts and runs for all anchors, before any is enclosed."""
        anchors = [*anchors, *(Anchor(mark, mark) for mark in self._marks.values())]
        places: dict[etree._Element, set[int]] = {}
        for first, last, _ in anchors:
            for stretch, at in ((first, first.start), (last, last.end)):
                if stretch.is_text and _standing(stretch.source)[1] is stretch.source:
                    places.setdefault(stretch.source, set()).add(at)
        for text, cuts in places.items():
            self._cut_text(text, cuts)
        begins: dict[etree._Element, set[etree._Element]] = {}
        for first, last, _ in anchors:
            ends = self._last_of(last)[1]
            for child in (self._first_of(first)[1], None if ends is None else ends.getnext()):
                run = None if child is None else child.getparent()
                if run is not None and child is not None:
                    begins.setdefault(run, set()).add(child)
        for run, children in begins.items():  # from its end, so that each child moves once
            for child in reversed([*run]):
                if child in children:
                    self._run_from(child)

    def enclose(self, anchor: Anchor, begin: etree._Element, end: etree._Element, mark: etree._Element) -> None:
        """Put `begin` before an anchor, `end` behind it, and `mark` there too, but never into a tracked insertion."""
        self._begin(anchor.first).addprevious(begin)
        last = self._end(anchor.last)
        self._put_behind(last, end)
        second = self._second_note_after(anchor.last)
        node = last if second is None else self._end(second)
        inserted = [element for element in _up_to_paragraph(node) if element.tag in _INSERTED]
        self._put_behind(inserted[-1] if inserted else node, mark)

    def _second_note_after(self, stretch: Stretch) -> Stretch | None:
        """The second note, where a stretch lies between it and the first, and near: the mark of a comment goes there.

        `begin` and `end` alone say what a comment is about. With its mark between the first two notes LibreOffice (7.4)
        gives every note the text of another one.
        """
        for kind in _NOTES.values():
            first, second = islice(
                chain((note for (tag, _), note in self._marks.items() if tag == kind), (None, None)), 2
            )
            if first is None or second is None or _cell(second.source) is not _cell(stretch.source):
                continue
            if first.until <= stretch.until < second.until <= stretch.until + _NEAR:
                return second
        return None

    def rewrite(self, changes: Iterable[tuple[Span, str]]) -> list[etree._Element]:
        """Write other words in the place of spans, which come in their order and do not overlap; what changed.

        The first run of a span takes the new words in its own look. Not for runs that were cut.
        """
        changed = []
        found = [(self.stretches(span), new) for span, new in changes]
        for stretches, new in reversed(found):
            words = new
            for stretch in stretches:
                source = stretch.source
                if stretch.is_text:
                    held = spaced(source)
                    put_text(source, held[: stretch.start] + words + held[stretch.end :])
                    changed.append(source)
                    words = ""
                elif source.tag in _SIGNS and (run := source.getparent()) is not None:
                    run.remove(source)
        return changed

    def _within(self, origin: Origin, span: Span) -> Iterator[Stretch]:
        """What the part of an origin that lies in `span` was made of."""
        texts = [self._seen_of(source) for source in origin.sources]
        if not "".join(texts).endswith(self._text[origin.start : origin.end]):
            yield from (Stretch(source, origin.end) for source in origin.sources)
            return
        # What a text begins with may have been left out, what it ends with never.
        start = origin.end - sum(map(len, texts))
        for source, text in zip(origin.sources, texts, strict=True):
            end = start + len(text)
            first, last = max(span.start, origin.start, start), min(span.end, end)
            if first < last:
                yield Stretch(source, last, first - start, last - start, is_text=True)
            start = end

    def _nearest(self, span: Span) -> list[Stretch]:
        """What the text before `span` was made of, else what the text after it was."""
        if not self._origins:
            return []
        origin = self._origins[max(0, bisect_right(self._starts, span.start) - 1)]
        return list(self._within(origin, Span(origin.start, origin.end)))

    def _seen_of(self, source: etree._Element) -> str:
        return self._seen.get(source) or (spaced(source) if source.tag == _TEXT else "\0")

    def _is_open(self, source: etree._Element) -> bool:
        """Whether an element stands in the running text, where Word knows comments."""
        last = source
        for last in source.iterancestors():
            if last.tag == _BOX:
                return False
        return last is self._main

    def _deputy(self, stretch: Stretch) -> tuple[str, Stretch | None]:
        """What a stretch outside the running text stands in, and what shows that there: a note's mark, a drawing."""
        place, deputy = "text box", stretch
        for element in (stretch.source, *stretch.source.iterancestors()):
            place = _PLACES.get(element.tag, place)
            deputy = self._marks.get((_NOTES.get(element.tag, ""), element.get(f"{W}id", "")), deputy)
        return place, deputy if deputy.source.getroottree().getroot() is self._main else None

    def _begin(self, stretch: Stretch) -> etree._Element:
        """The run, or what stands in its place, that begins where a stretch does."""
        node, child = self._first_of(stretch)
        return node if child is None else self._run_from(child)

    def _end(self, stretch: Stretch) -> etree._Element:
        """The run, or what stands in its place, that ends where a stretch does."""
        node, child = self._last_of(stretch)
        if child is None:
            return node
        after = child.getnext()
        if after is not None:
            self._run_from(after)
        run = child.getparent()
        return node if run is None else run

    def _first_of(self, stretch: Stretch) -> tuple[etree._Element, etree._Element | None]:
        """What a stretch stands in, and the child of that run with which it begins; None for what is taken whole."""
        node, child = _standing(stretch.source)
        return node, self._piece(child, stretch.start) if stretch.is_text and child is stretch.source else child

    def _last_of(self, stretch: Stretch) -> tuple[etree._Element, etree._Element | None]:
        """What a stretch stands in, and the child of that run with which it ends; None for what is taken whole."""
        node, child = _standing(stretch.source)
        return node, self._piece(child, stretch.end - 1) if stretch.is_text and child is stretch.source else child

    def _piece(self, text: etree._Element, at: int) -> etree._Element:
        """The piece of a text element that holds a character."""
        begins, pieces = self._pieces.get(text, ([0], [text]))
        return pieces[bisect_right(begins, at) - 1]

    def _cut_text(self, text: etree._Element, places: Iterable[int]) -> None:
        """Cut a text element before these characters, all at once: a text may be as long as the document."""
        seen = self._seen[text] = self._seen_of(text)
        bounds = sorted({0, len(seen), *places})
        pieces = [text]
        put_text(text, seen[: bounds[1]])
        for begin, end in pairwise(bounds[1:]):
            piece = text.makeelement(text.tag, _attributes(text))
            put_text(piece, seen[begin:end])
            pieces[-1].addnext(piece)
            pieces.append(piece)
        self._pieces[text] = bounds, pieces

    def _run_from(self, child: etree._Element) -> etree._Element:
        """The run that begins with `child`, for which its run is cut in two if need be."""
        run = child.getparent()
        assert run is not None  # noqa: S101 - every child has a parent
        if all(before.tag == _RUN_PROPERTIES for before in child.itersiblings(preceding=True)):
            return run
        rest = run.makeelement(run.tag, _attributes(run))
        rest.extend(deepcopy(properties) for properties in run.iterchildren(_RUN_PROPERTIES))
        rest.extend([child, *child.itersiblings()])
        run.addnext(rest)
        if run in self._behind:
            self._behind[rest] = self._behind.pop(run)
        return rest

    def _put_behind(self, node: etree._Element, element: etree._Element) -> None:
        self._behind.get(node, node).addnext(element)
        self._behind[node] = element


def put_text(text: etree._Element, content: str) -> None:
    """Let a text element hold `content`, with the space around it."""
    text.text = content
    if content != content.strip(" \t\r\n"):
        text.set(_SPACE, "preserve")


def _cell(source: etree._Element) -> etree._Element | None:
    return next(source.iterancestors(_CELL), None)


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def _standing(source: etree._Element) -> tuple[etree._Element, etree._Element | None]:
    """What an element stands in, as a child of its paragraph or of what is transparent there.

    A run with the child of it that the element is or stands in, or with None what is not to be entered.
    """
    above = list(_up_to_paragraph(source))
    for place in range(len(above) - 1, -1, -1):
        element = above[place]
        if element.tag == _RUN and place:
            return element, above[place - 1]
        if element.tag in _WHOLE or (element.tag == _CONTENT_CONTROL and _is_written_by_word(element)):
            return element, None
    return above[-1], None


def _up_to_paragraph(source: etree._Element) -> Iterator[etree._Element]:
    """An element and what it stands in, up to the outermost paragraph, which is left out."""
    above = [source, *source.iterancestors()]
    paragraphs = [place for place, element in enumerate(above) if element.tag == _PARAGRAPH]
    yield from above[: paragraphs[-1] if paragraphs else 1]


def _is_written_by_word(control: etree._Element) -> bool:
    return any(control.find(path) is not None for path in _WRITTEN_BY_WORD)
