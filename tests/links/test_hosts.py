"""A web of many hosts, each with its own behaviour: the verdict, the reason, and how the hosts were treated."""

from __future__ import annotations

import datetime as dt
import ipaddress
import ssl
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import trustme

from refcheck.links.check import check
from refcheck.links.verdict import LinkVerdict
from refcheck.model import Status
from refcheck.network.addresses import Guard
from refcheck.network.manners import HostManners, Manners
from refcheck.network.swarm import Swarm
from refcheck.network.talk import Talk
from refcheck.online import Online
from refcheck.settings import HostSettings, NetworkSettings
from tests.links.hosts import (
    Behaviour,
    Web,
    bomb,
    chunked,
    circle,
    drips,
    drops_head,
    endless,
    first,
    hangs,
    old,
    onward,
    refuses_head,
    reply,
    resets,
    resets_first,
    running,
    says,
    unchanged,
    wrong_length,
)

LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"),)
NOT_FOUND = b"<title>Page not found</title><h1>Sorry</h1>"
CHALLENGE = b"<title>Just a moment...</title>"
LIMITED = reply(429, b"slow down", Retry_After="1")
BUSY = reply(503, b"busy", Retry_After="1")
NOW = reply(429, b"slow down", Retry_After="0")

# What a path does, the verdict, and words of the reason.
BEHAVIOURS: dict[str, tuple[Behaviour, Status, str]] = {
    "ok": (says(), Status.VERIFIED, "answers"),
    "head405": (refuses_head(405), Status.VERIFIED, "answers"),
    "head403": (refuses_head(403), Status.VERIFIED, "answers"),
    "head404": (refuses_head(404), Status.VERIFIED, "answers"),
    "headcut": (drops_head, Status.VERIFIED, "answers"),
    "cutonce": (resets_first, Status.VERIFIED, "answers"),
    "old": (old, Status.VERIFIED, "answers"),
    "chunked": (chunked, Status.VERIFIED, "answers"),
    "length": (wrong_length, Status.VERIFIED, "answers"),
    "drip": (drips, Status.VERIFIED, "answers"),
    "endless": (endless, Status.VERIFIED, "answers"),
    "bomb": (bomb, Status.VERIFIED, "answers"),
    "302": (onward(302), Status.VERIFIED, "answers"),
    "307": (onward(307), Status.VERIFIED, "answers"),
    "301": (onward(301), Status.MOVED, "moved for good to"),
    "308": (onward(308), Status.MOVED, "moved for good to"),
    "limited": (first(1, NOW), Status.VERIFIED, "answers"),
    "busyonce": (first(1, reply(503, b"busy")), Status.VERIFIED, "answers"),
    "gone": (says(410), Status.DEAD, "status 410), at a second look as well"),
    "missing": (says(404), Status.DEAD, "status 404), at a second look as well"),
    "missingonce": (first(1, reply(404)), Status.VERIFIED, "answers"),
    "soft": (says(body=NOT_FOUND), Status.DEAD, "cannot exist"),
    "parked": (says(body=b"<title>x</title><script src=//sedoparking.com/a.js>"), Status.DEAD, "for sale"),
    "login": (says(401, b"", WWW_Authenticate="Basic"), Status.BLOCKED, "login"),
    "forbidden": (says(403, b"no"), Status.BLOCKED, "status 403"),
    "legal": (says(451, b"no"), Status.BLOCKED, "status 451"),
    "robots": (says(999, b"no"), Status.BLOCKED, "status 999"),
    "challenge": (says(503, CHALLENGE), Status.BLOCKED, "browser"),
    "limits": (says(429, b"", Retry_After="0"), Status.BLOCKED, "rate of requests"),
    "hang": (hangs, Status.FAILING, "No answer in time"),
    "cut": (resets, Status.FAILING, "cut"),
    "broken": (says(500, b"sorry"), Status.FAILING, "status 500"),
    "gateway": (says(502, b"sorry"), Status.FAILING, "status 502"),
    "busy": (says(503, b"sorry"), Status.FAILING, "status 503"),
    "circle": (circle, Status.FAILING, "in a circle"),
    "nowhere": (says(301, b"", Location="http://[bad"), Status.FAILING, "no address"),
    "confusing": (says(301, b"", Location="http://ex℀mple.org/"), Status.FAILING, ""),
    "empty": (says(body=b""), Status.FAILING, "empty"),
}
LIVING = tuple(name for name, (_, status, _) in BEHAVIOURS.items() if status in (Status.VERIFIED, Status.MOVED))
REFUSING = ("login", "forbidden", "legal", "robots", "challenge", "broken", "gateway", "busy", "circle", "cut")
SLOW = ("drip", "endless", "bomb")  # of these a few are enough


