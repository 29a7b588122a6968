"""General comments of the human rights treaty bodies, and communications before them, by their number."""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.patterns import lazy
from refcheck.extraction.found import Found, Source, at_anchors, last_match
from refcheck.model import Kind

_BODIES = {
    "Human Rights Committee": "CCPR/C",
    "Committee on Economic, Social and Cultural Rights": "E/C.12",
    "Committee on the Elimination of Racial Discrimination": "CERD/C",
    "Committee on the Elimination of Discrimination against Women": "CEDAW/C",
    "Committee against Torture": "CAT/C",
    "Committee on the Rights of the Child": "CRC/C",
    "Committee on Migrant Workers": "CMW/C",
    "Committee on the Rights of Persons with Disabilities": "CRPD/C",
    "Committee on Enforced Disappearances": "CED/C",
}
_NAMES = "|".join(name.replace(" ", r"\s+") for name in _BODIES)
COMMENT_ANCHORS = ("eneral",)
COMMUNICATION_ANCHORS = ("ommunication",)
_COMMENT = lazy(r"[Gg]eneral\s+(?:comment|recommendation)s?\s+No\.\s*(?P<number>\d{1,3})(?:\s*\((?:19|20)\d\d\))?")
_COMMUNICATION = lazy(r"[Cc]ommunications?\s+No\.\s*(?P<number>\d{1,5})/(?P<year>(?:19|20)\d\d)(?!\d)")
_BODY = lazy(_NAMES)
_REACH = 600  # characters in which the body of a comment is named


def find_comments(source: Source) -> Iterator[Found]:
    """ "Human Rights Committee, general comment No. 36 (2018)", which is document CCPR/C/GC/36."""
    text = source.view.text
    for match in at_anchors(_COMMENT, source, ("eneral", 1)):
        before = last_match(_BODY, text, max(0, match.start() - _REACH), match.start())
        after = _BODY.search(text, match.end(), match.end() + 80)
        named = before or after
        body = _BODIES[" ".join(named[0].split())] if named else None
        yield Found(*match.span(), Kind.OPINION, (f"{body}/GC/{match['number']}",) if body else ())


def find_communications(source: Source) -> Iterator[Found]:
    """ "communication No. 2077/2011": its document carries the session as well, so it has no symbol by itself."""
    for match in at_anchors(_COMMUNICATION, source, ("ommunication", 1)):
        yield Found(*match.span(), Kind.OPINION, ())
