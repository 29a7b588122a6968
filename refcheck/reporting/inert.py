"""Foreign text for formats without markup of their own: one line, nothing that controls what stands around it."""

from __future__ import annotations

import re

from refcheck.reporting.page import NUL_SIGN, plain

# Controls, and what XML cannot hold; white space among them is folded before.
_CODES = (
    *range(0x20),
    *range(0x7F, 0xA0),
    *(plane + end for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)),
)
_REPLACED: dict[int, str] = dict.fromkeys(_CODES, "\ufffd") | {0: NUL_SIGN}
_CUT = "…"
_LONGEST_CELL = 32_000  # Excel takes 32,767 characters
# What a cell must not begin with, the full-width forms among it, since some spreadsheets take them for the narrow ones.
_ACTIVE = re.compile(r"\s*[=+\-@＝＋－＠]")
# "5/1", "1-3" and "(1993)" would become a day in May, a day in January and a negative number.
_TAKEN_FOR_A_NUMBER = re.compile(r"\d+(?:[/.:–-]\d+){1,2}|\(\d+\)|\d+ \d+/\d+|\d{12,}|\d+[eE]\d+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Where the semicolon separates cells, a quoted cell that is not the first of its line may end at one.
_AFTER_SEMICOLON = re.compile(r"(;\s*)(?=[=+\-@＝＋－＠])")


def one_line(text: str, most: int | None = None) -> str:
    """`text` on one line: white space folded, NUL visible, no controls, no bidi controls, no lone surrogates.

    With `most` no longer than that many characters, cut between words.
    """
    folded = " ".join(text.split() if most is None else text[: 4 * most].split())
    clean = plain(folded).translate(_REPLACED)
    if most is None or (len(clean) <= most and len(text) <= 4 * most):
        return clean
    kept = clean[: most - 1]
    space = kept.rfind(" ", most // 2)
    return (kept[:space] if space > 0 and len(clean) >= most else kept).rstrip() + _CUT


def is_inert(text: str) -> bool:
    """Whether `text` can stand as it is, line breaks and tabs included."""
    return plain(text).translate(_REPLACED | {9: "\t", 10: "\n", 13: "\r"}) == text


def cell(text: str) -> str:
    """`text` as a spreadsheet shows it as it stands: no formula, and no number or date that it is not."""
    text = _AFTER_SEMICOLON.sub(r"\1'", one_line(text, _LONGEST_CELL))
    mistaken = _TAKEN_FOR_A_NUMBER.fullmatch(text) and not _DAY.fullmatch(text)
    return f"'{text}" if mistaken or _ACTIVE.match(text) else text
