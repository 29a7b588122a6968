"""The result of checking one document, and its stable machine-readable form."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

from refcheck.domain.citing import address_to_cite
from refcheck.domain.dates import words
from refcheck.identity import identities
from refcheck.model import (
    SEVERITIES,
    Acceptance,
    Candidate,
    CatalogueEdition,
    Comparison,
    Consulted,
    Document,
    Evidence,
    Finding,
    Letter,
    LetterTitle,
    Reference,
    Role,
    Severity,
    Status,
    Verdict,
)

SCHEMA = "https://refcheck.org/schema/refcheck-report-1.json"
_quoted = json.encoder.encode_basestring
_TITLE_LENGTH = 240
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# Signs that Markdown puts around a heading; the title is shown without them.
_MARKUP_AROUND = re.compile(r"^[\s#*_>\ufeff]+|[\s#*_]+$")


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one document. Verdicts stand in the order of the references."""

    document: Document
    letters: tuple[Letter, ...]
    references: tuple[Reference, ...]
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]  # worst first, then by place
    checked_at: str  # ISO 8601, UTC: "2026-11-20T22:00:00Z"
    version: str
    offline: bool
    catalogue: CatalogueEdition
    further_catalogues: tuple[CatalogueEdition, ...] = ()  # the user's own, above the embedded one
    skipped: tuple[str, ...] = ()  # what was not checked, one sentence each
    consulted: Consulted = field(default_factory=Consulted)  # what the texts of the sources say

    def summary(self) -> dict[str, int]:
        """The number of references, of each verdict, and of accepted findings; absent ones included."""
        seen = Counter(verdict.status for verdict in self.verdicts)
        return {
            "references": len(self.references),
            **{status.value: seen[status] for status in Status},
            "accepted": self.accepted(),
        }

    def counts(self) -> dict[Severity, int]:
        """The number of findings of each severity, worst first, absent ones included, accepted ones not."""
        seen = Counter(finding.severity for finding in self.findings if not finding.accepted)
        return {severity: seen[severity] for severity in SEVERITIES}

    def accepted(self) -> int:
        """The number of findings that a person accepted."""
        return sum(finding.accepted is not None for finding in self.findings)

    def identities(self) -> tuple[str, ...]:
        """What names each finding for good, whatever is edited elsewhere in the text (see `refcheck.identity`)."""
        return identities(self.document, self.findings)

    def title(self) -> str:
        """What the document calls itself: its letter's title, else its first heading or line."""
        for letter in self.letters:
            if letter.title is not None:
                return _letter_title(letter.title)
        return next(_first_lines(self.document), "") or PurePath(self.document.path).name

    def symbols(self) -> tuple[str, ...]:
        """The document's own symbols, where its mastheads kept them."""
        return tuple(dict.fromkeys(symbol for letter in self.letters for symbol in letter.symbols))

    def dated(self) -> date | None:
        """The date of the first letter, else the day it was distributed."""
        for letter in self.letters:
            if letter.title is not None:
                return letter.title.date.value
            if letter.distributed is not None:
                return letter.distributed.value
        return None

    def finding_ids(self) -> tuple[str, ...]:
        """A name for each finding of this text, to send to a colleague: "f-resolution-year-4711"."""
        used: Counter[str] = Counter()
        names = []
        for finding in self.findings:
            name = f"f-{finding.rule}-{finding.span.start}"
            used[name] += 1
            names.append(name if used[name] == 1 else f"{name}-{used[name]}")
        return tuple(names)

    def to_json(self) -> str:
        """The JSON report: same keys, same order, same bytes for the same input."""
        return json_text(self._as_json())

    def _as_json(self) -> dict[str, object]:
        return {
            "schema": SCHEMA,
            "refcheck": self.version,
            "checked": self.checked_at,
            "document": self._document_as_json(),
            "references": [
                {
                    **reference.as_json(self.document.path),
                    "cite": self.addresses_to_cite(reference, verdict),
                    "verdict": verdict_as_json(verdict),
                }
                for reference, verdict in zip(self.references, self.verdicts, strict=True)
            ],
            "findings": [
                _finding_as_json(finding, name, identity)
                for finding, name, identity in zip(self.findings, self.finding_ids(), self.identities(), strict=True)
            ],
            "summary": self.summary(),
            "offline": self.offline,
            "catalogue": _edition_as_json(self.catalogue),
            "further_catalogues": [_edition_as_json(edition) for edition in self.further_catalogues],
            "skipped": list(self.skipped),
            "quotations": [quotation.as_json() for quotation in self.consulted.quotations],
        }

    def addresses_to_cite(self, reference: Reference, verdict: Verdict) -> list[str | None]:
        """The address to cite for each canonical form; none for what is wrong or does not exist."""
        wrong = verdict.status in (Status.MISMATCH, Status.NOT_FOUND)
        language = self.document.language or "en"
        return [None if wrong else address_to_cite(form, language) for form in reference.canonical]

    def _document_as_json(self) -> dict[str, object]:
        document = self.document
        return {
            "path": document.path,
            "title": self.title(),
            "symbols": list(self.symbols()),
            "date": _iso(self.dated()),
            "language": document.language,
            "sha256": document.sha256,
            "characters": len(document.text),
            "format": document.format,
            "encoding": document.encoding,
            "remarks": list(document.remarks),
            "parts": [_part_as_json(letter) for letter in self.letters],
        }


def json_text(content: object, indent: int | None = 1) -> str:
    """`content` as JSON that any encoding of Unicode can write, a line a value; all on one without `indent`."""
    if indent == 1:
        return _writable(_indented(content, "\n") + "\n")
    return _writable(json.dumps(content, ensure_ascii=False, indent=indent) + "\n")


