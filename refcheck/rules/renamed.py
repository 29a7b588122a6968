"""A citation with its number, noun or body changed, in the words of the text."""

from __future__ import annotations

import re

from refcheck.domain.patterns import lazy
from refcheck.model import Kind, Reference

_NUMBER = lazy(
    r"\d{1,4}\s?/\s?\d{1,4}(?:\s?[A-Z](?![A-Za-z]))?(?:\s*\([IVXLC]+\))?|\d{1,4}(?:\s?[A-Z])?\s*\([^()]{1,8}\)(?:\s?[A-Z])?"
)
_PAIRS = (
    ("resolution", "decision"),
    ("Resolution", "Decision"),
    ("résolution", "décision"),
    ("resolución", "decisión"),
)
_OTHER_NOUN = dict((*_PAIRS, *(pair[::-1] for pair in _PAIRS)))
_NOUN = lazy(rf"\b(?:{'|'.join(_OTHER_NOUN)})\b")
_PRINTED_BRACKET = lazy(r"(?<=[0-9])\((?=[0-9IVXES])")


def renumbered(reference: Reference, number: str, symbol: str) -> str:
    """The citation with `number` in place of its own; a symbol is replaced as a whole by `symbol`."""
    if reference.kind is Kind.SYMBOL:
        return printed(symbol)
    return _NUMBER.sub(lambda _: number, " ".join(reference.text.split()), count=1)


def with_other_noun(reference: Reference) -> str | None:
    """ "decision 60/251" → "resolution 60/251"; None where the noun stands elsewhere or cannot be changed alone."""
    text = " ".join(reference.text.split())
    changed: str = _NOUN.sub(lambda match: _OTHER_NOUN[match[0]], text, count=1)
    return changed if changed != text else None


def with_body(reference: Reference, named: str, meant: str) -> str | None:
    """The citation with one body's name in place of another's; None where the text does not begin with it."""
    text = " ".join(reference.text.split())
    return meant + text[len(named) :] if re.match(rf"{re.escape(named)}\b", text) else None


def printed(canonical: str) -> str:
    """A symbol as documents print it: "S/RES/853(1993)" → "S/RES/853 (1993)"."""
    return _PRINTED_BRACKET.sub(" (", canonical)
