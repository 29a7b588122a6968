"""Judgments, orders and advisory opinions of the International Court of Justice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from refcheck.domain.dates import DATE_PATTERN, parse_date
from refcheck.domain.patterns import lazy
from refcheck.extraction.found import Found, Source, at_anchors, last_match, sentence_start
from refcheck.model import Kind

ANCHORS = ("rder", "udg", "dvisory", "ORDER", "JUDG", "ADVISORY")
PERMANENT_COURT_ANCHORS = ("P.", "PCIJ")
_BACK = (("rder", 1), ("udg", 1), ("dvisory", 1), ("ORDER", 0), ("JUDG", 0), ("ADVISORY", 0))
_COURT = r"(?:International\s+Court\s+of\s+Justice|Court|ICJ)"
_DECISION = lazy(
    rf"\b(?P<kind>Order|Judge?ment|Advisory\s+Opinion|ORDER|JUDGMENT)s?"
    rf"(?:\s+(?:of|by|issued\s+by|rendered\s+by)\s+the\s+{_COURT})?,?\s+(?:of|dated|on)\s+(?P<date>{DATE_PATTERN})",
    re.IGNORECASE,
)
_COURT_NAMES = lazy(
    r"(?P<icj>International\s+Court\s+of\s+Justice|INTERNATIONAL\s+COURT\s+OF\s+JUSTICE|\bI\.?\s?C\.?\s?J\b|\bv\.\s+[A-Z])"
    r"|(?P<other>(?:European|Inter-American|African|Criminal|Constitutional|Supreme|High|District|Appeals?|City|Federal)"
    r"\s+(?:Criminal\s+)?(?:Court|Tribunal)|\bTribunal\b|\bICC\b|\bECHR\b)"
)
# "Merits, Judgment, I.C.J. Reports 1986, p. 14": judgments and opinions are cited without a date.
_REPORTED = lazy(
    r"\b(?P<kind>Judgment|Advisory\s+Opinion|Order)(?:,?\s+of\s+the\s+Court)?,?\s+[*_]*I\.?\s?C\.?\s?J\.?\s+Reports\s+"
    r"(?P<year>(?:19|20)\d\d)(?:[-–]\d{2,4})?(?:\s?\([IVX]{1,4}\))?"
)
_PERMANENT_COURT = lazy(
    r"\b(?:P\.\s?C\.\s?I\.\s?J\.?|PCIJ),?\s+Series\s+(?P<series>A/B|A|B|C|D|E),?\s+No\.\s*(?P<number>\d{1,3})"
)
_CODES = {"o": "ORD", "j": "JUD", "a": "ADV"}
_PARTIES = lazy(r"\(([^()]{2,60}?(?:\sv\.\s|\s?/\s?)[A-Z][^()]{2,80}?)\)")
_GENERAL_LIST = lazy(r"General\s+List\s+No\.\s*(\d{1,3})")
_HEADER = 4000
_IBID = lazy(r"\b[Ii]bid\b\.?")


class _Decision(NamedTuple):
    """A decision on its way to a case: `case` once it is known, `full` when a title stood before it."""

    found: Found
    code: str
    day: str
    case: str | None = None
    full: bool = False
    ibid: bool = False
    how: str | None = None

    def finished(self) -> Found:
        canonical = f"ICJ/{self.case or '?'}/{self.code}/{self.day}"
        return self.found._replace(canonical=(canonical,), inferred=self.how)


def find_icj(source: Source) -> Iterator[Found]:
    """Decisions by kind and date: "Order of the International Court of Justice of 7 December 2021".

    The case comes from the title before it, from the note that "Ibid." refers to, from a citation of the
    same decision in full, or from the only case that the document cites. Decisions of other courts, and
    orders with no court in sight, are passed over.
    """
    decisions: list[_Decision] = []
    for match in _decisions(source):
        day = parse_date(match["date"]) if match.re.groupindex.get("date") else None
        when = match["year"] if "year" in match.re.groupindex else day.isoformat() if day else None
        if when and _is_of_the_court(source, match):
            found = Found(match.start(), match.end(), Kind.ICJ, ())
            code = _CODES[match["kind"][0].lower()]
            decisions.append(_with_title(source, _Decision(found, code, when), decisions))
    header = _case_of_header(source) if decisions else None
    cited = _cited_in_full(decisions)
    for decision in decisions:
        known = _with_case(decision, cited)
        if known.case is None and header:
            known = known._replace(case=header, how="the case of this document of the Court")
        yield known.finished()


def _decisions(source: Source) -> Iterator[re.Match[str]]:
    """Decisions by date and decisions by their place in the Reports, in the order of the text."""
    dated = list(at_anchors(_DECISION, source, *_BACK))
    reported = (
        at_anchors(_REPORTED, source, ("udg", 1), ("dvisory", 1), ("rder", 1)) if "Reports" in source.view.text else ()
    )
    starts = {match.start() for match in dated}
    return iter(sorted([*dated, *(match for match in reported if match.start() not in starts)], key=re.Match.start))


def find_permanent_court(source: Source) -> Iterator[Found]:
    """Decisions of the Permanent Court by series and number: "P.C.I.J., Series A, No. 10"."""
    for match in at_anchors(_PERMANENT_COURT, source, ("P.", 0), ("PCIJ", 0)):
        yield Found(*match.span(), Kind.ICJ, (f"PCIJ/{match['series']}/{match['number']}",))


def _case_of_header(source: Source) -> str | None:
    """The case of a decision of the Court itself: the parties in capitals, or "General List No. 181", on top."""
    top = source.view.text[:_HEADER]
    listed = _GENERAL_LIST.search(top)
    if not listed:
        return None
    parties = re.search(r"\([A-Z][A-Z '’-]+ v\. [A-Z][A-Z '’-]+\)", top)
    title = top[max(0, parties.start() - 300) : parties.end()].title().replace(" V. ", " v. ") if parties else ""
    return (source.case_of(title) if title else None) or listed[1]


def _is_of_the_court(source: Source, match: re.Match[str]) -> bool:
    text = source.view.text
    if re.search(r"International\s+Court\s+of\s+Justice|I\.?\s?C\.?\s?J\b", match[0]):
        return True
    low, high = source.view.segment(match.start())
    for reach in (200, 600, 1500):  # a name is most often near
        named = last_match(_COURT_NAMES, text, max(low, match.start() - reach), match.start())
        if named:
            return named["icj"] is not None
    if low and _IBID.search(text, max(low, match.start() - 1500), match.start()):
        return True
    after = _COURT_NAMES.search(text, match.end(), min(high, match.end() + 60))
    return bool(after and after["icj"] and not re.search(r"[.;]\s", text[match.end() : after.start()]))


def _with_title(source: Source, decision: _Decision, earlier: list[_Decision]) -> _Decision:
    """Take the case from the title that stands before the decision in the same source."""
    text, position = source.view.text, decision.found.start
    low, _ = source.view.segment(position)
    floor = max(low, position - 600, earlier[-1].found.end if earlier else 0)
    parties = last_match(_PARTIES, text, floor, position)
    if parties:
        start = max(floor, sentence_start(text, parties.start(), low))
        case = source.case_of(text[start : parties.end()]) or source.case_of(parties[0])
        return decision._replace(case=case, full=case is not None)
    if decision.code == "ADV" or "," in text[max(floor, position - 4) : position]:
        start = sentence_start(text, position, floor)
        title = text[start:position].strip(" ,*\n\t")
        if len(title) > 12 and not _IBID.search(title):
            case = source.case_of(title)
            if case:
                return decision._replace(case=case, full=True)
    if _IBID.search(text, floor, position):
        return decision._replace(ibid=True)
    return decision


def _with_case(decision: _Decision, cited: _Cited) -> _Decision:
    if decision.case:
        return decision
    before = cited.by_ibid.get(decision.found.start)
    if before:
        return decision._replace(case=before, how='the case is that of the note before ("Ibid.")')
    same = cited.by_day.get((decision.code, decision.day), set())
    if len(same) == 1:
        return decision._replace(case=min(same), how="the case is named where this decision is cited in full")
    if len(cited.cases) == 1:
        return decision._replace(case=min(cited.cases), how="the only case of the Court that this document cites")
    return decision


class _Cited(NamedTuple):
    """What is known from citations in full: the case before each "Ibid.", the cases of a day, and all."""

    by_ibid: dict[int, str]
    by_day: dict[tuple[str, str], set[str]]
    cases: set[str]


def _cited_in_full(decisions: list[_Decision]) -> _Cited:
    """The cases of decisions with a title of their own, and of those that "Ibid." gives one."""
    cited = _Cited({}, {}, set())
    last: str | None = None
    for decision in decisions:
        if decision.full:
            last = decision.case
        elif decision.ibid and last:
            cited.by_ibid[decision.found.start] = last
        if last and (decision.full or decision.ibid):
            cited.by_day.setdefault((decision.code, decision.day), set()).add(last)
            cited.cases.add(last)
    return cited
