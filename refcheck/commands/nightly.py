"""`refcheck nightly`: what is new in an archive, what broke in it since the last run, and what was mended."""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from refcheck.commands.clock import add_now, now_of
from refcheck.commands.configured import add_config, chosen_levels, custom_kinds, own_catalogue, settings_of
from refcheck.commands.console import (
    EXIT_CLEAN,
    EXIT_FINDINGS,
    EXIT_UNREAD,
    complain,
    raw,
    say,
)
from refcheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from refcheck.model import Document, Reference
    from refcheck.nightly.job import Means
    from refcheck.nightly.state import Stale
    from refcheck.online import Online
    from refcheck.report import Report
    from refcheck.reporting import Night
    from refcheck.settings import Settings
    from refcheck.storage import Place

_ABOUT = """\
Looks through an archive, checks the documents that are new or have changed, and asks known links again when they are
due: a living one after a week, a failing one the next night, a dead one after a month. Writes one page a document, and
in DIR index.html, index.json and index.md (a summary for mail or chat): what broke since the last run, what was mended,
what is still broken and since when, and what could not be checked. What it knows is kept in the state; a run that was
broken off goes on where it stopped.

A link that fails is "failing 1 of 3"; it is dead, and an error, after failures on three different days.
"""
_EXITS = """\
exit codes:
  0    nothing that --fail-on names
  1    new: an error, a warning or a dead link is new, or a link has now failed on three days;
       any: an error, a warning or a dead link is new or was there before
  2    wrong usage; the state cannot be used, or another run works on it
  3    some documents could not be read (new: that could be read before, or are new)
  130  interrupted (the next run goes on)
"""
FAIL_ON = ("new", "any", "never")
_UNITS = {"s": 1, "m": 60, "h": 3600}
_NO_LIMIT = 1_000_000_000


