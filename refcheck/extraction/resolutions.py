"""Resolutions and decisions cited in words, and lists of them that share a head noun."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refcheck.domain import sessions
from refcheck.domain.dates import DATE_PATTERN, MONTHS
from refcheck.extraction.bodies import (
    BODY_PATTERN,
    COMMISSION_ON_HUMAN_RIGHTS,
    ECOSOC,
    GENERAL_ASSEMBLY,
    HUMAN_RIGHTS_COUNCIL,
    OUTSIDE,
    SECURITY_COUNCIL,
    SUB_COMMISSION,
    Body,
    body_named,
    nearest_body,
)
from refcheck.extraction.found import Found, Source, sentence_start
from refcheck.model import Kind

ANCHORS = ("esolution", "ESOLUTION", "ecision", "ECISION", "SCR", "Res.", "Res ")
_LETTERS = r"(?:\s?[A-Z](?![A-Za-z'’.])(?:\s*(?:,|and|to|[-–])\s*[A-Z](?![A-Za-z'’.]))*)"
_ROMAN_SESSION = r"(?:(?:ES|S)-)?[IVXLC]{1,8}"
_NUMBER = re.compile(
    rf"(?P<session>(?:19|20)\d\d|(?:ES|S)-\d{{1,2}}|\d{{1,3}})/(?P<number>\d{{1,4}})(?![\d/])"
    rf"(?P<letters>{_LETTERS})?(?P<misplaced>\s*\({_ROMAN_SESSION}\))?"
    rf"|(?P<old>\d{{1,4}})(?P<old_letters>{_LETTERS})?\s*\((?P<bracket>{_ROMAN_SESSION}|(?:19|20)\d\d)\)(?P<after>\s?[A-Z](?![A-Za-z]))?"
    r"|(?P<plain>\d{2,4})(?![\d/.,]*\d)(?!\s*(?:\(|%|[-–]\s*\d))"
)
_HEAD = re.compile(
    r"(?:[Rr]esolutions?|RESOLUTIONS?|[Dd]ecisions?|DECISIONS?|Res\.?)(?![A-Za-z])"
    r"(?:\s*\((?P<unofficial>UNSCR|SCR)s?\))?(?:\s+[Nn]os?\.)?\s*"
)
_UNOFFICIAL = re.compile(r"(?:UN)?SCRs?\s+(?:[Nn]os?\.\s*)?")
_BODY_BEFORE = re.compile(rf"(?:United\s+Nations\s+|UN\s+)?(?P<body>{BODY_PATTERN})(?:['’]s?)?\s+$")
_BODY_AFTER = re.compile(
    rf"(?:,?\s*(?:adopted\s+)?(?:of|on|dated)\s+{DATE_PATTERN},?)?\s*(?:,\s*)?(?:adopted\s+)?(?:of|by)\s+the\s+"
    rf"(?:United\s+Nations\s+)?(?P<body>{BODY_PATTERN})"
)
_MONTH = re.compile(rf"\s+(?:{'|'.join(MONTHS)})\b")
_GAP = re.compile(
    rf"(?:,?\s*(?:adopted\s+(?:by\s+consensus\s+)?)?(?:of|on|dated)\s+{DATE_PATTERN})?"
    r"\s*(?:,\s*(?:and|or)?|;\s*(?:and)?|and/or|and|or|&|to|through)\s*"
)


def find_resolutions(source: Source) -> Iterator[Found]:
    """Resolutions and decisions in words, with or without their body.

    "Security Council resolutions 822 (1993) and 853 (1993)", "resolution 48/114", "resolution 217 A (III)",
    "Commission on Human Rights resolution 1998/50", "UNSCR 1325".

    Each member of a list is yielded by itself; the first spans the body and the head noun.
    """
    text = source.view.text
    for place in _anchors(text):
        head = _head_at(text, place)
        if head:
            yield from _list(text, *head)


def _anchors(text: str) -> list[int]:
    places = set()
    for anchor in ANCHORS:
        place = text.find(anchor)
        while place >= 0:
            places.add(place)
            place = text.find(anchor, place + 1)
    return sorted(places)


def _head_at(text: str, place: int) -> tuple[int, int, Body | None, bool] | None:
    """(start, where the numbers begin, body named beside it, whether it is a decision)."""
    for start in (place - 1, place - 2, place):
        before = text[start - 1] if start > 0 else " "
        if start < 0 or before.isalnum() or before == "/":
            continue
        unofficial = _UNOFFICIAL.match(text, start)
        if unofficial and unofficial.end() > place + 3:
            return start, unofficial.end(), SECURITY_COUNCIL, False
        head = _HEAD.match(text, start)
        if not head or head.end() <= place:
            continue
        decision = text[start] in "dD"
        if head["unofficial"]:
            named = _BODY_BEFORE.search(text, max(0, start - 100), start)
            return (named.start() if named else start), head.end(), SECURITY_COUNCIL, decision
        before_head = _BODY_BEFORE.search(text, max(0, start - 100), start)
        if before_head:
            return before_head.start(), head.end(), body_named(before_head["body"]), decision
        return start, head.end(), None, decision
    return None


def _list(text: str, start: int, position: int, body: Body | None, decision: bool) -> Iterator[Found]:
    if body is OUTSIDE or _outside_before(text, start, body):
        return
    members = list(_members(text, position))
    if not members:
        return
    after = _BODY_AFTER.match(text, members[-1].end())
    if body is None and after:
        body = body_named(after["body"])
        if body is OUTSIDE:
            return
    for place, member in enumerate(members):
        for canonical, inferred in _canonical(text, start, member, body, decision):
            yield Found(member.start() if place else start, _end(member), Kind.RESOLUTION, canonical, inferred)


def _outside_before(text: str, start: int, body: Body | None) -> bool:
    """Whether a body outside the UN is the one spoken of: "the Parliamentary Assembly, in its resolution …"."""
    if body is not None:
        return False
    floor = sentence_start(text, start)
    last = None
    for match in re.finditer(BODY_PATTERN, text[floor:start]):
        last = body_named(match[0])
    return last is OUTSIDE


def _members(text: str, position: int) -> Iterator[re.Match[str]]:
    first = member = _NUMBER.match(text, position)
    while first and member:
        yield member
        gap = _GAP.match(text, _end(member))
        member = _NUMBER.match(text, gap.end()) if gap else None
        if member and member["plain"] and (not first["plain"] or _MONTH.match(text, member.end())):
            return


def _end(member: re.Match[str]) -> int:
    return member.end("after") if member["after"] else member.end()


def _canonical(
    text: str, start: int, member: re.Match[str], body: Body | None, decision: bool
) -> Iterator[tuple[tuple[str, ...], str | None]]:
    if member["plain"]:
        yield from _without_year(text, int(member["plain"]), body)
    elif member["old"]:
        yield _old_style(text, start, member, body, decision), None
    else:
        yield _new_style(text, start, member, body, decision)


def _without_year(text: str, number: int, body: Body | None) -> Iterator[tuple[tuple[str, ...], str | None]]:
    """ "UNSCR 1325": taken for the Council's only when the Council is named, or was cited in full before."""
    cited = re.search(rf"\b{number}\s*\((?:19|20)\d\d\)", text) if body is None else None
    if body is not SECURITY_COUNCIL and not cited:
        return
    year = sessions.council_resolution_year(number)
    if year:
        yield (f"S/RES/{number}({year})",), f"the year is not written; resolution {number} is of {year}"
    else:
        yield (f"S/RES/{number}",), "the year is not written"


