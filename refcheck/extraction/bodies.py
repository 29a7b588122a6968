"""The bodies whose resolutions are cited in words, and which of them a passage speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Body:
    """A body that adopts resolutions; `series` is the stem of their symbols, None for one outside the UN."""

    key: str
    series: str | None
    names: tuple[str, ...]


SECURITY_COUNCIL = Body("S", "S", ("Security Council", "UNSC", "SC"))
GENERAL_ASSEMBLY = Body("A", "A", ("General Assembly", "UNGA", "GA"))
HUMAN_RIGHTS_COUNCIL = Body("A/HRC", "A/HRC", ("Human Rights Council", "UNHRC", "HRC"))
COMMISSION_ON_HUMAN_RIGHTS = Body("E/CN.4", "E/CN.4", ("Commission on Human Rights", "Human Rights Commission", "CHR"))
SUB_COMMISSION = Body(
    "E/CN.4/Sub.2",
    "E/CN.4/Sub.2",
    (
        "Sub-Commission on the Promotion and Protection of Human Rights",
        "Sub-Commission on Prevention of Discrimination and Protection of Minorities",
        "Sub-Commission",
    ),
)
ECOSOC = Body("E", "E", ("Economic and Social Council", "ECOSOC"))
OUTSIDE = Body(
    "other",
    None,
    (
        "World Health Assembly",
        "Environment Assembly",
        "Assembly of States Parties",
        "Parliamentary Assembly",
        "Council of Europe",
        "European Parliament",
        "European Union",
        "African Union",
        "Islamic Cooperation",
        "Islamic Conference",
        "League of Arab States",
        "Inter-Parliamentary Union",
        "International Atomic Energy Agency",
        "International Maritime Organization",
        "International Labour Organization",
        "Council of Ministers",
        "National Assembly",
        "Federal Assembly",
        "House of Representatives",
        "Supreme Soviet",
        "Committee of Ministers",
        "Conference of the Parties",
        "PACE",
        "OSCE",
        "Milli Majlis",
    ),
)

BODIES = (
    HUMAN_RIGHTS_COUNCIL,
    SUB_COMMISSION,
    COMMISSION_ON_HUMAN_RIGHTS,
    ECOSOC,
    SECURITY_COUNCIL,
    GENERAL_ASSEMBLY,
    OUTSIDE,
)
_OF_NAME = {re.sub(r"\W+", " ", name): body for body in BODIES for name in body.names}
_NAMES = "|".join(
    r"[\s-]+".join(map(re.escape, re.split(r"[ -]", name)))
    for body in BODIES
    for name in sorted(body.names, key=len, reverse=True)
)
BODY_PATTERN = rf"\b(?:{_NAMES})\b"
"""Matches the name of any body; no groups."""

_BODY = re.compile(BODY_PATTERN)


def body_named(name: str) -> Body:
    """The body of a name that BODY_PATTERN matched."""
    return _OF_NAME[re.sub(r"\W+", " ", name)]


def nearest_body(text: str, floor: int, position: int, *, among: tuple[Body, ...]) -> Body | None:
    """The body last named in text[floor:position], if it is one of `among`; the others do not hide it."""
    nearest = None
    for match in _BODY.finditer(text, floor, position):
        body = body_named(match[0])
        if body in among:
            nearest = body
    return nearest
