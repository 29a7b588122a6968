"""A numbered paragraph or section bears a number that is out of its order.

Why
    Paragraphs are cited by their numbers. One that is left out or stands twice makes every reference to the
    paragraphs behind it doubtful.

Wrong
    1. The first paragraph.

    2. The second paragraph.

    2. The third paragraph.

    4. The fourth paragraph.

    5. The fifth paragraph.

Right
    1. The first paragraph.

    2. The second paragraph.

    3. The third paragraph.

    4. The fourth paragraph.

    5. The fifth paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from refcheck.domain.dates import MONTHS
from refcheck.domain.patterns import lazy
from refcheck.model import Checked, Finding, Prose, Related, Severity

TITLE = "Paragraph out of order"
SEVERITY = Severity.WARNING

_NUMBER = r"[ \t#>]*(?P<stem>(?:\d{1,2}\.){0,3})(?P<number>\d{1,3})(?P<stop>[.)]?)[ \t]+(?=[^\W\d_]|[“\"«(\[])"
_NUMBERED = lazy(_NUMBER)
_FURTHER_LINE = lazy(rf"(?<=\n){_NUMBER}")  # of a list without empty lines
_ANYWHERE = lazy(  # "4 November" is no paragraph 4
    rf"(?<![\w./-])((?:\d{{1,2}}\.){{0,3}}\d{{1,3}})\.?(?:[ \t]*\n|\s+(?!(?:{'|'.join(MONTHS)})\b)(?=[A-Z“\"]))"
)
_OMITTED = lazy(r"\.\s?\.\s?\.|…|\[\s*\]|\(repealed\)|\(deleted\)|\bdeleted\b|\bintentionally\b", re.IGNORECASE)


class _Numbered(NamedTuple):
    stem: str  # "4." of "4.1"
    number: int
    start: int
    end: int


class _Misplaced(NamedTuple):
    expected: str  # "16", "4.2"
    before: _Numbered
    here: _Numbered
    after: Sequence[_Numbered]  # one or two


def check(checked: Checked) -> Iterator[Finding]:
    """A number is wrong only where those before and behind it are in order; a gap may be what a conversion lost.

    What a conversion put elsewhere, behind a heading or inside a line, is not missing.
    """
    counts = _counts(checked.prose)
    found = [
        (item.expected, finding)
        for count in counts
        for item in _misplaced(count)
        if (finding := _finding(checked.prose, item))
    ]
    standing = Counter(_ANYWHERE.findall(checked.document.text)) if found else Counter[str]()
    counted = Counter(f"{item.stem}{item.number}" for count in counts for item in count)
    yield from (finding for expected, finding in found if standing[expected] <= counted[expected])


def _counts(prose: Prose) -> list[list[_Numbered]]:
    """The numbered paragraphs and sections, a list for each count: "4.1", "4.2" is one of its own."""
    text = prose.view.text
    counts: dict[str, list[_Numbered]] = {}
    done: list[list[_Numbered]] = []
    for passage in prose.passages:
        first = None if passage.note else _NUMBERED.match(text, passage.start, passage.end)
        following = _FURTHER_LINE.finditer(text, first.end(), passage.end) if first else ()
        for match in (*filter(None, (first,)), *following):
            if not match["stop"] and not match["stem"]:
                continue
            number = int(match["number"])
            style = f"{match['stem']}{match['stop']}"
            if number == 1 or style not in counts:
                counts[style] = []
                done.append(counts[style])
            counts[style].append(_Numbered(match["stem"], number, match.start("stem"), match.end("number")))
    return done


def _misplaced(count: Sequence[_Numbered]) -> Iterator[_Misplaced]:
    """The members of a count that are not the next number, where those before them are in order."""
    for place in range(1, len(count) - 1):
        last = count[place - 1].number
        in_order = last == 1 if place == 1 else count[place - 2].number + 1 == last
        if in_order and count[place].number != last + 1:
            expected = f"{count[place].stem}{last + 1}"
            yield _Misplaced(expected, count[place - 1], count[place], count[place + 1 : place + 3])


def _finding(prose: Prose, item: _Misplaced) -> Finding | None:
    last, here, expected = item.before.number, item.here.number, item.before.number + 1
    after = [following.number for following in item.after]
    suggestion: str | None = item.expected
    stem = item.here.stem
    if after[0] == expected + 1 and _is_slip(here, expected):
        message = (
            f"Paragraph {stem}{here} stands between {stem}{last} and {stem}{after[0]}; {item.expected} was expected."
        )
    elif here == last and after == [here + 1, here + 2]:
        message = f"Two paragraphs have the number {stem}{here}."
    elif here == expected + 1 and after[0] == here and (len(after) == 1 or after[1] == here + 1):
        message = f"Two paragraphs have the number {stem}{here}; {item.expected} was expected before."
    elif here == expected + 1 and after == [here + 1, here + 2] and not _left_out(prose, item):
        message, suggestion = f"Paragraph {stem}{here} follows {stem}{last}; there is no {item.expected}.", None
    else:
        return None
    return Finding(
        rule="paragraph-numbering",
        severity=SEVERITY,
        span=prose.view.span(item.here.start, item.here.end),
        message=message,
        suggestion=suggestion,
        related=(Related(prose.view.span(item.before.start, item.before.end), f"paragraph {stem}{last}"),),
    )


def _is_slip(written: int, meant: int) -> bool:
    """Whether one digit is another, or two changed places: "61" for "16", "9" for "10"; not a heading's "2"."""
    one, other = str(written), str(meant)
    one_digit = len(one) == len(other) and sum(map(str.__ne__, one, other)) == 1
    return abs(written - meant) == 1 or one_digit or sorted(one) == sorted(other)


def _left_out(prose: Prose, item: _Misplaced) -> bool:
    return _OMITTED.search(prose.view.text, item.before.end, item.here.start) is not None
