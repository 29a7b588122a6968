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
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from typing import Generic, Protocol, TypeVar
from urllib.parse import urlsplit

from refcheck.network.addresses import host_of
from refcheck.network.cache import AnswerCache
from refcheck.network.exchange import NOT_SENT, Answer, Conversation, Failure, Request
from refcheck.network.manners import HostManners, Manners, Robots, pause_asked, robots_of

Name = TypeVar("Name")
Learnt = TypeVar("Learnt")
_BEGUN_PER_PLACE = 4  # conversations held open for each request under way, so that a slow host holds nobody back
_RULES = -1  # in the place of a conversation's number: the request for a host's robots.txt
_MOST_FAILURES = 3  # in a row, after which a host that never answered in this run is taken to be down
_MOST_FAILURES_OF_LIVING = 8  # the same of one that did: some of its pages may fail together, and others live
_TRIES_AGAIN = 2  # of a host that was down
_MOST_REFUSALS = 12  # answers "too many requests" in a row, after which a host is left alone
_DOWN = frozenset({Failure.TIMEOUT, Failure.REFUSED, Failure.RESET, Failure.UNREACHABLE})
_ANY = HostManners()


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

    own: HostManners = _ANY  # what the settings say of it
    since: float = 0.0  # on the monotonic clock: when it was first asked
    not_before: float = 0.0  # it asked for a pause until then
    due: float = 0.0  # when the next request were due if all had kept the pace; bursts run ahead of it
    active: int = 0  # requests under way
    only: object = None  # the conversation that alone may ask it, where it wants more time than a run has
    answered: bool = False  # in this run
    failures: int = 0  # in a row
    refusals: int = 0  # in a row
    paused: float = 0.0  # seconds of pause that it asked for
    down: str = ""  # why it is taken to be down; tried once more at the end
    tried_again: bool = False
    queued: bool = False  # stands in the list of hosts that may be asked
    waiting: deque[tuple[int, Request]] = field(default_factory=deque)
    robots: Robots | None = None
    given_up: str = ""  # why it is asked no more


