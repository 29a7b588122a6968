"""How long a Word file of 100 pages and a PDF of 30 take to read, beside programs that take out the bare text.

python benchmarks/reading.py
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable

import docx
import pypdfium2
from fpdf import FPDF
from texts import shuffled

from refcheck.reading import from_bytes

_ROUNDS = 7
_WORD_PAGES, _PDF_PAGES = 100, 30
_CHARACTERS, _LINES = 3_000, 50  # a page
_WIDTH = 90


def main() -> None:
    """Print the table."""
    print("| file | program | best, ms | median, ms |")
    print("| --- | --- | ---: | ---: |")
    for file, programs in _files():
        for program, run in programs.items():
            run()
            times = [_timed(run) for _ in range(_ROUNDS)]
            print(f"| {file} | {program} | {1000 * min(times):.0f} | {1000 * statistics.median(times):.0f} |")


def _files() -> list[tuple[str, dict[str, Callable[[], object]]]]:
    word, pdf = _word(), _pdf()
    return [
        (
            f"Word, {_WORD_PAGES} pages",
            {
                "refcheck": lambda: from_bytes(word, "report.docx"),
                "python-docx": lambda: [paragraph.text for paragraph in docx.Document(io.BytesIO(word)).paragraphs],
            },
        ),
        (
            f"PDF, {_PDF_PAGES} pages",
            {
                "refcheck": lambda: from_bytes(pdf, "report.pdf"),
                "pypdfium2": lambda: [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)],
            },
        ),
    ]


def _timed(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def _word() -> bytes:
    document, file = docx.Document(), io.BytesIO()
    for line in shuffled(_WORD_PAGES * _CHARACTERS).splitlines():
        if line.strip():
            document.add_paragraph(line)
    document.save(file)
    return file.getvalue()


def _pdf() -> bytes:
    text = " ".join(shuffled(_PDF_PAGES * _LINES * _WIDTH).encode("latin-1", "ignore").decode("latin-1").split())
    pdf = FPDF(format="A4")
    pdf.set_auto_page_break(auto=False)
    for page in range(_PDF_PAGES):
        pdf.add_page()
        pdf.set_font("Helvetica", size=10)
        pdf.text(20, 15, "A/79/1000")
        for line in range(_LINES):
            begin = (page * _LINES + line) * _WIDTH
            pdf.text(20, 25 + 5 * line, text[begin : begin + _WIDTH])
    return bytes(pdf.output())


if __name__ == "__main__":
    main()
