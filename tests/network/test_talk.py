"""Many conversations at once: pace, pauses, budget, rules, and what is kept."""

from __future__ import annotations

import stat
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from refcheck.errors import UsageError
from refcheck.network.addresses import Guard
from refcheck.network.cache import AnswerCache
from refcheck.network.client import Client
from refcheck.network.exchange import Answer, Conversation, Failure, Request, sheltered
from refcheck.network.manners import Manners, pause_asked, robots_of
from refcheck.network.talk import Talk, Threads
from tests.standin.server import Standin, running

ALIVE = "http://zoo.test/alive"


@pytest.fixture(scope="module")
def standin() -> Iterator[Standin]:
    with running() as server:
        yield server


@pytest.fixture
def client(standin: Standin) -> Client:
    standin.world.log.clear()
    standin.world.served.clear()
    return Client(Guard(hosts=standin.bases()), "refcheck/test", timeout=6.0)


def ask(url: str, **options: int) -> Conversation[Answer]:
    return (yield Request(url, **options))  # type: ignore[arg-type]


def asked(standin: Standin, host: str = "zoo.test") -> list[float]:
    return [one.at for one in standin.world.log if one.host == host]


def test_requests_to_one_host_keep_its_pace(client: Client, standin: Standin) -> None:
    talk = Talk(Threads(client), Manners(pace=0.2))
    begun = time.monotonic()
    list(talk.lead((number, ask(f"{ALIVE}?{number}")) for number in range(4)))
    moments = [moment - begun for moment in asked(standin)]
    assert len(moments) == 5  # the host's rules, and four addresses
    # From the beginning: of two neighbours the first may be delayed on its way.
    assert all(moment >= 0.2 * number for number, moment in enumerate(moments))
    assert standin.world.most_open["zoo.test"] == 1


def test_a_host_that_wants_a_pause_holds_nobody_else_back(client: Client) -> None:
    talk = Talk(Threads(client), Manners(pace=0.0, longest_pause=5.0))

    def patient() -> Conversation[int]:
        answer = yield Request("http://zoo.test/429s")
        answer = yield Request("http://zoo.test/429s", attempt=1)
        return answer.status

    order = [name for name, _ in talk.lead([("slow", patient()), ("quick", ask("http://cf.test/page"))])]
    assert order == ["quick", "slow"]


def test_a_pause_longer_than_the_run_ends_the_questions_to_that_host(client: Client, standin: Standin) -> None:
    talk = Talk(Threads(client), Manners(pace=0.0, longest_pause=1.0))
    learnt = dict(talk.lead([("first", ask("http://zoo.test/429d")), ("second", ask(f"{ALIVE}?after"))]))
    assert learnt["first"].status == 429
    assert learnt["second"].failure is Failure.POSTPONED
    assert len(asked(standin)) == 2


def test_the_budget_holds_and_is_said(client: Client, standin: Standin) -> None:
    talk = Talk(Threads(client), Manners(pace=0.0, budget=3))
    learnt = [answer for _, answer in talk.lead((n, ask(f"{ALIVE}?{n}")) for n in range(5))]
    assert [answer.failure for answer in learnt].count(Failure.BUDGET) == 3
    assert len(standin.world.log) == 3


