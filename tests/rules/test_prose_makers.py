"""Makers of mistakes in the wording: each is planted at every place of correct texts, and nearly all must be found.

A maker takes a text and gives copies with one mistake each, and the place of it. A copy counts as found where its
rule has a finding that touches the mistake, with its own span or with a related one. Where a rule must stay silent
(the year of a letter is also a year before), the maker plants nothing.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from refcheck.domain.dates import MONTHS, find_dates, month_number
from refcheck.domain.days import find_days
from refcheck.domain.names import NAMES
from tests.checking import LETTERS, cover, found_by

Planted = Iterator[tuple[str, int, int]]
"""A text with a mistake, and where the mistake begins and ends."""

SECOND = "Second International Conference on “The Right to Return”, held on 5 and 6 December 2024 in Baku, Azerbaijan"
TRANSMITTED = cover(
    f"I have the honour to transmit the address to the {SECOND} (see annex).\n\n"
    "The meeting of experts took place from 3 to 5 March 2025 in Geneva, and its report was adopted on 12 May 2025. "
    "The agreement was signed on 4 April 2025.\n\n"
    "Annex to the letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to "
    f"the Secretary-General\n\nAddress to the {SECOND}\n\nThank you for the invitation."
)
DATED = (
    "The Council met on Monday, 24 March 2025, from 11 to 15 November 2024, and on 29, 30 and 31 March 2025.",
    "It met on 5 and 6 December 2024; the session, 25 July 2022–26 July 2023, ended with a report on 30 April 2025.",
    "Le Conseil s’est réuni le lundi 24 mars 2025, du 11 au 15 novembre 2024, et les 5, 6 et 7 décembre 2024.",
    "El Consejo se reunió el lunes 24 de marzo de 2025, del 11 al 15 de noviembre de 2024, y el 5 de abril de 2025.",
    "Совет собрался в понедельник, 24 марта 2025 года, с 11 по 15 ноября 2024 года и 29, 30 и 31 марта 2025 года.",
    "اجتمع المجلس يوم الاثنين 24 آذار/مارس 2025، من 11 إلى 15 تشرين الثاني/نوفمبر 2024، وفي 5 نيسان/أبريل 2025.",
    "理事会于2025年3月24日星期一开会，又于2024年11月11日至15日开会，于2025年4月5日通过报告。",
)
NUMBERED = "".join(f"{number}. The paragraph says what it has to say.\n\n" for number in range(1, 13))
SECTIONED = "".join(f"#### 4.{number}. A section\n\nIts text is short.\n\n" for number in range(1, 7))
ADDRESSED = (
    "See https://www.un.org/en/ga/79, <https://undocs.org/A/79/1>, [the page](https://press.un.org/en/2025) and "
    "http://digitallibrary.un.org/record/1."
)
QUOTED = "".join(
    f"The Court said that “the {word} is clear” (see paragraph {number}).\n\n"
    for number, word in enumerate(("law", "text", "case", "rule"), 10)
)
NAMED = " ".join(f"It was brought before the {name} at once." for name in NAMES)
FIGURES = cover(
    "The talks were attended by 50 women activists from abroad.\n\n"
    "The appeal, too, was attended by 50 women activists from abroad."
)
PERSONS = (
    "Mr. Ruben Vardanyan spoke. Mr. Ruben Vardanyan left. Mr. Walter Kälin and Mr. Walter Kälin were in Khojaly; "
    "they came from Khojaly."
)
ABBREVIATED = (
    "the United Nations High Commissioner for Refugees (UNHCR), the World Health Organization (WHO), the United "
    "Nations Population Fund (UNFPA) and the International Labour Organization (ILO)"
)


def _replaced(text: str, start: int, end: int, new: str) -> tuple[str, int, int]:
    return text[:start] + new + text[end:], start, start + len(new)


def other_weekday(text: str) -> Planted:
    rows = (
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "lunes martes miércoles jueves viernes sábado domingo",
        "понедельник вторник среду четверг пятницу субботу воскресенье",
        "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
        "星期一 星期二 星期三 星期四 星期五 星期六 星期日",
    )
    for row in rows:
        for name in row.split():
            for place in re.finditer(rf"{name}(?=[ ,，又开一二三四五六日]|\Z)", text):
                for other in row.split():
                    if other != name:
                        yield _replaced(text, *place.span(), other)


def day_beyond_the_month(text: str) -> Planted:
    for start, end, value in find_dates(text):
        last = monthrange(value.year, value.month)[1]
        written = text[start:end]
        day = re.search(rf"(?<!\d){value.day}(?!\d)(?=日|\D*\d{{4}})", written)
        lone = not re.search(r"\d[\s,–-]*(?:and|et|y|и|و|to|au|al|по|إلى)?\s?\Z", text[:start])
        if day and last < 31 and lone:
            yield _replaced(text, start + day.start(), start + day.end(), str(last + 1))


def range_turned_round(text: str) -> Planted:
    for days in find_days(text):
        if any(days.ranges):
            first, last = str(days.days[0]), str(days.days[-1])
            written = text[days.start : days.end]
            turned = re.sub(rf"{first}(\D+){last}", rf"{last}\g<1>{first}", written, count=1)
            yield _replaced(text, days.start, days.end, turned)


def list_turned_round(text: str) -> Planted:
    for days in find_days(text):
        if len(days.days) > 1 and not any(days.ranges):
            first, last = str(days.days[-2]), str(days.days[-1])
            written = text[days.start : days.end]
            yield _replaced(text, days.start, days.end, re.sub(rf"{first}(\D+){last}", rf"{last}\g<1>{first}", written))


def event_moved(text: str) -> Planted:
    """What the letter tells as past, moved to the year after it; not the dates of letters and headings."""
    for match in re.finditer(r"\b(?:held|adopted|signed|took place)\b[^.;()]{0,60}? (20\d\d)\b", text):
        if match.start() > text.find("Secretary-General"):
            yield _replaced(text, *match.span(1), "2031")


def annex_told_otherwise(text: str) -> Planted:
    place = text.index(SECOND)
    for old, new in (
        *(("5 and 6", days) for days in ("5 and 7", "4 and 6", "15 and 16", "6 and 7", "5 to 7")),
        *(("December", month) for month in ("November", "January", "October")),
        *(("2024", year) for year in ("2023", "2022", "2014")),
        *(("Second", number) for number in ("First", "Third", "Fourth", "Twelfth")),
        *(("Baku", city) for city in ("Ankara", "Shusha", "New York")),
    ):
        start = text.index(old, place)
        yield _replaced(text, start, start + len(old), new)
    place = text.rindex(SECOND)
    for old, new in (("5 and 6", "5 and 7"), ("Second", "Third"), ("Baku", "Ganja"), ("2024", "2023")):
        start = text.index(old, place)
        yield _replaced(text, start, start + len(old), new)


def number_mistyped(text: str) -> Planted:
    """A number that is one digit off, twice another's, or left out, where two stand on each side."""
    numbers = list(re.finditer(r"^(?:#### 4\.)?(\d+)\.", text, re.MULTILINE))
    for place in numbers[1:-2]:
        number = int(place[1])
        for wrong in {number - 1, number + 1, (number + 3) % 10 if number < 10 else number + 3} - {number, 0, 1}:
            yield _replaced(text, *place.span(1), str(wrong))


