"""Document, References, Verdicts → Findings. No I/O; one module a rule.

`RULES` is the list: most specific first, since of several findings on one place the first rule's is
shown and the others stand beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from types import MappingProxyType

from refcheck.domain.patterns import lazy
from refcheck.errors import ReadingError, UsageError
from refcheck.model import SEVERITIES, Checked, Finding, Level, Related, Severity, Span
from refcheck.rules import (
    agenda_items_closing,
    agenda_items_order,
    agenda_title_count,
    agenda_title_match,
    annex_announced,
    annex_description,
    annex_heading,
    asterisk_note,
    body_active,
    body_session_date,
    cited_footnote_exists,
    cites_the_future,
    closing_request,
    council_year_ordinal,
    date_range_valid,
    decision_or_resolution,
    defined_term,
    ecosoc_session_dates,
    entity_name,
    event_before_letter,
    figure_conflict,
    footnote_duplicate,
    footnote_missing_marker,
    footnote_missing_text,
    footnote_order,
    ibid_agrees,
    ibid_valid,
    icj_citation,
    icj_form,
    joint_symbol_incomplete,
    joint_symbol_same_document,
    joint_symbol_session_year,
    link_placeholder,
    link_target_symbol,
    masthead_vs_letter_date,
    meeting_record_range,
    name_variants,
    not_found,
    number_date_pace,
    paragraph_numbering,
    parallel_identifier,
    pinpoint_exists,
    pinpoint_supports,
    quotation_marks_balanced,
    quotation_matches,
    quotation_truncated,
    range_style,
    reissue_date,
    resolution_date,
    resolution_number_ceiling,
    resolution_session_date,
    resolution_style_era,
    resolution_year,
    resolution_year_missing,
    respectively_count,
    same_letter_twice,
    same_symbol_two_authors,
    same_symbol_two_dates,
    same_symbol_two_titles,
    session_ordinal,
    session_year,
    short_reference_target,
    signature_present,
    source_author,
    source_date,
    source_title,
    superseded,
    symbol_malformed,
    symbol_session,
    symbol_style,
    symbol_year,
    treaty_registration,
    two_symbols_one_thing,
    url_dead,
    url_malformed,
    url_moved,
    url_soft_404,
    vague_reference,
)
from refcheck.rules.rule import Rule, rule_of

MODULES = (
    agenda_items_closing,
    joint_symbol_same_document,
    joint_symbol_session_year,
    symbol_malformed,
    resolution_style_era,
    decision_or_resolution,
    resolution_year,
    resolution_session_date,
    resolution_date,
    session_year,
    body_session_date,
    meeting_record_range,
    treaty_registration,
    footnote_duplicate,
    footnote_missing_text,
    footnote_missing_marker,
    footnote_order,
    annex_announced,
    annex_heading,
    annex_description,
    event_before_letter,
    masthead_vs_letter_date,
    reissue_date,
    session_ordinal,
    council_year_ordinal,
    ecosoc_session_dates,
    agenda_title_count,
    parallel_identifier,
    body_active,
    link_target_symbol,
    ibid_valid,
    ibid_agrees,
    short_reference_target,
    respectively_count,
    icj_citation,
    resolution_number_ceiling,
    symbol_year,
    symbol_session,
    cites_the_future,
    number_date_pace,
    not_found,
    quotation_matches,
    pinpoint_exists,
    cited_footnote_exists,
    superseded,
    same_symbol_two_dates,
    same_symbol_two_authors,
    same_symbol_two_titles,
    two_symbols_one_thing,
    source_date,
    source_author,
    source_title,
    date_range_valid,
    agenda_items_order,
    agenda_title_match,
    signature_present,
    closing_request,
    same_letter_twice,
    quotation_truncated,
    pinpoint_supports,
    url_malformed,
    paragraph_numbering,
    resolution_year_missing,
    link_placeholder,
    joint_symbol_incomplete,
    symbol_style,
    icj_form,
    figure_conflict,
    name_variants,
    entity_name,
    defined_term,
    quotation_marks_balanced,
    asterisk_note,
    range_style,
    vague_reference,
    url_dead,
    url_soft_404,
    url_moved,
)
RULES: tuple[Rule, ...] = tuple(rule_of(module) for module in MODULES)
RULES_BY_NAME = {rule.name: rule for rule in RULES}
_PRECEDENCE = {rule.name: place for place, rule in enumerate(RULES)}


# "resolution 822 (1994) [sic]": the writer quotes the mistake of another and says so.
_MARKED = lazy(r"[^\n\[(]{0,30}[\[(][*_]{0,2}sic\b", re.IGNORECASE)
MAX_FINDINGS = 10_000
AS_SHIPPED: Mapping[str, Level] = MappingProxyType({})


def named(name: str) -> Rule:
    """The rule of this name. Raises UsageError, with the nearest name, where there is none."""
    if name in RULES_BY_NAME:
        return RULES_BY_NAME[name]
    from difflib import get_close_matches  # noqa: PLC0415 - only a wrong name needs it

    near = get_close_matches(name.lower().replace("_", "-")[:100], RULES_BY_NAME, 1, 0.6)
    meant = f' (did you mean "{near[0]}"?)' if near else ""
    raise UsageError(f'no rule is called "{name}"; `refcheck explain` lists all{meant}')


def chosen(levels: Iterable[tuple[str, Level]], file: str) -> Mapping[str, Level]:
    """The levels that a settings file gives, by rule. Raises UsageError for a rule that does not exist."""
    by_name: dict[str, Level] = {}
    for name, level in levels:
        try:
            by_name[named(name).name] = level
        except UsageError as error:
            raise UsageError(f"{file}: [rules]: {error}") from error
    return by_name


def judge(checked: Checked, levels: Mapping[str, Level] = AS_SHIPPED) -> tuple[Finding, ...]:
    """The findings of all rules, one a mistake: worst first, then in the order of the text.

    `levels` says which rules the settings switch off or on, and how grave their findings are. Raises ReadingError for
    more than MAX_FINDINGS.
    """
    guesses = [reference for reference in checked.references if reference.is_guess]
    guessed = {span for guess in guesses for span in (guess.span, guess.date.span if guess.date else guess.span)}
    everything = (
        _levelled(_tempered(finding, guessed), rule, levels.get(rule.name))
        for rule in RULES
        if _runs(rule, levels.get(rule.name))
        for finding in rule.check(checked)
        if not _MARKED.match(checked.document.text, finding.span.end)
    )
    found = list(islice(everything, MAX_FINDINGS + 1))
    if len(found) > MAX_FINDINGS:
        reason = f"more than {MAX_FINDINGS:,} findings, which no document has; check that it is one, or split it"
        raise ReadingError(checked.document.path, reason)
    return tuple(sorted(_merged(found), key=lambda finding: (SEVERITIES.index(finding.severity), finding.span)))


def _tempered(finding: Finding, guessed: set[Span]) -> Finding:
    """A finding on a reference whose body had to be guessed is no error: the guess may be what is wrong."""
    if finding.severity is Severity.ERROR and finding.span in guessed:
        return replace(finding, severity=Severity.WARNING)
    return finding


def _runs(rule: Rule, level: Level | None) -> bool:
    return rule.on_by_default if level is None else level is not Level.OFF


def _levelled(finding: Finding, rule: Rule, level: Level | None) -> Finding:
    """The finding as grave as the settings let it be: the rule's gravest ones have their level, none exceeds it."""
    if level in (None, Level.OFF, Level.ON):
        return finding
    wanted = Severity(level)
    if finding.severity is rule.severity or SEVERITIES.index(finding.severity) < SEVERITIES.index(wanted):
        return replace(finding, severity=wanted)
    return finding


