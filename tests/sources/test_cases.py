"""Every recorded behaviour of the public sources, asked of the stand-in by the clients."""

from __future__ import annotations

import datetime as dt
import json
import re
import socket
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from refcheck.links.check import check
from refcheck.links.judgement import judge
from refcheck.links.rescue import archived
from refcheck.model import Question, Reply, Said, Status
from refcheck.network.addresses import Guard
from refcheck.network.client import Client
from refcheck.network.exchange import Answer, Conversation, Request
from refcheck.network.manners import Manners, robots_of
from refcheck.network.talk import Talk, Threads
from refcheck.sources import court, digital_library, documents, treaty_bodies
from tests.checking import PROJECT
from tests.standin.server import Standin, running

CASES = PROJECT.parent / "shared" / "un-sources-cases.json"
TODAY = dt.date(2026, 11, 20)
# Names that do not exist; this machine may have no name server at all, so that one fact is told, not looked up.
GONE = {"nxdomain.invalid", "daccess-dds-ny.un.org", "unbisnet.un.org"}
STATUS = {
    Said.EXISTS: Status.VERIFIED,
    Said.ABSENT: Status.NOT_FOUND,
    Said.BLOCKED: Status.BLOCKED,
    Said.NOTHING: Status.UNVERIFIABLE,
}
pytestmark = pytest.mark.skipif(not CASES.is_file(), reason="../shared is absent: the recorded cases lie beside it")


def cases() -> dict[str, dict[str, Any]]:
    return {case["id"]: case for case in json.loads(CASES.read_text("utf-8"))["cases"]} if CASES.is_file() else {}


def look_up(host: str, port: int, **options: Any) -> Any:
    if host in GONE:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return socket.getaddrinfo("127.0.0.1" if host == "www.un.org" else host, port, **options)


@pytest.fixture(scope="module")
def standin() -> Iterator[Standin]:
    with running() as server:
        yield server


@pytest.fixture
def talk(standin: Standin) -> Talk:
    standin.world.modes.clear()
    standin.world.served.clear()
    standin.world.log.clear()
    bases = {host: base for host, base in standin.bases().items() if host not in GONE}
    guard = Guard(hosts=bases, resolver=look_up, ports=frozenset({8080}))
    client = Client(guard, "refcheck/test", timeout=6.0, ca_bundle=standin.ca_bundle)
    return Talk(Threads(client), Manners(pace=0.0, longest_pause=2.5))


def learn(talk: Talk, conversation: Conversation[Any]) -> Any:
    return next(iter(talk.lead([("it", conversation)])))[1]


def one(request: Request) -> Conversation[Answer]:
    return (yield request)


# --- how each case is asked ----------------------------------------------------------------


def symbol(case: dict[str, Any], **claims: Any) -> Conversation[Reply]:
    written = re.search(r"[?&]s=([^&]+)", case["request"]["url"])
    assert written
    form = "".join(unquote(written[1]).replace("+", "").split())
    return documents.ask(Question(form, TODAY, **claims))


def link(case: dict[str, Any]) -> Any:
    return check(case["request"]["url"])


def record(case: dict[str, Any]) -> Conversation[Reply]:
    written = re.search(r"191__a:\[(.+?)\]", unquote(case["request"]["url"]))
    assert written
    return digital_library.ask(Question(written[1], TODAY))


def decision(form: str) -> Callable[[dict[str, Any]], Conversation[Reply]]:
    return lambda _: court.ask(Question(form, TODAY))


def treaty_body(form: str) -> Callable[[dict[str, Any]], Conversation[Reply]]:
    return lambda _: treaty_bodies.ask(Question(form, TODAY))


FRESH = partial(symbol, date=dt.date(2026, 10, 20))
HOW: dict[str, Callable[[dict[str, Any]], Any]] = {
    **dict.fromkeys(["ods-02", "ods-03", "ods-04", "ods-20", "ods-21"], link),
    **{f"ods-{number:02}": symbol for number in (1, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16, 17, 18, 22, 23, 24, 25, 29)},
    "ods-30": FRESH,
    **{f"undl-{number:02}": record for number in (2, 4, 5)},
    "icj-01": decision("ICJ/180/ORD/2021-12-07"),
    "icj-03": decision("ICJ/192/ORD/2024-01-26"),
    "icj-04": decision("ICJ/180/ORD/2021-12-08"),
    "icj-07": decision("ICJ/999/ORD/2021-12-07"),
    "un-05": treaty_body("CERD/C/URY/CO/21-23"),
    "un-06": treaty_body("CERD/C/URY/CO/99"),
}
# What the client never sends, and answers that no conversation asks for: judged by themselves.
NEVER_SENT = {
    "ods-11": "a plus sign for a space",
    "ods-19": "a caret from a file name",
    "ods-28": "both halves of a double symbol at once",
    "undl-06": "a listing of many records",
    "undl-07": "a listing of many records",
    "undl-09": "records as JSON",
    "undl-10": "the interface for holders of a token",
    "undl-12": "the harvest, which covers a fiftieth of the records",
    "undl-13": "the harvest",
    "undl-14": "the harvest",
}
# Cases whose stated verdict is that of the first answer, although its follow-up knows more: both are tried.
FOLLOW_UP_KNOWS_MORE = ("ods-03", "ods-04", "ods-14", "ez-02", "ez-11", "live-06")
MODES = {"ods-14": "ods-gateway", "undl-18": "undl-robots"}  # behaviours that the file gives for any symbol
RULES = {"ez-04": True, "ez-05": False, "undl-18": True, "live-26": True}  # may a robot fetch /api/x?
PAIRS = {"ods-26": ("A/78/636", "S/2023/960"), "ods-27": ("A/78/636", "S/2023/961")}
ASKED = [
    name
    for name in cases()
    if name not in NEVER_SENT and name not in RULES and name not in PAIRS and not name.startswith("arc-")
]