def scheme_mistyped(text: str) -> Planted:
    for place in re.finditer(r"https?://", text):
        rest = place[0]
        for wrong in (
            rest.replace("://", "//"),
            rest.replace("://", ":/"),
            rest.replace("htt", "ht"),
            rest + rest,
            rest + " www.",
        ):
            yield _replaced(text, *place.span(), wrong)


def half_lost(text: str) -> Planted:
    for place in re.finditer(r"[“”()]", text):
        changed = text[: place.start()] + text[place.end() :]
        start = text.rfind("\n\n", 0, place.start()) + 2 if "\n\n" in text[: place.start()] else 0
        end = changed.find("\n\n", place.start())
        yield changed, start, end if end >= 0 else len(changed)


def letter_of_a_name_lost(text: str) -> Planted:
    """The last letter but one of a long word of an official name, where that makes no other official name."""
    for name in NAMES:
        for word in re.finditer(r"[A-Z][a-z]{5,}", name):
            if len(name.split()) > 2:
                start = text.index(name) + word.end() - 2
                changed, _, _ = _replaced(text, start, start + 1, "")
                yield changed, text.index(name), text.index(name) + len(name) - 1


def figure_changed(text: str) -> Planted:
    for place in re.finditer(r"\b50\b", text):
        for wrong in ("55", "15", "500"):
            yield _replaced(text, *place.span(), wrong)


