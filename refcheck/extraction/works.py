"""Sources that have neither symbol nor address: reports and books in notes, dated letters and reports anywhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from refcheck.domain.dates import DATE_PATTERN, DATES_PATTERN, MONTHS, date_list
from refcheck.domain.patterns import lazy
from refcheck.extraction.anchors import Places
from refcheck.extraction.authors import GAP, WORD, name_end
from refcheck.extraction.found import Found, sentence_end
from refcheck.extraction.view import View
from refcheck.model import Kind, Span

_SEPARATOR = lazy(r";\s+(?:and\s+|see\s+also\s+)?")
_SIGNAL = lazy(
    r"\s*(?:(?:See|Cf|As cited in|For the text, see)(?:\s+also)?(?:,?\s+(?:for example|inter alia|e\.g\.))?[.,]?\s+)?",
    re.IGNORECASE,
)
_DATED = lazy(rf"(?=[\d,A-Z])(?:{DATE_PATTERN}|\b(?:{'|'.join(MONTHS)})\s+(?:19|20)\d\d\b|,\s+(?:19|20)\d\d\b)")
_TITLED = lazy(r"(?=[“\"Np])(?:[“\"][^”\"]{8,}[”\"]|\bNos?\.\s*\d|\bpp?\.\s*\d|\bparas?\.\s*\d)")


def find_works(view: View, found: Sequence[Found]) -> Iterator[Found]:
    """The sources of each note in which nothing else was found.

    Sources are separated by semicolons. A source counts as one only when it has a date, and a title in
    quotation marks or a number or page: an explanation in a note has neither.
    """
    starts = sorted(item.start for item in found if item.origin is None)
    for start, _ in view.notes:
        low, high = view.segment(start)
        for source_start, source_end in _sources(view.text, low, high):
            text = view.text[source_start:source_end]
            taken = bisect_left(starts, source_start) < bisect_left(starts, source_end)
            if not taken and _TITLED.search(text) and _DATED.search(text):
                yield Found(source_start, source_end, Kind.WORK, ())


def _sources(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The sources of a note, without the signal before ("See, for example,") and the stop behind."""
    separators = [match.span() for match in _SEPARATOR.finditer(text, low, high)]
    starts = [low, *(end for _, end in separators)]
    ends = [*(start for start, _ in separators), high]
    for start, end in zip(starts, ends, strict=True):
        signal = _SIGNAL.match(text, start, end)
        first = signal.end() if signal else start
        while end > first and text[end - 1] in " \t\n.":
            end -= 1  # noqa: PLW2901 - the end moves in
        if end > first:
            yield first, end


# --- letters and reports that the text describes by their date -----------------------------

_STOP = (
    r"(?:dated|of\s+\d+|addressed|in\s+which|concerning|regarding|transmit\w+|that|which|was|were|is|has|had|says?"
    r"|said|states?|stated|notes?|noted|par|por)\b"
)
_NAME = rf"{WORD}(?:{GAP}(?!{_STOP}){WORD}){{0,25}}"
_STOPS = lazy(rf"\s{_STOP}")
_DATES = lazy(DATES_PATTERN)
_FROM = lazy(r"\s+from\s+(?:the\s+)?")
_TO = lazy(r",?\s+addressed\s+to\s+(?:the\s+)?")


class _Description(NamedTuple):
    """A letter or report in text[start:end], and the span of its dates."""

    start: int
    end: int
    dates: tuple[int, int]


