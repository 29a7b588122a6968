"""A quotation as written, taken apart: its words, and where its author says that the text was changed.

Brackets mark what the author put in ("[the person in question]", "[t]hrough", "State[s]"), three points what was
left out; between two such places the words should be the source's own.
"""

from __future__ import annotations

from typing import NamedTuple

from refcheck.domain.patterns import lazy
from refcheck.texts.words import Word, key, says_no, words

_LEFT_OUT = r"\[\s*(?:…|\.\s?\.\s?\.)\s*\]|\(\s*(?:…|\.\s?\.\s?\.)\s*\)|…+|\.(?:\s?\.){2,3}"
_REMARK = r"[\[(]\s*(?:sic|emphasis (?:added|in (?:the )?original)|italics added|footnotes? omitted)\s*[\])]"
_BRACKET = r"(?P<before>[^\W\d_]{0,40})\[(?P<inside>[^\[\]]{1,300})\](?P<after>[^\W\d_]{0,40})"
_CHANGE = lazy(rf"(?P<out>{_LEFT_OUT})|(?P<remark>{_REMARK})|{_BRACKET}")
LONGEST = 120  # words in a segment


class Segment(NamedTuple):
    """Words that stand in one piece in the quotation, and what its author put before them.

    A segment with nothing before it goes on where the last one ended.
    """

    words: tuple[Word, ...]
    free: dict[int, str]  # words with brackets: place in `words` → the letters outside the brackets
    put_in: str = ""  # what stands in brackets before the segment
    left_out: bool = False  # whether three points stand before it


class Quotation(NamedTuple):
    """A quotation taken apart. `negation_put_in` is what stands in brackets and says no."""

    text: str
    segments: tuple[Segment, ...]
    ends_open: bool  # whether three points stand at its end
    negation_put_in: str = ""

    @property
    def length(self) -> int:
        """The number of words that should be the source's."""
        return sum(len(segment.words) for segment in self.segments)


def take_apart(text: str) -> Quotation:
    """The quotation in `text`, which stands without the quotation marks around it."""
    segments: list[Segment] = []
    start, put_in, left_out, negation = 0, "", False, ""
    gathered: list[Word] = []
    free: dict[int, str] = {}

    def close() -> None:
        # A long stretch is compared in pieces, so that the time it takes stays in proportion to its length.
        for first in range(0, len(gathered), LONGEST):
            piece = tuple(gathered[first : first + LONGEST])
            inside = {place - first: letters for place, letters in free.items() if 0 <= place - first < LONGEST}
            segments.append(Segment(piece, inside, *((put_in, left_out) if not first else ("", False))))
        gathered.clear()
        free.clear()

    for change in _CHANGE.finditer(text):
        gathered += words(text, start, change.start())
        start = change.end()
        inside = change["inside"]
        if change["remark"]:
            continue
        if inside is not None and (change["before"] or change["after"]) and _is_part(inside):
            free[len(gathered)] = change["before"] + "*" + change["after"]
            gathered.append(Word(change.start(), change.end(), key(change["before"] + inside + change["after"])))
            continue
        if inside is not None and change["before"]:
            gathered += words(text, change.start("before"), change.end("before"))
        close()
        put_in, left_out = inside or "", bool(change["out"])
        if inside and says_no([word.key for word in words(inside)]):
            negation = negation or inside.strip()
        if inside is not None and change["after"]:
            gathered += words(text, change.start("after"), change.end("after"))
    gathered += words(text, start)
    ends_open = not gathered and left_out
    close()
    return Quotation(text, tuple(segments), ends_open, negation)


def _is_part(inside: str) -> bool:
    return inside.isalpha() and len(inside) <= 6


def agrees(segment: Segment, place: int, source: str) -> bool:
    """Whether the source's word may stand for the segment's word at `place`."""
    word = segment.words[place].key
    if word == source:
        return True
    outside = segment.free.get(place)
    if outside is None:
        return False
    before, _, after = (key(part) for part in outside.partition("*"))
    kept = len(before) + len(after)
    return kept >= 2 and source.startswith(before) and source.endswith(after) and kept <= len(source) <= kept + 6
