"""The work of a night on documents, as other processes have it; the one that starts them asks the network for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from refcheck.batch.asking import Answers, Relay, UnansweredError, Wanted
from refcheck.batch.checking import editions
from refcheck.model import Document, Reference
from refcheck.nightly.documents import cited, written
from refcheck.nightly.remembered import Remembered
from refcheck.nightly.state import Cited, Pending, Stale, Written
from refcheck.report import Report
from refcheck.reporting import Terms, write_as
from refcheck.storage import place

if TYPE_CHECKING:
    from refcheck.settings import Settings

FORMATS = ("html", "json")


class Judging(NamedTuple):
    """A document whose report is to be written under this name."""

    stale: Stale
    page: str
    answers: Answers | None = None  # of the public sources, once it has asked for them


Outcome: TypeAlias = Cited | Written | tuple[bytes, str] | None


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

    def open(self) -> AbstractContextManager[Callable[[Pending | Judging], Outcome | Wanted]]:
        """Open the catalogue; gives the function that reads a document, or checks it and writes its report."""
        return self._opened()

    @contextmanager
    def _opened(self) -> Iterator[Callable[[Pending | Judging], Outcome | Wanted]]:
        from refcheck.extraction import extract  # noqa: PLC0415 - where a process needs it
        from refcheck.extraction.custom import extractors  # noqa: PLC0415 - as above
        from refcheck.extraction.view import make_view  # noqa: PLC0415 - as above
        from refcheck.pipeline import check_document  # noqa: PLC0415 - as above
        from refcheck.resolution.catalogues import open_catalogues  # noqa: PLC0415 - as above
        from refcheck.rules import AS_SHIPPED, chosen  # noqa: PLC0415 - as above
        from refcheck.terms import rule_texts  # noqa: PLC0415 - as above

        settings, now = self.settings, self.now
        custom = extractors(settings) if settings else ()
        levels = chosen(settings.rules, settings.file) if settings else AS_SHIPPED
        terms = Terms(rule_texts())
        archive, out = place(self.archive), place(self.out)
        with open_catalogues(Path(self.catalogue)) as catalogue:

            def references(document: Document) -> Iterable[Reference]:
                return extract(document, make_view(document), catalogue.case_number, custom)

            def work(piece: Pending | Judging) -> Outcome | Wanted:
                if isinstance(piece, Pending):
                    return cited(piece, archive, references)
                page, answers = piece.page, piece.answers

                def check(stale: Stale, document: Document) -> Report:
                    known = Remembered(stale.links, Relay(document.sha256, answers)) if self.online else None
                    return check_document(document, catalogue, now, custom=custom, levels=levels, online=known)

                def write(report: Report) -> str:
                    write_as(report, out, FORMATS, page, terms=terms)
                    return page

                try:
                    return written(piece.stale, archive, check, write)
                except UnansweredError as error:
                    return error.wanted

            yield work
