"""The parts of a circulated letter: masthead, agenda items, title, request, annexes.

A file may hold several documents (an ECOSOC issue and the Assembly's issue of one letter): each begins
at its masthead. A document without a masthead and without a letter's title has no letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from refcheck.domain.dates import DATE_PATTERN, find_dates, parse_date
from refcheck.domain.numerals import (
    NUMBER_LIST_PATTERN,
    ORDINAL_PATTERN,
    number_list,
    ordinal,
    roman,
    to_roman,
)
from refcheck.domain.patterns import lazy
from refcheck.domain.symbols import ROOT_PATTERN, match_symbols
from refcheck.extraction.found import sentence_start
from refcheck.extraction.view import View
from refcheck.model import (
    AnnexHeading,
    AnnexMention,
    ClosingRequest,
    DatedSpan,
    ItemList,
    Letter,
    LetterTitle,
    OrdinalLine,
)

_ORGANS = {"General Assembly": "A", "Security Council": "S", "Economic and Social Council": "E"}
_ORGAN = lazy(r"General\s+Assembly|Security\s+Council|Economic\s+and\s+Social\s+Council")
_DISTRIBUTION = lazy(r"Distr\.\s*:\s*(?:General|Limited|Restricted)")
_SYMBOL_START = lazy(rf"(?<![\w/.-])(?:{ROOT_PATTERN})/")
_MASTHEAD_PART = lazy(rf"(?P<name>United\s+Nations|{_ORGAN.pattern})|(?<![\w/.-])(?:{ROOT_PATTERN})/\S{{1,60}}")
_ABOVE_DISTRIBUTION = 400  # characters above "Distr." in which the masthead's names and symbols stand
_TITLE = lazy(
    rf"(?P<kind>(?:identical\s+)?letters?|notes?\s+verbales?)\s+dated\s+(?P<date>{DATE_PATTERN})\s+from\s+"
    r"(?P<sender>(?:(?!\n[ \t]*\n).){3,600}?)\s+addressed\s+to\s+(?P<addressee>(?:(?!\n[ \t]*\n).){3,300})",
    re.DOTALL | re.IGNORECASE,  # older documents print it in capitals
)
_TITLE_WITHIN = 6000  # characters from the masthead in which a letter's title begins
_OTHER_LETTER = lazy(r"\b(?:to|the|my|our|a|of|see)\s+$", re.IGNORECASE)  # stands before a letter that is spoken of
_OF_A_SYMBOL = lazy(r"the\s+(?:President(?:\s+of\s+the\s+\w+\s+\w+)?|Secretary-General)\s+\([ASE]/", re.IGNORECASE)
_ADOPTED_TEXT = lazy(
    r"^[ \t]*(?:(?:Resolution|RESOLUTION)(?:[ \t]+(?:\d|E?S-\d)|[ \t]*$|\s+adopted\b|\s+ADOPTED\b)"
    r"|Adopted\s+by\s+the\b|ADOPTED\s+BY\s+THE\b)",
    re.MULTILINE,
)
_ANNEX_TO = lazy(
    r"^[ \t]*(?:Annex|ANNEX|Enclosure|ENCLOSURE|Appendix|APPENDIX)(?:\s+(?P<label>[IVX]{1,5}|[A-Z]|\d{1,2}))?"
    r"\s+(?:to\s+the|TO\s+THE)\s+(?=(?i:(?:identical\s+)?letters?\b|notes?\s+verbales?\b))",
    re.MULTILINE,
)
_ANNEX_ALONE = lazy(
    r"^[ \t]*(?:Annex|ANNEX)(?:\s+(?P<label>[IVX]{1,5}|\d{1,2}))?[ \t]*(?:\[[^\]\n]*\])?[ \t]*$", re.MULTILINE
)
_LABEL = r"(?:[IVX]{1,5}|\d{1,2})(?![A-Za-z0-9])"
_MENTION = lazy(
    r"\(?\b(?:see|contained\s+in|set\s+out\s+in|attached\s+as)\s+(?:the\s+)?(?P<word>annex(?:es)?)\b"
    rf"(?:\s+(?P<labels>{_LABEL}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+to\s+|\s*[-–]\s*){_LABEL})*))?"
)
_OF_ANOTHER = lazy(  # "annex II to my letter", "annex to document A/…", but not "annex to the present letter"
    r"\s+(?:to|of)\s+(?!(?:the\s+present|this)\s+(?:identical\s+)?(?:letter|note\s+verbale|communication))"
)
_CIRCULATION = lazy(
    r"\b(?:(?P<circulated>circulat(?:ed|ion|ing|e))|distribut(?:ed|ion|ing|e)|issu(?:ed|ance|ing|e)"
    r"|publish(?:ed|ing)?|publication|reproduced)\b"
)
_AS_A_DOCUMENT = rf"\bas\s+(?:an?\s+)?(?:(?:official|joint|United\s+Nations|(?:{_ORGAN.pattern}))\s+)*documents?\b"
_DOCUMENT_MARKS = lazy(_AS_A_DOCUMENT)  # other verbs than "circulate" need it: much is issued that is no letter
_REQUEST_MARKS = lazy(rf"{_AS_A_DOCUMENT}|\bagenda\s+items?\b|\bunder\s+items?\b")
_REQUEST_WORDS = lazy(
    r"\b(?:grateful|appreciat\w*|request\w*|kindly|please|ask\w*|obliged?|would|should|wish\w*)\b", re.IGNORECASE
)
_SENTENCE_LENGTH = 1500
_SENTENCE_STOP = lazy(r"\.(?=\s|$)|\n[ \t]*\n(?=\s*[^a-z\s])")
_ITEMS_IN_REQUEST = lazy(
    rf"\bunder\s+(?:its\s+|the\s+)?(?:agenda\s+)?(?:sub-)?items?\s+(?P<list>{NUMBER_LIST_PATTERN})"
)
_ITEMS_ON_COVER = lazy(
    rf"^[ \t]*(?:Provisional\s+agenda|Agenda|Items?)\s*(?:items?)?\s+(?P<list>{NUMBER_LIST_PATTERN})"
    r"(?P<preliminary>\s+of\s+the\s+(?:preliminary\s+list|provisional\s+agenda))?",
    re.MULTILINE | re.IGNORECASE,
)
_SESSION = lazy(
    r"(?:^|(?:General\s+Assembly|Security\s+Council)\s+)[ \t]*"
    rf"(?P<ordinal>{ORDINAL_PATTERN})\s+(?P<what>session|year)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_MASTHEAD_LENGTH = 1500  # characters in which sessions and agenda items stand, where no title ends them
_OTHER_BODY = lazy(r"Human Rights Council|Commission|Committee|Conference|Working Group|Board|Authority|Assembly of")
_PRELIMINARY = lazy(r"preliminary\s+list|provisional\s+agenda", re.IGNORECASE)


def find_letters(view: View) -> tuple[Letter, ...]:
    """The letters of a document, in order; empty for a document that is none."""
    text = view.text[: view.notes_start]
    edges = [*_starts(text), len(text)]
    return tuple(_letter(view, text, start, end) for start, end in pairwise(edges))


def _starts(text: str) -> Iterator[int]:
    """Where each circulated document begins: at the organ's name above "Distr.", or at the only title."""
    distributions = list(_DISTRIBUTION.finditer(text))
    floor = 0
    for number, distribution in enumerate(distributions):
        yield 0 if number == 0 else _masthead_start(text, floor, distribution.start())
        floor = distribution.end()
    if not distributions and _letter_title(text, 0, len(text)):
        yield 0


