"""Resolutions and decisions in Chinese, where the number stands before the noun."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refcheck.domain.patterns import lazy
from refcheck.extraction import bodies
from refcheck.extraction.anchors import merged
from refcheck.extraction.bodies import Body
from refcheck.extraction.found import Found, Source
from refcheck.extraction.resolutions import new_style, old_style
from refcheck.model import Kind

ANCHORS = ("决议", "決議", "决定", "決定")
_ONE = (
    r"第?\s?(?:(?P<session>(?:19|20)\d\d|(?:ES|S)-\d{1,2}|\d{1,3})\s?/\s?(?P<number>\d{1,4})(?P<letters>(?:\s?[A-Z](?![A-Za-z]))?)"
    r"|(?P<old>\d{1,4})(?P<old_letters>(?:\s?[A-Z])?)\s?\(\s?(?P<bracket>(?:(?:ES|S)-)?[IVXLC]{1,8}|(?:19|20)\d\d)\s?\))\s?号?號?"
)
_MEMBER = lazy(_ONE)
_PLAIN_MEMBER = re.sub(r"\(\?P<\w+>", "(?:", _ONE)
_DATE = r"\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日\s?(?:的)?\s?"
_RUN = lazy(
    rf"(?=第){_PLAIN_MEMBER}(?:\s?(?:、|，|,|和|及|与|以及)\s?(?:{_DATE})?{_PLAIN_MEMBER})*\s?(?:号|號)?\s?(?P<noun>决议|決議|决定|決定)"
)
_DATE_BEFORE = lazy(rf"{_DATE}$")


def find_chinese_resolutions(source: Source) -> Iterator[Found]:
    """ "安全理事会第1325(2000)号决议", "第1261(1999)号、第1265(1999)号和第1314(2000)号决议", "大会…第48/114号决议"."""
    text = source.view.text
    if not merged(source.places, ANCHORS):
        return
    for run in _RUN.finditer(text):
        body = _body_before(text, run.start())
        if body and body.is_outside:
            continue
        decision = run["noun"] in ("决定", "決定")
        for member in _MEMBER.finditer(text, run.start(), run.start("noun")):
            canonical, inferred = _canonical(text, member, body, decision)
            if not canonical:
                continue
            yield Found(member.start(), member.end(), Kind.RESOLUTION, canonical, inferred)


def _body_before(text: str, start: int) -> Body | None:
    """The body named before the number, a date between left aside: "大会1993年12月20日第48/114号决议"."""
    dated = _DATE_BEFORE.search(text, max(0, start - 20), start)
    named = bodies.body_before(text, dated.start() if dated else start)
    return named[1] if named else None


def _canonical(
    text: str, member: re.Match[str], body: Body | None, decision: bool
) -> tuple[tuple[str, ...], str | None]:
    letters = tuple((member["letters"] or member["old_letters"] or "").strip())
    if member["old"]:
        number, bracket = int(member["old"]), member["bracket"]
        return old_style(text, member.span(), number, bracket, letters, body, decision) or ((), None)
    return new_style(text, member.span(), member["session"], int(member["number"]), letters, body, decision)
