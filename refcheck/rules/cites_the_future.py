"""The document cites something later than itself.

Why
    What is cited must be there when the document is circulated. A later date, year or session has a wrong
    digit. A document may be cited before it appears if the text says so ("forthcoming", "to be issued").

Wrong
    Security Council
    Distr.: General
    28 May 2025
    Eightieth year

    Letter dated 28 May 2025 from the Permanent Representative of X addressed to the Secretary-General

    I refer to the order of the International Court of Justice of 7 December 2025.

Right
    Security Council
    Distr.: General
    28 May 2025
    Eightieth year

    Letter dated 28 May 2025 from the Permanent Representative of X addressed to the Secretary-General

    I refer to the order of the International Court of Justice of 7 December 2021.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from refcheck.domain.dates import DATE_PATTERN, parse_date, words
from refcheck.domain.organs import council_session_days
from refcheck.domain.patterns import lazy
from refcheck.domain.sessions import (
    assembly_session_year,
    assembly_sessions_on,
    assembly_window,
    council_year,
    human_rights_council_year,
)
from refcheck.domain.symbols import Symbol, parse
from refcheck.model import Checked, Finding, Kind, Letter, Reference, Related, Severity, Span

TITLE = "Cites what was still to come"
SEVERITY = Severity.ERROR
_KINDS = (Kind.SYMBOL, Kind.RESOLUTION, Kind.ICJ, Kind.OPINION)
_ANNOUNCED = lazy(
    r"forthcoming|(?:to|will|shall)\s+be\s+(?:issued|published|circulated|submitted|held|considered)|in\s+preparation"
    r"|to\s+appear|not\s+yet\s+issued|upcoming|à\s+paraître|sera\s+publié|de\s+próxima\s+publicación|se\s+publicará"
    r"|будет\s+(?:опубликован|издан|выпущен)|سيصدر|سوف\s+يصدر|即将|将印发",
)
_AROUND = 120  # characters in which the text says that a document is still to come
_REISSUED = lazy(rf"[Rr]e-?issued[^\n]{{0,100}}?(?P<date>{DATE_PATTERN})")
_LETTERS_SLACK = dt.timedelta(days=1)
_REPORTS_SLACK = dt.timedelta(days=21)  # a report is worked on after the day on its cover
_NEXT_YEARS_FROM = {"S": 12}  # month from which documents of the next year may be out; elsewhere July
_NEXT_YEARS_ELSEWHERE = 7
_COUNCIL_DOCUMENTS_BEFORE = dt.timedelta(days=270)  # a session of the Human Rights Council


def check(checked: Checked) -> Iterator[Finding]:
    """One finding a letter: where several references are too late, its own date may be what is wrong."""
    for letter in checked.letters:
        day = _day(checked, letter)
        if day is None:
            continue
        late = [
            (reference, why)
            for reference in checked.references
            if reference.kind in _KINDS and _is_of(checked, letter, reference)
            for why in [_too_late(letter, reference, day)]
            if why and not _announced(checked.document.text, reference.span)
        ]
        if late:
            reference, why = late[0]
            yield Finding(
                rule="cites-the-future",
                severity=SEVERITY,
                span=reference.span,
                message=f'"{" ".join(reference.text.split())}" {why}; the document is of {words(day)}.',
                related=(*_dates_of(letter), *(Related(other.span, f"{other.text} {why}") for other, why in late[1:])),
            )


def _dates_of(letter: Letter) -> Iterator[Related]:
    for dated in (letter.title and letter.title.date, letter.distributed):
        if dated:
            yield Related(dated.span, f"date of the document: {words(dated.value)}")


def _day(checked: Checked, letter: Letter) -> dt.date | None:
    """The latest day on the cover; None where its parts do not agree, since another rule speaks of them."""
    days = [dated.value for dated in (letter.title and letter.title.date, letter.distributed) if dated]
    if not days:
        return None
    sessions = {session for day in days for session in assembly_sessions_on(day)}
    fits = all(line.number in sessions or line.number - 1 in sessions for line in letter.sessions) and all(
        council_year(line.number) in {day.year for day in days} for line in letter.council_years
    )
    if not fits or max(days) - min(days) > dt.timedelta(days=120):
        return None
    reissues = [parse_date(match["date"]) for match in _REISSUED.finditer(checked.document.text, *letter.span)]
    return max([*days, *(day for day in reissues if day)])


def _is_of(checked: Checked, letter: Letter, reference: Reference) -> bool:
    return len(checked.letters) == 1 or letter.span.holds(reference.span)


def _announced(text: str, span: Span) -> bool:
    return _ANNOUNCED.search(text, max(0, span.start - _AROUND), span.end + _AROUND) is not None


def _too_late(letter: Letter, reference: Reference, day: dt.date) -> str | None:
    slack = _LETTERS_SLACK if letter.title else _REPORTS_SLACK
    if reference.date and reference.date.value > day + slack:
        return f"is dated {words(reference.date.value)}"
    for form in reference.canonical:
        symbol = parse(form) if form not in letter.symbols else None
        why = _symbol_too_late(symbol, day + slack) if symbol else None
        if why:
            return why
    return None


def _symbol_too_late(symbol: Symbol, day: dt.date) -> str | None:
    session = symbol.session
    if symbol.year:
        ahead = day.month >= _NEXT_YEARS_FROM.get(symbol.root, _NEXT_YEARS_ELSEWHERE)
        return f"is of {symbol.year}" if symbol.year > day.year + ahead else None
    if session is None:
        return None
    if symbol.series.startswith("A/HRC"):
        held = council_session_days(session)
        if held is None:
            year = human_rights_council_year(session)
            return f"is of {year}" if year > day.year + 1 else None
        resolution = symbol.series == "A/HRC/RES"
        begins = held[0] if resolution else held[0] - _COUNCIL_DOCUMENTS_BEFORE
        return f"is of a session that opened on {words(held[0])}" if begins > day else None
    # Letters and lists for a session appear in the months before it opens.
    opens = assembly_session_year(session)
    begins = assembly_window(session)[0] if symbol.series == "A/RES" else dt.date(opens - 1, 12, 1)
    return f"is of the session that opened in {opens}" if begins > day else None
