"""PDFium's pages as runs of text with their places. The only module that calls PDFium."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from refcheck.reading.pdf_lines import Page, Run, TextLink
from refcheck.reading.pdf_text import write_text

MAX_PAGES = 3000
_LINE_END_HYPHEN = "\ufffe"  # what PDFium makes of a hyphen at the end of a line, of which it then joins the next
_MAX_LINKS = 5000  # a page
_MAX_ADDRESS = 4096
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_SECURITY = 5
_TOKEN = re.compile(r"[a-z]+|[\r\n]+|[^ \u00a0\u200b]")
_RIGHT_TO_LEFT = ("R", "AL")


def read(content: bytes) -> dict[str, Any]:
    """Read a PDF: text, blocks, links, marks and remarks, or the error in one sentence."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        return {"error": _why(getattr(error, "err_code", None), error)}
    count = len(document)
    if count > MAX_PAGES:
        return {"error": f"it has {count} pages, and refcheck reads up to {MAX_PAGES}; split it"}
    try:
        pages = [_page(document, number) for number in range(count)]
    except pdfium.PdfiumError as error:
        return {"error": _why(None, error)}
    empty = [str(number + 1) for number, page in enumerate(pages) if page.is_picture]
    if not any(page.runs for page in pages):
        return {"error": "a scan: no text; run OCR (for example ocrmypdf) first" if empty or not count else _BLANK}
    remarks = []
    if empty:
        named = ", ".join(empty[:10]) + (", …" if len(empty) > 10 else "")
        noun = "Page" if len(empty) == 1 else "Pages"
        remarks.append(
            f"{noun} {named} without text (a scan?) could not be read; run OCR (for example ocrmypdf) first."
        )
    parsed = write_text(pages)
    return {
        "text": parsed.text,
        "blocks": [(*block.span, block.role.value, block.label) for block in parsed.blocks],
        "links": [(*link.span, link.target) for link in parsed.links],
        "marks": [(*mark.span, mark.label) for mark in parsed.marks],
        "remarks": remarks,
        "pages": parsed.pages,
    }


_BLANK = "its pages are blank; is it the right file?"


def _why(code: int | None, error: Exception) -> str:
    if code == _PASSWORD:
        return "it is encrypted; open it with its password and save a copy without one"
    if code == _SECURITY:
        return "it is encrypted in a way that cannot be read; print it to a new PDF"
    return f"damaged ({' '.join(str(error).split()).rstrip('.')}); download it again, or print it to a new PDF"


def _page(document: pdfium.PdfDocument, number: int) -> Page:
    page = document[number]
    text_page = None
    try:
        width, height = page.get_size()
        text_page = page.get_textpage()
        text = _text(text_page.raw)
        runs = list(_runs(text_page.raw, text))
        links = tuple(_links(document.raw, page.raw, text_page.raw, runs)) if runs else ()
        is_picture = not runs and pdfium_c.FPDFPage_CountObjects(page.raw) > 0
    except pdfium.PdfiumError:
        return Page(number, 0, 0, (), (), is_picture=True)
    finally:
        if text_page is not None:
            text_page.close()
        page.close()
    return Page(number, width, height, tuple(runs), links, is_picture=is_picture)


def _text(text_page: Any) -> str:
    """A page's text, a character for each of PDFium's, so that its indexes count in it."""
    count = pdfium_c.FPDFText_CountChars(text_page)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium_c.FPDFText_GetText(text_page, 0, count, buffer)
    units = bytes(buffer)[: 2 * max(0, written - 1)]
    text = units.decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    # Characters outside the basic plane, or none at all: one by one.
    codes = (pdfium_c.FPDFText_GetUnicode(text_page, index) for index in range(count))
    return "".join(chr(code) if 0 < code < 0xD800 or 0xE000 <= code <= 0x10FFFF else "\u200b" for code in codes)


def _runs(text_page: Any, text: str) -> Iterator[Run]:
    """Pieces of text of one size on one base line; where a piece ends, the page may go on anywhere."""
    box = pdfium_c.FS_RECTF()
    reference = ctypes.byref(box)
    measure = pdfium_c.FPDFText_GetLooseCharBox
    start = -1
    left = right = bottom = height = 0.0
    right_to_left = False
    for index, inside in _measured(text):
        character = text[index]
        if character in "\r\n":
            if start >= 0:
                yield _run(text, start, index, left, right, bottom, height, ends_line=True)
                start = -1
            continue
        measure(text_page, index, reference)
        low, size = box.bottom, box.top - box.bottom
        if start >= 0 and abs(low - bottom) < 0.12 * height and abs(size - height) < 0.15 * height:
            gap = box.left - right
            if inside or right_to_left or -4 * height < gap < 2.6 * height:
                right = max(right, box.right)
                continue
        if start >= 0:
            yield _run(text, start, index, left, right, bottom, height, ends_line=False)
        start, left, right, bottom, height = index, box.left, box.right, low, size or 1.0
        right_to_left = unicodedata.bidirectional(character) in _RIGHT_TO_LEFT
    if start >= 0:
        yield _run(text, start, len(text), left, right, bottom, height, ends_line=True)


def _measured(text: str) -> Iterator[tuple[int, bool]]:
    """The characters whose boxes tell enough: of small letters in a row the first and, inside, the last."""
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        yield start, False
        if end - start > 1 and text[start] not in "\r\n":
            yield end - 1, True


def _run(
    text: str, start: int, end: int, left: float, right: float, bottom: float, height: float, *, ends_line: bool
) -> Run:
    content = text[start:end]
    spaced = start > 0 and text[start - 1] in " \u00a0"
    hyphen = content.rstrip().endswith(_LINE_END_HYPHEN)
    return Run(
        content.replace(_LINE_END_HYPHEN, "-"), start, left, right, bottom, height, ends_line or hyphen, hyphen, spaced
    )


def _links(document: Any, page: Any, text_page: Any, runs: list[Run]) -> Iterator[TextLink]:
    """Each link annotation that leads to an address, with the characters under it."""
    position = ctypes.c_int(0)
    link = pdfium_c.FPDF_LINK()
    box = pdfium_c.FS_RECTF()
    for _ in range(_MAX_LINKS):
        if not pdfium_c.FPDFLink_Enumerate(page, ctypes.byref(position), ctypes.byref(link)):
            return
        target = _address(document, link)
        if target and pdfium_c.FPDFLink_GetAnnotRect(link, ctypes.byref(box)):
            for start, end in _under(box, text_page, runs):
                yield TextLink(start, end, target)


def _address(document: Any, link: Any) -> str:
    action = pdfium_c.FPDFLink_GetAction(link)
    if not action:
        return ""
    length = pdfium_c.FPDFAction_GetURIPath(document, action, None, 0)
    if not 1 < length <= _MAX_ADDRESS:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium_c.FPDFAction_GetURIPath(document, action, buffer, length)
    return buffer.value.decode("utf-8", "replace").strip()


def _under(area: Any, text_page: Any, runs: list[Run]) -> Iterator[tuple[int, int]]:
    """The characters whose middle lies in the area: one stretch for each run."""
    box = pdfium_c.FS_RECTF()
    low, high = min(area.bottom, area.top), max(area.bottom, area.top)
    for run in runs:
        middle = run.bottom + run.height / 2
        if not low <= middle <= high or run.right < area.left or run.left > area.right:
            continue
        inside = []
        for index in range(run.start, run.start + len(run.text.rstrip())):
            pdfium_c.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box))
            if area.left <= (box.left + box.right) / 2 <= area.right:
                inside.append(index)
        if inside:
            yield inside[0], inside[-1] + 1
