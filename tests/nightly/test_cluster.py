"""Nights over a cluster, and over an archive in a bucket: as on one machine, and links are asked by one process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.batch import dask
from tests.nightly.world import World, addresses, serving, settings, write_archive, write_document
from tests.storage import s3


@pytest.fixture(scope="module")
def store() -> Iterator[s3.Store]:
    with s3.server() as running:
        yield running


@pytest.fixture(scope="module")
def cluster(store: s3.Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dask.Cluster]:
    with dask.cluster(tmp_path_factory.mktemp("cluster"), environment=store.environment) as running:
        yield running


def night(
    folder: Path, day: int, archive: str, out: str, *options: str, environment: Mapping[str, str] | None = None
) -> tuple[int, str, str]:
    """A night as a program of its own."""
    command = [sys.executable, "-m", "refcheck", "nightly", archive, "--out", out, "--config", "refcheck.toml"]
    done = subprocess.run(
        [*command, "--now", f"2026-11-{day:02}T02:00:00Z", *options],
        cwd=folder,
        capture_output=True,
        timeout=240,
        check=False,
        env={"PYTHONPATH": str(dask.ROOT), **os.environ, **(environment or {})},
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def _break_and_mend(world: World, folder: Path, day: int, links: list[str]) -> None:
    """What changes before each night, in the world and in the archive."""
    world.broken = dict.fromkeys(links[day : day + 6], "gone")
    write_document(folder / "archive" / f"new-{day}.txt", day, links[:2])
    write_document(folder / "archive" / "0" / "letter-0.txt", 90 + day, [f"https://host9.example.org/{day}.pdf"])
    (folder / "archive" / "empty.txt").write_bytes(b"")


def test_nights_in_several_processes_and_on_a_cluster_say_and_write_what_one_process_does(
    cluster: dask.Cluster, tmp_path: Path, place: str
) -> None:
    links = addresses(60, 4)
    said: dict[str, list[tuple[int, str, str]]] = {}
    files: dict[str, list[dict[str, bytes]]] = {}
    asked: dict[str, Counter[str]] = {}
    for way, options in (
        ("here", ["--state", "here.sqlite", "--jobs", "1"]),
        ("side by side", ["--state", "here.sqlite", "--jobs", "2"]),
        ("there", ["--state", place, "--cluster", cluster.address]),
    ):
        folder = tmp_path / way
        write_archive(folder / "archive", 30, links)
        with serving() as world:
            settings(folder, world)
            for day in (1, 2, 3):
                _break_and_mend(world, folder, day, links)
                said.setdefault(way, []).append(night(folder, day, "archive", "out", *options))
                files.setdefault(way, []).append(_files(folder / "out"))
            asked[way] = world.asked
    assert said["there"] == said["side by side"] == said["here"]
    assert files["there"] == files["side by side"] == files["here"]
    assert asked["there"] == asked["side by side"] == asked["here"]
    assert [code for code, _, _ in said["here"]] == [3, 0, 1]


def test_an_archive_in_a_bucket_is_read_again_where_it_changed(
    cluster: dask.Cluster, store: s3.Store, tmp_path: Path
) -> None:
    archive, reports = store.bucket(), store.bucket()
    links = addresses(20, 2)
    write_archive(tmp_path / "archive", 10, links)
    letters = {
        str(path.relative_to(tmp_path / "archive")): path.read_bytes() for path in (tmp_path / "archive").rglob("*.txt")
    }
    store.put(archive, letters)
    with serving() as world:
        settings(tmp_path, world)

        def run(day: int, *options: str) -> dict[str, Any]:
            given = ("--state", "state.sqlite", *options)
            code, _, errors = night(tmp_path, day, archive, reports, *given, environment=store.environment)
            assert (code in (0, 1), errors) == (True, "")
            report: dict[str, Any] = json.loads(store.files(reports)["index.json"])
            return report

        first = run(1, "--cluster", cluster.address)
        assert (first["documents"]["new"], first["complete"]) == (10, True)
        written = store.files(reports)
        assert sum(name.endswith(".html") for name in written) == 11
        assert run(2)["documents"]["new"] == 0
        store.put(
            archive,
            {"0/letter-0.txt": b"Security Council resolution 853 (1994)\n", "more.txt": letters["1/letter-1.txt"]},
        )
        third = run(3, "--cluster", cluster.address)
        assert (third["documents"]["new"], third["documents"]["changed"]) == (1, 1)
        assert {finding["document"] for finding in third["broke"]["findings"]} == {f"{archive}/0/letter-0.txt"}


class _Counting(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    lock = threading.Lock()
    now: Counter[str]
    most: Counter[str]
    began: dict[str, list[float]]

    def do_GET(self) -> None:
        host = self.headers["Host"]
        with self.lock:
            self.now[host] += 1
            self.most[host] = max(self.most[host], self.now[host])
            self.began.setdefault(host, []).append(time.monotonic())
        time.sleep(0.02)
        with self.lock:
            self.now[host] -= 1
        with suppress(OSError):
            self.send_response(404 if self.path == "/robots.txt" else 200)
            self.send_header("Content-Type", "application/pdf")
            self.send_header("Content-Length", "0")
            self.end_headers()

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _counting() -> Iterator[tuple[str, type[_Counting]]]:
    counts: Any = {"now": Counter(), "most": Counter(), "began": {}}
    handler = type("Handler", (_Counting,), counts)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", handler
        server.shutdown()


def test_hosts_are_asked_within_their_limits_however_many_machines_there_are(
    cluster: dask.Cluster, tmp_path: Path
) -> None:
    links, pace = addresses(60, 3), 0.2
    write_archive(tmp_path / "archive", 30, links)
    with _counting() as (base, counted):
        (tmp_path / "refcheck.toml").write_text(
            f'[network]\nlink-connections = 1\nlink-pace = {pace}\ncache = "cache"\n[network.hosts]\n"*" = "{base}"\n',
            "utf-8",
        )
        given = ("--state", "state.sqlite", "--cluster", cluster.address)
        assert night(tmp_path, 1, "archive", "out", *given)[0] == 0
    hosts = {f"host{number}.example.org" for number in range(3)}
    assert hosts <= counted.began.keys()
    for host in hosts:
        assert counted.most[host] == 1
        moments = counted.began[host]
        assert len(moments) >= 20
        # After the few that may follow each other at once, no more than the pace allows; half of it, as the first may
        # be delayed on its way. Without a pace it is a quarter.
        assert moments[-1] - moments[0] >= (len(moments) - 1 - 4) * pace / 2


@pytest.mark.parametrize(
    ("archive", "options"),
    [("s3://bucket/letters", ()), ("archive", ("--cluster", "tcp://127.0.0.1:9"))],
)
def test_offline_a_night_stays_on_this_machine(tmp_path: Path, archive: str, options: tuple[str, ...]) -> None:
    (tmp_path / "refcheck.toml").write_text("", "utf-8")
    code, _, errors = night(tmp_path, 1, archive, "out", "--state", "state.sqlite", "--offline", *options)
    assert code == 2
    assert "--offline opens no connection" in errors
    assert errors.endswith("write --no-links instead\n")


def test_without_links_nothing_is_asked(cluster: dask.Cluster, tmp_path: Path) -> None:
    write_archive(tmp_path / "archive", 10, addresses(10, 2))
    with serving() as world:
        settings(tmp_path, world)
        given = ("--state", "state.sqlite", "--no-links", "--cluster", cluster.address)
        assert night(tmp_path, 1, "archive", "out", *given)[0] == 0
        assert not world.asked
