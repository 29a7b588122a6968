"""The same work on an existing Dask cluster: batches of pieces to its workers, results in the order of the input.

Batches are as large as about a second's work, so that the scheduler, which can give out some thousand tasks a second,
is never what is waited for. A worker that is lost costs the time of the batches it was at: Dask gives them to others.
A batch that kills workers again and again is taken apart, and the piece that does it is lost alone.
"""

from __future__ import annotations

import logging
import pickle
import re
import threading
import time
import warnings
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import count, islice
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar, cast
from uuid import uuid4

from refcheck import __version__
from refcheck.batch.crew import Lost
from refcheck.batch.station import Done, Order, Unfit, do, leave, why_unfit
from refcheck.errors import RefcheckError, UsageError
from refcheck.storage import hushed, shown

T = TypeVar("T")
R = TypeVar("R")

_CONNECT = 10.0  # seconds to reach the scheduler
WORKERS = 60.0  # seconds to wait for a worker where there is none
_SECONDS = 1.0  # of work in a batch
_FIRST, _LARGEST = 4, 256  # pieces in a batch: before anything is known, and at most
_BYTES = 8_000_000  # of a batch, about: cited texts go with the documents that cite them
_HELD = 2  # batches that each thread has before it
_AHEAD = 6  # batches for each thread that may be done before an earlier one
_TRIES = 3  # for a batch whose results the connection to the scheduler has lost
_PAUSE = 0.1
_LOOK = 2.0  # seconds between two looks at how many threads there are
_EXTRA = "pip install 'refcheck[cluster]'"


@dataclass(slots=True)
class _Batch(Generic[T, R]):
    pieces: list[T]
    results: dict[int, R | Lost] = field(default_factory=dict)  # by the piece's number in the batch


@dataclass(slots=True)
class _Flight(Generic[T, R]):
    """Pieces of a batch at the cluster: all of it, or one that is tried alone."""

    future: Any
    batch: _Batch[T, R]
    first: int
    number: int
    tries: int


class Cluster(Generic[T, R]):
    """The workers of a Dask cluster for one kind of work. Make it with `connected`."""

    def __init__(self, client: Any, order: Order[T, R]) -> None:
        self._client, self._order = client, replace(order, run=uuid4().hex)
        self._done: SimpleQueue[Any] = SimpleQueue()
        self._flying: dict[str, _Flight[T, R]] = {}  # by key of the future
        self._keys = count()
        self._threads, self._looked, self._alone_since = 0, 0.0, 0.0
        self._pace = 0.0  # seconds for a piece, of late

    def run(self, pieces: Iterable[T]) -> Generator[tuple[T, R | Lost], None, None]:
        """Each piece with its result, in the order given. `pieces` is read as far as work is needed.

        Raises RefcheckError where the scheduler or all workers are gone, and for what is no matter of one piece.
        However it is left, nothing goes on at the cluster but the batches begun.
        """
        coming = iter(pieces)
        waiting: deque[_Batch[T, R]] = deque()  # given out and not yet handed on, in order
        try:
            while True:
                self._look()
                patience = self._give(coming, waiting)
                while waiting and len(waiting[0].results) == len(waiting[0].pieces):
                    batch = waiting.popleft()
                    yield from ((piece, batch.results[number]) for number, piece in enumerate(batch.pieces))
                    patience = self._give(coming, waiting)
                if not waiting:
                    return
                self._listen(patience)
        finally:
            with suppress(Exception):  # the scheduler may be gone
                self._client.cancel([flight.future for flight in self._flying.values()])
            self._flying.clear()

    def leave(self) -> None:
        """Let the processes at the workers go."""
        with suppress(Exception):  # it may be gone
            self._client.run(leave, self._order.run)

    def _give(self, coming: Iterator[T], waiting: deque[_Batch[T, R]]) -> float:
        """Give the workers what they can hold.

        Where the input takes its time, they are listened to meanwhile: seconds to wait for them.
        """
        threads, until = max(self._threads, 1), time.monotonic() + _SECONDS
        while len(self._flying) < _HELD * threads and len(waiting) < _AHEAD * threads:
            pieces = _taken(coming, self._size())
            if not pieces:
                break
            waiting.append(_Batch(pieces))
            self._send(waiting[-1], 0, len(pieces))
            if time.monotonic() > until:
                return 0
        return _LOOK

    def _size(self) -> int:
        return min(_LARGEST, max(1, round(_SECONDS / self._pace))) if self._pace else _FIRST

    def _send(self, batch: _Batch[T, R], first: int, number: int, tries: int = 1) -> None:
        key = f"refcheck-{self._order.run}-{next(self._keys)}"
        pieces = batch.pieces[first : first + number]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on the size of what is sent
            future = self._client.submit(do, self._order, pieces, key=key, pure=False)
        self._flying[key] = _Flight(future, batch, first, number, tries)
        future.add_done_callback(self._done.put)

    def _listen(self, patience: float) -> None:
        try:
            future = self._done.get(timeout=patience)
        except Empty:
            return
        while True:
            self._take(future)
            if self._done.empty():
                return
            future = self._done.get()

    def _take(self, future: Any) -> None:
        flight = self._flying.pop(future.key, None)
        if flight is None:  # of a run that was left early
            return
        if future.status == "error":
            error = future.exception(timeout=_CONNECT)
            if type(error).__name__ != "KilledWorker":
                raise RefcheckError(f"{self.name}: a worker cannot do the work ({_line(error)})")
            self._try_alone(flight)
            return
        answer = None
        if future.status == "finished":
            with suppress(Exception):  # it is asked for again
                answer = future.result(timeout=WORKERS)
        if answer is None:
            if flight.tries == _TRIES or not self._back():
                raise self._gone()
            self._send(flight.batch, flight.first, flight.number, flight.tries + 1)
            return
        if isinstance(answer, Unfit):
            raise RefcheckError(f"{self.name}: a worker cannot do the work: {answer.reason}")
        done: Done[R] = answer
        pace = done.seconds / flight.number
        self._pace = pace if not self._pace else 0.7 * self._pace + 0.3 * pace
        flight.batch.results.update(enumerate(done.results, flight.first))

    def _try_alone(self, flight: _Flight[T, R]) -> None:
        """The workers that had these pieces died, one after the other."""
        if flight.number == 1:
            flight.batch.results[flight.first] = Lost(
                "the workers that had it died one after the other; check it alone, or give workers more memory"
            )
            return
        for number in range(flight.first, flight.first + flight.number):
            self._send(flight.batch, number, 1)

    def _back(self) -> bool:
        """Whether the scheduler is reached; a connection that was lost may be made again."""
        until = time.monotonic() + _CONNECT
        while self._client.status == "connecting" and time.monotonic() < until:
            time.sleep(_PAUSE)
        return bool(self._client.status == "running")

    def _look(self) -> None:
        """See how many threads there are: workers come and go."""
        now = time.monotonic()
        if self._threads and now - self._looked < _LOOK:
            return
        try:
            self._threads = sum(self._client.nthreads().values())
        except Exception as error:
            if not self._back():
                raise self._gone() from error
        self._looked = now
        if self._threads:
            self._alone_since = now
        elif now - self._alone_since > WORKERS:
            raise RefcheckError(
                f"{self.name}: no worker is left, and none came for {WORKERS:.0f} seconds; start some and run again: "
                "finished reports are kept"
            )

    def _gone(self) -> RefcheckError:
        return RefcheckError(f"{self.name}: the scheduler went away; start it and run again: finished reports are kept")

    @property
    def name(self) -> str:
        """The cluster's address, as it may be printed."""
        return f"--cluster {shown(self._client.scheduler.address)}"


