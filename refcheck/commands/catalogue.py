"""`refcheck catalogue`: what the catalogues hold, and what the user's own takes in and gives out."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from refcheck import __version__
from refcheck.commands.configured import add_config, own_catalogue, settings_of
from refcheck.commands.console import EXIT_CLEAN, EXIT_UNREAD, EXIT_USAGE, complain, plural
from refcheck.errors import CatalogueError, UsageError

if TYPE_CHECKING:
    from refcheck.resolution.importing import Summary
    from refcheck.settings import Settings
    from refcheck.sources.data_sets import Fetched

_ACTIONS = {
    "info": "what is in the catalogues, from where, complete for what, as of when",
    "import": "take files into your own catalogue: data sets of the UN library (CSV), MARCXML, CSV or JSON Lines",
    "update": "fetch the data sets that the UN library publishes, and import them",
    "export": "print your own catalogue as CSV, which import takes in again",
    "search": "documents whose titles are like a text",
}
_SHOWN_TITLES = 10
_LONGEST_DOWNLOAD = 900.0  # seconds


def add(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = (
        "The authority catalogues: the embedded one, which is never changed, and one of your own above it. "
        "Look-ups ask both."
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, what in _ACTIONS.items():
        action = actions.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
        if name == "import":
            action.add_argument("files", nargs="+", metavar="FILE", help="the format is seen from the content")
        if name == "search":
            action.add_argument("words", nargs="+", metavar="TITLE", help="a title, or the words of one")
        if name == "update":
            action.add_argument("--offline", action="store_true", help="open no network connection: say what would be")
        add_config(action)


def run(options: argparse.Namespace) -> int:
    """Do one of the actions."""
    settings = settings_of(options)
    match options.action:
        case "info":
            return _info(own_catalogue(settings))
        case "import":
            return _import(options.files, own_catalogue(settings))
        case "export":
            return _export(own_catalogue(settings))
        case "search":
            return _search(" ".join(options.words), own_catalogue(settings))
        case _:
            return _update(settings, own_catalogue(settings), offline=options.offline)


def _info(own: Path) -> int:
    from refcheck.resolution.catalogue import Catalogue
    from refcheck.resolution.own import OwnCatalogue

    with Catalogue.embedded() as embedded:
        edition = embedded.edition
        print(f"{edition.name}, compiled {edition.compiled}")
        for sentence in edition.complete_for:
            print(f"  complete for: {sentence}")
        for sentence in edition.gaps:
            print(f"  gap: {sentence}")
    if not own.is_file():
        print(f"your catalogue: none yet; `refcheck catalogue import FILE` makes {own}")
        return EXIT_CLEAN
    with OwnCatalogue(own) as catalogue:
        print(f"{catalogue.name}: {own}")
        for data_set in catalogue.data_sets:
            print(
                f"  {data_set.documents:>9,} {data_set.collection} ({data_set.basis}), as of {data_set.as_of}"
                + (f", from {data_set.file}" if data_set.file else "")
            )
        print("  complete for: nothing; what is not in it may exist all the same")
    return EXIT_CLEAN


def _import(files: list[str], own: Path) -> int:
    from refcheck.resolution.importing import import_file

    failed = 0
    for name in files:
        try:
            with _progress(name) as progress:
                summary = import_file(Path(name), own, progress=progress)
        except CatalogueError as error:
            complain(str(error))
            failed += 1
        else:
            failed += _tell(summary)
    return EXIT_CLEAN if not failed else EXIT_USAGE if failed == len(files) else EXIT_UNREAD


@contextmanager
def _progress(name: str) -> Iterator[Callable[[int], object]]:
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from tqdm import tqdm

    with tqdm(desc=name, unit=" records", file=sys.stderr, leave=False) as bar:
        yield bar.update


def _tell(summary: Summary) -> int:
    """Say what became of a file; 1 when nothing of it was taken in."""
    if summary.before:
        print(f"{summary.file}: imported already, on {summary.before}; nothing to do")
        return 0
    counts = [f"{summary.added:,} added", f"{summary.changed:,} changed", f"{summary.same:,} as before"]
    if summary.repeated:
        counts.append(f"{summary.repeated:,} given more than once")
    print(f"{summary.file} ({summary.data_set}): {', '.join(counts)}, {summary.refused.total():,} refused")
    for reason, number in summary.refused.most_common():
        places = ", ".join(summary.examples[reason])
        more = " …" if number > len(summary.examples[reason]) else ""
        print(f"  refused: {plural(number, 'row')}: {reason} ({places}{more})")
    return 0 if summary.added or summary.changed or summary.same else 1


def _export(own: Path) -> int:
    from refcheck.resolution.own import OwnCatalogue

    if not own.is_file():
        raise UsageError("you have no catalogue of your own yet; `refcheck catalogue import FILE` makes one")
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(("symbol", "date", "date_kind", "other_dates", "title", "data_set"))
    with OwnCatalogue(own) as catalogue:
        table.writerows(catalogue.exported())
    return EXIT_CLEAN


def _search(words: str, own: Path) -> int:
    from refcheck.resolution.catalogues import open_catalogues

    with open_catalogues(own) as catalogue:
        found = catalogue.titled(words, _SHOWN_TITLES)
        for known, likeness in found:
            print(f"{known.canonical:24} {known.date or ''!s:10}  {likeness:3.0f}  {known.title}")
    if not found:
        raise UsageError(f'no title in the catalogues is like "{words}"')
    return EXIT_CLEAN


def _update(settings: Settings | None, own: Path, *, offline: bool) -> int:
    from refcheck.sources.data_sets import DATA_SETS, PAUSE

    chosen = settings.catalogue.update if settings else None
    pause = settings.catalogue.pause if settings else None
    addresses = dict(chosen or DATA_SETS)
    if offline:
        listed = "; ".join(f"{name}: {address}" for name, address in addresses.items())
        raise UsageError(f"nothing was fetched, because of --offline; without it these are asked: {listed}")
    failed = 0
    for name, fetched in _fetched(addresses, PAUSE if pause is None else pause, trusted=chosen is not None):
        if fetched.why_not:
            complain(
                f"{name}: not updated: {fetched.why_not}. By hand: download it from {addresses[name]}, then "
                "`refcheck catalogue import FILE`"
            )
            failed += 1
        else:
            failed += _import_fetched(fetched, own)
    return EXIT_CLEAN if not failed else EXIT_USAGE if failed == len(addresses) else EXIT_UNREAD


def _fetched(addresses: Mapping[str, str], pause: float, *, trusted: bool) -> Iterator[tuple[str, Fetched]]:
    """Each data set as it comes. A server that the settings name is trusted: it may be one of the user's own."""
    from urllib.parse import urlsplit

    from refcheck.network.addresses import Guard, host_of
    from refcheck.network.client import Client
    from refcheck.network.manners import Manners
    from refcheck.network.talk import Talk, Threads
    from refcheck.sources.data_sets import newest

    manners = Manners(version=__version__, pace=pause, timeout=_LONGEST_DOWNLOAD)
    hosts = {host_of(one): f"{urlsplit(one).scheme}://{urlsplit(one).netloc}" for one in addresses.values()}
    guard = Guard(hosts={host: base for host, base in hosts.items() if host} if trusted else None)
    talk = Talk(Threads(Client(guard, manners.user_agent, timeout=manners.timeout)), manners, obey_robots=True)
    return talk.lead((name, newest(name, address)) for name, address in addresses.items())


def _import_fetched(fetched: Fetched, own: Path) -> int:
    from tempfile import TemporaryDirectory

    from refcheck.resolution.importing import import_file

    with TemporaryDirectory(prefix="refcheck-") as folder:
        file = Path(folder, fetched.name)
        file.write_bytes(fetched.content)
        try:
            with _progress(fetched.name) as progress:
                return _tell(import_file(file, own, progress=progress))
        except CatalogueError as error:
            complain(f"{fetched.name}: not updated: {error}")
            return 1
