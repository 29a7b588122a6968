"""Lists that "respectively" joins are not of equal length.

Why
    "Respectively" deals the members of one list to those of another, the first to the first and so on. That works
    only where both lists have as many.

Wrong
    see the letters dated 5 December 2023 and 8 February 2024 from the Permanent Representative of X to the United
    Nations (A/78/636-S/2023/960 and A/78/764), with footnotes 10, 4 and 7, respectively

Right
    see the letters dated 5 December 2023 and 8 February 2024 from the Permanent Representative of X to the United
    Nations (A/78/636-S/2023/960 and A/78/764), with footnotes 10 and 4, respectively
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from refcheck.domain.dates import DATES_PATTERN, date_list
from refcheck.domain.patterns import lazy
from refcheck.model import Checked, Finding, Kind, Reference, Related, Severity, Span

TITLE = "“Respectively” with unequal lists"
SEVERITY = Severity.ERROR
_REACH = 200  # characters behind the list of citations
_BACK = 500  # characters before it in which its dates stand
_JOINED = lazy(r"[\s,*_]*(?:and\b|or\b|&)?[\s*_]*\Z")
_NUMBER = r"(?:\d{1,4}(?:\.\d+)*(?:\s?\([a-z\d]{1,4}\))*|[IVXLC]{1,6})(?:\s?[-–—]\s?\d{1,4})?"
_UNITS = (
    r"(?:foot)?notes?|paras?\.?|paragraphs?|pp?\.|pages?|sects?\.?|sections?|chaps?\.?|chapters?|arts?\.?|articles?"
)
_PLACES = lazy(
    rf"[\s)\]*_,]*(?:(?:with|at|in|see)\s+)?(?:{_UNITS})\s+"
    rf"(?P<list>{_NUMBER}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+){_NUMBER})*)[)\]]?,?\s+respectively\b",
    re.IGNORECASE,
)
_DATES = lazy(
    rf"[\s)\]*_,]*(?:(?:adopted|dated|issued)\s+)?(?:on|of)?\s*(?P<list>{DATES_PATTERN})[)\]]?,?\s+respectively\b"
)
_AT_ONCE = lazy(r"[*_]*,?\s+respectively\b")
_BLANK_LINE = lazy(r"\n[ \t]*\n")
_DATED = lazy(rf"\bdated\s+(?P<list>{DATES_PATTERN})(?=[^.;]*\Z)")


def check(checked: Checked) -> Iterator[Finding]:
    """A list of citations beside a list of places or dates; what is listed in words cannot be counted."""
    text = checked.document.text
    listed = [reference for reference in checked.references if reference.kind not in (Kind.SHORT, Kind.URL)]
    first = 0
    for index, reference in enumerate(listed):
        if index and not _JOINED.match(text[listed[index - 1].span.end : reference.span.start]):
            first = index
        follows = text[reference.span.end : reference.span.end + _REACH]
        if "respectively" in follows and index > first:
            yield from _compared(text, listed[first : index + 1])


def _compared(text: str, members: Sequence[Reference]) -> Iterator[Finding]:
    """The other list, where it has another length than `members`."""
    end = members[-1].span.end
    reach = min(len(text), end + _REACH)
    places, dates = _PLACES.match(text, end, reach), _DATES.match(text, end, reach)
    if places:
        number = len(re.findall(_NUMBER, places["list"]))
        yield from _unequal(members, number, "places", Span(*places.span("list")))
    elif dates:
        yield from _unequal(members, len(date_list(text, *dates.span("list"))), "dates", Span(*dates.span("list")))
    elif _AT_ONCE.match(text, end) and not any(member.kind is Kind.WORK for member in members):
        start = members[0].span.start
        low = max(0, start - _BACK)
        # Above a blank line stands the title of the letter itself.
        low = max([low, *(blank.end() for blank in _BLANK_LINE.finditer(text, low, start))])
        before = _DATED.search(text, low, start)
        if before:
            counted = len(date_list(text, *before.span("list")))
            yield from _unequal(members, counted, "dates", Span(*before.span("list")))


def _unequal(members: Sequence[Reference], number: int, what: str, span: Span) -> Iterator[Finding]:
    if number == len(members):
        return
    yield Finding(
        rule="respectively-count",
        severity=SEVERITY,
        span=span,
        message=f'"Respectively" deals {number} {what if number > 1 else what.rstrip("s")} to {len(members)} '
        f"documents, so one list has a member too many or too few.",
        related=tuple(Related(member.span, " ".join(member.text.split())) for member in members),
    )
