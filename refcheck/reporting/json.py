"""The report for scripts, editors' tools and nightly jobs."""

from __future__ import annotations

from refcheck.report import Report


def render(report: Report) -> str:
    """The JSON report, byte for byte the same for the same report."""
    return report.to_json()
