"""A catalogue of one million records: how fast it is imported, asked by symbol, and searched by title.

    python benchmarks/catalogue.py [--records N]

The peers do the same work with what a careful user would take instead: sqlite-utils, which makes a table with an index
and an FTS5 index of titles from the same CSV, and plain FTS5 with its own ranking (bm25) for the search. All run in
turns in one process. sqlite-utils is installed in a temporary folder: a package index is needed.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from refcheck.resolution.importing import import_file
from refcheck.resolution.own import OwnCatalogue

_WORDS = 30_000  # of made-up words, as unevenly frequent as those of a language
_QUESTIONS = 200
_OF_THE_PEER = 5  # plain FTS5 takes up to seconds for each


def _symbols() -> Iterator[str]:
    for session, number in itertools.product(range(31, 80), range(1, 2000)):
        yield f"A/{session}/{number}"
    for year, number in itertools.product(range(1994, 2026), range(1, 1500)):
        yield f"S/{year}/{number}"
    for number in itertools.count(1):
        yield f"E/CN.4/{1950 + number % 56}/{number // 56 + 1}"


def _records(count: int) -> Iterator[tuple[str, str, str]]:
    chance = random.Random(3)
    words = ["".join(chance.choices("etaoinsrhdlucmfywgpbvk", k=chance.randint(4, 11))) for _ in range(_WORDS)]
    weights = list(itertools.accumulate(1 / (rank + 1) ** 0.9 for rank in range(_WORDS)))
    for number, symbol in enumerate(itertools.islice(_symbols(), count)):
        title = " ".join(chance.choices(words, cum_weights=weights, k=chance.randint(6, 16)))
        yield symbol, f"{1950 + number % 70}-{1 + number % 12:02}-{1 + number % 28:02}", title


def _with_typo(title: str, chance: random.Random) -> str:
    words = title.split()
    place = chance.randrange(len(words))
    words[place] = words[place][:-1] + "q"
    return " ".join(words)


def _shortened(title: str, _: random.Random) -> str:
    words = title.split()
    return " ".join(words[: max(4, len(words) * 2 // 3)])


def _timed(ask: Callable[[str], object], questions: Sequence[str]) -> list[float]:
    times = []
    for question in questions:
        start = time.perf_counter()
        ask(question)
        times.append(time.perf_counter() - start)
    return sorted(times)


def _plain_search(connection: sqlite3.Connection) -> Callable[[str], list[str]]:
    def search(title: str) -> list[str]:
        words = " OR ".join(f'"{word}"' for word in title.split())
        rows = connection.execute("SELECT title FROM records_fts WHERE title MATCH ? ORDER BY rank LIMIT 5", (words,))
        return [row[0] for row in rows]

    return search


def main() -> None:
    parser = argparse.ArgumentParser(description="A catalogue of one million records.")
    parser.add_argument("--records", type=int, default=1_000_000, metavar="N", help="default: 1,000,000")
    count = parser.parse_args().records
    with tempfile.TemporaryDirectory() as folder:
        table, own, peer = (Path(folder, name) for name in ("records.csv", "own/catalogue.sqlite", "peer.sqlite"))
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("symbol", "date", "title"))
            writer.writerows(_records(count))
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--target", f"{folder}/peers", "sqlite-utils"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        start = time.perf_counter()
        assert import_file(table, own).added == count
        ours = time.perf_counter() - start
        start = time.perf_counter()
        _peer_import(folder, table, peer)
        theirs = time.perf_counter() - start
        print(f"import of {count:,} records: refcheck {count / ours:,.0f} a second, sqlite-utils {count / theirs:,.0f}")
        print(f"size: refcheck {own.stat().st_size / 1e6:.0f} MB, sqlite-utils {peer.stat().st_size / 1e6:.0f} MB")
        _ask(own, peer, list(itertools.islice(_records(count), 0, None, max(1, count // _QUESTIONS))))


def _peer_import(folder: str, table: Path, peer: Path) -> None:
    program = (
        f"import sys; sys.path.insert(0, {folder + '/peers'!r}); import csv, sqlite_utils; "
        "database = sqlite_utils.Database(sys.argv[2]); records = database['records']; "
        "records.insert_all(csv.DictReader(open(sys.argv[1], encoding='utf-8')), pk='symbol', batch_size=20000); "
        "records.enable_fts(['title'])"
    )
    subprocess.run([sys.executable, "-c", program, str(table), str(peer)], check=True)


def _ask(own: Path, peer: Path, asked: Sequence[tuple[str, str, str]]) -> None:
    connection = sqlite3.connect(peer)
    plain = _plain_search(connection)
    with OwnCatalogue(own) as catalogue:
        symbols = [symbol for symbol, _, _ in asked] * 50
        absent = [f"{symbol}/Add.9" for symbol in symbols]
        for name, questions in (("held", symbols), ("not held", absent)):
            times = _timed(catalogue.records, questions)
            print(f"look-up, {name}: median {statistics.median(times) * 1e6:.1f} µs")
        for name, change in {
            "the title": lambda title, _: title,
            "a typo": _with_typo,
            "shortened": _shortened,
        }.items():
            chance = random.Random(7)
            questions = [change(title, chance) for _, _, title in asked]
            found = sum(
                any(known.title == title for known, _ in catalogue.titled(question))
                for question, (_, _, title) in zip(questions, asked, strict=True)
            )
            print(f"title search, {name}: refcheck finds {found} of {len(questions)}")
            for program, ask, some in (
                ("refcheck", catalogue.titled, questions),
                ("plain FTS5", plain, questions[:_OF_THE_PEER]),
            ):
                times = _timed(ask, some)
                print(
                    f"title search, {name}, {program}: median "
                    f"{statistics.median(times) * 1e3:.1f} ms, "
                    f"95 of 100 below {times[int(len(times) * 0.95)] * 1e3:.1f}, longest {times[-1] * 1e3:.1f}"
                )
    connection.close()


if __name__ == "__main__":
    main()
