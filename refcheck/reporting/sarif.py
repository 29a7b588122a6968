"""SARIF 2.1.0, for editors and code scanning: a result a finding, a log a document, and one for the whole run."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import PurePath
from types import MappingProxyType
from typing import Any
from urllib.parse import quote_from_bytes

from refcheck.model import Document, Finding, Severity, Span, Unread
from refcheck.report import Report, json_pieces
from refcheck.reporting.form import Format, Terms
from refcheck.reporting.index import Compared, Entry, by_path
from refcheck.reporting.inert import is_inert, one_line
from refcheck.reporting.naming import DOCUMENT_META, INDEX_CATEGORY, portable
from refcheck.reporting.places import Places

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"  # how code scanning calls the folder of the checked-out repository
_LEVELS: Mapping[Severity, str] = MappingProxyType(
    {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
)
_PRECISION: Mapping[Severity, str] = MappingProxyType(
    {Severity.ERROR: "very-high", Severity.WARNING: "high", Severity.INFO: "medium"}
)
_LONGEST_SNIPPET = 400
_TEXT_FORMATS = frozenset({"txt", "md"})  # whose file is the text that places count in
_MIME = MappingProxyType(
    {
        "txt": "text/plain",
        "md": "text/markdown",
        "html": "text/html",
        "pdf": "application/pdf",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)
_BOM = "\ufeff"
_MARKUP = re.compile(r"[*_<>`\[\]\n\r]")
_DIGITS = re.compile(r"[0-9]")


def render(report: Report, terms: Terms) -> str:
    """The log of one document."""
    uri = _location(report.document.path, terms)["uri"]
    part, about = _part(report, terms), {DOCUMENT_META: portable(report.document.path)}
    return "".join(_log(lambda: iter([part]), (), terms, f"{INDEX_CATEGORY}{uri}/", about))


def render_run(
    entries: Collection[Entry], unread: Sequence[Unread], _together: Compared, terms: Terms
) -> Iterator[str]:
    """One log for all documents of a run, as code scanning takes one upload a run; in pieces."""
    return _log(lambda: (entry.parts["sarif"] for entry in by_path(entries)), unread, terms, INDEX_CATEGORY, {})


def _part(report: Report, terms: Terms) -> dict[str, Any]:
    """What a log holds of one document."""
    location = _location(report.document.path, terms)
    regions = _Regions(report.document)
    named = zip(report.findings, report.finding_ids(), report.identities(), strict=True)
    return {
        "version": report.version,
        "checked": report.checked_at,
        "artifact": _artifact(report.document, location),
        "results": [_result(finding, name, identity, location, regions) for finding, name, identity in named],
        "rules": sorted({finding.rule for finding in report.findings}),
    }


def _log(
    parts: Callable[[], Iterator[Mapping[str, Any]]],
    unread: Sequence[Unread],
    terms: Terms,
    category: str,
    properties: Mapping[str, object],
) -> Iterator[str]:
    """The log in pieces; the parts are gone through several times, and never lie in memory together."""
    names, version, checked = set[str](), "", ""
    for part in parts():
        names.update(part["rules"])
        version, checked = part["version"], max(checked, part["checked"])
    driver: dict[str, object] = {"name": "refcheck", "rules": [_rule(name, terms) for name in sorted(names)]}
    if version:
        driver |= {"version": version, "semanticVersion": version}
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": category},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder in which refcheck was run."}}},
        "invocations": [_invocation(checked, unread, terms)],
        "artifacts": (part["artifact"] for part in parts()),
        "results": (result for part in parts() for result in part["results"]),
        "properties": dict(properties),
    }
    return json_pieces({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _invocation(checked: str, unread: Sequence[Unread], terms: Terms) -> dict[str, object]:
    invocation: dict[str, object] = {
        "executionSuccessful": not unread,
        "toolExecutionNotifications": [
            {
                "level": "error",
                "message": {"text": _said(failure.reason)},
                "locations": [{"physicalLocation": {"artifactLocation": _location(failure.path, terms)}}],
            }
            for failure in sorted(unread)
        ],
    }
    return invocation | ({"endTimeUtc": checked} if checked else {})


def _rule(name: str, terms: Terms) -> dict[str, object]:
    known = terms.rules.get(name)
    pascal = "".join(word.capitalize() for word in name.split("-"))
    if known is None:
        return {"id": name, "name": pascal}
    examples = f"Wrong:\n\n{{fence}}\n{known.wrong}\n{{fence}}\n\nRight:\n\n{{fence}}\n{known.right}\n{{fence}}\n"
    silence = f'To silence it, write in refcheck.toml under [rules]: {name} = "off"'
    rule: dict[str, object] = {
        "id": name,
        "name": pascal,
        "shortDescription": {"text": known.name},
        "fullDescription": {"text": known.summary},
        "help": {
            "text": f"{known.why}\n\n{examples}\n{silence}".replace("{fence}\n", "").replace("{fence}", ""),
            "markdown": f"{known.why}\n\n{examples}\n{silence}".replace("{fence}", "````"),
        },
        "properties": {"tags": ["references"]},
    }
    if known.severity:
        rule["defaultConfiguration"] = {"level": _LEVELS[known.severity]}
        rule["properties"] = {"tags": ["references"], "precision": _PRECISION[known.severity]}
    return rule


def _artifact(document: Document, location: Mapping[str, object]) -> dict[str, object]:
    artifact: dict[str, object] = {
        "location": dict(location),
        "roles": ["analysisTarget"],
        "hashes": {"sha-256": document.sha256},
    }
    if document.format in _MIME:
        artifact["mimeType"] = _MIME[document.format]
    if document.format not in _TEXT_FORMATS:
        said = "Lines and columns count in the text that `refcheck extract --text` prints of this file."
        artifact["description"] = {"text": said}
    elif document.encoding:
        artifact["encoding"] = document.encoding
    return artifact


class _Regions:
    """Spans as regions of a document's text. A byte order mark is no character of a region."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._places = Places(document)
        self._mark = document.text.startswith(_BOM)
        self.replaceable = document.format in _TEXT_FORMATS

    def of(self, span: Span) -> dict[str, object]:
        start, end = self._places.clamp(span)
        words = self._text[start:end]
        region: dict[str, object] = {**self._start_of(start), **self._end_of(end)}
        region |= {"charOffset": self._offset(start), "charLength": self._offset(end) - self._offset(start)}
        if words and len(words) <= _LONGEST_SNIPPET and is_inert(words):
            region["snippet"] = {"text": words}
        return region

    def words(self, span: Span) -> str:
        return self._text[span.start : span.end]

    def _start_of(self, offset: int) -> dict[str, object]:
        return {"startLine": self._places.line(offset), "startColumn": self._column(offset)}

    def _end_of(self, offset: int) -> dict[str, object]:
        return {"endLine": self._places.line(offset), "endColumn": self._column(offset)}

    def _column(self, offset: int) -> int:
        start = self._places.line_start(offset)
        return self._offset(offset) - (self._offset(start) if start else 0) + 1

    def _offset(self, offset: int) -> int:
        return offset - 1 if self._mark and offset else offset


