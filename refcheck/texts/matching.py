"""Finds a quotation in a text: where it stands, and which words differ.

The rare words of the quotation are looked for in the whole text; only where many of them stand close together the
words are laid side by side. So a quotation of a few lines costs little more than one pass over the text.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice, pairwise
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind
from rapidfuzz.fuzz import partial_ratio_alignment

from refcheck.domain.patterns import lazy
from refcheck.model import WordDifference
from refcheck.texts.alignment import Stretch, align
from refcheck.texts.quotation import Quotation, Segment, agrees
from refcheck.texts.words import Word, is_grave, is_noise, is_silent, same_but_for_writing, says_no, words

_MOST_SOUGHT = 16  # words of a segment, the longest: those are rare
_MOST_PLACES = 3000  # of rare words that are looked at in one text
_WINDOWS = 16  # places in a text where a segment is compared word by word
_WORTH_A_LOOK = 0.4  # of the best window's weight
_COMMON = frozenset({"that", "with", "from", "have", "this", "been", "were", "which", "their", "such", "also", "into"})
_MARGIN = 120  # characters around a window
_REACH = 8000  # characters that three points may stand for
_BRACKET_REACH = 300  # and a bracket
_SILENT = lazy(r"[\s\-‐‑‒–—−~*_\\\[\]\u00ad“”„‟\"'’‘‚‛«»‹›`´]+|<[^<>]{0,20}>")
_BETWEEN_WORDS = r"[^\w]{0,12}"
_MOST_VERBATIM = 20  # places of the same words
_SPARE = 6  # words around the likely part of a window
_CLOSE = 5.0  # points of a hundred that two windows' scores may differ by for both to be compared word by word
_PARAGRAPH_NUMBER = lazy(r"(?<=\n)\s*\d{1,4}\.\s")
_FEW = 3  # words
_ALTERED_SHARE = 0.6  # of the words; with fewer in place the quotation is not this text's


class Searched:
    """A text in which quotations are looked for; what several of them need is made once."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def lower(self) -> str:
        """The text in lower case, character for character."""
        # The dotted capital of Azerbaijani and Turkish is the one letter that becomes two.
        return self.text.replace("İ", "I").lower()


class Match(NamedTuple):
    """Where a segment or a quotation stands in a text, as far as it does."""

    start: int
    end: int
    agreeing: int  # words in place
    length: int  # words in all
    differences: tuple[WordDifference, ...] = ()  # of words
    writing: tuple[WordDifference, ...] = ()  # of punctuation, case and spelling

    @property
    def is_exact(self) -> bool:
        """Whether all words are the source's, in its order."""
        return not self.differences and self.agreeing == self.length

    @property
    def share(self) -> float:
        """The share of the words that are in place."""
        return self.agreeing / max(1, self.length)


def find(quotation: Quotation, searched: Searched, start: int = 0, end: int | None = None) -> Match | None:
    """The best place of the quotation in searched.text[start:end]; None where nothing of it stands there."""
    limit = len(searched.text) if end is None else end
    if not quotation.segments:
        return None
    main = max(range(len(quotation.segments)), key=lambda place: len(quotation.segments[place].words))
    best: Match | None = None
    for anchor in _segment_matches(quotation, main, searched, start, limit):
        whole = _chained(quotation, main, anchor, searched, start, limit)
        if best is None or _rank(whole) > _rank(best):
            best = whole
        if best.is_exact:
            break
    if best is None:
        return None
    return _with_grave_insertion(quotation, best)


def stands_verbatim(quotation: Quotation, searched: Searched) -> bool:
    """Whether each piece of the quotation stands somewhere in the text as it is written."""
    end = len(searched.text)
    return bool(quotation.segments) and all(
        any(True for _ in _verbatim(quotation, segment, searched, 0, end)) for segment in quotation.segments
    )


def _rank(match: Match) -> tuple[float, int]:
    return match.share, -len(match.differences)


def _with_grave_insertion(quotation: Quotation, match: Match) -> Match:
    if not quotation.negation_put_in:
        return match
    added = WordDifference(f"[{quotation.negation_put_in}]", "", grave=True)
    return match._replace(differences=(*match.differences, added))


