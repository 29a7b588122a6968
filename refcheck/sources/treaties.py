"""The UN Treaty Collection: the printed text of a registered treaty proves its volume and registration number.

Its pages answer 200 whatever is asked, so only a file that begins as a PDF counts, and its absence proves nothing.
"""

from __future__ import annotations

import re

from refcheck.domain.treaties import TREATIES
from refcheck.model import Known, Question, Reply, Said
from refcheck.network.exchange import Conversation, Request
from refcheck.sources.source import Source, evidence_of, nothing, unanswered

NAME = "UN Treaty Collection"
HOST = "treaties.un.org"
_FORM = re.compile(r"UNTS/(\d+)/(\d+)")
_TITLES = {treaty.canonical: treaty.name for treaty in TREATIES}


def knows(canonical: str) -> bool:
    """A treaty with its volume and registration number."""
    return _FORM.fullmatch(canonical) is not None


def complete_for(canonical: str) -> None:
    """Nothing: how a file is named follows no rule that holds for all volumes."""
    del canonical


def ask(question: Question) -> Conversation[Reply]:
    """Ask for the first kilobyte of the treaty's text in its volume."""
    match = _FORM.fullmatch(question.canonical)
    if match is None:
        return nothing(NAME, "Neither volume nor registration number is given.")
    volume, number = match[1], match[2]
    path = f"/doc/Publication/UNTS/Volume%20{volume}/volume-{volume}-I-{number}-English.pdf"
    answer = yield Request(f"https://{HOST}{path}", headers=(("Range", "bytes=0-1023"),), limit=1_024)
    refusal = unanswered(NAME, answer)
    if refusal:
        return refusal
    if answer.status in (200, 206) and answer.body.startswith(b"%PDF-"):
        says = f"the text of No. {number} stands in volume {volume} of the Treaty Series"
        title = _TITLES.get(question.canonical)
        known = Known(
            question.canonical, title=title, source=NAME, basis=says, url=answer.request.url, as_of=answer.at.date()
        )
        return Reply(
            Said.EXISTS, NAME, known=known, file=answer.request.url, evidence=(evidence_of(NAME, answer, says),)
        )
    return nothing(NAME, f"{NAME} has no file of that name, which proves nothing: look it up there by its title.")


TREATY_COLLECTION = Source(NAME, HOST, 1, knows, complete_for, ask, "UNTS/660/9464")
