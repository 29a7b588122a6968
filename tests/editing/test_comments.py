from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from refcheck.editing.comments import annotated
from refcheck.errors import ReadingError
from refcheck.model import Acceptance, Finding, Severity, Span
from refcheck.pipeline import check_document
from refcheck.reading.docx_notes import W
from refcheck.report import Report
from tests import checking
from tests.editing.word_files import (
    BODY,
    anchored,
    comment,
    letter,
    main_part,
    parts_of,
    read,
    said,
    stored,
    types,
    without_comments,
)
from tests.reading.builders import docx, packed, paragraph, run

LETTER = letter(*BODY)
TEXT = read(LETTER).text


def finding(words: str, message: str = "what is wrong", text: str = TEXT, **more: object) -> Finding:
    start = text.index(words)
    return Finding("a-rule", Severity.WARNING, Span(start, start + len(words)), message, **more)  # type: ignore[arg-type]


def report(content: bytes, *findings: Finding) -> Report:
    return replace(check_document(read(content), checking.catalogue(), checking.NOW), findings=findings)


def with_comments(*findings: Finding, content: bytes = LETTER) -> bytes:
    return annotated(content, report(content, *findings))[0]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("Letter on", id="the whole beginning of a run"),
        pytest.param("Security Council resolution 853 (1994)", id="across runs of different looks"),
        pytest.param("curity Co", id="inside one run"),
        pytest.param("eighty five", id="a tracked insertion"),
        pytest.param("ghty fi", id="inside a tracked insertion"),
        pytest.param("ed eighty five and", id="from before an insertion to behind a deletion"),
        pytest.param("A/78/636", id="a hyperlink"),
        pytest.param("/78/6", id="inside a hyperlink"),
        pytest.param("a field", id="inside the result of a field"),
        pytest.param("linked A/78/636", id="into a hyperlink"),
        pytest.param("space kept\tafter", id="over a tab"),
        pytest.param("no space kept", id="text whose space is not kept"),
        pytest.param("a & b <c>\u2011 d", id="signs that XML writes otherwise"),
        pytest.param("second cell", id="a cell of a table"),
        pytest.param("bound words", id="a content control that Word writes"),
        pytest.param("ree wor", id="inside a content control"),
        pytest.param("in a smart tag", id="a smart tag"),
        pytest.param("10th", id="a raised ending"),
    ],
)
def test_a_comment_encloses_exactly_the_words(words: str) -> None:
    copy = with_comments(finding(words))
    assert anchored(copy) == {"0": words}
    assert said(copy) == {"0": ["Warning: what is wrong", "Rule: a-rule"]}


@pytest.mark.parametrize(
    ("words", "shown_at", "quoted"),
    [
        pytest.param("resolution 853 (1994).", "¶", "In the footnote 1: “resolution 853 (1994).”", id="a note"),
        pytest.param("words in the box", "¶", "In the text box: “words in the box”", id="a text box"),
        pytest.param("A/79/857", "Letter on ", "In the header: “A/79/857”", id="a header"),
        pytest.param("<sup>2</sup> Ibid.", "¶", "In the footnote 2: “<sup>2</sup> Ibid.”", id="the label of a note"),
    ],
)
def test_where_word_knows_no_comments_the_words_are_quoted(words: str, shown_at: str, quoted: str) -> None:
    copy = with_comments(finding(words))
    assert anchored(copy) == {"0": shown_at}
    assert said(copy)["0"][0] == quoted


@pytest.mark.parametrize(
    ("words", "enclosed"),
    [
        pytest.param("bound", "bound words", id="a control that Word writes is taken whole"),
        pytest.param("first cell\n\nsecond", "first cell", id="a comment ends with its cell"),
        pytest.param("<sup>1", "¶", id="the mark of a note is taken whole"),
        pytest.param("12", "12", id="a number in two raised runs"),
    ],
)
def test_what_cannot_be_cut(words: str, enclosed: str) -> None:
    assert anchored(with_comments(finding(words))) == {"0": enclosed}


def test_a_span_without_words_is_shown_at_the_words_before_it() -> None:
    gap = TEXT.index("\n\n")
    copy = with_comments(Finding("a-rule", Severity.INFO, Span(gap, gap), "empty"))
    assert len(anchored(copy)) == 1
    assert said(copy)["0"][-2] == "Hint: empty"


def test_several_at_one_place_keep_their_order() -> None:
    copy = with_comments(finding("853", "inner"), finding("resolution 853", "outer"), finding("853 (1994)", "later"))
    assert anchored(copy) == {"0": "resolution 853", "1": "853 (1994)", "2": "853"}
    assert [lines[0] for lines in said(copy).values()] == ["Warning: outer", "Warning: later", "Warning: inner"]