def _chained(quotation: Quotation, main: int, anchor: Match, searched: Searched, start: int, limit: int) -> Match:
    """The quotation as a whole, when its main segment stands at `anchor`: the others around it, in order."""
    found: dict[int, Match | None] = {main: anchor}
    low = high = anchor
    for place in range(main + 1, len(quotation.segments)):
        reach = _reach(quotation.segments[place], quotation.segments[place])
        near = _nearest(quotation, place, searched, high.end, min(limit, high.end + reach), forward=True)
        found[place] = near
        high = near or high
    for place in range(main - 1, -1, -1):
        reach = _reach(quotation.segments[place + 1], quotation.segments[place])
        near = _nearest(quotation, place, searched, max(start, low.start - reach), low.start, forward=False)
        found[place] = near
        low = near or low
    differences: list[WordDifference] = []
    writing: list[WordDifference] = []
    last: Match | None = None
    for place, segment in enumerate(quotation.segments):
        match = found[place]
        if match is None:
            differences.append(WordDifference(_written(quotation, segment), "", grave=False))
            continue
        if last is not None:
            differences += _between(segment, searched, last.end, match.start)
        differences += match.differences
        writing += match.writing
        last = match
    places = [match for match in found.values() if match is not None]
    return Match(
        min(match.start for match in places),
        max(match.end for match in places),
        sum(match.agreeing for match in places),
        quotation.length,
        tuple(differences),
        tuple(writing),
    )


def _reach(bearer: Segment, segment: Segment) -> int:
    """How far apart two neighbours may stand; the second of them bears what stands between."""
    length = segment.words[-1].end - segment.words[0].start
    return length * 2 + (_REACH if bearer.left_out else _BRACKET_REACH)


def _nearest(
    quotation: Quotation, place: int, searched: Searched, start: int, end: int, *, forward: bool
) -> Match | None:
    """The segment's best match between two places; of equal ones that nearest to its neighbour."""
    matches = list(_segment_matches(quotation, place, searched, start, end))
    good = [match for match in matches if match.share > _ALTERED_SHARE]
    if not good:
        return None
    return max(good, key=lambda match: (*_rank(match), -match.start if forward else match.start))


def _between(segment: Segment, searched: Searched, start: int, end: int) -> Iterator[WordDifference]:
    """What the source has between two segments, where the sign before the second does not account for it.

    Three points stand for anything but a negation by itself; brackets for about as many words as they hold.
    """
    skipped = [word for word in words(searched.text, start, end) if not is_noise(searched.text, word)]
    keys = [word.key for word in skipped]
    if not skipped:
        return
    if segment.left_out:
        if len(skipped) <= _FEW and says_no(keys):
            yield WordDifference("…", _shown(searched.text, skipped), grave=True)
    elif segment.put_in:
        inside = [word.key for word in words(segment.put_in)]
        hidden = says_no(keys) and not says_no(inside)
        if hidden or len(skipped) > _FEW + 3 * len(inside):
            yield WordDifference(f"[{segment.put_in}]", _shown(searched.text, skipped), grave=hidden)
    else:
        yield WordDifference("", _shown(searched.text, skipped), grave=is_grave(keys))


def _segment_matches(quotation: Quotation, place: int, searched: Searched, start: int, end: int) -> Iterator[Match]:
    """The places where a segment may stand between start and end, each compared word by word; exact ones first."""
    segment = quotation.segments[place]
    wanted = [word.key for word in segment.words]
    yield from _verbatim(quotation, segment, searched, start, end)
    likely: list[tuple[float, list[Word], list[str]]] = []
    for low, high in _windows(quotation, segment, searched, start, end):
        source = words(searched.text, low, high)
        sentences = [word for word in source if not is_noise(searched.text, word)]
        for first in _runs(wanted, _with_free_words(segment, sentences)):
            last = first + len(wanted)
            run = [Stretch(True, 0, len(wanted), first, last)]
            yield _match(quotation, segment, searched.text, sentences, run)
        keys = _with_free_words(segment, source)
        near = partial_ratio_alignment(wanted, keys)
        if near is not None and near.score > 0:
            # What the source has between the words may push the last ones out of the part that is as long.
            spare = _SPARE + len(wanted) // 3
            part = slice(max(0, near.dest_start - spare), near.dest_end + spare)
            likely.append((near.score, source[part], keys[part]))
    likely.sort(key=lambda found: -found[0])
    for score, source, keys in likely[:2]:
        if score >= likely[0][0] - _CLOSE:
            stretches = align(wanted, keys)
            if stretches and stretches[-1].source_end > stretches[0].source_start:
                yield _match(quotation, segment, searched.text, source, stretches)


