"""How long a quotation takes in a text of 1 MB, beside difflib and rapidfuzz; how fast a folder of PDFs is indexed.

python benchmarks/quotations.py
"""

from __future__ import annotations

import difflib
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fpdf import FPDF
from rapidfuzz.fuzz import partial_ratio_alignment
from texts import shuffled, with_other_numbers

from refcheck.reading import from_bytes
from refcheck.texts.folder import FolderTexts
from refcheck.texts.judging import judge
from refcheck.texts.library import CitedText

_MEGABYTE = 1_000_000
_LENGTH = 300
_ROUNDS = 7
_PDFS = 200
_PAGES = 8
_LINES = 50


def main() -> None:
    """Print both tables."""
    text = shuffled(_MEGABYTE)
    print("| quotation | program | best, ms | median, ms |")
    print("| --- | --- | ---: | ---: |")
    for kind, quotation in _quotations(text).items():
        for program, run in _programs(text, quotation).items():
            times = [_timed(run) for _ in range(1 if program == "difflib" else _ROUNDS)]
            print(f"| {kind} | {program} | {1000 * min(times):.1f} | {1000 * statistics.median(times):.1f} |")
    print()
    _index()


def _quotations(text: str) -> dict[str, str]:
    """Words from the last third of the text: as they stand, with one changed, and in another order."""
    words = text[700_000 : 700_000 + _LENGTH].split()[1:-1]
    changed = [*words]
    changed[len(words) // 2] = "otherwise"
    return {
        "exact": " ".join(words),
        "one word changed": " ".join(changed),
        "not there": " ".join(reversed(words)),
    }


def _programs(text: str, quotation: str) -> dict[str, Callable[[], object]]:
    read = from_bytes(text.encode(), "source.txt")
    ready = CitedText(("A/1",), read, "file source.txt")
    judge(quotation, ready, ())
    fresh = []
    for _ in range(_ROUNDS):
        cited = CitedText(("A/1",), read, "file source.txt")
        assert cited.view.text  # reading is no part of judging
        fresh.append(cited)
    return {
        "refcheck, first quotation of a text": lambda: judge(quotation, fresh.pop(), ()),
        "refcheck, any further one": lambda: judge(quotation, ready, ()),
        "rapidfuzz, partial_ratio_alignment": lambda: partial_ratio_alignment(quotation, text),
        "difflib": lambda: difflib.SequenceMatcher(None, text, quotation, autojunk=False).get_matching_blocks(),
    }


def _timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _index() -> None:
    """Index a folder of PDFs, and open it again."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "texts")
        folder.mkdir()
        _write_pdfs(folder)
        pages = _PDFS * _PAGES
        opened = []
        for _ in range(2):
            start = time.perf_counter()
            with FolderTexts(folder, Path(place, "texts.sqlite")) as texts:
                assert len(texts.forms) == _PDFS
            opened.append(time.perf_counter() - start)
        print(f"{_PDFS} PDFs, {pages:,} pages, {os.cpu_count()} cores")
        print(f"first start {opened[0]:.1f} s: {pages / opened[0]:.0f} pages a second; next start {opened[1]:.2f} s")


def _write_pdfs(folder: Path) -> None:
    text = with_other_numbers(shuffled(60_000), 1).encode("latin-1", "replace").decode("latin-1")
    lines = [line[:95] for line in text.split("\n")]
    moment = time.time() - 3600
    for number in range(_PDFS):
        pdf = FPDF(format="A4")
        pdf.set_auto_page_break(auto=False)
        for page in range(_PAGES):
            pdf.add_page()
            pdf.set_font("Helvetica", size=10)
            pdf.text(20, 15, f"A/79/{1000 + number}")
            for line in range(_LINES):
                pdf.text(20, 25 + 5 * line, lines[(number * 7 + page * _LINES + line) % len(lines)])
        path = folder / f"{number:03}.pdf"
        path.write_bytes(bytes(pdf.output()))
        os.utime(path, (moment, moment))


if __name__ == "__main__":
    main()
