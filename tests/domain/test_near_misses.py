"""How symbols get broken, and what they are mended to."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.domain.near_misses import near_miss
from refcheck.domain.symbols import parse
from tests.domain.test_symbols import CANONICAL

YEAR = 2026
MENDED = {
    "A/78/3358/2023/642": "A/78/335-S/2023/642",
    "A/78/335S/2023/642": "A/78/335-S/2023/642",
    "A/78/335/S/2023/642": "A/78/335-S/2023/642",
    "A/78/335/2023/642": "A/78/335-S/2023/642",
    "A/78/335-2023/642": "A/78/335-S/2023/642",
    "A/CONF/177/20/Rev.1": "A/CONF.177/20/Rev.1",
    "A/HRC/WG/6/48/SVN/2": "A/HRC/WG.6/48/SVN/2",
    "S/PV/3259": "S/PV.3259",
    "S/PV3259": "S/PV.3259",
    "E/CN4/1999/79": "E/CN.4/1999/79",
    "A/C3/78/L.60": "A/C.3/78/L.60",
    "A/C.3/78/L60": "A/C.3/78/L.60",
    "E/CN.4/1999/79/Add1": "E/CN.4/1999/79/Add.1",
    "A//78/636": "A/78/636",
    "A/78/63O": "A/78/630",
    "S/2O23/960": "S/2023/960",
    "CCPR/C/ARM/C0/3": "CCPR/C/ARM/CO/3",
    "S/PRST2009/9": "S/PRST/2009/9",
    "A/RES48/114": "A/RES/48/114",
    "A/RES/48114": "A/RES/48/114",
    "A/RES/48-114": "A/RES/48/114",
    "S/RES/853/1993": "S/RES/853 (1993)",
    "A/78636": "A/78/636",
    "S/2023960": "S/2023/960",
    "S/2023-960": "S/2023/960",
    "S/1594771": "S/15947",
    "E/CN.4/1984172": "E/CN.4/1984/172",
    "A/HCR/55/3": "A/HRC/55/3",
}
WITHOUT_PROPOSAL = ("S/PRST/40", "S/2023/9601", "A/55/56069", "A/618027", "S/27431", "S/RES/853/1996")
FINE = (
    *("A/8447", "A/10503", "S/26999", "S/1994/1433", "A/40/1069", "A/RES/2625", "A/HRC/AC/32/2", "S/2001-2010"),
    *("A/RES/48/75I", "ECE/TRANS/ADN/CONF/10", "CCPR/C/79/Add.100", "A/41/697", "E/CN.4/Sub.2/1994/56"),
)


@pytest.mark.parametrize(("broken", "meant"), MENDED.items(), ids=MENDED.keys())
def test_break_is_mended(broken: str, meant: str) -> None:
    miss = near_miss(broken, YEAR)
    assert miss
    assert miss.meant == meant


@pytest.mark.parametrize("broken", WITHOUT_PROPOSAL)
def test_break_that_leaves_open_what_was_meant(broken: str) -> None:
    miss = near_miss(broken, YEAR)
    assert miss
    assert miss.meant is None


@pytest.mark.parametrize("symbol", [*FINE, *sorted({form for form in CANONICAL.values() if "(" not in form})])
def test_symbol_is_no_near_miss(symbol: str) -> None:
    assert near_miss(symbol, YEAR) is None


@given(st.from_regex(r"(A|S|E|T|ST|CCPR)/[A-Za-z0-9./-]{1,40}", fullmatch=True))
def test_whatever_is_proposed_is_a_symbol(written: str) -> None:
    miss = near_miss(written, YEAR)
    for half in re.split(r"-(?=[A-Z]/)", miss.meant) if miss and miss.meant else ():
        assert parse(half)
