"""Text → what refcheck says of it: the short way for tables of cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from refcheck.extraction import extract
from refcheck.extraction.letter import find_letters
from refcheck.extraction.prose import read_prose
from refcheck.extraction.view import make_view
from refcheck.model import Document, Finding, Letter, Level, Prose, Reference, Severity, Verdict
from refcheck.online import Online
from refcheck.pipeline import check_document
from refcheck.reading import from_bytes
from refcheck.report import Report
from refcheck.resolution.catalogue import Catalogue
from refcheck.rules import AS_SHIPPED
from refcheck.settings import NetworkSettings
from refcheck.texts.library import CitedText
from refcheck.texts.recognition import on_first_page
from tests.standin.server import shared

PROJECT = Path(__file__).resolve().parent.parent
LETTERS = tuple(sorted((PROJECT / "fixtures" / "letters").glob("*.txt")))
NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
TODAY: date = NOW.date()


@cache
def catalogue() -> Catalogue:
    """The embedded catalogue, opened once; conftest.py closes it."""
    return Catalogue.embedded()


def document(text: str, name: str = "letter.md") -> Document:
    """The document that a file of this text would give."""
    return from_bytes(text.encode("utf-8", "surrogatepass"), name)


def references(text: str) -> tuple[Reference, ...]:
    """The references found in `text`, with ICJ cases known from the catalogue."""
    read = document(text)
    return extract(read, make_view(read), catalogue().case_number)


def forms(text: str) -> list[tuple[str, ...]]:
    """The canonical forms of each reference in `text`."""
    return [reference.canonical for reference in references(text)]


def only(text: str) -> Reference:
    """The one reference in `text`."""
    found = references(text)
    assert len(found) == 1, [reference.text for reference in found]
    return found[0]


def letters(text: str) -> tuple[Letter, ...]:
    """The letters that `text` holds."""
    return find_letters(make_view(document(text)))


class GivenTexts:
    """Texts of cited documents, given as strings with their symbol on the first line; answers `library.Texts`."""

    remarks: tuple[str, ...] = ()

    def __init__(self, *texts: str) -> None:
        read = [document(text, f"source-{number}.md") for number, text in enumerate(texts)]
        self._texts = [CitedText(on_first_page(one, make_view(one)), one, f"file {one.path}") for one in read]

    def text_of(self, canonical: str) -> CitedText | None:
        return next((text for text in self._texts if canonical in text.canonical), None)

    def later_editions(self, canonical: str) -> tuple[CitedText, ...]:
        return tuple(
            text for text in self._texts if any(form.startswith(f"{canonical}/Rev.") for form in text.canonical)
        )


def prose(read: Document) -> Prose:
    """The prose of a document, as rules see it."""
    return read_prose(make_view(read), read.language)


def report(
    text: str,
    levels: Mapping[str, Level] = AS_SHIPPED,
    sources: Sequence[str] = (),
    online: Online | None = None,
) -> Report:
    """The report on `text`, checked on a fixed day, with texts of what it cites."""
    texts = GivenTexts(*sources) if sources else None
    return check_document(document(text), catalogue(), NOW, levels=levels, texts=texts, online=online)


@contextmanager
def asking_the_standin() -> Iterator[Online]:
    """A way to the network that leads to the stand-in for the public sources, and remembers nothing."""
    with TemporaryDirectory() as cache:
        hosts = tuple(shared().bases().items())
        with Online(NetworkSettings(pace=0.0, timeout=5.0, cache=cache, hosts=hosts)) as online:
            yield online


def findings(text: str, levels: Mapping[str, Level] = AS_SHIPPED, sources: Sequence[str] = ()) -> tuple[Finding, ...]:
    """The findings on `text`."""
    return report(text, levels, sources).findings


def found_by(rule: str, text: str) -> tuple[Finding, ...]:
    """The findings of one rule on `text`, also where it is off by default."""
    return tuple(finding for finding in findings(text, {rule: Level.ON}) if finding.rule == rule)


def alarms(text: str) -> list[str]:
    """Errors and warnings on `text`, as "rule: message"."""
    return [f"{found.rule}: {found.message}" for found in findings(text) if found.severity is not Severity.INFO]


def verdict(text: str) -> Verdict:
    """The verdict on the one reference in `text`."""
    checked = report(text)
    assert len(checked.references) == 1, [reference.text for reference in checked.references]
    return checked.verdicts[0]


def cover(
    body: str = "",
    *,
    dated: str = "28 May 2025",
    distributed: str = "28 May 2025",
    session: str = "Seventy-ninth session",
    items: str = "Agenda items 34, 39 and 67",
    year: str = "",
) -> str:
    """A circulated letter with this body; a part given as "" is left out."""
    council = f"Security Council\n{year}\n\n" if year else ""
    return (
        f"General Assembly\n{council and 'Security Council'}\n\nDistr.: General\n{distributed}\n\nOriginal: English\n\n"
        f"General Assembly\n{session}\n\n{items}\n\n{council}"
        f"Letter dated {dated} from the Permanent Representative of X to the United Nations addressed to the "
        f"Secretary-General\n\n{body}\n"
    )
