from __future__ import annotations

import time

import pytest

from refcheck.errors import ReadingError
from refcheck.model import Document, Role
from refcheck.reading import from_bytes
from tests.reading.builders import assert_whole, links_of, notes_of, running_text


def read(markup: str | bytes, name: str = "page.html") -> Document:
    document = from_bytes(markup.encode() if isinstance(markup, str) else markup, name)
    assert_whole(document)
    return document


def text_of(markup: str) -> str:
    return read(f"<html><body>{markup}</body></html>").text


class TestText:
    @pytest.mark.parametrize(
        ("markup", "text"),
        [
            ("<p>One</p><p>two</p>", "One\n\ntwo"),
            ("<p>One\n   and\ttwo </p>", "One and two"),
            ("<div>One<div>two</div>three</div>", "One\n\ntwo\n\nthree"),
            ("<p>One<br>two</p>", "One\ntwo"),
            ("<p>a <b>b</b> c</p>", "a b c"),
            ("<p>A/78/<span>636</span></p>", "A/78/636"),
            ("<table><tr><td>A/HRC/8/6/Add.2</td><td>15 April</td></tr></table>", "A/HRC/8/6/Add.2\n\n15 April"),
            ("<ul><li>a<li>b</ul>", "a\n\nb"),
            ("<pre>a\n  b</pre>", "a\n  b"),
            ("a<script>var A/1/2;</script><style>p{}</style><template>t</template>b", "ab"),
            ("a<p hidden>h</p><p style='display: none'>n</p>b", "ab"),
            ("resolution <del>854</del><ins>853</ins>", "resolution 853"),
            ("a<!-- <p>comment --> b", "a b"),
            ("a&nbsp;b &amp; &#8211; &copy;", "a\u00a0b & – ©"),
            ("<p>unclosed <b>bold <i>both</b> end", "unclosed bold both end"),
            ("<noscript>Turn it on</noscript>x", "x"),
        ],
    )
    def test_what_is_seen(self, markup: str, text: str) -> None:
        assert text_of(markup) == text

    def test_the_head_is_not_text(self) -> None:
        assert read("<html><head><title>T</title></head><body>B</body></html>").text == "B"

    def test_headings(self) -> None:
        document = read("<html><h1>Title</h1><p>Text<h2>Second</h2>More")
        headings = [document.text[slice(*block.span)] for block in document.blocks if block.role is Role.HEADING]
        assert headings == ["Title", "Second"]

    def test_links(self) -> None:
        document = read(
            '<html><p>See <a href=" https://undocs.org/A/78/636 "> A/78/636 </a>, <a href="#top">top</a>, '
            '<a href="#">lost</a>, <a name="x">name</a>.'
        )
        assert links_of(document) == [("A/78/636", "https://undocs.org/A/78/636"), ("lost", "#")]


class TestCharacters:
    @pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "iso-8859-2", "koi8-r", "gb2312"])
    def test_the_page_says_its_encoding(self, encoding: str) -> None:
        word = {"koi8-r": "резолюция", "gb2312": "决议", "iso-8859-2": "Čłowiek"}.get(encoding, "“Kälin”")
        if encoding == "iso-8859-2":
            word = "Člověk"
        document = read(f'<html><head><meta charset="{encoding}"></head><p>{word}</p>'.encode(encoding))
        assert (document.text, document.encoding, document.remarks) == (word, encoding, ())

    def test_the_old_way_of_saying_it(self) -> None:
        head = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'
        assert read(f"<html>{head}<p>Kälin ".encode("latin-1") + b"\x96 x").text == "Kälin – x"

    def test_a_wrong_statement_is_said(self) -> None:
        document = read('<html><meta charset="gb18030"><p>Kälin, été'.encode("latin-1") + b"\xff\xff")
        assert any("gb18030" in remark for remark in document.remarks)

    def test_a_byte_order_mark_counts_more(self) -> None:
        document = read(b"\xef\xbb\xbf" + '<html><meta charset="latin1"><p>Kälin'.encode())
        assert document.text == "Kälin"

    @pytest.mark.parametrize("charset", ["zip", "rot13", "idna", "unicode_escape", "nonsense"])
    def test_what_is_no_charset_is_passed_over(self, charset: str) -> None:
        assert read(f'<html><meta charset="{charset}"><p>Kälin').text == "Kälin"


