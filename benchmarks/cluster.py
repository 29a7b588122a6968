"""The same documents on one machine and on a Dask cluster: two processes here, two workers with one thread there.

    .venv/bin/python benchmarks/cluster.py [--documents 500 2000 8000] [--rounds 3] [--format html,json] [--made]
    .venv/bin/python benchmarks/cluster.py --state    # bytes that the nightly job keeps of a document, and of a link

The documents are the letters of fixtures/letters over and over, each time with other numbers; with --made the shorter
ones that benchmarks/many.py makes. Both ways check all of
them, in turns; the cluster is there before, as it is for its users. Reports must be the same bytes, else the exit code
is 1. The best round counts: the machine may have other work. "Lead" is the process that is started, which gives out
documents and takes what became of them.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import psutil

from benchmarks import many
from tests.batch import dask
from tests.nightly import world

LETTERS = Path(__file__).parents[1] / "fixtures" / "letters"
NOW = "2026-11-20T22:00:00Z"


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--documents", type=int, nargs="+", default=[500, 2000, 8000])
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--format", default="html,json")
    options.add_argument("--made", action="store_true", help="the documents of benchmarks/many.py, not the letters")
    options.add_argument("--state", action="store_true")
    given = options.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="refcheck-cluster-"))
    if given.state:
        measure_state(folder)
        return
    print(
        "| documents | way | best, s | documents/s | CPU, s | of which lead | of the rate here | KB of reports each |"
    )
    print("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    try:
        with dask.cluster(folder / "cluster") as cluster:
            for number in given.documents:
                measure(folder, number, cluster, given.rounds, given.format, made=given.made)
    finally:
        shutil.rmtree(folder)


def measure(folder: Path, number: int, cluster: dask.Cluster, rounds: int, formats: str, *, made: bool) -> None:
    archive = folder / f"archive-{number}"
    (many.write_archive if made else write_letters)(archive, number)
    ways = {"here, 2 processes": ("--jobs", "2"), "2 workers": ("--cluster", cluster.address)}
    best: dict[str, tuple[float, float, float]] = {}
    written: dict[str, tuple[str, int]] = {}
    for _ in range(rounds):
        for way, arguments in ways.items():
            spent = check(folder, archive, cluster, formats, arguments)
            best[way] = min(best.get(way, spent), spent)
            written[way] = digest(folder / "reports")
            shutil.rmtree(folder / "reports")
    here = best["here, 2 processes"][0]
    for way, (seconds, cpu, lead) in best.items():
        size = written[way][1] / number / 1000
        rate = f"{number / seconds:,.0f} | {cpu:.1f} | {lead:.1f} | {here / seconds:.0%}"
        print(f"| {number:,} | {way} | {seconds:.1f} | {rate} | {size:.0f} |", flush=True)
    if len({same for same, _ in written.values()}) > 1:
        sys.exit("the reports differ")


def check(
    folder: Path, archive: Path, cluster: dask.Cluster, formats: str, arguments: tuple[str, ...]
) -> tuple[float, float, float]:
    """Seconds from the start of the program to its end, CPU seconds of all processes, and of the one that leads."""
    command = [sys.executable, "-m", "refcheck", "check", str(archive), "--now", NOW, "--fail-on", "never"]
    before, began = busy(cluster), time.perf_counter()
    with subprocess.Popen(
        [*command, "--format", formats, "--out", str(folder / "reports"), *arguments], stdout=subprocess.DEVNULL
    ) as run:
        process = psutil.Process(run.pid)
        cpu = lead = 0.0
        while run.poll() is None:
            cpu = max(cpu, spent(process) + busy(cluster) - before)
            lead = max(lead, spent(process, alone=True))
            time.sleep(0.05)
        seconds = time.perf_counter() - began
    if run.returncode != 0:
        sys.exit(f"exit code {run.returncode}")
    return seconds, cpu, lead


def busy(cluster: dask.Cluster) -> float:
    return sum(spent(psutil.Process(process.pid)) for process in (cluster.scheduler, *cluster.workers))


def spent(process: psutil.Process, *, alone: bool = False) -> float:
    """CPU seconds of a process, and of those that it has started."""
    total = 0.0
    try:
        for one in (process, *(() if alone else process.children(recursive=True))):
            times = one.cpu_times()
            total += times.user + times.system + (0 if alone else times.children_user + times.children_system)
    except psutil.Error:  # it has just ended
        pass
    return total


def measure_state(folder: Path) -> None:
    """The size of the state after one night, for few links and for many."""
    sizes = {}
    for links in (2_000, 22_000):
        place = folder / str(links)
        world.write_archive(place / "archive", 2_000, world.addresses(links, 200))
        with world.serving() as served:
            config = world.settings(place, served)
            command = [sys.executable, "-m", "refcheck", "nightly", str(place / "archive"), "--now", NOW]
            places = ["--state", str(place / "state"), "--out", str(place / "out"), "--config", str(config)]
            subprocess.run([*command, *places], check=True, stdout=subprocess.DEVNULL)
        with sqlite3.connect(place / "state") as state:
            state.execute("VACUUM")
            sizes[links] = state.execute(
                "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
            ).fetchone()[0]
    link = (sizes[22_000] - sizes[2_000]) / 20_000
    print(f"state: {link:,.0f} bytes a link, {sizes[2_000] / 2_000 - link:,.0f} bytes a document")
    shutil.rmtree(folder)


def write_letters(archive: Path, number: int) -> None:
    letters = [path.read_text("utf-8") for path in sorted(LETTERS.glob("*.txt"))]
    archive.mkdir()
    for place in range(number):
        # Other numbers in the resolutions cited, and another end: no two documents are the same.
        text = re.sub(r"\b(resolutions? )\d{3}\b", rf"\g<1>{100 + place % 899}", letters[place % 5])
        (archive / f"letter-{place:06}.txt").write_text(f"{text}\n\nDocument No. {place}.\n", "utf-8")


def digest(folder: Path) -> tuple[str, int]:
    content, size = hashlib.sha256(), 0
    for file in sorted(folder.glob("[!.]*")):
        content.update(file.name.encode() + file.read_bytes())
        size += file.stat().st_size
    return content.hexdigest(), size


if __name__ == "__main__":
    main()
