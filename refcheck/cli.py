"""The command line: which command is asked for, and how a run ends. The commands are in `refcheck.commands`."""

from __future__ import annotations

import argparse
import errno
import gc
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

from refcheck import __version__
from refcheck.commands import COMMANDS
from refcheck.commands.console import (
    EXIT_CLEAN,
    EXIT_INTERRUPTED,
    EXIT_USAGE,
    complain,
    discard,
    flush_output,
    inert_output,
    wrapped,
)
from refcheck.errors import RefcheckError, UsageError

# Modules and patterns are made in great number and stay: looking for garbage among them is a tenth of a short run.
_OBJECTS_A_COLLECTION = 50_000
_UNWRITABLE = (errno.ENOSPC, errno.EFBIG, errno.EIO, errno.EBADF, getattr(errno, "EDQUOT", errno.ENOSPC))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with the exit code of the contract."""
    if arguments is None:  # this is the whole program
        gc.set_threshold(_OBJECTS_A_COLLECTION)
        _complete_streams()
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        with inert_output():
            if sys.flags.optimize > 1:
                raise UsageError("python -OO leaves out the texts of the rules; run it without")
            code = run(arguments)
            flush_output()
    except RefcheckError as error:
        complain(str(error))
        code = EXIT_USAGE
    except KeyboardInterrupt:
        complain("interrupted; finished reports are kept")
        code = EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader of all that there is to give has gone (`refcheck extract … | head`): nobody is left to tell.
        discard(sys.stdout)
        code = EXIT_CLEAN
    except OSError as error:
        told = _told(error)
        if told is None:
            raise
        discard(sys.stdout)  # what it still holds would fail once more at the end
        with suppress(OSError):
            complain(told)
        code = EXIT_USAGE
    if arguments is None:
        gc.freeze()  # the memory goes back as one
    sys.exit(code)


def _told(error: OSError) -> str | None:
    """What the machine refused, where it is nothing of a document; None for a defect of ours."""
    if error.errno in _UNWRITABLE:
        return f"{error.filename or 'standard output'}: {error.strerror or error}; make room, or name another"
    try:
        os.getcwd()  # noqa: PTH109 - pathlib costs 5 ms of the start
    except OSError:
        return "the folder in which this was started is there no more; change to another"
    return None


def _complete_streams() -> None:
    """Have all three streams, whatever was closed by who started this: what is said there goes nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):  # in this order: each gets its own number
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - for as long as it runs


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Raises UsageError for what argparse cannot see."""
    arguments = sys.argv[1:] if arguments is None else arguments
    options = _parser(arguments[0] if arguments else None).parse_args(arguments)
    code: int = import_module(f"refcheck.commands.{options.command}").run(options)
    return code


def _parser(asked: str | None) -> argparse.ArgumentParser:
    """The parser of the command asked for; of all, without what they take, where no command comes first."""
    parser = argparse.ArgumentParser(
        prog="refcheck",
        formatter_class=wrapped,
        description="Checks the references in United Nations documents: symbols, resolutions, decisions of the "
        "International Court of Justice, footnotes, agenda items, links.",
        epilog="Try: refcheck check letter.txt, then open reports/letter.html",
    )
    parser.add_argument("--version", action="version", version=f"refcheck {__version__}")
    commands = parser.add_subparsers(prog="refcheck", dest="command", required=True, metavar="COMMAND")
    for name, summary in COMMANDS.items():
        if asked not in COMMANDS or name == asked:
            command = commands.add_parser(name, help=summary, formatter_class=wrapped)
            if name == asked:
                import_module(f"refcheck.commands.{name}").add(command)
    return parser
