"""A report as lines for a terminal: file:line:column, what is wrong, and the sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from refcheck.model import Severity
from refcheck.report import Report

if TYPE_CHECKING:
    from refcheck.storage import Place

_NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "hint"}


def lines_of(report: Report, written: Sequence[Place]) -> Iterator[str]:
    """One line for each error and warning that nobody accepted, then one for the document."""
    document = report.document
    for finding in report.findings:
        if finding.severity != "info" and not finding.accepted:
            line = document.text.count("\n", 0, finding.span.start) + 1
            column = finding.span.start - document.text.rfind("\n", 0, finding.span.start)
            hint = f" Suggestion: {finding.suggestion}" if finding.suggestion else ""
            yield f"{document.path}:{line}:{column}: {finding.severity} [{finding.rule}] {finding.message}{hint}"
    counts = ", ".join(_counted(number, _NOUNS[severity]) for severity, number in report.counts().items())
    counts += f", {report.accepted()} accepted" if report.accepted() else ""
    summary = report.summary()
    yield (
        f"{document.path}: {counts}; {summary['verified']} of "
        f"{_counted(summary['references'], 'reference')} verified, "
        f"{summary['unverifiable']} not checked{f' -> {written[0]}' if written else ''}"
    )


def _counted(number: int, noun: str) -> str:
    """For programs as well: without signs between the digits."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
