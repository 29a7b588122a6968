"""Broken, failing and alive links over the nights: a drawing that needs nothing but the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from refcheck.domain.dates import words
from refcheck.reporting.page import raw
from refcheck.reporting.words import counted

MOST_DRAWN = 400  # runs
_WIDTH, _HEIGHT = 800, 60
_LANES = (("dead", "Broken"), ("failing", "Failing"), ("alive", "Alive"))


@dataclass(frozen=True, slots=True)
class History:
    """How the links of the archive stood at the end of one run."""

    started: str  # ISO 8601, UTC
    alive: int
    failing: int
    dead: int
    unknown: int
    broke: int
    mended: int

    def as_json(self) -> dict[str, object]:
        """As the JSON of a night lists it."""
        return {name: getattr(self, name) for name in self.__slots__}


def drawing(runs: Sequence[History]) -> object:
    """The history as SVG: a lane each, every lane on its own scale; what it shows is said in words beside it."""
    runs = runs[-MOST_DRAWN:]
    if len(runs) < 2:
        return ""
    lanes = "".join(_lane(place, name, title, runs) for place, (name, title) in enumerate(_LANES))
    height = _HEIGHT * len(_LANES)
    return raw(
        f'<svg class="history" viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="history-t history-d">'
        f'<title id="history-t">Links over {counted(len(runs), "run", "runs")}</title>'
        f'<desc id="history-d">{_described(runs)}</desc>{lanes}</svg>'
    )


def _lane(place: int, name: str, title: str, runs: Sequence[History]) -> str:
    values: list[int] = [getattr(run, name) for run in runs]
    most = max(values)
    top, base = place * _HEIGHT + 18, (place + 1) * _HEIGHT - 4
    step = _WIDTH / (len(values) - 1)
    points = [
        f"{number * step:.1f},{base - (value / most * (base - top) if most else 0):.1f}"
        for number, value in enumerate(values)
    ]
    area = f"M0,{base} L{' L'.join(points)} L{_WIDTH},{base} Z"
    return (
        f'<g class="{name}"><path class="area" d="{area}"/><polyline points="{" ".join(points)}"/>'
        f'<path class="base" d="M0,{base} H{_WIDTH}"/>'
        f'<text x="0" y="{top - 5}">{title}: {values[-1]:,}</text>'
        f'<text class="most" x="{_WIDTH}" y="{top - 5}" text-anchor="end">at most {most:,}</text></g>'
    )


def _described(runs: Sequence[History]) -> str:
    first, last = runs[0], runs[-1]
    from_to = "; ".join(
        f"{title.lower()} from {getattr(first, name):,} to {getattr(last, name):,}" for name, title in _LANES
    )
    return f"{_day(first)} to {_day(last)}: {from_to}."


def _day(run: History) -> str:
    return words(dt.date.fromisoformat(run.started[:10]))