def _verbatim(quotation: Quotation, segment: Segment, searched: Searched, start: int, end: int) -> Iterator[Match]:
    """The places where the segment's words stand one after the other as they are written.

    A text of formulas has hundreds of places that are nearly the same; the one that is the same must not be missed.
    """
    if segment.free:
        return
    shown = (re.escape(quotation.text[word.start : word.end].lower()) for word in segment.words)
    phrase = re.compile(rf"{_BETWEEN_WORDS.join(shown)}(?!\w)")  # begins with a literal, which is found fast
    wanted = [word.key for word in segment.words]
    for found in islice(phrase.finditer(searched.lower, start, end), _MOST_VERBATIM):
        source = words(searched.text, *found.span())
        if [word.key for word in source] == wanted:
            run = [Stretch(True, 0, len(wanted), 0, len(wanted))]
            yield _match(quotation, segment, searched.text, source, run)


def _runs(wanted: Sequence[str], keys: Sequence[str]) -> Iterator[int]:
    """Where the wanted words stand in one piece."""
    joined, sought = f" {' '.join(keys)} ", f" {' '.join(wanted)} "
    place = joined.find(sought)
    while place >= 0:
        yield joined.count(" ", 0, place)
        place = joined.find(sought, place + 1)


def _with_free_words(segment: Segment, source: Sequence[Word]) -> list[str]:
    """The source's words, those that a word with brackets may stand for written as it is."""
    keys = [word.key for word in source]
    for place in segment.free:
        written = segment.words[place].key
        keys = [written if agrees(segment, place, word) else word for word in keys]
    return keys


def _match(
    quotation: Quotation, segment: Segment, text: str, source: Sequence[Word], stretches: Sequence[Stretch]
) -> Match:
    """The match that the stretches make, which count in the segment's words and in `source`."""
    agreeing = 0
    differences: list[WordDifference] = []
    writing: list[WordDifference] = []
    stretches = _without_spare_ends(segment, source, stretches)
    for stretch in stretches:
        ours = segment.words[stretch.start : stretch.end]
        theirs = source[stretch.source_start : stretch.source_end]
        if stretch.same:
            agreeing += len(ours)
            writing += _marks(quotation, segment, stretch.start, text, ours, theirs)
            continue
        if not ours and all(is_noise(text, word) for word in theirs):
            continue
        difference = WordDifference(
            quotation.text[ours[0].start : ours[-1].end] if ours else "",
            _shown(text, theirs) if theirs else "",
            grave=is_grave([word.key for word in (*ours, *theirs)]),
        )
        if _same(ours, theirs):
            agreeing += len(ours)
            if not is_silent([word.key for word in ours], [word.key for word in theirs]):
                writing.append(difference._replace(grave=False))
        else:
            differences.append(difference)
    return Match(
        source[stretches[0].source_start].start,
        source[stretches[-1].source_end - 1].end,
        agreeing,
        len(segment.words),
        tuple(differences),
        tuple(writing),
    )


def _without_spare_ends(segment: Segment, source: Sequence[Word], stretches: Sequence[Stretch]) -> Sequence[Stretch]:
    """The stretches without words of the source at either end that a word cut in two drew in.

    "Privi- leges" is two words, and laid beside "Privileges and".
    """
    first, last = stretches[0], stretches[-1]
    for end in range(last.source_start + 1, 0 if last.same else last.source_end):
        if _same(segment.words[last.start : last.end], source[last.source_start : end]):
            stretches = [*stretches[:-1], last._replace(source_end=end)]
    for start in range(first.source_start + 1, 0 if first.same else first.source_end):
        if _same(segment.words[first.start : first.end], source[start : first.source_end]):
            stretches = [first._replace(source_start=start), *stretches[1:]]
    return stretches


def _same(ours: Sequence[Word], theirs: Sequence[Word]) -> bool:
    return same_but_for_writing([word.key for word in ours], [word.key for word in theirs])


def _marks(
    quotation: Quotation, segment: Segment, place: int, text: str, ours: Sequence[Word], theirs: Sequence[Word]
) -> Iterator[WordDifference]:
    """Differences in punctuation and case between the same words."""
    for offset, (word, other) in enumerate(zip(ours, theirs, strict=True)):
        written = unicodedata.normalize("NFKC", quotation.text[word.start : word.end])
        source = unicodedata.normalize("NFKC", text[other.start : other.end])
        opens = place + offset == 0 and not (segment.put_in or segment.left_out)
        if (
            written.replace(",", "") != source.replace(",", "")
            and place + offset not in segment.free
            and not opens
            and word.key.isascii()
        ):
            yield WordDifference(written, source, grave=False)
    for (word, after), (other, behind) in zip(pairwise(ours), pairwise(theirs), strict=True):
        between = _SILENT.sub("", quotation.text[word.end : after.start])
        stands = _SILENT.sub("", _PARAGRAPH_NUMBER.sub("", text[other.end : behind.start]))
        if between != stands and _without_notes(stands) != between:
            yield WordDifference(
                " ".join(quotation.text[word.start : after.end].split()),
                " ".join(text[other.start : behind.end].split()),
                grave=False,
            )


