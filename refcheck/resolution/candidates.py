"""The real documents that a wrong reference may have meant, best first, each with what speaks for it.

A candidate needs evidence in the text: the date given, the same document cited elsewhere, or a slip of
one digit (rapidfuzz, optimal string alignment: one digit changed, lost, added, or two swapped).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from refcheck.domain import symbols
from refcheck.domain.dates import words
from refcheck.model import Candidate, DateKind, Known, Reference
from refcheck.resolution.authority import Authority
from refcheck.resolution.written import in_words, letter_of, number_of

_MOST = 4
_SAME_TITLE = 90.0
_MOST_TITLED = 40  # a title that recurs each session is borne by so many
CITED_ELSEWHERE = "cited elsewhere in this document"
OF_THAT_DATE = "of that date"


def council_candidates(
    reference: Reference, number: int, year: int | None, authority: Authority, cited: frozenset[str]
) -> tuple[Candidate, ...]:
    """Security Council resolutions near "583 (1993)".

    By the date given, then what is cited elsewhere, then two swapped digits in the year written, then the
    number in its true year, then one wrong digit.
    """
    found: list[Candidate] = []
    claim = reference.date
    if claim and claim.kind is DateKind.ADOPTION:
        on_day = authority.resolutions_like("S/RES", day=claim.value)
        found += [
            _candidate(known, f"adopted on {words(claim.value)}, the date given")
            for known in sorted(on_day, key=lambda known: _slip(known, number))
        ]
    of_year = authority.council_resolutions_of(year) if year else ()
    slips = [known for known in of_year if _slip(known, number) == 1]
    found += [_candidate(known, CITED_ELSEWHERE) for known in slips if known.canonical in cited]
    swapped = [known for known in slips if sorted(str(_number(known))) == sorted(str(number))]
    found += [_candidate(known, f"of {year}, with two digits of the number swapped") for known in swapped]
    own = authority.council_resolution(number)
    if own and own.date:
        found.append(_candidate(own, f"{number} is of {own.date.year}"))
    found += [_candidate(known, f"of {year}, with one digit of the number changed") for known in slips]
    return _distinct(found)


def resolution_candidates(reference: Reference, symbol: symbols.Symbol, authority: Authority) -> tuple[Candidate, ...]:
    """Resolutions of the same body that were adopted on the date given, with this number or a slip of it."""
    number, letter = symbol.number, letter_of(symbol.canonical)
    if number is None:
        return ()
    found: list[Candidate] = []
    claim = reference.date
    if claim and claim.kind is DateKind.ADOPTION:
        on_day = authority.resolutions_like(symbol.series, day=claim.value)
        near = [known for known in on_day if _slip(known, number) <= 1]
        near.sort(key=lambda known: (_slip(known, number), letter_of(known.canonical) != letter))
        found += [_candidate(known, f"adopted on {words(claim.value)}, the date given") for known in near]
    if symbol.series == "A/RES" and "(" in symbol.canonical:
        same = authority.resolutions_like("A/RES", number=number)
        alike = [known for known in same if "(" in known.canonical and letter_of(known.canonical) == letter]
        if len(alike) == 1:
            found.append(_candidate(alike[0], "the only one of this number in its series"))
    return _distinct(found)


def candidates_of_day(reference: Reference, symbol: symbols.Symbol, authority: Authority) -> tuple[Candidate, ...]:
    """What was adopted on the date given, one slip in the number or the session away from what is written.

    For a resolution that exists, though of another date: "2220 (2015) of 17 February 2015" is 2202 (2015).
    """
    claim = reference.date
    if claim is None or claim.kind is not DateKind.ADOPTION or symbol.number is None:
        return ()
    written = (_session(symbol), str(symbol.number))
    found = []
    for known in authority.resolutions_like(symbol.series, day=claim.value):
        other = symbols.parse(known.canonical)
        if other is None or letter_of(known.canonical) != letter_of(symbol.canonical):
            continue
        theirs = (_session(other), str(other.number))
        if sum(map(OSA.distance, written, theirs)) == 1:
            found.append(_candidate(known, f"adopted on {words(claim.value)}, the date given"))
    return _distinct(found)


def titled_candidates(reference: Reference, form: str, authority: Authority) -> tuple[Candidate, ...]:
    """Documents of the same body that bear the title given, and fit the date and the session, or a slip of them.

    Titles recur from session to session: where neither date nor session tells, only the one that bears it is named.
    """
    symbol = symbols.parse(form)
    if reference.title is None or symbol is None:
        return ()
    bear_it = [
        known
        for known, likeness in authority.titled(reference.title.text, limit=_MOST_TITLED)
        if likeness >= _SAME_TITLE and known.canonical != form and _series(known) == symbol.series
    ]
    fits = [known for known in bear_it if _fits_date(reference, known)]
    near = [known for known in fits if _is_near(known, symbol) or (reference.date and known.date)]
    near = near or (fits if len(fits) == 1 else [])
    near.sort(key=lambda known: OSA.distance(known.canonical, form))
    return _distinct(_candidate(known, f"has the title given: “{known.title}”{_on_day(known)}") for known in near)


def _is_near(known: Known, symbol: symbols.Symbol) -> bool:
    """Whether a document is of the same session or year, or a slip away."""
    other = symbols.parse(known.canonical)
    same = other is not None and _session(other) == _session(symbol) != ""
    return same or OSA.distance(known.canonical, symbol.canonical) == 1


def _fits_date(reference: Reference, known: Known) -> bool:
    claim = reference.date
    return claim is None or known.date is None or claim.value in (known.date, *known.other_dates)


def _series(known: Known) -> str:
    symbol = symbols.parse(known.canonical)
    return symbol.series if symbol else ""


def _on_day(known: Known) -> str:
    return f", {words(known.date)}" if known.date else ""


def decision_candidates(
    reference: Reference, case: str, code: str, authority: Authority, cited: frozenset[str]
) -> tuple[Candidate, ...]:
    """Decisions of the Court in the same case.

    First one of another kind on that very day, then those cited elsewhere in the document, then those of the same
    month, and of a date one digit apart. The reason names the phase that the decision belongs to: a text that names
    the same phase means it. Of a decision cited by year alone: all of its kind, the nearest first.
    """
    claim = reference.date
    in_case = [known for known in authority.decisions(case) if known.date] if case != "?" else []
    same_kind = [known for known in in_case if f"/{code}/" in known.canonical]
    if claim is None:
        year = int(reference.canonical[0][-4:])
        same_kind.sort(key=lambda known: abs(known.date.year - year) if known.date else 0)
        return _distinct(_candidate(known, f"in this case{_phase(known, case, authority)}") for known in same_kind)
    written = claim.value.isoformat()
    other_kind = [known for known in in_case if known.date == claim.value and known not in same_kind]
    near = [known for known in same_kind if known.date and OSA.distance(known.date.isoformat(), written) <= 1]
    month = [known for known in same_kind if known.date and known.date.isoformat()[:7] == written[:7]]
    elsewhere = [known for known in [*month, *near] if known.canonical in cited]
    only = "the only known one in this case in that month"
    reasons = (
        (other_kind, f"in this case, {OF_THAT_DATE}"),
        (elsewhere, f"in this case, {CITED_ELSEWHERE}"),
        (month, only if len(month) == 1 else "in this case, in that month"),
        (near, "in this case, one digit of the date apart"),
    )
    return _distinct(
        _candidate(known, f"{reason}{_phase(known, case, authority)}") for some, reason in reasons for known in some
    )


def _phase(known: Known, case: str, authority: Authority) -> str:
    """What a decision of the Court was on, as far as the catalogue tells: " (merits)"."""
    entry = authority.case(case)
    subject = (known.title or "").removeprefix(entry.title).strip(" ,") if entry else ""
    return f" ({subject})" if subject else ""


def _candidate(known: Known, reason: str) -> Candidate:
    written = in_words(known.canonical) if known.canonical.startswith("ICJ/") else number_of(known.canonical)
    return Candidate(known.canonical, written, reason)


def _distinct(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    first: dict[str, Candidate] = {}
    for candidate in candidates:
        first.setdefault(candidate.canonical, candidate)
    return tuple(first.values())[:_MOST]


def _number(known: Known) -> int:
    symbol = symbols.parse(known.canonical)
    return (symbol.number or 0) if symbol else 0


def _session(symbol: symbols.Symbol) -> str:
    """The session or year of a resolution as written: "48", "XV", "ES-10", "2015"."""
    bracket = re.search(r"\(([^()]+)\)", symbol.canonical)
    return bracket[1] if bracket else symbol.canonical.removeprefix(symbol.series).rpartition("/")[0]


def _slip(known: Known, number: int) -> int:
    return OSA.distance(str(_number(known)), str(number))
