"""The report for people: one self-contained page, which needs no server, no network and no script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from refcheck.domain.dates import words
from refcheck.model import SEVERITIES, Finding, Severity, Span, Status
from refcheck.report import Report
from refcheck.reporting.annotated import annotate, related_anchor
from refcheck.reporting.naming import DOCUMENT_META, portable
from refcheck.reporting.page import raw, render_page
from refcheck.reporting.places import Excerpt, Places
from refcheck.reporting.quotations import quotation_rows
from refcheck.reporting.sources import OPEN, Source, sources, web_address
from refcheck.reporting.words import (
    ACCEPTED,
    SEVERITY_NAMES,
    STATUS,
    counted,
    finding_name,
    findings_sentence,
    look,
    moment_words,
)

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps"})
_LANGUAGES = MappingProxyType(
    {
        "ar": "Arabic",
        "en": "English",
        "es": "Spanish",
        "fr": "French",
        "ru": "Russian",
        "zh": "Chinese",
    }
)
_MOST_LINES = 40  # a spoken list ends somewhere; the table has all
_STRIP_WIDTH = 1000
_NOTHING_SAID = "Whether the cited sources say what the text says of them."


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a card says of its rule."""

    name: str  # "Year does not fit the resolution"
    summary: str
    why: str
    wrong: str
    right: str
    severity: Severity | None = None  # the gravest of its findings


NO_RULES: Mapping[str, RuleText] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _RelatedPlace:
    anchor: str
    words: str
    message: str


@dataclass(frozen=True, slots=True)
class _Card:
    """A finding as its card shows it."""

    id: str
    identity: str
    finding: Finding
    rule_name: str
    rule: RuleText | None
    place: str
    excerpt: Excerpt
    related: tuple[_RelatedPlace, ...]


@dataclass(frozen=True, slots=True)
class _Tick:
    """One thing in the drawing of the letter: how far into the text, and its colour."""

    x: int
    group: str


def render(report: Report, rules: Mapping[str, RuleText] = NO_RULES) -> str:
    """The whole page; the same report always gives the same bytes."""
    places = Places(report.document)
    rows = sources(report, places)
    counts = report.counts()
    cards = _cards(report, rules, places)
    return render_page(
        "report.html",
        {
            **_words(report),
            "sentence": sentence(report),
            "severity_counts": counts,
            "status_counts": {status: report.summary()[status.value] for status in Status},
            "ticks": _ticks(report),
            "flags": _flags(report),
            "strip_words": _strip_words(report, places),
            "clean": not counts[Severity.ERROR] and not counts[Severity.WARNING],
            "cards": {severity: [card for card in cards if look(card.finding) == severity] for severity in SEVERITIES},
            "accepted": [card for card in cards if card.finding.accepted],
            "letter": raw(annotate(report, places)),
            "rows": rows,
            "by_hand": [row for row in rows if row.status in OPEN],
            "kinds": list(dict.fromkeys(kind for row in rows for kind in row.kinds)),
            "quotations": quotation_rows(report, places),
            "skipped": report.skipped or (_NOTHING_SAID,),
        },
    )


def _words(report: Report) -> dict[str, object]:
    """The document's particulars, and the vocabulary that the template speaks."""
    language = report.document.language
    return {
        "report": report,
        "document": report.document,
        "meta": {DOCUMENT_META: portable(report.document.path)},
        "title": report.title(),
        "dated": _day(report.dated()),
        "language": _LANGUAGES.get(language or "", language),
        "language_tag": language,
        "direction": "rtl" if language in _RIGHT_TO_LEFT else "ltr" if language else "auto",
        "moment": moment_words(report.checked_at),
        "STATUS": STATUS,
        "STATUS_ORDER": {status: order for order, status in enumerate(STATUS)},
        "SEVERITY": SEVERITY_NAMES,
        "link": web_address,
        "day": _day,
        "counted": counted,
        "compared": _compared,
        "look": look,
        "finding_name": finding_name,
        "ACCEPTED": ACCEPTED,
    }


