"""The page that a web address cites is gone.

Why
    A reader who follows the address finds nothing. One run cannot tell a page that is gone for good from one that is
    gone today, so it is a warning; the nightly job makes an error of it when it failed on three days.

Wrong
    https://www.example.org/taken-down

Right
    https://www.example.org/a-living-page
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from refcheck.model import Checked, Finding, Kind, Reference, Related, Severity, Status, Verdict

TITLE = "Dead link"
SEVERITY = Severity.WARNING
NEEDS_NETWORK = True


def check(checked: Checked) -> Iterator[Finding]:
    """Addresses whose host says that there is no such page, or does not exist; seen twice, or failed on three days.

    A host that does not exist is one mistake, however many of its addresses are cited.
    """
    hosts: dict[str, list[tuple[Reference, Verdict]]] = {}
    for reference, verdict in checked.judged:
        soft = any(item.field == "content" and not item.agrees for item in verdict.comparisons)
        if reference.kind is Kind.URL and verdict.status is Status.DEAD and not soft:
            url = reference.canonical[0]
            alone = url if verdict.by else urlsplit(url).netloc.lower()  # a host that answered says it of one page
            hosts.setdefault(alone, []).append((reference, verdict))
    for cited in hosts.values():
        yield from _of_host(cited) if len({one.canonical for one, _ in cited}) > 1 else _of_pages(cited)


def _of_pages(cited: list[tuple[Reference, Verdict]]) -> Iterator[Finding]:
    for reference, verdict in cited:
        yield _finding(reference, verdict, _said(reference.canonical[0], verdict.reason), ())


def _of_host(cited: list[tuple[Reference, Verdict]]) -> Iterator[Finding]:
    (reference, verdict), *others = cited
    message = f"{len(cited)} addresses of one host are dead: {verdict.reason[:1].lower()}{verdict.reason[1:]}"
    related = (Related(other.span, "the same host") for other, _ in others)
    yield _finding(reference, verdict, message, tuple(related))


def _finding(reference: Reference, verdict: Verdict, message: str, related: tuple[Related, ...]) -> Finding:
    return Finding(
        rule="url-dead",
        severity=Severity.ERROR if verdict.lasting else SEVERITY,
        span=reference.span,
        message=message,
        suggestion=verdict.candidates[0].canonical if verdict.candidates else None,
        related=related,
        evidence=verdict.evidence,
    )


def _said(url: str, reason: str) -> str:
    return f"{url} is dead: {reason[:1].lower()}{reason[1:]}"
