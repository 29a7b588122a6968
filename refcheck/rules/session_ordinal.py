"""The session of the General Assembly on the cover does not fit the letter's date.

Why
    Session n is in progress from September of 1945 + n to the next September. Letters for the preliminary
    list of the next session may come months before it opens, and then say so. One session ahead without
    these words would be an error as well; between February, when the list comes out, and the opening it is
    a hint only, since the words may have been lost with the cover's layout.

Wrong
    General Assembly
    Distr.: General
    28 May 2025
    Seventy-sixth session
    Agenda item 34

    Letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

Right
    General Assembly
    Distr.: General
    28 May 2025
    Seventy-ninth session
    Agenda item 34

    Letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.dates import words
from refcheck.domain.numerals import ordinal_words
from refcheck.domain.sessions import assembly_session_year, assembly_sessions_on
from refcheck.model import Checked, DatedSpan, Finding, Letter, OrdinalLine, Related, Severity

TITLE = "Session does not fit the date"
SEVERITY = Severity.ERROR


def check(checked: Checked) -> Iterator[Finding]:
    """The session must be in progress on the day of the letter or of its distribution."""
    for letter in checked.letters:
        days = _days(letter)
        for session in letter.sessions if days else ():
            fitting = sorted({number for day in days for number in assembly_sessions_on(day.value)})
            if session.number not in fitting and fitting:
                yield from _finding(letter, session, fitting, days[0])


def _days(letter: Letter) -> list[DatedSpan]:
    return [day for day in (letter.title and letter.title.date, letter.distributed) if day]


def _finding(letter: Letter, session: OrdinalLine, fitting: list[int], day: DatedSpan) -> Iterator[Finding]:
    ahead = session.number - fitting[-1]
    preliminary = _preliminary(letter, session)
    if ahead == 1 and preliminary:
        return
    # The preliminary list of a session comes out in the February before it, and is that of the next session
    # until the opening. The words "of the preliminary list" stand on another line than the session and get
    # lost in conversions: then only a hint.
    early = ahead == 1 and 2 <= day.value.month <= 9
    expected = " or ".join(ordinal_words(number) for number in fitting)
    listed = day.value.year - assembly_session_year(0)  # the session that opens in this year
    nearest = listed if preliminary and day.value.month >= 2 else fitting[-1]
    yield Finding(
        rule="session-ordinal",
        severity=Severity.INFO if early else SEVERITY,
        span=session.span,
        message=f"The cover says {ordinal_words(session.number)} session; on {words(day.value)} the "
        f"{expected.lower()} session of the General Assembly was in progress"
        + (" (a letter for the next session's preliminary list would say so)" if early else "")
        + (
            f", and the preliminary list was that of the {ordinal_words(nearest).lower()}."
            if nearest not in fitting
            else "."
        ),
        suggestion=None if early else ordinal_words(nearest),
        related=(Related(day.span, f"date: {words(day.value)}"),),
    )


def _preliminary(letter: Letter, session: OrdinalLine) -> bool:
    """Whether the items below this session, before the next one, are of a preliminary list or provisional agenda."""
    after = [other.span.start for other in letter.sessions if other.span.start > session.span.start]
    end = min(after, default=letter.span.end)
    below = [items for items in letter.items if session.span.start < items.span.start < end]
    return any(items.preliminary for items in below or letter.items)
