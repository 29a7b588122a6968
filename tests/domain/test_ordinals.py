"""Ordinals of sessions and years in the official languages."""

from __future__ import annotations

import pytest

from refcheck.domain.ordinals import LAST, ordinal_number, ordinal_text

ABROAD = ("fr", "es", "ru", "ar", "zh")


@pytest.mark.parametrize(
    ("words", "language", "number"),
    [
        ("Seventy-ninth", "en", 79),
        ("79th", "en", 79),
        ("Première", "fr", 1),
        ("vingt et unième", "fr", 21),
        ("Soixante et onzième", "fr", 71),
        ("Soixante-dix-neuvième", "fr", 79),
        ("QUATRE-VINGTIEME", "fr", 80),
        ("Quatre-vingt-unième", "fr", 81),
        ("quatre-vingt-onzième", "fr", 91),
        ("79e", "fr", 79),
        ("Trigésimo primer", "es", 31),
        ("Trigésimo primero", "es", 31),
        ("Decimotercer", "es", 13),
        ("Décimo tercer", "es", 13),
        ("Septuagésimo noveno", "es", 79),
        ("septuagésima novena", "es", 79),
        ("SEPTUAGESIMO NOVENO", "es", 79),
        ("79º", "es", 79),
        ("Семьдесят девятая", "ru", 79),
        ("Семьдесят четвёртая", "ru", 74),
        ("Восьмидесятый", "ru", 80),
        ("сороковой", "ru", 40),
        ("шестнадцатый", "ru", 16),
        ("79-я", "ru", 79),
        ("التاسعة والسبعون", "ar", 79),
        ("التاسعة والسبعين", "ar", 79),
        ("الثمانون", "ar", 80),
        ("الحادية عشرة", "ar", 11),
        ("第七十九", "zh", 79),
        ("第十", "zh", 10),
        ("第79", "zh", 79),
        ("第一百零一", "zh", 101),
    ],
)
def test_written_forms(words: str, language: str, number: int) -> None:
    assert ordinal_number(words, language) == number


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("session", "en"),
        ("de la session", "fr"),
        ("otro", "es"),
        ("наша", "ru"),
        ("السابقة", "ar"),
        ("每", "zh"),
        ("", "fr"),
    ],
)
def test_other_words_are_none(words: str, language: str) -> None:
    assert ordinal_number(words, language) is None


@pytest.mark.parametrize("language", ["en", *ABROAD])
def test_what_is_written_is_read_again(language: str) -> None:
    for number in range(1, LAST):
        assert ordinal_number(ordinal_text(number, language), language) == number
        assert ordinal_number(ordinal_text(number, language, of_year=True), language) == number


@pytest.mark.parametrize(
    ("language", "session", "year"),
    [
        ("en", "Seventy-ninth", "Eightieth"),
        ("fr", "Soixante-dix-neuvième", "Quatre-vingtième"),
        ("es", "Septuagésimo noveno", "Octogésimo"),
        ("ru", "Семьдесят девятая", "Восьмидесятый"),
        ("ar", "التاسعة والسبعون", "الثمانون"),
        ("zh", "第七十九", "第八十"),
    ],
)
def test_form_of_the_masthead(language: str, session: str, year: str) -> None:
    assert ordinal_text(79, language) == session
    assert ordinal_text(80, language, of_year=True) == year
