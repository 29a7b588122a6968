"""One request and what came back, as plain values: what conversations are made of."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

from refcheck.errors import RefcheckError

Learnt = TypeVar("Learnt")

_SNIFF = 65_536  # bytes of a body that tell what it is
_NEVER = datetime.min.replace(tzinfo=UTC)


class Failure(StrEnum):
    """Why there is no answer of the host; the value is what a person reads."""

    NAME = "the host name does not exist"
    LOOKUP = "the host name could not be looked up"
    TIMEOUT = "no answer in time"
    TLS = "the secure connection failed"
    RESET = "the connection was cut"
    REFUSED = "the host refused the connection"
    UNREACHABLE = "the host cannot be reached"
    PROTOCOL = "the answer is no valid HTTP"
    UNSAFE = "the address is not public"
    MALFORMED = "the address is malformed"
    ROBOTS = "the host asks robots not to fetch this"
    POSTPONED = "the host asked for a longer pause than this run can wait"
    DOWN = "the host failed several times in a row"
    FALTERED = "the host answered before, and then failed many times in a row"
    TIME = "this run's time was used up"
    BUDGET = "this run's budget of requests was used up"
    OFFLINE = "this run opens no connection"


# Failures for which nothing was sent.
NOT_SENT = frozenset(
    {
        *(Failure.UNSAFE, Failure.MALFORMED, Failure.ROBOTS, Failure.POSTPONED, Failure.DOWN),
        *(Failure.FALTERED, Failure.BUDGET, Failure.TIME, Failure.OFFLINE),
    }
)


@dataclass(frozen=True, slots=True)
class Request:
    """One request. Redirects are never followed: where an answer points is part of the answer."""

    url: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    limit: int = _SNIFF  # bytes of the body that are read; the rest is left
    attempt: int = 0  # 1 for a second look, which comes after everything else that waits
    leave_after: tuple[int, ...] = ()  # statuses after which the host is left alone for the rest of the run
    body: bytes = b""  # what is sent


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `status` is 0 where the host did not answer; `failure` then says why."""

    request: Request
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case; cookies are left out
    body: bytes = b""
    truncated: bool = False  # the body goes on beyond the limit, or broke off
    failure: Failure | None = None
    detail: str = ""  # "certificate expired on 3 May 2025"
    at: datetime = _NEVER
    cached: bool = False
    certificate_ends: datetime | None = None

    @property
    def location(self) -> str:
        """Where a redirect points, as the host wrote it; "" for none."""
        return self.headers.get("location", "")

    @property
    def content_type(self) -> str:
        """The media type without its parameters, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


# A question in several requests: yields each, is sent its answer, returns what was learnt.
Conversation = Generator[Request, Answer, Learnt]


def sheltered(conversation: Conversation[Learnt], instead: Callable[[str], Learnt]) -> Conversation[Learnt]:
    """The same conversation; where what a host says lays a defect of ours open, it learns what `instead` gives.

    `instead` gets the reason, a sentence. A defect must cost one address or document, not the run.
    """
    try:
        return (yield from conversation)
    except RefcheckError:
        raise
    except Exception as error:  # noqa: BLE001 - see above
        return instead(f"refcheck failed on it ({type(error).__name__}: {error}); please report this.")
