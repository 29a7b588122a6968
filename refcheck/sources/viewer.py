"""docs.un.org, the address that editors cite: today a page for every path, perhaps soon a file or a plain "no".

The page that it serves for any path proves nothing. A later version of the service, published by the UN library,
streams the file under the same address; it is asked only where the Official Document System said nothing.
"""

from __future__ import annotations

import re

from refcheck.domain.citing import address_to_cite
from refcheck.model import Known, Question, Reply, Said
from refcheck.network.exchange import Conversation, Request
from refcheck.sources.documents import complete_for, knows
from refcheck.sources.source import Source, evidence_of, is_fresh, nothing, unanswered

NAME = "docs.un.org"
HOST = "docs.un.org"


def ask(question: Question) -> Conversation[Reply]:
    """Ask for the address to cite, and look at what comes."""
    form = question.canonical
    address = address_to_cite(form)
    if address is None:
        return nothing(NAME, f"{form} has no address there.")
    answer = yield Request(address)
    refusal = unanswered(NAME, answer)
    if refusal:
        return refusal
    if answer.status == 200 and answer.body.startswith(b"%PDF-"):
        known = Known(form, source=NAME, basis="it serves the file", url=address, as_of=answer.at.date())
        name = re.search(r'filename="([^"]*)"', answer.headers.get("content-disposition", ""))
        says = f"it serves the file{' ' + name[1] if name else ''}"
        return Reply(Said.EXISTS, NAME, known=known, file=address, evidence=(evidence_of(NAME, answer, says),))
    if answer.status == 404 and complete_for(form) and not is_fresh(question):
        return Reply(
            Said.ABSENT, NAME, f"{NAME} has no such document.", evidence=(evidence_of(NAME, answer, "status 404"),)
        )
    return nothing(NAME, f"{NAME} gives the same page for every symbol; nothing is known.")


VIEWER = Source(NAME, HOST, 1, knows, complete_for, ask, "A/RES/55/2")
