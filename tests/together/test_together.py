"""Letters beside one another: what is told, and what is left alone."""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass, replace

import pytest

import refcheck.together
from refcheck.model import Difference
from refcheck.report import Report
from refcheck.together import MODULES, Together, name_of
from tests import checking
from tests.checking import cover

ITEMS = "Agenda items 34 and 67\n\n{}\n\nPeacebuilding and sustaining peace"


def _reports(*texts: str) -> list[Report]:
    """The reports on texts that are a.txt, b.txt and so on."""
    found = []
    for letter, text in zip("abcdefghijklmnopqrstuvwxyz", texts, strict=False):
        checked = checking.report(text)
        found.append(replace(checked, document=checked.document._replace(path=f"{letter}.txt")))
    return found


def _differences(*texts: str) -> tuple[Difference, ...]:
    together = Together()
    for report in _reports(*texts):
        together.add(report)
    return together.differences()


@dataclass(frozen=True)
class Case:
    check: str
    texts: tuple[str, ...]
    message: str


TOLD = {
    "letter-dated-twice": Case(
        "symbol-two-dates",
        ("my letter dated 5 December 2023 (S/2023/960)", "the letter dated 6 December 2023 (S/2023/960)"),
        "S/2023/960 is dated 5 December 2023 in a.txt, but 6 December 2023 in b.txt.",
    ),
    "three-dates": Case(
        "symbol-two-dates",
        tuple(f"my letter dated {day} December 2023 (S/2023/960)" for day in (5, 6, 7)),
        "S/2023/960 is dated 5 December 2023 in a.txt and 6 December 2023 in b.txt, but 7 December 2023 in c.txt.",
    ),
    "half-of-a-double-symbol": Case(
        "symbol-two-dates",
        ("my letter dated 5 December 2023 (A/78/636-S/2023/960)", "my letter dated 6 December 2023 (S/2023/960)"),
        "S/2023/960 is dated 5 December 2023 in a.txt, but 6 December 2023 in b.txt.",
    ),
    "double-symbol-is-one-matter": Case(
        "symbol-two-dates",
        tuple(f"my letter dated {day} December 2023 (A/78/636-S/2023/960)" for day in (5, 6)),
        "A/78/636 is dated 5 December 2023 in a.txt, but 6 December 2023 in b.txt.",
    ),
    "one-letter-in-a-signature": Case(
        "name-two-spellings",
        ("(Signed) Tofig **Musayev**\nAmbassador", "(Signed) Tofiq Musayev  \nAmbassador"),
        "A name is spelt Tofig Musayev in a.txt, but Tofiq Musayev in b.txt; perhaps it is one person.",
    ),
    "an-accent": Case(
        "name-two-spellings",
        ("the statement by Mr. José Gómez", "as Mr. Jose Gomez said"),
        "A name is spelt José Gómez in a.txt, but Jose Gomez in b.txt; perhaps it is one person.",
    ),
    "two-letters-exchanged": Case(
        "name-two-spellings",
        ("President Ilham Aliyev", "President Ilham Ailyev"),
        "A name is spelt Ilham Aliyev in a.txt, but Ilham Ailyev in b.txt; perhaps it is one person.",
    ),
    "a-letter-less": Case(
        "name-two-spellings",
        ("Ms. Elisabeth Mueller was heard.", "Ms. Elisabeth\nMuller was heard."),
        "A name is spelt Elisabeth Mueller in a.txt, but Elisabeth Muller in b.txt; perhaps it is one person.",
    ),
    "title-of-an-item": Case(
        "item-two-titles",
        (
            cover(items=ITEMS.format("Prevention of armed conflict")),
            cover(items=ITEMS.format("**Prevention of violent\nconflict**")),
        ),
        "Agenda item 34 of the seventy-ninth session of the General Assembly is called “Prevention of armed conflict” "
        "in a.txt, but “Prevention of violent conflict” in b.txt.",
    ),
    "figure-of-one-sender": Case(
        "figures-differ",
        (
            cover("On 26 February 1992, 613 civilians were killed in the town of Khojaly."),
            cover("In Khojaly, 631 civilians were\nkilled by Armenian forces on 26 February 1992."),
        ),
        "Letters of one sender give two figures for civilians killed on 26 February 1992: 613 in a.txt, "
        "but 631 in b.txt.",
    ),
}


@pytest.mark.parametrize("case", TOLD.values(), ids=TOLD.keys())
def test_told(case: Case) -> None:
    (difference,) = _differences(*case.texts)
    assert (difference.check, difference.message) == (case.check, case.message)
    assert [place.path for place in difference.places] == [f"{name}.txt" for name in "abc"[: len(case.texts)]]


