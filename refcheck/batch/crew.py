"""Processes that do pieces of work side by side, and give their results in the order of the input.

Each process gets pieces a few at a time, so that it never waits, and answers each when it is done. One that dies or
takes too long is replaced: the piece it was at is lost (once it has been tried a second time, where the process died:
it may have been killed for another's memory), and the others it held are done elsewhere. A large piece is sent to a
process that has nothing else to do, and so takes it at once: neither ever waits for the other to read what it sends.
"""

from __future__ import annotations

import os
import pickle
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, TypeVar

from refcheck.errors import RefcheckError
from refcheck.limits import end_after, end_with, limit_memory

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

T = TypeVar("T")
R = TypeVar("R")
T_contra = TypeVar("T_contra", contravariant=True)
R_co = TypeVar("R_co", covariant=True)

_HELD = 12  # pieces that a process has before it: it is never idle, and its death delays few
_AHEAD = 600  # pieces that may be done before an earlier one: a slow piece holds up the results, not the work
_START = 120.0  # seconds that a process may take to be ready
_PATIENCE = 0.5  # seconds between two looks at the clock
_SMALL = 4_000  # bytes that a process has before it; any pipe holds as many while nobody reads
_SHARE = 0.25  # of a process's memory that one piece may take as it is sent
_DEATHS_AT_START = 3
_ALARM = getattr(signal, "SIGALRM", 0)
_GRACE = 5.0  # seconds after which a process ends itself, should whoever started it not be there to do it


class Recipe(Protocol[T_contra, R_co]):
    """How a process prepares its work; pickled, so it holds values and no open files."""

    def open(self) -> AbstractContextManager[Callable[[T_contra], R_co]]:
        """What the work needs, opened in the process; gives the function that does one piece."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one piece may cost, and how long a process lives."""

    seconds: float = 120.0
    memory: int = 2 * 1024**3  # bytes of address space of one process
    pieces: int = 2_000  # after so many a process is replaced, so that nothing that a library leaks adds up


@dataclass(frozen=True, slots=True)
class Lost:
    """A piece that was not done, and why, in a sentence with the remedy."""

    reason: str


@dataclass(frozen=True, slots=True)
class _Stop:
    """What ends the run: nothing can be done by any process."""

    reason: str


@dataclass(slots=True)
class _Hand:
    """One process, and what it has before it: (number, piece)."""

    process: SpawnProcess
    pipe: Connection[Any, Any]
    since: float
    ready: bool = False
    given: int = 0
    held: deque[tuple[int, Any]] = field(default_factory=deque)
    sizes: deque[int] = field(default_factory=deque)  # bytes of each of these, as it was sent


