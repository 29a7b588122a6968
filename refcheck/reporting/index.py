"""The index of a run over several documents: worst first, what does not agree from one to another, what was unread."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from refcheck.model import SEVERITIES, Difference, Severity, Status, Unread
from refcheck.report import Report, json_text
from refcheck.reporting.naming import INDEX_META, INDEX_SCHEMA
from refcheck.reporting.page import page_pieces
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


class WorstFirst(Collection[Entry]):
    """Entries in the order of the index, of which not all lie in memory."""

    @abstractmethod
    def by_path(self) -> Iterator[Entry]:
        """The same in the order of their paths."""


def render(entries: Collection[Entry], unread: Sequence[Unread], together: Compared = NOT_COMPARED) -> Iterable[str]:
    """The index page, in pieces; the order of `entries` does not matter."""
    ordering = ordered(entries)
    shown = together.differences[:_MOST_SHOWN]
    concerned = {place.path for difference in shown for place in difference.places}
    pages: dict[str, str | None] = {}
    worst: Counter[str] = Counter()
    totals = [0] * len(columns())
    for row in map(row_of, ordering):
        worst[row.worst] += 1
        totals = [total + number for total, (number, _) in zip(totals, row.numbers, strict=True)]
        if row.entry.path in concerned:
            pages[row.entry.path] = row.href
    return page_pieces(
        "index.html",
        {
            "meta": {INDEX_META: "1"},
            "documents": len(ordering),
            "entries": map(row_of, ordering),
            "tallies": _tallies(worst),
            "totals": totals if len(ordering) > 1 else [],
            "unread": sorted(unread, key=lambda file: file.path),
            "columns": columns(),
            "sentence": index_sentence(ordering),
            "groups": _grouped(shown),
            "together": together,
            "most_shown": _MOST_SHOWN,
            "pages": pages,
            "counted": counted,
        },
    )


def by_path(entries: Collection[Entry]) -> Iterable[Entry]:
    """The entries in the order of their paths, as files have them that are compared from run to run."""
    return entries.by_path() if isinstance(entries, WorstFirst) else sorted(entries, key=lambda entry: entry.path)


def ordered(entries: Collection[Entry]) -> Collection[Entry]:
    """The entries in the order of the index."""
    return entries if isinstance(entries, WorstFirst) else sorted(entries, key=worst_first)


def render_lines(
    entries: Collection[Entry], unread: Sequence[Unread], together: Compared = NOT_COMPARED
) -> Iterator[str]:
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
    yield json_text(head, None)
    for entry in ordered(entries):
        yield json_text({"document": _entry_as_json(entry)}, None)
    for file in sorted(unread):
        yield json_text({"unread": {"path": file.path, "reason": file.reason}}, None)
    for difference in together.differences:
        yield json_text({"together": _difference_as_json(difference)}, None)


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


def _tallies(seen: Mapping[str, int]) -> list[tuple[str, int, str, str]]:
    """How many documents have which worst finding: what filters, the number, the words, the colour."""
    return [(worst, seen[worst], words, group) for worst, words, group in _WORST if seen[worst]]


def _href(page: str | None) -> str | None:
    # "./" so that a colon in a file name is not taken for the end of a scheme.
    return "./" + quote(page, safe="", errors="replace") if page else None


def _of_group(entry: Entry, group: str) -> int:
    return sum(entry.summary[status] for status, words in STATUS.items() if words.group == group)


def index_sentence(entries: Iterable[Entry]) -> str:
    """The result of a run in plain words."""
    totals = dict.fromkeys(SEVERITIES, 0)
    references = unknown = accepted = 0
    for entry in entries:
        for severity in SEVERITIES:
            totals[severity] += entry.counts[severity]
        references += entry.summary["references"]
        unknown += sum(entry.summary[status] for status in OPEN)
        accepted += entry.accepted
    could = f"{unknown} of {counted(references, 'reference', 'references')} could not be checked here."
    return f"{findings_sentence(totals, accepted)} {could}"
