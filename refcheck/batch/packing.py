"""Values of JSON in few bytes: what is kept of a document, and handed from one process to another."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from typing import Any

from refcheck.model import Place
from refcheck.together.fact import Fact


def packed(value: object) -> bytes:
    """A value of JSON, small."""
    return zlib.compress(json.dumps(value, separators=(",", ":")).encode(), 1)


def unpacked(content: bytes) -> Any:
    """The value again, its tuples as lists."""
    return json.loads(zlib.decompress(content))


def packed_facts(facts: Iterable[Iterable[Fact]]) -> bytes:
    """What a document gives to be held against others."""
    return packed([[(*fact[:4], sorted(fact.names)) for fact in some] for some in facts])


def unpacked_facts(content: bytes) -> tuple[tuple[Fact, ...], ...]:
    """The same facts again."""
    return tuple(
        tuple(Fact(key, value, said, Place(*place), frozenset(names)) for key, value, said, place, names in some)
        for some in unpacked(content)
    )
