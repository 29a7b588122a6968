"""The conversation with one web address; twice before "dead".

A page is asked for with GET at once, since only its words show whether it is an error page, and is broken off at 64 KB.
Of a file HEAD tells enough; where HEAD fails, or a page stands in the file's place, GET has the last word.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import replace
from urllib.parse import urldefrag, urljoin, urlsplit, urlunsplit

from refcheck.domain.citing import successor
from refcheck.domain.urls import symbols_in
from refcheck.links.judgement import (
    Judged,
    host_says,
    is_html,
    is_trivial_move,
    judge,
    redirect_says,
    same_page,
    says_not_found,
)
from refcheck.links.verdict import Hop, LinkVerdict
from refcheck.model import Question, Said, Status
from refcheck.network.addresses import host_of, masked
from refcheck.network.challenge import challenge_in
from refcheck.network.exchange import NOT_SENT, Answer, Conversation, Failure, Request
from refcheck.sources import documents

_MOST_HOPS = 10
_UNCHANGED = 304
_PERMANENT = (301, 308)
_REDIRECTS = (*_PERMANENT, 302, 303, 307)
_BODY = 65_536
# Hosts whose answer to HEAD says nothing of the page.
_GET_ONLY = frozenset({"documents.un.org", "treaties.un.org", "www.icj-cij.org", "icj-cij.org"})
# Pages that answer for every symbol: whether there is a document, only the access address says.
_VIEWERS = frozenset({"docs.un.org", "undocs.org", "www.undocs.org", "daccess-ods.un.org"})
_MAIL = re.compile(r"mailto:[^@\s?]+@[^@\s?]+\.[^@\s?.]+(?:\?.*)?", re.IGNORECASE)
# Names of files, for which the headers say enough; anything else is taken for a page.
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|zip|gz|7z|csv|xml|txt|epub|jpe?g|png|gif|tiff?|svg|mp[34]|m4a|webm|mov|wav)$",
    re.IGNORECASE,
)
_SOON = dt.timedelta(days=14)
_MOST_PAUSES = 5  # that a host may ask for before the same address answers
_GETS = (("Accept", "text/html, application/pdf, */*;q=0.5"),)


def check(url: str, *, thorough: bool = True, known: LinkVerdict | None = None) -> Conversation[LinkVerdict]:
    """What is known of an address. `thorough` reads the page as well, to see whether it is an error page.

    `known` is the verdict of an earlier run: where it was a good one, the host is asked whether the page has changed.
    """
    if url.lower().startswith("mailto:"):
        good = _MAIL.fullmatch(url) is not None
        reason = "An address of mail; only its form was looked at." if good else "This is no address of mail."
        return LinkVerdict(url, Status.UNVERIFIABLE, reason)
    if known and known.status is Status.VERIFIED and known.validators and not known.hops:
        verdict = yield from _look(url, thorough=thorough, known=known)
    else:
        verdict = yield from _look(url, thorough=thorough)
    if verdict.status is Status.DEAD and not verdict.soft:
        again = yield from _look(url, thorough=thorough, attempt=1)
        if again.status is not Status.DEAD:
            return replace(again, notes=(*again.notes, f"At a first look: {verdict.reason}"))
        verdict = replace(again, reason=again.reason.rstrip(".") + ", at a second look as well.")
    if verdict.status in (Status.DEAD, Status.FAILING, Status.UNVERIFIABLE) and verdict.suggestion is None:
        heir = successor(url)
        if heir:
            return replace(verdict, suggestion=heir.url, notes=(*verdict.notes, f"To cite instead: {heir.reason}."))
    return verdict


def _look(url: str, *, thorough: bool, attempt: int = 0, known: LinkVerdict | None = None) -> Conversation[LinkVerdict]:
    """One look at an address, along its redirects."""
    current, fragment = urldefrag(url)
    hops: list[Hop] = []
    seen = {current}
    while True:
        answer = yield from _ask(current, thorough=thorough, attempt=attempt, known=None if hops else known)
        if known and answer.status == _UNCHANGED and not hops:
            return replace(known, http_status=_UNCHANGED, checked=answer.at)
        lower = _lower_case_file(current, answer)
        if lower:
            answer = yield from _ask(lower, thorough=thorough, attempt=attempt)
        if answer.status not in _REDIRECTS or not answer.location:
            break
        if host_of(current) == documents.HOST and documents.read(answer).outcome is not documents.Outcome.UNKNOWN:
            return _verdict(url, _access(answer), answer, hops)
        try:
            target = masked(urldefrag(urljoin(current, answer.location))[0])
        except ValueError:
            return _verdict(url, Judged(Status.FAILING, "The address leads on to what is no address."), answer, hops)
        hops.append(Hop(_without_default_port(target), answer.status, answer.status in _PERMANENT))
        place = redirect_says(url, target)
        if place:
            return _verdict(url, place, answer, hops)
        if target in seen or len(hops) > _MOST_HOPS:
            said = "in a circle" if target in seen else f"on more than {_MOST_HOPS} times"
            return _verdict(url, Judged(Status.FAILING, f"The address leads {said}."), answer, hops)
        seen.add(target)
        current = target
    whole = answer.request.method == "GET"
    judged = (whole and host_says(host_of(current), answer)) or judge(answer, whole=whole)
    if judged.doubt:
        judged = yield from _sibling(current, answer, judged)
    if judged.status is Status.VERIFIED and host_of(current) in _VIEWERS and is_html(answer):
        judged = yield from _symbol(current, answer.at.date())
    verdict = _with_certificate(_verdict(url, judged, answer, hops), answer)
    if fragment and verdict.status in (Status.VERIFIED, Status.MOVED):
        verdict = _with_fragment(verdict, fragment, answer)
    return verdict


def _ask(url: str, *, thorough: bool, attempt: int, known: LinkVerdict | None = None) -> Conversation[Answer]:
    """The answer to HEAD where that is enough, else to GET; a host that wants a pause is asked again after it."""
    if_changed = _conditions(known)
    if not (thorough and _is_page(url)) and host_of(url) not in _GET_ONLY:
        head = yield Request(url, "HEAD", if_changed, attempt=attempt)
        refused = head.failure in NOT_SENT or head.failure is Failure.NAME or challenge_in(head)
        if refused or head.status in (*_REDIRECTS, _UNCHANGED):
            return head
        if head.status and head.status < 400 and not (thorough and is_html(head)):
            return head
    asked = Request(url, headers=(*_GETS, *if_changed), limit=_BODY, attempt=attempt)
    answer = yield asked
    for number in range(1, _MOST_PAUSES + 1):
        if answer.status != 429:
            break
        again = yield replace(asked, attempt=attempt + number)
        if again.failure in NOT_SENT:  # which says less than what the host said before
            return answer
        answer = again
    if answer.status == 503 or answer.failure in (Failure.RESET, Failure.LOOKUP):
        again = yield replace(asked, attempt=attempt + 1)
        limits = again.failure is Failure.POSTPONED  # so many refusals came since that they are not this page's
        return again if limits or again.failure not in NOT_SENT else answer
    return answer


def _conditions(known: LinkVerdict | None) -> tuple[tuple[str, str], ...]:
    """What asks for the page only if it has changed since it was seen."""
    if known is None:
        return ()
    names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
    return tuple((names[name], value) for name, value in known.validators if name in names)


def _is_page(url: str) -> bool:
    return _FILE.search(url.partition("#")[0].partition("?")[0]) is None


def _lower_case_file(url: str, answer: Answer) -> str | None:
    """The document system serves files under lower-case paths only: what it says of the other spelling is no answer."""
    if host_of(url) != documents.HOST:
        return None
    parts = urlsplit(url)
    if not parts.path.startswith("/doc/") or parts.path == parts.path.lower():
        return None
    shell = answer.status == 200 and is_html(answer)
    moved = answer.status == 301 and not answer.location
    return urlunsplit(parts._replace(path=parts.path.lower())) if shell or moved else None


def _access(answer: Answer) -> Judged:
    """What the access address says of the symbol in it; its "no" needs a control that a link does not ask for."""
    if documents.read(answer).outcome is documents.Outcome.FILE:
        return Judged(Status.VERIFIED, "The address leads to a file.")
    return Judged(Status.UNVERIFIABLE, "The document system shows no file; that alone proves nothing.")


def _sibling(url: str, answer: Answer, judged: Judged) -> Conversation[Judged]:
    """Whether a neighbour that cannot exist gets the same page: then the host says "not found" with status 200."""
    parts = urlsplit(url)
    folder = parts.path.rpartition("/")[0]
    name = hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:12]
    other = yield Request(urlunsplit((parts.scheme, parts.netloc, f"{folder}/{name}", "", "")), headers=_GETS)
    if same_page(answer, other) or (other.status == 200 and says_not_found(other)):
        reason = f"The host answers, but {judged.doubt}, and says the same of an address that cannot exist."
        return Judged(Status.DEAD, reason, soft=True)
    return judged


def _symbol(url: str, today: dt.date) -> Conversation[Judged]:
    """A viewer answers for every symbol; whether there is a document, only the Official Document System says."""
    symbols = symbols_in(url)
    if not symbols:
        return Judged(Status.UNVERIFIABLE, "The viewer answers for every address; this one names no symbol.")
    form = symbols[0].canonical
    reply = yield from documents.ask(Question(form, today))
    if reply.said is Said.EXISTS:
        return Judged(Status.VERIFIED, f"The address answers, and {form} has a file.")
    if reply.said is Said.ABSENT:
        return Judged(Status.NOT_FOUND, f"The viewer answers for every address; there is no document {form}.")
    return Judged(Status.UNVERIFIABLE, f"The viewer answers for every address; whether {form} exists is not known.")


def _verdict(url: str, judged: Judged, answer: Answer, hops: list[Hop]) -> LinkVerdict:
    status, reason, suggestion = judged.status, judged.reason, None
    lasting = _lasting(hops)
    heir = successor(url) if status is Status.BLOCKED else None
    lives = status is Status.VERIFIED or (heir is not None and heir.url == lasting)
    if lives and lasting and not is_trivial_move(url, lasting):
        status, reason, suggestion = Status.MOVED, f"The page has moved for good to {lasting}.", lasting
    return LinkVerdict(
        url,
        status,
        reason,
        answer.status,
        tuple(hops),
        hops[-1].url if hops else None,
        suggestion,
        judged.soft,
        checked=answer.at,
        validators=tuple((name, answer.headers[name]) for name in ("etag", "last-modified") if name in answer.headers),
    )


def _with_certificate(verdict: LinkVerdict, answer: Answer) -> LinkVerdict:
    """A hint where the certificate of a living host soon ends: after that browsers warn of the page."""
    ends = answer.certificate_ends
    if ends is None or verdict.status not in (Status.VERIFIED, Status.MOVED) or ends - answer.at > _SOON:
        return verdict
    return replace(
        verdict, notes=(*verdict.notes, f"The certificate of {host_of(answer.request.url)} ends on {ends:%Y-%m-%d}.")
    )


def _lasting(hops: list[Hop]) -> str | None:
    """Where the permanent redirects at the head of the chain lead; a temporary one is not to be cited."""
    lasting = None
    for hop in hops:
        if not hop.permanent:
            break
        lasting = hop.url
    return lasting


def _with_fragment(verdict: LinkVerdict, fragment: str, answer: Answer) -> LinkVerdict:
    """A hint where the page was read to its end and has no such place."""
    if not answer.body or answer.truncated or not is_html(answer) or fragment.startswith((":~:", "!", "page=")):
        return verdict
    name = re.escape(fragment.encode("utf-8", "replace"))
    if re.search(rb"""(?:\bid|\bname)\s*=\s*["']?""" + name + rb"""["'\s>]""", answer.body):
        return verdict
    return replace(verdict, notes=(*verdict.notes, f'The page has no place called "#{fragment[:60]}".'))


def _without_default_port(url: str) -> str:
    parts = urlsplit(url)
    default = {"http": ":80", "https": ":443"}.get(parts.scheme, "")
    return urlunsplit(parts._replace(netloc=parts.netloc.removesuffix(default))) if default else url
