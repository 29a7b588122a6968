"""The reports of a night: a page, JSON for scripts, and a summary in Markdown for mail and chat."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar
from urllib.parse import quote

from refcheck.model import Severity, Status
from refcheck.reporting.history import History, drawing
from refcheck.reporting.index import Entry, columns, row_of
from refcheck.reporting.inert import one_line
from refcheck.reporting.markdown import inline
from refcheck.reporting.naming import INDEX_META, NIGHTLY_SCHEMA, NIGHTLY_TITLE
from refcheck.reporting.page import render_page
from refcheck.reporting.sources import OPEN, web_address
from refcheck.reporting.words import SEVERITY_NAMES, STATUS, counted, moment_words

MOST_SHOWN = 200  # of a list on the page; the JSON has all
MOST_TOLD = 20  # of a list in the summary
MOST_ROWS = 1000  # documents in the table of the page
_ENCODER = json.JSONEncoder(ensure_ascii=False)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

Item = TypeVar("Item", "LinkItem", "FindingItem", "FileItem")


class _Told(Protocol):
    def as_json(self) -> dict[str, object]: ...


@dataclass(frozen=True, slots=True)
class Citing:
    """A document that cites an address; `page` is the file name of its report without extension."""

    path: str
    page: str | None


@dataclass(frozen=True, slots=True)
class LinkItem:
    """One address: what was seen last, its state over the nights, and who cites it."""

    url: str
    status: Status | None
    state: str
    severity: Severity | None  # None for one that answers
    since: dt.date | None  # of the failures in a row
    answered: dt.date | None  # when it answered last
    reason: str
    suggestion: str | None
    archived: str | None
    documents: tuple[Citing, ...]  # the first of them
    citing: int  # how many they are

    @property
    def stands(self) -> str:
        """The state in words, with the day that matters: "failing 2 of 3 since 2026-11-20"."""
        if self.since:
            return f"{self.state} since {self.since.isoformat()}"
        if self.status in OPEN:
            return f"not known, answered on {self.answered.isoformat()}" if self.answered else "not known"
        return self.state

    def as_json(self) -> dict[str, object]:
        """As the JSON of a night lists it."""
        return {
            "url": self.url,
            "status": self.status.value if self.status else None,
            "state": self.state,
            "severity": self.severity.value if self.severity else None,
            "since": self.since.isoformat() if self.since else None,
            "answered": self.answered.isoformat() if self.answered else None,
            "reason": self.reason,
            "suggestion": self.suggestion,
            "archived": self.archived,
            "documents": [document.path for document in self.documents],
            "citing": self.citing,
        }


@dataclass(frozen=True, slots=True)
class FindingItem:
    """One finding of a document; `cause` says why it was looked for: the document is new, or changed, or settings."""

    path: str
    page: str | None
    rule: str
    severity: Severity
    line: int
    message: str
    identity: str
    cause: str
    since: str  # when the run began that saw it first, ISO 8601

    def as_json(self) -> dict[str, object]:
        """As the JSON of a night lists it."""
        return {
            "document": self.path,
            "rule": self.rule,
            "severity": self.severity.value,
            "line": self.line,
            "message": self.message,
            "identity": self.identity,
            "cause": self.cause,
            "since": self.since,
        }


@dataclass(frozen=True, slots=True)
class FileItem:
    """A document that could not be read, with the reason, or one that is gone."""

    path: str
    reason: str
    since: str

    def as_json(self) -> dict[str, object]:
        """As the JSON of a night lists it."""
        return {"document": self.path, "reason": self.reason, "since": self.since}


@dataclass(frozen=True, slots=True)
class Section(Generic[Item]):
    """A list of the report: how many there are, and what reads so many of them, None for all, worst first."""

    name: str
    total: int
    items: Callable[[int | None], Generator[Item, None, None]]

    def first(self, most: int) -> list[Item]:
        """The first of them, worst first."""
        return list(self.items(most))

    def grave(self) -> bool:
        """Whether one of them is worse than a hint: the worst stands first."""
        severities = [getattr(item, "severity", None) for item in self.first(1)]
        return any(severity in (Severity.ERROR, Severity.WARNING) for severity in severities)


@dataclass(frozen=True, slots=True)
class Night:
    """What one run of the nightly job has to say."""

    archive: str
    started: str  # ISO 8601, UTC
    last: str | None  # when the run before began; None for the first
    offline: bool
    documents: int
    new: int
    changed: int
    vanished: Section[FileItem]
    broke_links: Section[LinkItem]
    broke_findings: Section[FindingItem]
    confirmed: Section[LinkItem]  # of those that broke before, dead since tonight
    mended_links: Section[LinkItem]
    mended_findings: Section[FindingItem]
    still_links: Section[LinkItem]
    still_findings: Section[FindingItem]
    unread: Section[FileItem]
    unknown: Section[LinkItem]  # asked, and nothing is known
    left_documents: int  # not reached tonight
    left_links: int
    outage: bool  # nothing answered, not even what was alive before
    table: Callable[[int], Iterable[Entry]]  # so many documents, worst first
    history: Sequence[History]

    @property
    def broke(self) -> int:
        """How many things broke since the last run."""
        return self.broke_links.total + self.broke_findings.total

    @property
    def mended(self) -> int:
        """How many were mended."""
        return self.mended_links.total + self.mended_findings.total

    @property
    def still(self) -> int:
        """How many were broken before and are."""
        return self.still_links.total + self.still_findings.total

    @property
    def silent(self) -> bool:
        """Whether there is nothing new to tell."""
        news = (self.broke, self.confirmed.total, self.mended, self.vanished.total, self.new, self.changed)
        return not any(news)

    def sentence(self) -> str:
        """The run in one line."""
        said = [
            f"{counted(self.documents, 'document', 'documents')}: {self.new:,} new, {self.changed:,} changed",
            f"{self.vanished.total:,} gone",
            f"{self.broke:,} broke, {self.mended:,} mended, {self.still:,} still broken",
        ]
        if self.confirmed.total:
            said.append(f"{self.confirmed.total:,} dead since tonight")
        if unchecked := self.unread.total + self.unknown.total:
            said.append(f"{unchecked:,} could not be checked")
        return "; ".join((*said, *self.remarks()))

    def remarks(self) -> Iterator[str]:
        """What the numbers do not cover."""
        if self.offline:
            yield "offline: no link was asked"
        if self.outage:
            yield "no host answered, not even those that were alive before: links were left for the next run"
        if self.left_documents or self.left_links:
            left = [
                counted(number, one, many)
                for number, one, many in (
                    (self.left_documents, "document", "documents"),
                    (self.left_links, "link", "links"),
                )
                if number
            ]
            yield f"{' and '.join(left)} left for the next run"


def _sections(night: Night) -> tuple[tuple[str, Mapping[str, Section[LinkItem] | Section[FindingItem]]], ...]:
    """The lists in the order of the report."""
    return (
        ("broke", {"links": night.broke_links, "findings": night.broke_findings}),
        ("confirmed", {"links": night.confirmed}),
        ("mended", {"links": night.mended_links, "findings": night.mended_findings}),
        ("still", {"links": night.still_links, "findings": night.still_findings}),
    )


def json_pieces(night: Night) -> Iterator[str]:
    """The JSON of a night, piece by piece: its lists may be longer than memory."""
    head = {
        "schema": NIGHTLY_SCHEMA,
        "archive": night.archive,
        "started": night.started,
        "last": night.last,
        "offline": night.offline,
        "complete": not (night.left_documents or night.left_links),
        "outage": night.outage,
        "documents": {
            "all": night.documents,
            "new": night.new,
            "changed": night.changed,
            "vanished": night.vanished.total,
            "unread": night.unread.total,
            "left": night.left_documents,
        },
        "links": {**(night.history[-1].as_json() if night.history else {}), "left": night.left_links},
        "counts": {"broke": night.broke, "mended": night.mended, "still": night.still},
    }
    yield _dumped(head)[:-1]
    for name, lists in _sections(night):
        yield f",\n {_dumped(name)}: {{"
        for place, (kind, section) in enumerate(lists.items()):
            yield f"{',' if place else ''}{_dumped(kind)}: "
            yield from _listed(section.items(None))
        yield "}"
    for name, files in (("unread", night.unread), ("vanished", night.vanished)):
        yield f",\n {_dumped(name)}: "
        yield from _listed(files.items(None))
    yield ',\n "unknown": '
    yield from _listed(night.unknown.items(None))
    yield f',\n "history": {_dumped([run.as_json() for run in night.history])}}}\n'


def _listed(items: Iterable[_Told]) -> Iterator[str]:
    yield "["
    for place, item in enumerate(items):
        yield f"{',' if place else ''}\n  {_dumped(item.as_json())}"
    yield "]"


def _dumped(content: object) -> str:
    text = _ENCODER.encode(content)
    return _LONE_SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def render(night: Night) -> str:
    """The page of a night."""
    return render_page(
        "nightly.html",
        {
            "meta": {INDEX_META: "nightly"},
            "night": night,
            "most": MOST_SHOWN,
            "remarks": list(night.remarks()),
            "when": moment_words(night.started),
            "moment": moment_words,
            "STATUS": STATUS,
            "severity_name": lambda severity: SEVERITY_NAMES[severity][0],
            "drawing": drawing(night.history),
            "history": night.history[::-1][:MOST_SHOWN],
            "columns": columns(),
            "rows": [row_of(entry) for entry in night.table(MOST_ROWS)],
            "most_rows": MOST_ROWS,
            "href": href,
            "link": web_address,
            "counted": counted,
        },
    )


def href(page: str | None) -> str | None:
    """Where the report of a document lies, from the page of the night."""
    return "./" + quote(f"{page}.html", safe="", errors="replace") if page else None


def markdown(night: Night) -> str:
    """The summary; whatever comes from documents or hosts is escaped, so that it is text in every mail and chat."""
    lines = [f"{NIGHTLY_TITLE} {inline(moment_words(night.started))}", "", f"{inline(night.sentence())}."]
    for title, links, findings in (
        ("Broke since the last run", night.broke_links, night.broke_findings),
        ("Dead since tonight: failed on three days", night.confirmed, None),
        ("Mended", night.mended_links, night.mended_findings),
        ("Still broken", night.still_links, night.still_findings),
    ):
        lines += _told(
            title,
            [*_told_links(links), *(_told_findings(findings) if findings else ())],
            links.total + (findings.total if findings else 0),
        )
    lines += _told(
        "Could not be read", [_told_file(item) for item in night.unread.first(MOST_TOLD)], night.unread.total
    )
    lines += _told("Links of which nothing is known", list(_told_links(night.unknown)), night.unknown.total)
    lines += _told(
        "Gone from the archive", [_code(item.path) for item in night.vanished.first(MOST_TOLD)], night.vanished.total
    )
    return "\n".join(lines) + "\n"


def _told(title: str, items: Sequence[str], total: int) -> list[str]:
    if not total:
        return []
    shown = items[:MOST_TOLD]
    more = [f"- and {total - len(shown):,} more: see the page"] if total > len(shown) else []
    return ["", f"## {title} ({total:,})", "", *(f"- {item}" for item in shown), *more]


def _told_links(section: Section[LinkItem]) -> Iterator[str]:
    for item in section.first(MOST_TOLD):
        where = ", ".join(_code(document.path) for document in item.documents[:3])
        more = f" and {item.citing - 3:,} more" if item.citing > 3 else ""
        instead = f" To cite instead: {_code(item.suggestion)}." if item.suggestion else ""
        yield f"{_code(item.url)} ({item.stands}): {inline(item.reason)}{instead} In {where}{more}"


def _told_findings(section: Section[FindingItem]) -> Iterator[str]:
    for item in section.first(MOST_TOLD):
        name = SEVERITY_NAMES[item.severity][0]
        yield f"{_code(item.path)}, line {item.line}: {name} ({item.rule}): {inline(item.message)}"


def _told_file(item: FileItem) -> str:
    return f"{_code(item.path)}: {inline(item.reason)}"


def _code(text: str) -> str:
    """Foreign words as code, in which nothing is marked up, linked or addressed to anybody."""
    text = one_line(text)
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence, gap = "`" * (longest + 1), " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{fence}{gap}{text}{gap}{fence}"
