"""A quotation beside the texts of its sources: right, at another place, altered, not there, or not to be told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from refcheck.model import Pinpoint, Span, WordDifference, Wording
from refcheck.texts.library import CitedText
from refcheck.texts.matching import Match, find, stands_verbatim
from refcheck.texts.places import cited_regions, has_all_of
from refcheck.texts.quotation import Quotation, take_apart

ALTERED_SHARE = 0.6  # of the words must be in place for the quotation to be this source's, and altered
_SURE_SHARE = 0.8  # where other sources of the same note are not at hand
_FEWEST = 4  # words; fewer may be a term, not a quotation
_MOST_SEGMENTS = 60  # pieces between brackets and points; each is looked for round the others
_OWN_PLACE = 4  # words that are looked for by themselves where they are not in their place


class Judgement(NamedTuple):
    """What one source's text says of a quotation."""

    wording: Wording
    match: Match | None = None
    reason: str = ""


def judge(written: str, text: CitedText, pinpoints: Sequence[Pinpoint], language: str | None = None) -> Judgement:
    """The quotation `written` (without its marks) against one text, cited at `pinpoints`.

    `language` is that of the document which quotes: in a translation other words stand, which proves nothing.
    """
    quotation = take_apart(written)
    if not quotation.length:
        return Judgement(Wording.UNCHECKED, reason="it has no words that could be looked for")
    if len(quotation.segments) > _MOST_SEGMENTS:
        return Judgement(Wording.UNCHECKED, reason="it is in too many pieces")
    regions = cited_regions(text, pinpoints)
    for start, end in regions:
        match = find(quotation, text.searched, start, end)
        if match and match.is_exact:
            return Judgement(_right(match), match)
    match = find(quotation, text.searched)
    if match and match.is_exact:
        return Judgement(Wording.ELSEWHERE if regions else _right(match), match)
    if match and match.share < 1:
        match = _with_other_places(match, text)
    if match and quotation.length >= _FEWEST and match.share >= ALTERED_SHARE:
        return Judgement(Wording.ALTERED, _at_cited_place(quotation, text, regions) or match)
    return _not_found(quotation, text, language, match, at_hand=has_all_of(text, pinpoints))


def _right(match: Match) -> Wording:
    return Wording.WRITING if match.writing else Wording.RIGHT


def _at_cited_place(quotation: Quotation, text: CitedText, regions: Sequence[Span]) -> Match | None:
    """The altered quotation at the place cited, where most of it stands there."""
    matches = [match for start, end in regions if (match := find(quotation, text.searched, start, end))]
    best = max(matches, key=lambda match: match.share, default=None)
    return best if best and best.share >= ALTERED_SHARE else None


def _with_other_places(match: Match, text: CitedText) -> Match:
    """The match, with words counted that stand in the source, but not here: two sentences made one."""
    agreeing = match.agreeing
    differences: list[WordDifference] = []
    for difference in match.differences:
        run = take_apart(difference.written)
        if run.length >= _OWN_PLACE and stands_verbatim(run, text.searched):
            agreeing += run.length
            differences.append(difference._replace(source="", grave=False))
        else:
            differences.append(difference)
    return match._replace(agreeing=agreeing, differences=tuple(differences))


def _not_found(
    quotation: Quotation, text: CitedText, language: str | None, match: Match | None, *, at_hand: bool
) -> Judgement:
    known = text.document.language
    if language and known and language != known:
        return Judgement(Wording.UNCHECKED, reason=f"{text.source} is in another language")
    if quotation.length < _FEWEST:
        return Judgement(Wording.UNCHECKED, reason="so few words may be a term and no quotation")
    if not text.structure.is_whole and not at_hand:
        return Judgement(
            Wording.UNCHECKED, reason=f"the words are not in {text.source}, which may not be the whole document"
        )
    return Judgement(Wording.ABSENT, match)


_ORDER = (Wording.RIGHT, Wording.WRITING, Wording.ELSEWHERE, Wording.ALTERED, Wording.ABSENT, Wording.UNCHECKED)


def best_of(judgements: Sequence[tuple[int, Judgement]], *, all_at_hand: bool) -> tuple[int, Judgement] | None:
    """Of the judgements by several sources of one note that of the source which has the words.

    Where a source is not at hand, the words may be its own: then only words nearly all of which stand in another are
    that one's.
    """
    if not judgements:
        return None
    bearer, best = min(
        judgements, key=lambda pair: (_ORDER.index(pair[1].wording), -(pair[1].match.share if pair[1].match else 0))
    )
    unsure = [judgement for _, judgement in judgements if judgement.wording is Wording.UNCHECKED]
    if best.wording is Wording.ABSENT and unsure:
        return bearer, unsure[0]
    if all_at_hand or best.wording in (Wording.RIGHT, Wording.WRITING, Wording.ELSEWHERE, Wording.UNCHECKED):
        return bearer, best
    if best.wording is Wording.ALTERED and best.match and best.match.share >= _SURE_SHARE:
        return bearer, best
    return bearer, Judgement(Wording.UNCHECKED, reason="not all sources cited for it are at hand")
