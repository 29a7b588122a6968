"""Two letters of one session give one agenda item two titles, or one title two numbers.

Why
    The numbers change with every session: an item copied from a letter of the year before keeps its title and
    loses its number. Compared are the letters of one file, which is all that is at hand: where they agree
    with each other, nothing is said on whether the agenda of that session agrees with them.

Wrong
    General Assembly
    Distr.: General
    28 May 2025
    Seventy-ninth session
    Agenda items 14 and 32

    Culture of peace

    Prevention of armed conflict

    Letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    General Assembly
    Distr.: General
    2 June 2025
    Seventy-ninth session
    Agenda items 14 and 35

    Culture of peace

    Prevention of armed conflict

    Letter dated 2 June 2025 from the Permanent Representative of Y to the United Nations addressed to the Secretary-General

Right
    General Assembly
    Distr.: General
    28 May 2025
    Seventy-ninth session
    Agenda items 14 and 32

    Culture of peace

    Prevention of armed conflict

    Letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    General Assembly
    Distr.: General
    2 June 2025
    Seventy-ninth session
    Agenda items 14 and 32

    Culture of peace

    Prevention of armed conflict

    Letter dated 2 June 2025 from the Permanent Representative of Y to the United Nations addressed to the Secretary-General
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from refcheck.model import Checked, Finding, Letter, Passage, Related, Severity

TITLE = "Agenda item and title do not belong together"
SEVERITY = Severity.WARNING
_SAME_WORDS = 0.5  # share of words in common from which two titles are two wordings of one
_WORD = re.compile(r"\w+")


class _Item(NamedTuple):
    """One item of a cover with its title."""

    number: str
    title: Passage
    words: frozenset[str]


def check(checked: Checked) -> Iterator[Finding]:
    """Compare items whose titles could be told apart, session by session, with what came before in the file.

    Sub-items are left out, since they share their item's number; so are lists of a preliminary list, whose
    numbers differ from those of the agenda, and titles of which one is the beginning of the other.
    """
    by_number: dict[tuple[str, str], _Item] = {}
    by_title: dict[tuple[str, frozenset[str]], _Item] = {}
    for letter in checked.letters:
        session = _session(letter)
        for item in _items(letter) if session else ():
            same_number = by_number.setdefault((session, item.number), item)
            same_title = by_title.setdefault((session, item.words), item)
            if not _alike(same_number.words, item.words):
                yield _finding(
                    item,
                    same_number,
                    f'Agenda item {item.number} is "{item.title.text}" here, but "{same_number.title.text}" '
                    f"in another letter of the same session.",
                )
            elif same_title.number != item.number:
                yield _finding(
                    item,
                    same_title,
                    f'"{item.title.text}" is agenda item {item.number} here, but item {same_title.number} in '
                    "another letter of the same session.",
                )


def _session(letter: Letter) -> str:
    regular = {line.number for line in letter.sessions if not line.series}
    return f"{letter.language}-{regular.pop()}" if len(regular) == 1 else ""


def _items(letter: Letter) -> Iterator[_Item]:
    for items in letter.items:
        passages = items.titles.passages if items.titles else ()
        if items.organ != "A" or items.preliminary or len(passages) != len(items.numbers):
            continue
        for number, passage in zip(items.numbers, passages, strict=True):
            if "(" not in number:
                yield _Item(number, passage, frozenset(_WORD.findall(passage.text.casefold())))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two titles may be two wordings of one: they grow colons and sub-titles, and are shortened."""
    common = len(one & other)
    return common >= _SAME_WORDS * min(len(one), len(other))


def _finding(item: _Item, other: _Item, message: str) -> Finding:
    return Finding(
        rule="agenda-title-match",
        severity=SEVERITY,
        span=item.title.span,
        message=message,
        related=(Related(other.title.span, f"item {other.number}"),),
    )
