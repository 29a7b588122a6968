"""The same letter as text, Markdown, DOCX, HTML and PDF gives the same references and notes."""

from __future__ import annotations

import html
import re
import sys
from pathlib import Path

import pytest

from refcheck import cli
from refcheck.extraction import extract
from refcheck.extraction.view import make_view
from refcheck.model import Document, Reference, Role
from refcheck.reading import from_bytes
from tests import checking
from tests.reading.builders import Sheets, docx, footnote_mark, note, paragraph, run

# "^1^" is the indicator of note 1.
LETTER = (
    "The Security Council, in its resolutions 822 (1993), 853 (1993) and 874 (1993), reaffirmed^1^ it.",
    (
        "See also General Assembly resolution 48/114 of 20 December 1993 and document A/HRC/8/6/Add.2^2^ of that "
        "year, in which the Representative took note of the preliminary list* and of the report as a whole, with all "
        "of its annexes, and the letters dated 5 December 2023 and 8 February 2024 (A/78/636-S/2023/960 and "
        "A/78/764),^3^ which are available at https://media.un.org/en/asset/k1g/k1gvc8zwrdr and were circulated."
    ),
    "The Court indicated provisional measures in its Order of 7 December 2021.^4^",
)
NOTES = (
    "See Security Council resolution 884 (1993), para. 3; and E/CN.4/1999/79/Add.1.",
    "1993 was the year of S/26184, and of A/48/500.",
    "Ibid.",
    (
        "Application of the International Convention on the Elimination of All Forms of Racial Discrimination "
        "(Armenia v. Azerbaijan), Provisional Measures, Order of 7 December 2021, para. 60."
    ),
)
_MARK = re.compile(r"\^(\d)\^")


def as_text() -> bytes:
    body = [_MARK.sub(r"<sup>\1</sup>", text) for text in LETTER]
    return "\n\n".join([*body, *(f"<sup>{n}</sup> {text}" for n, text in enumerate(NOTES, 1))]).encode()


def as_docx() -> bytes:
    body = []
    for text in LETTER:
        parts = _MARK.split(text)
        pieces = [footnote_mark(int(part)) if place % 2 else run(part) for place, part in enumerate(parts)]
        body.append(paragraph(*pieces))
    return docx(*body, footnotes="".join(note(n, f" {text}") for n, text in enumerate(NOTES, 1)))


def as_html() -> bytes:
    body = [_MARK.sub(r'<sup><a href="#fn\1" id="r\1">\1</a></sup>', html.escape(text)) for text in LETTER]
    notes = [f'<li id="fn{n}">{html.escape(text)} <a href="#r{n}">↩</a></li>' for n, text in enumerate(NOTES, 1)]
    return f"<html><p>{'</p><p>'.join(body)}</p><ol>{''.join(notes)}</ol></html>".encode()


def wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return lines


def as_pdf() -> bytes:
    """On two pages, broken in the middle of a sentence, the notes at the foot of each."""
    sheets = Sheets()
    lines = [line for text in LETTER for line in (*wrapped(text, 90), "")]
    for number, (part, notes) in enumerate(((lines[:4], (1, 2)), (lines[4:], (3, 4)))):
        sheets.page().text(70, 40, f"{number + 1}/2", size=8).text(300, 40, "Letters of the Assembly", size=8)
        sheets.lines(70, 100 if number else 500, *part)
        sheets.text(70, 690, "_______________", size=8)
        foot = [line for n in notes for line in wrapped(f"^{n}^ {NOTES[n - 1]}", 110)]
        sheets.lines(70, 700, *foot, size=8)
    return sheets.content()


FILES = {"a.txt": as_text, "a.md": as_text, "a.docx": as_docx, "a.html": as_html, "a.pdf": as_pdf}


def read(name: str) -> Document:
    return from_bytes(FILES[name](), name)


def found(document: Document) -> list[Reference]:
    return list(extract(document, make_view(document), checking.catalogue().case_number))


def said(references: list[Reference]) -> list[tuple[object, ...]]:
    in_order = sorted(references, key=lambda reference: (reference.footnote or "", reference.span))
    return [
        (item.kind, item.canonical, item.pinpoints, item.footnote, item.date and item.date.value) for item in in_order
    ]


@pytest.mark.parametrize("name", [name for name in FILES if name != "a.txt"])
def test_references_are_the_same_in_every_format(name: str) -> None:
    expected = said(found(read("a.txt")))
    assert len(expected) > 12
    assert said(found(read(name))) == expected


@pytest.mark.parametrize("name", FILES)
def test_notes_are_linked_to_their_indicators(name: str) -> None:
    document = read(name)
    assert [block.label for block in document.blocks if block.role is Role.NOTE] == ["1", "2", "3", "4"]
    assert [mark.label for mark in document.marks if mark.label != "*"] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("name", FILES)
def test_the_text_of_a_reference_stands_at_its_place(name: str) -> None:
    document = read(name)
    for reference in found(document):
        assert document.text[slice(*reference.span)] == reference.text


@pytest.mark.parametrize("name", FILES)
def test_extract_prints_the_text_that_offsets_count_in(
    name: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name]())
    assert cli.run(["extract", "--text", str(path)]) == 0
    sys.stdout.flush()
    assert capfdbinary.readouterr().out.decode() == read(name).text
