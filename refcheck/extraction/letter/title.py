"""The title of a letter: "Letter dated D from X addressed to Y"."""

from __future__ import annotations

import re

from refcheck.domain.dates import parse_date
from refcheck.domain.patterns import lazy
from refcheck.extraction.letter.wording import Wording
from refcheck.extraction.view import View
from refcheck.model import DatedSpan, LetterTitle

_TITLE_WITHIN = 6000  # characters from the masthead in which a letter's title begins
_OTHER_LETTER = lazy(r"\b(?:to|the|my|our|a|of|see)\s+$", re.IGNORECASE)  # stands before a letter that is spoken of
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


def letter_title(text: str, start: int, end: int, wording: Wording) -> re.Match[str] | None:
    """The title: the first that begins a paragraph or follows the agenda's last title, not an annex's.

    In an adopted text, and with a symbol behind the addressee, it is the title of an agenda item.
    """
    for match in wording.title.finditer(text, start, min(end, start + _TITLE_WITHIN + 1000)):
        if match.start() > start + _TITLE_WITHIN or _ADOPTED_TEXT.search(text, start, match.start()):
            return None
        if not _is_spoken_of(text, start, match, wording) and not _is_agenda_item(match, wording):
            return match
    return None


def _is_spoken_of(text: str, start: int, match: re.Match[str], wording: Wording) -> bool:
    if wording.language == "en":
        return bool(_OTHER_LETTER.search(text[max(start, match.start() - 12) : match.start()]))
    return match["kind"][0].islower()


def _is_agenda_item(match: re.Match[str], wording: Wording) -> bool:
    """Whether a symbol stands behind the title: an agenda item that is a letter of another day."""
    if wording.language == "en":
        return bool(_OF_A_SYMBOL.match(match["addressee"]))
    return bool(_SYMBOL.search(match[0]))


def read_title(view: View, match: re.Match[str], wording: Wording) -> LetterTitle | None:
    """The title that `match` is; None where its date is no day of the calendar."""
    day = parse_date(match["date"])
    if not day:
        return None
    kind = match["kind"]
    sender = " ".join(match["sender"].split())
    return LetterTitle(
        span=view.span(*match.span()),
        date=DatedSpan(view.span(*match.span("date")), day),
        kind="note verbale"
        if wording.note.search(kind)
        else "identical letters"
        if wording.identical.search(kind)
        else "letter",
        sender=sender,
        addressee=" ".join(match["addressee"].split()),
        capacities=wording.capacities(sender),
        several=bool(wording.plural_sender.search(sender)),
    )
