"""Dates in the style of UN documents."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.domain.dates import DATES_PATTERN, date_list, find_dates, parse_date, words

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


LISTS = {
    "20 and 21 November 2024": ["2024-11-20", "2024-11-21"],
    "20, 21 and 25 November 2024": ["2024-11-20", "2024-11-21", "2024-11-25"],
    "20 November and 3 December 2024": ["2024-11-20", "2024-12-03"],
    "7 December 2021, 12 October 2022 and 17 November 2023": ["2021-12-07", "2022-10-12", "2023-11-17"],
    "20 et 21 novembre 2024": ["2024-11-20", "2024-11-21"],
    "20 y 21 de noviembre de 2024": ["2024-11-20", "2024-11-21"],
    "7 декабря 2021 года и 12 октября 2022": ["2021-12-07", "2022-10-12"],
    "29 July 1993": ["1993-07-29"],
    "1993年12月20日": ["1993-12-20"],
    "1 and 31 June 2024": ["2024-06-01"],
}


@pytest.mark.parametrize(("text", "days"), LISTS.items(), ids=LISTS.keys())
def test_list_of_dates(text: str, days: list[str]) -> None:
    assert re.fullmatch(DATES_PATTERN, text)
    assert [day.isoformat() for _, _, day in date_list(text, 0, len(text))] == days


def test_places_of_a_list_of_dates() -> None:
    text = "on 20 and 21 November 2024 at"
    assert [text[start:end] for start, end, _ in date_list(text, 3, 26)] == ["20", "21 November 2024"]