class _Written:
    """A form as one pattern, with a group "dates"."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern

    def at(self, text: str, start: int) -> _Description | None:
        """The description that begins at `start`."""
        match = self.pattern.match(text, start)
        return _Description(*match.span(), match.span("dates")) if match else None


class _InEnglish:
    """A form part by part, so that all share the pattern of a name, which takes long to compile.

    `by` leads to the issuer's name, `dated` to the dates. A letter may name issuer and addressee behind the dates,
    and no issuer before them.
    """

    def __init__(self, noun: re.Pattern[str], by: re.Pattern[str], dated: re.Pattern[str], *, is_letter: bool) -> None:
        self.noun, self.by, self.dated, self.is_letter = noun, by, dated, is_letter

    def at(self, text: str, start: int) -> _Description | None:
        """The description that begins at `start`."""
        noun = self.noun.match(text, start)
        if not noun:
            return None
        end = _with_name(text, noun.end(), self.by)
        dated = self.dated.match(text, end) if self.is_letter or end > noun.end() else None
        dates = _DATES.match(text, dated.end()) if dated else None
        if not dates:
            return None
        end = dates.end()
        if self.is_letter:
            end = _with_name(text, _with_name(text, end, _FROM), _TO)
        return _Description(start, end, dates.span())


def _with_name(text: str, position: int, lead: re.Pattern[str]) -> int:
    """Where the name ends that `lead` leads to at `position`; `position` itself where there is none."""
    match = lead.match(text, position)
    end = name_end(text, match.end(), len(text), _STOPS) if match else position
    return end if match and end > match.end() else position


_DESCRIBED: tuple[tuple[str, tuple[int, ...], re.Pattern[str], _Written | _InEnglish], ...] = (
    (
        "dated",
        (),
        lazy(r"dated\s+\d"),
        _InEnglish(
            lazy(r"\b(?:(?:[Ii]dentical\s+)?[Ll]etters?|[Nn]otes?\s+verbales?|[Rr]eports?|[Cc]ommunications?)"),
            lazy(r"\s+(?:from|of|by)\s+(?:the\s+)?"),
            lazy(r",?\s+dated\s+"),
            is_letter=True,
        ),
    ),
    (
        "etter",
        (1,),
        lazy(r"\sof\s+\d"),
        _InEnglish(lazy(r"\b[Ll]etters?"), lazy(r"\s+(?:from|by)\s+(?:the\s+)?"), lazy(r"\s+of\s+"), is_letter=True),
    ),
    (
        "eport",
        (1,),
        lazy(r"\sof\s+\d"),
        _InEnglish(lazy(r"\b[Rr]eports?"), lazy(r"\s+(?:of|by)\s+(?:the\s+)?"), lazy(r"\s+of\s+"), is_letter=False),
    ),
    (
        "ettre",
        (1,),
        lazy(r"\sd(?:u|es)\s+\d"),
        _Written(
            lazy(
                rf"\b[Ll]ettres?\s+(?:identiques\s+)?(?:datées?|en\s+date)\s+d(?:u|es)\s+(?P<dates>{DATES_PATTERN})"
                rf"(?:,?\s+adressées?\s+(?:à|au)\s+{_NAME}(?:\s+par\s+{_NAME})?)?"
            )
        ),
    ),
    (
        "arta",
        (1,),
        lazy(r"\sfecha\s+\d"),
        _Written(
            lazy(
                rf"\b[Cc]artas?\s+(?:idénticas\s+)?de\s+fecha\s+(?P<dates>{DATES_PATTERN})"
                rf"(?:,?\s+dirigidas?\s+(?:al?|a\s+la)\s+{_NAME}(?:\s+por\s+{_NAME})?)?"
            )
        ),
    ),
    (
        "исьм",
        (1,),
        lazy(r"\sот\s+\d"),
        _Written(lazy(rf"\b[Пп]исьм\w{{1,3}}\s+(?:{_NAME}\s+)?от\s+(?P<dates>{DATES_PATTERN})(?:\s+года)?")),
    ),
    (
        "رسا",
        (2, 0),
        lazy(r"مؤرخ\w{1,3}\s+\d"),
        _Written(
            lazy(rf"\b(?:ال)?(?:رسالة|رسالتان|رسالتين|رسائل)\s+(?:ال)?مؤرخ\w{{1,3}}\s+(?P<dates>{DATES_PATTERN})")
        ),
    ),
    (
        "的信",
        (),
        lazy(r"的信"),
        _Written(lazy(rf"(?P<dates>{DATE_PATTERN})[^，。；()]{{2,60}}?(?:给|致)[^，。；()]{{2,40}}?的信")),
    ),
    (
        "同文信",
        (),
        lazy(r"同文信"),
        _Written(lazy(rf"(?P<dates>{DATE_PATTERN})[^，。；()]{{2,60}}?(?:给|致)[^，。；()]{{2,40}}?的同文信")),
    ),
)
"""Each form: a literal that stands in every match, how far behind its beginning (nothing: behind a noun), what leads to
the date, from the literal on, and the whole."""
ANCHORS = tuple(anchor for anchor, *_ in _DESCRIBED)
_BACK = 160  # characters between the noun and the anchor behind it
_LONGEST_NOUN = 10
_LONGEST_DESCRIPTION = 400  # characters between the anchor and its date
_NOUN = lazy(
    r"(?=[ILNRCilnrcПпار\d])"  # most letters begin none
    r"(?:\b(?:(?:[Ii]dentical\s+)?[Ll]etter|[Nn]otes?\s+verbale|[Rr]eport|[Cc]ommunication|[Ll]ettre|[Cc]arta|[Пп]исьм"
    r"|(?:ال)?رسا)|\d{4}\s?年)"
)
_OWN = lazy(
    r"(?=[AEPTaept])(?:(?i:annex|enclosure|appendix)[^.\n]{0,20}\s(?:to|of)\s+(?:the\s+)?|(?:the\s+)?[Pp]resent\s+)\Z"
)
_AT_LINE_START = lazy(r"(?:\A|\n)[\s*_#>\d.()-]*\Z")
_DOCUMENTS = (Kind.SYMBOL, Kind.URL, Kind.DOI, Kind.CUSTOM)  # behind a description they are what it describes
_SOURCE_REACH = 300  # characters behind a description in which its symbol stands


def find_described(view: View, places: Places, found: Sequence[Found]) -> Iterator[Found]:
    """Dated letters and reports without symbol or address: "his letter dated 3 March 2021 addressed to the President".

    A member of "letters dated 20 and 21 November 2024" each. One that a symbol follows in the same sentence is that
    document; the title of the letter itself, and the headings of its annexes, cite nothing.
    """
    text = view.text
    taken = sorted(Span(item.start, item.end) for item in found if item.origin is None)
    starts = sorted(item.start for item in found if item.origin is None and item.kind in _DOCUMENTS)
    done = 0
    for place, form in sorted((place, form) for form, anchor in enumerate(ANCHORS) for place in places[anchor]):
        match = _at(text, place, *_DESCRIBED[form][1:]) if place >= done else None
        if match is None:
            continue
        done = match.end
        end = sentence_end(text, match.end, min(len(text), match.end + _SOURCE_REACH))
        cited = bisect_left(starts, match.start)
        described = cited < len(starts) and starts[cited] < end
        if (
            described
            or (match.start < view.notes_start and _is_own(text, match))
            or _overlaps(taken, Span(match.start, match.end))
        ):
            continue
        dates = date_list(text, *match.dates)
        for number, (start, stop, _) in enumerate(dates):
            first, last = number == 0, number == len(dates) - 1
            yield Found(match.start if first else start, match.end if last else stop, Kind.WORK, ())


def _at(
    text: str, place: int, backs: tuple[int, ...], lead: re.Pattern[str], form: _Written | _InEnglish
) -> _Description | None:
    """The description that the anchor at `place` stands in."""
    if not lead.search(text, place, place + _LONGEST_DESCRIPTION):
        return None
    for start in [place - back for back in backs] or _nouns_before(text, place):
        match = form.at(text, start) if start >= 0 else None
        if match and match.end > place:
            return match
    return None


def _nouns_before(text: str, place: int) -> list[int]:
    return [noun.start() for noun in _NOUN.finditer(text, max(0, place - _BACK), place + _LONGEST_NOUN)][::-1]


def _overlaps(taken: Sequence[Span], span: Span) -> bool:
    place = bisect_left(taken, span)
    return any(other.overlaps(span) for other in taken[max(0, place - 1) : place + 1])


def _is_own(text: str, match: _Description) -> bool:
    before = text[max(0, match.start - 60) : match.start]
    return bool(_OWN.search(before)) or (text[match.start].isupper() and bool(_AT_LINE_START.search(before)))
