"""What one answer says of a page: alive, gone, refused, or nothing. Pure; see `check` for the conversation.

Whatever a program cannot tell apart from a refusal is a refusal: a living page that is called dead costs more trust
than a dead one that is missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from refcheck.model import Status
from refcheck.network.challenge import challenge_in, holds_any
from refcheck.network.exchange import NOT_SENT, Answer, Failure

_HEAD = 65_536
_LONGEST_HEADING = 4_000  # bytes, tags included
_STUB = 1_500  # bytes: pages of www.un.org are longer
_TREATY_LABELS = re.compile(rb"Registration Number|Place of conclusion|Entry into force", re.IGNORECASE)
# Titles and first headings of "page not found" in the six languages, and of bare error pages.
_NOT_FOUND = re.compile(
    r"page (?:was |could )?not (?:be )?found|not found|(?:error|erreur|http)\W{0,3}404|\b404\b"
    r"|page (?:does not|doesn.t) exist"
    r"|page (?:is )?no longer (?:available|exists)|page introuvable|page non trouvée|n.existe (?:pas|plus)"
    r"|página no (?:encontrada|existe)|no se (?:ha )?encontr|страница не (?:найдена|существует)|не найден"
    r"|الصفحة غير موجودة|لم يتم العثور|غير موجود|页面不存在|找不到(?:该|此)?(?:页|網頁|页面)|未找到|無法找到",
    re.IGNORECASE,
)
_ERROR_TITLE = re.compile(r"\W*(?:error|erreur|ошибка|خطأ|错误)\W*\d*\W*", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,400})", re.IGNORECASE)
_HEADING = re.compile(r"<h1[^>]{0,200}>\s*(?:<[^>]{0,200}>\s*){0,3}([^<]{0,400})", re.IGNORECASE)
_PARKED = re.compile(
    rb"sedoparking|parkingcrew\.net|bodis\.com|parklogic|hugedomains\.com|afternic\.com/forsale|dan\.com/buy-domain"
    rb"|(?:this|the) domain(?: name)?(?: [\w.-]{1,80})? (?:is|may be|might be) (?:for sale|available for purchase)",
)
_PARKING = (
    *(b"sedoparking", b"parkingcrew", b"bodis.com", b"parklogic", b"hugedomains", b"afternic", b"dan.com", b" domain"),
)
_LOGIN = re.compile(r"/(?:login|log-in|signin|sign-in|sso|oauth2?|saml2?|adfs|auth)(?:[/.?]|$)", re.IGNORECASE)
_LOGIN_HOSTS = ("accounts.", "login.", "idp.", "sso.", "auth.", "signin.")
_MISSING_PATH = re.compile(r"/(?:404|not-?found|page-?not-?found|error-?404)(?:[/.?]|$)", re.IGNORECASE)
_FILES = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".zip", ".xml")
_ENTRANCES = re.compile(r"/?(?:(?:index|home|default)\.\w{3,5}|home/?|[a-z]{2}(?:-[a-z]{2})?/?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Judged:
    """What one answer says. `doubt` is why a page that answers may still be an error page; "" for none."""

    status: Status
    reason: str
    soft: bool = False
    doubt: str = ""


def judge(answer: Answer, *, whole: bool) -> Judged:
    """What the last answer of a chain says of its page; `whole` where its body was asked for."""
    if answer.failure:
        return _failed(answer)
    challenge = challenge_in(answer)
    if challenge:
        return Judged(Status.BLOCKED, f"The host asks for a browser ({challenge}).")
    status = answer.status
    if status in (401, 407):
        return Judged(Status.BLOCKED, f"The host asks for a login (status {status}).")
    if status == 429:
        return Judged(Status.BLOCKED, "The host limits the rate of requests (status 429).")
    if status in (403, 451, 999):
        return Judged(Status.BLOCKED, f"The host refuses robots, or us (status {status}).")
    if status in (404, 410):
        return Judged(Status.DEAD, f"The host says that there is no such page (status {status}).")
    if status in (408, 425) or status >= 500:
        return Judged(Status.FAILING, f"The host failed (status {status}); perhaps tomorrow it works.")
    if not 200 <= status < 300:
        return Judged(Status.FAILING, f"The host answered with status {status}, which says neither yes nor no.")
    return _page(answer) if whole else Judged(Status.VERIFIED, "The address answers.")


def _failed(answer: Answer) -> Judged:
    failure = answer.failure
    detail = f" ({answer.detail})" if answer.detail else ""
    if failure is Failure.NAME:
        return Judged(Status.DEAD, f"The host does not exist{detail}.")
    if failure is Failure.POSTPONED:
        return Judged(Status.BLOCKED, f"Not asked: the host limits the rate of requests{detail}.")
    if failure is Failure.DOWN:
        return Judged(Status.FAILING, f"Not asked: {failure.value}{detail}; perhaps tomorrow it works.")
    if failure in NOT_SENT:
        return Judged(Status.UNVERIFIABLE, f"Not asked: {failure.value if failure else ''}{detail}.")
    return Judged(
        Status.FAILING, f"{failure.value.capitalize() if failure else ''}{detail}; perhaps tomorrow it works."
    )


def _page(answer: Answer) -> Judged:
    if answer.status == 204 or (not answer.body and not answer.truncated):
        return Judged(Status.FAILING, "The answer is empty, which proves nothing.")
    if not is_html(answer):
        return Judged(Status.VERIFIED, "The address answers.")
    head = answer.body[:_HEAD].lower()
    if holds_any(head, _PARKING) and _PARKED.search(head):
        return Judged(Status.DEAD, "The domain is for sale: what was cited is gone.", soft=True)
    wants_file = urlsplit(answer.request.url).path.lower().endswith(_FILES)
    heading = title_of(answer)
    if wants_file and (says_not_found(answer) or _ERROR_TITLE.fullmatch(heading)):
        return Judged(Status.DEAD, f'In place of the file stands a page titled "{heading[:80]}".', soft=True)
    if says_not_found(answer):
        return Judged(Status.VERIFIED, "The address answers.", doubt=f'the page says "{heading[:80]}"')
    if wants_file:
        return Judged(Status.UNVERIFIABLE, f'In place of the file stands a web page titled "{heading[:80]}".')
    return Judged(Status.VERIFIED, "The address answers.")


def host_says(host: str, answer: Answer) -> Judged | None:
    """What a host of the UN is known to mean by its answer, where that differs from what others mean."""
    page = is_html(answer) and answer.status == 200
    if host in ("docs.un.org", "undocs.org", "digitallibrary.un.org") and answer.status == 404:
        return Judged(Status.NOT_FOUND, f"{host} has no such document (status 404).")
    if host in ("docs.un.org", "undocs.org") and (answer.status == 400 or answer.status >= 500):
        return Judged(Status.UNVERIFIABLE, f"{host} could not answer (status {answer.status}); nothing is known.")
    if host == "treaties.un.org" and page:
        if urlsplit(answer.request.url).path.lower().endswith(".xml") and not answer.body.startswith(b"<?xml"):
            return Judged(Status.DEAD, "In place of the file stands a web page.", soft=True)
        if not _TREATY_LABELS.search(answer.body):
            return Judged(Status.UNVERIFIABLE, f"{host} answers every address alike; the page shows no treaty.")
    if host in ("www.un.org", "un.org") and page and answer.body and len(answer.body) < _STUB:
        return Judged(Status.BLOCKED, f"{host} serves programs an empty page; nothing is known.")
    return None


def is_html(answer: Answer) -> bool:
    """Whether the answer is a web page."""
    return answer.content_type in ("text/html", "application/xhtml+xml", "")


def title_of(answer: Answer) -> str:
    """The page's title, else its first heading, white space folded."""
    return next((" ".join(words.split()) for words in _headings(answer) if words.strip()), "")


