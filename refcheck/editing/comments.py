"""The findings of a report as comments in a copy of its Word file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from itertools import count

from lxml import etree

from refcheck.editing.repacking import rewritten
from refcheck.editing.word_text import Anchor, Runs
from refcheck.model import SEVERITIES, Document, Finding, Role, Severity
from refcheck.reading.docx import trace
from refcheck.reading.docx_notes import W
from refcheck.reading.package import Package, relations_of
from refcheck.report import Report
from refcheck.reporting.page import plain
from refcheck.reporting.words import SEVERITY_NAMES

AUTHOR, INITIALS = "refcheck", "rc"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PREFIX = {"w": W.strip("{}")}
_NUMBERED = tuple(f"{W}comment{part}" for part in ("", "RangeStart", "RangeEnd", "Reference"))
_HIGHEST = 2**31 - 2  # number of a comment that programs can count up to
_LONGEST_QUOTE = 200
_NO_XML = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff]")  # what XML cannot hold, and what no reader sees


def annotated(content: bytes, report: Report, mildest: Severity = Severity.INFO) -> tuple[bytes, int]:
    """The Word file in `content`, of which `report` is, with a comment for each finding; and how many these are.

    Findings milder than `mildest`, and those that a person accepted, get none. Every other part of the file keeps its
    bytes. Raises ReadingError for a file without a paragraph.
    """
    findings = sorted(_wanted(report.findings, mildest), key=lambda finding: (finding.span.start, -finding.span.end))
    if not findings:
        return content, 0
    traced = trace(content, report.document.path)
    package, runs = traced.package, Runs(traced)
    comments = _Comments(package, report.checked_at)
    anchors = [anchor for finding in findings if (anchor := runs.anchor(finding.span)) is not None]
    if len(anchors) < len(findings):
        raise package.refusal("it has no running text, where comments could stand")
    runs.cut(anchors)
    for finding, anchor in zip(findings, anchors, strict=True):
        comments.add(runs, anchor, _lines(finding, report.document, anchor.beside))
    return rewritten(package, comments.parts()), len(findings)


def _wanted(findings: Iterable[Finding], mildest: Severity) -> Iterator[Finding]:
    wanted = SEVERITIES[: SEVERITIES.index(mildest) + 1]
    return (finding for finding in findings if finding.severity in wanted and not finding.accepted)


def _lines(finding: Finding, document: Document, beside: str) -> Iterator[str]:
    """What a comment says, a paragraph each; `beside` is where the words are, if not at the comment."""
    if beside:
        block = next((block for block in document.blocks if block.span.overlaps(finding.span)), None)
        label = f" {block.label}" if block and block.role is Role.NOTE else ""
        yield f"In the {beside}{label}: “{_quoted(document, finding)}”"
    yield f"{SEVERITY_NAMES[finding.severity][0].capitalize()}: {finding.message}"
    if finding.suggestion:
        yield f"Suggestion: {finding.suggestion}"
    yield f"Rule: {finding.rule}"


def _quoted(document: Document, finding: Finding) -> str:
    words = " ".join(document.text[finding.span.start : finding.span.end][: 4 * _LONGEST_QUOTE].split())
    return words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1].rstrip() + "…"


class _Comments:
    """The part of a package that holds its comments, those that stand in it already among them."""

    def __init__(self, package: Package, moment: str) -> None:
        self._package, self._moment = package, moment
        internal = {
            kind: package.beside(package.main, target)
            for kind, target, external in package.targets(package.main).values()
            if not external
        }
        self._is_new = "comments" not in internal
        self._path = internal.get("comments") or _free(package)
        root = package.part(self._path)
        self._root = _made("comments") if root is None else root
        self._styles = _styles(package.part(internal["styles"]) if "styles" in internal else None)
        self._numbers = iter(_unused(self._root, package.part(package.main)))

    def add(self, runs: Runs, anchor: Anchor, lines: Iterable[str]) -> None:
        """A comment of these paragraphs on what the anchor encloses."""
        number = str(next(self._numbers))
        comment = _made("comment", id=number, author=AUTHOR, date=self._moment, initials=INITIALS)
        for line in lines:
            comment.append(self._paragraph(line, first=not len(comment)))
        self._root.append(comment)
        mark = self._run()
        mark.append(_made("commentReference", id=number))
        runs.enclose(anchor, _made("commentRangeStart", id=number), _made("commentRangeEnd", id=number), mark)

    def parts(self) -> dict[str, etree._Element | None]:
        """The parts that changed, by their path."""
        main = self._package.main
        related = self._related() if self._is_new else None
        return {
            main: self._package.part(main),
            self._path: self._root,
            relations_of(main): related,
            _CONTENT_TYPES: self._typed(),
        }

    def _paragraph(self, line: str, *, first: bool) -> etree._Element:
        paragraph = _made("p")
        if "annotation text" in self._styles:
            properties = etree.SubElement(paragraph, f"{W}pPr")
            properties.append(_made("pStyle", val=self._styles["annotation text"]))
        if first:  # Word shows the comment's number there
            run = self._run()
            run.append(_made("annotationRef"))
            paragraph.append(run)
        text = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t")
        text.text = _fit(line)
        text.set(_SPACE, "preserve")
        return paragraph

    def _run(self) -> etree._Element:
        run = _made("r")
        if "annotation reference" in self._styles:
            properties = etree.SubElement(run, f"{W}rPr")
            properties.append(_made("rStyle", val=self._styles["annotation reference"]))
        return run

    def _related(self) -> etree._Element:
        """The relationships of the main part, with one to the comments."""
        root = self._package.part(relations_of(self._package.main))
        if root is None:
            root = etree.fromstring(f'<Relationships xmlns="{_RELATIONS}"/>')
        used = {relation.get("Id") for relation in root}
        identifier = next(name for name in (f"rId{number}" for number in count(1)) if name not in used)
        target = posixpath.relpath(self._path, posixpath.dirname(self._package.main) or ".")
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=identifier, Type=_KIND, Target=target)
        return root

    def _typed(self) -> etree._Element | None:
        """The types of the parts, with that of the comments; None where nothing is to be said, or no part says it."""
        root = self._package.part(_CONTENT_TYPES)
        name = f"/{self._path}"
        overrides = () if root is None else root.iter(f"{{{_TYPES}}}Override")
        if root is None or any(override.get("PartName", "").lower() == name.lower() for override in overrides):
            return None
        etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=name, ContentType=_TYPE)
        return root


def _free(package: Package) -> str:
    """A path for comments that no part has."""
    folder = posixpath.dirname(package.main)
    taken = {path.lower() for path in package.paths()}
    names = (f"comments{number or ''}.xml" for number in count())
    return next(path for path in (posixpath.join(folder, name) for name in names) if path.lower() not in taken)


def _unused(*roots: etree._Element | None) -> Iterable[int]:
    """Numbers that no comment has: above the highest, unless a program gave one that cannot be counted up."""
    written = {element.get(f"{W}id", "") for root in roots if root is not None for element in root.iter(*_NUMBERED)}
    used = {int(number) for number in written if re.fullmatch("[0-9]{1,12}", number)}
    highest = max(used, default=-1)
    return count(highest + 1) if highest < _HIGHEST // 2 else (number for number in count() if number not in used)


def _styles(styles: etree._Element | None) -> dict[str, str]:
    """The identifiers of styles by their names, which are the same in every language."""
    found: dict[str, str] = {}
    for style in () if styles is None else styles.iterfind(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            found[name.get(f"{W}val", "").lower()] = style.get(f"{W}styleId", "")
    return found


def _made(name: str, **attributes: str) -> etree._Element:
    return etree.Element(f"{W}{name}", {f"{W}{key}": value for key, value in attributes.items()}, nsmap=_PREFIX)


def _fit(line: str) -> str:
    """A line that XML can hold and that changes nothing around it: signs for controls, no bidi controls."""
    return _NO_XML.sub(_sign, plain(" ".join(line.split())))


def _sign(control: re.Match[str]) -> str:
    code = ord(control[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"
