"""What a cited document's own text says at the place that is cited: data for rules and reports."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from refcheck.model.document import Span
from refcheck.model.reference import Pinpoint
from refcheck.model.verdict import Comparison


class Wording(StrEnum):
    """What became of a quotation when it was laid beside the text of its source."""

    RIGHT = "right"
    WRITING = "writing"  # the words are right; punctuation, case or spelling differ
    ELSEWHERE = "elsewhere"  # the words are right, and stand at another place than the one cited
    ALTERED = "altered"
    ABSENT = "absent"
    UNCHECKED = "unchecked"  # no text at hand, or not one that could prove it absent


class WordDifference(NamedTuple):
    """Words of a quotation beside those that the source has in their place; either may be empty.

    `grave` says that a negation or a number is among them.
    """

    written: str
    source: str
    grave: bool = False


class CitedPassage(NamedTuple):
    """A passage of a cited text, white space folded, with what stands around it."""

    canonical: str  # of the document
    source: str  # where its text was taken from, in words: "file A_78_636.pdf"
    place: str  # "paragraph 60", "preamble", or "" where the text counts nothing there
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class JudgedQuotation:
    """A quotation of the document and what the sources cited for it say."""

    span: Span  # of the quotation in the document
    text: str
    references: tuple[int, ...]  # the sources cited for it, by their place among the references
    wording: Wording
    bearer: int | None = None  # which of them has the words, or most of them
    passage: CitedPassage | None = None
    differences: tuple[WordDifference, ...] = ()
    writing: tuple[WordDifference, ...] = ()
    cited_place: str = ""  # "paragraph 60": the place that was cited and that the text has
    goes_on: str = ""  # how the source goes on behind a quotation that was cut off, where that matters
    reason: str = ""  # for "unchecked": what is missing

    def as_json(self) -> dict[str, object]:
        """The quotation as reports hold it; `reference` counts from 0 in the report's references."""
        return {
            "start": self.span.start,
            "end": self.span.end,
            "text": self.text,
            "wording": self.wording.value,
            "references": list(self.references),
            "reference": self.bearer,
            "passage": self.passage._asdict() if self.passage else None,
            "differences": [difference._asdict() for difference in self.differences],
            "writing": [{"written": one.written, "source": one.source} for one in self.writing],
            "goes_on": self.goes_on or None,
            "reason": self.reason or None,
        }


@dataclass(frozen=True, slots=True)
class JudgedPinpoint:
    """A place that is cited and what the text has there. `exists` is None where that cannot be told."""

    reference: int
    pinpoint: Pinpoint
    words: str  # "paragraph 60", "annex II"
    exists: bool | None
    known: str = ""  # "paragraphs 1 to 74"
    source: str = ""
    passage: CitedPassage | None = None


@dataclass(frozen=True, slots=True)
class LaterEdition:
    """A document at hand that replaces or corrects the one cited: "A/78/1/Rev.1", "A/78/1/Corr.1"."""

    reference: int
    canonical: str
    replaces: bool  # a revision; otherwise a corrigendum
    source: str
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Consulted:
    """All that the texts at hand say of a document's references. Empty where there were none."""

    quotations: tuple[JudgedQuotation, ...] = ()
    pinpoints: tuple[JudgedPinpoint, ...] = ()
    later: tuple[LaterEdition, ...] = ()
    stated: tuple[tuple[Comparison, ...], ...] = ()  # for each reference: date and sender beside its text's own
    texts: tuple[str | None, ...] = ()  # for each reference where its text was taken from; None where it is not at hand
    remarks: tuple[str, ...] = ()  # on texts that could not be read, one sentence each
