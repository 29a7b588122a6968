from __future__ import annotations

import io
import re

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.editing.addresses import addresses_of, changes, replacement
from refcheck.editing.readdressing import readdressed
from refcheck.errors import ReadingError
from refcheck.extraction import extract
from refcheck.extraction.prose import read_prose
from refcheck.extraction.view import make_view
from refcheck.links.verdict import LinkVerdict
from refcheck.model import Status
from refcheck.reading import from_bytes
from tests import checking
from tests.editing.word_files import letter, parts_of, types
from tests.reading.builders import docx, field, footnote_mark, hyperlink, links_of, note, packed, paragraph, run

MOVED, DEAD, FAILING, ALIVE = (
    "http://a.test/moved",
    "http://a.test/dead",
    "http://a.test/failing",
    "http://a.test/alive",
)
NEW, COPY = "https://b.test/new", "https://web.archive.org/web/20240212093000/http://a.test/dead"
VERDICTS = {
    MOVED: LinkVerdict(MOVED, Status.MOVED, "The page has moved.", suggestion=NEW),
    DEAD: LinkVerdict(DEAD, Status.DEAD, "Gone.", suggestion=COPY, archived=COPY),
    FAILING: LinkVerdict(FAILING, Status.FAILING, "No answer.", suggestion=COPY, archived=COPY),
    ALIVE: LinkVerdict(ALIVE, Status.VERIFIED, "It answers."),
}


def mended(content: bytes, name: str = "letter.md") -> tuple[bytes, list[tuple[str, str | None]]]:
    """The copy, and what stood where with what was written there."""
    document = from_bytes(content, name)
    view = make_view(document)
    references = extract(document, view, checking.catalogue().case_number)
    found = changes(document, references, read_prose(view, document.language), VERDICTS)
    listed = [(document.text[slice(*change.span)], change.new) for change in found]
    return readdressed(content, document, found, VERDICTS), listed


def text(written: str, name: str = "letter.md") -> str:
    return mended(written.encode(), name)[0].decode()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (f"See {MOVED}, and {DEAD}.", f"See {NEW}, and {COPY}."),
        (f"See <{MOVED}>.", f"See <{NEW}>."),
        (f'[the page]({MOVED} "a tip") and [{MOVED}]({MOVED})', f'[the page]({NEW} "a tip") and [{NEW}]({NEW})'),
        (f"[the page][1]\n\n[1]: {MOVED}\n", f"[the page][1]\n\n[1]: {NEW}\n"),
        (f"\ufeffSee {MOVED}\r\nand  \tmore\r\n", f"\ufeffSee {NEW}\r\nand  \tmore\r\n"),
        (f"He said: “It is at {DEAD}, they say.”", f"He said: “It is at {DEAD}, they say.”"),
        (f"It is at “{DEAD}”.", f"It is at “{COPY}”."),
        (f"He said: “It is on [this page]({DEAD}), they say.”", f"He said: “It is on [this page]({COPY}), they say.”"),
    ],
)
def test_only_addresses_change(written: str, expected: str) -> None:
    assert text(written) == expected
    assert text(written, "letter.txt") == expected


