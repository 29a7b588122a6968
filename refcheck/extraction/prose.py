"""View → Prose: the passages of a text, and what is quoted in them.

A passage ends at an empty line, unless a page break cut a sentence there; each note is one.
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.patterns import lazy
from refcheck.extraction.view import View
from refcheck.model import Paragraph, Prose

_EMPTY_LINE = lazy(r"\n[ \t]*\n\s*")
_CLOSERS = {"“": "”", "«": "»", "„": "“”", "「": "」", "『": "』"}
# Begins with a set of signs, and looks back behind it: so it is searched for fast.
_QUOTATION_MARKS = lazy(r"[“”«»„「」『』\"](?:(?<!\")|(?<!\w\")(?=\S)|(?<=\S\"))")


def read_prose(view: View, language: str | None) -> Prose:
    """The prose of a document; `language` is the document's. Linear in its length."""
    passages = (*_passages(view), *_notes(view))
    return Prose(view, passages, tuple(_quoted(view.text, passages)), language)


def _passages(view: View) -> Iterator[Paragraph]:
    """The paragraphs of the running text; a sentence that goes on behind an empty line is one with what follows."""
    text, start, whole = view.text, 0, True
    for gap in _EMPTY_LINE.finditer(text, 0, view.notes_start):
        if gap.end() >= view.notes_start:
            break
        before, after = text[gap.start() - 1 : gap.start()], text[gap.end()]
        if gap.start() > start and after.islower() and (before.isalpha() or before in ",;-–"):
            whole = False
            continue
        if text[start : gap.start()].strip():
            yield Paragraph(start, gap.start(), whole=whole)
        start, whole = gap.end(), True
    if text[start : view.notes_start].strip():
        yield Paragraph(start, view.notes_start, whole=whole)


def _notes(view: View) -> Iterator[Paragraph]:
    for start, _ in view.notes:
        yield Paragraph(start, view.segment(start)[1], note=True)


def _quoted(text: str, passages: tuple[Paragraph, ...]) -> Iterator[tuple[int, int]]:
    """What stands between quotation marks; without a closing mark, up to the end of the passage."""
    for passage in passages:
        opened, closers = -1, ""
        for match in _QUOTATION_MARKS.finditer(text, passage.start, passage.end):
            sign = match[0]
            if opened < 0 and (sign in _CLOSERS or sign == '"'):
                opened, closers = match.end(), _CLOSERS.get(sign, '"')
            elif opened >= 0 and sign in closers:
                yield opened, match.start()
                opened = -1
        if opened >= 0 and closers != '"':
            yield opened, passage.end
