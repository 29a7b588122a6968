"""The reports of the International Court of Justice are cited in a loose form.

Why
    The Court's own form is "I.C.J. Reports 2021, p. 361"; readers search for it in that form.

Wrong
    Armenia v. Azerbaijan, Provisional Measures, Order of 7 December 2021, [2021] ICJ Rep 361

Right
    Armenia v. Azerbaijan, Provisional Measures, Order of 7 December 2021, I.C.J. Reports 2021, p. 361
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.patterns import lazy
from refcheck.model import Checked, Finding, Severity, Span

TITLE = "Loose form of the Court's reports"
SEVERITY = Severity.INFO
_COURT = r"I\.?\s?C\.?\s?J\.?"
_PAGE = r"(?:p\.|pp\.|at)?\s*(?P<page{n}>\d{{1,4}})(?![\d/])"
_LOOSE = lazy(
    rf"\[(?P<year1>(?:19|20)\d\d)\]\s*{_COURT}\s+Rep(?:orts|\.)?,?\s*{_PAGE.format(n=1)}"
    rf"|{_COURT}\s+Rep(?:orts|\.)?,?\s+(?P<year2>(?:19|20)\d\d),\s*{_PAGE.format(n=2)}"
)
_OFFICIAL = lazy(r"I\.C\.J\.\s+Reports\s+\d{4},\s+pp?\.\s*\d")


def check(checked: Checked) -> Iterator[Finding]:
    """One hint a document and form, at its first place."""
    said = set[str]()
    text = checked.document.text
    for match in _LOOSE.finditer(text) if "Rep" in text else ():
        written = " ".join(match[0].split())
        if _OFFICIAL.match(written) or written in said:
            continue
        said.add(written)
        right = f"I.C.J. Reports {match['year1'] or match['year2']}, p. {match['page1'] or match['page2']}"
        yield Finding(
            rule="icj-form",
            severity=SEVERITY,
            span=Span(*match.span()),
            message=f'"{written}": the Court\'s own form is "{right}".',
            suggestion=right,
        )