def test_what_stays_is_listed_with_the_reason() -> None:
    document = from_bytes(f"He said: “It is at {DEAD}, they say.”".encode(), "letter.md")
    view = make_view(document)
    (change,) = changes(
        document,
        extract(document, view, checking.catalogue().case_number),
        read_prose(view, document.language),
        VERDICTS,
    )
    assert (change.new, change.quoted) == (None, True)
    assert change.reason == f"Gone. It stands in a quotation, whose words are not changed; today: {COPY}"


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        (LinkVerdict(f"{MOVED}#p2", Status.MOVED, "", suggestion=NEW), f"{NEW}#p2"),
        (LinkVerdict(f"{MOVED}#p2", Status.MOVED, "", suggestion=f"{NEW}#p3"), f"{NEW}#p3"),
        (
            LinkVerdict(MOVED, Status.MOVED, "", suggestion='https://b.test/a b"<c>/é|'),
            "https://b.test/a%20b%22%3Cc%3E/%C3%A9%7C",
        ),
        (
            LinkVerdict(MOVED, Status.MOVED, "", suggestion="https://docs.un.org/en/S/RES/853(1993)"),
            "https://docs.un.org/en/S/RES/853(1993)",
        ),
        (LinkVerdict(DEAD, Status.DEAD, "", suggestion=COPY, archived=COPY), COPY),
        (LinkVerdict(DEAD, Status.DEAD, ""), None),
        (LinkVerdict(DEAD, Status.DEAD, "", suggestion=NEW, archived=COPY), NEW),
        (LinkVerdict(FAILING, Status.FAILING, "", suggestion=COPY, archived=COPY), None),
        (LinkVerdict(FAILING, Status.FAILING, "", suggestion=NEW, archived=COPY), NEW),  # of a retired host
        (LinkVerdict(ALIVE, Status.BLOCKED, "", suggestion=NEW), None),
        (LinkVerdict(ALIVE, Status.UNVERIFIABLE, "", suggestion=NEW), None),
    ],
)
def test_what_is_written_instead(verdict: LinkVerdict, expected: str | None) -> None:
    assert replacement(verdict) == expected


def test_brackets_in_a_new_address_do_not_end_a_link_of_markdown() -> None:
    odd = LinkVerdict(MOVED, Status.MOVED, "", suggestion="https://b.test/a(b")
    document = from_bytes(f"[it]({MOVED}) {MOVED}".encode(), "letter.md")
    view = make_view(document)
    found = changes(document, extract(document, view, lambda _: None), read_prose(view, "en"), {MOVED: odd})
    copy = readdressed(document.text.encode(), document, found, {MOVED: odd})
    assert copy == b"[it](https://b.test/a%28b) https://b.test/a(b"


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-16"])
def test_other_encodings_are_kept(encoding: str) -> None:
    written = f"Lettre datée du 1er avril 2025, adressée au Secrétaire général – voir « {MOVED} » (à Genève).\n" * 3
    assert mended(written.encode(encoding))[0] == written.replace(MOVED, NEW).encode(encoding)


def test_what_cannot_be_written_back_is_refused() -> None:
    content = f"See {MOVED} and \x81\xff".encode("latin-1")
    document = from_bytes(content, "letter.md")._replace(encoding="ascii")
    with pytest.raises(ReadingError, match="save it as UTF-8"):
        readdressed(content, document, (), VERDICTS)


PIECES = st.lists(
    st.one_of(
        st.sampled_from([MOVED, DEAD, ALIVE, f"<{MOVED}>", f"[words]({DEAD})", "\n\n", "\r\n", " and ", "*", "é"]),
        st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff"), max_size=8),
    ),
    max_size=12,
)


@given(PIECES)
def test_bytes_outside_the_addresses_stay(pieces: list[str]) -> None:
    written = " ".join(["See", *pieces])
    copy, listed = mended(written.encode())
    pattern = "|".join(re.escape(new) for _, new in listed if new) or "(?!)"
    kept = re.split(pattern, copy.decode())
    position = 0
    for part in kept:
        place = written.find(part, position)
        assert place >= position
        position = place + len(part)


