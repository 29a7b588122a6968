"""Agenda items stand out of order, or one stands twice.

Why
    Items are listed in ascending order. A number out of order is most often one with two digits swapped.

Wrong
    Distr.: General
    28 May 2025
    General Assembly
    Seventy-ninth session
    Agenda items 60, 32 and 61

    Letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

Right
    Distr.: General
    28 May 2025
    General Assembly
    Seventy-ninth session
    Agenda items 32, 60 and 61

    Letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from refcheck.model import Checked, Finding, Severity

TITLE = "Agenda items out of order"
SEVERITY = Severity.WARNING


def check(checked: Checked) -> Iterator[Finding]:
    """Compare each item with the one before it, on the cover and in the request."""
    for letter in checked.letters:
        for items in (*letter.items, *(letter.closing.items if letter.closing else ())):
            wrong = out_of_order(items.numbers)
            if wrong:
                number, before = items.numbers[wrong[0]], items.numbers[wrong[0] - 1]
                what = "stands twice" if number == before else f"stands after {before}"
                yield Finding(
                    rule="agenda-items-order",
                    severity=SEVERITY,
                    span=items.span,
                    message=f"Agenda item {number} {what}; the items are expected in ascending order, each once.",
                )


def out_of_order(numbers: Sequence[str]) -> list[int]:
    """The places of the items that do not come after the item before them; empty for a list in order."""
    keys = [(int(number.partition("(")[0]), number.partition("(")[2]) for number in numbers]
    return [place for place in range(1, len(keys)) if keys[place] <= keys[place - 1]]
