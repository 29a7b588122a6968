"""The Official Document System: whether a symbol has a document, and where its file is.

Its access address answers a redirect; where that leads is the answer, so it is read and never followed. "No such
document" is the same short page as "not released", "malformed" and "overloaded": it counts only where the system is
complete for the kind, a second probe agrees, and a control symbol is found at the same time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from urllib.parse import quote, urlsplit

from refcheck.domain.citing import address_to_cite
from refcheck.domain.symbols import Symbol, parse
from refcheck.model import Known, Question, Reply, Said
from refcheck.network.exchange import Answer, Conversation, Request
from refcheck.sources.source import Source, evidence_of, is_fresh, nothing, unanswered

NAME = "Official Document System"
HOST = "documents.un.org"
CONTROL = "A/RES/55/2"  # the Millennium Declaration: there since the system began
_ACCEPT = (("Accept", "application/pdf, */*;q=0.5"),)
_LETTERED = re.compile(r"\[[^\]]*\]$|(?<=\d)[A-Z](?:-[A-Z])?$")
_FILE_SIGNATURES = (b"%PDF-", b"PK", b"\xd0\xcf\x11\xe0", b"\xffWPC")
_AT_ONCE = timedelta(seconds=60)  # a control is worth something only near the answer that it controls
# Where the system holds no documents of their own, whatever exists: decisions, conference room papers.
_NEVER_HELD = re.compile(r"(?:A|E|S)/DEC/|/CRP\.|^A/HRC/(?:RES|DEC)/(?:\d|1[01])/")


class Outcome(Enum):
    """What one answer of the access address means."""

    FILE = "a file"
    ABSENT = "no file"
    UNRELEASED = "registered, nothing released"
    FAULTY = "a faulty request"
    OVERLOADED = "overloaded"
    UNKNOWN = "no answer that can be read"


@dataclass(frozen=True, slots=True)
class Read:
    """An answer as read: for FILE the path of the file, lower case, where the answer names it."""

    outcome: Outcome
    path: str = ""


def request_for(symbol: str, form: str = "pdf", attempt: int = 0) -> Request:
    """The request for a symbol; a space goes as %20, since a plus sign leads to the error page."""
    return Request(
        f"https://{HOST}/api/symbol/access?s={quote(symbol, safe='/()')}&l=en&t={form}",
        headers=_ACCEPT,
        attempt=attempt,
        leave_after=(403,),
    )


def read(answer: Answer) -> Read:
    """What an answer of the access address means, by its status, its target and its first bytes."""
    if answer.status in (301, 302, 303, 307, 308):
        return _target(answer.location)
    if answer.status == 404:
        return Read(Outcome.ABSENT)
    if answer.status == 400:
        return Read(Outcome.FAULTY)
    if answer.status in (502, 503, 504):
        return Read(Outcome.OVERLOADED)
    if answer.status not in (200, 206):
        return Read(Outcome.UNKNOWN)
    if not answer.body:
        return Read(Outcome.UNRELEASED)
    if answer.body.startswith(_FILE_SIGNATURES):
        return Read(Outcome.FILE, urlsplit(answer.request.url).path.lower())
    words = re.match(rb"\s*Found\. Redirecting to (\S+)", answer.body)
    if words:
        return _target(words[1].decode("utf-8", "replace"))
    is_shell = answer.content_type == "text/html" and len(answer.body) < 4_000
    return Read(Outcome.ABSENT) if is_shell else Read(Outcome.UNKNOWN)


def _target(location: str) -> Read:
    """What a redirect says by where it leads; one to another host says nothing."""
    parts = urlsplit(location)
    if parts.netloc and (parts.hostname or "") != HOST:
        return Read(Outcome.UNKNOWN)
    if parts.path.lower().startswith("/doc/"):
        return Read(Outcome.FILE, parts.path.lower())
    return Read(Outcome.ABSENT) if parts.path.rstrip("/") == "/error" else Read(Outcome.UNKNOWN)


def complete_for(canonical: str) -> str | None:
    """The system holds the resolutions of the Assembly and the Council since 1946, and their documents since 1994."""
    symbol = parse(canonical)
    if symbol is None or _NEVER_HELD.search(canonical) or _LETTERED.search(canonical):
        return None
    if symbol.series in ("A/RES", "S/RES"):
        return "The Official Document System holds all resolutions of the General Assembly and the Security Council."
    if _is_recent_main_series(symbol):
        return "The Official Document System holds the documents of the Assembly and the Council since 1994."
    return None


def _is_recent_main_series(symbol: Symbol) -> bool:
    form = symbol.canonical
    if re.fullmatch(r"S/(?:PRST/)?\d{4}/\d+", form):
        return symbol.year is not None and symbol.year >= 1994
    return bool(re.fullmatch(r"A/\d+/\d+", form)) and symbol.session is not None and symbol.session >= 49


def knows(canonical: str) -> bool:
    """Whether asking makes sense: a UN symbol of a kind that the system holds."""
    return parse(canonical) is not None and not _NEVER_HELD.search(canonical)


def ask(question: Question) -> Conversation[Reply]:
    """Ask for the document; before its absence is believed, ask otherwise, and ask for the control."""
    form = question.canonical
    whole = _LETTERED.sub("", form)  # brackets are never sent: they are faults to the system
    answer = yield request_for(whole)
    seen = read(answer)
    if seen.outcome is Outcome.OVERLOADED:
        answer = yield request_for(whole, attempt=1)
        seen = read(answer)
    refusal = unanswered(NAME, answer)
    if refusal:
        return refusal
    if seen.outcome is Outcome.FILE:
        if whole != form:
            return nothing(
                NAME,
                f"{NAME} holds {whole}, of which {form} is a part that it does not keep apart.",
                evidence_of(NAME, answer, f"{whole} has a file"),
            )
        return _exists(form, seen, answer)
    if seen.outcome is not Outcome.ABSENT:
        return nothing(NAME, f"{NAME} gave {seen.outcome.value}; nothing is known.")
    proof = complete_for(form)
    if proof is None:
        return nothing(NAME, f"{NAME} has no file of {form}, but does not hold all documents of its kind.")
    if is_fresh(question):
        return nothing(NAME, f"{NAME} has no file of {form} yet; it can lag weeks behind. Ask again later.")
    other = yield _otherwise(whole)
    if read(other).outcome is Outcome.FILE:
        return _exists(form, read(other), other)
    if read(other).outcome is not Outcome.ABSENT:
        return nothing(NAME, f"{NAME} has no file of {form} at a first look, and did not answer at a second.")
    control = yield request_for(CONTROL)
    if read(control).outcome is not Outcome.FILE or abs(control.at - answer.at) > _AT_ONCE:
        return nothing(
            NAME, f"{NAME} did not find the control document either: it is ill or refuses; nothing is known."
        )
    return Reply(
        Said.ABSENT,
        NAME,
        proof,
        evidence=(
            evidence_of(NAME, answer, f"no file of {form}, asked twice in two ways; the control {CONTROL} was found"),
        ),
    )


def _otherwise(symbol: str) -> Request:
    """The second probe: the spelling that the system may prefer, else the same symbol as a word-processor file."""
    if re.search(r"/PV\.\d+$", symbol):
        return request_for(f"{symbol}(OR)")
    if "(" in symbol and " (" not in symbol:
        return request_for(symbol.replace("(", " (", 1))
    return request_for(symbol, "doc")


def _exists(form: str, seen: Read, answer: Answer) -> Reply:
    address = address_to_cite(form)
    known = Known(form, source=NAME, basis="it has a file under this symbol", url=address, as_of=answer.at.date())
    return Reply(
        Said.EXISTS,
        NAME,
        known=known,
        file=f"https://{HOST}{seen.path}" if seen.path.startswith("/doc/") else None,
        evidence=(evidence_of(NAME, answer, f"{form} has a file: {seen.path or 'sent at once'}", address),),
    )


OFFICIAL_DOCUMENTS = Source(NAME, HOST, 1, knows, complete_for, ask, CONTROL)