def _taken(coming: Iterator[T], most: int) -> list[T]:
    """The next pieces of the input, as many as come in a second and are not too large together."""
    until, size, pieces = time.monotonic() + _SECONDS, 0, []
    for piece in islice(coming, most):
        pieces.append(piece)
        size += len(pickle.dumps(piece))
        if size > _BYTES or time.monotonic() > until:
            break
    return pieces


@contextmanager
def connected(address: str, order: Order[T, R]) -> Iterator[Cluster[T, R]]:
    """The cluster of the scheduler at `address`, all of its workers fit for the order.

    Raises UsageError, in one line and within bounded time, where the scheduler cannot be reached, there is no worker,
    or a machine would not do the same as this one.
    """
    if not re.fullmatch(r"(?:tcp|tls|ucx|ws|wss)://[^/\s]+", address):
        raise UsageError(f'--cluster {shown(address)}: write the address of a scheduler, as "tcp://host:8786"')
    try:
        import distributed  # noqa: PLC0415 - a second of loading, and an extra
    except ImportError as error:
        raise UsageError(f"--cluster {shown(address)}: this needs Dask; {_EXTRA}") from error
    for name in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what they have to say is said here in a line
    try:
        client = _client(cast("Any", distributed).Client, address)
    except Exception as error:
        raise UsageError(
            f"--cluster {shown(address)}: the scheduler cannot be reached ({_line(error, address)}); "
            "check the address, and whether it runs"
        ) from error
    try:
        _prepare(client, shown(address), order)
        cluster: Cluster[T, R] = Cluster(client, order)
        try:
            yield cluster
        finally:
            cluster.leave()
    finally:
        with suppress(Exception):
            client.close(timeout=5)


def _client(make: Any, address: str) -> Any:
    """The connection; in a thread, since Dask waits without limit for one that is taken and then says nothing."""
    made: SimpleQueue[Any] = SimpleQueue()

    def connect() -> None:
        try:
            made.put(make(address, timeout=_CONNECT, set_as_default=False, name="refcheck"))
        except Exception as error:  # noqa: BLE001 - raised below
            made.put(error)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on versions: of what matters, refcheck's is compared below
        threading.Thread(target=connect, daemon=True).start()
        try:
            client = made.get(timeout=_CONNECT + 5)
        except Empty:
            raise TimeoutError("it takes connections, and does not answer") from None
    if isinstance(client, Exception):
        raise client
    return client


def _prepare(client: Any, address: str, order: Order[Any, Any]) -> None:
    name = f"--cluster {address}"
    try:
        version = client.run_on_scheduler(refcheck_version)
    except Exception as error:
        raise UsageError(
            f"{name}: the scheduler cannot load refcheck ({_line(error)}); install {order.version} where it runs"
        ) from error
    if version != order.version:
        raise UsageError(f"{name}: the scheduler has refcheck {version}, not {order.version}; install the same version")
    try:
        client.wait_for_workers(1, timeout=WORKERS)
        answers = client.run(why_unfit, order, on_error="return")
    except Exception as error:
        raise UsageError(
            f"{name}: it has no worker ({_line(error, address)}); start one with: dask worker {shown(address)}"
        ) from error
    for worker, answer in sorted(answers.items()):
        if isinstance(answer, Exception):
            raise UsageError(
                f"{name}: worker {worker} cannot load refcheck ({_line(answer)}); install {order.version} there"
            )
        if isinstance(answer, Unfit):
            raise UsageError(f"{name}: worker {worker} cannot do the work: {answer.reason}")


def refcheck_version() -> str:
    """The version that is installed where this is called."""
    return __version__


def _line(error: BaseException | None, address: str = "") -> str:
    return hushed(" ".join(str(error).split()), address)[:200].rstrip(".") or type(error).__name__
