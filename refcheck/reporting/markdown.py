"""A summary in Markdown, for a pull request or the summary of a job: what is wrong, where, and what to write.

Foreign words are escaped so that no page of GitHub or GitLab makes markup, links, mentions or references of them. It
stays below what a comment may hold, and says so where it leaves something out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from html import escape
from itertools import islice
from typing import NamedTuple

from refcheck.model import Finding, Severity, Unread
from refcheck.report import Report
from refcheck.reporting.form import Format, Terms
from refcheck.reporting.html import sentence
from refcheck.reporting.index import Compared, Entry, index_sentence, ordered
from refcheck.reporting.inert import one_line
from refcheck.reporting.naming import DOCUMENT_META, INDEX_META, portable
from refcheck.reporting.places import Places
from refcheck.reporting.sources import OPEN
from refcheck.reporting.words import SEVERITY_NAMES, counted, moment_words

_MOST_SHOWN = 100  # findings of a sort
_MOST_FOLDED = 40  # hints
_MOST_UNFOLDED = 10  # documents in the table of a run
_MOST_OF_RUN = 20  # of one document among several
_MOST_CHARACTERS = 60_000  # GitHub takes 65,536 in a comment
_LONGEST_MESSAGE = 600
_LONGEST_WORDS = 120
_SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "·"}
_LIST_SIGN = re.compile(r"^(\d{1,9}(?=\.)|(?=[-+]))(.)")
_MARKUP = re.compile(r"([\\`*_{}\[\]()#|~$^=!])")
# What hosts make links of on their own: an empty comment keeps the halves apart and is not seen.
_APART = "<!-- -->"
_LINKED = re.compile(
    r"(?i)(?<=:)(?=//)|(?<=/)(?=/)|(?<=www)(?=\.)|(?<=@)|(?<=gh)(?=-\d)|(?<=#)|(?<=mailto)(?=:)|(?<=xmpp)(?=:)"
)


class _Part(NamedTuple):
    """What the summary of a run says of one document."""

    rows: str
    more: int  # errors and warnings left out
    version: str
    moment: str


def render(report: Report, terms: Terms) -> str:
    """The summary of one document."""
    return _bounded(_document_lines(report, terms))


def render_run(entries: Collection[Entry], unread: Sequence[Unread], together: Compared, _terms: Terms) -> str:
    """The summary of a run over several documents, worst first."""
    return _bounded(_run_lines(ordered(entries), sorted(unread), together))


def inline(text: str, most: int | None = None) -> str:
    """Foreign text as a piece of a line: shown as it is, and nothing else."""
    # Marked while the text is bare, so that no escape stands between what belongs apart.
    pieces = _LINKED.split(one_line(text, most))
    return _LIST_SIGN.sub(r"\1\\\2", _APART.join(_MARKUP.sub(r"\\\1", escape(piece, quote=False)) for piece in pieces))


def _document_lines(report: Report, terms: Terms) -> Iterator[str]:
    path = portable(report.document.path)
    yield _mark(DOCUMENT_META, path)
    yield f"## refcheck: {inline(path)}\n\n"
    if title := inline(report.title(), _LONGEST_MESSAGE):
        yield f"**{title}**\n\n"
    yield f"{inline(sentence(report))}\n\n"
    places = Places(report.document)
    counting = [finding for finding in report.findings if not finding.accepted]
    grave = [finding for finding in counting if finding.severity is not Severity.INFO]
    hints = [finding for finding in counting if finding.severity is Severity.INFO]
    yield from _table(report, grave, places, terms)
    if hints:
        yield from _folded(counted(len(hints), "hint", "hints"), _table(report, hints, places, terms, _MOST_FOLDED))
    accepted = [finding for finding in report.findings if finding.accepted]
    if accepted:
        title = counted(len(accepted), "accepted finding", "accepted findings")
        yield from _folded(title, _table(report, accepted, places, terms, _MOST_FOLDED))
    yield from _folded("What was not checked", _not_checked(report))
    yield _colophon(report.version, report.checked_at)


def _table(
    report: Report, findings: Sequence[Finding], places: Places, terms: Terms, most: int = _MOST_SHOWN
) -> Iterator[str]:
    if not findings:
        return
    yield "| | where | what | write |\n| --- | --- | --- | --- |\n"
    for finding in findings[:most]:
        yield _row(report, finding, places, terms)
    if more := len(findings[most:]):
        yield f"\n{counted(more, 'more is', 'more are')} in the report.\n"
    yield "\n"


def _row(report: Report, finding: Finding, places: Places, terms: Terms) -> str:
    words = report.document.text[finding.span.start : finding.span.end]
    rule = terms.rules.get(finding.rule)
    what = f"{_SIGNS[finding.severity]} {SEVERITY_NAMES[finding.severity][0]}"
    said = inline(finding.message, _LONGEST_MESSAGE)
    if finding.accepted:
        said += f" Accepted by {inline(finding.accepted.by)}: {inline(finding.accepted.reason, _LONGEST_MESSAGE)}"
    named = f"**{inline(rule.name)}**: " if rule else ""
    where = f"{inline(places.words(finding.span.start))}: “{inline(words, _LONGEST_WORDS)}”"
    write = inline(finding.suggestion, _LONGEST_WORDS) if finding.suggestion else ""
    return f"| {what} | {where} | {named}{said} (`{finding.rule}`) | {write} |\n"


def _not_checked(report: Report) -> Iterator[str]:
    unknown = sum(verdict.status in OPEN for verdict in report.verdicts)
    if unknown:
        yield f"- {unknown} of {counted(len(report.verdicts), 'reference', 'references')} could not be looked up.\n"
    for said in report.skipped:
        yield f"- {inline(said)}\n"
    yield "\n"


def _part(report: Report, terms: Terms) -> _Part:
    places = Places(report.document)
    grave = [finding for finding in report.findings if not finding.accepted and finding.severity is not Severity.INFO]
    rows = "".join(_row(report, finding, places, terms) for finding in grave[:_MOST_OF_RUN])
    return _Part(rows, len(grave[_MOST_OF_RUN:]), report.version, report.checked_at)


def _run_lines(entries: Collection[Entry], unread: Sequence[Unread], together: Compared) -> Iterator[str]:
    yield _mark(INDEX_META, "1")
    yield f"## refcheck: {counted(len(entries), 'document', 'documents')} checked\n\n"
    if entries:
        yield f"{inline(index_sentence(entries))}\n\n"
    if unread:
        yield f"**{counted(len(unread), 'file', 'files')} could not be read:**\n\n"
        for failure in unread[:_MOST_SHOWN]:
            yield f"- {inline(portable(failure.path))}: {inline(failure.reason, _LONGEST_MESSAGE)}\n"
        yield "\n"
    for entry in entries:
        part = _Part(*entry.parts["markdown"])
        if part.rows:
            yield f"### {inline(portable(entry.path))}\n\n| | where | what | write |\n| --- | --- | --- | --- |\n"
            yield part.rows
            if part.more:
                yield f"\n{counted(part.more, 'more is', 'more are')} in the report.\n"
            yield "\n"
    if entries:
        table = _documents(entries)
        yield from table if len(entries) <= _MOST_UNFOLDED else _folded("All documents", table)
    yield from _folded("From one document to another", _differences(together) if together.differences else ())
    if entries:
        parts = (_Part(*entry.parts["markdown"]) for entry in entries)
        yield _colophon(*max((part.version, part.moment) for part in parts))


def _documents(entries: Collection[Entry]) -> Iterator[str]:
    yield "| document | errors | warnings | hints | references | verified |\n"
    yield "| --- | --: | --: | --: | --: | --: |\n"
    for entry in islice(entries, _MOST_SHOWN):
        numbers = (*entry.counts.values(), entry.summary["references"], entry.summary["verified"])
        yield f"| {inline(portable(entry.path))} | {' | '.join(map(str, numbers))} |\n"
    if (more := len(entries) - _MOST_SHOWN) > 0:
        yield f"\n{counted(more, 'more document is', 'more documents are')} in the index.\n"
    yield "\n"


def _differences(together: Compared) -> Iterator[str]:
    for difference in together.differences[:_MOST_OF_RUN]:
        yield f"- {inline(difference.message, _LONGEST_MESSAGE)}\n"
    if more := len(together.differences[_MOST_OF_RUN:]):
        yield f"- {counted(more, 'more hint is', 'more hints are')} in the index.\n"
    yield "\n"


def _folded(title: str, lines: Iterable[str]) -> Iterator[str]:
    body = "".join(lines)
    if body:
        yield f"<details><summary>{title}</summary>\n\n{body}</details>\n\n"


def _mark(name: str, value: str) -> str:
    return f'<!-- name="{name}" value="{escape(value)}" -->\n'


def _colophon(version: str, moment: str) -> str:
    return f"refcheck {inline(version)}, {moment_words(moment)}\n"


def _bounded(pieces: Iterable[str]) -> str:
    """The pieces up to what a comment may hold; a piece is whole or left out, and so is what follows it."""
    text, room = [], _MOST_CHARACTERS
    for piece in pieces:
        room -= len(piece)
        if room < 0:
            text.append("\nThe rest does not fit here; it is in the report.\n")
            break
        text.append(piece)
    return "".join(text)


FORMAT = Format(files={"md": render}, index={"md": render_run}, part=_part)
