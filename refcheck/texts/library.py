"""The interface to the cited texts: a canonical form → the text of that document, if it is at hand."""

from __future__ import annotations

from functools import cached_property
from typing import Protocol

from refcheck.extraction.letter import find_letters
from refcheck.extraction.view import View, make_view
from refcheck.model import Document, Letter
from refcheck.texts.matching import Searched
from refcheck.texts.structure import Structure


class CitedText:
    """The text of a cited document, and what is made of it when it is first asked for."""

    def __init__(self, canonical: tuple[str, ...], document: Document, source: str) -> None:
        self.canonical = canonical  # all its symbols
        self.document = document
        self.source = source  # where it comes from, as a report names it: "file A_78_636.pdf"

    @cached_property
    def view(self) -> View:
        """Its readable text; places in the text count in it."""
        return make_view(self.document)

    @cached_property
    def structure(self) -> Structure:
        """Its paragraphs, sections, annexes, notes and pages."""
        return Structure(self.document, self.view)

    @cached_property
    def searched(self) -> Searched:
        """Its text, made ready to look for quotations."""
        return Searched(self.view.text)

    @cached_property
    def letter(self) -> Letter | None:
        """The letter that it is, with date and sender; None for another kind of document."""
        letters = find_letters(self.view)
        return letters[0] if letters and letters[0].title else None


class Texts(Protocol):
    """Someone who has texts of documents: a folder of the user's, an archive, a public source."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What could not be read, one sentence a file."""

    def text_of(self, canonical: str) -> CitedText | None:
        """The text of a document by its canonical form; None where it is not at hand."""

    def later_editions(self, canonical: str) -> tuple[CitedText, ...]:
        """The revisions and corrigenda of a document that are at hand."""
