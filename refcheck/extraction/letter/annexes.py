"""The annexes of a letter: their headings, and where the letter announces them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from refcheck.domain.numerals import roman, to_roman
from refcheck.domain.ordinals import ordinal_number
from refcheck.domain.patterns import lazy
from refcheck.extraction.letter.title import FoundTitle, read_title, titles
from refcheck.extraction.letter.wording import Wording
from refcheck.extraction.view import View
from refcheck.model import AnnexHeading, AnnexMention, LetterTitle

_ONE_LABEL = lazy(r"[IVX]{1,5}|\d{1,2}|[一二三四五六七八九十]{1,3}|(?<!\w)و?ال\w{3,8}|(?:to|à|al?|по|至)\b|[-–]")
_RANGE = ("to", "à", "a", "al", "по", "至", "-", "–")
_ARABIC_LABELS = ("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر")
_TITLE_AHEAD = 1000


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


def _annex_title(view: View, text: str, match: re.Match[str], end: int, wording: Wording) -> FoundTitle | None:
    limit = min(end, match.end() + _TITLE_AHEAD)
    for place in (match.end(), match.start()):  # Chinese puts the title before the word
        found = wording.title.match(text, place, limit)
        title = read_title(view, text, found, wording) if found else None
        if title and title.read:
            return title
    return None


def _own(
    view: View,
    text: str,
    headings: Sequence[tuple[re.Match[str], FoundTitle | None]],
    start: int,
    end: int,
    title: LetterTitle,
    wording: Wording,
) -> list[tuple[re.Match[str], FoundTitle | None]]:
    """Those of the full headings that are of this letter.

    An annexed letter has annexes of its own. Their headings name that letter, with another date and sender;
    one slip leaves the other as it was.
    """
    strange = [
        number
        for number, (_, found) in enumerate(headings)
        if found
        and found.read
        and found.read.date.value != title.date.value
        and not _starts_alike(found.read.sender, title.sender)
    ]
    if not strange:
        return list(headings)
    in_headings = {found.start for _, found in headings if found}
    annexed: dict[date, list[str]] = {}  # senders of the letters in the annexes, by their dates
    for other in titles(view, text, start, end, wording):
        if other.read and other.kind[0].isupper() and other.start not in in_headings:
            annexed.setdefault(other.read.date.value, []).append(other.read.sender)
    others = {number for number in strange if _is_annexed(headings[number][1], annexed)}
    return [heading for number, heading in enumerate(headings) if number not in others]


def _is_annexed(found: FoundTitle | None, annexed: Mapping[date, Sequence[str]]) -> bool:
    read = found.read if found else None
    return read is not None and any(_starts_alike(sender, read.sender) for sender in annexed.get(read.date.value, ()))


def _starts_alike(one: str, other: str) -> bool:
    one, other = one.casefold(), other.casefold()
    return one.startswith(other) or other.startswith(one)


def _heading(view: View, match: re.Match[str], named: FoundTitle | None) -> AnnexHeading:
    finish = match.end() if not named or named.start < match.end() else match.end() + 1
    label = match["label"] or ""
    return AnnexHeading(view.span(match.start(), finish), _plain(label), named.read if named else None)


def mentions(view: View, text: str, start: int, end: int, wording: Wording) -> Iterator[AnnexMention]:
    """What text[start:end] announces: "(see annexes I and II)"; not the annexes of other documents."""
    if text.find(wording.annex, start, end) < 0:
        return
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
