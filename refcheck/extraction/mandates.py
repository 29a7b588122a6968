"""Resolutions in the tables of mandates: a heading with the body, and below it numbers that stand alone.

General Assembly resolutions
63/170
Regional arrangements for the promotion and protection of human rights
75/96; 76/80
…
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from refcheck.domain.patterns import lazy
from refcheck.extraction import bodies
from refcheck.extraction.anchors import merged
from refcheck.extraction.bodies import HUMAN_RIGHTS_COUNCIL, Body
from refcheck.extraction.found import Found, Source
from refcheck.extraction.resolutions import NUMBER, canonical_of
from refcheck.model import Kind

ANCHORS = ("solutions", "cisions")
_REST_OF_HEADING = lazy(r"[ \t]+(?P<noun>resolutions|decisions)(?:[ \t]+and[ \t]+[^\n]{1,40})?[ \t]*(?=\n)")
_LINE = lazy(r"[^\n]*\n?")
_STATEMENT = lazy(r"PRST/(?:OS/)?\d{1,2}/\d{1,3}")
_JOIN = lazy(r"\s*[;,]\s*(?:and\s+)?")
_MOST_WORDS = 12  # lines without a number after which the table is over


def find_listed(source: Source) -> Iterator[Found]:
    """The numbers that stand alone on their lines below "General Assembly resolutions"."""
    text = source.view.text
    for place in merged(source.places, ANCHORS):
        heading = _heading(text, place)
        if heading:
            body, decision, end = heading
            yield from _below(text, end, body, decision)


def _heading(text: str, place: int) -> tuple[Body, bool, int] | None:
    """The body of a heading around `place`, whether it is of decisions, and where the heading ends."""
    start = text.rfind("\n", 0, place) + 1
    while start < place and text[start] in " \t":
        start += 1
    named = bodies.body_at(text, start)
    rest = _REST_OF_HEADING.match(text, named[0]) if named else None
    if not named or not rest or named[1].is_outside:
        return None
    return named[1], rest["noun"] == "decisions", rest.end() + 1


def _below(text: str, position: int, body: Body, decision: bool) -> Iterator[Found]:
    words = 0
    while position < len(text) and words <= _MOST_WORDS:
        line = _LINE.match(text, position)
        if not line or _heading(text, line.start()):
            return
        members = list(_alone(text, line.start(), line.end()))
        for member in members:
            if _is_statement(member):
                if body is HUMAN_RIGHTS_COUNCIL:
                    yield Found(*member.span(), Kind.RESOLUTION, (f"A/HRC/{member[0]}",))
                continue
            for canonical, _ in canonical_of(text, line.start(), member, body, decision):
                yield Found(*member.span(), Kind.RESOLUTION, canonical, f'listed below "{body.name}"')
        words = 0 if members else words + bool(line[0].strip())
        position = line.end()


def _is_statement(member: re.Match[str]) -> bool:
    return member[0].startswith("PRST")


def _alone(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The numbers of a line that holds nothing else; nothing for any other line."""
    found = []
    position = start + len(text[start:end]) - len(text[start:end].lstrip())
    stop = start + len(text[start:end].rstrip(" \t\n.;,"))
    while position < stop:
        member = _STATEMENT.match(text, position, stop) or NUMBER.match(text, position, stop)
        if not member or (not _is_statement(member) and member["plain"]):
            return
        found.append(member)
        position = member.end()
        join = _JOIN.match(text, position, stop)
        if position < stop and not join:
            return
        position = join.end() if join else position
    yield from found
