"""What a document says of its sources, held against their texts: quotations, places, later editions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from refcheck.model import (
    CitedPassage,
    Comparison,
    Consulted,
    Document,
    Evidence,
    JudgedPinpoint,
    JudgedQuotation,
    Kind,
    LaterEdition,
    Pinpoint,
    QuotationClaim,
    Reference,
    Status,
    Unit,
    Verdict,
    Wording,
)
from refcheck.model.reference import NOT_AT_HAND, not_compared
from refcheck.texts.judging import Judgement, best_of, judge
from refcheck.texts.library import CitedText, Texts
from refcheck.texts.passages import goes_on, passage
from refcheck.texts.places import UNIT_NAMES, cited_regions, exists, in_annexes, in_words
from refcheck.texts.stated import compare_with_letter

_HELD = (Kind.SYMBOL, Kind.RESOLUTION, Kind.ICJ, Kind.OPINION, Kind.SHORT)
_QUOTED_WORDS = 8  # from which on it matters that a sentence goes on
_MOST_QUOTATIONS = 2000  # of one document


def consult(document: Document, references: Sequence[Reference], texts: Texts) -> Consulted:
    """Everything that the texts at hand say of the document's references."""
    held = tuple(_text_of(reference, texts) for reference in references)
    return Consulted(
        quotations=tuple(_quotations(document, references, held)),
        pinpoints=tuple(_pinpoints(references, held)),
        later=tuple(_later(references, held, texts)),
        stated=tuple(_stated(reference, text) for reference, text in zip(references, held, strict=True)),
        texts=tuple(text.source if text else None for text in held),
        remarks=texts.remarks,
    )


def _stated(reference: Reference, text: CitedText | None) -> tuple[Comparison, ...]:
    """What the reference says of a letter, beside the letter's own title."""
    if text is None or text.letter is None or not (reference.date or reference.author):
        return ()
    return tuple(compare_with_letter(reference, text.letter, text.source))


def _text_of(reference: Reference, texts: Texts) -> CitedText | None:
    if reference.kind not in _HELD:
        return None
    return next((text for form in reference.canonical if (text := texts.text_of(form))), None)


# --- quotations -----------------------------------------------------------------------------


def _quotations(
    document: Document, references: Sequence[Reference], held: Sequence[CitedText | None]
) -> Iterator[JudgedQuotation]:
    """Each quotation once, with all sources that are cited for it."""
    cited: dict[QuotationClaim, list[int]] = {}
    for index, reference in enumerate(references):
        for claim in reference.quotations:
            cited.setdefault(claim, []).append(index)
    for claim in sorted(cited, key=lambda one: one.span)[:_MOST_QUOTATIONS]:
        yield _quotation(document, claim, cited[claim], references, held)


def _quotation(
    document: Document,
    claim: QuotationClaim,
    sources: Sequence[int],
    references: Sequence[Reference],
    held: Sequence[CitedText | None],
) -> JudgedQuotation:
    judged = [
        (index, judge(claim.text, text, references[index].pinpoints, document.language))
        for index in sources
        if (text := held[index]) is not None
    ]
    found = best_of(judged, all_at_hand=len(judged) == len(sources))
    if found is None:
        return _unchecked(claim, sources, "the text of its source is not at hand")
    bearer, judgement = found
    text = held[bearer]
    if judgement.wording is Wording.ABSENT and not claim.direct:
        return _unchecked(claim, sources, "the words are not in the source of the sentence; they may be another's")
    if text is None or judgement.wording is Wording.UNCHECKED:
        return _unchecked(claim, sources, judgement.reason)
    return _held_against(document, claim, sources, bearer, judgement, text, references[bearer])


def _unchecked(claim: QuotationClaim, sources: Sequence[int], reason: str) -> JudgedQuotation:
    return JudgedQuotation(claim.span, claim.text, tuple(sources), Wording.UNCHECKED, reason=reason)


def _held_against(
    document: Document,
    claim: QuotationClaim,
    sources: Sequence[int],
    bearer: int,
    judgement: Judgement,
    text: CitedText,
    reference: Reference,
) -> JudgedQuotation:
    match = judgement.match
    shown = match if match and (judgement.wording is not Wording.ABSENT) else None
    there = shown is not None and judgement.wording in (Wording.RIGHT, Wording.WRITING, Wording.ELSEWHERE)
    behind = document.text[claim.span.end : claim.span.end + 3]
    return JudgedQuotation(
        span=claim.span,
        text=claim.text,
        references=tuple(sources),
        wording=judgement.wording,
        bearer=bearer,
        passage=passage(text, shown.start, shown.end) if shown else _cited_passage(text, reference),
        differences=match.differences if match and judgement.wording is Wording.ALTERED else (),
        writing=match.writing if match and shown else (),
        cited_place=", ".join(in_words(place) for place in reference.pinpoints),
        goes_on=goes_on(
            text,
            claim.text,
            shown.start,
            shown.end,
            whole_sentence=len(claim.text.split()) >= _QUOTED_WORDS and "." in behind,
        )
        if there and shown and not claim.text.rstrip(" ]").endswith(("…", "..", ". ."))
        else "",
    )


