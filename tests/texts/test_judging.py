"""Quotations against texts written for it: what is right, altered, elsewhere, not there, or not to be told."""

from __future__ import annotations

import pytest

from refcheck.model import Pinpoint, Unit, Wording
from refcheck.texts.judging import Judgement, judge
from tests.texts.given import REPORT, RESOLUTION, given

RIGHT, WRITING, ELSEWHERE, ALTERED, ABSENT, UNCHECKED = (
    Wording.RIGHT,
    Wording.WRITING,
    Wording.ELSEWHERE,
    Wording.ALTERED,
    Wording.ABSENT,
    Wording.UNCHECKED,
)


def judged(quotation: str, text: str = RESOLUTION, *paragraphs: str, language: str | None = "en") -> Judgement:
    pinpoints = [Pinpoint(Unit.PARA, number, number) for number in paragraphs]
    return judge(quotation, given(text), pinpoints, language)


@pytest.mark.parametrize(
    ("quotation", "wording"),
    [
        # the words are the source's
        ("cease all such acts immediately and refrain from any action", RIGHT),
        ("would obstruct a peaceful settlement", RIGHT),
        ("every person has a right to water", RIGHT),
        ("recalls that ‘every person has a right to water’", RIGHT),
        ("Requests the Secretary–General, in consultation with the States concerned", RIGHT),
        ("access to the reservoirs and to provide", RIGHT),  # the note's number lost its height
        ("humani- tarian organizations", RIGHT),
        ("all States to cooperate with the envoy", RIGHT),
        ("at least 1,500 cubic metres a day", RIGHT),
        ("at least 1 500 cubic metres a day", RIGHT),
        ("at least 1500 cubic metres a day", RIGHT),
        ("implementation of the present resolution; Notes that the parties", RIGHT),  # over a paragraph's number
        # marked changes
        ("[d]emands that the parties cease all such acts", RIGHT),
        ("Demand[ed] that the parties cease all such acts", RIGHT),
        ("Demands that the part[y] cease all such acts", RIGHT),
        ("Demands that the parties … refrain from any action", RIGHT),
        ("Demands that the parties . . . refrain from any action", RIGHT),
        ("Demands that the parties [...] refrain from any action", RIGHT),
        ("Condemns the emptying … and to report to the Council", RIGHT),
        ("to appoint [an envoy] within 30 days", RIGHT),
        ("to report to the [Security] Council not later than 1 March 2026", RIGHT),
        ("cease all such acts immediately [emphasis added]", RIGHT),
        ("… obstruct a peaceful settlement", RIGHT),
        # only written otherwise
        ("in consultation with the States concerned to appoint a special envoy", WRITING),
        ("CEASE ALL SUCH ACTS IMMEDIATELY", WRITING),
        ("humanitarian organisations access to the reservoirs", WRITING),
        ("at least 1,500 cubic meters a day", WRITING),
        # altered: no sign says so
        ("Demands that the parties cease all such acts soon and refrain from any action", ALTERED),
        ("Requests that the parties cease all such acts immediately", ALTERED),
        ("cease all acts immediately and refrain from any action", ALTERED),
        ("which the parties have explained", ALTERED),
        ("that the parties may withhold water from the civilian population", ALTERED),
        ("that the parties must not withhold water from the civilian population", ALTERED),
        ("to appoint a special envoy within 90 days", ALTERED),
        ("within thirty-one days, and to report to the Council not later than 1 March", ALTERED),
        ("not later than 1 March 2027 on the implementation", ALTERED),
        ("at least 15,00 cubic metres a day", ALTERED),
        ("at least 1.500 cubic metres a day", ALTERED),
        ("as agreed in paragraph 2 of document S/2025/310", ALTERED),
        ("may [not] refrain from any action that would obstruct a peaceful settlement", ALTERED),
        ("refrain [not] from any action that would obstruct a peaceful settlement", ALTERED),
        ("that the parties may … withhold water from the civilian population", ALTERED),  # the points stand for "not"
        ("that the parties may [always] withhold water from the civilian population", ALTERED),
        # two sentences made one
        ("Condemns the emptying of the reservoirs and refrain from any action that would obstruct", ALTERED),
        ("three reservoirs in the region have been emptied, which the parties have not explained", ALTERED),
        # not there
        ("calls upon the two armies to withdraw from the dams without delay", ABSENT),
        ("the parties have agreed to share all of the water of the river", ABSENT),
        # so few words that they may be a term
        ("water war", UNCHECKED),
        ("water thieves", UNCHECKED),
        ("special envoy", RIGHT),
    ],
)
def test_quotation(quotation: str, wording: Wording) -> None:
    assert judged(quotation).wording is wording


