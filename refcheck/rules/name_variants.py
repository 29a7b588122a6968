"""The same name is spelt in two ways in one document.

Why
    "Kuliyev" and "Kouliev" may be one person or two: a reader, and a search, cannot know.

Wrong
    The statement by Tofig Kuliyev was circulated in May. In June, Tofig Kouliev met the President.

Right
    The statement by Tofig Kuliyev was circulated in May. In June, Tofig Kuliyev met the President.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from refcheck.domain.distance import distance
from refcheck.domain.names import folded, sounded
from refcheck.domain.patterns import lazy
from refcheck.model import Checked, Finding, Prose, Related, Severity

TITLE = "One name, two spellings"
SEVERITY = Severity.INFO

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-ſƏА-ЯЁ]"
_NAME = lazy(rf"{_CAPITAL}(?<![\w’'/.@-]{_CAPITAL})[^\W\d_]{{3,}}(?:-[^\W\d_]+)?(?![\w’'/@-])")
_HONORIFIC = lazy(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof)\.?|\b(?:President|Minister|Ambassador|Secretary|General|Judge|Professor|by))\s\Z"
)
_OFFICE = lazy(
    r",\s(?:the\s)?(?:President|Prime|Minister|Ambassador|Permanent|Special|Secretary|Chair|Director|Head|Judge)"
)
_IN = lazy(r"\b(?:in|at|from|near|à|en)\s\Z")
_LONG = 6  # letters of a name that sounds like another without any neighbour in common
_MOST = 5


class _Place(NamedTuple):
    start: int
    end: int
    before: str  # the capitalised word that it follows
    behind: str  # the one that follows it


def check(checked: Checked) -> Iterator[Finding]:
    """Spellings that differ in accents, special letters or transliteration; quotations keep their own."""
    prose = checked.prose
    if prose.language in ("zh", "ar", "ru"):
        return
    places = _places(prose)
    for count, (rare, usual) in enumerate(_variants(prose, places)):
        if count == _MOST:
            return
        place, other = places[rare][0], places[usual][0]
        same = "; they differ in accents or special letters only" if folded(rare) == folded(usual) else ""
        yield Finding(
            rule="name-variants",
            severity=SEVERITY,
            span=prose.view.span(place.start, place.end),
            message=f'"{rare}" is written "{usual}" elsewhere in this text{same}.',
            suggestion=usual,
            related=(Related(prose.view.span(other.start, other.end), f'"{usual}"'),),
        )


def _places(prose: Prose) -> dict[str, list[_Place]]:
    """Where each capitalised word stands inside a sentence: at its beginning every word has a capital."""
    text = prose.view.text
    found = [match.span() for match in _NAME.finditer(text)]
    places: dict[str, list[_Place]] = {}
    for number, (start, end) in enumerate(found):
        ahead = text[start - 2 : start]
        before = found[number - 1] if number and found[number - 1][1] == start - 1 else None
        if before is None and not (ahead[:1].islower() or ahead in (", ", ". ")):
            continue
        if ahead == ". " and text[max(0, start - 4) : start] not in ("Mr. ", "Ms. ", "rs. ", "Dr. "):
            continue
        word = text[start:end]
        if not word[1:].islower() or prose.is_quoted(start):
            continue
        behind = found[number + 1] if number + 1 < len(found) and found[number + 1][0] == end + 1 else None
        place = _Place(
            start, end, folded(text[slice(*before)]) if before else "", folded(text[slice(*behind)]) if behind else ""
        )
        places.setdefault(word, []).append(place)
    return places


def _variants(prose: Prose, places: dict[str, list[_Place]]) -> Iterator[tuple[str, str]]:
    """Pairs of spellings, the rarer first."""
    alike: dict[str, list[str]] = {}
    for word in places:
        alike.setdefault(sounded(word), []).append(word)
    lowered: set[str] | None = None
    for words in alike.values():
        for other in words[1:]:
            one = words[0]
            if lowered is None:
                lowered = set(prose.view.text.split())
            if one.lower() in lowered or other.lower() in lowered:
                continue
            together = _share_a_neighbour(places[one], places[other])
            if together or (min(len(one), len(other)) >= _LONG and _are_places(prose, places[one], places[other])):
                yield _ordered(places, one, other)
    yield from _persons(prose, places)


def _ordered(places: dict[str, list[_Place]], one: str, other: str) -> tuple[str, str]:
    """The rarer first; of two that are as frequent, the one that comes later."""
    first, second = sorted((one, other), key=lambda word: (len(places[word]), -places[word][0].start))
    return first, second


def _share_a_neighbour(some: list[_Place], others: list[_Place]) -> bool:
    befores, behinds = {place.before for place in some} - {""}, {place.behind for place in some} - {""}
    return any(place.before in befores or place.behind in behinds for place in others)


def _are_places(prose: Prose, some: list[_Place], others: list[_Place]) -> bool:
    """Whether both stand alone behind a preposition of place: two persons may be called Hasan and Hassan."""
    text = prose.view.text
    return all(
        any(
            not place.before and not place.behind and _IN.search(text, max(0, place.start - 6), place.start)
            for place in group
        )
        for group in (some, others)
    )


def _persons(prose: Prose, places: dict[str, list[_Place]]) -> Iterator[tuple[str, str]]:
    """Surnames a letter apart behind the same given name, where the text shows that it is a person's."""
    text = prose.view.text
    by_given: dict[str, set[str]] = {}
    persons: set[tuple[str, str]] = set()
    for word, found in places.items():
        for place in found:
            if place.before and not place.behind and len(word) >= 5:
                by_given.setdefault(place.before, set()).add(word)
                begin = place.start - 1 - len(place.before)
                if _HONORIFIC.search(text, max(0, begin - 12), begin) or _OFFICE.match(text, place.end):
                    persons.add((place.before, word))
    for given, surnames in by_given.items():
        ordered = sorted(surnames)
        for number, one in enumerate(ordered[:20]):
            for other in ordered[number + 1 : 20]:
                if {(given, one), (given, other)} & persons and _slip(one, other):
                    yield _ordered(places, one, other)


def _slip(one: str, other: str) -> bool:
    if sounded(one) == sounded(other) or one.startswith(other) or other.startswith(one):
        return False
    return distance(folded(one), folded(other)) <= (2 if min(len(one), len(other)) >= 8 else 1)
