"""JUnit XML, for build servers: a suite a document, a case a finding.

What makes the run fail is a failure, an accepted finding is skipped, everything else passes with its sentence; a
document without findings is one case that passes, a file that could not be read one with an error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from refcheck.model import Finding, Unread
from refcheck.report import Report
from refcheck.reporting.form import Format, Terms
from refcheck.reporting.index import Compared, Entry, by_path
from refcheck.reporting.inert import one_line
from refcheck.reporting.naming import DOCUMENT_META, INDEX_META, portable
from refcheck.reporting.places import Places
from refcheck.reporting.words import finding_name

_LONGEST_NAME = 80  # characters of the words concerned in a case's name


class _Suite(NamedTuple):
    """The XML of one suite, and what it counts."""

    xml: str
    tests: int
    failures: int = 0
    errors: int = 0
    skipped: int = 0


def render(report: Report, terms: Terms) -> str:
    """The suite of one document."""
    suite = _suite(report, terms)
    return "".join(_suites(lambda: [suite]))


def render_run(
    entries: Collection[Entry], unread: Sequence[Unread], _together: Compared, _terms: Terms
) -> Iterator[str]:
    """The suites of all documents of a run, in pieces."""

    def suites() -> Iterator[_Suite]:
        yield from (_Suite(*entry.parts["junit"]) for entry in by_path(entries))
        yield from map(_unread_suite, sorted(unread))

    return _suites(suites, mark=f'<!-- name="{INDEX_META}" value="1" -->\n')


def _suites(suites: Callable[[], Iterable[_Suite]], mark: str = "") -> Iterator[str]:
    """The file in pieces; the suites are gone through twice, since their sums come first."""
    sums = Counter[str]()
    for suite in suites():
        sums.update(tests=suite.tests, failures=suite.failures, errors=suite.errors, skipped=suite.skipped)
    counts = _attributes(name="refcheck", **{name: sums[name] for name in ("tests", "failures", "errors", "skipped")})
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{mark}<testsuites{counts}>\n'
    for suite in suites():
        yield suite.xml
    yield "</testsuites>\n"


def _suite(report: Report, terms: Terms) -> _Suite:
    path = portable(report.document.path)
    places = Places(report.document)
    cases = [_case(path, report, finding, places, terms) for finding in _with_identities(report)]
    if not cases:
        cases = [f"<testcase{_attributes(classname=path, name='no findings', file=path)}/>"]
    failures = sum(terms.fails(finding) for finding in report.findings)
    head = _attributes(
        name=path,
        tests=len(cases),
        failures=failures,
        errors=0,
        skipped=report.accepted(),
        timestamp=report.checked_at.removesuffix("Z"),
    )
    about = f'<properties><property name="{DOCUMENT_META}" value="{escape(path)}"/></properties>'
    xml = "\n".join((f"<testsuite{head}>", about, *cases, "</testsuite>\n"))
    return _Suite(xml, len(cases), failures, 0, report.accepted())


def _with_identities(report: Report) -> Iterable[tuple[Finding, str]]:
    return zip(report.findings, report.identities(), strict=True)


def _case(path: str, report: Report, named: tuple[Finding, str], places: Places, terms: Terms) -> str:
    finding, identity = named
    words = report.document.text[finding.span.start : finding.span.end]
    # Without the place, so that a build server knows the case again when lines move.
    name = f"{finding.rule}: {one_line(words, _LONGEST_NAME)} [{identity}]"
    head = _attributes(classname=path, name=name, file=path, line=places.line(finding.span.start))
    offered = f" Suggestion: {finding.suggestion}" if finding.suggestion else ""
    message = f"{finding_name(finding)}, {places.words(finding.span.start)}: {finding.message}{offered}"
    return f"<testcase{head}>{_outcome(finding, message, terms)}</testcase>"


def _outcome(finding: Finding, message: str, terms: Terms) -> str:
    if finding.accepted:
        why = f"accepted by {finding.accepted.by} on {finding.accepted.date}: {finding.accepted.reason}"
        return f"<skipped{_attributes(message=why)}/><system-out>{_text(message)}</system-out>"
    if terms.fails(finding):
        return f"<failure{_attributes(message=message, type=finding.severity.value)}>{_text(message)}</failure>"
    return f"<system-out>{_text(message)}</system-out>"


def _unread_suite(failure: Unread) -> _Suite:
    path = portable(failure.path)
    case = _attributes(classname=path, name="could not be read", file=path)
    error = f"<error{_attributes(message=failure.reason, type='unread')}>{_text(failure.reason)}</error>"
    head = _attributes(name=path, tests=1, failures=0, errors=1, skipped=0)
    return _Suite(f"<testsuite{head}>\n<testcase{case}>{error}</testcase>\n</testsuite>\n", 1, errors=1)


def _attributes(**values: str | int) -> str:
    return "".join(f' {name}="{_text(str(value))}"' for name, value in values.items())


def _text(text: str) -> str:
    return escape(one_line(text))


FORMAT = Format(files={"junit.xml": render}, index={"junit.xml": render_run}, part=_suite)
