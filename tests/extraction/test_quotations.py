"""Words in quotation marks, and the citation that they are taken from."""

from __future__ import annotations

import pytest

from tests.checking import document, references

NOTE = "\n\n<sup>1</sup> A/78/636, para. 3.\n"
WORDS = "the situation has become much worse"
CASE = "Application of the International Convention on the Elimination of All Forms of Racial Discrimination"


def _quoted(text: str) -> list[tuple[str, str]]:
    """Each quotation in `text`, with the citation that has it."""
    return [(found.text, claim.text) for found in references(text) for claim in found.quotations]


MARKS = {
    "straight": f'He said that "{WORDS}".<sup>1</sup>',
    "curly": f"He said that “{WORDS}”.<sup>1</sup>",
    "single": f"He said that ‘{WORDS}’.<sup>1</sup>",
    "single-with-an-apostrophe": f"He said that ‘{WORDS}’, in the country’s north.<sup>1</sup>",
    "french": f"Il a déclaré que «\u00a0{WORDS}\u00a0»<sup>1</sup>.",
    "spanish": f"declaró que «{WORDS}»<sup>1</sup>.",
    "german-and-russian": f"заявил, что „{WORDS}“<sup>1</sup>.",
    "arabic": f"ذكر أن ”{WORDS}“<sup>1</sup>.",
    "chinese-corners": f"他指出「{WORDS}」。<sup>1</sup>",
    "indicator-before-the-stop": f'He said that "{WORDS}"<sup>1</sup>.',
    "over-a-line": "He said that “the situation has\nbecome much worse”.<sup>1</sup>",
    "with-emphasis": f"He said that *“{WORDS}”*.<sup>1</sup>",
    "marked-in-markdown": f"He said that “{WORDS}”.<sup>1</sup>",
}


@pytest.mark.parametrize("text", MARKS.values(), ids=MARKS.keys())
def test_quotation_marks_of_six_languages(text: str) -> None:
    assert _quoted(text + NOTE) == [("A/78/636", WORDS)]