def name_spelt_otherwise(text: str) -> Planted:
    for old, new in (
        ("Vardanyan", "Vardanian"),
        ("Kälin", "Kalin"),
        ("Khojaly", "Khojali"),
        ("Vardanyan", "Vardanjan"),
    ):
        for place in re.finditer(old, text):
            yield _replaced(text, *place.span(), new)


def abbreviation_turned_round(text: str) -> Planted:
    for place in re.finditer(r"\(([A-Z]{3,})\)", text):
        letters = place[1]
        for at in range(len(letters) - 1):
            wrong = letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]
            if wrong != letters:
                yield _replaced(text, *place.span(1), wrong)


LETTER_TEXTS = tuple(path.read_bytes().decode("utf-8") for path in LETTERS)
MAKERS: tuple[tuple[Callable[[str], Planted], str, tuple[str, ...], int], ...] = (  # the last: how many at least
    (other_weekday, "date-range-valid", DATED, 36),
    (day_beyond_the_month, "date-range-valid", (*DATED, TRANSMITTED, *LETTER_TEXTS), 10),
    (range_turned_round, "date-range-valid", (*DATED, TRANSMITTED, *LETTER_TEXTS), 8),
    (list_turned_round, "date-range-valid", (*DATED, TRANSMITTED, *LETTER_TEXTS), 8),
    (event_moved, "event-before-letter", (TRANSMITTED, *LETTER_TEXTS), 8),
    (annex_told_otherwise, "annex-description", (TRANSMITTED,), 20),
    (number_mistyped, "paragraph-numbering", (NUMBERED, SECTIONED), 20),
    (scheme_mistyped, "url-malformed", (ADDRESSED,), 15),
    (half_lost, "quotation-marks-balanced", (QUOTED,), 16),
    (letter_of_a_name_lost, "entity-name", (NAMED,), 100),
    (figure_changed, "figure-conflict", (FIGURES,), 6),
    (name_spelt_otherwise, "name-variants", (PERSONS,), 8),
    (abbreviation_turned_round, "defined-term", (ABBREVIATED,), 8),
)
SHARE = 0.98


@pytest.mark.parametrize(("maker", "rule", "texts", "least"), MAKERS, ids=[maker.__name__ for maker, *_ in MAKERS])
def test_what_is_planted_is_found(
    maker: Callable[[str], Planted], rule: str, texts: tuple[str, ...], least: int
) -> None:
    planted = [copy for text in texts for copy in maker(text)]
    missed = [_near(*copy) for copy in planted if not _is_found(rule, *copy)]
    assert len(planted) >= least
    assert len(missed) <= (1 - SHARE) * len(planted), missed


@pytest.mark.parametrize("rule", dict.fromkeys(rule for _, rule, _, _ in MAKERS))
def test_nothing_is_found_where_nothing_was_planted(rule: str) -> None:
    texts = {text for _, name, texts, _ in MAKERS if name == rule for text in texts} - set(LETTER_TEXTS)
    assert [finding.message for text in texts for finding in found_by(rule, text)] == []


def _is_found(rule: str, text: str, start: int, end: int) -> bool:
    spans = [
        span
        for finding in found_by(rule, text)
        for span in (finding.span, *(related.span for related in finding.related))
    ]
    return any(span.start < end and start < span.end for span in spans)


def _near(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - 30) : end + 30].split())


def test_makers_know_the_calendar() -> None:
    assert date(2025, 3, 24).weekday() == 0
    assert month_number(MONTHS[2]) == 3
