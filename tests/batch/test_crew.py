"""Several processes: order, and what dies, hangs or grows."""

from __future__ import annotations

import os
from contextlib import closing
from itertools import count, islice
from pathlib import Path

import pytest

from refcheck.batch.crew import Crew, Limits, Lost
from refcheck.errors import RefcheckError
from tests.batch.work import Words

AS_SHIPPED = Limits()


def _results(words: list[str], jobs: int = 2, limits: Limits = AS_SHIPPED) -> list[str | Lost]:
    crew: Crew[str, str] = Crew(Words(), jobs, limits)
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
        ("hang", Limits(seconds=2), "longer than 2 seconds"),
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
    with closing(crew.run(f"word-{next(read)}" for _ in count())) as results:
        processes = {int(str(result).partition(" by ")[2]) for _, result in islice(results, 100)}
    assert next(read) < 1000
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_what_no_process_can_do_ends_the_run() -> None:
    with pytest.raises(RefcheckError, match="nothing to work with"):
        list(Crew(Words(broken=True), 2).run(["a"]))
    with pytest.raises(RefcheckError, match="ValueError: of ours"):
        list(Crew(Words(), 1).run(["a", "raise of ours"]))