def add(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = _ABOUT
    parser.epilog = _EXITS
    parser.formatter_class = raw
    parser.add_argument("archive", metavar="ARCHIVE", help="the folder with the documents")
    parser.add_argument(
        "--state",
        metavar="FILE",
        help="what is known from night to night: a file (SQLite), or postgresql://USER@HOST/DATABASE; default: "
        "state below [nightly] in the settings",
    )
    parser.add_argument("--out", default="reports", metavar="DIR", help="default: reports/")
    parser.add_argument(
        "--fail-on", choices=FAIL_ON, default="new", help="what makes the exit code 1; default: new, see below"
    )
    parser.add_argument(
        "--budget",
        type=_seconds,
        metavar="TIME",
        help='stop in good order after so long ("30m", "2h", "90s"); the next run goes on with what was not reached',
    )
    network = parser.add_mutually_exclusive_group()
    network.add_argument("--online", action="store_true", help="ask links and public sources; the default")
    network.add_argument("--offline", action="store_true", help="open no network connection")
    add_now(parser)
    add_config(parser)


def run(options: argparse.Namespace) -> int:
    """One night."""
    from pathlib import Path

    from refcheck.nightly.job import Job
    from refcheck.nightly.state import open_state
    from refcheck.reporting import write_night

    settings = settings_of(options)
    out = _made_folder(options.out)
    archive = Path(options.archive)
    with _full_disk_told(out), ExitStack() as stack:
        state = stack.enter_context(open_state(_state_of(options, settings)))
        job = Job(state, archive, _means(options, settings, out, stack))
        outcome = job.work()
        night = job.night(outcome)
        for file in night.unread.first(20):
            complain(f"{file.path}: {file.reason}")
        written = write_night(night, out)
        _tell(night, written, resumed=job.resumed)
        code = _exit_code(night, options.fail_on, unread=outcome.unread_tonight())
        job.end(night)
    return code


def _means(options: argparse.Namespace, settings: Settings | None, out: Path, stack: ExitStack) -> Means:
    """What the run works with: catalogue, rules, network, and where reports go."""
    from functools import cache

    from refcheck.nightly.job import Means
    from refcheck.reporting import Names, RuleText, Terms, write
    from refcheck.resolution.catalogues import open_catalogues

    custom = custom_kinds(settings)
    levels = chosen_levels(settings) if settings else {}
    now = now_of(options)
    catalogue = stack.enter_context(open_catalogues(own_catalogue(settings)))
    asked = None if options.offline else stack.enter_context(_network(settings))
    names = Names(out)

    # Rules and extraction are loaded by the first document that is new: most nights have few, some none.
    @cache
    def terms() -> Terms:
        from refcheck.rules import RULES

        return Terms(
            {rule.name: RuleText(rule.title, rule.summary, rule.why, rule.wrong, rule.right) for rule in RULES}
        )

    def references(document: Document) -> Iterable[Reference]:
        from refcheck.extraction import extract
        from refcheck.extraction.view import make_view

        return extract(document, make_view(document), catalogue.case_number, custom)

    def check(stale: Stale, document: Document) -> Report:
        from refcheck.nightly.remembered import Remembered
        from refcheck.pipeline import check_document

        known = Remembered(stale.links, asked[1]) if asked else None
        return check_document(document, catalogue, now, custom=custom, levels=levels, online=known)

    def put(report: Report) -> str:
        return write(report, out, ("html", "json"), terms=terms(), names=names)[0].stem

    return Means(
        references=references,
        check=check,
        write=put,
        links=asked[0] if asked else None,
        basis=_basis(settings, [(edition.name, edition.compiled.isoformat()) for edition in catalogue.editions]),
        now=now,
        apart=settings.nightly.apart if settings else 1,
        budget=options.budget,
        progress=_progress,
    )


def _progress(said: str) -> None:
    if sys.stderr.isatty():
        print(f"{dt.datetime.now(dt.UTC):%H:%M:%S} {said}", file=sys.stderr, flush=True)


@contextmanager
def _network(settings: Settings | None) -> Iterator[tuple[Online, Online]]:
    """Who asks links, as many as are due, and who asks the public sources, within the budget of the settings."""
    from refcheck.online import Online
    from refcheck.settings import NetworkSettings

    network = settings.network if settings else NetworkSettings()
    with Online(replace(network, budget=_NO_LIMIT), refresh=True) as links, Online(network) as sources:
        yield links, sources


def _basis(settings: Settings | None, editions: list[tuple[str, str]]) -> str:
    """A digest of what a check depends on besides the document."""
    from refcheck import __version__

    chosen = repr((settings.kinds, settings.rules)) if settings else ""
    return hashlib.sha256(json.dumps([__version__, chosen, editions]).encode()).hexdigest()


def _state_of(options: argparse.Namespace, settings: Settings | None) -> str:
    where: str | None = options.state or (settings.nightly.state if settings else None)
    if not where:
        raise UsageError(
            'where is the state kept? Name a file with --state FILE, or write state = "FILE" below [nightly] in '
            "refcheck.toml"
        )
    return where


def _made_folder(name: str) -> Path:
    from pathlib import Path

    folder = Path(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"--out {folder}: cannot be made or is no folder ({error.strerror}); name another") from error
    if not os.access(folder, os.W_OK):
        raise UsageError(f"--out {folder}: no permission to write there; name another folder")
    return folder


@contextmanager
def _full_disk_told(out: Path) -> Iterator[None]:
    """A report that cannot be written is one line, and ends the run: the next one goes on."""
    try:
        yield
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        name = error.filename or out
        raise UsageError(
            f"{name}: cannot be written ({error.strerror}); make room and start again: what was done is kept"
        ) from error


def _tell(night: Night, written: Sequence[Place], *, resumed: bool) -> None:
    """One line where nothing is new; else one for each thing that is, no more than fit a screen."""
    from refcheck.reporting.nightly import MOST_TOLD

    if resumed:
        complain("this run goes on with one that was broken off")
    for remark in night.remarks():
        complain(remark)
    if night.silent:
        said = f"nothing new: {night.still} still broken" if night.still else "nothing new, and nothing is broken"
        say(f"{night.archive}: {said} -> {written[0]}")
        return
    for name, section in (("broke", night.broke_links), ("dead now", night.confirmed), ("mended", night.mended_links)):
        for item in section.first(MOST_TOLD):
            say(f"{name}: {item.url} ({item.state}): {item.reason}")
        _more(name, section.total)
    for name, findings in (("broke", night.broke_findings), ("mended", night.mended_findings)):
        for one in findings.first(MOST_TOLD):
            say(f"{name}: {one.path}:{one.line}: {one.severity} [{one.rule}] {' '.join(one.message.split())}")
        _more(name, findings.total)
    say(f"{night.archive}: {night.sentence()} -> {written[0]}")


def _more(name: str, total: int) -> None:
    from refcheck.reporting.nightly import MOST_TOLD

    if total > MOST_TOLD:
        say(f"{name}: and {total - MOST_TOLD:,} more on the page")


def _exit_code(night: Night, fail_on: str, *, unread: int) -> int:
    new = night.broke_findings.total or night.confirmed.grave() or night.broke_links.grave()
    before = night.still_findings.total or night.still_links.grave()
    if unread or (fail_on == "any" and night.unread.total):
        return EXIT_UNREAD
    failing = {"new": new, "any": new or before, "never": False}[fail_on]
    return EXIT_FINDINGS if failing else EXIT_CLEAN


def _seconds(value: str) -> float:
    match = re.fullmatch(r"(\d{1,6}(?:\.\d{1,3})?)([smh])", value.strip())
    if not match:
        raise argparse.ArgumentTypeError(f'"{value}" is no time; write "30m", "2h" or "90s"')
    return float(match[1]) * _UNITS[match[2]]
