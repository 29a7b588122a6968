"""Which document a text is: by the symbol or the case on its first page, else by the name of its file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from refcheck.domain import symbols
from refcheck.domain.dates import find_dates
from refcheck.domain.patterns import lazy
from refcheck.domain.sessions import council_resolution_year
from refcheck.extraction.view import View
from refcheck.model import Document, Role, Span

_FIRST_PAGE = 4000
_FIRST_BLOCKS = 40  # in which a running head stands, of a document without a masthead
_MASTHEAD = 1500  # characters in which a document's own symbol stands
_SYMBOL_LINE = lazy(
    rf"^[ \t]*(?P<symbol>(?:{symbols.ROOT_PATTERN})\s?/[^\n]{{1,80}}?)[ \t]*\*{{0,3}}[ \t]*$", re.MULTILINE
)
_COUNCIL = lazy(
    r"^[ \t]*(?:RESOLUTION|Resolution|R[ÉE]SOLUTION|Résolution|RESOLUCIÓN|Resolución)[ \t]+"
    r"(?P<number>\d{1,4})[ \t]*\((?P<year>(?:19|20)\d\d)\)",
    re.MULTILINE,
)
_ASSEMBLY = lazy(r"^[ \t]*(?P<number>\d{2,3}/\d{1,3}(?:[ \t]?[A-Z])?)\.[ \t]+\S", re.MULTILINE)
_ADOPTED_BY_ASSEMBLY = lazy(r"adopted\s+by\s+the\s+General\s+Assembly", re.IGNORECASE)
_COURT = lazy(r"INTERNATIONAL\s+COURT\s+OF\s+JUSTICE|COUR\s+INTERNATIONALE\s+DE\s+JUSTICE", re.IGNORECASE)
_GENERAL_LIST = lazy(r"(?:General\s+List|Rôle\s+général)[\s,]*(?:No\.|n[o°º]\.?)?\s*(?P<case>\d{1,3})\b", re.IGNORECASE)
_DECISION = lazy(
    r"^[ \t]*(?P<kind>ORDER|JUDGMENT|ADVISORY[ \t]+OPINION|ORDONNANCE|ARRÊT|AVIS[ \t]+CONSULTATIF)\b", re.MULTILINE
)
_DECISIONS = {"O": "ORD", "J": "JUD", "ADV": "ADV", "ARR": "JUD", "AVI": "ADV"}

_COURT_FILE = lazy(r"(?P<case>\d{1,3})-(?P<day>\d{8})-(?P<kind>ORD|JUD|ADV)\b", re.IGNORECASE)
_COUNCIL_FILE = lazy(
    r"s(?:c)?[\W_]*res(?:olution)?[\W_]*0*(?P<number>\d{1,4})(?:[\W_]+(?P<year>(?:19|20)\d\d))?", re.IGNORECASE
)
_ASSEMBLY_FILE = lazy(
    r"(?:a|ga)[\W_]*res(?:olution)?[\W_]*(?P<session>\d{2,3})[\W_]+(?P<number>\d{1,3})(?!\d)", re.IGNORECASE
)
_LANGUAGE = lazy(r"(?:[-_. ]+(?:EN|ENG|FR|FRE|ES|SPA|RU|RUS|AR|ARA|ZH|CHI|E))+$", re.IGNORECASE)
_MODIFIER = lazy(r"(?P<name>Add|Corr|Rev)[\W_]*(?P<number>\d{1,3})", re.IGNORECASE)
_DOTTED = {"AC", "C", "CN", "CONF", "SUB", "WG", "L", "PV", "SR", "WP", "CRP", "SC", "PC", "NGO"}


def on_first_page(document: Document, view: View) -> tuple[str, ...]:
    """The canonical forms that the first page gives the document; () where it names none as its own."""
    page = view.text[: min(_FIRST_PAGE, view.notes_start)]
    return tuple(dict.fromkeys(_decision(page) or tuple(_own_symbols(document)) or _adopted(page)))


def in_name(path: str) -> tuple[str, ...]:
    """The canonical forms that a file's name spells: "A_78_636-EN.pdf", "180-20211207-ORD-01-00-EN.pdf"."""
    name = re.split(r"[\\/]", path)[-1]
    stem = name[: name.rfind(".")] if name.rfind(".") > 0 else name
    court = _COURT_FILE.search(stem)
    if court:
        day = court["day"]
        return (f"ICJ/{int(court['case'])}/{court['kind'].upper()}/{day[:4]}-{day[4:6]}-{day[6:]}",)
    council = _COUNCIL_FILE.match(stem)
    if council:
        year = council["year"] or council_resolution_year(int(council["number"]))
        return (f"S/RES/{int(council['number'])}({year})",) if year else ()
    assembly = _ASSEMBLY_FILE.match(stem)
    if assembly and int(assembly["session"]) > 30:
        return (f"A/RES/{int(assembly['session'])}/{int(assembly['number'])}",)
    return tuple(_spelt(_LANGUAGE.sub("", stem)))


