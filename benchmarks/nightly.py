"""Three nights over 2,000 documents and 20,000 links, undisturbed and killed at 20 random moments.

    .venv/bin/python benchmarks/nightly.py [--documents 2000] [--links 20000] [--kills 20] [--postgresql]

A real server on the loopback answers for 200 hosts; between the nights links break and are mended, documents change,
come and go. Each night's report must name exactly what the server's own list says, and the killed runs must end with
the same bytes as the undisturbed ones, page by page. Any difference ends with exit code 1.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.nightly.postgres import server
from tests.nightly.world import World, addresses, serving, settings, write_archive, write_document

NIGHTS = ("2026-11-01T02:00:00Z", "2026-11-08T02:00:00Z", "2026-11-15T02:00:00Z")
SORTS = ("gone", "gone", "gone", "fails", "cut")


class Archive:
    """One archive with its state and reports."""

    def __init__(self, folder: Path, documents: Path, config: Path, state: str) -> None:
        self.documents, self.config = documents, config
        self.state, self.out = state, folder / "out"

    def command(self, now: str) -> list[str]:
        places = ["--state", self.state, "--out", str(self.out), "--config", str(self.config)]
        return [sys.executable, "-m", "refcheck", "nightly", str(self.documents), *places, "--now", now]

    def night(self, now: str) -> dict:
        done = subprocess.run(self.command(now), capture_output=True, text=True, timeout=1800, check=False)
        if done.returncode not in (0, 1):
            sys.exit(f"night of {now}: exit code {done.returncode}\n{done.stderr}")
        return json.loads((self.out / "index.json").read_text("utf-8"))

    def killed(self, now: str, seconds: float) -> bool:
        """Start the night and kill it after so many seconds; False where it had ended before."""
        process = subprocess.Popen(self.command(now), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            return True
        return False

    def digest(self) -> dict[str, str]:
        return {
            file.name: hashlib.sha256(file.read_bytes()).hexdigest()
            for file in sorted(self.out.iterdir())
            if not file.name.endswith(".part")  # a write that was killed, aside; the report itself is whole
        }


def expected(before: dict[str, str], now: dict[str, str], known: set[str], cited: set[str]) -> dict[str, set[str]]:
    """What a report must name, from the server's own list: before, now, and which addresses were asked before."""
    return {
        "broke": {url for url in now if url in cited and (url not in known or url not in before)},
        "mended": {url for url in before if url in known and url in cited and url not in now},
        "still": {url for url in now if url in cited and url in known and url in before},
    }


def compare(name: str, report: dict, wanted: dict[str, set[str]]) -> int:
    wrong = 0
    for section, urls in wanted.items():
        said = {link["url"] for link in report[section]["links"]}
        if section == "still":  # what failed three times is told apart on its night
            said |= {link["url"] for link in report["confirmed"]["links"]}
        wrong += len(said ^ urls)
        print(f"  {name}: {section:6} {len(said):6,} named, {len(urls):6,} on the list, {len(said ^ urls)} differ")
    return wrong


def change(world: World, links: list[str], chance: random.Random, share: float) -> None:
    """Some of the broken links are mended, some of the others break."""
    mended = [url for url in world.broken if chance.random() < 0.5]
    for url in mended:
        del world.broken[url]
    for url in chance.sample(links, int(len(links) * share)):
        if url not in mended:
            world.broken[url] = chance.choice(SORTS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--links", type=int, default=20_000)
    parser.add_argument("--hosts", type=int, default=200)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--postgresql", action="store_true", help="keep the state of the killed runs there")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    folder = Path(tempfile.mkdtemp(prefix="refcheck-nights-"))
    wrong = 0
    try:
        with serving() as world, server() if options.postgresql else nullcontext() as database:
            wrong = nights(options, world, folder, chance, database)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print("all as the server's list says" if not wrong else f"{wrong} differences")
    sys.exit(bool(wrong))


def nights(options: argparse.Namespace, world: World, folder: Path, chance: random.Random, state: str | None) -> int:
    links = addresses(options.links, options.hosts)
    world.archived.update(links[::2])
    documents = folder / "archive"
    cites = write_archive(documents, options.documents, links)
    config = settings(folder, world)
    calm, killed = (Archive(folder / name, documents, config, str(folder / f"{name}.sqlite")) for name in ("a", "b"))
    killed.state = state or killed.state
    wrong, kills, before, known = 0, 0, {}, set()
    for number, now in enumerate(NIGHTS):
        change(world, links, chance, 0.03)
        if number:
            for name in chance.sample(sorted(cites), options.documents // 50):
                cites[name] = [*cites[name][1:], chance.choice(links)]
                write_document(documents / name, 10**6 + number, cites[name])
            gone = chance.choice(sorted(cites))
            (documents / gone).unlink()
            del cites[gone]
        cited = {url for urls in cites.values() for url in urls}
        world.asked.clear()
        began = time.perf_counter()
        report = calm.night(now)
        seconds = time.perf_counter() - began
        print(f"night {number + 1}: {seconds:.1f} s, {world.asked.total():,} requests for {len(world.asked):,} links")
        wrong += compare(f"night {number + 1}", report, expected(before, dict(world.broken), known, cited))
        twice = [url for url, times in world.asked.items() if times > 1 and url not in world.broken]
        print(f"  {len(twice)} living links were asked more than once")
        wrong += len(twice)
        share = options.kills // len(NIGHTS) + (number < options.kills % len(NIGHTS))
        done = sum(killed.killed(now, chance.uniform(0.3, 0.3 + seconds / (share + 1))) for _ in range(share))
        kills += done
        if done == share:
            killed.night(now)
        different = {name for name, _ in calm.digest().items() ^ killed.digest().items()}
        print(f"  killed {done} times, then ended: {len(different)} of {len(calm.digest()):,} files differ", *different)
        wrong += len(different)
        before = dict(world.broken)
        known |= cited
    print(f"killed {kills} times in all")
    return wrong + (kills < options.kills)


if __name__ == "__main__":
    main()
