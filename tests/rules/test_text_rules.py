"""Rules that hold a document against the texts of its sources: what they find, and what must not alarm them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from refcheck.model import Severity, Status
from tests.checking import findings, report
from tests.texts.given import REPORT

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
OTHER = "A/79/960\n\n1. The other report speaks of rivers.\n\n2. It ends here.\n\n3. Indeed it does.\n\n(Signed) X\n"
DRAFT = (
    "A/79/L.90\n\n1. Condemns the emptying of the reservoirs;\n\n2. Requests the Secretary-General to report on it;\n\n"
    "3. Decides to remain seized of the matter.\n"
)


@dataclass(frozen=True)
class Wrong:
    """A text with one mistake; `at` is the text of the finding's span."""

    id: str
    text: str
    rule: str
    at: str
    severity: Severity
    says: str
    sources: tuple[str, ...] = (REPORT, OTHER, DRAFT)


LETTER_FROM_ARMENIA = (
    "A/78/764\n\nGeneral Assembly\n\nDistr.: General\n9 February 2024\n\n"
    "Letter dated 8 February 2024 from the Permanent Representative of Armenia to the United Nations addressed to the "
    "Secretary-General\n\nI have the honour to transmit herewith a statement.\n"
)
WRONG = (
    Wrong(
        "sender-of-another-letter",
        "See the letter dated 8 February 2024 from the Permanent Representative of Brazil to the United Nations "
        "addressed to the Secretary-General (A/78/764).",
        "source-author",
        "Permanent Representative of Brazil to the United Nations",
        WARNING,
        "by its own title the letter is from the Permanent Representative of Armenia",
        sources=(LETTER_FROM_ARMENIA,),
    ),
    Wrong(
        "word-changed",
        'The report says that the population "did not obtain enough water" (A/79/950, para. 4).',
        "quotation-matches",
        "did not obtain enough water",
        WARNING,
        "(paragraph 4): “obtain” is written, the source has “receive”.",
    ),
    Wrong(
        "negation-dropped",
        'The report says that the population "did receive enough water between May and August" (A/79/950, para. 4).',
        "quotation-matches",
        "did receive enough water between May and August",
        ERROR,
        "“not” is left out without a sign",
    ),
    Wrong(
        "number-changed",
        'The report says that it "covers the year 2023" (A/79/950, para. 1).',
        "quotation-matches",
        "covers the year 2023",
        ERROR,
        "“2023” is written, the source has “2024”",
    ),
    Wrong(
        "words-of-another-paragraph",
        'The report says that "many families left their homes" (A/79/950, para. 3).',
        "quotation-matches",
        "many families left their homes",
        WARNING,
        "stand in A/79/950 in paragraph 4, not in paragraph 3.",
    ),
    Wrong(
        "words-of-nobody",
        'The report says that "the turbines were sold to a neighbouring country" (A/79/950, para. 3).',
        "quotation-matches",
        "the turbines were sold to a neighbouring country",
        ERROR,
        "does not stand in A/79/950.",
    ),
    Wrong(
        "in-neither-source-of-the-note",
        'The report says that "the turbines were sold to a neighbouring country".<sup>1</sup>\n\n'
        "<sup>1</sup> See A/79/950, para. 3; A/79/960, para. 1.\n",
        "quotation-matches",
        "the turbines were sold to a neighbouring country",
        ERROR,
        "does not stand in A/79/950 or in A/79/960.",
    ),
    Wrong(
        "punctuation",
        'The report says that it "covers the year 2024; it was prepared after visits" (A/79/950, para. 1).',
        "quotation-matches",
        "covers the year 2024; it was prepared after visits",
        INFO,
        "punctuation, capitals or spelling differ",
    ),
    Wrong(
        "no-such-paragraph",
        "The dams are described in the report (A/79/950, para. 30).",
        "pinpoint-exists",
        "A/79/950",
        ERROR,
        "Paragraph 30 of A/79/950 is cited, but its text has only paragraphs 1 to 5.",
    ),
    Wrong(
        "no-such-paragraph-of-the-annex",
        "The proposals are known (A/79/950, annex, para. 20).",
        "pinpoint-exists",
        "A/79/950",
        ERROR,
        "paragraphs 1 to 2 of annex",
    ),
    Wrong(
        "no-such-section",
        "The proposals are known (A/79/950, sect. VI).",
        "pinpoint-exists",
        "A/79/950",
        ERROR,
        "Section VI of A/79/950 is cited, but its text has only sections I to II.",
    ),
    Wrong(
        "no-such-footnote",
        "The source is named there (A/79/950, footnote 12).",
        "cited-footnote-exists",
        "A/79/950",
        WARNING,
        "Footnote 12 of A/79/950 is cited, but its text has only footnotes 1 to 2.",
    ),
    Wrong(
        "stops-before-however",
        'The report says that "two of the dams were found to be sound" (A/79/950, para. 3).',
        "quotation-truncated",
        "two of the dams were found to be sound",
        INFO,
        "However, the third dam leaks",
    ),
    Wrong(
        "replaced",
        "The dams are described in the report (A/79/950).",
        "superseded",
        "A/79/950",
        WARNING,
        "A/79/950/Rev.1, which is among the sources, replaces the document cited",
        (REPORT.replace("A/79/950", "A/79/950/Rev.1"),),
    ),
    Wrong(
        "verb-of-another-paragraph",
        "The draft resolution condemned the emptying of the reservoirs (A/79/L.90, para. 2).",
        "pinpoint-supports",
        "A/79/L.90",
        INFO,
        "“2. Requests the Secretary-General to report on it;”",
    ),
)


