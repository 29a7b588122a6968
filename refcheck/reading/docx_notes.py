"""The labels of footnotes and endnotes, counted as Word shows them: in the order of the references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FOOTNOTE, ENDNOTE = "footnote", "endnote"

_REFERENCES = {f"{W}footnoteReference": FOOTNOTE, f"{W}endnoteReference": ENDNOTE}
_UNSEEN = {f"{W}del", f"{W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_CHICAGO = "*†‡§"
_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Count:
    """How one kind of note is counted in a section."""

    form: str = "decimal"
    start: int = 1
    restarts: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A note that the text refers to; a custom mark has no number, and stands in the text itself."""

    kind: str
    number: str
    label: str | None


def count_notes(body: etree._Element, settings: etree._Element | None) -> tuple[Note, ...]:
    """Every note in the order of its reference; references in deleted text do not count.

    Where numbering begins anew on each page it is counted on, since pages exist only in Word.
    """
    defaults = {FOOTNOTE: Count(), ENDNOTE: Count(form="lowerRoman")}
    if settings is not None:
        defaults = {kind: _count(settings, kind, count) for kind, count in defaults.items()}
    notes: dict[tuple[str, str], Note] = {}
    next_number = {kind: count.start for kind, count in defaults.items()}
    for references, section in _sections(body):
        counts = {kind: _count(section, kind, count) for kind, count in defaults.items()}
        for kind, count in counts.items():
            if count.restarts:
                next_number[kind] = count.start
        for reference in references:
            kind = _REFERENCES[reference.tag]
            key = (kind, reference.get(f"{W}id", ""))
            if key in notes:
                continue
            custom = reference.get(f"{W}customMarkFollows", "0") not in _OFF
            notes[key] = Note(*key, None if custom else _written(next_number[kind], counts[kind].form))
            next_number[kind] += not custom
    return tuple(notes.values())


def _sections(body: etree._Element) -> Iterator[tuple[list[etree._Element], etree._Element | None]]:
    """The references of each section with the section's properties, which stand in its last paragraph."""
    references: list[etree._Element] = []
    done: set[etree._Element] = set()
    for element in body.iter(*_REFERENCES, f"{W}sectPr"):
        if element.tag in _REFERENCES:
            references += _seen([element], done)
            continue
        holder = element.getparent()
        last = holder.getparent() if holder is not None and holder.tag == f"{W}pPr" else None
        if last is not None:
            rest = list(_seen(last.iter(*_REFERENCES), done))
            references += rest
            done.update(rest)
        yield references, element
        references = []
    yield references, None


def _seen(references: Iterable[etree._Element], done: set[etree._Element]) -> Iterator[etree._Element]:
    for reference in references:
        if reference not in done and not any(ancestor.tag in _UNSEEN for ancestor in reference.iterancestors()):
            yield reference


def _count(parent: etree._Element | None, kind: str, count: Count) -> Count:
    settings = None if parent is None else parent.find(f"{W}{kind}Pr")
    if settings is None:
        return count
    values = {child.tag: child.get(f"{W}val", "") for child in settings}
    form = values.get(f"{W}numFmt")
    start = values.get(f"{W}numStart", "")
    restart = values.get(f"{W}numRestart")
    return replace(
        count,
        form=form or count.form,
        start=int(start) if start.isascii() and start.isdigit() and len(start) < 6 else count.start,
        restarts=restart == "eachSect" if restart else count.restarts,
    )


def _written(number: int, form: str) -> str:
    match form:
        case "lowerRoman" | "upperRoman":
            roman = _roman(number)
            return roman if form == "lowerRoman" else roman.upper()
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter if form == "lowerLetter" else letter.upper()
        case "chicago":
            return _CHICAGO[(number - 1) % 4] * ((number - 1) // 4 + 1)
        case _:
            return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written
