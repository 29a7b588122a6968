"""What a run has to say, asked of the state: each list is a query, read as long as it is and never held."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select

from refcheck.links.state import Condition, with_state
from refcheck.model import SEVERITIES, Severity, Status
from refcheck.nightly.state import Run, State, state_of, verdict_of
from refcheck.nightly.storage import ADDRESS, CITATION, DOCUMENT, FINDING, RUN
from refcheck.reporting.history import History
from refcheck.reporting.index import Entry
from refcheck.reporting.nightly import Citing, FileItem, FindingItem, LinkItem, Night, Section

if TYPE_CHECKING:
    from refcheck.storage import Place

_MOST_NAMED = 20  # documents that cite an address
_MOST_RUNS = 400
_BROKEN = (int(Condition.FAILING), int(Condition.DEAD))
_SOUND = (int(Condition.UNKNOWN), int(Condition.ALIVE))
_HERE = DOCUMENT.c.gone_run.is_(None)
_CITED = select(CITATION.c.document).where(CITATION.c.address == ADDRESS.c.key).exists()
_UNCLEAR = (Status.BLOCKED.value, Status.UNVERIFIABLE.value)


@dataclass(frozen=True, slots=True)
class Left:
    """What the run did not reach, and whether its network was down."""

    documents: int
    links: int
    outage: bool


class Outcome:
    """The lists of one run; `archive` is how reports name the folder."""

    def __init__(self, state: State, run: Run, archive: Place) -> None:
        self._state, self._run, self._archive = state, run.number, archive
        self._run_started = run.started
        # Paths are many: they are joined as texts.
        self._prefix = str(archive / "_")[:-1]
        with state.transaction() as connection:
            self._started = {row.id: str(row.started) for row in connection.execute(select(RUN.c.id, RUN.c.started))}

    def night(self, *, offline: bool, left: Left) -> Night:
        """All of it, as the reports tell it."""
        address, finding = ADDRESS.c, FINDING.c
        tonight = address.changed_run == self._run
        new = and_(finding.first_run == self._run, finding.gone_run.is_(None), self._told_alone())
        gone = and_(finding.gone_run == self._run, finding.first_run < self._run, self._told_alone())
        before = and_(finding.first_run < self._run, finding.gone_run.is_(None), finding.address.is_(None))
        changed = and_(_HERE, DOCUMENT.c.changed_run == self._run, DOCUMENT.c.failure.is_(None))
        earlier = [number for number in self._started if number < self._run]
        night = Night(
            archive=str(self._archive),
            started=self._run_started,
            last=self._started[max(earlier)] if earlier else None,
            offline=offline,
            documents=self._count(select(DOCUMENT.c.key).where(_HERE, DOCUMENT.c.content != "")),
            new=self._count(select(DOCUMENT.c.key).where(changed, DOCUMENT.c.cause == "new")),
            changed=self._count(select(DOCUMENT.c.key).where(changed, DOCUMENT.c.cause != "new")),
            vanished=self._files("vanished", and_(DOCUMENT.c.gone_run == self._run, DOCUMENT.c.page.is_not(None))),
            broke_links=self._links("broke", and_(tonight, address.condition.in_(_BROKEN), address.was.in_(_SOUND))),
            broke_findings=self._findings("broke", new),
            confirmed=self._links(
                "confirmed",
                and_(tonight, address.condition == int(Condition.DEAD), address.was == int(Condition.FAILING)),
            ),
            mended_links=self._links(
                "mended", and_(tonight, address.condition == int(Condition.ALIVE), address.was.in_(_BROKEN))
            ),
            mended_findings=self._findings("mended", gone),
            still_links=self._links("still", and_(~tonight, address.condition.in_(_BROKEN))),
            still_findings=self._findings("still", before),
            unread=self._files("unread", and_(_HERE, DOCUMENT.c.failure.is_not(None))),
            unknown=self._links("unknown", and_(address.status.in_(_UNCLEAR), address.condition.in_(_SOUND))),
            left_documents=left.documents,
            left_links=left.links,
            outage=left.outage,
            table=self._table,
            history=self._history(),
        )
        return replace(night, history=(*night.history, self._stands(night)))

    def unread_tonight(self) -> int:
        """How many documents could be read before, or were not there, and cannot be read now."""
        return self._count(select(DOCUMENT.c.key).where(_HERE, DOCUMENT.c.failed_run == self._run))

    def _told_alone(self) -> ColumnElement[bool]:
        """A finding about a link that itself broke or was mended tonight is told with the link."""
        with_link = (
            select(ADDRESS.c.key).where(ADDRESS.c.key == FINDING.c.address, ADDRESS.c.changed_run == self._run).exists()
        )
        return or_(FINDING.c.address.is_(None), ~with_link)

    def _count(self, asked: Select[Any]) -> int:
        with self._state.transaction() as connection:
            return connection.execute(select(func.count()).select_from(asked.subquery())).scalar() or 0

    def _rows(self, asked: Select[Any]) -> Iterator[Any]:
        with self._state.transaction() as connection:
            yield from connection.execute(asked.execution_options(yield_per=500))

    # --- links

    def _links(self, name: str, which: ColumnElement[bool]) -> Section[LinkItem]:
        total = self._count(select(ADDRESS.c.key).where(which, _CITED))
        order = (ADDRESS.c.severity, ADDRESS.c.url, ADDRESS.c.key)

        def items(most: int | None) -> Generator[LinkItem, None, None]:
            # The limit keeps the database from beginning with all documents, however long the list.
            wanted = select(ADDRESS).where(which, _CITED).order_by(*order).limit(most or total).subquery()
            asked = (
                select(wanted, DOCUMENT.c.path, DOCUMENT.c.page)
                .join(CITATION, CITATION.c.address == wanted.c.key)
                .join(DOCUMENT, DOCUMENT.c.key == CITATION.c.document)
                .order_by(wanted.c.severity, wanted.c.url, wanted.c.key, DOCUMENT.c.path)
            )
            for _, rows in groupby(self._rows(asked) if total else (), key=lambda row: row.key):
                yield self._link(rows)

        return Section(name, total, items)

    def _link(self, rows: Iterable[Row[Any]]) -> LinkItem:
        documents: list[Citing] = []
        citing = 0
        row = None
        for row in rows:
            citing += 1
            if citing <= _MOST_NAMED:
                documents.append(Citing(self._shown(row.path), row.page))
        assert row is not None  # noqa: S101 - a group has a row
        state = state_of(row)
        verdict = with_state(verdict_of(row), state)
        return LinkItem(
            url=row.url,
            status=verdict.status if row.verdict else None,
            state=state.words,
            severity=SEVERITIES[row.severity] if state.failures else None,
            since=state.since,
            answered=state.alive,
            reason=verdict.reason,
            suggestion=verdict.suggestion,
            archived=verdict.archived,
            documents=tuple(documents),
            citing=citing,
        )

    # --- findings and files

    def _findings(self, name: str, which: ColumnElement[bool]) -> Section[FindingItem]:
        joined = FINDING.join(DOCUMENT, DOCUMENT.c.key == FINDING.c.document)
        total = self._count(select(FINDING.c.identity).select_from(joined).where(which, _HERE))
        finding, document = FINDING.c, DOCUMENT.c
        asked = (
            select(
                *(document.path, document.page, finding.rule, finding.severity, finding.line, finding.message),
                *(finding.identity, document.cause, finding.first_run),
            )
            .select_from(joined)
            .where(which, _HERE)
            .order_by(FINDING.c.severity, DOCUMENT.c.path, FINDING.c.line, FINDING.c.identity)
        )

        def items(most: int | None) -> Generator[FindingItem, None, None]:
            for path, page, rule, severity, line, message, identity, cause, first in (
                self._rows(asked.limit(most)) if total else ()
            ):
                worst, since = SEVERITIES[severity], self._started[first]
                yield FindingItem(self._prefix + path, page, rule, worst, line, message, identity, cause, since)

        return Section(name, total, items)

    def _files(self, name: str, which: ColumnElement[bool]) -> Section[FileItem]:
        total = self._count(select(DOCUMENT.c.key).where(which))
        asked = select(DOCUMENT).where(which).order_by(DOCUMENT.c.path)

        def items(most: int | None) -> Generator[FileItem, None, None]:
            for row in self._rows(asked.limit(most)) if total else ():
                since = self._started[row.gone_run or row.failed_run or row.changed_run]
                yield FileItem(self._shown(row.path), row.failure or "", since)

        return Section(name, total, items)

    def _table(self, most: int) -> Iterator[Entry]:
        asked = (
            select(DOCUMENT)
            .where(_HERE, DOCUMENT.c.counts.is_not(None))
            .order_by(DOCUMENT.c.errors.desc(), DOCUMENT.c.warnings.desc(), DOCUMENT.c.path)
            .limit(most)
        )
        for row in self._rows(asked):
            kept = json.loads(row.counts)
            findings = {Severity(name): number for name, number in kept["findings"].items()}
            yield Entry(self._shown(row.path), row.title or "", f"{row.page}.html", findings, kept["summary"])

    def _shown(self, path: str) -> str:
        return self._prefix + path

    # --- runs

    def _stands(self, night: Night) -> History:
        """How the cited addresses stand at the end of this run."""
        asked = select(ADDRESS.c.condition, func.count()).where(_CITED).group_by(ADDRESS.c.condition)
        with self._state.transaction() as connection:
            found = {int(row[0]): int(row[1]) for row in connection.execute(asked)}
        stands = {condition.name.lower(): found.get(condition, 0) for condition in Condition}
        return History(self._run_started, **stands, broke=night.broke, mended=night.mended)

    def _history(self) -> list[History]:
        asked = select(RUN).where(RUN.c.counts.is_not(None), RUN.c.id < self._run).order_by(RUN.c.id.desc())
        with self._state.transaction() as connection:
            rows = connection.execute(asked.limit(_MOST_RUNS)).all()
        return [History(**{"started": row.started, **json.loads(row.counts)}) for row in reversed(rows)]
