"""UN document symbols and double symbols in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refcheck.domain import symbols
from refcheck.domain.dates import MONTHS
from refcheck.domain.patterns import lazy
from refcheck.extraction.found import Found, Source
from refcheck.model import Kind

ANCHORS = ("/",)
_ROOT_BEFORE_SLASH = lazy(r"(?<![A-Za-z0-9/.\-])(?P<root>[A-Z][A-Z0-9.\-]*)\s?$")  # or what may be one
_LOOK_ALIKE = dict(zip("АВСЕНКМОРТХЅІЈΑΒΕΗΙΚΜΝΟΡΤΧ", "ABCEHKMOPTXSIJABEHIKMNOPTX", strict=True))
_TABLE = str.maketrans(_LOOK_ALIKE)
_NUMBERED = lazy(r"(?P<stem>.+/(?:Add|Corr))\.(?P<number>\d{1,3})")
# "Add.1–3", "Add.1 – Add.3"; not a day ("Add.1–3 May"), a count ("Add.1–10%") or a longer symbol.
_REST_OF_RANGE = lazy(
    r"(?:[-–—]|[ ]?[-–—][ ]?(?:Add|Corr)\.)(?P<last>\d{1,3})(?![\w/(%])(?![-–—.,/]\w)"
    rf"(?!\s+(?:de\s+)?(?:{'|'.join(MONTHS)})\b)(?!\s+(?:Rev|Add|Corr)\.)"
)
_SHARED_PREFIX = lazy(
    r"(?:\s*,\s*|\s*,?\s+(?:and|&)\s+|\s+)(?P<name>Add|Corr|Rev)\.\s?(?P<first>\d{1,3})"
    r"(?:\s?[-–—]\s?(?:(?P=name)\.)?(?P<last>\d{1,3}))?(?P<more>(?:,\s*\d{1,2})*\s+and\s+\d{1,2})?(?![\d/])"
)


def find_symbols(source: Source) -> Iterator[Found]:
    """Every symbol: "A/HRC/8/6/Add.2", "A/78/636–S/2023/960", "A/8447 and Add.1", "S/RES/853 (1993)".

    Looks only where a slash stands, so that text without symbols is passed over by a memory scan.
    """
    text = source.view.text
    end = 0
    for slash in source.places["/"]:
        found = _symbol_at(text, slash) or _disguised_at(text, slash) if slash >= end else None
        if found:
            yield found
            end = found.end
            for member in _rest_of_range(text, found):
                yield member
                end = member.end
            for member in _with_shared_prefix(text, end, found.canonical[-1]) if end == found.end else ():
                yield member
                end = member.end


def _symbol_at(text: str, slash: int) -> Found | None:
    root = _ROOT_BEFORE_SLASH.search(text, max(0, slash - 9), slash)
    if not root or root["root"] not in symbols.ROOTS:
        return None
    end, cited = symbols.match_symbols(text, root.start())
    return Found(root.start(), end, Kind.SYMBOL, tuple(symbol.canonical for symbol in cited)) if cited else None


def _disguised_at(text: str, slash: int) -> Found | None:
    """A symbol written with Cyrillic or Greek letters that look like Latin ones: "А/78/636"."""
    if slash == 0 or text[slash - 1] not in _LOOK_ALIKE:
        return None
    low = max(0, slash - 9)
    found = _symbol_at(text[low : slash + 80].translate(_TABLE), slash - low)
    if not found:
        return None
    remark = "written with Cyrillic or Greek letters that look like Latin ones"
    return found._replace(start=found.start + low, end=found.end + low, inferred=remark)


def _rest_of_range(text: str, found: Found) -> Iterator[Found]:
    """What "A/60/1/Add.1–3" names besides the first."""
    numbered = _NUMBERED.fullmatch(found.canonical[-1])
    rest = _REST_OF_RANGE.match(text, found.end) if numbered and len(found.canonical) == 1 else None
    if not numbered or not rest or not int(numbered["number"]) < int(rest["last"]) <= int(numbered["number"]) + 30:
        return
    numbers = range(int(numbered["number"]) + 1, int(rest["last"]) + 1)
    canonical = tuple(f"{numbered['stem']}.{number}" for number in numbers)
    shared = numbered["stem"].rpartition("/")[0]
    yield Found(rest.start("last"), rest.end(), Kind.SYMBOL, canonical, f"the prefix {shared} is shared")


def _with_shared_prefix(text: str, end: int, base: str) -> Iterator[Found]:
    """The addenda and corrigenda that follow with the prefix left out: "A/8447 and Add.1–3"."""
    while match := _SHARED_PREFIX.match(text, end):
        first = int(match["first"])
        last = int(match["last"] or first)
        if not first <= last <= first + 30:
            return
        stem = re.sub(rf"/{match['name']}\.\d+$", "", base)
        more = [int(number) for number in re.findall(r"\d+", match["more"] or "")]
        numbers = (*range(first, last + 1), *(number for number in more if first < number <= first + 30))
        canonical = tuple(f"{stem}/{match['name']}.{number}" for number in numbers)
        yield Found(match.start("name"), match.end(), Kind.SYMBOL, canonical, f"the prefix {stem} is shared")
        end = match.end()
