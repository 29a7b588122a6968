"""What a text says of a letter that it cites, held against the letter itself: its date, and the State that sent it.

Compared like with like, and only what both sides say plainly: "the Republic of Armenia" and "Armenia" are one State,
and a name that is merely spelt otherwise is none of another State.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from rapidfuzz import fuzz

from refcheck.domain.dates import words
from refcheck.domain.patterns import lazy
from refcheck.model import Comparison, DateKind, Letter, Reference

_OF_STATE = lazy(
    r"(?:Permanent\s+(?:Representative|Observer|Mission)|Chargé\s+d[’']affaires(?:\s+a\.i\.)?)\s+"
    r"(?:a\.i\.\s+)?of\s+(?:the\s+Permanent\s+Mission\s+of\s+)?(?P<state>[^,;()]{2,80}?)(?=\s+to\s+the\s+United|\s*$|[,;(])"
)
_EMPTY_WORDS = frozenset(
    ("the", "of", "and", "republic", "state", "states", "kingdom", "federation", "federal", "islamic", "people", "s")
)
_SPELT_OTHERWISE = 60.0
"""From here on two names without a common word may be one, spelt otherwise: Turkey and Türkiye reach 77."""
_RENAMED = (
    frozenset({"burma", "myanmar"}),
    frozenset({"swaziland", "eswatini"}),
    frozenset({"ivory", "coast", "cote", "ivoire", "d"}),
)


def compare_with_letter(reference: Reference, letter: Letter, source: str) -> Iterator[Comparison]:
    """The date and the sending State that the reference gives beside those of the letter's own title."""
    if letter.title is None:
        return
    claim = reference.date
    if claim is not None and claim.kind is DateKind.LETTER:
        own = letter.title.date.value
        yield Comparison("date", words(claim.value), words(own), claim.value == own, source=source)
    if reference.author is not None and not letter.title.several:
        given, sender = _state(reference.author.text), _state(letter.title.sender)
        same = _same_state(given, sender) if given and sender else None
        if same is not None:
            yield Comparison("author", reference.author.text, letter.title.sender, same, sure=False, source=source)


def _state(text: str) -> str | None:
    match = _OF_STATE.search(" ".join(text.split()))
    return match["state"] if match else None


def _same_state(one: str, other: str) -> bool | None:
    """Whether two names mean one State; None where that cannot be told."""
    some, others = _telling(one), _telling(other)
    if not some or not others:
        return None
    if some & others:
        return True if some <= others or others <= some else None
    if any(some <= names and others <= names for names in _RENAMED):
        return True
    return None if fuzz.ratio(" ".join(sorted(some)), " ".join(sorted(others))) >= _SPELT_OTHERWISE else False


def _telling(name: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    found = re.findall(r"[^\W\d_]+", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    return set(found) - _EMPTY_WORDS
