"""The table of kinds: every example is run, and every kind that the contract names is there."""

from __future__ import annotations

import pytest

from refcheck.extraction.kinds import KINDS, Example, KindRow
from refcheck.model import Kind
from tests.checking import references

EXAMPLES = [(row, example) for row in KINDS for example in row.examples]
each_example = pytest.mark.parametrize(
    ("row", "example"), EXAMPLES, ids=[f"{row.kind}-{example.text[:40]}" for row, example in EXAMPLES]
)
# An example of several lines is a table, and stands on lines of its own.
IN_PROSE = [(row, example) for row, example in EXAMPLES if "\n" not in example.text]
each_in_prose = pytest.mark.parametrize(
    ("row", "example"), IN_PROSE, ids=[f"{row.kind}-{example.text[:40]}" for row, example in IN_PROSE]
)
WRAPPED = {
    "alone": "{}",
    "in-a-sentence": "It was said so before; {}, and the text goes on. ",
    "in-brackets": "It was said so ({}).",
    "in-bold": "It was said so: **{}**.",
    "in-italics": "It was said so: *{}*",
    "in-a-note": "It was said so.<sup>1</sup>\n\n<sup>1</sup> {}\n",
    "in-a-table": "| It was | said so |\n|---|---|\n| {} | 1990 |\n",
    "in-a-quotation": "It was said so: “{}”.",
    "after-a-heading": "# Heading\n\n{}",
}


@each_example
def test_example_is_found(row: KindRow, example: Example) -> None:
    found = [reference for reference in references(example.text) if reference.kind is row.kind]
    assert tuple(reference.canonical for reference in found) == example.canonical


@each_in_prose
@pytest.mark.parametrize("around", WRAPPED.values(), ids=WRAPPED.keys())
def test_example_is_found_wherever_it_stands(row: KindRow, example: Example, around: str) -> None:
    found = [reference for reference in references(around.format(example.text)) if reference.kind is row.kind]
    assert tuple(reference.canonical for reference in found) == example.canonical


@each_in_prose
@pytest.mark.parametrize("space", ["\n", "\r\n", "\u00a0", "\u202f"], ids=["lf", "crlf", "nbsp", "narrow"])
def test_example_is_found_over_line_breaks_and_with_other_spaces(row: KindRow, example: Example, space: str) -> None:
    text = example.text.replace(" ", space)
    found = [reference for reference in references(text) if reference.kind is row.kind]
    assert tuple(reference.canonical for reference in found) == example.canonical


@each_example
def test_text_of_a_reference_is_its_span(row: KindRow, example: Example) -> None:
    text = f"ÄÖ 😀 {example.text}"
    for reference in references(text):
        assert text[reference.span.start : reference.span.end] == reference.text
        assert reference.text == reference.text.strip(), row.name


def test_kinds_of_the_contract_are_in_the_table() -> None:
    assert {"symbol", "resolution", "icj", "treaty", "url"} <= {row.kind.value for row in KINDS}
    assert "short" in [kind.value for kind in Kind]


def test_every_row_has_an_example_and_a_name() -> None:
    assert all(row.examples and row.name for row in KINDS)


def test_rows_of_one_kind_have_one_rank() -> None:
    ranks: dict[Kind, set[int]] = {}
    for row in KINDS:
        ranks.setdefault(row.kind, set()).add(row.rank)
    assert all(len(seen) == 1 for seen in ranks.values())
