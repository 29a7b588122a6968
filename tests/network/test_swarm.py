"""Hundreds of requests at once: the same answers as one by one, and nowhere but to vetted addresses."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from refcheck.links.check import check
from refcheck.links.verdict import LinkVerdict
from refcheck.model import Status
from refcheck.network.addresses import Guard
from refcheck.network.exchange import Answer, Conversation, Failure, Request
from refcheck.network.manners import Manners
from refcheck.network.swarm import Swarm
from refcheck.network.talk import Talk
from tests.standin.server import Standin, running


@pytest.fixture(scope="module")
def standin() -> Iterator[Standin]:
    with running() as server:
        yield server


@pytest.fixture
def swarm(standin: Standin) -> Iterator[Swarm]:
    standin.world.log.clear()
    standin.world.served.clear()
    standin.world.most_open.clear()
    one = Swarm(Guard(hosts=standin.bases()), "refcheck/test", timeout=6.0, ca_bundle=standin.ca_bundle)
    yield one
    one.close()


def talk(swarm: Swarm, **manners: Any) -> Talk:
    return Talk(swarm, Manners(**{"pace": 0.0, "longest_pause": 3.0, "connections": 4, "budget": 100_000, **manners}))


def ask(url: str, limit: int = 65_536) -> Conversation[Answer]:
    return (yield Request(url, limit=limit))


VERDICTS = {
    "http://zoo.test/alive": Status.VERIFIED,
    "http://zoo.test/head405": Status.VERIFIED,
    "http://zoo.test/head403": Status.VERIFIED,
    "http://zoo.test/headdrop": Status.VERIFIED,
    "http://zoo.test/404": Status.DEAD,
    "http://zoo.test/410": Status.DEAD,
    "http://zoo.test/301": Status.MOVED,
    "http://zoo.test/302": Status.VERIFIED,
    "http://zoo.test/loop": Status.FAILING,
    "http://zoo.test/401": Status.BLOCKED,
    "http://zoo.test/451": Status.BLOCKED,
    "http://zoo.test/reset": Status.FAILING,
    "http://zoo.test/slow": Status.FAILING,
    "http://zoo.test/empty": Status.FAILING,
    "http://zoo.test/reports/1998/annex.htm": Status.DEAD,
    "http://zoo.test/members/paper": Status.BLOCKED,
    "http://cf.test/page": Status.BLOCKED,
    "http://linkedin.test/in/x": Status.BLOCKED,
    "http://soft.test/docs/missing": Status.DEAD,
    "http://soft.test/file.pdf": Status.DEAD,
    "http://parked.test/article": Status.DEAD,
    "https://expired.test/": Status.FAILING,
    "http://faults.test/endless": Status.VERIFIED,
    "http://faults.test/drip": Status.VERIFIED,
    "http://faults.test/wrong-length": Status.VERIFIED,
    "http://faults.test/bomb": Status.VERIFIED,
    "http://faults.test/to-private": Status.UNVERIFIABLE,
    "http://faults.test/to-metadata": Status.UNVERIFIABLE,
    "http://faults.test/to-file": Status.UNVERIFIABLE,
    "http://faults.test/429-for-ever": Status.BLOCKED,
    "http://169.254.169.254/latest/": Status.UNVERIFIABLE,
    "http://user:secret@zoo.test/": Status.UNVERIFIABLE,
}


def test_all_behaviours_at_once(swarm: Swarm) -> None:
    learnt: dict[str, LinkVerdict] = dict(talk(swarm).lead((url, check(url)) for url in VERDICTS))
    assert {url: one.status for url, one in learnt.items()} == VERDICTS
    assert all(one.reason for one in learnt.values())


def test_bodies_end_at_their_limit(swarm: Swarm) -> None:
    urls = ("http://faults.test/endless", "http://faults.test/bomb")
    learnt = dict(talk(swarm).lead((url, ask(url, 10_000)) for url in urls))
    assert {url: (len(one.body), one.truncated) for url, one in learnt.items()} == dict.fromkeys(urls, (10_000, True))


def test_no_host_has_more_connections_than_manners_allow(swarm: Swarm, standin: Standin) -> None:
    urls = [f"http://zoo.test/alive?{number}" for number in range(200)]
    learnt = dict(talk(swarm, connections=3).lead((url, check(url)) for url in urls))
    assert {one.status for one in learnt.values()} == {Status.VERIFIED}
    assert 1 <= standin.world.most_open["zoo.test"] <= 3


def test_the_same_name_is_looked_up_once_and_its_address_kept(standin: Standin) -> None:
    """A name that answers otherwise the second time gains nothing: the vetted address is the one connected to."""
    port = int(standin.address.rpartition(":")[2])
    asked: list[str] = []

    def resolver(host: str, where: int, **_: Any) -> Any:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", where))]

    guard = Guard(hosts={"zoo.test": f"http://rebinding.test:{port}"}, resolver=resolver)
    swarm = Swarm(guard, "refcheck/test", timeout=6.0)
    learnt = dict(talk(swarm).lead((n, ask(f"http://zoo.test/alive?{n}")) for n in range(5)))
    swarm.close()
    assert {one.status for one in learnt.values()} == {200}
    assert asked == ["rebinding.test"]


def test_a_private_address_behind_a_name_is_refused() -> None:
    def resolver(host: str, where: int, **_: Any) -> Any:
        del host
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", where))]

    swarm = Swarm(Guard(resolver=resolver), "refcheck/test", timeout=6.0)
    ((_, answer),) = talk(swarm).lead([("it", ask("http://inside.example/"))])
    swarm.close()
    assert (answer.failure, answer.status) == (Failure.UNSAFE, 0)


def test_a_round_that_is_broken_off_leaves_the_carrier_usable(swarm: Swarm) -> None:
    one = talk(swarm)
    first = one.lead((n, ask(f"http://zoo.test/alive?a{n}")) for n in range(50))
    next(first)
    first.close()  # type: ignore[attr-defined]
    learnt = dict(one.lead((n, ask(f"http://zoo.test/alive?b{n}")) for n in range(20)))
    assert len(learnt) == 20
