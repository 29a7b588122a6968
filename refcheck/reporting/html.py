"""The report for people: one self-contained page, which needs no server, no network and no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
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
_MOST_NUMBERS = 40  # a spoken list ends somewhere; the table has all
_STRIP_WIDTH = 1000
_LANE = 24  # of the drawing, in pixels; the style sheet has the same
_LANES = MappingProxyType({"bad": "Disagree", "open": "Unknown", "moved": "Moved", "good": "Verified"})  # by group
_EXCERPT = 200
_FURTHER_EXCERPT = 110
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
class _Place:
    """One finding of a card: its name and where it stands."""

    id: str
    identity: str
    words: str
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class _Card:
    """One mistake: the first finding of it, and every place where it was made."""

    finding: Finding
    rule_name: str
    rule: RuleText | None
    explains: bool  # the first card of its rule says why there is such a rule
    places: tuple[_Place, ...]
    related: tuple[_RelatedPlace, ...]

    @property
    def id(self) -> str:
        """The name of the first finding."""
        return self.places[0].id


@dataclass(frozen=True, slots=True)
class _Lane:
    """One line of the drawing of the letter: ticks of one sort, as the paths of each colour."""

    name: str
    base: int
    paths: tuple[tuple[str, str], ...]  # the group whose colour it has, and the outline


def render(report: Report, rules: Mapping[str, RuleText] = NO_RULES) -> str:
    """The whole page; the same report always gives the same bytes."""
    places = Places(report.document)
    rows = sources(report, places)
    counts, summary = report.counts(), report.summary()
    cards = _cards(report, rules, places)
    return render_page(
        "report.html",
        {
            **_words(report),
            "sentence": sentence(report),
            "severity_counts": counts,
            "status_counts": {status: summary[status.value] for status in Status},
            "lanes": _lanes(report),
            "strip_words": _strip_words(report, places),
            "clean": not counts[Severity.ERROR] and not counts[Severity.WARNING],
            "cards": {severity: [card for card in cards if look(card.finding) == severity] for severity in SEVERITIES},
            "unit": places.unit,
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
        "running": f"{PurePath(report.document.path).name} · {moment_words(report.checked_at)}",
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
    verified = summary[Status.VERIFIED]
    be = _be(1 if total == 1 else verified)
    parts = [f"{verified} of {counted(total, 'reference', 'references')} {be} verified"]
    if differing := summary[Status.MISMATCH]:
        parts.append(f"{differing} {'disagrees' if differing == 1 else 'disagree'} with the source")
    if missing := summary[Status.NOT_FOUND]:
        parts.append(f"{missing} {'was' if missing == 1 else 'were'} not found")
    if dead := summary[Status.DEAD]:
        parts.append(f"{dead} {_be(dead)} dead")
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
    """One card a mistake, in the order of the findings."""
    causes: dict[object, list[int]] = {}
    for index, finding in enumerate(report.findings):
        causes.setdefault(_cause(finding, report.document.text), []).append(index)
    names, identities, explained = report.finding_ids(), report.identities(), set[str]()
    cards = []
    for indices in causes.values():
        found = [report.findings[index] for index in indices]
        first, rule = found[0], rules.get(found[0].rule)
        standing = tuple(
            _Place(
                names[index],
                identities[index],
                places.words(finding.span.start),
                places.excerpt(finding.span, _FURTHER_EXCERPT if finding is not first else _EXCERPT),
            )
            for index, finding in zip(indices, found, strict=True)
        )
        name = rule.name if rule else first.rule.replace("-", " ").capitalize()
        cards.append(_Card(first, name, rule, first.rule not in explained, standing, _related(found, places)))
        explained.add(first.rule)
    return cards


def _cause(finding: Finding, text: str) -> object:
    """What findings of one mistake have in common.

    The same mistake may be written in several ways ("resolution 853 (1996)", "853 (1996)"). Its findings say the same
    but for the words that they are about; without the same remedy or evidence, these must be the same as well.
    """
    words = text[slice(*finding.span)]
    message = finding.message.replace(words, "") if words.strip() else finding.message
    same = "" if finding.suggestion or finding.evidence else " ".join(words.split())
    return (finding.rule, finding.severity, finding.accepted, finding.suggestion, finding.evidence, message, same)


def _related(findings: Sequence[Finding], places: Places) -> tuple[_RelatedPlace, ...]:
    """The other places that the findings of a card mention, each once."""
    named = (
        _RelatedPlace(
            related_anchor(places.clamp(related.span).start), places.words(related.span.start), related.message
        )
        for finding in findings
        for related in finding.related
    )
    return tuple(dict.fromkeys(named))


def _lanes(report: Report) -> list[_Lane]:
    """The drawing: findings above, below them the references by verdict, each where it stands in the text."""
    ticks: dict[str, dict[str, set[int]]] = {name: {} for name in ("Findings", *_LANES.values())}
    for finding in report.findings:
        ticks["Findings"].setdefault(look(finding), set()).add(_across(report, finding.span))
    for reference, verdict in zip(report.references, report.verdicts, strict=True):
        group = STATUS[verdict.status].group
        ticks[_LANES[group]].setdefault(group, set()).add(_across(report, reference.span))
    present = ((name, groups) for name, groups in ticks.items() if groups)
    return [
        _Lane(
            name,
            (number + 1) * _LANE,
            tuple((group, _outline(across, number * _LANE + 5)) for group, across in sorted(groups.items())),
        )
        for number, (name, groups) in enumerate(present)
    ]


def _outline(across: set[int], top: int) -> str:
    return "".join(f"M{x} {top}h4v{_LANE - 8}h-4z" for x in sorted(across))


def _across(report: Report, span: Span) -> int:
    return min(span.start, len(report.document.text)) * _STRIP_WIDTH // max(len(report.document.text), 1)


def _strip_words(report: Report, places: Places) -> str:
    """The drawing for those who do not see it."""
    by_group: dict[str, list[int]] = {}
    for finding in report.findings:
        by_group.setdefault("findings", []).append(places.number(finding.span.start))
    for reference, verdict in zip(report.references, report.verdicts, strict=True):
        by_group.setdefault(STATUS[verdict.status].name.lower(), []).append(places.number(reference.span.start))
    said = []
    for name, numbers in by_group.items():
        distinct = sorted(set(numbers))
        named = ", ".join(map(str, distinct[:_MOST_NUMBERS]))
        more = f" and {len(distinct) - _MOST_NUMBERS:,} more" if len(distinct) > _MOST_NUMBERS else ""
        said.append(f"{name} on {places.unit}{'s' if len(distinct) > 1 else ''} {named}{more}")
    return f"Where they stand: {'; '.join(said)}."


def _day(day: date | None) -> str | None:
    return words(day) if day else None
