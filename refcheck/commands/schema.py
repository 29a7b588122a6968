"""`refcheck schema`: the JSON Schema of what a command writes."""

from __future__ import annotations

import argparse

from refcheck.commands.console import EXIT_CLEAN


def add(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = "Prints the JSON Schema of an output; without a name, lists the outputs that have one."
    parser.add_argument("output", nargs="?", metavar="OUTPUT")


def run(options: argparse.Namespace) -> int:
    """Print the schema asked for."""
    from refcheck.report import json_text
    from refcheck.schemas import SCHEMAS, schema

    if options.output is None:
        for name, about in SCHEMAS.items():
            print(f"{name:10} {about}")
    else:
        print(json_text(schema(options.output)), end="")
    return EXIT_CLEAN
