"""A Dask cluster of processes on this machine, as `dask scheduler` and `dask worker` start them on several."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass
class Cluster:
    """A scheduler's address, and the processes."""

    address: str
    folder: Path
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def add_worker(self, environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        """One more worker with one thread; it stays away when it is killed."""
        number = len(self.workers)
        worker = _start(
            [
                "dask_worker",
                self.address,
                "--no-nanny",
                "--host",
                "127.0.0.1",
                "--nthreads",
                "1",
                "--name",
                f"w{number}",
            ],
            self.folder / f"worker-{number}",
            environment or {},
        )
        self.workers.append(worker)
        return worker


@contextmanager
def cluster(folder: Path, workers: int = 2, environment: Mapping[str, str] | None = None) -> Iterator[Cluster]:
    """A running cluster; its processes are gone afterwards."""
    file = folder / "scheduler.json"
    scheduler = _start(
        ["dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file)],
        folder / "scheduler",
        {},
    )
    running = Cluster("", folder, scheduler)
    try:
        for _ in range(600):
            if file.is_file() and file.read_text():
                break
            assert scheduler.poll() is None, "the scheduler has not come up"
            time.sleep(0.1)
        running.address = json.loads(file.read_text())["address"]
        for _ in range(workers):
            running.add_worker(environment)
        yield running
    finally:
        for process in (*running.workers, scheduler):
            process.kill()
            process.wait()


def _start(command: list[str], folder: Path, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    folder.mkdir(parents=True)
    name, *arguments = command
    given = {"PYTHONPATH": str(ROOT), **os.environ, **environment}
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{name}", *arguments, "--no-dashboard"],
            cwd=folder,
            env=given,
            stdout=log,
            stderr=log,
        )
