"""The grammar of UN document symbols: find one, take it apart, write it in canonical form.

A symbol is `root/part/part…[/modifier]…`: "A/C.3/78/L.60/Rev.1", "S/PV.4726 (Resumption 1)",
"A/RES/217 (III)", "CERD/C/ARM/CO/7-11". Two symbols joined by a dash are one double symbol:
"A/78/636–S/2023/960". Canonical form: no spaces, ASCII, the case of the component tables.
Facts: research.un.org, UN Document Symbols; the United Nations Editorial Manual.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from refcheck.domain import sessions
from refcheck.domain.dates import is_month
from refcheck.domain.patterns import lazy

PRINCIPAL_ROOTS = ("A", "S", "E", "T", "ST")
OWN_ROOTS = (
    *("CERD", "CCPR", "CEDAW", "CAT", "CRC", "CMW", "CRPD", "CED", "HRI"),
    *("DP", "FPA", "UNEP", "HSP", "HS", "UNW", "WFP", "TD", "UNCTAD", "ID", "IDB", "CD", "CCD", "ENDC"),
    *("NPT", "BWC", "CCW", "APLC", "CCM", "TPNW", "FCCC", "ICCD", "CBD", "SPLOS", "CLCS", "ISBA", "LOS"),
    *("PBC", "CEB", "ACC", "JIU", "ICSC", "CTOC", "CAC", "AT", "UNDT", "UNAT", "PCNICC", "ICC-ASP"),
    *("ECE", "CEP", "ESCAP", "LC", "SSC", "GEGN.2", "INFCIRC", "GOV"),
)
PRESS_ROOTS = ("SG", "DSG", "SC", "GA", "ECOSOC", "HR", "DC", "PAL", "IHA", "ORG")

ROOTS = frozenset((*PRINCIPAL_ROOTS, *OWN_ROOTS, *PRESS_ROOTS))
ROOT_PATTERN = "|".join(root.replace(".", r"\.") for root in sorted(sorted(ROOTS), key=len, reverse=True))
_MODIFIER_NAMES = {"add": "Add", "corr": "Corr", "rev": "Rev", "amend": "Amend", "suppl": "Suppl"}
_MODIFIERS = (*_MODIFIER_NAMES.values(), "Summary", "Excerpt")
_CASED_WORDS = {"agenda": "Agenda", "summary": "Summary", "excerpt": "Excerpt"}
_CASED_BODIES = {"SUB": "Sub", "RES": "Res", "DEC": "Dec"}  # only before a number: "Sub.2", "EA.4/Res.1"

# Words that may stand alone between slashes, and three-letter country codes.
_WORDS = (
    *("RES", "DEC", "PRST", "INF", "NGO", "PET", "NI", "GOV", "CO", "LOIPR", "LOI", "LIT", "GC", "SP", "RP"),
    *("UPR", "CRP", "BUR", "HRC", "WGAD", "WGEID", "SPC", "COSP", "CP", "PA", "CMA", "KP", "CMP", "SBI"),
    *("SBSTA", "FPA", "OPS", "OP", "SGB", "AI", "IC", "ADM", "ESA", "LEG", "LIB", "TAO", "CS", "HR", "SM"),
    *("REP", "NOTE", "GEN", "CORE", "CONF", "PC", "WG", "AC", "SF", "FMI", "EMRIP", "OS", "NV", "ICEF"),
    *("ECE", "ESCAP", "ECA", "ESCWA", "ECWA", "CEPAL", "INCB", "HLPF", "HLS", "FFDF", "PV", "NC", "CBD"),
    *("ASP", "PCN", "SHC", "EF", "SPD", "AB", "COL", "DIS", "SC", "SG", "TRADE", "TRANS", "ENV", "COP", "MOP"),
    *("DESA", "OC", "POP", "STAT", "SER", "CTC", "FIN", "SUM", "EXEC", "LTC", "A", "B", "C", "D", "E", "G"),
    *("L", "Q", "R", "S", "IR", "EP", "RQ", "PSWG", "ROSP", "RONPM", "ENERGY", "HBP", "EX", "GEURL", "HUBS"),
    *("IPBES", "SB", "TD", "TIR", "MC", "NP", "VIII", "NONE", "RCTE", "CW", "GS", "HA", "OPAC", "OPSC"),
)
# Three capitals may stand alone whatever they are, see _PART.
_WORD = "|".join(sorted((word for word in sorted(set(_WORDS)) if len(word) != 3), key=len, reverse=True))
_BODY_DOT = (
    r"AC|CONF|CN|C|GC|PC|PCN|SC|Sub|WG|WP|SPC|BUR|EA|EB|SS|COP|MOP|OEWG|MC|IGC|BC|GE|INC|IGO|TRIB|"
    r"L|PV|SR|WP|CRP|R|NGO|DP|INF|Inf|Res|RES|Dec|DEC|Supp|MIN|MSP|PWG|HLPC|ISP|GEGN|Misc|MISC|TECH|Ser|SER|G|P|"
    r"HA|HLS|GGE|RC|GCSS|OECPR|COMM|OC|CM|PUB|PET|IPM"
)
# Bodies under conventions of the Economic Commission for Europe, and series named by a letter: "EB.AIR", "SER.A".
_NAMED = r"(?:MP|EB|CP)\.(?:AIR|TEIA|PP|PRTR|WAT|WH|EIA)|[A-Z]{4,10}\.CONF|IPBES\.MI|SER\.[A-Z](?![A-Za-z.])"
_MODIFIER = r"(?:[Aa][Dd][Dd]|[Cc][Oo][Rr][Rr]|[Rr][Ee][Vv]|[Aa]mend|AMEND|Suppl|SUPPL)\.\s?\d{1,3}"
_PART = (
    rf"(?:{_MODIFIER}"
    r"|(?:ES|S)-(?:\d{1,2}|[IVX]{1,5})"
    rf"|(?:{_BODY_DOT})\.(?:\d{{1,5}}|[IVX]{{1,5}})(?:/?\([A-Za-z0-9]+\))?"
    rf"|{_NAMED}"
    r"|\(\d{2,4}\)"
    r"|\d{1,5}(?:-\d{1,2}(?!\d))?(?:[A-Z](?![A-Za-z])|\[[A-Z]\])?"
    r"|[Aa]genda|AGENDA|[Ss]ummary|SUMMARY|Excerpt|(?:Res|res|Dec)(?![A-Za-z.])"
    rf"|(?:{_WORD})(?![A-Za-z.])"
    r"|[A-Z]{3}(?![A-Za-z.]))"
)
_TAIL = (
    r"(?:\s?\((?:Part|Vol\.|Sect\.|Resumption|Suppl?)\.?\s?[IVX\d]*\))?"
    r"(?:/(?:Add|Corr|Rev)\.\d{1,3})*"
)
_LEGACY = (
    r"(?:\s?\((?:[IVXLC]{1,8}|E?S-(?:[IVX]{1,5}|\d{1,2}))\)|\s[A-Z](?:\s?\((?:[IVXLC]{1,8}|E?S-(?:[IVX]{1,5}|\d{1,2}))\))|\s?\((?:19|20)\d\d\))"
    r"(?:\[[A-Z]\]|[ \t]?[A-Z](?![A-Za-z]|\s?/))?"
)
_GAP = r"(?:[ \t]*\n[ \t]*|\s?)"  # a space, or the end of a line, behind a slash
SYMBOL_PATTERN = (
    rf"(?:{ROOT_PATTERN})(?:\s?/{_GAP}(?:(?:RES|Res|res|DEC)\s?/\s?\d{{1,4}}{_LEGACY}|GC\(\d{{1,3}}\)/[A-Z]+/\d+)"
    rf"|(?:\s?/{_GAP}{_PART})+{_TAIL})(?![A-Za-z0-9]|/\d)"
)
"""Matches one symbol, spaces inside tolerated. It proposes; `parse` decides."""

JOINT_PATTERN = r"\s?[-‐‑‒–—−](?:[ \t]*\n[ \t]*|\s?)"
"""The dash of a double symbol, with the spaces that occur around it."""

_LEGACY_PARTS = lazy(r"(\d{1,4})\s?([A-Z])?\s?\(([IVXLC]+|E?S-(?:[IVX]+|\d{1,2})|(?:19|20)\d\d)\)\s?(?:\[?([A-Z])\]?)?")
_LETTER_IN_BRACKETS = lazy(r"(/\d{1,4})\[([A-Z])\]$")  # "A/RES/31/6[A]", as the library's catalogue writes it
_SPACES = lazy(r"\s+")
_BODY = lazy(r"(?:AC|C|CN|CONF|GC|PC|PCN|SC|Sub|WG)\.\d+")
_YEAR_IN_BRACKETS = lazy(r"\(((?:19|20)\d\d)\)")
_YEAR = lazy(r"(?:19|20|21)\d\d")
_NUMBERED = lazy(r"(?:[A-Za-z]+\.)?(\d+)")
_UP_TO_THREE_DIGITS = lazy(r"\d{1,3}")
_COUNTED = frozenset({"PV", "SR", "L", "WP"})
_GLUED_DAY = lazy(r"(?:Add|Corr|Rev)\.(?P<digits>\d{2,3})$")
_GLUED_DATE = lazy(r"\s+(?:de\s+)?(?P<month>[^\W\d_]{3,12})\s+(?:de\s+)?\d{4}")
SYMBOL = lazy(SYMBOL_PATTERN)
JOINT = lazy(JOINT_PATTERN)


class Symbol(NamedTuple):
    """One symbol taken apart. `canonical` is its official form without spaces."""

    canonical: str
    parts: tuple[str, ...]  # ("A", "C.3", "78", "L.60", "Rev.1")

    @property
    def root(self) -> str:
        """The issuing organ, or the own prefix: "A", "S", "CCPR"."""
        return self.parts[0]

    @property
    def series(self) -> str:
        """The parts that name the body and series, without session, year and numbers: "A/HRC/RES"."""
        return _series(self.parts)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The parts that begin with a digit, in order."""
        return tuple(part for part in self.parts if part[0].isdigit())

    @property
    def session(self) -> int | None:
        """The session of a General Assembly or Human Rights Council symbol, where it carries one."""
        return _session(self.parts)

    @property
    def special_session(self) -> str | None:
        """The special or emergency special session: "S-23", "ES-11"."""
        return next((part for part in self.parts if _is_special(part)), None)

    @property
    def year(self) -> int | None:
        """The calendar year that the symbol carries: S/2023/960, E/CN.4/1999/79, S/RES/853(1993)."""
        bracket = _YEAR_IN_BRACKETS.search(self.canonical)
        if bracket:
            return int(bracket[1])
        if "D" in self.parts:
            return None  # communications: CCPR/C/117/D/2077/2011
        # "A/2150/Add.1" is an addendum to a running number. The future is read too, so that it can be questioned.
        for part, behind in pairwise(self.parts[1:]):
            if _YEAR.fullmatch(part) and not _is_modifier(behind):
                return int(part)
        return None

    @property
    def number(self) -> int | None:
        """The running number: 960 of S/2023/960, 853 of S/RES/853(1993), 114 of A/RES/48/114."""
        for part in reversed(self.parts):
            if not _is_modifier(part):
                digits = _NUMBERED.match(part)
                return int(digits[1]) if digits else None
        return None


