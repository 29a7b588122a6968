"""Extraction against eyecite in its Hyperscan mode: the same texts, in one process each, on one core.

    python benchmarks/extraction.py [--peer PYTHON] [--rounds N]

Makes a virtual environment with the peer in a temporary folder (or takes the interpreter that --peer names),
runs both in turns, and prints two tables. Run it with an interpreter that has refcheck.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import texts

_LONG_ENOUGH = 0.2  # seconds that one measurement takes at least, so that the clock does not matter
_MEASUREMENTS = 5  # of each text in each round
PEER_PACKAGES = ("eyecite", "hyperscan")

Task = Callable[[list[str]], int]
"""Extracts from each text, and says how many references there were."""


# --- in the measured process ---------------------------------------------------------------


def _refcheck() -> tuple[str, Mapping[str, Task]]:
    import refcheck
    from refcheck.reading import from_bytes

    @cache
    def read(text: str) -> refcheck.Document:
        return from_bytes(text.encode(), "letter.md")

    def extract(given: list[str]) -> int:
        return sum(len(refcheck.extract(read(text))) for text in given)

    def read_and_extract(given: list[str]) -> int:
        return sum(len(refcheck.extract(from_bytes(text.encode(), "letter.md"))) for text in given)

    return f"refcheck {refcheck.__version__}", {"extract": extract, "read and extract": read_and_extract}


def _eyecite() -> tuple[str, Mapping[str, Task]]:
    from importlib.metadata import version

    from eyecite import get_citations
    from eyecite.tokenizers import AhocorasickTokenizer, HyperscanTokenizer

    try:
        import hyperscan  # noqa: F401 - the tokenizer imports it late

        tokenizer, mode = HyperscanTokenizer(cache_dir=None), f"hyperscan {version('hyperscan')}"
    except ImportError:
        tokenizer, mode = AhocorasickTokenizer(), "Aho-Corasick mode: hyperscan cannot be installed here"

    def extract(given: list[str]) -> int:
        return sum(len(get_citations(text, tokenizer=tokenizer)) for text in given)

    return f"eyecite {version('eyecite')}, {mode}", {"extract": extract}


def _measure(task: Task, given: list[str]) -> tuple[int, list[float]]:
    """References, and the seconds that each measurement took for all of the texts once, after a warm-up."""
    count = task(given)
    start = time.perf_counter()
    task(given)
    times = max(1, round(_LONG_ENOUGH / (time.perf_counter() - start)))
    taken = []
    for _ in range(_MEASUREMENTS):
        gc.collect()
        start = time.perf_counter()
        for _ in range(times):
            task(given)
        taken.append((time.perf_counter() - start) / times)
    return count, taken


def _work(who: str, folder: Path) -> None:
    """Measure every text of the folder, and print what came out as JSON."""
    with contextlib.suppress(AttributeError):  # where the system cannot bind a process, it stays unbound
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    name, tasks = _refcheck() if who == "refcheck" else _eyecite()
    measured: dict[str, dict[str, object]] = {}
    for file in sorted(folder.iterdir()):
        given: list[str] = json.loads(file.read_text("utf-8"))
        for task_name, task in tasks.items():
            count, taken = _measure(task, given)
            measured.setdefault(file.stem, {})[task_name] = {"count": count, "seconds": taken}
    print(json.dumps({"name": name, "measured": measured}))


# --- in the measuring process --------------------------------------------------------------


class _Figures:
    """What was measured of one program, over all rounds."""

    def __init__(self) -> None:
        self.name = ""
        self._counts: dict[tuple[str, str], int] = {}
        self._seconds: dict[tuple[str, str], list[float]] = {}

    def add(self, printed: str) -> None:
        content = json.loads(printed.splitlines()[-1])
        self.name = content["name"]
        for text, tasks in content["measured"].items():
            for task, result in tasks.items():
                self._counts[text, task] = result["count"]
                self._seconds.setdefault((text, task), []).extend(result["seconds"])

    def count(self, text: str, task: str = "extract") -> int:
        return self._counts[text, task]

    def best(self, text: str, task: str = "extract") -> float:
        return min(self._seconds[text, task])

    def median(self, text: str, task: str = "extract") -> float:
        return statistics.median(self._seconds[text, task])


def _peer(folder: Path) -> str:
    """An interpreter that has the peer; without Hyperscan where there is no wheel of it."""
    venv.create(folder, with_pip=True)
    python = str(folder / ("Scripts" if os.name == "nt" else "bin") / "python")
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.run([*install, *PEER_PACKAGES], check=False).returncode:
        print(f"{PEER_PACKAGES[1]} cannot be installed here; the peer runs without it", file=sys.stderr)
        subprocess.run([*install, PEER_PACKAGES[0]], check=True)
    return python


def _run(python: str, who: str, folder: Path) -> str:
    command = [python, __file__, "--work", who, "--texts", str(folder)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def _compare(rounds: int, peer_python: str | None) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary, "texts")
        folder.mkdir()
        made = {**texts.compared(), **texts.growing()}
        for name, given in made.items():
            (folder / f"{name}.json").write_text(json.dumps(given), "utf-8")
        python = peer_python or _peer(Path(temporary, "peer"))
        ours, theirs = _Figures(), _Figures()
        for _ in range(rounds):
            ours.add(_run(sys.executable, "refcheck", folder))
            theirs.add(_run(python, "eyecite", folder))
    print(f"{ours.name}; {theirs.name}; Python {platform.python_version()}, {os.cpu_count()} cores, one used")
    print(f"Best and median of {rounds * _MEASUREMENTS} measurements after a warm-up; 1 MB is a million bytes.\n")
    _print_compared(ours, theirs, texts.compared())
    _print_growing(ours, theirs, texts.growing())


def _size(given: Sequence[str]) -> float:
    return sum(len(text.encode()) for text in given) / 1e6


def _print_compared(ours: _Figures, theirs: _Figures, made: Mapping[str, list[str]]) -> None:
    print("| text | MB | program | references | best, ms | median, ms | MB/s | times as fast |")
    print("| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: |")
    for name, given in made.items():
        rows = (
            ("eyecite", theirs, "extract"),
            ("refcheck", ours, "extract"),
            ("reading included", ours, "read and extract"),
        )
        for program, figures, task in rows:
            best, median = figures.best(name, task), figures.median(name, task)
            ratio = theirs.median(name) / median
            print(
                f"| {name} | {_size(given):.2f} | {program} | {figures.count(name, task):,} | {best * 1e3:,.2f} "
                f"| {median * 1e3:,.2f} | {_size(given) / median:.1f} | {ratio:.2f} |"
            )
    print()


def _print_growing(ours: _Figures, theirs: _Figures, made: Mapping[str, list[str]]) -> None:
    print("| characters a document | refcheck, ns each | reading included, ns each | eyecite, ns each |")
    print("| ---: | ---: | ---: | ---: |")
    for name, given in made.items():
        length = sum(map(len, given))
        each = [
            figures.median(name, task) / length * 1e9
            for figures, task in (
                (ours, "extract"),
                (ours, "read and extract"),
                (theirs, "extract"),
            )
        ]
        print(f"| {len(given[0]):,} | {' | '.join(f'{value:.0f}' for value in each)} |")


def main() -> None:
    parser = argparse.ArgumentParser(description="Extraction against eyecite in its Hyperscan mode.")
    parser.add_argument("--peer", metavar="PYTHON", help="an interpreter that has eyecite; default: install it")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="how often both run in turns; default: 3")
    parser.add_argument("--work", help=argparse.SUPPRESS)
    parser.add_argument("--texts", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        _work(options.work, options.texts)
    else:
        _compare(options.rounds, options.peer)


if __name__ == "__main__":
    main()
