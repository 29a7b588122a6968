"""Runs of text → the lines that a reader sees, with what is raised above them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

_DESCENT = 0.22  # of a box's height: where the base line lies in it
_CELL_GAP = 2.6  # heights: what is farther apart on a line are two cells


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one size on one base line; `start` is its index among the page's characters."""

    text: str
    start: int
    left: float
    right: float
    bottom: float
    height: float
    ends_line: bool = False  # PDFium saw the line end here
    hyphen: bool = False  # it ends with a hyphen at the end of a line
    spaced: bool = False  # a space stands before it

    @property
    def base(self) -> float:
        """Where the letters stand."""
        return self.bottom + _DESCENT * self.height


@dataclass(frozen=True, slots=True)
class TextLink:
    """A link annotation: the page's characters [start, end) and the address."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page as PDFium gives it."""

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    links: tuple[TextLink, ...] = ()
    is_picture: bool = False  # something is drawn on it, but no text


@dataclass(frozen=True)
class Line:
    """Runs that a reader sees on one line; `raised` are the places of superscript ones."""

    runs: tuple[Run, ...]
    raised: frozenset[int] = field(default=frozenset())

    @cached_property
    def main(self) -> Run:
        """The run that says how large the line is and where it stands."""
        level = [run for place, run in enumerate(self.runs) if place not in self.raised] or list(self.runs)
        return max(level, key=lambda run: len(run.text))

    @cached_property
    def text(self) -> str:
        """The line as text, without indicators' markup."""
        return "".join(text for _, text, _ in self.pieces()).rstrip()

    @property
    def base(self) -> float:
        """Where the letters stand."""
        return self.main.base

    @property
    def height(self) -> float:
        """The size of the letters."""
        return self.main.height

    @cached_property
    def left(self) -> float:
        """The left edge."""
        return min(run.left for run in self.runs)

    @cached_property
    def right(self) -> float:
        """The right edge."""
        return max(run.right for run in self.runs)

    @property
    def label(self) -> str | None:
        """The superscript text with which the line begins, if more follows."""
        return self.runs[0].text.strip() if 0 in self.raised and len(self.runs) > 1 else None

    def pieces(self) -> Iterator[tuple[Run, str, bool]]:
        """Each run with its text, spaces between set right, and whether it is raised."""
        previous: Run | None = None
        for place, run in enumerate(self.runs):
            text = run.text
            raised = place in self.raised
            if previous is not None:
                spaced = previous.text[-1:].isspace()
                apart = run.spaced or run.left - previous.right > 0.2 * max(run.height, previous.height)
                if apart and not spaced and not raised:
                    text = " " + text
            following = place + 1 < len(self.runs) and place + 1 in self.raised
            yield run, text.rstrip() if following else text, raised
            previous = run


def lines_of(page: Page) -> list[Line]:
    """The lines of a page in the order in which it was written."""
    lines = list(_by_place(page.runs))
    if len(lines) > 20 and sum(len(run.text) for run in page.runs) < 3 * len(lines):
        return list(_by_line_end(page.runs))  # turned text: each character has a base line of its own
    return lines


def _by_place(runs: Iterable[Run]) -> Iterator[Line]:
    line: list[Run] = []
    raised: set[int] = set()
    main: Run | None = None  # the last run on the base line
    for run in runs:
        if line and main is not None:
            relation = _relation(line[-1], main, run)
            if relation == "raised":
                raised.add(len(line))
                line.append(run)
                continue
            if relation == "below" and len(line) == 1:
                raised.add(0)
            if relation:
                line.append(run)
                main = run if relation == "below" or len(run.text) > len(main.text) else main
                continue
            yield Line(tuple(line), frozenset(raised))
        line, raised, main = [run], set(), run
    if line:
        yield Line(tuple(line), frozenset(raised))


def _relation(last: Run, main: Run, run: Run) -> str | None:
    """How `run` goes on after `last` on the line of `main`: level, raised, or below a raised beginning."""
    size = max(main.height, run.height)
    gap = run.left - last.right
    up = run.base - main.base
    if last.hyphen or gap > _CELL_GAP * size:
        return None
    if gap < -0.5 * size:  # backwards: Arabic, or a new line
        return None if last.ends_line or abs(up) > 0.15 * size else "level"
    if abs(up) < 0.15 * size:
        return "level"
    if run.height < 0.8 * main.height and -0.5 * size < up < 0.8 * size:
        return "raised" if up > 0 else "level"
    if main.height < 0.8 * run.height and 0.1 * size < -up < 0.8 * size:
        return "below"
    return None


def _by_line_end(runs: Sequence[Run]) -> Iterator[Line]:
    line: list[Run] = []
    for run in runs:
        line.append(run)
        if run.ends_line:
            yield Line(tuple(line))
            line = []
    if line:
        yield Line(tuple(line))
