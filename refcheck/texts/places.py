"""The places that a citation names, looked up in its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from refcheck.model import Pinpoint, Span, Unit
from refcheck.texts.library import CitedText
from refcheck.texts.structure import Count, Place, number

UNIT_NAMES = {
    Unit.PARA: ("paragraph", "paragraphs"),
    Unit.PAGE: ("page", "pages"),
    Unit.SECTION: ("section", "sections"),
    Unit.CHAPTER: ("chapter", "chapters"),
    Unit.ARTICLE: ("article", "articles"),
    Unit.ANNEX: ("annex", "annexes"),
    Unit.FOOTNOTE: ("footnote", "footnotes"),
}
_LONGEST_RANGE = 500
_HAS_REGION = (Unit.PARA, Unit.ARTICLE, Unit.FOOTNOTE)


def cited_regions(text: CitedText, pinpoints: Sequence[Pinpoint]) -> list[Span]:
    """Where the cited paragraphs, articles and notes stand in the view; [] where the text does not count them."""
    regions: list[Span] = []
    for pinpoint, annex in in_annexes(pinpoints):
        if pinpoint.unit not in _HAS_REGION:
            continue
        places = list(_places(text, pinpoint, annex))
        if not places:
            return []  # one place that cannot be told leaves open where the words should stand
        regions += [Span(place.start, place.end) for place in places]
    return _joined(sorted(regions))


def has_all_of(text: CitedText, pinpoints: Sequence[Pinpoint]) -> bool:
    """Whether the paragraphs that are cited are surely at hand: the count runs from 1 past them without a gap."""
    counted = [pinpoint for pinpoint, annex in in_annexes(pinpoints) if pinpoint.unit is Unit.PARA and annex is None]
    main = text.structure.counted(Unit.PARA)
    last = number(main.last)
    if not counted or not main.whole or text.structure.is_partial or last is None:
        return False
    return all((wanted := number(pinpoint.last)) is not None and wanted < last for pinpoint in counted)


def _joined(regions: Sequence[Span]) -> list[Span]:
    """Regions that touch made one: words may run from paragraph 3 into paragraph 4, if both are cited."""
    joined: list[Span] = []
    for region in regions:
        if joined and region.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, region.end))
        else:
            joined.append(region)
    return joined


def exists(text: CitedText, pinpoint: Pinpoint, annex: str | None) -> tuple[bool | None, str]:
    """Whether the text has the place; None where it cannot tell. And what it counts, in words."""
    count = text.structure.counted(pinpoint.unit, annex)
    _, many = UNIT_NAMES[pinpoint.unit]
    if not pinpoint.first:
        return (True, "") if count.places else (None, "")
    if any(True for _ in _places(text, pinpoint, annex)) and _has_last(text, pinpoint, count):
        return True, ""
    wanted, last = number(pinpoint.last), number(count.last)
    if not count.whole or not text.structure.shows_end or wanted is None or last is None or len(count.places) < 2:
        return None, ""
    if pinpoint.unit is Unit.SECTION and pinpoint.last.isdigit():
        return None, ""  # the sections that are known are numbered in Roman
    if pinpoint.unit is Unit.PARA and any(part.of(pinpoint.last) for part in text.structure.paragraphs.values()):
        return None, ""  # an annex has it, and the citation may have left the annex out
    where = f" of annex {annex}".rstrip() if annex is not None else ""
    return (False, f"{many} {count.places[0].label} to {count.last}{where}") if wanted > last else (None, "")


def in_annexes(pinpoints: Sequence[Pinpoint]) -> Iterator[tuple[Pinpoint, str | None]]:
    """Each place with the annex that is named before it: "annex II, para. 3"."""
    annex: str | None = None
    for pinpoint in pinpoints:
        if pinpoint.unit is Unit.ANNEX:
            yield pinpoint, None
            annex = pinpoint.first
        else:
            yield pinpoint, annex


def in_words(pinpoint: Pinpoint) -> str:
    """A place as a sentence names it: "paragraph 60", "paragraphs 116 to 117", "annex II"."""
    one, many = UNIT_NAMES[pinpoint.unit]
    if not pinpoint.first:
        return one
    return (
        f"{one} {pinpoint.first}" if pinpoint.first == pinpoint.last else f"{many} {pinpoint.first} to {pinpoint.last}"
    )


def _has_last(text: CitedText, pinpoint: Pinpoint, count: Count) -> bool:
    if pinpoint.first == pinpoint.last or count.of(pinpoint.last):
        return True
    return text.structure.subparagraph(pinpoint.last) is not None


def _places(text: CitedText, pinpoint: Pinpoint, annex: str | None) -> Iterator[Place]:
    count = text.structure.counted(pinpoint.unit, annex)
    first, last = number(pinpoint.first), number(pinpoint.last)
    if first is not None and last is not None and first < last < first + _LONGEST_RANGE:
        for wanted in range(first, last + 1):
            place = count.of(str(wanted))
            if place:
                yield place
        return
    for label in dict.fromkeys((pinpoint.first, pinpoint.last)):
        place = count.of(label) or (text.structure.subparagraph(label) if pinpoint.unit is Unit.PARA else None)
        if place:
            yield place