def _old_style(text: str, start: int, member: re.Match[str], body: Body | None, decision: bool) -> tuple[str, ...]:
    bracket = member["bracket"]
    if bracket[0].isdigit():
        return (f"S/RES/{int(member['old'])}({bracket})",)
    if body is None:
        floor = sentence_start(text, start)
        body = nearest_body(text, floor, start, among=(GENERAL_ASSEMBLY, ECOSOC, COMMISSION_ON_HUMAN_RIGHTS))
    stem = f"{_series(body or GENERAL_ASSEMBLY, decision)}/{int(member['old'])}({bracket})"
    letters = _letters(member["old_letters"] or member["after"])
    return tuple(f"{stem}[{letter}]" for letter in letters) or (stem,)


def _new_style(
    text: str, start: int, member: re.Match[str], body: Body | None, decision: bool
) -> tuple[tuple[str, ...], str | None]:
    session, number = member["session"], int(member["number"])
    by_year = len(session) == 4 and session.isdigit()
    possible = (
        (ECOSOC, COMMISSION_ON_HUMAN_RIGHTS, SUB_COMMISSION) if by_year else (GENERAL_ASSEMBLY, HUMAN_RIGHTS_COUNCIL)
    )
    inferred = None
    if body is None or body not in possible:
        body = nearest_body(text, 0, start, among=possible) or possible[0]
        inferred = f"the body is not named here; taken for the {body.names[0]}"
    stem = f"{_series(body, decision)}/{session}/{number}"
    return tuple(f"{stem}{letter}" for letter in _letters(member["letters"])) or (stem,), inferred


def _series(body: Body, decision: bool) -> str:
    return f"{body.series}/{'DEC' if decision else 'RES'}"


def _letters(written: str | None) -> tuple[str, ...]:
    """ "A and B" → A, B; "A to D" → A, B, C, D."""
    if not written:
        return ()
    letters = re.findall(r"[A-Z]", written)
    if len(letters) == 2 and re.search(r"to|[-–]", written):
        return tuple(chr(code) for code in range(ord(letters[0]), ord(letters[1]) + 1))
    return tuple(letters)
