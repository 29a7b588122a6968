"""Addresses of web pages: in running text, in angle brackets, as the target of a link."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from refcheck.domain.patterns import lazy
from refcheck.domain.symbols import parse
from refcheck.domain.urls import normalise, trim
from refcheck.extraction.found import Found, Source, at_anchors
from refcheck.model import Document, Kind, Span

ANCHORS = ("://", "www.", "WWW.", "Www.")
_BACK = (("://", 5), ("://", 4), ("www.", 0), ("WWW.", 0), ("Www.", 0))
_ADDRESS = lazy(r"(?:https?://|www\.)[^\s<>\"“”«»‹›]+", re.IGNORECASE)
_HOST = lazy(
    r"(?:https?://)?(?:[^/@\s]*@)?(?:\[[0-9a-f:.]+\]|[\w.-]+\.[a-z]{2,}|localhost|[\d.]{7,})(?::\d+)?(?:[/?#]|$)",
    re.IGNORECASE,
)


_NEXT_LINE = lazy(r"[ \t]*\n[ \t]*(?P<rest>[^\s<>\"“”«»‹›()]+)")
_URL_SIGNS = lazy(r"[/_=&?%#~]|[a-z0-9][.-][a-z0-9]|\d[,:]\d", re.IGNORECASE)
_CUT_AFTER = tuple("/-_=&?%")


def _continued(text: str, end: int, caught: int) -> tuple[int, str]:
    """Where an address cut at a line's end goes on to, and what follows there.

    The next line goes on with it only if its first word looks like part of an address; after a letter or a
    digit it must begin with a digit, a sign or lower case, and hold a sign of addresses.
    """
    following = _NEXT_LINE.match(text, end) if end == caught else None
    if not following:
        return end, ""
    rest = trim(following["rest"])
    signs = _URL_SIGNS.search(rest)
    starts_sentence = rest[:1].isupper() and rest[1:2].islower() and not signs
    cut = text[end - 1] in _CUT_AFTER and (signs or rest.isdigit())
    inside = text[end - 1].isalnum() and signs and not rest.lower().startswith(("http", "www."))
    if not rest or starts_sentence or parse(rest) or not (cut or (inside and _looks_inside(rest))):
        return end, ""
    return following.start("rest") + len(rest), rest


def _looks_inside(rest: str) -> bool:
    """Whether a word can stand in the middle of an address: no symbol, no date, no abbreviation."""
    return bool(re.match(r"[a-z0-9_=&%?#~.-]*[_=&%?#]", rest)) or bool(
        re.match(r"[a-z0-9-]+(?:[-/][a-z0-9-]+){2,}", rest)
    )


def find_urls(source: Source) -> Iterator[Found]:
    """Every http(s) address, without the punctuation of the sentence around it."""
    text = source.view.text
    for match in at_anchors(_ADDRESS, source, *_BACK):
        address = trim(match[0])
        if _HOST.match(address) and not text[max(0, match.start() - 1) : match.start()].isalnum():
            end, rest = _continued(text, match.start() + len(address), match.end())
            yield Found(match.start(), end, Kind.URL, (normalise(address + rest),))
    for link in source.document.links:
        if link.target_span and link.target.lower().startswith(("http://", "https://")):
            yield Found(0, 0, Kind.URL, (normalise(link.target),), origin=link.target_span)


def find_linked(document: Document, taken: Sequence[Span]) -> Iterator[Found]:
    """The addresses behind words that are none themselves: a hyperlink of a Word, HTML or PDF file.

    `taken` is where citations were found: a symbol that is linked is that symbol, and an address shown is itself.
    """
    spans = sorted(taken)
    end = 0
    for link in sorted(document.links):
        span = link.span
        if link.target_span or span.start < end or not link.target.lower().startswith(("http://", "https://")):
            continue
        place = bisect_left(spans, span)
        beside = spans[max(0, place - 1) : place + 1]
        if document.text[span.start : span.end].strip() and not any(span.overlaps(other) for other in beside):
            end = span.end
            yield Found(0, 0, Kind.URL, (normalise(link.target),), origin=span)
