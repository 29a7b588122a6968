from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.model import Block, DateKind, Kind, Pinpoint, Role, Severity, Span, Status, Unit
from refcheck.reporting import words as vocabulary
from refcheck.reporting.places import Places
from refcheck.reporting.words import moment_words, pinpoint_words
from tests.reporting.examples import document


@pytest.mark.parametrize(
    ("text", "offset", "line"),
    [("", 0, 1), ("a\nb", 1, 1), ("a\nb", 2, 2), ("a\r\nb", 3, 2), ("a\rb", 2, 2), ("a\n\n", 3, 3)],
)
def test_lines_count_from_one(text: str, offset: int, line: int) -> None:
    assert Places(document(text)).line(offset) == line


def test_a_place_in_a_note_names_the_note() -> None:
    text = "Text.\nNote four."
    places = Places(document(text, blocks=(Block(Span(6, 16), Role.NOTE, "4"),)))

    assert (places.words(0), places.words(8)) == ("line 1", "line 2, note 4")


@pytest.mark.parametrize(
    ("format_", "pages", "words", "margin"),
    [
        ("txt", (), "line 4", (12, "4")),
        ("docx", (), "paragraph 2", (7, "¶ 2")),
        ("html", (), "paragraph 2", (7, "¶ 2")),
        ("pdf", (0, 7), "page 2", (12, "p. 2")),
    ],
)
def test_a_place_is_named_as_people_count_in_such_a_file(
    format_: str, pages: tuple[int, ...], words: str, margin: tuple[int, str]
) -> None:
    places = Places(document("First\n\nmore\nhere\n\n \nThird", format=format_, pages=pages))

    assert places.words(13) == words
    assert places.margin(13) == margin


def test_an_excerpt_is_cut_between_words_and_folds_white_space() -> None:
    text = "word " * 60 + "the\n  place" + " word" * 60
    start = text.index("the\n")
    excerpt = Places(document(text)).excerpt(Span(start, start + 11))

    assert excerpt.marked == "the place"
    assert excerpt.before.startswith("… word ")
    assert excerpt.before.endswith("word ")
    assert excerpt.after.startswith(" word")
    assert excerpt.after.endswith("word …")
    assert 180 <= len(excerpt.before + excerpt.marked + excerpt.after) <= 220


def test_an_excerpt_of_a_note_stays_in_it() -> None:
    text = "Before the note.\n\nSee A/78/1.\n\nAfter the note."
    places = Places(document(text, blocks=(Block(Span(18, 29), Role.NOTE, "1"),)))
    excerpt = places.excerpt(Span(22, 28))

    assert (excerpt.before, excerpt.marked, excerpt.after) == ("See ", "A/78/1", ".")


def test_an_excerpt_shows_indicators_as_raised_numbers() -> None:
    text = "One.<sup>1</sup> Two.<sup>12</sup> Three.<sup>3, 4</sup>"
    start = text.index("<sup>12")
    excerpt = Places(document(text)).excerpt(Span(start, start + len("<sup>12</sup>")))

    assert (excerpt.before, excerpt.marked, excerpt.after) == ("One.¹ Two.", "¹²", " Three.³, ⁴")


@given(st.text(max_size=900), st.integers(-5, 950), st.integers(0, 900))
def test_an_excerpt_is_short_whatever_the_place(text: str, start: int, length: int) -> None:
    excerpt = Places(document(text)).excerpt(Span(start, start + length))

    assert len(excerpt.before + excerpt.marked + excerpt.after) <= 260


@pytest.mark.parametrize(
    ("pinpoints", "words"),
    [
        ([("para", "3", "3")], "para. 3"),
        ([("para", "116", "117")], "paras. 116–117"),
        ([("para", "86", "86"), ("para", "91", "92"), ("para", "117", "117")], "paras. 86, 91–92 and 117"),
        ([("section", "II", "II"), ("para", "4", "4")], "sect. II, para. 4"),
        ([("annex", "", "")], "annex"),
    ],
)
def test_pinpoints_in_words(pinpoints: list[tuple[str, str, str]], words: str) -> None:
    assert pinpoint_words(tuple(Pinpoint(Unit(unit), first, last) for unit, first, last in pinpoints)) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [("2026-11-20T22:05:00Z", "20 November 2026, 22:05 UTC"), ("yesterday", "yesterday")],
)
def test_the_time_of_a_run_in_words(moment: str, words: str) -> None:
    assert moment_words(moment) == words


def test_there_is_a_word_for_everything() -> None:
    assert set(vocabulary.KIND_NAMES) == set(Kind)
    assert set(vocabulary.STATUS) == set(Status)
    assert set(vocabulary.SEVERITY_NAMES) == set(Severity)
    assert all(pinpoint_words((Pinpoint(unit, "1", "1"),)) for unit in Unit)
    assert all(vocabulary.date_words(date(2025, 4, 1), kind) for kind in DateKind)
