"""Two citations seem to mean one document, and give it different symbols.

Why
    A letter of one day from one sender, or one half of a double symbol, has one symbol. A transposed digit in one of
    two citations shows as two symbols that are almost the same.

Wrong
    See A/78/636-S/2023/960, annex. The same was said in A/78/636-S/2023/906.

Right
    See A/78/636-S/2023/960, annex. The same was said in A/78/636-S/2023/960, para. 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from refcheck.domain.symbols import parse
from refcheck.model import Checked, DateKind, Finding, Kind, Reference, Related, Severity, Status
from refcheck.rules.repeated import words_of

TITLE = "Two symbols for one document"
SEVERITY = Severity.WARNING
_MOST = 200  # different symbols that are compared with one another
_LIKE_A_DAYS_ISSUES = 40  # numbers of two letters that a mission sends on one day lie no further apart


def check(checked: Checked) -> Iterator[Finding]:
    """Double symbols that share a half; letters of one day and sender whose symbols differ by a slip of the pen."""
    first: dict[tuple[str, ...], Reference] = {}
    for reference, verdict in checked.judged:
        if reference.kind is Kind.SYMBOL and verdict.status is not Status.VERIFIED:
            first.setdefault(reference.canonical, reference)
    for one, other in combinations(list(first.values())[:_MOST], 2):
        if _is_one_double(one, other) or _is_one_letter(one, other):
            yield Finding(
                rule="two-symbols-one-thing",
                severity=SEVERITY,
                span=other.span,
                message=f"{'-'.join(other.canonical)} and {'-'.join(one.canonical)} seem to be one document; "
                f"one of the two symbols is wrong.",
                related=(Related(one.span, "-".join(one.canonical)),),
            )


def _is_one_double(one: Reference, other: Reference) -> bool:
    """Two double symbols with one half in common, the others of one organ and session or year."""
    if len(one.canonical) != 2 or len(other.canonical) != 2:
        return False
    halves = [pair for pair in zip(one.canonical, other.canonical, strict=True) if pair[0] != pair[1]]
    return len(halves) == 1 and _same_count(*halves[0])


def _is_one_letter(one: Reference, other: Reference) -> bool:
    if not (one.date and other.date and one.author and other.author):
        return False
    if one.date.kind is not DateKind.LETTER or one.date != other.date._replace(span=one.date.span):
        return False
    if one.date.span == other.date.span or words_of(one.author.text) != words_of(other.author.text):
        return False
    return len(one.canonical) == len(other.canonical) == 1 and _is_slip(one.canonical[0], other.canonical[0])


def _same_count(one: str, other: str) -> bool:
    """Whether two symbols are numbers of one series: S/2023/960 and S/2023/906."""
    first, second = parse(one), parse(other)
    if not first or not second or len(first.parts) != len(second.parts):
        return False
    return first.parts[:-1] == second.parts[:-1] and first.parts[-1].isdigit() and second.parts[-1].isdigit()


def _is_slip(one: str, other: str) -> bool:
    """Two digits changed places, or one differs, and the numbers are too far apart for letters of one day."""
    if not _same_count(one, other):
        return False
    first, second = _number(one), _number(other)
    if len(first) != len(second) or abs(int(first) - int(second)) <= _LIKE_A_DAYS_ISSUES:
        return False
    return sorted(first) == sorted(second) or sum(map(str.__ne__, first, second)) == 1


def _number(symbol: str) -> str:
    numbers: Sequence[str] = re.findall(r"\d+", symbol)
    return numbers[-1]
