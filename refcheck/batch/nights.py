"""The work of a night on documents, as other processes have it; asking the network is left to one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from refcheck.batch.checking import editions
from refcheck.errors import RefcheckError
from refcheck.model import Document, Question, Reference, Reply
from refcheck.nightly.documents import cited, written
from refcheck.nightly.remembered import Remembered
from refcheck.nightly.state import Cited, Pending, Stale, Written
from refcheck.report import Report
from refcheck.reporting import Terms, write_as
from refcheck.sources.texts import Fetched
from refcheck.storage import place

if TYPE_CHECKING:
    from refcheck.settings import Settings

FORMATS = ("html", "json")


class Judging(NamedTuple):
    """A document whose report is to be written under this name."""

    stale: Stale
    page: str


@dataclass(frozen=True, slots=True)
class Asking:
    """A document that needs an answer of a public source: it is for the process that may ask."""


Outcome: TypeAlias = Cited | Written | tuple[bytes, str] | Asking | None


@dataclass(frozen=True, slots=True)
class Night:
    """What all documents of a night are read and checked with; a recipe for `refcheck.batch.cluster`."""

    archive: str
    out: str
    now: dt.datetime
    settings: Settings | None
    catalogue: str
    online: bool

    def depends_on(self) -> Mapping[str, str]:
        """What must be the same on all machines; raises RefcheckError where it cannot be read."""
        return editions(Path(self.catalogue))

    def open(self) -> AbstractContextManager[Callable[[Pending | Judging], Outcome]]:
        """Open the catalogue; gives the function that reads a document, or checks it and writes its report."""
        return self._opened()

    @contextmanager
    def _opened(self) -> Iterator[Callable[[Pending | Judging], Outcome]]:
        from refcheck.extraction import extract  # noqa: PLC0415 - where a process needs it
        from refcheck.extraction.custom import extractors  # noqa: PLC0415
        from refcheck.extraction.view import make_view  # noqa: PLC0415
        from refcheck.pipeline import check_document  # noqa: PLC0415
        from refcheck.resolution.catalogues import open_catalogues  # noqa: PLC0415
        from refcheck.rules import AS_SHIPPED, chosen  # noqa: PLC0415
        from refcheck.terms import rule_texts  # noqa: PLC0415

        settings, now = self.settings, self.now
        custom = extractors(settings) if settings else ()
        levels = chosen(settings.rules, settings.file) if settings else AS_SHIPPED
        terms = Terms(rule_texts())
        archive, out = place(self.archive), place(self.out)
        with open_catalogues(Path(self.catalogue)) as catalogue:

            def references(document: Document) -> Iterable[Reference]:
                return extract(document, make_view(document), catalogue.case_number, custom)

            def check(stale: Stale, document: Document) -> Report:
                known = Remembered(stale.links, _Nobody()) if self.online else None
                return check_document(document, catalogue, now, custom=custom, levels=levels, online=known)

            def work(piece: Pending | Judging) -> Outcome:
                if isinstance(piece, Pending):
                    return cited(piece, archive, references)
                page = piece.page

                def write(report: Report) -> str:
                    write_as(report, out, FORMATS, page, terms=terms)
                    return page

                try:
                    return written(piece.stale, archive, check, write)
                except _AskingError:
                    return Asking()

            yield work


class _AskingError(RefcheckError):
    """There is something to ask of a public source."""


class _Nobody:
    """In the place of the public sources: that there are questions is all that is learnt."""

    def replies(self, questions: Iterable[Question]) -> Mapping[str, tuple[Reply, ...]]:
        """None, where none is asked for; else raises _AskingError."""
        return self._none(questions)

    def files(self, questions: Iterable[Question]) -> Mapping[str, Fetched]:
        """The same."""
        return self._none(questions)

    def _none(self, questions: Iterable[Question]) -> dict[str, Any]:
        for question in questions:
            raise _AskingError(question.canonical)
        return {}
