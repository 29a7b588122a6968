"""Places elsewhere: what is shown of them, web servers, and storages that rename."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import refcheck
from refcheck.errors import ReadingError
from refcheck.storage import is_url, place, plain, put, shown
from refcheck.storage.remote import RemotePath

LETTER = b"<!doctype html><title>Letter</title><p>Security Council resolution 853 (1993)</p>"


@pytest.mark.parametrize(
    ("where", "url"),
    [
        ("letters/a.txt", False),
        ("C:\\letters\\a.txt", False),
        ("-", False),
        ("s3://bucket/letters", True),
        ("zip://letters::s3://bucket/letters.zip", True),
        ("HTTPS://un.example/a.pdf", True),
        ("a letter: what://it is", False),
    ],
)
def test_paths_are_told_from_urls(where: str, url: bool) -> None:
    assert is_url(where) is url


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("letters/a@b.txt", "letters/a@b.txt"),
        ("s3://bucket/a@b.txt", "s3://bucket/a@b.txt"),
        ("sftp://me:pass@word@host/a.txt", "sftp://***@host/a.txt"),
        ("zip://a.txt::sftp://me:pw@host/a.zip", "zip://a.txt::sftp://***@host/a.zip"),
        ("https://h/a.pdf?X-Amz-Signature=1f2e&page=2", "https://h/a.pdf?X-Amz-Signature=***&page=2"),
        ("https://h/a.pdf?sv=1&sig=1%2F2#p", "https://h/a.pdf?sv=1&sig=***#p"),
    ],
)
def test_what_is_shown_holds_no_secret(where: str, said: str) -> None:
    assert shown(where) == said


def test_a_url_of_own_files_is_their_path() -> None:
    assert plain("file:///srv/letters") == "/srv/letters"


class _Web(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/moved"):
            self.send_response(302)
            self.send_header("Location", "/letter.html")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(404 if self.path.startswith("/gone") else 200)
        if self.path.startswith("/bomb"):
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        pieces = {"/endless.txt": (bytes(1 << 20) for _ in range(4000)), "/bomb.txt": [gzip.compress(bytes(1 << 27))]}
        try:
            for piece in pieces.get(self.path, [LETTER]):
                self.wfile.write(piece)
        except OSError:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Web) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("name", ["letter.html", "letter", "letter.html?token=hidden", "letter.php"])
def test_a_document_of_a_web_server_is_read(web: str, name: str) -> None:
    document = refcheck.read(f"{web}/{name}")
    assert (document.format, document.path) == ("html", shown(f"{web}/{name}"))
    assert "853 (1993)" in document.text


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("moved.html", "cannot be read (it leads elsewhere (/letter.html))"),
        ("gone.html", "there is no such file"),
        ("endless.txt", "the file has 34 MB or more"),
        ("bomb.txt", "the file has 34 MB or more"),
    ],
)
def test_what_a_web_server_may_do_is_bounded(web: str, name: str, reason: str) -> None:
    with pytest.raises(ReadingError) as raised:
        refcheck.read(f"{web}/{name}")
    assert raised.value.reason.startswith(reason)


def test_a_storage_that_renames_gets_files_aside_first(tmp_path: Path) -> None:
    folder = place(f"dir://reports::file://{tmp_path}")
    folder.mkdir(parents=True, exist_ok=True)
    for text in ("first", "second"):
        put(folder / "letter.html", text)
        assert {file.name: file.read_text() for file in (tmp_path / "reports").iterdir()} == {"letter.html": text}
    assert (folder / "letter.html").exists()


def test_a_folder_knows_what_was_there_and_what_was_written() -> None:
    folder = RemotePath.at("memory://reports/of/letters")
    assert not (folder / "letter.html").exists()
    put(folder / "letter.html", ["one ", "two"])
    assert (folder / "letter.html").exists()
    assert (RemotePath.at("memory://reports/of/letters") / "letter.html").read_bytes() == b"one two"
