"""What is known of an address over many nights: unknown, alive, failing 1 of 3, failing 2 of 3, dead.

One place decides what an answer changes and when the address is asked again, and one says it in words. Pure: the day
is handed in. An answer that says nothing of the page (a refusal, a login, a request that was never sent) changes
nothing that was known before.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import IntEnum

from refcheck.links.verdict import LinkVerdict
from refcheck.model import Severity, Status

FAILURES = 3  # on different days, before an address is dead
WEEK, NIGHT, MONTH = dt.timedelta(days=7), dt.timedelta(days=1), dt.timedelta(days=30)
ALIVE = frozenset({Status.VERIFIED, Status.MOVED})
FAILED = frozenset({Status.DEAD, Status.FAILING, Status.NOT_FOUND})


class Condition(IntEnum):
    """How an address stands; the numbers are kept in the state."""

    UNKNOWN = 0
    ALIVE = 1
    FAILING = 2
    DEAD = 3


@dataclass(frozen=True, slots=True)
class LinkState:
    """One address: how often it failed in a row, each time on another day, and the days that matter."""

    failures: int = 0
    since: dt.date | None = None  # day of the first failure in a row
    counted: dt.date | None = None  # day of the last failure that counted
    alive: dt.date | None = None  # day on which it last answered
    asked: dt.date | None = None
    due: dt.date | None = None  # not asked before; None for at once

    @property
    def condition(self) -> Condition:
        """How the address stands."""
        if self.failures >= FAILURES:
            return Condition.DEAD
        if self.failures:
            return Condition.FAILING
        return Condition.ALIVE if self.alive else Condition.UNKNOWN

    @property
    def words(self) -> str:
        """The state as every report says it: "failing 2 of 3"."""
        condition = self.condition
        return f"failing {self.failures} of {FAILURES}" if condition is Condition.FAILING else condition.name.lower()


def after(state: LinkState, status: Status, day: dt.date, apart: int = 1) -> LinkState:
    """The state after an answer of that day. Failures less than `apart` days from one another count once."""
    state = replace(state, asked=day)
    if status in ALIVE:
        return LinkState(alive=day, asked=day, due=day + WEEK)
    if status in FAILED:
        counts = state.counted is None or day >= state.counted + dt.timedelta(days=apart)
        failures = min(FAILURES, state.failures + counts)
        return replace(
            state,
            failures=failures,
            since=state.since or day,
            counted=day if counts else state.counted,
            due=day + (MONTH if failures == FAILURES else NIGHT),
        )
    return replace(state, due=day + (WEEK if status is Status.BLOCKED else NIGHT))


def severity_of(state: LinkState, verdict: LinkVerdict) -> Severity:
    """How grave a failed link is: an error once it is dead, a warning where the host says that the page is gone."""
    if state.condition is Condition.DEAD and not verdict.soft:
        return Severity.ERROR
    return Severity.WARNING if verdict.status in (Status.DEAD, Status.NOT_FOUND) else Severity.INFO


def with_state(verdict: LinkVerdict, state: LinkState) -> LinkVerdict:
    """The verdict as reports show it: what was seen last, in the light of the nights before."""
    if not state.failures:
        return replace(verdict, state=state.words)
    since = f"since {state.since:%Y-%m-%d}" if state.since else ""
    said = f"State: {state.words}, {since}."
    lasting = state.condition is Condition.DEAD
    if lasting and verdict.status is Status.FAILING:
        reason = (
            f"It failed on {FAILURES} different days; the last time: {verdict.reason[:1].lower()}{verdict.reason[1:]}"
        )
        verdict = replace(verdict, status=Status.DEAD, reason=reason.removesuffix("; perhaps tomorrow it works.") + ".")
    return replace(verdict, state=state.words, lasting=lasting, notes=(*verdict.notes, said))
