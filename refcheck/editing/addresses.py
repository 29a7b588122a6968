"""Which addresses of a document are written anew, where, and why others are not. Pure; the formats do the writing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from refcheck.domain.urls import normalise
from refcheck.links.verdict import LinkVerdict
from refcheck.model import Document, Kind, Prose, Reference, Span, Status

_WEB = ("http://", "https://")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
# What an address may hold as it is; all else is percent-encoded, so that it ends where it should in any format.
_SAFE = "%/:?#[]@!$&'()*+,;=~-._"


@dataclass(frozen=True, slots=True)
class Change:
    """One place at which an address stands: `new` is what is written there, None where it stays as it is."""

    span: Span  # of the address, or of the words that lead to it
    old: str
    new: str | None
    reason: str
    shown: bool  # the address itself stands there, and is written anew
    quoted: bool = False  # it stays because it stands in a quotation


def addresses_of(document: Document, references: Iterable[Reference]) -> dict[str, Reference | None]:
    """Each address of the web in a document, in normal form, with the first citation of it."""
    found: dict[str, Reference | None] = {}
    for reference in references:
        if reference.kind is Kind.URL:
            found.setdefault(reference.canonical[0], reference)
    for link in document.links:
        if link.target.lower().startswith(_WEB):
            found.setdefault(normalise(link.target), None)
    return found


def changes(
    document: Document, references: Sequence[Reference], prose: Prose, verdicts: Mapping[str, LinkVerdict]
) -> tuple[Change, ...]:
    """Every place of an address that has moved or is gone, in the order of the text."""
    replacements = {url: replacement(verdict) for url, verdict in verdicts.items()}
    found: dict[Span, Change] = {}
    quoted = [prose.view.span(start, end) for start, end in prose.quoted if start < end]
    targets = {link.target_span for link in document.links}
    for reference in references:
        url = reference.canonical[0] if reference.kind is Kind.URL else ""
        if url in verdicts and not _is_well(verdicts[url]) and _is_written(document, reference.span, url):
            new, reason, shown, is_quotation = replacements[url], _said(verdicts[url]), True, False
            if new and reference.span not in targets and _is_quoted(document, reference.span, quoted):
                if any(link.span.overlaps(reference.span) and link.target_span is None for link in document.links):
                    shown, reason = False, f"{reason} The words stand in a quotation, so only the link is changed."
                else:
                    reason = f"{reason} It stands in a quotation, whose words are not changed; today: {new}"
                    new, is_quotation = None, True
            found[reference.span] = Change(reference.span, url, new, reason, shown, is_quotation)
    for link in document.links:
        url = normalise(link.target)
        if link.target_span is None and url in verdicts and not _is_well(verdicts[url]):
            found.setdefault(link.span, Change(link.span, url, replacements[url], _said(verdicts[url]), shown=False))
    return tuple(_apart(sorted(found.values(), key=lambda change: change.span)))


def replacement(verdict: LinkVerdict) -> str | None:
    """What to write instead of an address: of one that moved or is gone, and of a retired one that has a successor."""
    new = verdict.suggestion
    certain = verdict.status in (Status.MOVED, Status.DEAD)
    if not new or not (certain or (verdict.status is Status.FAILING and new != verdict.archived)):
        return None
    fragment = verdict.url.partition("#")[2]
    if verdict.status is Status.MOVED and fragment and "#" not in new:
        new = f"{new}#{fragment}"
    return _spelt(new)


def spelt_for_markdown(url: str) -> str:
    """An address as the target of a link in Markdown: brackets that do not match would end it."""
    depth = 0
    for sign in url:
        depth += (sign == "(") - (sign == ")")
        if depth not in (0, 1):
            break
    return url if depth == 0 else url.replace("(", "%28").replace(")", "%29")


def _spelt(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return quote(url, safe=_SAFE)
    return urlunsplit((parts.scheme, parts.netloc, *(quote(part, safe=_SAFE) for part in parts[2:])))


def _said(verdict: LinkVerdict) -> str:
    return " ".join((verdict.reason, *verdict.notes))


def _is_well(verdict: LinkVerdict) -> bool:
    return verdict.status not in (Status.MOVED, Status.DEAD) and replacement(verdict) is None


def _is_written(document: Document, span: Span, url: str) -> bool:
    """Whether an address stands there in one piece, and not words that lead to it."""
    written = "".join(document.text[span.start : span.end].split())
    return url in (normalise(written), normalise(_ESCAPED.sub(r"\1", written)))


def _is_quoted(document: Document, span: Span, quoted: Iterable[Span]) -> bool:
    """Whether an address stands among other words in quotation marks; alone in them it is no quotation."""
    for quotation in quoted:
        if quotation.holds(span):
            around = document.text[quotation.start : span.start] + document.text[span.end : quotation.end]
            return any(sign.isalnum() for sign in around)
    return False


def _apart(found: Iterable[Change]) -> Iterator[Change]:
    """The changes without those that lie within another one: the address that a link shows is a part of the link."""
    last: Change | None = None
    for change in found:
        if last is None or not change.span.overlaps(last.span):
            yield change
            last = change
