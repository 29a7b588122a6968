"""What public sources say, joined to the verdicts that the catalogue left open. Pure: the replies are handed in.

A document that the catalogue knows is not asked for: the first that knows ends the search.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from refcheck.domain import symbols
from refcheck.domain.dates import words
from refcheck.model import (
    Candidate,
    Comparison,
    Kind,
    Known,
    Question,
    Reference,
    Reply,
    Said,
    Status,
    Verdict,
)
from refcheck.resolution.authority import Authority
from refcheck.resolution.resolve import known_verdict, worst
from refcheck.resolution.written import in_words

Replies = Mapping[str, tuple[Reply, ...]]
_ASKED = (Kind.SYMBOL, Kind.RESOLUTION, Kind.ICJ, Kind.OPINION, Kind.TREATY)


def questions(references: Sequence[Reference], verdicts: Sequence[Verdict], today: dt.date) -> Iterator[Question]:
    """What is worth asking: documents of which no catalogue knows anything, each once."""
    seen: set[str] = set()
    for reference, verdict in zip(references, verdicts, strict=True):
        if reference.kind in _ASKED and verdict.status is Status.UNVERIFIABLE:
            for form in reference.canonical:
                if form not in seen:
                    seen.add(form)
                    yield Question(form, today, reference.date.value if reference.date else None)


def with_replies(
    references: Sequence[Reference], verdicts: Sequence[Verdict], replies: Replies, authority: Authority
) -> tuple[Verdict, ...]:
    """The verdicts, with what the sources said of the documents that were open."""
    joined = {
        reference.span.start: _joined(reference, verdict, replies, authority)
        for reference, verdict in zip(references, verdicts, strict=True)
        if reference.kind in _ASKED
    }
    return tuple(
        joined.get(reference.span.start if reference.kind is not Kind.SHORT else reference.refers_to or -1, verdict)
        if verdict.status is Status.UNVERIFIABLE
        else verdict
        for reference, verdict in zip(references, verdicts, strict=True)
    )


def _joined(reference: Reference, verdict: Verdict, replies: Replies, authority: Authority) -> Verdict:
    if verdict.status is not Status.UNVERIFIABLE or not any(replies.get(form) for form in reference.canonical):
        return verdict
    halves = [_of_one(reference, form, replies.get(form, ()), verdict, authority) for form in reference.canonical]
    whole = worst(halves)
    return _paired(reference, whole, replies) if len(halves) == 2 else whole


def _of_one(
    reference: Reference, form: str, replies: tuple[Reply, ...], offline: Verdict, authority: Authority
) -> Verdict:
    """The verdict on one document, from what each source said of it."""
    evidence = tuple(item for reply in replies for item in reply.evidence)
    known = tuple(reply.known for reply in replies if reply.known)
    absent = [reply for reply in replies if reply.said is Said.ABSENT]
    if known:
        found = known_verdict(reference, symbols.parse(form), known, authority)
        disagreement = " ".join(f"{reply.source} says that there is none: {reply.reason}" for reply in absent)
        return Verdict(
            found.status,
            ", ".join(dict.fromkeys(one.source for one in known)),
            " ".join(filter(None, (disagreement, found.reason))),
            found.comparisons,
            evidence,
            found.candidates,
        )
    if absent:
        candidates = tuple(_candidate(near) for reply in absent for near in reply.near[:5])
        return Verdict(
            Status.NOT_FOUND,
            ", ".join(reply.source for reply in absent),
            f"There is no {in_words(form)}. {absent[0].reason}",
            (),
            evidence,
            offline.candidates or candidates,
        )
    said = " ".join(dict.fromkeys(reply.reason for reply in replies if reply.reason))
    refused = any(reply.said is Said.BLOCKED for reply in replies)
    reason = said or offline.reason
    return Verdict(Status.BLOCKED if refused else Status.UNVERIFIABLE, None, reason, (), evidence, offline.candidates)


def _candidate(known: Known) -> Candidate:
    dated = f" of {words(known.date)}" if known.date else ""
    return Candidate(known.canonical, in_words(known.canonical), f"the source lists the one{dated} instead")


def _paired(reference: Reference, whole: Verdict, replies: Replies) -> Verdict:
    """Both halves of a double symbol must lead to one file."""
    files = [
        next((reply.file for reply in replies.get(form, ()) if reply.said is Said.EXISTS and reply.file), None)
        for form in reference.canonical
    ]
    if not all(files):
        return whole
    same = files[0] == files[1]
    first, second = reference.canonical
    compared = Comparison("same document", f"{first} and {second}", "one file" if same else "two documents", same)
    status = whole.status if same else Status.MISMATCH
    return Verdict(status, whole.by, whole.reason, (*whole.comparisons, compared), whole.evidence, whole.candidates)
