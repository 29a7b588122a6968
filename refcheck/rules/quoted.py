"""What the rules on quotations say alike: the source's name, its passage as evidence, words cut to a message."""

from __future__ import annotations

from refcheck.model import Checked, CitedPassage, Evidence, JudgedQuotation

_LONGEST = 120


def at(checked: Checked, quotation: JudgedQuotation) -> str:
    """The source that has the words, by its symbol."""
    if quotation.bearer is None:
        return "the source"
    return " \u2013 ".join(checked.references[quotation.bearer].canonical)


def evidence(quotation: JudgedQuotation) -> tuple[Evidence, ...]:
    """The passage of the source, with what stands around it."""
    return (as_evidence(quotation.passage),) if quotation.passage else ()


def as_evidence(passage: CitedPassage) -> Evidence:
    """A passage of a cited text, with what stands around it."""
    place = f"{passage.place}: " if passage.place else ""
    text = " ".join(part for part in (passage.before, passage.words, passage.after) if part)
    return Evidence(f"{passage.canonical}, {passage.source}", f"{place}\u201c{text}\u201d")


def shortened(text: str) -> str:
    """Words cut to what a message holds."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "\u2026"
