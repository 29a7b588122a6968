"""Nothing inside is asked, whatever a document, a name or a server says; and no server costs more than its bounds."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from refcheck.model import Status
from refcheck.network.addresses import Guard
from refcheck.network.cache import AnswerCache
from refcheck.network.exchange import Failure
from tests.hostile import asking
from tests.hostile.networks import DISGUISED, FAULTY, PORTS, Faulty, Server, inside, redirect, serving

_MOST_HEADERS = 64_000


@pytest.fixture(params=asking.CARRIERS.values(), ids=list(asking.CARRIERS))
def carrier(request: pytest.FixtureRequest) -> asking.Carriers:
    chosen: asking.Carriers = request.param
    return chosen


@pytest.fixture
def trap() -> Iterator[Server]:
    """A server of this machine that nobody may reach."""
    with serving() as server:
        yield server


@pytest.fixture
def public() -> Iterator[Server]:
    """A server that stands for the web: at an address of its own, which the guard is told to let pass."""
    with serving("127.0.0.2") as server:
        yield server


# --- where requests go ------------------------------------------------------------------------


def test_no_address_inside_is_asked(carrier: asking.Carriers, trap: Server) -> None:
    urls = [url for _, url in inside(trap.port)]
    answers = asking.answers(carrier(Guard(ports=frozenset({trap.port}))), *urls)
    assert {url: answer.status for url, answer in answers.items()} == dict.fromkeys(urls, 0)
    assert {answer.failure for answer in answers.values()} <= {
        Failure.UNSAFE,
        Failure.MALFORMED,
        Failure.LOOKUP,
        Failure.NAME,
    }
    assert trap.asked == []


def test_no_address_whose_parts_are_not_what_they_seem(carrier: asking.Carriers, trap: Server) -> None:
    urls = [url.format(inside=f"127.0.0.1:{trap.port}") for url in DISGUISED]
    guard = Guard(ports=frozenset({trap.port}), resolver=asking.resolver("203.0.113.1"))
    answers = asking.answers(carrier(guard), *urls)
    assert {answer.status for answer in answers.values()} == {0}
    assert trap.asked == []


def test_ports_that_are_not_of_the_web(carrier: asking.Carriers, public: Server) -> None:
    guard = Guard((ipaddress.ip_network("203.0.113.0/24"),), resolver=asking.resolver(public.address))
    urls = [f"http://public.test:{port}/" for port in PORTS if port != public.port]
    answers = asking.answers(carrier(guard), *urls, f"http://public.test:{public.port}/")
    assert {answer.failure for answer in answers.values()} == {Failure.UNSAFE}
    assert public.asked == []


def test_a_port_that_the_user_allows(carrier: asking.Carriers, public: Server) -> None:
    url = f"http://public.test:{public.port}/"
    assert asking.answers(carrier(asking.letting_pass(public)), url)[url].status == 200


def test_no_redirect_leads_inside(carrier: asking.Carriers, public: Server, trap: Server) -> None:
    places = [url for _, url in inside(trap.port) if url.isascii()]
    places += [url.format(inside=f"127.0.0.1:{trap.port}") for url in DISGUISED if url.isprintable()]
    for number, place in enumerate(places):
        public.answers[f"/{number}"] = redirect(place)
    urls = [f"http://public.test:{public.port}/{number}" for number in range(len(places))]

    def resolve(host: str, port: int, **options: Any) -> Any:
        if host == "public.test":
            return asking.resolver(public.address)(host, port)
        return socket.getaddrinfo(host, port, **options)

    verdicts = asking.verdicts(carrier(asking.letting_pass(public, trap.port, resolve=resolve)), *urls)
    assert len(verdicts) == len(urls)
    assert Status.MOVED not in {verdict.status for verdict in verdicts.values()}
    assert trap.asked == []


def test_a_name_that_leads_elsewhere_the_second_time(carrier: asking.Carriers, public: Server, trap: Server) -> None:
    """Each question of the resolver is vetted, and what was vetted is what is connected to."""
    guard = asking.letting_pass(public, trap.port, resolve=asking.resolver(public.address, "127.0.0.1"))
    urls = [f"http://rebinding.test:{public.port}/{number}" for number in range(5)]
    answers = asking.answers(carrier(guard), *urls)
    assert {answer.status for answer in answers.values()} <= {0, 200}
    assert {answer.failure for answer in answers.values()} <= {None, Failure.UNSAFE}
    assert trap.asked == []


def test_a_name_with_a_public_address_and_one_inside(carrier: asking.Carriers, public: Server, trap: Server) -> None:
    def both(host: str, port: int, **_: Any) -> Any:
        del host
        return [(socket.AF_INET, 1, 6, "", (address, port)) for address in (public.address, "127.0.0.1")]

    url = f"http://both.test:{trap.port}/"
    assert (
        asking.answers(carrier(asking.letting_pass(public, trap.port, resolve=both)), url)[url].failure
        is Failure.UNSAFE
    )
    assert trap.asked == public.asked == []


def test_a_server_that_the_user_named_for_one_host_answers_no_other(carrier: asking.Carriers, trap: Server) -> None:
    guard = Guard(
        ports=frozenset({trap.port}),
        hosts={"un.org": f"http://intranet.test:{trap.port}"},
        resolver=asking.resolver("127.0.0.1"),
    )
    one = carrier(guard)
    talk = asking.talk(one)
    first = dict(talk.lead([("it", asking.ask("http://un.org/a"))]))["it"]
    second = dict(talk.lead([("it", asking.ask(f"http://intranet.test:{trap.port}/b"))]))["it"]
    one.close()
    assert (first.status, second.status, second.failure) == (200, 0, Failure.UNSAFE)
    assert [request.split(b" ")[1] for request in trap.asked] == [b"/robots.txt", b"/a"]


def test_no_proxy_of_the_environment(
    carrier: asking.Carriers, public: Server, trap: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{trap.port}")
    url = f"http://public.test:{public.port}/"
    assert asking.answers(carrier(asking.letting_pass(public)), url)[url].status == 200
    assert trap.asked == []


# --- what is sent and kept ----------------------------------------------------------------------

_PASSWORD = "hunter2-of-somebody"


def test_no_cookies_and_credentials_are_sent_or_written_down(
    carrier: asking.Carriers, public: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text(f"machine public.test login desk password {_PASSWORD}\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(netrc))
    at = f"public.test:{public.port}"
    cookie = f"Set-Cookie: session={_PASSWORD}; Path=/\r\n".encode()
    public.answers["/cookie"] = redirect("/next", cookie)
    public.answers["/credentials"] = redirect(f"http://desk:{_PASSWORD}@{at}/next")
    cache = AnswerCache(tmp_path / "answers.sqlite")
    public.answers["/elsewhere"] = redirect(f"//desk:{_PASSWORD}@{at}/next")
    urls = [f"http://{at}/{path}" for path in ("cookie", "credentials", "elsewhere")]
    urls.append(f"http://desk:{_PASSWORD}@{at}/own")
    verdicts = asking.verdicts(carrier(asking.letting_pass(public)), *urls, cache=cache)
    cache.close()
    sent = b"".join(public.asked).lower()
    assert b"/next" in sent
    assert not [name for name in (b"cookie:", b"authorization:", b"referer:", _PASSWORD.encode()) if name in sent]
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("answers.sqlite*"))
    assert _PASSWORD.encode() not in kept
    said = str([verdict.as_json() for url, verdict in verdicts.items() if url != urls[-1]])
    assert _PASSWORD not in said


# --- what a server may cost ---------------------------------------------------------------------


@pytest.mark.parametrize("row", FAULTY, ids=[row.name for row in FAULTY])
def test_an_answer_has_bounds(row: Faulty, carrier: asking.Carriers, public: Server) -> None:
    public.usual = row.pieces
    url = f"http://public.test:{public.port}/"
    _there_is_proc()
    before = asking.memory()
    answer = asking.answers(carrier(asking.letting_pass(public)), url)[url]
    assert len(answer.body) <= 65_536
    assert sum(len(name) + len(value) for name, value in answer.headers.items()) <= _MOST_HEADERS
    assert bool(answer.status) != bool(answer.failure)
    assert asking.memory() - before < 100


@pytest.mark.parametrize("row", FAULTY, ids=[row.name for row in FAULTY])
def test_a_link_to_it_gets_a_verdict(row: Faulty, carrier: asking.Carriers, public: Server) -> None:
    public.usual = row.pieces
    url = f"http://public.test:{public.port}/"
    begun = time.process_time()
    verdict = asking.verdicts(carrier(asking.letting_pass(public)), url)[url]
    assert verdict.status is not Status.DEAD
    assert verdict.reason
    assert time.process_time() - begun < 60  # the system's own clock of work done: no endless loop
    assert len(public.asked) < 30


def _there_is_proc() -> None:
    if not Path("/proc/self/statm").exists():
        pytest.skip("memory is measured where there is a /proc")
