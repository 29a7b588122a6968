"""The annexes of a letter: their headings, and where the letter announces them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from refcheck.domain.numerals import roman, to_roman
from refcheck.domain.ordinals import ordinal_number
from refcheck.domain.patterns import lazy
from refcheck.extraction.letter.title import read_title
from refcheck.extraction.letter.wording import Wording
from refcheck.extraction.view import View
from refcheck.model import AnnexHeading, AnnexMention, LetterTitle

_ONE_LABEL = lazy(r"[IVX]{1,5}|\d{1,2}|[一二三四五六七八九十]{1,3}|(?<!\w)و?ال\w{3,8}|(?:to|à|al?|по|至)\b|[-–]")
_RANGE = ("to", "à", "a", "al", "по", "至", "-", "–")
_ARABIC_LABELS = ("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر")
_TITLE_AHEAD = 1000


_Titled = tuple[re.Match[str], LetterTitle]


def annexes(
    view: View, text: str, start: int, end: int, title: LetterTitle | None, wording: Wording
) -> tuple[list[AnnexHeading], int]:
    """The letter's own annexes in text[start:end], and where the first begins (`end` without one)."""
    full = [
        (match, _annex_title(view, text, match, end, wording)) for match in wording.annex_to.finditer(text, start, end)
    ]
    own = _own(view, text, full, start, end, title, wording) if title else full
    if not own:
        own = [(match, None) for match in _alone(text, start, end, wording)]
    return [_heading(view, match, named) for match, named in own], own[0][0].start() if own else end


def _alone(text: str, start: int, end: int, wording: Wording) -> Sequence[re.Match[str]]:
    """Short headings: "Annex I" alone on its line.

    Behind "Annex" without a number, numbered headings are the annexed text's own; among numbered ones,
    that without a number is.
    """
    alone = list(wording.annex_alone.finditer(text, start, end))
    return alone[:1] if alone and not alone[0]["label"] else [heading for heading in alone if heading["label"]]


def _annex_title(view: View, text: str, match: re.Match[str], end: int, wording: Wording) -> _Titled | None:
    limit = min(end, match.end() + _TITLE_AHEAD)
    for place in (match.end(), match.start()):  # Chinese puts the title before the word
        found = wording.title.match(text, place, limit)
        title = read_title(view, found, wording) if found else None
        if found and title:
            return found, title
    return None


def _own(
    view: View,
    text: str,
    headings: Sequence[tuple[re.Match[str], _Titled | None]],
    start: int,
    end: int,
    title: LetterTitle,
    wording: Wording,
) -> list[tuple[re.Match[str], _Titled | None]]:
    """Those of the full headings that are of this letter.

    An annexed letter has annexes of its own. Their headings name that letter, with another date and sender;
    one slip leaves the other as it was.
    """

    def is_strange(named: _Titled | None) -> bool:
        return named is not None and not (
            named[1].date.value == title.date.value or _starts_alike(named[1].sender, title.sender)
        )

    if not any(is_strange(named) for _, named in headings):
        return list(headings)
    in_headings = {named[0].start() for _, named in headings if named}
    annexed: dict[date, list[str]] = {}  # senders of the letters in the annexes, by their dates
    for other in wording.title.finditer(text, start, end):
        read = read_title(view, other, wording) if other["kind"][0].isupper() else None
        if read and other.start() not in in_headings:
            annexed.setdefault(read.date.value, []).append(read.sender)
    return [
        (match, named)
        for match, named in headings
        if named is None
        or not is_strange(named)
        or not any(_starts_alike(sender, named[1].sender) for sender in annexed.get(named[1].date.value, ()))
    ]


def _starts_alike(one: str, other: str) -> bool:
    one, other = one.casefold(), other.casefold()
    return one.startswith(other) or other.startswith(one)


def _heading(view: View, match: re.Match[str], named: _Titled | None) -> AnnexHeading:
    finish = match.end() if not named or named[0].start() < match.end() else match.end() + 1
    label = match["label"] or ""
    return AnnexHeading(view.span(match.start(), finish), _plain(label), named[1] if named else None)


def mentions(view: View, text: str, start: int, end: int, wording: Wording) -> Iterator[AnnexMention]:
    """What text[start:end] announces: "(see annexes I and II)"; not the annexes of other documents."""
    for match in wording.mention.finditer(text, start, end):
        if wording.of_another.match(text, match.end(), end):
            continue
        labels = _labels(match["labels"]) if match["labels"] else () if match["several"] else ("",)
        yield AnnexMention(view.span(*match.span()), labels)


def _labels(written: str) -> tuple[str, ...]:
    parts = _ONE_LABEL.findall(written)
    names = [_plain(part) for part in parts if part not in _RANGE]
    if len(names) == 2 and len(parts) == 3:
        low, high = (_number(name) for name in names)
        if low and high and low < high:
            write = str if names[0].isdigit() else to_roman
            return tuple(write(number) for number in range(low, high + 1))
    return tuple(names)


def _plain(label: str) -> str:
    """The number as English writes it: "二" and "الثاني" are "II"."""
    arabic = label.removeprefix("و")
    if arabic in _ARABIC_LABELS:
        return to_roman(_ARABIC_LABELS.index(arabic) + 1)
    chinese = None if label.isascii() else ordinal_number(f"第{label}", "zh")
    return to_roman(chinese) if chinese and chinese < 100 else label


def _number(label: str) -> int | None:
    return int(label) if label.isdigit() else roman(label)
