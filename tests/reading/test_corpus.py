"""Real documents beside the project, which may not enter it: their notes are linked, their links found."""

from __future__ import annotations

import pytest

from refcheck.domain.symbols import same_key
from refcheck.domain.urls import symbols_in
from refcheck.errors import ReadingError
from refcheck.extraction import extract
from refcheck.extraction.view import make_view
from refcheck.model import Document, Role
from refcheck.reading import read
from tests import checking
from tests.reading.builders import assert_whole

CORPUS = checking.PROJECT.parent / "shared" / "corpus"

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the development corpus (../shared/corpus) is not here")

NUMBERED_NOTES = {
    "ga-res-73-3.pdf": 7,
    "ga-res-77-321.pdf": 4,
    "ga-res-79-271.pdf": 5,
    "hrc-report-28.pdf": 19,
    "upr-compilation-slovenia-2014.pdf": 121,
    "upr-compilation-slovenia-2024.pdf": 99,
    "upr-stakeholders-slovenia-2019.pdf": 144,
    "akn4un-guidelines-ga.html": 13,
    "seed-5-converted.docx": 7,
    "ga-res-73-3-converted.docx": 7,
}
LINKED_PDFS = (
    "ga-dec-78-560.pdf",
    "ga-res-73-3.pdf",
    "ga-res-73-8.pdf",
    "ga-res-77-321.pdf",
    "ga-res-79-271.pdf",
    "upr-compilation-slovenia-2024.pdf",
)


def corpus(name: str) -> Document:
    document = read(CORPUS / name)
    assert_whole(document)
    return document


@pytest.mark.parametrize(("name", "count"), NUMBERED_NOTES.items())
def test_notes_are_linked(name: str, count: int) -> None:
    document = corpus(name)
    expected = [str(number + 1) for number in range(count)]
    notes = [block.label or "" for block in document.blocks if block.role is Role.NOTE]
    assert [label for label in notes if label.isdigit()] == expected
    marks = [mark.label for mark in document.marks if mark.label.isdigit()]
    assert list(dict.fromkeys(marks)) == expected


@pytest.mark.parametrize("name", LINKED_PDFS)
def test_link_annotations_lie_on_the_symbols_they_lead_to(name: str) -> None:
    document = corpus(name)
    found = extract(document, make_view(document), checking.catalogue().case_number)
    linked = [link for link in document.links if symbols_in(link.target)]
    assert linked
    for link in linked:
        meant = {same_key(symbol.canonical) for symbol in symbols_in(link.target)}
        shown = {same_key(form) for item in found if item.span.overlaps(link.span) for form in item.canonical}
        assert meant & shown, document.text[slice(*link.span)]


def test_every_document_is_read_or_refused_for_a_reason() -> None:
    refused = {}
    for path in sorted(CORPUS.iterdir()):
        if path.suffix in (".docx", ".doc", ".pdf", ".html"):
            try:
                corpus(path.name)
            except ReadingError as error:
                refused[path.name] = error.reason.split(";")[0]
    assert refused == {
        "note-verbale-ola-2022-scan.pdf": "a scan: no text",
        "upr34-slovenia-advance-questions-add1.doc": "the old Word format (.doc) cannot be read",
    }
