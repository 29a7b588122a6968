from __future__ import annotations

import os
import signal
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from refcheck.errors import ReadingError
from refcheck.model import Document, Role
from refcheck.reading import from_bytes, pdf, pdf_worker
from tests.hostile import pdfs
from tests.reading.builders import Sheets, assert_whole, links_of, notes_of, running_text

LINK = "https://undocs.org/A/78/636"
BODY = (
    "The present report was prepared pursuant to the resolutions of the Council, taking into",
    "consideration the outcome of the previous review. It is a compilation of information in",
    "relevant documents, presented in a summarized manner owing to word-limit constraints.",
)


def read(sheets: Sheets) -> Document:
    document = from_bytes(sheets.content(), "letter.pdf")
    assert_whole(document)
    return document


def one_page(*lines: str) -> Document:
    return read(Sheets().page().lines(70, 100, *lines))


def role_text(document: Document, role: Role) -> list[str]:
    return [document.text[slice(*block.span)].strip() for block in document.blocks if block.role is role]


class TestText:
    def test_lines_and_paragraphs(self) -> None:
        sheets = Sheets().page().lines(70, 100, *BODY).lines(70, 160, *BODY)
        paragraph = "\n".join(BODY)
        assert read(sheets).text.strip() == f"{paragraph}\n\n{paragraph}"

    def test_pages_are_known_by_where_they_begin(self) -> None:
        document = read(Sheets().page().lines(70, 100, *BODY).page().lines(70, 100, "Second page.").page())
        assert [document.text[start:].startswith("Second page.") for start in document.pages] == [False, True, False]
        assert document.pages[0] == 0

    def test_a_sentence_goes_on_over_the_page(self) -> None:
        sheets = (
            Sheets().page().lines(70, 700, *BODY, "by Security Council resolution 853 (1993), which the Assembly of")
        )
        sheets.page().lines(70, 100, "the Nations recalled, and further to it.", *BODY)
        assert "which the Assembly of\nthe Nations recalled" in running_text(read(sheets))

    @pytest.mark.parametrize(
        ("first", "second", "joined"),
        [
            ("contained in document A/HRC/", "8/6/Add.2 of the Council", "A/HRC/8/6/Add.2"),
            ("see the letters A/78/636-", "S/2023/960 and others", "A/78/636-S/2023/960"),
            (
                "available at https://www.un.org/en/ga/",
                "search/view.asp of the day",
                "https://www.un.org/en/ga/search/view.asp",
            ),
            (
                "available at https://www.ohchr.org/INT_SVN",
                "_11944_E.pdf today",
                "https://www.ohchr.org/INT_SVN_11944_E.pdf",
            ),
            ("the report of the Secretary-", "General of that day", "Secretary-General"),
            ("the inter-", "national agreement, international", "international agreement"),
            ("see https://www.un.org", "and the report", "https://www.un.org\nand"),
            ("the Council and/", "or the Assembly", "and/\nor"),
        ],
    )
    def test_what_a_line_end_cut_apart(self, first: str, second: str, joined: str) -> None:
        assert joined in one_page(first, second).text

    def test_two_columns_written_line_by_line(self) -> None:
        sheets = (
            Sheets().page().text(70, 60, "A heading that stands above both of the columns and crosses their gutter")
        )
        for row in range(15):
            sheets.text(70, 100 + 12 * row, f"left {row} of the first column, and no more")
            sheets.text(320, 100 + 12 * row, f"right {row} of the second column, as well")
        text = read(sheets).text
        assert text.index("left 14") < text.index("right 0")

    def test_what_is_drawn_last_is_read_where_it_stands(self) -> None:
        sheets = Sheets().page().lines(70, 300, *BODY).text(70, 200, "Distr.: General of the first of August")
        assert read(sheets).text.startswith("Distr.")

    def test_cells_far_apart_do_not_run_together(self) -> None:
        sheets = Sheets().page().text(70, 200, "A/HRC/8/6/Add.2").text(300, 200, "15 April 2008")
        assert read(sheets).text.strip() == "A/HRC/8/6/Add.2\n\n15 April 2008"

    def test_large_lines_are_headings(self) -> None:
        sheets = Sheets().page().text(70, 80, "Report of the Council", size=14).lines(70, 120, *BODY)
        assert role_text(read(sheets), Role.HEADING) == ["Report of the Council"]


