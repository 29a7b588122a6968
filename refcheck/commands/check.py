"""`refcheck check`: one report a document, an index for several, and one line for each error and warning."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, nullcontext
from itertools import chain, islice
from typing import TYPE_CHECKING

from refcheck.commands.authorities import add_authorities, given_texts, refuse_elsewhere, wanted_network, wants_network
from refcheck.commands.baselined import add_baseline, keeper_of
from refcheck.commands.clock import add_now, is_fixed, now_of
from refcheck.commands.clustered import add_cluster, on_cluster
from refcheck.commands.configured import add_config, chosen_levels, custom_kinds, own_catalogue, settings_of
from refcheck.commands.console import (
    EXIT_CLEAN,
    EXIT_FINDINGS,
    EXIT_UNREAD,
    EXIT_USAGE,
    complain,
    plural,
    raw,
    say,
)
from refcheck.commands.processes import MANY, add_processes, jobs_of, limits_of
from refcheck.errors import UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from refcheck.batch.asking import Answers, Others
    from refcheck.batch.checking import Failed, Finished, Task
    from refcheck.batch.done import Done, Listed
    from refcheck.commands.baselined import Keeper
    from refcheck.extraction.found import Extractor
    from refcheck.model import Level, Severity, Unread
    from refcheck.reporting import Compared
    from refcheck.settings import Settings
    from refcheck.storage import Place

_EXITS = """\
exit codes:
  0    nothing at or above --fail-on
  1    findings at or above --fail-on; accepted ones do not count
  2    wrong usage, or nothing could be read
  3    some inputs could not be read (the others were checked)
  130  interrupted (finished reports are kept)