LEFT_ALONE = {
    "the-same-date": ("my letter dated 5 December 2023 (S/2023/960)",) * 2,
    "dates-of-two-kinds": ("my letter dated 5 December 2023 (S/2023/960)", "S/2023/960 (8 December 2023)"),
    "two-symbols": ("letter dated 5 December 2023 (S/2023/960)", "letter dated 6 December 2023 (S/2023/961)"),
    "twice-in-one-document": ("letter dated 5 May 2023 (S/2023/960); letter dated 6 May 2023 (S/2023/960)", "Nothing."),
    "two-brothers": ("Mr. Alexander Smith", "Mr. Leonard Smith"),
    "short-names": ("Mr. Ali Hassan", "Mr. Eli Hassan"),
    "man-and-woman": ("Mr. Mario Rossi", "Ms. Maria Rossi"),
    "man-and-woman-with-a-vowel-more": ("Mr. Robert Brown", "Ms. Roberta Brown"),
    "two-words-differ": ("Mr. Tofig Musayev", "Mr. Tofiq Musaev"),
    "capitals": ("(Signed) Tofig MUSAYEV", "(Signed) Tofig Musayev"),
    "apostrophes": ("Mr. Sean O'Brien", "Mr. Sean O’Brien"),
    "office-below-a-signature": ("Ambassador\nPermanent Representative", "Ambassador\nPermanent Representatives"),
    "titles-of-two-sessions": (
        cover(items=ITEMS.format("Prevention of armed conflict")),
        cover(items=ITEMS.format("Question of Cyprus"), session="Seventy-eighth session", dated="28 May 2024"),
    ),
    "title-cut-short": (
        cover(items=ITEMS.format("Prevention of armed conflict")),
        cover(items=ITEMS.format("Prevention of")),
    ),
    "title-in-capitals-and-bold": (
        cover(items=ITEMS.format("Prevention of armed conflict")),
        cover(items=ITEMS.format("**PREVENTION OF\nARMED CONFLICT**")),
    ),
    "a-title-too-few": (
        cover(items=ITEMS.format("Prevention of armed conflict")),
        cover(items="Agenda items 34 and 67\n\nPeacebuilding and sustaining peace"),
    ),
    "preliminary-list": (
        cover(items=ITEMS.format("Prevention of armed conflict")),
        cover(items="Items 34 and 67 of the preliminary list\n\nQuestion of Cyprus\n\nPeacebuilding"),
    ),
    "figures-of-two-places": (
        cover("On 4 May 2020, 5 civilians were killed by Armenian forces in Agdam."),
        cover("On 4 May 2020, 3 civilians were killed by Armenian forces in Fuzuli."),
    ),
    "figures-of-two-days": (
        cover("On 4 May 2020, 5 civilians were killed in Agdam."),
        cover("On 5 May 2020, 3 civilians were killed in Agdam."),
    ),
    "figures-of-two-deeds": (
        cover("On 4 May 2020, 5 civilians were killed in Agdam."),
        cover("On 4 May 2020, 3 civilians were wounded in Agdam."),
    ),
    "figures-of-two-things": (
        cover("On 4 May 2020, 5 houses were destroyed in Agdam."),
        cover("On 4 May 2020, 3 schools were destroyed in Agdam."),
    ),
    "figures-that-grow": (
        cover("As of 4 May 2020, 345 people were killed in Agdam."),
        cover("As of 4 May 2020, 356 people were killed in Agdam."),
    ),
    "a-figure-that-is-rounded": (
        cover("On 4 May 2020, 613 civilians were killed in Agdam."),
        cover("On 4 May 2020, more than 600 civilians were killed in Agdam."),
    ),
    "a-figure-written-differently": (
        cover("On 4 May 2020, 4,000 people were displaced in Agdam."),
        cover("On 4 May 2020, 4 000 people were displaced in Agdam."),
    ),
    "figures-of-two-senders": (
        cover("On 4 May 2020, 5 civilians were killed in Agdam."),
        cover("On 4 May 2020, 3 civilians were killed in Agdam.").replace("Representative of X", "Representative of Y"),
    ),
    "figures-within-one-sentence": (
        cover("On 4 May 2020, 5 civilians in the north and 4 civilians in the south were killed in Agdam."),
        cover("On 4 May 2020, 9 civilians were killed in Agdam."),
    ),
}


@pytest.mark.parametrize("texts", LEFT_ALONE.values(), ids=LEFT_ALONE.keys())
def test_left_alone(texts: tuple[str, ...]) -> None:
    assert [difference.message for difference in _differences(*texts)] == []


def test_every_module_is_in_the_list() -> None:
    names = {module.name for module in pkgutil.iter_modules(refcheck.together.__path__)} - {"fact"}
    assert {name_of(module).replace("-", "_") for module in MODULES} == names


def test_a_letter_against_itself_says_nothing() -> None:
    text = "(Signed) Tofig Musayev\n\n(Signed) Tofiq Musayev\n"
    assert _differences(text) == ()


def test_a_message_names_two_documents_where_one_has_both() -> None:
    (difference,) = _differences("Mr. José Gómez and Mr. Jose Gomez", "Mr. Jose Gomez")
    assert difference.message.startswith("A name is spelt José Gómez in a.txt, but Jose Gomez in b.txt;")
    assert [place.path for place in difference.places] == ["a.txt", "a.txt", "b.txt"]


def test_facts_are_bounded() -> None:
    together = Together(most_keys=2)
    for report in _reports(*(f"letter dated 5 December 2023 (S/2023/{number})" for number in (1, 2, 3))):
        together.add(report)
    assert together.full
    first, _, third = _reports(*(f"letter dated 6 December 2023 (S/2023/{number})" for number in (1, 2, 3)))
    for report in (first, third):
        together.add(replace(report, document=report.document._replace(path=f"later/{report.document.path}")))
    assert [difference.message.split()[0] for difference in together.differences()] == ["S/2023/1"]


def test_a_value_keeps_three_places_however_many_documents_give_it() -> None:
    texts = ["letter dated 5 December 2023 (S/2023/960)"] * 9 + ["letter dated 6 December 2023 (S/2023/960)"]
    (difference,) = _differences(*texts)
    assert [place.path for place in difference.places] == ["a.txt", "b.txt", "c.txt", "j.txt"]


def test_a_place_is_where_the_words_stand() -> None:
    texts = ("First line.\n\n(Signed) Tofig Musayev\n", "(Signed) Tofiq Musayev\n")
    (difference,) = _differences(*texts)
    for place, text in zip(difference.places, texts, strict=True):
        assert text[place.start : place.end] == place.words
    assert [place.line for place in difference.places] == [3, 1]
