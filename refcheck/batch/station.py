"""On a machine of a cluster: documents are done in a process of refcheck's own, one for each thread of a Dask worker.

The worker itself is never held up or killed by a document: what takes too long, or dies, is this process, which costs
one document. It ends when its worker does, when the run is over, or when nothing came for a minute.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from typing import Any, Generic, Protocol, TypeVar

from refcheck import __version__
from refcheck.batch.crew import Limits, Lost, died_twice, ended, too_large, too_long
from refcheck.errors import RefcheckError
from refcheck.limits import limit_memory

T = TypeVar("T")
R = TypeVar("R")
T_contra = TypeVar("T_contra", contravariant=True)
R_co = TypeVar("R_co", covariant=True)

_START = 120.0  # seconds that a process may take to be ready
_IDLE = 60.0  # seconds without work after which it goes
_PROGRAM = "import sys; from refcheck.batch.station import serve; serve(int(sys.argv[1]))"
_WATCH = 1.0  # seconds between two looks whether the worker is there


class Recipe(Protocol[T_contra, R_co]):
    """How a process prepares its work; pickled, so it holds values and no open files."""

    def open(self) -> AbstractContextManager[Callable[[T_contra], R_co]]:
        """What the work needs, opened in the process; gives the function that does one piece."""

    def depends_on(self) -> Mapping[str, str]:
        """What must be the same on every machine for the same results, besides the version: names and values."""


@dataclass(frozen=True, slots=True)
class Order(Generic[T, R]):
    """What a run wants of every machine."""

    recipe: Recipe[T, R]
    limits: Limits
    version: str
    depends_on: Mapping[str, str]
    folder: str | None = None  # where local paths begin; None where all places are URLs
    shared: tuple[str, ...] = ()  # local paths that must be seen from every machine
    run: str = ""  # a name that no other run has


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """The results of some pieces, in their order, and the seconds that they took."""

    results: tuple[R | Lost, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why this machine cannot do the work, or nobody can; in a sentence with the remedy."""

    reason: str


def why_unfit(order: Order[Any, Any]) -> Unfit | None:
    """What keeps this machine from doing the same as the one that sent the order; None where nothing does."""
    if order.version != __version__:
        return Unfit(f"it has refcheck {__version__}, not {order.version}; install the same version on every machine")
    for path in order.shared:
        if not os.path.exists(path):  # noqa: PTH110 - a name may be no text
            return Unfit(f"it does not see {path}; put it where all machines see it under the same path, or at a URL")
    try:
        here = order.recipe.depends_on()
    except RefcheckError as error:
        return Unfit(str(error))
    for name, value in order.depends_on.items():
        if here.get(name) != value:
            return Unfit(f"its {name} is {here.get(name)}, not {value}; make it the same on every machine")
    return None


def do(order: Order[T, R], pieces: Sequence[T]) -> Done[R] | Unfit:
    """Do some pieces; called in a thread of a Dask worker."""
    began = time.monotonic()
    if order.run in _OVER:
        return Unfit("the run is over")
    station = _taken(order)
    try:
        results = tuple(station.do(piece) for piece in pieces)
    except RefcheckError as error:
        return Unfit(str(error))
    finally:
        _given_back(order.run, station)
    return Done(results, time.monotonic() - began)


def leave(run: str) -> None:
    """The run is over: let its processes go."""
    with _LOCK:
        _OVER.append(run)
        stations = _IDLING.pop(run, [])
    for station in stations:
        station.close()


class Station(Generic[T, R]):
    """One process, started when the first piece comes, and anew after each that killed it."""

    def __init__(self, order: Order[T, R]) -> None:
        self._order = order
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: Connection[Any, Any]
        self._pieces = 0

    def do(self, piece: T) -> R | Lost:
        """The result for one piece. Raises RefcheckError for what is no matter of the piece."""
        limits, packed = self._order.limits, pickle.dumps(piece)
        if lost := too_large(packed, limits):
            return lost
        for _ in range(2):
            if self._pieces >= limits.pieces:
                self.close()
            try:
                self._begin(packed)
                if not self._pipe.poll(limits.seconds):
                    self._kill()
                    return too_long(limits)
                answer = self._pipe.recv()
            except (EOFError, OSError):
                code = self._kill()
                continue
            if isinstance(answer, Unfit):
                raise RefcheckError(answer.reason)
            return answer  # type: ignore[no-any-return]
        return died_twice(code)

    def _begin(self, packed: bytes) -> None:
        """Give the piece to the process; to a new one where there is none any more."""
        if self._process is not None and self._process.poll() is None:
            with suppress(OSError):
                self._pipe.send_bytes(packed)
                self._pieces += 1
                return
        self._kill()
        self._start()
        self._pipe.send_bytes(packed)
        self._pieces = 1

    def _start(self) -> None:
        self._pipe, theirs = Pipe()
        paths = os.pathsep.join(path for path in sys.path if path)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - this program
                [sys.executable, "-c", _PROGRAM, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": paths},
                start_new_session=True,
            )
        self._pipe.send_bytes(pickle.dumps(self._order))
        if not self._pipe.poll(_START):
            self._kill()
            raise RefcheckError(f"no process for the documents comes up within {_START:.0f} seconds")
        try:
            answer = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise RefcheckError(f"no process for the documents comes up ({ended(self._kill())})") from error
        if isinstance(answer, Unfit):
            raise RefcheckError(answer.reason)

    def close(self) -> None:
        """Let the process go; it has nothing to do."""
        self._kill()

    def _kill(self) -> int | None:
        """End the process, and what it has started; its exit code."""
        if self._process is None:
            return None
        with suppress(OSError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        code = self._process.wait()
        self._pipe.close()
        self._process = None
        self._pieces = 0
        return code


_LOCK = threading.Lock()
_IDLING: dict[str, list[Station[Any, Any]]] = {}  # by run
_OVER: deque[str] = deque(maxlen=100)  # runs of late: a batch of theirs may come after their end


def _taken(order: Order[T, R]) -> Station[T, R]:
    with _LOCK:
        idling = _IDLING.setdefault(order.run, [])
        return idling.pop() if idling else Station(order)


def _given_back(run: str, station: Station[Any, Any]) -> None:
    with _LOCK:
        if run in _IDLING:
            _IDLING[run].append(station)
            return
    station.close()  # the run was over meanwhile


def serve(number: int) -> None:
    """What the process with this pipe does until it is told to go, or nothing comes, or its worker has ended."""
    with Connection(number) as pipe:
        threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()
        try:
            order: Order[Any, Any] = pickle.loads(pipe.recv_bytes())  # noqa: S301 - from the worker that started us
            if order.folder is not None:
                os.chdir(order.folder)
            limit_memory(order.limits.memory)
            unfit = why_unfit(order)
            if unfit:
                pipe.send(unfit)
                return
            with order.recipe.open() as work:
                pipe.send(None)
                while pipe.poll(_IDLE) and (piece := pipe.recv()) is not None:
                    pipe.send(work(piece))
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return  # nobody is left to answer
        except Exception as error:  # noqa: BLE001 - told by whoever waits for it
            said = str(error) if isinstance(error, RefcheckError) else f"{type(error).__name__}: {error}"
            pipe.send(Unfit(said))


def _watch(worker: int) -> None:
    """End this process, whatever it is at, when its worker has ended."""
    while os.getppid() == worker:
        time.sleep(_WATCH)
    os.killpg(0, signal.SIGKILL)
