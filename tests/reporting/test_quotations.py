"""Quotations beside their sources, on the page and in JSON."""

from __future__ import annotations

import json

from refcheck.reporting import html
from refcheck.reporting.places import Places
from refcheck.reporting.quotations import quotation_rows
from tests.checking import report
from tests.texts.given import REPORT

ALTERED = 'The report says that the population "did not obtain enough water" (A/79/950, para. 4).'
RIGHT = 'The report says that "many families left their homes" (A/79/950, para. 4).'
UNKNOWN = 'The report says that "many families left their homes" (A/79/970, para. 4).'


def test_words_that_differ_are_marked_on_both_sides() -> None:
    checked = report(ALTERED, sources=(REPORT,))
    (row,) = quotation_rows(checked, Places(checked.document))
    assert [(piece.text, piece.differs) for piece in row.written] == [
        ("did not", False),
        ("obtain", True),
        ("enough water", False),
    ]
    assert [piece.text for piece in row.known if piece.differs] == ["receive"]
    assert (row.source, row.place, row.status) == ("A/79/950", "line 1", "mismatch")


def test_the_page_shows_the_passage_with_what_stands_around_it() -> None:
    page = html.render(report(ALTERED, sources=(REPORT,)))
    section = page[page.index('<section id="quotations"') :]
    assert "<h4>In the source, paragraph 4</h4>" in section
    assert '<del><span class="vh">only here: </span>obtain</del>' in section
    assert '<ins><span class="vh">only here: </span>receive</ins>' in section
    assert "between May and August" in section


def test_what_was_not_compared_says_why() -> None:
    checked = report(UNKNOWN, sources=(REPORT,))
    (row,) = quotation_rows(checked, Places(checked.document))
    assert (row.status, row.says) == ("unverifiable", "Not compared: the text of its source is not at hand.")


def test_without_texts_the_page_has_no_such_section() -> None:
    assert 'id="quotations"' not in html.render(report(RIGHT))


def test_a_source_cannot_bring_markup_into_the_page() -> None:
    hostile = REPORT.replace("Many families left", "Many families left<script>alert(1)</script>")
    assert "<script>alert" not in html.render(report(RIGHT, sources=(hostile,)))


def test_json() -> None:
    (quotation,) = json.loads(report(ALTERED, sources=(REPORT,)).to_json())["quotations"]
    assert (quotation["wording"], quotation["reference"]) == ("altered", 0)
    assert quotation["differences"] == [{"written": "obtain", "source": "receive", "grave": False}]
    assert quotation["passage"]["place"] == "paragraph 4"
    assert quotation["passage"]["words"] == "did not receive enough water"
