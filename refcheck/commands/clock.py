"""--now: the time that a run takes for granted, so that the same input gives the same bytes."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from refcheck.errors import UsageError

if TYPE_CHECKING:
    from datetime import datetime

_EPOCH = "SOURCE_DATE_EPOCH"
_FIRST_YEAR, _LAST_YEAR = 1945, 2999


def add_now(parser: argparse.ArgumentParser) -> None:
    """Let the command take --now."""
    parser.add_argument(
        "--now",
        metavar="TIME",
        help="the time of the run, like 2026-11-20 or 2026-11-20T22:00:00Z: it decides what lies in the future, and "
        f"stands in the reports; default: the clock, or the seconds in the variable {_EPOCH}",
    )


def is_fixed(options: argparse.Namespace) -> bool:
    """Whether the user named the time of the run."""
    return options.now is not None or bool(os.environ.get(_EPOCH))


def now_of(options: argparse.Namespace) -> datetime:
    """The time of the run in UTC. Raises UsageError for what is no time."""
    from datetime import UTC, datetime

    written: str | None = options.now
    epoch = os.environ.get(_EPOCH)
    try:
        if written is not None:
            moment = datetime.fromisoformat(written)
            return _sane(moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC))
        if epoch:
            return _sane(datetime.fromtimestamp(int(epoch), UTC))
    except (ValueError, OverflowError, OSError) as error:
        said = f"--now {written}" if written is not None else f"{_EPOCH}={epoch}"
        expected = "2026-11-20T22:00:00Z" if written is not None else "seconds since 1970"
        raise UsageError(f"{said}: this is no time; write it like {expected}") from error
    return datetime.now(UTC)


def _sane(moment: datetime) -> datetime:
    """Raises ValueError for a year before the first document of the United Nations, or far from now."""
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise ValueError(moment)
    return moment
