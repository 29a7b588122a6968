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
from contextlib import ExitStack, closing, contextmanager, nullcontext
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from refcheck.commands.authorities import refuse_elsewhere
from refcheck.commands.clock import add_now, now_of
from refcheck.commands.clustered import add_cluster, on_cluster
from refcheck.commands.configured import add_config, chosen_levels, custom_kinds, own_catalogue, settings_of
from refcheck.commands.console import (
    EXIT_CLEAN,
    EXIT_FINDINGS,
    EXIT_UNREAD,
    complain,
    raw,
    say,
)
from refcheck.commands.processes import MANY, add_processes, jobs_of, limits_of
from refcheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence
    from contextlib import AbstractContextManager

    from refcheck.batch.asking import Answers, Others
    from refcheck.batch.nights import Judging, Outcome
    from refcheck.batch.nights import Night as Nightly
    from refcheck.model import Document, Reference
    from refcheck.nightly.job import Means
    from refcheck.nightly.state import Cited, Pending, Stale, Written
    from refcheck.online import Online
    from refcheck.report import Report
    from refcheck.reporting import Night, Terms
    from refcheck.resolution.catalogue import Catalogue
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
    parser.add_argument(
        "archive", metavar="ARCHIVE", help="the folder with the documents, or a URL of one (s3://BUCKET/FOLDER)"
    )
    parser.add_argument(
        "--state",
        metavar="FILE",
        help="what is known from night to night: a file (SQLite), or postgresql://USER@HOST/DATABASE; default: "
        "state below [nightly] in the settings",
    )
    parser.add_argument(
        "--out",
        default="reports",
        metavar="DIR",
        help="a folder, or a URL of one; what lies there is no document; default: reports/",
    )
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
    network.add_argument(
        "--no-links",
        action="store_true",
        help="ask neither links nor public sources; documents, reports, state and cluster may lie elsewhere",
    )
    network.add_argument("--offline", action="store_true", help="open no network connection")
    many = parser.add_argument_group("many documents")
    add_processes(many, "; one process asks the network for all")
    add_cluster(many)
    add_now(parser)
    add_config(parser)


def run(options: argparse.Namespace) -> int:
    """One night."""
    from refcheck.nightly.job import Job
    from refcheck.nightly.opening import is_elsewhere
    from refcheck.nightly.state import open_state
    from refcheck.reporting import write_night
    from refcheck.storage import folder_to_write, part_of, place, plain, shown

    settings = settings_of(options)
    options.archive, options.out = plain(options.archive), plain(options.out)
    where = _state_of(options, settings)
    elsewhere = [where] if is_elsewhere(where) else []
    refuse_elsewhere(
        options, [options.archive, options.out, options.cluster or "", *elsewhere], "write --no-links instead"
    )
    if part_of(options.out, options.archive) == "":
        raise UsageError(f"--out {shown(options.out)}: this is the archive; name another folder for the reports")
    out = folder_to_write(options.out, "--out")
    archive = place(options.archive)
    with _full_disk_told(out), ExitStack() as stack:
        state = stack.enter_context(open_state(where))
        job = Job(state, archive, _means(options, settings, archive, out, stack))
        outcome = job.work()
        night = job.night(outcome)
        for file in night.unread.first(20):
            complain(f"{file.path}: {file.reason}")
        written = write_night(night, out)
        _tell(night, written, resumed=job.resumed)
        code = _exit_code(night, options.fail_on, unread=outcome.unread_tonight())
        job.end(night)
    return code


def _means(
    options: argparse.Namespace, settings: Settings | None, archive: Place, out: Place, stack: ExitStack
) -> Means:
    """What the run works with: catalogue, rules, network, machines, and where reports go."""
    from refcheck.batch.crew import Crew
    from refcheck.nightly.job import Means
    from refcheck.resolution.catalogues import open_catalogues
    from refcheck.storage import part_of

    now = now_of(options)
    catalogue = stack.enter_context(open_catalogues(own_catalogue(settings)))
    asked = None if options.offline or options.no_links else stack.enter_context(_network(settings))
    sources = asked[1] if asked else None
    here = _Here(settings, catalogue, now, archive, out, sources)
    night = _night(options, settings, now, online=asked is not None)
    steps: _Here | _There | _SideBySide = here
    if options.cluster is not None:
        cluster = stack.enter_context(
            on_cluster(options.cluster, night, limits_of(options), options.out, [options.archive])
        )
        steps = _There(lambda: nullcontext(cluster), here, sources)
    elif jobs_of(options) > 1:
        # Started anew for each step: links may be asked for hours between the two.
        steps = _SideBySide(
            _There(lambda: Crew(night, jobs_of(options), limits_of(options), in_order=False), here, sources), here
        )
    return Means(
        cite=steps.cite,
        judge=steps.judge,
        is_there=_pages_in(out),
        links=asked[0] if asked else None,
        basis=_basis(settings, [(edition.name, edition.compiled.isoformat()) for edition in catalogue.editions]),
        now=now,
        apart=settings.nightly.apart if settings else 1,
        budget=options.budget,
        besides=part_of(options.out, options.archive),
        progress=_progress,
    )


def _pages_in(out: Place) -> Callable[[str], bool]:
    """Whether a page lies there; elsewhere, where each look costs a request, whether pages do at all."""
    from pathlib import Path

    if isinstance(out, Path):
        return lambda page: os.path.lexists(out / f"{page}.html")
    are_there = (out / "index.html").exists()
    return lambda _: are_there