# Every rule asks these of every symbol, and the symbols of a document are few.
@lru_cache(maxsize=4096)
def _series(parts: tuple[str, ...]) -> str:
    named = []
    for part in parts:
        if part[0].isdigit() or _is_special(part) or _is_modifier(part):
            break
        name, dot, _ = part.partition(".")
        named.append(name if dot and name in _COUNTED else part)
    return "/".join(named)


@lru_cache(maxsize=4096)
def _session(parts: tuple[str, ...]) -> int | None:
    unsessional = ("A/AC", "A/CN", "A/CONF", "A/HRC/W", "A/HRC/S", "A/HRC/F", "A/HRC/E", "A/HRC/AC")
    if parts[0] != "A" or _series(parts).startswith(unsessional) or any(map(_is_special, parts)):
        return None
    for part, behind in pairwise((*parts[1:], "")):
        if part[0].isdigit():
            # A/8447, A/520/Rev.17, A/C.2/237, A/RES/217(III): numbered through before the thirty-first session
            counted = not behind or _is_modifier(behind)
            return int(part) if not counted and _UP_TO_THREE_DIGITS.fullmatch(part) else None
    return None


def _is_special(part: str) -> bool:
    return part.startswith(("S-", "ES-"))


@lru_cache(maxsize=4096)
def _is_modifier(part: str) -> bool:
    return part.partition(".")[0] in _MODIFIERS or part in _MODIFIERS


