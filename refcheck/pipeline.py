"""The five steps in order: reading → extraction → resolution → rules → report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from refcheck import __version__
from refcheck.extraction import extract
from refcheck.extraction.found import Extractor
from refcheck.extraction.letter import find_letters
from refcheck.extraction.prose import read_prose
from refcheck.extraction.view import make_view
from refcheck.links.as_verdict import as_verdict
from refcheck.model import Checked, Consulted, Document, Kind, Level, Question, Reference, Reply, Verdict
from refcheck.report import Report
from refcheck.resolution.catalogue import Catalogue
from refcheck.resolution.online import questions, with_replies
from refcheck.resolution.resolve import resolve
from refcheck.rules import AS_SHIPPED, judge
from refcheck.texts.consulting import consult, with_texts
from refcheck.texts.fetched import FetchedTexts, File, SeveralTexts
from refcheck.texts.library import Texts

if TYPE_CHECKING:
    import datetime as dt

    from refcheck.links.verdict import LinkVerdict

SKIPPED = (
    "Web addresses were not opened.",
    "The United Nations' online sources were not asked.",
)
_NO_TEXTS = "The cited texts were not read: paragraphs, pages and quotations were not compared."


class Asked(Protocol):
    """What is known from outside: `refcheck.online.Online`, or what was asked already.

    A document asks for each once, in this order.
    """

    def replies(self, questions: Iterable[Question]) -> Mapping[str, tuple[Reply, ...]]:
        """What the public sources say of each document, by its canonical form."""

    def links(self, addresses: Iterable[tuple[str, dt.date | None]]) -> Mapping[str, LinkVerdict]:
        """The verdict on each address; a date says when it was cited."""

    def files(self, questions: Iterable[Question]) -> Mapping[str, File]:
        """The files of documents, by canonical form, as far as sources give them."""


def check_document(
    document: Document,
    catalogue: Catalogue,
    now: datetime | None = None,
    custom: Sequence[Extractor] = (),
    levels: Mapping[str, Level] = AS_SHIPPED,
    texts: Texts | None = None,
    online: Asked | None = None,
) -> Report:
    """Check one document against itself and the catalogue. Opens no socket, unless `online` is given.

    `now` is the time of the run (UTC); it decides what lies in the future, and stands in the report.
    `custom` finds kinds of the user's own (see `extraction.custom`); `levels` chooses the rules (see `rules.chosen`).
    `texts` has texts of cited documents: paragraphs and quotations are held against them. `online` asks the public
    sources for what the catalogue does not know, and web addresses whether they answer.
    """
    now = now or datetime.now(UTC)
    view = make_view(document)
    references = extract(document, view, catalogue.case_number, custom)
    letters = find_letters(view)
    verdicts = resolve(references, catalogue)
    if online is not None:
        verdicts = _asked(references, verdicts, catalogue, online, now)
        fetched = FetchedTexts(online.files(_read_for(references, texts, now)))
        texts = fetched if texts is None else SeveralTexts((texts, fetched))
    consulted = Consulted() if texts is None else consult(document, references, texts)
    if texts is not None:
        verdicts = with_texts(verdicts, references, consulted)
    prose = read_prose(view, document.language)
    checked = Checked(document, letters, references, verdicts, now.date(), prose, consulted)
    return Report(
        document=document,
        letters=letters,
        references=references,
        verdicts=verdicts,
        findings=judge(checked, levels),
        checked_at=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        version=__version__,
        offline=online is None,
        catalogue=catalogue.edition,
        further_catalogues=catalogue.editions[1:],
        skipped=(*(SKIPPED if online is None else ()), *_texts_left_out(consulted, texts)),
        consulted=consulted,
    )


def _asked(
    references: Sequence[Reference],
    verdicts: tuple[Verdict, ...],
    catalogue: Catalogue,
    online: Asked,
    now: datetime,
) -> tuple[Verdict, ...]:
    """The verdicts with what the public sources and the hosts of web addresses said."""
    replies = online.replies(questions(references, verdicts, now.date()))
    verdicts = with_replies(references, verdicts, replies, catalogue)
    links = online.links(
        (reference.canonical[0], reference.date.value if reference.date else None)
        for reference in references
        if reference.kind is Kind.URL
    )
    return tuple(
        as_verdict(links[reference.canonical[0]]) if reference.kind is Kind.URL else verdict
        for reference, verdict in zip(references, verdicts, strict=True)
    )


def _read_for(references: Sequence[Reference], texts: Texts | None, now: datetime) -> Iterator[Question]:
    """The documents whose texts are worth fetching: quoted, or cited with a place, and not at hand."""
    for reference in references:
        for form in reference.canonical if reference.quotations or reference.pinpoints else ():
            if texts is None or texts.text_of(form) is None:
                yield Question(form, now.date(), reference.date.value if reference.date else None)


def _texts_left_out(consulted: Consulted, texts: Texts | None) -> Iterator[str]:
    """What was not compared for want of a text, one sentence each."""
    if texts is None:
        yield _NO_TEXTS
        return
    absent = sum(source is None for source in consulted.texts)
    if absent:
        yield (
            f"The texts of {absent} of {len(consulted.texts)} references are not among the sources: their paragraphs, "
            "pages and quotations were not compared."
        )
    yield from consulted.remarks
