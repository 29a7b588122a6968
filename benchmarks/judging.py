"""How long a letter of 10,000 characters takes, from its bytes to its findings, after start-up.

    python benchmarks/judging.py [--runs N]

Prints the steps and the whole for a real letter, for one with other numbers in it (nothing is right, so that every
rule has something to say), and for a dense text. Run it with an interpreter that has refcheck.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime

import texts

from refcheck.extraction import extract
from refcheck.extraction.letter import find_letters
from refcheck.extraction.prose import read_prose
from refcheck.extraction.view import make_view
from refcheck.model import Checked
from refcheck.pipeline import check_document
from refcheck.reading import from_bytes
from refcheck.resolution.catalogue import Catalogue
from refcheck.resolution.resolve import resolve
from refcheck.rules import judge

_SIZE = 10_000
_NOW = datetime(2026, 11, 21, tzinfo=UTC)


def _letters() -> dict[str, str]:
    letter = texts.letters()[-1][:_SIZE]  # of the five the one with the most references
    return {
        "a letter": letter,
        "with other numbers": texts.with_other_numbers(letter, seed=1),
        "dense": texts.dense(_SIZE),
    }


def _steps(text: str, catalogue: Catalogue) -> tuple[int, int, dict[str, Callable[[], object]]]:
    """References, findings, and what is measured."""
    content = text.encode()
    document = from_bytes(content, "letter.md")
    view = make_view(document)
    references = extract(document, view, catalogue.case_number)
    prose = read_prose(view, document.language)
    checked = Checked(document, find_letters(view), references, resolve(references, catalogue), _NOW.date(), prose)
    return (
        len(references),
        len(judge(checked)),
        {
            "reading": lambda: from_bytes(content, "letter.md"),
            "extraction": lambda: extract(document, make_view(document), catalogue.case_number),
            "resolution": lambda: resolve(references, catalogue),
            "rules": lambda: judge(checked),
            "bytes to findings": lambda: check_document(from_bytes(content, "letter.md"), catalogue, _NOW),
        },
    )


def _milliseconds(step: Callable[[], object]) -> float:
    start = time.perf_counter()
    step()
    return (time.perf_counter() - start) * 1e3


def main() -> None:
    parser = argparse.ArgumentParser(description="The time from the bytes of a letter to its findings.")
    parser.add_argument("--runs", type=int, default=100, metavar="N", help="runs of each step; default: 100")
    runs = parser.parse_args().runs
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores; {runs} runs of each step\n")
    print("| text | references | findings | step | best, ms | median, ms |")
    print("| --- | ---: | ---: | --- | ---: | ---: |")
    with Catalogue.embedded() as catalogue:
        for name, text in _letters().items():
            references, findings, steps = _steps(text, catalogue)
            taken: dict[str, list[float]] = {step: [] for step in steps}
            gc.collect()
            for _ in range(runs):  # in turns, so that what slows the machine slows all
                for step, do in steps.items():
                    taken[step].append(_milliseconds(do))
            for step, times in taken.items():
                figures = f"{min(times):.2f} | {statistics.median(times):.2f}"
                print(f"| {name} | {references} | {findings} | {step} | {figures} |")


if __name__ == "__main__":
    main()
