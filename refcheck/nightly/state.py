"""What is known from night to night: runs, documents, addresses, who cites what, and findings.

Everything a run has to compare is compared by the database, set against set; the program only ever holds a page of
rows. Each method that writes is one transaction: broken off anywhere, the state is that of the last one.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from refcheck.links.rescue import wants_copy
from refcheck.links.state import Condition, LinkState, after, severity_of, with_state
from refcheck.links.verdict import LinkVerdict
from refcheck.model import SEVERITIES, Status
from refcheck.nightly.archive import Seen
from refcheck.nightly.comparing import Found, Kept, compare
from refcheck.nightly.opening import opened, shown, told
from refcheck.nightly.storage import ADDRESS, CITATION, DOCUMENT, FINDING, RUN, SEEN, key_of, prepare

_T = TypeVar("_T")
_ROWS = 1000  # a page of rows
_NEVER = dt.date(1, 1, 1)
_SEEN_AND_KNOWN = SEEN.outerjoin(DOCUMENT, DOCUMENT.c.key == SEEN.c.key)
_CITED = select(CITATION.c.document).where(CITATION.c.address == ADDRESS.c.key).exists()


@dataclass(frozen=True, slots=True)
class Run:
    """One run: its number, when it began, and whether it goes on with one that was broken off."""

    number: int
    started: str
    resumed: bool


@dataclass(frozen=True, slots=True)
class Pending:
    """A document that is new, or not as it was when it was checked last."""

    key: bytes
    path: str
    content: str  # SHA-256 as it was seen
    cause: str  # "new", "changed", "settings"
    failure: str | None  # why it cannot even be opened


@dataclass(frozen=True, slots=True)
class Cited:
    """What a document cites, found by reading it; or why it could not be read."""

    document: Pending
    content: str  # SHA-256 of what was read
    addresses: Mapping[str, dt.date | None]  # with the day on which the document cites each
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Stale:
    """A document whose report must be written anew, with what is known of its links."""

    key: bytes
    path: str
    content: str
    links: Mapping[str, LinkVerdict]  # of those that were asked


@dataclass(frozen=True, slots=True)
class Written:
    """A document checked: what the state keeps of its report."""

    document: Stale
    title: str
    page: str
    findings: Mapping[str, Found]
    counts: Mapping[str, Mapping[str, int]]  # "findings" by severity, "summary"


@dataclass(frozen=True, slots=True)
class Judged:
    """An address with the verdict of tonight."""

    url: str
    verdict: LinkVerdict


class State:
    """The state, open for one run. Made by `open_state`."""

    def __init__(self, connection: Connection, where: str) -> None:
        self.connection = connection
        self.where = where
        self._insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All of it or nothing; what the database refuses is one line."""
        with told(self.where), self.connection.begin():
            yield self.connection

    # --- runs

    def begin(self, now: dt.datetime) -> Run:
        """The run that was broken off, else a new one."""
        with self.transaction() as connection:
            last = connection.execute(select(RUN).order_by(RUN.c.id.desc()).limit(1)).first()
            if last is not None and last.ended is None:
                return Run(last.id, last.started, resumed=True)
            run = Run(last.id + 1 if last else 1, _stamp(now), resumed=False)
            connection.execute(insert(RUN), {"id": run.number, "started": run.started})
            return run

    def end(self, run: Run, now: dt.datetime, counts: Mapping[str, object], *, complete: bool) -> None:
        """The run has written its reports."""
        ended = {"ended": _stamp(now), "complete": complete, "counts": json.dumps(dict(counts))}
        with self.transaction() as connection:
            connection.execute(update(RUN).where(RUN.c.id == run.number).values(**ended))
            if connection.dialect.name == "sqlite":  # the server does so by itself
                connection.execute(text("PRAGMA analysis_limit = 1000"))
                connection.execute(text("PRAGMA optimize"))

    # --- documents

    def see(self, archive: Iterable[Seen]) -> int:
        """Hold tonight's archive against the state's, as `pending` and `vanish` need it; how many documents it has."""
        number = 0
        files = iter(archive)
        while page := list(islice(files, _ROWS)):
            number += sum(not one.folder for one in page)
            rows = [
                {"key": key_of(one.path), "path": one.path, "content": one.content, "failure": one.failure}
                for one in page
            ]
            with self.transaction() as connection:
                connection.execute(insert(SEEN), rows)
                for folder in (one.path for one in page if one.folder):
                    connection.execute(self._kept_below(folder))
        return number

    def _kept_below(self, folder: str) -> Any:
        """What lies in a folder that cannot be looked into tonight is neither gone nor changed."""
        below = select(DOCUMENT.c.key, DOCUMENT.c.path, DOCUMENT.c.content, DOCUMENT.c.failure).where(
            DOCUMENT.c.gone_run.is_(None), DOCUMENT.c.path >= f"{folder}/", DOCUMENT.c.path < f"{folder}0"
        )
        return self._insert(SEEN).from_select(["key", "path", "content", "failure"], below).on_conflict_do_nothing()

    def documents(self) -> int:
        """How many documents the state knew in the archive before this run looked."""
        here = select(func.count()).select_from(DOCUMENT).where(DOCUMENT.c.gone_run.is_(None))
        with self.transaction() as connection:
            return connection.execute(here).scalar() or 0

    def vanish(self, run: Run) -> None:
        """Note which documents are in the archive no more; their links are asked no more for them."""
        absent = ~select(SEEN.c.key).where(SEEN.c.key == DOCUMENT.c.key).exists()
        gone = update(DOCUMENT).where(DOCUMENT.c.gone_run.is_(None), absent)
        cited = select(DOCUMENT.c.key).where(DOCUMENT.c.gone_run == run.number)
        with self.transaction() as connection:
            connection.execute(gone.values(gone_run=run.number, stale=False))
            connection.execute(delete(CITATION).where(CITATION.c.document.in_(cited)))

    def pending(self, basis: str) -> Iterator[list[Pending]]:
        """New and changed documents, some at a time."""
        known = DOCUMENT.c.key.is_not(None) & DOCUMENT.c.gone_run.is_(None)
        cause = case((~known, "new"), (DOCUMENT.c.content != SEEN.c.content, "changed"), else_="settings")
        asked = (
            select(SEEN.c.key, SEEN.c.path, SEEN.c.content, cause.label("cause"), SEEN.c.failure)
            .select_from(_SEEN_AND_KNOWN)
            .where(_changed(basis))
        )
        for rows in self._by_key(asked, SEEN.c.key):
            yield [Pending(row.key, row.path, row.content, row.cause, row.failure) for row in rows]

    def cite(self, run: Run, basis: str, read: Sequence[Cited], today: dt.date) -> None:
        """Keep which addresses these documents cite; each must be checked anew."""
        days: dict[str, dt.date | None] = {}
        for one in read:
            for url, day in one.addresses.items():
                before = days.get(url)
                days[url] = min(day, before) if day and before else day or before
        documents = [_document_row(one, run, basis) for one in read]
        keys = [one.document.key for one in read]
        failed = [one.document.key for one in read if one.failure is not None]
        cited = [
            {"document": one.document.key, "address": key_of(url)}
            for one in read
            if one.failure is None
            for url in one.addresses
        ]
        addresses = [_address_row(url, day, today) for url, day in days.items()]
        with self.transaction() as connection:
            if documents:
                self._put(
                    DOCUMENT,
                    documents,
                    keep=("first_run", "failed_run", "page", "title", "counts", "errors", "warnings"),
                )
                connection.execute(
                    update(DOCUMENT)
                    .where(DOCUMENT.c.key.in_(failed), DOCUMENT.c.failed_run.is_(None))
                    .values(failed_run=run.number)
                )
                connection.execute(
                    update(DOCUMENT)
                    .where(DOCUMENT.c.key.in_(keys), DOCUMENT.c.failure.is_(None))
                    .values(failed_run=None)
                )
            connection.execute(delete(CITATION).where(CITATION.c.document.in_(set(keys) - set(failed))))
            if addresses:
                connection.execute(self._insert(ADDRESS).on_conflict_do_nothing(), addresses)
            if cited:
                connection.execute(self._insert(CITATION).on_conflict_do_nothing(), cited)

    def _put(self, table: Table, rows: Sequence[Mapping[str, Any]], keep: Iterable[str] = ()) -> None:
        """Insert rows, or write over those of the same key, except the columns to `keep`."""
        statement = self._insert(table)
        keys = [column.name for column in table.primary_key]
        left = {name: statement.excluded[name] for name in rows[0] if name not in (*keys, *keep)}
        put = statement.on_conflict_do_update(index_elements=keys, set_=left)
        self.connection.execute(put, list(rows))

    def stale(self) -> Iterator[list[Stale]]:
        """The documents whose reports must be written anew, some at a time."""
        asked = select(DOCUMENT.c.key, DOCUMENT.c.path, DOCUMENT.c.content).where(
            DOCUMENT.c.stale, DOCUMENT.c.gone_run.is_(None), DOCUMENT.c.failure.is_(None)
        )
        for rows in self._by_key(asked, DOCUMENT.c.key, 64):
            with self.transaction():
                links = self._links_of([row.key for row in rows])
            yield [Stale(row.key, row.path, row.content, links.get(row.key, {})) for row in rows]

    def written(self) -> Iterator[list[tuple[bytes, str]]]:
        """The documents whose reports were written and stand: key and file name without extension, some at a time."""
        asked = (
            select(DOCUMENT.c.key, DOCUMENT.c.page)
            .where(~DOCUMENT.c.stale, DOCUMENT.c.page.is_not(None))
            .where(DOCUMENT.c.gone_run.is_(None), DOCUMENT.c.failure.is_(None))
        )
        for rows in self._by_key(asked, DOCUMENT.c.key):
            yield [(row.key, row.page) for row in rows]

    def _by_key(
        self, asked: Select[Any], key: ColumnElement[bytes], number: int = _ROWS
    ) -> Iterator[Sequence[Row[Any]]]:
        """What is asked for, some rows at a time, each in a transaction of its own: the rows may change meanwhile."""
        last = b""
        asked = asked.order_by(key).limit(number)
        while True:
            with self.transaction() as connection:
                rows = connection.execute(asked.where(key > last)).all()
            if not rows:
                return
            yield rows
            last = rows[-1].key

    def renew(self, documents: Sequence[bytes]) -> None:
        """The reports of these documents must be written anew."""
        with self.transaction() as connection:
            connection.execute(update(DOCUMENT).where(DOCUMENT.c.key.in_(documents)).values(stale=True))

    def _links_of(self, documents: Sequence[bytes]) -> dict[bytes, dict[str, LinkVerdict]]:
        asked = (
            select(CITATION.c.document, ADDRESS)
            .join(ADDRESS, ADDRESS.c.key == CITATION.c.address)
            .where(CITATION.c.document.in_(documents), ADDRESS.c.verdict.is_not(None))
        )
        links: dict[bytes, dict[str, LinkVerdict]] = {}
        for row in self.connection.execute(asked):
            links.setdefault(row.document, {})[row.url] = with_state(verdict_of(row), state_of(row))
        return links

    def checked(self, run: Run, written: Sequence[Written]) -> None:
        """The reports of these documents are written: keep what they found."""
        keys = [one.document.key for one in written]
        known: dict[bytes, dict[str, Kept]] = {}
        with self.transaction() as connection:
            asked = select(FINDING.c.document, FINDING.c.identity, FINDING.c.first_run, FINDING.c.gone_run)
            for row in connection.execute(asked.where(FINDING.c.document.in_(keys))):
                known.setdefault(row.document, {})[row.identity] = Kept(row.first_run, row.gone_run)
            standing, gone, forgotten = [], [], []
            for one in written:
                key = one.document.key
                change = compare(known.get(key, {}), one.findings, run.number)
                standing += [_finding_row(key, finding, first) for finding, first in change.standing]
                gone += [(key, identity) for identity in change.gone]
                forgotten += [(key, identity) for identity in change.forgotten]
            if standing:
                self._put(FINDING, standing)
            which = tuple_(FINDING.c.document, FINDING.c.identity)
            for some in _pages(gone):
                connection.execute(update(FINDING).where(which.in_(some)).values(gone_run=run.number))
            for some in _pages(forgotten):
                connection.execute(delete(FINDING).where(which.in_(some)))
            for one in written:
                connection.execute(
                    update(DOCUMENT)
                    .where(DOCUMENT.c.key == one.document.key)
                    .values(
                        title=one.title,
                        page=one.page,
                        counts=json.dumps(one.counts),
                        errors=one.counts["findings"]["error"],
                        warnings=one.counts["findings"]["warning"],
                        stale=False,
                    )
                )

    def fail(self, run: Run, documents: Mapping[bytes, str]) -> None:
        """These documents, read before, could not be checked for these reasons."""
        with self.transaction() as connection:
            for key, reason in documents.items():
                values = {"failure": reason, "failed_run": run.number, "stale": False}
                connection.execute(update(DOCUMENT).where(DOCUMENT.c.key == key).values(**values))

    def left(self, basis: str, day: dt.date) -> tuple[int, int]:
        """How many documents and addresses are still to be looked at."""
        stale = DOCUMENT.c.stale & DOCUMENT.c.gone_run.is_(None) & DOCUMENT.c.failure.is_(None)
        waiting = select(func.count()).select_from(_SEEN_AND_KNOWN).where(or_(_changed(basis), stale))
        due = select(func.count()).select_from(ADDRESS).where(ADDRESS.c.due <= day, _CITED)
        with self.transaction() as connection:
            return connection.execute(waiting).scalar() or 0, connection.execute(due).scalar() or 0

    # --- addresses

    def due(self, day: dt.date) -> Iterator[tuple[str, dt.date | None]]:
        """The addresses to ask tonight that a document cites, longest due first; with the day each was cited."""
        after_due, after_key = _NEVER, b""
        asked = (
            select(ADDRESS.c.key, ADDRESS.c.url, ADDRESS.c.cited, ADDRESS.c.due)
            .where(ADDRESS.c.due <= day, _CITED)
            .order_by(ADDRESS.c.due, ADDRESS.c.key)
            .limit(_ROWS)
        )
        while True:
            beyond = tuple_(ADDRESS.c.due, ADDRESS.c.key) > tuple_(literal(after_due), literal(after_key))
            with self.transaction() as connection:
                rows = connection.execute(asked.where(beyond)).all()
            if not rows:
                return
            yield from ((row.url, row.cited) for row in rows)
            after_due, after_key = rows[-1].due, rows[-1].key

    def alive(self, most: int, besides: Sequence[str]) -> list[str]:
        """Addresses that answered when asked last, the latest first: if none does now, the network is down."""
        asked = (
            select(ADDRESS.c.url)
            .where(ADDRESS.c.condition == Condition.ALIVE, ADDRESS.c.key.not_in([key_of(url) for url in besides]))
            .order_by(ADDRESS.c.alive.desc(), ADDRESS.c.key)
            .limit(most)
        )
        with self.transaction() as connection:
            return list(connection.execute(asked).scalars())

    def alive_among(self, urls: Sequence[str]) -> list[str]:
        """Those of these addresses that answered when asked last."""
        asked = select(ADDRESS.c.url).where(ADDRESS.c.key.in_([key_of(url) for url in urls]))
        with self.transaction() as connection:
            return list(connection.execute(asked.where(ADDRESS.c.condition == Condition.ALIVE)).scalars())

    def answered(self, run: Run, judged: Sequence[Judged], day: dt.date, apart: int) -> None:
        """Keep what was learnt of these addresses; documents that cite what has changed must be written anew."""
        verdicts = {key_of(one.url): one.verdict for one in judged}
        with self.transaction() as connection:
            rows = connection.execute(select(ADDRESS).where(ADDRESS.c.key.in_(verdicts))).all()
            changed, answers = [], []
            for row in rows:
                before, known = state_of(row), verdict_of(row)
                verdict = _with_known_copy(verdicts[row.key], known)
                state = after(before, verdict.status, day, apart)
                answers.append(_answer_row(row, state, verdict, run))
                if _looks(state, verdict) != _looks(before, known):
                    changed.append(row.key)
            if answers:
                connection.execute(update(ADDRESS).where(ADDRESS.c.key == bindparam("this")), answers)
            _cited_anew(connection, changed)

    def without_copy(self, day: dt.date) -> Iterator[tuple[LinkVerdict, dt.date | None]]:
        """The verdicts of that day on what is gone, where no archive has been heard; with the day each was cited."""
        after_key = b""
        failed = (
            select(ADDRESS)
            .where(ADDRESS.c.condition.in_((Condition.FAILING, Condition.DEAD)), ADDRESS.c.asked == day, _CITED)
            .order_by(ADDRESS.c.key)
            .limit(_ROWS)
        )
        while True:
            with self.transaction() as connection:
                rows = connection.execute(failed.where(ADDRESS.c.key > after_key)).all()
            if not rows:
                return
            yield from ((verdict, row.cited) for row in rows if wants_copy(verdict := verdict_of(row)))
            after_key = rows[-1].key

    def copied(self, verdicts: Sequence[LinkVerdict]) -> None:
        """Keep what archives said; documents that cite what has a copy now must be written anew."""
        rows = [{"this": key_of(verdict.url), "verdict": _written(verdict)} for verdict in verdicts]
        if rows:
            with self.transaction() as connection:
                connection.execute(update(ADDRESS).where(ADDRESS.c.key == bindparam("this")), rows)
                _cited_anew(connection, [key_of(verdict.url) for verdict in verdicts if verdict.archived])


