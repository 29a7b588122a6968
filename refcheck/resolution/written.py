"""Canonical forms as an editor would write them."""

from __future__ import annotations

import re
from datetime import date

from refcheck.domain.dates import words
from refcheck.domain.patterns import lazy

_BODIES = {
    "S/RES": "Security Council resolution",
    "A/RES": "General Assembly resolution",
    "A/DEC": "General Assembly decision",
    "A/HRC/RES": "Human Rights Council resolution",
    "A/HRC/DEC": "Human Rights Council decision",
    "E/RES": "Economic and Social Council resolution",
    "E/DEC": "Economic and Social Council decision",
    "E/CN.4/RES": "Commission on Human Rights resolution",
    "E/CN.4/DEC": "Commission on Human Rights decision",
}
_DECISIONS = {"ORD": "order", "JUD": "judgment", "ADV": "advisory opinion"}
_STEM = lazy(rf"(?P<series>{'|'.join(sorted(map(re.escape, _BODIES), key=len, reverse=True))})/(?P<rest>.+)")
_COURT = lazy(r"ICJ/(?P<case>\d+|\?)/(?P<code>[A-Z]{3})/(?P<day>\d{4}(?:-\d\d-\d\d)?)")


def in_words(canonical: str) -> str:
    """ "S/RES/853(1993)" → "Security Council resolution 853 (1993)"; other symbols stay as they are."""
    court = _COURT.fullmatch(canonical)
    if court:
        case = "" if court["case"] == "?" else f" in case No. {court['case']}"
        day = court["day"] if len(court["day"]) == 4 else words(date.fromisoformat(court["day"]))
        return f"{_DECISIONS[court['code']]} of {day}{case}"
    stem = _STEM.fullmatch(canonical)
    return f"{_BODIES[stem['series']]} {number_of(canonical)}" if stem else canonical


def number_of(canonical: str) -> str:
    """The number alone, as written in running text: "853 (1993)", "48/114", "217 A (III)"."""
    stem = _STEM.fullmatch(canonical)
    rest = stem["rest"] if stem else canonical
    rest = re.sub(r"^(\d+)\((.+?)\)(?:\[([A-Z])\])?$", lambda m: f"{m[1]}{' ' + m[3] if m[3] else ''} ({m[2]})", rest)
    return re.sub(r"(?<=\d)([A-Z])$", r" \1", rest)


def letter_of(canonical: str) -> str | None:
    """The letter of a part of a resolution: "A/RES/217(III)[A]", "A/RES/48/75A" → "A"."""
    match = re.search(r"(?:\[([A-Z])\]|(?<=\d)([A-Z]))$", canonical)
    return (match[1] or match[2]) if match else None


def years_of_reports(year: int) -> tuple[int, ...]:
    """The years of the decisions in a volume of the I.C.J. Reports: one, but for the first, of 1947-1948."""
    return (1947, 1948) if year in (1947, 1948) else (year,)


def of_the_court(canonical: tuple[str, ...]) -> str | None:
    """The case number of the first form, where it is one of the Court's: "ICJ/180" → "180"."""
    if not canonical or not canonical[0].startswith("ICJ/"):
        return None
    case = canonical[0].split("/")[1]
    return None if case == "?" else case
