"""A Dask cluster of real processes: order, and what dies, hangs, goes away or is not the same."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

import pytest

import refcheck
from refcheck.batch.cluster import Cluster, connected
from refcheck.batch.crew import Limits, Lost
from refcheck.batch.station import Order, Unfit, why_unfit
from refcheck.errors import RefcheckError, UsageError
from tests.batch import dask
from tests.batch.work import Words
from tests.storage.s3 import Store

LETTER = "Security Council resolution 853 (199{}), and General Assembly resolution 62/243.\n"


def _order(words: Words = Words(), limits: Limits = Limits()) -> Order[str, str]:  # noqa: B008 - both are frozen
    return Order(words, limits, refcheck.__version__, words.depends_on())


@contextmanager
def _workers(cluster: dask.Cluster, order: Order[str, str]) -> Iterator[Cluster[str, str]]:
    with connected(cluster.address, order) as connection:
        yield connection


def _results(cluster: dask.Cluster, words: list[str], order: Order[str, str]) -> list[str | Lost]:
    with _workers(cluster, order) as workers:
        given, results = zip(*workers.run(words), strict=True)
    assert list(given) == words
    return list(results)


def _done(results: list[str | Lost]) -> list[str]:
    return [result.partition(" by ")[0] for result in results if isinstance(result, str)]


def test_results_come_in_the_order_of_the_input(cluster: dask.Cluster) -> None:
    words = [f"word-{number}" for number in range(2000)]
    results = _results(cluster, words, _order())
    assert _done(results) == words
    assert len({str(result).partition(" by ")[2] for result in results}) == 2


@pytest.mark.parametrize(
    ("bad", "limits", "reason"),
    [
        ("die", Limits(), "died twice (by SIGKILL)"),
        ("hang", Limits(seconds=5), "longer than 5 seconds"),
    ],
)
def test_what_dies_or_hangs_costs_one_piece(cluster: dask.Cluster, bad: str, limits: Limits, reason: str) -> None:
    words = [f"word-{number}" for number in range(40)]
    words[17] = bad
    results = _results(cluster, words, _order(limits=limits))
    assert _done(results) == [word for word in words if word != bad]
    lost = results[17]
    assert isinstance(lost, Lost)
    assert reason in lost.reason


def test_processes_are_replaced_and_have_little_memory(cluster: dask.Cluster) -> None:
    limits = Limits(memory=1024**3, pieces=10)
    results = _results(cluster, ["grow", *(f"word-{number}" for number in range(50))], _order(limits=limits))
    assert results[0] == "too much"
    assert len({str(result).partition(" by ")[2] for result in results[1:]}) > 2


def test_the_input_is_read_as_far_as_needed_and_no_process_stays(cluster: dask.Cluster) -> None:
    read = count()
    with _workers(cluster, _order()) as workers:
        with closing(workers.run(f"word-{next(read)}" for _ in count())) as results:
            processes = {int(str(result).partition(" by ")[2]) for _, result in islice(results, 100)}
        assert next(read) < 5000
    for process in processes:
        for _ in range(300):
            if not Path(f"/proc/{process}").exists():
                break
            time.sleep(0.1)
        assert not Path(f"/proc/{process}").exists()


def test_what_no_worker_can_do_ends_the_run(cluster: dask.Cluster) -> None:
    with pytest.raises(RefcheckError, match="nothing to work with"):
        _results(cluster, ["a"], _order(Words(broken=True)))
    with pytest.raises(RefcheckError, match="ValueError: of ours"):
        _results(cluster, ["a", "raise of ours"], _order())


def test_a_worker_that_is_lost_costs_nothing_but_time(tmp_path: Path) -> None:
    words = [f"wait 0.02 {number}" for number in range(300)]
    with dask.cluster(tmp_path) as cluster, _workers(cluster, _order()) as workers, closing(workers.run(words)) as run:
        results = []
        for number, (word, result) in enumerate(run):
            results.append((word, result))
            if number == 30:
                cluster.workers[0].kill()
    assert [word for word, _ in results] == words
    assert _done([result for _, result in results]) == words


def test_a_cluster_without_workers_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with dask.cluster(tmp_path, workers=1) as cluster:
        _wait_for_workers(cluster, 1)
        monkeypatch.setattr("refcheck.batch.cluster.WORKERS", 3.0)
        with _workers(cluster, _order()) as workers, closing(workers.run(f"wait 0.02 {n}" for n in count())) as run:
            next(run)
            cluster.workers[0].kill()
            with pytest.raises(RefcheckError, match="no worker is left, and none came for 3 seconds"):
                list(run)
        with pytest.raises(UsageError, match="it has no worker"):
            _results(cluster, ["a"], _order())


def test_a_piece_that_kills_workers_is_lost_alone(tmp_path: Path) -> None:
    words = [*(f"word-{number}" for number in range(6)), "kill", *(f"word-{number}" for number in range(6, 30))]
    with dask.cluster(tmp_path) as cluster:
        # A batch is tried on four workers, and then the piece alone on four more.
        for _ in range(7):
            cluster.add_worker()
        _wait_for_workers(cluster, 9)
        results = _results(cluster, words, _order())
    assert [number for number, result in enumerate(results) if isinstance(result, Lost)] == [6]


def _wait_for_workers(cluster: dask.Cluster, number: int) -> None:
    import distributed

    with distributed.Client(cluster.address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(number, timeout=120)


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        (replace(_order(), version="0.0.1"), "not 0.0.1; install the same version"),
        (replace(_order(), depends_on={"language": "fr"}), "its language is en, not fr"),
        (replace(_order(), shared=("/srv/of/another/machine",)), "does not see /srv/of/another/machine"),
    ],
)
def test_a_machine_that_would_not_do_the_same_is_named(
    cluster: dask.Cluster, order: Order[str, str], reason: str
) -> None:
    unfit = why_unfit(order)
    assert isinstance(unfit, Unfit)
    assert reason in unfit.reason
    with pytest.raises(UsageError, match=r"the scheduler has refcheck|worker tcp://.* cannot do the work"):
        _results(cluster, ["a"], order)


def _check(*arguments: str, cwd: Path, environment: dict[str, str] | None = None) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "refcheck", "check", *arguments, "--now", "2026-11-20"]
    given = {"PYTHONPATH": str(dask.ROOT), **os.environ, **(environment or {})}
    done = subprocess.run(command, cwd=cwd, capture_output=True, timeout=240, check=False, env=given)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".sqlite"}


def _archive(folder: Path, number: int = 40) -> Path:
    (folder / "archive").mkdir()
    for index in range(number):
        (folder / "archive" / f"letter-{index:04}.txt").write_text(LETTER.format(index % 10) * (1 + index % 7), "utf-8")
    (folder / "archive" / "letter-0007.txt").write_bytes(b"")
    return folder


def test_a_cluster_says_and_writes_what_one_machine_does(cluster: dask.Cluster, tmp_path: Path) -> None:
    _archive(tmp_path)
    given = ("archive", "--format", "html,json,sarif,csv,junit,markdown")
    there = _check(*given, "--cluster", cluster.address, cwd=tmp_path)
    files = _files(tmp_path / "reports")
    (tmp_path / "reports").rename(tmp_path / "first")
    here = _check(*given, "--jobs", "1", cwd=tmp_path)
    assert there[0] == 3
    assert there == here
    assert files == _files(tmp_path / "reports")


def test_from_bucket_to_bucket(cluster: dask.Cluster, store: Store, tmp_path: Path) -> None:
    letters = {f"letter-{index}.txt": LETTER.format(index % 10).encode() for index in range(20)}
    archive, reports, others = store.bucket(), store.bucket(), store.bucket()
    store.put(archive, letters)
    there = _check(
        archive, "--out", reports, "--cluster", cluster.address, cwd=tmp_path, environment=dict(store.environment)
    )
    here = _check(archive, "--out", others, "--jobs", "1", cwd=tmp_path, environment=dict(store.environment))
    assert there[0] == 1
    assert there == (here[0], here[1].replace(others, reports), here[2])
    assert store.files(reports) == store.files(others)
    assert len(store.files(reports)) == 2 * 20 + 2


@contextmanager
def _under_way(folder: Path, cluster: dask.Cluster) -> Iterator[subprocess.Popen[bytes]]:
    """A check over the cluster, some reports of which are written."""
    command = [sys.executable, "-m", "refcheck", "check", "archive", "--format", "json", "--now", "2026-11-20"]
    given = {"PYTHONPATH": str(dask.ROOT), **os.environ}
    with subprocess.Popen(
        [*command, "--cluster", cluster.address],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=given,
        start_new_session=True,
    ) as run:
        for _ in range(1200):
            if len(list(folder.glob("reports/*.json"))) > 20 or run.poll() is not None:
                break
            time.sleep(0.05)
        assert run.poll() is None
        yield run


def test_reports_are_the_same_when_a_worker_is_killed(tmp_path: Path) -> None:
    _archive(tmp_path, 800)
    with dask.cluster(tmp_path / "cluster") as cluster, _under_way(tmp_path, cluster) as run:
        cluster.workers[1].kill()
        _, errors = run.communicate(timeout=240)
        assert run.returncode == 3
        assert errors.decode().count("\n") == 1  # the empty letter
    files = _files(tmp_path / "reports")
    (tmp_path / "reports").rename(tmp_path / "first")
    assert _check("archive", "--format", "json", "--jobs", "1", cwd=tmp_path)[0] == 3
    assert {name: content for name, content in files.items() if not name.endswith(".part")} == _files(
        tmp_path / "reports"
    )


@pytest.mark.parametrize(
    ("what", "code", "said"),
    [
        ("scheduler", 2, "the scheduler went away; start it and run again: finished reports are kept\n"),
        ("run", 130, "refcheck: interrupted; finished reports are kept\n"),
    ],
)
def test_what_goes_away_is_named_and_finished_reports_are_kept(tmp_path: Path, what: str, code: int, said: str) -> None:
    _archive(tmp_path, 3000)
    with dask.cluster(tmp_path / "cluster") as cluster, _under_way(tmp_path, cluster) as run:
        if what == "run":
            os.kill(run.pid, signal.SIGINT)
        else:
            cluster.scheduler.kill()
        _, errors = run.communicate(timeout=240)
    assert run.returncode == code
    assert said in errors.decode()
    assert errors.decode().count("\n") == 1
    for file in (tmp_path / "reports").glob("*.json"):
        assert '"summary"' in file.read_text("utf-8")


def test_a_scheduler_that_cannot_be_used_costs_one_line(tmp_path: Path) -> None:
    _archive(tmp_path)
    with socket.socket() as silent:  # takes connections and says nothing
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        for address, said in (
            ("tcp://127.0.0.1:9", "the scheduler cannot be reached ("),
            (f"tcp://127.0.0.1:{silent.getsockname()[1]}", "the scheduler cannot be reached ("),
            ("scheduler:8786", 'write the address of a scheduler, as "tcp://host:8786"'),
            ("tcp://no-such-host.invalid:8786", "the scheduler cannot be reached ("),
        ):
            code, _, errors = _check("archive", "--cluster", address, cwd=tmp_path)
            assert code == 2
            assert errors.startswith(f"refcheck: --cluster {address}: {said}")
            assert errors.count("\n") == 1


@pytest.mark.parametrize("arguments", [("--offline",), ("--online",), ("--baseline", "accepted.json")])
def test_what_does_not_go_together_is_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    _archive(tmp_path)
    code, _, errors = _check("archive", "--cluster", "tcp://127.0.0.1:9", *arguments, cwd=tmp_path)
    assert code == 2
    assert errors.count("\n") == 1


def test_workers_with_another_version_are_named(tmp_path: Path) -> None:
    _archive(tmp_path)
    other = tmp_path / "other" / "refcheck"
    other.parent.mkdir()
    _copy_with_version(Path(refcheck.__file__).parent, other, "9.9.9")
    with dask.cluster(tmp_path / "cluster", workers=1) as cluster:
        cluster.add_worker({"PYTHONPATH": str(other.parent)})
        for _ in range(100):
            code, _, errors = _check("archive", "--cluster", cluster.address, cwd=tmp_path)
            if code == 2:
                break
            time.sleep(0.1)
    assert errors.startswith(f"refcheck: --cluster {cluster.address}: ")  # told by the scheduler, or by the worker
    assert f"it has refcheck 9.9.9, not {refcheck.__version__}; install the same version on every machine" in errors


def _copy_with_version(package: Path, other: Path, version: str) -> None:
    """The package as another version has it: linked, but for the file that says which it is."""
    other.mkdir()
    for path in package.iterdir():
        if path.name not in ("__init__.py", "__pycache__"):
            (other / path.name).symlink_to(path)
    said = (package / "__init__.py").read_text("utf-8")
    (other / "__init__.py").write_text(said.replace(f'"{refcheck.__version__}"', f'"{version}"'), "utf-8")
