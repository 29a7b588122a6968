"""Ordinals in the official languages, as mastheads and annexes write them.

"Soixante-dix-neuvième session", "Septuagésimo noveno período de sesiones", "Семьдесят девятая сессия",
"الدورة التاسعة والسبعون", "第七十九届会议" are all the seventy-ninth. A table a language, made of its parts when it
is first asked for; words are compared without case, accents, hyphens and vowel signs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

from refcheck.domain.numerals import ordinal, ordinal_words

LAST = 120
"""The last number that the tables hold."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FRENCH = _words(
    "première deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième "
    "treizième quatorzième quinzième seizième dix-septième dix-huitième dix-neuvième"
)
_FRENCH_TENS = ("vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt")
_SPANISH = _words(
    "primer segundo tercer cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo decimotercer "
    "decimocuarto decimoquinto decimosexto decimoséptimo decimoctavo decimonoveno"
)
_SPANISH_TENS = _words("vigésimo trigésimo cuadragésimo quincuagésimo sexagésimo septuagésimo octogésimo nonagésimo")
_RUSSIAN = _words(
    "первая вторая третья четвертая пятая шестая седьмая восьмая девятая десятая одиннадцатая двенадцатая "
    "тринадцатая четырнадцатая пятнадцатая шестнадцатая семнадцатая восемнадцатая девятнадцатая"
)
_RUSSIAN_TENS = _words("двадцатая тридцатая сороковая пятидесятая шестидесятая семидесятая восьмидесятая девяностая")
_RUSSIAN_TENS_BEFORE = _words("двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто")
_ARABIC = _words("الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة")
_ARABIC_TENS = _words("العشرون الثلاثون الأربعون الخمسون الستون السبعون الثمانون التسعون")
_CHINESE = "零一二三四五六七八九"
_DIGITS = re.compile(r"(?:第\s?)?(\d{1,3})(?:\s?-?\s?[^\W\d]{1,3})?")


def ordinal_number(words: str, language: str) -> int | None:
    """The number of an ordinal written in `language`: ("quatre-vingtième", "fr") → 80, ("79-я", "ru") → 79.

    None if it is none, or lies beyond the table.
    """
    digits = _DIGITS.fullmatch(words.strip())
    if digits:
        return int(digits[1])
    if language not in _SPELLED:
        return ordinal(words)
    return _table(language).get(_folded(words))


def ordinal_text(number: int, language: str, *, of_year: bool = False) -> str:
    """An ordinal as the masthead of that language prints it: of a session, or of a year of the Council.

    (79, "fr") → "Soixante-dix-neuvième". Numbers from 1 to 119.
    """
    if language not in _SPELLED:
        return ordinal_words(number)
    words = next(_SPELLED[language](number))
    if of_year and language == "ru":
        words = _masculine(words)
    return words[0].upper() + words[1:]


@cache
def _table(language: str) -> dict[str, int]:
    spelled = _SPELLED[language]
    return {_folded(words): number for number in range(1, LAST + 1) for words in spelled(number)}


def _folded(words: str) -> str:
    """Without case, accents and vowel signs, one space between words."""
    plain = unicodedata.normalize("NFD", words.lower().replace("-", " ").replace("\u0640", ""))
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


def _french(number: int) -> Iterator[str]:
    if number == 100:
        yield "centième"
    elif number > 100:
        yield from (f"cent {words}" for words in _french_after(number - 100))
    else:
        yield from _french_after(number)
        if number == 1:
            yield "premier"


def _french_after(number: int) -> Iterator[str]:
    if number < 20:
        yield _FRENCH[number - 1]
        if number % 10 == 1 and number != 11:
            yield "unième"
        return
    tens = _FRENCH_TENS[number // 10 - 2]
    rest = number % 20 if number >= 60 else number % 10
    if rest == 0:
        yield tens.removesuffix("e") + "ième"
        return
    unit = "unième" if rest == 1 else _FRENCH[rest - 1]
    yield f"{tens} et {unit}" if rest in (1, 11) and number < 80 else f"{tens}-{unit}"


def _spanish(number: int) -> Iterator[str]:
    """The masculine, before its noun; then the full form, the feminine, and tens and units as one word."""
    hundred, rest = ("centésimo ", number - 100) if number > 100 else ("", number)
    if number == 100:
        masculine = "centésimo"
    elif rest < 20:
        masculine = _SPANISH[rest - 1]
    else:
        masculine = _SPANISH_TENS[rest // 10 - 2] + (f" {_SPANISH[rest % 10 - 1]}" if rest % 10 else "")
    for words in dict.fromkeys((masculine, masculine.replace(" ", ""))):
        yield hundred + words
        yield hundred + (words + "o" if words.endswith("er") else words)
        yield hundred + " ".join(
            word + "a" if word.endswith("er") else word.removesuffix("o") + "a" for word in words.split()
        )
    if 13 <= rest <= 19:
        yield hundred + "décimo " + _SPANISH[rest - 11]


def _russian(number: int) -> Iterator[str]:
    """The feminine of a session ("девятая"), then the masculine of a year ("девятый")."""
    if number == 100:
        words = "сотая"
    elif number > 100:
        words = "сто " + next(_russian(number - 100))
    elif number < 20:
        words = _RUSSIAN[number - 1]
    elif number % 10:
        words = f"{_RUSSIAN_TENS_BEFORE[number // 10 - 2]} {_RUSSIAN[number % 10 - 1]}"
    else:
        words = _RUSSIAN_TENS[number // 10 - 2]
    yield words
    yield _masculine(words)


def _masculine(words: str) -> str:
    if words.endswith("третья"):
        return words.removesuffix("ья") + "ий"
    stressed = ("вторая", "шестая", "седьмая", "восьмая", "сороковая")
    ending = "ой" if words.endswith(stressed) and not words.endswith("надцатая") else "ый"
    return words.removesuffix("ая") + ending


def _arabic(number: int) -> Iterator[str]:
    """The feminine with its article; the nominative of the tens, then the genitive."""
    if number > 100:
        yield from (f"{words} بعد المائة" for words in _arabic(number - 100))
    elif number == 100:
        yield from ("المائة", "المئة")
    elif number <= 10:
        yield _ARABIC[number - 1]
    elif number < 20:
        unit = "الحادية" if number == 11 else _ARABIC[number - 11]
        yield f"{unit} عشرة"
    else:
        tens = _ARABIC_TENS[number // 10 - 2]
        unit = "الحادية و" if number % 10 == 1 else f"{_ARABIC[number % 10 - 1]} و" if number % 10 else ""
        yield unit + tens
        yield unit + tens.removesuffix("ون") + "ين"


def _chinese(number: int) -> Iterator[str]:
    if number > 100:
        rest = number - 100
        yield "第一百" + (f"零{_CHINESE[rest]}" if rest < 10 else f"一{_chinese_tens(rest)}" if rest < 20 else "二十")
        return
    yield "第一百" if number == 100 else f"第{_chinese_tens(number)}"


def _chinese_tens(number: int) -> str:
    tens, unit = divmod(number, 10)
    return (_CHINESE[tens] if tens > 1 else "") + ("十" if tens else "") + (_CHINESE[unit] if unit else "")


_SPELLED: dict[str, Callable[[int], Iterator[str]]] = {
    "fr": _french,
    "es": _spanish,
    "ru": _russian,
    "ar": _arabic,
    "zh": _chinese,
}