def json_pieces(content: object) -> Iterator[str]:
    """The same text in pieces; an iterator in `content` is written as a list, of which no two members are held."""
    yield from map(_writable, _pieces(content, "\n"))
    yield "\n"


def _pieces(value: object, line: str) -> Iterator[str]:
    deeper = f"{line} "
    if isinstance(value, dict) and value:
        for place, (name, member) in enumerate(value.items()):
            yield f"{',' if place else '{'}{deeper}{_quoted(name)}: "
            yield from _pieces(member, deeper)
        yield f"{line}}}"
    elif isinstance(value, list) and value:
        for place, member in enumerate(value):
            yield f"{',' if place else '['}{deeper}"
            yield from _pieces(member, deeper)
        yield f"{line}]"
    elif isinstance(value, Iterator):
        empty = True
        for member in value:
            yield f"{'[' if empty else ','}{deeper}{_indented(member, deeper)}"
            empty = False
        yield "[]" if empty else f"{line}]"
    else:
        yield _indented(value, line)


def _writable(text: str) -> str:
    if text.isascii():
        return text
    # A path that is not UTF-8 holds lone surrogates, which no encoding can write.
    return _LONE_SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _indented(value: object, line: str) -> str:
    """What `json.dumps` gives with an indent of 1, much faster: its own encoder for that is a chain of generators.

    `line` begins a line at the depth of the value.
    """
    if value is None:
        return "null"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, dict):
        if not value:
            return "{}"
        deeper = f"{line} "
        members = [f"{_quoted(name)}: {_indented(member, deeper)}" for name, member in value.items()]
        return f"{{{deeper}{f',{deeper}'.join(members)}{line}}}"
    if isinstance(value, list | tuple):
        if not value:
            return "[]"
        deeper = f"{line} "
        return f"[{deeper}{f',{deeper}'.join([_indented(member, deeper) for member in value])}{line}]"
    if type(value) is int:
        return str(value)
    if value is True or value is False:
        return "true" if value else "false"
    return json.dumps(value)  # other numbers


def _edition_as_json(edition: CatalogueEdition) -> dict[str, object]:
    return {
        "name": edition.name,
        "compiled": edition.compiled.isoformat(),
        "complete_for": list(edition.complete_for),
        "gaps": list(edition.gaps),
    }


def _part_as_json(letter: Letter) -> dict[str, object]:
    """One circulated document of the file: an ECOSOC issue and the Assembly's issue of a letter are two."""
    return {
        "start": letter.span.start,
        "end": letter.span.end,
        "title": _letter_title(letter.title) if letter.title else None,
        "organs": list(letter.organs),
        "symbols": list(letter.symbols),
        "date": _iso(letter.title.date.value) if letter.title else None,
    }


def verdict_as_json(verdict: Verdict) -> dict[str, object]:
    """A verdict in the shape that the report and `refcheck lookup` print."""
    return {
        "status": verdict.status.value,
        "by": verdict.by,
        "reason": verdict.reason,
        "evidence": [_evidence_as_json(evidence) for evidence in verdict.evidence],
        "compared": [_comparison_as_json(comparison) for comparison in verdict.comparisons],
        "candidates": [_candidate_as_json(candidate) for candidate in verdict.candidates],
    }


def _finding_as_json(finding: Finding, name: str, identity: str) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "start": finding.span.start,
        "end": finding.span.end,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "related": [
            {"start": related.span.start, "end": related.span.end, "message": related.message}
            for related in finding.related
        ],
        "evidence": [_evidence_as_json(evidence) for evidence in finding.evidence],
        "id": name,
        "identity": identity,
        "accepted": _acceptance_as_json(finding.accepted) if finding.accepted else None,
    }


def _acceptance_as_json(accepted: Acceptance) -> dict[str, object]:
    return {"by": accepted.by, "reason": accepted.reason, "date": accepted.date.isoformat()}


def _evidence_as_json(evidence: Evidence) -> dict[str, object]:
    return {
        "source": evidence.source,
        "url": evidence.url,
        "says": evidence.says,
        "retrieved": _iso(evidence.retrieved),
    }


def _comparison_as_json(comparison: Comparison) -> dict[str, object]:
    return {
        "field": comparison.field,
        "written": comparison.written,
        "known": comparison.known,
        "agrees": comparison.agrees,
    }


def _candidate_as_json(candidate: Candidate) -> dict[str, object]:
    return {"canonical": candidate.canonical, "written": candidate.written, "reason": candidate.reason}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _letter_title(title: LetterTitle) -> str:
    day = title.date.value
    kind = title.kind[:1].upper() + title.kind[1:]
    addressed = f" addressed to {title.addressee}" if title.addressee else ""
    return f"{kind} dated {words(day)} from {title.sender}{addressed}"


def _first_lines(document: Document) -> Iterator[str]:
    """Headings first, then lines of text, each without the markup around it."""
    for block in document.blocks:
        if block.role is Role.HEADING:
            yield from _shown_line(document.text[block.span.start : block.span.end])
    for line in re.finditer(r"[^\r\n]+", document.text):
        yield from _shown_line(line[0])


def _shown_line(text: str) -> Iterator[str]:
    line = _MARKUP_AROUND.sub("", " ".join(text.split()))
    if any(character.isalnum() for character in line):
        yield line if len(line) <= _TITLE_LENGTH else line[: _TITLE_LENGTH - 1].rstrip() + "…"
