"""References → Verdicts with evidence: what an authority knows of each, beside what the text says.

Pure but for the questions put to the authority. Only an authority that is complete for a document may
turn its silence into "not found"; everything else that is not known is "unverifiable".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from refcheck.domain import dates, symbols, treaties
from refcheck.domain.citing import address_to_cite, successor
from refcheck.model import (
    Candidate,
    Comparison,
    Custom,
    Evidence,
    Kind,
    Known,
    Reference,
    Status,
    TitleKind,
    Verdict,
)
from refcheck.model.reference import NOT_AT_HAND, not_compared
from refcheck.resolution.authority import Authority
from refcheck.resolution.candidates import (
    candidates_of_day,
    council_candidates,
    decision_candidates,
    resolution_candidates,
    titled_candidates,
)
from refcheck.resolution.comparing import compare_dates, compare_titles
from refcheck.resolution.written import in_words, number_of, of_the_court, years_of_reports

_TREATIES = {treaty.canonical: treaty for treaty in treaties.TREATIES}


def resolve(references: Sequence[Reference], authority: Authority) -> tuple[Verdict, ...]:
    """The verdict on each reference, in the same order."""
    cited = frozenset(form for reference in references for form in reference.canonical)
    verdicts: dict[int, Verdict] = {}
    for reference in references:
        if reference.kind is not Kind.SHORT:
            verdicts[reference.span.start] = _verdict(reference, authority, cited)
    return tuple(
        verdicts[reference.span.start]
        if reference.kind is not Kind.SHORT
        else _short_verdict(reference, authority, verdicts)
        for reference in references
    )


def _verdict(reference: Reference, authority: Authority, cited: frozenset[str]) -> Verdict:
    match reference.kind:
        case Kind.URL:
            return _link_verdict(reference.canonical[0])
        case Kind.WORK:
            return _unverifiable(
                "Described in words, without a symbol or an address to look up. Search for its title or author."
            )
        case Kind.DOI:
            return _unverifiable(f"Not asked: this run opened no network connection. Open {reference.canonical[0]}.")
        case Kind.ISBN:
            return _unverifiable("The number's check digit is right; whether the book says so must be looked up.")
        case Kind.TREATY:
            return _treaty_verdict(reference, authority)
        case Kind.ICJ:
            return _court_verdict(reference, authority, cited)
        case Kind.CUSTOM:
            return _unverifiable(_where_to_look(reference.custom))
        case _ if not reference.canonical:
            return _unverifiable("The symbol of its document cannot be told from the number. Search for it by number.")
        case _:
            return worst([_document_verdict(reference, form, authority, cited) for form in reference.canonical])


def _link_verdict(url: str) -> Verdict:
    """Nothing is known of a page that was not asked; only what took the place of its host, where that has retired."""
    heir = successor(url)
    return _unverifiable(
        "Not asked: this run opened no network connection. Open the address and look.",
        candidates=(Candidate(heir.url, heir.url, heir.reason),) if heir else (),
    )


def _where_to_look(custom: Custom | None) -> str:
    place = f"look it up at {custom.address}" if custom and custom.address else "look it up by hand"
    return f"A kind of your own, of which no source here knows anything: {place}."


def _unverifiable(reason: str, *, candidates: tuple[Candidate, ...] = ()) -> Verdict:
    return Verdict(Status.UNVERIFIABLE, reason=reason, candidates=candidates)


_GRAVITY = (Status.NOT_FOUND, Status.MISMATCH, Status.UNVERIFIABLE, Status.VERIFIED)


def worst(verdicts: Sequence[Verdict]) -> Verdict:
    """One verdict on a double symbol or a list of parts: as bad as its worst half, with all evidence."""
    worst = min(verdicts, key=lambda verdict: _GRAVITY.index(verdict.status))
    if len(verdicts) == 1:
        return worst
    return Verdict(
        worst.status,
        worst.by,
        " ".join(dict.fromkeys(verdict.reason for verdict in verdicts if verdict.reason)),
        tuple(item for verdict in verdicts for item in verdict.comparisons),
        tuple(item for verdict in verdicts for item in verdict.evidence),
        tuple(item for verdict in verdicts for item in verdict.candidates),
    )


def _short_verdict(reference: Reference, authority: Authority, verdicts: Mapping[int, Verdict]) -> Verdict:
    if reference.refers_to is None:
        return _unverifiable("Nothing stands before it that it could mean.")
    case = of_the_court(reference.canonical)
    known = authority.case(case) if case and reference.canonical[0].count("/") == 1 else None
    if known:
        edition, address = authority.edition, f"https://www.icj-cij.org/case/{known.number}"
        says = f"Case No. {known.number} of the General List: {known.title}"
        return Verdict(
            Status.VERIFIED,
            by=edition.name,
            reason="It stands for the case alone; the decision is named behind it.",
            comparisons=(Comparison("exists", f"case No. {case}", f"case No. {known.number}", agrees=True),),
            evidence=(Evidence(edition.name, says, address, edition.compiled),),
        )
    return verdicts[reference.refers_to]


def _treaty_verdict(reference: Reference, authority: Authority) -> Verdict:
    form = reference.canonical[0]
    known = authority.look_up(form)
    if known:
        return _agreement(reference, (known,), ())
    treaty = _TREATIES.get(form)
    name = treaty.name if treaty else form
    volume, _, number = form.removeprefix("UNTS/").partition("/")
    place = f" (by general knowledge Treaty Series, vol. {volume}, No. {number})" if form.startswith("UNTS/") else ""
    return _unverifiable(
        f"The catalogue holds no treaties; {name}{place} is known here by name only. "
        "Look it up in the Treaty Collection."
    )


def _document_verdict(reference: Reference, form: str, authority: Authority, cited: frozenset[str]) -> Verdict:
    symbol = symbols.parse(form)
    known = authority.records(form)
    if known:
        return known_verdict(reference, symbol, known, authority)
    if symbol and symbol.series == "S/RES" and symbol.number:
        return _council_verdict(reference, symbol, authority, cited)
    candidates = resolution_candidates(reference, symbol, authority) if symbol else ()
    proof = authority.complete_for(form)
    if proof or (reference.title and reference.title.kind is not TitleKind.DESCRIBED):
        candidates = candidates or titled_candidates(reference, form, authority)
    if proof:
        return Verdict(
            Status.NOT_FOUND,
            by=authority.edition.name,
            reason=f"There is no {in_words(form)}. {proof}",
            evidence=(Evidence(authority.edition.name, proof, None, authority.edition.compiled),),
            candidates=candidates,
        )
    return _unverifiable(_why_unknown(form, symbol, authority), candidates=candidates)


def known_verdict(
    reference: Reference, symbol: symbols.Symbol | None, known: tuple[Known, ...], authority: Authority
) -> Verdict:
    """The verdict on a document that a catalogue holds: what the text says of it, compared like with like."""
    form = known[0].canonical
    objection = authority.objection(form)
    if objection:
        evidence = Evidence(authority.edition.name, objection, None, authority.edition.compiled)
        return Verdict(
            Status.UNVERIFIABLE,
            reason=f"The catalogues disagree: {known[0].source} has {in_words(form)}. {objection}",
            evidence=(*(_evidence(record, _fact(record)) for record in known), evidence),
        )
    dated = compare_dates(reference, known)
    titled = compare_titles(reference.title, known, authority.titled)
    compared = tuple(one.comparison for one in (dated, titled) if one.comparison)
    differs = [comparison for comparison in compared if not comparison.agrees]
    candidates: tuple[Candidate, ...] = ()
    if differs:
        candidates = candidates_of_day(reference, symbol, authority) if symbol else ()
        if len(candidates) == 1 and known[0].sure:
            # What was adopted on the date given, a slip away: then a source that may be a day off is right.
            compared = tuple(replace(one, sure=True) for one in compared)
        candidates = candidates or titled_candidates(reference, form, authority)
    return _agreement(reference, known, compared, [one.remark for one in (dated, titled) if one.remark], candidates)


def _agreement(
    reference: Reference,
    known: Sequence[Known],
    comparisons: tuple[Comparison, ...],
    remarks: Sequence[str] = (),
    candidates: tuple[Candidate, ...] = (),
) -> Verdict:
    """The verdict on a document that exists: verified, unless something compared differs."""
    exists = Comparison("exists", reference.text, in_words(known[0].canonical), agrees=True)
    differs = [comparison for comparison in comparisons if not comparison.agrees]
    left_out = list(remarks)
    if reference.pinpoints:
        left_out.append(not_compared(reference.pinpoints, NOT_AT_HAND))
    return Verdict(
        Status.MISMATCH if differs else Status.VERIFIED,
        by=known[0].source,
        reason=" ".join(left_out),
        comparisons=(exists, *comparisons),
        evidence=tuple(_evidence(record, _fact(record)) for record in known),
        candidates=candidates,
    )


def _fact(known: Known) -> str:
    dated = f" is dated {dates.words(known.date)}" if known.date else " exists"
    return f"{in_words(known.canonical)}{dated}" + (f": {known.title}" if known.title else "")


def _evidence(known: Known, says: str) -> Evidence:
    return Evidence(known.source, f"{says} [{known.basis}]" if known.basis else says, known.url, known.as_of)


def _council_verdict(
    reference: Reference, symbol: symbols.Symbol, authority: Authority, cited: frozenset[str]
) -> Verdict:
    """A Security Council resolution that is not known under the number and year written."""
    number, year = symbol.number or 0, symbol.year
    candidates = council_candidates(reference, number, year, authority, cited)
    known = authority.council_resolution(number)
    if known and known.date and year:
        return Verdict(
            Status.MISMATCH,
            by=known.source,
            comparisons=(
                Comparison("number", str(number), number_of(known.canonical), agrees=True),
                Comparison("year", str(year), str(known.date.year), agrees=False),
            ),
            evidence=(_evidence(known, _fact(known)),),
            candidates=candidates,
        )
    proof = authority.complete_for(symbol.canonical)
    if proof:
        evidence = Evidence(authority.edition.name, proof, None, authority.edition.compiled)
        reason = f"There is no Security Council resolution {number}{f' ({year})' if year else ''}. {proof}"
        return Verdict(Status.NOT_FOUND, authority.edition.name, reason, (), (evidence,), candidates)
    return _unverifiable(
        f"Newer than the catalogue: {' '.join(authority.edition.complete_for[:1])} Look it up at "
        f"{address_to_cite(symbol.canonical)}."
    )


def _court_verdict(reference: Reference, authority: Authority, cited: frozenset[str]) -> Verdict:
    form = reference.canonical[0]
    if not form.startswith("ICJ/"):
        return _unverifiable(
            "The catalogue holds no decisions of the Permanent Court of International Justice. See the Court's "
            "publications at https://www.icj-cij.org/pcij."
        )
    _, case, code, when = form.split("/")
    same = _decisions_meant(case, code, when, authority)
    known = authority.look_up(form) or (same[0] if len(same) == 1 else None)
    if known and known.date:
        day = dates.words(known.date)
        compared = Comparison("date" if reference.date else "year", day if reference.date else when, day, agrees=True)
        return _agreement(reference, (known,), (compared,))
    # A year alone proves nothing against a case that the text does not name beside it.
    guessed = len(when) == 4 and (reference.inferred is not None or bool(same))
    proof = None if guessed else authority.complete_for(form)
    candidates = decision_candidates(reference, case, code, authority, cited) if proof or reference.date else ()
    if proof:
        evidence = Evidence(authority.edition.name, proof, None, authority.edition.compiled)
        reason = f"There is no {in_words(form)}. {proof}"
        return Verdict(Status.NOT_FOUND, authority.edition.name, reason, (), (evidence,), candidates)
    place = f"https://www.icj-cij.org/case/{case}" if case != "?" else "https://www.icj-cij.org/decisions"
    if same:
        listed = "; ".join(in_words(decision.canonical) for decision in same)
        return _unverifiable(f"Several decisions are possible: {listed}. See {place}.")
    named = in_words(form) if case != "?" else "a decision of this date, in a case that the text does not name,"
    return _unverifiable(
        f"The catalogue does not hold {named} and is not complete for it. See the Court's list at {place}.",
        candidates=candidates,
    )


def _decisions_meant(case: str, code: str, when: str, authority: Authority) -> tuple[Known, ...]:
    """The decisions that a date without a case, or a case with a year alone, can mean."""
    if len(when) == 4:
        in_case = authority.decisions(case) if case != "?" else ()
        return tuple(
            known
            for known in in_case
            if f"/{code}/" in known.canonical and known.date and known.date.year in years_of_reports(int(when))
        )
    return authority.decisions_on(dt.date.fromisoformat(when), code) if case == "?" else ()


def _why_unknown(form: str, symbol: symbols.Symbol | None, authority: Authority) -> str:
    address = f" Look it up at {address_to_cite(form)}."
    if symbol is None:
        return f"{form} has no form that refcheck can look up."
    run = authority.bracket(form)
    if run:
        between = (
            f"on {dates.words(run.not_before)}"
            if run.not_before == run.not_after
            else f"between {dates.words(run.not_before)} and {dates.words(run.not_after)}"
        )
        return (
            f"{in_words(form)} is not in the catalogue by itself. Its number stands in the unbroken run of its "
            f"session, adopted probably {between}.{address}"
        )
    series = authority.series_of(form)
    body = f" It belongs to the series {series.prefix} ({series.body})." if series else ""
    if symbol.root in symbols.PRESS_ROOTS:
        return "A press release: the catalogue holds none. Look it up at https://press.un.org."
    return f"Not in the catalogue, which is not complete for this series.{body}{address}"
