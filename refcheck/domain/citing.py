"""The address to cite today: for a canonical form, and for an address whose host has retired.

The forms are those that the UN's own resolver was made for; see "Web addresses" in refcheck/data/README.md. A
successor is only given where the old address itself says what it led to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote, urlsplit

from refcheck.domain.patterns import lazy
from refcheck.domain.urls import symbols_in

_LANGUAGES = frozenset({"ar", "zh", "en", "fr", "ru", "es"})
_VIEWER = "https://docs.un.org"
_COURT = "https://www.icj-cij.org"
_CASE = lazy(r"ICJ/(\d+)(?:/|$)")
_DOCUMENT = lazy(r"[A-Z][A-Za-z0-9.]*(?:/[\w.() -]+)+")
_DECISION_FILE = lazy(r"case-related/(?P<case>\d+)/(?P<file>[\w-]+\.pdf)$", re.IGNORECASE)
_JOB = lazy(r"/doc/(undoc/[a-z]+/[a-z]?\w+/\d+/\d+/(?:pdf|img)/\w+\.pdf)", re.IGNORECASE)
_COUNCIL_YEAR = lazy(
    r"/(?:en/)?(?:sc/documents/resolutions|docs/s(?:c/unsc_resolutions|cres))\D*(\d{4})", re.IGNORECASE
)
_OLD_VIEWERS = frozenset({"undocs.org", "daccess-ods.un.org", "daccess-ods.un.org:443"})
_OLD_FILES = frozenset({"daccess-dds-ny.un.org", "daccessdds.un.org", "documents-dds-ny.un.org", "daccess-dds.un.org"})


@dataclass(frozen=True, slots=True)
class Successor:
    """What to cite in place of an address, and why."""

    url: str
    reason: str


def address_to_cite(canonical: str, language: str = "en") -> str | None:
    """The address that an editor cites today for a document; None where no form is sure.

    A decision of the Court leads to its case: the address of a file is only known from the case's page.
    """
    case = _CASE.match(canonical)
    if case:
        return f"{_COURT}/case/{case[1]}"
    symbol = _spelt(canonical)
    if not _DOCUMENT.fullmatch(symbol) or symbol.startswith(("ICJ/", "PCIJ/", "UNTS/")):
        return None
    return f"{_VIEWER}/{language if language in _LANGUAGES else 'en'}/{quote(symbol, safe='/()')}"


def _spelt(canonical: str) -> str:
    """The symbol as the document system takes it: no spaces, no letter in square brackets."""
    return re.sub(r"\[[^\]]*\]", "", canonical).replace(" ", "")


def successor(url: str) -> Successor | None:
    """The address that took the place of a retired one; None where nothing sure is known."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower().removeprefix("www.")
    except ValueError:
        return None
    if host in ("docs.un.org", "documents.un.org"):
        return None
    if host in _OLD_VIEWERS or (host == "un.org" and "view_doc.asp" in parts.path.lower()):
        return _by_symbol(url, parts.query)
    if host in _OLD_FILES:
        job = _JOB.search(unquote(parts.path))
        return (
            Successor(f"https://documents.un.org/doc/{job[1].lower()}", f"{host} has retired; the file kept its number")
            if job
            else None
        )
    if host == "un.org":
        return _of_the_council(parts.path)
    if host.endswith("icj-cij.org"):
        return _of_the_court(parts.path, parts.query)
    return None


def _by_symbol(url: str, query: str) -> Successor | None:
    symbols = symbols_in(url)
    form = symbols[0].canonical if symbols else None
    if form is None:
        fields = {name.lower(): values[0] for name, values in parse_qs(query).items()}
        written = fields.get("ds") or fields.get("symbol") or fields.get("finalsymbol") or ""
        named = symbols_in(f"{_VIEWER}/en/{written.lstrip('/')}") if written else ()
        form = named[0].canonical if named else None
    address = address_to_cite(form) if form else None
    return Successor(address, f"the address names {form}, which is cited there today") if address else None


def _of_the_council(path: str) -> Successor | None:
    content = re.match(r"/securitycouncil/(?:en/)?content/([\w-]+)$", path)
    if content:
        return Successor(
            f"https://main.un.org/securitycouncil/en/content/{content[1]}", "the Council's pages have moved there"
        )
    year = _COUNCIL_YEAR.match(path)
    if year:
        page = f"resolutions-adopted-security-council-{year[1]}"
        return Successor(
            f"https://main.un.org/securitycouncil/en/content/{page}", "the Council's lists of resolutions moved there"
        )
    return None


def _of_the_court(path: str, query: str) -> Successor | None:
    file = _DECISION_FILE.search(path)
    if file:
        case, name = file["case"], file["file"]
        number, mark, rest = name.partition("-")
        padded = f"{number.zfill(3)}{mark}{rest}" if mark and number.isdigit() and int(number) == int(case) else name
        current = f"/sites/default/files/case-related/{case}/{padded}"
        return None if path == current else Successor(f"{_COURT}{current}", "the Court's files lie there today")
    page = re.match(r"/(?:en/|fr/)case/(\d+)(?:/|$)", path)
    number = page[1] if page else parse_qs(query).get("case", [""])[0] if "docket" in path else ""
    return Successor(f"{_COURT}/case/{number}", "the Court's case pages lie there today") if number.isdigit() else None
