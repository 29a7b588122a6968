"""Scanning by anchors misses nothing: the plain way, every pattern over the whole text, finds the same.

The plain way is slow, and lives here only. Whole documents are extracted both ways; symbols and short forms,
which scan in ways of their own, are compared with their patterns alone.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

import refcheck
from refcheck import extraction
from refcheck.domain.symbols import ROOT_PATTERN, match_symbols
from refcheck.errors import ReadingError
from refcheck.extraction import chinese, custom, extract, icj, resolutions, short, symbols, treaties, view
from refcheck.extraction.anchors import Places, scan
from refcheck.extraction.found import Source
from refcheck.extraction.kinds import KINDS
from refcheck.extraction.short import find_short_forms
from refcheck.extraction.symbols import find_symbols
from refcheck.extraction.view import make_view
from refcheck.model import Document, Reference
from refcheck.settings import CustomExample, CustomKind, Settings
from tests.checking import LETTERS, PROJECT, catalogue, document

CORPUS = PROJECT.parent / "shared" / "corpus"
TEXTS = sorted(path for path in CORPUS.glob("*") if path.suffix in (".txt", ".md") and path.stem != "README")
ALL_SIGNS = frozenset(map(chr, range(0x80, 0x30000)))  # with these no text is passed over for want of a character
SETTINGS = Settings(
    "refcheck.toml",
    (
        CustomKind(
            "osce-decision",
            ("PC.DEC/", "Permanent"),
            r"(?:PC\.DEC/|(?:OSCE\s+)?Permanent\s+Council\s+Decision\s+No\.\s*)(?P<number>\d{1,4})",
            "PC.DEC/{number}",
            None,
            (CustomExample("PC.DEC/850", ("PC.DEC/850",)),),
        ),
    ),
)


# --- the plain way -------------------------------------------------------------------------


def _over_all(pattern: re.Pattern[str], source: Source, *_anchors: tuple[str, int]) -> Iterator[re.Match[str]]:
    return pattern.finditer(source.view.text)


def _matched_custom(
    pattern: regex.Pattern[str], text: str, _anchors: tuple[str, ...], _where: str
) -> Iterator[regex.Match[str]]:
    return pattern.finditer(text)


def _starts(text: str, *patterns: re.Pattern[str]) -> list[int]:
    return sorted({match.start() for pattern in patterns for match in pattern.finditer(text)})


def _scanned_plainly(text: str, literals: tuple[str, ...], _rare: frozenset[str]) -> Places:
    """For the anchors of a pattern, wherever the pattern matches; others where they stand, place by place."""
    heads = _starts(text, vars(resolutions)["_HEAD"], vars(resolutions)["_UNOFFICIAL"])
    forms = _starts(text, *(pattern for pattern, *_ in vars(short)["_FORMS"]))
    courts = _starts(text, vars(icj)["_COURT_NAMES"])
    capitals = _starts(text, re.compile(r"[A-Z](?=[a-z])"))
    places = {literal: _starts(text, re.compile(f"(?={re.escape(literal)})")) for literal in literals}
    places |= {anchor: [0] for anchor in chinese.ANCHORS}
    places |= dict.fromkeys((noun for noun in treaties.ANCHORS if not noun.isupper()), capitals)
    for anchors, found in ((resolutions.ANCHORS, heads), (icj.COURT_ANCHORS, courts), (short.ANCHORS, forms)):
        for anchor in anchors:
            places[anchor] = sorted({*places[anchor], *found})
    return places


def _at_every_sign(text: str, sign: str) -> Iterator[int]:
    """Every place once, whichever sign of markup is asked for first."""
    yield from range(len(text) if sign == "<" else 0)


@contextmanager
def _plainly() -> Iterator[None]:
    """Everything that looks at anchors looks at everything instead."""
    with pytest.MonkeyPatch.context() as patch:
        for module in pkgutil.iter_modules(extraction.__path__, f"{extraction.__name__}."):
            if "at_anchors" in vars(import_module(module.name)):
                patch.setattr(f"{module.name}.at_anchors", _over_all)
        patch.setattr(extraction, "scan", _scanned_plainly)
        patch.setattr(view, "occurrences", _at_every_sign)
        patch.setattr(view, "_rare", lambda _: ALL_SIGNS)
        patch.setattr(custom, "_around", _matched_custom)
        yield


def _extracted(read: Document) -> tuple[Reference, ...]:
    return extract(read, make_view(read), catalogue().case_number, custom.extractors(SETTINGS))


def _plain_symbols(text: str) -> Iterator[tuple[int, int]]:
    end = 0
    for root in re.finditer(rf"(?<![A-Za-z0-9/.\-])(?:{ROOT_PATTERN})\s?/", text):
        behind, cited = match_symbols(text, root.start()) if root.start() >= end else (0, ())
        if cited:
            yield root.start(), behind
            end = behind


def _assert_same(read: Document) -> None:
    by_anchors = _extracted(read)
    with _plainly():
        plainly = _extracted(read)
    assert by_anchors == plainly

    seen = make_view(read)
    places = scan(seen.text, (*symbols.ANCHORS, *short.ANCHORS), seen.rare)
    cited = list(find_symbols(Source(read, seen, lambda _: None, places)))
    disguised = [item for item in cited if item.inferred and "look like" in item.inferred]
    assert [(item.start, item.end) for item in cited if item.inferred is None] == [
        (start, end)
        for start, end in _plain_symbols(seen.text)
        if not any(item.start <= start < item.end for item in disguised)
    ]

    forms = [form.found for form in find_short_forms(seen, places, ())]
    patterns = [pattern for pattern, *_ in vars(short)["_FORMS"]]
    assert {item.start: item.end for item in forms} == {
        match.start(): match.end() for pattern in reversed(patterns) for match in pattern.finditer(seen.text)
    }


# --- letters, corpus, random text ----------------------------------------------------------


@pytest.mark.parametrize("path", LETTERS, ids=[path.stem[:3] for path in LETTERS])
def test_letters_give_the_same(path: Path) -> None:
    _assert_same(refcheck.read(path))


@pytest.mark.skipif(not TEXTS, reason="../shared is absent: the corpus lies beside the project, not in it")
@pytest.mark.parametrize("path", TEXTS, ids=[path.name for path in TEXTS])
def test_corpus_gives_the_same(path: Path) -> None:
    with suppress(ReadingError):  # some are PDF or Word files by another name, or no text at all
        _assert_same(refcheck.read(path))


WRITTEN = (
    *(row.text for kind in KINDS for row in kind.examples),
    *("A/78/636", "A/78/636–S/2023/960", "S/RES/853 (1993)", "E/CN.4/1999/79 and Add.1–3", "А/78/636", "/", "//"),
    *("Security Council resolution 853 (1993)", "resolutions 822 (1993), 853 (1993)", "UNSCR 1325", "Res. 48/114"),
    *("decision 1998/299", "la résolution 1325 (2000)", "la resolución 48/114", "резолюции 822 (1993)", "решение 5/1"),
    *("قرار مجلس الأمن 1325 (2000)", "安全理事会第1325(2000)号决议", "SCR 1", "Resolution", "the Council’s"),
    *("the International Court of Justice, Order of 7 December 2021", "Advisory Opinion of 9 July 2004"),
    *(
        "Judgment of 20 December 1949, ICJ",
        "Judgment, I.C.J. Reports 1986, p. 14",
        "P.C.I.J., Series A, No. 17",
        "P. C. I. J., Series B, No. 5",
    ),
    *("https://un.org/a_(b)", "http://a.org", "www.un.org", "://", "Opinion No. 46/2024", "opinions Nos. 3/2020"),
    *("general comment No. 36 (2018)", "Human Rights Committee", "communication No. 2077/2011"),
    *(
        "the Charter of the United Nations",
        "International Covenant on Civil and Political Rights",
        "Convention",
        "CERD",
    ),
    *("Treaty Series, vol. 660, No. 9464", "Recueil des traités, vol. 3, nº 4", "doi:10.1017/S0002930000000000"),
    *("ISBN 978-92-1-101421-1", "PC.DEC/850", "OSCE Permanent Council Decision No. 1117", "Permanent"),
    *("Ibid.", "ibidem", "op. cit.", "loc. cit.", "footnote 3 above", "supra note 3", "note 12 infra", "там же"),
    *(
        "the said resolution",
        "the above-mentioned report",
        "that letter",
        "the present resolution",
        "المرجع نفسه",
        "同上",
    ),
)
JOINTS = (
    "",
    " ",
    "\n",
    "\n\n",
    ", ",
    "; ",
    ". ",
    " (",
    ")",
    " and ",
    "**",
    "_",
    "<sup>1</sup>",
    "\u00a0",
    "\u200b",
    "’",
)
AS_WRITTEN_OR_NOT: tuple[Callable[[str], str], ...] = (
    *(str, str, str.upper, str.lower, str.title, str.capitalize),
    lambda text: text[1:-1],
    lambda text: text.replace(" ", "\n"),
    lambda text: text.replace(" ", ""),
)
PIECES = st.one_of(
    st.builds(lambda text, change: change(text), st.sampled_from(WRITTEN), st.sampled_from(AS_WRITTEN_OR_NOT)),
    st.sampled_from(JOINTS),
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=4),
)


@settings(deadline=None, max_examples=200)
@given(st.lists(PIECES, max_size=20).map("".join))
@example("\n".join(WRITTEN))
@example(" ".join(WRITTEN).upper())
@example("".join(WRITTEN))
@example("\n".join(WRITTEN).replace(" ", "\n"))
def test_random_text_gives_the_same(text: str) -> None:
    if text.strip("\ufeff \t\r\n\f"):
        _assert_same(document(text))
