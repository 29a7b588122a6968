"""Resolutions and decisions cited in words, and lists of them that share a head noun.

In English, French, Spanish, Russian and Arabic the number follows the noun; Chinese, where it stands
before ("第853(1993)号决议"), has a module of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from refcheck.domain import sessions
from refcheck.domain.dates import DATE_PATTERN, find_dates, is_month
from refcheck.domain.numerals import roman
from refcheck.domain.organs import LAST_DATED_COUNCIL_SESSION
from refcheck.domain.patterns import lazy
from refcheck.extraction import bodies, organizations
from refcheck.extraction.anchors import merged
from refcheck.extraction.bodies import (
    COMMISSION_ON_HUMAN_RIGHTS,
    COUNCIL_OF_EUROPE,
    ECOSOC,
    GENERAL_ASSEMBLY,
    HUMAN_RIGHTS_COUNCIL,
    SECURITY_COUNCIL,
    SUB_COMMISSION,
    Body,
)
from refcheck.extraction.found import Found, Source, sentence_start
from refcheck.model import Kind
from refcheck.model.reference import MISNAMED

ANCHORS = ("solu", "SOLU", "cisi", "CISI", "SCR", "Res.", "Res ", "res. ", "езолюци", "ешени", "قرار", "مقرر")
_LETTERS = r"(?:\s?[A-Z](?![A-Za-z'/]|’|\.[A-Za-z])(?:\s*(?:,|and|to|et|y|и|[-–])\s*[A-Z](?![A-Za-z'/]|’|\.[A-Za-z]))*)"
_ROMAN_SESSION = r"(?:(?:ES|S)-)?[IVXLC]{1,8}"
NUMBER = lazy(
    rf"(?P<session>(?:19|20)\d\d|(?:ES|S)-\d{{1,2}}|\d{{1,3}})\s?/\s?(?P<number>\d{{1,4}})(?![\d/])"
    rf"(?P<letters>{_LETTERS})?(?:\s*\({_ROMAN_SESSION}\))?"
    rf"|(?P<old>\d{{1,4}})(?P<old_letters>{_LETTERS})?\s*\(\s?(?P<bracket>{_ROMAN_SESSION}|(?:19|20)\d\d)\s?\)"
    r"(?P<after>\s?[A-Z](?![A-Za-z/]))?"
    r"|(?P<plain>\d{2,4})(?![\d/.,]*\d)(?!\s*(?:\(|%|[-–]\s*\d))"
)
_NOUN = (
    r"(?:(?P<decision>[Dd]ecisions?|DECISIONS?|[Dd]écisions?|[Dd]ecisi(?:ón|ones)|[Рр]ешени\w+|(?:ال|و|ب|ل|ك)*مقرر\w*)"
    r"|[Rr]esolutions?|RESOLUTIONS?|Res\.?|res\.(?=\s\d)|[Rr]ésolutions?|[Rr]esoluci(?:ón|ones)|[Рр]езолюци\w+|(?:ال|و|ب|ل|ك)*قرار\w*)"
)
_HEAD = lazy(
    rf"{_NOUN}(?![A-Za-z])(?:\s*\((?P<unofficial>UNSCR|SCR)s?\))?(?:\s+(?:[Nn]os?\.|n[o°º]s?|núms?\.|№|رقم))?"
    r"(?:,?\s+(?:including|namely|in\s+particular|inter\s+alia),?)?[ \t]*(?:\n[ \t]*)?"
)
_UNOFFICIAL = lazy(r"(?:UN)?SCRs?\s+(?:[Nn]os?\.\s*)?")
# Inside a list a date may have a day misread by character recognition ("б décembre"), or a month over two lines.
_DATED = (
    r"(?:,?\s*(?:(?:adopted|adoptée|aprobada|принят\w*)\s+(?:by\s+consensus\s+)?)?"
    r"(?:of|on|dated|du|de|en\s+date\s+du|от|المؤرخ(?:ة|ين)?)\s+"
    rf"(?:{DATE_PATTERN}|[бОOlI\d]{{1,2}}\s+[^\W\d_]{{3,12}}(?:-\n[ \t]*[^\W\d_]{{2,8}})?\s+\d{{4}})"
    r"(?:\s+года)?)"
)
_GAP = lazy(
    rf"{_DATED}?(?:,?\s+entitled\s+[“\"][^”\"]{{1,250}}[”\"])?\s*(?:\[[^\]]{{1,80}}\]\s*)?"
    r"(?:[,،;]\s*(?:(?:and|or|et|ou|y|e|o|и|или)\s)?|(?:and/or|and|or|to|through|et|ou|à|y|e|o|a|и|или)\s|&|و)\s*"
    r"(?:(?:also|its|in|de|sa|la)\s)?\s*"
)
# In a list each number may be followed by what it is on: "70/1 on the 2030 Agenda; 72/279 on …".
_WORDED_GAP = lazy(
    r"(?:,\s+(?:by|in|of|under|with|through)\s+which|\s+on)\s[^;.\n]{3,450}?"
    r"(?:;\s*(?:and\s+)?|,\s+and\s+)(?=\d{1,4}(?:/\d|\s?[A-Z]?\s?\())"
)
_OF_A_BODY = lazy(r"(?:du|del?|de\s+la|of\s+the)\s+[A-Z]")
_ADOPTS = lazy(r"\b(?:adopted|passed|approved|adopts)\s+$")
_POSSESSIVE = lazy(r"\b(?:[Ii]ts|[Ss]a|[Ss]es|[Ss]us?|[Сс]во\w+|[Ее]е|[Её]ё)(?:\s\w+)?\s+$")
_LINE_SPACE = lazy(r"[ \t]*(?:\n[ \t]*)?")  # not past an empty line
_DATE_THEN = lazy(_DATED)


class _Head(NamedTuple):
    """A head noun: where the citation begins, where the numbers begin, and the body beside the noun."""

    start: int
    numbers: int
    body: Body | None
    decision: bool
    several: bool = False  # the noun is in the plural


def find_resolutions(source: Source) -> Iterator[Found]:
    """Resolutions and decisions in words, with or without their body.

    "Security Council resolutions 822 (1993) and 853 (1993)", "resolution 48/114", "resolution 217 A (III)",
    "résolution 1325 (2000) du Conseil de sécurité", "قرار الجمعية العامة 35/219", "UNSCR 1325". Each member
    of a list is yielded by itself; the first spans the head noun, and the body before it.
    """
    text = source.view.text
    for place in merged(source.places, ANCHORS):
        head = _head_at(text, place)
        if head:
            yield from _list(text, head)


def _head_at(text: str, place: int) -> _Head | None:
    for start in _starts(text, place):
        unofficial = _UNOFFICIAL.match(text, start) if text.startswith("SCR", place) else None
        if unofficial and unofficial.end() > place + 3:
            return _Head(start, unofficial.end(), SECURITY_COUNCIL, decision=False)
        head = _HEAD.match(text, start)
        if head and head.end() > place:
            return _with_body(text, start, head)
    return None


def _with_body(text: str, start: int, head: re.Match[str]) -> _Head | None:
    """The head with the body beside it; None where neither a number nor a body follows the noun."""
    following = text[head.end() : head.end() + 1]
    may_follow = following.isdigit() or following.isupper() or not following.isascii()
    if not following or not (may_follow or _OF_A_BODY.match(text, head.end())):
        return None
    between = None if following.isdigit() else bodies.body_at(text, head.end())  # "قرار مجلس الأمن 1325"
    numbers = _LINE_SPACE.match(text, between[0] if between else head.end())
    before = bodies.body_before(text, start)
    body = SECURITY_COUNCIL if head["unofficial"] else before[1] if before else between[1] if between else None
    several = head[0].rstrip(" ,\t\n").endswith(("s", "S")) or "including" in head[0]
    first = before[0] if before else start
    return _Head(first, numbers.end() if numbers else head.end(), body, head["decision"] is not None, several)


def _starts(text: str, place: int) -> Iterator[int]:
    """Where the word around an anchor may begin: at a boundary up to three letters before it."""
    for start in (place - 2, place - 1, place, place - 3):
        if start >= 0 and not text[start].isspace():
            before = text[start - 1] if start else " "
            if not before.isalnum() and before != "/":
                yield start


def _list(text: str, head: _Head) -> Iterator[Found]:
    members = list(_members(text, head.numbers, several=head.several))
    if not members:
        return
    body = head.body or _body_behind(text, _end(members[-1])) or _own(text, head.start)
    if (body and body.is_outside) or _is_of_another(text, head, body, members):
        return
    if body is None and _is_of_the_council_of_europe(text, head.start, members):
        return
    for place, member in enumerate(members):
        for canonical, inferred in canonical_of(text, head.start, member, body, head.decision):
            start = member.start() if place else head.start
            yield Found(start, _end(member), Kind.RESOLUTION, canonical, inferred)


def _is_of_another(text: str, head: _Head, body: Body | None, members: list[re.Match[str]]) -> bool:
    """Whether the resolution is of a body that refcheck does not know."""
    start, end = head.start, _end(members[-1])
    if body is not None:
        return head.body is not None and organizations.qualifies(text, start)
    if organizations.stands_before(text, start) or organizations.stands_behind(text, end):
        return True
    named_again = organizations.short_form_before(text, start)
    if named_again:
        commissions = (COMMISSION_ON_HUMAN_RIGHTS, SUB_COMMISSION)
        return named_again != "Commission" or bodies.nearest_body(text, 0, start, among=commissions) is None
    floor = sentence_start(text, start)
    speaks = _POSSESSIVE.search(text, max(0, start - 12), start) or _ADOPTS.search(text, max(0, start - 16), start)
    nearest = bodies.nearest_body(text, floor, start, among=bodies.BODIES)
    if nearest is None:  # the body of the sentence before is spoken of
        nearest = bodies.nearest_body(text, sentence_start(text, max(0, start - 1)), start, among=bodies.BODIES)
    # "The Council of Europe welcomed resolution 853 (1993)": number and year are the Security Council's.
    if nearest and nearest.is_outside and (speaks or not _fits_the_council(members)):
        return True
    subject = organizations.last_subject(text, floor, start) if speaks else -1
    # "the Commission on Human Rights, in its resolution …" names one that is known.
    return subject >= 0 and bodies.nearest_body(text, subject, start, among=bodies.BODIES) is None


def _is_of_the_council_of_europe(text: str, start: int, members: list[re.Match[str]]) -> bool:
    """Whether numbers with years that do not fit the Security Council's stand in a passage about a body like it."""
    numbers = [int(member["old"]) for member in members if _has_year(member)]
    if not numbers or _fits_the_council(members):
        return False
    known = [(number, sessions.council_resolution_year(number)) for number in numbers]
    if None in dict(known).values() or not _dated_numbers(text).isdisjoint(known):
        return False
    bodies_that_number_so = (COUNCIL_OF_EUROPE, SECURITY_COUNCIL)
    return bodies.body_around(text, start, _end(members[-1]), among=bodies_that_number_so) is COUNCIL_OF_EUROPE


