"""Treaties and declarations by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from refcheck.domain.treaties import TREATIES, Treaty
from refcheck.extraction.found import Found, Source
from refcheck.model import Kind

_IN_CASE_TITLE = re.compile(r"(?:Application|Interpretation)\s+of\s+the\s+$")
_DEFINED = re.compile(r"\s*\((?:hereinafter\s+)?[“\"]?([A-Z]{2,8})[”\"]?\)")


def find_treaties(source: Source) -> Iterator[Found]:
    """Treaties by official name, usual variant or unmistakable abbreviation.

    The treaty in the title of a case ("Application of the Convention …") belongs to the case.
    """
    text = source.view.text
    for treaty in TREATIES:
        for name in (treaty.name, *treaty.variants, *treaty.abbreviations):
            if max(name.split(), key=len) not in text:
                continue
            for match in _pattern(name).finditer(text):
                if match[0][0].isupper() and not _IN_CASE_TITLE.search(text, max(0, match.start() - 30), match.start()):
                    yield _with_abbreviation(text, match, treaty)


def _with_abbreviation(text: str, match: re.Match[str], treaty: Treaty) -> Found:
    """A short name defined behind the full one, "(CERD)", belongs to the citation."""
    defined = _DEFINED.match(text, match.end())
    return Found(match.start(), defined.end() if defined else match.end(), Kind.TREATY, (treaty.canonical,))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<![\w-]){words}(?![\w-])", 0 if name.isupper() else re.IGNORECASE)
