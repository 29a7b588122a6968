"""Opinions of the Working Group on Arbitrary Detention, by their number."""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.patterns import lazy
from refcheck.extraction.found import Found, Source, at_anchors
from refcheck.model import Kind

ANCHORS = ("pinion",)
_OPINION = lazy(r"\b[Oo]pinions?\s+[Nn]os?\.\s*(\d{1,3})/((?:19|20)\d\d)(?!\d)")


def find_opinions(source: Source) -> Iterator[Found]:
    """ "Opinion No. 46/2024", which is document A/HRC/WGAD/2024/46."""
    for match in at_anchors(_OPINION, source, ("pinion", 1)):
        yield Found(*match.span(), Kind.OPINION, (f"A/HRC/WGAD/{match[2]}/{int(match[1])}",))