def _path(name: str, number: int) -> str:
    """A path that behaves so: a redirect leads to a page, and HEAD is for files."""
    if name in ("301", "302", "307", "308"):
        return f"{name}/ok/{number}"
    return f"{name}/{number}.pdf" if name.startswith("head") else f"{name}/{number}"


def behaviours(**others: Behaviour) -> dict[str, Behaviour]:
    return {name: behaviour for name, (behaviour, _, _) in BEHAVIOURS.items()} | others


def asked(
    web: Web, urls: Iterable[str], *, ca_bundle: str | None = None, timeout: float = 6.0, **manners: Any
) -> dict[str, LinkVerdict]:
    """The verdicts on addresses."""
    swarm = Swarm(Guard(LOOPBACK, frozenset({web.port})), "refcheck/test", timeout=timeout, ca_bundle=ca_bundle)
    given = {"pace": 0.0, "connections": 2, "burst": 4, "budget": 0, "longest_pause": 5.0, **manners}
    try:
        return dict(Talk(swarm, Manners(**given)).lead((url, check(url)) for url in urls))
    finally:
        swarm.close()


def shown(verdicts: dict[str, LinkVerdict]) -> set[Status]:
    return {verdict.status for verdict in verdicts.values()}


@pytest.fixture(scope="module")
def told() -> dict[str, LinkVerdict]:
    """The verdict on each behaviour; all are asked at once, each on a host of its own."""
    with running(behaviours()) as web:
        urls = {name: web.url(f"127.0.1.{number}", _path(name, 1)) for number, name in enumerate(BEHAVIOURS, 1)}
        verdicts = asked(web, urls.values())
    return {name: verdicts[url] for name, url in urls.items()}


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_what_a_host_does_is_judged(name: str, told: dict[str, LinkVerdict]) -> None:
    _, status, words = BEHAVIOURS[name]
    assert (told[name].status, words in told[name].reason) == (status, True), told[name].reason


def test_a_living_page_is_never_dead_in_ten_thousand_mixed_answers() -> None:
    with running(behaviours()) as web:
        names = [name for name in (*LIVING, *REFUSING) if name not in SLOW]
        urls = [
            web.url(f"127.0.{2 + n % 200 // 100}.{1 + n % 100}", _path(name, n))
            for n, name in ((n, names[n * 7 % len(names)]) for n in range(10_000))
        ]
        verdicts = asked(web, urls, connections=4, timeout=20.0)  # a busy machine is no host that is down
    counted = Counter(verdict.status for verdict in verdicts.values())
    assert len(verdicts) == 10_000
    assert counted[Status.DEAD] == 0
    assert counted[Status.VERIFIED] > 4_000


def test_no_host_has_more_requests_at_once_than_manners_allow() -> None:
    with running(behaviours()) as web:
        urls = [web.url(f"127.0.5.{1 + n % 20}", f"ok/{n}") for n in range(600)]
        assert shown(asked(web, urls, connections=3)) == {Status.VERIFIED}
    assert set(web.most.values()) <= {1, 2, 3}
    assert len(web.most) == 20


class TestHostThatLimitsTheRate:
    def test_every_address_is_refused_once(self) -> None:
        """Who was refused is the first to ask again, so that the host is never seen to refuse all."""
        with running({"page": first(1, LIMITED)}) as web:
            verdicts = asked(web, [web.url("127.0.6.1", f"page/{n}") for n in range(8)])
        assert shown(verdicts) == {Status.VERIFIED}

    def test_the_host_refuses_at_first(self) -> None:
        def refuses(asked_: Any) -> None:
            asked_.send(NOW if asked_.of_host < 5 else reply())

        with running({"page": refuses}) as web:
            verdicts = asked(web, [web.url("127.0.6.2", f"page/{n}") for n in range(30)])
        assert shown(verdicts) == {Status.VERIFIED}

    @pytest.mark.parametrize(("answer", "most"), [(NOW, 14), (reply(503, b"", Retry_After="0"), 14)])
    def test_for_ever(self, answer: bytes, most: int) -> None:
        with running({"page": first(10**9, answer)}) as web:
            verdicts = asked(web, [web.url("127.0.6.3", f"page/{n}") for n in range(30)])
        assert shown(verdicts) == {Status.BLOCKED}
        assert web.served["127.0.6.3"] <= most

    def test_a_pause_longer_than_the_run_can_wait(self) -> None:
        with running({"page": first(10**9, reply(429, b"", Retry_After="3600"))}) as web:
            verdicts = asked(web, [web.url("127.0.6.4", f"page/{n}") for n in range(30)])
        assert shown(verdicts) == {Status.BLOCKED}
        assert web.served["127.0.6.4"] <= 2

    def test_a_delay_for_robots_longer_than_the_run_can_wait(self) -> None:
        slow = says(200, b"User-agent: *\nCrawl-delay: 999999999", Content_Type="text/plain")
        with running(behaviours(**{"robots.txt": slow})) as web:
            urls = [web.url("127.0.6.5", f"ok/{n}") for n in range(5)]
            verdicts = asked(web, urls)
        assert Counter(one.status for one in verdicts.values()) == {Status.VERIFIED: 1, Status.BLOCKED: 4}
        assert "it asks robots for 999999999 seconds" in verdicts[urls[-1]].reason
        assert web.served["127.0.6.5"] == 1

    @pytest.mark.parametrize(
        ("path", "status"), [("missing/1", Status.DEAD), ("301/ok/1", Status.MOVED), ("head405/1.pdf", Status.VERIFIED)]
    )
    def test_one_address_of_a_host_with_such_a_delay_is_judged_whole(self, path: str, status: Status) -> None:
        slow = says(200, b"User-agent: *\nCrawl-delay: 999999999", Content_Type="text/plain")
        with running(behaviours(**{"robots.txt": slow})) as web:
            assert shown(asked(web, [web.url("127.0.6.6", path)])) == {status}


