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

import re
from collections.abc import Iterator
from datetime import timedelta

from refcheck.domain.dates import words
from refcheck.domain.numerals import ordinal_words
from refcheck.domain.ordinals import ordinal_text
from refcheck.domain.sessions import assembly_session_year, assembly_sessions_on, special_session
from refcheck.model import Checked, DatedSpan, Finding, Letter, OrdinalLine, Related, Severity

TITLE = "Session does not fit the date"
SEVERITY = Severity.ERROR
_SESSION_OF_SYMBOL = re.compile(r"A/(?:(?P<series>ES|S)-)?(?P<number>\d{1,2})/\d")
_AHEAD = timedelta(days=730)  # a special session is prepared so long before
_AFTER = timedelta(days=365)  # and letters about it are circulated so long afterwards
_SERIES = {"": "", "S": "special ", "ES": "emergency special "}


def check(checked: Checked) -> Iterator[Finding]:
    """The session must be that of the document's own symbol, and in progress on the day of letter or distribution.

    Special sessions have a count and days of their own; some emergency special sessions are only adjourned.
    """
    for letter in checked.letters:
        days = _days(letter)
        for session in letter.sessions:
            of_symbol = _of_symbol(letter, session.series)
            if of_symbol and session.number not in of_symbol:
                yield _not_of_the_symbol(checked, letter, session, min(of_symbol))
            elif days and session.series:
                yield from _special(session, days)
            elif days:
                yield from _regular(letter, session, days, sure=bool(of_symbol))


def _days(letter: Letter) -> list[DatedSpan]:
    return [day for day in (letter.title and letter.title.date, letter.distributed) if day]


def _of_symbol(letter: Letter, series: str) -> set[int]:
    matches = (_SESSION_OF_SYMBOL.match(symbol) for symbol in letter.symbols)
    return {int(match["number"]) for match in matches if match and (match["series"] or "") == series}


def _not_of_the_symbol(checked: Checked, letter: Letter, session: OrdinalLine, number: int) -> Finding:
    kind = _SERIES[session.series]
    own = [reference for reference in checked.references if {*reference.canonical} & {*letter.symbols}]
    fits = not session.series and any(number in assembly_sessions_on(day.value) for day in _days(letter))
    return Finding(
        rule="session-ordinal",
        severity=SEVERITY,
        span=session.span,
        message=f"The cover says {ordinal_words(session.number)} {kind}session, but the document's symbol is that of "
        f"the {ordinal_words(number).lower()} {kind}session.",
        suggestion=ordinal_text(number, letter.language) if fits or session.series else None,
        related=tuple(Related(reference.span, reference.text) for reference in own[:1]),
    )


def _special(session: OrdinalLine, days: list[DatedSpan]) -> Iterator[Finding]:
    known = special_session(session.series, session.number)
    if not known:
        return
    first, last = known
    ahead = _AHEAD if session.series == "S" else timedelta(days=31)  # an emergency is called within a day
    if any(first - ahead <= day.value and (not last or day.value <= last + _AFTER) for day in days):
        return
    held = f"held from {words(first)} to {words(last)}" if last else f"opened on {words(first)}"
    yield Finding(
        rule="session-ordinal",
        severity=SEVERITY,
        span=session.span,
        message=f"The cover says {ordinal_words(session.number)} {_SERIES[session.series]}session, which was {held}; "
        f"the letter is of {words(days[0].value)}.",
        related=(Related(days[0].span, f"date: {words(days[0].value)}"),),
    )


def _regular(letter: Letter, session: OrdinalLine, days: list[DatedSpan], *, sure: bool) -> Iterator[Finding]:
    """`sure`: the document's symbol is of the same session, so that one ahead is the preliminary list's."""
    day = days[0]
    fitting = sorted({number for one in days for number in assembly_sessions_on(one.value)})
    if not fitting or session.number in fitting:
        return
    ahead = session.number - fitting[-1]
    preliminary = _preliminary(letter, session)
    if ahead == 1 and (preliminary or sure):
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
        suggestion=None if early else ordinal_text(nearest, letter.language),
        related=(Related(day.span, f"date: {words(day.value)}"),),
    )


def _preliminary(letter: Letter, session: OrdinalLine) -> bool:
    """Whether the items below this session, before the next one, are of a preliminary list or provisional agenda."""
    after = [other.span.start for other in letter.sessions if other.span.start > session.span.start]
    end = min(after, default=letter.span.end)
    below = [items for items in letter.items if session.span.start < items.span.start < end]
    return any(items.preliminary for items in below or letter.items)
