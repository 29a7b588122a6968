"""Publications by their number: *Treaty Series*, digital object identifiers, ISBNs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refcheck.domain.patterns import lazy
from refcheck.domain.urls import trim
from refcheck.extraction.found import Found, Source, at_anchors
from refcheck.model import Kind

SERIES_ANCHORS = ("Treaty", "Recueil")
DOI_ANCHORS = ("10.",)
ISBN_ANCHORS = ("ISBN",)
_VOLUME = (
    r"[*_]*\s*,\s*vol\.\s*(?P<volume>\d{1,4}|[IVXLC]{1,8}),"
    r"\s*(?:(?P<several>Nos\.)|No\.|n[o°º]\.?|núm\.)\s*(?P<number>\d{1,5})(?:[-–](?P<last>\d{1,5}))?"
)
OTHER_VOLUME = lazy(_VOLUME)  # behind an "ibid." that stands for a treaty
_TREATY_SERIES = lazy(rf"(?:Treaty\s+Series|Recueil\s+des\s+[Tt]raités){_VOLUME}")
_DOI = lazy(r"\b10\.\d{4,9}/[^\s<>\"“”]+")
_ISBN = lazy(r"ISBN(?:-1[03])?:?\s*(?P<number>(?:97[89][-\s]?)?\d{1,5}[-\s]?\d{1,7}[-\s]?\d{1,7}[-\s]?[\dX])(?![\dX])")


def find_treaty_series(source: Source) -> Iterator[Found]:
    """ "United Nations, Treaty Series, vol. 660, No. 9464"."""
    for match in at_anchors(_TREATY_SERIES, source, ("Treaty", 0), ("Recueil", 0)):
        yield Found(*match.span(), Kind.TREATY, (place_in_series(match),))


def place_in_series(match: re.Match[str]) -> str:
    """ "vol. 660, No. 9464" → UNTS/660/9464; "vol. 75, Nos. 970–973" → UNTS/75/970-973."""
    numbers = f"{match['number']}-{match['last']}" if match["several"] and match["last"] else match["number"]
    return f"UNTS/{match['volume']}/{numbers}"


def find_dois(source: Source) -> Iterator[Found]:
    """ "doi:10.1017/S0002930000000000"; inside an address it belongs to the address."""
    for match in at_anchors(_DOI, source, ("10.", 0)):
        written = trim(match[0])
        yield Found(match.start(), match.start() + len(written), Kind.DOI, (f"https://doi.org/{written}",))


def find_isbns(source: Source) -> Iterator[Found]:
    """ "ISBN 978-92-1-101234-5", with the check digit right; another number is not an ISBN."""
    for match in at_anchors(_ISBN, source, ("ISBN", 0)):
        digits = [10 if sign == "X" else int(sign) for sign in match["number"] if sign.isalnum()]
        if _is_isbn(digits):
            number = "".join(sign for sign in match["number"] if sign.isalnum())
            yield Found(*match.span(), Kind.ISBN, (f"ISBN/{number}",))


def _is_isbn(digits: list[int]) -> bool:
    if len(digits) == 10:
        return sum(weight * digit for weight, digit in zip(range(10, 0, -1), digits, strict=True)) % 11 == 0
    return len(digits) == 13 and sum(digit * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0