def test_between_the_first_two_notes_the_mark_follows_the_second() -> None:
    """What is enclosed stays; LibreOffice would give every note the text of another one."""
    copy = with_comments(finding("A/78/636"), finding("in a field"), finding("no space"))
    assert anchored(copy) == {"0": "A/78/636", "1": "in a field", "2": "no space"}
    marks = main_part(copy).iter(f"{W}commentReference", f"{W}footnoteReference")
    order = [f"{mark.tag.rpartition('}')[2]} {mark.get(f'{W}id')}" for mark in marks]
    comments = ["commentReference 0", "commentReference 1", "commentReference 2"]
    assert order == [comments[0], "footnoteReference 1", "footnoteReference 2", *comments[1:]]


def test_the_mark_of_a_comment_is_no_tracked_insertion() -> None:
    inserted = main_part(with_comments(finding("ighty"), finding("five"))).find(f".//{W}ins")
    assert inserted is not None
    assert [mark.tag for mark in inserted.iter(f"{W}commentReference")] == []
    assert [inserted.get(f"{W}{name}") for name in ("id", "author")] == ["900", "A"]


def test_a_cut_run_keeps_its_properties() -> None:
    root = main_part(with_comments(finding("urit")))
    runs = [
        ("".join(text.text or "" for text in one.iter(f"{W}t")), one.find(f"{W}rPr/{W}b") is not None)
        for one in root.iter(f"{W}r")
    ]
    assert [one for one in runs if one[0] in ("Sec", "urit", "y Coun")] == [
        ("Sec", True),
        ("urit", True),
        ("y Coun", True),
    ]


class TestTheFile:
    def test_every_other_part_keeps_its_bytes_as_they_are_packed(self) -> None:
        changed = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
        before, after = dict(stored(LETTER)), dict(stored(with_comments(finding("853"))))
        assert {name for name in after if after[name] != before.get(name)} == changed
        assert list(after) == [*before, "word/comments.xml"]

    def test_existing_comments_stay_and_keep_their_numbers(self) -> None:
        marks = '<w:commentRangeStart w:id="7"/>', '<w:commentRangeEnd w:id="7"/>'
        reference = '<w:r><w:commentReference w:id="7"/></w:r>'
        body = paragraph(run("See "), marks[0], run("resolution 853"), marks[1], reference, run(" again"))
        content = letter(body, comments=comment(7, "Check this") + comment(2, "unplaced"))
        copy = with_comments(finding("solution 853 ag", text=read(content).text), content=content)
        assert anchored(copy) == {"7": "resolution 853", "8": "solution 853 ag"}
        opened = python_docx.Document(io.BytesIO(copy))
        assert [(one.comment_id, one.author) for one in opened.comments] == [
            (7, "A. Person"),
            (2, "A. Person"),
            (8, "refcheck"),
        ]
        unchanged = {name for name, body in stored(copy) if body == dict(stored(content))[name]}
        assert {"[Content_Types].xml", "word/_rels/document.xml.rels"} <= unchanged

    def test_numbers_beyond_what_programs_count_are_gone_around(self) -> None:
        content = letter(*BODY, comments=comment(2**31 - 1, "last") + comment(0, "first"))
        assert set(said(with_comments(finding("853"), finding("Ibid."), content=content))) == {"1", "2"}

    def test_an_orphaned_part_called_comments_is_left_alone(self) -> None:
        parts = {**parts_of(LETTER), "word/Comments.xml": b"of another program"}
        copy = parts_of(with_comments(finding("853"), content=packed(parts)))
        assert copy["word/Comments.xml"] == b"of another program"
        assert b"comments1.xml" in copy["word/_rels/document.xml.rels"]
        assert b"what is wrong" in copy["word/comments1.xml"]

    def test_strict_files_stay_strict(self) -> None:
        strict = {
            "[Content_Types].xml": types(document="document.main"),
            "word/document.xml": '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>'
            "<w:p><w:r><w:t>resolution 853</w:t></w:r></w:p></w:body></w:document>",
        }
        content = packed(strict)
        copy = parts_of(with_comments(finding("853", text=read(content).text), content=content))
        for part in ("word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels"):
            assert b"purl.oclc.org/ooxml" in copy[part]
            assert b"schemas.openxmlformats.org/wordprocessingml" not in copy[part]

    def test_entries_that_were_written_as_a_stream(self) -> None:
        class Stream(io.BytesIO):
            def seekable(self) -> bool:
                return False

        stream = Stream()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, body in parts_of(LETTER).items():
                archive.writestr(name, body)
        content = stream.getvalue()
        assert anchored(with_comments(finding("853"), content=content)) == {"0": "853"}

    def test_entries_that_lie_over_one_another_are_refused(self) -> None:
        """Written one after the other they would grow without bound."""
        table = LETTER.index(b"PK\x01\x02")
        picture = LETTER.index(b"PK\x01\x02", LETTER.index(b"PK\x01\x02", table + 1) + 1)
        size = int.from_bytes(LETTER[picture + 20 : picture + 24], "little") + len(LETTER)
        lying = LETTER[: picture + 20] + size.to_bytes(4, "little") + LETTER[picture + 24 :]
        with pytest.raises(ReadingError, match=r"damaged|ZIP"):
            with_comments(finding("853"), content=lying)

    def test_the_same_findings_give_the_same_bytes(self) -> None:
        assert with_comments(finding("853")) == with_comments(finding("853"))

    def test_without_findings_the_copy_is_the_file(self) -> None:
        accepted = finding("853", accepted=Acceptance("B. Editor", "meant so", checking.TODAY))
        assert annotated(LETTER, report(LETTER, accepted)) == (LETTER, 0)
        assert annotated(LETTER, report(LETTER, finding("853")), Severity.ERROR) == (LETTER, 0)

    def test_a_file_without_running_text_is_refused(self) -> None:
        content = docx('<w:sectPr><w:headerReference w:type="first" r:id="h1"/><w:titlePg/></w:sectPr>', **_header())  # type: ignore[arg-type]
        with pytest.raises(ReadingError, match="no running text"):
            with_comments(finding("A/79/857", text=read(content).text), content=content)


