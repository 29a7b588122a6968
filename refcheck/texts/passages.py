"""The passage of a text round a place: its sentence, and the one behind it."""

from __future__ import annotations

from refcheck.domain.patterns import lazy
from refcheck.extraction.found import sentence_start
from refcheck.model import CitedPassage
from refcheck.texts.library import CitedText

_END = lazy(r"[.!?…][”\"’')\]»]*(?=\s+[A-ZÀ-ÞА-Я“\"(\[‘]|\s*\Z)|\n[ \t]*\n|[。！？]")
_ABBREVIATION = lazy(
    r"(?:\b(?:Nos?|paras?|pp?|vols?|sects?|chaps?|arts?|Mr|Mrs|Ms|Dr|v|cf|cit|al|St)|\b[A-Z]|\n\s*\d{1,4})\.\Z"
)
_MOST_BEFORE, _MOST_AFTER, _MOST_WORDS = 400, 500, 4000
_NEXT_NUMBER = lazy(r"\s*\d{1,4}\.\s")
_CUT_SHORT = lazy(
    r"\W*(?:however|but|nevertheless|nonetheless|unless|except|provided\s+that|subject\s+to|only\s+if|although|though"
    r"|yet|on\s+the\s+other\s+hand|toutefois|cependant|néanmoins|mais|sauf|sin\s+embargo|pero|no\s+obstante|однако|но"
    r"|但|然而)(?!\w)",
    2,
)
_ENDS_SENTENCE = lazy(r"[.!?。！？][”\"’'\])»]*\Z")


def passage(text: CitedText, start: int, end: int) -> CitedPassage:
    """What stands at view.text[start:end] of a cited text, with the sentence that holds it and the next."""
    whole = text.view.text
    low, high = text.view.segment(start)
    first = max(low, start - _MOST_BEFORE, sentence_start(whole, start, max(low, start - _MOST_BEFORE)))
    own_end = sentence_end(whole, end, high)
    last = min(sentence_end(whole, min(own_end + 1, high), high), end + _MOST_AFTER)
    return CitedPassage(
        canonical=text.canonical[0],
        source=text.source,
        place=text.structure.where(start),
        before=_folded(whole[first:start]),
        words=_folded(whole[start : min(end, start + _MOST_WORDS)]),
        after=_folded(whole[end:last]),
    )


def sentence_end(text: str, position: int, limit: int) -> int:
    """Where the sentence that holds `position` ends; it may end at `position` itself."""
    for end in _END.finditer(text, max(0, position - 1), min(limit, position + 2000)):
        abbreviated = end[0][0] == "." and _ABBREVIATION.search(text, max(0, end.start() - 8), end.start() + 1)
        if end.end() >= position and not abbreviated:
            return end.end()
    return min(limit, position + 2000)


def goes_on(text: CitedText, quotation: str, start: int, end: int, *, whole_sentence: bool) -> str:
    """How the source goes on behind a quotation that stops short of something that matters; "" where it does not.

    That is a limit in the same sentence ("unless", "but"), a turn at the beginning of the next one ("However"), or
    the rest of a sentence whose beginning is quoted as if it were all of it.
    """
    view = text.view.text
    _, high = text.view.segment(start)
    stop = sentence_end(view, end, high)
    rest = view[end:stop]
    following_end = sentence_end(view, min(stop + 1, high), high)
    following = view[stop:following_end]
    number = _NEXT_NUMBER.match(following)
    if _CUT_SHORT.match(rest):
        return _folded(rest)
    remaining = len([word for word in rest.split() if any(map(str.isalpha, word))])
    if remaining >= 3:
        begins = sentence_start(view, start, max(0, start - _MOST_BEFORE)) >= start - 1
        claimed = _ENDS_SENTENCE.search(quotation) or (whole_sentence and begins)
        return _folded(rest) if claimed else ""
    if remaining == 0 and not number and _CUT_SHORT.match(following):
        return _folded(following)
    return ""


def _folded(text: str) -> str:
    return " ".join(text.split())