class TestHostThatIsDown:
    def test_it_is_left_alone_after_three_failures_and_tried_once_more(self) -> None:
        with running(behaviours()) as web:
            down = [web.url("127.0.7.1", f"hang/{n}") for n in range(30)]
            verdicts = asked(web, [*down, web.url("127.0.7.2", "ok/1")])
        assert {verdicts[url].status for url in down} == {Status.FAILING}
        assert sum("Not asked: the host failed several times in a row" in verdicts[url].reason for url in down) >= 24
        assert verdicts[web.url("127.0.7.2", "ok/1")].status is Status.VERIFIED
        assert web.served["127.0.7.1"] <= 6

    def test_a_host_that_comes_back_is_asked_after_all(self) -> None:
        def comes_back(asked_: Any) -> None:
            if asked_.of_host < 3:
                hangs(asked_)
            else:
                asked_.send(reply())

        with running({"page": comes_back}) as web:
            verdicts = asked(web, [web.url("127.0.7.3", f"page/{n}") for n in range(20)], connections=1)
        assert Counter(verdict.status for verdict in verdicts.values())[Status.VERIFIED] >= 17

    @pytest.mark.parametrize("behaviour", [hangs, resets])
    @pytest.mark.parametrize("living", [range(12, 40), range(28)], ids=["after", "before"])
    def test_pages_that_fail_together_say_nothing_of_the_others(self, behaviour: Behaviour, living: range) -> None:
        with running({"lives": says(), "fails": behaviour}) as web:
            urls = [web.url("127.0.7.5", f"{'lives' if n in living else 'fails'}/{n}") for n in range(40)]
            verdicts = asked(web, urls, connections=2)
        said = {name: {verdicts[url].status for url in urls if name in url} for name in ("lives", "fails")}
        assert said["lives"] == {Status.VERIFIED}
        assert said["fails"] <= {Status.FAILING, Status.UNVERIFIABLE}

    def test_what_was_not_asked_of_a_host_that_answered_is_neither_right_nor_wrong(self) -> None:
        with running({"lives": says(), "fails": resets}) as web:
            urls = [web.url("127.0.7.6", f"{'fails' if n else 'lives'}/{n}") for n in range(60)]
            verdicts = asked(web, urls, connections=1)
            assert web.served["127.0.7.6"] <= 40  # a link that fails is asked twice
        unasked = [one for one in verdicts.values() if one.status is Status.UNVERIFIABLE]
        assert unasked
        assert {one.reason[:38] for one in unasked} == {"Not asked: the host answered before, a"}

    def test_nobody_listens(self) -> None:
        with running({}) as web:
            port = web.port
        verdicts = asked(replace(web, port=port), [f"http://127.0.7.4:{port}/{n}" for n in range(50)])
        assert shown(verdicts) == {Status.FAILING}


class TestTime:
    def test_of_the_run(self) -> None:
        with running(behaviours()) as web:
            verdicts = asked(web, [web.url("127.0.8.1", f"ok/{n}") for n in range(50)], pace=0.05, burst=1, time=0.3)
        assert Counter(verdict.status for verdict in verdicts.values())[Status.UNVERIFIABLE] > 30
        assert any("this run's time was used up" in verdict.reason for verdict in verdicts.values())

    def test_of_one_host(self) -> None:
        with running(behaviours()) as web:
            slow = [web.url("127.0.8.2", f"ok/{n}") for n in range(50)]
            others = [web.url(f"127.0.9.{n}", "ok/1") for n in range(1, 20)]
            own = {"127.0.8.2": HostManners(pace=0.05, connections=1)}
            verdicts = asked(web, [*slow, *others], hosts=own, host_time=0.3)
        assert {verdicts[url].status for url in others} == {Status.VERIFIED}
        assert sum(verdicts[url].status is Status.UNVERIFIABLE for url in slow) > 30