class Talk:
    """A run's conversations with hosts; what it learns of a host holds for all that it leads.

    `cache` None remembers nothing; `refresh` asks anew and renews what is kept. The budget counts requests that went
    out; once it is used up, every further request is answered by a failure that says so. With `obey_robots` nothing
    is fetched that a host closes to robots; its crawl delay holds in any case (see `closed`).
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
        self._since, self._began = time.monotonic(), datetime.now(UTC)

    def lead(self, conversations: Iterable[tuple[Name, Conversation[Learnt]]]) -> Iterator[tuple[Name, Learnt]]:
        """Each conversation's name and what it returned, as soon as it ends, so that an interruption keeps it."""
        return _Round(self, conversations).results()

    def host(self, name: str) -> _Host:
        """What is known of a host."""
        known = self._hosts.get(name)
        if known is None:
            known = self._hosts[name] = _Host(own=self.manners.hosts.get(name, _ANY))
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
        kept = self._cache.find(request, now) if self._cache else None
        if kept and (not self._refresh or kept.at >= self._began):  # what this run has asked is not asked again
            return kept
        host = self.host(host_of(request.url))
        return self._refused(request, Failure.POSTPONED, host.given_up) if host.given_up else None

    def closed(self, host: _Host, request: Request, conversation: object) -> Answer | None:
        """Why a request may not go out now that its host's rules are known; None where it may.

        A host that wants robots to wait longer than a run can is asked by one conversation, whole.
        """
        if host.given_up:
            return self._refused(request, Failure.POSTPONED, host.given_up)
        if host.down and host.tried_again:
            return self._refused(request, Failure.FALTERED if host.answered else Failure.DOWN, host.down)
        delay = self._delay(host)
        if delay > self.manners.longest_pause:
            if host.only not in (None, conversation):
                said = f"it asks robots for {delay:.0f} seconds between requests"
                return self._refused(request, Failure.POSTPONED, said)
            host.only = conversation
        if self.manners.budget and self.sent >= self.manners.budget:
            return self._refused(request, Failure.BUDGET, f"{self.sent} requests were sent")
        now = time.monotonic()
        if self.manners.time and now - self._since > self.manners.time:
            return self._refused(request, Failure.TIME, f"{self.manners.time:.0f} seconds")
        if self.manners.host_time and host.since and now - host.since > self.manners.host_time:
            return self._refused(request, Failure.TIME, f"{self.manners.host_time:.0f} seconds for this host")
        obeys = self.obey_robots if host.own.obey_robots is None else host.own.obey_robots
        if obeys and host.robots and not host.robots.allows(request.url, self.manners.user_agent):
            return self._refused(request, Failure.ROBOTS, "robots.txt closes this address")
        return None

    def connections(self, host: _Host) -> int:
        """How many requests a host may have at once."""
        return self.manners.connections if host.own.connections is None else host.own.connections

    def next_time(self, host: _Host) -> float:
        """When a host may be asked next, on the monotonic clock."""
        gap, burst = self._pace(host)
        return max(host.not_before, host.due - (burst - 1) * gap)

    def goes_out(self, host: _Host) -> None:
        """A request goes out: count it, and let the next one wait."""
        now = time.monotonic()
        gap, _ = self._pace(host)
        host.since = host.since or now
        host.due = max(host.due, now) + gap
        host.active += 1
        self.sent += 1

    def _pace(self, host: _Host) -> tuple[float, int]:
        """Seconds between two requests, and how many may run ahead; a host that asks robots for a delay gets it.

        For one that asks for more than a run can wait see `closed`.
        """
        pace = self.manners.pace if host.own.pace is None else host.own.pace
        delay = self._delay(host)
        return (delay, 1) if pace < delay <= self.manners.longest_pause else (pace, self.manners.burst)

    def _delay(self, host: _Host) -> float:
        return host.robots.delay(self.manners.user_agent) if host.robots else 0.0

    def _refused(self, request: Request, failure: Failure, detail: str) -> Answer:
        return Answer(request, failure=failure, detail=detail, at=datetime.now(UTC))

    def learn(self, host: _Host, answer: Answer) -> None:
        """Keep an answer, and what it says of its host: a pause it asks for, or that it wants to be left alone."""
        if self._cache and answer.failure not in NOT_SENT:
            self._cache.keep(answer)
        if answer.status in answer.request.leave_after:
            host.given_up = f"it answered {answer.status} before in this run"
        if answer.failure not in NOT_SENT:
            self._learn_of_failure(host, answer)
        pause = pause_asked(answer, datetime.now(UTC))
        if pause is None:
            host.refusals = 0 if answer.status else host.refusals
            return
        host.refusals += 1
        longest = self.manners.longest_pause
        if pause <= longest and host.paused <= 2 * longest and host.refusals < _MOST_REFUSALS:
            until = time.monotonic() + pause
            host.paused += max(0.0, until - max(host.not_before, time.monotonic()))
            host.not_before = max(host.not_before, until)
        elif host.refusals >= _MOST_REFUSALS or host.paused > 2 * longest:
            host.given_up = f"it answered {answer.status} {host.refusals} times in a row"
        elif answer.status == 429:  # of the host; a 503 may be about one page
            host.given_up = f"it answered {answer.status} and asked for a pause of {pause:.0f} seconds"

    def _learn_of_failure(self, host: _Host, answer: Answer) -> None:
        """A host that fails again and again is down: nothing more waits for its time-outs."""
        if answer.failure not in _DOWN:
            host.failures, host.down = 0, ""
            return
        host.failures += 1
        if host.failures >= _most_failures(host):
            reason = answer.failure.value if answer.failure else ""
            host.down = f"{host.failures} times: {reason}"


