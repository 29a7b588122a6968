"""Ordinals in words, Roman numerals, and lists of numbers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.domain.numerals import (
    NUMBER_LIST_ABROAD,
    NUMBER_LIST_PATTERN,
    ORDINAL_PATTERN,
    number_list,
    ordinal,
    ordinal_words,
    roman,
    to_roman,
)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("First", 1),
        ("twelfth", 12),
        ("Twentieth", 20),
        ("Forty-eighth", 48),
        ("Seventy-ninth", 79),
        ("SEVENTY-NINTH", 79),
        ("Seventy ninth", 79),
        ("seventy-\nninth", 79),
        ("Eightieth", 80),
        ("Ninety-ninth", 99),
        ("One hundredth", 100),
        ("One hundred and first", 101),
        ("One hundred and twentieth", 120),
        ("79th", 79),
        ("101st", 101),
        ("seventy", None),
        ("seventy-tenth", None),
        ("eleventy-first", None),
        ("zero", None),
        ("session", None),
        ("", None),
    ],
    ids=repr,
)
def test_ordinal(words: str, number: int | None) -> None:
    assert ordinal(words) == number


@pytest.mark.parametrize("number", range(1, 120))
def test_ordinal_in_words_is_read_back(number: int) -> None:
    words = ordinal_words(number)
    assert ordinal(words) == number
    assert re.fullmatch(ORDINAL_PATTERN, words, re.IGNORECASE)
    assert words[0].isupper()
    assert words[1:] == words[1:].lower()


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("I", 1),
        ("IV", 4),
        ("IX", 9),
        ("XXIX", 29),
        ("XL", 40),
        ("XLVIII", 48),
        ("XC", 90),
        ("XCIX", 99),
        ("C", 100),
        ("CXX", 120),
        ("IIII", None),
        ("VX", None),
        ("IC", None),
        ("iv", None),
        ("A", None),
        ("", None),
        ("XXIX ", None),
    ],
    ids=repr,
)
def test_roman(numeral: str, number: int | None) -> None:
    assert roman(numeral) == number


@given(st.integers(1, 99))
def test_roman_numeral_is_read_back(number: int) -> None:
    assert roman(to_roman(number)) == number


LISTS = {
    "34": ("34",),
    "17 to 19": ("17", "18", "19"),
    "17, 18 and 19": ("17", "18", "19"),
    "17–19": ("17", "18", "19"),
    "17-19": ("17", "18", "19"),
    "17 through 19": ("17", "18", "19"),
    "14, 32, 60, 61 and 132": ("14", "32", "60", "61", "132"),
    "34, 39, and 67": ("34", "39", "67"),
    "34 & 39": ("34", "39"),
    "34 or 39": ("34", "39"),
    "34 (a)": ("34(a)",),
    "34 (a) and (b)": ("34(a)", "34(b)"),
    "34 (a) and (b), 39": ("34(a)", "34(b)", "39"),
    "20 (a) to (c)": ("20(a)", "20(b)", "20(c)"),
    "34 (a), 34 (b) and 67": ("34(a)", "34(b)", "67"),
    "17 to 19 and 34": ("17", "18", "19", "34"),
    "5, 7 to 9, 12 (b)": ("5", "7", "8", "9", "12(b)"),
    "34\nand\n39": ("34", "39"),
    "19 to 17": ("19", "17"),
    "1 to 999": ("1", "999"),
}


@pytest.mark.parametrize(("written", "members"), LISTS.items(), ids=[repr(text) for text in LISTS])
def test_members_of_a_list(written: str, members: tuple[str, ...]) -> None:
    assert number_list(written) == members


@pytest.mark.parametrize("written", LISTS, ids=[repr(text) for text in LISTS])
def test_pattern_takes_the_whole_list(written: str) -> None:
    match = re.match(NUMBER_LIST_PATTERN, f"{written}, and of the Security Council")
    assert match
    assert match[0] == written


@given(st.text(alphabet="0123456789 ,()abz-–to and", max_size=40))
def test_any_list_is_taken_apart(text: str) -> None:
    assert all(re.fullmatch(r"\d{1,3}(?:\([a-z]{1,2}\))?", member) for member in number_list(text))


@pytest.mark.parametrize(
    ("written", "members"),
    [
        ("14, 32 et 132", ("14", "32", "132")),
        ("17 à 19", ("17", "18", "19")),
        ("34 a) et b) et 39", ("34(a)", "34(b)", "39")),
        ("14, 32 y 132", ("14", "32", "132")),
        ("34 a) a c)", ("34(a)", "34(b)", "34(c)")),
        ("17 a 19", ("17", "18", "19")),
        ("14, 32 и 132", ("14", "32", "132")),
        ("17 по 19", ("17", "18", "19")),
        ("34 а) и б)", ("34(а)", "34(б)")),
        ("14 و 32 و132", ("14", "32", "132")),
        ("17 إلى 19", ("17", "18", "19")),
        ("14、32和132", ("14", "32", "132")),
        ("17至19", ("17", "18", "19")),
    ],
)
def test_list_in_another_language(written: str, members: tuple[str, ...]) -> None:
    match = re.match(NUMBER_LIST_ABROAD, f"{written}. 2025")
    assert match
    assert match[0] == written
    assert number_list(written) == members
