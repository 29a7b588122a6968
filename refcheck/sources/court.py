"""The International Court of Justice: a decision is proved by the page of its case, which links its file.

The files themselves are behind a challenge for programs; the case pages are not. A file's name carries case, date and
kind ("180-20211207-ORD-01-00-EN.pdf"), in upper or lower case.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from refcheck.domain.dates import words
from refcheck.model import Known, Question, Reply, Said
from refcheck.network.exchange import Answer, Conversation, Request
from refcheck.sources.source import Source, evidence_of, nothing, unanswered

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

NAME = "International Court of Justice"
HOST = "www.icj-cij.org"
_FORM = re.compile(r"ICJ/(\d+)(?:/(ORD|JUD|ADV)/(\d{4})-(\d\d)-(\d\d))?")
_FILE = re.compile(r"/case-related/(\d+)/0*(\d+)-(\d{4})(\d\d)(\d\d)-([a-z]{3})-(\d\d)-(\d\d)-", re.IGNORECASE)
_KINDS = {"ORD": "Order", "JUD": "Judgment", "ADV": "Advisory Opinion"}
_PAGE = 3_000_000


@dataclass(frozen=True, slots=True)
class _Decision:
    kind: str  # "ORD", "JUD", "ADV"
    date: dt.date
    url: str


def knows(canonical: str) -> bool:
    """Whether the case is known, so that its page can be asked."""
    return _FORM.fullmatch(canonical) is not None


def complete_for(canonical: str) -> str | None:
    """A case's page lists every order, judgment and opinion of the case."""
    return "The Court lists all decisions of a case on the page of the case." if knows(canonical) else None


def ask(question: Question) -> Conversation[Reply]:
    """Read the case's page, and look for the decision of that kind and date among the files that it links."""
    match = _FORM.fullmatch(question.canonical)
    if match is None:
        return nothing(NAME, "The number of the case is not known, so its page cannot be asked.")
    number, kind = match[1], match[2]
    address = f"https://{HOST}/case/{number}"
    answer = yield Request(address, limit=_PAGE)
    refusal = unanswered(NAME, answer)
    if refusal:
        return refusal
    if answer.status == 404:
        proof = f"The Court has no page for a case No. {number}."
        return Reply(Said.ABSENT, NAME, proof, evidence=(evidence_of(NAME, answer, "status 404"),))
    if answer.status != 200 or answer.truncated:
        return nothing(NAME, f"{NAME} gave no page that can be read (status {answer.status}); nothing is known.")
    title, decisions = _page(answer, number)
    if not title or not decisions:
        return nothing(NAME, f"The page at {address} is not as it used to be; nothing is known. Look at it yourself.")
    if kind is None:
        known = Known(question.canonical, title=title, source=NAME, basis="it has a page", url=address)
        return Reply(Said.EXISTS, NAME, known=known, evidence=(evidence_of(NAME, answer, f"case page: {title}"),))
    day = dt.date(int(match[3]), int(match[4]), int(match[5]))
    for decision in decisions:
        if decision.kind == kind and decision.date == day:
            return _exists(question.canonical, title, decision, answer)
    if question.today - day < dt.timedelta(days=60):
        return nothing(NAME, f"The page of case No. {number} does not list it yet; it can lag behind. Ask again later.")
    return Reply(
        Said.ABSENT,
        NAME,
        f"The page of case No. {number} lists no {_KINDS[kind]} of {words(day)}.",
        evidence=(evidence_of(NAME, answer, f"{title}: {_listed(decisions)}"),),
        near=tuple(_known(number, one, title, answer) for one in decisions if one.kind == kind),
    )


def _page(answer: Answer, number: str) -> tuple[str, tuple[_Decision, ...]]:
    """The title of a case page, and the decisions that it links; both empty for any other page."""
    from bs4 import BeautifulSoup  # noqa: PLC0415 - it takes longer to load than all else that checking links needs

    page = BeautifulSoup(answer.body, "lxml", from_encoding="utf-8")
    found = dict.fromkeys(_decisions(page, number, answer.request.url))
    title = page.title.get_text(" ", strip=True) if page.title else ""
    return title.split(" | ")[0].strip(), tuple(sorted(found, key=lambda one: one.date))


def _decisions(page: BeautifulSoup, number: str, base: str) -> Iterator[_Decision]:
    for link in page.find_all("a", href=True):
        target = str(link["href"])
        file = _FILE.search(target)
        # "00" is the decision itself, 01 and on what judges append; the first number must be the folder's.
        if file and file[1] == number == file[2] and file[6].upper() in _KINDS and file[8] == "00":
            try:
                day = dt.date(int(file[3]), int(file[4]), int(file[5]))
            except ValueError:
                continue
            yield _Decision(file[6].upper(), day, urljoin(base, target))


def _exists(form: str, title: str, decision: _Decision, answer: Answer) -> Reply:
    known = Known(
        form,
        decision.date,
        title,
        source=NAME,
        basis="the page of the case links it",
        url=decision.url,
        as_of=answer.at.date(),
    )
    says = f"{title}: the page of the case links the {_KINDS[decision.kind]} of {words(decision.date)}"
    return Reply(Said.EXISTS, NAME, known=known, file=decision.url, evidence=(evidence_of(NAME, answer, says),))


def _known(number: str, decision: _Decision, title: str, answer: Answer) -> Known:
    form = f"ICJ/{number}/{decision.kind}/{decision.date.isoformat()}"
    return Known(form, decision.date, title, source=NAME, url=decision.url, as_of=answer.at.date())


def _listed(decisions: tuple[_Decision, ...]) -> str:
    return ", ".join(dict.fromkeys(f"{_KINDS[one.kind]} of {words(one.date)}" for one in decisions[-12:]))


COURT = Source(NAME, HOST, 1, knows, complete_for, ask, "ICJ/180/ORD/2021-12-07")
