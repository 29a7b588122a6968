"""The cover has more agenda items than titles, or more titles than items.

Why
    Each item is printed with its title. A number too many, or a title left out, sends the letter to an item
    that it is not about.

Wrong
    General Assembly
    Distr.: General
    28 May 2025
    Seventy-ninth session
    Agenda items 14, 32 and 60

    Culture of peace

    Prevention of armed conflict

    Letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

Right
    General Assembly
    Distr.: General
    28 May 2025
    Seventy-ninth session
    Agenda items 14, 32 and 60

    Culture of peace

    Prevention of armed conflict

    Peacebuilding and sustaining peace

    Letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.model import Checked, Finding, ItemList, Severity

TITLE = "Agenda items without their titles"
SEVERITY = Severity.ERROR
_NO_CAPITALS = frozenset({"ar", "zh"})  # where a title that begins cannot be told from one that goes on


def check(checked: Checked) -> Iterator[Finding]:
    """Only what cannot be otherwise: too few titles however the lines are read, or too many that surely are some.

    A cover without titles is not complete in this respect, and a sub-item may have a title beside its item's.
    """
    for letter in checked.letters:
        for items in letter.items if letter.language not in _NO_CAPITALS else ():
            least, most = _expected(items)
            titles = items.titles
            if titles and (titles.at_most < least or titles.at_least > most):
                yield _finding(items, titles.at_most if titles.at_most < least else titles.at_least)


def _expected(items: ItemList) -> tuple[int, int]:
    """The fewest and the most titles that the items may have."""
    whole = {number.partition("(")[0] for number in items.numbers}
    sub_items = [number for number in items.numbers if "(" in number]
    return len(whole), len(whole | set(items.numbers)) if sub_items else len(whole)


def _finding(items: ItemList, titles: int) -> Finding:
    count = len(items.numbers)
    few = titles < count
    return Finding(
        rule="agenda-title-count",
        severity=SEVERITY,
        span=items.span,
        message=f"The cover lists {count} agenda item{'s' if count > 1 else ''}, but {'only ' if few else ''}"
        f"{titles} title{'s' if titles != 1 else ''} of items stand{'s' if titles == 1 else ''} below; "
        "each item is printed with its title.",
    )
