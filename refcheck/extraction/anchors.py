"""Where the literals stand that citations hang on: one pass over the text for all of them.

A pattern is tried only where its anchor stands, so that text without references costs a memory scan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, Implementation

Places = Mapping[str, Sequence[int]]


@lru_cache(maxsize=4)
def _automaton(literals: tuple[str, ...]) -> AhoCorasick:
    # Left to itself the library takes a slower kind of automaton for more than a hundred literals.
    return AhoCorasick(literals, implementation=Implementation.DFA)


@lru_cache(maxsize=4)
def _plain(literals: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    """The literals in ASCII, and the other characters that the rest is written with."""
    foreign = frozenset(character for literal in literals for character in literal if not character.isascii())
    return tuple(literal for literal in literals if literal.isascii()), foreign


def scan(text: str, literals: tuple[str, ...], rare: frozenset[str]) -> Places:
    """Where each literal stands in `text`, ascending; all literals are keys, those that do not occur too.

    `rare` holds at least the characters of the text beyond ASCII: most texts need few of the literals.
    """
    plain, foreign = _plain(literals)
    sought = plain if rare.isdisjoint(foreign) else literals
    places: dict[str, Sequence[int]] = dict.fromkeys(literals, ())
    try:
        found = _automaton(sought).find_matches_as_indexes(text, overlapping=True)
    except UnicodeEncodeError:  # a lone surrogate, which UTF-8 cannot write
        return {literal: list(occurrences(text, literal)) for literal in literals}
    by_literal: dict[int, list[int]] = {}
    for index, start, _ in found:
        by_literal.setdefault(index, []).append(start)
    places.update((sought[index], starts) for index, starts in by_literal.items())
    return places


def occurrences(text: str, literal: str) -> Iterator[int]:
    """Where one literal stands in `text`."""
    place = text.find(literal)
    while place >= 0:
        yield place
        place = text.find(literal, place + 1)


def merged(places: Places, literals: Iterable[str]) -> list[int]:
    """The places of several literals in one ascending list, each once."""
    return sorted({place for literal in literals for place in places[literal]})