class TestCertificates:
    @pytest.fixture
    def secure(self) -> Iterator[tuple[Web, str]]:
        """A web behind a certificate that ends in five days, and the authority's file."""
        authority = trustme.CA()
        soon = dt.datetime.now(dt.UTC) + dt.timedelta(days=5)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("127.0.10.1", not_after=soon).configure_cert(context)
        with (
            running(behaviours(leave=says(302, b"", Location="https://127.0.10.2:1/")), context) as web,
            authority.cert_pem.tempfile() as bundle,
        ):
            yield web, bundle

    def test_one_that_soon_ends_is_a_hint(self, secure: tuple[Web, str]) -> None:
        web, bundle = secure
        url = f"https://127.0.10.1:{web.port}/ok/1"
        (verdict,) = asked(web, [url], ca_bundle=bundle).values()
        assert verdict.status is Status.VERIFIED
        assert any("certificate of 127.0.10.1 ends on" in note for note in verdict.notes)

    def test_credentials_go_to_the_host_named_and_no_further(self, secure: tuple[Web, str]) -> None:
        web, bundle = secure
        own = {"127.0.10.1": HostManners(headers=(("Authorization", "Bearer secret"),))}
        url = f"https://127.0.10.1:{web.port}/leave"
        (verdict,) = asked(web, [url], ca_bundle=bundle, hosts=own).values()
        assert {headers.get("authorization") for headers in web.headers} == {"Bearer secret"}
        assert "secret" not in repr(verdict)
        with running(behaviours()) as plain:
            asked(plain, [plain.url("127.0.10.1", "ok/1")], hosts=own)
        assert {headers.get("authorization") for headers in plain.headers} == {None}


class TestRuns:
    """Several runs over the same addresses, with what is kept between them."""

    def settings(self, web: Web, folder: Path, **others: Any) -> NetworkSettings:
        return NetworkSettings(
            cache=str(folder), allow=("127.0.0.0/8",), ports=(web.port,), link_pace=0.0, link_timeout=6.0, **others
        )

    def run(self, settings: NetworkSettings, urls: Iterable[str], *, refresh: bool = False) -> dict[str, LinkVerdict]:
        with Online(settings, refresh=refresh) as online:
            return {one.url: one for one in online.stream(((url, None) for url in urls), rescue=False)}

    def test_a_second_run_asks_nothing(self, tmp_path: Path) -> None:
        with running(behaviours()) as web:
            urls = [web.url("127.0.11.1", f"{name}/1") for name in ("ok", "missing", "cut")]
            once = self.run(self.settings(web, tmp_path), urls)
            number = len(web.log)
            again = self.run(self.settings(web, tmp_path), urls)
        assert {url: one.status for url, one in again.items()} == {url: one.status for url, one in once.items()}
        assert len(web.log) == number

    def test_a_later_run_asks_whether_the_page_has_changed(self, tmp_path: Path) -> None:
        with running({"page": unchanged}) as web:
            url = web.url("127.0.11.2", "page/1")
            once = self.run(self.settings(web, tmp_path), [url])[url]
            again = self.run(self.settings(web, tmp_path), [url], refresh=True)[url]
        assert (once.http_status, again.http_status) == (200, 304)
        assert again.status is Status.VERIFIED
        assert web.headers[-1]["if-none-match"] == '"one"'

    def test_an_address_is_asked_once_and_an_excluded_one_never(self, tmp_path: Path) -> None:
        with running(behaviours()) as web:
            url, private = web.url("127.0.11.3", "ok/1"), web.url("127.0.11.3", "private/1")
            settings = self.settings(web, tmp_path, exclude=("*/private/*",))
            told = self.run(settings, [url, url, private, url])
        assert told[private].status is Status.UNVERIFIABLE
        assert "exclude" in told[private].reason
        assert [path for _, _, path in web.log if path != "/robots.txt"] == ["/ok/1"]

    def test_settings_of_one_host(self, tmp_path: Path) -> None:
        closed = says(200, b"User-agent: *\nDisallow: /", Content_Type="text/plain")
        with running(behaviours(**{"robots.txt": closed})) as web:
            urls = [web.url(f"127.0.11.{n}", "ok/1") for n in (4, 5)]
            own = (HostSettings("127.0.11.5", obey_robots=False),)
            told = self.run(self.settings(web, tmp_path, own_hosts=own), urls)
        assert [told[url].status for url in urls] == [Status.UNVERIFIABLE, Status.VERIFIED]

    def test_what_is_kept_is_readable_by_its_owner_only(self, tmp_path: Path) -> None:
        with running(behaviours()) as web:
            self.run(self.settings(web, tmp_path), [web.url("127.0.11.6", "ok/1")])
        assert {file.stat().st_mode & 0o077 for file in tmp_path.iterdir()} == {0}
