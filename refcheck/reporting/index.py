"""The index of a run over several documents: worst first, what does not agree from one to another, what was unread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from refcheck.model import SEVERITIES, Difference, Severity, Status, Unread
from refcheck.report import Report, json_text
from refcheck.reporting.naming import INDEX_META, INDEX_SCHEMA
from refcheck.reporting.page import render_page
from refcheck.reporting.sources import OPEN
from refcheck.reporting.words import STATUS, counted, findings_sentence

_MOST_SHOWN = 200  # differences on the page; the JSON index has all
_SEVERITY_GROUPS: Mapping[Severity, str] = {
    Severity.ERROR: "bad",
    Severity.WARNING: "open",
    Severity.INFO: "",
}


_NO_FINDINGS = "none"
# The filter of the page: a document by its gravest finding, in words, and the colour of the number.
_WORST = (
    (Severity.ERROR.value, "with errors", "error"),
    (Severity.WARNING.value, "with warnings, no errors", "warning"),
    (Severity.INFO.value, "with hints only", "info"),
    (_NO_FINDINGS, "without findings", "good"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of the run; `page` is the file name of its report, relative to the index."""

    path: str
    title: str
    page: str | None
    counts: Mapping[Severity, int]
    summary: Mapping[str, int]
    parts: Mapping[str, Any] = field(default_factory=dict)  # by format: what its file of the run holds of the document

    @property
    def accepted(self) -> int:
        """The number of findings that a person accepted."""
        return self.summary["accepted"]

    @classmethod
    def of(cls, report: Report, page: str | None, parts: Mapping[str, Any] | None = None) -> Entry:
        """The entry for a report; it keeps numbers and what the formats' files of the run hold, not the report."""
        return cls(report.document.path, report.title(), page, report.counts(), report.summary(), parts or {})


@dataclass(frozen=True, slots=True)
class _Row:
    entry: Entry
    href: str | None
    numbers: tuple[tuple[int, str], ...]  # with the group whose colour each has
    worst: str  # the gravest severity that counts, or "none"


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing the documents with one another gave; `complete` says whether all their facts were kept."""

    differences: tuple[Difference, ...] = ()
    complete: bool = True


NOT_COMPARED = Compared()


def render(entries: Sequence[Entry], unread: Sequence[Unread], together: Compared = NOT_COMPARED) -> str:
    """The index page; the order of `entries` does not matter."""
    ordered = sorted(entries, key=worst_first)
    rows = [row_of(entry) for entry in ordered]
    pages = {entry.path: _href(entry.page) for entry in entries}
    return render_page(
        "index.html",
        {
            "meta": {INDEX_META: "1"},
            "entries": rows,
            "tallies": _tallies(rows),
            "totals": _totals(rows) if len(rows) > 1 else [],
            "unread": sorted(unread, key=lambda file: file.path),
            "columns": columns(),
            "sentence": index_sentence(ordered),
            "groups": _grouped(together.differences[:_MOST_SHOWN]),
            "together": together,
            "most_shown": _MOST_SHOWN,
            "pages": pages,
            "counted": counted,
        },
    )


def render_lines(entries: Sequence[Entry], unread: Sequence[Unread], together: Compared = NOT_COMPARED) -> str:
    """The index for scripts, a JSON object a line: what the run was, then documents, failures and differences.

    Lines, and no ".json", since every .json file in the folder is a report on a document.
    """
    head = {
        "schema": INDEX_SCHEMA,
        "documents": len(entries),
        "unread": len(unread),
        "together": len(together.differences),
        "together_complete": together.complete,
    }
    documents = [{"document": _entry_as_json(entry)} for entry in sorted(entries, key=worst_first)]
    failures = [{"unread": {"path": file.path, "reason": file.reason}} for file in sorted(unread)]
    differences = [{"together": _difference_as_json(difference)} for difference in together.differences]
    return "".join(json_text(line, None) for line in (head, *documents, *failures, *differences))


def _entry_as_json(entry: Entry) -> dict[str, object]:
    return {
        "path": entry.path,
        "title": entry.title,
        "page": entry.page,
        "findings": {severity.value: number for severity, number in entry.counts.items()},
        "summary": dict(entry.summary),
    }


def _difference_as_json(difference: Difference) -> dict[str, object]:
    return {
        "check": difference.check,
        "severity": Severity.INFO.value,
        "message": difference.message,
        "places": [
            {"path": place.path, "line": place.line, "start": place.start, "end": place.end, "text": place.words}
            for place in difference.places
        ],
    }


def _grouped(differences: Sequence[Difference]) -> dict[str, list[Difference]]:
    groups: dict[str, list[Difference]] = {}
    for difference in differences:
        groups.setdefault(difference.title, []).append(difference)
    return groups


def worst_first(entry: Entry) -> tuple[int, int, str]:
    """The order of the index: errors, then warnings, then names."""
    return (-entry.counts[Severity.ERROR], -entry.counts[Severity.WARNING], entry.path)


def columns() -> tuple[str, ...]:
    """The heads of the numbers in a row."""
    return ("Errors", "Warnings", "Hints", "Accepted", "References", "Verified", "Disagree", "Moved", "Unknown")


def row_of(entry: Entry) -> _Row:
    """A document as a row of a table."""
    return _Row(
        entry,
        _href(entry.page),
        (
            *((entry.counts[severity], _SEVERITY_GROUPS[severity]) for severity in SEVERITIES),
            (entry.accepted, ""),
            (entry.summary["references"], ""),
            (entry.summary[Status.VERIFIED], "good"),
            (_of_group(entry, "bad"), "bad"),
            (entry.summary[Status.MOVED], "moved"),
            (sum(entry.summary[status] for status in OPEN), "open"),
        ),
        _worst(entry),
    )


def _worst(entry: Entry) -> str:
    return next((severity.value for severity in SEVERITIES if entry.counts[severity]), _NO_FINDINGS)


def _tallies(rows: Sequence[_Row]) -> list[tuple[str, int, str, str]]:
    """How many documents have which worst finding: what filters, the number, the words, the colour."""
    seen = Counter(row.worst for row in rows)
    return [(worst, seen[worst], words, group) for worst, words, group in _WORST if seen[worst]]


def _totals(rows: Sequence[_Row]) -> list[int]:
    """The sum of each column."""
    return [sum(number for number, _ in column) for column in zip(*(row.numbers for row in rows), strict=True)]


def _href(page: str | None) -> str | None:
    # "./" so that a colon in a file name is not taken for the end of a scheme.
    return "./" + quote(page, safe="", errors="replace") if page else None


def _of_group(entry: Entry, group: str) -> int:
    return sum(entry.summary[status] for status, words in STATUS.items() if words.group == group)


def index_sentence(entries: Sequence[Entry]) -> str:
    """The result of a run in plain words."""
    totals = {severity: sum(entry.counts[severity] for entry in entries) for severity in SEVERITIES}
    references = sum(entry.summary["references"] for entry in entries)
    unknown = sum(entry.summary[status] for entry in entries for status in OPEN)
    could = f"{unknown} of {counted(references, 'reference', 'references')} could not be checked here."
    accepted = sum(entry.accepted for entry in entries)
    return f"{findings_sentence(totals, accepted)} {could}"