@contextmanager
def open_state(where: str) -> Iterator[State]:
    """The state in a file or at a server, its tables made or brought up to date. Raises StateError."""
    with opened(where) as connection:
        with connection.begin():
            prepare(connection, shown(where))
        yield State(connection, shown(where))


def _changed(basis: str) -> ColumnElement[bool]:
    """Which of tonight's documents are new, or not as they were when they were checked last."""
    return or_(
        DOCUMENT.c.key.is_(None),
        DOCUMENT.c.gone_run.is_not(None),
        DOCUMENT.c.content != SEEN.c.content,
        DOCUMENT.c.basis != basis,
        and_(SEEN.c.failure.is_not(None), SEEN.c.failure.is_distinct_from(DOCUMENT.c.failure)),
    )


def state_of(row: Row[Any]) -> LinkState:
    """What the state knows of an address."""
    return LinkState(row.failures, row.since, row.counted, row.alive, row.asked, row.due)


def verdict_of(row: Row[Any]) -> LinkVerdict:
    """The last verdict on an address, as it was given."""
    if row.verdict is None:
        return LinkVerdict(row.url, Status.UNVERIFIABLE, "Not asked yet.")
    kept: dict[str, Any] = json.loads(row.verdict)
    checked = dt.datetime.combine(row.asked, dt.time(), dt.UTC) if row.asked else None
    sought = kept.get("sought", kept["archived"] is not None)
    return replace(LinkVerdict.from_json(row.url, kept, checked), sought=sought)


