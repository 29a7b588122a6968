"""The table of references: each cited source once, with its places, and where to look for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import quote, urlsplit

from refcheck.domain.citing import address_to_cite
from refcheck.model import Candidate, Comparison, Evidence, Kind, Reference, Status, Verdict
from refcheck.report import Report
from refcheck.reporting.places import Places
from refcheck.reporting.words import KindWords, date_words, pinpoint_words

# Verdicts that leave the looking-up to a person.
OPEN = frozenset({Status.UNVERIFIABLE, Status.BLOCKED, Status.FAILING})

_T = TypeVar("_T")
_LIBRARY = "https://digitallibrary.un.org/search?p="
_SYMBOL = re.compile(r"[A-Z][A-Za-z0-9.]*(/[\w.()\[\]*-]+)+")
_COURT = re.compile(r"(ICJ|PCIJ)/([^/]+)/")
_LONGEST_QUERY = 200


@dataclass(frozen=True, slots=True)
class Place:
    """One citation of a source."""

    number: int  # of the reference, in the order of the text
    words: str  # "line 74, note 4"
    pinpoints: str


@dataclass(frozen=True, slots=True)
class SearchLink:
    """A ready-made way to look a source up."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Source:
    """A cited source with one verdict: a row of the table."""

    number: int  # of its first reference
    places: tuple[Place, ...]
    written: tuple[str, ...]
    title: str | None
    canonical: tuple[str, ...]
    inferred: tuple[str, ...]
    kinds: tuple[KindWords, ...]
    pinpoints: tuple[str, ...]
    dates: tuple[str, ...]
    status: Status
    by: tuple[str, ...]
    reasons: tuple[str, ...]
    agreeing: tuple[str, ...]  # fields that were compared and agree
    differing: tuple[Comparison, ...]
    evidence: tuple[Evidence, ...]
    candidates: tuple[Candidate, ...]
    searches: tuple[SearchLink, ...]

    @property
    def name(self) -> str:
        """What to call the source: its canonical form, or as it is written."""
        return " – ".join(self.canonical) or self.written[0]

    @property
    def kind_names(self) -> str:
        """The kinds of its references, in words."""
        return ", ".join(kind.name for kind in self.kinds)


def sources(report: Report, places: Places) -> tuple[Source, ...]:
    """The table's rows, in the order in which sources are first cited."""
    groups: dict[object, list[int]] = {}
    for index, (reference, verdict) in enumerate(zip(report.references, report.verdicts, strict=True)):
        # What has no canonical form cannot be known to be the same source.
        key = (reference.canonical, verdict.status) if reference.canonical else index
        groups.setdefault(key, []).append(index)
    return tuple(_source(report, places, indices) for indices in groups.values())


def web_address(text: str) -> str | None:
    """`text` as the address of a link, when it is one that a page may lead to: http or https."""
    try:
        parts = urlsplit(text)
        safe = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return None
    # What is percent-encoded already stays; everything else that is no part of an address is encoded.
    encodable = text.encode("utf-8", "replace").decode()
    return quote(encodable, safe="%/:?#[]@!$&'()*+,;=~-._") if safe else None


def _source(report: Report, places: Places, indices: list[int]) -> Source:
    references = [report.references[index] for index in indices]
    verdicts = [report.verdicts[index] for index in indices]
    claims = [reference.date for reference in references]
    first = references[0]
    return Source(
        number=indices[0] + 1,
        places=tuple(
            Place(index + 1, places.words(reference.span.start), pinpoint_words(reference.pinpoints))
            for index, reference in zip(indices, references, strict=True)
        ),
        written=_distinct(" ".join(reference.text.split()) for reference in references),
        title=next((reference.title.text for reference in references if reference.title), None),
        canonical=first.canonical,
        inferred=_distinct(reference.inferred for reference in references if reference.inferred),
        kinds=_distinct(KindWords.of(reference) for reference in references),
        pinpoints=_distinct(pinpoint_words(reference.pinpoints) for reference in references if reference.pinpoints),
        dates=_distinct(date_words(claim.value, claim.kind) for claim in claims if claim),
        status=verdicts[0].status,
        by=_distinct(verdict.by for verdict in verdicts if verdict.by),
        reasons=_distinct(verdict.reason for verdict in verdicts if verdict.reason),
        agreeing=_agreeing(verdicts),
        differing=_distinct(item for verdict in verdicts for item in verdict.comparisons if not item.agrees),
        evidence=_distinct(item for verdict in verdicts for item in verdict.evidence),
        candidates=_distinct(item for verdict in verdicts for item in verdict.candidates),
        searches=_searches(first),
    )


def _agreeing(verdicts: list[Verdict]) -> tuple[str, ...]:
    return _distinct(item.field for verdict in verdicts for item in verdict.comparisons if item.agrees)


def _searches(reference: Reference) -> tuple[SearchLink, ...]:
    if reference.custom:
        address = web_address(reference.custom.address or "")
        return (SearchLink(f"Look up {reference.canonical[0]}", address),) if address else ()
    found = [link for target in reference.canonical for link in _searches_for(target, reference)]
    if not found:
        words = reference.title.text if reference.title else reference.text
        found = [_library(" ".join(words.split())[:_LONGEST_QUERY])]
    return _distinct(found)


def _searches_for(target: str, reference: Reference) -> list[SearchLink]:
    if "://" in target or reference.kind is Kind.URL:
        address = web_address(target)
        return [SearchLink("Open the address", address)] if address else []
    if court := _COURT.match(target):
        return [_court(court[1], court[2])]
    if reference.kind is Kind.TREATY:
        return [SearchLink("UN Treaty Collection", "https://treaties.un.org/")]
    if _SYMBOL.fullmatch(target):
        address = address_to_cite(target)
        return [*([SearchLink(f"Open {target}", address)] if address else []), _library(target)]
    if reference.kind is Kind.SHORT:
        return [SearchLink("UN Treaty Collection", "https://treaties.un.org/")]
    return [_library(target)]


def _court(court: str, case: str) -> SearchLink:
    if court == "ICJ" and case.isdigit():
        return SearchLink(f"ICJ, case {case}", f"https://www.icj-cij.org/case/{case}")
    if court == "PCIJ":
        return SearchLink("PCIJ decisions", "https://www.icj-cij.org/pcij")
    return SearchLink("ICJ, list of cases", "https://www.icj-cij.org/list-of-all-cases")


def _library(words: str) -> SearchLink:
    query = quote(words, safe="", errors="replace")
    return SearchLink(f"Search the UN Digital Library for {words}", _LIBRARY + query)


def _distinct(items: Iterable[_T]) -> tuple[_T, ...]:
    """Each item once, in the order of its first appearance."""
    return tuple(dict.fromkeys(items))
