"""How politely a host is asked: pace, pauses that it asks for, robots rules. Pure: the clock is handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from protego import Protego

from refcheck.network.exchange import Answer

_LONGEST_ROBOTS = 512_000  # RFC 9309: at least 500 KiB must be read, more need not
_DEFAULT_PAUSE = 60.0  # seconds, after a 429 that names none


@dataclass(frozen=True, slots=True)
class HostManners:
    """What the user's settings say of one host; None leaves what holds for all."""

    pace: float | None = None
    connections: int | None = None
    obey_robots: bool | None = None
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)  # may hold credentials


@dataclass(frozen=True, slots=True)
class Manners:
    """What the user's settings say of politeness."""

    contact: str = ""  # an address of mail or web where the operator of a host finds a person
    version: str = ""
    pace: float = 1.0  # seconds between the beginnings of two requests to one host, on average
    connections: int = 1  # requests to one host at once
    burst: int = 1  # requests that may follow each other at once, where fewer came before
    longest_pause: float = 30.0  # seconds that a host may ask for within a run; for longer ones it is given up
    budget: int = 500  # requests a run; 0 for no limit
    timeout: float = 60.0  # seconds for one request, body included
    time: float = 0.0  # seconds for the whole run; 0 for no limit
    host_time: float = 0.0  # seconds from the first request to a host to its last; 0 for no limit
    hosts: Mapping[str, HostManners] = field(default_factory=dict)

    @property
    def user_agent(self) -> str:
        """An honest name: no browser is feigned."""
        contact = f" ({self.contact})" if self.contact else ""
        return f"refcheck/{self.version or '0'}{contact}"


def pause_asked(answer: Answer, now: datetime) -> float | None:
    """Seconds of pause that a 429 or 503 asks for, from `Retry-After` as a number or a date; None for no pause.

    A date in the past, or a value that cannot be read, is a refusal all the same: the default pause holds.
    """
    if answer.status not in (429, 503):
        return None
    written = answer.headers.get("retry-after", "").strip()
    if written.isascii() and written.isdigit():
        return float(written[:9])
    if written:
        try:
            until = parsedate_to_datetime(written)
        except (ValueError, OverflowError):
            return _DEFAULT_PAUSE
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        seconds = (until - now).total_seconds()
        return seconds if seconds > 0 else _DEFAULT_PAUSE
    return _DEFAULT_PAUSE if answer.status == 429 else None


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host for robots."""

    rules: Protego | None = None  # None: no rules
    closed: bool = False  # the host failed while asked for its rules: nothing else is fetched for now

    def allows(self, url: str, agent: str) -> bool:
        """Whether the host lets a robot of this name fetch the address."""
        return not self.closed and (self.rules is None or bool(self.rules.can_fetch(url, agent)))

    def delay(self, agent: str) -> float:
        """Seconds between two requests that the host asks robots for; 0 where it says nothing."""
        asked = self.rules.crawl_delay(agent) if self.rules else None
        return max(0.0, float(asked)) if asked else 0.0


def robots_of(answer: Answer) -> Robots:
    """The rules in a host's robots.txt (RFC 9309): 4xx or an HTML page means none, 5xx closes the host for now."""
    if answer.status >= 500:
        return Robots(closed=True)
    if answer.status != 200 or answer.content_type == "text/html" or answer.body.lstrip()[:1] == b"<":
        return Robots()
    return Robots(Protego.parse(answer.body[:_LONGEST_ROBOTS].decode("utf-8", "replace")))
