"""The values that flow through refcheck: frozen, made once, pointed at by the next step.

Every span counts Unicode code points in `Document.text`. Nothing here reads, asks or writes. A module is
loaded when a name of it is asked for: making 27 frozen classes takes longer than reading a letter, and
`refcheck extract` needs a third of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from refcheck.model.consulted import (
        CitedPassage,
        Consulted,
        JudgedPinpoint,
        JudgedQuotation,
        LaterEdition,
        WordDifference,
        Wording,
    )
    from refcheck.model.difference import Difference, Place
    from refcheck.model.document import Block, Document, Link, NoteMark, Role, Span, Unread
    from refcheck.model.finding import SEVERITIES, Acceptance, Checked, Finding, Related, Severity
    from refcheck.model.letter import (
        AgendaTitles,
        AnnexHeading,
        AnnexMention,
        ClosingRequest,
        DatedSpan,
        ItemList,
        Letter,
        LetterTitle,
        OrdinalLine,
        Passage,
        Signature,
        YearSession,
    )
    from refcheck.model.level import Level
    from refcheck.model.prose import Paragraph, Prose, View
    from refcheck.model.reference import (
        AuthorClaim,
        Custom,
        DateClaim,
        DateKind,
        Kind,
        Pinpoint,
        QuotationClaim,
        Reference,
        TitleClaim,
        TitleKind,
        Unit,
    )
    from refcheck.model.reply import Question, Reply, Said
    from refcheck.model.verdict import Candidate, CatalogueEdition, Comparison, Evidence, Known, Status, Verdict

_MODULES = {
    "difference": "Difference Place",
    "consulted": "CitedPassage Consulted JudgedPinpoint JudgedQuotation LaterEdition WordDifference Wording",
    "document": "Block Document Link NoteMark Role Span Unread",
    "reference": "AuthorClaim Custom DateClaim DateKind Kind Pinpoint QuotationClaim Reference TitleClaim TitleKind "
    "Unit",
    "letter": "AgendaTitles AnnexHeading AnnexMention ClosingRequest DatedSpan ItemList Letter LetterTitle OrdinalLine "
    "Passage Signature YearSession",
    "prose": "Paragraph Prose View",
    "verdict": "Candidate CatalogueEdition Comparison Evidence Known Status Verdict",
    "finding": "Acceptance Checked Finding Related SEVERITIES Severity",
    "level": "Level",
    "reply": "Question Reply Said",
}
_HOME = {name: module for module, names in _MODULES.items() for name in names.split()}

__all__ = [
    "SEVERITIES",
    "Acceptance",
    "AgendaTitles",
    "AnnexHeading",
    "AnnexMention",
    "AuthorClaim",
    "Block",
    "Candidate",
    "CatalogueEdition",
    "Checked",
    "CitedPassage",
    "ClosingRequest",
    "Comparison",
    "Consulted",
    "Custom",
    "DateClaim",
    "DateKind",
    "DatedSpan",
    "Difference",
    "Document",
    "Evidence",
    "Finding",
    "ItemList",
    "JudgedPinpoint",
    "JudgedQuotation",
    "Kind",
    "Known",
    "LaterEdition",
    "Letter",
    "LetterTitle",
    "Level",
    "Link",
    "NoteMark",
    "OrdinalLine",
    "Paragraph",
    "Passage",
    "Pinpoint",
    "Place",
    "Prose",
    "Question",
    "QuotationClaim",
    "Reference",
    "Related",
    "Reply",
    "Role",
    "Said",
    "Severity",
    "Signature",
    "Span",
    "Status",
    "TitleClaim",
    "TitleKind",
    "Unit",
    "Unread",
    "Verdict",
    "View",
    "WordDifference",
    "Wording",
    "YearSession",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'refcheck.model' has no attribute {name!r}")
    value: object = getattr(import_module(f"refcheck.model.{_HOME[name]}"), name)
    globals()[name] = value
    return value
