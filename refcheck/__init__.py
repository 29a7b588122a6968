"""refcheck: checks the references in United Nations documents.

    >>> import refcheck
    >>> report = refcheck.check("letter.txt")
    >>> [finding.message for finding in report.findings]

Importing this package loads nothing heavy; each function loads what it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["Document", "Finding", "Reference", "Report", "Verdict", "check", "extract", "read"]

if TYPE_CHECKING:
    import os
    from datetime import datetime

    from refcheck.baseline import Baseline
    from refcheck.extraction.found import Extractor
    from refcheck.model import Document, Finding, Reference, Verdict
    from refcheck.online import Online
    from refcheck.report import Report
    from refcheck.settings import Settings
    from refcheck.texts.folder import FolderTexts


def __getattr__(name: str) -> object:
    if name in ("Document", "Finding", "Reference", "Verdict"):
        from refcheck import model

        return getattr(model, name)
    if name == "Report":
        from refcheck.report import Report

        return Report
    raise AttributeError(f"module 'refcheck' has no attribute {name!r}")


def read(path: str | os.PathLike[str]) -> Document:
    """Read a .txt, .md, .html, .docx or .pdf file ("-": standard input). Raises refcheck.errors.ReadingError."""
    from refcheck.reading import read as read_document

    return read_document(path)


def extract(document: Document, settings: Settings | None = None) -> tuple[Reference, ...]:
    """Every reference in the document, in the order of the text.

    `settings` (see refcheck.settings.load) may add kinds of your own; a row that cannot work raises
    refcheck.errors.UsageError.
    """
    from refcheck.extraction import extract as extract_references
    from refcheck.extraction.view import make_view

    def case_number(title: str) -> str | None:
        from refcheck.resolution.storage import embedded_case_number

        return embedded_case_number(title)

    return extract_references(document, make_view(document), case_number, _custom(settings))


def check(
    path: str | os.PathLike[str],
    settings: Settings | None = None,
    baseline: str | os.PathLike[str] | Baseline | None = None,
    sources: str | os.PathLike[str] | None = None,
    online: bool | None = None,
    now: datetime | None = None,
) -> Report:
    """Read a document and check it against itself, the embedded catalogue and your own.

    Raises refcheck.errors.ReadingError for a file that cannot be read. `settings` as for `extract`; they also
    choose the rules and how grave their findings are. `baseline` (a file, or what refcheck.baseline.Baseline.load
    made of it) marks the findings that a person accepted: `finding.accepted`.
    `sources` is a folder with texts of cited documents, which quotations and paragraphs are held against; it is
    indexed at the first call, and again where a file has changed. With `online` the public sources and the hosts of web
    addresses are asked as well; None lets the settings decide, and without settings no network is used. `now`
    is the time of the run (UTC), for reports that are the same byte for byte; None is the clock. For many documents use
    refcheck.pipeline.
    """
    from contextlib import nullcontext

    from refcheck.pipeline import check_document
    from refcheck.resolution.catalogues import open_catalogues
    from refcheck.resolution.own import own_path
    from refcheck.rules import AS_SHIPPED, chosen

    file = settings.catalogue.file if settings else None
    levels = chosen(settings.rules, settings.file) if settings else AS_SHIPPED
    with (
        open_catalogues(own_path(file)) as catalogue,
        _texts(sources) if sources is not None else nullcontext() as texts,
        _online(settings) if _wants_network(online, settings) else nullcontext() as network,
    ):
        report = check_document(
            read(path), catalogue, now, custom=_custom(settings), levels=levels, texts=texts, online=network
        )
    if baseline is None:
        return report
    from refcheck.baseline import Baseline

    return (baseline if isinstance(baseline, Baseline) else Baseline.load(baseline)).apply(report)


def _wants_network(online: bool | None, settings: Settings | None) -> bool:
    return settings is not None and settings.network.online if online is None else online


def _online(settings: Settings | None) -> Online:
    from refcheck.online import Online
    from refcheck.settings import NetworkSettings

    return Online(settings.network if settings else NetworkSettings())


def _texts(folder: str | os.PathLike[str]) -> FolderTexts:
    from refcheck.texts.folder import FolderTexts

    return FolderTexts(folder)


def _custom(settings: Settings | None) -> tuple[Extractor, ...]:
    if settings is None:
        return ()
    from refcheck.extraction.custom import extractors

    return extractors(settings)
