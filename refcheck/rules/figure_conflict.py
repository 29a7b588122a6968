"""The same figure is given in two ways in one letter.

Why
    "50 women from 12 countries" in the letter and "55 women from 12 countries" in its annex cannot both be
    right. Only a person can say which is.

Wrong
    General Assembly
    Distr.: General
    19 March 2025
    Seventy-ninth session

    Letter dated 19 March 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    The conference was attended by 50 women activists from abroad.

    The appeal was signed later. The conference was attended by 55 women activists from abroad.

Right
    General Assembly
    Distr.: General
    19 March 2025
    Seventy-ninth session

    Letter dated 19 March 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    The conference was attended by 50 women activists from abroad.

    The appeal was signed later. The conference was attended by 50 women activists from abroad.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from refcheck.domain.dates import is_month
from refcheck.domain.patterns import lazy
from refcheck.model import Checked, Finding, Related, Severity

TITLE = "Two figures for one thing"
SEVERITY = Severity.INFO

_WORD = r"[^\W\d_]+(?:[-’'][^\W\d_]+)*"
_FIGURE = lazy(
    r"(?P<figure>\d(?<=[^\W\d_]\s\d)(?:\d{0,2}(?:,\d{3})+|\d{1,6}|\.\d))(?![\d.,])"
    rf"\s(?P<behind>{_WORD}\s{_WORD}\s{_WORD})"
)
_WORD_BEFORE = lazy(r"[^\W\d_]{2,}(?=\s\Z)")
_EVENTS = ("massacre", "genocide", "earthquake", "armistice", "pogrom")
_EVENT = lazy(
    rf"(?P<event>{'|'.join(_EVENTS)}s?)\s(?:of|in)\s"
    r"(?:\d{1,2}\s)?(?:[A-Z][a-z]+\s)?(?P<figure>(?:1[89]|20)\d\d)\b"
)
_NAME_BEFORE = lazy(r"(?:[A-Z][\w’'-]+\s){1,3}\Z")
_REACH = 40
_LABELS = frozenset(
    [
        "item",
        "items",
        "paragraph",
        "paragraphs",
        "article",
        "articles",
        "resolution",
        "resolutions",
        "annex",
        "page",
        "section",
        "chapter",
        "no",
        "number",
        "agenda",
        "rule",
        "table",
        "session",
        "meeting",
        "case",
        "on",
        "of",
        "in",
        "since",
        "until",
        "from",
        "to",
        "and",
        "or",
    ]
)
_MOST = 4


def check(checked: Checked) -> Iterator[Finding]:
    """In letters, where one thing is told twice; the words round the figure must be the same.

    Three figures in the same words are a form that is filled in again and again.
    """
    if not any(letter.title for letter in checked.letters):
        return
    prose = checked.prose
    text = prose.view.text
    told: dict[tuple[str, ...], list[re.Match[str]]] = {}
    for match in _FIGURE.finditer(text):
        key = _key(text, match)
        if key and not prose.is_quoted(match.start()):
            told.setdefault(key, []).append(match)
    for match in _EVENT.finditer(text) if any(event in text for event in _EVENTS) else ():
        name = _NAME_BEFORE.search(text, max(0, match.start() - _REACH), match.start())
        if name:
            told.setdefault((*name[0].split(), match["event"]), []).append(match)
    conflicts = [matches for matches in told.values() if len({match["figure"] for match in matches}) == 2]
    for matches in conflicts[:_MOST]:
        first = matches[0]
        other = next(match for match in matches if match["figure"] != first["figure"])
        yield Finding(
            rule="figure-conflict",
            severity=SEVERITY,
            span=prose.view.span(*other.span("figure")),
            message=f"Here the figure is {other['figure']}; the same words stand beside {first['figure']} elsewhere in this text.",
            related=(Related(prose.view.span(*first.span("figure")), first["figure"]),),
        )


def _key(text: str, match: re.Match[str]) -> tuple[str, ...] | None:
    """The words round a figure; None for a number that counts nothing, and for words that say too little."""
    word = _WORD_BEFORE.search(text, max(0, match.start() - _REACH), match.start())
    before, behind = word[0].casefold() if word else "", match["behind"].casefold().split()
    year = len(match["figure"]) == 4 and match["figure"][:2] in ("18", "19", "20")
    if not before or year or is_month(behind[0]) or before in _LABELS:
        return None
    return (before, *behind) if sum(len(word) > 3 for word in behind) >= 2 else None
