"""Pages that ask for a browser or a person instead of answering: with any status, and never proof of anything."""

from __future__ import annotations

import re

from refcheck.network.exchange import Answer

# Marks of the services that guard sites, within the first 64 KB of a page.
_MARKS = re.compile(
    rb"<title>\s*Just a moment|Attention Required! \||gokuProps|awswaf\.com|/cdn-cgi/challenge-platform"
    rb"|<title>\s*Client Challenge|_Incapsula_Resource|verify(?:ing)? (?:that )?you are (?:a )?human"
    rb"|<title>\s*Access Denied[\s\S]{0,4000}Reference\s*(?:#|&#35;)",
    re.IGNORECASE,
)
# One of these, in lower case, stands in each mark: a page without them is not searched.
_MARKING = (
    *(b"just a moment", b"attention required", b"gokuprops", b"awswaf.com", b"challenge-platform"),
    *(b"client challenge", b"_incapsula_", b" human", b"access denied"),
)
_HEADERS = frozenset({"cf-mitigated", "x-amzn-waf-action", "cf-chl-bypass"})


def challenge_in(answer: Answer) -> str | None:
    """The name of the mark by which an answer is seen to be a challenge; None for any other answer."""
    if not _HEADERS.isdisjoint(answer.headers):
        name = next(name for name in answer.headers if name in _HEADERS)
        return f"{name}: {answer.headers[name][:40]}"
    if answer.content_type not in ("", "text/html", "application/xhtml+xml"):
        return None
    head = answer.body[:65_536]
    mark = _MARKS.search(head) if holds_any(head.lower(), _MARKING) else None
    return f'the page says "{_words(mark[0])}"' if mark else None


def holds_any(text: bytes, words: tuple[bytes, ...]) -> bool:
    """Whether one of the words stands in the text: many times faster than a pattern of them all."""
    for word in words:  # noqa: SIM110 - a generator would cost more than the search
        if word in text:
            return True
    return False


def _words(mark: bytes) -> str:
    return re.sub(r"<[^>]*>|\s+", " ", mark[:60].decode("utf-8", "replace")).strip()