def _masthead_start(text: str, floor: int, distribution: int) -> int:
    """Where the run of names and symbols directly above "Distr." begins, not before `floor`.

    What ends a line of the document before it ("* A/78/50.") is no part of it.
    """
    start = gap_end = distribution
    low = max(floor, distribution - _ABOVE_DISTRIBUTION)
    for part in reversed(list(_MASTHEAD_PART.finditer(text, low, distribution))):
        if text[part.end() : gap_end].strip() or part[0].endswith((".", ",", ";")):
            break
        gap_end = part.start()
        line = text[max(low, text.rfind("\n", low, gap_end) + 1) : gap_end]
        if not line.strip() or (part["name"] and "\n" not in text[part.end() : distribution]):
            start = gap_end
    return start


def _letter(view: View, text: str, start: int, end: int) -> Letter:
    title = _letter_title(text, start, end)
    annexes = list(_annex_headings(text, title.end() if title else start, end))
    body_start = title.end() if title else start
    body_end = annexes[0].start() if annexes else end
    cover_end = title.start() if title else min(end, start + _MASTHEAD_LENGTH)
    distribution = _DISTRIBUTION.search(text, start, cover_end)
    return Letter(
        span=view.span(start, end),
        organs=tuple(dict.fromkeys(_organ(match) for match in _ORGAN.finditer(text, start, cover_end))),
        distributed=_distributed(view, text, distribution.end(), cover_end) if distribution else None,
        sessions=tuple(_ordinals(view, text, start, cover_end, "session")),
        council_years=tuple(_ordinals(view, text, start, cover_end, "year")),
        items=tuple(_cover_items(view, text, start, cover_end)),
        title=_title(view, title) if title else None,
        announced=tuple(_mentions(view, text, body_start, body_end)),
        closing=_closing(view, text, body_start, body_end),
        annexes=tuple(_annex(view, text, match, end) for match in annexes),
        symbols=tuple(_own_symbols(text, start, distribution.start() if distribution else start)),
    )


