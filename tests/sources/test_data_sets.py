"""`refcheck catalogue update` against a real server on loopback: what comes, what does not, and what is said of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from refcheck.cli import run
from refcheck.resolution.own import OwnCatalogue
from refcheck.sources.data_sets import newest

TABLE = "undl_id,resolution,session,date,title\n1,A/RES/80/10,80,2025-10-20,Day of Indigenous Women\n"
PAGE = (
    '<html><a href="/record/1/files/2024_01_02_ga_outcomes.csv?ln=en">older</a>'
    '<a href="/record/1/files/2026_02_06_ga_outcomes.csv?ln=en">newest</a>'
    '<a href="http://elsewhere.example/2027_01_01_ga_outcomes.csv">not here</a>'
    '<a href="/record/1/files/2026_02_06_ga_outcomes_md.md">description</a></html>'
)


class _Library(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        match self.path.partition("?")[0]:
            case "/record/1" | "/page-only":
                self._answer(200, PAGE, "text/html")
            case "/record/1/files/2026_02_06_ga_outcomes.csv" | "/file.csv":
                self._answer(200, TABLE, "text/csv")
            case "/challenge":
                self._answer(202, "", "text/html", {"x-amzn-waf-action": "challenge"})
            case "/challenge-that-says-200":
                self._answer(200, "<title>Just a moment...</title>", "text/html")
            case "/loop":
                self._answer(302, "", "text/html", {"Location": "/loop"})
            case "/elsewhere":
                self._answer(302, "", "text/html", {"Location": "/file.csv"})
            case "/cut-off":
                self._answer(200, TABLE, "text/csv", {"Content-Length": str(len(TABLE) + 100)})
            case "/empty":
                self._answer(200, "", "text/csv")
            case "/no-links":
                self._answer(200, "<html>nothing here</html>", "text/html")
            case "/refused":
                self._answer(403, "no", "text/plain")
            case "/endless":
                self._endless()
            case "/silent":
                time.sleep(1)
            case "/robots.txt":
                self._answer(200, "User-agent: *\nDisallow: /closed/\n", "text/plain")
            case _:
                self._answer(404, "not found", "text/plain")

    def _answer(self, code: int, body: str, kind: str, headers: dict[str, str] | None = None) -> None:
        content = body.encode()
        self.send_response(code)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)
        self.close_connection = True

    def _endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"x" * 65_536)
        except OSError:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing on standard error."""


@pytest.fixture
def library() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Library", (_Library,), {"asked": asked}))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def settings(tmp_path: Path, library: tuple[str, list[str]]) -> Path:
    file = tmp_path / "refcheck.toml"
    file.write_text(
        f'[catalogue]\nfile = "own.sqlite"\nupdate = {{ ga_outcomes = "{library[0]}/record/1" }}\npause = 0\n', "utf-8"
    )
    return file


def _update(settings: Path, *more: str) -> int:
    return run(["catalogue", "update", "--config", str(settings), *more])


def test_the_newest_file_of_the_page_is_imported(
    settings: Path, library: tuple[str, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert _update(settings) == 0
    assert "2026_02_06_ga_outcomes.csv" in capsys.readouterr().out
    assert library[1] == ["/robots.txt", "/record/1", "/record/1/files/2026_02_06_ga_outcomes.csv?ln=en"]
    with OwnCatalogue(settings.with_name("own.sqlite")) as own:
        assert own.look_up("A/RES/80/10") is not None
    assert _update(settings) == 0
    assert "nothing to do" in capsys.readouterr().out


def test_offline_asks_nothing(settings: Path, library: tuple[str, list[str]]) -> None:
    from refcheck.errors import UsageError

    with pytest.raises(UsageError, match="nothing was fetched, because of --offline"):
        _update(settings, "--offline")
    assert library[1] == []


FAILURES = {
    "/challenge": "a challenge",
    "/challenge-that-says-200": "a challenge",
    "/loop": "redirected more than 5 times",
    "/cut-off": "broke off",
    "/empty": "is empty",
    "/no-links": "links to no file",
    "/refused": "refuses (403)",
    "/nowhere": "answers 404",
}


@pytest.mark.parametrize(("path", "says"), FAILURES.items(), ids=FAILURES.keys())
def test_says_what_came_instead(
    settings: Path, library: tuple[str, list[str]], path: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.write_text(settings.read_text("utf-8").replace("/record/1", path), "utf-8")
    assert _update(settings) == 2
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1
    assert f"{library[0]}{path}" in said
    assert not settings.with_name("own.sqlite").exists()


def test_one_of_two_that_fails_is_told(
    settings: Path, library: tuple[str, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    both = f'{{ ga_outcomes = "{library[0]}/elsewhere", sc_voting = "{library[0]}/challenge" }}'
    settings.write_text(f'[catalogue]\nfile = "own.sqlite"\nupdate = {both}\npause = 0\n', "utf-8")
    assert _update(settings) == 3
    outcome = capsys.readouterr()
    assert "1 added" in outcome.out
    assert "sc_voting: not updated" in outcome.err


def test_no_network(settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = '[catalogue]\nfile = "own.sqlite"\nupdate = { ga_outcomes = "http://127.0.0.1:9/record/1" }\n'
    settings.write_text(text, "utf-8")
    assert _update(settings) == 2
    assert "the host refused the connection" in capsys.readouterr().err


def test_sizes_are_bounded(settings: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(newest, "__defaults__", (1_000_000,))
    settings.write_text(settings.read_text("utf-8").replace("/record/1", "/endless"), "utf-8")
    assert _update(settings) == 2
    assert "larger than 1,000,000 bytes" in capsys.readouterr().err


def test_times_are_bounded(settings: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("refcheck.commands.catalogue._LONGEST_DOWNLOAD", 0.3)
    settings.write_text(settings.read_text("utf-8").replace("/record/1", "/silent"), "utf-8")
    assert _update(settings) == 2
    assert "no answer in time" in capsys.readouterr().err


def test_what_robots_may_not_fetch_is_not_fetched(
    settings: Path, library: tuple[str, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    settings.write_text(settings.read_text("utf-8").replace("/record/1", "/closed/file.csv"), "utf-8")
    assert _update(settings) == 2
    assert "asks robots not to fetch this" in capsys.readouterr().err
    assert library[1] == ["/robots.txt"]


@pytest.mark.parametrize("address", ["digitallibrary.un.org", "file:///etc/passwd", "https://"])
def test_an_address_that_is_none(settings: Path, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = f'[catalogue]\nfile = "own.sqlite"\nupdate = {{ ga_outcomes = "{address}" }}\n'
    settings.write_text(text, "utf-8")
    assert _update(settings) == 2
    assert "the address is malformed" in capsys.readouterr().err


def test_an_address_of_ones_own_network_is_asked_only_where_the_settings_name_it(
    library: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("refcheck.sources.data_sets.DATA_SETS", (("ga_outcomes", f"{library[0]}/record/1"),))
    monkeypatch.chdir(tmp_path)
    assert run(["catalogue", "update"]) == 2
    assert "the address is not public" in capsys.readouterr().err
    assert library[1] == []
