"""The values that flow through refcheck: frozen, made once, pointed at by the next step.

Every span counts Unicode code points in `Document.text`. Nothing here reads, asks or writes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """Code points [start, end) of a document's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


# --- reading: bytes → Document -------------------------------------------------------------


class Role(StrEnum):
    """What a block of text is in its document."""

    BODY = "body"
    HEADING = "heading"
    NOTE = "note"
    RULE = "rule"  # a line drawn across the page ("---"): it belongs to the page, not to the text


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text with one role; `label` is a note's number or sign."""

    span: Span
    role: Role
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink of the markup: the span a reader sees, and where it leads."""

    span: Span
    target: str
    target_span: Span | None = None  # where the address itself stands in the text, if it does


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A note's indicator in the running text: "<sup>4</sup>" has the label "4"."""

    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: its text, and what the markup said about it."""

    path: str  # as the user gave it
    format: str  # "txt", "md", …
    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    marks: tuple[NoteMark, ...]
    language: str | None  # ISO 639-1, None when it could not be told
    encoding: str
    sha256: str  # of the file's bytes
    remarks: tuple[str, ...] = ()  # what reading had to assume, one sentence each


# --- extraction: Document → Letters, References --------------------------------------------


class Kind(StrEnum):
    """Kinds of reference; the values are those of the JSON contract."""

    SYMBOL = "symbol"
    RESOLUTION = "resolution"
    ICJ = "icj"
    OPINION = "opinion"
    TREATY = "treaty"
    URL = "url"
    WORK = "work"  # described in words only, without symbol or address
    SHORT = "short"


class Unit(StrEnum):
    """What a pinpoint counts."""

    PARA = "para"
    PAGE = "page"
    SECTION = "section"
    CHAPTER = "chapter"
    ARTICLE = "article"
    ANNEX = "annex"
    FOOTNOTE = "footnote"


class DateKind(StrEnum):
    """What a date beside a reference says about the cited document."""

    ADOPTION = "adoption"  # "adopted on 29 July 1993"
    LETTER = "letter"  # "letter dated 5 December 2023"
    DECISION = "decision"  # "Order of 7 December 2021"
    ISSUE = "issue"  # a bare date after the symbol


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """A place inside the cited document: "paras. 116–117" is para, "116" to "117"."""

    unit: Unit
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class DateClaim:
    """The date that the text gives for a cited document, and where it stands."""

    value: dt.date
    kind: DateKind
    span: Span


@dataclass(frozen=True, slots=True)
class TitleClaim:
    """The title or description that the text gives for a cited document."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reference:
    """One citation as written: what the text claims, not what is true.

    `canonical` holds official symbols ("A/78/636"), an ICJ decision ("ICJ/180/ORD/2021-12-07"),
    a treaty's key or a URL; a double symbol gives both halves in the order written. A short form
    carries what it stands for, and in `refers_to` the start of the reference meant.
    """

    span: Span
    text: str
    kind: Kind
    canonical: tuple[str, ...]
    pinpoints: tuple[Pinpoint, ...] = ()
    date: DateClaim | None = None
    title: TitleClaim | None = None
    refers_to: int | None = None
    antecedents: tuple[int, ...] = ()  # starts of all references a short form could mean
    footnote: str | None = None  # label of the note it stands in
    inferred: str | None = None  # how the canonical form was completed, where the text left it open


@dataclass(frozen=True, slots=True)
class ItemList:
    """Agenda items as written: "items 17 to 19" has the numbers 17, 18 and 19."""

    span: Span  # of the numbers
    organ: str | None  # "A", "S", "E"; None when the text names none
    numbers: tuple[str, ...]  # "34", or "34(a)" for a sub-item
    titles: int | None = None  # number of titles printed below, when they could be told apart
    preliminary: bool = False  # "item 30 of the preliminary list", "of the provisional agenda"


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


# --- resolution: References → Verdicts -----------------------------------------------------


class Status(StrEnum):
    """What is known of a reference's target; the values are those of the JSON contract."""

    VERIFIED = "verified"
    MISMATCH = "mismatch"
    NOT_FOUND = "not-found"
    UNVERIFIABLE = "unverifiable"
    DEAD = "dead"
    FAILING = "failing"
    MOVED = "moved"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Known:
    """What an authority knows of one document. Empty where it does not say."""

    canonical: str
    date: dt.date | None = None  # of adoption, of the decision, or of the document
    title: str | None = None
    other_dates: tuple[dt.date, ...] = ()  # what other sources give for the same date
    source: str = ""  # "embedded catalogue, Security Council resolutions"
    basis: str = ""  # where that source has the fact from, in words
    sure: bool = True  # False where the basis is citations elsewhere or general knowledge
    url: str | None = None
    as_of: dt.date | None = None  # day the fact was taken over


@dataclass(frozen=True, slots=True)
class Evidence:
    """A fact as a source gives it."""

    source: str
    says: str
    url: str | None = None
    retrieved: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing the text says of the cited document beside what the source says."""

    field: str  # "exists", "year", "date", "title", …
    written: str
    known: str
    agrees: bool
    sure: bool = True  # False where the source may be wrong itself


@dataclass(frozen=True, slots=True)
class Candidate:
    """A real document that may have been meant, and what speaks for it."""

    canonical: str
    written: str  # as an editor would write it: "853 (1993)"
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a reference. "Unverifiable" is neither right nor wrong."""

    status: Status
    by: str | None = None  # the authority that decided
    reason: str = ""  # one sentence; for "unverifiable" what was tried and what a person can do
    comparisons: tuple[Comparison, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    candidates: tuple[Candidate, ...] = ()


# --- rules: everything so far → Findings ---------------------------------------------------


class Severity(StrEnum):
    """How sure a finding is: provably wrong, very likely wrong, a hint."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)  # worst first


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding is about, and what stands there."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake, at its place, in one sentence an editor understands."""

    rule: str
    severity: Severity
    span: Span
    message: str
    suggestion: str | None = None
    related: tuple[Related, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """What a rule sees: the document, its letters, and each reference with its verdict."""

    document: Document
    letters: tuple[Letter, ...]
    references: tuple[Reference, ...]
    verdicts: tuple[Verdict, ...]  # one for each reference, in the same order
    today: dt.date

    @property
    def judged(self) -> Iterator[tuple[Reference, Verdict]]:
        """Each reference with its verdict."""
        return zip(self.references, self.verdicts, strict=True)

    def letter_at(self, offset: int) -> Letter | None:
        """The circulated document that `offset` lies in."""
        for letter in self.letters:
            if letter.span.start <= offset < letter.span.end:
                return letter
        return None


@dataclass(frozen=True, slots=True)
class CatalogueEdition:
    """Which catalogue answered: its date, and for what it is complete, in sentences."""

    name: str
    compiled: dt.date
    complete_for: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read: what it is, why, and what the user can do."""

    path: str
    reason: str
