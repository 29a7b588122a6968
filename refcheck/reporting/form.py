"""What an output format is, and on what terms a report is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from refcheck.model import SEVERITIES, Finding, Severity, Unread
from refcheck.report import Report
from refcheck.reporting.html import NO_RULES, RuleText
from refcheck.reporting.index import Compared, Entry


@dataclass(frozen=True, slots=True)
class Terms:
    """What a run says of its reports besides what it found."""

    rules: Mapping[str, RuleText] = field(default_factory=lambda: NO_RULES)
    fail_on: Severity | None = Severity.ERROR  # the mildest finding that makes a run fail; None: none does
    root: str = ""  # the folder that paths are relative to; "" leaves them as the user gave them

    def fails(self, finding: Finding) -> bool:
        """Whether the finding makes a run fail."""
        if self.fail_on is None or finding.accepted:
            return False
        return SEVERITIES.index(finding.severity) <= SEVERITIES.index(self.fail_on)


Renderer = Callable[[Report, Terms], str]
IndexRenderer = Callable[[Collection[Entry], Sequence[Unread], Compared, Terms], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Format:
    """One output format: the ends of its files' names, each with the function that writes the text.

    `index` does the same for a run over several documents. Where it needs more of each document than an `Entry`
    has, `part` says what: a value of JSON, found by the format's name in `Entry.parts`.
    """

    files: Mapping[str, Renderer]
    index: Mapping[str, IndexRenderer]
    part: Callable[[Report, Terms], Any] | None = None