class Crew(Generic[T, R]):
    """`jobs` processes for one kind of work. Use it as a context manager: they stay from one run to the next."""

    def __init__(self, recipe: Recipe[T, R], jobs: int, limits: Limits = Limits(), *, in_order: bool = True) -> None:
        """Nothing is started yet. Results come in the order of the input, or else as they are there."""
        self._in_order = in_order
        self._recipe, self._jobs, self._limits = recipe, jobs, limits
        self._hands: list[_Hand] = []
        self._again: deque[tuple[int, T]] = deque()  # what a process that ended had before it
        self._packed: dict[int, bytes] = {}  # pieces among these that are large, as they are sent
        self._died: dict[int, int] = {}  # how many processes died at a piece
        self._results: dict[int, R | Lost] = {}
        self._deaths_at_start = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """No process stays behind."""
        self._break_off()
        for hand in list(self._hands):
            self._end(hand)

    def run(self, pieces: Iterable[T]) -> Generator[tuple[T, R | Lost], None, None]:
        """Each piece with its result. `pieces` is read as far as work is needed.

        Raises RefcheckError where no process comes up, and for what is no matter of one piece. However it is left, no
        process goes on with it.
        """
        coming = enumerate(pieces)
        waiting: dict[int, T] = {}  # given out and not yet handed on, in order
        try:
            while True:
                while (number := next(iter(waiting if self._in_order else self._results), None)) in self._results:
                    yield waiting.pop(number), self._results.pop(number)
                patience = self._give(coming, waiting)
                if not waiting:
                    return
                self._listen(patience)
        finally:
            self._break_off()
            self._again.clear()
            self._packed.clear()
            self._died.clear()
            self._results.clear()

    def _give(self, coming: Iterator[tuple[int, T]], waiting: dict[int, T]) -> float:
        """Give each process what it can hold; start one where work is left and one is missing.

        Where the input takes its time, the processes are listened to meanwhile: seconds to wait for them.
        """
        until = time.monotonic() + _PATIENCE
        for spent in [hand for hand in self._hands if hand.given >= self._limits.pieces and not hand.held]:
            self._end(spent)
        for place in range(self._jobs):
            while True:
                hand = self._hands[place] if place < len(self._hands) else None
                if hand and (len(hand.held) >= _HELD or hand.given >= self._limits.pieces):
                    break
                # What killed a process is tried alone, so that it can harm nothing else.
                if (
                    hand
                    and hand.held
                    and (self._suspect(hand.held[-1]) or (self._again and self._suspect(self._again[0])))
                ):
                    break
                piece = self._next(coming, waiting)
                if piece is None:
                    break
                if hand is None:
                    hand = self._start()
                packed = self._packed.pop(piece[0], None) or pickle.dumps(piece)
                if lost := too_large(packed, self._limits):
                    self._results[piece[0]] = lost
                    return 0
                if sum(hand.sizes) + len(packed) > _SMALL and (hand.held or not hand.ready):
                    self._again.appendleft(piece)
                    self._packed[piece[0]] = packed
                    break
                hand.held.append(piece)
                hand.sizes.append(len(packed))
                hand.given += 1
                if len(hand.held) == 1:
                    hand.since = time.monotonic()
                with suppress(OSError):  # it has just died: its end is seen when it is listened to
                    hand.pipe.send_bytes(packed)
                if time.monotonic() > until:
                    return 0
        return _PATIENCE

    def _suspect(self, piece: tuple[int, T]) -> bool:
        return piece[0] in self._died

    def _next(self, coming: Iterator[tuple[int, T]], waiting: dict[int, T]) -> tuple[int, T] | None:
        if self._again:
            return self._again.popleft()
        if len(waiting) >= _AHEAD:
            return None
        piece = next(coming, None)
        if piece is not None:
            waiting[piece[0]] = piece[1]
        return piece

    def _start(self) -> _Hand:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(self._recipe, theirs, self._limits), daemon=True)
        process.start()
        theirs.close()
        hand = _Hand(process, ours, time.monotonic())
        self._hands.append(hand)
        return hand

    def _listen(self, patience: float) -> None:
        """Take what the processes have answered; see to those that died or hang."""
        for pipe in wait([hand.pipe for hand in self._hands], patience):
            hand = next(hand for hand in self._hands if hand.pipe is pipe)
            try:
                while hand.pipe.poll():
                    self._take(hand, hand.pipe.recv())
            except (EOFError, OSError):
                self._bury(hand)
        now = time.monotonic()
        for hand in list(self._hands):
            if (hand.held or not hand.ready) and now - hand.since > (self._limits.seconds if hand.ready else _START):
                self._overdue(hand)

    def _take(self, hand: _Hand, answer: Any) -> None:
        hand.since = time.monotonic()
        if isinstance(answer, _Stop):
            raise RefcheckError(answer.reason)
        if not hand.ready:
            hand.ready = True
            self._deaths_at_start = 0
            return
        number, _ = hand.held.popleft()
        hand.sizes.popleft()
        self._results[number] = answer

    def _bury(self, hand: _Hand) -> None:
        """A process has died: what it was at is tried once more, the rest goes to others."""
        hand.process.join(5)
        code = hand.process.exitcode
        self._remove(hand)
        if not hand.ready:
            self._deaths_at_start += 1
            if self._deaths_at_start >= _DEATHS_AT_START:
                raise RefcheckError(f"no process for the documents comes up ({ended(code)})")
        elif hand.held and _ALARM and code == -_ALARM:  # it ended itself, while the input took its time
            self._results[hand.held.popleft()[0]] = too_long(self._limits)
        elif hand.held:
            number = hand.held[0][0]
            self._died[number] = self._died.get(number, 0) + 1
            if self._died[number] > 1:
                hand.held.popleft()
                self._results[number] = died_twice(code)
        self._again.extendleft(reversed(hand.held))

    def _overdue(self, hand: _Hand) -> None:
        ready = hand.ready
        self._kill(hand)
        self._remove(hand)
        if not ready:
            self._deaths_at_start += 1
            if self._deaths_at_start >= _DEATHS_AT_START:
                raise RefcheckError(f"no process for the documents comes up within {_START:.0f} seconds")
        else:
            self._results[hand.held.popleft()[0]] = too_long(self._limits)
        self._again.extendleft(reversed(hand.held))

    def _remove(self, hand: _Hand) -> None:
        self._hands.remove(hand)
        hand.pipe.close()

    def _kill(self, hand: _Hand) -> None:
        """End a process, and what it has started (the reader of PDF files is a process of its own)."""
        with suppress(OSError):
            if hand.process.pid is not None and hand.ready and hasattr(os, "killpg"):
                os.killpg(hand.process.pid, signal.SIGKILL)
        hand.process.kill()
        hand.process.join(5)

    def _end(self, hand: _Hand) -> None:
        """Let a process without work go."""
        with suppress(OSError):
            hand.pipe.send(None)
        hand.process.join(5)
        if hand.process.is_alive():
            self._kill(hand)
        self._remove(hand)

    def _break_off(self) -> None:
        """End the processes that are at something."""
        for hand in [hand for hand in self._hands if hand.held]:
            self._kill(hand)
            self._remove(hand)


