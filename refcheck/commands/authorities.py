"""--online, --offline, --refresh and --sources: what a check holds references against, besides the catalogues."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from refcheck.commands.console import complain
from refcheck.errors import UsageError

if TYPE_CHECKING:
    from refcheck.online import Online
    from refcheck.settings import Settings
    from refcheck.texts.folder import FolderTexts


def add_authorities(parser: argparse.ArgumentParser) -> None:
    """Let the command take these options."""
    network = parser.add_mutually_exclusive_group()
    network.add_argument(
        "--offline", action="store_true", help="open no network connection, whatever the settings say; the default"
    )
    network.add_argument(
        "--online",
        action="store_true",
        help="ask public sources for what the catalogue does not know, and web addresses whether they answer",
    )
    parser.add_argument("--refresh", action="store_true", help="with --online: ask anew what earlier runs have asked")
    parser.add_argument(
        "--sources",
        metavar="DIR",
        help="a folder with texts of cited documents (.pdf, .docx, .html, .txt, .md), known by the symbol on their "
        "first page or in their name: quotations and paragraphs are held against them",
    )


def refuse_elsewhere(
    options: argparse.Namespace,
    places: Iterable[str],
    instead: str = "leave it away: links and sources are asked with --online alone",
) -> None:
    """Raise UsageError where --offline is given and one of these lies elsewhere: it opens no connection at all."""
    from refcheck.storage import is_url, shown

    url = next((shown(where) for where in places if is_url(where)), None)
    if options.offline and url is not None:
        raise UsageError(f"--offline opens no connection, and {url} lies elsewhere; {instead}")


@contextmanager
def given_texts(options: argparse.Namespace) -> Iterator[FolderTexts | None]:
    """The texts of --sources, indexed; what could not be read of them costs a line each."""
    if options.sources is None:
        yield None
        return
    from refcheck.texts.folder import FolderTexts

    with FolderTexts(options.sources, progress=_show_indexing) as texts:
        for remark in texts.remarks:
            complain(f"--sources: {remark}")
        yield texts


def wants_network(options: argparse.Namespace, settings: Settings | None) -> bool:
    """Whether the options, or else the settings, want the network to be asked."""
    return not options.offline and (options.online or (settings is not None and settings.network.online))


@contextmanager
def wanted_network(options: argparse.Namespace, settings: Settings | None) -> Iterator[Online | None]:
    """The way to the network, where the options or the settings want it."""
    if not wants_network(options, settings):
        yield None
        return
    from refcheck.online import Online
    from refcheck.settings import NetworkSettings

    with Online(settings.network if settings else NetworkSettings(), refresh=options.refresh) as online:
        yield online


def _show_indexing(done: int, total: int) -> None:
    if sys.stderr.isatty():
        end = "\r" if done < total else "\r\033[K"
        print(f"reading the sources: {done} of {total}", end=end, file=sys.stderr, flush=True)