def _merged(findings: Iterable[Finding]) -> list[Finding]:
    """Fold findings on one place into one: the most specific stays, the others become related to it."""
    kept: list[Finding] = []
    spans: list[Span] = []  # of the errors and warnings kept, in order; they do not overlap
    own: dict[Span, int] = {}  # which of them has this span
    related: dict[Span, int] = {}  # which of them names this place
    by_weight = sorted(findings, key=lambda f: (SEVERITIES.index(f.severity), _PRECEDENCE[f.rule], f.span))
    for finding in by_weight:
        if finding.severity is Severity.INFO:
            kept.append(finding)
            continue
        causes = [own[span] for span in _overlapping(spans, finding.span)]
        causes += [own[span] for place in finding.related for span in _around(spans, place.span)]
        causes += [related[finding.span]] if finding.span in related else []
        if causes:
            kept[min(causes)] = _joined(kept[min(causes)], finding)
            continue
        insort(spans, finding.span)
        own[finding.span] = len(kept)
        for place in finding.related:
            related.setdefault(place.span, len(kept))
        kept.append(finding)
    return kept


def _around(spans: Sequence[Span], place: Span) -> Iterator[Span]:
    """Those of `spans` that hold `place`: "28" of one issue lies in the date that is wrong there."""
    return (span for span in _overlapping(spans, place) if span.holds(place))


def _overlapping(spans: Sequence[Span], span: Span) -> Iterator[Span]:
    """Those of `spans` that share a character with `span`."""
    place = max(0, bisect_left(spans, span) - 1)
    while place < len(spans) and spans[place].start < span.end:
        if spans[place].overlaps(span):
            yield spans[place]
        place += 1


def _joined(kept: Finding, other: Finding) -> Finding:
    note = Related(other.span, f"{other.rule}: {other.message}")
    return replace(kept, related=(*kept.related, note), suggestion=kept.suggestion or other.suggestion)
