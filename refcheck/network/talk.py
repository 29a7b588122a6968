"""Leads many conversations at once: each host at its own pace, nobody waiting for another host.

Waiting is data: a host that wants a pause has a time before which it is not asked. A carrier only ever has requests
under way that may be sent now, and no more of them to one host than manners allow.
"""

from __future__ import annotations

import heapq
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Generic, Protocol, TypeVar
from urllib.parse import urlsplit

from refcheck.network.addresses import host_of
from refcheck.network.cache import AnswerCache
from refcheck.network.exchange import NOT_SENT, Answer, Conversation, Failure, Request
from refcheck.network.manners import Manners, Robots, pause_asked, robots_of

Name = TypeVar("Name")
Learnt = TypeVar("Learnt")
_BEGUN_PER_PLACE = 8  # conversations held open for each request under way, so that a slow host holds nobody back
_RULES = -1  # in the place of a conversation's number: the request for a host's robots.txt


class Carrier(Protocol):
    """What carries requests. It never raises for what a host does: a fault is an answer."""

    @property
    def places(self) -> int:
        """How many requests may be under way at once."""

    def start(self, number: int, request: Request) -> None:
        """Send a request; its answer comes out of `wait` under this number."""

    def wait(self, seconds: float) -> Iterable[tuple[int, Answer]]:
        """The answers that have come, at the latest after so many seconds; without any, earlier than that or empty."""

    def close(self) -> None:
        """Break off what is under way, and let go of all connections."""


class Sender(Protocol):
    """What carries one request and waits for its answer."""

    def send(self, request: Request) -> Answer:
        """The answer to one request."""


class Threads:
    """A carrier of a sender that blocks: each request under way has a thread."""

    def __init__(self, sender: Sender, places: int = 8) -> None:
        self.places = places
        self._sender = sender
        self._pool = ThreadPoolExecutor(places, thread_name_prefix="ask")
        self._under_way: dict[Future[Answer], int] = {}

    def start(self, number: int, request: Request) -> None:
        """Hand the request to a thread."""
        self._under_way[self._pool.submit(self._sender.send, request)] = number

    def wait(self, seconds: float) -> Iterator[tuple[int, Answer]]:
        """What the threads have brought."""
        if not self._under_way:
            time.sleep(seconds)
            return
        finished, _ = wait(self._under_way, timeout=seconds, return_when=FIRST_COMPLETED)
        for future in finished:
            yield self._under_way.pop(future), future.result()

    def close(self) -> None:
        """Start nothing more; what is under way ends by its own time-out."""
        self._pool.shutdown(wait=False, cancel_futures=True)


@dataclass(slots=True)
class _Host:
    """What is known of one host in this run."""

    next_time: float = 0.0  # on the monotonic clock; not asked before
    active: int = 0  # requests under way
    queued: bool = False  # stands in the list of hosts that may be asked
    waiting: deque[tuple[int, Request]] = field(default_factory=deque)
    robots: Robots | None = None
    given_up: str = ""  # why it is asked no more


class Talk:
    """A run's conversations with hosts; what it learns of a host holds for all that it leads.

    `cache` None remembers nothing; `refresh` asks anew and renews what is kept. The budget counts requests that went
    out; once it is used up, every further request is answered by a failure that says so. With `obey_robots` nothing
    is fetched that a host closes to robots; its crawl delay holds in any case.
    """

    def __init__(
        self,
        carrier: Carrier,
        manners: Manners,
        *,
        cache: AnswerCache | None = None,
        refresh: bool = False,
        obey_robots: bool = False,
    ) -> None:
        self.carrier, self.manners = carrier, manners
        self._cache, self._refresh, self.obey_robots = cache, refresh, obey_robots
        self._hosts: dict[str, _Host] = {}
        self.sent = 0  # requests that went out
        self.tickets = count()

    def lead(self, conversations: Iterable[tuple[Name, Conversation[Learnt]]]) -> Iterator[tuple[Name, Learnt]]:
        """Each conversation's name and what it returned, as soon as it ends, so that an interruption keeps it."""
        return _Round(self, conversations).results()

    def host(self, name: str) -> _Host:
        """What is known of a host."""
        known = self._hosts.get(name)
        if known is None:
            known = self._hosts[name] = _Host()
        return known

    def put_down(self, under_way: Iterable[str]) -> None:
        """A round ends, perhaps before its time: nothing of it waits any more, nor counts as under way at a host."""
        for name in under_way:
            self.host(name).active -= 1
        for host in self._hosts.values():
            host.waiting.clear()
            host.queued = False

    def known(self, request: Request) -> Answer | None:
        """The answer kept on disk, or why nothing may be sent; None where the host must be asked."""
        now = datetime.now(UTC)
        kept = self._cache.find(request, now) if self._cache and not self._refresh else None
        if kept:
            return kept
        host = self.host(host_of(request.url))
        return self._refused(request, Failure.POSTPONED, host.given_up) if host.given_up else None

    def closed(self, host: _Host, request: Request) -> Answer | None:
        """Why a request may not go out now that its host's rules are known; None where it may."""
        if host.given_up:
            return self._refused(request, Failure.POSTPONED, host.given_up)
        if self.sent >= self.manners.budget:
            return self._refused(request, Failure.BUDGET, f"{self.sent} requests were sent")
        if self.obey_robots and host.robots and not host.robots.allows(request.url, self.manners.user_agent):
            return self._refused(request, Failure.ROBOTS, "robots.txt closes this address")
        return None

    def _refused(self, request: Request, failure: Failure, detail: str) -> Answer:
        return Answer(request, failure=failure, detail=detail, at=datetime.now(UTC))

    def learn(self, host: _Host, answer: Answer) -> None:
        """Keep an answer, and what it says of its host: a pause it asks for, or that it wants to be left alone."""
        if self._cache and answer.failure not in NOT_SENT:
            self._cache.keep(answer)
        if answer.status in answer.request.leave_after:
            host.given_up = f"it answered {answer.status} before in this run"
        pause = pause_asked(answer, datetime.now(UTC))
        if pause is None:
            return
        if pause <= self.manners.longest_pause:
            host.next_time = max(host.next_time, time.monotonic() + pause)
        elif answer.status == 429:  # of the host; a 503 may be about one page
            host.given_up = f"it answered {answer.status} and asked for a pause of {pause:.0f} seconds"


