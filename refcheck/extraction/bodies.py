"""The bodies whose resolutions are cited in words, in six languages, and which of them a passage speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from refcheck.domain.patterns import lazy
from refcheck.extraction.anchors import occurrences
from refcheck.extraction.found import last_match

_REACH = 100  # characters in which a body stands beside the word "resolution"
_NEAR = 800  # in which the body spoken of most often stands
_AROUND = 400  # in which a body is named that a passage is about
_FAR = 8_000  # from the top, in which a resolution says who speaks


class Body(NamedTuple):
    """A body that adopts resolutions; `series` is the stem of their symbols, None for one outside the UN.

    `names` are patterns, one for each language or usual form; a space stands for any white space.
    """

    name: str
    series: str | None
    names: tuple[str, ...]

    @property
    def is_outside(self) -> bool:
        """Whether its resolutions are none of the United Nations."""
        return self.series is None


SECURITY_COUNCIL = Body(
    "Security Council",
    "S",
    (
        *("Security Council", "UNSC", "SC", r"S\.C", "Conseil de sécurité", "Consejo de Seguridad"),
        *(r"[Сс]овет\w* [Бб]езопасности", "مجلس الأمن", "安全理事会|安全理事會|安理会|安理會"),
    ),
)
GENERAL_ASSEMBLY = Body(
    "General Assembly",
    "A",
    (
        *("General Assembly", "UNGA", "GA", r"G\.A", r"Assemblée générale", "Asamblea General"),
        *(r"[Гг]енеральн\w+ [Аа]ссамбле\w+", "الجمعية العامة", "联合国大会|聯合國大會|大会|大會"),
    ),
)
HUMAN_RIGHTS_COUNCIL = Body(
    "Human Rights Council",
    "A/HRC",
    (
        *("Human Rights Council", "UNHRC", "HRC", r"Conseil des droits de l['’]homme", "Consejo de Derechos Humanos"),
        *(r"[Сс]овет\w* по правам человека", "مجلس حقوق الإنسان", "人权理事会|人權理事會"),
    ),
)
COMMISSION_ON_HUMAN_RIGHTS = Body(
    "Commission on Human Rights",
    "E/CN.4",
    (
        *("Commission on Human Rights", "Human Rights Commission", r"Commission des droits de l['’]homme"),
        *("Comisión de Derechos Humanos", r"[Кк]омисси\w+ по правам человека", "لجنة حقوق الإنسان", "人权委员会"),
    ),
)
SUB_COMMISSION = Body(
    "Sub-Commission",
    "E/CN.4/Sub.2",
    (
        "Sub-Commission on the Promotion and Protection of Human Rights",
        "Sub-Commission on Prevention of Discrimination and Protection of Minorities",
        "Sub-Commission",
    ),
)
ECOSOC = Body(
    "Economic and Social Council",
    "E",
    (
        *(
            "Economic and Social Council",
            "ECOSOC",
            r"E\.S\.C",
            "Conseil économique et social",
            "Consejo Económico y Social",
        ),
        *(r"[Ээ]кономическ\w+ и [Сс]оциальн\w+ [Сс]овет\w*", "المجلس الاقتصادي والاجتماعي"),
        "经济及社会理事会|經濟及社會理事會|经社理事会",
    ),
)
OUTSIDE = Body(
    "a body outside the United Nations",
    None,
    (
        *("World Health Assembly", "Environment Assembly", "Assembly of States Parties", "European Parliament"),
        *("European Union", "African Union", "Islamic Cooperation", "Islamic Conference", "League of Arab States"),
        *("Inter-Parliamentary Union", "Council of Ministers", "International Atomic Energy Agency", "OSCE"),
        *("International Maritime Organization", "National Assembly", "International Labour Organization"),
        *(
            "Federal Assembly",
            "House of Representatives",
            "Supreme Soviet",
            "Conference of the Parties",
            "Milli Majlis",
        ),
        *("Assemblée mondiale de la [Ss]anté", "Parlement européen", "Conférence des Parties"),
        *("Asamblea Mundial de la Salud", "Conferencia de las Partes", r"[Вв]семирн\w+ ассамбле\w+ здравоохранения"),
        *("جمعية الصحة العالمية", "世界卫生大会", "缔约方会议"),
    ),
)
# These number as the Security Council does: "resolution 1416 (2005)".
COUNCIL_OF_EUROPE = Body(
    "a body of the Council of Europe",
    None,
    (
        *("Parliamentary Assembly", "Council of Europe", "Committee of Ministers", "PACE"),
        *("Congress of Local and Regional Authorities", "Assemblée parlementaire", r"Conseil de l['’]Europe"),
        *("Asamblea Parlamentaria", "Consejo de Europa", r"Парламентск\w+ [Аа]ссамбле\w+", r"[Сс]овет\w* Европы"),
        *("الجمعية البرلمانية", "مجلس أوروبا", "欧洲委员会"),
    ),
)
BODIES = (
    OUTSIDE,
    COUNCIL_OF_EUROPE,
    HUMAN_RIGHTS_COUNCIL,
    SUB_COMMISSION,
    COMMISSION_ON_HUMAN_RIGHTS,
    ECOSOC,
    SECURITY_COUNCIL,
    GENERAL_ASSEMBLY,
)
_OTHER_SCRIPTS = ("о", "с", "ا", "م", "会", "會", "理")  # letters without which no name below is written
_SHORT_BEHIND = lazy(
    r"\s+(?:of\s+the|du|del|de\s+la|de\s+l['’])\s+(?:Council|Conseil|Consejo|Assembl(?:y|ée)|Asamblea)\b"
)
_BEFORE_HEAD = lazy(r"(?:['’]s?|\.)?[ \t\n]*$")
_LONGEST_NAME = 80
_JOINED = lazy(
    r"\s*(?:,|/|&|、|和|及|与|(?:and|or|et|ou|y|o|e|и|или|و)\s*)\s*"
    r"(?:of\s+)?(?:the\s+|du\s+|le\s+|la\s+|l['’]|de\s+la\s+|de\s+l['’]|del?\s+|el\s+)?"
)
_SPEAKS_BEFORE = lazy(r"[ \t]*(?:The\s|L['’]|L[ea]\s|El\s)?[ \t]*")
_SPEAKS_BEHIND = lazy(r"[,،][ \t]*\n")
_LONGEST_WORD = 20
_UNITED_NATIONS = lazy(r"(?:United\s+Nations|UN)\s+$")
_AFTER = lazy(
    r"[\s,]*(?:(?:which\s+was\s+)?(?:adopted|adoptée|aprobada|принят\w+)\s+)?"
    r"(?:(?:of|by)\s+the|du|de\s+l['’]|de\s+la|del|de|par\s+le|par\s+l['’]|por\s+(?:el|la)|ل|عن)?\s*(?:United\s+Nations\s+)?",
)


def _pattern(text: str, start: int, end: int) -> re.Pattern[str]:
    """The names that may occur in text[start:end]: a group for each body."""
    part = text[start:end]
    foreign = not part.isascii() and any(character in part for character in _OTHER_SCRIPTS)
    return _names(latin_only=not foreign, outside=foreign or any(map(part.__contains__, _outside_words())))


@cache
def _outside_words() -> tuple[str, ...]:
    """Words of which one stands in each name in Latin letters outside the United Nations."""
    own = {word for body in BODIES if not body.is_outside for name in body.names for word in name.split()}
    plain = (re.sub(r"\[.*?\]", " ", name).split() for name in _outside_names())
    return tuple(dict.fromkeys(max((word for word in words if word not in own), key=len) for words in plain))


@cache
def _outside_beginnings() -> tuple[str, ...]:
    """The words with which names in Latin letters outside the United Nations begin."""
    return tuple({name.split()[0] for name in _outside_names()})


def _outside_names() -> list[str]:
    return [name for body in BODIES if body.is_outside for name in body.names if _is_latin(name)]


@cache
def _names(*, latin_only: bool, outside: bool) -> re.Pattern[str]:
    """Names in Latin letters are whole words, and begin with a capital; those outside the UN only where asked for."""
    groups = []
    for place, body in enumerate(BODIES):
        if body.is_outside and not outside:
            continue
        longest_first = sorted(body.names, key=len, reverse=True)
        latin = "|".join(name for name in longest_first if _is_latin(name))
        others = "".join(f"|{name}" for name in longest_first if not (latin_only or _is_latin(name)))
        names = rf"(?:{latin})\b" if latin_only else rf"\b(?:{latin})\b{others}"
        groups.append(f"(?P<b{place}>{names})".replace(" ", r"\s+").replace(r"Sub-Commission", r"Sub-?[Cc]ommission"))
    either = "|".join(groups)
    return re.compile(rf"\b(?=[A-Z])(?:{either})" if latin_only else either)


def _is_latin(name: str) -> bool:
    return name[0] < "\u0370" and name[0] != "["


@cache
def _last_words() -> tuple[str, ...]:
    """The words in ASCII with which a name ends: most words before "resolution" are none of them."""
    apart = str.maketrans("'’]", "   ")
    ends = (
        name.translate(apart).split(" ")[-1] for body in BODIES for names in body.names for name in names.split("|")
    )
    words = {word for word in ends if word.isascii()} | {"Sante", "sante", "commission", "Commission"}
    dotted = {word.replace("\\.", ".") + "." for word in words if "\\." in word}
    return (*dotted, *(word + possessive for word in sorted(words) for possessive in ("", "'", "'s")))


def _body_of(match: re.Match[str]) -> Body:
    return BODIES[int((match.lastgroup or "b0")[1:])]


def body_before(text: str, position: int) -> tuple[int, Body] | None:
    """The body named just before `position` ("Security Council resolution"), and where its name begins."""
    low = max(0, position - _REACH)
    near = text[max(0, position - _LONGEST_WORD) : position].rstrip()
    if near.isascii() and not near.endswith(_last_words()):
        return None
    last = last_match(_pattern(text, low, position), text, low, position)
    if last is None or not _BEFORE_HEAD.fullmatch(text, last.end(), position):
        return None
    united_nations = _UNITED_NATIONS.search(text, max(0, last.start() - 20), last.start())
    return (united_nations or last).start(), _body_of(last)


def body_after(text: str, position: int) -> Body | None:
    """The body named just behind `position`: "resolution 853 (1993) of the Security Council"."""
    match = _named_behind(text, position)
    return _body_of(match) if match else None


def skip_body(text: str, position: int) -> int:
    """Where the text goes on behind a body named at `position`; `position` itself where none is."""
    match = _named_behind(text, position) or _SHORT_BEHIND.match(text, position)
    return match.end() if match else position


def _named_behind(text: str, position: int) -> re.Match[str] | None:
    link = _AFTER.match(text, position)
    return _named_at(text, link.end() if link else position)


def _named_at(text: str, position: int) -> re.Match[str] | None:
    first = text[position : position + 1]
    if not first.isalpha():
        return None
    outside = first >= "\u0370" or text.startswith(_outside_beginnings(), position)
    return _names(latin_only=first < "\u0370", outside=outside).match(text, position)


def body_at(text: str, position: int) -> tuple[int, Body] | None:
    """The body named at `position`, an article before it or not, and where the name ends."""
    match = _named_at(text, position) or _named_behind(text, position)
    return (match.end(), _body_of(match)) if match else None


@lru_cache(maxsize=1)
def adopting_body(text: str) -> Body | None:
    """The body that speaks, where the text is a resolution itself: "The General Assembly," on a line alone."""
    line = 0
    for end in occurrences(text[:_FAR], "\n"):
        if end - line < _LONGEST_NAME and text[line:end].rstrip(" \t").endswith((",", "،")):
            start = _SPEAKS_BEFORE.match(text, line)
            named = _named_at(text, start.end() if start else line)
            if named and _SPEAKS_BEHIND.match(text, named.end()):
                return _body_of(named)
        line = end + 1
    return None


def nearest_body(text: str, floor: int, position: int, *, among: tuple[Body, ...]) -> Body | None:
    """The body of `among` last named in text[floor:position]."""
    low = max(floor, position - _NEAR)
    for match in reversed(list(_pattern(text, low, position).finditer(text, low, position))):
        if _body_of(match) in among:
            return _body_of(match)
    if low > floor:
        starts, named = _all_named(text)
        for place in range(bisect_left(starts, low) - 1, -1, -1):
            if starts[place] < floor:
                break
            if named[place] in among:
                return named[place]
    return None


def body_around(text: str, start: int, end: int, *, among: tuple[Body, ...]) -> Body | None:
    """The body of `among` named nearest to text[start:end], before it or behind it."""
    low, high = max(0, start - _AROUND), end + _AROUND
    before = (match for match in _pattern(text, low, start).finditer(text, low, start) if _body_of(match) in among)
    behind = (match for match in _pattern(text, end, high).finditer(text, end, high) if _body_of(match) in among)
    found = [(start - match.end(), match) for match in before] + [(match.start() - end, match) for match in behind]
    return _body_of(min(found, key=lambda one: one[0])[1]) if found else None


def shares_head(text: str, floor: int, start: int, other: Body) -> bool:
    """Whether another body is named before a head noun without a number of its own between.

    "General Assembly as well as Security Council resolutions 48/114 and 853 (1993)" are of both.
    """
    low = max(floor, start - _NEAR)
    last = None
    for match in _pattern(text, low, start).finditer(text, low, start):
        last = match if _body_of(match) is other else last
    return last is not None and not any(character.isdigit() for character in text[last.end() : start])


def are_named_behind(text: str, end: int, one: Body, other: Body) -> bool:
    """Whether both are named together behind: "resolutions 48/114 and 853 (1993) of the Assembly and the Council"."""
    high = end + _REACH
    named = list(_pattern(text, end, high).finditer(text, end, high))
    return any(
        {_body_of(first), _body_of(second)} == {one, other} and _JOINED.fullmatch(text, first.end(), second.start())
        for first, second in pairwise(named)
    )


@lru_cache(maxsize=1)
def _all_named(text: str) -> tuple[list[int], list[Body]]:
    """Every body named in the text, in order: gone through once, however often somebody looks back."""
    matches = list(_pattern(text, 0, len(text)).finditer(text))
    return [match.start() for match in matches], [_body_of(match) for match in matches]
