"""A document's file with the addresses that have moved or are gone written anew, and nothing else changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from refcheck.editing.addresses import Change, replacement, spelt_for_markdown
from refcheck.errors import ReadingError
from refcheck.links.verdict import LinkVerdict
from refcheck.model import Document

FORMATS = ("txt", "md", "docx")


def readdressed(
    content: bytes, document: Document, changes: Sequence[Change], verdicts: Mapping[str, LinkVerdict]
) -> bytes:
    """`content`, from which `document` was read, with these changes. Raises ReadingError where it cannot be written."""
    if document.format == "docx":
        from refcheck.editing.word_addresses import readdressed as in_word  # noqa: PLC0415 - loads lxml

        new = {url: address for url, verdict in verdicts.items() if (address := replacement(verdict))}
        shown = [(change.span, change.new) for change in changes if change.new and change.shown]
        return in_word(content, document.path, new, shown)
    return _in_text(content, document, changes)


def _in_text(content: bytes, document: Document, changes: Sequence[Change]) -> bytes:
    """Every byte outside the addresses stays."""
    if document.text.encode(document.encoding, "replace") != content:
        reason = f"its encoding ({document.encoding}) cannot be written back without a change; save it as UTF-8"
        raise ReadingError(document.path, reason)
    targets = {link.target_span for link in document.links}
    pieces, position = [], 0
    for change in changes:
        if change.new:
            new = spelt_for_markdown(change.new) if change.span in targets else change.new
            pieces += [document.text[position : change.span.start], new]
            position = change.span.end
    return "".join([*pieces, document.text[position:]]).encode(document.encoding)
