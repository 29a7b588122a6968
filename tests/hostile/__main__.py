"""Tries all tables on this machine and writes what came of it: `python -m tests.hostile FILE [WORDS]`.

With words only the faults are tried whose titles hold them, and the other rows of the page stay.
"""

from __future__ import annotations

import platform
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from refcheck.network.addresses import Guard
from tests.hostile.asking import CARRIERS, answers, letting_pass, memory, verdicts
from tests.hostile.attempt import Bounds, Case, Outcome, attempt
from tests.hostile.documents import cases
from tests.hostile.faults import FAULTS, Fault, of_database
from tests.hostile.networks import FAULTY, INSIDE, Faulty, redirect, serving
from tests.nightly import postgres
from tests.nightly import world as nights

_HEAD = """# Reliability

What means harm was tried on refcheck, row by row. `make reliability` tries all of it and writes this page; the rows
come from the tables in `tests/hostile/`, which the test suite tries as well (without the rows marked long, and with
fewer faults of each kind). Made on {day} with Python {python} on {system}.

## Hostile input: documents, names and folders

Each is given to `refcheck check` in a process of its own. A row holds where

- the exit code is the expected one, and a refusal is one line with the file, the cause and the remedy;
- no process takes more than {memory:,} MB, and all together no more than {processor} seconds of the processor (PDF
  files are read in a process of their own, which has 60 seconds);
- no connection reaches the server whose address the input holds, and no file outside of it is told;
- nothing is written but reports, and nothing that a terminal obeys, or a browser runs, is in what is said.

Documents have 32 MB and 8 million characters at most, 100,000 headings and notes, as many links, as many note marks,
and 25,000 references; a Word file unpacks to 512 MB at most, and to 200 times its size.

| tried | what refcheck said | s | MB | holds |
| --- | --- | --: | --: | --- |
"""
_INSIDE = """
## Hostile network: where no request goes

Each address stands in a document, and a server of the web leads to it by a redirect; with both carriers of requests
(`requests` for public sources, libcurl for links). A server of this machine waits there for connections.

| addresses | how many | as they stand | by a redirect | connections |
| --- | --: | --- | --- | --: |
"""
_SERVERS = """
## Hostile network: what a server may cost

A link to such a server is checked with a time-out of six seconds; of an answer 64 kB are read. MB is what the process
has grown by.

| the server answers with | verdict | s, requests | s, libcurl | MB |
| --- | --- | --: | --: | --: |
"""
_FAULTS = """
## Faults

A run is disturbed, and what it wrote so far is looked at: each report, copy and baseline must be whole, each database
consistent. Then the same run is done once more, undisturbed: it must give the same files, byte by byte, as where
nothing had ever happened. Half of the kills hit the process alone, half all processes that it started; none may live
on. Disks have 16, 64, 256 and 1,024 KB; a run on a full one ends with one line that says so.

| fault | times | lost or broken |
| --- | --: | --- |
"""
_TESTS = """
## Held by tests of the suite

| what | tests | result |
| --- | --- | --- |
"""
_FILES = {
    "names that lead elsewhere the second time, ports, proxies, cookies, credentials sent on": "test_networks.py",
    "offline: in a network namespace without a route, and under a watch that ends the process at the first "
    "connection or look-up; state and caches readable by their owner only": "test_offline.py",
    "passwords of addresses, in every format, state, cache and line": "test_credentials.py",
}
_REST = """
## Not shown here

- Whether known vulnerabilities are in what is locked: `make audit` asks PyPI's service, and so needs the network.
- Power cuts. Baselines, and copies made of documents, are forced to the disk before they get their names; reports and
  caches are not, and are made again by the next run.
- A run that is killed while it writes a report may leave a hidden file behind, `.NAME.….part`, that nothing reads.
- Links that are followed: one out of a folder is not, and one that is named is. Who may write to an archive could lay
  a link in the place of a file after the folder was listed: have archives that others write to read by a user who may
  read nothing else.
- Workers lost by a cluster: see its own tests.
"""


def main() -> None:
    """Try everything, write the page; the exit code says whether all held."""
    file = Path(sys.argv[1])
    page = _renewed(file.read_text("utf-8"), " ".join(sys.argv[2:])) if len(sys.argv) > 2 else _whole()
    file.write_text(page, "utf-8")
    sys.exit("| NO: " in page)


def _whole() -> str:
    head = _HEAD.format(
        day=f"{datetime.now(UTC):%-d %B %Y}",
        python=platform.python_version(),
        system=platform.system(),
        memory=Bounds().memory,
        processor=Bounds().processor,
    )
    parts = (_INSIDE, _inside), (_SERVERS, _servers), (_FAULTS, _faults), (_TESTS, _tests)
    pieces = [head, *_said(_documents())]
    for text, rows in parts:
        pieces += [text, *_said(rows())]
    return "".join([*pieces, _REST])


