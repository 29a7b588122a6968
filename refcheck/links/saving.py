"""Saving a living page in the Wayback Machine (Save Page Now), when a person asks for it.

A saved page is public for good: an address that leads into a private network, or that holds what looks like a key to
somebody's page, is never handed on.
"""

from __future__ import annotations

import ipaddress
import json
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from refcheck.network.exchange import Answer, Conversation, Request

HOST = "web.archive.org"
PACE = 5.0  # seconds between two requests: the archive takes twelve a minute
_SAVE = f"https://{HOST}/save"
_RECENT = "30d"  # a copy that is no older is as good as a new one
_MOST_LOOKS = 24  # at the state of one job: two minutes
_STAMP = re.compile(r"\d{14}")
_SECRETS = re.compile(
    r"(?:.*[_.-])?(?:access|api|auth|oauth|session|security|id|csrf|sas|refresh)?[_.-]?"
    r"(?:token|key|sig|signature|secret|password|passwd|pwd|credential|credentials|jwt|sid|sessionid|phpsessid|jsessionid"
    r"|auth|authorization|code|ticket)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"eyJ[\w-]{10,}\.[\w-]+")  # a JSON Web Token
_RANDOM = re.compile(r"(?=\D*\d)(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])[A-Za-z0-9_+=]{32,200}")
_PRIVATE_ENDS = (".local", ".localhost", ".internal", ".intranet", ".lan", ".home", ".corp", ".home.arpa", ".onion")


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a page that was to be saved: the address of its copy, or why there is none."""

    copy: str | None
    reason: str = ""

    def as_json(self) -> dict[str, object]:
        """As `refcheck links --archive` prints it."""
        return {"saved": self.copy is not None, "copy": self.copy, "reason": self.reason}


def why_private(url: str) -> str | None:
    """Why an address must not be handed to the archive; None where nothing speaks against it."""
    try:
        parts = urlsplit(url)
        host, names_user = (parts.hostname or "").lower().rstrip("."), parts.username is not None
        parts.port  # noqa: B018 - raises for what is none
    except ValueError:
        return "It is no address of the web."
    if parts.scheme.lower() not in ("http", "https") or not host:
        return "It is no address of the web."
    if names_user:
        return "It holds a user name or password."
    if not _is_public(host):
        return "Its host is not public."
    fields = [*parse_qsl(parts.query), *parse_qsl(parts.fragment)]
    values = [*parts.path.split("/"), *(value for _, value in fields)]
    if (
        _TOKEN.search(url)
        or any(_SECRETS.fullmatch(name[:100]) for name, _ in fields)
        or any(map(_RANDOM.fullmatch, values))
    ):
        return "It holds what looks like a key to the page, which would become public."
    return None


def _is_public(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_global
    except ValueError:
        return "." in host and not host.endswith(_PRIVATE_ENDS)


def save(url: str) -> Conversation[Saved]:
    """Have one page saved, and wait for its copy. Ask `why_private` first."""
    page = url.partition("#")[0]
    form = urlencode({"url": page, "if_not_archived_within": _RECENT, "skip_first_archive": "1"})
    headers = (("Accept", "application/json"), ("Content-Type", "application/x-www-form-urlencoded"))
    answer = yield Request(_SAVE, "POST", headers, body=form.encode(), leave_after=(401, 403, 429))
    job = _fields(answer).get("job_id")
    if not isinstance(job, str) or not job:
        return Saved(None, _refusal(answer))
    for look in range(1, _MOST_LOOKS + 1):
        state = yield Request(f"{_SAVE}/status/{quote(job, safe='')}", headers=headers[:1], attempt=look)
        said = _fields(state)
        stamp = said.get("timestamp")
        if said.get("status") == "success" and isinstance(stamp, str) and _STAMP.fullmatch(stamp):
            return Saved(f"https://{HOST}/web/{stamp}/{page}")
        if said.get("status") != "pending" and (said or state.failure):
            return Saved(None, _refusal(state))
    return Saved(
        None, f"The archive had not finished after {_MOST_LOOKS} looks; see https://{HOST}/web/*/{page} later."
    )


def _refusal(answer: Answer) -> str:
    """Why the archive saved nothing, in one sentence."""
    if answer.failure:
        return f"The archive could not be asked ({answer.detail or answer.failure.value})."
    if answer.status == 401:
        return "The archive saves pages for people with an account only; its keys go into the settings."
    if answer.status == 429:
        return "The archive takes no more pages from here for now."
    said = _fields(answer)
    told = " ".join(str(said.get("message") or said.get("status_ext") or "").split())[:200]
    return f"The archive saved nothing (status {answer.status}{f': {told}' if told else ''})."


def _fields(answer: Answer) -> dict[str, object]:
    try:
        fields = json.loads(answer.body)
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}