def says_not_found(answer: Answer) -> bool:
    """Whether title or first heading say that there is no such page."""
    return any(_NOT_FOUND.search(words) for words in _headings(answer))


def _headings(answer: Answer) -> Iterator[str]:
    """The words of the title and of the first heading, as they stand in the page."""
    head = answer.body[:_HEAD].lower()
    for tag, pattern in ((b"<title", _TITLE), (b"<h1", _HEADING)):
        place = head.find(tag)
        match = place >= 0 and pattern.match(answer.body[place : place + _LONGEST_HEADING].decode("utf-8", "replace"))
        if match:
            yield match[1]


def same_page(one: Answer, other: Answer) -> bool:
    """Whether two addresses of a host served the same page: nearly the same length and the same title."""
    longer = max(len(one.body), len(other.body))
    return (
        one.status == other.status == 200
        and title_of(one) == title_of(other)
        and abs(len(one.body) - len(other.body)) <= max(64, longer // 20)
    )


def redirect_says(cited: str, target: str) -> Judged | None:
    """What the place says to which a redirect leads; None where the page there must be looked at."""
    source, place = urlsplit(cited), urlsplit(target)
    host = (place.hostname or "").lower()
    if _LOGIN.search(place.path) or host.startswith(_LOGIN_HOSTS):
        return Judged(Status.BLOCKED, "The address leads to a login.")
    if _MISSING_PATH.search(place.path):
        return Judged(Status.DEAD, f"The address leads to {place.path[:80]}: there is no such page.", soft=True)
    deep = source.path.strip("/").count("/") >= 1 or bool(source.query)
    root = bool(_ENTRANCES.fullmatch(place.path)) and not place.query
    same_site = host.removeprefix("www.") == (source.hostname or "").lower().removeprefix("www.")
    if deep and root and same_site:
        return Judged(Status.DEAD, "The address leads to the host's front page: what was cited is gone.", soft=True)
    return None


def is_trivial_move(cited: str, target: str) -> bool:
    """Whether only scheme, "www.", default port or a final slash differ: nothing that an editor would change."""
    return _bare(cited) == _bare(target)


def _bare(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return ((parts.hostname or "").lower().removeprefix("www."), parts.path.rstrip("/"), parts.query)