def _cited_passage(text: CitedText, reference: Reference) -> CitedPassage | None:
    """The place that is cited, where the words do not stand: what a reader would look at."""
    regions = cited_regions(text, reference.pinpoints)
    return passage(text, *regions[0]) if regions else None


# --- places ---------------------------------------------------------------------------------


def _pinpoints(references: Sequence[Reference], held: Sequence[CitedText | None]) -> Iterator[JudgedPinpoint]:
    for index, (reference, text) in enumerate(zip(references, held, strict=True)):
        if text is None:
            continue
        for pinpoint, annex in in_annexes(reference.pinpoints):
            there, known = exists(text, pinpoint, annex)
            regions = cited_regions(text, _with_annex(pinpoint, annex)) if there else []
            shown = passage(text, *regions[0]) if len(regions) == 1 else None
            yield JudgedPinpoint(index, pinpoint, in_words(pinpoint), there, known, text.source, shown)


def _with_annex(pinpoint: Pinpoint, annex: str | None) -> tuple[Pinpoint, ...]:
    return (pinpoint,) if annex is None else (Pinpoint(Unit.ANNEX, annex, annex), pinpoint)


# --- later editions -------------------------------------------------------------------------


def _later(references: Sequence[Reference], held: Sequence[CitedText | None], texts: Texts) -> Iterator[LaterEdition]:
    cited = {form for reference in references for form in reference.canonical}
    for index, (reference, text) in enumerate(zip(references, held, strict=True)):
        if reference.kind not in (Kind.SYMBOL, Kind.RESOLUTION):
            continue
        for form in reference.canonical:
            for later in texts.later_editions(form):
                own = next((one for one in later.canonical if one.startswith(f"{form}/")), None)
                same_language = text is None or text.document.language == later.document.language
                if own and own not in cited and same_language:
                    dated = later.letter.title.date.value if later.letter and later.letter.title else None
                    yield LaterEdition(index, own, "/Rev." in own, later.source, dated)


# --- verdicts -------------------------------------------------------------------------------


def with_texts(
    verdicts: Sequence[Verdict], references: Sequence[Reference], consulted: Consulted
) -> tuple[Verdict, ...]:
    """The verdicts with what the texts say added: a text at hand shows that its document exists."""
    compared: dict[int, list[Comparison]] = {}
    for index, stated in enumerate(consulted.stated):
        known = {item.field for item in verdicts[index].comparisons}
        compared[index] = [item for item in stated if item.field not in known]
    for place in consulted.pinpoints:
        if place.exists is not None:
            there = in_words(place.pinpoint) if place.exists else place.known
            compared.setdefault(place.reference, []).append(
                Comparison(UNIT_NAMES[place.pinpoint.unit][0], in_words(place.pinpoint), there, place.exists)
            )
    for quotation in consulted.quotations:
        if quotation.bearer is not None:
            compared.setdefault(quotation.bearer, []).append(_compared(quotation))
    untold: dict[int, list[Pinpoint]] = {}
    for place in consulted.pinpoints:
        if place.exists is None:
            untold.setdefault(place.reference, []).append(place.pinpoint)
    return tuple(
        _with_text(verdict, reference, source, compared.get(index, []), untold.get(index, []))
        for index, (verdict, reference, source) in enumerate(zip(verdicts, references, consulted.texts, strict=True))
    )


def _compared(quotation: JudgedQuotation) -> Comparison:
    right = quotation.wording in (Wording.RIGHT, Wording.WRITING)
    words = quotation.passage.words if quotation.passage and quotation.wording is not Wording.ABSENT else ""
    if quotation.wording is Wording.ELSEWHERE and quotation.passage:
        return Comparison("quotation", quotation.cited_place, quotation.passage.place or "another place", agrees=False)
    return Comparison("quotation", quotation.text, quotation.text if right else words or "not in the text", right)


def _with_text(
    verdict: Verdict,
    reference: Reference,
    source: str | None,
    compared: Sequence[Comparison],
    untold: Sequence[Pinpoint],
) -> Verdict:
    if source is None or verdict.status not in (Status.VERIFIED, Status.UNVERIFIABLE, Status.MISMATCH):
        return verdict
    form = " – ".join(reference.canonical)
    here = (
        () if any(item.field == "exists" for item in verdict.comparisons) else (Comparison("exists", form, form, True),)
    )
    status = verdict.status
    if any(not item.agrees for item in compared):
        status = Status.MISMATCH
    elif status is Status.UNVERIFIABLE:
        status = Status.VERIFIED
    without = not_compared(reference.pinpoints, NOT_AT_HAND)
    reasons = [] if verdict.status is Status.UNVERIFIABLE else [verdict.reason.replace(without, "").strip()]
    if untold:
        reasons.append(not_compared(untold, "its text does not show where it stands"))
    return replace(
        verdict,
        status=status,
        by=verdict.by or source,
        reason=" ".join(filter(None, reasons)),
        comparisons=(*verdict.comparisons, *here, *compared),
        evidence=(*verdict.evidence, Evidence(source, f"The text of {form} is at hand.")),
    )
