"""What a text says of a document beside what catalogues say of it: dates like with like, titles by their words.

A false alarm costs more than a missed mistake, so whatever may be right is not compared, and the verdict says why.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from refcheck.domain import symbols
from refcheck.domain.dates import find_dates, words
from refcheck.domain.patterns import lazy
from refcheck.model import Comparison, DateClaim, DateKind, Known, Reference, TitleClaim, TitleKind
from refcheck.resolution.documents import is_event

# A letter, or the print of a resolution, comes out some days after the day it is cited by.
_UNTIL_ISSUED = dt.timedelta(days=90)
_LETTER = lazy(r"(?:Identical\s+)?(?:Letters?|Notes?\s+verbales?|Communications?|Telegrams?|Cables?)\b", re.IGNORECASE)
_DATED = lazy(r"\bdated\s+")
_LIKE = 80.0
"""From here on two titles are the same. Measured on the 118 resolutions of mandate tables in programme budgets whose
titles the catalogue has from another source: none is below 84, shortened ones included; of 20,000 pairs of different
resolutions of the Assembly 0.5 per cent reach it, recurring titles among them."""
_UNLIKE = 55.0
"""Below, two titles are of different documents: none of the 118 right pairs is, and 96 of 100 wrong pairs are."""
_BETTER = 95.0
_SUPPLIED = lazy(r".*\[|on\s|S-G\b")  # by a cataloguer, for a document without a title of its own


class Compared(NamedTuple):
    """The outcome of one comparison; None where nothing could be compared, with the reason in `remark` if it helps."""

    comparison: Comparison | None = None
    remark: str = ""


_NOTHING = Compared()


def compare_dates(reference: Reference, known: Sequence[Known]) -> Compared:
    """The date that the text gives beside the dates of the records: it is right if one of them has it."""
    claim = reference.date
    dated = [record for record in known if record.date]
    if claim is None or not dated or claim.kind is DateKind.DECISION or symbols.parse(dated[0].canonical) is None:
        return _NOTHING
    if is_event(dated[0].canonical) and claim.kind is DateKind.LETTER:
        return _NOTHING  # "the letter dated … transmitting resolution …": not the resolution's own date
    one_by_one = [_compare_date(claim, record) for record in dated]
    agreeing = [record for record, compared in zip(dated, one_by_one, strict=True) if _agrees(compared)]
    if agreeing:
        others = [record for record in dated if record not in agreeing and record.date_kind is agreeing[0].date_kind]
        days = _listed([(words(record.date), record.source) for record in dated if record.date])
        remark = f"The catalogues disagree on the date: {days}." if others else ""
        return Compared(Comparison("date", words(claim.value), words(claim.value), agrees=True), remark)
    open_still = next((compared for compared in one_by_one if compared.comparison is None), None)
    if open_still:
        return open_still
    differing = [compared.comparison for compared in one_by_one if compared.comparison]
    shown = _listed([(one.known, record.source) for one, record in zip(differing, dated, strict=True)])
    sure = any(one.sure for one in differing)
    return Compared(Comparison("date", words(claim.value), shown, agrees=False, sure=sure))


def _agrees(compared: Compared) -> bool:
    return compared.comparison is not None and compared.comparison.agrees


def _listed(days: Sequence[tuple[str, str]]) -> str:
    """ "29 July 1993", or each day with its source where they differ."""
    if len({day for day, _ in days}) == 1:
        return days[0][0]
    return " or ".join(f"{day} ({source})" for day, source in days)


def _compare_date(claim: DateClaim, known: Known) -> Compared:
    """One claim beside one record, which has a date."""
    day = known.date
    if day is None:
        return _NOTHING
    own = _day_in_title(known) if claim.kind is DateKind.LETTER else None
    if claim.value in (day, own, *known.other_dates):
        return Compared(Comparison("date", words(claim.value), words(day), agrees=True))
    apart = abs(claim.value - day).days
    if own:
        return _differs(claim, own, sure=known.sure)
    if apart <= 1 and not known.sure:
        return Compared(
            remark=f"The date was not compared: the catalogue's, {words(day)}, is only known from {known.basis} "
            "and may be a day off."
        )
    if _may_precede(claim, known) and dt.timedelta() < day - claim.value <= _UNTIL_ISSUED:
        return Compared(
            remark=f"The date was not compared: the catalogue's, {words(day)}, may be that of issue, some days later."
        )
    if apart <= 1 and not is_event(known.canonical):
        return Compared(remark=f"The date was not compared: the catalogue's, {words(day)}, may be a day off.")
    return _differs(claim, day, sure=known.sure and apart > known.tolerance)


def _differs(claim: DateClaim, day: dt.date, *, sure: bool) -> Compared:
    return Compared(Comparison("date", words(claim.value), words(day), agrees=False, sure=sure))


def _may_precede(claim: DateClaim, known: Known) -> bool:
    """Whether the day that a text cites the document by may be earlier than the day that the record gives."""
    if is_event(known.canonical):
        return known.date_kind in (DateKind.ISSUE, None)
    return claim.kind is DateKind.LETTER or not known.title or bool(_LETTER.match(known.title))


def _day_in_title(known: Known) -> dt.date | None:
    """The day that a title gives: "Letter dated 5 December 2023 from …"."""
    dated = _DATED.search(known.title) if known.title else None
    found = next(find_dates(known.title or "", dated.end(), dated.end() + 24), None) if dated else None
    return found[2] if found else None


def compare_titles(
    claim: TitleClaim | None, known: Sequence[Known], nearest: Callable[[str], Sequence[tuple[Known, float]]]
) -> Compared:
    """The title or description in the text beside the titles of the records.

    `nearest` asks for the documents whose titles are most like one, with likeness. The titles differ where the
    text states one ("entitled “…”") that is quite another, or where it is the title of another document than this:
    quotation marks may hold a quotation, and a description in words is no title.
    """
    from refcheck.resolution.titles import likeness  # noqa: PLC0415  (most references have no title)

    titled = [record for record in known if record.title and not _SUPPLIED.match(record.title)]
    if claim is None or not titled:
        return _NOTHING
    best = max(titled, key=lambda record: likeness(claim.text, record.title or ""))
    written, title = claim.text, best.title or ""
    like = likeness(written, title)
    if like >= (_BETTER if claim.kind is TitleKind.DESCRIBED else _LIKE):
        return Compared(Comparison("title", written, title, agrees=True))
    if like < _UNLIKE and (claim.kind is TitleKind.STATED or _is_of_another(written, nearest(written))):
        return Compared(Comparison("title", written, title, agrees=False, sure=best.sure))
    if claim.kind is TitleKind.STATED:
        return Compared(remark=f"The title was not compared: the catalogue has “{title}”.")
    return _NOTHING


def _is_of_another(written: str, nearest: Sequence[tuple[Known, float]]) -> bool:
    from refcheck.resolution.titles import telling_words  # noqa: PLC0415

    return telling_words(written) >= 3 and bool(nearest) and nearest[0][1] >= _BETTER
