"""The title of a letter: "Letter dated D from X addressed to Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from refcheck.domain.dates import parse_date
from refcheck.domain.patterns import lazy
from refcheck.extraction.letter.wording import Wording
from refcheck.extraction.view import View
from refcheck.model import DatedSpan, LetterTitle

_TITLE_WITHIN = 6000  # characters from the masthead in which a letter's title begins
_OTHER_LETTER = lazy(r"\b(?:to|the|my|our|a|of|see)\s+$", re.IGNORECASE)  # stands before a letter that is spoken of
_LINE_BREAK = lazy(r"\n")
_SYMBOL = lazy(r"\([ASE]/")
_OF_A_SYMBOL = lazy(
    rf"the\s+(?:President(?:\s+of\s+the\s+\w+\s+\w+)?|Secretary-General)\s+{_SYMBOL.pattern}", re.IGNORECASE
)
_ADOPTED_TEXT = lazy(
    r"^[ \t]*(?:(?:Resolution|RESOLUTION)(?:[ \t]+(?:\d|E?S-\d)|[ \t]*$|\s+adopted\b|\s+ADOPTED\b)"
    r"|Adopted\s+by\s+the\b|ADOPTED\s+BY\s+THE\b"
    r"|Résolution\s+(?:\d|adoptée)|Adoptée\s+par|Resolución\s+(?:\d|aprobada)|Aprobada\s+por"
    r"|Резолюция\b|Принята\b|القرار\s+\d|قرار\s+اتخذته|第\s?\d+\s?\(\d{4}\)\s?号决议|\d{4}年[^\n]{0,20}大会决议)",
    re.MULTILINE,
)


class FoundTitle(NamedTuple):
    """A title at text[start:end]."""

    start: int
    end: int
    kind: str  # as written
    read: LetterTitle | None  # None where its date is no day of the calendar


def letter_title(view: View, text: str, start: int, end: int, wording: Wording) -> FoundTitle | None:
    """The title: the first that begins a paragraph or follows the agenda's last title, not an annex's.

    In an adopted text, and with a symbol behind the addressee, it is the title of an agenda item.
    """
    for match in wording.title.finditer(text, start, min(end, start + _TITLE_WITHIN + 1000)):
        if match.start() > start + _TITLE_WITHIN or _ADOPTED_TEXT.search(text, start, match.start()):
            return None
        if not _is_spoken_of(text, start, match, wording) and not _is_agenda_item(match, wording):
            return read_title(view, text, match, wording)
    return None


def titles(view: View, text: str, start: int, end: int, wording: Wording) -> Iterator[FoundTitle]:
    """Every title in text[start:end], those of annex headings and of letters spoken of too."""
    match = wording.title.search(text, start, end)
    while match:
        found = read_title(view, text, match, wording)
        yield found
        match = wording.title.search(text, found.end, end)


def _is_spoken_of(text: str, start: int, match: re.Match[str], wording: Wording) -> bool:
    if wording.language == "en":
        return bool(_OTHER_LETTER.search(text[max(start, match.start() - 12) : match.start()]))
    return match["kind"][0].islower()


def _is_agenda_item(match: re.Match[str], wording: Wording) -> bool:
    """Whether a symbol stands behind the title: an agenda item that is a letter of another day."""
    if wording.language == "en":
        return bool(_OF_A_SYMBOL.match(match["addressee"]))
    return bool(_SYMBOL.search(match[0]))


def read_title(view: View, text: str, match: re.Match[str], wording: Wording) -> FoundTitle:
    """The title that `match` is, without what runs on behind it where no blank line ends it."""
    last = "sender" if match.end("sender") == match.end() else "addressee"
    end = _last_line(text, match.start(last), match.end(), wording) if match.end(last) == match.end() else match.end()
    named = {
        name: " ".join(text[match.start(name) : min(match.end(name), end)].split()) for name in ("sender", "addressee")
    }
    kind = match["kind"]
    day = parse_date(match["date"])
    if not day:
        return FoundTitle(match.start(), end, kind, None)
    title = LetterTitle(
        span=view.span(match.start(), end),
        date=DatedSpan(view.span(*match.span("date")), day),
        kind="note verbale"
        if wording.note.search(kind)
        else "identical letters"
        if wording.identical.search(kind)
        else "letter",
        sender=named["sender"],
        addressee=named["addressee"],
        capacities=wording.capacities(named["sender"]),
        several=bool(wording.plural_sender.search(named["sender"])),
    )
    return FoundTitle(match.start(), end, kind, title)


def _last_line(text: str, start: int, end: int, wording: Wording) -> int:
    """Where the last part of a title at text[start:end] ends: at the first line that is not merely wrapped.

    A wrapped line goes on in small letters, or breaks off in a phrase or in a name: "the President of the Security".
    """
    if not wording.has_capitals:
        ends = text.find(wording.sender_ends, start, end) if wording.sender_ends else -1
        return ends + len(wording.sender_ends) if ends >= 0 else end
    for line in _LINE_BREAK.finditer(text, start, end):
        before, after = text[start : line.start()].rstrip(), text[line.end() : end].lstrip()
        word = before[before.rfind(" ") + 1 :].lower()
        if after[:1].islower() or word.endswith(("-", ",")):
            continue
        if word not in wording.continuing and word not in wording.inside_names:
            return start + len(before)
    return end