def _has_year(member: re.Match[str]) -> bool:
    return member["old"] is not None and member["bracket"].isdigit()


def _fits_the_council(members: list[re.Match[str]]) -> bool:
    """Whether one of the numbers has the year in which the Security Council reached it."""
    dated = [(int(member["old"]), int(member["bracket"])) for member in members if _has_year(member)]
    return any(sessions.council_resolution_year(number) == year for number, year in dated)


@lru_cache(maxsize=1)
def _dated_numbers(text: str) -> frozenset[tuple[int, int]]:
    """The numbers that the text cites with a year, and the years."""
    found = re.findall(r"\b(\d{2,4})\s*\(((?:19|20)\d\d)\)", text)
    return frozenset((int(number), int(year)) for number, year in found)


def _own(text: str, start: int) -> Body | None:
    """The adopting body for "its resolution …" in a resolution; nothing elsewhere."""
    return bodies.adopting_body(text) if _POSSESSIVE.search(text, max(0, start - 12), start) else None


def _body_behind(text: str, end: int) -> Body | None:
    dated = _DATE_THEN.match(text, end)
    return bodies.body_after(text, end) or (bodies.body_after(text, dated.end()) if dated else None)


def _members(text: str, position: int, *, several: bool) -> Iterator[re.Match[str]]:
    first = member = NUMBER.match(text, position)
    while first and member:
        yield member
        member = _next_member(text, _end(member), several=several)
        if member and member["plain"] and (not first["plain"] or _opens_date(text, member.end())):
            return


