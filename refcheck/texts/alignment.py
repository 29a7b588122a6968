"""Two runs of words laid side by side: which stand in both, which in one only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Stretch(NamedTuple):
    """quoted[start:end] beside source[source_start:source_end]; `same` says whether the words agree."""

    same: bool
    start: int
    end: int
    source_start: int
    source_end: int


def align(quoted: Sequence[str], source: Sequence[str]) -> list[Stretch]:
    """The quoted words beside that part of the source which has most of them in this order.

    Words of the source before the first and behind the last stretch belong to no one. Takes time in proportion
    to the product of the two lengths; `source` should be a window little longer than the quotation.
    """
    steps = _steps(quoted, source)
    place = min(range(len(source) + 1), key=lambda column: (steps[-1][0][column], -column))
    row, pairs = len(quoted), []
    while row:
        taken = steps[row][1][place]
        pairs.append((row - (taken != "+"), place - (taken != "-"), taken))
        row, place = pairs[-1][0], pairs[-1][1]
    return _stretches(pairs[::-1])


def _steps(quoted: Sequence[str], source: Sequence[str]) -> list[tuple[list[int], str]]:
    """For each number of quoted words, the cost of laying them so that they end at each place, and the last step.

    Steps: "=" the same word, "x" one for another, "-" quoted only, "+" in the source only.
    """
    width = len(source)
    costs: list[int] = [0] * (width + 1)
    rows: list[tuple[list[int], str]] = [(costs, "." * (width + 1))]
    for word in quoted:
        before = costs
        left = before[0] + 1
        costs = [left]
        taken = ["-"]
        for place, other in enumerate(source):
            if word == other:
                cost, step = before[place], "="
            else:
                cost, step = before[place] + 1, "x"
            if before[place + 1] + 1 < cost:
                cost, step = before[place + 1] + 1, "-"
            if left + 1 < cost or (step == "x" and left + 1 == cost):  # a word left out, rather than one changed
                cost, step = left + 1, "+"
            costs.append(cost)
            taken.append(step)
            left = cost
        rows.append((costs, "".join(taken)))
    return rows


def _stretches(pairs: Sequence[tuple[int, int, str]]) -> list[Stretch]:
    stretches: list[Stretch] = []
    for row, place, taken in pairs:
        same = taken == "="
        end, source_end = row + (taken != "+"), place + (taken != "-")
        if stretches and stretches[-1].same == same:
            last = stretches[-1]
            stretches[-1] = Stretch(same, last.start, end, last.source_start, source_end)
        else:
            stretches.append(Stretch(same, row, end, place, source_end))
    return stretches
