"""The work on one document of an archive: the addresses it cites, and its report; in this process or another."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from refcheck.errors import ReadingError, RefcheckError
from refcheck.model import Document, Kind, Reference, Severity
from refcheck.network.addresses import masked
from refcheck.nightly.archive import MARK
from refcheck.nightly.comparing import Found
from refcheck.nightly.state import Cited, Pending, Stale, Written
from refcheck.nightly.storage import key_of
from refcheck.reading import read
from refcheck.report import Report
from refcheck.storage import address, inside

if TYPE_CHECKING:
    from refcheck.storage import Place


def cited(pending: Pending, archive: Place, references: Callable[[Document], Iterable[Reference]]) -> Cited:
    """Which addresses a document cites, or why it cannot be read."""
    if pending.failure is not None:
        return Cited(pending, "", {}, pending.failure)
    content = pending.content
    try:
        document = _read(archive, pending.path)
        if not content.startswith(MARK):
            content = document.sha256
        addresses = {
            reference.canonical[0]: reference.date.value if reference.date else None
            for reference in references(document)
            if reference.kind is Kind.URL and _is_asked(reference.canonical[0])
        }
    except ReadingError as error:
        return Cited(pending, content, {}, error.reason)
    except RefcheckError:
        raise
    except Exception as error:  # noqa: BLE001 - a defect of ours must cost one document, not the night
        return Cited(pending, content, {}, _defect(error))
    return Cited(pending, content, addresses)


def written(
    stale: Stale, archive: Place, check: Callable[[Stale, Document], Report], write: Callable[[Report], str]
) -> Written | tuple[bytes, str] | None:
    """The report on one document, written; why there is none; nothing where it changed since it was read.

    `write` gives the name of the report's files, without extension.
    """
    try:
        document = _read(archive, stale.path)
        if document.sha256 != stale.content and not stale.content.startswith(MARK):
            return None
        report = check(stale, document)
    except ReadingError as error:
        return stale.key, error.reason
    except RefcheckError:
        raise
    except Exception as error:  # noqa: BLE001 - a defect of ours must cost one document, not the night
        return stale.key, _defect(error)
    counts = {"findings": {severity.value: number for severity, number in report.counts().items()}}
    return Written(stale, report.title(), write(report), _found(report), {**counts, "summary": report.summary()})


def _read(archive: Place, path: str) -> Document:
    """A document of the archive; not what a link leads to that somebody has laid in its place since."""
    file = inside(archive, path)
    return read(address(file), os.path.realpath(archive) if isinstance(archive, Path) else None)


def _is_asked(url: str) -> bool:
    """Whether an address is asked at all, and so kept in the state: no mail, and no password."""
    return url.lower().startswith(("http:", "https:")) and masked(url) == url


def _found(report: Report) -> dict[str, Found]:
    """The errors and warnings of a report that nobody accepted, by their identities."""
    links = {
        reference.span: key_of(reference.canonical[0]) for reference in report.references if reference.kind is Kind.URL
    }
    return {
        identity: Found(
            identity,
            finding.rule,
            (Severity.ERROR, Severity.WARNING).index(finding.severity),
            finding.message,
            report.document.text.count("\n", 0, finding.span.start) + 1,
            links.get(finding.span),
        )
        for finding, identity in zip(report.findings, report.identities(), strict=True)
        if finding.severity is not Severity.INFO and not finding.accepted
    }


def _defect(error: Exception) -> str:
    return f"refcheck failed on it ({type(error).__name__}: {error}); please report this with the file"
