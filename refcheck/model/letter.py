"""The parts of a circulated letter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from refcheck.model.document import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text and its words: without markup, white space folded."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class AgendaTitles:
    """The titles below a list of agenda items: where one ends and the next begins may not be sure."""

    at_least: int
    at_most: int
    passages: tuple[Passage, ...]  # one a title; empty unless their number is sure


@dataclass(frozen=True, slots=True)
class ItemList:
    """Agenda items as written: "items 17 to 19" has the numbers 17, 18 and 19."""

    span: Span  # of the numbers
    organ: str | None  # "A", "S", "E"; None when the text names none
    numbers: tuple[str, ...]  # "34", or "34(a)" for a sub-item
    preliminary: bool = False  # "item 30 of the preliminary list", "of the provisional agenda"
    organs: tuple[str, ...] = ()  # in a request: all that it names before the numbers, behind the list before
    titles: AgendaTitles | None = None  # on a cover that prints them


@dataclass(frozen=True, slots=True)
class OrdinalLine:
    """ "Seventy-ninth session" of the Assembly, or "Eightieth year" of the Council."""

    span: Span
    organ: str  # "A" or "S"
    number: int
    series: str = ""  # of a session: "S" special, "ES" emergency special, "" regular


@dataclass(frozen=True, slots=True)
class YearSession:
    """A session of the Economic and Social Council: "2023 session, 25 July 2022–26 July 2023"."""

    span: Span  # of the year
    year: int
    days: tuple[DatedSpan, DatedSpan] | None  # first and last day, where the cover gives both in full


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
    capacities: tuple[str, ...] = ()  # of the sender: "Permanent Representative", "Chargé d'affaires"
    several: bool = False  # more than one sender


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
class Signature:
    """ "(Signed) Name", and the capacity below it."""

    span: Span  # of "(Signed)" and the name; of the first line, where "(Signed)" is missing
    signed: bool  # whether "(Signed)" stands there
    name: str  # "" where none was read
    capacities: tuple[str, ...]  # below the name, as in the title


@dataclass(frozen=True, slots=True)
class Letter:
    """One circulated document: from its masthead to the next masthead or the end of the file."""

    span: Span
    organs: tuple[str, ...]  # of the masthead, in its order
    distributed: DatedSpan | None
    sessions: tuple[OrdinalLine, ...]
    council_years: tuple[OrdinalLine, ...]
    items: tuple[ItemList, ...]
    title: LetterTitle | None
    announced: tuple[AnnexMention, ...]
    closing: ClosingRequest | None
    annexes: tuple[AnnexHeading, ...]
    symbols: tuple[str, ...] = ()  # its own, where the masthead kept them
    language: str = "en"  # of the masthead and title, ISO 639-1
    year_sessions: tuple[YearSession, ...] = ()
    body: tuple[Passage, ...] = ()  # the paragraphs between title and signature; empty without a title
    signatures: tuple[Signature, ...] = ()
    reissued: tuple[DatedSpan, ...] = ()  # "Reissued for technical reasons on D"
