"""What is known of one web address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from refcheck.model import Status


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect on the way."""

    url: str
    status: int
    permanent: bool


@dataclass(frozen=True, slots=True)
class LinkVerdict:
    """The verdict on one address. `dead` needs two looks; whatever says nothing of the page is never `dead`."""

    url: str
    status: Status
    reason: str  # one sentence
    http_status: int = 0  # of the last answer; 0 for none
    hops: tuple[Hop, ...] = ()
    final: str | None = None  # where the redirects ended, if elsewhere
    suggestion: str | None = None  # what to write instead
    soft: bool = False  # dead by its content, not by its status: a person should look
    notes: tuple[str, ...] = ()  # hints: a missing fragment, a certificate that ends soon
    archived: str | None = None  # address of an archived copy
    checked: dt.datetime | None = None
    validators: tuple[tuple[str, str], ...] = field(default=())  # ETag, Last-Modified, for the next look
    state: str = ""  # over many nights, in words (see `links.state`); "" for a single run
    lasting: bool = False  # failed on three different days
    sought: bool = False  # the archive has said whether it has a copy

    def as_json(self) -> dict[str, object]:
        """The verdict as `refcheck links` prints it."""
        return {
            "url": self.url,
            "status": self.status.value,
            "reason": self.reason,
            "http_status": self.http_status or None,
            "final": self.final,
            "hops": [{"url": hop.url, "status": hop.status, "permanent": hop.permanent} for hop in self.hops],
            "suggestion": self.suggestion,
            "soft": self.soft,
            "notes": list(self.notes),
            "archived": self.archived,
            "checked": self.checked.strftime("%Y-%m-%dT%H:%M:%SZ") if self.checked else None,
        }

    @classmethod
    def from_json(cls, url: str, data: Mapping[str, Any], checked: dt.datetime | None) -> LinkVerdict:
        """What `as_json` gave; with its own `url` and `checked`, which those who keep it know more exactly.

        Raises KeyError, TypeError or ValueError for what it did not give.
        """
        return cls(
            url,
            Status(data["status"]),
            data["reason"],
            data["http_status"] or 0,
            tuple(Hop(hop["url"], hop["status"], hop["permanent"]) for hop in data["hops"]),
            data["final"],
            data["suggestion"],
            data["soft"],
            tuple(data["notes"]),
            data["archived"],
            checked,
        )
