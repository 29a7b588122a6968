"""Short forms that stand for a source cited before, and what they stand for.

"Ibid.", "op. cit.", "loc. cit.", "footnote 3 above", "supra note 3", "the said resolution", "the present
resolution". One forward pass: a form looks back only, and an earlier form passes its source on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from refcheck.domain.patterns import lazy
from refcheck.domain.symbols import match_symbols
from refcheck.extraction.anchors import Places, merged
from refcheck.extraction.found import Found, last_match, sentence_start
from refcheck.extraction.publications import OTHER_VOLUME, place_in_series
from refcheck.extraction.view import View
from refcheck.model import Kind

_REACH = 3_000  # characters back in which "the said resolution" looks for its resolution
_OWN_SYMBOL_REACH = 600  # characters from the top in which a document's own symbol stands


class ShortForm(NamedTuple):
    """A short form with the citations it may stand for (indices into the list of found citations), and why."""

    found: Found
    antecedents: tuple[int, ...]


class _Citations:
    """The citations found, with what looking back among them needs."""

    def __init__(self, view: View, found: Sequence[Found]) -> None:
        self.view = view
        self.found = found
        self.inside = [index for index, item in enumerate(found) if item.origin is None]
        self.starts = [found[index].start for index in self.inside]
        self.note_starts = [start for start, _ in view.notes]
        self.forms: list[ShortForm] = []
        self._form_starts: list[int] = []

    def between(self, low: int, high: int) -> list[int]:
        """The citations that begin in view.text[low:high]."""
        return self.inside[bisect_left(self.starts, low) : bisect_left(self.starts, high)]

    def forms_between(self, low: int, high: int) -> list[ShortForm]:
        """The short forms resolved so far that begin in view.text[low:high]."""
        starts = self._form_starts
        return self.forms[bisect_left(starts, low) : bisect_left(starts, high)]

    def add(self, form: ShortForm) -> None:
        """Take in a short form; they come in the order of the text."""
        self.forms.append(form)
        self._form_starts.append(form.found.start)

    def note(self, label: str, before: int) -> tuple[int, int] | None:
        """The last note of this number that begins before `before`; the first one of all, if none does."""
        places = [place for place, (_, own) in enumerate(self.view.notes) if own == label]
        earlier = [place for place in places if self.note_starts[place] < before]
        if not places:
            return None
        return self.view.segment(self.note_starts[earlier[-1] if earlier else places[0]])


_Resolver = Callable[[_Citations, "re.Match[str]"], tuple[tuple[str, ...], Sequence[int], str]]


def find_short_forms(view: View, places: Places, found: Sequence[Found]) -> Iterator[ShortForm]:
    """Every short form, in the order of the text, with what it may stand for.

    Without any source before it `antecedents` is empty; with several all are given, and the last is taken.
    """
    citations = _Citations(view, found)
    matches: dict[int, tuple[re.Match[str], _Resolver]] = {}
    for pattern, anchors, behind, resolver in _FORMS:
        for place in merged(places, anchors):
            if behind.match(view.text, place):
                for match in pattern.finditer(view.text, max(0, place - 40), place + 60):
                    if match.start() <= place < match.end():
                        matches.setdefault(match.start(), (match, resolver))
    for start in sorted(matches):
        match, resolver = matches[start]
        canonical, antecedents, rule = resolver(citations, match)
        form = ShortForm(Found(*match.span(), Kind.SHORT, canonical, rule), tuple(antecedents))
        citations.add(form)
        yield form


def _canonical(citations: _Citations, antecedents: Sequence[int]) -> tuple[str, ...]:
    return citations.found[antecedents[-1]].canonical if antecedents else ()


# --- Ibid. ---------------------------------------------------------------------------------

_IBID = lazy(r"\b[Ii]bid(?:em\b|\.)|(?<!\w)[Тт]ам же\b|المرجع نفسه|同上")
_WITH_VOLUME = "Ibid. with a volume"
_OWN_DECISION = lazy(r"\A[*\s,]*[^.;]{0,120}\Z", re.DOTALL)


def _ibid(citations: _Citations, match: re.Match[str]) -> tuple[tuple[str, ...], Sequence[int], str]:
    """The source before it in the same note, else the source of the note just before.

    An "Ibid." that goes on with a decision of its own ("Ibid., Provisional Measures, Order of …") takes
    over the case alone. A note before that is itself "Ibid." is followed to its source.
    """
    view = citations.view
    low, high = view.segment(match.start())
    volume: tuple[str, ...] = ()  # that an "Ibid." before gave
    before = citations.between(low, match.start())
    earlier = citations.forms_between(low, match.start())
    if before and (not earlier or citations.found[before[-1]].start > earlier[-1].found.start):
        antecedents: Sequence[int] = before[-1:]
    else:
        passed_on = earlier[-1] if earlier else _form_before(citations, low)
        antecedents = passed_on.antecedents if passed_on else _of_note_before(citations, low)
        if passed_on and (passed_on.found.inferred or "").startswith(_WITH_VOLUME):
            volume = passed_on.found.canonical
    canonical = volume or _canonical(citations, antecedents)
    other = OTHER_VOLUME.match(view.text, match.end(), high) if canonical[:1] and "UNTS/" in canonical[0] else None
    if other:
        return (place_in_series(other),), antecedents, f"{_WITH_VOLUME} of its own: the series of the source before"
    if volume:
        return volume, antecedents, f"{_WITH_VOLUME} before"
    follows = citations.between(match.end(), high)
    if follows and antecedents:
        antecedent, following = citations.found[antecedents[-1]], citations.found[follows[0]]
        between = view.text[match.end() : following.start]
        if antecedent.kind is Kind.ICJ and following.kind is Kind.ICJ and _OWN_DECISION.match(between):
            canonical = tuple(form.rsplit("/", 2)[0] for form in canonical)
            return canonical, antecedents, "Ibid. with a decision of its own: the case of the source before"
    return canonical, antecedents, "Ibid.: the source just before"


def _of_note_before(citations: _Citations, low: int) -> Sequence[int]:
    """The sources of the note before the one that begins at `low`; none before the first."""
    place = bisect_left(citations.note_starts, low)
    if place == 0 or place >= len(citations.note_starts) or citations.note_starts[place] != low:
        return ()
    form = _form_before(citations, low)
    return form.antecedents if form else citations.between(citations.note_starts[place - 1], low)


def _form_before(citations: _Citations, low: int) -> ShortForm | None:
    """The short form with which the note before the one that begins at `low` ends, where it ends with one."""
    place = bisect_left(citations.note_starts, low)
    if place == 0 or place >= len(citations.note_starts) or citations.note_starts[place] != low:
        return None
    start = citations.note_starts[place - 1]
    chained = citations.forms_between(start, low)
    sources = citations.between(start, low)
    if chained and (not sources or citations.found[sources[-1]].start < chained[-1].found.start):
        return chained[-1]
    return None


# --- op. cit., loc. cit. -------------------------------------------------------------------

_WORK_CITED = lazy(r"\b(?P<which>op|loc)\.\s?cit\.", re.IGNORECASE)
_AUTHOR = lazy(r"[^\W\d_][\w’'-]+")


def _work_cited(citations: _Citations, match: re.Match[str]) -> tuple[tuple[str, ...], Sequence[int], str]:
    """The first source whose own words name the author before "op. cit."; "loc. cit." without one is the last."""
    view = citations.view
    low, _ = view.segment(match.start())
    start = sentence_start(view.text, match.start(), max(low, match.start() - 80))
    authors = [word for word in _AUTHOR.findall(view.text[start : match.start()]) if word[0].isupper()]
    for index in citations.between(0, low):
        item = citations.found[index]
        opening, _ = view.segment(item.start)
        source = view.text[sentence_start(view.text, item.start, opening) : item.end]
        if authors and all(re.search(rf"\b{re.escape(author)}\b", source) for author in authors):
            return item.canonical, (index,), f"{match[0]}: the source that names {' '.join(authors)}"
    if not authors:
        before = citations.between(low, match.start()) or list(_of_note_before(citations, low))
        return _canonical(citations, before[-1:]), before[-1:], f"{match[0]}: the source just before"
    return (), (), f"{match[0]}: no source before names {' '.join(authors)}"


# --- footnote 3 above, supra note 3 --------------------------------------------------------

_NOTE = lazy(
    r"\b(?:foot)?notes?\s+(?P<number>\d{1,3})\s+(?P<side>above|below|supra|infra)\b"
    r"|\b(?P<latin>supra|infra),?\s+(?:foot)?notes?\s+(?P<latin_number>\d{1,3})",
    re.IGNORECASE,
)


def _other_note(citations: _Citations, match: re.Match[str]) -> tuple[tuple[str, ...], Sequence[int], str]:
    """The sources of the note named."""
    number = match["number"] or match["latin_number"]
    note = citations.note(number, match.start())
    sources = citations.between(*note) if note else []
    if note and not sources:
        chained = citations.forms_between(*note)
        sources = list(chained[-1].antecedents) if chained else []
    return _canonical(citations, sources), sources, f"the sources of note {number}"


# --- the said resolution, the present resolution -------------------------------------------

_NAMED_AGAIN = lazy(
    r"\b(?:[Tt]he\s+(?P<how>said|same|aforementioned|above-mentioned|aforesaid|latter))\s+"
    r"(?P<noun>(?i:resolution|decision|report|order|judgment|letter|document))\b",
)
_PRESENT = lazy(r"\b[Tt]he\s+present\s+(?:resolution|decision)\b")
_KINDS = {
    "resolution": (Kind.RESOLUTION, "/RES/"),
    "decision": (Kind.RESOLUTION, "/DEC/"),
    "order": (Kind.ICJ, "/ORD/"),
    "judgment": (Kind.ICJ, "/JUD/"),
}


def _named_again(citations: _Citations, match: re.Match[str]) -> tuple[tuple[str, ...], Sequence[int], str]:
    """The last citation of that kind before it; all members, where that is a list.

    A barrier is a citation that refcheck could not read: the word without a number between the two.
    """
    view, noun = citations.view, match["noun"].lower()
    low, _ = view.segment(match.start())
    floor = max(low, match.start() - _REACH)
    fitting = [index for index in citations.between(floor, match.start()) if _is_a(view, citations.found[index], noun)]
    if not fitting:
        return (), (), f'no {noun} is cited before "{match[0]}"'
    last = citations.found[fitting[-1]]
    if re.search(rf"\b(?:an?|another)\s+{noun}\b", view.text[last.end : match.start()], re.IGNORECASE):
        return (), (), f'another {noun} without a number stands between; "{match[0]}" may mean that one'
    start = sentence_start(view.text, last.start, low)
    together = [index for index in fitting if citations.found[index].start >= start]
    return last.canonical, together, f"the last {noun} cited before"


def _is_a(view: View, item: Found, noun: str) -> bool:
    if item.custom:
        return noun in item.custom.name.split("-") or noun in view.text[item.start : item.end].lower().split()
    if item.kind is Kind.WORK:
        return noun in view.text[item.start : item.end].lower().split(maxsplit=3)[:3]
    kind, mark = _KINDS.get(noun, (Kind.SYMBOL, ""))
    resolution = kind is Kind.RESOLUTION and item.kind is Kind.SYMBOL
    return (item.kind is kind or resolution) and any(mark in form for form in item.canonical)


def _present(citations: _Citations, match: re.Match[str]) -> tuple[tuple[str, ...], Sequence[int], str]:
    """The document itself: its own symbol, where it stands on top."""
    text = citations.view.text
    slash = last_match(lazy(r"\b[ASE]/(?:HRC/)?(?:RES|DEC)/"), text, 0, _OWN_SYMBOL_REACH)
    own = match_symbols(text, slash.start())[1] if slash else ()
    return tuple(symbol.canonical for symbol in own), (), f'"{match[0]}" is this document itself'


_FORMS: tuple[tuple[re.Pattern[str], tuple[str, ...], re.Pattern[str], _Resolver], ...] = (
    (_IBID, ("bid", "ам же", "المرجع نفسه", "同上"), lazy(r"bid(?:em|\.)|[^b]"), _ibid),
    (_WORK_CITED, ("cit.", "Cit.", "CIT."), lazy(r"cit", re.IGNORECASE), _work_cited),
    (_NOTE, ("ote", "OTE"), lazy(r"otes?\s+\d", re.IGNORECASE), _other_note),
    (_NAMED_AGAIN, ("said", "same", "mentioned", "latter"), lazy(r"[a-z]+\s+[rdojl]", re.IGNORECASE), _named_again),
    (_PRESENT, ("present",), lazy(r"present\s+[rd]"), _present),
)
"""Each form: its pattern, a literal that stands in every match, what goes on from there, and what finds its source.

"ote" stands in "noted" and "present" in "presented": what goes on tells them apart at once.
"""
ANCHORS = tuple(anchor for _, anchors, *_ in _FORMS for anchor in anchors)
