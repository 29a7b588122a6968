"""Words in quotation marks, and the citation that the text gives as their source.

A passage is what stands between two marks, without them; one within another is part of it. It is a quotation of
the source that follows it at once (a note's indicator, a citation in brackets), or that the sentence names as
saying it ("In its order of 7 December 2021, the Court made it clear that …"). Titles, terms and scare quotes are
none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from refcheck.domain.patterns import lazy
from refcheck.extraction.anchors import Places
from refcheck.extraction.found import Found, sentence_start
from refcheck.extraction.view import View
from refcheck.model import Document, Kind, QuotationClaim

# Each mark that can open a passage, with those that close it; the last two in Arabic and in British English.
_PAIRS = {
    '"': '"”',
    "“": '”"',
    "«": "»",
    "„": '“”"',
    "「": "」",
    "『": "』",
    "”": "“",
    "‘": "’",
}
ANCHORS = ('"', "“", "”", "«", "»", "„", "「", "」", "『", "』", "‘")
_LONGEST = 5_000  # characters of a passage
_NEAR = 300  # characters between a passage and the citation that its sentence names
_MOST_IN_PARAGRAPH = 1_500  # characters between a passage and the next one, which has the note for both
_SURELY_A_SENTENCE = 15  # words
_LONGEST_TERM = 6
_FEWEST_WORDS = 4  # fewer are scare quotes, where the source does not follow at once

_PARAGRAPH = lazy(r"\n[ \t]*\n(?!\s*[a-z(])")
_REOPENED = lazy(r"\n[ \t]*\n\s*\Z")
_OPENED_AGAIN = lazy(r"\n[ \t]*\n\s*[“«\"„]?")
_MARKS_ONLY = lazy(r"[\s.,;:!?)\]’'*_…。]*\Z")
_BRACKET = lazy(r"[\s.,]*[(\[]")
_SENTENCE_STOP = lazy(r"[.!?;]['\"”’»)]*\s+(?=[A-ZÀ-ÞА-Я“\"«(\[])|\n[ \t]*\n|[。！？；]")
_NO_SPEAKER = lazy(
    r"pursuant|accordance|\bline\b|conformity|compliance|response|reference\s+to|connection|violation|contravention"
    r"|breach|implement|\bsince\b|\bafter\b|\bfollowing\b|despite|notwithstanding|contrary|\badopti|support\s+of"
    r"|conformément|application|violation|vertu|conformidad|cumplimiento|virtud|соответстви|нарушени|выполнени",
    re.IGNORECASE,
)


_ACCORDING = lazy(
    r"\s*(?:according to|in the words of|selon|aux termes de|según|согласно|по словам|وفقا|وفقاً|根据|按照)\b",
    re.IGNORECASE,
)
_AS = lazy(r"\s*(?:as|comme|ainsi que|como|как|كما)\b", re.IGNORECASE)


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LEADS = _words("in by under per as according dans selon par en según в во согласно في 根据 按照")
_SAYING = _words(
    "state states stated stating say says said saying note notes noted noting conclude concludes concluded "
    "concluding find finds found hold holds held declare declares declared declaring observe observes observed "
    "observing recall recalls recalled recalling affirm affirms affirmed affirming reaffirm reaffirms reaffirmed "
    "reaffirming stress stresses stressed stressing emphasize emphasizes emphasized emphasizing underline "
    "underlines underlined underlining underscore underscores underscored underscoring condemn condemns condemned "
    "condemning calls called calling demand demands demanded demanding decide decides decided deciding requests "
    "requested requesting urge urges urged urging expresses expressed expressing recognize recognizes recognized "
    "recognizing acknowledge acknowledges acknowledged acknowledging considers considered considering pointed "
    "points pointing clear describe describes described describing refers referred referring characterize "
    "characterizes characterized characterizing qualifies qualified qualifying reported reads read provides "
    "provided providing stipulates stipulated stipulating writes wrote written warns warned warning adds added "
    "adding explains explained explaining indicates indicated indicating confirms confirmed confirming reiterates "
    "reiterated reiterating rejects rejected rejecting ordered orders requires required requiring defines defined "
    "defining quotes quoted quoting cites cited citing according déclaré indiqué noté souligné affirmé conclu "
    "estimé condamné décidé rappelé constaté déclare indique souligne affirme constate dispose énonce estime "
    "condamne exige décide selon termes declaró declara señaló señala afirmó afirma indicó indica subrayó subraya "
    "observó observa concluyó condenó exige exigió decidió decide dispone según"
)
_SAYING_STEMS = (
    *(
        "заяв",
        "отме",
        "подчерк",
        "подчёрк",
        "указ",
        "постанов",
        "осуди",
        "осужд",
        "согласно",
        "заключ",
        "говорит",
        "призна",
    ),
    *("ذكر", "أعلن", "أكد", "أشار", "لاحظ", "قرر", "أدان", "خلص", "وفقا"),
)
_SAYING_IN_CHINESE = (
    "指出",
    "表示",
    "认为",
    "强调",
    "声明",
    "规定",
    "决定",
    "谴责",
    "宣布",
    "重申",
    "说",
    "称",
    "：",
    ":",
)
_THAT = _words("that que что أن بأن إن")
_ENTITLED = _words(
    "entitled titled called named headed labelled dubbed theme title slogan motto intitulé intitulée titulado "
    "titulada озаглавленный озаглавленная озаглавленное названием المعنون المعنونة بعنوان"
)
_TERM = _words(
    "hereinafter hereafter term terms word words expression expressions phrase so-called ci-après dénommé "
    "dénommée adelante sucesivo denominado denominada término далее именуемый именуемая именуемое термин عبارة "
    "إليه إليها"
)
_LEADS_TO_A_NAME = _words("in by of on from under with")  # "It was said in “Profiles in displacement”"
_NAMED_AS = _words("referred known used designated")
_WORK = _words(
    "report reports study publication article paper book document guidelines handbook manual briefing item sub- "
    "item project programme conference event workshop film brief release resolution statement declaration "
    "agreement strategy plan initiative campaign exhibition rapport étude informe estudio доклад документ"
)
_AROUND_WORDS = " \t\n,:;()[]*_–—"


_LETTERS = lazy(r"[^\W\d_]+")
_CLAUSE = lazy(r"[,;]")
_WHICH = lazy(r"[)\]*_]*,?\s+(?:in\s+which|which|where(?:in|by)?)\b")


class Passage(NamedTuple):
    """view.text[start:end] between two marks, which stand just outside."""

    start: int
    end: int


def find_passages(view: View, places: Places) -> list[Passage]:
    """What stands between quotation marks, outermost ones only, in the order of the text."""
    marks = sorted([(place, sign) for sign in ANCHORS for place in places[sign]])
    found: list[Passage] = []
    index = 0
    while index < len(marks):
        place, sign = marks[index]
        index += 1
        if sign not in _PAIRS or not _opens(view.text, place, sign):
            continue
        end, behind = _closing(view.text, marks, index, _PAIRS[sign])
        if end is not None:
            found.append(Passage(place + 1, end))
            index = behind
    return found


def _opens(text: str, place: int, sign: str) -> bool:
    """Whether a mark can open a passage: something follows, and nothing runs into it from the left."""
    if text[place + 1 : place + 2].strip() == "":
        return sign == "«" and place + 2 < len(text)  # French puts a space behind it
    before = text[place - 1 : place]
    return sign not in '"”‘' or not (before.isalnum() or before in (".", ",")) or not before.isascii()


def _closing(text: str, marks: Sequence[tuple[int, str]], index: int, closers: str) -> tuple[int | None, int]:
    """Where the passage opened by marks[index - 1] ends, and the index of the mark behind it."""
    start, sign = marks[index - 1]
    if closers == "’":
        return _closing_apostrophe(text, start), index
    depth = 0
    for behind in range(index, len(marks)):
        place, other = marks[behind]
        if place - start > _LONGEST:
            break
        if other in closers and depth == 0:
            return (place, behind + 1) if place > start + 1 and not _breaks(text, start, place, sign) else (None, index)
        if other == sign:
            depth += not _REOPENED.search(text, max(start, place - 40), place)
        elif other in closers:
            depth -= 1
    return None, index


def _breaks(text: str, start: int, end: int, sign: str) -> bool:
    """Whether a paragraph ends between, and the next one does not open with the same mark again."""
    for blank in _PARAGRAPH.finditer(text, start, end):
        if text[blank.end() : blank.end() + 4].lstrip()[:1] != sign:
            return True
    return False


def _closing_apostrophe(text: str, start: int) -> int | None:
    """The "’" that closes a passage opened by "‘": one that is no apostrophe, and the only such or before a stop."""
    limit = min(len(text), start + _LONGEST)
    stop = _PARAGRAPH.search(text, start, limit)
    following = text.find("‘", start + 1, stop.start() if stop else limit)
    limit = following if following >= 0 else stop.start() if stop else limit
    candidates = [match.start() for match in re.finditer(r"’(?!\w)", text[start:limit])]
    if not candidates:
        return None
    first = start + candidates[0]
    return first if len(candidates) == 1 or text[first + 1 : first + 2] in (".", ",", ";", ")") else None


# --- what a passage is ---------------------------------------------------------------------


def is_said(text: str, passage: Passage) -> bool:
    """Whether the words just before say that someone said it: "…, the Court noted that it"."""
    return _is_said(_words_before(text, passage))


def _is_said(before: Sequence[str]) -> bool:
    nearest = before[-3:]
    return (
        bool(nearest)
        and nearest[-1] not in _LEADS_TO_A_NAME
        and (
            nearest[-1].endswith((":", "：", "说", "称"))
            or not _THAT.isdisjoint(nearest[-2:])
            or any(map(_is_saying, nearest[-2:]))
        )
    )


def _words_before(text: str, passage: Passage) -> list[str]:
    """The words of the same sentence just before a passage, at most five, in lower case; a colon stays."""
    words = text[max(0, passage.start - 61) : passage.start - 1].lower().split()[-5:]
    for place in range(len(words) - 1, -1, -1):
        if words[place].endswith((".", "!", "?", ";")):
            words = words[place + 1 :]
            break
    return [word.strip(" ,;()[]*_–—") for word in words]


def _is_saying(word: str) -> bool:
    if word.isascii():
        return word.strip(_AROUND_WORDS) in _SAYING
    word = word.strip(_AROUND_WORDS)
    return word in _SAYING or word.startswith(_SAYING_STEMS) or any(verb in word[-12:] for verb in _SAYING_IN_CHINESE)


def _says_something(text: str) -> bool:
    words = _LETTERS.findall(text.lower())
    return not _SAYING.isdisjoint(words) or (not text.isascii() and any(map(_is_saying, words)))


def _is_term(text: str, passage: Passage, before: Sequence[str]) -> bool:
    """A term that the text defines or speaks of: (the "Agreement"), "the term …"."""
    if not _TERM.isdisjoint(before[-4:]) or (before[-1:] == ["as"] and not _NAMED_AS.isdisjoint(before[-3:])):
        return True
    opening = text[max(0, passage.start - 10) : passage.start - 1].split()
    bracketed = opening[-1:] in (["("], ["(the"], ["(or"]) or text[passage.start - 2 : passage.start - 1] == "("
    return bracketed and text[passage.end + 1 : passage.end + 2] == ")" and _length(text, passage) <= _LONGEST_TERM


def _is_title(text: str, passage: Passage, before: Sequence[str], *, in_note: bool) -> bool:
    """What is entitled so, and what begins with a capital where nobody is said to say it."""
    if not _ENTITLED.isdisjoint(before[-2:]):
        return True
    first = text[passage.start : passage.end].lstrip()[:2]
    if _is_said(before) or first[:1].islower() or first[:1] in ("…", ".") or first[1:].islower() > first[:1].isalpha():
        return False
    if in_note or (before and before[-1] in _WORK):
        return True
    if _length(text, passage) >= _SURELY_A_SENTENCE or not first[:1].isupper():
        return False
    opening = passage.start - 1
    sentence = sentence_start(text, opening, max(0, opening - _NEAR))
    if sentence == opening:  # a whole sentence ends there; what goes on is about a title
        return not {text[passage.end - 1], text[passage.end + 1 : passage.end + 2]} & {".", "!", "?", "…"}
    return not _says_something(text[sentence:opening])


def _length(text: str, passage: Passage) -> int:
    """Words of a passage; two Chinese characters count as one."""
    words = text[passage.start : passage.end].split()
    if words and "\u4e00" <= words[0][0] <= "\u9fff":
        return sum(map(len, words)) // 2
    return len(words)


# --- whose a passage is --------------------------------------------------------------------


def find_quotations(
    document: Document, view: View, passages: Sequence[Passage], found: Sequence[Found]
) -> dict[int, list[QuotationClaim]]:
    """The quotations of each citation, by its index in `found`, which is sorted and has those outside the view last."""
    if not passages or not found:
        return {}
    sources = _Sources(document, view, found)
    text = view.text
    claims: dict[int, list[QuotationClaim]] = {}
    following: tuple[int, Sequence[int]] = (-1, ())  # where the next passage begins, and the sources of its note
    for passage in reversed(passages):
        if not sources.near(passage):
            continue
        in_note = passage.start >= view.notes_start
        short = _length(text, passage) < _FEWEST_WORDS
        given: list[int] = []
        direct = True
        noted = [] if in_note else sources.of_note_behind(passage)
        given = noted or sources.in_brackets_behind(passage)
        if not short:
            given = sorted({*given, *sources.named_in_sentence(passage)})
        if not given and not short and not in_note:
            direct = False
            given = noted = sources.of_note_further_on(passage, following)
        if not given:
            continue
        before = _words_before(text, passage)
        if _is_term(text, passage, before) or _is_title(text, passage, before, in_note=in_note):
            continue
        if noted:
            following = (passage.start, noted)
        claim = _claim(view, passage, direct=direct)
        for index in given:
            claims.setdefault(index, []).append(claim)
    return {index: found_here[::-1] for index, found_here in claims.items()}


def _claim(view: View, passage: Passage, *, direct: bool) -> QuotationClaim:
    start, end = passage
    while view.text[start].isspace() and start < end - 1:
        start += 1
    while view.text[end - 1].isspace() and end > start + 1:
        end -= 1
    text = _OPENED_AGAIN.sub(" ", view.text[start:end])
    return QuotationClaim(" ".join(text.split()), view.span(start, end), direct)


class _Sources:
    """The citations and notes of a document, and which of them stand around a passage."""

    def __init__(self, document: Document, view: View, found: Sequence[Found]) -> None:
        self.view = view
        self.found = found
        self.inside = [index for index, item in enumerate(found) if item.origin is None]
        self.starts = [found[index].start for index in self.inside]
        self.marks = sorted((view.position(mark.span.start), mark.span.start, mark.label) for mark in document.marks)

    def near(self, passage: Passage) -> bool:
        """Whether a citation or an indicator is near enough to be its source."""
        reach = max(_NEAR, _MOST_IN_PARAGRAPH)
        place = bisect_left(self.starts, passage.start - reach)
        mark = bisect_left(self.marks, (passage.end,))
        return (place < len(self.starts) and self.starts[place] < passage.end + _NEAR) or (
            mark < len(self.marks) and self.marks[mark][0] < passage.end + reach
        )

    def of_note_behind(self, passage: Passage) -> list[int]:
        """The sources of the note, or notes, whose indicator follows at once."""
        given: list[int] = []
        position = passage.end + 1
        for place, offset, label in self.marks[bisect_left(self.marks, (passage.end + 1,)) :]:
            between = self.view.text[position:place]
            if place > position + 12 or not (
                _MARKS_ONLY.match(between) or between.strip(" ,") in ("", *self._labels(place))
            ):
                break
            given += self._of_note(label, offset)
            position = place
        return given

    def _labels(self, before: int) -> Iterator[str]:
        """Labels of the indicators just before a place, which stand in the view where they are no markup."""
        last = bisect_left(self.marks, (before,))
        yield from (label for _, _, label in self.marks[max(0, last - 3) : last])

    def _of_note(self, label: str, offset: int) -> list[int]:
        """The citations of the note that an indicator at `offset` of the document leads to."""
        notes = [start for start, own in self.view.notes if own == label]
        if not notes:
            return []
        low, high = self.view.segment(next((start for start in notes if self.view.offset(start) > offset), notes[-1]))
        return self.inside[bisect_left(self.starts, low) : bisect_left(self.starts, high)]

    def in_brackets_behind(self, passage: Passage) -> list[int]:
        """The citations in the brackets that follow at once: “…” (A/78/636, para. 3; S/2023/960)."""
        text = self.view.text
        bracket = _BRACKET.match(text, passage.end + 1, passage.end + 8)
        if not bracket:
            return []
        given = []
        position = bracket.end()
        for index in self.inside[bisect_left(self.starts, position) :]:
            item = self.found[index]
            between = text[position : item.start]
            longest = 400 if item.kind is Kind.ICJ else 120  # the title of the case stands before a decision
            if len(between) > longest or ")" in re.sub(r"\([^()]*\)", "", between) or "\n\n" in between:
                break
            given.append(index)
            position = item.end
        return given

    def named_in_sentence(self, passage: Passage) -> list[int]:
        """The citation that the sentence names as saying it, before or behind the passage."""
        text, opening = self.view.text, passage.start - 1
        low, high = self.view.segment(passage.start)
        place = bisect_left(self.starts, passage.start) - 1
        before = self.found[self.inside[place]] if place >= 0 else None
        if before and before.start >= low and 0 <= opening - before.end <= _NEAR:
            between = text[before.end : opening]
            lead = text[sentence_start(text, before.start, max(low, before.start - _NEAR)) : before.start]
            if between.strip(_AROUND_WORDS) == "" and "," in between and _is_cited_as_saying(lead):
                return [self.inside[place]]
            said = between.rstrip().endswith(":") or _says_something(between)
            if said and not _SENTENCE_STOP.search(between) and _is_speaker(lead, between):
                return [self.inside[place]]
        place = bisect_right(self.starts, passage.end)
        if place < len(self.starts) and self.starts[place] < min(high, passage.end + 160):
            between = text[passage.end + 1 : self.starts[place]]
            if _says_something(between) and not _SENTENCE_STOP.search(between) and not _NO_SPEAKER.search(between):
                return [self.inside[place]]
        return []

    def of_note_further_on(self, passage: Passage, following: tuple[int, Sequence[int]]) -> list[int]:
        """The sources of the note at the end of the sentence, or of the next passage in the same paragraph.

        Only where someone is said to say it, and no other source stands between.
        """
        text, view = self.view.text, self.view
        mark = bisect_left(self.marks, (passage.end + 1,))
        if mark == len(self.marks):
            return []
        place, offset, label = self.marks[mark]
        cited = bisect_left(self.starts, passage.end)
        next_cited = self.starts[cited] if cited < len(self.starts) else view.notes_start
        if place > next_cited or place - passage.end > 2 * _MOST_IN_PARAGRAPH:
            return []
        sentence = sentence_start(text, passage.start - 1, max(0, passage.start - _NEAR))
        if not _says_something(text[sentence : passage.start - 1]):
            return []
        stop = _SENTENCE_STOP.search(text, passage.end + 1, place)
        if not stop:
            return self._of_note(label, offset)
        start, given = following
        near = passage.end < start < place and start - passage.end < _MOST_IN_PARAGRAPH
        return list(given) if near and not _PARAGRAPH.search(text, passage.end, start) else []


def _is_cited_as_saying(lead: str) -> bool:
    """Whether the citation between this and “…” is its source: "According to …", "As the Council recalled in …"."""
    if _CLAUSE.search(lead) or _NO_SPEAKER.search(lead):
        return False
    return bool(_ACCORDING.match(lead)) or (bool(_AS.match(lead)) and _says_something(lead))


def _is_speaker(lead: str, between: str) -> bool:
    """Whether "lead CITATION between" makes the citation the one that says what follows.

    It is the subject ("resolution 853 (1993) states"), or the place ("In its order of …, the Court held").
    """
    clause = _CLAUSE.split(between.lstrip(")]*_"), maxsplit=1)[0]
    if _WHICH.match(between) or between.rstrip().endswith(":") or _says_something(clause):
        return not _NO_SPEAKER.search(lead[-60:])
    words = lead.lower().split()
    place = max((place for place, word in enumerate(words) if word.strip(_AROUND_WORDS) in _LEADS), default=-1)
    return place >= 0 and not _NO_SPEAKER.search(" ".join(words[place:]))
