"""The UN Digital Library: catalogue records in MARC, where it answers programs at all.

In 2026 every path answers with a challenge, so "blocked" is what to expect; it is never asked again in that run. The
client is for the day on which access returns, and for institutions whose address is let in.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from lxml import etree

from refcheck.domain.dates import find_dates
from refcheck.domain.symbols import parse
from refcheck.model import Known, Question, Reply, Said
from refcheck.network.exchange import Answer, Conversation, Request
from refcheck.sources.source import Source, evidence_of, folded, is_fresh, nothing, unanswered

NAME = "UN Digital Library"
HOST = "digitallibrary.un.org"
_TOTAL = re.compile(rb"<!--\s*Search-Engine-Total-Number-Of-Results:\s*(\d+)\s*-->")
_LETTERED = re.compile(r"\[[^\]]*\]$|(?<=\d)[A-Z]$")
_SIZE = 2_000_000


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its symbols (one field each), title, and the dates of adoption and of issue."""

    number: str
    symbols: tuple[str, ...]
    title: str
    adopted: dt.date | None
    issued: dt.date | None
    deleted: bool

    @property
    def address(self) -> str:
        """The record's page."""
        return f"https://{HOST}/record/{self.number}"


def knows(canonical: str) -> bool:
    """Any UN symbol may have a record."""
    return parse(canonical) is not None


def complete_for(canonical: str) -> str | None:
    """The Library has a record for every resolution of the Assembly and the Council."""
    symbol = parse(canonical)
    if symbol is None or symbol.series not in ("A/RES", "S/RES") or _LETTERED.search(canonical):
        return None
    return "The UN Digital Library has a record for every resolution of the General Assembly and the Security Council."


def request_for(symbol: str) -> Request:
    """The search for records whose symbol is exactly this one, as MARCXML."""
    query = quote(f"191__a:[{symbol}]", safe="()")
    return Request(f"https://{HOST}/search?ln=en&p={query}&of=xm&rg=5", limit=_SIZE, leave_after=(202, 405, 403))


def ask(question: Question) -> Conversation[Reply]:
    """Search for the symbol; where nothing is found, with a space before the bracket, and for its lettered parent."""
    form = question.canonical
    written = [form] + ([form.replace("(", " (", 1)] if "(" in form else [])
    written += [_LETTERED.sub("", form)] if _LETTERED.search(form) else []
    first: Answer | None = None
    for spelling in written:
        answer = yield request_for(spelling)
        first = first or answer
        refusal = unanswered(NAME, answer)
        if refusal:
            return refusal
        found = records(answer)
        if found is None:
            return nothing(NAME, f"{NAME} gave no catalogue record that can be read (status {answer.status}).")
        total, listed = found
        for record in listed:
            if folded(form) in {folded(symbol) for symbol in record.symbols} and not record.deleted:
                return _exists(form, record, answer)
        if listed or total:
            return nothing(NAME, f"{NAME} lists {total} records near {form}, none of them with this very symbol.")
    proof = complete_for(form)
    if first is None or proof is None or is_fresh(question):
        return nothing(NAME, f"{NAME} has no record of {form}, which proves nothing for its kind or age.")
    return Reply(Said.ABSENT, NAME, proof, evidence=(evidence_of(NAME, first, f"no record of {form}"),))


def records(answer: Answer) -> tuple[int, tuple[Record, ...]] | None:
    """How many records there are in all, and those on this page; None where the answer is no MARCXML."""
    if answer.status != 200 or answer.truncated or not answer.body.lstrip().startswith(b"<"):
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(answer.body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if etree.QName(root).localname not in ("collection", "record"):
        return None
    listed = tuple(_record(element) for element in root.iter("{*}record"))
    total = _TOTAL.search(answer.body[:2_000])
    return (int(total[1]) if total else len(listed)), listed


def _record(element: etree._Element) -> Record:
    title = " ".join(_values(element, "245", "a", "b")).rstrip(" /:")
    adopted = [day for value in _values(element, "992", "a") if (day := _day(value))]
    issued = [day for value in _values(element, "269", "a") if (day := _day(value))]
    return Record(
        number=next((child.text or "" for child in element.iterfind("{*}controlfield[@tag='001']")), ""),
        symbols=tuple(_values(element, "191", "a", "z")),
        title=" ".join(title.split()),
        adopted=adopted[0] if adopted else None,
        issued=issued[0] if issued else None,
        deleted="DELETED" in _values(element, "980", "a"),
    )


def _values(element: etree._Element, tag: str, *codes: str) -> list[str]:
    return list(_subfields(element, tag, codes))


def _subfields(element: etree._Element, tag: str, codes: tuple[str, ...]) -> Iterator[str]:
    for field in element.iterfind(f"{{*}}datafield[@tag='{tag}']"):
        for child in field.iterfind("{*}subfield"):
            if child.get("code") in codes and child.text:
                yield child.text.strip()


def _day(value: str) -> dt.date | None:
    """A date as records write it: 1993-07-29, or 19930729; None for a month or a year alone."""
    match = re.fullmatch(r"(\d{4})-?(\d\d)-?(\d\d)", value.strip())
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _exists(form: str, record: Record, answer: Answer) -> Reply:
    # A letter's own date stands in its title and may be days before its issue: an editor cites the first.
    own = next((day for _, _, day in find_dates(record.title, 0, len(record.title))), None)
    date = record.adopted or own or record.issued
    others = tuple(day for day in (own, record.issued) if day and day != date)
    known = Known(
        form,
        date,
        record.title or None,
        other_dates=others,
        source=NAME,
        basis=f"its record {record.number}",
        url=record.address,
        as_of=answer.at.date(),
    )
    says = f"record {record.number}: {', '.join(record.symbols)}; {record.title}"
    return Reply(Said.EXISTS, NAME, known=known, evidence=(evidence_of(NAME, answer, says, record.address),))


DIGITAL_LIBRARY = Source(NAME, HOST, 2, knows, complete_for, ask, "S/RES/853(1993)")
