"""Addresses of web pages: in running text, in angle brackets, as the target of a link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refcheck.domain.urls import normalise, trim
from refcheck.extraction.found import Found, Source
from refcheck.model import Kind

ANCHORS = ("://", "www.")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»‹›]+", re.IGNORECASE)
_HOST = re.compile(
    r"(?:https?://)?(?:[^/@\s]*@)?(?:\[[0-9a-f:.]+\]|[\w.-]+\.[a-z]{2,}|localhost|[\d.]{7,})(?::\d+)?(?:[/?#]|$)",
    re.IGNORECASE,
)


def find_urls(source: Source) -> Iterator[Found]:
    """Every http(s) address, without the punctuation of the sentence around it."""
    text = source.view.text
    if any(anchor in text for anchor in ANCHORS):
        for match in _ADDRESS.finditer(text):
            address = trim(match[0])
            if _HOST.match(address) and not text[match.start() - 1 : match.start()].isalnum():
                yield Found(match.start(), match.start() + len(address), Kind.URL, (normalise(address),))
    for link in source.document.links:
        if link.target_span and link.target.lower().startswith(("http://", "https://")):
            yield Found(0, 0, Kind.URL, (normalise(link.target),), origin=link.target_span)
