"""One request: limits of time and size, faults of hosts, and what is never sent."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from refcheck.links.check import check
from refcheck.links.verdict import LinkVerdict
from refcheck.model import Status
from refcheck.network.addresses import Guard
from refcheck.network.client import Client
from refcheck.network.exchange import Failure, Request
from refcheck.network.manners import Manners
from refcheck.network.talk import Talk, Threads
from tests.standin.server import Standin, running

AT = "http://faults.test"


@pytest.fixture(scope="module")
def standin() -> Iterator[Standin]:
    with running() as server:
        yield server


@pytest.fixture
def client(standin: Standin) -> Client:
    return Client(
        Guard(hosts=standin.bases()), "refcheck/1 (desk@example.org)", timeout=6.0, ca_bundle=standin.ca_bundle
    )


def test_a_body_is_read_to_its_limit_and_no_further(client: Client) -> None:
    answer = client.send(Request(f"{AT}/endless", limit=100_000))
    assert (answer.status, len(answer.body), answer.truncated) == (200, 100_000, True)


def test_a_bomb_is_unpacked_to_the_limit_and_no_further(client: Client) -> None:
    answer = client.send(Request(f"{AT}/bomb", limit=10_000))
    assert (len(answer.body), answer.truncated) == (10_000, True)


@pytest.mark.parametrize("path", ["drip", "slow"])
def test_a_host_that_stalls_ends_in_time(path: str, client: Client) -> None:
    answer = client.send(Request(f"{AT if path == 'drip' else 'http://zoo.test'}/{path}"))
    assert answer.truncated or answer.failure is Failure.TIMEOUT


@pytest.mark.parametrize(
    ("url", "failure"),
    [
        ("http://zoo.test/reset", Failure.RESET),
        ("http://zoo.test/slow", Failure.TIMEOUT),
        ("https://expired.test/", Failure.TLS),
        ("http://10.0.0.1/", Failure.UNSAFE),
        (f"{AT}/garbage-gzip", Failure.PROTOCOL),
    ],
)
def test_a_fault_is_an_answer_with_its_reason(url: str, failure: Failure, client: Client) -> None:
    answer = client.send(Request(url))
    assert (answer.status, answer.failure) == (0, failure)


def test_an_expired_certificate_is_said_to_be_expired(client: Client) -> None:
    assert "expired" in client.send(Request("https://expired.test/")).detail


def test_a_body_that_breaks_off_is_said_to_go_on(client: Client) -> None:
    answer = client.send(Request(f"{AT}/wrong-length"))
    assert (answer.status, answer.truncated) == (200, True)


def test_headers_are_bounded_and_cookies_left_out(client: Client) -> None:
    assert sum(map(len, client.send(Request(f"{AT}/many-headers")).headers.values())) < 64_000
    assert "set-cookie" not in client.send(Request(f"{AT}/cookie")).headers


def test_nothing_but_an_honest_name_is_sent(client: Client, standin: Standin) -> None:
    client.send(Request(f"{AT}/cookie"))
    standin.world.log.clear()
    client.send(Request(f"{AT}/cookie"))
    sent = {name.lower(): value for name, value in standin.world.log[-1].headers.items()}
    assert sent["user-agent"] == "refcheck/1 (desk@example.org)"
    assert not sent.keys() & {"cookie", "authorization", "referer"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("to-private", Status.UNVERIFIABLE),
        ("to-metadata", Status.UNVERIFIABLE),
        ("to-file", Status.UNVERIFIABLE),
        ("429-for-ever", Status.BLOCKED),
        ("wrong-length", Status.VERIFIED),
        ("endless", Status.VERIFIED),
    ],
)
def test_each_fault_ends_in_a_verdict(path: str, status: Status, client: Client) -> None:
    talk = Talk(Threads(client), Manners(pace=0.0, longest_pause=3.0))
    learnt: LinkVerdict = next(iter(talk.lead([("it", check(f"{AT}/{path}"))])))[1]
    assert (learnt.status, bool(learnt.reason)) == (status, True)