def _spelt(stem: str) -> Iterator[str]:
    """A symbol whose slashes became other signs, or a double one."""
    spaced = _MODIFIER.sub(lambda match: f"{match['name']}.{match['number']}", stem)
    # Where underscores stand for slashes, a dash is a dash: CERD_C_ARM_CO_7-11.
    joint_dash = re.sub(r"-(?=[SE][_-])", "_", re.sub(r"(?<![A-Za-z])([A-Z]{1,4})-(?=\d)", r"\1_", spaced))
    parts = [part for part in re.split(r"[_\s/]+" if "_" in stem else r"[_\s/-]+", joint_dash) if part]
    if not parts or parts[0].upper() not in (*symbols.PRINCIPAL_ROOTS, *symbols.OWN_ROOTS):
        return
    joint = next((place for place, part in enumerate(parts[1:], 1) if part.upper() in ("S", "E") and place > 1), None)
    for run in (parts[:joint], parts[joint:] if joint else []):
        symbol = symbols.parse("/".join(_with_dots(run))) if run else None
        if symbol:
            yield symbol.canonical


def _with_dots(parts: list[str]) -> Iterator[str]:
    """The parts of a symbol in capitals, "C", "3" as "C.3"."""
    taken = False
    for part, after in pairwise((*parts, "")):
        if taken:
            taken = False
        elif part.upper() in _DOTTED and after.isdigit():
            taken = True
            yield f"{'Sub' if part.upper() == 'SUB' else part.upper()}.{int(after)}"
        else:
            yield part if "." in part else part.upper()


def _own_symbols(document: Document) -> Iterator[str]:
    """The symbol that stands alone on a line of the masthead or of a running head."""
    heads = (block.span for block in document.blocks[:_FIRST_BLOCKS] if block.role is Role.RULE)
    found = [
        tuple(symbol.canonical for symbol in own)
        for start, end in (Span(0, _MASTHEAD), *heads)
        for line in _SYMBOL_LINE.finditer(document.text, start, min(end, start + _MASTHEAD))
        for stop, own in [symbols.match_symbols(line["symbol"], 0)]
        if own and not line["symbol"][stop:].strip(" *")
    ]
    yield from found[0] if found else ()


def _adopted(page: str) -> tuple[str, ...]:
    """The resolution that the page is the beginning of."""
    council = _COUNCIL.search(page[:_MASTHEAD])
    if council and council_resolution_year(int(council["number"])) == int(council["year"]):
        return (f"S/RES/{council['number']}({council['year']})",)
    assembly = _ASSEMBLY.search(page)
    if assembly and _ADOPTED_BY_ASSEMBLY.search(page, 0, assembly.start()):
        symbol = symbols.parse(f"A/RES/{assembly['number'].replace(' ', '')}")
        return (symbol.canonical,) if symbol else ()
    return ()


def _decision(page: str) -> tuple[str, ...]:
    """The decision of the International Court of Justice that the page is the title of."""
    kind = _DECISION.search(page) if _COURT.search(page) else None
    if not kind:
        return ()
    days = [day for _, _, day in find_dates(page, 0, len(page))]
    if not days:
        return ()
    code = next(code for start, code in _DECISIONS.items() if kind["kind"].startswith(start))
    case = _GENERAL_LIST.search(page)
    return (f"ICJ/{int(case['case']) if case else '?'}/{code}/{days[0].isoformat()}",)
