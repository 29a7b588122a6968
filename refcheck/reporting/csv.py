"""Tables for spreadsheets: a row a reference, a row a finding; for a document, and for a whole run.

They open right in Excel, LibreOffice and Numbers: UTF-8 with a byte order mark, a line a row, every cell quoted.
Nothing is a formula, and nothing that the text holds is taken for a number or a date of its own: such a cell begins
with an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Sequence

from refcheck.model import Evidence, Unread, Verdict
from refcheck.report import Report
from refcheck.reporting.form import Format, Terms
from refcheck.reporting.index import Compared, Entry, by_path
from refcheck.reporting.inert import cell, one_line
from refcheck.reporting.naming import portable
from refcheck.reporting.places import Places
from refcheck.reporting.words import pinpoint_words

REFERENCES = (
    *("file", "number", "line", "column", "start", "end", "as written", "kind", "canonical", "places cited", "date"),
    *("title", "author", "footnote", "verdict", "by", "agrees", "differs", "reason", "evidence", "address", "cite"),
)
FINDINGS = (
    *("file", "severity", "rule", "rule name", "line", "column", "start", "end", "words", "message", "suggestion"),
    *("related", "evidence", "accepted by", "accepted because", "accepted on", "id", "identity"),
)
_BOM = "\ufeff"
_LONGEST = 1000  # characters of the words concerned

Cell = str | int | None


def references(report: Report, terms: Terms) -> str:
    """The table of references of one document."""
    return _table(REFERENCES, reference_rows(report, terms))


def findings(report: Report, terms: Terms) -> str:
    """The table of findings of one document."""
    return _table(FINDINGS, finding_rows(report, terms))


def reference_rows(report: Report, _terms: Terms) -> Iterator[Sequence[Cell]]:
    """A row for each reference, in the order of the text."""
    places = Places(report.document)
    file = portable(report.document.path)
    for number, (reference, verdict) in enumerate(zip(report.references, report.verdicts, strict=True), 1):
        start, end = reference.span
        yield (
            *(file, number, places.line(start), start - places.line_start(start) + 1, start, end),
            *(reference.text, reference.kind_name, " ".join(reference.canonical)),
            pinpoint_words(reference.pinpoints),
            reference.date.value.isoformat() if reference.date else None,
            reference.title.text if reference.title else None,
            reference.author.text if reference.author else None,
            reference.footnote,
            *(verdict.status.value, verdict.by),
            ", ".join(item.field for item in verdict.comparisons if item.agrees),
            _differing(verdict),
            verdict.reason,
            _evidence(verdict.evidence),
            next((item.url for item in verdict.evidence if item.url), None),
            " ".join(address for address in report.addresses_to_cite(reference, verdict) if address),
        )


def finding_rows(report: Report, terms: Terms) -> Iterator[Sequence[Cell]]:
    """A row for each finding, worst first, as on the page."""
    places = Places(report.document)
    file = portable(report.document.path)
    named = zip(report.findings, report.finding_ids(), report.identities(), strict=True)
    for finding, name, identity in named:
        start, end = finding.span
        rule = terms.rules.get(finding.rule)
        accepted = finding.accepted
        yield (
            *(file, finding.severity.value, finding.rule, rule.name if rule else None),
            *(places.line(start), start - places.line_start(start) + 1, start, end),
            one_line(report.document.text[start:end], _LONGEST),
            *(finding.message, finding.suggestion),
            "; ".join(f"{places.words(related.span.start)}: {related.message}" for related in finding.related),
            _evidence(finding.evidence),
            *((accepted.by, accepted.reason, accepted.date.isoformat()) if accepted else (None, None, None)),
            *(name, identity),
        )


def _differing(verdict: Verdict) -> str:
    differing = (item for item in verdict.comparisons if not item.agrees)
    return "; ".join(f"{item.field}: {item.written} / {item.known}" for item in differing)


def _evidence(evidence: Iterable[Evidence]) -> str:
    return "; ".join(f"{item.source}: {item.says}" for item in evidence)


def _table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    return f"{_BOM}{_lines([head])}{_lines(rows)}"


def _lines(rows: Iterable[Sequence[Cell]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([[cell(value) if isinstance(value, str) else value for value in row] for row in rows])
    return text.getvalue()


def _rows_of(report: Report, terms: Terms) -> tuple[str, str]:
    return _lines(reference_rows(report, terms)), _lines(finding_rows(report, terms))


def _run_references(
    entries: Collection[Entry], _unread: Sequence[Unread], _together: Compared, _terms: Terms
) -> Iterator[str]:
    return _joined(REFERENCES, entries, 0)


def _run_findings(
    entries: Collection[Entry], _unread: Sequence[Unread], _together: Compared, _terms: Terms
) -> Iterator[str]:
    return _joined(FINDINGS, entries, 1)


def _joined(head: Sequence[str], entries: Collection[Entry], table: int) -> Iterator[str]:
    yield _table(head, ())
    for entry in by_path(entries):
        yield entry.parts["csv"][table]


FORMAT = Format(
    files={"references.csv": references, "findings.csv": findings},
    index={"references.csv": _run_references, "findings.csv": _run_findings},
    part=_rows_of,
)
