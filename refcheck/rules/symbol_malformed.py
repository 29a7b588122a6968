"""What is meant as a symbol is none.

Why
    A stroke for a dot, a lost hyphen or a letter for a digit makes a symbol that no system finds. Where the
    break can be told, the symbol meant is proposed.

Wrong
    see A/CONF/177/20/Rev.1

Right
    see A/CONF.177/20/Rev.1
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from refcheck.domain.near_misses import near_miss
from refcheck.domain.patterns import lazy
from refcheck.domain.symbols import OWN_ROOTS, PRINCIPAL_ROOTS
from refcheck.model import Checked, Finding, Kind, Severity, Span

TITLE = "Broken symbol"
SEVERITY = Severity.WARNING
_ROOTS = "|".join(sorted((root.replace(".", r"\.") for root in (*PRINCIPAL_ROOTS, *OWN_ROOTS)), key=len, reverse=True))
# An address, a path or a longer word is no symbol; a hyphen may join the second half of a double one.
_ROOT = lazy(rf"(?<![A-Za-z0-9/\\._@=&#%])(?<![A-Za-z]-)(?:{_ROOTS})$")
_LONGEST_ROOT = 9
_REST = lazy(
    r"/{1,2}(?:[A-Za-z0-9.]{1,12}/{1,2}){0,8}[A-Za-z0-9.]{1,12}(?:[-‐‑–—](?:20\d\d/\d{1,4}|\d{1,4}))?(?![A-Za-z0-9/\\_@])"
)
_MOST = 80  # characters; nothing longer is a symbol


def check(checked: Checked) -> Iterator[Finding]:
    """Looks at whatever begins like a symbol, whether it was read as one or not; not inside addresses."""
    text = checked.document.text
    addresses = sorted(reference.span for reference in checked.references if reference.kind is Kind.URL)
    starts = [span.start for span in addresses]
    for span in _candidates(text):
        written = text[span.start : span.end]
        before = bisect_right(starts, span.start) - 1
        if len(written) > _MOST or (before >= 0 and addresses[before].overlaps(span)):
            continue
        miss = near_miss(written, checked.today.year)
        if miss:
            yield Finding(
                rule="symbol-malformed",
                severity=SEVERITY,
                span=span,
                message=f'"{written}" {miss.reason}.' + (f" It may be {miss.meant}." if miss.meant else ""),
                suggestion=miss.meant,
            )


def _candidates(text: str) -> Iterator[Span]:
    """Whatever begins like a symbol: looked for only where a stroke stands."""
    end = 0
    slash = text.find("/")
    while slash >= 0:
        root = _ROOT.search(text, max(end, slash - _LONGEST_ROOT), slash)
        rest = _REST.match(text, slash) if root else None
        if root and rest:
            end = slash + len(rest[0].rstrip("."))
            yield Span(root.start(), end)
        slash = text.find("/", max(slash + 1, end))
