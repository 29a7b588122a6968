"""The view without markup: what a pattern reads, and how a place in it leads back to the document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.extraction.view import make_view
from tests.checking import document


def _read(text: str) -> str:
    return make_view(document(text)).text


SHOWN = {
    "plain": ("plain text", "plain text"),
    "bold": ("**bold** text", "bold text"),
    "italics": ("*Ibid.*, text", "Ibid., text"),
    "underscores": ("_Ibid._, text", "Ibid., text"),
    "underscores-inside-a-word": ("a_b_c", "a_b_c"),
    "escaped": (r"a \* b \[c\]", "a * b [c]"),
    "superscript": ("text.<sup>1</sup> More", "text. More"),
    "html-emphasis": ("<b>bold</b> <i>it</i>", "bold it"),
    "break": ("one<br>two", "one two"),
    "heading": ("## Heading", "Heading"),
    "link": ("[A/78/636](https://undocs.org/A/78/636) x", "A/78/636 x"),
    "lost-link": ("[A/78/636](#) x", "A/78/636 x"),
    "glued-bold": ("**Council**Distr.", "Council Distr."),
    "soft-hyphen": ("resolu\u00adtion", "resolution"),
    "zero-width": ("A/\u200b78", "A/78"),
    "direction-marks": ("\u200eA/78\u200f", "A/78"),
    "no-break-space": ("853\u00a0(1993)", "853 (1993)"),
    "no-break-hyphen": ("A/78/636\u2011S", "A/78/636-S"),
    "full-width": ("Ａ／７８（１）", "A/78(1)"),
    "arabic-digits": ("٨٥٣", "853"),
    "carriage-return": ("one\r\ntwo", "one\ntwo"),
    "byte-order-mark": ("\ufeffA/78", "A/78"),
    "less-than": ("a < b > c", "a < b > c"),
    "multiplication": ("2 * 3", "2  3"),
}


@pytest.mark.parametrize(("text", "shown"), SHOWN.values(), ids=SHOWN.keys())
def test_what_a_pattern_reads(text: str, shown: str) -> None:
    assert _read(text) == shown


def test_notes_stand_behind_the_running_text() -> None:
    text = (
        "The sentence goes<sup>1</sup> on\n\n<sup>1</sup> A note.\n\nover the page.<sup>2</sup>\n\n"
        "<sup>2</sup> Another.\n"
    )
    view = make_view(document(text))
    body = view.text[: view.notes_start]
    assert "".join(body.split()) == "Thesentencegoesonoverthepage."
    assert [label for _, label in view.notes] == ["1", "2"]
    assert [view.text[slice(*view.segment(start))].strip() for start, _ in view.notes] == ["A note.", "Another."]


def test_segment_of_the_running_text() -> None:
    view = make_view(document("Text.<sup>1</sup>\n\n<sup>1</sup> A note.\n"))
    assert view.segment(0) == (0, view.notes_start)
    assert view.note_at(0) is None
    assert view.note_at(len(view.text) - 1) == "1"


def test_span_leads_back_over_markup() -> None:
    text = "see **resolution** *853* (1993)"
    view = make_view(document(text))
    start = view.text.index("resolution")
    span = view.span(start, view.text.index(")") + 1)
    assert text[span.start : span.end] == "resolution** *853* (1993)"


MARKUP = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "**",
                "*",
                "_",
                "<sup>1</sup>",
                "\n\n<sup>1</sup> ",
                "[",
                "](",
                ")",
                "](#)",
                "\\",
                "\n---\n",
                "# ",
                "<br>",
                "\r\n",
                "\u00ad",
                "\u200b",
                "\u00a0",
                "A/78/636",
                "S/2023/960",
                "Ibid.",
                "[^1]",
                "[^1]: ",
                "*** ",
            ]
        ),
        st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=6),
    ),
    max_size=30,
).map("".join)


@given(MARKUP)
def test_every_place_leads_back_into_the_document(text: str) -> None:
    if not text.strip("\ufeff \t\r\n\f"):
        return
    read = document(text)
    view = make_view(read)
    for position in range(len(view.text)):
        span = view.span(position, position + 1)
        assert 0 <= span.start < span.end <= len(read.text)


@given(MARKUP)
def test_letters_and_digits_lead_back_to_themselves(text: str) -> None:
    if not text.strip("\ufeff \t\r\n\f"):
        return
    read = document(text)
    view = make_view(read)
    for position, character in enumerate(view.text):
        if character.isascii() and character.isalnum() and read.text.isascii():
            assert read.text[view.offset(position)] == character
