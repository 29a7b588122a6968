"""The commands that use the network, against the stand-in for the public sources."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from refcheck.cli import run
from tests.checking import LETTERS
from tests.standin.server import Standin, running

LETTER = next(path for path in LETTERS if path.name.startswith("004"))


@pytest.fixture(scope="module")
def standin() -> Iterator[Standin]:
    with running() as server:
        yield server


@pytest.fixture
def config(standin: Standin, tmp_path: Path) -> Path:
    """Settings that lead to the stand-in."""
    standin.world.modes.clear()
    standin.world.served.clear()
    standin.world.log.clear()
    hosts = "".join(f'"{host}" = "{base}"\n' for host, base in standin.bases().items())
    file = tmp_path / "settings.toml"
    cache = json.dumps(str(tmp_path / "cache"))
    file.write_text(f"[network]\npace = 0\ntimeout = 5\ncache = {cache}\n[network.hosts]\n{hosts}", "utf-8")
    return file


def links(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, dict[str, Any]]]:
    code = run(["links", *arguments])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return code, {line["url"]: line for line in lines}


def test_the_addresses_of_a_letter(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One is alive, one dead with an archived copy, one has moved."""
    code, verdicts = links(capsys, "--from", str(LETTER), "--config", str(config))
    assert {url: one["status"] for url, one in verdicts.items()} == {
        "https://azerbaijan.un.org/en/248051-un-team-completes-mission-karabakh": "verified",
        "https://caliber.az/en/post/207092/": "dead",
        "https://media.un.org/en/asset/k1g/k1gvc8zwrdr": "moved",
    }
    assert code == 1
    dead = verdicts["https://caliber.az/en/post/207092/"]
    assert dead["archived"] == "https://web.archive.org/web/20240212093000/https://caliber.az/en/post/207092/"
    moved = verdicts["https://media.un.org/en/asset/k1g/k1gvc8zwrdr"]
    assert moved["suggestion"] == "https://webtv.un.org/en/asset/k1g/k1gvc8zwrdr"


def test_a_second_run_asks_nothing_and_refresh_asks_anew(
    config: Path, standin: Standin, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("http://zoo.test/alive", "http://zoo.test/301", "--config", str(config))
    first = links(capsys, *arguments)
    standin.world.log.clear()
    assert links(capsys, *arguments)[1].keys() == first[1].keys()
    assert standin.world.log == []
    links(capsys, *arguments, "--refresh")
    assert standin.world.log


def test_addresses_that_are_never_asked(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    urls = ("http://127.0.0.1:1/", "http://169.254.169.254/", "mailto:desk@example.org", "http://u:p@zoo.test/")
    code, verdicts = links(capsys, *urls, "--config", str(config))
    assert code == 0
    assert {one["status"] for one in verdicts.values()} == {"unverifiable"}


def test_without_an_address_the_usage_is_said() -> None:
    with pytest.raises(Exception, match="name an address, or a document with --from FILE"):
        run(["links"])


def test_a_file_that_cannot_be_read(config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = str(tmp_path / "missing.txt")
    assert run(["links", "--from", missing, "--config", str(config)]) == 2
    assert run(["links", "--from", missing, "http://zoo.test/alive", "--config", str(config)]) == 3
    assert "missing.txt" in capsys.readouterr().err


def test_sources_are_listed_and_probed(config: Path, standin: Standin, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sources", "list"]) == 0
    assert "Official Document System (documents.un.org): about 1 requests" in capsys.readouterr().out
    standin.world.modes.add("undl-waf")
    assert run(["sources", "probe", "--config", str(config)]) == 1
    said = capsys.readouterr().out
    assert "Official Document System (documents.un.org), asked for A/RES/55/2: answers as recorded" in said
    assert "UN Digital Library (digitallibrary.un.org), asked for S/RES/853(1993): refuses programs" in said
    assert "International Court of Justice (www.icj-cij.org), asked for ICJ/180/ORD/2021-12-07: answers" in said
