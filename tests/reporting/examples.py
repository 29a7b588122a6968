"""Reports made by hand, so that no test of a page depends on what extraction finds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from refcheck.model import (
    Acceptance,
    CatalogueEdition,
    Comparison,
    DateClaim,
    DatedSpan,
    DateKind,
    Document,
    Evidence,
    Finding,
    Kind,
    Letter,
    LetterTitle,
    Pinpoint,
    Reference,
    Severity,
    Span,
    Status,
    Unit,
    Verdict,
)
from refcheck.report import Report

CATALOGUE = CatalogueEdition(
    "embedded catalogue",
    date(2026, 11, 1),
    ("Security Council resolutions.",),
    ("General Assembly documents.",),
)
OPEN = Verdict(Status.UNVERIFIABLE, None, "No source was asked; open the document.")


def document(text: str, path: str = "letters/letter.txt", **changes: Any) -> Document:
    plain = Document(path, "txt", text, (), (), (), "en", "utf-8", "0" * 64)
    return plain._replace(**changes)


def report(
    text: str = "", *cited: tuple[Reference, Verdict], path: str = "letters/letter.txt", **changes: Any
) -> Report:
    plain = Report(
        document=document(text, path),
        letters=(),
        references=tuple(reference for reference, _ in cited),
        verdicts=tuple(verdict for _, verdict in cited),
        findings=(),
        checked_at="2026-11-20T22:00:00Z",
        version="0.1.0",
        offline=True,
        catalogue=CATALOGUE,
        skipped=("Links were not asked: the run is offline.",),
    )
    return replace(plain, **changes)


def span_of(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def reference(text: str, part: str, *canonical: str, kind: Kind = Kind.SYMBOL, **more: Any) -> Reference:
    return Reference(span_of(text, part), part, kind, canonical, **more)


LETTER_TEXT = """**Letter dated 1 April 2025 from the Permanent Representative of Ruritania**

Security Council resolution 853 (1996), adopted on 29 July 1993, para. 3.<sup>1</sup>

<sup>1</sup> See A/78/764 and *Ibid.*, para. 4.
"""


def letter() -> Report:
    """One letter with a mistake, a verdict of each common sort, and a short form."""
    text = LETTER_TEXT
    resolution = reference(
        text,
        "Security Council resolution 853 (1996)",
        "S/RES/853(1996)",
        kind=Kind.RESOLUTION,
        pinpoints=(Pinpoint(Unit.PARA, "3", "3"),),
        date=DateClaim(date(1993, 7, 29), DateKind.ADOPTION, span_of(text, "29 July 1993")),
    )
    evidence = Evidence(
        "embedded catalogue", "S/RES/853 (1993)", "https://undocs.org/S/RES/853(1993)", date(2026, 11, 1)
    )
    differs = Verdict(
        Status.MISMATCH,
        "catalogue",
        "The year differs.",
        (Comparison("exists", "yes", "yes", True), Comparison("year", "1996", "1993", False)),
        (evidence,),
    )
    symbol = reference(text, "A/78/764", "A/78/764", footnote="1")
    agrees = Verdict(Status.VERIFIED, "catalogue", "", (Comparison("exists", "yes", "yes", True),))
    ibid = reference(text, "*Ibid.*", "A/78/764", kind=Kind.SHORT, refers_to=symbol.span.start, footnote="1")
    finding = Finding(
        "resolution-year",
        Severity.ERROR,
        span_of(text, "853 (1996)"),
        "“853 (1996)” is written, but resolution 853 was adopted in 1993.",
        "853 (1993)",
        evidence=(evidence,),
    )
    day = DatedSpan(span_of(text, "1 April 2025"), date(2025, 4, 1))
    title = LetterTitle(day.span, day, "letter", "the Permanent Representative of Ruritania", "")
    whole = Letter(Span(0, len(text)), ("S",), None, (), (), (), title, (), None, (), ("S/2025/1",))
    return report(text, (resolution, differs), (symbol, agrees), (ibid, agrees), letters=(whole,), findings=(finding,))


def accepted_letter() -> Report:
    """The same letter, its mistake accepted."""
    whole = letter()
    accepted = Acceptance("A. Editor", "The letter is published.", date(2026, 11, 20))
    return replace(whole, findings=tuple(replace(finding, accepted=accepted) for finding in whole.findings))
