"""The request for circulation that closes a letter."""

from __future__ import annotations

from refcheck.domain.numerals import number_list
from refcheck.extraction.found import sentence_start
from refcheck.extraction.letter.organs import organ_codes, organ_names
from refcheck.extraction.letter.wording import Wording
from refcheck.extraction.view import View
from refcheck.model import ClosingRequest, ItemList

_SENTENCE_LENGTH = 1500


def request_span(text: str, start: int, end: int, wording: Wording) -> tuple[int, int] | None:
    """Where the last sentence of text[start:end] that asks for circulation stands; each is read once."""
    seen = seen_narrowly = end  # read with all marks from here on; with those of the other verbs
    for match in reversed(list(wording.circulation.finditer(text, start, end))):
        if match.start() >= (seen if match["circulated"] else seen_narrowly):
            continue
        first = sentence_start(text, match.start(), start)
        limit = min(end, match.end() + _SENTENCE_LENGTH)
        stop = wording.sentence_stop.search(text, match.end(), limit)
        last = stop.start() if stop else limit
        marks = wording.request_marks if match["circulated"] else wording.document_marks
        if marks.search(text, first, last) and wording.request_words.search(text, first, last):
            return first, last
        seen_narrowly = first
        if match["circulated"]:
            seen = first
    return None


def closing_request(view: View, text: str, span: tuple[int, int], wording: Wording) -> ClosingRequest:
    """What the request at `span` asks for."""
    names = organ_names(text, *span, wording)
    items = []
    done = span[0]
    for match in wording.items_in_request.finditer(text, *span):
        before = [name for name in names if name.end <= match.start()]
        items.append(
            ItemList(
                span=view.span(*match.span("list")),
                organ=before[-1].code if before else None,
                numbers=number_list(match["list"]),
                preliminary=bool(wording.preliminary.search(text, match.end(), match.end() + 40)),
                organs=organ_codes([name for name in before if name.start >= done]),
            )
        )
        done = match.end()
    annexes = wording.annex_in_request.search(text, *span)
    return ClosingRequest(
        span=view.span(*span),
        items=tuple(items),
        organs=organ_codes(names),
        annexes=0 if not annexes else 2 if annexes["several"] else 1,
    )
