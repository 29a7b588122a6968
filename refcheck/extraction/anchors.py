"""Where the literals stand that citations hang on: one pass over the text for all of them.

A pattern is tried only where its anchor stands, so that text without references costs a memory scan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

Places = Mapping[str, list[int]]


@lru_cache(maxsize=4)
def _automaton(literals: tuple[str, ...]) -> AhoCorasick:
    return AhoCorasick(literals)


def scan(text: str, literals: tuple[str, ...]) -> Places:
    """Where each literal stands in `text`, ascending; all literals are keys, those that do not occur too."""
    places: dict[str, list[int]] = {literal: [] for literal in literals}
    try:
        found = _automaton(literals).find_matches_as_indexes(text, overlapping=True)
    except UnicodeEncodeError:  # a lone surrogate, which UTF-8 cannot write
        return {literal: list(occurrences(text, literal)) for literal in literals}
    for index, start, _ in found:
        places[literals[index]].append(start)
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
