# ruff: noqa: F811 - the fixtures
"""Pages saved in the archive when a person asks for it, and those that are never handed to it."""

from __future__ import annotations

import ipaddress
import json
import socket
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from refcheck.cli import run
from refcheck.links.saving import why_private
from refcheck.network.addresses import Guard
from refcheck.online import why_not_public
from tests.standin.server import Standin
from tests.test_online import config, standin  # noqa: F401 - fixtures

ALIVE, OTHER, DEAD = "http://zoo.test/alive", "http://zoo.test/302", "http://zoo.test/404"


def lines(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, dict[str, Any]]:
    run(["links", "--archive", *arguments])
    return {line["url"]: line for line in map(json.loads, capsys.readouterr().out.splitlines())}


def posted(server: Standin) -> list[dict[str, list[str]]]:
    return [parse_qs(asked.body.decode()) for asked in server.world.log if asked.method == "POST"]


def test_a_living_page_is_saved_and_its_copy_is_named(
    config: Path,
    standin: Standin,
    capsys: pytest.CaptureFixture[str],
) -> None:
    standin.world.modes.add("spn-open")
    known = lines(capsys, f"{ALIVE}#part", DEAD, "mailto:desk@example.org", "--config", str(config))
    copy = f"https://web.archive.org/web/20261120000000/{ALIVE}"
    assert known[f"{ALIVE}#part"]["archive"] == {"saved": True, "copy": copy, "reason": ""}
    assert known[f"{ALIVE}#part"]["archived"] == copy
    assert [url for url, one in known.items() if "archive" in one] == [f"{ALIVE}#part"]
    assert posted(standin) == [{"url": [ALIVE], "if_not_archived_within": ["30d"], "skip_first_archive": ["1"]}]
    assert {one.headers.get("Authorization") for one in standin.world.log} == {None}
    assert [one.path for one in standin.world.log if "/save" in one.path] == ["/save", *["/save/status/spn2-0000"] * 2]


def test_the_keys_of_an_account_go_to_the_archive_alone(
    config: Path, standin: Standin, capsys: pytest.CaptureFixture[str]
) -> None:
    account = '[[network.host]]\nname = "web.archive.org"\nheaders = { Authorization = "LOW key:secret" }\n'
    config.write_text(config.read_text("utf-8") + account, "utf-8")
    standin.world.modes.add("spn-open")
    assert lines(capsys, ALIVE, "--config", str(config))[ALIVE]["archive"]["saved"] is True
    keys = {(one.host, one.headers.get("Authorization")) for one in standin.world.log if "/save" in one.path}
    assert keys == {("web.archive.org", "LOW key:secret")}
    assert {one.headers.get("Authorization") for one in standin.world.log if one.host != "web.archive.org"} == {None}


def test_nothing_is_saved_without_the_option(
    config: Path,
    standin: Standin,
    capsys: pytest.CaptureFixture[str],
) -> None:
    run(["links", ALIVE, "--config", str(config)])
    assert "archive" not in json.loads(capsys.readouterr().out)
    assert posted(standin) == []


def test_an_archive_that_wants_an_account_is_asked_once(
    config: Path,
    standin: Standin,
    capsys: pytest.CaptureFixture[str],
) -> None:
    known = lines(capsys, ALIVE, OTHER, "--config", str(config))
    said = [one["archive"] for one in known.values()]
    assert [(one["saved"], one["copy"]) for one in said] == [(False, None)] * 2
    assert "account" in said[0]["reason"]
    assert "401" in said[1]["reason"]
    assert len(posted(standin)) == 1
    assert {one["status"] for one in known.values()} == {"verified"}


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("https://www.un.org/en/ga/", None),
        ("https://docs.un.org/en/S/RES/853(1993)", None),
        ("https://www.un.org/search?symbol=A/78/636&page=2", None),
        ("https://www.un.org/en/the-report-of-the-Secretary-General-of-2024-on-the-matter", None),
        ("https://93.184.216.34/page", None),
        ("ftp://example.org/a", "no address of the web"),
        ("mailto:desk@example.org", "no address of the web"),
        ("https://[::1", "no address of the web"),
        ("https://user:word@example.org/", "user name or password"),
        ("http://10.1.2.3/a", "not public"),
        ("http://[fe80::1]/a", "not public"),
        ("http://169.254.169.254/latest", "not public"),
        ("http://intranet/letter", "not public"),
        ("http://files.home.arpa/letter", "not public"),
        ("http://desk.LOCAL./letter", "not public"),
        ("https://example.org/a?token=1", "key to the page"),
        ("https://example.org/a?X-Amz-Signature=1", "key to the page"),
        ("https://example.org/a?sig=1", "key to the page"),
        ("https://example.org/a#access_token=1", "key to the page"),
        ("https://example.org/a?page=eyJhbGciOiJIUzI1.eyJzdWIi.c2ln", "key to the page"),
        ("https://example.org/d/1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms/edit", "key to the page"),
    ],
)
def test_what_is_never_handed_to_the_archive(url: str, word: str | None) -> None:
    reason = why_private(url)
    assert reason is None if word is None else reason is not None and word in reason


def _resolver(address: str) -> Any:
    return lambda *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))]


@pytest.mark.parametrize(
    ("url", "address", "is_public"),
    [
        ("https://www.example.org/a", "93.184.216.34", True),
        ("https://files.example.org/a", "10.1.2.3", False),
        ("https://localhost.example.org/a", "127.0.0.1", False),
        ("https://www.example.org:8443/a", "93.184.216.34", False),
        ("https://mirrored.example.org/a", "10.1.2.3", True),  # the settings name who answers for it
    ],
)
def test_what_the_settings_let_be_asked_is_not_public_for_that(url: str, address: str, is_public: bool) -> None:
    networks = (ipaddress.ip_network("10.0.0.0/8"), ipaddress.ip_network("127.0.0.0/8"))
    hosts = {"mirrored.example.org": "http://10.1.2.3:8080"}
    guard = Guard(networks, frozenset({8443}), hosts, _resolver(address))
    assert (why_not_public(url, guard) is None) is is_public
