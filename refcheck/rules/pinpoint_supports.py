"""The cited paragraph does not use the verb that the text gives it.

Why
    "Condemned" for a paragraph that "requests" is the kind of slip that a wrong paragraph number makes; the paragraph is shown.

Source
    A/78/L.900
    1. Condemns the attacks on the mission;
    2. Requests the Secretary-General to report on the matter;
    3. Decides to remain seized of the matter.

Wrong
    The draft resolution condemned the attacks on the mission (A/78/L.900, para. 2).

Right
    The draft resolution condemned the attacks on the mission (A/78/L.900, para. 1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from refcheck.domain.patterns import lazy
from refcheck.model import Checked, Finding, JudgedPinpoint, Severity, Unit
from refcheck.rules.quoted import as_evidence, shortened

TITLE = "Paragraph says something else"
SEVERITY = Severity.INFO
_REACH = 400  # characters of the sentence before the citation
_VERBS = (
    *("condemn", "demand", "decid", "welcom", "request", "urg", "reaffirm", "affirm", "recogni", "recommend"),
    *("authoriz", "emphasi", "encourag", "invit", "deplor", "call", "stress", "endors", "reject", "appeal"),
)
_IN_CLAIM = lazy(rf"\b(?P<verb>{'|'.join(_VERBS)})(?:ed|d|s|es)?(?:\s+(?:upon|on|for|that|the|all|its|to|in|a)\b)")
_OPERATIVE = lazy(
    rf"\s*\d{{1,4}}\.\s+(?:[A-Z][a-z]+ly\s+|Also\s+|Further\s+)?(?P<verb>{'|'.join(v.capitalize() for v in _VERBS)})(?:s|es)\b"
)
_SENTENCE = lazy(r"[.;!?][\"'\u201d)]*\s+(?=[A-Z\u201c\"])|\n[ \t]*\n")


def check(checked: Checked) -> Iterator[Finding]:
    """Only where one verb of this kind stands in the sentence, and the paragraph begins with another."""
    for place in checked.consulted.pinpoints:
        claim, verb = _claimed(checked, place), _operative(place)
        if not claim or not verb or place.passage is None or claim[:4] == verb[:4]:
            continue
        if claim in f"{place.passage.words} {place.passage.after}".lower():
            continue
        reference = checked.references[place.reference]
        yield Finding(
            rule="pinpoint-supports",
            severity=SEVERITY,
            span=reference.span,
            message=f"The text says that the source \u201c{claim}\u2026\u201d; {place.words}, which it cites, reads: "
            f"\u201c{shortened(place.passage.words)}\u201d.",
            evidence=(as_evidence(place.passage),),
        )


def _claimed(checked: Checked, place: JudgedPinpoint) -> str:
    """The one verb of this kind in the sentence before the citation, without its ending."""
    reference = checked.references[place.reference]
    if reference.footnote is not None:
        return ""  # which sentence a note stands for is not certain enough
    end = reference.span.start
    text = checked.document.text[max(0, end - _REACH) : end]
    sentence = _SENTENCE.split(text)[-1]
    verbs = {match["verb"] for match in _IN_CLAIM.finditer(sentence)}
    return verbs.pop() if len(verbs) == 1 else ""


def _operative(place: JudgedPinpoint) -> str:
    """The verb that a cited paragraph begins with, without its ending."""
    if place.pinpoint.unit is not Unit.PARA or place.passage is None or place.pinpoint.first != place.pinpoint.last:
        return ""
    verb: re.Match[str] | None = _OPERATIVE.match(place.passage.words)
    return verb["verb"].lower() if verb else ""
