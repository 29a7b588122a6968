"""Organizations that refcheck does not know, by the shape of their names.

"ESCAP resolution 71/1", "OAS General Assembly resolution 1080 (1991)", "the Commission on Narcotic Drugs,
in its resolution 57/3": these are no resolutions of the bodies whose symbols refcheck reads, and a number
taken for one of theirs would be a false alarm.
"""

from __future__ import annotations

import re

from refcheck.domain.patterns import lazy

_NOUNS = frozenset(
    [
        "Commission",
        "Committee",
        "Board",
        "Conference",
        "Congress",
        "Senate",
        "Parliament",
        "Union",
        "League",
        "Organization",
        "Organisation",
        "Authority",
        "Bank",
        "Fund",
        "Agency",
        "Institute",
        "Cross",
        "Tribunal",
        "Court",
        "Alliance",
        "Forum",
        "Ministers",
        "Association",
        "Community",
        "Comité",
        "Commissions",
        "Conférence",
        "Parlement",
        "Comisión",
        "Comité",
        "Conferencia",
        "Parlamento",
        "Organización",
        "Organisation",
    ]
)
# Words that make another body of a "Council" or an "Assembly", which alone are the United Nations' own.
_QUALIFIERS = frozenset(
    [
        "Governing",
        "Executive",
        "European",
        "African",
        "Inter-American",
        "Arab",
        "Permanent",
        "Ministerial",
        "Supreme",
        "National",
        "Legislative",
        "Federal",
        "Trusteeship",
        "Parliamentary",
        "State",
        "Nordic",
        "Arctic",
        "Regional",
        "Constituent",
        "Environment",
        "Peace",
    ]
)
_OWN_ACRONYMS = frozenset(["UN", "UNSC", "UNGA", "UNHRC", "HRC", "ECOSOC", "SC", "GA", "CHR"])
# In the middle of a sentence other acronyms ("HIV") are no organizations.
_KNOWN_ACRONYMS = frozenset(
    [
        "ESCAP",
        "ECLAC",
        "ECE",
        "ESCWA",
        "ECA",
        "ICAO",
        "IMO",
        "ILO",
        "WHO",
        "UNESCO",
        "OSCE",
        "OAS",
        "OIC",
        "PACE",
        "IAEA",
    ]
)
_CONNECTORS = frozenset(["of", "on", "for", "and", "the", "to", "in", "against", "de", "du", "des", "la", "del"])
_ACRONYM = lazy(r"[A-Z][A-Z-]{2,}$|[A-Z]+-[A-Z][a-z]+$")  # "ESCAP", "UN-Habitat"
_REACH = 120
_COLUMN = lazy(r"\t| {3,}")
_BEHIND = lazy(r"\s+(?:of\s+the|du|de\s+la|del|de\s+l['’])\s+(?:\d{1,3}(?:st|nd|rd|th)\s+)?(?P<name>[^,.;()\n]{3,100})")
_SUBJECT = lazy(r"\b[A-Z][\w’'-]*(?:[ \n]+(?:of|on|for|and|the)(?:[ \n]+the)?)?(?:[ \n]+[A-Z][\w’'-]*){0,6}")


def stands_before(text: str, position: int) -> bool:
    """Whether an unknown organization is named just before `position`: "ICAO Council resolution 5 (2014)"."""
    return _is_organization(_words_before(text, position))


def short_form_before(text: str, position: int) -> str | None:
    """The noun alone by which an organization is named again: "Commission resolution 66/15"."""
    words = _words_before(text, position)
    return words[0] if len(words) == 1 and words[0] in _NOUNS else None


def qualifies(text: str, position: int) -> bool:
    """Whether the name that begins at `position` is part of a longer one: "OAS General Assembly"."""
    words = _words_before(text, position)
    if words[-2:] == ["Peace", "and"]:
        return True
    return bool(words) and (words[-1] in _QUALIFIERS or _is_acronym(words[-1]))


def stands_behind(text: str, position: int) -> bool:
    """Whether an unknown organization is named just behind: "Resolution 9 (2015) of the … Conference of …"."""
    behind = _BEHIND.match(text, position)
    if not behind:
        return False
    words = []
    for word in behind["name"].split():
        if not word[0].isupper() and word not in _CONNECTORS:
            break
        words.append(word)
    return _is_organization(words)


def last_subject(text: str, start: int, end: int) -> int:
    """Where the last organization named in text[start:end] begins; -1 where there is none."""
    last = -1
    for match in _SUBJECT.finditer(text, start, end):
        words = match[0].split()
        if _KNOWN_ACRONYMS.intersection(words) or (not any(map(_is_acronym, words)) and _is_organization(words)):
            last = match.start()
    return last


def _words_before(text: str, position: int) -> list[str]:
    """The capitalized words and connectors that lead up to `position`, without what opens a sentence."""
    words: list[str] = []
    column = _COLUMN.split(text[max(0, position - _REACH) : position])[-1]
    for word in reversed(column.split()):
        bare = word.strip('“"‘(*_')
        if not bare or bare[-1] in ',.;:)”"!?' or not (bare[0].isupper() or bare in _CONNECTORS):
            break
        words.insert(0, re.sub(r"['’]s?$", "", bare))
        if bare != word:
            break
    while words and (words[0] in _CONNECTORS or _opens_sentence(words[0])):
        words.pop(0)
    return words


def _opens_sentence(word: str) -> bool:
    """ "Recalling Council resolution …", "Pursuant to …": a capital that makes no name."""
    return (word.endswith("ing") and word != "Governing") or word in (
        *("The", "In", "By", "Under", "With", "See", "Since", "Pursuant", "Further", "Also", "This", "That", "These"),
        *("Both", "All", "Relevant", "Previous", "Several", "Other", "Its", "Their", "Our", "His", "Her", "For", "And"),
    )


def _is_acronym(word: str) -> bool:
    return bool(_ACRONYM.match(word)) and word not in _OWN_ACRONYMS


def _is_organization(words: list[str]) -> bool:
    names = [word.strip('*_“”"') for word in words if word not in _CONNECTORS]
    if any(_is_acronym(name) for name in names):
        return True
    if len(names) < 2:
        return False
    if names[-1] in ("Council", "Assembly", "Councils"):
        return names[-2] in _QUALIFIERS
    return any(name in _NOUNS for name in names)
