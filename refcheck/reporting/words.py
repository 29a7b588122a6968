"""The words, signs and groups in which a page speaks of verdicts, kinds and places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from types import MappingProxyType

from refcheck.domain.dates import words
from refcheck.domain.numerals import joined
from refcheck.model import DateKind, Finding, Kind, Pinpoint, Reference, Severity, Status, Unit


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
        Status.UNVERIFIABLE: StatusWords("?", "Not checked", "open", "no source was asked, or none is complete"),
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
ACCEPTED = "accepted"  # the look of a finding that a person let stand
KIND_NAMES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.SYMBOL: "Symbol",
        Kind.RESOLUTION: "Resolution",
        Kind.ICJ: "Court decision",
        Kind.OPINION: "Opinion",
        Kind.TREATY: "Treaty",
        Kind.URL: "Link",
        Kind.DOI: "DOI",
        Kind.ISBN: "ISBN",
        Kind.WORK: "Other work",
        Kind.SHORT: "Short form",
        Kind.CUSTOM: "Kind of your own",
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


@dataclass(frozen=True, slots=True)
class KindWords:
    """A kind as the table filters by it, and as it is shown."""

    value: str
    name: str

    @classmethod
    def of(cls, reference: Reference) -> KindWords:
        """A kind of the user's own bears the name that the user gave it."""
        return cls(reference.kind_name, reference.custom.name if reference.custom else KIND_NAMES[reference.kind])


def pinpoint_words(pinpoints: tuple[Pinpoint, ...]) -> str:
    """Pinpoints as an editor writes them: "sect. II, paras. 86 and 116–117"."""
    by_unit = ((unit, tuple(group)) for unit, group in groupby(pinpoints, key=lambda pinpoint: pinpoint.unit))
    return ", ".join(_of_one_unit(unit, group) for unit, group in by_unit)


def _of_one_unit(unit: Unit, pinpoints: tuple[Pinpoint, ...]) -> str:
    one, many = _UNITS[unit]
    single = len(pinpoints) == 1 and pinpoints[0].first == pinpoints[0].last
    return f"{one if single else many} {joined([_range(pinpoint) for pinpoint in pinpoints])}".rstrip()


def _range(pinpoint: Pinpoint) -> str:
    same = pinpoint.first == pinpoint.last
    return pinpoint.first if same else f"{pinpoint.first}–{pinpoint.last}"


def date_words(day: date, kind: DateKind) -> str:
    """A date that the text gives, and of what: "adopted 29 July 1993"."""
    return f"{_DATE_WORDS[kind]} {words(day)}"


def moment_words(moment: str) -> str:
    """The time of a run for people: "20 November 2026, 22:00 UTC"."""
    try:
        parsed = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return f"{words(parsed.date())}, {parsed:%H:%M} UTC"


def look(finding: Finding) -> str:
    """The class that gives a finding its colour: its severity, unless it was accepted."""
    return ACCEPTED if finding.accepted else finding.severity.value


def finding_name(finding: Finding) -> str:
    """What a finding is, for those who do not see its colour: "error", "accepted error"."""
    name = SEVERITY_NAMES[finding.severity][0]
    return f"{ACCEPTED} {name}" if finding.accepted else name


def findings_sentence(counts: Mapping[Severity, int], accepted: int = 0) -> str:
    """What was found: hints alone are no mistakes, and accepted findings are told apart."""
    apart = f" {counted(accepted, 'accepted finding is', 'accepted findings are')} not counted." if accepted else ""
    said = [counted(number, *SEVERITY_NAMES[severity]) for severity, number in counts.items() if number]
    if not counts[Severity.ERROR] and not counts[Severity.WARNING]:
        more = "more " if accepted else ""
        return (f"No {more}mistakes found; {said[0]}." if said else f"No {more}mistakes found.") + apart
    return f"{joined(said)} found.{apart}"
