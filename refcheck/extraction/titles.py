"""Titles and descriptions of cited documents that stand without quotation marks, or behind the citation."""

from __future__ import annotations

from refcheck.domain.dates import DATE_PATTERN
from refcheck.domain.patterns import lazy
from refcheck.extraction.view import View
from refcheck.model import TitleClaim, TitleKind

_STATED = lazy(r"\b(?:en)?titled[\s,:*_]*[“\"]?\Z")
_ENTITLED = lazy(r"[\s,*_)]*\b(?:en)?titled\s*(?:[,:]\s*)?[*_]*[“\"](?P<title>[^“”\"]{8,300})[”\"]")
_ON = lazy(
    r"\)?\s*(?:,\s*)?\b(?:on|concerning|regarding)\s+(?:the\s+)?(?P<title>[^.;,()“”\"\[\]]{12,200})(?=[.;,()\[\]])"
)
_ADOPTED = lazy(rf"\s*(?:,\s*)?(?:(?:which\s+was\s+)?adopted\s+on|of|dated)\s+{DATE_PATTERN}")
# "report of the Special Rapporteur on …, X: mission to Y (A/HRC/8/6/Add.2)"
_BEFORE = lazy(
    r"\b(?=[RrLlIiNnSsMm])(?P<title>(?:[Rr]eport|[Ll]etter|[Ii]dentical\s+letters|[Nn]ote(?:\s+verbale)?"
    r"|[Ss]tatement|[Mm]emorandum|[Ss]tudy)\s[^;()“”\"\[\]]{20,300})\Z"
)
_REACH = 400  # characters before the citation
_BETWEEN = " \t\r\n\u00a0,)*_"  # what may stand between a citation and its title
_FIRST_LETTERS = (
    "oadwetcr"  # of "of", "adopted", "dated", "which", "entitled", "titled", "on", "concerning", "regarding"
)
_OPENING = " \t\r\n\u00a0,:(["  # what may stand between a description and its symbol


def title_behind(view: View, position: int, limit: int) -> TitleClaim | None:
    """ "…, entitled “Women and peace and security”", "… of 31 October 2000 on women and peace and security"."""
    begins = position
    while begins < limit and view.text[begins] in _BETWEEN:
        begins += 1
    if begins >= limit or view.text[begins] not in _FIRST_LETTERS:
        return None  # most citations: nothing more is tried
    adopted = _ADOPTED.match(view.text, position, limit)
    position = adopted.end() if adopted else position
    stated = _ENTITLED.match(view.text, position, limit)
    if stated:
        return title_claim(view, *stated.span("title"), TitleKind.STATED)
    described = _ON.match(view.text, position, limit)
    return title_claim(view, *described.span("title"), TitleKind.DESCRIBED) if described else None


def described_before(view: View, low: int, high: int) -> TitleClaim | None:
    """The description that ends right before text[high]: "report of the Special Rapporteur …: mission to Y ("."""
    text = view.text
    while high > low and text[high - 1] in _OPENING:
        high -= 1
    described = _BEFORE.search(text, max(low, high - _REACH), high)
    return title_claim(view, *described.span("title"), TitleKind.DESCRIBED) if described else None


def quoted_title(view: View, start: int, end: int) -> TitleClaim:
    """The title in the quotation marks round text[start:end]; stated, if the text says that it is one."""
    stated = _STATED.search(view.text, max(0, start - 14), start)
    return title_claim(view, start, end, TitleKind.STATED if stated else TitleKind.QUOTED)


def title_claim(view: View, start: int, end: int, kind: TitleKind) -> TitleClaim:
    """What stands in text[start:end], in one line."""
    return TitleClaim(" ".join(view.text[start:end].split()), view.span(start, end), kind)
