"""Words as quotations are compared by them: without case, accents, quotation marks, dashes and line ends."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from refcheck.domain.patterns import lazy

_IDEOGRAPH = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
# A number with its separators ("48/114", "1,000.5"), an ideograph, or a run of letters and digits.
_WORD = lazy(rf"\d+(?:[.,/]\d+)+(?![^\W_])|[{_IDEOGRAPH}]|[^\W_{_IDEOGRAPH}]+")
_THOUSANDS = lazy(r"(?<=\d),(?=\d{3}(?!\d))")
_NOTE_BEHIND_WORD = lazy(r"([^\W\d_]{3,})\d{1,3}")
_NOTE_BEHIND_YEAR = lazy(r"((?:19|20)\d\d)[,.]\d{1,3}")
_SIGN_BEHIND_WORD = lazy(r"[^\W\d_]{4}[”\")]?[,.;:][”\"]?\Z")
_NEW_SENTENCE = lazy(r"\s+[A-Z“\"(]|\s*\Z")
_NUMBER_ENDS = lazy(r"\.\s+\S")
_DIGITS = lazy(r"\d+")
_OUR = lazy(r"(?<=[a-z]{3})our(?=(?:s|ed|ing|able|ably|ite|al|ers?|hood)?$)")
_TRE = lazy(r"tre(?=s?$)")
_DOUBLE_L = lazy(r"(?<=[aei])ll(?=(?:ed|ing|ers?)$)|(?<=ulfi)ll(?=$|s|m)|(?<=ski)ll(?=ful)")
# What optical recognition takes for one another; used only where the source's word is no word.
_LOOK_ALIKE = str.maketrans({"1": "l", "i": "l", "0": "o", "5": "s", "8": "b"})

_NEGATIONS = frozenset(
    (
        *("not", "no", "nor", "never", "neither", "none", "nobody", "nothing", "without", "cannot", "non", "t"),
        *("unless", "except", "ne", "pas", "ni", "jamais", "aucun", "aucune", "sans"),
        *("nunca", "ninguna", "ningun", "sin", "не", "ни", "нет", "без", "никогда"),
        *("لا", "لم", "لن", "ليس", "دون", "غير", "不", "未", "无", "無", "非", "没"),
    )
)
_NUMBERS = frozenset(
    (
        *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty"),
        *("forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million", "billion"),
        *("half", "first", "second", "third"),
    )
)


class Word(NamedTuple):
    """A word of a text, in text[start:end]; two words are the same when their keys are."""

    start: int
    end: int
    key: str


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of text[start:end], in order."""
    limit = len(text) if end is None else end
    return [Word(match.start(), match.end(), key(match[0])) for match in _WORD.finditer(text, start, limit)]


@lru_cache(maxsize=65_536)
def key(word: str) -> str:
    """What two spellings of one word share: no case, no accents, no ligatures, no commas between thousands."""
    if word.isascii():
        return _THOUSANDS.sub("", word) if "," in word else word.lower()
    plain = unicodedata.normalize("NFKD", word)
    return "".join(character for character in plain if not unicodedata.combining(character)).casefold()


def is_grave(keys: Sequence[str]) -> bool:
    """Whether one of the words says no, or how many: what changes a sentence's meaning however small it is."""
    return says_no(keys) or any(word in _NUMBERS or any(map(str.isdigit, word)) for word in keys)


def says_no(keys: Sequence[str]) -> bool:
    """Whether one of the words is a negation."""
    return any(word in _NEGATIONS for word in keys)


def same_but_for_writing(quoted: Sequence[str], source: Sequence[str]) -> bool:
    """Whether two runs of words differ in writing only: a hyphen, a space inside, spelling, a note's number.

    Numbers never do, but for spaces between their thousands.
    """
    one, other = "".join(quoted), "".join(source)
    if one == other:
        return not _DIGITS.search(one) or _same_numbers(quoted, source)
    if len(quoted) == len(source):
        return all(_same_word(*pair) for pair in zip(quoted, source, strict=True))
    return not _DIGITS.search(one + other) and _spelt(one) == _spelt(other)


def _same_numbers(quoted: Sequence[str], source: Sequence[str]) -> bool:
    """ "1 000" and "1000" are one number, "1 23" and "12 3" are not; words may be cut anywhere."""
    return _groups(quoted) == _groups(source)


def _groups(run: Sequence[str]) -> list[str]:
    """The numbers in a run of words, groups of thousands joined."""
    numbers: list[str] = []
    for word in run:
        if numbers and len(word) == 3 and word.isdigit() and numbers[-1].isdigit():
            numbers[-1] += word
        elif _DIGITS.search(word):
            numbers.append(word)
    return numbers


def _same_word(quoted: str, source: str) -> bool:
    if quoted == source:
        return True
    if quoted.isdigit():
        year = _NOTE_BEHIND_YEAR.fullmatch(source)
        return bool(year) and year[1] == quoted if year else False
    note = _NOTE_BEHIND_WORD.fullmatch(source)
    if note and note[1] == quoted:
        return True
    if _DIGITS.search(quoted):
        return False
    if _DIGITS.search(source):  # "c1vil": no word, but a picture of one
        return len(quoted) >= 4 and quoted.translate(_LOOK_ALIKE) == source.translate(_LOOK_ALIKE)
    return _spelt(quoted) == _spelt(source)


@lru_cache(maxsize=4096)
def _spelt(word: str) -> str:
    """A word in one of the spellings of English: "organise", "labor", "program", "center", "traveled"."""
    if len(word) < 5:
        return word
    word = _OUR.sub("or", word).replace("iz", "is").replace("yz", "ys").replace("mme", "m").replace("ence", "ense")
    return _TRE.sub("ter", _DOUBLE_L.sub("l", word))


def is_silent(quoted: Sequence[str], source: Sequence[str]) -> bool:
    """Whether two runs of words that are the same differ in nothing that a reader would call different.

    Hyphens, spaces and commas between thousands stand or not, and a note's number is no word.
    """
    note = _NOTE_BEHIND_WORD.fullmatch(source[-1]) if source else None
    without = [*source[:-1], note[1] if note else source[-1]] if source else []
    return "".join(quoted) in ("".join(source), "".join(without)) or bool(_NOTE_BEHIND_YEAR.fullmatch("".join(source)))


def is_noise(text: str, word: Word) -> bool:
    """Whether a word of the source is no part of its sentences.

    That is a paragraph's number at the beginning of a line, and a note's behind a sign: "conference,2 held",
    "Agreement.3 The".
    """
    if len(word.key) > 4 or not word.key.isdigit():
        return False
    if text.startswith(".", word.end) and not text[text.rfind("\n", 0, word.start) + 1 : word.start].strip():
        return bool(_NUMBER_ENDS.match(text, word.end))
    return bool(
        len(word.key) < 4
        and _SIGN_BEHIND_WORD.search(text, max(0, word.start - 8), word.start)
        and (text[word.start - 1] != "." or _NEW_SENTENCE.match(text, word.end))
    )
