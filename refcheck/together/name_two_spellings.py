"""One name in two spellings: signatures and persons with a title whose names differ in a letter or an accent."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice

from refcheck.domain.patterns import lazy
from refcheck.model import Span
from refcheck.report import Report
from refcheck.together.fact import Fact, each_in_its_document, place

TITLE = "One name in two spellings"
_SHORTEST = 4  # letters of a word in which a slip is told from another name: "Ali" and "Eli" are two
_MOST_WORDS = 4
_VOWELS = frozenset("aeiouy")
_MOST_NAMES = 2000  # of one document that are looked at
# What stands before a name and nothing else; a signature is a line of its own.
_BEFORE = lazy(  # begins with a set of signs, so that it is searched for fast
    r"[(MDPHAJ](?:(?<=\()(?P<signed>Signed\))|(?<!\w[A-Z])(?:(?<=M)(?:rs?|s|inister)|(?<=D)r|(?<=P)(?:rof(?:essor)?|resident)"
    r"|(?<=H)\.[ ]?E|(?<=A)mbassador|(?<=J)udge)\b\.?)[*_]{0,3}[ \t]{1,4}"
)
_WORD = lazy(r"[*_]{0,3}(?P<word>[^\W\d_]{1,30}(?:[-'’‘][^\W\d_]{1,30}){0,3})[*_]{0,3}")
_SPACE = lazy(r"[ \t]{1,4}|[ \t]{0,4}\r?\n(?=[^\s])")


def facts(report: Report) -> Iterator[Fact]:
    """Each name twice and more: once without each of its words, so that spellings of one word meet."""
    text = report.document.text
    for match in islice(_BEFORE.finditer(text), _MOST_NAMES):
        words = list(_words(text, match.end(), one_line=match["signed"] is not None))
        if not 2 <= len(words) <= _MOST_WORDS:
            continue
        written = " ".join(word["word"] for word in words)
        here = place(report.document, Span(words[0].start(), words[-1].end()))
        value = unicodedata.normalize("NFC", written).casefold().replace("’", "'").replace("‘", "'")
        parts = _folded(written).split()
        for number in range(len(parts)):
            yield Fact(" ".join([*parts[:number], "…", *parts[number + 1 :]]), value, written, here)


def _words(text: str, start: int, *, one_line: bool) -> Iterator[re.Match[str]]:
    """The capitalized words that stand at `start`, one too many at most."""
    for _ in range(_MOST_WORDS + 1):
        word = _WORD.match(text, start)
        if not word or not word["word"][0].isupper():
            return
        yield word
        space = _SPACE.match(text, word.end())
        if not space or (one_line and "\n" in space[0]):
            return
        start = space.end()


def _folded(name: str) -> str:
    """Without accents, hyphens and apostrophes."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return re.sub(r"['’‘]", "", plain).replace("-", " ").casefold()


def disagree(one: Fact, other: Fact) -> bool:
    """Whether the names are the same but for accents, or but for one letter of one word."""
    first, second = _folded(one.value).split(), _folded(other.value).split()
    differing = [(a, b) for a, b in zip(first, second, strict=False) if a != b]
    if len(first) != len(second) or len(differing) > 1:
        return False
    return not differing or _is_slip(*differing[0])


def _is_slip(one: str, other: str) -> bool:
    """One letter more, less, other, or two exchanged; but "Mario" and "Maria", "Roberto" and "Robert" are two names."""
    if min(len(one), len(other)) < _SHORTEST:
        return False
    start = _shared(one, other)
    end = _shared(one[start:][::-1], other[start:][::-1])
    rest = one[start : len(one) - end], other[start : len(other) - end]
    if not end and all(letter in _VOWELS for part in rest for letter in part):
        return False
    exchanged = len(rest[0]) == 2 and rest[0] == rest[1][::-1]
    return exchanged or max(map(len, rest)) == 1


def _shared(one: str, other: str) -> int:
    """How many letters the two begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (first, second) in pairs if first != second), min(len(one), len(other)))


def message(facts: Sequence[Fact]) -> str:
    """Which spellings, where."""
    return f"A name is spelt {each_in_its_document(facts)}; perhaps it is one person."
