"""The real documents that a wrong reference may have meant, best first, each with what speaks for it.

A candidate needs evidence in the text: the date given, the same document cited elsewhere, or a slip of
one digit (rapidfuzz, optimal string alignment: one digit changed, lost, added, or two swapped).
"""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import OSA

from refcheck.domain import symbols
from refcheck.domain.dates import words
from refcheck.model import Candidate, DateKind, Known, Reference
from refcheck.resolution.authority import Authority
from refcheck.resolution.written import in_words, number_of

_MOST = 4


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
    found += [_candidate(known, "cited elsewhere in this document") for known in slips if known.canonical in cited]
    swapped = [known for known in slips if sorted(str(_number(known))) == sorted(str(number))]
    found += [_candidate(known, f"of {year}, with two digits of the number swapped") for known in swapped]
    own = authority.council_resolution(number)
    if own and own.date:
        found.append(_candidate(own, f"{number} is of {own.date.year}"))
    found += [_candidate(known, f"of {year}, with one digit of the number changed") for known in slips]
    return _distinct(found)


def resolution_candidates(reference: Reference, symbol: symbols.Symbol, authority: Authority) -> tuple[Candidate, ...]:
    """Resolutions of the same body that were adopted on the date given, with this number or a slip of it."""
    claim = reference.date
    if claim is None or claim.kind is not DateKind.ADOPTION or symbol.number is None:
        return ()
    on_day = authority.resolutions_like(symbol.series, day=claim.value)
    near = [known for known in on_day if _slip(known, symbol.number) <= 1]
    reason = f"adopted on {words(claim.value)}, the date given"
    return _distinct(_candidate(known, reason) for known in sorted(near, key=lambda k: _slip(k, symbol.number or 0)))


def decision_candidates(reference: Reference, case: str, code: str, authority: Authority) -> tuple[Candidate, ...]:
    """Decisions of the Court of the same kind in the same case, those of the same month first."""
    claim = reference.date
    if claim is None or case == "?":
        return ()
    same_kind = [known for known in authority.decisions(case) if known.date and f"/{code}/" in known.canonical]
    written = claim.value.isoformat()
    near = [known for known in same_kind if known.date and OSA.distance(known.date.isoformat(), written) <= 1]
    month = [known for known in same_kind if known.date and known.date.isoformat()[:7] == written[:7]]
    return _distinct(
        [
            *(_candidate(known, "the only known one in this case in that month") for known in month if len(month) == 1),
            *(_candidate(known, "in this case, in that month") for known in month),
            *(_candidate(known, "in this case, one digit of the date apart") for known in near),
        ]
    )


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


def _slip(known: Known, number: int) -> int:
    return OSA.distance(str(_number(known)), str(number))
