"""Dates in the style of UN documents."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.domain.dates import find_dates, parse_date, words

WRITTEN = {
    "29 July 1993": date(1993, 7, 29),
    "1 April 2025": date(2025, 4, 1),
    "29 February 2024": date(2024, 2, 29),
    "29\u00a0July\u00a01993": date(1993, 7, 29),
    "29 July\n1993": date(1993, 7, 29),
    "1er avril 2025": date(2025, 4, 1),
    "20 décembre 1993": date(1993, 12, 20),
    "20 de diciembre de 1993": date(1993, 12, 20),
    "20 декабря 1993 года": date(1993, 12, 20),
    "17 كانون الأول/ديسمبر 1980": date(1980, 12, 17),
    "1 نيسان/أبريل 2025": date(2025, 4, 1),
    "1993年12月20日": date(1993, 12, 20),
    "2025年4月1日": date(2025, 4, 1),
}
NO_DATE = (
    *("29 February 2023", "31 June 1993", "0 July 1993", "32 July 1993", "July 1993", "29 July", "29 Juli 1993"),
    *("129 July 19934", "29/7/1993", "1993-07-29", "", "29 of July 1993x", "第48号"),
)


@pytest.mark.parametrize(("text", "day"), WRITTEN.items(), ids=[repr(text) for text in WRITTEN])
def test_date_is_read(text: str, day: date) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize("text", NO_DATE, ids=[repr(text) for text in NO_DATE])
def test_no_date(text: str) -> None:
    assert parse_date(text) is None


def test_dates_are_found_with_their_places() -> None:
    text = "dated 5 December 2023 and 8 February 2024; 31 June 2024 is none"
    assert [(text[start:end], day) for start, end, day in find_dates(text)] == [
        ("5 December 2023", date(2023, 12, 5)),
        ("8 February 2024", date(2024, 2, 8)),
    ]


def test_dates_are_found_in_a_part_of_the_text() -> None:
    text = "5 December 2023, 8 February 2024"
    assert [day for _, _, day in find_dates(text, 10)] == [date(2024, 2, 8)]
    assert [day for _, _, day in find_dates(text, 0, 20)] == [date(2023, 12, 5)]


@given(st.dates(date(1946, 1, 1), date(2099, 12, 31)))
def test_date_in_words_is_read_back(day: date) -> None:
    assert parse_date(words(day)) == day


@given(st.text(max_size=80))
def test_any_text_may_be_searched(text: str) -> None:
    for start, end, day in find_dates(text):
        assert 0 <= start < end <= len(text)
        assert isinstance(day, date)
