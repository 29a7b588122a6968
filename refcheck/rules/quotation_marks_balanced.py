"""A quotation mark or a bracket without its other half.

Why
    Where a quotation ends is part of what is quoted: without the closing mark, the writer's words and the
    source's cannot be told apart.

Wrong
    The Court noted that “the parties agree on the date. It then turned to the facts.

Right
    The Court noted that “the parties agree on the date”. It then turned to the facts.
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.patterns import lazy
from refcheck.model import Checked, Finding, Paragraph, Prose, Related, Severity

TITLE = "Mark without its other half"
SEVERITY = Severity.INFO

_SIGNS = lazy(r"[“”«»()\[\]（）]")
_OPENERS = {"”": "“", "»": "«", ")": "(", "]": "[", "）": "（"}
_ENUMERATOR = lazy(  # "a)", "párrafo 2 j)"; "1)" where a list may begin
    r"(?:\A|\s)(?:[A-Za-z]{1,2}|[ivx]{1,5})\Z|(?:\A|[\n;,:.(]|\b(?:and|or|et|y|o|ou))\s*\(?[\w.]{1,6}\Z"
)
_MOST = 4  # findings; more of them are one cause: a conversion, or another use of the marks
_LONG = 6_000  # a passage of more characters is not a paragraph but a page without empty lines
_FAR = 40  # passages over which a text may be quoted
_NEAR = 4  # passages that a line break or a page may have parted
_TURNED = frozenset(("ru", "ar"))  # „…“ closes with the sign that opens in English; conversions turn brackets round


def check(checked: Checked) -> Iterator[Finding]:
    """A paragraph at a time, the first sign that is alone; a quotation may go on over several paragraphs."""
    prose = checked.prose
    if prose.language in _TURNED:
        return
    found = list(_alone(prose))
    if len(found) > _MOST:
        first, *others = found
        yield _finding(prose, first, f" The same in {len(others)} more paragraphs.", others[:_MOST])
        return
    for position in found:
        yield _finding(prose, position, "", ())


def _finding(prose: Prose, position: int, more: str, others: list[int] | tuple[()]) -> Finding:
    sign = prose.view.text[position]
    return Finding(
        rule="quotation-marks-balanced",
        severity=SEVERITY,
        span=prose.view.span(position, position + 1),
        message=f"The sign {sign} has no other half in its paragraph.{more}",
        related=tuple(Related(prose.view.span(other, other + 1), "the same") for other in others),
    )


def _alone(prose: Prose) -> Iterator[int]:
    """Where the signs without their other half stand; those of passages side by side may be each other's."""
    waiting: list[tuple[int, int]] = []  # passage and position of an opening sign
    alone: list[int] = []
    for place, positions in _by_passage(prose):
        for position in positions:
            sign = prose.view.text[position]
            if sign not in _OPENERS:
                waiting.append((place, position))
            elif (
                waiting
                and place - waiting[-1][0] <= (_FAR if sign in "”»" else _NEAR)
                and prose.view.text[waiting[-1][1]] == _OPENERS[sign]
            ):
                waiting.pop()
            else:
                alone.append(position)
    return iter(sorted([*alone, *(position for _, position in waiting)]))


def _by_passage(prose: Prose) -> Iterator[tuple[int, list[int]]]:
    """The signs that are alone in their passage, where it has no more than one; with its place."""
    text, passages = prose.view.text, prose.passages
    open_quotation = False
    for place, passage in enumerate(passages):
        if passage.end - passage.start > _LONG or "|" in text[passage.start : passage.end]:
            continue
        stack, surplus = _pairs(prose, passage)
        follows = passages[place + 1] if place + 1 < len(passages) else None
        goes_on = follows is not None and text[follows.start : follows.start + 3].lstrip("*_ >")[:1] in "“«"
        quotations = [position for position in stack if text[position] in "“«"]
        if open_quotation and surplus and text[surplus[0]] in "”»":
            open_quotation, surplus = False, surplus[1:]
        elif open_quotation:
            open_quotation = bool(quotations) or text[passage.start] not in "“«"
        if quotations and (goes_on or open_quotation):
            open_quotation = goes_on
            stack = [position for position in stack if position not in quotations]
        if surplus and text[surplus[0]] == "”" and text.count('"', passage.start, passage.end) % 2:
            surplus = surplus[1:]  # opened by a straight mark
        if len(stack) + len(surplus) == 1:
            yield place, [*stack, *surplus]


def _pairs(prose: Prose, passage: Paragraph) -> tuple[list[int], list[int]]:
    """The opening signs of a passage that stay open, and the closing ones that nothing opened."""
    text, stack, surplus = prose.view.text, list[int](), list[int]()
    for match in _SIGNS.finditer(text, passage.start, passage.end):
        sign, position = match[0], match.start()
        if sign not in _OPENERS:
            stack.append(position)
        elif any(text[other] == _OPENERS[sign] for other in stack[-4:]):
            while text[stack[-1]] != _OPENERS[sign]:
                surplus.append(stack.pop())
            stack.pop()
        elif sign != ")" or not _ENUMERATOR.search(text, max(0, position - 14), position):
            surplus.append(position)
    return stack, surplus
