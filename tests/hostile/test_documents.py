"""Each hostile input costs a line at most: no limit is broken, nothing is fetched, told or written elsewhere."""

from __future__ import annotations

import pytest

from tests.hostile.attempt import Bounds, Case, attempt
from tests.hostile.documents import cases

pytest.importorskip("resource", reason="limits of POSIX")


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{table}: {case.name}")
        for table, case in cases()
        if not case.is_slow and not case.is_a_race
    ],
)
def test_limits_hold(case: Case) -> None:
    assert attempt(case).faults(case, Bounds()) == []


def test_a_broken_limit_is_seen() -> None:
    """What the table relies on: a case that costs too much, tells a secret or is not refused gives its faults."""
    case = Case("a letter", lambda _, trap: [str(trap.secret)], "refused", (2,))
    outcome = attempt(case)
    faults = outcome.faults(case, Bounds(memory=1))
    assert [fault.split(":")[0] for fault in faults] == [
        "exit code 0",
        f"{outcome.memory:.0f} MB",
        "the secret is told",
        "not said",
        "0 lines for one refusal",
    ]
