"""What a source answers when it is asked for one document."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from refcheck.model.verdict import Evidence, Known


class Said(StrEnum):
    """The four things that a source can say of a document."""

    EXISTS = "exists"
    ABSENT = "absent"  # and the source is complete for its kind
    BLOCKED = "blocked"  # the host refuses robots, wants a login, or limits the rate: nothing is known
    NOTHING = "nothing"  # not asked, no answer, or an answer that proves nothing


@dataclass(frozen=True, slots=True)
class Question:
    """One document that is looked for, and what the text says of it that decides what an answer is worth."""

    canonical: str
    today: dt.date
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What one source says of one document."""

    said: Said
    source: str  # "Official Document System"
    reason: str = ""  # one sentence: why nothing is known, or what proves the absence
    known: Known | None = None  # for EXISTS
    file: str | None = None  # address of the text in the language asked, where the source has it
    evidence: tuple[Evidence, ...] = ()
    near: tuple[Known, ...] = ()  # for ABSENT: what the source has instead
