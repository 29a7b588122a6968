"""Page furniture that a conversion to text leaves between two pages, often in the middle of a sentence.

A UN document prints on each page its symbol, the short title, the job number and "2/5". In the text they
stand between the last words of one page and the first of the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from refcheck.domain.patterns import lazy
from refcheck.domain.symbols import ROOT_PATTERN
from refcheck.model import Block, Role, Span

_PAGES = lazy(r"/(?<=\d/)(?P<pages>\d{1,3})[ \t]*\r?$", re.MULTILINE)  # a stroke is searched for fast
_PAGE = lazy(r"[ \t]*(?P<page>\d{1,3})\Z")  # from the beginning of the line
_SYMBOL_ALONE = lazy(rf"^[ \t\f]*(?:{ROOT_PATTERN})/\S{{1,60}}[ \t]*\r?$")
_JOB_NUMBER = lazy(r"^[ \t\f]*(?:GE\.)?\d\d-\d{4,6}\b[^\n]{0,30}$")
_MOST_LINES = 10  # that a running head takes, blank ones included


def page_furniture(text: str) -> Iterator[Block]:
    """The furniture around each page number alone on its line ("2/5"), from the symbol or job number beside it.

    A page number with neither is left as it is: it may be a fraction in a table.
    """
    for last in _PAGES.finditer(text):
        page = _PAGE.match(text, text.rfind("\n", 0, last.start()) + 1, last.start())
        if page and 1 <= int(page["page"]) <= int(last["pages"]):
            start = _head_start(text, page.start())
            if start is not None:
                yield Block(Span(start, last.end()), Role.RULE)


def _head_start(text: str, page_number: int) -> int | None:
    """Where the running head above a page number begins; None where there is none."""
    found = None
    end = page_number
    for _ in range(_MOST_LINES):
        if end <= 0:
            break
        start = text.rfind("\n", 0, end - 1) + 1
        line = text[start : end - 1]
        if _SYMBOL_ALONE.match(line):
            return start
        if _JOB_NUMBER.match(line):
            found = start
        if line.startswith("\f") and found is not None:
            return start
        end = start
    return found