def sentence(report: Report) -> str:
    """The result in plain words: what is wrong, what agrees, and what nobody looked at."""
    return f"{findings_sentence(report.counts(), report.accepted())} {_references_sentence(report)}"


def _references_sentence(report: Report) -> str:
    summary = report.summary()
    total = summary["references"]
    if not total:
        return "The text holds no reference that could be recognized, so none was looked up."
    unknown = sum(summary[status] for status in OPEN)
    missing = summary[Status.NOT_FOUND] + summary[Status.DEAD]
    verified = summary[Status.VERIFIED]
    be = _be(1 if total == 1 else verified)
    parts = [f"{verified} of {counted(total, 'reference', 'references')} {be} verified"]
    if differing := summary[Status.MISMATCH]:
        parts.append(f"{differing} {'disagrees' if differing == 1 else 'disagree'} with the source")
    if missing:
        parts.append(f"{missing} {'was' if missing == 1 else 'were'} not found")
    if moved := summary[Status.MOVED]:
        parts.append(f"{moved} {_be(moved)} at another address")
    if unknown:
        parts.append(f"{unknown} could not be checked here")
    return "; ".join(parts) + "."


def _be(number: int) -> str:
    return "is" if number == 1 else "are"


def _compared(row: Source) -> str:
    """What a verdict rests on: "exists" alone is less than "exists · date"."""
    if row.status is not Status.VERIFIED:
        return ""
    beyond = [field for field in row.agreeing if field != "exists"]
    return " · ".join(["exists", *beyond]) if beyond else "exists; nothing else was compared"


def _cards(report: Report, rules: Mapping[str, RuleText], places: Places) -> list[_Card]:
    named = zip(report.finding_ids(), report.identities(), report.findings, strict=True)
    return [_card(name, identity, finding, rules.get(finding.rule), places) for name, identity, finding in named]


def _card(name: str, identity: str, finding: Finding, rule: RuleText | None, places: Places) -> _Card:
    return _Card(
        id=name,
        identity=identity,
        finding=finding,
        rule_name=rule.name if rule else finding.rule.replace("-", " ").capitalize(),
        rule=rule,
        place=places.words(finding.span.start),
        excerpt=places.excerpt(finding.span),
        related=tuple(
            _RelatedPlace(
                related_anchor(places.clamp(related.span).start),
                places.words(related.span.start),
                related.message,
            )
            for related in finding.related
        ),
    )


def _ticks(report: Report) -> list[_Tick]:
    return [
        _Tick(_across(report, reference.span), STATUS[verdict.status].group)
        for reference, verdict in zip(report.references, report.verdicts, strict=True)
    ]


def _flags(report: Report) -> list[_Tick]:
    return [_Tick(_across(report, finding.span), look(finding)) for finding in report.findings]


def _across(report: Report, span: Span) -> int:
    return min(span.start, len(report.document.text)) * _STRIP_WIDTH // max(len(report.document.text), 1)


def _strip_words(report: Report, places: Places) -> str:
    """The drawing for those who do not see it."""
    by_group: dict[str, list[str]] = {}
    for reference, verdict in zip(report.references, report.verdicts, strict=True):
        line = str(places.line(reference.span.start))
        by_group.setdefault(STATUS[verdict.status].name.lower(), []).append(line)
    said = [f"{name} on lines {', '.join(dict.fromkeys(lines[:_MOST_LINES]))}" for name, lines in by_group.items()]
    found = [str(places.line(finding.span.start)) for finding in report.findings[:_MOST_LINES]]
    if found:
        said.insert(0, f"findings on lines {', '.join(dict.fromkeys(found))}")
    return f"Where they stand: {'; '.join(said)}."


def _day(day: date | None) -> str | None:
    return words(day) if day else None