class TestWord:
    def test_where_links_lead(self) -> None:
        body = paragraph(
            run("See "), hyperlink("r1", "the page"), run(", "), hyperlink("r2", "alive"), run(" and "),
            field(f' HYPERLINK "{DEAD}" \\o "tip" ', run("a field")),
            f"<w:fldSimple w:instr=' HYPERLINK \"{MOVED}\" '>{run('a simple one')}</w:fldSimple>",
        )  # fmt: skip
        content = docx(body, links={"r1": MOVED, "r2": ALIVE})
        copy, listed = mended(content, "letter.docx")
        assert links_of(from_bytes(copy, "copy.docx")) == [
            ("the page", NEW), ("alive", ALIVE), ("a field", COPY), ("a simple one", NEW),
        ]  # fmt: skip
        assert listed == [("the page", NEW), ("a field", COPY), ("a simple one", NEW)]
        assert b'\\o "tip"' in parts_of(copy)["word/document.xml"]

    def test_an_address_that_is_read_in_a_text_cut_into_runs(self) -> None:
        half = len(MOVED) // 2
        body = paragraph(run("See "), run(MOVED[:half], "<w:b/>"), run(MOVED[half:] + ". Next", "<w:i/>"))
        copy, listed = mended(docx(body), "letter.docx")
        assert from_bytes(copy, "copy.docx").text == f"See {NEW}. Next"
        assert listed == [(MOVED, NEW)]
        assert runs_of(copy) == ["See ", NEW, ". Next"]

    def test_a_link_that_shows_its_address_and_one_in_a_note(self) -> None:
        body = paragraph(hyperlink("r1", MOVED), footnote_mark(1), run(f" {DEAD}, {DEAD}"))
        content = docx(body, footnotes=note(1, hyperlink("r1", "there"), f" {DEAD}"), links={"r1": MOVED})
        copy, listed = mended(content, "letter.docx")
        document = from_bytes(copy, "copy.docx")
        assert document.text == f"{NEW}<sup>1</sup> {COPY}, {COPY}\n\n<sup>1</sup> there {COPY}"
        assert links_of(document) == [(NEW, NEW), ("there", NEW)]
        assert [new for _, new in listed] == [NEW, COPY, COPY, NEW, COPY]
        before, after = parts_of(content), parts_of(copy)
        assert {part for part in after if after[part] != before[part]} == {
            "word/document.xml", "word/footnotes.xml", "word/_rels/document.xml.rels", "word/_rels/footnotes.xml.rels",
        }  # fmt: skip

    def test_a_quotation_keeps_its_words_and_its_link_is_mended(self) -> None:
        quoted = paragraph(run("He said: “It is at "), hyperlink("r1", DEAD), run(", they say.” And on."))
        copy, listed = mended(docx(quoted, links={"r1": DEAD}), "letter.docx")
        assert links_of(from_bytes(copy, "copy.docx")) == [(DEAD, COPY)]
        assert listed == [(DEAD, COPY)]

    def test_a_place_in_the_page_stays_apart(self) -> None:
        url = f"{MOVED}#p2"
        verdicts = {url: LinkVerdict(url, Status.MOVED, "", suggestion=NEW)}
        body = paragraph(
            hyperlink("r1", "here", anchor="p2"), run(" and "), field(f' HYPERLINK "{MOVED}" \\l "p2" ', run("there"))
        )
        content = docx(body, links={"r1": MOVED})
        document = from_bytes(content, "letter.docx")
        view = make_view(document)
        found = changes(document, extract(document, view, lambda _: None), read_prose(view, "en"), verdicts)
        copy = readdressed(content, document, found, verdicts)
        assert links_of(from_bytes(copy, "copy.docx")) == [("here", f"{NEW}#p2"), ("there", f"{NEW}#p2")]

    def test_all_else_keeps_its_bytes(self) -> None:
        content = letter(paragraph(run("See "), hyperlink("r1", "the page"), run(f" and {MOVED}.")))
        before, after = parts_of(content), parts_of(mended(content, "letter.docx")[0])
        assert {part for part in after if after[part] != before[part]} == {"word/document.xml"}

    def test_a_file_without_such_links_keeps_its_text(self) -> None:
        content = letter(paragraph("No link"))
        assert mended(content, "letter.docx") == (content, [])


def runs_of(content: bytes) -> list[str]:
    parts = parts_of(content)
    whole = {**parts, "[Content_Types].xml": types(document="document.main").encode()}
    return [one.text for one in python_docx.Document(io.BytesIO(packed(whole))).paragraphs[0].runs]


def test_each_address_is_asked_once() -> None:
    document = from_bytes(
        docx(
            paragraph(hyperlink("r1", "A/78/636"), run(f" {MOVED} {MOVED}")),
            links={"r1": "https://undocs.org/A/78/636"},
        ),
        "letter.docx",
    )
    references = extract(document, make_view(document), lambda _: None)
    assert list(addresses_of(document, references)) == [MOVED, "https://undocs.org/A/78/636"]
