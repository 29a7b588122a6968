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

from refcheck.domain.numerals import ordinal
from refcheck.domain.patterns import lazy
from refcheck.domain.symbols import parse
from refcheck.model import Checked, Finding, Kind, Reference, Related, Severity

SEVERITY = Severity.ERROR
_REACH = 200
_SUPPLEMENT = lazy(
    r"(?P<session>[A-Z][a-z]+(?:-[a-z]+)?)\s+[Ss]ession,\s+Supplement\s+No\.\s*(?P<number>\d+)[^;.]{0,30}?\($"
)
_COMMUNICATION = lazy(r"[Cc]ommunication\s+No\.\s*(?P<number>\d+)/(?P<year>(?:19|20)\d\d)[^;]{0,200}$")


def check(checked: Checked) -> Iterator[Finding]:
    """Opinions and communications beside their symbols, Supplements of the Official Records beside theirs."""
    references = checked.references
    for place, reference in enumerate(references):
        if reference.kind is Kind.OPINION and place + 1 < len(references):
            yield from _opinion(checked, reference, references[place + 1])
        elif reference.kind is Kind.SYMBOL and len(reference.canonical) == 1:
            yield from _communication(checked, reference)
            yield from _supplement(checked, reference)


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


def _communication(checked: Checked, symbol: Reference) -> Iterator[Finding]:
    match = re.search(r"/D/(\d+)/(\d{4})$", symbol.canonical[0])
    before = checked.document.text[max(0, symbol.span.start - _REACH) : symbol.span.start]
    named = _COMMUNICATION.search(before)
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
    named = _SUPPLEMENT.search(before)
    parsed = parse(symbol.canonical[0])
    session = ordinal(named["session"]) if named else None
    if not named or not parsed or parsed.series != "A" or not parsed.session or session is None:
        return
    if (session, int(named["number"])) != (parsed.session, parsed.number):
        yield Finding(
            rule="parallel-identifier",
            severity=SEVERITY,
            span=symbol.span,
            message=f"Supplement No. {named['number']} of the {named['session'].lower()} session is document "
            f"A/{session}/{named['number']}; the text gives {symbol.canonical[0]}.",
            suggestion=f"A/{session}/{named['number']}",
        )
