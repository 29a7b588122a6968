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
_HEADERS = ("cf-mitigated", "x-amzn-waf-action", "cf-chl-bypass")


def challenge_in(answer: Answer) -> str | None:
    """The name of the mark by which an answer is seen to be a challenge; None for any other answer."""
    for name in _HEADERS:
        if name in answer.headers:
            return f"{name}: {answer.headers[name][:40]}"
    if answer.content_type not in ("", "text/html", "application/xhtml+xml"):
        return None
    mark = _MARKS.search(answer.body[:65_536])
    return f'the page says "{_words(mark[0])}"' if mark else None


def _words(mark: bytes) -> str:
    return re.sub(r"<[^>]*>|\s+", " ", mark[:60].decode("utf-8", "replace")).strip()