@pytest.mark.parametrize("case", WRONG, ids=[case.id for case in WRONG])
def test_mistake_is_found(case: Wrong) -> None:
    found = [
        finding
        for finding in findings(case.text, sources=case.sources)
        if finding.severity is not INFO or case.severity is INFO
    ]
    at = [case.text[finding.span.start : finding.span.end] for finding in found]
    assert [(finding.rule, finding.severity) for finding in found] == [(case.rule, case.severity)]
    assert at == [case.at]
    assert case.says in found[0].message
    assert found[0].evidence


RIGHT = {
    "exact": 'The report says that she "was not given access to the northern dam" (A/79/950, para. 2).',
    "bracket": 'The report says that "[m]any families left their homes" (A/79/950, para. 4).',
    "scare-quotes": 'The so-called "water war" is no war (A/79/950, para. 4).',
    "text-not-at-hand": 'The report says that "the turbines were sold to a neighbour" (A/79/970, para. 4).',
    "second-source-has-the-words": (
        'The author says that the report "speaks of rivers".<sup>1</sup>\n\n'
        "<sup>1</sup> See A/79/950, para. 3; A/79/960, para. 1.\n"
    ),
    "another-source-of-the-note-not-at-hand": (
        'It says that "the turbines were sold to a neighbouring country".<sup>1</sup>\n\n'
        "<sup>1</sup> See A/79/950, para. 3; A/79/970, para. 1.\n"
    ),
    "revision-cited-as-well": "See the report (A/79/950) and its revision (A/79/950/Rev.1).",
    "verb-of-the-paragraph": "The draft resolution condemned the emptying (A/79/L.90, para. 1).",
    "paragraph-range": "The dams are described in the report (A/79/950, paras. 3-5).",
    "page-of-a-text-without-page-numbers": "The dams are described in the report (A/79/950, p. 30).",
}


@pytest.mark.parametrize("name", RIGHT)
def test_nothing_is_found(name: str) -> None:
    sources = (REPORT, OTHER, DRAFT, *((REPORT.replace("A/79/950", "A/79/950/Rev.1"),) if "revision" in name else ()))
    assert [f"{found.rule}: {found.message}" for found in findings(RIGHT[name], sources=sources)] == []


def test_a_later_revision_than_the_letter_is_none_of_its_business() -> None:
    letter = (
        "General Assembly\n\nDistr.: General\n2 May 2025\n\nGeneral Assembly\nSeventy-ninth session\n\n"
        "Agenda item 34\n\n"
        "Letter dated {} from the Permanent Representative of X to the United Nations addressed to the "
        "Secretary-General\n\nI refer to my letter (A/79/960).\n"
    )
    later = letter.format("30 May 2025").replace("(A/79/960)", "").replace("Distr.", "A/79/960/Rev.1\n\nDistr.")
    found = findings(letter.format("1 May 2025"), sources=(later,))
    assert [finding.rule for finding in found if finding.rule == "superseded"] == []
    found = findings(letter.format("1 May 2025"), sources=(later.replace("30 May", "30 April"),))
    assert [finding.rule for finding in found if finding.rule == "superseded"] == ["superseded"]


@pytest.mark.parametrize(
    ("text", "status", "compared"),
    [
        ("See A/79/950, para. 3.", Status.VERIFIED, ["exists", "paragraph"]),
        ("See A/79/950, para. 30.", Status.MISMATCH, ["exists", "paragraph"]),
        ("See A/79/950.", Status.VERIFIED, ["exists"]),
        ("See A/79/970, para. 3.", Status.UNVERIFIABLE, []),
        ('It says that "many families left their homes" (A/79/950).', Status.VERIFIED, ["exists", "quotation"]),
        ('It says that "most families left their homes" (A/79/950).', Status.MISMATCH, ["exists", "quotation"]),
    ],
)
def test_the_verdict_says_what_was_compared(text: str, status: Status, compared: list[str]) -> None:
    checked = report(text, sources=(REPORT,))
    (verdict,) = checked.verdicts
    assert verdict.status is status
    assert [item.field for item in verdict.comparisons] == compared


@pytest.mark.parametrize(
    ("places", "reason"),
    [
        ("para. 3", ""),
        ("para. 30", ""),
        ("p. 7", "Page 7 was not compared: its text does not show where it stands."),
    ],
)
def test_a_text_at_hand_is_not_said_to_be_missing(places: str, reason: str) -> None:
    source = "A/RES/48/114\n\n1. Urges all States;\n\n2. Calls upon them;\n\n3. Requests a report.\n"
    (verdict,) = report(f"See General Assembly resolution 48/114, {places}.", sources=(source,)).verdicts
    assert verdict.reason == reason


def test_the_source_that_has_the_words_is_named() -> None:
    checked = report(RIGHT["second-source-has-the-words"], sources=(REPORT, OTHER))
    (quotation,) = checked.consulted.quotations
    assert quotation.bearer is not None
    assert checked.references[quotation.bearer].canonical == ("A/79/960",)
    assert quotation.passage is not None
    assert (quotation.passage.place, quotation.passage.words) == ("paragraph 1", "speaks of rivers")
    assert quotation.passage.before == "The other report"
