"""What a source declares, and what its answers have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from refcheck.domain.symbols import Symbol, parse
from refcheck.model import Evidence, Question, Reply, Said
from refcheck.network.challenge import challenge_in
from refcheck.network.exchange import NOT_SENT, Answer, Conversation

FRESH = timedelta(days=60)  # sources lag: of a younger document their silence proves nothing


@dataclass(frozen=True, slots=True)
class Source:
    """A public source. `cost` orders the sources: the requests that one question takes."""

    name: str  # "Official Document System"
    host: str
    cost: int
    knows: Callable[[str], bool]  # whether it may know a document of this canonical form
    complete_for: Callable[[str], str | None]  # why its silence proves absence, in words; None where it does not
    ask: Callable[[Question], Conversation[Reply]]
    probe: str  # a document that it has, to see whether it still answers as recorded


def nothing(source: str, reason: str, *evidence: Evidence) -> Reply:
    """Nothing is known, for this reason."""
    return Reply(Said.NOTHING, source, reason, evidence=evidence)


def unanswered(source: str, answer: Answer) -> Reply | None:
    """The reply where the host did not answer, or refused; None for an answer that can be read.

    A status alone never proves anything: a page that asks for a proof of being human comes with any of them.
    """
    challenge = challenge_in(answer)
    if challenge:
        return Reply(Said.BLOCKED, source, f"{source} asks for a browser ({challenge}); nothing is known.")
    if answer.failure in NOT_SENT:
        return nothing(source, f"{source} was not asked: {answer.detail or answer.failure}.")
    if answer.failure:
        detail = f" ({answer.detail})" if answer.detail else ""
        return nothing(source, f"{source} did not answer: {answer.failure.value}{detail}.")
    if answer.status in (401, 403, 429, 451):
        return Reply(Said.BLOCKED, source, f"{source} refused to answer (status {answer.status}); nothing is known.")
    if answer.status >= 500:
        return nothing(source, f"{source} failed (status {answer.status}); ask again later.")
    return None


def evidence_of(source: str, answer: Answer, says: str, url: str | None = None) -> Evidence:
    """What an answer shows, with the address that was asked and the day."""
    return Evidence(source, says, url or answer.request.url, answer.at.date())


def is_fresh(question: Question) -> bool:
    """Whether the document may be too young for the sources: dated lately, or undated and of a current series."""
    if question.date is not None:
        return question.today - question.date < FRESH
    symbol = parse(question.canonical)
    return symbol is not None and _is_current(symbol, question.today.year, question.today.year - 1945)


def _is_current(symbol: Symbol, year: int, session: int) -> bool:
    """Whether the series is one of today; what lies beyond tomorrow is not young, but wrong."""
    if symbol.year is not None:
        return year <= symbol.year <= year + 1
    return symbol.session is not None and session - 1 <= symbol.session <= session + 1


def folded(symbol: str) -> str:
    """A symbol for comparison: no spaces, upper case."""
    return "".join(symbol.split()).upper()
