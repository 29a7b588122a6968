"""An abbreviation is defined in two ways, by another body's name, or after its first use.

Why
    An abbreviation stands for one thing, from its definition on. "(OSCE)" behind the name of the Conference
    that came before the Organization makes two bodies one.

Wrong
    The Conference on Security and Co-operation in Europe (OSCE) met in Prague in 1992.

Right
    The Conference on Security and Co-operation in Europe (CSCE) met in Prague in 1992.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from refcheck.domain.names import ABBREVIATIONS, KNOWN_TO_ALL, folded
from refcheck.domain.patterns import lazy
from refcheck.model import Checked, Finding, Related, Severity, Span

TITLE = "Abbreviation not used as defined"
SEVERITY = Severity.INFO

_DEFINITION = lazy(
    r"\((?:(?:hereinafter|hereafter|henceforth)[^()]{0,30}?)?[“\"]?(?P<short>[A-Z][A-Za-z&-]{1,9})[”\"]?\)"
)
_WORDS = lazy(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SMALL = frozenset(
    [
        "of",
        "the",
        "for",
        "on",
        "and",
        "in",
        "to",
        "or",
        "a",
        "an",
        "against",
        "with",
        "by",
        "de",
        "la",
        "le",
        "les",
        "des",
        "du",
        "et",
        "del",
        "los",
        "las",
        "y",
    ]
)
_REACH = 160
_HEADING = 90  # characters of a passage that is a heading or a line of a table
_MOST = 4


class _Definition(NamedTuple):
    short: str
    words: tuple[str, ...]  # what it stands for; empty where the words before do not have its letters
    start: int  # of the abbreviation
    end: int
    named: int  # where the words begin


def check(checked: Checked) -> Iterator[Finding]:
    """Each abbreviation once; those that need no definition may stand anywhere."""
    text = checked.prose.view.text
    definitions = [
        found
        for match in _DEFINITION.finditer(text)
        if (found := _definition(text, match.start(), *match.span("short")))
    ]
    for found in definitions:
        yield from _other_body(checked, found)
    yield from _two_meanings(checked, definitions)
    yield from list(_used_before(checked, definitions))[:_MOST]


def _definition(text: str, bracket: int, start: int, end: int) -> _Definition | None:
    short = text[start:end]
    letters = [letter for letter in short if letter.isupper()]
    if len(letters) < 2 or sum(letter.islower() for letter in short) > 2:
        return None
    low = max(0, bracket - _REACH)
    words = [match for match in _WORDS.finditer(text, low, bracket) if match.start() > low or low == 0]
    place = len(words)
    for letter in reversed(letters):
        place -= 1
        while place >= 0 and words[place][0].casefold() in _SMALL and words[place][0][0].upper() != letter:
            place -= 1
        if place < 0 or folded(words[place][0])[:1].upper() != letter:
            return _Definition(short, (), start, end, bracket)
    return _Definition(short, tuple(_stem(word[0]) for word in words[place:]), start, end, words[place].start())


def _stem(word: str) -> str:
    return folded(word).removesuffix("'s").removesuffix("’s").rstrip("s")


def _other_body(checked: Checked, found: _Definition) -> Iterator[Finding]:
    """The name before is the official name of a body with another abbreviation, or two letters changed places."""
    text, view = checked.prose.view.text, checked.prose.view
    before = " ".join(text[max(0, found.start - _REACH) : found.start].rstrip('(“" ').split())
    for short, name in ABBREVIATIONS.items():
        if (
            short != found.short
            and before.endswith(name)
            and (found.short in ABBREVIATIONS or _swapped(short, found.short))
        ):
            yield Finding(
                rule="defined-term",
                severity=SEVERITY,
                span=view.span(found.start, found.end),
                message=f'"{found.short}" stands behind the name of the {name}, whose abbreviation is {short}.',
                suggestion=short,
            )
            return


def _swapped(one: str, other: str) -> bool:
    """Whether two abbreviations differ in the order of two neighbouring letters."""
    places = [place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]]
    return (
        len(one) == len(other) > 2 and len(places) == 2 and places[1] == places[0] + 1 and sorted(one) == sorted(other)
    )


def _two_meanings(checked: Checked, definitions: list[_Definition]) -> Iterator[Finding]:
    first: dict[str, _Definition] = {}
    for found in definitions:
        if not found.words:
            continue
        known = first.setdefault(found.short, found)
        if set(known.words) - _SMALL != set(found.words) - _SMALL:
            text, view = checked.prose.view.text, checked.prose.view
            meaning = " ".join(text[known.named : known.start].rstrip('(“" ').split())
            yield Finding(
                rule="defined-term",
                severity=SEVERITY,
                span=view.span(found.start, found.end),
                message=f'"{found.short}" is defined here in another way than before, where it stands for "{meaning}".',
                related=(Related(view.span(known.start, known.end), "defined before"),),
            )


def _used_before(checked: Checked, definitions: list[_Definition]) -> Iterator[Finding]:
    """Abbreviations that the running text of the same letter or annex uses before it defines them."""
    prose, edges = checked.prose, _edges(checked)
    text, done = prose.view.text, set[str]()
    for found in definitions:
        if (
            found.short in done
            or not found.words
            or found.short.upper() in KNOWN_TO_ALL
            or found.start >= prose.view.notes_start
        ):
            continue
        done.add(found.short)
        part = edges[bisect_right(edges, found.start) - 1]
        place = _standing_alone(text, found.short, part, found.named)
        passage = prose.passage_at(place) if place >= 0 else None
        if passage and passage.end - passage.start > _HEADING and not prose.is_quoted(place):
            span = prose.view.span(place, place + len(found.short))
            related = (Related(_span(checked, found), "defined here"),)
            message = f'"{found.short}" is used before the text says what it stands for.'
            yield Finding(rule="defined-term", severity=SEVERITY, span=span, message=message, related=related)


def _standing_alone(text: str, short: str, start: int, end: int) -> int:
    """Where `short` first stands as a word of its own in the running text, -1 for nowhere."""
    place = text.find(short, start, end)
    while place >= 0:
        around = text[place - 1 : place] + text[place + len(short) : place + len(short) + 1]
        if not any(sign.isalnum() or sign in "/.()-_[]“”\"'’&" for sign in around):
            return place
        place = text.find(short, place + 1, end)
    return -1


def _span(checked: Checked, found: _Definition) -> Span:
    return checked.prose.view.span(found.start, found.end)


def _edges(checked: Checked) -> list[int]:
    """Where the letters and their annexes begin in the view: each is a text of its own."""
    view = checked.prose.view
    places = [letter.span.start for letter in checked.letters]
    places += [annex.span.start for letter in checked.letters for annex in letter.annexes]
    return sorted({0, *(view.position(place) for place in places)})
