"""Links in the text lead nowhere.

Why
    "#" as an address is what a conversion leaves when it loses the target; the reader cannot follow it.

Wrong
    See [A/78/636](#).

Right
    See [A/78/636](https://undocs.org/A/78/636).
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.model import Checked, Finding, Related, Severity

TITLE = "Link leads nowhere"
SEVERITY = Severity.INFO


def check(checked: Checked) -> Iterator[Finding]:
    """One hint a document, since one conversion lost them all."""
    lost = [
        link
        for link in checked.document.links
        if link.target in ("", "#", "about:blank") or link.target.lower().startswith("javascript:")
    ]
    if lost:
        count = "1 link leads" if len(lost) == 1 else f"{len(lost)} links lead"
        yield Finding(
            rule="link-placeholder",
            severity=SEVERITY,
            span=lost[0].span,
            message=f'{count} nowhere (the address is "{lost[0].target}"); the conversion of this file lost it.',
            related=tuple(
                Related(link.span, checked.document.text[link.span.start : link.span.end]) for link in lost[1:]
            ),
        )
