"""Documents checked side by side with the network: as one after the other, and asked by one process alone."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from refcheck import online
from refcheck.batch.asking import Answers, Wanted
from refcheck.batch.checking import Checking, Failed, Finished, Task
from refcheck.model import Question
from refcheck.settings import load
from refcheck.storage.local import CHANGED
from tests.batch import dask
from tests.standin.server import Standin, running
from tests.test_online import CITED, pdf

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:[\d.]+(?:Z|\+00:00)")
_TEXTS = (
    "See A/78/636-S/2023/960, and http://zoo.test/alive.\n",
    "See A/71/98765, http://zoo.test/404 and http://zoo.test/301.\n",
    "It said that “the return of displaced persons must not be safe, voluntary and dignified” (A/78/764, para. 2).\n",
    "Security Council resolution 853 (1993) was adopted.\n",  # nothing to ask
    "Security Council resolution 853 (1994), and http://zoo.test/alive.\n",
)


@pytest.fixture(scope="module")
def standin() -> Iterator[Standin]:
    with running() as server:
        server.world.files[CITED] = pdf(
            "United Nations                                A/78/764",
            "General Assembly                        Distr.: General",
            "1. The Committee met in Geneva in the spring and heard the representatives of the parties.",
            "2. It recalled that the return of displaced persons must be safe, voluntary and dignified.",
        )
        yield server


@pytest.fixture
def folder(standin: Standin, tmp_path: Path) -> Path:
    """An archive, and settings that lead to the stand-in."""
    standin.world.log.clear()
    (tmp_path / "archive").mkdir()
    for number in range(14):
        (tmp_path / "archive" / f"{number:02}.txt").write_text(f"No. {number}\n" + _TEXTS[number % 5], "utf-8")
    (tmp_path / "archive" / "empty.txt").touch()
    hosts = "".join(f'"{host}" = "{base}"\n' for host, base in standin.bases().items())
    (tmp_path / "refcheck.toml").write_text(
        f"[network]\npace = 0\nlink-pace = 0\ntimeout = 5\n[network.hosts]\n{hosts}", "utf-8"
    )
    return tmp_path


def _command(*options: str, command: tuple[str, ...] = ("check", "--format", "json")) -> list[str]:
    given = ("--online", "--config", "refcheck.toml", "--now", "2026-11-20", *options)
    return [sys.executable, "-m", "refcheck", *command, *given]


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(dask.ROOT), "XDG_CACHE_HOME": str(folder / "cache")}


def _check(folder: Path, *options: str) -> tuple[int, str, str]:
    return _run(folder, _command(*options))


def _run(folder: Path, command: list[str]) -> tuple[int, str, str]:
    ran = subprocess.run(command, cwd=folder, capture_output=True, timeout=240, check=False, env=_environment(folder))
    return ran.returncode, ran.stdout.decode(), ran.stderr.decode()


def _reports(folder: Path) -> dict[str, Any]:
    return {
        path.name: json.loads(_TIME.sub("then", path.read_text("utf-8")))
        for path in folder.iterdir()
        if path.suffix == ".json"
    }


def test_side_by_side_and_on_a_cluster_as_one_by_one(cluster: dask.Cluster, standin: Standin, folder: Path) -> None:
    asked, said, reports = {}, {}, {}
    documents = [f"archive/{number:02}.txt" for number in range(14)]
    for way, commands in (
        ("one by one", [[document] for document in documents]),
        ("side by side", [documents]),
        ("on a cluster", [[*documents, "--cluster", cluster.address]]),
    ):
        standin.world.log.clear()
        out = folder / "reports"
        codes, lines, errors = zip(*(_check(folder, *command) for command in commands), strict=True)
        said[way] = (max(codes), "".join(lines).partition("together: ")[0].partition("index: ")[0], "".join(errors))
        reports[way] = _reports(out)
        out.rename(folder / way)
        (folder / "cache").rename(folder / f"cache of {way}")
        asked[way] = sorted({(one.host, one.method, one.path) for one in standin.world.log})
    assert said["one by one"][0] == 1
    assert said["on a cluster"] == said["side by side"] == said["one by one"]
    assert reports["on a cluster"] == reports["side by side"] == reports["one by one"]
    assert asked["on a cluster"] == asked["side by side"] == asked["one by one"]
    rules = {finding["rule"] for report in reports["one by one"].values() for finding in report.get("findings", ())}
    assert {"url-dead", "url-moved", "not-found", "quotation-matches", "resolution-year"} <= rules


def test_a_night_in_several_processes_and_on_a_cluster_as_in_one(
    cluster: dask.Cluster, standin: Standin, folder: Path
) -> None:
    for number in range(14, 20):
        (folder / "archive" / f"{number:02}.txt").write_text(f"No. {number}\n" + _TEXTS[number % 5], "utf-8")
    asked, said, reports = {}, {}, {}
    for way, options in (
        ("one by one", ("--jobs", "1")),
        ("side by side", ("--jobs", "2")),
        ("on a cluster", ("--cluster", cluster.address)),
    ):
        standin.world.log.clear()
        out = folder / "reports"
        command = _command("archive", "--state", f"{way}.sqlite", *options, command=("nightly",))
        said[way] = _run(folder, command)
        reports[way] = _reports(out)
        out.rename(folder / way)
        (folder / "cache").rename(folder / f"cache of {way}")
        asked[way] = sorted((one.host, one.method, one.path) for one in standin.world.log)
    assert said["on a cluster"] == said["side by side"] == said["one by one"]
    assert reports["on a cluster"] == reports["side by side"] == reports["one by one"]
    assert asked["on a cluster"] == asked["side by side"] == asked["one by one"]
    rules = {finding["rule"] for report in reports["one by one"].values() for finding in report.get("findings", ())}
    assert {"not-found", "quotation-matches", "resolution-year"} <= rules


def test_a_run_that_was_broken_off_goes_on_and_the_next_asks_again(folder: Path) -> None:
    for number in range(14, 400):
        (folder / "archive" / f"{number:02}.txt").write_text(f"No. {number}\n" + _TEXTS[number % 5], "utf-8")
    assert "unchanged" not in _check(folder, "archive")[2]
    first = _written(folder)
    with subprocess.Popen(_command("archive"), cwd=folder, env=_environment(folder), stdout=subprocess.DEVNULL) as run:
        while len(_written(folder) - first) < 60:  # more than processes hold: some are known here
            assert run.poll() is None
            time.sleep(0.005)
        run.send_signal(signal.SIGKILL)
    anew = len(_written(folder) - first)
    wrong = _check(folder, "archive", "--cluster", "tcp://127.0.0.1:9")
    assert wrong[0] == 2  # and it has not taken up anything
    third = _check(folder, "archive")[2]
    unchanged = int(third.rpartition("refcheck: ")[2].partition(" documents unchanged")[0])
    assert 0 < unchanged <= anew < 400
    assert "unchanged" not in _check(folder, "archive")[2]


def _written(folder: Path) -> set[tuple[str, int]]:
    return {(path.name, path.stat().st_mtime_ns) for path in (folder / "reports").glob("*.json")}


def test_what_a_document_asks_and_what_becomes_of_it_where_it_changes(tmp_path: Path) -> None:
    checking = Checking(
        out=str(tmp_path),
        formats=(),
        now=dt.datetime(2026, 11, 20, tzinfo=dt.UTC),
        settings=None,
        catalogue=str(tmp_path / "none"),
        sources=None,
        fail_on=None,
        root="",
        online=True,
    )
    asking, silent = tmp_path / "asking.txt", tmp_path / "silent.txt"
    asking.write_text("See A/71/98765, para. 3, of 3 May 2017, and http://zoo.test/alive.\n", "utf-8")
    silent.write_text("Security Council resolution 853 (1993) was adopted.\n", "utf-8")
    with checking.open() as check:
        assert isinstance(check(Task(str(silent), "")), Finished)
        wanted = check(Task(str(asking), ""))
        assert isinstance(wanted, Wanted)
        assert [question.canonical for question in wanted.questions] == ["A/71/98765"]
        assert [question.canonical for question in wanted.texts] == ["A/71/98765"]
        assert wanted.addresses == (("http://zoo.test/alive", None),)
        asking.write_text("See http://zoo.test/404.\n", "utf-8")
        assert check(Task(str(asking), "", answers=Answers(wanted.sha256, {}, {}, {}))) == Failed(CHANGED)


def test_what_is_kept_in_memory_does_not_grow(standin: Standin, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is forgotten is read from the cache, and not asked of the hosts again."""
    monkeypatch.setattr(online, "_HELD", 2)
    monkeypatch.setattr(online, "_FILES", 10)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    today = dt.date(2026, 11, 20)
    forms = ("A/78/636", "S/2023/960", "A/78/764")
    urls = tuple(f"http://zoo.test/{page}" for page in ("alive", "404", "301"))
    with online.Online(load(folder / "refcheck.toml").network) as network:

        def ask() -> tuple[Any, ...]:
            replies = [network.replies([Question(form, today)]) for form in forms]
            files = [len(network.files([Question(form, today)])[form].content) for form in forms]
            links = [network.links([(url, None)])[url].status for url in urls]
            return replies, files, links

        first = ask()
        assert max(first[1]) > 500
        standin.world.log.clear()
        again = ask()
        assert again[1:] == first[1:]
        assert standin.world.log == []
        assert len(vars(network)["_replies"]) == len(vars(network)["_verdicts"]) == 2
        assert vars(network)["_files"] == {}
