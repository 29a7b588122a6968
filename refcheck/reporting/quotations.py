"""Quotations beside the passages of their sources, the words that differ marked on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from types import MappingProxyType

from refcheck.model import CitedPassage, JudgedQuotation, Status, Wording
from refcheck.report import Report
from refcheck.reporting.places import Places

# How each is shown: as which verdict, and in which words.
WORDINGS: Mapping[Wording, tuple[Status, str]] = MappingProxyType(
    {
        Wording.RIGHT: (Status.VERIFIED, "The words are the source's."),
        Wording.WRITING: (Status.VERIFIED, "The words are the source's; punctuation, capitals or spelling differ."),
        Wording.ELSEWHERE: (
            Status.MISMATCH,
            "The words are the source's, but stand at another place than the one cited.",
        ),
        Wording.ALTERED: (Status.MISMATCH, "Some of the words are not the source's."),
        Wording.ABSENT: (Status.MISMATCH, "The words do not stand in the source."),
        Wording.UNCHECKED: (Status.UNVERIFIABLE, "Not compared"),
    }
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one side; `differs` where the other side has others."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class QuotationRow:
    """One quotation as its row shows it."""

    number: int  # of the reference that has the words, or that is cited for them, in the order of the text
    place: str
    status: Status
    says: str
    source: str
    written: tuple[Piece, ...]
    passage: CitedPassage | None
    known: tuple[Piece, ...]  # the passage's own words


def quotation_rows(report: Report, places: Places) -> tuple[QuotationRow, ...]:
    """The rows, in the order of the text."""
    return tuple(_row(report, places, quotation) for quotation in report.consulted.quotations)


def _row(report: Report, places: Places, quotation: JudgedQuotation) -> QuotationRow:
    status, says = WORDINGS[quotation.wording]
    cited = [quotation.bearer] if quotation.bearer is not None else list(quotation.references)
    named = (report.references[index] for index in cited)
    names = dict.fromkeys(" – ".join(reference.canonical) or " ".join(reference.text.split()) for reference in named)
    sides = quotation.wording in (Wording.ALTERED, Wording.WRITING) and quotation.passage is not None
    words = quotation.passage.words if quotation.passage else ""
    written, known = (
        _sides(quotation.text, words) if sides else ((Piece(quotation.text, False),), (Piece(words, False),))
    )
    return QuotationRow(
        number=cited[0] + 1,
        place=places.words(quotation.span.start),
        status=status,
        says=f"{says}: {quotation.reason}." if quotation.reason else says,
        source="; ".join(names),
        written=written,
        passage=quotation.passage,
        known=known,
    )


def _sides(written: str, source: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts cut into pieces that agree and pieces that differ."""
    ours, theirs = written.split(), source.split()
    matcher = SequenceMatcher(None, [_plain(word) for word in ours], [_plain(word) for word in theirs], autojunk=False)
    codes = matcher.get_opcodes()
    return (
        tuple(_pieces(ours, [(low, high, tag) for tag, low, high, _, _ in codes])),
        tuple(_pieces(theirs, [(low, high, tag) for tag, _, _, low, high in codes])),
    )


def _plain(word: str) -> str:
    return word.translate(_QUOTES)


_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "‑": "-"})


def _pieces(words: Sequence[str], parts: Sequence[tuple[int, int, str]]) -> Iterator[Piece]:
    for low, high, tag in parts:
        if low < high:
            yield Piece(" ".join(words[low:high]), tag != "equal")