class _Here:
    """The work on documents in this process. Most nights have few that are new: the first loads what it needs."""

    def __init__(
        self,
        settings: Settings | None,
        catalogue: Catalogue,
        now: dt.datetime,
        archive: Place,
        out: Place,
        sources: Online | None,
    ) -> None:
        from refcheck.reporting import Names

        self.custom = custom_kinds(settings)
        self._levels = chosen_levels(settings) if settings else {}
        self._catalogue, self._now, self._archive, self._out, self._sources = catalogue, now, archive, out, sources
        self._names = Names(out)
        self._terms: Terms | None = None

    def cite(self, pending: Iterator[Pending]) -> Generator[Cited, None, None]:
        """Which addresses each document cites."""
        from refcheck.nightly.documents import cited

        for one in pending:
            yield cited(one, self._archive, self._references)

    def judge(self, stale: Iterator[Stale]) -> Generator[Written | tuple[bytes, str] | None, None, None]:
        """The report on each document, written."""
        for one in stale:
            yield self.judged(one)

    def judged(self, stale: Stale) -> Written | tuple[bytes, str] | None:
        """The same for one."""
        from refcheck.nightly.documents import written

        return written(stale, self._archive, self._check, self._write)

    def page_of(self, stale: Stale) -> str:
        """The name of its reports, without extension."""
        from refcheck.storage import inside

        return self._names.of(str(inside(self._archive, stale.path)))

    def _references(self, document: Document) -> Iterable[Reference]:
        from refcheck.extraction import extract
        from refcheck.extraction.view import make_view

        return extract(document, make_view(document), self._catalogue.case_number, self.custom)

    def _check(self, stale: Stale, document: Document) -> Report:
        from refcheck.nightly.remembered import Remembered
        from refcheck.pipeline import check_document

        known = Remembered(stale.links, self._sources) if self._sources else None
        return check_document(
            document, self._catalogue, self._now, custom=self.custom, levels=self._levels, online=known
        )

    def _write(self, report: Report) -> str:
        from refcheck.reporting import Terms, write
        from refcheck.terms import rule_texts

        self._terms = self._terms or Terms(rule_texts())
        return write(report, self._out, ("html", "json"), terms=self._terms, names=self._names)[0].stem


class _There:
    """The same in other processes, of this machine or of a cluster; what they want to ask is asked here."""

    def __init__(
        self,
        opened: Callable[[], AbstractContextManager[Others[Pending | Judging, Outcome]]],
        here: _Here,
        sources: Online | None,
    ) -> None:
        self._opened, self._here, self._sources = opened, here, sources

    def cite(self, pending: Iterator[Pending]) -> Generator[Cited, None, None]:
        """Which addresses each document cites."""
        from refcheck.batch.crew import Lost
        from refcheck.nightly.state import Cited, Pending

        with self._opened() as others, closing(others.run(pending)) as outcomes:
            for one, outcome in outcomes:
                if isinstance(outcome, Lost) and isinstance(one, Pending):
                    yield Cited(one, one.content, {}, outcome.reason)
                elif isinstance(outcome, Cited):
                    yield outcome

    def judge(self, stale: Iterator[Stale]) -> Generator[Written | tuple[bytes, str] | None, None, None]:
        """The report on each document, written."""
        from refcheck.batch.asking import UnansweredError, Wanted, answered
        from refcheck.batch.crew import Lost
        from refcheck.batch.nights import Judging
        from refcheck.nightly.state import Cited

        pieces = (Judging(one, self._here.page_of(one)) for one in stale)
        with self._opened() as others:
            # The time of the night may be over soon: each document's questions by themselves.
            run = (
                answered(others, pieces, self._sources, _with_answers, together=False)
                if self._sources
                else others.run(pieces)
            )
            with closing(run) as outcomes:
                for piece, outcome in outcomes:
                    if isinstance(outcome, Wanted):  # what goes not online asks nothing
                        raise UnansweredError(outcome)
                    if not isinstance(piece, Judging) or isinstance(outcome, Cited):
                        continue
                    yield (piece.stale.key, outcome.reason) if isinstance(outcome, Lost) else outcome


def _with_answers(piece: Pending | Judging, answers: Answers) -> Pending | Judging:
    from refcheck.batch.nights import Judging

    return piece._replace(answers=answers) if isinstance(piece, Judging) else piece


class _SideBySide:
    """There where documents are many, here where they are few, as in most nights."""

    def __init__(self, there: _There, here: _Here) -> None:
        self._there, self._here = there, here

    def cite(self, pending: Iterator[Pending]) -> Generator[Cited, None, None]:
        """Which addresses each document cites."""
        few = list(islice(pending, MANY))
        return (self._here if len(few) < MANY else self._there).cite(chain(few, pending))

    def judge(self, stale: Iterator[Stale]) -> Generator[Written | tuple[bytes, str] | None, None, None]:
        """The report on each document, written."""
        few = list(islice(stale, MANY))
        return (self._here if len(few) < MANY else self._there).judge(chain(few, stale))


def _night(options: argparse.Namespace, settings: Settings | None, now: dt.datetime, *, online: bool) -> Nightly:
    from refcheck.batch.nights import Night

    return Night(
        archive=options.archive,
        out=options.out,
        now=now,
        settings=settings,
        catalogue=str(own_catalogue(settings)),
        online=online,
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


@contextmanager
def _full_disk_told(out: Place) -> Iterator[None]:
    """A report that cannot be written is one line, and ends the run: the next one goes on."""
    try:
        yield
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        from refcheck.storage import unwritable

        raise unwritable(error, out) from error


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