class TestFurniture:
    def test_running_heads_and_page_numbers_are_no_running_text(self) -> None:
        sheets = Sheets()
        for number in range(1, 4):
            sheets.page().text(70, 40, "A/HRC/28/2", size=8).lines(70, 100, *BODY).text(70, 800, str(number), size=8)
            sheets.text(400, 800, "GE.19-07475", size=8)
        document = read(sheets)
        assert "A/HRC/28/2" not in running_text(document)
        assert "GE.19" not in running_text(document)
        assert sum("A/HRC/28/2" in text for text in role_text(document, Role.RULE)) == 3

    def test_the_symbol_on_the_first_page_is_the_masthead(self) -> None:
        sheets = Sheets().page().text(400, 60, "A/RES/77/321", size=12).lines(70, 100, *BODY)
        sheets.page().text(70, 60, "A/RES/77/321", size=8).lines(70, 100, *BODY).text(70, 800, "2/2", size=8)
        document = read(sheets)
        assert running_text(document).count("A/RES/77/321") == 1
        assert running_text(document).startswith("A/RES/77/321")

    def test_a_head_with_the_page_number_in_it(self) -> None:
        sheets = Sheets()
        for number in range(1, 4):
            sheets.page().text(70, 40, f"Report of the Council, page {number} of 3", size=8).lines(70, 100, *BODY)
        assert "Report of" not in running_text(read(sheets))

    def test_rows_of_a_table_at_the_head_of_pages_are_text(self) -> None:
        sheets = Sheets()
        for symbol in ("A/HRC/28/9", "A/HRC/28/22", "A/HRC/28/72"):
            sheets.page().text(70, 60, f"{symbol}  3  Annual report").lines(70, 100, *BODY)
        assert all(symbol in running_text(read(sheets)) for symbol in ("A/HRC/28/9", "A/HRC/28/22", "A/HRC/28/72"))

    def test_a_sentence_that_begins_two_pages_far_apart_is_text(self) -> None:
        sheets = Sheets()
        for number in range(1, 10):
            head = "Recalling its resolution 48/114," if number in (2, 8) else f"Paragraph {'abcdefghij'[number]}."
            sheets.page().text(70, 60, head).lines(70, 100, *BODY)
        assert running_text(read(sheets)).count("48/114") == 2

    def test_a_number_in_the_text_is_no_page_number(self) -> None:
        sheets = Sheets().page().lines(70, 100, *BODY, "2023", *BODY)
        assert "2023" in running_text(read(sheets))


class TestNotes:
    def test_indicators_and_notes_at_the_foot(self) -> None:
        sheets = Sheets().page().lines(70, 600, *BODY, "in document A/HRC/8/6/Add.2^4^ and A/78/636,^5,6^ of the same")
        sheets.text(70, 700, "__________________", size=8)
        sheets.lines(70, 712, "^4^ See CSCE Communication No. 301,", "Prague.", "^5^ Ibid.", "^6^ A/78/764.", size=8)
        document = read(sheets)
        assert "A/HRC/8/6/Add.2<sup>4</sup> and A/78/636,<sup>5,6</sup> of" in document.text
        assert [mark.label for mark in document.marks] == ["4", "5", "6"]
        assert notes_of(document) == [
            ("4", "<sup>4</sup> See CSCE Communication No. 301, Prague."),
            ("5", "<sup>5</sup> Ibid."),
            ("6", "<sup>6</sup> A/78/764."),
        ]
        assert "____" not in running_text(document)

    def test_a_note_that_goes_on_on_the_next_page(self) -> None:
        sheets = Sheets().page().lines(70, 600, *BODY, "as said^1^ before").text(70, 700, "____________", size=8)
        sheets.text(70, 712, "^1^ Letters dated 5 December 2023 from the", size=8)
        sheets.page().lines(70, 100, *BODY, "and again^2^ here").text(70, 700, "____________", size=8)
        sheets.lines(70, 712, "Permanent Representative.", "^2^ Ibid.", size=8)
        assert notes_of(read(sheets)) == [
            ("1", "<sup>1</sup> Letters dated 5 December 2023 from the Permanent Representative."),
            ("2", "<sup>2</sup> Ibid."),
        ]

    def test_notes_do_not_cut_a_sentence(self) -> None:
        sheets = Sheets().page().lines(70, 600, *BODY, "as requested^1^ by the Security Council of the Nations in its")
        sheets.text(70, 712, "^1^ A/78/764.", size=8)
        sheets.page().lines(70, 100, "resolution 853 (1993) of the same year.", *BODY)
        assert "Nations in its\nresolution 853" in running_text(read(sheets))

    def test_endnotes_over_several_pages(self) -> None:
        sheets = Sheets().page().lines(70, 100, *BODY * 5, "ratified in 2013^1^ and after^2^")
        sheets.page().lines(70, 100, "^1^ CRC/C/SVN/CO/3-4, para. 71.", "^2^ CAT/C/SVN/CO/3, and", size=8)
        sheets.page().lines(70, 100, "the rest of it.", "^3^ Ibid.", size=8)
        document = read(sheets)
        assert [label for label, _ in notes_of(document)] == ["1", "2", "3"]
        assert notes_of(document)[1][1].endswith("and the rest of it.")
        assert [mark.label for mark in document.marks] == ["1", "2"]

    def test_ordinals_and_powers_are_no_notes(self) -> None:
        document = one_page("at its 79^th^ session, an area of 200 km^2^ and more")
        assert "79th session" in document.text
        assert document.marks == ()


class TestLinks:
    def test_an_annotation_is_a_link_on_the_text_below_it(self) -> None:
        sheets = Sheets().page().lines(70, 100, *BODY).text(70, 200, "See ").text(95, 200, "A/78/636", link=LINK)
        sheets.text(140, 200, "and more")
        assert links_of(read(sheets)) == [("A/78/636", LINK)]

    def test_a_link_over_two_lines_is_one(self) -> None:
        sheets = Sheets().page().text(300, 200, "see resolution", link=LINK).text(70, 212, "853 (1993)", link=LINK)
        assert links_of(read(sheets)) == [("see resolution\n853 (1993)", LINK)]


