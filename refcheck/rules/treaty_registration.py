"""Volume and registration number of a treaty do not go together.

Why
    The Treaty Series prints treaties in the order of their registration: volume and number rise together, and
    those of the treaties that are cited most are known. A page given as number, or a digit lost, shows.

Wrong
    United Nations, Treaty Series, vol. 66, No. 9464

Right
    United Nations, Treaty Series, vol. 660, No. 9464
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from refcheck.domain.patterns import lazy
from refcheck.domain.treaties import TREATIES, Treaty
from refcheck.model import Checked, Finding, Kind, Reference, Related, Severity

TITLE = "Treaty volume and number disagree"
SEVERITY = Severity.WARNING
_PLACE = lazy(r"UNTS/(?P<volume>\d+)/(?P<number>\d+)(?:-(?P<last>\d+))?")
_REACH = 250  # characters between a treaty's name and its place in the Treaty Series
_PROTOCOL_TO = lazy(r"(?i:protocol|amend|протокол|поправк)[^;.]{0,40}$|议定书|بروتوكول")
_ANOTHER = lazy(r";|[Pp]rotocol|[Pp]rotocole|[Aa]mend|Протокол|\n\s*\n|\b(?:and|et|y)\s+the\b")


def check(checked: Checked) -> Iterator[Finding]:
    """Against the treaty named just before, else against what the series has printed around that volume."""
    for place, reference in enumerate(checked.references):
        written = _PLACE.fullmatch(reference.canonical[0]) if _is_place(reference) else None
        if not written or "League" in checked.document.text[max(0, reference.span.start - 30) : reference.span.start]:
            continue
        volume, number = int(written["volume"]), int(written["number"])
        named = _named_before(checked, checked.references[:place], reference)
        expected = _PLACE.fullmatch(named[1].canonical) if named else None
        if named and expected:
            if not _agrees(expected, volume, number):
                yield _finding(reference, f"the {named[1].name} is", expected, named[0])
            continue
        known = next((place for place in _known() if _holds(place, number)), None)
        if known and volume < int(known["volume"]):
            yield _finding(reference, f"No. {number} is", known)
        elif known is None and (beyond := _printed_later(volume, number)):
            yield _finding(reference, f"No. {beyond['number']} is already", beyond, certain=False)


def _is_place(reference: Reference) -> bool:
    return reference.kind is Kind.TREATY and "vol" in reference.text


def _named_before(
    checked: Checked, before: Sequence[Reference], reference: Reference
) -> tuple[Reference, Treaty] | None:
    last = before[-1] if before else None
    if last is None or last.kind is not Kind.TREATY or last.footnote != reference.footnote:
        return None
    text = checked.document.text
    between = text[last.span.end : reference.span.start]
    if _PROTOCOL_TO.search(text[max(0, last.span.start - 80) : last.span.start]):
        return None  # a protocol is printed later than its treaty, and may bear its number
    treaty = next((treaty for treaty in TREATIES if treaty.canonical == last.canonical[0]), None)
    return (last, treaty) if treaty and len(between) <= _REACH and not _ANOTHER.search(between) else None


def _known() -> Iterator[re.Match[str]]:
    return filter(None, (_PLACE.fullmatch(treaty.canonical) for treaty in TREATIES))


def _holds(place: re.Match[str], number: int) -> bool:
    return int(place["number"]) <= number <= int(place["last"] or place["number"])


def _agrees(place: re.Match[str], volume: int, number: int) -> bool:
    return int(place["volume"]) == volume and _holds(place, number)


def _printed_later(volume: int, number: int) -> re.Match[str] | None:
    """A treaty of the same or a later volume with a lower number: no volume holds what was registered after it.

    The reverse occurs: protocols and accessions bear the number of their treaty in later volumes.
    """
    later = [
        place for place in _known() if int(place["volume"]) >= volume and int(place["last"] or place["number"]) < number
    ]
    return min(
        (place for place in later if int(place["volume"]) > volume),
        key=lambda place: int(place["volume"]),
        default=None,
    )


def _finding(
    reference: Reference, what: str, place: re.Match[str], named: Reference | None = None, *, certain: bool = True
) -> Finding:
    right = re.sub(r"(vol\.\s*)\d+", rf"\g<1>{place['volume']}", " ".join(reference.text.split()))
    if not place["last"]:
        right = re.sub(r"(\D)\d+(?:[-–]\d+)?$", rf"\g<1>{place['number']}", right)
    return Finding(
        rule="treaty-registration",
        severity=SEVERITY,
        span=reference.span,
        message=f'"{" ".join(reference.text.split())}": {what} in volume {place["volume"]}'
        + (f", No. {place['number']}." if named else "."),
        suggestion=right if certain else None,
        related=(Related(named.span, named.text),) if named else (),
    )
