"""The parts of a circulated letter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from refcheck.model.document import Span


@dataclass(frozen=True, slots=True)
class ItemList:
    """Agenda items as written: "items 17 to 19" has the numbers 17, 18 and 19."""

    span: Span  # of the numbers
    organ: str | None  # "A", "S", "E"; None when the text names none
    numbers: tuple[str, ...]  # "34", or "34(a)" for a sub-item
    preliminary: bool = False  # "item 30 of the preliminary list", "of the provisional agenda"
    organs: tuple[str, ...] = ()  # in a request: all that it names before the numbers, behind the list before


@dataclass(frozen=True, slots=True)
class OrdinalLine:
    """ "Seventy-ninth session" of the Assembly, or "Eightieth year" of the Council."""

    span: Span
    organ: str  # "A" or "S"
    number: int


@dataclass(frozen=True, slots=True)
class DatedSpan:
    """A date and the place where it is written."""

    span: Span
    value: dt.date


@dataclass(frozen=True, slots=True)
class LetterTitle:
    """ "Letter dated D from X addressed to Y", on the cover or in an annex heading."""

    span: Span
    date: DatedSpan
    kind: str  # "letter", "identical letters", "note verbale"
    sender: str  # white space folded
    addressee: str


@dataclass(frozen=True, slots=True)
class AnnexHeading:
    """ "Annex II to the letter dated D from X": label "II", or "" for a single annex."""

    span: Span
    label: str
    title: LetterTitle | None  # None for a short heading "Annex"


@dataclass(frozen=True, slots=True)
class AnnexMention:
    """Annexes that the letter announces: "(see annexes I and II)" has the labels I and II."""

    span: Span
    labels: tuple[str, ...]  # ("",) for "see annex"


@dataclass(frozen=True, slots=True)
class ClosingRequest:
    """ "I should be grateful if you would have the present letter and its annex circulated …"."""

    span: Span
    items: tuple[ItemList, ...]
    organs: tuple[str, ...]
    annexes: int  # 0 none named, 1 "its annex", 2 "its annexes"


@dataclass(frozen=True, slots=True)
class Letter:
    """One circulated document: from its masthead to the next masthead or the end of the file."""

    span: Span
    organs: tuple[str, ...]
    distributed: DatedSpan | None
    sessions: tuple[OrdinalLine, ...]
    council_years: tuple[OrdinalLine, ...]
    items: tuple[ItemList, ...]
    title: LetterTitle | None
    announced: tuple[AnnexMention, ...]
    closing: ClosingRequest | None
    annexes: tuple[AnnexHeading, ...]
    symbols: tuple[str, ...] = ()  # its own, where the masthead kept them
