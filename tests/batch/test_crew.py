"""Several processes: order, and what dies, hangs or grows."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import count, islice
from pathlib import Path

import pytest

from refcheck.batch.crew import Crew, Limits, Lost
from refcheck.errors import RefcheckError
from tests.batch.work import Words

AS_SHIPPED = Limits()
ROOT = Path(__file__).parents[2]


def _results(words: list[str], jobs: int = 2, limits: Limits = AS_SHIPPED) -> list[str | Lost]:
    crew: Crew[str, str] = Crew(Words(), jobs, limits)
    with crew:
        given, results = zip(*crew.run(words), strict=True)
    assert list(given) == words
    return list(results)


def _done(results: list[str | Lost]) -> list[str]:
    return [result.partition(" by ")[0] for result in results if isinstance(result, str)]


def test_results_come_in_the_order_of_the_input() -> None:
    words = [f"word-{number}" for number in range(500)]
    assert _done(_results(words)) == words


@pytest.mark.parametrize(
    ("bad", "limits", "reason"),
    [
        ("die", Limits(), "died twice (by SIGKILL)"),
        ("hang", Limits(seconds=5), "longer than 5 seconds"),
    ],
)
def test_what_dies_or_hangs_costs_one_piece(bad: str, limits: Limits, reason: str) -> None:
    words = [f"word-{number}" for number in range(40)]
    words[17] = bad
    results = _results(words, limits=limits)
    assert _done(results) == [word for word in words if word != bad]
    lost = results[17]
    assert isinstance(lost, Lost)
    assert reason in lost.reason


def test_a_process_killed_from_outside_costs_nothing(tmp_path: Path) -> None:
    assert _done(_results(["a", f"once {tmp_path / 'mark'}", "b"])) == ["a", "done", "b"]


def test_a_piece_gets_no_more_memory_than_allowed() -> None:
    assert _done(_results(["grow", "a"], jobs=1, limits=Limits(memory=1024**3))) == ["too much", "a"]


def test_processes_are_replaced() -> None:
    results = _results([f"word-{number}" for number in range(25)], jobs=1, limits=Limits(pieces=10))
    assert len({str(result).partition(" by ")[2] for result in results}) == 3


def test_the_input_is_read_as_far_as_needed_and_no_process_stays() -> None:
    read = count()
    crew: Crew[str, str] = Crew(Words(), 2)
    with crew, closing(crew.run(f"word-{next(read)}" for _ in count())) as results:
        processes = {int(str(result).partition(" by ")[2]) for _, result in islice(results, 100)}
    assert next(read) < 1000
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_processes_stay_from_one_run_to_the_next() -> None:
    crew: Crew[str, str] = Crew(Words(), 1)
    with crew:
        results = [str(result) for _ in range(3) for _, result in crew.run(["a", "b"])]
        with closing(crew.run(["a", "hang"])) as left_early:
            next(left_early)
        (after,) = [str(result) for _, result in crew.run(["c"])]
    (process,) = {result.partition(" by ")[2] for result in results}
    assert after.startswith("c by ")
    assert after != f"c by {process}"  # it was at a piece that nobody waited for any more


def test_large_pieces_with_large_results() -> None:
    """More than a pipe holds, both ways: whoever sends waits until the other reads."""
    words = [f"{number}-{'word' * (200_000 if number % 3 else 1)}" for number in range(40)]
    assert _done(_results(words)) == words


def test_a_piece_that_fills_a_process_is_lost_alone() -> None:
    results = _results(["a", "word" * 90_000_000, "b"], jobs=1, limits=Limits(memory=1024**3))
    assert _done(results) == ["a", "b"]
    lost = results[1]
    assert isinstance(lost, Lost)
    assert "--memory-limit" in lost.reason


def test_processes_that_do_not_come_up_are_given_up_whatever_they_are_to_get(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refcheck.batch.crew._START", 1.0)
    with Crew(Words(slow=True), 1) as crew, pytest.raises(RefcheckError, match="comes up within 1 seconds"):
        list(crew.run(["word" * 10_000]))


def test_results_are_heard_while_the_input_takes_its_time() -> None:
    given: list[str] = []

    def words() -> Iterator[str]:
        for number in range(40):
            time.sleep(0.4)
            given.append(f"word-{number}")
            yield given[-1]

    crew: Crew[str, str] = Crew(Words(), 1)
    with crew:
        list(crew.run(["warm"]))
        for _ in crew.run(words()):
            assert len(given) < 40
            break


_ORPHANING = """
import os, signal, sys
from refcheck.batch.crew import Crew, Limits
from tests.batch.work import Words

if __name__ == "__main__":
    with Crew(Words(), 1, Limits(seconds=3600)) as crew:
        for _, result in crew.run(["word", "hang"]):
            print(result, flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell of a parent's end")
def test_a_process_at_a_piece_ends_itself_when_nobody_is_left(tmp_path: Path) -> None:
    script, said = tmp_path / "orphaning.py", tmp_path / "said"
    script.write_text(_ORPHANING)
    with said.open("wb") as output:  # no pipe: the orphan would hold it
        ran = subprocess.run(
            [sys.executable, script], check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=output
        )
    assert ran.returncode == -signal.SIGKILL
    orphan = int(said.read_text().split()[-1])
    for _ in range(600):
        try:
            os.kill(orphan, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    os.kill(orphan, signal.SIGKILL)
    pytest.fail("it hangs on")


def test_what_no_process_can_do_ends_the_run() -> None:
    with Crew(Words(broken=True), 2) as crew, pytest.raises(RefcheckError, match="nothing to work with"):
        list(crew.run(["a"]))
    with Crew(Words(), 1) as crew, pytest.raises(RefcheckError, match="ValueError: of ours"):
        list(crew.run(["a", "raise of ours"]))
