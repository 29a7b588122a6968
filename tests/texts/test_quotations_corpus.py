"""Quotations made from real documents: exact, written otherwise, altered, joined, from elsewhere, from nowhere.

The documents lie beside the project and are not part of it; the table says only which words of which paragraph are
taken and what is done to them. At least 98 in 100 must be judged right, and no altered one may pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from refcheck.model import Pinpoint, Unit, Wording
from refcheck.reading import read
from refcheck.texts.judging import judge
from refcheck.texts.library import CitedText
from tests.checking import PROJECT

CORPUS = PROJECT.parent / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared is absent: it belongs to the development folder")

# File, and the numbers of three paragraphs of at least 30 words.
SOURCES = {
    "sc-res-822-1993.txt": (1, 2, 3),
    "sc-res-884-1993.txt": (2, 4, 6),
    "sc-res-820-1993.txt": (8, 12, 22),
    "sc-res-687-1991.txt": (3, 14, 24),
    "ga-res-73-3.pdf": (10, 24, 36),
    "ga-res-77-321.pdf": (2, 3, 6),
    "ga-res-79-271.pdf": (1, 6, 8),
    "ga-res-79-271-converted.docx": (1, 5, 7),
    "ga-res-79-6-icc.txt": (3, 15, 20),
    "icj-judgment-2026-03-19.txt": (11, 24, 40),
    "unat-2010-001.txt": (2, 15, 45),
    "upr-compilation-slovenia-2014.pdf": (10, 24, 40),
    "upr-compilation-slovenia-2024.pdf": (10, 29, 60),
    "upr-stakeholders-slovenia-2019.pdf": (6, 21, 50),
    "upr-wg-report-slovenia-2019.pdf": (7, 30, 74),
}
RIGHT = {Wording.RIGHT, Wording.WRITING}
SAME = {Wording.RIGHT}
ALTERED = {Wording.ALTERED}
NOT_THERE = {Wording.ALTERED, Wording.ABSENT}  # too little is left of it to say which


class Kind(NamedTuple):
    """What is done to a passage, and what it must be judged; `cite` is added to the number of its paragraph."""

    change: Callable[[str], str]
    judged: set[Wording]
    cite: int = 0


def _words(text: str, first: int, count: int) -> str:
    return " ".join(text.split()[first : first + count])


def _replaced(text: str, place: int, word: str) -> str:
    words = text.split()
    return " ".join([*words[:place], word, *words[place + 1 :]])


def _swapped(text: str) -> str:
    """Two different words of the passage in each other's place."""
    words = text.split()
    other = next(place for place in range(12, 5, -1) if words[place].lower() != words[4].lower())
    words[4], words[other] = words[other], words[4]
    return " ".join(words)


def _without(text: str, *places: int) -> str:
    return " ".join(word for place, word in enumerate(text.split()) if place not in places)


def _typeset(text: str) -> str:
    """Curly marks, en dashes, no-break spaces and ligatures, as a word processor puts them."""
    return text.replace("'", "’").replace('"', "“").replace("-", "–").replace(" of ", " of\u00a0").replace("fi", "ﬁ")


def _plain(text: str) -> str:
    return text.replace("’", "'").replace("“", '"').replace("”", '"').replace("–", "-").replace("‑", "-")


def _broken(text: str) -> str:
    """A long word cut at the end of a line."""
    long = max(re.findall(r"[a-z]{6,}", text), key=len)
    return text.replace(long, f"{long[:4]}- {long[4:]}", 1)


def _bracketed(text: str) -> str:
    """The first letter in brackets, in the other case; a quotation does not begin with a number then."""
    text = text[re.search(r"(?<!\S)[^\W\d]", text).start() :]  # type: ignore[union-attr]
    return f"[{text[0].swapcase()}]{text[1:]}"