@lru_cache(maxsize=4096)
def parse(written: str) -> Symbol | None:
    """Take one symbol apart, as written or canonical; None where it is no symbol ("A/S", "S/4HANA")."""
    text = written.strip().rstrip("*")
    if text.endswith("]"):
        text = _LETTER_IN_BRACKETS.sub(r"\1\2", text)
    if not SYMBOL.fullmatch(text):
        return None
    legacy = re.match(r"([A-Z]+\s?/\s?(?:RES|Res|res|DEC))\s?/", text)
    if legacy and "(" in text:
        return _legacy_resolution(_SPACES.sub("", legacy[1]).upper(), text[legacy.end() :])
    parts = tuple(_canonical_part(part, place) for place, part in enumerate(_SPACES.sub("", text).split("/")))
    if not any(character.isdigit() for part in parts[1:] for character in part):
        return None
    if not parts[-1][-1].isdigit() and not _ends_without_digit(parts[-1]):
        return None
    if _BODY.fullmatch(parts[-1]):
        return None  # "E/CN.4" is a body, not one of its documents
    if parts[:2] == ("S", "RES") and len(parts) == 3:
        year = sessions.council_resolution_year(int(parts[2])) if parts[2].isdigit() else None
        if year:
            parts = (*parts[:2], f"{parts[2]}({year})")
    return Symbol("/".join(parts), parts)


