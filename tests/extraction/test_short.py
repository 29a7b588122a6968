""" "Ibid.": which source it stands for."""

from __future__ import annotations

import pytest

from refcheck.model import Kind, Reference
from tests.checking import references

CASE = (
    "Application of the International Convention on the Elimination of All Forms of Racial Discrimination "
    "(Armenia v. Azerbaijan)"
)


def _notes(*notes: str) -> str:
    marks = " ".join(f"text<sup>{number}</sup>" for number in range(1, len(notes) + 1))
    return "\n\n".join([marks, *(f"<sup>{number}</sup> {note}" for number, note in enumerate(notes, 1))])


def _ibid(text: str) -> list[Reference]:
    return [found for found in references(text) if found.kind is Kind.SHORT]


STANDS_FOR: dict[str, tuple[tuple[str, ...], list[tuple[str, ...]]]] = {
    "note-before": (("A/HRC/8/6/Add.2, para. 2.", "Ibid., para. 3."), [("A/HRC/8/6/Add.2",)]),
    "in-italics": (("A/HRC/8/6/Add.2.", "*Ibid.*, para. 3."), [("A/HRC/8/6/Add.2",)]),
    "in-lower-case": (("A/HRC/8/6/Add.2.", "See ibid., para. 3."), [("A/HRC/8/6/Add.2",)]),
    "chain": (("A/HRC/8/6/Add.2.", "Ibid.", "Ibid., p. 2."), [("A/HRC/8/6/Add.2",), ("A/HRC/8/6/Add.2",)]),
    "in-the-same-note": (("A/HRC/8/6/Add.2; A/78/636; ibid., para. 3.",), [("A/78/636",)]),
    "two-in-one-note": (
        ("A/HRC/8/6/Add.2.", "Ibid., para. 3; ibid., para. 5."),
        [("A/HRC/8/6/Add.2",), ("A/HRC/8/6/Add.2",)],
    ),
    "last-of-several": (("A/HRC/8/6/Add.2; A/78/636.", "Ibid."), [("A/78/636",)]),
    "double-symbol": (("A/78/636-S/2023/960.", "Ibid., annex."), [("A/78/636", "S/2023/960")]),
    "resolution": (("Security Council resolution 853 (1993).", "Ibid., para. 3."), [("S/RES/853(1993)",)]),
    "other-volume-of-the-series": (
        ("United Nations, Treaty Series, vol. 78, No. 1021.", "Ibid., vol. 189, No. 2545.", "Ibid., p. 150."),
        [("UNTS/189/2545",), ("UNTS/189/2545",)],
    ),
    "one-volume-after-another": (
        ("Treaty Series, vol. 660, No. 9464.", "Ibid., vol. 999, No. 14668.", "Ibid., vol. 78, No. 1021.", "Ibid."),
        [("UNTS/999/14668",), ("UNTS/78/1021",), ("UNTS/78/1021",)],
    ),
    "volume-of-something-else": (("A/78/636.", "Ibid., vol. 189, No. 2545."), [("A/78/636",)]),
    "first-note": (("Ibid., para. 3.",), [()]),
    "after-an-explanation": (("The word is used in a broad sense.", "Ibid."), [()]),
    "new-source-ends-the-chain": (("A/78/636.", "Ibid.", "S/2023/960.", "Ibid."), [("A/78/636",), ("S/2023/960",)]),
    "decision-of-the-court": ((f"{CASE}, Order of 7 December 2021, para. 60.", "Ibid."), [("ICJ/180/ORD/2021-12-07",)]),
    "other-decision-in-the-same-case": (
        (f"{CASE}, Order of 7 December 2021, para. 60.", "Ibid., Provisional Measures, Order of 17 November 2023."),
        [("ICJ/180",)],
    ),
}


@pytest.mark.parametrize(("notes", "canonical"), STANDS_FOR.values(), ids=STANDS_FOR.keys())
def test_what_ibid_stands_for(notes: tuple[str, ...], canonical: list[tuple[str, ...]]) -> None:
    assert [found.canonical for found in _ibid(_notes(*notes))] == canonical


def test_refers_to_is_the_start_of_the_reference_meant() -> None:
    text = _notes("A/78/636; A/HRC/8/6/Add.2, para. 2.", "Ibid., para. 3.")
    (ibid,) = _ibid(text)
    assert ibid.refers_to == text.index("A/HRC/8/6")
    assert ibid.antecedents == (text.index("A/78/636"), text.index("A/HRC/8/6"))


def test_without_a_source_it_refers_to_nothing() -> None:
    (ibid,) = _ibid(_notes("Ibid., para. 3."))
    assert (ibid.refers_to, ibid.antecedents) == (None, ())


def test_pinpoint_is_its_own() -> None:
    (ibid,) = _ibid(_notes("A/HRC/8/6/Add.2, para. 2.", "Ibid., paras. 3–5."))
    assert [(place.first, place.last) for place in ibid.pinpoints] == [("3", "5")]


def test_note_of_an_ibid_is_said() -> None:
    assert [found.footnote for found in _ibid(_notes("A/78/636.", "Ibid.", "Ibid."))] == ["2", "3"]


@pytest.mark.parametrize("word", ["bid.", "forbid.", "Ibid"])
def test_other_words_are_no_ibid(word: str) -> None:
    assert _ibid(_notes("A/78/636.", f"They {word} It")) == []
