"""The grammar of symbols: what is one, its canonical form, and what it says by itself."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.domain.symbols import SYMBOL_PATTERN, Symbol, match_symbols, parse, same_key

CANONICAL = {
    # General Assembly
    "A/78/636": "A/78/636",
    "A/8447": "A/8447",
    "A/520/Rev.17": "A/520/Rev.17",
    "A/60/10": "A/60/10",
    "A/72/53/Add.1": "A/72/53/Add.1",
    "A/C.3/78/L.60/Rev.1": "A/C.3/78/L.60/Rev.1",
    "A/C.3/78/L.60/Rev.1/Add.1/Corr.2": "A/C.3/78/L.60/Rev.1/Add.1/Corr.2",
    "A/C.3/48/L.23": "A/C.3/48/L.23",
    "A/PV.2000": "A/PV.2000",
    "A/60/PV.79": "A/60/PV.79",
    "A/S-23/10/Rev.1": "A/S-23/10/Rev.1",
    "A/ES-11/L.1": "A/ES-11/L.1",
    "A/CONF.177/20/Rev.1": "A/CONF.177/20/Rev.1",
    "A/CONF.157/23": "A/CONF.157/23",
    "A/AC.105/1": "A/AC.105/1",
    "A/SPC/47/L.2": "A/SPC/47/L.2",
    "A/BUR/72/1": "A/BUR/72/1",
    "A/62/433 (Part II)": "A/62/433(PartII)",
    "A/62/433*": "A/62/433",
    "A/76/100**": "A/76/100",
    # Resolutions
    "A/RES/48/114": "A/RES/48/114",
    "A/RES/31/16A": "A/RES/31/16A",
    "A/RES/217 (III)": "A/RES/217(III)",
    "A/RES/217 A (III)": "A/RES/217(III)[A]",
    "A/RES/217(III)[A]": "A/RES/217(III)[A]",
    "A/RES/217 (III) A": "A/RES/217(III)[A]",
    "A/RES/3362 (S-VII)": "A/RES/3362(S-VII)",
    "A/RES/2252 (ES-V)": "A/RES/2252(ES-V)",
    "A/RES/S-13/2": "A/RES/S-13/2",
    "A/RES/ES-11/1": "A/RES/ES-11/1",
    "S/RES/853 (1993)": "S/RES/853(1993)",
    "S/RES/853(1993)": "S/RES/853(1993)",
    "S/RES/853": "S/RES/853(1993)",
    "S/Res/853 (1993)": "S/RES/853(1993)",
    "E/RES/1996/31": "E/RES/1996/31",
    "E/RES/1503 (XLVIII)": "E/RES/1503(XLVIII)",
    "E/CN.4/RES/1998/50": "E/CN.4/RES/1998/50",
    "A/HRC/RES/16/21": "A/HRC/RES/16/21",
    "A/HRC/DEC/19/119": "A/HRC/DEC/19/119",
    "A/HRC/RES/S-12/1": "A/HRC/RES/S-12/1",
    "UNEP/EA.4/Res.1": "UNEP/EA.4/Res.1",
    # Security Council
    "S/2023/960": "S/2023/960",
    "S/25859": "S/25859",
    "S/PRST/2004/40": "S/PRST/2004/40",
    "S/PV.3259": "S/PV.3259",
    "S/PV.4726 (Resumption 1)": "S/PV.4726(Resumption1)",
    "S/Agenda/3259": "S/Agenda/3259",
    "S/INF/56": "S/INF/56",
    # Economic and Social Council and commissions
    "E/5971": "E/5971",
    "E/1978/1": "E/1978/1",
    "E/CN.4/1999/79/Add.1": "E/CN.4/1999/79/Add.1",
    "E/CN.4/Sub.2/2003/12": "E/CN.4/Sub.2/2003/12",
    "E/CN.6/2005/11": "E/CN.6/2005/11",
    # Human Rights Council
    "A/HRC/8/6/Add.2": "A/HRC/8/6/Add.2",
    "A/HRC/47/G/10": "A/HRC/47/G/10",
    "A/HRC/50/NGO/5": "A/HRC/50/NGO/5",
    "A/HRC/S-17/2": "A/HRC/S-17/2",
    "A/HRC/WG.6/48/SVN/2": "A/HRC/WG.6/48/SVN/2",
    "A/HRC/WGAD/2024/46": "A/HRC/WGAD/2024/46",
    "A/HRC/PRST/29/1": "A/HRC/PRST/29/1",
    # Treaty bodies and own prefixes
    "CCPR/C/117/D/2077/2011": "CCPR/C/117/D/2077/2011",
    "CCPR/C/ARM/CO/3": "CCPR/C/ARM/CO/3",
    "CERD/C/ARM/CO/7-11": "CERD/C/ARM/CO/7-11",
    "CCPR/C/GC/36": "CCPR/C/GC/36",
    "CCPR/C/SR.1336": "CCPR/C/SR.1336",
    "CCPR/C/79/Add.100": "CCPR/C/79/Add.100",
    "HRI/GEN/1/Rev.9": "HRI/GEN/1/Rev.9",
    "FCCC/CP/2015/10/Add.1": "FCCC/CP/2015/10/Add.1",
    "ST/SGB/2003/13": "ST/SGB/2003/13",
    "ISBA/31/C/11": "ISBA/31/C/11",
    "JIU/REP/2018/4": "JIU/REP/2018/4",
    "GOV/2006/14": "GOV/2006/14",
    "NPT/CONF.2020/1": "NPT/CONF.2020/1",
    "CEDAW/C/NGA/IR/1": "CEDAW/C/NGA/IR/1",
    "CRC/C/AZE/RQ/5-6": "CRC/C/AZE/RQ/5-6",
    "CAT/OP/MNG/RONPM/R.1": "CAT/OP/MNG/RONPM/R.1",
    "HSP/HA.1/Res.2": "HSP/HA.1/Res.2",
    "UNEP/EA.4/HLS.1": "UNEP/EA.4/HLS.1",
    "GEGN.2/2025/14": "GEGN.2/2025/14",
    "SSC/22/1": "SSC/22/1",
    # Conventions of the Economic Commission for Europe
    "ECE/MP.PP/2021/2": "ECE/MP.PP/2021/2",
    "ECE/EB.AIR/GE.1/2023/2": "ECE/EB.AIR/GE.1/2023/2",
    "ECE/BATUMI.CONF/2016/2/Add.1": "ECE/BATUMI.CONF/2016/2/Add.1",
    "ECE/HBP/2021/Inf.10": "ECE/HBP/2021/Inf.10",
    "ECE/ENERGY/99": "ECE/ENERGY/99",
    # Series named by a letter, parts, old organs
    "ST/ESA/SER.A/480": "ST/ESA/SER.A/480",
    "S/AC.57/2024/COMM.18": "S/AC.57/2024/COMM.18",
    "T/PET.10/29": "T/PET.10/29",
    "A/79/6 (Sect. 3)/Add.10": "A/79/6(Sect.3)/Add.10",
    "A/61/443/Add.2 (Part II)": "A/61/443/Add.2(PartII)",
    # As catalogues write it
    "A/RES/106 (S-1)": "A/RES/106(S-1)",
    # As it should not be written, but is
    "S / RES / 853": "S/RES/853(1993)",
    "S / RES / 853 (1993)": "S/RES/853(1993)",
    "S / RES / 853 (1994)": "S/RES/853(1994)",
    "A/78/636/ADD.1": "A/78/636/Add.1",
    "A/78/636/add.1": "A/78/636/Add.1",
    "A/78/636/REV.2": "A/78/636/Rev.2",
    "A/78/636/Add. 1": "A/78/636/Add.1",
    "S/PRST/2017/08": "S/PRST/2017/8",
    "A/78/636/Add.01": "A/78/636/Add.1",
}
NO_SYMBOL = (
    *("A/S", "S/N", "N/A", "A/C", "E/W", "A/B", "24/7", "and/or", "km/h", "c/o", "29/30", "1/2", "S/4HANA"),
    *("A/", "/78", "A//78", "A/78/", "A/78/636/", "A/abc", "A/78/636 and more", "", " ", "A", "A/RES", "S/RES/"),
    *("E.83.I.16", "25-05223 (E)", "CR 2021/24", "GE.21-08237(E)", "A/78/636-S/2023/960", "X/78/636", "AA/78/636"),
    *("A/HRC/", "S/PV.", "S/PRST/", "A/C.3", "E/CN.4", "E/C.12", "A/HRC/WG.6", "E/CN.4/Sub.2"),
)


@pytest.mark.parametrize(("written", "canonical"), CANONICAL.items(), ids=CANONICAL.keys())
def test_canonical_form(written: str, canonical: str) -> None:
    symbol = parse(written)
    assert symbol
    assert symbol.canonical == canonical


def test_letter_in_brackets_behind_a_new_style_number_is_the_librarys_way() -> None:
    assert parse("A/RES/31/6[A]") == parse("A/RES/31/6A")


@pytest.mark.parametrize("canonical", sorted(set(CANONICAL.values())))
def test_canonical_form_is_a_fixed_point(canonical: str) -> None:
    symbol = parse(canonical)
    assert symbol
    assert symbol.canonical == canonical


@pytest.mark.parametrize("written", CANONICAL.keys())
def test_pattern_matches_what_parse_accepts(written: str) -> None:
    found = re.search(SYMBOL_PATTERN, f"({written})")
    assert found
    assert found[0] == written.rstrip("*")


@pytest.mark.parametrize("written", NO_SYMBOL, ids=[repr(text) for text in NO_SYMBOL])
def test_no_symbol(written: str) -> None:
    assert parse(written) is None


FACTS: dict[str, dict[str, object]] = {
    "A/78/636": {"root": "A", "series": "A", "session": 78, "year": None, "number": 636},
    "A/8447": {"series": "A", "session": None, "number": 8447},
    "A/520/Rev.17": {"session": None, "number": 520},
    "A/8447/Add.1": {"session": None},
    "A/C.2/237": {"session": None, "number": 237},
    "A/C.3/307/Rev.1": {"session": None},
    "A/INF/136": {"session": None},
    "A/INF/71/1": {"session": 71},
    "A/SPC/47/L.2": {"session": 47},
    "A/C.3/78/L.60/Rev.1": {"series": "A/C.3", "session": 78, "number": 60},
    "A/60/PV.79": {"session": 60, "number": 79},
    "A/RES/48/114": {"series": "A/RES", "session": 48, "number": 114},
    "A/RES/217(III)[A]": {"series": "A/RES", "session": None, "year": None, "number": 217},
    "A/RES/3362(S-VII)": {"number": 3362, "year": None},
    "A/S-23/10/Rev.1": {"special_session": "S-23", "session": None, "number": 10},
    "A/ES-11/L.1": {"special_session": "ES-11", "session": None},
    "A/AC.105/1": {"session": None},
    "A/CN.9/600": {"session": None},
    "A/CONF.157/23": {"session": None},
    "A/HRC/8/6/Add.2": {"series": "A/HRC", "session": 8, "number": 6},
    "A/HRC/RES/16/21": {"series": "A/HRC/RES", "session": 16, "number": 21},
    "A/HRC/WGAD/2024/46": {"session": None, "year": 2024, "number": 46},
    "A/HRC/S-17/2": {"special_session": "S-17", "session": None},
    "S/2023/960": {"root": "S", "series": "S", "session": None, "year": 2023, "number": 960},
    "S/25859": {"series": "S", "year": None, "number": 25859},
    "S/RES/853(1993)": {"series": "S/RES", "year": 1993, "number": 853},
    "S/RES/1996(2011)": {"year": 2011, "number": 1996},
    "S/PRST/2004/40": {"series": "S/PRST", "year": 2004, "number": 40},
    "S/PV.3259": {"series": "S/PV", "year": None, "number": 3259},
    "E/CN.4/1999/79/Add.1": {"root": "E", "series": "E/CN.4", "year": 1999, "number": 79},
    "E/CN.4/RES/1998/50": {"series": "E/CN.4/RES", "year": 1998, "number": 50},
    "E/1978/1": {"year": 1978},
    "E/5971": {"year": None},
    "S/2123/960": {"year": 2123},
    "A/2150/Add.1": {"year": None, "session": None},
    "A/1999/Add.1": {"year": None, "session": None},
    "CCPR/C/117/D/2077/2011": {"root": "CCPR", "year": None},
    "CERD/C/ARM/CO/7-11": {"root": "CERD", "session": None},
}


@pytest.mark.parametrize(("canonical", "facts"), FACTS.items(), ids=FACTS.keys())
def test_what_a_symbol_says(canonical: str, facts: dict[str, object]) -> None:
    symbol = parse(canonical)
    assert symbol
    assert {name: getattr(symbol, name) for name in facts} == facts


@pytest.mark.parametrize(
    ("text", "end", "canonical"),
    [
        ("A/78/636-S/2023/960, annex", 19, ["A/78/636", "S/2023/960"]),
        ("A/78/636–S/2023/960", 19, ["A/78/636", "S/2023/960"]),
        ("A/67/875 — S/2013/313", 21, ["A/67/875", "S/2013/313"]),
        ("A/47/277 - S/24111", 18, ["A/47/277", "S/24111"]),
        ("E/2010/27-E/CN.6/2010/11", 24, ["E/2010/27", "E/CN.6/2010/11"]),
        ("A/78/636 - and then", 8, ["A/78/636"]),
        ("A/78/636-300", 8, ["A/78/636"]),
        ("A/S", 0, []),
        ("nothing", 0, []),
    ],
    ids=["hyphen", "en-dash", "em-dash", "spaces", "commission", "dash-in-text", "dash-and-digit", "no-symbol", "none"],
)
def test_double_symbols(text: str, end: int, canonical: list[str]) -> None:
    place, found = match_symbols(text, 0)
    assert (place, [symbol.canonical for symbol in found]) == (end, canonical)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("A/RES/217(III)[A]", "a/res/217 (iii) A", True),
        ("S/RES/853(1993)", "S/RES/853 (1993)", True),
        ("A/78/636", "A/78/663", False),
    ],
    ids=["brackets", "space", "another"],
)
def test_spellings_of_one_symbol(one: str, other: str, *, same: bool) -> None:
    assert (same_key(one) == same_key(other)) is same


@given(st.text(max_size=60))
def test_any_text_is_a_symbol_or_none(text: str) -> None:
    symbol = parse(text)
    assert symbol is None or _is_fixed(symbol)


parts = st.one_of(
    st.integers(0, 99999).map(str),
    st.sampled_from(["RES", "HRC", "PRST", "L.3", "C.3", "CN.4", "Sub.2", "PV.4726", "S-17", "ES-11", "WGAD", "ARM"]),
    st.sampled_from(["Add.1", "ADD.2", "Corr.3", "Rev.12", "rev.4", "217 (III)", "853 (1993)", "(Part II)"]),
)
roots = st.sampled_from(["A", "S", "E", "ST", "CCPR", "CERD", "FCCC", "T", "TD", "A "])


@given(roots, st.lists(parts, min_size=1, max_size=6), st.sampled_from(["/", " / ", "/ "]))
def test_canonical_form_of_any_made_up_symbol_is_a_fixed_point(root: str, rest: list[str], slash: str) -> None:
    symbol = parse(slash.join([root, *rest]))
    assert symbol is None or _is_fixed(symbol)


@given(st.text(alphabet=string.ascii_letters + string.digits + "/.-() []*", max_size=40))
def test_facts_of_any_symbol_can_be_asked(text: str) -> None:
    symbol = parse(f"A/{text}")
    if symbol:
        assert symbol.root == "A"
        assert symbol.number is None or symbol.number >= 0
        assert symbol.session is None or symbol.session >= 0
        assert symbol.year is None or 1900 <= symbol.year < 2200
        assert isinstance(symbol.series, str)


def _is_fixed(symbol: Symbol) -> bool:
    again = parse(symbol.canonical)
    assert again is not None, symbol.canonical
    assert again.canonical == symbol.canonical
    return " " not in symbol.canonical and symbol.canonical.isascii()