"""
FORMATS = ("html", "json", "sarif", "csv", "junit", "markdown")  # as reporting has them, without loading it
STANDARD_INPUT = "-"
_MOST_TOLD = 10  # differences between documents
FAIL_ON = ("error", "warning", "never")


def add(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = (
        "Checks documents against themselves and the embedded catalogue, and writes one page a document."
    )
    parser.epilog = _EXITS
    parser.formatter_class = raw
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help=".txt, .md, .html, .docx or .pdf files, folders, or globs; or URLs of such (s3://BUCKET/FOLDER)",
    )
    parser.add_argument(
        "--out",
        default="reports",
        metavar="DIR",
        help="a folder, or a URL of one; what lies there is no document; default: reports/",
    )
    parser.add_argument(
        "--format",
        default="html,json",
        type=_formats,
        metavar="LIST",
        help=f"any of {', '.join(FORMATS)}, or none to write no files; default: html,json",
    )
    parser.add_argument(
        "--fail-on",
        choices=FAIL_ON,
        default="error",
        help="the mildest finding that makes the exit code 1; default: error",
    )
    add_authorities(parser)
    many = parser.add_argument_group("many documents")
    add_processes(many, " (two with --online, where one process asks for all), and one alone with --baseline")
    many.add_argument(
        "--anew",
        action="store_true",
        help="check unchanged documents again as well; otherwise many documents are checked once (with --online in "
        "each run), and a run that was broken off goes on where it stopped",
    )
    add_cluster(many)
    add_now(parser)
    add_config(parser)
    add_baseline(parser)


def _formats(value: str) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
    if wanted == ("none",):
        return ()
    unknown = [part for part in wanted if part not in FORMATS]
    if unknown or not wanted:
        raise argparse.ArgumentTypeError(f'"{", ".join(unknown)}" is none of {", ".join(FORMATS)}')
    return wanted


def run(options: argparse.Namespace) -> int:
    """Check, write, tell."""
    from pathlib import Path

    from refcheck.batch.done import FILE, opened
    from refcheck.storage import folder_to_write, plain
    from refcheck.storage.local import swept

    settings = settings_of(options)
    custom, levels = custom_kinds(settings), chosen_levels(settings)
    now = now_of(options)
    skipped: list[Unread] = []
    options.paths, options.out = [plain(path) for path in options.paths], plain(options.out)
    refuse_elsewhere(options, [*options.paths, options.out, options.cluster or ""])
    documents = _documents(options.paths, skipped, options.out if options.format else None)
    first = list(islice(documents, MANY))
    many = _many(options, settings, len(first))
    keeper = keeper_of(options)
    out = folder_to_write(options.out, "--out") if options.format else None
    alone = len(first) == 1 and [first[0].path] == options.paths
    kept = Path(options.out, FILE) if many and not alone and _keeps(options) else None
    with keeper, opened(kept) as done, swept(kept.parent) if kept else nullcontext():
        done.begin(chain(first, documents))
        outcomes = (
            _side_by_side(options, settings, now, done, out, first[0].path if first else None)
            if many
            else _one_by_one(options, settings, custom, levels, now, done, out, keeper)
        )
        with closing(outcomes):
            for _ in _with_progress(outcomes, len(done)):
                _tell(done)
        _tell(done)
        unread = [*skipped, *done.unread()]
        for failure in unread:
            complain(f"{failure.path}: {failure.reason}")
        if done.unchanged:
            complain(f"{plural(done.unchanged, 'document')} unchanged, not checked again (--anew checks all)")
        number = len(done.entries())
        if number and not alone:
            _conclude(options, done, skipped, out)
        failing = done.is_failing()
    if not keeper.close() or not number:
        return EXIT_USAGE
    return EXIT_UNREAD if unread else EXIT_FINDINGS if failing else EXIT_CLEAN


def _conclude(options: argparse.Namespace, done: Done, skipped: list[Unread], out: Place | None) -> None:
    """Hold the documents against one another, and write the index; what an earlier run wrote of the same stands."""
    from refcheck.storage import unwritable

    basis = done.basis_of_all(skipped)
    said = None if out is None or options.anew else done.conclusion(basis, out)
    if said is None:
        compared = _compared(done)
        said = list(_said_together(compared))
        files: list[Place] = []
        if out is not None:
            try:
                files += _indexes(options, done, [*skipped, *done.unread()], out, compared)
            except OSError as error:
                raise unwritable(error, out) from error
        said += [f"index: {file}" for file in files]
        done.conclude(basis, files, said)
    for line in said:
        say(line)


def _compared(done: Done) -> Compared:
    from refcheck.reporting import Compared
    from refcheck.together import Together

    together = Together()
    for facts in done.facts():
        together.take(facts)
    return Compared(together.differences(), complete=not together.full)


def _indexes(
    options: argparse.Namespace, done: Done, unread: list[Unread], out: Place, compared: Compared
) -> Iterator[Place]:
    from refcheck.reporting import Terms, write_index
    from refcheck.terms import rule_texts

    terms = Terms(rule_texts(), _fail_on(options), _here())
    for form in options.format:
        yield from write_index(done.entries(), unread, out, compared, form, terms=terms)


def _fail_on(options: argparse.Namespace) -> Severity | None:
    from refcheck.model import Severity

    severities = {"error": Severity.ERROR, "warning": Severity.WARNING}
    return severities.get(options.fail_on)


def _many(options: argparse.Namespace, settings: Settings | None, documents: int) -> bool:
    """Whether documents are checked side by side. A baseline is one file, and standard input is read once."""
    alone = options.baseline is not None or STANDARD_INPUT in options.paths
    if options.cluster is not None:
        if alone:
            raise UsageError("--cluster goes with documents alone: leave away --baseline and -")
        return True
    # Hosts take longer than processes do to start: what several documents ask is asked at once.
    few = options.jobs is None and documents < MANY and not wants_network(options, settings)
    return not alone and documents > 1 and not few


def _keeps(options: argparse.Namespace) -> bool:
    """Whether what is done is kept beside the reports: where these are files here, as the documents are."""
    from refcheck.storage import is_url

    return bool(options.format) and not any(map(is_url, (*options.paths, options.out)))


def _side_by_side(
    options: argparse.Namespace,
    settings: Settings | None,
    now: datetime,
    done: Done,
    out: Place | None,
    first: str | None,
) -> Generator[None, None, None]:
    """Check what is not done in several processes, and write down what became of each.

    `first` is one of the documents: all machines of a cluster must see it.
    """
    from refcheck.batch.asking import UnansweredError, Wanted, answered
    from refcheck.batch.checking import Checking, Failed
    from refcheck.batch.crew import Crew, Lost
    from refcheck.batch.done import Basis

    checking = Checking(
        out=options.out,
        formats=options.format,
        now=now,
        settings=settings,
        catalogue=str(own_catalogue(settings)),
        sources=options.sources,
        fail_on=_fail_on(options),
        root=_here(),
        online=wants_network(options, settings),
    )
    with given_texts(options) as texts:  # read once, before several processes ask for them
        digest = checking.digest(texts.digest if texts is not None else "", refresh=options.refresh)
    basis = Basis(digest, now, is_fixed=is_fixed(options))
    jobs, limits = jobs_of(options), limits_of(options)
    with ExitStack() as stack:
        crew: Others[Task, Finished | Failed] = stack.enter_context(
            Crew(checking, min(jobs, len(done)), limits, in_order=False)
            if options.cluster is None
            else on_cluster(
                options.cluster, checking, limits, options.out, [path for path in (first, options.sources) if path]
            )
        )
        network = stack.enter_context(wanted_network(options, settings))
        if network is not None:  # what it says may be another in each run
            done.begin_anew_unless_broken_off(basis)
        tasks = done.todo(basis, out, anew=options.anew)
        run = answered(crew, tasks, network, _with_answers, together=True) if network else crew.run(tasks)
        for task, outcome in stack.enter_context(closing(run)):
            if isinstance(outcome, Wanted):  # what goes not online asks nothing
                raise UnansweredError(outcome)
            done.record(task, Failed(outcome.reason) if isinstance(outcome, Lost) else outcome, basis)
            yield


def _with_answers(task: Task, answers: Answers) -> Task:
    return task._replace(answers=answers)


def _one_by_one(
    options: argparse.Namespace,
    settings: Settings | None,
    custom: tuple[Extractor, ...],
    levels: Mapping[str, Level],
    now: datetime,
    done: Done,
    out: Place | None,
    keeper: Keeper,
) -> Generator[None, None, None]:
    """The same in this process."""
    from refcheck.batch.checking import failed, finished
    from refcheck.batch.done import Basis
    from refcheck.pipeline import check_document
    from refcheck.reading import read
    from refcheck.reporting import Terms
    from refcheck.resolution.catalogues import open_catalogues
    from refcheck.storage import place
    from refcheck.storage.local import RealPaths
    from refcheck.terms import rule_texts

    terms = Terms(rule_texts(), _fail_on(options), _here())
    folder = out or place(options.out)
    basis, folders = Basis("", now, is_fixed=True), RealPaths()
    with (
        open_catalogues(own_catalogue(settings)) as catalogue,
        given_texts(options) as texts,
        wanted_network(options, settings) as online,
    ):
        for task in done.todo(basis, out):
            try:
                document = read(task.path, task.folder and folders[task.folder])
                found = check_document(
                    document, catalogue, now, custom=custom, levels=levels, texts=texts, online=online
                )
            except Exception as error:  # noqa: BLE001 - one document, not the run
                done.record(task, failed(error), basis)
            else:
                done.record(task, finished(keeper.mark(found), folder, options.format, terms, task.name), basis)
            yield


def _here() -> str:
    try:
        return os.getcwd()  # noqa: PTH109 - nothing is loaded for it
    except OSError:  # the folder is there no more; paths stay as they were given
        return ""


def _documents(paths: Iterable[str], unread: list[Unread], out: str | None) -> Iterator[Listed]:
    """The files that the arguments name: folders are searched, but for that of the reports, and globs expanded."""
    for argument in paths:
        yield from _expanded(argument, unread, out)


def _expanded(argument: str, unread: list[Unread], out: str | None) -> Iterator[Listed]:
    from refcheck.batch.done import Listed
    from refcheck.storage import is_url, part_of

    if is_url(argument):
        yield from map(Listed, _elsewhere(argument, unread, out))
    elif os.path.isdir(argument):  # noqa: PTH112 - Path.is_dir raises where nobody may look
        yield from (Listed(path, argument) for path in _in_folder(argument, unread, out))
    elif any(sign in argument for sign in "*?[") and not os.path.lexists(argument):
        matches = sorted(_matching(argument))
        # A pattern that begins in the folder of the reports means what lies there.
        leaves_out = None if out is None or part_of(_beginning(argument), out) is not None else out
        if not matches:
            _note(unread, argument, "matches no file; check the spelling")
        for match in matches:
            if leaves_out is not None and part_of(match, leaves_out) is not None:
                continue
            if os.path.isdir(match):  # noqa: PTH112 - as above
                yield from (Listed(path, match) for path in _in_folder(match, unread, out))
            else:
                yield Listed(match)
    else:
        yield Listed(argument)


def _elsewhere(url: str, unread: list[Unread], out: str | None) -> Iterator[str]:
    """The documents that a URL names: one, those that match a pattern, or those of a folder."""
    from refcheck.reading import SUFFIXES
    from refcheck.storage import part_of
    from refcheck.storage.remote import RemotePath

    def failed(folder: str, reason: str) -> None:
        _note(unread, folder, f"the folder cannot be read ({reason}); check the address, and who may read there")

    there, failures, found = RemotePath.at(url), len(unread), False
    _refuse_among_reports(out, url)
    for document in there.named(SUFFIXES, failed):
        found = True
        if out is None or part_of(document, out) is None:
            yield document
    if not found and len(unread) == failures:
        _note(unread, str(there), f"there is no {' or '.join(SUFFIXES)} file; check the address")


def _beginning(pattern: str) -> str:
    """The folder in which a pattern begins: "archive/**/*.txt" in "archive"."""
    parts = pattern.replace(os.sep, "/").split("/")
    plain = next(place for place, part in enumerate(parts) if any(sign in part for sign in "*?["))
    return "/".join(parts[:plain]) or ("/" if pattern.startswith("/") else os.curdir)


def _matching(pattern: str) -> Iterator[str]:
    """What a pattern matches; "**" goes through no link, so that links in a circle lead nowhere."""
    from glob import glob
    from pathlib import Path

    if "**" not in pattern:
        yield from glob(pattern)  # noqa: PTH207 - patterns may be absolute
        return
    anchor = Path(pattern).anchor
    for match in Path(anchor).glob(pattern[len(anchor) :]):
        if not any(part.startswith(".") and part != ".." for part in match.parts):
            yield str(match)


def _refuse_among_reports(out: str | None, folder: str) -> str | None:
    """The part of a folder that is that of the reports; raises UsageError where all of it is."""
    from refcheck.storage import part_of, shown

    part = None if out is None else part_of(out, folder)
    if part == "":
        raise UsageError(
            f"--out {shown(out or '')}: documents are read from there, and reports in it would be read as documents "
            "next time; name another folder"
        )
    return part


def _in_folder(folder: str, unread: list[Unread], out: str | None) -> Iterator[str]:
    from pathlib import Path

    from refcheck.reading import SUFFIXES
    from refcheck.storage.local import LINK_OUT, NOT_FOLLOWED

    def refused(error: OSError) -> None:
        name = error.filename or folder
        _note(unread, str(name), f"the folder cannot be read ({error.strerror}); ask its owner")

    failures = len(unread)
    found = False
    inside = os.path.realpath(folder)
    reports = _refuse_among_reports(out, folder)
    for root, folders, files in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not _is_at(reports, folder, root, name))
        here = str(Path(root))
        for name in folders:
            if _leads_out(os.path.join(root, name), inside):  # noqa: PTH118 - as below
                _note(unread, str(Path(root, name)), f"a link to another folder, {NOT_FOLLOWED}")
        for name in sorted(files):
            if name.lower().endswith(SUFFIXES):
                found = True
                path = name if here == os.curdir else os.path.join(here, name)  # noqa: PTH118 - of many thousands
                if _leads_out(path, inside):
                    _note(unread, path, LINK_OUT)
                else:
                    yield path
    if not found and len(unread) == failures:
        _note(unread, folder, f"the folder holds no {' or '.join(SUFFIXES)} file")


def _is_at(part: str | None, folder: str, root: str, name: str) -> bool:
    return part is not None and os.path.relpath(os.path.join(root, name), folder) == part  # noqa: PTH118 - as below


def _leads_out(path: str, folder: str) -> bool:
    """Whether a path is a link to what does not lie in a folder: an archive may hold links that somebody else made."""
    if not os.path.islink(path):  # noqa: PTH114 - as above
        return False
    target = os.path.realpath(path)
    return os.path.lexists(target) and os.path.commonpath((folder, target)) != folder


def _note(unread: list[Unread], path: str, reason: str) -> None:
    from refcheck.model import Unread

    unread.append(Unread(path, reason))


def _with_progress(outcomes: Iterator[None], number: int) -> Iterable[None]:
    if number < 2 or not sys.stderr.isatty():
        return outcomes
    from tqdm import tqdm

    return tqdm(outcomes, total=number, unit="document", file=sys.stderr, leave=False)


def _tell(done: Done) -> None:
    """One line a document, and one line for each error and warning: file:line:column: what."""
    for path, lines, remarks in done.news():
        for remark in remarks:
            complain(f"{path}: {remark}")
        for line in lines:
            say(line)


def _said_together(compared: Compared) -> Iterator[str]:
    """What does not agree from one document to another: a line each, and no more than fit a screen."""
    for difference in compared.differences[:_MOST_TOLD]:
        yield f"together: hint [{difference.check}] {difference.message}"
    if more := len(compared.differences[_MOST_TOLD:]):
        yield f"together: {plural(more, 'more hint')} in the index"
