"""The parsers of the command line: of the command asked for, and of all of them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from importlib import import_module

from refcheck import __version__
from refcheck.commands import COMMANDS
from refcheck.commands.console import wrapped


def parser_of(asked: str | None) -> argparse.ArgumentParser:
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


def parsers() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Each command with the parser of what it takes."""
    for name, summary in COMMANDS.items():
        parser = argparse.ArgumentParser(prog=f"refcheck {name}", description=summary, formatter_class=wrapped)
        import_module(f"refcheck.commands.{name}").add(parser)
        yield name, parser


def whole_parser() -> argparse.ArgumentParser:
    """The parser of all commands with all that they take, which no run needs."""
    parser = argparse.ArgumentParser(prog="refcheck")
    parser.add_argument("--version", action="version", version=f"refcheck {__version__}", help="show the version")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, summary in COMMANDS.items():
        import_module(f"refcheck.commands.{name}").add(commands.add_parser(name, help=summary, description=summary))
    return parser