def _header() -> dict[str, object]:
    whole = parts_of(LETTER)
    relation = '<Relationship Id="h1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"'
    return {"relations": f'{relation} Target="header1.xml"/>', "parts": {"word/header1.xml": whole["word/header1.xml"]}}


def test_comments_without_number_in_one_run() -> None:
    """Each text and run is cut once, however many comments want it."""
    words = "".join(f"<w:t>w{number:05}</w:t><w:tab/>" for number in range(4_000))
    content = letter(f"<w:p><w:r>{words}</w:r></w:p>", paragraph("word " * 20_000))
    text = read(content).text
    findings = [Finding("a-rule", Severity.INFO, Span(start, start + 4), "m") for start in range(0, len(text) - 40, 40)]
    copy = with_comments(*findings, content=content)
    assert read(copy).text == text
    assert list(anchored(copy).values())[1:500] == [text[start : start + 4] for start in range(40, 500 * 40, 40)]


HOSTILE = (
    "</w:t><w:p/>",
    "NUL \0 bell \x07 vt \x0b",
    "\ufffe\uffff",
    "\ud800 alone",
    "a\u202eb\u2066c",
    "]]>&amp;<!--",
    "=1+1",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_in_a_message_breaks_or_turns_the_file(words: str) -> None:
    copy = with_comments(finding("853", message=words, suggestion=words))
    lines = said(copy)["0"]
    assert len(lines) == 3
    shown = "".join(lines)
    assert not any(
        ord(sign) < 32 or sign in "\ufffe\uffff\u202e\u2066" or 0xD800 <= ord(sign) < 0xE000 for sign in shown
    )
    for kept in ("</w:t><w:p/>", "NUL ␀ bell ␇ vt", "]]>&amp;<!--", "=1+1"):
        assert kept not in words or kept in shown
    assert python_docx.Document(io.BytesIO(copy)).paragraphs


SPANS = st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, 60)), min_size=1, max_size=12)


@given(SPANS)
def test_the_text_stays_whatever_is_commented(spans: list[tuple[int, int]]) -> None:
    findings = [
        Finding("a-rule", Severity.INFO, Span(start, min(len(TEXT), start + length)), f"{number}")
        for number, (start, length) in enumerate(spans)
    ]
    copy = with_comments(*findings)
    before, after = read(LETTER), read(copy)
    assert (after.text, after.blocks, after.links, after.marks) == (
        before.text,
        before.blocks,
        before.links,
        before.marks,
    )
    numbers = set(anchored(copy))
    assert len(numbers) == len(findings)
    assert without_comments(copy, numbers) == without_comments(LETTER, set())
    assert etree.fromstring(parts_of(copy)["word/comments.xml"]).tag == f"{W}comments"
