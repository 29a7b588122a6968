"""What the parts of a letter are called in one language: the row of the table of languages."""

from __future__ import annotations

import re
from typing import NamedTuple

LABEL = r"(?:[IVX]{1,5}|\d{1,2})(?![^\W_])"
_AND = r"(?:\s*,\s*(?:and\s+|et\s+|y\s+|и\s+)?|\s+(?:and|et|y|e|и|to|à|a|al|по)\s+|\s*[-–]\s*)"
LABELS = rf"{LABEL}(?:{_AND}{LABEL})*"
"""One or more numbers of annexes, as text: "I and II", "I à III"."""

LINE_START = r"(?:^[ \t]*|(?<=\S)[ \t]{2,})"
"""Where a line begins; Word's line breaks come as spaces."""

TO_THE_END = r"(?:(?!\n[ \t]*\n)(?s:.)){3,300}"
"""The last part of a title: up to the end of its paragraph."""


def words(text: str) -> frozenset[str]:
    """The words of `text`."""
    return frozenset(text.split())


class Wording(NamedTuple):
    """The words of one language. Patterns are `lazy`: a document needs those of its own language only."""

    language: str  # ISO 639-1
    stems: tuple[str, ...]  # in small letters: a letter in the language has one of them at its beginning
    organs: tuple[tuple[str, re.Pattern[str]], ...]  # code "A", "S", "E" and the name, in any case of grammar
    session: re.Pattern[str]  # the noun with `special` or `emergency`, and `ordinal` where it stands inside
    year: re.Pattern[str]  # the noun of "Eightieth year", and `ordinal` where it stands inside
    ordinal_follows: bool  # the ordinal stands behind its noun: "الدورة التاسعة والسبعون"
    items_on_cover: re.Pattern[str]  # `list`, and `preliminary` where the line says so
    preliminary: re.Pattern[str]
    title: re.Pattern[str]  # `kind`, `date`, `sender`, `addressee`
    identical: re.Pattern[str]  # in a `kind`: identical letters
    note: re.Pattern[str]  # in a `kind`: a note verbale
    annex_to: re.Pattern[str]  # the head of "Annex II to the letter", with `label`; the title follows or is inside
    annex_alone: re.Pattern[str]  # "Annex II" on its line, with `label`
    annex: str  # every `mention` has it inside
    mention: re.Pattern[str]  # "see annexes I and II", with `labels`, and `several` where the word is a plural
    of_another: re.Pattern[str]  # behind a mention: the annex is that of another document
    circulation: re.Pattern[str]  # a verb of the request, with `circulated` for the plainest
    request_marks: re.Pattern[str]  # what else stands in a request
    document_marks: re.Pattern[str]  # the same for the other verbs
    request_words: re.Pattern[str]  # of asking
    items_in_request: re.Pattern[str]  # with `list`
    annex_in_request: re.Pattern[str]  # "its annex", with `several` where the word is a plural
    sentence_stop: re.Pattern[str]
    signed: re.Pattern[str]  # "(Signed)"
    reissue_words: str  # every `reissued` ends with them, or has them inside: a literal finds its places fast
    reissued: re.Pattern[str]  # "Reissued for technical reasons"
    continuing: frozenset[str]  # words that do not end a title; empty where titles cannot be told apart
    inside_names: frozenset[str]  # words that end a line inside the name of an organ or State
    plural_sender: re.Pattern[str]  # in a sender: there are several
    mission: re.Pattern[str]  # below a name: the head of a mission
    permanent: re.Pattern[str]  # a Permanent Representative, and no other's
    charge: re.Pattern[str]  # a chargé d'affaires
    sender_ends: str = ""  # what a title's last part ends with, where capitals do not tell

    @property
    def has_capitals(self) -> bool:
        """Whether the script tells capitals, so that a title's beginning can be seen."""
        return self.language not in ("ar", "zh")

    def capacities(self, text: str) -> tuple[str, ...]:
        """The capacities that `text` names, in English, whatever the language."""
        named = (("Permanent Representative", self.permanent), ("Chargé d’affaires", self.charge))
        return tuple(capacity for capacity, pattern in named if pattern.search(text))