def _without_notes(signs: str) -> str:
    return "".join(character for character in signs if not character.isdigit())


def _written(quotation: Quotation, segment: Segment) -> str:
    return quotation.text[segment.words[0].start : segment.words[-1].end]


def _shown(text: str, run: Sequence[Word]) -> str:
    return " ".join(text[run[0].start : run[-1].end].split())


# --- where to look --------------------------------------------------------------------------


def _windows(
    quotation: Quotation, segment: Segment, searched: Searched, start: int, end: int
) -> Iterator[tuple[int, int]]:
    """The stretches of text between start and end that hold most of the segment's rare words, best first."""
    length = segment.words[-1].end - segment.words[0].start
    width = int(length * 1.25) + _MARGIN
    if end - start <= 2 * width:
        if end > start:
            yield start, end
        return
    places = _places(quotation, segment, searched, start, end)
    taken: list[tuple[int, int]] = []
    ranked = sorted(_dense(places, width), key=lambda found: (-found[0], found[1]))
    for weight, low, high in ranked:
        if weight < _WORTH_A_LOOK * ranked[0][0]:
            return
        if any(low < other_high and other_low < high for other_low, other_high in taken):
            continue
        taken.append((low, high))
        yield _at_words(
            searched.text, max(start, low - length - _MARGIN), min(end, high + length + _MARGIN), start, end
        )
        if len(taken) == _WINDOWS:
            return


def _at_words(text: str, low: int, high: int, start: int, end: int) -> tuple[int, int]:
    """The window, widened so that it cuts no word."""
    while low > start and text[low - 1].isalnum() and text[low].isalnum():
        low -= 1
    while high < end and text[high - 1].isalnum() and text[high].isalnum():
        high += 1
    return low, high


def _places(quotation: Quotation, segment: Segment, searched: Searched, start: int, end: int) -> list[tuple[int, int]]:
    """Where the segment's rarest words stand: (place, number of the word)."""
    patterns = _sought(quotation, segment)
    if not patterns:
        return []
    part = searched.lower if start == 0 and end == len(searched.lower) else searched.lower[start:end]
    found = AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest).find_matches_as_indexes(part)
    counts = Counter(number for number, _, _ in found)
    kept: set[int] = set()
    total = 0
    for number, count in sorted(counts.items(), key=lambda item: item[1]):
        if kept and total + count > _MOST_PLACES:
            break
        kept.add(number)
        total += count
    return [(start + place, number) for number, place, _ in found if number in kept]


def _sought(quotation: Quotation, segment: Segment) -> list[str]:
    """The segment's words as they are looked for; of ideographs, which are words by themselves, three in a row."""
    shown = [
        quotation.text[word.start : word.end].lower()
        for place, word in enumerate(segment.words)
        if place not in segment.free
    ]
    if sum(len(word) for word in shown) == len(shown):
        joined = "".join(shown)
        shown = [joined[place : place + 3] for place in range(max(1, len(joined) - 2))]
    for shortest in (4, 2, 1):
        long = [word for word in shown if len(word) >= shortest or (len(word) > 1 and word.isdigit())]
        long = [word for word in long if word not in _COMMON]
        if len(long) >= min(3, len(shown)):
            return sorted(set(long), key=lambda word: (not word.isdigit(), -len(word), word))[:_MOST_SOUGHT]
    return list(dict.fromkeys(shown))


def _dense(places: Sequence[tuple[int, int]], width: int) -> Iterator[tuple[float, int, int]]:
    """Stretches of at most `width` characters with the weight of the different rare words in them."""
    counts = Counter(number for _, number in places)
    weights = {number: math.log(1 + len(places) / count) for number, count in counts.items()}
    inside: Counter[int] = Counter()
    weight = 0.0
    first = 0
    for last, (place, number) in enumerate(places):
        inside[number] += 1
        if inside[number] == 1:
            weight += weights[number]
        while place - places[first][0] > width:
            gone = places[first][1]
            inside[gone] -= 1
            if not inside[gone]:
                weight -= weights[gone]
            first += 1
        if last + 1 == len(places) or places[last + 1][0] - places[first][0] > width:
            yield weight, places[first][0], place
