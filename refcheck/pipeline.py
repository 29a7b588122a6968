"""The five steps in order: reading → extraction → resolution → rules → report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from refcheck import __version__
from refcheck.extraction import extract
from refcheck.extraction.found import Extractor
from refcheck.extraction.letter import find_letters
from refcheck.extraction.view import make_view
from refcheck.model import Checked, Document, Level
from refcheck.report import Report
from refcheck.resolution.catalogue import Catalogue
from refcheck.resolution.resolve import resolve
from refcheck.rules import AS_SHIPPED, judge

SKIPPED = (
    "Web addresses were not opened.",
    "The United Nations' online sources were not asked.",
    "The cited texts were not read: paragraphs, pages and quotations were not compared.",
)


def check_document(
    document: Document,
    catalogue: Catalogue,
    now: datetime | None = None,
    custom: Sequence[Extractor] = (),
    levels: Mapping[str, Level] = AS_SHIPPED,
) -> Report:
    """Check one document against itself and the catalogue. Opens no socket.

    `now` is the time of the run (UTC); it decides what lies in the future, and stands in the report.
    `custom` finds kinds of the user's own (see `extraction.custom`); `levels` chooses the rules (see `rules.chosen`).
    """
    now = now or datetime.now(UTC)
    view = make_view(document)
    references = extract(document, view, catalogue.case_number, custom)
    letters = find_letters(view)
    verdicts = resolve(references, catalogue)
    checked = Checked(document, letters, references, verdicts, now.date())
    return Report(
        document=document,
        letters=letters,
        references=references,
        verdicts=verdicts,
        findings=judge(checked, levels),
        checked_at=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        version=__version__,
        offline=True,
        catalogue=catalogue.edition,
        skipped=SKIPPED,
    )
