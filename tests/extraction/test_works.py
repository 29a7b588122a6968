"""Sources in notes that have neither symbol nor address."""

from __future__ import annotations

import pytest

from refcheck.model import Kind
from tests.checking import references


def _works(note: str) -> list[str]:
    text = f"It was said so.<sup>1</sup>\n\n<sup>1</sup> {note}\n"
    return [found.text for found in references(text) if found.kind is Kind.WORK]


WORKS = {
    "title-and-date": ("“The long road home”, 5 May 2003.", ["“The long road home”, 5 May 2003"]),
    "number-and-date": (
        "CSCE Communication No. 301, 19 November 1993.",
        ["CSCE Communication No. 301, 19 November 1993"],
    ),
    "page-and-year": (
        "J. Crawford, Brownlie's Principles, Oxford, 2019, p. 8.",
        ["J. Crawford, Brownlie's Principles, Oxford, 2019, p. 8"],
    ),
    "signal-before": ("See also “The long road home”, May 2003.", ["“The long road home”, May 2003"]),
    "two": (
        "“The long road”, 5 May 2003; “The short road”, 6 May 2004.",
        ["“The long road”, 5 May 2003", "“The short road”, 6 May 2004"],
    ),
    "beside-a-symbol": ("A/78/636; “The short road”, 6 May 2004.", ["“The short road”, 6 May 2004"]),
    "with-a-symbol": ("“The short road” (A/78/636), 6 May 2004.", []),
    "explanation": ("The word “displaced persons” is used in a broad sense.", []),
    "no-date": ("“The long road home”, p. 3.", []),
    "no-title": ("Meeting of 5 May 2003.", []),
    "with-an-address": ("“The long road home”, 5 May 2003, available at <https://un.org/a>.", []),
}


@pytest.mark.parametrize(("note", "works"), WORKS.values(), ids=WORKS.keys())
def test_works(note: str, works: list[str]) -> None:
    assert _works(note) == works


def test_only_notes_are_searched() -> None:
    assert references("“The long road home”, 5 May 2003, p. 8.") == ()
