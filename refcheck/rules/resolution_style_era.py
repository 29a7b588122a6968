"""The resolution is numbered in a way that its body did not use at that time.

Why
    The General Assembly numbered its first 3,541 resolutions through and gives them the session in Roman
    numerals, 2625 (XXV); since the thirty-first session, of 1976, the session stands before the stroke,
    48/114. The Security Council gives the year, 853 (1993). A number in another body's style leads nowhere.

Wrong
    General Assembly resolution 25/2625 on friendly relations

Right
    General Assembly resolution 2625 (XXV) on friendly relations
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.numerals import roman
from refcheck.domain.patterns import lazy
from refcheck.domain.sessions import (
    FIRST_NEW_STYLE_SESSION,
    assembly_session_year,
    council_resolution_year,
    highest_assembly_resolution,
    old_assembly_session,
)
from refcheck.domain.symbols import Symbol
from refcheck.model import Checked, Finding, Kind, Reference, Severity, Status, Verdict
from refcheck.rules.cited import judged_symbols
from refcheck.rules.renamed import renumbered, with_body

TITLE = "Number in a style of another body or time"
SEVERITY = Severity.ERROR
_LAST_ROMAN_COUNCIL_SESSION = 63  # of ECOSOC, 1977
_BODIES = {
    "S": "Security Council",
    "A": "General Assembly",
    "A/HRC": "Human Rights Council",
    "E": "Economic and Social Council",
    "E/CN.4": "Commission on Human Rights",
    "E/CN.4/Sub.2": "Sub-Commission",
}
_BRACKET = lazy(r"\((?P<special>E?S-)?(?P<session>[IVXLC]+)\)")
_BOTH = lazy(r"\d/\d{1,4}\s?[A-Z]?\s*\((?P<session>[IVXLC]+)\)$")
_YEAR = lazy(r"\((?:19|20)\d\d\)$")


def check(checked: Checked) -> Iterator[Finding]:
    """A number that cannot be is an error; two styles at once a warning; the year for the session, common in the press, a hint."""
    for reference, symbol, verdict in judged_symbols(checked):
        if reference.names_another_body:
            yield _of_another_body(reference, symbol, verdict)
        elif symbol.series == "A/RES":
            yield from _of_the_assembly(reference, symbol)
        elif symbol.series == "S/RES" and (bracket := _BRACKET.search(symbol.canonical)):
            yield from _council_with_session(reference, symbol, bracket[0])
        elif symbol.series == "E/RES" and _roman_session(symbol) > _LAST_ROMAN_COUNCIL_SESSION:
            why = "the Economic and Social Council's sessions in Roman numerals end with LXIII, of 1977"
            yield _finding(reference, why, None)


def _roman_session(symbol: Symbol) -> int:
    bracket = _BRACKET.search(symbol.canonical)
    return roman(bracket["session"]) or 0 if bracket and not bracket["special"] else 0


def _of_another_body(reference: Reference, symbol: Symbol, verdict: Verdict) -> Finding:
    meant = _BODIES.get(symbol.series.rpartition("/")[0], "")
    named = (reference.inferred or "").partition(";")[0].removeprefix("the text names the ")
    exists = verdict.status is Status.VERIFIED and reference.text.isascii()
    style = "(year)" if symbol.series == "S/RES" else "year/number" if symbol.year else "session/number"
    why = f"the style {style} is the {meant}'s, not the {named}'s"
    return _finding(reference, why, with_body(reference, named, meant) if exists else None)


def _of_the_assembly(reference: Reference, symbol: Symbol) -> Iterator[Finding]:
    session, number = symbol.session, symbol.number or 0
    bracket = _BRACKET.search(symbol.canonical)
    if session is not None and session < FIRST_NEW_STYLE_SESSION:
        old = old_assembly_session(number)
        meant = f"{number} ({old})" if old and roman(old) == session else None
        why = (
            f"General Assembly resolutions bear the session before a stroke only since the {FIRST_NEW_STYLE_SESSION}st"
        )
        yield _finding(reference, why, renumbered(reference, meant, f"A/RES/{number}({old})") if meant else None)
    elif (of := _roman_session(symbol)) >= FIRST_NEW_STYLE_SESSION:
        exists = number <= highest_assembly_resolution(of)[0]
        why = "General Assembly resolutions bear the session in Roman numerals only up to the thirtieth"
        meant = f"{of}/{number}"
        yield _finding(reference, why, renumbered(reference, meant, f"A/RES/{meant}") if exists else None)
    elif session is not None and (both := _BOTH.search(reference.text)):
        same = roman(both["session"]) == session
        right = symbol.canonical.removeprefix("A/RES/")
        why = "a number with a stroke bears no session in Roman numerals besides"
        meant = renumbered(reference, right, symbol.canonical)
        yield _finding(reference, why, meant if same else None, Severity.WARNING if same else SEVERITY)
    elif reference.kind is Kind.RESOLUTION and bracket and _YEAR.search(reference.text):
        opened = assembly_session_year(of)
        why = f"the General Assembly gives the session, {bracket['session']} ({opened}), not the year"
        right = f"{number} ({bracket['session']})"
        yield _finding(reference, why, renumbered(reference, right, symbol.canonical), Severity.INFO)


def _council_with_session(reference: Reference, symbol: Symbol, bracket: str) -> Iterator[Finding]:
    year = council_resolution_year(symbol.number or 0)
    right = f"{symbol.number} ({year})"
    why = f"the Security Council gives the year in brackets, not the session {bracket}"
    yield _finding(reference, why, renumbered(reference, right, f"S/RES/{symbol.number}({year})") if year else None)


def _finding(reference: Reference, why: str, meant: str | None, severity: Severity = SEVERITY) -> Finding:
    return Finding(
        rule="resolution-style-era",
        severity=severity,
        span=reference.span,
        message=f'"{" ".join(reference.text.split())}": {why}.',
        suggestion=meant,
    )