def _ends_without_digit(part: str) -> bool:
    return part.endswith((")", "]")) or part in _CASED_WORDS.values() or bool(re.fullmatch(r"\d+[A-Z]|CRP", part))


def _canonical_part(part: str, place: int) -> str:
    name, dot, rest = part.partition(".")
    if dot and name.lower() in _MODIFIER_NAMES:
        number, bracket, behind = rest.partition("(")  # "Add.2(PartII)"
        return f"{_MODIFIER_NAMES[name.lower()]}.{int(number)}{bracket}{behind}"
    if part.lower() in _CASED_WORDS:
        return _CASED_WORDS[part.lower()]
    if dot and name.upper() in _CASED_BODIES:
        return f"{_CASED_BODIES[name.upper()]}.{rest}"
    if part.isdigit():
        return str(int(part))  # "S/PRST/2017/08"
    return part if "(" in part or place == 0 else part if name in ("Misc", "Supp", "Ser", "Inf") else part.upper()


def _legacy_resolution(series: str, rest: str) -> Symbol | None:
    match = _LEGACY_PARTS.fullmatch(rest.strip())
    if not match:
        return None
    letter = match[2] or match[4]
    last = f"{int(match[1])}({match[3]})" + (f"[{letter}]" if letter else "")
    return Symbol(f"{series}/{last}", (*series.split("/"), last))


def match_symbols(text: str, start: int) -> tuple[int, tuple[Symbol, ...]]:
    """The symbol, or the double symbol, that begins at text[start], and where it ends; () where there is none."""
    first = SYMBOL.match(text, start)
    if first and (glued := _GLUED_DATE.match(text, first.end())):
        cut = _without_day(first[0], glued)
        first = SYMBOL.match(text[: start + cut], start)
    symbol = parse(first[0]) if first else None
    if not first or not symbol:
        return start, ()
    dash = JOINT.match(text, first.end())
    second = SYMBOL.match(text, dash.end()) if dash else None
    other = parse(second[0]) if second else None
    return (second.end(), (symbol, other)) if second and other else (first.end(), (symbol,))


def _without_day(written: str, month: re.Match[str]) -> int:
    """How much of "A/HRC/8/6/Add.215" belongs to the symbol when " April 2008" follows: a lost space glued them."""
    glued = _GLUED_DAY.search(written)
    if not glued or not is_month(month["month"]):
        return len(written)
    for digits in (2, 1):
        day = glued["digits"][-digits:]
        if digits < len(glued["digits"]) and not day.startswith("0") and 1 <= int(day) <= 31:
            return len(written) - digits
    return len(written)


def same_key(canonical: str) -> str:
    """What two spellings of one symbol share: upper case, no spaces, no square brackets."""
    return _SPACES.sub("", canonical).upper().replace("[", "").replace("]", "")