def verdict_of(case: dict[str, Any], talk: Talk, standin: Standin) -> tuple[Status, str]:
    standin.world.modes.add(MODES.get(case["id"]) or case.get("mode") or "usual")
    learnt = learn(talk, HOW.get(case["id"], link)(case))
    return (STATUS[learnt.said] if isinstance(learnt, Reply) else learnt.status), learnt.reason


@pytest.mark.parametrize("name", ASKED)
def test_the_verdict_is_the_one_stated(name: str, talk: Talk, standin: Standin) -> None:
    case = cases()[name]
    if name in FOLLOW_UP_KNOWS_MORE:
        talk.manners = Manners(pace=0.0, budget=2)  # the host's rules and one request
    status, reason = verdict_of(case, talk, standin)
    assert (status.value, reason) == (case["verdict"], reason)


@pytest.mark.parametrize("name", FOLLOW_UP_KNOWS_MORE)
def test_the_follow_up_knows_more(name: str, talk: Talk, standin: Standin) -> None:
    assert verdict_of(cases()[name], talk, standin)[0] is Status.VERIFIED


@pytest.mark.parametrize("name", PAIRS)
def test_halves_of_a_double_symbol_lead_to_one_file(name: str, talk: Talk) -> None:
    files = [learn(talk, documents.ask(Question(half, TODAY))).file for half in PAIRS[name]]
    assert all(files)
    assert (files[0] == files[1]) == (cases()[name]["verdict"] == "verified")


@pytest.mark.parametrize("name", RULES)
def test_rules_for_robots_are_read_as_the_host_means_them(name: str, talk: Talk, standin: Standin) -> None:
    case = cases()[name]
    standin.world.modes.add(MODES.get(name, "usual"))
    robots = robots_of(learn(talk, one(Request(case["request"]["url"]))))
    parts = urlsplit(case["request"]["url"])
    assert robots.allows(f"{parts.scheme}://{parts.netloc}/api/x", "refcheck") == RULES[name]


def test_the_crawl_delay_is_read(talk: Talk, standin: Standin) -> None:
    standin.world.modes.add("undl-robots")
    answer = learn(talk, one(Request("https://digitallibrary.un.org/robots.txt")))
    assert robots_of(answer).delay("refcheck") == 5


@pytest.mark.parametrize("name", NEVER_SENT)
def test_what_is_never_sent_proves_nothing(name: str, talk: Talk, standin: Standin) -> None:
    """The clients send no such request; where somebody else's answer were read, it would prove no absence."""
    case = cases()[name]
    standin.world.modes.add(case.get("mode") or "usual")
    headers = tuple((case["request"].get("headers") or {}).items())
    answer = learn(
        talk, one(Request(case["request"]["url"], headers=tuple((k, v.replace("…", "x")) for k, v in headers)))
    )
    if name.startswith("ods"):
        assert documents.read(answer).outcome is not documents.Outcome.FILE
    else:
        found = digital_library.records(answer)
        assert (len(found[1]) if found else 0) == {"undl-06": 200}.get(name, 0)


def test_the_clients_never_send_what_they_must_not(talk: Talk, standin: Standin) -> None:
    for form in ("S/RES/853(1993)", "A/RES/50/204[A]", "A/RES/217(III)[A]", "A/74/PV.1", "A/RES/35/130A"):
        learn(talk, documents.ask(Question(form, TODAY)))
        learn(talk, digital_library.ask(Question(form, TODAY)))
    sent = [asked.path for asked in standin.world.log if asked.path != "/robots.txt"]
    assert sent
    assert [path for path in sent if "documents" in path and any(sign in unquote(path) for sign in "+[]^")] == []
    assert [path for path in sent if "+" in path] == []


# --- archived copies -----------------------------------------------------------------------

PAGE, NONE = "http://example.test/page", "http://example.test/none"


@pytest.mark.parametrize(
    ("mode", "url", "found", "certain"),
    [
        ("usual", PAGE, True, True),  # arc-01, arc-04
        ("usual", NONE, False, True),  # arc-02, arc-05
        ("ia-429", PAGE, False, False),  # arc-03, arc-06
    ],
)
def test_archived_copies(mode: str, url: str, found: bool, certain: bool, talk: Talk, standin: Standin) -> None:
    standin.world.modes.add(mode)
    rescue = learn(talk, archived(url, dt.date(2021, 12, 7)))
    assert (rescue.url is not None, rescue.certain) == (found, certain)
    if found:
        assert rescue.url == "https://web.archive.org/web/20211207000000/http://example.test/page"


@pytest.mark.parametrize(("name", "status"), [("arc-08", "verified"), ("arc-09", "blocked")])
def test_addresses_of_the_archive(name: str, status: str, talk: Talk) -> None:
    case = cases()[name]
    if case["request"]["method"] == "POST":
        answer = learn(talk, one(Request(case["request"]["url"], "POST")))
        assert judge(answer, whole=True).status == status
    else:
        assert learn(talk, check(case["request"]["url"])).status == status
