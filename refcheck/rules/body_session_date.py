"""A session of a body was not at the time that the text gives.

Why
    The sessions of the Human Rights Council are known by the day, those of its Working Group on Arbitrary
    Detention and of the treaty bodies by the year: a wrong number or date shows.

Wrong
    The Human Rights Council, at its forty-eighth session, 21 June–14 July 2021, adopted the resolution.

Right
    The Human Rights Council, at its forty-seventh session, 21 June–14 July 2021, adopted the resolution.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from refcheck.domain.dates import parse_date, words
from refcheck.domain.numerals import ORDINAL_PATTERN, ordinal, ordinal_words
from refcheck.domain.organs import (
    LAST_DATED_COUNCIL_SESSION,
    council_session_days,
    session_year,
    working_group_session_days,
)
from refcheck.domain.patterns import lazy
from refcheck.model import Checked, Finding, Related, Severity, Span

TITLE = "Session at another time"
SEVERITY = Severity.WARNING
_COUNCIL, _WORKING_GROUP = "Human Rights Council", "Working Group on Arbitrary Detention"
_STEMS = {
    _WORKING_GROUP: "A/HRC/WGAD",
    "Human Rights Committee": "CCPR/C",
    "Commission on Human Rights": "E/CN.4",
    "Committee against Torture": "CAT/C",
    "Committee on the Elimination of Racial Discrimination": "CERD/C",
    "Committee on the Elimination of Discrimination against Women": "CEDAW/C",
    "Committee on the Rights of the Child": "CRC/C",
    "Committee on the Rights of Persons with Disabilities": "CRPD/C",
    "Committee on Enforced Disappearances": "CED/C",
}
_KNOWN = (_COUNCIL, *_STEMS)
# Any body: only where one alone is named, and is known, is its session looked at. Its resolutions do not speak.
_BODY = lazy(
    "|".join(name.replace(" ", r"\s+") for name in _KNOWN)
    + r"|(?:Council|Committee|Commission|Assembly|Board|Forum|Conference|Panel|Subcommittee|Sub-Commission|Meeting|Union"
    r"|Working\s+Group|Authority|Mechanism|Group)\b"
    r"(?!\s+(?:resolution|decision))"
)
_MONTH_DAY = r"\d{1,2}\s+[A-Z][a-z]{2,8}"
_SESSION = lazy(r"session(?<!\wsession)\b")
_ORDINAL_BEFORE = lazy(rf"(?<![\w-])(?:{ORDINAL_PATTERN})$", re.IGNORECASE)
_LONGEST_ORDINAL = 30  # "one hundred and twenty-seventh"
_TIME_BEHIND = lazy(
    r"(?:\s+of\s+the\s+(?P<body>[A-Z][^.;,()]{3,90}?))?"
    r"\s*(?:,\s*|\s|\()(?:(?:which\s+was\s+)?held\s+)?(?:in\s+Geneva\s+)?(?:from\s+|on\s+|in\s+)?"
    rf"(?:(?P<first>\d{{1,2}}(?:\s+[A-Z][a-z]{{2,8}}(?:\s+\d{{4}})?)?)\s*(?:[-–—]|to|and)\s*(?P<last>{_MONTH_DAY}\s+\d{{4}})"
    r"|(?:[A-Z][a-z]{2,8}\s+)?(?P<year>(?:19|20)\d\d)(?!\d))"
)
_REACH = 250  # characters before it in which the body is named
_SLACK = dt.timedelta(days=3)


def check(checked: Checked) -> Iterator[Finding]:
    """Looks at English text; a body that is not known by its sessions is left alone."""
    text = checked.document.text
    for word in _SESSION.finditer(text):
        start = max(0, word.start() - _LONGEST_ORDINAL)
        written = _ORDINAL_BEFORE.search(text, start, start + len(text[start : word.start()].rstrip()))
        when = _TIME_BEHIND.match(text, word.end()) if written else None
        number = ordinal(written[0]) if written else None
        body = _body(text, written.start(), when["body"]) if written and when else None
        if written and when and number and body:
            yield from _finding(written, number, body, when)


def _finding(written: re.Match[str], number: int, body: str, when: re.Match[str]) -> Iterator[Finding]:
    last = parse_date(when["last"]) if when["last"] else None
    if not last and not when["year"]:
        return
    judge = _of_the_council if body == _COUNCIL else _of_another
    judged = judge(body, number, last, when["year"])
    if judged:
        why, right = judged
        time = "last" if last else "year"
        yield Finding(
            rule="body-session-date",
            severity=SEVERITY,
            span=Span(*written.span()),
            message=f"The {ordinal_words(number).lower()} session of the {body} was {why}.",
            suggestion=_in_the_same_style(written[0], right) if right else None,
            related=(Related(Span(*when.span(time)), f"time given: {' '.join(when[time].split())}"),),
        )


def _body(text: str, start: int, behind: str | None) -> str | None:
    """The body whose session it is: "session of the X", else the only one named in the sentence before."""
    if behind is not None:
        named = _BODY.match(behind)
        names = {" ".join(named[0].split())} if named else set()
    else:
        floor = max(start - _REACH, text.rfind(". ", 0, start) + 1, text.rfind("\n\n", 0, start) + 1, 0)
        names = {" ".join(named[0].split()) for named in _BODY.finditer(text, floor, start)}
    name = names.pop() if len(names) == 1 else ""
    return name if name in _KNOWN else None


def _of_the_council(_: str, number: int, last: dt.date | None, year: str | None) -> tuple[str, int | None] | None:
    held = council_session_days(number)
    if held is None:
        return None
    opened, closed = held
    if year:
        return None if opened.year <= int(year) <= closed.year else (f"in {opened.year}", None)
    if last is None or opened <= last <= closed + _SLACK:
        return None
    possible = [
        other
        for other in range(1, LAST_DATED_COUNCIL_SESSION + 1)
        if (days := council_session_days(other)) and abs(days[1] - last) <= _SLACK
    ]
    return f"from {words(opened)} to {words(closed)}", possible[0] if len(possible) == 1 else None


def _of_another(body: str, number: int, last: dt.date | None, year: str | None) -> tuple[str, int | None] | None:
    given = last.year if last else int(year or 0)
    held = working_group_session_days(number) if body == _WORKING_GROUP and last else None
    if held and last and abs(held[1] - last) > _SLACK:
        return f"from {words(held[0])} to {words(held[1])}", None
    of = session_year(_STEMS[body], number)
    exact = body in ("Commission on Human Rights", _WORKING_GROUP)
    return (f"in {of}", None) if of and abs(of - given) > (not exact) else None


def _in_the_same_style(written: str, number: int) -> str:
    if written[:1].isdigit():
        ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{ending}"
    right = ordinal_words(number)
    return right if written[:1].isupper() else right.lower()
