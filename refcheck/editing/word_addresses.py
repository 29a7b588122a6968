"""Other addresses in a copy of a Word file: where links lead, and where the address itself is what is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from refcheck.domain.urls import normalise
from refcheck.editing.repacking import rewritten
from refcheck.editing.word_text import Runs
from refcheck.model import Span
from refcheck.reading.docx import trace
from refcheck.reading.docx_notes import W
from refcheck.reading.package import Package, relations_of

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_HYPERLINK, _SIMPLE_FIELD = f"{W}hyperlink", f"{W}fldSimple"
_ANCHORS = (f"{W}anchor", f"{W}docLocation")


def readdressed(content: bytes, name: str, new: Mapping[str, str], shown: Iterable[tuple[Span, str]]) -> bytes:
    """The Word file in `content` with each link to an address in `new` led elsewhere, and `shown` written in its text.

    `new` has addresses in normal form. Every part that holds none of this keeps its bytes. Raises ReadingError.
    """
    traced = trace(content, name)
    package = traced.package
    changed = {package.path_of(element) for element in Runs(traced).rewrite(shown)}
    for target, elements in traced.led:
        address = new.get(normalise(target))
        if address is not None:
            changed |= {_led(package, element, elements, target, address) for element in elements}
    return rewritten(package, {path: package.part(path) for path in sorted(changed)})


def _led(
    package: Package, element: etree._Element, elements: Sequence[etree._Element], target: str, address: str
) -> str:
    """Lead one link elsewhere; the part that says where it leads."""
    part = package.path_of(element)
    if element.tag == _HYPERLINK:
        relations = package.part(relations_of(part))
        for relation in () if relations is None else relations:
            if relation.get("Id") == element.get(_ID):
                relation.set("Target", address.partition("#")[0] if any(map(element.get, _ANCHORS)) else address)
        return relations_of(part)
    if element.tag == _SIMPLE_FIELD:
        (instruction,) = _instructed([element.get(f"{W}instr", "")], target, address)
        element.set(f"{W}instr", instruction)
    elif element is elements[0]:  # the instruction of a field, perhaps in pieces
        pieces = _instructed([piece.text or "" for piece in elements], target, address)
        for piece, text in zip(elements, pieces, strict=True):
            piece.text = text
    return part


def _instructed(pieces: Sequence[str], target: str, address: str) -> list[str]:
    r"""The pieces of a field's instruction with another address: HYPERLINK "https://undocs.org/A/78/636" \l "p2"."""
    whole = "".join(pieces)
    if target not in whole:  # the place in the page stands apart
        target, address = target.partition("#")[0], address.partition("#")[0]
    begin = whole.find(target)
    end = begin + len(target)
    written, start = [], 0
    for piece in pieces:
        first, last = (min(max(place - start, 0), len(piece)) for place in (begin, end))
        inside = first < last and begin >= 0
        written.append(piece[:first] + (address if start <= begin else "") + piece[last:] if inside else piece)
        start += len(piece)
    return written