KINDS = {
    "exact": Kind(lambda text: _words(text, 3, 20), SAME),
    "beginning": Kind(lambda text: _words(text, 1, 12), SAME),
    "typeset": Kind(lambda text: _typeset(_words(text, 2, 24)), SAME),
    "plain signs": Kind(lambda text: _plain(_words(text, 2, 24)), SAME),
    "cut at a line's end": Kind(lambda text: _broken(_words(text, 2, 22)), SAME),
    "three points": Kind(lambda text: f"{_words(text, 2, 8)} … {_words(text, 16, 8)}", SAME),
    "points in brackets": Kind(lambda text: f"{_words(text, 2, 8)} [. . .] {_words(text, 14, 10)}", SAME),
    "letter in brackets": Kind(lambda text: _bracketed(_words(text, 3, 16)), SAME),
    "comma lost": Kind(lambda text: _words(text, 2, 24).replace(",", ""), RIGHT),
    "capitals": Kind(lambda text: _words(text, 4, 14).upper(), RIGHT),
    "word changed": Kind(lambda text: _replaced(_words(text, 3, 16), 7, "preposterously"), ALTERED),
    "first word changed": Kind(lambda text: _replaced(_words(text, 3, 16), 0, "Preposterously"), ALTERED),
    "last word changed": Kind(lambda text: _replaced(_words(text, 3, 16), 15, "preposterously"), ALTERED),
    "two words swapped": Kind(lambda text: _swapped(_words(text, 3, 16)), ALTERED),
    "word left out": Kind(lambda text: _without(_words(text, 3, 18), 8), ALTERED),
    "words left out": Kind(lambda text: _without(_words(text, 3, 22), 9, 10, 11), ALTERED),
    "word put in": Kind(lambda text: f"{_words(text, 3, 8)} preposterously {_words(text, 11, 8)}", ALTERED),
    "negation put in": Kind(lambda text: f"{_words(text, 3, 8)} not {_words(text, 11, 8)}", ALTERED),
    "negation in brackets": Kind(lambda text: f"{_words(text, 3, 8)} [not] {_words(text, 11, 8)}", ALTERED),
    "number put in": Kind(lambda text: f"{_words(text, 3, 8)} 17 {_words(text, 11, 8)}", ALTERED),
    "two passages joined": Kind(lambda text: f"{_words(text, 2, 9)} {_words(text, 19, 9)}", ALTERED),
    "half of it invented": Kind(lambda text: f"{_words(text, 2, 6)} and nobody objected to any of it then", NOT_THERE),
    "another paragraph": Kind(lambda text: _words(text, 2, 18), {Wording.ELSEWHERE}, cite=-1),
    "not there": Kind(lambda text: " ".join(reversed(_words(text, 2, 18).split())), {Wording.ABSENT}),
    "invented": Kind(
        lambda _: "the whole of the region shall be handed over without any further delay", {Wording.ABSENT}
    ),
    "scare quotes": Kind(lambda _: "so-called evidence", {Wording.UNCHECKED}),
}
_NEGATION = re.compile(r"\b(?:not|no|non|without|nor|never|neither)\b")
OVER = {  # done where the passage has such a word
    "negation dropped": (_NEGATION, ""),
    "number changed": (re.compile(r"\b(?:19|20)(\d\d)\b"), r"20\g<1>7"),
    "may for shall": (re.compile(r"\bshall\b"), "may"),
    "must for should": (re.compile(r"\bshould\b"), "must"),
    "or for and": (re.compile(r"\band\b"), "or"),
}


@cache
def _text(name: str) -> CitedText:
    return CitedText((name,), read(CORPUS / name), f"file {name}")


def _paragraph(name: str, number: int) -> str:
    """A paragraph's words behind its number."""
    text = _text(name)
    place = text.structure.counted(Unit.PARA).of(str(number))
    assert place is not None, (name, number)
    return re.sub(r"^\s*\d+\.\s+", "", text.view.text[place.start : place.end])


def _judged(name: str, number: int, quotation: str) -> Wording:
    return judge(quotation, _text(name), (Pinpoint(Unit.PARA, str(number), str(number)),), "en").wording


def _cases() -> list[tuple[str, str, int, str, set[Wording]]]:
    cases = []
    for name, numbers in SOURCES.items():
        for number in numbers:
            text = _paragraph(name, number)
            for kind, (change, judged, cite) in KINDS.items():
                cases.append((kind, name, number + cite or 2, change(text), judged))
            hidden = _NEGATION.search(_words(text, 9, 2))  # brackets may not stand for "not"
            bracketed = f"{_words(text, 2, 7)} [of the matter] {_words(text, 11, 9)}"
            cases.append(("words in brackets", name, number, bracketed, ALTERED if hidden else SAME))
            for kind, (pattern, instead) in OVER.items():
                passage = _words(text, 0, 60)
                found = pattern.search(passage)
                if found:
                    around = " ".join(
                        [*passage[: found.start()].split()[-8:], "\0", *passage[found.end() :].split()[:8]]
                    )
                    cases.append((kind, name, number, around.replace("\0", found.expand(instead)), ALTERED))
    return cases


def test_quotations_are_judged_right() -> None:
    cases = _cases()
    wrong = []
    passed = []
    for kind, name, number, quotation, expected in cases:
        judged = _judged(name, number, quotation)
        if judged not in expected:
            wrong.append(f"{kind} ({name}, para. {number}): {judged.value}: {quotation}")
            if expected <= {Wording.ALTERED, Wording.ABSENT} and judged not in (
                Wording.ALTERED,
                Wording.ABSENT,
                Wording.UNCHECKED,
            ):
                passed.append(wrong[-1])
    assert len(cases) >= 60
    assert passed == []
    assert len(wrong) <= 0.02 * len(cases), "\n".join([f"{len(wrong)} of {len(cases)}", *wrong])


@pytest.mark.parametrize("name", SOURCES)
def test_every_passage_is_long_enough(name: str) -> None:
    assert all(len(_paragraph(name, number).split()) >= 30 for number in SOURCES[name])


def test_the_sources_are_read_from_the_corpus() -> None:
    assert {Path(name).suffix for name in SOURCES} == {".txt", ".pdf", ".docx"}
