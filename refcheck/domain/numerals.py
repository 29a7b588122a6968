"""Numbers as UN documents write them: ordinals in words, Roman numerals, lists of numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from refcheck.domain.patterns import lazy

_UNITS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_EXACT_TENS = {word[:-1] + "ieth": value for word, value in _TENS.items()}

ORDINAL_PATTERN = (
    r"one[\s-]hundredth|(?:one[\s-]hundred[\s-](?:and[\s-])?)?"
    rf"(?:(?:{'|'.join(_TENS)})[\s-]+(?:{'|'.join(_UNITS[1:10])})"
    rf"|{'|'.join(_EXACT_TENS)}|{'|'.join(_UNITS[1:])})|\d{{1,3}}(?:st|nd|rd|th)"
)
"""Matches an English ordinal from "first" to "one hundred and twentieth", or "79th" (ignore case)."""

ROMAN_PATTERN = r"(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})"
_ROMAN = lazy(r"C?" + ROMAN_PATTERN)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@cache
def ordinal(words: str) -> int | None:
    """The number of an English ordinal: "Seventy-ninth" → 79, "79th" → 79; None if it is none."""
    words = " ".join(words.lower().replace("-", " ").split())
    if words[:1].isdigit():
        return int(re.sub(r"\D", "", words))
    total = 0
    if words.startswith("one hundred"):
        total, words = 100, words.removeprefix("one hundred").removeprefix("th").removeprefix(" and").strip()
        if not words:
            return total
    if words in _UNITS:
        return total + _UNITS.index(words)
    if words in _EXACT_TENS:
        return total + _EXACT_TENS[words]
    tens, _, unit = words.partition(" ")
    if tens in _TENS and unit in _UNITS[1:10]:
        return total + _TENS[tens] + _UNITS.index(unit)
    return None


@cache
def ordinal_words(number: int) -> str:
    """79 → "Seventy-ninth"; the form that mastheads use. Numbers from 1 to 119."""
    hundred, rest = divmod(number, 100)
    if rest == 0:
        return "One hundredth"
    if rest < 20:
        words = _UNITS[rest]
    else:
        tens = next(word for word, value in _TENS.items() if value == rest // 10 * 10)
        words = f"{tens}-{_UNITS[rest % 10]}" if rest % 10 else tens[:-1] + "ieth"
    return ("one hundred and " + words if hundred else words).capitalize()


def roman(text: str) -> int | None:
    """The value of a Roman numeral up to CXCIX: "XXIX" → 29; None if it is none."""
    if not text or not _ROMAN.fullmatch(text):
        return None
    values = [_ROMAN_VALUES[letter] for letter in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def to_roman(number: int) -> str:
    """29 → "XXIX"; numbers from 1 to 99."""
    tens = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")[number // 10]
    return tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]


_ITEM = r"\d{1,3}(?:\s*\([a-z]{1,2}\))*"
_JOIN = r"\s*,?\s*(?:and\s|or\s|&\s|to\s|through\s|[-–—]|,)\s*"
NUMBER_LIST_PATTERN = rf"{_ITEM}(?:{_JOIN}(?:{_ITEM}|\([a-z]{{1,2}}\)))*"
"""Matches "17 to 19", "14, 32 and 132", "34 (a) and (b), 39"."""

_ITEM_ABROAD = r"\d{1,3}(?:\s*\(?[a-zа-я]{1,2}\))*"
_RANGE_ABROAD = r"à|al?|по|إلى|至"
_JOIN_ABROAD = rf"\s*[,،、]?\s*(?:(?:et|ou|y|o|e|и|или|{_RANGE_ABROAD})\s|و\s?|[和及与]|[-–—,،、至])\s*"
NUMBER_LIST_ABROAD = rf"{_ITEM_ABROAD}(?:{_JOIN_ABROAD}(?:{_ITEM_ABROAD}|\(?[a-zа-я]{{1,2}}\)))*"
"""The same in the other official languages: "17 à 19", "14, 32 y 132", "34 a) et b)", "14、32和132"."""

_TOKEN = lazy(rf"(\d{{1,3}})|\(?\b([a-zа-я]{{1,2}})\)|((?:to|through|{_RANGE_ABROAD})\b|[-–—至])")


def number_list(text: str) -> tuple[str, ...]:
    """The members of a list, ranges filled in: "17 to 19" → 17, 18, 19; "34 (a) and (b)" → 34(a), 34(b)."""
    members: list[str] = []
    number, in_range, lettered = "", False, False
    for token in _TOKEN.finditer(text):
        if token[1]:
            if in_range and number and int(number) < int(token[1]) <= int(number) + 100:
                members += [str(n) for n in range(int(number) + 1, int(token[1]) + 1)]
            else:
                members.append(token[1])
            number, in_range, lettered = token[1], False, False
        elif token[2] and number:
            if not lettered:
                members.pop()  # "34 (a)" is the sub-item alone
            last = members[-1] if lettered and members else ""
            if in_range and lettered and last:
                first = last[last.index("(") + 1]
                members += [f"{number}({chr(c)})" for c in range(ord(first) + 1, ord(token[2][0]) + 1)]
            else:
                members.append(f"{number}({token[2]})")
            lettered, in_range = True, False
        elif token[3]:
            in_range = True
    return tuple(members)


def joined(parts: Sequence[str]) -> str:
    """The members of a list as a sentence gives them: "a", "a and b", "a, b and c"; "" for none."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))
