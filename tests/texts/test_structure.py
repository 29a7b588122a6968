"""What a text counts, and whether it is whole."""

from __future__ import annotations

import pytest

from refcheck.model import Pinpoint, Unit
from refcheck.texts.places import exists, in_annexes
from tests.texts.given import REPORT, RESOLUTION, given

PREFACE = "A/79/951\n\n"
LISTED = (
    f"{PREFACE}Contents\n\n1. Visits\n\n2. Findings\n\n3. Proposals\n\n1. The envoy visited the dams.\n\n"
    "2. She asked for:\n\n1. maps;\n\n2. keys.\n\n3. She was given both.\n\n4. She thanked the authorities.\n"
)
ARTICLES = PREFACE + "\n\n".join(
    f"Article {number}\n\n1. The parties share water.\n\n2. They do so by turns.\n\n3. Nobody is left out."
    for number in range(1, 6)
)
PAGED = (
    f"{PREFACE}1. One sentence is here.\n\nA/79/951\n2/3\n\n2. Two sentences are here.\n\nA/79/951\n3/3\n\n3. Three.\n"
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (RESOLUTION, "1 2 3 4 5 6"),
        (REPORT, "1 2 3 4 5"),
        (LISTED, "1 2 3 4"),
        (ARTICLES, ""),  # the count begins again in each article: no count of the document
        ("A/79/951\n\nNo paragraph has a number here.\n", ""),
        (f"{PREFACE}1.\tThe first.\n\n2.\tThe second.\n", "1 2"),
        (f"{PREFACE}1. \nThe first is long.\n\n2. \nThe second is long.\n", "1 2"),
        (f"{PREFACE}7. The seventh.\n\n8. The eighth.\n", "7 8"),
        (f"{PREFACE}In 1993. A year is no paragraph.\n\n1. The first.\n\n2. The second.\n", "1 2"),
        (f"{PREFACE}1. The first.\n\n2. The second.\n\n4. The fourth.\n\n5. The fifth.\n", "1 2 4 5"),
    ],
)
def test_paragraphs(text: str, numbers: str) -> None:
    assert " ".join(place.label for place in given(text).structure.counted(Unit.PARA).places) == numbers


def test_a_list_inside_a_paragraph_belongs_to_it() -> None:
    text = given(LISTED)
    place = text.structure.counted(Unit.PARA).of("2")
    assert place is not None
    assert " ".join(text.view.text[place.start : place.end].split()) == "2. She asked for: 1. maps; 2. keys."


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Recalling its earlier", ""),
        ("Demands that", "paragraph 2"),
        ("peaceful settlement", "paragraph 2"),
        ("not later than", "paragraph 3"),
    ],
)
def test_where_words_stand(words: str, place: str) -> None:
    text = given(RESOLUTION)
    assert text.structure.where(text.view.text.index(words)) == place


def test_where_words_of_annexes_and_notes_stand() -> None:
    text = given(REPORT)
    assert text.structure.where(text.view.text.index("meet once a month")) == "annex, paragraph 1"
    assert text.structure.where(text.view.text.index("Figures of")) == "footnote 2"


@pytest.mark.parametrize(
    ("text", "pinpoints", "found"),
    [
        (RESOLUTION, "para 3", True),
        (RESOLUTION, "para 3(a)", True),
        (RESOLUTION, "para 3-5", True),
        (RESOLUTION, "para 30", False),
        (RESOLUTION, "para 5-30", False),
        (RESOLUTION, "annex", None),  # it may have been published by itself
        (REPORT, "para 5", True),
        (REPORT, "para 50", False),
        (REPORT, "annex", True),
        (REPORT, "annex; para 2", True),
        (REPORT, "annex; para 20", False),
        (REPORT, "section II", True),
        (REPORT, "section V", False),
        (REPORT, "section 5", None),  # its sections have Roman numbers
        (REPORT, "footnote 2", True),
        (REPORT, "footnote 12", False),
        (REPORT, "page 3", None),
        (PAGED, "page 2", True),
        (PAGED, "page 12", False),
        (ARTICLES, "article 3", True),
        (ARTICLES, "para 30", None),
        (LISTED, "para 60", None),  # a text file that shows no end may be a part
        (f"{LISTED}\n(Signed) X\n", "para 60", False),
        (f"Excerpt\n\n{RESOLUTION}", "para 30", None),
        (RESOLUTION.replace("4. Notes", "Notes"), "para 30", None),  # a number is missing
        (REPORT.replace("3. Two", "…\n\n3. Two"), "para 50", None),
        (f"{LISTED[:-2]} of both States, who had come a long way to meet her and were", "para 50", None),
    ],
)
def test_places(text: str, pinpoints: str, found: bool | None) -> None:
    *_, (pinpoint, annex) = in_annexes([_pinpoint(one) for one in pinpoints.split("; ")])
    assert exists(given(text), pinpoint, annex)[0] is found


def _pinpoint(written: str) -> Pinpoint:
    unit, _, places = written.partition(" ")
    first, _, last = places.partition("-")
    return Pinpoint(Unit(unit), first, last or first)


def test_what_the_text_counts_is_said() -> None:
    assert exists(given(RESOLUTION), Pinpoint(Unit.PARA, "30", "30"), None)[1] == "paragraphs 1 to 6"
    assert exists(given(REPORT), Pinpoint(Unit.PARA, "20", "20"), "")[1] == "paragraphs 1 to 2 of annex"


def test_a_hostile_text_takes_time_in_proportion_to_its_length() -> None:
    text = "A/79/951\n\n" + "\n".join(f"{number % 3 + 1}. x" for number in range(30_000))
    assert given(text).structure.counted(Unit.PARA).places == ()
