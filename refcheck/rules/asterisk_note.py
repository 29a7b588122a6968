r"""A star without its note, or a note to a star that stands nowhere.

Why
    Stars mark the notes to a symbol, an agenda or a list. When one half is gone, the other says nothing.

Wrong
    The members of the panel\* met in Geneva.

Right
    The members of the panel\* met in Geneva.

    \* The list of members is in annex II.
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.patterns import lazy
from refcheck.model import Block, Checked, Document, Finding, NoteMark, Role, Severity

TITLE = "Star without its note"
SEVERITY = Severity.INFO

_OF_THE_MASTHEAD = lazy(  # its star stands behind the symbol, the agenda or the title, which conversions lose
    r"\W*(?:Re-?issued|Second\s+reissue|Previously|Reproduced|Circulated|Issued|Available|Late|Owing|In\s+(?:accordance|keeping|line|order)|Pursuant|Submitted|On\s+behalf"
    r"|The\s+(?:present|annex|part)|This\s+document|Annex|[A-Z]{1,4}[/.]\S*\d|Nouveau\s+tirage|Publicado\s+nuevamente|Le\s+présent|El\s+presente"
    r"|Переиздан|Настоящий|أعيد|由于|本文件)"
)
_FACTOR = lazy(r"[\d)\]=]\s*\Z")


def check(checked: Checked) -> Iterator[Finding]:
    """One finding a sign. A note may have lost its star with the symbol or the title: it counts where others kept theirs."""
    document = checked.document
    marks = [mark for mark in document.marks if mark.label.startswith("*") and not _is_factor(document, mark)]
    notes = [note for note in document.blocks if note.role is Role.NOTE and (note.label or "").startswith("*")]
    borne, noted = {mark.label for mark in marks}, {note.label for note in notes}
    for label in sorted(borne - noted):
        mark = next(mark for mark in marks if mark.label == label)
        message = f'The sign "{label}" has no note.'
        yield Finding(rule="asterisk-note", severity=SEVERITY, span=mark.span, message=message)
    for label in sorted({note.label or "" for note in notes} - borne) if borne else ():
        note = next(note for note in notes if note.label == label)
        if not _OF_THE_MASTHEAD.match(_text(document, note)):
            message = f'No "{label}" in the text leads to this note.'
            yield Finding(rule="asterisk-note", severity=SEVERITY, span=note.span, message=message)


def _is_factor(document: Document, mark: NoteMark) -> bool:
    return _FACTOR.search(document.text, max(0, mark.span.start - 4), mark.span.start) is not None


def _text(document: Document, note: Block) -> str:
    return document.text[note.span.start : note.span.end][:80].replace("<sup>", "").replace("</sup>", "")
