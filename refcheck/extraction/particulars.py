"""What the text says of a citation: its date, its pinpoints, its title, its author."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from refcheck.domain.dates import DATE_PATTERN, DATES_PATTERN, MONTHS, date_list, find_dates, parse_date
from refcheck.domain.patterns import lazy
from refcheck.extraction import bodies
from refcheck.extraction.authors import author_of
from refcheck.extraction.found import Found, last_match, sentence_start
from refcheck.extraction.quotations import Passage, is_said
from refcheck.extraction.titles import described_before, quoted_title, title_behind
from refcheck.extraction.view import View
from refcheck.model import AuthorClaim, DateClaim, DateKind, Kind, Pinpoint, TitleClaim, Unit

_WORDS: Mapping[Unit, str] = {
    Unit.PARA: "paragraph paragraphs para para. paras paras. par par. pars. paragraphe paragraphes párr. párrs. "
    "párrafo párrafos п. пп. пункт пункта пункты пунктах пункте пунктов الفقرة الفقرات الفقرتان الفقرتين",
    Unit.PAGE: "page pages p. pp. pág. págs. página páginas с. стр. страница الصفحة الصفحات ص",
    Unit.SECTION: "section sections sect. sects. secc. sección разд. раздел раздела الفرع",
    Unit.CHAPTER: "chapter chapters chap. chaps. chapitre cap. capítulo гл. глава главы الفصل",
    Unit.ARTICLE: "article articles art. arts. artículo artículos ст. статья статьи статье المادة المواد",
    Unit.ANNEX: "annex annexes annexe anexo anexos приложение приложения المرفق",
    Unit.FOOTNOTE: "footnote footnotes сноска сноски الحاشية",
}
_UNITS = {word: unit for unit, words in _WORDS.items() for word in words.split()}
_CHINESE_UNITS = {
    "段": Unit.PARA,
    "页": Unit.PAGE,
    "頁": Unit.PAGE,
    "条": Unit.ARTICLE,
    "條": Unit.ARTICLE,
    "章": Unit.CHAPTER,
}
_PLACE = r"(?:\d{1,4}(?:\.\d{1,3})*(?:\s?\((?:[a-z]{1,4}|\d{1,2})\))*|[IVXLC]{1,6}(?![A-Za-z/])|[A-Z](?![A-Za-z/]))"
_NOT_A_DAY = rf"(?!\s+(?:de\s+)?(?:{'|'.join(MONTHS)})\b)(?!\d)"
_BETWEEN_PLACES = r"(?:\s?[-–—]\s*|\s*[,،]\s*(?:and\s+)?|\s+(?:and|or|to|et|à|y|a|и|و)\s+)"
# "9 (a) to (d)": of the paragraph before it; where words go on ("(a), (b) the parties"), the letter is theirs.
_LETTER = r"\([a-z]{1,4}\)(?=\s*(?:[,.;:)\]”\"*_]|$|(?:and|or|to|of|in|et|y|и)\s))"
_PLACE_LIST = rf"{_PLACE}{_NOT_A_DAY}(?:{_BETWEEN_PLACES}{_PLACE}{_NOT_A_DAY})*(?:(?<=\)){_BETWEEN_PLACES}{_LETTER})*"
_PLACES = lazy(rf"\s*{_PLACE_LIST}")
_WORD_BEFORE_PLACE = lazy(r"(?<![^\W\d_])[^\W\d_]{1,11}+\.?+(?=\s*[\dA-Z])")
_UNIT_WORD = lazy(
    r"\s*[,،]?\s*(?:(?:and|at|in|with|see|et|y|и|в|del?|du|aux?|en\s+el)\s+)?(?:operative\s+)?(?P<word>[^\W\d_]{1,11}\.?)(?=[\s,.;)\d]|$)",
)
_NEW_LINE = lazy(r"[ \t]*\n\s*(?P<first>\S)")
_BELOW_ANNEX = lazy(r"\.[ \t]*\n|[ \t]*\n\s*(?:\d|[IVXLC]+\.)")  # the next note or heading, not the annex's number
_CHINESE = lazy(r"\s?(?:决议|決議)?(?:执行部分)?第\s?(?P<places>\d[\d\s、,和至-]*)(?P<word>[段页頁条條章])")
_RANGE = lazy(
    rf"(?P<first>{_PLACE}|(?<=[\s,،–—-])\([a-z]{{1,4}}\))"
    rf"(?:(?:\s*[-–—至]\s*|\s+(?:to|à|a|до)\s+)(?P<last>{_PLACE}|\([a-z]{{1,4}}\)))?"
)
_BRACKETS = lazy(r"\((\w+)\)")
_SMALL_ROMAN = lazy(r"[ivx]+")
_ADOPTED = lazy(
    r"\s*[,،]?\s*(?P<verb>(?:which\s+was\s+)?adopted\s+(?:unanimously\s+|by\s+[^,.;()]{1,50}?\s+)?(?:at\s+its\s+[^,.;]{1,50},?\s+)?on"
    r"|of|dated|en\s+date\s+du|du|adoptée\s+le|de(?:\s+fecha)?|aprobada\s+el|от|المؤرخ(?:ة)?)"
    rf"\s+(?P<date>{DATE_PATTERN})(?:\s+года)?",
)
_DATE_BEFORE_NUMBER = lazy(rf"(?P<date>{DATE_PATTERN})(?:的)?\s?$")  # 大会1993年12月20日第48/114号决议
# "On 29 July 1993, the Security Council adopted resolution 853 (1993)".
_ADOPTED_BEFORE = lazy(
    rf"\b(?:[Oo]n|[Ll]e|[Ee]l)\s+(?P<date>{DATE_PATTERN}),?\s+"
    r"(?:the\s+|le\s+|la?\s+|l[’']|el\s+)?(?:United\s+Nations\s+)?(?:(?:Security|Human\s+Rights)\s+)?(?:Council|(?:General\s+)?Assembly"
    r"|Conseil(?:\s+de\s+sécurité)?|Assemblée(?:\s+générale)?|Consejo(?:\s+de\s+Seguridad)?|Asamblea(?:\s+General)?)\s+"
    r"(?:unanimously\s+)?(?:adopted|a\s+adopté|aprobó)(?:\s+unanimously)?\s+(?:its\s+|the\s+|sa\s+|la\s+|su\s+)?"
    r"(?:(?:resolution|résolution|resolución)\s+)?\Z"
)
_ADOPTED_WORDS = ("adopted", "adopté", "aprobó")
_BARE_DATE = lazy(rf"\s*,?\s*\(?(?:dated\s+|of\s+)?(?P<date>{DATE_PATTERN})(?:\)|(?![\d–-]))")
_DATE_JUST_BEFORE = lazy(rf"(?P<date>{DATE_PATTERN})\s*[,:(–—-]?\s*\Z")
_PAIR = lazy(rf"\)\s*(?:[,;،]\s*)?(?:(?:and|or|et|ou|y|и|و)\s*)?(?:(?:of|du|del?|от)\s+)?(?P<date>{DATE_PATTERN})\s*\(")
_LONGEST_DATE = 40
_ENDS_DATE = lazy(r"\s*(?:[,.;:)\]*_”\"]|$)|[ \t]*\n|\s+(?:paras?|pp?|párrs?|пп?)\b")
_DATED_BEHIND = frozenset({Kind.RESOLUTION, Kind.SYMBOL, Kind.CUSTOM})
_DATED_INSIDE = frozenset({Kind.ICJ, Kind.WORK})
_ENDS = ".;:!?"  # behind which nothing belongs to the citation any more
_BLANK_LINE = lazy(r"\n[ \t]*\n(?!\s*[a-z(])")  # a page break inside a sentence is none
_LONGEST_AHEAD = 120
_LONGEST_LINK = 30
_LINKING = frozenset({"of", "to", "in", "the", "its", "that", "de", "la", "du", "del", "l’", "l'"})
_AHEAD = lazy(
    rf"(?<![^\W_])(?P<word>[^\W\d_]{{1,11}}\.?)\s+(?P<places>{_PLACE_LIST})"
    r"(?P<annex>\s+of\s+(?:the\s+|its\s+)?annex(?:\s+(?P<label>[IVX]{1,5}))?)?"
    r"\s+(?:of|to|in|de|du|del)\s+(?:the\s+|its\s+|that\s+|la\s+|l['’])?\Z"
)
_LEAD = lazy(r"\s*[,،]?\s*(?P<sign>\S?)")  # the sign tells which forms can follow
_CLOSERS = ')]”"»'
_CLOSE = lazy(rf"\s*[{re.escape(_CLOSERS)}]+")
_RESPECTIVELY = lazy(r",?\s+respectively")
_DATED_BEFORE = (  # a word that stands in every match, and the description with its dates
    (
        "dated",
        lazy(
            r"\b(?=[LNCRSlncrs])(?:[Ll]etters?|[Nn]otes?\s+verbales?|[Cc]ommunications?|[Rr]eports?|[Ss]tatements?)\b"
            rf"[^.;]{{0,200}}?\bdated\s+(?P<dates>{DATES_PATTERN})"
        ),
    ),
    (
        "dat",
        lazy(
            r"\b(?:[Ll]ettres?|[Nn]otes?\s+verbales?|[Rr]apports?)\b"
            rf"[^.;]{{0,200}}?\b(?:datée?s?|en\s+date)\s+du\s+(?P<dates>{DATES_PATTERN})"
        ),
    ),
    (
        "fecha",
        lazy(
            r"\b(?:[Cc]artas?|[Nn]otas?\s+verbales?|[Ii]nformes?)\b"
            rf"[^.;]{{0,200}}?\bde\s+fecha\s+(?P<dates>{DATES_PATTERN})"
        ),
    ),
    (" от ", lazy(rf"\b(?:[Пп]исьм|[Вв]ербальн)\w+\b[^.;]{{0,200}}?\bот\s+(?P<dates>{DATES_PATTERN})")),
    ("مؤرخ", lazy(rf"رسا\w{{2,4}}\b[^.;]{{0,200}}?مؤرخ\w{{0,3}}\s+(?P<dates>{DATES_PATTERN})")),
    ("日", lazy(rf"(?P<dates>{DATES_PATTERN})(?=[^。；;（(]{{0,80}}?(?:信|照会)\s?[（(]\Z)")),
)
# What may follow the date before the symbol: who wrote and to whom. Where another document or a clause begins
# ("in which he recalled the report"), the symbol is that document's.
_FROM_WHOM = lazy(
    r"\s*(?:[,*_(\[]|$|(?:from|by|of|to|addressed|sent|transmitted|signed|on\s+behalf|contained|issued|circulated)\b"
    r"|[^\x00-\x7f]|[a-zà-ÿ]{3,}d[ao]s?\b|adressée?s?\b|d[eu]\b|par\b|года\b)"
)
_NEXT_LINE = lazy(r"[^\s,(\[–-][ \t]*\n\s*\Z")
_ANOTHER_THING = lazy(
    r"\b(?:which|that|wherein|whereby|who|whom|I|we|he|she|it|they|his|her|their|refer\w*|reports?|letters?|notes?"
    r"|statements?|resolutions?|decisions?|declarations?|communications?|records?|drafts?|laquelle|lesquelles|lequel|dont|que"
    r"|qui|rapports?|lettres?|déclarations?|résolutions?|informes?|cartas?|resolución|resoluciones|declaración|cual(?:es)?"
    r"|(?:concerning|regarding|about|on|to)\s+documents?|котор\w+|доклад\w*|письм\w*|резолюц\w+|заявлен\w+)\b|التي|الذي|تقرير|قرار|بيان"
)
_LONGEST_LIST = 20  # members that dates are dealt to
_LETTERS = ("letter", "identical", "note", "communication", "lettre", "carta", "письм", "رسال", "الرسال")
# Behind the noun only the issuer's name: in "report on the attack of 3 May (…)" the date is not the report's.
_OF_BEFORE = lazy(
    r"\b(?P<noun>[Ss]tatement|[Rr]eport|[Ll]etter|[Nn]ote|[Cc]ommunication|[Mm]eeting|[Rr]ecord)s?"
    r"(?:\s+(?:by|of|from)(?:\s+(?:the|its|of|for|on|and|to|[A-Z][\w’'-]*))+?)?"
    rf"(?:\s+of|,?\s+(?:issued|published|circulated)\s+on)\s+(?P<date>{DATE_PATTERN})"
    r"(?P<tail>\s+(?:from|addressed\s+to)\s[^.;()\d]{1,160})?\Z"
)
# "and article 3 of the Covenant": the place is in what follows, not in what stands before.
_OWNER = lazy(r"\s+of\s+(?:the|that|its|his)\b")
_TITLE_LENGTH = (8, 300)
_DESCRIBED = frozenset({Kind.SYMBOL, Kind.URL, Kind.WORK, Kind.CUSTOM})  # what has a title and an author
_BETWEEN_MEMBERS = lazy(r"[\s,;]*(?:and\s+|or\s+|&\s+)?")


class Particulars(NamedTuple):
    """The claims about one citation; empty where the text makes none."""

    pinpoints: tuple[Pinpoint, ...] = ()
    date: DateClaim | None = None
    title: TitleClaim | None = None
    author: AuthorClaim | None = None


def read_particulars(view: View, found: Sequence[Found], passages: Sequence[Passage]) -> list[Particulars]:
    """The particulars of each citation, in the same order. `found` is sorted and free of overlaps.

    `passages` is what stands in quotation marks; some of it is a title.
    """
    groups = _groups(view, found)
    result = []
    for index, item in enumerate(found):
        if item.origin is not None:
            result.append(Particulars())
            continue
        limit = _limit(view, found, index)
        earlier = result[-1].date if result else None
        date, pinpoints = _behind(view, item, limit, earlier)
        if not pinpoints and groups[index] == (index, index):
            pinpoints = _ahead(view.text, item)
        if item.kind in _DATED_INSIDE:
            date = _inside(view, item) or _of_list(view, found, groups[index], index) or date
        if item.kind is Kind.WORK:
            pinpoints = tuple(_pinpoints_inside(view.text, item.start, item.end))
        if date is None and item.kind is Kind.RESOLUTION and groups[index] == (index, index):
            date = _adopted_before(view, item)
        if date is None and item.kind is Kind.SYMBOL:
            date = (
                _before(view, found, groups[index], index)
                or _of_before(view, found, index)
                or _next_of_pairs(view, found, index, earlier)
            )
        respectively = _respectively(view, found, groups[index], index)
        quoted = _title(view, found, index, passages)
        title = _title_claim(view, found, index, limit, quoted)
        has_author = item.kind in _DESCRIBED and not any("/RES/" in form for form in item.canonical)
        author = author_of(view, found, groups[index], index, quoted) if has_author else None
        result.append(Particulars(respectively or pinpoints, date, title, author))
    return result


def _limit(view: View, found: Sequence[Found], index: int) -> int:
    """Where the citation's own tail ends at the latest: the next citation, or its segment's end."""
    end = found[index].end
    _, high = view.segment(found[index].start)
    limit = min(high, end + 400)
    # Citations that stand outside the view come last.
    following = found[index + 1] if index + 1 < len(found) else None
    if following is not None and following.origin is None:
        limit = min(limit, following.start)
    blank = _BLANK_LINE.search(view.text, end, limit)
    return blank.start() if blank else limit


def _behind(
    view: View, item: Found, limit: int, earlier: DateClaim | None
) -> tuple[DateClaim | None, tuple[Pinpoint, ...]]:
    """Date and pinpoints that follow the citation: ", adopted on 29 July 1993, para. 3".

    `earlier` is the date of the citation before.
    """
    text, position = view.text, item.end
    date: DateClaim | None = None
    if item.kind is Kind.RESOLUTION:
        position = bodies.skip_body(text, position)
        low = max(0, item.start - 16)
        before = _DATE_BEFORE_NUMBER.search(text, low, item.start) if text.find("年", low, item.start) >= 0 else None
        if before and "年" in before[0]:
            date = _claim(view, before, DateKind.ADOPTION)
    pinpoints: list[Pinpoint] = []
    dated = item.kind in _DATED_BEHIND
    while position < limit and text[position] not in _ENDS:
        lead = _LEAD.match(text, position, limit)
        sign = lead["sign"] if lead else ""
        if sign.isalpha():
            adopted = _ADOPTED.match(text, position, limit) if dated and date is None else None
            if adopted:
                kind = DateKind.LETTER if adopted["verb"] == "dated" else DateKind.ADOPTION
                date = _claim(view, adopted, kind)
                position = adopted.end()
                continue
            end, places = _pinpoints_at(text, position, limit)
            if not places or _OWNER.match(text, end, limit):
                break
            pinpoints += places
            position = end
            continue
        bare = _BARE_DATE.match(text, position, limit) if dated and date is None and sign not in _CLOSERS else None
        if (
            bare
            and item.kind is not Kind.RESOLUTION
            and not _opens_range(text, bare)
            and not _is_of_next(view, item, bare, position, earlier)
        ):
            date = _claim(view, bare, DateKind.ISSUE)
            position = bare.end()
            continue
        close = _CLOSE.match(text, position, limit)
        if not close or item.kind is Kind.URL:
            break
        position = close.end()
    return date, tuple(pinpoints)


def _ahead(text: str, item: Found) -> tuple[Pinpoint, ...]:
    """The pinpoints that stand before the citation: "paragraph 3 of the annex to", "paras. 3 and 4 of its"."""
    low = max(0, item.start - _LONGEST_AHEAD)
    words = text[max(low, item.start - _LONGEST_LINK) : item.start].split()
    if not words or words[-1].lower() not in _LINKING:
        return ()
    while words and words[-1].lower() in _LINKING:
        words.pop()
    if (
        words
        and words[-1] != "annex"
        and not (words[-1][-1] == ")" or words[-1][-1].isdigit() or words[-1][-1].isupper())
    ):
        return ()  # no place ends so
    ahead = _AHEAD.search(text, low, item.start)
    unit = _unit(ahead["word"]) if ahead else None
    if not ahead or not unit or unit is Unit.PAGE:
        return ()
    annex = (Pinpoint(Unit.ANNEX, ahead["label"] or "", ahead["label"] or ""),) if ahead["annex"] else ()
    return (*annex, *_places(unit, ahead["places"]))


def _opens_range(text: str, date: re.Match[str]) -> bool:
    return bool(re.match(r"\s*(?:to|until|[-–—])\s*\d", text[date.end() : date.end() + 12]))


def _is_of_next(view: View, item: Found, date: re.Match[str], position: int, earlier: DateClaim | None) -> bool:
    """Whether a date is that of what follows: "3 August 2011 (S/PRST/2011/16), 21 March 2012 (S/PRST/2012/6)"."""
    text = view.text
    lead = text[date.start() : date.start("date")]
    if "(" in lead and date[0].endswith(")"):
        return False  # in brackets of its own
    just_before = _DATE_JUST_BEFORE.search(text, max(0, item.start - _LONGEST_DATE), item.start)
    if just_before and not (earlier and earlier.span == view.span(*just_before.span("date"))):
        return True
    if ")" not in text[item.end : position]:
        return False
    return ("\n" in lead and "," not in lead) or not _ENDS_DATE.match(text, date.end())


def _claim(view: View, match: re.Match[str], kind: DateKind) -> DateClaim | None:
    value = parse_date(match["date"])
    return DateClaim(value, kind, view.span(*match.span("date"))) if value else None


def _inside(view: View, item: Found) -> DateClaim | None:
    dates = list(find_dates(view.text, item.start, item.end))
    if not dates:
        return None
    start, end, value = dates[-1]
    return DateClaim(value, _kind_inside(view, item), view.span(start, end))


def _kind_inside(view: View, item: Found) -> DateKind:
    if item.kind is Kind.ICJ:
        return DateKind.DECISION
    is_letter = view.text[item.start : item.start + 12].lower().startswith(_LETTERS)
    return DateKind.LETTER if is_letter else DateKind.ISSUE


def _of_list(view: View, found: Sequence[Found], group: tuple[int, int], index: int) -> DateClaim | None:
    """The date of a member that has only its day: the first of "letters dated 20 and 21 November 2024"."""
    first, last = group
    dates = date_list(view.text, found[first].start, found[last].end) if last - first < _LONGEST_LIST else []
    if len(dates) != last - first + 1:
        return None
    start, end, value = dates[index - first]
    return DateClaim(value, _kind_inside(view, found[first]), view.span(start, end))


def _pinpoints_at(text: str, position: int, limit: int) -> tuple[int, list[Pinpoint]]:
    """The pinpoints written at `position` (", paras. 86, 91 and 107"), and where they end."""
    chinese = None if text[position : position + 1].isascii() else _CHINESE.match(text, position, limit)
    if chinese:
        return chinese.end(), _places(_CHINESE_UNITS[chinese["word"]], chinese["places"])
    word = _UNIT_WORD.match(text, position, limit)
    unit = _unit(word["word"]) if word else None
    line = _NEW_LINE.match(text, position)
    if not word or not unit or (line and line["first"].isupper()):  # "Footnote 12" below "resolution 74/146"
        return position, []
    end = word.start("word") + len(word["word"].rstrip("."))
    below = unit is Unit.ANNEX and _BELOW_ANNEX.match(text, end)
    places = None if below else _PLACES.match(text, word.end(), limit)
    if places:
        return places.end(), _places(unit, places[0])
    # "A/34/460, annex": the annex alone is a place; a word without a number is none.
    return end, [Pinpoint(unit, "", "")] if unit is Unit.ANNEX else []


def _unit(word: str) -> Unit | None:
    word = word.lower()
    return _UNITS.get(word) or _UNITS.get(word.rstrip("."))


def _pinpoints_inside(text: str, start: int, end: int) -> Iterator[Pinpoint]:
    for word in _WORD_BEFORE_PLACE.finditer(text, start, end):
        unit = _unit(word[0])
        places = _PLACES.match(text, word.end(), end) if unit else None
        if unit and places:
            yield from _places(unit, places[0])


def _places(unit: Unit, written: str) -> list[Pinpoint]:
    places = []
    before = ""
    for place in _RANGE.finditer(written):
        first, last = _tidy(place["first"]), _tidy(place["last"] or "")
        first = _beside(before, first) if first.startswith("(") else first
        last = _beside(first, last) if last.startswith("(") else last
        before = last or first
        places.append(Pinpoint(unit, first, _full_end(first, last) if last else first))
    return places


def _beside(place: str, letter: str) -> str:
    """The place with another letter: "9(a)" and "(c)" → 9(c); "9(a)(i)" and "(ii)" → 9(a)(ii), and "(b)" → 9(b)."""
    number, *brackets = [place.partition("(")[0], *_BRACKETS.findall(place)]
    nested = len(brackets) > 1 and _SMALL_ROMAN.fullmatch(letter.strip("()")) and _SMALL_ROMAN.fullmatch(brackets[-1])
    kept = "".join(f"({bracket})" for bracket in brackets[:-1]) if nested else ""
    return f"{number}{kept}{letter}"


def _tidy(place: str) -> str:
    return "".join(place.split())


def _full_end(first: str, last: str) -> str:
    """The end of a shortened range: "116–17" ends at 117."""
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        return first[: len(first) - len(last)] + last
    return last


def _groups(view: View, found: Sequence[Found]) -> list[tuple[int, int]]:
    """For each citation the run of neighbours [first, last] joined only by commas and "and"."""
    groups: list[tuple[int, int]] = []
    for index, item in enumerate(found):
        if index + 1 == len(found) or not _are_joined(view.text, item, found[index + 1]):
            first = len(groups)
            groups += [(first, index)] * (index + 1 - first)
    return groups


def _are_joined(text: str, item: Found, following: Found) -> bool:
    if item.origin is not None or following.origin is not None:
        return False
    return _BETWEEN_MEMBERS.fullmatch(text, item.end, following.start) is not None


def _before(view: View, found: Sequence[Found], group: tuple[int, int], index: int) -> DateClaim | None:
    """The date in a description before the symbol: "the letters dated D and E from X (first and second)"."""
    first, last = group
    text, high = view.text, found[first].start
    low, _ = view.segment(high)
    floor = max(low, found[first - 1].end if first else 0)
    floor = max(floor, sentence_start(text, high, low))
    described = next(
        (
            match
            for word, pattern in _DATED_BEFORE
            if text.find(word, floor, high) >= 0
            for match in [last_match(pattern, text, floor, high)]
            if match
        ),
        None,
    )
    if not described or not _is_followed_by_people(text, described.end(), high):
        return None
    dates = date_list(text, *described.span("dates"))
    if len(dates) != last - first + 1:
        return None
    start, end, value = dates[index - first]
    return DateClaim(value, DateKind.LETTER, view.span(start, end))


def _adopted_before(view: View, item: Found) -> DateClaim | None:
    """The date in "On 29 July 1993, the Security Council adopted" before one resolution."""
    low = max(view.segment(item.start)[0], item.start - _LONGEST_AHEAD)
    if not any(view.text.find(word, low, item.start) >= 0 for word in _ADOPTED_WORDS):
        return None
    adopted = _ADOPTED_BEFORE.search(view.text, low, item.start)
    return _claim(view, adopted, DateKind.ADOPTION) if adopted else None


def _is_followed_by_people(text: str, start: int, end: int) -> bool:
    """Whether text[start:end], from a letter's date to a symbol, says only who wrote it and to whom.

    In a list or table the symbol that begins the next line is that of the next document.
    """
    if _NEXT_LINE.search(text, start, end):
        return False
    return bool(_FROM_WHOM.match(text, start, end)) and not _ANOTHER_THING.search(text, start, end)


def _of_before(view: View, found: Sequence[Found], index: int) -> DateClaim | None:
    """The date in "the statement by the President of the Security Council of 28 October 2004 (S/PRST/2004/40)"."""
    start = found[index].start
    low, _ = view.segment(start)
    floor = max(low, start - 160, found[index - 1].end if index else 0)
    before = view.text[floor:start].rstrip()
    if not before.endswith(("(", "[")):
        return None
    end = floor + len(before[:-1].rstrip(" \t\r\n,"))
    described = _OF_BEFORE.search(view.text, floor, end)
    if described and described["tail"] and _ANOTHER_THING.search(described["tail"]):
        return None
    kind = DateKind.LETTER if described and described["noun"].lower().startswith(("letter", "note")) else DateKind.ISSUE
    return _claim(view, described, kind) if described else None


def _next_of_pairs(view: View, found: Sequence[Found], index: int, earlier: DateClaim | None) -> DateClaim | None:
    """The date of a further member in "the statements of 3 August 2011 (S/PRST/2011/16), 21 March 2012 (…)"."""
    item, before = found[index], found[index - 1]
    if earlier is None or earlier.span.end > view.span(before.start, before.end).start:
        return None
    pair = _PAIR.fullmatch(view.text, before.end, item.start)
    return _claim(view, pair, earlier.kind) if pair else None


def _respectively(
    view: View, found: Sequence[Found], group: tuple[int, int], index: int
) -> tuple[Pinpoint, ...] | None:
    """The pinpoint that "footnotes 10 and 4, respectively" deals to this member of a list."""
    first, last = group
    if first == last:
        return None
    text, start = view.text, found[last].end
    close = _CLOSE.match(text, start)
    end, places = _pinpoints_at(text, close.end() if close else start, start + 200)
    if len(places) != last - first + 1 or not _RESPECTIVELY.match(text, end):
        return None
    return (places[index - first],)


def _title_claim(
    view: View, found: Sequence[Found], index: int, limit: int, quoted: Passage | None
) -> TitleClaim | None:
    """The title or description of the cited document: stated behind it, quoted or described before it."""
    item = found[index]
    if item.kind in (Kind.RESOLUTION, Kind.SYMBOL):
        position = bodies.skip_body(view.text, item.end) if item.kind is Kind.RESOLUTION else item.end
        behind = title_behind(view, position, limit)
        if behind:
            return behind
    if quoted:
        return quoted_title(view, *quoted)
    if item.kind is not Kind.SYMBOL:
        return None
    segment, _ = view.segment(item.start)
    return described_before(view, max(segment, found[index - 1].end if index else 0), item.start)


def _title(view: View, found: Sequence[Found], index: int, passages: Sequence[Passage]) -> Passage | None:
    """The title in quotation marks that stands before the citation in the same source."""
    item = found[index]
    if item.kind not in _DESCRIBED or not passages:
        return None
    if item.kind is Kind.WORK:
        low, high = item.start, item.end
    else:
        segment, _ = view.segment(item.start)
        low = max(segment, found[index - 1].end if index else 0)
        low = max(low, view.text.rfind(";", low, item.start))
        high = item.start
    last = bisect_left(passages, (high,)) - 1
    quoted = passages[last] if last >= 0 else None
    if (
        not quoted
        or quoted.start <= low
        or quoted.end >= high
        or not _TITLE_LENGTH[0] <= quoted.end - quoted.start <= _TITLE_LENGTH[1]
    ):
        return None
    if low < view.notes_start and sentence_start(view.text, item.start, low) >= quoted.start:
        return None
    return None if is_said(view.text, quoted) else quoted