def _next_member(text: str, end: int, *, several: bool) -> re.Match[str] | None:
    for gap_pattern in (_GAP, _WORDED_GAP) if several else (_GAP,):
        gap = gap_pattern.match(text, end)
        member = NUMBER.match(text, gap.end()) if gap else None
        if member:
            return member
    return None


def _opens_date(text: str, end: int) -> bool:
    word = re.compile(r"\s*(?:de\s+)?([^\W\d_]+)").match(text, end)
    return word is not None and is_month(word[1])


def _end(member: re.Match[str]) -> int:
    return member.end("after") if member["after"] else member.end()


def canonical_of(
    text: str, start: int, member: re.Match[str], body: Body | None, decision: bool
) -> Iterator[tuple[tuple[str, ...], str | None]]:
    """The canonical form of a number that NUMBER matched, and how it was completed; none for what is no resolution."""
    if member["plain"]:
        yield from without_year(text, int(member["plain"]), body)
    elif member["old"]:
        letters = _letters(member["old_letters"] or member["after"])
        old = old_style(text, (start, member.end()), int(member["old"]), member["bracket"], letters, body, decision)
        if old:
            yield old
    else:
        letters = _letters(member["letters"])
        if body is None and not _is_plausible(member["session"], int(member["number"])):
            return
        yield new_style(text, (start, member.end()), member["session"], int(member["number"]), letters, body, decision)


