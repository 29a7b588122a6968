"""A nightly comparison over a state of ten million rows: seconds and memory.

    .venv/bin/python benchmarks/nightly_state.py [--rows 10000000] [--state postgresql://…]

One tenth of the rows are documents, two tenths addresses, half of them citations, two tenths findings. One document in
a hundred has changed since the last run, one in two hundred is gone, one in two hundred is new; one link in a hundred
broke or was mended. What is measured is everything that a night does besides reading documents and asking links: the
archive's list held against the state, what is gone, what is pending, which links are due, and the reports. Exit code 1
above 60 seconds, without the JSON that lists two million findings still there, or above 500 MB in all.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from sqlalchemy import insert, text

from refcheck.links.state import Condition
from refcheck.nightly.archive import Seen
from refcheck.nightly.outcome import Left, Outcome
from refcheck.nightly.state import State, open_state
from refcheck.nightly.storage import ADDRESS, CITATION, DOCUMENT, FINDING, METADATA, RUN, key_of
from refcheck.reporting import write_night
from refcheck.reporting.nightly import markdown, render

NOW = dt.datetime(2026, 11, 8, 2, tzinfo=dt.UTC)
TODAY = NOW.date()
SECONDS, MEGABYTES = 60, 500


def path(number: int) -> str:
    return f"{number % 1000}/letter-{number}.txt"


def content(number: int, *, now: bool) -> str:
    return f"{number + (10**12 if now and number % 100 == 0 else 0):064x}"


def documents(number: int) -> Iterator[dict]:
    for place in sorted(range(number), key=lambda place: key_of(path(place))):
        yield {
            "key": key_of(path(place)),
            "path": path(place),
            "content": content(place, now=False),
            "basis": "basis",
            "title": "Letter dated 1 April 2025 from a representative",
            "page": f"letter-{place}",
            "cause": "new",
            "errors": place % 3 == 0,
            "warnings": place % 7 == 0,
            "counts": json.dumps({"findings": {"error": 1, "warning": 0, "info": 0}, "summary": SUMMARY}),
            "first_run": 1,
            "changed_run": 1,
            "stale": False,
        }


SUMMARY = dict.fromkeys(
    ("verified", "mismatch", "not-found", "unverifiable", "dead", "failing", "moved", "blocked", "accepted"), 0
) | {"references": 12}


def addresses(number: int) -> Iterator[dict]:
    verdict = {"http_status": 404, "final": None, "hops": [], "suggestion": None, "soft": False, "notes": []}
    for place in sorted(range(number), key=lambda place: key_of(url(place))):
        failed = place % 50 == 0
        changed = place % 100 == 0
        status = "dead" if failed else "verified"
        yield {
            "key": key_of(url(place)),
            "url": url(place),
            "condition": int(Condition.FAILING if failed else Condition.ALIVE),
            "failures": int(failed),
            "since": TODAY if failed else None,
            "counted": TODAY if failed else None,
            "alive": None if failed else TODAY - dt.timedelta(days=place % 7),
            "asked": TODAY,
            "due": TODAY + dt.timedelta(days=1 + place % 7) if place % 8 else TODAY,
            "severity": 1 if failed else 2,
            "status": status,
            "verdict": json.dumps({"status": status, "reason": "The host says so.", "archived": None, **verdict}),
            "changed_run": 2 if changed else 1,
            "was": int(Condition.ALIVE if place % 200 == 0 else Condition.FAILING),
        }


def url(number: int) -> str:
    return f"https://host{number % 5000}.example.org/papers/{number}.pdf"


def citations(documents: int, addresses: int, number: int) -> Iterator[dict]:
    each = number // documents
    for place in sorted(range(documents), key=lambda place: key_of(path(place))):
        cited = {(place * 2 + step * 7919) % addresses for step in range(each)}
        yield from ({"document": key_of(path(place)), "address": key_of(url(one))} for one in cited)


def findings(documents: int, number: int) -> Iterator[dict]:
    each = number // documents
    for place in sorted(range(documents), key=lambda place: key_of(path(place))):
        for step in range(each):
            old = (place + step) % 100
            yield {
                "document": key_of(path(place)),
                "identity": f"{place * each + step:016x}",
                "rule": "resolution-year",
                "severity": step % 2,
                "message": "The resolution is of 1993, and the text says 1994.",
                "line": 12 + step,
                "address": None,
                "first_run": 2 if old == 0 else 1,
                "gone_run": 2 if old == 1 else None,
            }


def put(state: State, table: object, rows: Iterable[dict]) -> int:
    number, left = 0, iter(rows)
    while some := list(islice(left, 20_000)):
        number += len(some)
        with state.transaction() as connection:
            connection.execute(insert(table), some)
    return number


def fill(where: str, rows: int) -> None:
    """A state as it is after a run, with what tonight's run has learnt of links and findings."""
    with open_state(where) as state:
        indices = [index for table in METADATA.sorted_tables for index in table.indexes]
        with state.transaction() as connection:
            for index in indices:
                index.drop(connection)
            counts = {
                "started": "2026-11-01T02:00:00Z",
                "unknown": 0,
                "alive": 1,
                "failing": 1,
                "dead": 0,
                "broke": 0,
                "mended": 0,
            }
            ended = {"ended": "2026-11-01T03:00:00Z", "complete": True, "counts": json.dumps(counts)}
            connection.execute(insert(RUN), {"id": 1, "started": "2026-11-01T02:00:00Z", **ended})
            connection.execute(insert(RUN), {"id": 2, "started": "2026-11-08T02:00:00Z"})
        there, cited = rows // 10, rows // 5
        number = put(state, DOCUMENT, documents(there))
        number += put(state, ADDRESS, addresses(cited))
        number += put(state, CITATION, citations(there, cited, rows // 2))
        number += put(state, FINDING, findings(there, rows // 5))
        with state.transaction() as connection:
            for index in indices:
                index.create(connection)
            connection.execute(text("ANALYZE"))
    print(f"{number:,} rows of state")


def archive(number: int) -> Iterator[Seen]:
    for place in range(number // 10 + number // 2000):
        if place % 200 != 1:
            yield Seen(path(place), content(place, now=True))


def measure(where: str, rows: int, out: Path) -> None:
    began = last = time.perf_counter()

    def step(name: str) -> None:
        nonlocal last
        now = time.perf_counter()
        print(f"  {now - last:6.1f} s  {name}", flush=True)
        last = now

    with open_state(where) as state:
        seen = state.see(archive(rows))
        step(f"{seen:,} documents of the archive held against the state")
        run = state.begin(NOW)
        state.vanish(run)
        step("those that are gone")
        pending = sum(len(some) for some in state.pending("basis"))
        step(f"{pending:,} new or changed")
        due = sum(1 for _ in state.due(TODAY))
        step(f"{due:,} links due")
        outcome = Outcome(state, run, Path("archive"))
        night = outcome.night(offline=False, left=Left(*state.left("basis", TODAY), outage=False))
        step(f"{night.broke:,} broke, {night.mended:,} mended, {night.still:,} still broken, counted")
        page, summary = render(night), markdown(night)
        step(f"page and summary made ({len(page) + len(summary):,} characters)")
        seconds, processor = time.perf_counter() - began, time.process_time()
        write_night(night, out)
        size = (out / "index.json").stat().st_size / 1e6
        step(f"all three written; the JSON has every item ({size:,.0f} MB)")
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"comparison, page and summary: {seconds:.1f} s ({processor:.1f} s of the processor)")
    print(f"with the JSON: {time.perf_counter() - began:.1f} s ({time.process_time():.1f}), {megabytes:.0f} MB at most")
    sys.exit(seconds > SECONDS or megabytes > MEGABYTES)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--state", help="postgresql://USER@HOST/DATABASE, empty; default: SQLite")
    parser.add_argument("--step", choices=("fill", "measure"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="refcheck-state-", dir=os.environ.get("TMPDIR")))
    where = options.state or str(folder / "state.sqlite")
    if options.step == "fill":
        fill(where, options.rows)
    elif options.step == "measure":
        measure(where, options.rows, folder / "out")
    else:
        again = [sys.executable, __file__, "--rows", str(options.rows), "--folder", str(folder), "--state", where]
        try:
            subprocess.run([*again, "--step", "fill"], check=True)
            code = subprocess.run([*again, "--step", "measure"], check=False).returncode
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        sys.exit(code)


if __name__ == "__main__":
    main()
