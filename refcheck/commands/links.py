"""`refcheck links`: whether web addresses still answer, one JSON object an address."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from refcheck.commands.configured import add_config, custom_kinds, settings_of
from refcheck.commands.console import EXIT_CLEAN, EXIT_FINDINGS, EXIT_UNREAD, EXIT_USAGE, complain, raw
from refcheck.errors import ReadingError, UsageError

if TYPE_CHECKING:
    from datetime import date

    from refcheck.settings import Settings

_EXITS = """\
exit codes:
  0    no address is dead
  1    an address is dead
  2    wrong usage, or nothing could be read
  3    some files could not be read (the addresses in the others were checked)
  130  interrupted (what was printed holds)
"""


def add(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = (
        "Asks web addresses whether they still answer, and looks for archived copies of those that are gone. Prints "
        "one JSON object an address, as each is known."
    )
    parser.epilog = _EXITS
    parser.formatter_class = raw
    parser.add_argument(
        "urls",
        nargs="*",
        metavar="URL",
        help="http, https or mailto addresses; - reads them from standard input, one a line",
    )
    parser.add_argument(
        "--from",
        dest="files",
        action="append",
        default=[],
        metavar="FILE",
        help="check all addresses in this document; may be given several times",
    )
    parser.add_argument(
        "--no-rescue", action="store_true", help="look for no archived copies of what is gone; the archive is slow"
    )
    parser.add_argument("--refresh", action="store_true", help="ask anew what earlier runs have asked")
    parser.add_argument(
        "--archive",
        action="store_true",
        help="have the Wayback Machine save each page that answers, unless its address is private or holds a key",
    )
    add_config(parser)


def run(options: argparse.Namespace) -> int:
    """Check the addresses, print what is known of each."""
    from refcheck.online import Online
    from refcheck.settings import NetworkSettings

    if not options.urls and not options.files:
        raise UsageError("name an address, or a document with --from FILE")
    settings = settings_of(options)
    unread: list[str] = []
    addresses = chain(_given(options.urls), _cited(options.files, settings, unread))
    dead = False
    with Online(settings.network if settings else NetworkSettings(), refresh=options.refresh) as online:
        living = []
        for verdict in online.stream(addresses, rescue=not options.no_rescue):
            dead |= verdict.status == "dead"
            if options.archive and verdict.status in ("verified", "moved"):
                living.append(verdict)
            else:
                _print(verdict.as_json())
        for verdict, saved in online.saved(living):
            _print(verdict.as_json() | {"archive": saved.as_json()})
    if options.files and len(unread) == len(options.files) and not options.urls:
        return EXIT_USAGE
    return EXIT_UNREAD if unread else EXIT_FINDINGS if dead else EXIT_CLEAN


def _given(urls: list[str]) -> Iterator[tuple[str, None]]:
    """The addresses named, and those on standard input, however many there are; without names and passwords."""
    from refcheck.domain.urls import without_credentials

    for url in urls:
        if url != "-":
            yield without_credentials(url), None
            continue
        for line in sys.stdin:
            if line.strip():
                yield without_credentials(line.strip()), None


def _print(known: dict[str, object]) -> None:
    print(json.dumps(known, ensure_ascii=False), flush=True)


def _cited(files: list[str], settings: Settings | None, unread: list[str]) -> Iterator[tuple[str, date | None]]:
    """The addresses in documents, each with the day on which its document cited it."""
    from refcheck import extract, read
    from refcheck.model import Kind

    custom_kinds(settings)
    for name in files:
        try:
            document = read(name)
        except ReadingError as error:
            complain(str(error))
            unread.append(name)
            continue
        for reference in extract(document, settings):
            if reference.kind is Kind.URL:
                yield reference.canonical[0], reference.date.value if reference.date else None
