"""The letter reports as past what happened after its own date.

Why
    A letter of 19 March cannot tell of a conference "held on 1 May" of that year: one of the two dates is wrong.

Wrong
    General Assembly
    Distr.: General
    19 March 2025
    Seventy-ninth session

    Letter dated 19 March 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    I have the honour to submit the appeal adopted at the conference held on 1 May 2025 in Geneva.

Right
    General Assembly
    Distr.: General
    19 March 2025
    Seventy-ninth session

    Letter dated 19 March 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    I have the honour to submit the appeal adopted at the conference held on 1 March 2025 in Geneva.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from refcheck.domain.dates import words
from refcheck.domain.days import Days, find_days
from refcheck.domain.patterns import lazy
from refcheck.model import Checked, Finding, Letter, Related, Severity, Span, View

TITLE = "Event after the letter's date"
SEVERITY = Severity.ERROR

_STOPS = '.;:()“”"'  # what no word between a verb and its day has inside
_ON_A_DAY = lazy(r"o(?<=\so)n\s\d|f(?<=\sf)rom\s\d")
_PAST = lazy(
    r"\b(?:held|adopted|signed|convened|concluded|organi[sz]ed|delivered|hosted|launched|occurred|approved|took\splace"
    r"|taken\splace|was\sissued|were\sissued|carried\sout|committed|inaugurated|ratified|endorsed|observed)\b"
    rf"(?=(?P<between>(?:\s[^\s{_STOPS}]+){{0,12}}?)\s(?:on|from)\s\d)"
)
_NOT_PAST = lazy(r"\b(?:be|being|is|are|to|not|if|when|once|gets?|usually|normally)\s(?:[a-z]+ly\s)?\Z", re.IGNORECASE)
_TO_COME = lazy(
    r"\b(?:will|shall|would|should|could|might|to\sbe|scheduled|planned|plans?|expected|proposed?|proposal|forthcoming"
    r"|upcoming|postponed|invit\w+|intend\w*|envisaged|due\sto|before|until|unless|prepar\w+|next)\b",
    re.IGNORECASE,
)
# "the ceremony organized by the Mission on 26 June, is open to all", "the elections held on 1 June … will be the first".
_STILL_AHEAD = lazy(r"\b(?:will|shall)\b|,\s(?:is|are)\s")
_OTHER_CLAUSE = lazy(r"\b(?:that|which|who|will|shall|before|until|enter\w*|effect\w*|expir\w*)\b")
_SENTENCE = lazy(r"[.;!?]\s")
_NEAR, _LONGEST_DATE = 160, 60


def check(checked: Checked) -> Iterator[Finding]:
    """One finding a letter, at the first such event, with the others beside it."""
    for letter in checked.letters:
        if not letter.title:
            continue
        view = checked.prose.view
        written = letter.title.date
        late = [(span, day) for span, day in _events(view, letter) if day > written.value]
        if not late:
            continue
        span, day = late[0]
        issued = letter.distributed.value if letter.distributed else written.value
        yield Finding(
            rule="event-before-letter",
            severity=SEVERITY if day > issued else Severity.WARNING,
            span=span,
            message=f"The letter of {words(written.value)} reports as past what happened on {words(day)}.",
            related=(
                Related(written.span, f"the letter's date: {words(written.value)}"),
                *(Related(place, f"also later: {words(other)}") for place, other in late[1:]),
            ),
        )


def _events(view: View, letter: Letter) -> Iterator[tuple[Span, date]]:
    """The dates of what is told as past, with their places; of a list or range, its last day."""
    start = view.position(letter.title.span.end if letter.title else letter.span.start)
    parts = [(start, view.position(letter.span.end))]
    parts += [view.segment(note) for note, _ in view.notes if letter.span.start <= view.offset(note) < letter.span.end]
    for low, high in parts:
        for match in _past(view.text, low, high):
            begin = match.end("between")
            days = next(find_days(view.text[begin : begin + _LONGEST_DATE]), None)
            near = view.text[max(low, match.start() - _NEAR) : match.start()]
            sentence = _SENTENCE.split(near)[-1]
            if _OTHER_CLAUSE.search(match["between"]):
                continue
            tail = _SENTENCE.split(view.text[begin : min(high, begin + _NEAR)])[0]
            if _STILL_AHEAD.search(tail):
                continue
            if days and days.start < len(" from 1") and not _NOT_PAST.search(near) and not _TO_COME.search(sentence):
                day = _last_day(days)
                if day:
                    yield view.span(begin + days.start, begin + days.end), day


def _past(text: str, low: int, high: int) -> Iterator[re.Match[str]]:
    """What `_PAST` finds in text[low:high]: tried only between a day and the stop before it."""
    done = low
    for day in _ON_A_DAY.finditer(text, low, high):
        yield from _PAST.finditer(
            text, max(text.rfind(stop, done, day.start()) + 1 for stop in _STOPS) or done, day.end()
        )
        done = day.end()


def _last_day(days: Days) -> date | None:
    return None if days.year is None or days.missing is not None else date(days.year, days.month, days.days[-1])
