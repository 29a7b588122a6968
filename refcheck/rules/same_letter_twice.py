"""Two issues of one letter differ in their date, signature or wording.

Why
    A letter that is circulated to two bodies is printed twice, with another masthead and other agenda items.
    Its text is the same: a date, name or number that differs is a slip in one of the two.

Wrong
    Economic and Social Council
    Distr.: General
    14 March 2023
    2023 session

    Letter dated 21 February 2023 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    I have the honour to draw attention to the concept of return that was adopted by the Community of X on 17 January 2023.

    General Assembly
    Distr.: General
    14 March 2023
    Seventy-seventh session

    Letter dated 22 February 2023 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    I have the honour to draw attention to the concept of return that was adopted by the Community of X on 17 January 2023.

Right
    Economic and Social Council
    Distr.: General
    14 March 2023
    2023 session

    Letter dated 22 February 2023 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    I have the honour to draw attention to the concept of return that was adopted by the Community of X on 17 January 2023.

    General Assembly
    Distr.: General
    14 March 2023
    Seventy-seventh session

    Letter dated 22 February 2023 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    I have the honour to draw attention to the concept of return that was adopted by the Community of X on 17 January 2023.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from refcheck.domain.dates import words
from refcheck.model import Checked, Finding, Letter, LetterTitle, Passage, Related, Severity, Span

TITLE = "Two issues of one letter differ"
SEVERITY = Severity.WARNING
_COMPARED = 40  # paragraphs of a letter, each up to so many words:
_LONGEST = 400
_OWN_WORDS = 12  # a paragraph of fewer words is a salutation
_NEARLY = 0.8  # share of words in common from which a paragraph is the same with a slip
_SLIP = 3  # words
_ORGAN = re.compile(r"Assembly|Council|Assemblée|Conseil|Asamblea|Consejo|Ассамбле|Совет|الجمعية|المجلس|大会|理事会")
_DELIBERATE = re.compile(r"\(?\b(?:see\s+)?annex(?:es)?\b\)?|\(see\s+[^)]*\)|[*†]+|\s+(?=[.,;])", re.IGNORECASE)
_WORD = re.compile(r"[\w/’'-]+")


def check(checked: Checked) -> Iterator[Finding]:
    """Compare each letter with the one before it in the file, if it is of other organs and most of its text the same.

    Items, the request, the organs named and the annex, which one issue may give by reference, differ on purpose.
    Two letters of one sender may follow one pattern: with another date and another text they are two.
    """
    for first, second in pairwise(checked.letters):
        if not first.title or not second.title or not _may_be_one(first, second):
            continue
        pairs = _common(first, second)
        if pairs and first.title.date.value != second.title.date.value:
            yield from _dates(first.title, second.title, pairs)
        elif pairs:
            yield from _signatures(first, second)
            yield from _wording(checked.document.text, pairs)


def _may_be_one(first: Letter, second: Letter) -> bool:
    """Whether one sender wrote both, in one language, and they were circulated to different organs."""
    if first.language != second.language or _folded(first.title) != _folded(second.title):
        return False
    return bool(first.organs and second.organs) and not set(first.organs) & set(second.organs)


_Pair = tuple[Passage, Passage]


def _common(first: Letter, second: Letter) -> list[_Pair]:
    """Paragraphs that are the same or nearly so, in pairs; empty for two letters that are not one."""
    ones, others = _paragraphs(first), _paragraphs(second)
    if not ones or not others:
        return []
    pairs = [(one, other) for one, other in zip(ones, others, strict=False) if _is_near(one, other)]
    return pairs if 2 * len(pairs) > min(len(ones), len(others)) else []


def _folded(title: LetterTitle | None) -> str:
    return " ".join(_WORD.findall(title.sender.casefold())) if title else ""


def _paragraphs(letter: Letter) -> list[Passage]:
    """The paragraphs above request and signature."""
    edges = [letter.closing.span.start] if letter.closing else []
    edges += [signature.span.start for signature in letter.signatures[:1]]
    end = min(edges, default=letter.span.end)
    return [
        passage
        for passage in letter.body[:_COMPARED]
        if passage.span.end <= end and _OWN_WORDS <= len(_words(passage)) <= _LONGEST
    ]


def _words(passage: Passage) -> Sequence[str]:
    return _WORD.findall(_DELIBERATE.sub(" ", passage.text))


def _is_near(one: Passage, other: Passage) -> bool:
    matcher = SequenceMatcher(None, _words(one), _words(other), autojunk=False)
    return matcher.quick_ratio() >= _NEARLY and matcher.ratio() >= _NEARLY


def _dates(first: LetterTitle, second: LetterTitle, pairs: Sequence[_Pair]) -> Iterator[Finding]:
    """Two dates, where the text is the same throughout."""
    if not any(_differences(pair) for pair in pairs):
        yield Finding(
            rule="same-letter-twice",
            severity=SEVERITY,
            span=second.date.span,
            message=f"The letter is dated {words(second.date.value)} here, but its other issue in this file "
            f"{words(first.date.value)}.",
            related=(Related(first.date.span, f"other issue: {words(first.date.value)}"),),
        )


def _signatures(first: Letter, second: Letter) -> Iterator[Finding]:
    one, other = ([signature for signature in letter.signatures if signature.name] for letter in (first, second))
    if len(one) == len(other) == 1 and _name(one[0].name) != _name(other[0].name):
        yield Finding(
            rule="same-letter-twice",
            severity=SEVERITY,
            span=other[0].span,
            message=f'The letter is signed by "{other[0].name}" here, but its other issue in this file by '
            f'"{one[0].name}".',
            related=(Related(one[0].span, "other issue"),),
        )


def _name(name: str) -> str:
    return " ".join(_WORD.findall(name.casefold()))


def _wording(text: str, pairs: Sequence[_Pair]) -> Iterator[Finding]:
    """Paragraphs with few words that differ: each a slip in one of the two."""
    for one, other in pairs:
        differences = _differences((one, other))
        if differences:
            before, after = differences[0]
            yield Finding(
                rule="same-letter-twice",
                severity=SEVERITY,
                span=_place(text, other, after),
                message=f'The text has "{after}" here, where the other issue of the letter in this file has '
                f'"{before}".',
                related=(Related(_place(text, one, before), "other issue"),),
            )


def _place(text: str, passage: Passage, words_: str) -> Span:
    """Where the words stand in the passage; the whole of it, where that is not sure."""
    start, end = passage.span
    place = text.find(words_, start, end)
    if place < 0 or text.find(words_, place + 1, end) >= 0:
        return passage.span
    return Span(place, place + len(words_))


def _differences(pair: _Pair) -> list[tuple[str, str]]:
    """Words of one paragraph that stand for others in the other: (of the first, of the second).

    What one has and the other has not, longer passages and the names of organs may be meant.
    """
    one, other = (_words(passage) for passage in pair)
    if one == other:
        return []
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    replaced = (
        (" ".join(one[low:high]), " ".join(other[start:end]))
        for kind, low, high, start, end in matcher.get_opcodes()
        if kind == "replace" and max(high - low, end - start) <= _SLIP
    )
    return [pair_ for pair_ in replaced if not any(_ORGAN.search(words_) for words_ in pair_)]