def without_year(text: str, number: int, body: Body | None) -> Iterator[tuple[tuple[str, ...], str | None]]:
    """ "UNSCR 1325", "GA resolution 2758": with the body named, or cited in full elsewhere in the text."""
    if body is GENERAL_ASSEMBLY:
        session = sessions.old_assembly_session(number)
        if session and number > 200:
            yield (
                (f"A/RES/{number}({session})",),
                f"the session is not written; resolution {number} is of the {session}",
            )
        return
    if body is not SECURITY_COUNCIL and not (body is None and number in _cited_in_full(text)):
        return
    year = sessions.council_resolution_year(number)
    if year:
        yield (f"S/RES/{number}({year})",), f"the year is not written; resolution {number} is of {year}"
    else:
        yield (f"S/RES/{number}",), "the year is not written"


@lru_cache(maxsize=1)
def _cited_in_full(text: str) -> frozenset[int]:
    """The numbers that the text also cites with their year."""
    return frozenset(number for number, _ in _dated_numbers(text))


def old_style(
    text: str,
    place: tuple[int, int],
    number: int,
    bracket: str,
    letters: tuple[str, ...],
    body: Body | None,
    decision: bool,
) -> tuple[tuple[str, ...], str | None] | None:
    """ "853 (1993)" at `place` is the Council's by its form, where no other body is named; "2625 (XXV)" the Assembly's.

    None for what no body numbers so: the Council's decisions have no numbers, and the year is the Council's.
    """
    if bracket[0].isdigit():
        if body is GENERAL_ASSEMBLY and not decision:
            return _with_year_for_session(text, place, number, int(bracket))
        is_council = body in (None, SECURITY_COUNCIL) and not decision
        return ((f"S/RES/{number}({bracket})",), None) if is_council else None
    if body is None:
        # The Assembly's last session in Roman numerals is the thirtieth.
        late = (roman(bracket) or 0) >= sessions.FIRST_NEW_STYLE_SESSION
        among = (ECOSOC, COMMISSION_ON_HUMAN_RIGHTS) if late else (GENERAL_ASSEMBLY, ECOSOC, COMMISSION_ON_HUMAN_RIGHTS)
        body = bodies.nearest_body(text, sentence_start(text, place[0]), place[0], among=among) or among[0]
    stem = f"{_series(body, decision)}/{number}({bracket})"
    return tuple(f"{stem}[{letter}]" for letter in letters) or (stem,), None


def _with_year_for_session(
    text: str, place: tuple[int, int], number: int, year: int
) -> tuple[tuple[str, ...], str | None] | None:
    """ "General Assembly resolution 181 (1947)" is 181 (II); "… 853 (1993)" is the Council's under a wrong name."""
    session = sessions.old_assembly_session(number)
    if session and year - sessions.assembly_session_year(roman(session) or 0) in (0, 1):
        return (f"A/RES/{number}({session})",), f"the session is not written; resolution {number} is of the {session}"
    if sessions.council_resolution_year(number) != year:
        return None
    both = _also_of(text, place, GENERAL_ASSEMBLY, SECURITY_COUNCIL)
    return (f"S/RES/{number}({year})",), None if both else _misnamed(GENERAL_ASSEMBLY, SECURITY_COUNCIL)


