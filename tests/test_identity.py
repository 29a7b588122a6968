"""What a finding's identity survives, and what it does not."""

from __future__ import annotations

import pytest

from refcheck.identity import identities
from refcheck.model import Finding, Severity, Span
from refcheck.reading import from_bytes
from tests.checking import report
from tests.reading.builders import docx, paragraph

SENTENCE = "The Council recalled its resolution 853 (1996), adopted on 29 July 1993, and resolution 884 (1993)."
LETTER = f"An opening sentence. {SENTENCE} A closing sentence.\n\nA second paragraph.\n"


def _of(text: str, rule: str = "resolution-year") -> list[str]:
    """The identities of the findings of one rule in `text`."""
    checked = report(text)
    named = zip(checked.findings, checked.identities(), strict=True)
    return [identity for finding, identity in named if finding.rule == rule]


def _only(text: str, rule: str = "resolution-year") -> str:
    (identity,) = _of(text, rule)
    return identity


SURVIVED = {
    "a-sentence-before": LETTER.replace("An opening", "Another sentence, with figures: 12. An opening"),
    "a-sentence-behind": LETTER.replace("A closing", "One more (2 of 3). A closing"),
    "a-sentence-less": LETTER.replace("An opening sentence. ", ""),
    "a-paragraph-before": f"A new paragraph on resolution 822 (1993).\n\n{LETTER}",
    "a-paragraph-behind": f"{LETTER}\nA new paragraph on resolution 822 (1993).\n",
    "the-paragraph-moved": f"A second paragraph.\n\n{LETTER.partition(chr(10))[0]}\n",
    "reflowed": LETTER.replace(" ", "\n"),
    "reflowed-with-carriage-returns": LETTER.replace("its resolution 853 ", "its\r\nresolution\r\n853\r\n"),
    "hyphenated-at-the-end-of-a-line": LETTER.replace("recalled", "re-\ncalled"),
    "indented": LETTER.replace("The Council", "   The  Council"),
    "emphasized": LETTER.replace("The Council", "**The** *Council*"),
    "in-capitals": LETTER.replace("The Council", "THE COUNCIL"),
    "other-hyphens": LETTER.replace("853 (1996)", "853\u00a0(1996)"),
    "far-away-in-the-sentence": LETTER.replace("and resolution 884 (1993)", "and resolution 822 (1993)"),
    "a-number-beside-it-mended": LETTER.replace("29 July 1993", "30 July 1993"),
    "a-note-behind-it": LETTER.replace("29 July 1993,", "29 July 1993,<sup>1</sup>") + "\n<sup>1</sup> A note.\n",
}


@pytest.mark.parametrize("text", SURVIVED.values(), ids=SURVIVED.keys())
def test_survives(text: str) -> None:
    assert text != LETTER
    assert _only(text) == _only(LETTER)


CHANGED = {
    "other-words": LETTER.replace("853 (1996)", "853 (1995)"),
    "another-sentence": LETTER.replace("The Council recalled its", "The Council in its"),
}


@pytest.mark.parametrize("text", CHANGED.values(), ids=CHANGED.keys())
def test_does_not_survive(text: str) -> None:
    assert _only(text) != _only(LETTER)


def test_is_the_same_in_another_format() -> None:
    checked = report(LETTER)
    word = from_bytes(docx(paragraph(LETTER.partition("\n")[0]), paragraph("A second paragraph.")), "letter.docx")
    start = word.text.index("resolution 853 (1996)")
    (found,) = [finding for finding in checked.findings if finding.rule == "resolution-year"]
    same = Finding(found.rule, found.severity, Span(start, start + found.span.end - found.span.start), "")
    assert identities(word, [same]) == (_only(LETTER),)


def test_new_numbers_of_notes_change_nothing() -> None:
    first, second = "\n\nFirst.<sup>{}</sup>\n\nSecond.<sup>{}</sup>\n\n", "<sup>{}</sup> See the letter.\n\n"
    before = first.format(1, 2) + second.format(1)
    after = f"New.<sup>1</sup>{first.format(2, 3)}<sup>1</sup> A new note.\n\n{second.format(2)}"
    assert _only(before, "footnote-missing-text") == _only(after, "footnote-missing-text")


def test_two_rules_at_one_place_differ() -> None:
    assert len(set(_identities(LETTER, ("a-rule", 0, 5), ("b-rule", 0, 5)))) == 2


def test_two_findings_of_one_rule_at_one_place_differ() -> None:
    assert len(set(_identities(LETTER, ("a-rule", 0, 5), ("a-rule", 0, 5)))) == 2


def test_alike_findings_are_counted_from_the_beginning() -> None:
    once, twice = f"{SENTENCE}\n", f"{SENTENCE}\n\n{SENTENCE}\n"
    first, second = _of(twice)
    assert first == _only(once)
    assert second != first


def test_the_order_of_the_findings_does_not_matter() -> None:
    wanted = [("a-rule", 0, 5), ("a-rule", 20, 25), ("b-rule", 0, 5)]
    forwards, backwards = _identities(LETTER, *wanted), _identities(LETTER, *wanted[::-1])
    assert forwards == backwards[::-1]


@pytest.mark.parametrize("text", ["", "\udcff", "x" * 5000, "第1325号决议。第1326号决议。"])
def test_any_text_and_any_span_give_one(text: str) -> None:
    whole, nothing, beyond = _identities(text, ("a", 0, len(text)), ("b", 0, 0), ("c", len(text), len(text) + 9))
    assert len({whole, nothing, beyond}) == 3


def _identities(text: str, *findings: tuple[str, int, int]) -> list[str]:
    document = report("x").document._replace(text=text)
    return list(
        identities(document, [Finding(rule, Severity.ERROR, Span(start, end), "") for rule, start, end in findings])
    )