def _result(
    finding: Finding, name: str, identity: str, location: Mapping[str, object], regions: _Regions
) -> dict[str, object]:
    region = regions.of(finding.span)
    offered = f" Suggestion: {finding.suggestion}" if finding.suggestion else ""
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": _said(finding.message + offered)},
        "locations": [{"physicalLocation": {"artifactLocation": dict(location), "region": region}}],
        # The second is what code scanning knows an alert by; lines may move, the identity stays.
        "partialFingerprints": {"refcheckIdentity/v1": identity, "primaryLocationLineHash": f"{identity}:1"},
        "suppressions": _suppressions(finding),
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": _said(related.message)},
                "physicalLocation": {"artifactLocation": dict(location), "region": regions.of(related.span)},
            }
            for number, related in enumerate(finding.related, 1)
        ]
    if fix := _fix(finding, location, regions):
        result["fixes"] = [fix]
    properties: dict[str, object] = {"id": name, "identity": identity}
    if finding.suggestion:
        properties["suggestion"] = one_line(finding.suggestion)
    if finding.evidence:
        properties["evidence"] = [_said(f"{item.source}: {item.says}") for item in finding.evidence]
    return result | {"properties": properties}


def _suppressions(finding: Finding) -> list[dict[str, object]]:
    if not finding.accepted:
        return []
    accepted = finding.accepted
    why = one_line(f"{accepted.reason} ({accepted.by}, {accepted.date.isoformat()})")
    return [{"kind": "external", "status": "accepted", "justification": why}]


