"""Titles: which documents have one like this, and whether two of them are the same.

FTS5 gives the candidates that share the words, rapidfuzz says how alike they are.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterator

from rapidfuzz import fuzz, process

_MOST_CANDIDATES = 400  # of one question; a title that shares its rarer words is among them
_MOST_WORDS = 12
_ARTICLES_AND_PREPOSITIONS = (
    "a an and as at by for from in into its of on or that the this to with de des du et la le les en el los las del y"
)
_SHORT = set(_ARTICLES_AND_PREPOSITIONS.split())
# "Profiles in displacement : Azerbaijan : report of the Representative / submitted by …": what the library adds.
_RESPONSIBILITY = re.compile(r"\s+/\s+.*", re.DOTALL)
# Words in the scripts of the six languages: SQLite takes other signs, and the underscore, for gaps between words, and
# the index refuses a word with a gap in it.
_WORD = re.compile(r"(?:(?=[\x00-\u024f\u0400-\u052f\u0600-\u06ff\u4e00-\u9fff])[^\W_])+")


def search(connection: sqlite3.Connection, title: str, limit: int) -> list[tuple[int, float]]:
    """The rows of `document` whose titles are most like `title`, best first, with their likeness of 0 to 100."""
    candidates: dict[int, str] = {}
    for query in _queries(folded_title(title)):
        rows = connection.execute(
            "SELECT document.id, document.title FROM title_index JOIN document ON document.id = title_index.rowid"
            " WHERE title_index MATCH ? LIMIT ?",
            (query, _MOST_CANDIDATES - len(candidates)),
        )
        candidates.update(rows)
        if len(candidates) >= _MOST_CANDIDATES:
            break
    found = process.extract(title, candidates, scorer=_scored, limit=limit)
    return [(row_id, score) for _, score, row_id in found]


def _queries(words: str) -> Iterator[str]:
    """FTS5 queries for a folded title, narrow ones first: all words, then all but one or two, then the longest."""
    telling = [word for word in dict.fromkeys(words.split()) if word not in _SHORT] or words.split()
    telling = sorted(telling, key=len, reverse=True)[:_MOST_WORDS]
    if not telling:
        return
    yield _all_of(telling)
    if len(telling) > 2:
        for left_out in range(len(telling)):
            yield _all_of(telling[:left_out] + telling[left_out + 1 :])
    if len(telling) > 4:
        yield _all_of(telling[: len(telling) // 2])
        yield _all_of(telling[len(telling) // 2 :])


def _all_of(words: list[str]) -> str:
    return " AND ".join(f'"{word}"' for word in words)


def folded_title(title: str) -> str:
    """A title's words in lower case, without accents, signs or the statement of responsibility."""
    plain = unicodedata.normalize("NFKD", _RESPONSIBILITY.sub("", title).casefold())
    return " ".join(_WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign))))


def telling_words(title: str) -> int:
    """How many words of a title are not articles and prepositions."""
    return sum(word not in _SHORT for word in folded_title(title).split())


def likeness(written: str, known: str) -> float:
    """How alike two titles are, 0 to 100; a shortened title and its whole are alike."""
    some, others = folded_title(written), folded_title(known)
    # Words of the one among those of the other: a shortened title, a little less than the very title.
    return max(fuzz.token_sort_ratio(some, others), fuzz.token_set_ratio(some, others) - 5)


def _scored(written: str, known: str, **_: object) -> float:
    return likeness(written, known)
