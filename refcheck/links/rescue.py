"""Archived copies of a page that is gone: the one nearest to the day on which it was cited.

The availability address is asked first, then the capture index, which says more but limits more strictly. An empty
answer of the first proves nothing; a refusal leaves the question open. Nothing is ever saved from here.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass, replace
from urllib.parse import quote

from refcheck.links.check import check
from refcheck.links.verdict import LinkVerdict
from refcheck.model import Status
from refcheck.network.exchange import Answer, Conversation, Request

_AVAILABLE = "https://archive.org/wayback/available"
_CAPTURES = "https://web.archive.org/cdx/search/cdx"
_NOT_ASKED = "The archive could not be asked"
_STAMP = re.compile(r"\d{14}")


@dataclass(frozen=True, slots=True)
class Rescue:
    """What is known of archived copies: `url` None with `certain` False means that nobody could be asked."""

    url: str | None
    captured: dt.datetime | None = None
    certain: bool = True
    reason: str = ""


def with_copy(
    url: str, cited: dt.date | None = None, *, known: LinkVerdict | None = None, rescue: bool = True
) -> Conversation[LinkVerdict]:
    """The verdict on an address; where it is dead or failing, with an archived copy of it.

    `known` is the verdict of an earlier run (see `check`); without `rescue` no copy is looked for.
    """
    verdict = yield from check(url, known=known)
    return (yield from copied(verdict, cited)) if rescue and wants_copy(verdict) else verdict


def wants_copy(verdict: LinkVerdict) -> bool:
    """Whether an archived copy would help, and none was looked for."""
    return verdict.status in (Status.DEAD, Status.FAILING) and not verdict.sought


def copied(verdict: LinkVerdict, cited: dt.date | None) -> Conversation[LinkVerdict]:
    """A verdict with the archived copy of its page, or with why there is none."""
    copy = yield from archived(verdict.url, cited)
    if copy.url:
        return replace(verdict, archived=copy.url, suggestion=verdict.suggestion or copy.url, sought=True)
    notes = (*(note for note in verdict.notes if not note.startswith(_NOT_ASKED)), copy.reason)
    return replace(verdict, notes=notes, sought=copy.certain)


def archived(url: str, cited: dt.date | None = None) -> Conversation[Rescue]:
    """The archived copy of `url` nearest to the day `cited`, else the newest."""
    stamp = f"&timestamp={cited:%Y%m%d}" if cited else ""
    answer = yield Request(f"{_AVAILABLE}?url={quote(url, safe=':/')}{stamp}", leave_after=(429,))
    found = _closest(answer, url)
    if found:
        return found
    near = f"&closest={cited:%Y%m%d}&sort=closest&limit=1" if cited else "&limit=-1"
    query = f"?url={quote(url, safe=':/')}&output=json{near}&filter=statuscode:200"
    index = yield Request(f"{_CAPTURES}{query}&fl=timestamp,original,statuscode,mimetype", leave_after=(429,))
    return _first_capture(index, url)


def _closest(answer: Answer, url: str) -> Rescue | None:
    """The copy that the availability address names; None where it names none, which proves nothing."""
    data = _json(answer)
    snapshots = data.get("archived_snapshots") if isinstance(data, dict) else None
    closest = snapshots.get("closest") if isinstance(snapshots, dict) else None
    if not isinstance(closest, dict) or closest.get("available") is not True or closest.get("status") != "200":
        return None
    return _copy(str(closest.get("timestamp")), url)


def _first_capture(answer: Answer, url: str) -> Rescue:
    data = _json(answer)
    if not isinstance(data, list):
        why = answer.failure.value if answer.failure else f"status {answer.status}"
        return Rescue(None, certain=False, reason=f"{_NOT_ASKED} ({why}).")
    rows = [dict(zip(data[0], row, strict=False)) for row in data[1:]] if data and isinstance(data[0], list) else []
    for row in rows:
        if row.get("statuscode", "200") in ("200", "-"):  # "-" is a revisit of an unchanged page
            found = _copy(str(row.get("timestamp")), str(row.get("original") or url))
            if found:
                return found
    return Rescue(None, reason="The archive has no copy.")


def _copy(stamp: str, url: str) -> Rescue | None:
    if not _STAMP.fullmatch(stamp):
        return None
    try:
        captured = dt.datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=dt.UTC)
    except ValueError:
        return None
    return Rescue(f"https://web.archive.org/web/{stamp}/{url}", captured)


def _json(answer: Answer) -> object:
    if answer.status != 200:
        return None
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        return None