def _looks(state: LinkState, verdict: LinkVerdict) -> tuple[object, ...]:
    """What a report shows of an address, except the day."""
    return (state.words, verdict.status, verdict.reason, verdict.suggestion, verdict.archived)


def _stamp(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _pages(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    for start in range(0, len(items), _ROWS):
        yield items[start : start + _ROWS]


def _document_row(one: Cited, run: Run, basis: str) -> dict[str, Any]:
    return {
        "key": one.document.key,
        "path": one.document.path,
        "content": one.content,
        "basis": basis,
        "failure": one.failure,
        "cause": one.document.cause,
        "errors": 0,
        "warnings": 0,
        "first_run": run.number,
        "changed_run": run.number,
        "failed_run": None,
        "gone_run": None,
        "stale": one.failure is None,
    }


def _address_row(url: str, cited: dt.date | None, today: dt.date) -> dict[str, Any]:
    return {
        "key": key_of(url),
        "url": url,
        "cited": cited,
        "condition": int(Condition.UNKNOWN),
        "failures": 0,
        "due": today,
        "severity": 2,
        "changed_run": 0,
        "was": int(Condition.UNKNOWN),
    }


def _cited_anew(connection: Connection, addresses: Sequence[bytes]) -> None:
    """The documents that cite these addresses must be written anew."""
    citing = select(CITATION.c.document).where(CITATION.c.address.in_(addresses))
    connection.execute(update(DOCUMENT).where(DOCUMENT.c.key.in_(citing)).values(stale=True))


def _with_known_copy(verdict: LinkVerdict, known: LinkVerdict) -> LinkVerdict:
    """What is still gone keeps the copy that was found of it."""
    if not (known.sought and wants_copy(verdict)):
        return verdict
    return replace(verdict, archived=known.archived, suggestion=verdict.suggestion or known.archived, sought=True)


def _written(verdict: LinkVerdict) -> str:
    return json.dumps({**verdict.as_json(), "sought": verdict.sought}, ensure_ascii=False)


def _answer_row(row: Row[Any], state: LinkState, verdict: LinkVerdict, run: Run) -> dict[str, Any]:
    condition = state.condition
    # What this run changed twice, as one that was broken off for a day may, counts from before the run.
    was = row.was if row.changed_run == run.number else row.condition
    moved = condition != row.condition
    return {
        "this": row.key,
        "changed_run": (run.number if condition != was else 0) if moved else row.changed_run,
        "was": was if moved else row.was,
        "condition": int(condition),
        "failures": state.failures,
        "since": state.since,
        "counted": state.counted,
        "alive": state.alive,
        "asked": state.asked,
        "due": state.due,
        "severity": SEVERITIES.index(severity_of(state, verdict)),
        "status": verdict.status.value,
        "verdict": _written(verdict),
    }


def _finding_row(document: bytes, finding: Found, first: int) -> dict[str, Any]:
    return {
        "document": document,
        "identity": finding.identity,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "line": finding.line,
        "address": finding.address,
        "first_run": first,
        "gone_run": None,
    }
