"""The index of a run over several documents: worst first, and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from refcheck.model import SEVERITIES, Severity, Status, Unread
from refcheck.report import Report
from refcheck.reporting.naming import INDEX_META
from refcheck.reporting.page import render_page
from refcheck.reporting.sources import OPEN
from refcheck.reporting.words import STATUS, counted, findings_sentence

_SEVERITY_GROUPS: Mapping[Severity, str] = {
    Severity.ERROR: "bad",
    Severity.WARNING: "open",
    Severity.INFO: "",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of the run; `page` is the file name of its report, relative to the index."""

    path: str
    title: str
    page: str | None
    counts: Mapping[Severity, int]
    summary: Mapping[str, int]

    @property
    def accepted(self) -> int:
        """The number of findings that a person accepted."""
        return self.summary["accepted"]

    @classmethod
    def of(cls, report: Report, page: str | None) -> Entry:
        """The entry for a report; it keeps numbers, not the report."""
        return cls(report.document.path, report.title(), page, report.counts(), report.summary())


@dataclass(frozen=True, slots=True)
class _Row:
    entry: Entry
    href: str | None
    numbers: tuple[tuple[int, str], ...]  # with the group whose colour each has


def render(entries: Sequence[Entry], unread: Sequence[Unread]) -> str:
    """The index page; the order of `entries` does not matter."""
    ordered = sorted(entries, key=_worst_first)
    return render_page(
        "index.html",
        {
            "meta": {INDEX_META: "1"},
            "entries": [_row(entry) for entry in ordered],
            "unread": sorted(unread, key=lambda file: file.path),
            "columns": [
                "Errors",
                "Warnings",
                "Hints",
                "Accepted",
                "References",
                "Verified",
                "Disagree",
                "Moved",
                "Unknown",
            ],
            "sentence": _sentence(ordered),
            "counted": counted,
        },
    )


def _worst_first(entry: Entry) -> tuple[int, int, str]:
    return (-entry.counts[Severity.ERROR], -entry.counts[Severity.WARNING], entry.path)


def _row(entry: Entry) -> _Row:
    return _Row(
        entry,
        # "./" so that a colon in a file name is not taken for the end of a scheme.
        "./" + quote(entry.page, safe="", errors="replace") if entry.page else None,
        (
            *((entry.counts[severity], _SEVERITY_GROUPS[severity]) for severity in SEVERITIES),
            (entry.accepted, ""),
            (entry.summary["references"], ""),
            (entry.summary[Status.VERIFIED], "good"),
            (_of_group(entry, "bad"), "bad"),
            (entry.summary[Status.MOVED], "moved"),
            (sum(entry.summary[status] for status in OPEN), "open"),
        ),
    )


def _of_group(entry: Entry, group: str) -> int:
    return sum(entry.summary[status] for status, words in STATUS.items() if words.group == group)


def _sentence(entries: Sequence[Entry]) -> str:
    totals = {severity: sum(entry.counts[severity] for entry in entries) for severity in SEVERITIES}
    references = sum(entry.summary["references"] for entry in entries)
    unknown = sum(entry.summary[status] for entry in entries for status in OPEN)
    could = f"{unknown} of {counted(references, 'reference', 'references')} could not be checked here."
    accepted = sum(entry.accepted for entry in entries)
    return f"{findings_sentence(totals, accepted)} {could}"
