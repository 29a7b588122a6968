"""A number of the decisions is called a resolution, or a number of the resolutions a decision.

Why
    Resolutions of a session count from 1. Decisions have numbers of their own: the General Assembly's from 301
    (from 401 since the fifty-seventh session), the Human Rights Council's and the former Commission's from 101,
    those of the Economic and Social Council from 201 since the 1990s.

Wrong
    General Assembly decision 60/251

Right
    General Assembly resolution 60/251
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.patterns import lazy
from refcheck.domain.sessions import (
    FIRST_NEW_STYLE_SESSION,
    assembly_session_year,
    first_assembly_decision,
    highest_assembly_resolution,
    human_rights_council_year,
)
from refcheck.domain.symbols import Symbol
from refcheck.model import Checked, Finding, Kind, Reference, Severity
from refcheck.rules.cited import cited_symbols
from refcheck.rules.renamed import printed, with_body, with_other_noun

TITLE = "Decision called a resolution, or the reverse"
SEVERITY = Severity.ERROR
_HIGHEST_DECISION = 700  # of an Assembly session; the highest known is 78/690
_USUAL_DECISION = 401
_FIRST_COUNCIL_DECISION = 101  # of the Human Rights Council and the Commission on Human Rights
_FIRST_ECOSOC_DECISION = 201
_ECOSOC_SURE_SINCE = 1990  # in the 1980s its decisions began at 101
_FIRST_SPECIAL_DECISION = 11
# "resolutions and decisions 60/251 and 60/501" may share one noun.
_BOTH_NOUNS = lazy(
    r"[Rr][eé]solu(?:tions|ciones)\s+(?:and|or|et|ou|y|o)\s+d[eé]cisi(?:ons|ones)"
    r"|[Dd][eé]cisi(?:ons|ones)\s+(?:and|or|et|ou|y|o)\s+r[eé]solu(?:tions|ciones)"
    r"|резолюци\w+\s+и\s+решени|решени\w+\s+и\s+резолюци|القرارات\s+والمقررات|决议和决定|决定和决议"
)
_REACH = 300


def check(checked: Checked) -> Iterator[Finding]:
    """Special sessions, too; nothing where both nouns stand before the list."""
    for reference, symbol in cited_symbols(checked):
        judged = _misnamed(symbol)
        if judged and not _shares_nouns(checked, reference):
            severity, why = judged
            yield Finding(
                rule="decision-or-resolution",
                severity=severity,
                span=reference.span,
                message=f'"{" ".join(reference.text.split())}": {why}.',
                suggestion=_suggestion(reference, symbol),
            )


def _misnamed(symbol: Symbol) -> tuple[Severity, str] | None:
    number = symbol.number or 0
    match symbol.series:
        case "A/DEC" if symbol.special_session:
            wrong = number < _FIRST_SPECIAL_DECISION and symbol.special_session[-1].isdigit()
            why = f"decisions of a special session of the General Assembly count from {_FIRST_SPECIAL_DECISION}"
            return (Severity.WARNING, why) if wrong else None
        case "A/DEC" if (symbol.session or 0) >= FIRST_NEW_STYLE_SESSION:
            first = first_assembly_decision(symbol.session or 0)
            why = f"decisions of that session of the General Assembly count from {first}, resolutions from 1"
            return (SEVERITY, why) if number < first else None
        case "A/RES" if (symbol.session or 0) >= FIRST_NEW_STYLE_SESSION:
            session = symbol.session or 0
            first, (_, most) = first_assembly_decision(session), highest_assembly_resolution(session)
            wrong = max(first, most + 1) <= number <= _HIGHEST_DECISION
            return (SEVERITY, f"numbers of that session from {first} are those of its decisions") if wrong else None
        case "A/HRC/DEC" | "E/CN.4/DEC" if symbol.session or symbol.year:
            why = f"decisions of this body count from {_FIRST_COUNCIL_DECISION}, resolutions from 1"
            return (SEVERITY, why) if number < _FIRST_COUNCIL_DECISION else None
        case "A/HRC/RES" | "E/CN.4/RES" if symbol.session or symbol.year:
            why = f"numbers of this body from {_FIRST_COUNCIL_DECISION} are those of its decisions"
            return (SEVERITY, why) if number >= _FIRST_COUNCIL_DECISION else None
        case "E/DEC" if symbol.year:
            why = "decisions of the Economic and Social Council count from 201, up to the 1980s from 101"
            return (Severity.WARNING, why) if number < _FIRST_COUNCIL_DECISION else None
        case "E/RES" if (symbol.year or 0) >= _ECOSOC_SURE_SINCE:
            why = f"numbers of the Economic and Social Council from {_FIRST_ECOSOC_DECISION} are those of its decisions"
            return (Severity.WARNING, why) if number >= _FIRST_ECOSOC_DECISION else None
    return None


def _of_the_council_or_the_assembly(reference: Reference, number: int, session: int) -> str | None:
    """ "Human Rights Council resolution 60/251 of 15 March 2006" is the Assembly's; without a date nobody can tell."""
    if number > highest_assembly_resolution(session)[0]:
        return with_other_noun(reference)
    year = reference.date.value.year if reference.date else None
    if year == human_rights_council_year(session):
        return with_other_noun(reference)
    opened = assembly_session_year(session)
    return with_body(reference, "Human Rights Council", "General Assembly") if year in (opened, opened + 1) else None


def _shares_nouns(checked: Checked, reference: Reference) -> bool:
    """Whether the noun is that of a list of both; a number alone below a heading has none beside it."""
    if reference.kind is Kind.RESOLUTION and reference.inferred and "below" in reference.inferred:
        return True
    text = checked.document.text
    return _BOTH_NOUNS.search(text, max(0, reference.span.start - _REACH), reference.span.end) is not None


def _suggestion(reference: Reference, symbol: Symbol) -> str | None:
    """The other noun, where the number is one that its body has given; or the other body that has given it."""
    number, session = symbol.number or 0, symbol.session or 0
    if symbol.series == "A/HRC/RES" and reference.kind is Kind.RESOLUTION and not symbol.special_session:
        return _of_the_council_or_the_assembly(reference, number, session)
    if symbol.series == "A/DEC" and number > highest_assembly_resolution(session)[0]:
        return None
    if symbol.series == "A/RES" and number < _USUAL_DECISION:
        return None  # a slip in a resolution's number is as likely as an election
    if reference.kind is Kind.RESOLUTION:
        return with_other_noun(reference)
    was, now = ("/DEC/", "/RES/") if "/DEC/" in symbol.canonical else ("/RES/", "/DEC/")
    return printed(symbol.canonical.replace(was, now)) if len(reference.canonical) == 1 else None
