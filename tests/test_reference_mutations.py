"""Mistakes planted in true references of the embedded tables: nearly all must be found, and none before.

A maker takes facts from the tables, writes them as letters do, and plants one kind of mistake in each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from refcheck.domain.dates import words
from refcheck.domain.numerals import ordinal_words, roman
from refcheck.domain.organs import council_session_days
from refcheck.domain.sessions import human_rights_council_year, old_assembly_session
from refcheck.domain.treaties import TREATIES
from refcheck.resolution.catalogue_build import TABLES, rows_of
from tests.checking import alarms, cover, findings

_SAMPLE = 40  # references a maker, spread over its table
_SHARE = 0.98


class Planted(NamedTuple):
    """A true sentence, and the same with a mistake."""

    right: str
    wrong: str


def _spread(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return rows[:: max(1, len(rows) // _SAMPLE)]


def _symbols(pattern: str) -> list[str]:
    rows = [row for row in rows_of(TABLES, "documents") if re.fullmatch(pattern, row["symbol"])]
    return [row["symbol"] for row in _spread(rows)]


def _new_style() -> list[str]:
    rows = [
        row for row in rows_of(TABLES, "general_assembly_resolutions") if re.fullmatch(r"A/RES/\d+/\d+", row["symbol"])
    ]
    return [row["symbol"].removeprefix("A/RES/") for row in _spread(rows)]


def record_of_another_year() -> Iterator[Planted]:
    for row in _spread([row for row in rows_of(TABLES, "security_council_meetings") if row["date"]]):
        year = int(row["date"][:4])
        yield Planted(f"see {row['symbol']} ({year})", f"see {row['symbol']} ({year - 3})")


def statement_beyond_its_year() -> Iterator[Planted]:
    for symbol in _symbols(r"S/PRST/\d{4}/\d+"):
        yield Planted(f"see {symbol}", f"see {symbol.rpartition('/')[0]}/1{int(symbol.rpartition('/')[2]):02}")


def report_of_another_year() -> Iterator[Planted]:
    for session in range(1, 60):
        year = human_rights_council_year(session)
        yield Planted(f"the report (A/HRC/{session}/12) of {year}.", f"the report (A/HRC/{session}/12) of {year + 4}.")


def session_at_another_time() -> Iterator[Planted]:
    for session in range(2, 60):
        days = council_session_days(session)
        assert days
        held = f"session, held from {words(days[0])} to {words(days[1])}"
        yield Planted(
            f"The Human Rights Council, at its {ordinal_words(session).lower()} {held}, decided.",
            f"The Human Rights Council, at its {ordinal_words(session - 1).lower()} {held}, decided.",
        )


def decision_for_resolution() -> Iterator[Planted]:
    for number in _new_style():
        yield Planted(f"General Assembly resolution {number}", f"General Assembly decision {number}")


def another_body() -> Iterator[Planted]:
    for number in _new_style():
        yield Planted(f"General Assembly resolution {number}", f"Security Council resolution {number}")


def another_body_for_the_council() -> Iterator[Planted]:
    for row in _spread(rows_of(TABLES, "security_council_resolutions")[100:]):  # the Assembly had a 1 to 102 in 1946
        number = f"{row['number']} ({row['year']})"
        yield Planted(f"Security Council resolution {number}", f"General Assembly resolution {number}")


def new_style_for_an_old_number() -> Iterator[Planted]:
    for number in range(300, 3541, 80):
        session = old_assembly_session(number)
        if session:
            yield Planted(
                f"General Assembly resolution {number} ({session})",
                f"General Assembly resolution {roman(session)}/{number}",
            )


def digit_added_to_a_resolution() -> Iterator[Planted]:
    for number in _new_style():
        session, _, last = number.partition("/")
        yield Planted(f"A/RES/{number}", f"A/RES/{session}/{int(last) + 1000}")


def stroke_for_a_dot() -> Iterator[Planted]:
    for symbol in _symbols(r"[ASE]/(?:CN|CONF|AC)\.\d+/.*\d"):
        broken = re.sub(r"(CN|CONF|AC)\.", r"\1/", symbol, count=1)
        yield Planted(f"see {symbol}", f"see {broken}")


def stroke_lost() -> Iterator[Planted]:
    for symbol in _symbols(r"S/(?:199[4-9]|20\d\d)/\d{2,3}"):
        yield Planted(f"see {symbol}", f"see S/{symbol[2:].replace('/', '')}")


def hyphen_lost() -> Iterator[Planted]:
    for session in range(50, 80):
        symbol = f"A/{session}/{session * 7}-S/{1945 + session}/{session * 11}"
        yield Planted(f"my letter ({symbol})", f"my letter ({symbol.replace('-S', '8')})")


def letter_for_a_zero() -> Iterator[Planted]:
    for symbol in _symbols(r"S/20\d\d/\d{2,3}"):
        yield Planted(f"see {symbol}", f"see {symbol.replace('/20', '/2O')}")


def letter_of_another_year() -> Iterator[Planted]:
    for symbol in _symbols(r"S/(?:199[4-9]|20\d\d)/\d{2,3}"):
        year = int(symbol.split("/")[1])
        month = ("March", "June", "September")[min(int(symbol.split("/")[2]) // 300, 2)]
        letter = "the letter dated 5 {} {} from the Permanent Representative ({})"
        yield Planted(letter.format(month, year, symbol), letter.format(month, year - 2, symbol))


def volume_without_its_last_digit() -> Iterator[Planted]:
    for treaty in TREATIES:
        place = re.fullmatch(r"UNTS/(\d+)/(\d+)", treaty.canonical)
        if place:
            series = "United Nations, Treaty Series, vol. {}, No. {}"
            yield Planted(series.format(place[1], place[2]), series.format(place[1][:-1], place[2]))


def cited_before_it_was_there() -> Iterator[Planted]:
    for place, symbol in enumerate(_symbols(r"S/20(?:0\d|1\d|2[0-4])/\d{2,3}")):
        later = re.sub(r"/20\d\d/", f"/{2026 + place % 4}/", symbol)
        yield Planted(cover(f"I refer to {symbol}."), cover(f"I refer to {later}."))


def climate_decision_of_another_year() -> Iterator[Planted]:
    for session in range(7, 26):
        decision = f"decision 1/CP.{session} (FCCC/CP/{{}}/5/Add.1)"
        yield Planted(decision.format(1994 + session), decision.format(1996 + session))


MAKERS: tuple[Callable[[], Iterator[Planted]], ...] = (
    record_of_another_year,
    statement_beyond_its_year,
    report_of_another_year,
    session_at_another_time,
    decision_for_resolution,
    another_body,
    another_body_for_the_council,
    new_style_for_an_old_number,
    digit_added_to_a_resolution,
    stroke_for_a_dot,
    stroke_lost,
    hyphen_lost,
    letter_for_a_zero,
    letter_of_another_year,
    volume_without_its_last_digit,
    cited_before_it_was_there,
    climate_decision_of_another_year,
)


@pytest.mark.parametrize("maker", MAKERS, ids=[maker.__name__ for maker in MAKERS])
def test_nearly_all_are_found(maker: Callable[[], Iterator[Planted]]) -> None:
    planted = list(maker())
    missed = [case.wrong for case in planted if not alarms(case.wrong)]
    assert len(planted) >= 15
    assert len(missed) <= len(planted) * (1 - _SHARE), missed


@pytest.mark.parametrize("maker", MAKERS, ids=[maker.__name__ for maker in MAKERS])
def test_nothing_is_found_before(maker: Callable[[], Iterator[Planted]]) -> None:
    assert [(case.right, alarms(case.right)) for case in maker() if alarms(case.right)] == []


@pytest.mark.parametrize("maker", MAKERS, ids=[maker.__name__ for maker in MAKERS])
def test_what_is_suggested_mends_the_text(maker: Callable[[], Iterator[Planted]]) -> None:
    for case in maker():
        for finding in findings(case.wrong):
            if finding.suggestion:
                start, end = finding.span
                mended = case.wrong[:start] + finding.suggestion + case.wrong[end:]
                assert alarms(mended) == [], (case.wrong, finding.suggestion)
