"""Drafts are confidential: without a route to anywhere all commands of a desk work, and they open no socket."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.checking import LETTERS, PROJECT
from tests.reading.builders import Sheets, docx, paragraph

# What reaches for a network, as the interpreter tells it of every library; libcurl tells nothing, and is not loaded.
_WATCH = """\
import os, sys
def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg"):
        os.write(2, f"reached for the network: {event} {arguments!r}\\n".encode())
        os._exit(99)
sys.addaudithook(watch)
from refcheck.cli import main
try:
    main(sys.argv[1:])
finally:
    carried = {"requests", "urllib3", "pycurl", "http.client"} & sys.modules.keys()
    if carried and sys.argv[1] not in ("nightly", "sources"):  # which load it, and send nothing
        os.write(2, f"loaded what carries requests: {sorted(carried)}\\n".encode())
        os._exit(98)
"""
_ONLINE = '[network]\nonline = true\n[nightly]\nstate = "state.sqlite"\n'

COMMANDS: dict[str, Sequence[str]] = {
    "check": ("check", "--offline", "letter.txt", "letter.docx", "letter.pdf", "letter.html"),
    "check with sources": ("check", "--offline", "letter.txt", "--sources", "texts"),
    "check of a folder": ("check", "--offline", "archive", "--jobs", "2"),
    "annotate": ("annotate", "--offline", "letter.docx", "--out", "out.docx"),
    "extract": ("extract", "letter.txt", "letter.docx", "letter.pdf", "letter.html"),
    "text": ("extract", "--text", "letter.pdf"),
    "lookup": ("lookup", "S/RES/853 (1993)"),
    "nightly": ("nightly", "--offline", "archive"),
    "search": ("catalogue", "search", "culture of peace"),
    "explain": ("explain", "resolution-year"),
    "kinds": ("kinds",),
    "sources": ("sources", "list"),
}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with letters in all formats, and settings that want the network."""
    text = LETTERS[0].read_text("utf-8")
    (tmp_path / "letter.txt").write_text(text, "utf-8")
    (tmp_path / "letter.docx").write_bytes(docx(paragraph("See A/78/636 at https://un.org/a.")))
    (tmp_path / "letter.pdf").write_bytes(
        Sheets().page().text(70, 100, "See A/78/636.", link="https://un.org/a").content()
    )
    (tmp_path / "letter.html").write_text('<html><body><p>See <a href="https://un.org/a">A/78/636</a>.', "utf-8")
    for name in ("texts", "archive"):
        (tmp_path / name).mkdir()
        shutil.copy(tmp_path / "letter.txt", tmp_path / name / "A_78_636.txt")
    (tmp_path / "refcheck.toml").write_text(_ONLINE, "utf-8")
    return tmp_path


def _run(desk: Path, *command: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    environment = {**kept, "HOME": str(desk / "home"), "PYTHONPATH": str(PROJECT)}
    return subprocess.run(command, cwd=desk, env=environment, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS.keys())
def test_no_socket_is_opened_and_no_carrier_loaded(arguments: Sequence[str], desk: Path) -> None:
    done = _run(desk, sys.executable, "-c", _WATCH, *arguments)
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr


def test_the_watch_sees_a_network_that_is_used(desk: Path) -> None:
    done = _run(desk, sys.executable, "-c", _WATCH, "links", "http://refcheck.invalid/")
    assert done.returncode in (98, 99)


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS.keys())
def test_nothing_is_missing_where_there_is_no_route(arguments: Sequence[str], desk: Path) -> None:
    """In a network namespace without even a loopback: the same words as outside."""
    alone = ("unshare", "--map-root-user", "--net", "--")
    if shutil.which("unshare") is None or _run(desk, *alone, "true").returncode:
        pytest.skip("network namespaces are not permitted here")
    command = (sys.executable, "-m", "refcheck", *arguments)
    outside = _run(desk, *command)
    inside = _run(desk, *alone, *command)
    assert (inside.returncode, inside.stdout) == (outside.returncode, outside.stdout) or "nightly" in arguments
    assert inside.returncode in (0, 1), inside.stderr


@pytest.mark.parametrize("state", ["postgresql://desk:hidden@{}/x", "POSTGRESQL://desk@/x?host=127.0.0.1&port={}"])
def test_a_state_elsewhere_is_refused_offline(state: str, desk: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        where = state.format(f"127.0.0.1:{port}" if "@{}" in state else port)
        command = ("nightly", "archive", "--offline", "--state", where, "--out", "night")
        done = _run(desk, sys.executable, "-m", "refcheck", *command)
        with pytest.raises(TimeoutError):
            server.accept()
    assert done.returncode == 2
    assert "--offline opens no connection" in done.stderr
    assert "hidden" not in done.stderr


def test_what_is_kept_of_documents_is_its_owners(desk: Path) -> None:
    """Also where the user's mask would let everybody read: state, cache, and the folders made for them."""
    run = (sys.executable, "-m", "refcheck")
    for arguments in (COMMANDS["check with sources"], COMMANDS["nightly"], COMMANDS["check of a folder"]):
        assert _run(desk, "sh", "-c", 'umask 0; exec "$@"', "sh", *run, *arguments).returncode in (0, 1)
    kept = [*desk.rglob("*.sqlite*"), *(desk / "home").rglob("*")]
    modes = {str(path.relative_to(desk)): stat.S_IMODE(path.stat().st_mode) for path in kept}
    files = {name: oct(mode) for name, mode in modes.items() if (desk / name).is_file()}
    assert {name: mode for name, mode in files.items() if mode != "0o600"} == {}
    assert "state.sqlite" in files
    assert any(name.endswith(".sqlite") and name != "state.sqlite" for name in files)
