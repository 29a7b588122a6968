"""Which runs wait or work: each in a child process of its own, few at a time, none for longer than it may."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from refcheck.serve.history import History, Run

AT_A_TIME = 2
MOST_WAITING = 20
STAGES = {
    "waiting": "Waiting for its turn",
    "reading": "Reading the document",
    "checking": "Looking up and judging its references",
    "sources": "Asking the public sources",
    "links": "Asking the web addresses",
    "texts": "Fetching the texts that it quotes",
    "writing": "Writing the report",
}
ONLINE_STAGES = ("sources", "links", "texts")
_MOST_ANSWERED = 64 * 1024 * 1024  # bytes of a line
_ROOT = str(Path(__file__).resolve().parents[2])


class TooBusyError(Exception):
    """So many documents wait already that no further one is taken."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What all checks of this server have in common: files with absolute paths, and seconds."""

    config: str | None
    sources: str | None
    seconds: int
    seconds_online: int

    def seconds_for(self, run: Run) -> int:
        """How long the run may take."""
        return self.seconds_online if run.online else self.seconds


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided: findings to accept, or to take back."""

    accept: Sequence[str] = ()
    take_back: Sequence[str] = ()
    by: str = ""
    reason: str = ""


@dataclass(slots=True)
class _Job:
    decision: Decision
    stage: str = "waiting"
    process: subprocess.Popen[bytes] | None = None
    ended: bool = False  # by a person or by the clock
    expired: bool = False
    error: str | None = None
    done: threading.Event = field(default_factory=threading.Event)


class Jobs:
    """Starts, bounds and ends the children. Safe to call from several threads."""

    def __init__(self, history: History, terms: Terms) -> None:
        self._history = history
        self._terms = terms
        self._pool = ThreadPoolExecutor(AT_A_TIME, "check")
        self._lock = threading.Lock()
        self._jobs: dict[str, _Job] = {}

    def refuse_when_busy(self) -> None:
        """Raise TooBusyError where no further run is taken."""
        with self._lock:
            if sum(not job.done.is_set() for job in self._jobs.values()) >= AT_A_TIME + MOST_WAITING:
                raise TooBusyError

    def start(self, run: Run, decision: Decision | None = None) -> bool:
        """Check the run, after this decision; False while it is checked after another one."""
        decision = decision or Decision()
        with self._lock:
            known = self._jobs.get(run.id)
            if known is not None and not known.done.is_set():
                return known.decision == decision  # a button that was pressed twice
            job = self._jobs[run.id] = _Job(decision)
        self._pool.submit(self._work, run, job)
        return True

    def stage(self, run: Run) -> str | None:
        """Where the run is, a key of STAGES; None when nothing is done for it."""
        job = self._jobs.get(run.id)
        return None if job is None or job.done.is_set() else job.stage

    def error(self, run: Run) -> str | None:
        """What went wrong the last time, one sentence."""
        job = self._jobs.get(run.id)
        return job.error if job is not None and job.done.is_set() else None

    def end(self, run: Run) -> None:
        """End what is done for the run, and wait until nothing is."""
        job = self._jobs.get(run.id)
        if job is not None:
            self._kill(job)
            job.done.wait(10)
            self._jobs.pop(run.id, None)

    def close(self) -> None:
        """End everything."""
        for job in list(self._jobs.values()):
            self._kill(job)
        self._pool.shutdown(cancel_futures=True)

    def _kill(self, job: _Job, *, expired: bool = False) -> None:
        with self._lock:
            job.ended, job.expired = True, job.expired or expired
            if job.process is not None:
                _kill_all(job.process)

    def _work(self, run: Run, job: _Job) -> None:
        try:
            result = self._result(run, job)
            self._history.conclude(run, result)
        except _FailedError as error:
            job.error = str(error)
        except OSError as error:
            job.error = f"its files could not be written or read ({error.strerror}); is the disk full?"
        except Exception as error:  # noqa: BLE001 - a defect of ours must not leave a page that waits forever
            job.error = f"refcheck failed on it ({type(error).__name__}: {error}); please report this with the file"
        finally:
            job.done.set()

    def _result(self, run: Run, job: _Job) -> Mapping[str, Any]:
        """What the child made of it. Raises _FailedError and OSError."""
        with self._lock:
            if job.ended:
                raise _FailedError("it was ended before it began")
            process = job.process = _started(self._history.folder(run))
        seconds = self._terms.seconds_for(run)
        clock = threading.Timer(seconds, self._kill, (job,), {"expired": True})
        clock.daemon = True
        clock.start()
        try:
            return _listen(process, job, self._task(run, job.decision))
        except (ValueError, OSError, _FailedError) as error:
            if job.expired:
                raise _FailedError(
                    f"it took longer than {seconds} seconds and was ended; split it, or give refcheck serve "
                    "a longer --time-limit"
                ) from error
            if isinstance(error, _FailedError):
                raise
            raise _FailedError("the program that checks it came down on it; is the document damaged?") from error
        finally:
            clock.cancel()
            with self._lock:  # once it is waited for, its number may be another's
                _kill_all(process)
                process.wait()
                job.process = None

    def _task(self, run: Run, decision: Decision) -> bytes:
        now = dt.datetime.now(dt.UTC)
        task = {
            "name": run.name,
            "now": run.submitted,
            "today": now.date().isoformat(),
            "online": run.online,
            "seconds": self._terms.seconds_for(run),
            "config": self._terms.config,
            "sources": self._terms.sources,
            "reports": f"reports-{now:%Y%m%dT%H%M%S%f}",
            "accept": list(decision.accept),
            "take_back": list(decision.take_back),
            "by": decision.by,
            "reason": decision.reason,
        }
        return json.dumps(task).encode()


class _FailedError(Exception):
    """The run has no result, and why."""


def _started(folder: Path) -> subprocess.Popen[bytes]:
    # -P: the folder of the document must not be searched for modules.
    paths = [_ROOT, *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "refcheck.serve.worker"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for the server, and what the child starts ends with it
        umask=0o077 if os.name == "posix" else -1,
    )


def _listen(process: subprocess.Popen[bytes], job: _Job, task: bytes) -> Mapping[str, Any]:
    assert process.stdin is not None  # noqa: S101 - asked for above
    assert process.stdout is not None  # noqa: S101
    with process.stdin as questions:
        questions.write(task)
    with process.stdout as answers:
        while line := answers.readline(_MOST_ANSWERED):
            content = json.loads(line)
            if "error" in content:
                raise _FailedError(content["error"])
            if "result" in content:
                result: dict[str, Any] = content["result"]
                return result
            job.stage = content["stage"]
    raise ValueError("no answer")


def _kill_all(process: subprocess.Popen[bytes]) -> None:
    """End the child with all that it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
