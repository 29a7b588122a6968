"""Which elements of a page are note indicators, and which are the notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

INLINE = {
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "img"),
    *(
        "input",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rb",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
    ),
    *("strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
}
LABEL = re.compile(r"\s*[\[(]?\s*(\d{1,4}|[A-Za-z]|[ivxlc]{1,6}|\*{1,3}|[†‡§]{1,3})\s*[\])]?\s*")
_NOTE_NAME = re.compile(r"fn|ftn|foot|note|edn", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)


@dataclass(slots=True)
class Notes:
    """Which elements are indicators, which begin a note, and which lead back from a note."""

    marks: dict[etree._Element, str] = field(default_factory=dict)
    starts: dict[etree._Element, str] = field(default_factory=dict)
    ends: dict[etree._Element, etree._Element] = field(default_factory=dict)  # start → the element that holds all of it
    returns: set[etree._Element] = field(default_factory=set)
    inside: set[etree._Element] = field(default_factory=set)  # starts and ends: what is in them is in a note


def find_notes(root: etree._Element) -> Notes:
    """Pair the indicators, links to a place in the page that show a label, with the places they lead to."""
    anchors: dict[str, etree._Element] = {}
    links: list[etree._Element] = []
    for element in root.iter("*"):
        for key in (element.get("id"), element.get("name")):
            if key:
                anchors.setdefault(key, element)
        if element.tag == "a" and (element.get("href") or "").startswith("#"):
            links.append(element)
    notes = Notes()
    for link in links:
        target = anchors.get(link.get("href", "")[1:])
        if target is None:
            continue
        holders = {link, *link.iterancestors()}
        if not holders.isdisjoint(notes.inside):
            notes.returns.add(link)
            continue
        label = LABEL.fullmatch(shown(link))
        if label and (_is_raised(link) or _NOTE_NAME.search(link.get("href", ""))):
            notes.marks[link] = label[1]
            _add_note(notes, target, label[1], holders)
    return notes


def _add_note(notes: Notes, target: etree._Element, label: str, holders: set[etree._Element]) -> None:
    """A note lasts as long as the block that its anchor stands in, if that block is its own."""
    block = next((element for element in (target, *target.iterancestors()) if element.tag not in INLINE), target)
    parent = block.getparent()
    if block.tag in ("td", "th") and len(shown(block)) <= 8 and parent is not None:
        block = parent  # the note stands in the next cell
    if block in holders or target in notes.starts:
        return
    start = target if block in notes.inside else block
    notes.starts[start] = label
    notes.ends[start] = block
    notes.inside.update((start, block))


def shown(element: etree._Element) -> str:
    """The beginning of an element's text, as far as a label could reach."""
    text = ""
    for piece in element.itertext():
        text += str(piece)
        if len(text) > 200:
            break
    return text.strip()


def _is_raised(link: etree._Element) -> bool:
    """Whether an indicator is set as one: superscript, itself or what is directly around or in it."""
    near = [link, *link.iterdescendants()]
    for ancestor in link.iterancestors():
        if ancestor.tag not in INLINE:
            break
        near.append(ancestor)
    return any(element.tag == "sup" or _RAISED.search(element.get("style") or "") for element in near)
