"""Symbols in running text: what is taken, where it ends, and what is left alone."""

from __future__ import annotations

import pytest

from refcheck.model import Kind
from tests.checking import forms, only, references

FOUND = {
    "in-brackets": ("(A/78/636)", [("A/78/636",)]),
    "before-a-full-stop": ("See A/78/636.", [("A/78/636",)]),
    "before-a-comma": ("A/78/636, annex", [("A/78/636",)]),
    "before-a-semicolon": ("A/78/636; A/78/764", [("A/78/636",), ("A/78/764",)]),
    "with-a-star": ("A/62/433*", [("A/62/433",)]),
    "in-bold": ("**A/78/636**", [("A/78/636",)]),
    "in-italics": ("*A/78/636*", [("A/78/636",)]),
    "over-a-line-break": ("A/78/\n636", [("A/78/636",)]),
    "joint-over-a-line-break": ("A/78/636-\nS/2023/960", [("A/78/636", "S/2023/960")]),
    "with-a-soft-hyphen": ("A/78/\u00ad636", [("A/78/636",)]),
    "with-a-zero-width-space": ("A/\u200b78/636", [("A/78/636",)]),
    "with-direction-marks": ("\u200fA/78/636\u200e", [("A/78/636",)]),
    "with-spaces": ("S / 2023 / 960", [("S/2023/960",)]),
    "full-width-slash": ("A／78／636", [("A/78/636",)]),
    "joint-hyphen": ("A/78/636-S/2023/960", [("A/78/636", "S/2023/960")]),
    "joint-en-dash": ("A/67/875–S/2013/313", [("A/67/875", "S/2013/313")]),
    "joint-no-break-hyphen": ("A/67/875‑S/2013/313", [("A/67/875", "S/2013/313")]),
    "joint-spaces": ("A/56/62 - S/2001/334", [("A/56/62", "S/2001/334")]),
    "joint-old-council-number": ("A/47/277 - S/24111", [("A/47/277", "S/24111")]),
    "letter-in-brackets": ("See A/RES/31/6[A], para. 1", [("A/RES/31/6A",)]),
    "note-in-brackets": ("See A/78/636[4] and A/78/637[a]", [("A/78/636",), ("A/78/637",)]),
    "addendum": ("A/8447 and Add.1", [("A/8447",), ("A/8447/Add.1",)]),
    "range-of-addenda": ("A/60/1/Add.1–3.", [("A/60/1/Add.1",), ("A/60/1/Add.2", "A/60/1/Add.3")]),
    "range-at-the-end-of-a-sentence": (
        "See S/2005/60/Add.1-3. The next.",
        [("S/2005/60/Add.1",), ("S/2005/60/Add.2", "S/2005/60/Add.3")],
    ),
    "day-behind-an-addendum": ("S/2005/60/Add.1–3 May 2005", [("S/2005/60/Add.1",)]),
    "count-behind-an-addendum": ("A/60/1/Add.1 - 15 pages, A/60/2/Add.1–10%", [("A/60/1/Add.1",), ("A/60/2/Add.1",)]),
    "corrigendum-behind-a-range": (
        "A/60/1/Add.1-3 and Corr.1",
        [("A/60/1/Add.1",), ("A/60/1/Add.2", "A/60/1/Add.3")],
    ),
    "addendum-of-two": ("A/60/1/Add.1-E/2005/2/Add.1", [("A/60/1/Add.1", "E/2005/2/Add.1")]),
    "optional-protocol": ("CRC/C/OPSC/GEO/1", [("CRC/C/OPSC/GEO/1",)]),
    "addenda-and-corrigendum": ("A/60/1, Add.1 and Corr.1", [("A/60/1",), ("A/60/1/Add.1",), ("A/60/1/Corr.1",)]),
    "addenda-range": (
        "E/CN.4/1999/79 and Add.1–3",
        [("E/CN.4/1999/79",), ("E/CN.4/1999/79/Add.1", "E/CN.4/1999/79/Add.2", "E/CN.4/1999/79/Add.3")],
    ),
    "list-of-old-numbers": (
        "S/23306, S/23307, S/23308, S/23309 and S/23317",
        [("S/23306",), ("S/23307",), ("S/23308",), ("S/23309",), ("S/23317",)],
    ),
    "a-symbol-in-the-next-line": ("S/RES/853 (1993)\nA/78/636", [("S/RES/853(1993)",), ("A/78/636",)]),
    "a-symbol-behind-a-resolution": (
        "General Assembly resolution 48/114\nA/78/636, resolution 2625 (XXV) A/8028",
        [("A/RES/48/114",), ("A/78/636",), ("A/RES/2625(XXV)",), ("A/8028",)],
    ),
    "resumption": ("(see S/PV.6464 (Resumption 1), p. 4)", [("S/PV.6464(Resumption1)",)]),
    "part": ("see A/62/433 (Part II)", [("A/62/433(PartII)",)]),
    "in-a-link": ("[A/78/636](#)", [("A/78/636",)]),
    "in-a-url-only-once": ("https://undocs.org/A/78/636", [("https://undocs.org/A/78/636",)]),
    "press-release": ("SG/SM/9035", [("SG/SM/9035",)]),
    "sentence-with-two": ("A/78/636 was followed by S/2023/960.", [("A/78/636",), ("S/2023/960",)]),
}


@pytest.mark.parametrize(("text", "canonical"), FOUND.values(), ids=FOUND.keys())
def test_symbols_are_found(text: str, canonical: list[tuple[str, ...]]) -> None:
    assert forms(text) == canonical


NOT_FOUND = (
    *("N/A", "24/7", "and/or", "km/h", "A/S", "S/N", "E/W", "A/B", "29/30", "1/2", "S/4HANA", "c/o", "A/C"),
    *("/A/78/636.txt", "C:/A/78/636", "x.A/78/636", "BA/78/636", "2/A/78/636", "E.83.I.16", "25-05223 (E)"),
    *("CR 2021/24", "GE.21-08237(E)", "A/b/c", "E/CN.4", "A/C.3", "كانون الأول/ديسمبر", "http://", "A/78/636abc"),
)


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_only_looks_like_a_symbol_is_left_alone(text: str) -> None:
    assert [found.text for found in references(f"see {text} here") if found.kind is Kind.SYMBOL] == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("see A/78/636.", "A/78/636"),
        ("(A/78/636-S/2023/960)", "A/78/636-S/2023/960"),
        ("**A/78/636**", "A/78/636"),
        ("S/RES/853 (1993), para. 3", "S/RES/853 (1993)"),
        ("A/62/433 (Part II) of 1990", "A/62/433 (Part II)"),
        ("A/78/\n636 and", "A/78/\n636"),
    ],
    ids=["stop", "joint", "bold", "year", "part", "break"],
)
def test_span_of_a_symbol(text: str, span: str) -> None:
    assert only(text).text == span


def test_shared_prefix_is_said() -> None:
    _, addendum = references("A/8447 and Add.1")
    assert addendum.text == "Add.1"
    assert addendum.inferred == "the prefix A/8447 is shared"


def test_addendum_of_an_addendum_replaces_it() -> None:
    assert forms("E/CN.4/1999/79/Add.1 and Add.2") == [("E/CN.4/1999/79/Add.1",), ("E/CN.4/1999/79/Add.2",)]


def test_addenda_range_without_end_is_not_expanded() -> None:
    assert forms("A/60/1 and Add.5–2") == [("A/60/1",)]
    assert len(forms("A/60/1 and Add.1–999")) == 1
