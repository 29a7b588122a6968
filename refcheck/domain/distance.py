"""How many letters must change to make one word of another."""

from __future__ import annotations


def distance(one: str, other: str) -> int:
    """The number of letters to add, drop or change; for single words, since it takes their product in time."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        previous, row[0] = row[0], place
        for column, goal in enumerate(other, 1):
            previous, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, previous + (letter != goal))
    return row[-1]
