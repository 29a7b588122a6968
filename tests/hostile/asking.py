"""Asks hostile servers, by both carriers of requests."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from refcheck.links.check import check
from refcheck.links.verdict import LinkVerdict
from refcheck.network.addresses import Guard
from refcheck.network.cache import AnswerCache
from refcheck.network.client import Client
from refcheck.network.exchange import Answer, Conversation, Request
from refcheck.network.manners import Manners
from refcheck.network.swarm import Swarm
from refcheck.network.talk import Carrier, Talk, Threads
from tests.hostile.networks import Server

_SECONDS = 6.0
Carriers = Callable[[Guard], Carrier]


def _threads(guard: Guard) -> Carrier:
    return Threads(Client(guard, "refcheck/test", timeout=_SECONDS), places=4)


def _swarm(guard: Guard) -> Carrier:
    return Swarm(guard, "refcheck/test", timeout=_SECONDS)


CARRIERS: dict[str, Carriers] = {"requests": _threads, "libcurl": _swarm}


def talk(carrier: Carrier, cache: AnswerCache | None = None) -> Talk:
    """A way to ask that waits for nothing."""
    return Talk(carrier, Manners(pace=0.0, longest_pause=0.0, budget=1_000), cache=cache)


def ask(url: str, limit: int = 65_536) -> Conversation[Answer]:
    """The answer to one request."""
    return (yield Request(url, limit=limit))


def answers(carrier: Carrier, *urls: str) -> dict[str, Answer]:
    """What comes of one request to each address."""
    try:
        return dict(talk(carrier).lead((url, ask(url)) for url in urls))
    finally:
        carrier.close()


def verdicts(carrier: Carrier, *urls: str, cache: AnswerCache | None = None) -> dict[str, LinkVerdict]:
    """What is known of each address when it was checked as a link."""
    try:
        return dict(talk(carrier, cache).lead((url, check(url)) for url in urls))
    finally:
        carrier.close()


def resolver(*addresses: str) -> Callable[..., Any]:
    """Names lead to the first of these addresses at the first question, to the next at the next; the last stays."""
    waiting = list(addresses)

    def resolve(_host: str, port: int, **_: Any) -> Any:
        address = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    return resolve


def letting_pass(public: Server, *ports: int, resolve: Callable[..., Any] | None = None) -> Guard:
    """A guard for which this server is one of the web."""
    return Guard(
        (ipaddress.ip_network(public.address),),
        frozenset({public.port, *ports}),
        resolver=resolve or resolver(public.address),
    )


def memory() -> float:
    """Megabytes of this process now."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1024**2
