"""Decisions of the International Court of Justice: which case a date belongs to, and whose court it is."""

from __future__ import annotations

import pytest

from refcheck.model import Kind, Reference
from tests.checking import references

RACIAL_DISCRIMINATION = (
    "Application of the International Convention on the Elimination of All Forms of Racial Discrimination"
)
ARMENIA = f"{RACIAL_DISCRIMINATION} (Armenia v. Azerbaijan)"
AZERBAIJAN = f"{RACIAL_DISCRIMINATION} (Azerbaijan v. Armenia)"


DECEMBER = f"{ARMENIA}, Provisional Measures, Order of 7 December 2021."


def _with_note(text: str, note: str) -> str:
    return f"{text}<sup>1</sup>\n\n<sup>1</sup> {note}\n"


def _decisions(text: str) -> list[Reference]:
    return [found for found in references(text) if found.kind is Kind.ICJ]


FOUND = {
    "official": (
        f"*{ARMENIA}, Provisional Measures, Order of 7 December 2021, I.C.J. Reports 2021, p. 361*, para. 60",
        ["ICJ/180/ORD/2021-12-07"],
    ),
    "full-stop-after-the-title": (
        f"*{ARMENIA}*. Provisional Measures, Order of the International Court of Justice of 7 December 2021, para. 60.",
        ["ICJ/180/ORD/2021-12-07"],
    ),
    "parties-the-other-way-round": (
        f"{AZERBAIJAN}, Provisional Measures, Order of 7 December 2021",
        ["ICJ/181/ORD/2021-12-07"],
    ),
    "judgment": (
        "Corfu Channel (United Kingdom v. Albania), Merits, Judgment of 9 April 1949",
        ["ICJ/1/JUD/1949-04-09"],
    ),
    "two-cases-in-one-note": (
        f"{ARMENIA}, Order of 7 December 2021; {AZERBAIJAN}, Order of 7 December 2021",
        ["ICJ/180/ORD/2021-12-07", "ICJ/181/ORD/2021-12-07"],
    ),
    "title-over-lines": (
        f"{ARMENIA.replace(' ', chr(10))},\nOrder of\n7 December\n2021",
        ["ICJ/180/ORD/2021-12-07"],
    ),
    "in-prose-without-a-case": (
        "The International Court of Justice said so in its order of 7 December 2021.",
        ["ICJ/?/ORD/2021-12-07"],
    ),
    "order-before-the-court": (
        "In its order of 7 December 2021, the International Court of Justice said so.",
        ["ICJ/?/ORD/2021-12-07"],
    ),
    "the-court-before-the-order": (
        _with_note("The International Court of Justice met. In its order of 7 December 2021 it said so.", DECEMBER),
        ["ICJ/180/ORD/2021-12-07", "ICJ/180/ORD/2021-12-07"],
    ),
    "ibid-takes-over-the-case": (
        _with_note("One.", DECEMBER) + "\nTwo.<sup>2</sup>\n\n<sup>2</sup> *Ibid.*, Order of 17 November 2023.\n",
        ["ICJ/180/ORD/2021-12-07", "ICJ/180/ORD/2023-11-17"],
    ),
    "upper-case": ("INTERNATIONAL COURT OF JUSTICE\n\nORDER OF 7 December 2021", ["ICJ/?/ORD/2021-12-07"]),
}
NONE = {
    "constitutional-court": "the Constitutional Court, in its judgment of 7 December 2021",
    "european-court": "the European Court of Human Rights, judgment of 7 December 2021",
    "criminal-court": "the International Criminal Court, order of 7 December 2021",
    "no-court": "by order of 7 December 2021 the Minister closed the border",
    "no-such-day": "the International Court of Justice, order of 31 February 2021",
    "no-date": "the International Court of Justice, in its order",
    "court-in-the-next-sentence": "by order of 7 December 2021. The International Court of Justice met",
    "other-court-behind": "in its judgment of 7 December 2021, the European Court of Human Rights said so",
    "in-order-to": "in order to meet on 7 December 2021 at the International Court of Justice",
    "other-court-nearer": (
        "The International Court of Justice met. The Supreme Court, in its judgment of 7 December 2021, said so."
    ),
}


@pytest.mark.parametrize(("text", "canonical"), FOUND.values(), ids=FOUND.keys())
def test_decisions_are_found(text: str, canonical: list[str]) -> None:
    assert [found.canonical[0] for found in _decisions(text)] == canonical


@pytest.mark.parametrize("text", NONE.values(), ids=NONE.keys())
def test_decisions_of_others_are_left_alone(text: str) -> None:
    assert [found.text for found in _decisions(text)] == []


@pytest.mark.parametrize(
    ("name", "inferred"),
    [
        ("official", None),
        ("in-prose-without-a-case", None),
        ("the-court-before-the-order", "the case is named where this decision is cited in full"),
    ],
)
def test_how_the_case_was_found_is_said(name: str, inferred: str | None) -> None:
    assert _decisions(FOUND[name][0])[0].inferred == inferred


def test_only_case_of_the_document_is_taken_for_another_order() -> None:
    text = f"{ARMENIA}, Order of 7 December 2021. The Court recalled it in its order of 12 October 2022."
    first, second = _decisions(text)
    assert second.canonical == ("ICJ/180/ORD/2022-10-12",)
    assert second.inferred == "the only case of the Court that this document cites"
    assert first.date
    assert first.date.value.isoformat() == "2021-12-07"


def test_two_cases_leave_an_order_open() -> None:
    text = (
        f"{ARMENIA}, Order of 7 December 2021. {AZERBAIJAN}, Order of 7 December 2021. The Court's order of 1 May 2022."
    )
    assert _decisions(text)[-1].canonical == ("ICJ/?/ORD/2022-05-01",)


def test_treaty_in_the_title_of_a_case_belongs_to_the_case() -> None:
    assert [found.kind for found in references(f"{ARMENIA}, Order of 7 December 2021")] == [Kind.ICJ]