class _Round(Generic[Name, Learnt]):
    """One call of `Talk.lead`."""

    def __init__(self, talk: Talk, conversations: Iterable[tuple[Name, Conversation[Learnt]]]) -> None:
        self._talk = talk
        self._source = enumerate(conversations)
        self._begun: dict[int, tuple[Name, Conversation[Learnt]]] = {}
        self._ended: deque[tuple[Name, Learnt]] = deque()
        self._ready: list[tuple[float, str]] = []  # hosts with something to ask, by the time they may be asked
        self._under_way: dict[int, tuple[str, int]] = {}  # by ticket: the host, and the conversation or `_RULES`
        self._later: list[tuple[int, Request]] = []  # second looks

    def results(self) -> Iterator[tuple[Name, Learnt]]:
        try:
            while True:
                self._begin()
                while self._ended:
                    yield self._ended.popleft()
                    self._begin()
                if not self._begun:
                    return
                self._send_what_may_go()
                if not self._ended:
                    self._wait()
        finally:
            self._talk.put_down([host for host, _ in self._under_way.values()])
            for _, conversation in self._begun.values():
                conversation.close()

    def _begin(self) -> None:
        while len(self._begun) < self._talk.carrier.places * _BEGUN_PER_PLACE:
            fresh = next(self._source, None)
            if fresh is None:
                return
            number, named = fresh
            self._begun[number] = named
            self._advance(number, None)

    def _advance(self, number: int, answer: Answer | None) -> None:
        """Hand a conversation its answer, and those to its next requests as long as they are known."""
        name, conversation = self._begun[number]
        while True:
            try:
                request = next(conversation) if answer is None else conversation.send(answer)
            except StopIteration as stop:
                del self._begun[number]
                self._ended.append((name, stop.value))
                return
            answer = self._talk.known(request)
            if answer is None:
                break
        if request.attempt:
            self._later.append((number, request))
        else:
            self._ask(number, request)

    def _ask(self, number: int, request: Request) -> None:
        name = host_of(request.url)
        self._talk.host(name).waiting.append((number, request))
        self._enqueue(name)

    def _enqueue(self, name: str) -> None:
        host = self._talk.host(name)
        asking_rules = host.robots is None and host.active
        if host.waiting and not asking_rules and host.active < self._talk.manners.connections and not host.queued:
            host.queued = True
            heapq.heappush(self._ready, (host.next_time, name))

    def _send_what_may_go(self) -> None:
        if not self._ready and not self._under_way:
            second_looks, self._later = self._later, []
            for number, request in second_looks:
                self._ask(number, request)
        places = self._talk.carrier.places
        while self._ready and len(self._under_way) < places and self._ready[0][0] <= time.monotonic():
            _, name = heapq.heappop(self._ready)
            host = self._talk.host(name)
            host.queued = False
            if host.next_time > time.monotonic():  # it asked for a pause since
                self._enqueue(name)
                continue
            self._send_next(name, host)
            self._enqueue(name)

    def _send_next(self, name: str, host: _Host) -> None:
        number, request = host.waiting[0]
        if host.robots is None and name:
            parts = urlsplit(request.url)
            rules = Request(f"{parts.scheme}://{parts.netloc}/robots.txt", limit=512_000)
            kept = self._talk.known(rules)
            if kept is None:
                self._start(name, host, _RULES, rules)
                return
            host.robots = robots_of(kept)
        host.waiting.popleft()
        closed = self._talk.closed(host, request)
        if closed:
            self._advance(number, closed)
        else:
            self._start(name, host, number, request)

    def _start(self, name: str, host: _Host, number: int, request: Request) -> None:
        host.active += 1
        delay = host.robots.delay(self._talk.manners.user_agent) if host.robots else 0.0
        host.next_time = time.monotonic() + max(self._talk.manners.pace, delay)
        self._talk.sent += 1
        ticket = next(self._talk.tickets)
        self._under_way[ticket] = (name, number)
        self._talk.carrier.start(ticket, request)

    def _wait(self) -> None:
        """Until an answer is there or a host may be asked; a short sleep at most, so that Ctrl-C is heard."""
        pause = 0.5
        if self._ready and len(self._under_way) < self._talk.carrier.places:
            pause = min(pause, max(0.0, self._ready[0][0] - time.monotonic()))
        if not self._under_way and not self._ready and self._later:
            return  # their turn has come
        for ticket, answer in self._talk.carrier.wait(pause):
            if ticket in self._under_way:  # else of a round that was broken off
                self._arrived(*self._under_way.pop(ticket), answer)

    def _arrived(self, name: str, number: int, answer: Answer) -> None:
        host = self._talk.host(name)
        host.active -= 1
        self._talk.learn(host, answer)
        if number == _RULES:
            host.robots = robots_of(answer)
        else:
            self._advance(number, answer)
        self._enqueue(name)
