"""What a new check of a document changes in what is known of its findings. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A finding as the state keeps it; `severity` 0 for an error, 1 for a warning."""

    identity: str
    rule: str
    severity: int
    message: str
    line: int
    address: bytes | None = None  # key of the link that it is about


@dataclass(frozen=True, slots=True)
class Kept:
    """What the state has of a finding."""

    first_run: int
    gone_run: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """What must be written: findings with the run that saw each first, identities that are gone, and ones to forget."""

    standing: tuple[tuple[Found, int], ...]
    gone: tuple[str, ...]
    forgotten: tuple[str, ...]  # came and went within this run: no report ever named them


def compare(known: Mapping[str, Kept], found: Mapping[str, Found], run: int) -> Change:
    """Hold the findings of this run against those kept."""
    standing = tuple((finding, _first(known.get(identity), run)) for identity, finding in found.items())
    left = {identity: kept for identity, kept in known.items() if identity not in found and kept.gone_run is None}
    return Change(
        standing,
        tuple(identity for identity, kept in left.items() if kept.first_run < run),
        tuple(identity for identity, kept in left.items() if kept.first_run >= run),
    )


def _first(kept: Kept | None, run: int) -> int:
    """The run that saw it first; one that was gone begins anew, unless it went in this very run."""
    if kept is None or (kept.gone_run is not None and kept.gone_run != run):
        return run
    return kept.first_run