ATTRIBUTED: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "note-at-once": (f"It is “{WORDS}”.<sup>1</sup>{NOTE}", [("A/78/636", WORDS)]),
    "second-of-two-notes": (
        f"It is “{WORDS}”.<sup>1, 2</sup>\n\n<sup>1</sup> An explanation.\n\n<sup>2</sup> A/78/637.\n".replace(
            "<sup>1, 2</sup>", "<sup>1</sup>,<sup>2</sup>"
        ),
        [("A/78/637", WORDS)],
    ),
    "note-at-the-end-of-the-sentence": (
        f"He noted that “{WORDS}” in the north of the country.<sup>1</sup>{NOTE}",
        [("A/78/636", WORDS)],
    ),
    "note-of-the-next-quotation": (
        f"He noted that “{WORDS}”. Moreover, he said that “it will not become any better”.<sup>1</sup>{NOTE}",
        [("A/78/636", WORDS), ("A/78/636", "it will not become any better")],
    ),
    "note-with-several-sources": (
        f"It is “{WORDS}”.<sup>1</sup>\n\n<sup>1</sup> A/78/636; S/RES/853 (1993).\n",
        [("A/78/636", WORDS), ("S/RES/853 (1993)", WORDS)],
    ),
    "note-with-ibid": (
        f"One.<sup>1</sup> It is “{WORDS}”.<sup>2</sup>\n\n<sup>1</sup> A/78/636.\n\n<sup>2</sup> Ibid., para. 3.\n",
        [("Ibid.", WORDS)],
    ),
    "case-in-brackets": (
        f"He noted that “{WORDS}” ({CASE} (Armenia v. Azerbaijan), Provisional Measures, Order of 7 December 2021).",
        [("Order of 7 December 2021", WORDS)],
    ),
    "brackets": (f"He noted that “{WORDS}” (A/78/636, para. 3).", [("A/78/636", WORDS)]),
    "brackets-with-see": (
        f"It is “{WORDS}” (see A/78/636, para. 3; and A/78/637).",
        [("A/78/636", WORDS), ("A/78/637", WORDS)],
    ),
    "in-which": (
        f"See Security Council resolution 853 (1993), in which the Council noted that “{WORDS}”.",
        [("Security Council resolution 853 (1993)", WORDS)],
    ),
    "place-and-speaker": (
        f"In its resolution 853 (1993) of 29 July 1993, the Security Council noted that “{WORDS}”.",
        [("resolution 853 (1993)", WORDS)],
    ),
    "subject": (
        f"Security Council resolution 853 (1993) states that “{WORDS}”.",
        [("Security Council resolution 853 (1993)", WORDS)],
    ),
    "colon": (f"A/78/636, para. 3: “{WORDS}”.", [("A/78/636", WORDS)]),
    "according-to": (f"According to A/78/636, it is said that “{WORDS}”.", [("A/78/636", WORDS)]),
    "citation-behind": (f"“{WORDS}”, as stated in A/78/636, para. 3.", [("A/78/636", WORDS)]),
    "french": (
        f"Dans sa résolution 853 (1993), le Conseil de sécurité a souligné que « {WORDS} ».",
        [("résolution 853 (1993)", WORDS)],
    ),
    "russian": (
        f"В резолюции 853 (1993) Совет Безопасности отметил, что «{WORDS}».",
        [("резолюции 853 (1993)", WORDS)],
    ),
    "in-a-note": (
        f"One.<sup>1</sup>\n\n<sup>1</sup> A/78/636, para. 3 (“{WORDS}”), states: “{WORDS}”.\n",
        [("A/78/636", WORDS)],
    ),
    "letters-replaced": (
        "It said that “[t]hrough his actions … he [the person] contributed”.<sup>1</sup>" + NOTE,
        [("A/78/636", "[t]hrough his actions … he [the person] contributed")],
    ),
    "one-in-another": (
        "It noted that “he said ‘never again’ to them ‘and’ left”.<sup>1</sup>" + NOTE,
        [("A/78/636", "he said ‘never again’ to them ‘and’ left")],
    ),
    "same-marks-in-another": (
        "It noted that “he said “never again” to them”.<sup>1</sup>" + NOTE,
        [("A/78/636", "he said “never again” to them")],
    ),
    "two-paragraphs": (
        "It noted:\n\n“The situation has become worse.\n\n“It will become worse still.”<sup>1</sup>" + NOTE,
        [("A/78/636", "The situation has become worse. It will become worse still.")],
    ),
    "scare-quotes-with-a-source": ("It was a “land grab”.<sup>1</sup>" + NOTE, [("A/78/636", "land grab")]),
    # None
    "scare-quotes": ("In A/78/636 it is stated that the “land grab” goes on.", []),
    "title-behind-a-noun": (f"The report “{WORDS.capitalize()}” (A/78/636) is long.", []),
    "title-said": (f"the item entitled “{WORDS}”.<sup>1</sup>{NOTE}", []),
    "title-with-capitals": (f"“Our Common Agenda for the Future”<sup>1</sup> was welcomed.{NOTE}", []),
    "title-in-a-note": (f"One.<sup>1</sup>\n\n<sup>1</sup> “{WORDS.capitalize()}” (A/78/636).\n", []),
    "term": (f"(hereinafter “{WORDS}”)<sup>1</sup>{NOTE}", []),
    "term-in-brackets": ("the Agreement (the “new peace agreement”)<sup>1</sup>" + NOTE, []),
    "term-spoken-of": (f"the words “{WORDS}”<sup>1</sup>{NOTE}", []),
    "according-to-a-paragraph": (f"According to paragraph 60 of A/HRC/52/30, “{WORDS}”.", [("A/HRC/52/30", WORDS)]),
    "as-recalled-in": (
        f"As the Council recalled in its resolution 853 (1993), “{WORDS}”.",
        [("resolution 853 (1993)", WORDS)],
    ),
    "as-a-speaker-said-of": (f"As he stated, referring to resolution 853 (1993), “{WORDS}”.", []),
    "as-a-result-of": (f"As a result of resolution 853 (1993), “{WORDS}” is over.", []),
    "other-speaker": (f"Pursuant to resolution 853 (1993), the President noted that “{WORDS}”.", []),
    "no-verb": (f"Since resolution 853 (1993) there is a “{WORDS}” plan.", []),
    "other-sentence": (f"In A/78/636 it was noted. He lives in a “{WORDS}” house.", []),
    "other-paragraph": (
        f"He noted that “{WORDS}”.\n\nOne more thing, “it will become better”.<sup>1</sup>{NOTE}",
        [("A/78/636", "it will become better")],
    ),
    "citation-between": (
        f"He noted that “{WORDS}”. See A/78/637. He said that “it will become better”.<sup>1</sup>{NOTE}",
        [("A/78/636", "it will become better")],
    ),
    "note-without-a-source": (f"It is “{WORDS}”.<sup>1</sup>\n\n<sup>1</sup> An explanation.\n", []),
    "never-closed": (f"He noted that “{WORDS}.<sup>1</sup>{NOTE}", []),
    "inches": ('a 12" pipe and a 14" pipe.<sup>1</sup>' + NOTE, []),
}


@pytest.mark.parametrize(("text", "quoted"), ATTRIBUTED.values(), ids=ATTRIBUTED.keys())
def test_whose_a_quotation_is(text: str, quoted: list[tuple[str, str]]) -> None:
    assert [pair for pair in _quoted(text) if pair[0] != ""] == quoted


@pytest.mark.parametrize(
    ("text", "direct"),
    [
        (f"It is “{WORDS}”.<sup>1</sup>{NOTE}", [True]),
        (f"He noted that “{WORDS}” there.<sup>1</sup>{NOTE}", [False]),
        (f"He noted that “{WORDS}”. He said that “it will become better”.<sup>1</sup>{NOTE}", [False, True]),
    ],
    ids=["at-once", "end-of-the-sentence", "next-quotation"],
)
def test_how_sure_the_source_is(text: str, direct: list[bool]) -> None:
    assert [claim.direct for found in references(text) for claim in found.quotations] == direct


def test_place_of_a_quotation() -> None:
    text = f"It is “*the situation has\nbecome* much worse”.<sup>1</sup>{NOTE}"
    (claim,) = (claim for found in references(text) for claim in found.quotations)
    assert document(text).text[claim.span.start : claim.span.end] == "the situation has\nbecome* much worse"


def test_a_quotation_is_no_title() -> None:
    (found,) = references(f"He stated that “{WORDS}” (A/78/636).")
    assert found.title is None


def test_notes_that_count_anew_have_their_own_sources() -> None:
    text = (
        f"It is “{WORDS}”.<sup>1</sup>\n\n<sup>1</sup> A/78/636.\n\nAnnex\n\nIt is “not as bad as that”.<sup>1</sup>"
        "\n\n<sup>1</sup> A/78/637.\n"
    )
    assert _quoted(text) == [("A/78/636", WORDS), ("A/78/637", "not as bad as that")]