@pytest.mark.parametrize(
    ("quotation", "paragraphs", "wording"),
    [
        ("cease all such acts immediately", ["2"], RIGHT),
        ("cease all such acts immediately", ["1", "2"], RIGHT),
        ("cease all such acts immediately", ["3"], ELSEWHERE),
        ("the parties", ["4"], RIGHT),  # stands in several paragraphs
        ("peaceful settlement; Requests the Secretary-General", ["2", "3"], RIGHT),  # runs from one into the other
        ("three reservoirs in the region", ["1"], ELSEWHERE),  # in the preamble
        ("three reservoirs in the region", [], RIGHT),
        ("cease all such acts soon and refrain from any action", ["3"], ALTERED),
        ("cease all such acts immediately", ["60"], RIGHT),  # another rule says that there is no such paragraph
    ],
)
def test_place(quotation: str, paragraphs: list[str], wording: Wording) -> None:
    assert judged(quotation, RESOLUTION, *paragraphs).wording is wording


@pytest.mark.parametrize(
    ("quotation", "written", "source", "grave"),
    [
        ("the parties have explained", None, None, False),
        ("which the parties have explained", "", "not", True),
        ("cease all such acts soon and refrain", "soon", "immediately", False),
        ("a special envoy within 90 days", "90", "30", True),
        ("cease all acts immediately and refrain", "", "such", False),
        ("cease all such terrible acts immediately", "terrible", "", False),
    ],
)
def test_differing_words_are_named(quotation: str, written: str | None, source: str | None, grave: bool) -> None:
    match = judged(quotation).match
    assert match is not None
    assert [tuple(difference) for difference in match.differences] == (
        [(written, source, grave)] if written is not None else [("", "not", True)]
    )


PART = REPORT[REPORT.index("3. Two of the dams") : REPORT.index("<sup>1</sup> See")]


@pytest.mark.parametrize(
    ("text", "paragraphs", "wording"),
    [
        (REPORT, [], ABSENT),
        (PART, [], UNCHECKED),  # begins with paragraph 3
        (PART, ["4"], UNCHECKED),
        (f"Extract\n\n{REPORT}", ["4"], UNCHECKED),
        (REPORT.replace("3. Two of the dams", "[…]\n\nTwo of the dams"), ["1"], UNCHECKED),
        (REPORT.split("Annex")[0], [], UNCHECKED),  # a pasted text that shows no end
        (REPORT.split("Annex")[0], ["4"], ABSENT),  # but the paragraph cited is at hand, and what stands before it
        (REPORT.split("Annex")[0], ["5"], UNCHECKED),  # where the last one ends is not sure
    ],
)
def test_only_a_whole_text_proves_absence(text: str, paragraphs: list[str], wording: Wording) -> None:
    assert judged("the turbines were sold to a neighbouring country", text, *paragraphs).wording is wording


def test_a_translation_proves_nothing() -> None:
    assert judged("las turbinas fueron vendidas a un país vecino", language="es").wording is UNCHECKED


def test_a_hostile_quotation_is_given_up() -> None:
    assert judged("the parties … " * 500).wording is UNCHECKED
    assert judged("a" * 200_000).wording is UNCHECKED


def test_a_long_quotation_is_compared_to_its_end() -> None:
    paragraph = " ".join(f"word{number} stands beside sign{number}." for number in range(400))
    text = f"A/79/951\n\n1. {paragraph}\n\n2. End.\n\n(Signed) X\n"
    assert judged(paragraph, text).wording is RIGHT
    assert judged(paragraph.replace("sign350", "mark350"), text).wording is ALTERED
    assert judged(paragraph.replace("word120 stands", "word120 never stands"), text).wording is ALTERED
