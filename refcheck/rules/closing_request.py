"""The request for circulation is missing, leaves out an organ of the masthead, or its annex.

Why
    A letter becomes a document because its sender asks for it, and of the organs that he names. An editor who
    adds an organ to the masthead, or an annex to the letter, has to find it in the request.

Wrong
    General Assembly
    Security Council
    Distr.: General
    28 May 2025
    General Assembly
    Seventy-ninth session
    Agenda item 34
    Security Council
    Eightieth year

    Letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    I should be grateful if you would have the present letter circulated as a document of the General Assembly, under agenda item 34.

Right
    General Assembly
    Security Council
    Distr.: General
    28 May 2025
    General Assembly
    Seventy-ninth session
    Agenda item 34
    Security Council
    Eightieth year

    Letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    I should be grateful if you would have the present letter circulated as a document of the General Assembly, under agenda item 34, and of the Security Council.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from refcheck.domain.numerals import joined
from refcheck.model import Checked, ClosingRequest, Finding, Letter, Severity, Span

TITLE = "Request for circulation incomplete"
SEVERITY = Severity.WARNING
_ORGANS = {"A": "the General Assembly", "S": "the Security Council", "E": "the Economic and Social Council"}
_SHORT = {  # names that a sentence uses once the organ is known, for any organ
    "en": r"\b(?:the|both|each|these|those|said)\s+(?:Assembly|Council|Councils|organs?|bod(?:y|ies))\b",
    "fr": r"\b(?:l['’]\s?Assemblée(?!\s+g)|Conseil(?!\s+de\s+séc|\s+écon)|organes?)\b",
    "es": r"\b(?:la\s+Asamblea(?!\s+Gen)|el\s+Consejo(?!\s+de\s+Seg|\s+Econ)|órganos?)\b",
    "ru": r"(?<!ной )\bАссамблеи\b|(?<!ного )\bСовета\b(?!\s+Безоп)|\bорганов\b",
    "ar": r"الجمعية(?!\s+العامة)|المجلس(?!\s+الاقتصادي)",
    "zh": r"两机构|(?<!安全)(?<!社会)(?<!经社)理事会",
}
_THE_LETTER_ALONE = re.compile(
    r"\b(?:the\s+present|this|the|my)\s+letter\s+(?:be\s+|to\s+be\s+)?(?:circulated|issued)\b"
)
_OTHER_WORDS_OF_ASKING = re.compile(
    r"circulat|distribut|publi[sc]|issu|document|attention|records?\b|available|members?\b|diffus|difu|распростран|внимани"
    r"|تعميم|توزيع|وثيقة|分发|散发|文件",
    re.IGNORECASE,
)
_ANNEXED = re.compile(r"annex|enclos|attach|herewith|append|transmit", re.IGNORECASE)


def check(checked: Checked) -> Iterator[Finding]:
    """What a Member State's letter must say; the Secretary-General's and the Presidents' ask for nothing."""
    for letter in (letter for letter in checked.letters if letter.title):
        if letter.closing:
            yield from _organs(letter, letter.closing)
            yield from _annexes(checked.document.text, letter, letter.closing)
        else:
            yield from _missing(letter)


def _organs(letter: Letter, closing: ClosingRequest) -> Iterator[Finding]:
    """Organs of the masthead that the request leaves out; it may name more, for another issue of the letter."""
    missing = [organ for organ in letter.organs if organ not in closing.organs]
    if not missing or not closing.organs or re.search(_SHORT[letter.language], _text(letter, closing.span)):
        return
    yield Finding(
        rule="closing-request",
        severity=SEVERITY,
        span=closing.span,
        message=f"The masthead is that of {_names(letter.organs)}, but the request names {_names(closing.organs)} only.",
    )


def _annexes(text: str, letter: Letter, closing: ClosingRequest) -> Iterator[Finding]:
    """ "The present letter" alone, where an annex follows; "its annex", where there is none and none is announced."""
    if letter.language != "en":
        return
    signed = any(signature.signed for signature in letter.signatures)  # else the text may have lost its end
    full = [annex for annex in letter.annexes if annex.title]
    if full and not closing.annexes and _THE_LETTER_ALONE.search(_text(letter, closing.span)):
        several = len(letter.annexes) > 1
        yield Finding(
            rule="closing-request",
            severity=SEVERITY,
            span=closing.span,
            message="The request asks for the letter to be circulated, but does not name the "
            f"annex{'es' if several else ''} that follow{'' if several else 's'}.",
            suggestion=f"the present letter and its annex{'es' if several else ''}",
        )
    elif signed and closing.annexes and not _annexed(text, letter, closing):
        yield Finding(
            rule="closing-request",
            severity=SEVERITY,
            span=closing.span,
            message="The request names an annex, but the letter announces none and none follows.",
        )


def _annexed(text: str, letter: Letter, closing: ClosingRequest) -> bool:
    """Whether anything but the request speaks of an annex; its heading may be lost in a note behind the letter."""
    above, below = slice(letter.span.start, closing.span.start), slice(closing.span.end, None)
    return any(_ANNEXED.search(text[part]) for part in (above, below))


def _missing(letter: Letter) -> Iterator[Finding]:
    """No request at all in a letter that is here whole, to the signature, and of an organ with an agenda."""
    title = letter.title
    whole = letter.distributed and letter.items and any(signature.signed for signature in letter.signatures)
    if not title or not whole or title.kind != "letter" or not title.capacities:
        return
    if any(_OTHER_WORDS_OF_ASKING.search(passage.text) for passage in letter.body):
        return
    yield Finding(
        rule="closing-request",
        severity=SEVERITY,
        span=title.span,
        message="The letter is circulated under agenda items, but does not ask for its circulation.",
    )


def _text(letter: Letter, span: Span) -> str:
    return " ".join(passage.text for passage in letter.body if passage.span.overlaps(span))


def _names(organs: tuple[str, ...]) -> str:
    return joined([_ORGANS[organ] for organ in organs])