def _organ(match: re.Match[str]) -> str:
    return _ORGANS[" ".join(match[0].split())]


def _letter_title(text: str, start: int, end: int) -> re.Match[str] | None:
    """The title: the first that begins a paragraph or follows the agenda's last title, not an annex's.

    In an adopted text, and with a symbol behind the addressee, it is the title of an agenda item.
    """
    for match in _TITLE.finditer(text, start, min(end, start + _TITLE_WITHIN + 1000)):
        if match.start() > start + _TITLE_WITHIN or _ADOPTED_TEXT.search(text, start, match.start()):
            return None
        before = text[max(start, match.start() - 12) : match.start()]
        if not _OTHER_LETTER.search(before) and not _OF_A_SYMBOL.match(match["addressee"]):
            return match
    return None


def _title(view: View, match: re.Match[str]) -> LetterTitle | None:
    day = parse_date(match["date"])
    if not day:
        return None
    kind = " ".join(match["kind"].lower().split())
    return LetterTitle(
        span=view.span(*match.span()),
        date=DatedSpan(view.span(*match.span("date")), day),
        kind=kind,
        sender=" ".join(match["sender"].split()),
        addressee=" ".join(match["addressee"].split()),
    )


def _distributed(view: View, text: str, start: int, end: int) -> DatedSpan | None:
    for first, last, value in find_dates(text, start, min(end, start + 60)):
        return DatedSpan(view.span(first, last), value)
    return None


def _ordinals(view: View, text: str, start: int, end: int, what: str) -> Iterator[OrdinalLine]:
    """ "Seventy-ninth session" below the Assembly's name, "Eightieth year" below the Council's, on its own line.

    Below the name of another body the count is that body's own.
    """
    expected = "A" if what == "session" else "S"
    for match in _SESSION.finditer(text, start, end):
        number = ordinal(match["ordinal"])
        above = text[start : match.start("ordinal")]
        organs = list(_ORGAN.finditer(above))
        if not number or match["what"].lower() != what or _OTHER_BODY.search(above, organs[-1].end() if organs else 0):
            continue
        if not organs or _organ(organs[-1]) == expected:
            yield OrdinalLine(view.span(*match.span("ordinal")), expected, number)


def _cover_items(view: View, text: str, start: int, end: int) -> Iterator[ItemList]:
    for match in _ITEMS_ON_COVER.finditer(text, start, end):
        organs = [_organ(organ) for organ in _ORGAN.finditer(text, start, match.start())]
        yield ItemList(
            span=view.span(*match.span("list")),
            organ=organs[-1] if organs else None,
            numbers=number_list(match["list"]),
            preliminary=bool(match["preliminary"] or _PRELIMINARY.search(text, match.start(), match.end() + 40)),
        )


