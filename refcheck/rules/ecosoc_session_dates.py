"""The session of the Economic and Social Council, its days and the letter's date do not agree.

Why
    Since 2014 a session of the Council runs from July to July and bears the year in which it ends: the 2023
    session began in July 2022. The year of the session is also the year in the document's symbol.

Wrong
    Economic and Social Council
    Distr.: General
    14 March 2023
    2022 session
    25 July 2022–26 July 2023
    Agenda item 17

    Letter dated 22 February 2023 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

Right
    Economic and Social Council
    Distr.: General
    14 March 2023
    2023 session
    25 July 2022–26 July 2023
    Agenda item 17

    Letter dated 22 February 2023 from the Permanent Representative of X to the United Nations addressed to the Secretary-General
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from refcheck.domain.dates import words
from refcheck.model import Checked, DatedSpan, Finding, Letter, Related, Severity, YearSession

TITLE = "Session of the Council does not fit its days"
SEVERITY = Severity.ERROR
_CYCLE = dt.timedelta(days=300)  # shorter ones are substantive or organizational sessions within a cycle
_EARLY = dt.timedelta(days=180)  # documents are issued ahead of their session
_LATE = dt.timedelta(days=120)  # and, submitted late, after it


def check(checked: Checked) -> Iterator[Finding]:
    """The year against the last day, the days against each other, the letter's date and symbol against both."""
    for letter in checked.letters:
        for session in letter.year_sessions:
            yield from _days(session)
            yield from _letter_date(letter, session)
            yield from _symbol(letter, session)


def _days(session: YearSession) -> Iterator[Finding]:
    if not session.days:
        return
    first, last = session.days
    if first.value >= last.value:
        yield Finding(
            rule="ecosoc-session-dates",
            severity=SEVERITY,
            span=first.span,
            message=f"The session begins on {words(first.value)} and ends on {words(last.value)}, which is not later.",
            related=(Related(last.span, "last day"),),
        )
    elif session.year != last.value.year:
        yield Finding(
            rule="ecosoc-session-dates",
            severity=SEVERITY,
            span=session.span,
            message=f"The cover says {session.year} session, but the days are {words(first.value)} to "
            f"{words(last.value)}; a session bears the year in which it ends.",
            suggestion=str(last.value.year),
            related=(Related(last.span, "last day"),),
        )
    elif last.value - first.value > 2 * _CYCLE:
        yield Finding(
            rule="ecosoc-session-dates",
            severity=SEVERITY,
            span=first.span,
            message=f"The session's days, {words(first.value)} to {words(last.value)}, are more than a year; a session "
            "runs from July to July.",
            related=(Related(last.span, "last day"),),
        )


def _letter_date(letter: Letter, session: YearSession) -> Iterator[Finding]:
    """The day of distribution, or the letter's, in or near the session's days."""
    days: list[DatedSpan] = [day for day in (letter.distributed, letter.title and letter.title.date) if day]
    if not session.days or not days or session.year != session.days[1].value.year:
        return
    first, last = (day.value for day in session.days)
    if not _CYCLE < last - first <= 2 * _CYCLE:
        return
    if all(first - _EARLY <= day.value <= last + _LATE for day in days[:1]):
        return
    yield Finding(
        rule="ecosoc-session-dates",
        severity=SEVERITY,
        span=session.span,
        message=f"The {session.year} session is that of {words(first)} to {words(last)}, but the document is dated "
        f"{words(days[0].value)}.",
        related=(Related(days[0].span, f"date: {words(days[0].value)}"),),
    )


def _symbol(letter: Letter, session: YearSession) -> Iterator[Finding]:
    for canonical in letter.symbols:
        parts = canonical.split("/")
        if parts[0] == "E" and parts[1].isdigit() and len(parts[1]) == 4 and int(parts[1]) != session.year:
            yield Finding(
                rule="ecosoc-session-dates",
                severity=SEVERITY,
                span=session.span,
                message=f"The cover says {session.year} session, but the document's symbol {canonical} is of the "
                f"{parts[1]} session.",
                suggestion=parts[1],
            )
