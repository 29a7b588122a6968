"""Who wrote or sent a cited document, as the text says: in its description, or as a name before its title.

"letter dated 5 December 2023 from the Permanent Representative of X to the United Nations addressed to …",
"report of the Secretary-General (S/2004/814)", "Francis M. Deng, “Profiles in displacement”".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from refcheck.domain.dates import DATE_PATTERN
from refcheck.domain.patterns import lazy
from refcheck.extraction.found import Found, last_match, sentence_start
from refcheck.extraction.quotations import Passage
from refcheck.extraction.view import View
from refcheck.model import AuthorClaim, Kind

_LONGEST_LIST = 20  # members that one description is read for
_REACH = 400  # characters of a description before its symbol
_LONGEST_STOP = 60  # characters in which it shows whether a name ends
_DAYS = rf"(?:{DATE_PATTERN}|\d{{1,2}}(?:\s+[^\W\d_]{{3,9}})?(?=\s*,|\s+and\b))"
_NAME = r"(?:(?:Mr|Mrs|Ms|Dr)\.?\s+)?[A-ZÀ-Þ][\w.'’-]*(?:\s+(?:(?:de|van|von|bin|al|el)\s+)?[A-ZÀ-Þ][\w.'’-]*){1,3}"
GAP = r"(?:[^\S\n]+(?:\n[^\S\n]*)?|\n[^\S\n]*)"  # no blank line
WORD = (  # of a name, without the stop that ends a sentence; "(OSCE)" is part of a name
    r"(?:(?:[^\s.,،;؛:()“”\"«»\[\]，。；、–—]|\.(?=(?!”)[^\s\])\"]|,)|(?<=\b[A-Z])\.(?=\s+[A-ZÀ-Þ]))+|\([A-Z]{2,12}\))"
)


_NAME_WORDS = lazy(rf"{WORD}(?:{GAP}{WORD}){{0,40}}")


def name_end(text: str, start: int, end: int, stops: re.Pattern[str]) -> int:
    """Where the name that begins at `start` ends: before a sign, or before what `stops` finds with the space before it.

    `start` itself where no word begins there.
    """
    words = _NAME_WORDS.match(text, start, end)
    if not words:
        return start
    stop = stops.search(text, start, min(end, words.end() + _LONGEST_STOP))
    if not stop or stop.start() >= words.end():
        return words.end()
    return start + len(text[start : stop.start()].rstrip())


def _role(stops: str) -> str:
    """A group "author": words up to a sign, or up to one of the words that go on with something else."""
    return rf"(?P<author>{WORD}(?:{GAP}(?!(?:{stops})(?!\w)){WORD}){{0,40}})"


def _stops(words: str) -> re.Pattern[str]:
    """What `name_end` stops at."""
    return lazy(rf"\s(?:{words})(?!\w)")


_STOPS = r"addressed|dated|transmit\w+|concerning|regarding|submitt\w+|contain\w+|circulated|in\s+which|of\s+\d{1,4}"
_LETTER = lazy(
    rf"(?i:letters?|notes?\s+verbales?|communications?)\s+(?:(?:dated|of)\s+{_DAYS}(?:(?:\s*,\s*|\s*,?\s+and\s+){_DAYS})*,?\s+)?"
    r"from\s+(?:the\s+)?(?=[A-ZÀ-Þ])"
)
_LETTER_STOPS = _stops(
    _STOPS + r"|enclosing|informing|on\s+the"
    r"|to\s+(?:the\s+)?(?:Secretary-General|President|Chair\w*|Security\s+Council|General\s+Assembly)"
)
_REPORT = lazy(
    r"(?:(?i:reports?|statements?|memorand(?:um|a)|study|opinion|message|remarks|working\s+paper)\s+(?:of|by|from)"
    r"|(?i:notes?)\s+by)\s+(?:the\s+)?(?=[A-ZÀ-Þ]|independent|high-level|special|joint)"
)
_REPORT_STOPS = _stops(
    _STOPS + r"|entitled|titled|issued|prepared|pursuant|to\s+the|for\s+(?:the\s+)?\d+|on\s+(?:his|her|its|their)"
)
_NOUNS = (  # with the pattern that begins there, a letter before, and what ends the name behind it
    (("etter", "ote verbale", "otes verbale", "ommunication"), _LETTER, _LETTER_STOPS),
    (
        ("eport", "tatement", "ote by ", "otes by ", "emorand", "tudy", "pinion", "essage", "emarks", "orking paper"),
        _REPORT,
        _REPORT_STOPS,
    ),
)
# A body that is named by what it works on: its "on …" belongs to the name.
_NAMED_BY_SUBJECT = lazy(
    r"(?:Rapporteurs?|Experts?|Advis[eo]rs?|Envoys?|Groups?|(?<!Advisory )Committees?"
    r"|Commissions?|Conferences?|Panels?|Forum|Task\s+Force|Commissioners?|Office|Programme|Mission)\Z"
)
_ON = lazy(r"\s+on\s+")
_THEN_NAME = lazy(rf",\s+(?P<name>{_NAME})(?=\s*[,:;(]|\s*\Z|\s+(?:on|addressed|dated|submitted)\b)")
_ABROAD = (  # each with a literal that stands in every match
    (
        "ettre",
        lazy(
            rf"\b[Ll]ettres?\s+(?:identiques\s+)?(?:datées?|en\s+date)\s+du\s+{DATE_PATTERN},?\s+(?:et\s+)?adressées?"
            r"\s+(?:à|au)\s+[^;()]{3,120}?\s+par\s+(?:le\s+|la\s+|l['’])?" + _role("en date|transmettant")
        ),
    ),
    (
        "apport",
        lazy(
            r"\b[Rr]apports?\s+(?:du\s+|de\s+la\s+|de\s+l['’]|des\s+)(?!\d)"
            + _role(r"sur|relatif|intitulé|publié|établi|présenté|en\s+date|daté|du\s+\d{1,4}")
        ),
    ),
    (
        "arta",
        lazy(
            rf"\b[Cc]artas?\s+(?:idénticas\s+)?de\s+fecha\s+{DATE_PATTERN},?\s+dirigidas?\s+(?:al?|a\s+la)"
            r"\s+[^;()]{3,120}?\s+por\s+(?:el\s+|la\s+)?" + _role("de fecha")
        ),
    ),
    (
        "nforme",
        lazy(
            r"\b[Ii]nformes?\s+(?:del\s+|de\s+la\s+|de\s+los\s+)(?!\d)"
            + _role(r"sobre|relativo|titulado|de\s+fecha|de\s+\d{1,4}")
        ),
    ),
    ("исьм", lazy(r"\b[Пп]исьм\w{1,3}\s+(?!от\s)" + _role(r"от\s+\d{1,2}|на\s+имя"))),
    ("оклад", lazy(r"\b[Дд]оклад\w{0,3}\s+(?!от\s|об?\s)" + _role("от|об?|по"))),
    (
        "رسا",
        lazy(
            rf"(?:رسالة|رسالتان|رسائل)\s+(?:مؤرخة|مؤرختان)\s+{DATE_PATTERN}\s+(?:(?:و)?موجهة\s+)?"
            r"(?:إلى\s+[^؛()]{3,120}?\s+)?من\s+" + _role("وموجهة|يحيل")
        ),
    ),
    ("تق", lazy(r"(?:تقرير|تقارير)\s+" + _role("عن|المؤرخ|بشأن"))),
    ("信", lazy(rf"{DATE_PATTERN}(?P<author>[^，。；、()]{{2,60}}?)(?:给|致)[^，。；()]{{2,40}}的(?:同文)?信")),
    ("报告", lazy(rf"(?P<author>[\u4e00-\u9fff]{{2,20}}?)(?:{DATE_PATTERN})?的?报告")),
)
_UNFINISHED = (" on", " of", " the", " for", " in", " to", " and", " by")  # what follows belongs to the name
_ABROAD_SIGNS = frozenset("éáóíñоا的")  # one of them stands in any text in those languages
# What stands between a description and its symbol; in a table the symbol is that of the next row.
_LEADS_TO = lazy(
    r"(?:[(,:–—]\s*[*_]*(?:(?:see|issued\s+as|document|contained\s+in|symbol)\s+)*"
    r"|(?<=[^\s])[^\S\n]+(?:document\s+)?|\s+in\s+document\s+)\Z",
    re.IGNORECASE,
)
_TRANSPARENT = (Kind.RESOLUTION, Kind.TREATY)
_SUBMITTED = lazy(r"\b(?:pursuant\s+to|accordance\s+with|submitted|requested|mandated|under|by)\b[^;]{0,60}\Z")
_SIGNAL = lazy(
    r"\s*(?:(?:See|Cf|As\s+cited\s+in|Voir|Véase|См)\b\.?(?:\s+also)?(?:,\s*(?:for\s+example|inter\s+alia|e\.g\.))?,?\s+)?",
    re.IGNORECASE,
)
_BEFORE_TITLE = lazy(r"(?P<author>[A-ZÀ-ÞА-Я][^“”\"«»;()\d]{2,120}?),\s+[*_]*\Z")
_DESCRIBED = lazy(
    r"\b(?:available|press\s+release|reports?|letters?|resolution|statement|article|interview|ibid|at|in)\b",
    re.IGNORECASE,
)
_WRITER = lazy(
    r"(?P<author>(?:[A-Z]\.[\s-]?){1,3}[A-ZÀ-Þ][\w’'-]+(?:\s+and\s+(?:[A-Z]\.\s?){1,3}[A-ZÀ-Þ][\w’'-]+)*),\s"
)


def author_of(
    view: View, found: Sequence[Found], group: tuple[int, int], index: int, title: Passage | None
) -> AuthorClaim | None:
    """The author that the text gives for found[index]; `group` is the first and last of the list it is a member of."""
    item, (first, last) = found[index], group
    if item.kind is Kind.WORK:
        if last - first > _LONGEST_LIST or any(other.kind is not Kind.WORK for other in found[first : last + 1]):
            first = last = index
        return _described(view, found[first].start, found[last].end, inside=True) or _named_first(
            view, item.start, item.end, title
        )
    low, _ = view.segment(item.start)
    low = max(low, _floor(view, found, first), found[first].start - _REACH)
    if item.kind is not Kind.URL:
        claim = _described(view, low, found[first].start)
        if claim:
            return claim
    return _named_first(view, low, item.start, title) if title and title.start > low else None


def _floor(view: View, found: Sequence[Found], first: int) -> int:
    """Where the description of a citation begins at the earliest: behind the source before it.

    What it was submitted under is no source of its own: "report of X, submitted pursuant to resolution 1998/50 (…)".
    """
    start = found[first].start
    place = first - 1
    while place >= 0 and found[place].kind in _TRANSPARENT and start - found[place].start < _REACH:
        if not _SUBMITTED.search(view.text, max(0, found[place].start - 80), found[place].start):
            break
        place -= 1
    behind = found[place].end if place >= 0 and found[place].end <= start else 0
    return max(behind, view.text.rfind(";", max(0, start - _REACH), start) + 1)


def _described(view: View, low: int, high: int, *, inside: bool = False) -> AuthorClaim | None:
    """The author in the description that ends at `high`, of its last sentence: "report of the Secretary-General"."""
    text = view.text
    leads = inside or _LEADS_TO.search(text, max(low, high - 40), high)
    for nouns, pattern, stops in _NOUNS if leads else ():
        start = _last_at(pattern, nouns, text, low, high)
        if start is not None:
            end = _end(text, start, name_end(text, start, high, stops), high)
            whole = not text.endswith(_UNFINISHED, start, end) and "[" not in text[end:high]
            return _claim(view, start, end) if inside or whole else None
    if not _ABROAD_SIGNS.isdisjoint(view.rare):
        for noun, pattern in _ABROAD:
            if text.find(noun, low, high) >= 0:
                match = last_match(pattern, text, low, high)
                if match:
                    return _claim(view, *match.span("author"))
    return None


def _last_at(pattern: re.Pattern[str], nouns: Sequence[str], text: str, low: int, high: int) -> int | None:
    """Where the name begins in the last description with one of the nouns, in the sentence that ends at `high`."""
    places = sorted({place - 1 for noun in nouns if (place := text.rfind(noun, low, high)) > low}, reverse=True)
    for place in places:
        match = pattern.match(text, place, high)
        if match:
            return match.end() if sentence_start(text, high, match.start()) == match.start() else None
    return None


def _end(text: str, start: int, end: int, high: int) -> int:
    """Where the author's name ends: a subject ("on …") is part of it for some, a person's name behind it always."""
    name = _THEN_NAME.match(text, end, high) if text[end : end + 1] == "," else None
    for on in _ON.finditer(text, start, end):
        if not name and not _NAMED_BY_SUBJECT.search(text, start, on.start()):
            return on.start()
    return name.end("name") if name else end


def _named_first(view: View, low: int, high: int, title: Passage | None) -> AuthorClaim | None:
    """The name that opens a source: before its title in quotation marks, or as initials and surname."""
    text = view.text
    if low < view.notes_start and not title:
        return None
    signal = _SIGNAL.match(text, low, high)
    start = signal.end() if signal else low
    if title:
        match = _BEFORE_TITLE.match(text, start, title.start - 1) if low >= view.notes_start else None
        return _claim(view, *match.span("author")) if match and not _DESCRIBED.search(match["author"]) else None
    match = _WRITER.match(text, start, high)
    return _claim(view, *match.span("author")) if match else None


def _claim(view: View, start: int, end: int) -> AuthorClaim:
    return AuthorClaim(" ".join(view.text[start:end].split()), view.span(start, end))
