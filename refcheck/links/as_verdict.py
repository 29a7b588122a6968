"""The verdict on a link as the verdict on a reference, so that rules and reports read both alike."""

from __future__ import annotations

from refcheck.links.verdict import LinkVerdict
from refcheck.model import Candidate, Comparison, Evidence, Status, Verdict


def as_verdict(link: LinkVerdict) -> Verdict:
    """Status, reason, what to write instead, and what was seen on the way."""
    seen = link.checked.date() if link.checked else None
    way = " → ".join((link.url, *(f"{hop.status} {hop.url}" for hop in link.hops)))
    answered = f"status {link.http_status}" if link.http_status else "no answer"
    candidates = []
    if link.suggestion and link.suggestion != link.archived:
        candidates.append(Candidate(link.suggestion, link.suggestion, "where the page stands today"))
    if link.archived:
        candidates.append(Candidate(link.archived, link.archived, "an archived copy"))
    compared = (Comparison("content", "the page cited", link.reason, agrees=False),) if link.soft else ()
    return Verdict(
        link.status,
        "the host" if link.http_status else None,
        " ".join((link.reason, *link.notes)),
        compared if link.status is Status.DEAD else (),
        (Evidence("the host", f"{way}: {answered}", link.final or link.url, seen),),
        tuple(candidates),
        lasting=link.lasting,
    )
