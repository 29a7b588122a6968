"""One citation as written: what the text claims, not what is true."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from refcheck.model.document import Span


class Kind(StrEnum):
    """Kinds of reference; the values are those of the JSON contract."""

    SYMBOL = "symbol"
    RESOLUTION = "resolution"
    ICJ = "icj"
    OPINION = "opinion"
    TREATY = "treaty"
    URL = "url"
    DOI = "doi"
    ISBN = "isbn"
    WORK = "work"  # described in words only, without symbol or address
    SHORT = "short"
    CUSTOM = "custom"  # of the user's own; `Reference.custom` says which


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


MISNAMED = "the text names the "  # how `inferred` begins where a body is named that numbers otherwise


class TitleKind(StrEnum):
    """How the text gives a title: an exact title stands in quotation marks, a description does not."""

    STATED = "stated"  # entitled “Emergency assistance to …”
    QUOTED = "quoted"  # in quotation marks beside the reference
    DESCRIBED = "described"  # on emergency assistance to …


class Pinpoint(NamedTuple):
    """A place inside the cited document: "paras. 116–117" is para, "116" to "117"."""

    unit: Unit
    first: str
    last: str


NOT_AT_HAND = "the cited text is not at hand"


def not_compared(pinpoints: Sequence[Pinpoint], why: str) -> str:
    """Why places were not compared: "Paragraph 3 was not compared: the cited text is not at hand."."""
    units = ("paragraph" if pinpoint.unit is Unit.PARA else pinpoint.unit.value for pinpoint in pinpoints)
    words = [f"{unit} {pinpoint.first}".rstrip() for unit, pinpoint in zip(units, pinpoints, strict=True)]
    return f"{', '.join(words).capitalize()} {'was' if len(words) == 1 else 'were'} not compared: {why}."


class DateClaim(NamedTuple):
    """The date that the text gives for a cited document, and where it stands."""

    value: dt.date
    kind: DateKind
    span: Span


class TitleClaim(NamedTuple):
    """The title or description that the text gives for a cited document."""

    text: str
    span: Span
    kind: TitleKind = TitleKind.QUOTED


class AuthorClaim(NamedTuple):
    """The author or sender that the text gives for a cited document: "Permanent Representative of Azerbaijan"."""

    text: str
    span: Span


class QuotationClaim(NamedTuple):
    """Words in quotation marks that the text takes from a cited document, without the marks, white space folded."""

    text: str
    span: Span  # without the marks
    direct: bool = True  # False where the source is only that of the sentence's end, or of the next quotation


class Custom(NamedTuple):
    """What the user's settings say of a reference of their own kind."""

    name: str  # of the kind: "osce-decision"
    address: str | None = None  # where a person can look this reference up


class Reference(NamedTuple):
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
    author: AuthorClaim | None = None
    quotations: tuple[QuotationClaim, ...] = ()  # a note with several sources gives each of them all
    refers_to: int | None = None
    antecedents: tuple[int, ...] = ()  # starts of all references a short form could mean
    footnote: str | None = None  # label of the note it stands in
    inferred: str | None = None  # how the canonical form was completed, where the text left it open
    custom: Custom | None = None  # set for Kind.CUSTOM, and only there

    @property
    def kind_name(self) -> str:
        """The kind as JSON and reports name it: "symbol", or what the user calls a kind of their own."""
        return self.custom.name if self.custom else self.kind.value

    @property
    def is_guess(self) -> bool:
        """Whether the body was taken from elsewhere in the text, since none is named beside the number."""
        return self.kind is Kind.RESOLUTION and self.inferred is not None and "body" in self.inferred

    @property
    def names_another_body(self) -> bool:
        """Whether the body named beside the number numbers its resolutions otherwise."""
        return self.inferred is not None and self.inferred.startswith(MISNAMED)

    def as_json(self, file: str) -> dict[str, object]:
        """The reference in the shape of the JSON contract, as `refcheck extract` prints it and reports hold it."""
        places = [{"unit": place.unit.value, "from": place.first, "to": place.last} for place in self.pinpoints]
        return {
            "file": file,
            "start": self.span.start,
            "end": self.span.end,
            "text": self.text,
            "kind": self.kind_name,
            "canonical": list(self.canonical),
            "pinpoint": places or None,
            "date": self.date.value.isoformat() if self.date else None,
            "refers_to": self.refers_to,
            "footnote": self.footnote,
            "date_kind": self.date.kind.value if self.date else None,
            "title": self.title.text if self.title and self.title.kind is not TitleKind.DESCRIBED else None,
            "author": self.author.text if self.author else None,
            "quotations": [
                {"start": quoted.span.start, "end": quoted.span.end, "text": quoted.text, "direct": quoted.direct}
                for quoted in self.quotations
            ],
            "antecedents": list(self.antecedents),
            "inferred": self.inferred,
        }
