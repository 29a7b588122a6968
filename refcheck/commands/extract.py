"""`refcheck extract`: the references of documents as JSON lines, or the text that their offsets count in."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from refcheck.commands.configured import add_config, custom_kinds, settings_of
from refcheck.commands.console import EXIT_CLEAN, EXIT_UNREAD, EXIT_USAGE, complain, tell_remarks
from refcheck.errors import ReadingError, UsageError


def add(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = "Prints every reference with its place, its canonical form and what the text says of it."
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help=".txt, .md, .html, .docx or .pdf files; - reads standard input"
    )
    parser.add_argument(
        "--text", action="store_true", help="print the text that start and end count in, exactly, and no references"
    )
    add_config(parser)


def run(options: argparse.Namespace) -> int:
    """Print the references, or with --text the text."""
    return _print_text(options.files) if options.text else _extract(options)


def _extract(options: argparse.Namespace) -> int:
    from refcheck import extract, read

    settings = settings_of(options)
    custom_kinds(settings)
    failed = 0
    for name in options.files:
        try:
            document = read(name)
        except ReadingError as error:
            complain(str(error))
            failed += 1
            continue
        tell_remarks(document)
        for reference in extract(document, settings):
            print(json.dumps(reference.as_json(name), ensure_ascii=False))
    return EXIT_CLEAN if not failed else EXIT_USAGE if failed == len(options.files) else EXIT_UNREAD


def _print_text(files: Sequence[str]) -> int:
    """Print the text of one document, byte for byte: no newline is translated or added.

    Only a terminal gets no characters that it would obey.
    """
    from refcheck import read

    if len(files) > 1:
        raise UsageError("--text prints one document; name one file")
    text = read(files[0]).text
    if sys.stdout.isatty():
        sys.stdout.write(text)
        return EXIT_CLEAN
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    return EXIT_CLEAN
