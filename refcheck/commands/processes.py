"""--jobs, --time-limit, --memory-limit: several processes of this machine do the work on documents."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from refcheck.batch.crew import Limits

_LEAST_MEMORY = 128  # MB
MANY = 16  # documents from which on several processes are worth their start


def add_processes(parser: argparse._ArgumentGroup | argparse.ArgumentParser, further: str = "") -> None:
    """Let the command take the options; `further` ends the help of --jobs."""
    parser.add_argument(
        "--jobs",
        type=_limit,
        metavar="N",
        help=f"processes that check side by side; default: one a core, from {MANY} documents on{further}",
    )
    parser.add_argument(
        "--time-limit",
        type=_limit,
        default=120,
        metavar="SECONDS",
        help="that one of many documents may take; default: 120",
    )
    parser.add_argument(
        "--memory-limit",
        type=_megabytes,
        default=2048,
        metavar="MB",
        help="that each process may take, at least 128; default: 2048",
    )


def jobs_of(options: argparse.Namespace) -> int:
    """How many processes are wanted."""
    return options.jobs or os.cpu_count() or 1


def limits_of(options: argparse.Namespace) -> Limits:
    """What one document may cost."""
    from refcheck.batch.crew import Limits

    return Limits(seconds=options.time_limit, memory=options.memory_limit * 1024 * 1024)


def _megabytes(value: str) -> int:
    limit = _limit(value)
    if limit < _LEAST_MEMORY:
        raise argparse.ArgumentTypeError(f"a process needs {_LEAST_MEMORY} MB before it reads anything")
    return limit


def _limit(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 0 < int(value[:9]) < 1_000_000:
        raise argparse.ArgumentTypeError(f'"{value}" is no whole number from 1 to 999999')
    return int(value)
