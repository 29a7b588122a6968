"""The page of a long report: how fast it is written, how large it is, and how fast a browser shows and filters it.

    python benchmarks/page.py [--rounds N]

A text of 500,000 characters with 1,000 references, half of them wrong. Needs the development group (Playwright) and a
Chromium. Filters and sorting are measured in the browser, from the event to the end of the frame that shows the rows.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import texts
from playwright.sync_api import Page, sync_playwright

from refcheck.pipeline import check_document
from refcheck.reading import from_bytes
from refcheck.report import Report
from refcheck.reporting import Terms, write
from refcheck.resolution.catalogue import Catalogue
from refcheck.terms import rule_texts

_CHARACTERS = 500_000
_REFERENCES = 1000
_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
_PAINTED = """() => new Promise(resolve => {
  const ask = () => {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    if (paint) resolve(paint.startTime); else setTimeout(ask, 5);
  };
  ask();
})"""
# A message that is posted within a frame's callback arrives when the frame has been laid out and painted.
_REACTED = """async ([selector, value]) => {
  const part = document.querySelector(selector);
  const start = performance.now();
  if (value === null) part.click();
  else { part.value = value; part.dispatchEvent(new Event("input")); }
  await new Promise(resolve => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = resolve;
    channel.port2.postMessage(null);
  }));
  return performance.now() - start;
}"""
_ACTIONS = {
    "filter: one verdict": ("#by-verdict", "verified"),
    "filter: all again": ("#by-verdict", ""),
    "filter: one kind": ("#by-kind", "resolution"),
    "filter: all kinds again": ("#by-kind", ""),
    "filter: words": ("#by-words", "S/RES"),
    "filter: no words": ("#by-words", ""),
    "sort by verdict": ("#references thead th:nth-child(7) button", None),
}


def _report() -> Report:
    document = from_bytes(texts.referring(_CHARACTERS, _REFERENCES).encode(), "long.md")
    with Catalogue.embedded() as catalogue:
        return check_document(document, catalogue, datetime(2026, 11, 20, 22, tzinfo=UTC))


def _written(report: Report, folder: Path, rounds: int) -> tuple[Path, list[float]]:
    terms, taken = Terms(rule_texts()), []
    for _ in range(rounds + 1):  # the first one loads the templates
        start = time.perf_counter()
        (file,) = write(report, folder, ("html",), terms=terms)
        taken.append(time.perf_counter() - start)
    return file, taken[1:]


def _shown(file: Path, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each thing, a value a round."""
    taken: dict[str, list[float]] = {}
    program = next(filter(None, map(shutil.which, _CHROMIUMS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program)
        for _ in range(rounds):
            page: Page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(file.as_uri())
            taken.setdefault("first paint", []).append(page.evaluate(_PAINTED))
            for name, action in _ACTIONS.items():
                taken.setdefault(name, []).append(page.evaluate(_REACTED, list(action)))
            page.close()
        browser.close()
    return taken


def _row(name: str, taken: Sequence[float]) -> str:
    return f"| {name} | {min(taken):.0f} | {statistics.median(taken):.0f} | {max(taken):.0f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description="The page of a report with 1,000 references in 500,000 characters.")
    parser.add_argument("--rounds", type=int, default=10, metavar="N", help="default: 10")
    rounds = parser.parse_args().rounds
    report = _report()
    with tempfile.TemporaryDirectory() as folder:
        file, written = _written(report, Path(folder), rounds)
        size = file.stat().st_size
        shown = _shown(file, rounds)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores; {rounds} rounds")
    print(
        f"{len(report.document.text):,} characters, {len(report.references):,} references, "
        f"{len(report.findings):,} findings: {size / 1e6:.2f} MB\n"
    )
    print("| what | best, ms | median, ms | worst, ms |")
    print("| --- | ---: | ---: | ---: |")
    print(_row("written", [seconds * 1000 for seconds in written]))
    for name, taken in shown.items():
        print(_row(name, taken))


if __name__ == "__main__":
    main()
