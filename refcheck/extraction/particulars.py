"""What the text says of a citation: its date, its pinpoints, its title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from refcheck.domain.dates import DATE_PATTERN, MONTHS, find_dates, parse_date
from refcheck.extraction.found import Found, last_match, sentence_start
from refcheck.extraction.view import View
from refcheck.model import DateClaim, DateKind, Kind, Pinpoint, TitleClaim, Unit

_UNITS: Mapping[str, Unit] = {
    "para": Unit.PARA,
    "p": Unit.PAGE,
    "page": Unit.PAGE,
    "sect": Unit.SECTION,
    "section": Unit.SECTION,
    "chap": Unit.CHAPTER,
    "chapter": Unit.CHAPTER,
    "art": Unit.ARTICLE,
    "article": Unit.ARTICLE,
    "annex": Unit.ANNEX,
    "footnote": Unit.FOOTNOTE,
}
_UNIT = (
    r"(?P<unit>(?:operative\s+)?paragraphs?|paras?\.|pp\.|p\.|pages?|sections?|sects?\.|chapters?|chaps?\.|"
    r"articles?|arts?\.|annex(?:es)?|footnotes?)"
)
_PLACE = r"(?:\d{1,4}(?:\.\d{1,3})*(?:\s?\([a-z]{1,4}\))*|[IVXLC]{1,6}(?![A-Za-z])|[A-Z](?![A-Za-z]))"
_NOT_A_DAY = rf"(?!\s+(?:{'|'.join(MONTHS)})\b)(?!\d)"
_PLACES = rf"{_PLACE}{_NOT_A_DAY}(?:(?:\s*[-–—]\s*|\s*,\s*(?:and\s+)?|\s+(?:and|or|to)\s+){_PLACE}{_NOT_A_DAY})*"
_PINPOINT = re.compile(
    rf"\s*,?\s*(?:and\s+|at\s+|in\s+)?{_UNIT}(?:\s*(?P<places>{_PLACES})|(?=[\s,.;)]))", re.IGNORECASE
)
_RANGE = re.compile(rf"({_PLACE})(?:\s*[-–—]\s*({_PLACE})|\s+to\s+({_PLACE}))?")
_ADOPTED = re.compile(
    rf"\s*,?\s*(?P<verb>(?:which\s+was\s+)?adopted\s+(?:by\s+[^,.;()]{{1,50}}?\s+)?(?:at\s+its\s+[^,.;]{{1,50}},?\s+)?on|of|dated)"
    rf"\s+(?P<date>{DATE_PATTERN})",
)
_BARE_DATE = re.compile(rf"\s*,?\s*\(?(?:dated\s+|of\s+)?(?P<date>{DATE_PATTERN})(?:\)|(?![\d–-]))")
_CLOSE = re.compile(r"[\s]*[)\]”\"»]+")
_RESPECTIVELY = re.compile(
    rf"[\s)\]]*,?\s*(?:with\s+|see\s+|in\s+|at\s+)?{_UNIT}\s*(?P<places>{_PLACES}),?\s+respectively"
)
_DATED_BEFORE = re.compile(
    rf"\b(?:letters?|notes?\s+verbales?|communications?|reports?|statements?)\b[^.;]{{0,200}}?\bdated\s+"
    rf"(?P<dates>{DATE_PATTERN}(?:(?:\s*,\s*|\s*,?\s+and\s+){DATE_PATTERN})*)"
)
_QUOTED = re.compile(r"[“\"]([^“”\"]{8,300})[”\"]")
_BETWEEN_MEMBERS = re.compile(r"\A[\s,;]*(?:and\s+|or\s+|&\s+)?\Z")


@dataclass(frozen=True, slots=True)
class Particulars:
    """The claims about one citation; empty where the text makes none."""

    pinpoints: tuple[Pinpoint, ...] = ()
    date: DateClaim | None = None
    title: TitleClaim | None = None


def read_particulars(view: View, found: Sequence[Found]) -> list[Particulars]:
    """The particulars of each citation, in the same order. `found` is sorted and free of overlaps."""
    groups = _groups(view, found)
    result = []
    for index, item in enumerate(found):
        if item.origin is not None:
            result.append(Particulars())
            continue
        limit = _limit(view, found, index)
        date, pinpoints = _behind(view, item, limit)
        if item.kind in (Kind.ICJ, Kind.WORK):
            date = _inside(view, item) or date
        if item.kind is Kind.WORK:
            written = _PINPOINT.finditer(view.text, item.start, item.end)
            pinpoints = tuple(place for match in written for place in _pinpoints(match) if match["places"])
        if date is None and item.kind is Kind.SYMBOL:
            date = _before(view, found, groups[index], index)
        respectively = _respectively(view, found, groups[index], index)
        result.append(Particulars(respectively or pinpoints, date, _title(view, found, index)))
    return result


def _limit(view: View, found: Sequence[Found], index: int) -> int:
    """Where the citation's own tail ends at the latest: the next citation, or its segment's end."""
    _, high = view.segment(found[index].start)
    following = next((other.start for other in found[index + 1 :] if other.origin is None), high)
    return min(high, following, found[index].end + 400)


def _behind(view: View, item: Found, limit: int) -> tuple[DateClaim | None, tuple[Pinpoint, ...]]:
    """Date and pinpoints that follow the citation: ", adopted on 29 July 1993, para. 3"."""
    text, position = view.text, item.end
    date: DateClaim | None = None
    pinpoints: list[Pinpoint] = []
    while position < limit:
        adopted = _ADOPTED.match(text, position, limit)
        if adopted and date is None and item.kind in (Kind.RESOLUTION, Kind.SYMBOL):
            kind = DateKind.LETTER if adopted["verb"] == "dated" else DateKind.ADOPTION
            date = _claim(view, adopted, kind)
            position = adopted.end()
            continue
        pinpoint = _PINPOINT.match(text, position, limit)
        if pinpoint and not _names_its_owner(text, pinpoint, limit):
            pinpoints += _pinpoints(pinpoint)
            position = pinpoint.end()
            continue
        bare = _BARE_DATE.match(text, position, limit)
        if bare and date is None and item.kind is Kind.SYMBOL and not _opens_range(text, bare):
            date = _claim(view, bare, DateKind.ISSUE)
            position = bare.end()
            continue
        close = _CLOSE.match(text, position, limit)
        if not close or item.kind is Kind.URL:
            break
        position = close.end()
    return date, tuple(pinpoints)


def _names_its_owner(text: str, pinpoint: re.Match[str], limit: int) -> bool:
    """ "and article 3 of the Covenant": the place is in what follows, not in what stands before."""
    return bool(re.compile(r"\s+of\s+(?:the|that|its|his)\b").match(text, pinpoint.end(), limit))


def _opens_range(text: str, date: re.Match[str]) -> bool:
    return bool(re.match(r"\s*(?:to|until|[-–—])\s*\d", text[date.end() : date.end() + 12]))


def _claim(view: View, match: re.Match[str], kind: DateKind) -> DateClaim | None:
    value = parse_date(match["date"])
    return DateClaim(value, kind, view.span(*match.span("date"))) if value else None


def _inside(view: View, item: Found) -> DateClaim | None:
    dates = list(find_dates(view.text, item.start, item.end))
    if not dates:
        return None
    start, end, value = dates[-1]
    kind = DateKind.DECISION if item.kind is Kind.ICJ else DateKind.ISSUE
    return DateClaim(value, kind, view.span(start, end))


def _pinpoints(match: re.Match[str]) -> list[Pinpoint]:
    word = match["unit"].lower().rstrip(".").removeprefix("operative").strip()
    stem = {"pp": "p", "annexes": "annex"}.get(word, word if word == "p" else word.rstrip("s"))
    unit = Unit.PARA if stem.startswith("para") else _UNITS[stem]
    if not match["places"]:
        return [Pinpoint(unit, "", "")] if unit is Unit.ANNEX else []
    return [
        Pinpoint(unit, _tidy(place[1]), _full_end(_tidy(place[1]), _tidy(place[2] or place[3] or place[1])))
        for place in _RANGE.finditer(match["places"])
    ]


def _tidy(place: str) -> str:
    return re.sub(r"\s+", "", place)


def _full_end(first: str, last: str) -> str:
    """The end of a shortened range: "116–17" ends at 117."""
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        return first[: len(first) - len(last)] + last
    return last


def _groups(view: View, found: Sequence[Found]) -> list[tuple[int, int]]:
    """For each citation the run of neighbours [first, last] joined only by commas and "and"."""
    groups: list[tuple[int, int]] = []
    first = 0
    for index in range(len(found)):
        joined = (
            index > 0
            and found[index].origin is None
            and found[index - 1].origin is None
            and _BETWEEN_MEMBERS.match(view.text[found[index - 1].end : found[index].start])
        )
        if not joined:
            first = index
        groups.append((first, index))
    last = len(found) - 1
    for index in range(len(found) - 1, -1, -1):
        if index + 1 < len(found) and groups[index + 1][0] == index + 1:
            last = index
        groups[index] = (groups[index][0], last)
    return groups


def _before(view: View, found: Sequence[Found], group: tuple[int, int], index: int) -> DateClaim | None:
    """The date in a description before the symbol: "the letters dated D and E from X (first and second)"."""
    first, last = group
    low, _ = view.segment(found[first].start)
    floor = max(low, sentence_start(view.text, found[first].start, low))
    floor = max(
        [
            floor,
            *(other.end for other in found[:first] if other.end <= found[first].start and other.origin is None),
        ]
    )
    described = last_match(_DATED_BEFORE, view.text, floor, found[first].start)
    if not described:
        return None
    dates = list(find_dates(view.text, *described.span("dates")))
    if len(dates) != last - first + 1:
        return None
    start, end, value = dates[index - first]
    return DateClaim(value, DateKind.LETTER, view.span(start, end))


def _respectively(
    view: View, found: Sequence[Found], group: tuple[int, int], index: int
) -> tuple[Pinpoint, ...] | None:
    """The pinpoint that "footnotes 10 and 4, respectively" deals to this member of a list."""
    first, last = group
    match = _RESPECTIVELY.match(view.text, found[last].end)
    if not match or first == last:
        return None
    places = _pinpoints(match)
    return (places[index - first],) if len(places) == last - first + 1 else None


def _title(view: View, found: Sequence[Found], index: int) -> TitleClaim | None:
    """The title in quotation marks that stands before the citation in the same source."""
    item = found[index]
    if item.kind not in (Kind.SYMBOL, Kind.URL, Kind.WORK):
        return None
    if item.kind is Kind.WORK:
        low, high = item.start, item.end
    else:
        low, _ = view.segment(item.start)
        low = max(
            low,
            view.text.rfind(";", low, item.start),
            sentence_start(view.text, item.start, low) if low == 0 else 0,
        )
        low = max([low, *(other.end for other in found[:index] if other.origin is None)])
        high = item.start
    quoted = last_match(_QUOTED, view.text, low, high)
    return TitleClaim(" ".join(quoted[1].split()), view.span(*quoted.span(1))) if quoted else None
