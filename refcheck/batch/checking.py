"""The work on one document, as `refcheck check` has it: from a path to the files written and the lines to say."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from refcheck.batch.asking import Answers, Relay, UnansweredError, Wanted
from refcheck.batch.packing import packed, packed_facts
from refcheck.errors import ReadingError, RefcheckError
from refcheck.model import Severity
from refcheck.reporting import Entry, Terms, parts_of, write_as
from refcheck.reporting.lines import lines_of
from refcheck.storage import place, unwritable
from refcheck.storage.local import CHANGED
from refcheck.together import facts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.report import Report
    from refcheck.settings import Settings
    from refcheck.storage import Place


# The rules that ask what day it is: what lay in the future once may not any more. A test holds them against the source.
OF_THE_DAY = frozenset({"meeting-record-range", "reissue-date", "symbol-malformed", "symbol-session", "symbol-year"})


class Task(NamedTuple):
    """A document to check: its place in the run, and the name of its reports, without extension."""

    path: str
    name: str
    number: int = 0
    folder: str | None = None  # in which it was found; None for one that the user named
    answers: Answers | None = None  # of the network, once the document has asked for them


class Written(NamedTuple):
    """A report as it was written: another size or time of change, and it is another."""

    name: str
    size: int
    changed: int  # nanoseconds


@dataclass(frozen=True, slots=True)
class Finished:
    """A document that was checked: what the run says of it, and keeps."""

    entry: Entry
    files: tuple[Written, ...]  # in the order of the formats; of a folder of this machine
    lines: tuple[str, ...]  # for standard output
    remarks: tuple[str, ...]  # for standard error
    facts: bytes  # packed: to be held against other documents (see `refcheck.together`)
    parts: bytes | None  # packed: what further files of the run hold of it
    failing: bool  # whether it makes the run fail
    sha256: str
    checked: str  # the time of the report: ISO 8601, UTC
    of_the_day: bool  # whether a finding may be another tomorrow


@dataclass(frozen=True, slots=True)
class Failed:
    """A document that was not checked, and why, in a sentence with the remedy."""

    reason: str


@dataclass(frozen=True, slots=True)
class Checking:
    """What all documents of a run are checked with; a recipe for `refcheck.batch.crew`."""

    out: str
    formats: tuple[str, ...]
    now: dt.datetime
    settings: Settings | None
    catalogue: str  # where the user's own catalogue lies, or would
    sources: str | None
    fail_on: Severity | None
    root: str
    online: bool = False  # whether documents may ask something of the network, by way of the process that started this

    def digest(self, texts: str, *, refresh: bool = False) -> str:
        """What tells this from any other way to check: settings, catalogues, refcheck itself; not the time.

        `texts` is the digest of the cited texts at hand; `refresh` says whether the network is asked anew.
        """
        chosen = (self.settings.kinds, self.settings.rules) if self.settings else ()
        network = (self.settings.network if self.settings else None, refresh) if self.online else ""
        root = self.root if "sarif" in self.formats else ""  # nothing else names the folder: it may be a copy
        known = (self.formats, self.fail_on, root, chosen, _state(Path(self.catalogue)), texts, network)
        content = repr((known, sys.version_info[:3], sorted(_own_files(Path(__file__).parents[1]))))
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()

    def open(self) -> AbstractContextManager[Callable[[Task], Finished | Failed | Wanted]]:
        """Open catalogue and sources; gives the function that checks a document and writes its files."""
        return self._opened()

    def depends_on(self) -> dict[str, str]:
        """What must be the same on all machines of a cluster; raises RefcheckError where it cannot be read."""
        return editions(Path(self.catalogue))

    @contextmanager
    def _opened(self) -> Iterator[Callable[[Task], Finished | Failed | Wanted]]:
        from refcheck.extraction.custom import extractors  # noqa: PLC0415 - the process that gives out the work loads none of it
        from refcheck.pipeline import check_document  # noqa: PLC0415 - as above
        from refcheck.reading import read  # noqa: PLC0415 - as above
        from refcheck.resolution.catalogues import open_catalogues  # noqa: PLC0415 - as above
        from refcheck.rules import AS_SHIPPED, chosen  # noqa: PLC0415 - as above
        from refcheck.storage.local import RealPaths  # noqa: PLC0415 - as above
        from refcheck.terms import rule_texts  # noqa: PLC0415 - as above
        from refcheck.texts.folder import FolderTexts  # noqa: PLC0415 - as above

        settings = self.settings
        custom = extractors(settings) if settings else ()
        levels = chosen(settings.rules, settings.file) if settings else AS_SHIPPED
        terms = Terms(rule_texts(), self.fail_on, self.root)
        out = place(self.out)
        with ExitStack() as stack:
            catalogue = stack.enter_context(open_catalogues(Path(self.catalogue)))
            texts = stack.enter_context(FolderTexts(self.sources)) if self.sources is not None else None

            folders = RealPaths()  # which another machine may reach by other links

            def check(task: Task) -> Finished | Failed | Wanted:
                try:
                    document = read(task.path, task.folder and folders[task.folder])
                    if task.answers is not None and task.answers.sha256 != document.sha256:
                        return Failed(CHANGED)
                    report = check_document(
                        document,
                        catalogue,
                        self.now,
                        custom=custom,
                        levels=levels,
                        texts=texts,
                        online=Relay(document.sha256, task.answers) if self.online else None,
                    )
                except UnansweredError as error:
                    return error.wanted
                except Exception as error:  # noqa: BLE001 - one document, not the run
                    return failed(error)
                return finished(report, out, self.formats, terms, task.name)

            yield check


def _own_files(folder: Path) -> Iterator[tuple[str, int, int]]:
    """The files of refcheck, its catalogue among them: versions under development have no number of their own."""
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in names:
            yield name, *_state(Path(root, name))


def _state(file: Path) -> tuple[int, int]:
    """What tells whether a file has changed: size, and time of change in nanoseconds; (0, 0) where there is none."""
    try:
        status = file.stat()
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns


def editions(own: Path) -> dict[str, str]:
    """The catalogues as they are known on this machine, with the user's own; raises RefcheckError."""
    from refcheck.resolution.catalogues import open_catalogues  # noqa: PLC0415 - where it is asked for

    with open_catalogues(own) as catalogue:
        return {"catalogue": ", ".join(f"{edition.name} of {edition.compiled}" for edition in catalogue.editions)}