def _fix(finding: Finding, location: Mapping[str, object], regions: _Regions) -> dict[str, object] | None:
    """The suggestion as an edit, where it can stand in the place of the words without another change."""
    if not finding.suggestion or not regions.replaceable:
        return None
    words = regions.words(finding.span)
    length = replaced_length(words, finding.suggestion)
    if not length:
        return None
    region = regions.of(Span(finding.span.end - length, finding.span.end))
    region.pop("snippet", None)
    change = {"deletedRegion": region, "insertedContent": {"text": finding.suggestion}}
    return {
        "description": {"text": _said(f"Write {finding.suggestion}")},
        "artifactChanges": [{"artifactLocation": dict(location), "replacements": [change]}],
    }


def replaced_length(words: str, suggestion: str) -> int:
    """How many characters at the end of `words` a suggestion can stand for; 0 where it is no such edit.

    "853 (1993)" stands for the end of "resolution 853 (1994)"; a number that is meant for a whole note does not.
    """
    if not is_inert(suggestion) or _MARKUP.search(words) or ("://" in words) != ("://" in suggestion):
        return 0
    if _DIGITS.search(suggestion) and _shape(words).endswith(_shape(suggestion)):
        before = words[: -len(suggestion)]
        return 0 if before and before[-1].isalnum() else len(suggestion)
    same_length = len(words.split()) == len(suggestion.split()) > 0
    return len(words) if same_length or suggestion.startswith(f"{words}-") else 0


def _shape(text: str) -> str:
    return _DIGITS.sub("0", text)


def _said(text: str) -> str:
    """A message; "[…](…)" would be a link in SARIF."""
    return one_line(text).replace("](", "] (")


def _location(path: str, terms: Terms) -> dict[str, str]:
    """Where a file is: relative to the root of the run if it lies below it, as code scanning needs it."""
    whole = os.path.normpath(os.path.join(terms.root, path))  # noqa: PTH118 - no file is asked
    relative = os.path.relpath(whole, terms.root) if terms.root and os.path.isabs(whole) else whole  # noqa: PTH117
    pure = PurePath(relative)
    if not pure.is_absolute() and ".." not in pure.parts:
        return {"uri": _quoted(pure.as_posix()), "uriBaseId": _ROOT}
    if os.path.isabs(whole):  # noqa: PTH117
        posix = PurePath(whole).as_posix()
        return {"uri": f"file://{'' if posix.startswith('/') else '/'}{_quoted(posix)}"}
    return {"uri": _quoted(pure.as_posix())}


def _quoted(path: str) -> str:
    # A colon in the first part would end a scheme. Bytes that are no UTF-8 stay the bytes they are.
    try:
        name = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a half of a pair, which names on Windows may hold
        name = path.encode("utf-8", "surrogatepass")
    return quote_from_bytes(name, safe="/")


FORMAT = Format(files={"sarif": render}, index={"sarif": render_run}, part=_part)
