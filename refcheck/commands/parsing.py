"""The parsers of single commands and of all of them together: for help, completion and documentation, not for runs."""

from __future__ import annotations

import argparse
from importlib import import_module

from refcheck import __version__
from refcheck.commands import COMMANDS
from refcheck.commands.console import wrapped


def parser_for(name: str) -> argparse.ArgumentParser:
    """The parser of what one command takes."""
    parser = argparse.ArgumentParser(prog=f"refcheck {name}", description=COMMANDS[name], formatter_class=wrapped)
    import_module(f"refcheck.commands.{name}").add(parser)
    return parser


def whole_parser() -> argparse.ArgumentParser:
    """The parser of all commands with all that they take, which no run needs."""
    parser = argparse.ArgumentParser(prog="refcheck")
    parser.add_argument("--version", action="version", version=f"refcheck {__version__}", help="show the version")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, summary in COMMANDS.items():
        import_module(f"refcheck.commands.{name}").add(commands.add_parser(name, help=summary, description=summary))
    return parser
