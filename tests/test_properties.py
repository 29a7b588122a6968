"""What must hold for any text: spans, order, markup, determinism, no crash."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from refcheck.domain.symbols import parse
from refcheck.errors import ReadingError
from refcheck.model import Checked, Kind, Reference
from refcheck.reading import from_bytes
from refcheck.report import Report
from refcheck.rules import judge
from refcheck.together import Together
from tests import checking
from tests.checking import LETTERS, TODAY, prose

CITATIONS = (
    *("A/78/636", "A/78/636-S/2023/960", "S/RES/853 (1993)", "A/RES/217 A (III)", "E/CN.4/1999/79 and Add.1–3"),
    *("Security Council resolution 853 (1993)", "resolutions 822 (1993), 853 (1993) and 884 (1993)", "UNSCR 1325"),
    *("General Assembly resolution 48/114, adopted on 20 December 1993, para. 3", "Opinion No. 46/2024", "Ibid."),
    *("the International Court of Justice, Order of 7 December 2021", "https://un.org/a_(b)", "www.un.org"),
    *("the Charter of the United Nations", "“A title of some length”, 5 May 2003, p. 8", "paras. 3–5 and 8 (a)"),
    *("résolution 1325 (2000) du Conseil de sécurité", "安全理事会第1325(2000)号决议", "قرار مجلس الأمن 1325 (2000)"),
)
MARKUP = (
    *("**", "*", "_", "<sup>1</sup>", "\n\n<sup>1</sup> ", "\n\n<sup>2</sup> ", "[", "](#)", "](https://un.org/a)"),
    *(
        "\n\n",
        "\n",
        "\r\n",
        " ",
        "; ",
        ", and ",
        ". ",
        "(",
        ")",
        "\u00a0",
        "\u00ad",
        "\u200b",
        "# ",
        "[^1]",
        "\n[^1]: ",
    ),
    *("Distr.: General\n28 May 2025\n", "General Assembly\nSeventy-ninth session\n", "Agenda items 34 and 39\n"),
    *(
        "Letter dated 28 May 2025 from the President addressed to the Council\n\n",
        "(see annexes I and II)",
        "Annex I\n",
    ),
)
PIECES = st.one_of(st.sampled_from(CITATIONS), st.sampled_from(MARKUP), st.text(max_size=8))
TEXTS = st.lists(PIECES, max_size=25).map("".join)


def _report(text: str) -> Report:
    try:
        return checking.report(text)
    except ReadingError:
        assume(False)  # not a text that can be read
        raise


@given(TEXTS)
def test_every_span_lies_in_the_text(text: str) -> None:
    report = _report(text)
    whole = report.document.text
    for reference in report.references:
        assert 0 <= reference.span.start < reference.span.end <= len(whole)
        assert whole[reference.span.start : reference.span.end] == reference.text
    for finding in report.findings:
        for span in (finding.span, *(related.span for related in finding.related)):
            assert 0 <= span.start < span.end <= len(whole)


@given(TEXTS)
def test_references_stand_in_order_and_apart(text: str) -> None:
    spans = [found.span for found in _report(text).references if found.kind is not Kind.SHORT]
    assert spans == sorted(spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))


@given(TEXTS)
def test_canonical_symbols_are_fixed_points(text: str) -> None:
    for reference in _report(text).references:
        for form in reference.canonical if reference.kind is Kind.SYMBOL else ():
            symbol = parse(form)
            assert symbol
            assert symbol.canonical == form


@given(TEXTS)
def test_short_forms_refer_to_a_reference_before(text: str) -> None:
    references = _report(text).references
    starts = {reference.span.start for reference in references}
    for reference in references:
        assert set(reference.antecedents) <= starts
        if reference.refers_to is not None:
            assert reference.refers_to in reference.antecedents


@given(TEXTS)
def test_checking_twice_gives_the_same(text: str) -> None:
    first, second = _report(text), _report(text)
    assert first.to_json() == second.to_json()
    checked = Checked(first.document, first.letters, first.references, first.verdicts, TODAY, prose(first.document))
    assert judge(checked) == first.findings


@given(TEXTS)
def test_report_is_valid_json(text: str) -> None:
    report = _report(text)
    content = json.loads(report.to_json())
    assert len(content["references"]) == content["summary"]["references"] == len(report.references)
    assert content["document"]["characters"] == len(report.document.text)


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(st.text(max_size=300))
def test_no_text_makes_it_fail(text: str) -> None:
    assert isinstance(_report(text), Report)


@given(st.binary(max_size=300))
def test_bytes_are_a_document_or_an_error_that_says_why(content: bytes) -> None:
    said = ""
    try:
        said = from_bytes(content, "letter.txt").text
    except ReadingError as error:
        said = error.reason
    assert said.strip("\ufeff \t\r\n\f")


INVISIBLE = ("**", "*", "\u00ad", "\u200b", "\u200e", "\u2060")


def _claims(reference: Reference) -> tuple[object, ...]:
    day = reference.date.value if reference.date else None
    return reference.kind, reference.canonical, reference.pinpoints, day


@given(st.sampled_from([text for text in CITATIONS if "/" in text or "resolution" in text]), st.data())
def test_citation_survives_invisible_markup(citation: str, data: st.DataObject) -> None:
    if "://" in citation or "www." in citation:
        return
    place = data.draw(st.integers(0, len(citation)))
    sign = data.draw(st.sampled_from(INVISIBLE))
    if "*" in sign and 0 < place < len(citation) and (citation[place - 1 : place + 1]).isalnum():
        return  # "**Council**Distr.": a star between letters parts two words
    marked = citation[:place] + sign + citation[place:]
    plain, changed = (checking.references(f"see {text}, x") for text in (citation, marked))
    assert [_claims(found) for found in plain] == [_claims(found) for found in changed]
    for before, after in zip(plain, changed, strict=True):
        assert "".join(before.text.split()) == "".join(after.text.replace(sign, "").split())


@settings(max_examples=25)
@given(st.sampled_from(LETTERS), st.data())
def test_letter_cut_anywhere_is_checked(path: Path, data: st.DataObject) -> None:
    text = path.read_bytes().decode("utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert isinstance(_report(text[start:end]), Report)


@pytest.mark.parametrize("path", LETTERS, ids=[path.stem[:3] for path in LETTERS])
def test_text_before_a_letter_moves_every_place_and_changes_nothing_else(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    head = "A line before.\n\n"
    plain, moved = checking.report(text), checking.report(head + text)
    assert [(found.span.start + len(head), found.canonical) for found in plain.references] == [
        (found.span.start, found.canonical) for found in moved.references
    ]
    assert [finding.message for finding in plain.findings] == [finding.message for finding in moved.findings]


@given(TEXTS)
def test_each_finding_has_an_identity_of_its_own_and_letters_compare(text: str) -> None:
    checked = _report(text)
    assert len(set(checked.identities())) == len(checked.findings)
    together = Together()
    together.add(checked)
    assert together.differences() == ()