def failed(error: Exception) -> Failed:
    """Why a document could not be checked. What the user can mend elsewhere is no matter of the document: raised."""
    if isinstance(error, ReadingError):
        return Failed(error.reason)
    if isinstance(error, RefcheckError):
        raise error
    if isinstance(error, MemoryError):
        return Failed("it needs more memory than a document may; allow more with --memory-limit, or split it")
    # A defect of ours must cost one document, not the run.
    return Failed(f"refcheck failed on it ({type(error).__name__}: {error}); please report this with the file")


def finished(report: Report, out: Place, formats: Sequence[str], terms: Terms, name: str) -> Finished:
    """Write the reports on a document; what the run keeps of it."""
    try:
        written = write_as(report, out, formats, name, terms=terms)
    except OSError as error:
        raise unwritable(error, out) from error
    parts = parts_of(report, formats, terms)
    page = next((file.name for file in written if file.suffix == ".html"), None)
    return Finished(
        entry=Entry.of(report, page),
        files=tuple(as_written(file) for file in written if isinstance(file, Path)),
        lines=tuple(lines_of(report, written)),
        remarks=report.document.remarks,
        facts=packed_facts(facts_of(report)),
        parts=packed(parts) if parts else None,
        failing=any(map(terms.fails, report.findings)),
        sha256=report.document.sha256,
        checked=report.checked_at,
        # What the network says today it may not say tomorrow.
        of_the_day=not report.offline or any(finding.rule in OF_THE_DAY for finding in report.findings),
    )


def as_written(file: Path) -> Written:
    """What tells a file from any that takes its place."""
    status = file.stat()
    return Written(file.name, status.st_size, status.st_mtime_ns)
