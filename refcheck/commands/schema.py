"""`refcheck schema`: the JSON Schema of what a command writes."""

from __future__ import annotations

import argparse

from refcheck.commands.console import EXIT_CLEAN, raw


def add(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    from refcheck.schemas import SCHEMAS

    parser.description = "Prints the JSON Schema of an output; without a name, of the JSON report."
    parser.epilog = "outputs:\n" + "\n".join(f"  {name:10} {about}" for name, about in SCHEMAS.items())
    parser.formatter_class = raw
    parser.add_argument("output", nargs="?", default="report", metavar="OUTPUT")


def run(options: argparse.Namespace) -> int:
    """Print the schema asked for."""
    from refcheck.report import json_text
    from refcheck.schemas import schema

    print(json_text(schema(options.output)), end="")
    return EXIT_CLEAN
