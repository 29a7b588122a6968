"""The organs' names on a cover, and the ordinals of their sessions and years.

A name heads a part of the masthead where its line holds nothing but names, symbols and ordinals. Elsewhere,
as in the agenda item "Report of the Security Council", it is part of a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from refcheck.domain.ordinals import ordinal_number
from refcheck.domain.patterns import lazy
from refcheck.domain.symbols import ROOT_PATTERN
from refcheck.extraction.letter.wording import LANGUAGES, Wording
from refcheck.extraction.view import View
from refcheck.model import OrdinalLine

ANY_ORGAN = "|".join(organ.pattern for wording in LANGUAGES for _, organ in wording.organs)
DISTRIBUTION = lazy(  # older mastheads stand in columns: "General Assembly   Distr. / Security Council   GENERAL"
    rf"[dD](?i:istr\.?\s*:?\s*(?:(?:{ANY_ORGAN})\s+)?"
    r"(?:g[ée]n[ée]rale?|limit(?:ed|ée|ada)|restricted|restreinte|reservada))\b"
)
_LINE = 240  # characters of a line that are read before and behind a name
_BESIDE = lazy(  # what may stand beside an organ's name in its line
    rf"{ANY_ORGAN}|United\s+Nations|Nations\s+Unies|Naciones\s+Unidas|Организация\s+Объединенных\s+Наций"
    rf"|联合国|الأمم المتحدة|{DISTRIBUTION.pattern}.*|(?<![\w/.-])(?:{ROOT_PATTERN})/\S{{1,60}}|\d{{4}}\s+session.*",
    re.IGNORECASE,
)
_WORDS = lazy(r"[^\W_]+(?:[-'’][^\W_]+)*")
_ORDINAL_WORDS = 6  # the longest: "cent soixante et onzième", "one hundred and twenty-first"
_ORDINAL_REACH = 60
_OTHER_BODY = lazy(
    r"Human Rights Council|Commission|Committee|Conference|Working Group|Board|Authority|Assembly of"
    r"|Conseil des droits|Comité|Groupe de travail|Consejo de Derechos|Comisión|Grupo de Trabajo"
    r"|Комисси|Комитет|Совет\w? по правам|Рабоч\w+ групп|لجنة|اللجنة|مجلس حقوق|委员会|人权理事会|工作组"
)


class OrganName(NamedTuple):
    """An organ's name at text[start:end]."""

    start: int
    end: int
    code: str


def organ_names(text: str, start: int, end: int, wording: Wording) -> list[OrganName]:
    """Every mention of an organ in text[start:end], in order."""
    return sorted(
        OrganName(match.start(), match.end(), code)
        for code, organ in wording.organs
        for match in organ.finditer(text, start, end)
    )


def organ_codes(names: Sequence[OrganName]) -> tuple[str, ...]:
    """The codes of the organs named, each once, in order."""
    return tuple(dict.fromkeys(name.code for name in names))


def organ_lines(text: str, start: int, end: int, wording: Wording) -> list[OrganName]:
    """The names that head a part of the cover text[start:end]."""
    return [
        name
        for name in organ_names(text, start, end, wording)
        if _is_bare(text, name, start, end, wording) and not _runs_on(text, name.start, start, wording)
    ]


def _is_bare(text: str, name: OrganName, start: int, end: int, wording: Wording) -> bool:
    """Whether the rest of the name's line is names, symbols and ordinals; its end counts as far as `end`."""
    low = max(start, text.rfind("\n", start, name.start) + 1, name.start - _LINE)
    line_end = text.find("\n", name.end, end)
    high = min(line_end if line_end >= 0 else end, name.end + _LINE)
    behind = text[name.end : high]
    if behind[:1].islower():
        return False
    # A name glued to the words before it was a line of its own: "against humanitySecurity Council".
    glued = wording.has_capitals and text[low : name.start][-1:].islower()
    return (glued or not _beside(text[low : name.start], wording)) and not _beside(behind, wording)


def _beside(words: str, wording: Wording) -> str:
    """What stands in a part of a line beside names, symbols and ordinals."""
    left = _BESIDE.sub(" ", words)
    for noun in (wording.session, wording.year):
        for match in reversed(list(noun.finditer(left))):
            found = _ordinal_at(left, match, 0, len(left), wording)
            if found:
                left = f"{left[: min(found[0], match.start())]} {left[max(found[1], match.end()) :]}"
    return left.strip(" \t|*#.")


def _runs_on(text: str, position: int, start: int, wording: Wording) -> bool:
    """Whether the line above ends in a word that wants another: "membership of the / Security Council"."""
    above = text[max(start, position - _LINE) : position]
    last = _WORDS.findall(above.rstrip()[-20:]) if "\n" in above else []
    return bool(last) and last[-1].lower() in wording.continuing


def last_run(names: Sequence[OrganName], text: str, position: int) -> list[OrganName]:
    """The names last written above `position`: several where only white space is between them."""
    above = [name for name in names if name.end <= position]
    run = above[-1:]
    for before, after in zip(reversed(above[:-1]), reversed(above[1:]), strict=False):
        if text[before.end : after.start].strip(" \t\n|"):
            break
        run.insert(0, before)
    return run


def ordinal_lines(
    view: View, text: str, start: int, end: int, names: Sequence[OrganName], wording: Wording
) -> Iterator[OrdinalLine]:
    """ "Seventy-ninth session" below the Assembly's name, "Eightieth year" below the Council's, on its own line.

    Below the name of another body the count is that body's own.
    """
    for noun, organ in ((wording.session, "A"), (wording.year, "S")):
        for match in noun.finditer(text, start, end):
            found = _ordinal_at(text, match, start, end, wording)
            if not found:
                continue
            first, last, number = found
            place = OrganName(min(first, match.start()), max(last, match.end()), organ)
            run = last_run(names, text, place.start)
            if run and organ not in {name.code for name in run}:
                continue
            if not _is_bare(text, place, start, end, wording):
                continue
            if _OTHER_BODY.search(text, run[-1].end if run else start, place.start):
                continue
            yield OrdinalLine(view.span(first, last), organ, number, _series(match))


def _series(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return "ES" if groups.get("emergency") else "S" if groups.get("special") else ""


def _ordinal_at(text: str, match: re.Match[str], start: int, end: int, wording: Wording) -> tuple[int, int, int] | None:
    """The ordinal of a session's or year's noun, as (start, end, number); None where there is none."""
    if "ordinal" in match.groupdict():
        number = ordinal_number(match["ordinal"], wording.language)
        return (*match.span("ordinal"), number) if number else None
    if wording.ordinal_follows:
        words = list(_WORDS.finditer(text, match.end(), min(end, match.end() + _ORDINAL_REACH)))[:_ORDINAL_WORDS]
        spans = [(words[0].start(), word.end()) for word in reversed(words)]
    else:
        low = max(start, match.start() - _ORDINAL_REACH)
        words = list(_WORDS.finditer(text, low, match.start()))[-_ORDINAL_WORDS:]
        spans = [(word.start(), match.start()) for word in words]
    for first, last in spans:
        written = text[first:last].rstrip()
        number = None if "\n" in written else ordinal_number(written, wording.language)
        if number:
            return first, first + len(written), number
    return None
