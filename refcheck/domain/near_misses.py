"""What looks like a symbol and is none: how typing, conversion and character recognition break symbols.

Each kind of break has its repair; a repair counts only if what comes out is a symbol. Kinds: those seen on
public pages (a hyphen lost and the S read as 8, a stroke for a dot, a note's number glued to a symbol).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from refcheck.domain import sessions
from refcheck.domain.council import HIGHEST_YEARLY_NUMBER, LAST_RUNNING_NUMBER
from refcheck.domain.patterns import lazy
from refcheck.domain.symbols import parse


class NearMiss(NamedTuple):
    """What is wrong with a string that is meant as a symbol, and the symbol that it probably is."""

    reason: str  # goes on behind the string: "has a stroke where a dot belongs"
    meant: str | None  # as printed: "A/CONF.177/20", "S/RES/853 (1993)", "A/78/335-S/2023/642"


_HIGHEST_SESSION_NUMBER = 1500  # of the documents A/78/1 …; the fullest session has 1,069
_LAST_RUNNING_ASSEMBLY = 10600  # of the series A/1 … that ended with the thirtieth session; the highest known is 10503
_DIGITS_MISREAD = lazy(r"(?=[A-Za-z]*\d)(?=\d*[OolI])[0-9OolI]{2,}")
_TO_DIGITS = str.maketrans("OolI", "0011")
_GLUED = lazy(r"(AC|C|CN|CONF|SC|Sub|WG|WP|L|PV|SR|CRP|Add|Rev|Corr)(\d{1,4})")
_DOTTED = ("AC", "C", "CN", "CONF", "SC", "Sub", "WG", "PV", "SR", "L")
_SERIES_GLUED = lazy(r"(A/RES|A/DEC|A/HRC|S/RES|S/PRST|E/RES)(\d.*)")
_JOINT_LOST = lazy(
    r"A/(?P<session>\d{2,3})/(?P<number>\d{1,5}?)(?P<lost>8/|/?S/?|/|[-‐‑–—]\s?)(?P<year>(?:19|20)\d\d)/(?P<council>\d{1,4})"
)
_RESOLUTION_GLUED = lazy(r"A/RES/(?P<session>\d\d)(?:[-.–]?)(?P<number>[1-9]\d{0,2})")
_COUNCIL_YEAR = lazy(r"S/RES/(?P<number>\d{1,4})[/–-](?P<year>(?:19|20)\d\d)")
_RUNNING = lazy(r"(?P<organ>[AS])/(?P<number>\d{5,9})(?P<rest>/.*)?")
_YEAR_GLUED = lazy(r"(?P<stem>E/CN\.\d{1,2}(?:/Sub\.2)?)/(?P<year>(?:19|20)\d\d)(?P<number>\d{1,3})(?P<rest>/.*)?")
_YEAR_DASHED = lazy(r"(?P<stem>S|S/PRST)/(?P<year>(?:199[4-9]|20\d\d))[–-](?P<number>\d{1,4})")
_COMMITTEE_LOST = lazy(r"(CERD|CCPR|CEDAW|CAT|CRC|CMW|CRPD|CED)/([A-Z]{3}/(?:CO|Q|RQ|QPR|INT|FCO)?/?\d[\d/.A-Za-z–-]*)")
_STATEMENT_WITHOUT_YEAR = lazy(r"S/PRST/\d{1,2}")
_MISSPELT = {"HCR": "HRC", "RHC": "HRC", "RSE": "RES", "ERS": "RES", "PRTS": "PRST", "PSRT": "PRST", "RPST": "PRST"}


def near_miss(written: str, year: int) -> NearMiss | None:
    """What is wrong with `written`, which begins like a symbol; None where nothing is. `year` is that of the run."""
    for repair in _REPAIRS:
        for reason, meant in repair(written, year):
            if meant is None or all(_is_symbol(half) for half in re.split(r"-(?=[A-Z]/)", meant)):
                return NearMiss(reason, meant)
    return None


def _is_symbol(text: str) -> bool:
    return parse(text) is not None


def _doubled_stroke(written: str, _: int) -> Iterator[tuple[str, str | None]]:
    if "//" in written:
        yield "has a stroke twice", re.sub("/{2,}", "/", written)


def _misread_digits(written: str, _: int) -> Iterator[tuple[str, str | None]]:
    *first, last = written.split("/")
    lettered = first[-1:] and first[1:2] == ["RES"] and re.fullmatch(r"\d+[A-Z]+", last)  # 48/75I is a part of 48/75
    mended = [_read_as_digits(part) for part in first] + [last if lettered else _read_as_digits(last)]
    if mended != [*first, last]:
        yield "has a letter in place of a digit", "/".join(mended)


def _read_as_digits(part: str) -> str:
    name, dot, rest = part.rpartition(".")
    if _DIGITS_MISREAD.fullmatch(rest):
        return f"{name}{dot}{rest.translate(_TO_DIGITS)}"
    return "CO" if part == "C0" else part


def _lost_dot(written: str, _: int) -> Iterator[tuple[str, str | None]]:
    parts = written.split("/")
    mended = [f"{glued[1]}.{glued[2]}" if (glued := _GLUED.fullmatch(part)) else part for part in parts]
    if mended != parts:
        yield "lacks a dot", "/".join(mended)


def _stroke_for_dot(written: str, _: int) -> Iterator[tuple[str, str | None]]:
    root, *parts = written.split("/")
    for place, part in enumerate(parts[:-1]):
        committee = part != "C" or place == 0
        if parts[:2] == ["HRC", "AC"]:
            return  # A/HRC/AC/32/2: the Human Rights Council's Advisory Committee
        if root in ("A", "S", "E", "T") and part in _DOTTED and committee and parts[place + 1].isdigit():
            mended = [root, *parts[:place], f"{part}.{parts[place + 1]}", *parts[place + 2 :]]
            yield "has a stroke where a dot belongs", "/".join(mended)


def _lost_stroke(written: str, _: int) -> Iterator[tuple[str, str | None]]:
    glued = _SERIES_GLUED.fullmatch(written)
    if glued:
        yield "lacks a stroke", f"{glued[1]}/{glued[2]}"
    year = _YEAR_GLUED.fullmatch(written)
    if year:
        yield "lacks a stroke", f"{year['stem']}/{year['year']}/{year['number']}{year['rest'] or ''}"


def _lost_joint(written: str, _: int) -> Iterator[tuple[str, str | None]]:
    lost = _JOINT_LOST.fullmatch(written)
    if lost and int(lost["year"]) - sessions.assembly_session_year(int(lost["session"])) in (0, 1):
        meant = f"A/{lost['session']}/{lost['number']}-S/{lost['year']}/{lost['council']}"
        yield "is a double symbol that lost what joins its halves", meant


def _glued_resolution(written: str, year: int) -> Iterator[tuple[str, str | None]]:
    council = _COUNCIL_YEAR.fullmatch(written)
    if council:
        of = sessions.council_resolution_year(int(council["number"]))
        meant = f"S/RES/{council['number']} ({council['year']})"
        yield "has the year behind a stroke instead of in brackets", meant if of == int(council["year"]) else None
    glued = _RESOLUTION_GLUED.fullmatch(written)
    if glued and not (
        written.removeprefix("A/RES/").isdigit() and int(written[6:]) <= sessions.LAST_OLD_STYLE_RESOLUTION
    ):
        latest = year - sessions.assembly_session_year(0)
        session = int(glued["session"])
        if sessions.FIRST_NEW_STYLE_SESSION <= session <= latest:
            yield "lacks the stroke between session and number", f"A/RES/{session}/{glued['number']}"


def _running_number(written: str, year: int) -> Iterator[tuple[str, str | None]]:
    running = _RUNNING.fullmatch(written)
    if running is None:
        return
    digits, rest = running["number"], running["rest"] or ""
    if running["organ"] == "A":
        if int(digits) > _LAST_RUNNING_ASSEMBLY:
            session = int(digits[:2])
            latest = year - sessions.assembly_session_year(0) + 1
            fits = sessions.FIRST_NEW_STYLE_SESSION <= session <= latest and digits[2] != "0" and len(digits) == 5
            if fits:
                yield "lacks the stroke behind the session", f"A/{session}/{digits[2:]}{rest}"
            yield "is above the last number of its series; a note's number may be glued to it", None
        return
    if int(digits) <= LAST_RUNNING_NUMBER:
        return
    if 1994 <= int(digits[:4]) <= year and digits[4] != "0" and int(digits[4:]) <= HIGHEST_YEARLY_NUMBER:
        yield "lacks the stroke behind the year", f"S/{digits[:4]}/{digits[4:]}{rest}"
    glued = len(digits) in (6, 7) and int(digits[:5]) <= LAST_RUNNING_NUMBER and digits[5] != "0"
    reason = f"is above the last number of its series, S/{LAST_RUNNING_NUMBER}"
    yield f"{reason}; a note's number may be glued to it", f"S/{digits[:5]}" if glued and not rest else None


def _beyond_the_series(written: str, _: int) -> Iterator[tuple[str, str | None]]:
    symbol = parse(written)
    if symbol is None:
        return
    number = symbol.number or 0
    if symbol.series == "A" and symbol.session and number > _HIGHEST_SESSION_NUMBER:
        yield f"has a number that no session reached ({_HIGHEST_SESSION_NUMBER} and more)", None
    if symbol.series == "S" and symbol.year and number > HIGHEST_YEARLY_NUMBER * 1.5:
        yield f"has a number that no year reached (the highest is {HIGHEST_YEARLY_NUMBER})", None


def _dashed_year(written: str, year: int) -> Iterator[tuple[str, str | None]]:
    dashed = _YEAR_DASHED.fullmatch(written)
    # "S/2001-2010" may be a range of old running numbers: it ascends.
    if dashed and int(dashed["year"]) <= year and int(dashed["number"]) < int(dashed["year"]):
        yield "has a dash where a stroke belongs", f"{dashed['stem']}/{dashed['year']}/{dashed['number']}"
    if _STATEMENT_WITHOUT_YEAR.fullmatch(written):
        yield "lacks the year of the statement", None


def _misspelt_series(written: str, _: int) -> Iterator[tuple[str, str | None]]:
    root, *parts = written.split("/")
    mended = [_MISSPELT.get(part, part) for part in parts[:1]] + parts[1:]
    if root in ("A", "S", "E") and mended != parts:
        yield "has letters of its series changed", "/".join([root, *mended])


def _lost_committee(written: str, _: int) -> Iterator[tuple[str, str | None]]:
    lost = _COMMITTEE_LOST.fullmatch(written)
    if lost:
        yield 'lacks the "C" of its committee', f"{lost[1]}/C/{lost[2]}"


_REPAIRS = (
    _doubled_stroke,
    _lost_joint,
    _misread_digits,
    _lost_dot,
    _stroke_for_dot,
    _lost_stroke,
    _glued_resolution,
    _running_number,
    _dashed_year,
    _misspelt_series,
    _lost_committee,
    _beyond_the_series,
)