def _mentions(view: View, text: str, start: int, end: int) -> Iterator[AnnexMention]:
    for match in _MENTION.finditer(text, start, end):
        if _OF_ANOTHER.match(text, match.end(), end):
            continue
        labels = _labels(match["labels"]) if match["labels"] else ("",) if match["word"] == "annex" else ()
        yield AnnexMention(view.span(*match.span()), labels)


def _labels(written: str) -> tuple[str, ...]:
    parts = re.findall(_LABEL, written)
    if len(parts) == 2 and re.search(r"to|[-–]", written):
        low, high = (_label_number(part) for part in parts)
        if low and high and low < high:
            write = str if parts[0].isdigit() else to_roman
            return tuple(write(number) for number in range(low, high + 1))
    return tuple(parts)


def _label_number(label: str) -> int | None:
    return int(label) if label.isdigit() else roman(label)


def _closing(view: View, text: str, start: int, end: int) -> ClosingRequest | None:
    """The request for circulation: the last sentence before the annexes that asks for it."""
    span = _request(text, start, end)
    if not span:
        return None
    sentence = text[slice(*span)]
    items = []
    done = span[0]
    for match in _ITEMS_IN_REQUEST.finditer(text, *span):
        before = [_organ(organ) for organ in _ORGAN.finditer(text, span[0], match.start())]
        since = [_organ(organ) for organ in _ORGAN.finditer(text, done, match.start())]
        done = match.end()
        items.append(
            ItemList(
                span=view.span(*match.span("list")),
                organ=before[-1] if before else None,
                numbers=number_list(match["list"]),
                preliminary=bool(_PRELIMINARY.search(text, match.end(), match.end() + 40)),
                organs=tuple(dict.fromkeys(since)),
            )
        )
    annexes = re.search(r"\b(?:its|the|their)\s+(annex(?:es)?)\b", sentence)
    return ClosingRequest(
        span=view.span(*span),
        items=tuple(items),
        organs=tuple(dict.fromkeys(_organ(organ) for organ in _ORGAN.finditer(sentence))),
        annexes=0 if not annexes else 1 if annexes[1] == "annex" else 2,
    )


def _request(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The last sentence of text[start:end] that asks for circulation; each sentence is read once."""
    seen = seen_narrowly = end  # read with all marks from here on; with those of the other verbs
    for match in reversed(list(_CIRCULATION.finditer(text, start, end))):
        if match.start() >= (seen if match["circulated"] else seen_narrowly):
            continue
        first = sentence_start(text, match.start(), start)
        limit = min(end, match.end() + _SENTENCE_LENGTH)
        stop = _SENTENCE_STOP.search(text, match.end(), limit)
        last = stop.start() if stop else limit
        marks = _REQUEST_MARKS if match["circulated"] else _DOCUMENT_MARKS
        if marks.search(text, first, last) and _REQUEST_WORDS.search(text, first, last):
            return first, last
        seen_narrowly = first
        if match["circulated"]:
            seen = first
    return None


def _annex_headings(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Headings of annexes to this letter: the full form, or "Annex I" alone on its line.

    Behind "Annex" without a number, numbered headings are the annexed text's own; among numbered ones,
    that without a number is.
    """
    full = list(_ANNEX_TO.finditer(text, start, end))
    if full:
        return full
    alone = list(_ANNEX_ALONE.finditer(text, start, end))
    return alone[:1] if alone and not alone[0]["label"] else [heading for heading in alone if heading["label"]]


def _annex(view: View, text: str, match: re.Match[str], end: int) -> AnnexHeading:
    full = _TITLE.match(text, match.end(), end)  # behind a short heading the annex itself begins
    title = _title(view, full) if full else None
    finish = match.end() if title is None else match.end() + 1
    return AnnexHeading(view.span(match.start(), finish), match["label"] or "", title)


def _own_symbols(text: str, start: int, end: int) -> Iterator[str]:
    """The document's own symbol, where the masthead above "Distr." kept it."""
    done = start
    for place in _SYMBOL_START.finditer(text, start, end):
        if place.start() >= done:
            done, symbols = match_symbols(text[:end], place.start())
            yield from (symbol.canonical for symbol in symbols)
