"""The session and the year of a double symbol do not go together.

Why
    One letter gets both symbols at once: the Assembly's carries the session, the Council's the year. Session
    n lies in the years 1945 + n and 1946 + n. Until 1993 the Council's documents are numbered through, and the
    number alone tells the time. Two halves of one organ, one of them with the other organ's
    shape, are a slip of the letter before the stroke.

Wrong
    my letter dated 5 December 2023 (A/78/636-S/2020/960)

Right
    my letter dated 5 December 2023 (A/78/636-S/2023/960)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from refcheck.domain.council import running_number_days
from refcheck.domain.numerals import ordinal_words
from refcheck.domain.sessions import assembly_session_year
from refcheck.domain.symbols import Symbol, parse
from refcheck.model import Checked, Finding, Kind, Reference, Severity

TITLE = "Halves of a double symbol disagree"
SEVERITY = Severity.ERROR
_YEAR_SHAPE = re.compile(r"A/(?:19|20)\d\d/\d{1,4}(?:/(?:Add|Corr|Rev)\.\d+)*")


def check(checked: Checked) -> Iterator[Finding]:
    """An error where the Council's half carries the year, a warning where its running number tells the time."""
    cited = {reference.canonical for reference in checked.references}
    for reference in checked.references:
        if reference.kind is not Kind.SYMBOL or len(reference.canonical) != 2:
            continue
        assembly, council = (parse(form) for form in reference.canonical)
        if assembly and council:
            yield from _of_one_organ(reference, assembly, council)
        if assembly and council and assembly.session and council.series == "S" and council.year:
            yield from _finding(cited, reference, assembly, council)
        elif assembly and council and assembly.session and council.series == "S" and len(council.parts) == 2:
            yield from _running(reference, assembly, council)


def _running(reference: Reference, assembly: Symbol, council: Symbol) -> Iterator[Finding]:
    """A/47/277-S/24111: the number was reached in 1992."""
    days, first = running_number_days(council.number or 0), assembly_session_year(assembly.session or 0)
    if days is None or (days[0].year <= first + 1 and first <= days[1].year):
        return
    yield Finding(
        rule="joint-symbol-session-year",
        severity=Severity.WARNING,
        span=reference.span,
        message=f"{reference.canonical[0]} is of the {ordinal_words(assembly.session or 0).lower()} session, "
        f"{first}/{first + 1}; {reference.canonical[1]} was issued between {days[0].year} and {days[1].year}.",
    )


def _of_one_organ(reference: Reference, assembly: Symbol, council: Symbol) -> Iterator[Finding]:
    """A/78/636-A/2023/960: no Assembly document bears a year there. "A/78/636-A/78/640" may be a range."""
    if assembly.series != "A" or not assembly.session or not _YEAR_SHAPE.fullmatch(council.canonical):
        return
    year = council.year or 0
    fits = year - 1945 - assembly.session in (0, 1)
    yield Finding(
        rule="joint-symbol-session-year",
        severity=SEVERITY,
        span=reference.span,
        message=f"{reference.canonical[0]} and {reference.canonical[1]}: both halves are of the General Assembly, "
        f"whose documents do not carry the year; those of the Security Council do.",
        suggestion=f"{assembly.canonical}-S{council.canonical[1:]}" if fits else None,
    )


def _finding(
    cited: AbstractSet[tuple[str, ...]], reference: Reference, assembly: Symbol, council: Symbol
) -> Iterator[Finding]:
    session, year = assembly.session or 0, council.year or 0
    first = assembly_session_year(session)
    if year in (first, first + 1):
        return
    yield Finding(
        rule="joint-symbol-session-year",
        severity=SEVERITY,
        span=reference.span,
        message=f"{reference.canonical[0]} is of the {ordinal_words(session).lower()} session, "
        f"{first}/{first + 1}; {reference.canonical[1]} is of {year}.",
        suggestion=_mended(cited, reference, session, year),
    )


def _mended(cited: AbstractSet[tuple[str, ...]], reference: Reference, session: int, year: int) -> str | None:
    """The double symbol with one half mended, where another citation or the date given speaks for it."""
    assembly, council = reference.canonical
    possible = [
        (assembly, re.sub(r"/\d{4}/", f"/{right}/", council, count=1), right)
        for right in (1945 + session, 1946 + session)
    ]
    possible += [
        (re.sub(r"/\d+/", f"/{right}/", assembly, count=1), council, year) for right in (year - 1945, year - 1946)
    ]
    for first, second, _ in possible:
        if (first, second) in cited:
            return f"{first}-{second}"
    if reference.date:
        day = reference.date.value
        session_then = day.year - 1945 if day.month >= 9 else day.year - 1946
        for first, second, of_year in possible:
            if of_year == day.year and f"A/{session_then}/" in first:
                return f"{first}-{second}"
    return None