def test_a_second_run_asks_nothing(client: Client, standin: Standin, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "answers.sqlite"
    cache = AnswerCache(path)
    pages = [f"{ALIVE}?1", "http://zoo.test/404", "http://zoo.test/301"]
    first = dict(Talk(Threads(client), Manners(pace=0.0), cache=cache).lead((url, ask(url)) for url in pages))
    standin.world.log.clear()
    second = dict(Talk(Threads(client), Manners(pace=0.0), cache=cache).lead((url, ask(url)) for url in pages))
    assert standin.world.log == []
    assert {url: (one.status, one.body) for url, one in second.items()} == {
        url: (one.status, one.body) for url, one in first.items()
    }
    assert all(one.cached for one in second.values())
    list(Talk(Threads(client), Manners(pace=0.0), cache=cache, refresh=True).lead((url, ask(url)) for url in pages))
    assert len(standin.world.log) == 4  # asked anew, the rules too
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    cache.close()


@pytest.mark.parametrize(
    ("status", "age", "kept"),
    [(200, timedelta(days=6), True), (200, timedelta(days=8), False), (404, timedelta(hours=2), False)],
)
def test_answers_grow_old_and_refusals_sooner(status: int, age: timedelta, kept: bool, tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path / "answers.sqlite")
    request, now = Request(ALIVE), datetime.now(UTC)
    cache.keep(Answer(request, status, body=b"x", at=now - age))
    assert (cache.find(request, now) is not None) == kept
    cache.close()


def test_what_was_learnt_survives_an_interruption(client: Client, tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path / "answers.sqlite")
    talk = Talk(Threads(client), Manners(pace=0.0), cache=cache)
    results = talk.lead((number, ask(f"{ALIVE}?{number}")) for number in range(50))
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert cache.find(Request(f"{ALIVE}?0"), datetime.now(UTC)) is not None
    cache.close()


NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "header", "seconds"),
    [
        (429, "2", 2),
        (503, "3", 3),
        (429, "Fri, 20 Nov 2026 22:00:30 GMT", 30),
        (429, "Fri, 20 Nov 2020 22:00:30 GMT", 60),  # in the past
        (429, "soon", 60),
        (429, "", 60),
        (503, "", None),
        (200, "2", None),
    ],
)
def test_the_pause_that_a_host_asks_for(status: int, header: str, seconds: float | None) -> None:
    headers = {"retry-after": header} if header else {}
    assert pause_asked(Answer(Request(ALIVE), status, headers), NOW) == seconds


@pytest.mark.parametrize(
    ("status", "body", "allowed"),
    [
        (200, b"User-agent: *\nDisallow: /api", False),
        (200, b"<html>no rules</html>", True),
        (404, b"", True),
        (503, b"", False),
        (200, b"User-agent: refcheck\nDisallow: /\n", False),
        (200, b"\xff\xfe\x00", True),
    ],
)
def test_rules_for_robots(status: int, body: bytes, allowed: bool) -> None:
    robots = robots_of(Answer(Request("https://x.test/robots.txt"), status, body=body))
    assert robots.allows("https://x.test/api/1", "refcheck/1") == allowed


def test_rules_are_obeyed_where_that_is_asked(client: Client, standin: Standin) -> None:
    url = "https://documents.un.org/api/symbol/access?s=A/RES/55/2&l=en&t=pdf"
    talk = Talk(Threads(client), Manners(pace=0.0), obey_robots=True)
    assert next(iter(talk.lead([("it", ask(url))])))[1].failure is Failure.ROBOTS
    assert [one.path for one in standin.world.log] == ["/robots.txt"]


def test_time_passes_only_for_the_host_that_is_slow(client: Client) -> None:
    talk = Talk(Threads(client), Manners(pace=0.0))
    names = [
        name for name, _ in talk.lead([("slow", ask("http://zoo.test/slow")), ("quick", ask("http://cf.test/page"))])
    ]
    assert names[0] == "quick"


def test_a_defect_costs_one_conversation(client: Client) -> None:
    def of_ours() -> Conversation[str]:
        answer = yield Request(ALIVE)
        return str(answer.status // 0)

    def fine() -> Conversation[str]:
        answer = yield Request(ALIVE)
        return str(answer.status)

    talk = Talk(Threads(client), Manners(pace=0.0))
    learnt = dict(talk.lead([("ours", sheltered(of_ours(), str.upper)), ("fine", sheltered(fine(), str))]))
    assert learnt["fine"] == "200"
    assert learnt["ours"].startswith("REFCHECK FAILED ON IT (ZERODIVISIONERROR")


def test_what_the_user_can_mend_ends_the_run(client: Client) -> None:
    def full() -> Conversation[str]:
        yield Request(ALIVE)
        raise UsageError("the disk is full")

    with pytest.raises(UsageError, match="the disk is full"):
        list(Talk(Threads(client), Manners(pace=0.0)).lead([("full", sheltered(full(), str))]))


def test_what_a_run_asked_anew_it_asks_once(client: Client, tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path / "answers.sqlite")
    list(Talk(Threads(client), Manners(pace=0.0), cache=cache).lead([(0, ask(ALIVE))]))
    anew = Talk(Threads(client), Manners(pace=0.0), cache=cache, refresh=True)
    time.sleep(1.1)  # answers are kept to the second
    for _ in range(3):
        list(anew.lead([(0, ask(ALIVE))]))
    cache.close()
    assert anew.sent == 2  # the host's rules, and the page
