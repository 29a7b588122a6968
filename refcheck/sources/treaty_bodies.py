"""The document search of the human rights treaty bodies: files prove a symbol, their absence nothing."""

from __future__ import annotations

import re
from urllib.parse import quote

from refcheck.domain.citing import address_to_cite
from refcheck.model import Known, Question, Reply, Said
from refcheck.network.exchange import Conversation, Request
from refcheck.sources.source import Source, evidence_of, nothing, unanswered

NAME = "Treaty body database"
HOST = "tbinternet.ohchr.org"
_BODIES = re.compile(r"(?:CERD|CCPR|CEDAW|CAT|CRC|CMW|CRPD|CED|E/C\.12|INT)/|CAT/OP/")


def knows(canonical: str) -> bool:
    """The symbols of the treaty bodies."""
    return _BODIES.match(canonical) is not None


def complete_for(canonical: str) -> None:
    """Nothing: a page without files is served for every symbol that is not there, and for some that are."""
    del canonical


def ask(question: Question) -> Conversation[Reply]:
    """Look whether the page of the symbol lists files."""
    form = question.canonical
    query = f"symbolno={quote(form, safe='')}&Lang=en"
    answer = yield Request(f"https://{HOST}/_layouts/15/treatybodyexternal/Download.aspx?{query}", limit=1_000_000)
    refusal = unanswered(NAME, answer)
    if refusal:
        return refusal
    if answer.status == 200 and _files(answer.body):
        address = address_to_cite(form)
        known = Known(form, source=NAME, basis="its page lists files", url=address, as_of=answer.at.date())
        return Reply(
            Said.EXISTS, NAME, known=known, evidence=(evidence_of(NAME, answer, f"files of {form} are listed"),)
        )
    return nothing(NAME, f"{NAME} lists no file of {form}, which proves nothing.")


def _files(body: bytes) -> bool:
    from bs4 import BeautifulSoup  # noqa: PLC0415 - it takes longer to load than all else that checking links needs

    page = BeautifulSoup(body, "lxml", from_encoding="utf-8")
    return any("FilesHandler.ashx?enc=" in str(link["href"]) for link in page.find_all("a", href=True))


TREATY_BODIES = Source(NAME, HOST, 2, knows, complete_for, ask, "CERD/C/URY/CO/21-23")
