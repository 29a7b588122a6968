"""Texts that public sources gave, read when they are asked for; and several providers as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from refcheck.domain.symbols import same_key
from refcheck.errors import ReadingError
from refcheck.extraction.view import make_view
from refcheck.reading import from_bytes
from refcheck.texts.library import CitedText, Texts
from refcheck.texts.recognition import on_first_page


class File(Protocol):
    """A file as a source gave it, or the reason why it did not."""

    @property
    def url(self) -> str:
        """Where it was fetched."""

    @property
    def content(self) -> bytes:
        """Its bytes; empty for none."""

    @property
    def reason(self) -> str:
        """Why there is none."""


class FetchedTexts:
    """Files by the canonical form that was asked for. A file that does not name its symbol is not believed."""

    def __init__(self, files: Mapping[str, File]) -> None:
        self._files = files
        self._texts: dict[str, CitedText | None] = {}
        self._remarks: dict[str, None] = {}

    @property
    def remarks(self) -> tuple[str, ...]:
        """Which texts could not be had or read, and why."""
        return tuple(self._remarks)

    def text_of(self, canonical: str) -> CitedText | None:
        """The text of a document, if a source gave it and it bears this symbol."""
        if canonical not in self._texts:
            self._texts[canonical] = self._read(canonical)
        return self._texts[canonical]

    def later_editions(self, canonical: str) -> tuple[CitedText, ...]:
        """None: sources are asked for what is cited only."""
        del canonical
        return ()

    def _read(self, canonical: str) -> CitedText | None:
        file = self._files.get(canonical)
        if file is None:
            return None
        if not file.content:
            self._remarks[file.reason] = None
            return None
        try:
            document = from_bytes(file.content, file.url.rpartition("/")[2])
        except ReadingError as error:
            self._remarks[f"The text of {canonical} at {file.url} cannot be read: {error.reason}."] = None
            return None
        forms = on_first_page(document, make_view(document))
        if same_key(canonical) not in {same_key(form) for form in forms}:
            self._remarks[f"The file at {file.url} does not name {canonical} on its first page; it was left out."] = (
                None
            )
            return None
        return CitedText(forms, document, f"{canonical} at {file.url}")


class SeveralTexts:
    """Providers one after the other: the first that has a text gives it."""

    def __init__(self, providers: Sequence[Texts]) -> None:
        self._providers = providers

    @property
    def remarks(self) -> tuple[str, ...]:
        """The remarks of all."""
        return tuple(remark for provider in self._providers for remark in provider.remarks)

    def text_of(self, canonical: str) -> CitedText | None:
        """The text as the first provider has it that has one."""
        return next((text for provider in self._providers if (text := provider.text_of(canonical))), None)

    def later_editions(self, canonical: str) -> tuple[CitedText, ...]:
        """The later editions that any provider has."""
        return tuple(text for provider in self._providers for text in provider.later_editions(canonical))
