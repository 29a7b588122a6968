"""The words, signs and groups in which a page speaks of verdicts, kinds and places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from refcheck.model import DateKind, Kind, Pinpoint, Severity, Status, Unit
from refcheck.report import written_date


@dataclass(frozen=True, slots=True)
class StatusWords:
    """One verdict: the sign and words that show it, and the group whose colour it has."""

    sign: str
    name: str
    group: str  # "good", "bad", "open" (nothing known), "moved"
    meaning: str


STATUS: Mapping[Status, StatusWords] = MappingProxyType(
    {
        Status.VERIFIED: StatusWords("✓", "Verified", "good", "exists, and what could be compared agrees"),
        Status.MISMATCH: StatusWords("✗", "Mismatch", "bad", "exists, but differs from what the text says"),
        Status.NOT_FOUND: StatusWords("✗", "Not found", "bad", "a complete source has no such document"),
        Status.UNVERIFIABLE: StatusWords("?", "Not checked", "open", "no source could be asked, or none is complete"),
        Status.DEAD: StatusWords("✗", "Dead", "bad", "the address does not exist any more"),
        Status.FAILING: StatusWords("·", "Failing", "open", "the address did not answer this time"),
        Status.MOVED: StatusWords("→", "Moved", "moved", "the address leads to another one for good"),
        Status.BLOCKED: StatusWords("?", "Blocked", "open", "the server refused to answer; nothing is known"),
    }
)
SEVERITY_NAMES: Mapping[Severity, tuple[str, str]] = MappingProxyType(
    {
        Severity.ERROR: ("error", "errors"),
        Severity.WARNING: ("warning", "warnings"),
        Severity.INFO: ("hint", "hints"),
    }
)
KIND_NAMES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.SYMBOL: "Document symbol",
        Kind.RESOLUTION: "Resolution or decision",
        Kind.ICJ: "Decision of the Court",
        Kind.OPINION: "Opinion",
        Kind.TREATY: "Treaty",
        Kind.URL: "Link",
        Kind.SHORT: "Short form",
    }
)
_DATE_WORDS: Mapping[DateKind, str] = MappingProxyType(
    {
        DateKind.ADOPTION: "adopted",
        DateKind.LETTER: "letter dated",
        DateKind.DECISION: "decided",
        DateKind.ISSUE: "dated",
    }
)
_UNITS: Mapping[Unit, tuple[str, str]] = MappingProxyType(
    {
        Unit.PARA: ("para.", "paras."),
        Unit.PAGE: ("p.", "pp."),
        Unit.SECTION: ("sect.", "sects."),
        Unit.CHAPTER: ("chap.", "chaps."),
        Unit.ARTICLE: ("art.", "arts."),
        Unit.ANNEX: ("annex", "annexes"),
        Unit.FOOTNOTE: ("footnote", "footnotes"),
    }
)


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: "1 error", "3 errors"."""
    return f"{number:,} {one if number == 1 else many}"


def pinpoint_words(pinpoint: Pinpoint) -> str:
    """A pinpoint as an editor writes it: "paras. 116–117"."""
    one, many = _UNITS[pinpoint.unit]
    if pinpoint.first == pinpoint.last:
        return f"{one} {pinpoint.first}".rstrip()
    return f"{many} {pinpoint.first}–{pinpoint.last}"


def date_words(day: date, kind: DateKind) -> str:
    """A date that the text gives, and of what: "adopted 29 July 1993"."""
    return f"{_DATE_WORDS[kind]} {written_date(day)}"


def moment_words(moment: str) -> str:
    """The time of a run for people: "20 November 2026, 22:00 UTC"."""
    try:
        parsed = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return f"{written_date(parsed.date())}, {parsed:%H:%M} UTC"


def joined(parts: list[str]) -> str:
    """Words in a row: "a", "a and b", "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""
