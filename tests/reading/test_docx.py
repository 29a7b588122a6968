from __future__ import annotations

from itertools import pairwise

import pytest

from refcheck.errors import ReadingError
from refcheck.extraction import extract
from refcheck.extraction.view import make_view
from refcheck.model import Document, Role
from refcheck.reading import from_bytes
from tests import checking
from tests.reading.builders import (
    assert_whole,
    docx,
    field,
    footnote_mark,
    header,
    hyperlink,
    links_of,
    note,
    notes_of,
    packed,
    paragraph,
    raised,
    run,
    running_text,
)

LINK = "https://undocs.org/A/78/636"


def read(*body: str, name: str = "letter.docx", **parts: object) -> Document:
    document = from_bytes(docx(*body, **parts), name)  # type: ignore[arg-type]
    assert_whole(document)
    return document


def text_of(*body: str) -> str:
    return read(*body).text.removesuffix("\n\n")


def refusal(content: bytes, name: str = "letter.docx") -> str:
    with pytest.raises(ReadingError) as caught:
        from_bytes(content, name)
    message = str(caught.value)
    assert message.startswith(f"{name}: ")
    assert "\n" not in message
    return caught.value.reason


class TestText:
    def test_paragraphs_are_parted_by_an_empty_line(self) -> None:
        assert text_of(paragraph("One"), paragraph(), paragraph("two")) == "One\n\ntwo"

    def test_runs_are_joined_as_they_stand(self) -> None:
        assert text_of(paragraph("A/HRC/8/", "6/Add.2", " and")) == "A/HRC/8/6/Add.2 and"

    @pytest.mark.parametrize(
        ("element", "character"),
        [("tab", "\t"), ("br", "\n"), ("cr", "\n"), ("noBreakHyphen", "\u2011"), ("softHyphen", "\u00ad")],
    )
    def test_special_characters(self, element: str, character: str) -> None:
        assert text_of(paragraph(run("a"), f"<w:r><w:{element}/></w:r>", run("b"))) == f"a{character}b"

    def test_tables_cell_by_cell(self) -> None:
        def cell(text: str) -> str:
            return f"<w:tc><w:tcPr/>{paragraph(text)}</w:tc>"

        table = f"<w:tbl><w:tr>{cell('A/HRC/8/6/Add.2')}{cell('15 April 2008')}</w:tr></w:tbl>"
        assert text_of(table, paragraph("x")) == "A/HRC/8/6/Add.2\n\n15 April 2008\n\nx"

    def test_deleted_text_is_left_out_and_inserted_text_kept(self) -> None:
        changes = (
            f"<w:del><w:r><w:delText>854</w:delText></w:r></w:del><w:ins>{run('853')}</w:ins>"
            f"<w:moveFrom>{run('gone')}</w:moveFrom><w:moveTo>{run(' (1993)')}</w:moveTo>"
        )
        assert text_of(paragraph(run("resolution "), changes)) == "resolution 853 (1993)"

    def test_hidden_text_and_comments_are_left_out(self) -> None:
        comment = "<w:commentRangeStart w:id='1'/>" + run("b") + "<w:commentRangeEnd w:id='1'/>"
        reference = "<w:r><w:commentReference w:id='1'/></w:r>"
        assert text_of(paragraph(run("a"), run("secret", "<w:vanish/>"), comment, reference)) == "ab"

    def test_content_controls_are_read_and_their_placeholders_are_not(self) -> None:
        filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('A/78/636')}</w:sdtContent></w:sdt>"
        empty = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here')}</w:sdtContent></w:sdt>"
        block = f"<w:sdt><w:sdtContent>{paragraph('Block')}</w:sdtContent></w:sdt>"
        assert text_of(paragraph(run("See "), filled, empty), block) == "See A/78/636\n\nBlock"

    def test_a_text_box_is_read_once_behind_its_paragraph(self) -> None:
        box = f"<w:txbxContent>{paragraph('In the box')}</w:txbxContent>"
        drawing = (
            f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
        assert (
            text_of(paragraph(run("Be"), drawing, run("fore")), paragraph("After")) == "Before\n\nIn the box\n\nAfter"
        )

    def test_headings_by_the_name_or_the_level_of_their_style(self) -> None:
        styles = (
            '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
            '<w:style w:styleId="Own"><w:name w:val="_ H_1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
            '<w:style w:styleId="Child"><w:name w:val="Mine"/><w:basedOn w:val="H1"/></w:style>'
            '<w:style w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>'
        )
        body = [paragraph(style, style=style) for style in ("H1", "Own", "Child", "Loop", "Normal")]
        document = read(*body, styles=styles)
        headings = [document.text[slice(*block.span)] for block in document.blocks if block.role is Role.HEADING]
        assert headings == ["H1", "Own", "Child"]

    def test_the_header_of_the_first_page_is_the_masthead(self) -> None:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
        document = read(
            paragraph("Letter"),
            '<w:sectPr><w:headerReference w:type="default" r:id="h2"/><w:headerReference w:type="first" r:id="h1"/>'
            "<w:titlePg/></w:sectPr>",
            relations=f'<Relationship Id="h1" Type="{kind}" Target="header1.xml"/>'
            f'<Relationship Id="h2" Type="{kind}" Target="header2.xml"/>',
            parts={
                "word/header1.xml": header(paragraph("A/79/857")),
                "word/header2.xml": header(paragraph("running head")),
            },
        )
        assert document.text == "A/79/857\n\nLetter\n\n".removesuffix("\n\n")

    def test_stars_are_text_and_do_not_hide_a_symbol(self) -> None:
        document = read(paragraph("See A/62/433* and A_B, 2 * 3"))
        found = extract(document, make_view(document), checking.catalogue().case_number)
        assert [(reference.text.rstrip("*"), reference.canonical) for reference in found] == [
            ("A/62/433", ("A/62/433",))
        ]

    def test_strict_files_are_read_as_well(self) -> None:
        content = docx(paragraph("Strict"))
        strict = packed(
            {
                "word/document.xml": '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>'
                "<w:p><w:r><w:t>Strict</w:t></w:r></w:p></w:body></w:document>"
            }
        )
        assert from_bytes(strict, "a.docx").text == from_bytes(content, "b.docx").text


class TestLinks:
    def test_a_hyperlink_element(self) -> None:
        document = read(paragraph(run("See "), hyperlink("r1", "A/78/", "636"), run(".")), links={"r1": LINK})
        assert document.text == "See A/78/636."
        assert links_of(document) == [("A/78/636", LINK)]

    def test_a_link_cut_in_two_is_one(self) -> None:
        document = read(paragraph(hyperlink("r1", "A/78/"), hyperlink("r1", "636")), links={"r1": LINK})
        assert links_of(document) == [("A/78/636", LINK)]

    def test_a_place_in_the_target(self) -> None:
        document = read(paragraph(hyperlink("r1", "here", anchor="p2")), links={"r1": LINK})
        assert links_of(document) == [("here", LINK + "#p2")]

    def test_a_place_in_this_document_is_no_link(self) -> None:
        assert links_of(read(paragraph('<w:hyperlink w:anchor="_Toc1">' + run("Page 3") + "</w:hyperlink>"))) == []

    @pytest.mark.parametrize(
        ("instruction", "target"),
        [
            (f' HYPERLINK "{LINK}" ', LINK),
            (f' HYPERLINK "{LINK}" \\o "a tip" ', LINK),
            (f' HYPERLINK "{LINK}" \\l "p2" ', LINK + "#p2"),
            (f" hyperlink {LINK} ", LINK),
        ],
    )
    def test_a_hyperlink_field(self, instruction: str, target: str) -> None:
        document = read(paragraph(run("See "), field(instruction, run("A/78/636")), run(".")))
        assert document.text == "See A/78/636."
        assert links_of(document) == [("A/78/636", target)]

    def test_a_simple_field(self) -> None:
        simple = f"<w:fldSimple w:instr='HYPERLINK \"{LINK}\"'>{run('A/78/636')}</w:fldSimple>"
        assert links_of(read(paragraph(simple))) == [("A/78/636", LINK)]

    def test_fields_in_fields(self) -> None:
        inner = field(" PAGEREF _Toc1 ", run("7"))
        document = read(paragraph(field(f' HYPERLINK "{LINK}" ', run("A/78/636, page ") + inner)))
        assert links_of(document) == [("A/78/636, page 7", LINK)]

    def test_the_instruction_of_other_fields_is_no_text(self) -> None:
        document = read(paragraph(run("page "), field(" PAGE ", run("3"))))
        assert (document.text, document.links) == ("page 3", ())


class TestNotes:
    def test_an_indicator_does_not_stick_to_the_symbol_before_it(self) -> None:
        body = paragraph(run("A/HRC/8/6/Add.2"), footnote_mark(7), run(" and"))
        document = read(body, footnotes=note(7, " CSCE Communication No. 301."))
        assert document.text == "A/HRC/8/6/Add.2<sup>1</sup> and\n\n<sup>1</sup> CSCE Communication No. 301."
        assert [mark.label for mark in document.marks] == ["1"]
        assert notes_of(document) == [("1", "<sup>1</sup> CSCE Communication No. 301.")]

    def test_notes_are_counted_by_their_references_and_not_by_their_order_in_the_file(self) -> None:
        body = paragraph(run("a"), footnote_mark(9), run("b"), footnote_mark(2))
        document = read(body, footnotes=note(2, "second") + note(9, "first"))
        assert notes_of(document) == [("1", "<sup>1</sup> first"), ("2", "<sup>2</sup> second")]

    def test_a_note_that_begins_with_its_own_number_keeps_it(self) -> None:
        document = read(paragraph(run("a"), footnote_mark(1)), footnotes=note(1, " 1993 it was."))
        assert notes_of(document) == [("1", "<sup>1</sup> 1993 it was.")]

    def test_deleted_references_do_not_count(self) -> None:
        body = paragraph(run("a"), f"<w:del>{footnote_mark(1)}</w:del>", run("b"), footnote_mark(2))
        document = read(body, footnotes=note(1, "gone") + note(2, "kept"))
        assert notes_of(document) == [("1", "<sup>1</sup> kept")]

    def test_custom_marks_are_kept_and_not_counted(self) -> None:
        body = paragraph(run("session"), footnote_mark(1, "*"), run(" a"), footnote_mark(2))
        document = read(body, footnotes=note(1, raised("*"), " A/80/50.") + note(2, "See."))
        assert [mark.label for mark in document.marks] == ["*", "1"]
        assert notes_of(document) == [("*", "<sup>*</sup> A/80/50."), ("1", "<sup>1</sup> See.")]

    def test_endnotes_follow_footnotes_in_roman_numerals(self) -> None:
        body = paragraph(run("a"), footnote_mark(1, kind="endnote"), run("b"), footnote_mark(1))
        document = read(body, footnotes=note(1, "foot"), endnotes=note(1, "end", kind="endnote"))
        assert notes_of(document) == [("1", "<sup>1</sup> foot"), ("i", "<sup>i</sup> end")]

    def test_settings_say_how_notes_are_counted(self) -> None:
        settings = '<w:endnotePr><w:numFmt w:val="decimal"/><w:numStart w:val="5"/></w:endnotePr>'
        document = read(
            paragraph(run("a"), footnote_mark(1, kind="endnote")),
            endnotes=note(1, "end", kind="endnote"),
            settings=settings,
        )
        assert notes_of(document) == [("5", "<sup>5</sup> end")]

    def test_numbering_begins_anew_in_a_section_that_says_so(self) -> None:
        anew = '<w:sectPr><w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr></w:sectPr>'
        first = f"<w:p><w:pPr>{anew}</w:pPr>{run('a')}{footnote_mark(1)}</w:p>"
        document = read(first, paragraph(run("b"), footnote_mark(2)), anew, footnotes=note(1, "x") + note(2, "y"))
        assert [mark.label for mark in document.marks] == ["1", "1"]

    def test_notes_typed_by_hand(self) -> None:
        document = read(paragraph(run("Total"), raised("a")), paragraph(raised("a"), run(" Including posts.")))
        assert [mark.label for mark in document.marks] == ["a"]
        assert notes_of(document) == [("a", "<sup>a</sup> Including posts.")]

    def test_star_notes_typed_by_hand(self) -> None:
        document = read(paragraph("Items 137 of the preliminary list*"), paragraph("\t*\tA/80/50."))
        assert [document.text[slice(*mark.span)] for mark in document.marks] == ["*"]
        assert [label for label, _ in notes_of(document)] == ["*"]

    @pytest.mark.parametrize(("before", "above", "text"), [("79", "th", "79th"), ("n", "o", "no"), ("1", "er", "1er")])
    def test_raised_letters_that_are_no_notes(self, before: str, above: str, text: str) -> None:
        document = read(paragraph(run(f"the {before}"), raised(above), run(" session")))
        assert (document.text, document.marks) == (f"the {text} session", ())

    def test_powers_are_no_notes(self) -> None:
        assert read(paragraph(run("200 km"), raised("2"))).marks == ()

    def test_notes_do_not_cut_the_running_text(self) -> None:
        document = read(paragraph(run("in"), footnote_mark(1), run(" resolution 853 (1993)")), footnotes=note(1, "x"))
        assert running_text(document).strip() == "in<sup>1</sup> resolution 853 (1993)"


class TestRefusals:
    def test_a_file_that_is_no_archive(self) -> None:
        assert "ZIP container cannot be opened" in refusal(b"PK\x03\x04 and nothing more")

    def test_a_damaged_part(self) -> None:
        content = docx(paragraph("x" * 500))
        at = content.index(b"word/document.xml") + 60
        assert "damaged Word file" in refusal(content[:at] + b"\xff\xff\xff\xff" + content[at + 4 :])

    def test_an_archive_that_is_no_word_file(self) -> None:
        assert "no main document" in refusal(packed({"a.txt": "hello"}))

    def test_a_zip_bomb(self) -> None:
        assert "ZIP bomb" in refusal(docx(parts={"word/media/a.bin": bytes(60_000_000)}))

    def test_too_many_entries(self) -> None:
        assert "entries" in refusal(packed({f"{number}": "" for number in range(10_001)}))

    def test_a_document_type(self) -> None:
        entities = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c SYSTEM "file:///etc/passwd">]><a>&b;&c;</a>'
        assert "document type" in refusal(docx(parts={"word/document.xml": entities}))

    def test_many_entities(self) -> None:
        names = "abcdefghij"
        declared = '<!ENTITY a "aaaaaaaaaa">' + "".join(
            f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names)
        )
        bomb = f'<!DOCTYPE x [{declared}]><x y="&j;">&j;</x>'
        assert refusal(docx(parts={"word/document.xml": bomb}))

    @pytest.mark.parametrize("depth", [60, 120, 240, 300, 100_000])
    def test_deep_nesting_is_read_or_refused(self, depth: int) -> None:
        body = "<w:tbl>" * depth + paragraph("deep") + "</w:tbl>" * depth
        content = docx(body)
        if depth < 250:
            assert from_bytes(content, "a.docx").text == "deep"
        else:
            assert "Excessive depth" in refusal(content)

    def test_an_encrypted_file(self) -> None:
        container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
        assert "encrypted" in refusal(container)

    @pytest.mark.parametrize("name", ["letter.doc", "LETTER.DOC", "letter.docx"])
    def test_an_old_word_file(self, name: str) -> None:
        assert "save it as .docx" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), name)

    def test_a_new_word_file_with_an_old_name_is_read(self) -> None:
        assert read(paragraph("New"), name="letter.doc").format == "docx"

    def test_another_format_under_its_name(self) -> None:
        assert "give it the ending .pdf" in refusal(b"%PDF-1.7 ...")
        assert "a web page" in refusal(b"<!DOCTYPE html><html>404")

    def test_an_empty_file(self) -> None:
        assert refusal(b"") == "the file is empty; is it the right one?"
        assert refusal(docx(paragraph())) == "the file is empty; is it the right one?"
