"""The text of a document, fetched where a public source gives its file to programs."""

from __future__ import annotations

from dataclasses import dataclass

from refcheck.model import Question, Said
from refcheck.network.exchange import Conversation, Request
from refcheck.sources import documents
from refcheck.sources.source import unanswered

_LARGEST = 32_000_000  # bytes; what the readers take


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document's file, or why there is none."""

    canonical: str
    url: str = ""
    content: bytes = b""
    reason: str = ""  # one sentence, where `content` is empty


def fetch(question: Question, file: str | None = None) -> Conversation[Fetched]:
    """The file of a document; `file` is its address, where a source has said it already."""
    form = question.canonical
    if file is None:
        if not documents.knows(form):
            return Fetched(form, reason=f"No source gives the text of {form} to programs.")
        reply = yield from documents.ask(question)
        if reply.said is not Said.EXISTS or reply.file is None:
            return Fetched(form, reason=reply.reason or f"{documents.NAME} did not say where the file of {form} is.")
        file = reply.file
    answer = yield Request(file, limit=_LARGEST, headers=(("Accept", "application/pdf"),))
    refusal = unanswered(documents.NAME if documents.HOST in file else file, answer)
    if refusal:
        return Fetched(form, file, reason=refusal.reason)
    if answer.status != 200 or not answer.body.startswith(b"%PDF-"):
        return Fetched(form, file, reason=f"{file} did not give a PDF (status {answer.status}).")
    if answer.truncated:
        return Fetched(form, file, reason=f"{file} broke off, or is larger than {_LARGEST // 1_000_000} MB.")
    return Fetched(form, file, answer.body)