def _most_failures(host: _Host) -> int:
    return _MOST_FAILURES_OF_LIVING if host.answered else _MOST_FAILURES


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
        self._unasked: dict[str, list[tuple[int, Request]]] = {}  # by hosts that are down, for one more try at the end

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

    def _advance(self, number: int, answer: Answer | None, *, paused: bool = False) -> None:
        """Hand a conversation its answer, and those to its next requests as long as they are known.

        Who is `paused` by a host that limits the rate is the first to ask it again.
        """
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
        if paused:
            self._ask(number, request, first=True)
        elif request.attempt:
            self._later.append((number, request))
        else:
            self._ask(number, request)

    def _ask(self, number: int, request: Request, *, first: bool = False) -> None:
        name = host_of(request.url)
        waiting = self._talk.host(name).waiting
        (waiting.appendleft if first else waiting.append)((number, request))
        self._enqueue(name)

    def _enqueue(self, name: str) -> None:
        host = self._talk.host(name)
        asking_rules = host.robots is None and host.active
        if host.waiting and not asking_rules and host.active < self._talk.connections(host) and not host.queued:
            host.queued = True
            heapq.heappush(self._ready, (self._talk.next_time(host), name))

    def _look_again(self) -> None:
        """Second looks, and one more try of the hosts that were down."""
        second_looks, self._later = self._later, []
        for name, unasked in self._unasked.items():
            host = self._talk.host(name)
            host.down, host.tried_again, host.failures = "", True, _most_failures(host) - _TRIES_AGAIN
            second_looks = [*reversed(unasked), *second_looks]  # what failed stood together, perhaps: try elsewhere
        self._unasked.clear()
        for number, request in second_looks:
            self._ask(number, request)

    def _send_what_may_go(self) -> None:
        if not self._ready and not self._under_way:
            self._look_again()
        places = self._talk.carrier.places
        while self._ready and len(self._under_way) < places and self._ready[0][0] <= time.monotonic():
            _, name = heapq.heappop(self._ready)
            host = self._talk.host(name)
            host.queued = False
            if self._talk.next_time(host) > time.monotonic():  # it asked for a pause since
                self._enqueue(name)
                continue
            self._send_next(name, host)
            self._enqueue(name)

    def _send_next(self, name: str, host: _Host) -> None:
        number, request = host.waiting[0]
        if host.down and not host.tried_again:
            self._unasked.setdefault(name, []).extend(host.waiting)
            host.waiting.clear()
            return
        if host.robots is None and name:
            parts = urlsplit(request.url)
            rules = Request(f"{parts.scheme}://{parts.netloc}/robots.txt", limit=512_000)
            kept = self._talk.known(rules)
            if kept is None:
                self._start(name, host, _RULES, rules)
                return
            host.robots = robots_of(kept)
        host.waiting.popleft()
        _, conversation = self._begun[number]
        closed = self._talk.closed(host, request, conversation)
        if closed:
            self._advance(number, closed)
        else:
            self._start(name, host, number, request)

    def _start(self, name: str, host: _Host, number: int, request: Request) -> None:
        self._talk.goes_out(host)
        ticket = next(self._talk.tickets)
        self._under_way[ticket] = (name, number)
        if host.own.headers and request.url.startswith("https:"):
            request = replace(request, headers=(*request.headers, *host.own.headers))
        self._talk.carrier.start(ticket, request)

    def _wait(self) -> None:
        """Until an answer is there or a host may be asked; a short sleep at most, so that Ctrl-C is heard."""
        pause = 0.5
        if self._ready and len(self._under_way) < self._talk.carrier.places:
            pause = min(pause, max(0.0, self._ready[0][0] - time.monotonic()))
        if not self._under_way and not self._ready and (self._later or self._unasked):
            return  # their turn has come
        for ticket, answer in self._talk.carrier.wait(pause):
            if ticket in self._under_way:  # else of a round that was broken off
                self._arrived(*self._under_way.pop(ticket), answer)

    def _arrived(self, name: str, number: int, answer: Answer) -> None:
        host = self._talk.host(name)
        host.active -= 1
        if host.own.headers:  # credentials go no further than the request
            own = dict(host.own.headers)
            kept = tuple(item for item in answer.request.headers if item[0] not in own)
            answer = replace(answer, request=replace(answer.request, headers=kept))
        host.answered |= number != _RULES and bool(answer.status)
        self._talk.learn(host, answer)
        if number == _RULES:
            host.robots = robots_of(answer)
        else:
            self._advance(number, answer, paused=answer.status == 429)
        self._enqueue(name)
