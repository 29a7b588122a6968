"""Two names of one document do not agree.

Why
    Opinion No. 46/2024 of the Working Group on Arbitrary Detention is document A/HRC/WGAD/2024/46: number
    and year change places. Where both are given they must be the same.

Wrong
    Opinion No. 46/2024 concerning a detained person, A/HRC/WGAD/2024/64

Right
    Opinion No. 46/2024 concerning a detained person, A/HRC/WGAD/2024/46
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from refcheck.domain.numerals import ordinal, ordinal_words
from refcheck.domain.organs import climate_years, session_year
from refcheck.domain.patterns import lazy
from refcheck.domain.symbols import parse
from refcheck.model import Checked, Finding, Kind, Reference, Related, Severity

TITLE = "Two names of one document disagree"
SEVERITY = Severity.ERROR
_REACH = 200
# "Sixtieth Session, Supplement No. 10 (A/60/10", in the other languages the number alone is compared.
_SUPPLEMENT = lazy(
    r"(?:(?P<session>[A-Z][a-z]+(?:-[a-z]+)?)\s+[Ss]ession,\s+)?"
    r"(?:Supplement\s+No\.|[Ss]upplément\s+n[o°º]|[Ss]uplemento\s+(?:[Nn]úm\.|[Nn]o\.)|Дополнение\s+№|الملحق\s+رقم|补编第)"
    r"\s*(?P<number>\d+)[^;.\d]{0,30}?[(（]$"
)
_CLIMATE = lazy(r"[Dd][eé]cisi(?:on|ón)s?\s+\d{1,3}/(?P<body>CP|CMP|CMA)\.(?P<session>\d{1,2})[^;.\d]{0,60}$")
_CLIMATE_SYMBOL = lazy(r"FCCC/(?P<body>CP|KP/CMP|PA/CMA)/(?P<year>\d{4})/.*")
_REGISTERED = lazy(r"(?P<stem>[A-Z]+/C)/(?P<session>\d{1,3})/D/\d+/(?P<year>\d{4})")
# A general comment directly followed by its symbol: "No. 36 (CCPR/C/GC/36)", "No. 36 on the right to life (CCPR/…".
_DIRECTLY = lazy(r"\s*(?:\((?:19|20)\d\d\))?(?:,\s*(?:document\s+)?|\s*[(\[]\s*|\s+on\s+[^;.()\d]{1,150}\(\s*)\[?")
_GENERAL_COMMENT = lazy(r"(?P<body>E/C\.12|[A-Z]+(?:/C)?)/GC/(?:(?:19|20)\d\d/)?(?P<number>\d{1,3})(?:/Rev\.\d+)?")
_NUMBER = lazy(r"No\.?\s*(?P<number>\d{1,3})\b")
_COMMUNICATION = lazy(r"[Cc]ommunication\s+No\.\s*(?P<number>\d+)/(?P<year>(?:19|20)\d\d)[^;]{0,200}$")


def check(checked: Checked) -> Iterator[Finding]:
    """Opinions, general comments, communications, Supplements and climate decisions beside their symbols."""
    references = checked.references
    for place, reference in enumerate(references):
        if reference.kind is Kind.OPINION and place + 1 < len(references):
            yield from _opinion(checked, reference, references[place + 1])
            yield from _general_comment(checked, reference, references[place + 1])
        elif reference.kind is Kind.SYMBOL and len(reference.canonical) == 1:
            yield from _communication(checked, reference)
            yield from _supplement(checked, reference)
            yield from _climate(checked, reference)
            yield from _registered(reference)


def _opinion(checked: Checked, opinion: Reference, symbol: Reference) -> Iterator[Finding]:
    between = checked.document.text[opinion.span.end : symbol.span.start]
    if symbol.kind is not Kind.SYMBOL or symbol.footnote != opinion.footnote or len(between) > _REACH:
        return
    # "Opinions Nos. 46/2024 and 47/2024" names more than the one that was read.
    if ";" in between or re.match(r"\s*(?:,|and)\s*(?:No\.\s*)?\d", between):
        return
    if symbol.canonical[0].startswith("A/HRC/WGAD/") and symbol.canonical != opinion.canonical:
        yield Finding(
            rule="parallel-identifier",
            severity=SEVERITY,
            span=symbol.span,
            message=f"{opinion.text} is document {opinion.canonical[0]}; the text gives {symbol.canonical[0]}.",
            suggestion=opinion.canonical[0],
            related=(Related(opinion.span, opinion.text),),
        )


def _general_comment(checked: Checked, comment: Reference, symbol: Reference) -> Iterator[Finding]:
    between = checked.document.text[comment.span.end : symbol.span.start]
    written = _NUMBER.search(comment.text)
    named = [_GENERAL_COMMENT.fullmatch(form) for form in symbol.canonical]
    if symbol.kind is not Kind.SYMBOL or symbol.footnote != comment.footnote or not written or not named:
        return
    if len(between) > _REACH or not _DIRECTLY.fullmatch(between):
        return
    # A joint general comment has a symbol of each body: one of them must bear the number.
    halves = [match for match in named if match]
    if len(halves) < len(named) or written["number"] in [half["number"] for half in halves]:
        return
    own = _GENERAL_COMMENT.fullmatch(comment.canonical[0]) if comment.canonical else None
    if comment.canonical and (not own or own["body"] not in [half["body"] for half in halves]):
        return
    right = comment.canonical[0] if comment.canonical else _renumbered(symbol.canonical[0], written["number"])
    yield Finding(
        rule="parallel-identifier",
        severity=SEVERITY,
        span=symbol.span,
        message=f"{comment.text} is document {right}; the text gives {symbol.text}.",
        suggestion=right if len(symbol.canonical) == 1 else None,
        related=(Related(comment.span, comment.text),),
    )


def _renumbered(symbol: str, number: str) -> str:
    return re.sub(r"(/GC/(?:\d{4}/)?)\d+", rf"\g<1>{number}", symbol, count=1)


def _communication(checked: Checked, symbol: Reference) -> Iterator[Finding]:
    match = re.search(r"/D/(\d+)/(\d{4})$", symbol.canonical[0])
    start = symbol.span.start
    named = _COMMUNICATION.search(checked.document.text, max(0, start - _REACH), start) if match else None
    if match and named and (match[1], match[2]) != (named["number"], named["year"]):
        yield Finding(
            rule="parallel-identifier",
            severity=SEVERITY,
            span=symbol.span,
            message=f"The text speaks of communication No. {named['number']}/{named['year']}; {symbol.canonical[0]} "
            f"is of communication No. {match[1]}/{match[2]}.",
        )


def _supplement(checked: Checked, symbol: Reference) -> Iterator[Finding]:
    before = checked.document.text[max(0, symbol.span.start - _REACH) : symbol.span.start].replace("*", "")
    named = _SUPPLEMENT.search(before) if before.endswith(("(", "（")) else None
    parsed = parse(symbol.canonical[0]) if named else None
    if not named or not parsed or parsed.series != "A" or not parsed.session or len(parsed.parts) < 3:
        return
    session = (ordinal(named["session"]) if named["session"] else None) or parsed.session
    number = int(named["number"])
    if (session, number) != (parsed.session, parsed.number):
        right = "/".join(("A", str(session), str(number), *parsed.parts[3:]))
        of = f" of the {ordinal_words(session).lower()} session" if named["session"] else ""
        yield Finding(
            rule="parallel-identifier",
            severity=SEVERITY,
            span=symbol.span,
            message=f"Supplement No. {number}{of} is document {right}; the text gives {symbol.canonical[0]}.",
            suggestion=right,
        )


def _climate(checked: Checked, symbol: Reference) -> Iterator[Finding]:
    """Decision k/CP.n is printed in the report of that session."""
    written = _CLIMATE_SYMBOL.fullmatch(symbol.canonical[0])
    before = checked.document.text[max(0, symbol.span.start - _REACH) : symbol.span.start]
    named = _CLIMATE.search(before) if written else None
    if not written or not named or not written["body"].endswith(named["body"]):
        return
    years = climate_years(named["body"], int(named["session"]))
    if int(written["year"]) not in years:
        of = " or ".join(map(str, years))
        yield Finding(
            rule="parallel-identifier",
            severity=SEVERITY,
            span=symbol.span,
            message=f"Session {named['session']} of the {named['body']} of the climate convention was in {of}; "
            f"{symbol.canonical[0]} is of {written['year']}.",
        )


def _registered(symbol: Reference) -> Iterator[Finding]:
    """A communication is registered before the Committee decides on it; its sessions may have moved by a year."""
    written = _REGISTERED.fullmatch(symbol.canonical[0])
    year = session_year(written["stem"], int(written["session"])) if written else None
    if written and year and int(written["year"]) > year + 1:
        yield Finding(
            rule="parallel-identifier",
            severity=Severity.WARNING,
            span=symbol.span,
            message=f"{symbol.canonical[0]} is of session {written['session']}, {year}; the communication would have "
            f"been registered after it, in {written['year']}.",
        )