class TestRefusals:
    def refusal(self, content: bytes) -> str:
        with pytest.raises(ReadingError) as caught:
            from_bytes(content, "letter.pdf")
        assert str(caught.value).startswith("letter.pdf: ")
        assert "\n" not in str(caught.value)
        return caught.value.reason

    def test_a_scan(self) -> None:
        sheets = Sheets().page()
        sheets.pdf.rect(10, 10, 100, 100, style="F")
        assert self.refusal(sheets.content()) == "a scan: no text; run OCR (for example ocrmypdf) first"

    def test_a_page_without_text_is_said(self) -> None:
        sheets = Sheets().page().lines(70, 100, *BODY).page()
        sheets.pdf.rect(10, 10, 100, 100, style="F")
        assert read(sheets).remarks[0].startswith("Page 2 without text")

    def test_blank_pages(self) -> None:
        assert "blank" in self.refusal(Sheets().page().content())

    def test_an_encrypted_file(self) -> None:
        sheets = Sheets().page().lines(70, 100, *BODY)
        sheets.pdf.set_encryption(owner_password="owner", user_password="user")
        assert "encrypted" in self.refusal(sheets.content())

    def test_a_file_protected_against_changes_is_read(self) -> None:
        sheets = Sheets().page().lines(70, 100, *BODY)
        sheets.pdf.set_encryption(owner_password="owner")
        assert BODY[0] in read(sheets).text

    @pytest.mark.parametrize("content", [b"%PDF-1.7", b"%PDF-1.7\n" + bytes(range(256)) * 50])
    def test_a_damaged_file(self, content: bytes) -> None:
        assert "damaged" in self.refusal(content)

    def test_a_page_instead_of_a_pdf(self) -> None:
        assert "a web page" in self.refusal(b"<html><body>404 Not found")


class TestChild:
    """The child may die; the next document is read all the same."""

    def read_one(self) -> None:
        assert BODY[0] in one_page(*BODY).text

    @pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
    def test_a_child_that_died_between_documents_is_replaced(self) -> None:
        self.read_one()
        process = pdf.WORKER.process
        assert process is not None
        process.kill()
        process.wait()
        self.read_one()

    def test_a_document_that_brings_the_child_down(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        module = tmp_path / "refcheck" / "reading" / "pdf_worker.py"
        module.parent.mkdir(parents=True)
        for folder in (module.parent, module.parent.parent):
            (folder / "__init__.py").touch()
        module.write_text("import sys; sys.stdin.buffer.read(8); sys.exit(139)")
        with monkeypatch.context() as patched:
            patched.setattr(pdf, "_ROOT", str(tmp_path))
            patched.setattr(pdf, "WORKER", pdf.Worker())
            with pytest.raises(ReadingError, match=r"letter\.pdf: it brought the PDF reader down"):
                one_page(*BODY)
        self.read_one()

    def test_time_is_limited(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        module = tmp_path / "refcheck" / "reading" / "pdf_worker.py"
        module.parent.mkdir(parents=True)
        for folder in (module.parent, module.parent.parent):
            (folder / "__init__.py").touch()
        module.write_text("import time; time.sleep(60)")
        with monkeypatch.context() as patched:
            patched.setattr(pdf, "_ROOT", str(tmp_path))
            patched.setattr(pdf, "WORKER", pdf.Worker())
            patched.setattr(pdf, "MAX_SECONDS", 0.5)
            with pytest.raises(ReadingError, match="took more than"):
                one_page(*BODY)

    def test_the_child_is_recycled(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pdf, "RECYCLE_AFTER", 1)
        self.read_one()
        assert pdf.WORKER.process is None

    @pytest.mark.skipif(os.name == "nt", reason="resource limits of POSIX")
    def test_memory_is_limited(self) -> None:
        import resource

        self.read_one()
        process = pdf.WORKER.process
        assert process is not None
        if hasattr(resource, "prlimit"):
            assert resource.prlimit(process.pid, resource.RLIMIT_AS)[0] == pdf_worker.MAX_MEMORY
            assert resource.prlimit(process.pid, resource.RLIMIT_FSIZE)[0] == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no alarm")
def test_a_reader_whose_parent_is_gone_ends_by_itself() -> None:
    """Nobody is left to end it: a file that takes for ever would keep it at work for ever."""
    objects = pdfs.page(b"/X10 Do " * 30, resources=b"/XObject << /X10 10 0 R >>")
    for level in range(10, 16):
        inside = b"/Resources << /XObject << /X%d %d 0 R >> >>" % (level + 1, level + 1)
        form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + inside
        objects[level] = pdfs.stream(b"/X%d Do " % (level + 1) * 30, more=form)
    content = pdfs.written(objects)
    program = "from refcheck.reading import pdf_worker as worker; worker.LAST_SECONDS = 1; worker.main()"
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=struct.pack(">Q", len(content)) + content,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (-signal.SIGALRM, b"")
