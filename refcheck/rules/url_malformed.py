"""An address that is not written as one.

Why
    A doubled or mistyped scheme, a space behind "//", or a link that takes the full stop of the sentence
    along leads nowhere, although the page may exist.

Wrong
    See <http//www.un.org/en/ga>.

Right
    See <http://www.un.org/en/ga>.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from refcheck.domain.patterns import lazy
from refcheck.domain.urls import trim
from refcheck.model import Checked, Finding, Link, Severity, Span

TITLE = "Address written wrongly"
SEVERITY = Severity.WARNING

_SLIPS = lazy(  # what stands where "https://" should: the scheme, and what is wrong behind it
    r"(?:"
    r"(?P<doubled>https?:?/{1,2}(?=https?:?/))"
    r"|(?P<colon>https?(?:;//|:\\\\|//|::/{1,2}|:/(?!/)|/:/{1,2})(?=[\w-]+\.))"
    r"|(?P<scheme>(?:htpps?|htttps?|htp|htps|hhttps?|hptts?|ttps?)://(?=[\w-]+\.))"
    r"|(?P<slashes>https?:/{3,}(?=[\w-]+\.))"
    r"|(?P<space>https?://\s(?=(?:www\.|[a-z0-9-]+\.)[a-z0-9-]+\.?[a-z0-9./-]*))"
    r"|(?P<host>https?://(?=(?:[a-z0-9-]+\.){0,5}[a-z0-9-]+,(?:org|com|net|int|edu|gov|info)\b|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.\.[a-z0-9-]))"
    r")[^\s<>\"”»]*",
    re.IGNORECASE,
)
_SCHEMES = lazy(r"[hHtT](?<![\w/.=][hHtT])\w{1,5}(?=[:;/])")
_IN_BRACKETS = lazy(r"<(?P<address>https?://[^\s<>]{3,2000})>")
_REASONS = {
    "doubled": "the scheme stands twice",
    "colon": '"://" is not written right',
    "scheme": 'the scheme is not "http" or "https"',
    "slashes": "there are too many slashes behind the scheme",
    "space": "a space follows the scheme",
    "host": "the name of the host has a comma or an empty part",
}


def check(checked: Checked) -> Iterator[Finding]:
    """Slips in the scheme and host anywhere; surplus signs only where the markup says where an address ends."""
    view = checked.prose.view
    text = view.text
    for place in _SCHEMES.finditer(text):
        match = _SLIPS.match(text, place.start())
        if match:
            yield _finding(view.span(match.start(), match.end()), trim(match[0]), _REASONS[match.lastgroup or ""])
    if "<http" in text:
        for match in _IN_BRACKETS.finditer(text):
            surplus = _surplus(match["address"])
            if surplus:
                span = view.span(*match.span("address"))
                yield _finding(
                    span, match["address"], f'"{surplus}" at its end does not belong to it', trim(match["address"])
                )
    for link in checked.document.links:
        yield from _link(link)


def _link(link: Link) -> Iterator[Finding]:
    target, span = link.target, link.target_span or link.span
    slip = _SLIPS.match(target)
    if slip:
        yield _finding(span, target, _REASONS[slip.lastgroup or ""])
    elif target.lower().startswith("www."):
        yield _finding(span, target, 'a link needs the scheme "https://"', f"https://{target}")
    elif target.lower().startswith(("http://", "https://")) and _surplus(target):
        yield _finding(span, target, f'"{_surplus(target)}" at its end does not belong to it', trim(target))


def _surplus(address: str) -> str:
    """What the sentence left at the end of an address; an address may end in marks that are its own."""
    end = address[len(trim(address)) :]
    return end if end in (".", ",", ";", ")", ").", "),", ").", "].", "]", ">.") else ""


def _finding(span: Span, written: str, reason: str, suggestion: str | None = None) -> Finding:
    message = f'The address "{written}" is not written right: {reason}.'
    return Finding(rule="url-malformed", severity=SEVERITY, span=span, message=message, suggestion=suggestion)