class TestNotes:
    @pytest.mark.parametrize(
        ("mark", "note"),
        [
            ('<sup><a href="#fn1" id="r1">1</a></sup>', '<p id="fn1"><a href="#r1">1</a> Note.</p>'),
            ('<a href="#_ftn1" name="_ftnref1">[1]</a>', '<p><a href="#_ftnref1" name="_ftn1">[1]</a> Note.</p>'),
            ('<a href="#footnote-1"><sup>1</sup></a>', '<ol><li id="footnote-1">Note. <a href="#r">↩</a></li></ol>'),
            ('<a href="#__FN1__">1</a>', '<div id="__FN1__"><p><span>1 </span> Note.</p></div>'),
            ('<sup><a href="#x9">1</a></sup>', '<table><tr><td id="x9">1</td><td>Note.</td></tr></table>'),
            ("<sup>1</sup>", "<p><sup>1</sup> Note.</p>"),
        ],
    )
    def test_marks_and_notes_are_linked(self, mark: str, note: str) -> None:
        document = read(f'<html><p id="r">A/HRC/8/6/Add.2{mark} and</p>{note}<p id="z">End</p>')
        assert document.text.startswith("A/HRC/8/6/Add.2<sup>1</sup> and")
        assert [mark.label for mark in document.marks] == ["1"]
        assert notes_of(document) == [("1", "<sup>1</sup> Note.")]
        assert running_text(document).split()[-1] == "End"

    def test_notes_in_one_paragraph(self) -> None:
        marks = "".join(f'<sup><a href="#fn{n}">{n}</a></sup> x' for n in (1, 2))
        document = read(f'<html><p>a{marks}</p><p><a id="fn1"></a>One.<br><a id="fn2"></a>Two.</p><p>End')
        assert [label for label, _ in notes_of(document)] == ["1", "2"]
        assert notes_of(document)[1] == ("2", "<sup>2</sup> Two.")

    def test_a_note_with_two_paragraphs(self) -> None:
        document = read('<html><p>a<sup><a href="#n1">1</a></sup></p><div id="n1"><p>One.</p><p>Two.</p></div>')
        assert notes_of(document) == [("1", "<sup>1</sup> One. Two.")]

    def test_a_note_that_begins_with_its_own_number_keeps_it(self) -> None:
        document = read('<html><p>a<a href="#fn1">1</a></p><p id="fn1"><a href="#b">1</a> 1993 it was.</p><p id="b">')
        assert notes_of(document) == [("1", "<sup>1</sup> 1993 it was.")]

    def test_links_that_show_numbers_are_no_marks(self) -> None:
        assert read('<html><p><a href="#page2">2</a></p><p id="page2">Two').marks == ()

    def test_powers_and_ordinals_are_no_marks(self) -> None:
        document = read("<html><p>200 km<sup>2</sup>, 79<sup>th</sup> session, n<sup>o</sup> 5")
        assert document.marks == ()
        assert "79th session, no 5" in document.text


class TestHostile:
    def test_entities_are_not_expanded(self) -> None:
        entities = '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&c;&c;"><!ENTITY c "x">]>'
        assert "root:" not in read(f"{entities}<html><p>&a;&b;</p>").text

    @pytest.mark.parametrize("element", ["div", "b", "table><tr><td", "ul><li", "font"])
    def test_deep_nesting_is_refused_and_not_cut_short(self, element: str) -> None:
        with pytest.raises(ReadingError, match="nested"):
            read(f"<html>{f'<{element}>' * 100_000}A/78/636")

    @pytest.mark.parametrize(
        "markup",
        [
            "<html>" + "<sup><a href=#fn1>1</a></sup>" * 20_000 + "<p id=fn1>x",
            "<html>" + "".join(f'<p><a href="#fn{n}"><sup>{n}</sup></a><p id=fn{n}>x' for n in range(10_000)),
            "<html>" + "<" * 1_000_000,
            "<html><a " + "x" * 1_000_000 + ">y</a>",
            "<html><p>" + "<a href=x>y" * 20_000,
        ],
        ids=["marks", "notes", "angles", "attribute", "links"],
    )
    def test_time_is_bounded(self, markup: str) -> None:
        begun = time.process_time()
        read(markup)
        assert time.process_time() - begun < 60  # of work: a second at most where it grows with the length

    def test_a_huge_page(self) -> None:
        with pytest.raises(ReadingError, match="larger than any page"):
            read("<html>" + "x" * 17_000_000)
        with pytest.raises(ReadingError, match="elements"):
            read("<html>" + "<p>" * 1_100_000)

    @pytest.mark.parametrize("markup", ["", "  ", "<html></html>", "<html><script>x</script>"])
    def test_a_page_without_text(self, markup: str) -> None:
        with pytest.raises(ReadingError, match=r"empty|no text"):
            read(markup)

    def test_nul_bytes_do_not_end_the_page(self) -> None:
        assert read("<html><p>a\x00b" + "x" * 500 + "<p>c").text.endswith("c")

    def test_a_picture_called_html(self) -> None:
        with pytest.raises(ReadingError, match="PNG"):
            read(b"\x89PNG\r\n\x1a\n" + bytes(50))
