"""Word files as Word and LibreOffice write them: commented, converted, read again."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from itertools import islice
from pathlib import Path

import docx as python_docx
import pytest
from lxml import etree

from refcheck.editing.comments import annotated
from refcheck.model import Finding, Severity
from refcheck.pipeline import check_document
from refcheck.reading import from_bytes
from tests import checking
from tests.editing.word_files import anchored, main_part, said, stored, without_comments

CORPUS = checking.PROJECT.parent / "shared" / "corpus"
FILES = (
    "ppb-2026-sect-17.docx",
    "ppb-2026-sect-24-corr-1.docx",
    "ppb-2026-sect-25.docx",
    "ga-res-73-3-converted.docx",
    "seed-5-converted.docx",
    "upr34-slovenia-thematic-list.docx",
)
LETTERS = ("seed-5-converted.docx", "ga-res-73-3-converted.docx")
CHANGED = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="shared is absent: the corpus lies beside the project only")
with_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is absent")


def commented(name: str, *, between_notes: bool = True) -> tuple[bytes, bytes, int]:
    """A file, and its copy with the findings of a run and one at each of its first references and notes.

    `between_notes=False` leaves out what lies between the first two notes (see `Runs.enclose`).
    """
    content = (CORPUS / name).read_bytes()
    document = from_bytes(content, name)
    report = check_document(document, checking.catalogue(), checking.NOW)
    places = [reference.span for reference in report.references[:40]] + [mark.span for mark in document.marks[:10]]
    planted = (Finding("planted", Severity.WARNING, span, f"planted at {span.start}") for span in places)
    starts = {mark.label: mark.span.start for mark in reversed(document.marks)}
    one, two = starts.get("1", 0), starts.get("2", 0)
    findings = [
        finding for finding in (*report.findings, *planted) if between_notes or not one <= finding.span.start <= two
    ]
    copy, number = annotated(content, replace(report, findings=tuple(findings)))
    return content, copy, number


@pytest.fixture(scope="module", params=FILES)
def file(request: pytest.FixtureRequest) -> tuple[str, bytes, bytes, int]:
    return (request.param, *commented(request.param))


def test_the_document_stays(file: tuple[str, bytes, bytes, int]) -> None:
    name, content, copy, number = file
    before, after = from_bytes(content, name), from_bytes(copy, name)
    assert (after.text, after.blocks, after.links, after.marks) == (
        before.text,
        before.blocks,
        before.links,
        before.marks,
    )
    packed = dict(stored(content))
    assert {part for part, body in stored(copy) if body != packed.get(part)} <= CHANGED
    assert list(packed) == [part for part, _ in stored(copy)][: len(packed)]
    ours = set(said(copy))
    assert len(ours) == number
    assert without_comments(copy, ours) == without_comments(content, set())
    for tag in ("ins", "del", "fldChar", "hyperlink", "commentReference"):
        assert len([*main_part(copy).iter(f"{{*}}{tag}")]) - len([*main_part(content).iter(f"{{*}}{tag}")]) == (
            number if tag == "commentReference" else 0
        )


def test_comments_stand_at_the_words(file: tuple[str, bytes, bytes, int]) -> None:
    name, content, copy, _ = file
    text = from_bytes(content, name).text
    words = anchored(copy)
    for number, lines in islice(said(copy).items(), 40):
        planted = lines[-2].partition("planted at ")[2]
        if planted and not lines[0].startswith("In the "):
            assert words[number]
            written = text[int(planted) :].removeprefix("<sup>")
            assert words[number] == "¶" or written.startswith(words[number].strip())


def test_python_docx_reads_them(file: tuple[str, bytes, bytes, int]) -> None:
    _, content, copy, number = file
    before, after = (list(python_docx.Document(io.BytesIO(one)).comments) for one in (content, copy))
    assert len(after) == len(before) + number
    assert [one.comment_id for one in after[: len(before)]] == [one.comment_id for one in before]
    assert all(one.author == "refcheck" and one.text and one.timestamp for one in after[len(before) :])


@with_libreoffice
@pytest.mark.parametrize("name", ["ppb-2026-sect-25.docx", *LETTERS])
def test_libreoffice_opens_them(name: str, tmp_path: Path) -> None:
    """It prints them, reads the text of the document, and finds every comment with the words it is about."""
    content, copy, number = commented(name, between_notes=name in LETTERS)
    (tmp_path / "before.docx").write_bytes(content)
    (tmp_path / "after.docx").write_bytes(copy)
    soffice = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to"]
    for form, names in (("pdf", ["after"]), ("fodt", ["before", "after"])):
        command = [*soffice, form, "--outdir", str(tmp_path), *(str(tmp_path / f"{name}.docx") for name in names)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    assert (tmp_path / "after.pdf").read_bytes().startswith(b"%PDF-")
    before, after = (
        etree.parse(tmp_path / f"{name}.fodt", etree.XMLParser(huge_tree=True)) for name in ("before", "after")
    )
    old = len(python_docx.Document(io.BytesIO(content)).comments)
    for mark in ("annotation", "annotation-end"):
        assert len([*after.iter(f"{{*}}{mark}")]) == number + old
    assert text_in(after) == text_in(before)


def text_in(opened: etree._ElementTree) -> str:
    """The text of a document as LibreOffice reads it, without comments, and without space, which the format adds."""
    body = opened.find("{*}body")
    assert body is not None
    for comment in [*body.iter("{*}annotation")]:
        for piece in [*comment]:
            comment.remove(piece)
    return "".join("".join(map(str, body.itertext())).split())