def _also_of(text: str, place: tuple[int, int], named: Body, other: Body) -> bool:
    """Whether the text names the other body for the same list as well, or for this member of it."""
    start, end = place
    return (
        bodies.shares_head(text, sentence_start(text, start), start, other)
        or bodies.body_after(text, end) is other
        or bodies.are_named_behind(text, end, named, other)
    )


def new_style(
    text: str,
    place: tuple[int, int],
    session: str,
    number: int,
    letters: tuple[str, ...],
    body: Body | None,
    decision: bool,
) -> tuple[tuple[str, ...], str | None]:
    """ "48/114", "1998/50": the body is the one named, or the last one named before that can have such a number."""
    start, _ = place
    possible = _possible(text, session, number, decision=decision)
    inferred = None
    if body is None:
        near = bodies.nearest_body(text, sentence_start(text, start), start, among=possible)
        body = near or bodies.nearest_body(text, 0, start, among=possible) or possible[0]
        inferred = f"the body is not named here; taken for the {body.name}"
    elif not _can_number(text, body, session, possible):
        # "General Assembly and Security Council resolutions 48/114 and 853 (1993)" names the right body as well.
        joined = next((other for other in possible if _also_of(text, place, body, other)), None)
        taken = joined or bodies.nearest_body(text, 0, start, among=possible) or possible[0]
        inferred = f"the body is not named here; taken for the {taken.name}" if joined else _misnamed(body, taken)
        body = taken
    stem = f"{_series(body, decision)}/{session}/{number}"
    return tuple(f"{stem}{letter}" for letter in letters) or (stem,), inferred


def _misnamed(named: Body | None, meant: Body) -> str:
    return f"{MISNAMED}{named.name if named else ''}; numbers of this form are of the {meant.name}"


def _can_number(text: str, body: Body, session: str, possible: tuple[Body, ...]) -> bool:
    """Whether a body that is named is kept, though the number may be wrong: its sessions must look like that."""
    if body is HUMAN_RIGHTS_COUNCIL and session.isdigit() and len(session) < 4:
        return _council_session(text, int(session))
    return body in possible or (body is GENERAL_ASSEMBLY and len(session) < 4)


def _possible(text: str, session: str, number: int, *, decision: bool) -> tuple[Body, ...]:
    if session.isdigit() and len(session) == 4:
        return ECOSOC, COMMISSION_ON_HUMAN_RIGHTS, SUB_COMMISSION
    decision = decision or (session.isdigit() and int(session) < sessions.FIRST_NEW_STYLE_SESSION)
    if session.isdigit() and not (_council_number(number, decision=decision) and _council_session(text, int(session))):
        return (GENERAL_ASSEMBLY,)
    if session.isdigit() and int(session) < sessions.FIRST_NEW_STYLE_SESSION:
        return (HUMAN_RIGHTS_COUNCIL,)
    return GENERAL_ASSEMBLY, HUMAN_RIGHTS_COUNCIL


def _council_session(text: str, session: int) -> bool:
    """Whether a text can cite a session of the Human Rights Council: one that is known, or not after its dates."""
    known = session <= LAST_DATED_COUNCIL_SESSION
    return known or sessions.human_rights_council_year(session) <= _latest_year(text)


@lru_cache(maxsize=1)
def _latest_year(text: str) -> int:
    """The latest year of a date in the text; 0 where it has none."""
    return max((day.year for _, _, day in find_dates(text)), default=0)


def _is_plausible(session: str, number: int) -> bool:
    """Whether a number without any body can be a resolution at all: "a resolution of 640/480" is none."""
    if session.isdigit() and len(session) == 4:
        return int(session) >= 1978 and number <= 400
    return not session.isdigit() or (1 <= int(session) <= 99 and number <= 600)


def _council_number(number: int, *, decision: bool) -> bool:
    """Whether a session of the Human Rights Council has such a number: decisions count from 101."""
    return number <= 60 or (decision and 101 <= number <= 130)


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