def too_large(packed: bytes, limits: Limits) -> Lost | None:
    """What becomes of a piece that would leave its process no room to work, as it is sent; None where it fits."""
    if len(packed) <= limits.memory * _SHARE:
        return None
    return Lost("the texts that it cites take more memory than a document may; allow more with --memory-limit")


def too_long(limits: Limits) -> Lost:
    """What took more than its time."""
    return Lost(f"checking it took longer than {limits.seconds:g} seconds; allow more with --time-limit, or split it")


def died_twice(code: int | None) -> Lost:
    """What two processes died at, the last one with this exit code."""
    return Lost(
        f"the process that read it died twice ({ended(code)}); open the file and save it anew, or check it alone"
    )


def ended(code: int | None) -> str:
    """How a process ended, by its exit code."""
    if code is not None and code < 0:
        with suppress(ValueError):
            return f"by {signal.Signals(-code).name}"
    return f"with code {code}"


def _work(recipe: Recipe[Any, Any], pipe: Connection[Any, Any], limits: Limits) -> None:
    """What a process does until it is told to go, or whoever started it is no more."""
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)  # Ctrl-C is for the process that started this one, which ends it and what it has started
    starter = parent_process()
    if starter is not None and starter.pid is not None:
        end_with(starter.pid)
    limit_memory(limits.memory)
    try:
        with recipe.open() as do:
            pipe.send(None)
            while (piece := pipe.recv()) is not None:
                end_after(limits.seconds + _GRACE)
                answer = do(piece[1])
                end_after(0)
                pipe.send(answer)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # nobody is left to answer
    except Exception as error:  # noqa: BLE001 - told by the process that started this one
        said = str(error) if isinstance(error, RefcheckError) else f"{type(error).__name__}: {error}"
        pipe.send(_Stop(said))