def _renewed(page: str, words: str) -> str:
    lines = page.splitlines(keepends=True)
    for row in _said(_faults(words)):
        title = row[: row.index(" | ") + 3]
        lines = [row if line.startswith(title) else line for line in lines]
    return "".join(lines)


def _said(rows: Iterator[str]) -> Iterator[str]:
    for row in rows:
        sys.stdout.write(row)
        sys.stdout.flush()
        yield row


def row_of(*cells: object) -> str:
    """A row of a table."""
    return f"| {' | '.join(_cell(str(cell)) for cell in cells)} |\n"


def _cell(text: str) -> str:
    """The text on one line, with nothing that Markdown takes for its own."""
    return re.sub(r"([|<>\\`\[\]_*])", r"\\\1", " ".join(text.split()))


def _documents() -> Iterator[str]:
    with ThreadPoolExecutor(2) as pool:
        for (table, case), outcome in pool.map(lambda row: (row, attempt(row[1])), list(cases())):
            faults = outcome.faults(case, Bounds())
            holds = f"NO: {'; '.join(faults)}" if faults else "yes"
            yield row_of(
                name_of(table, case), _told(case, outcome), f"{outcome.processor:.1f}", f"{outcome.memory:.0f}", holds
            )


def name_of(table: str, case: Case) -> str:
    """What the page calls a hostile input."""
    return f"{table}: {case.name}{' (long)' if case.is_slow else ''}"


def _told(case: Case, outcome: Outcome) -> str:
    """The reason of a refusal; of what was read, what the run ends with."""
    if case.is_refused:
        line = next(iter(outcome.errors.splitlines()), "")
        return line.removeprefix("refcheck: ").partition(": ")[2][:160]
    summaries = [line.rpartition(": ")[2].partition(" -> ")[0] for line in outcome.out.splitlines() if " -> " in line]
    return f"read: {summaries[0]}" if len(summaries) == 1 else f"{len(summaries)} documents read"


def _inside() -> Iterator[str]:
    for kind, hosts in INSIDE.items():
        with serving() as trap, serving("127.0.0.2") as public:
            said: tuple[Counter[str], Counter[str]] = Counter(), Counter()
            urls = [f"http://{host}:{trap.port}/" for host in hosts]
            leading = {f"http://public.test:{public.port}/{number}": url for number, url in enumerate(urls)}
            for link, url in leading.items():
                public.answers[f"/{link.rpartition('/')[2]}"] = redirect(url)
            for carrier in CARRIERS.values():
                direct = answers(carrier(Guard(ports=frozenset({trap.port}))), *urls)
                said[0].update(f"{answer.failure}" for answer in direct.values())
                led = verdicts(carrier(letting_pass(public, trap.port)), *(link for link in leading if link.isascii()))
                said[1].update(verdict.status.value for verdict in led.values())
            reached = len(trap.asked)
            yield row_of(kind, len(urls), *(", ".join(sorted(one)) for one in said), reached or "none")


def _servers() -> Iterator[str]:
    for row in FAULTY:
        before = memory()
        (said, seconds), (_, more) = (_asked(row, carrier) for carrier in CARRIERS)
        yield row_of(row.name, said, f"{seconds:.1f}", f"{more:.1f}", f"{max(0, memory() - before):.0f}")


def _asked(row: Faulty, carrier: str) -> tuple[str, float]:
    with serving("127.0.0.2") as public:
        public.usual = row.pieces
        url = f"http://public.test:{public.port}/"
        began = time.monotonic()
        verdict = verdicts(CARRIERS[carrier](letting_pass(public)), url)[url]
        return f"{verdict.status}: {verdict.reason}", time.monotonic() - began


def _faults(words: str = "") -> Iterator[str]:
    with postgres.server() as address:
        for fault in (*FAULTS, *of_database(address)):
            if words in fault.title:
                yield _fault(fault)


def _fault(fault: Fault) -> str:
    with TemporaryDirectory() as folder, nights.serving() as world:
        tried = fault.tried(fault.job, Path(folder), world, fault.times)
    return row_of(fault.title, tried.times, f"NO: {'; '.join(tried.lost)}" if tried.lost else "nothing")


def _tests() -> Iterator[str]:
    for what, name in _FILES.items():
        path = f"tests/hostile/{name}"
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", path],
            capture_output=True,
            text=True,
            check=False,
        )
        result = re.sub(r" in [\d.]+s.*", "", done.stdout.strip().splitlines()[-1].strip("= "))
        yield row_of(what, path, result if done.returncode == 0 else f"NO: {result}")


if __name__ == "__main__":
    main()
