"""The data sets that the Dag Hammarskjöld Library publishes: how the newest file of one is found and fetched.

Each has a page in the UN Digital Library, whose file bears the day of its edition in the name. Since 2026 the library
answers programs mostly with a challenge for browsers: then a person downloads the file, and imports it.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from refcheck.network.challenge import challenge_in
from refcheck.network.exchange import Answer, Conversation, Request

DATA_SETS = (
    ("ga_outcomes", "https://digitallibrary.un.org/record/4060945"),
    ("sc_voting", "https://digitallibrary.un.org/record/4055387"),
)
"""Name of the data set, which its file's name holds, and its page."""

PAUSE = 5.0
"""Seconds between two requests: the Crawl-Delay of the library's robots.txt."""

LARGEST = 200_000_000
"""Bytes of a file; those of today have some ten millions."""

_MOST_REDIRECTS = 5
_LINK = re.compile(r"""href\s*=\s*["']([^"'<>\s]{1,500}\.csv(?:\?[^"'<>\s]{0,200})?)["']""", re.IGNORECASE)


class Fetched(NamedTuple):
    """A data set's file, or one clause that says why there is none."""

    name: str = ""  # of the file: "2026_02_06_ga_outcomes.csv"
    content: bytes = b""
    why_not: str = ""


def newest(name: str, address: str, largest: int = LARGEST) -> Conversation[Fetched]:
    """The newest file of a data set; `address` is its page, or the file."""
    answer = yield from _get(address, largest)
    refused = _refused(answer, largest)
    if refused or not _is_page(answer):
        return Fetched(why_not=refused) if refused else Fetched(f"{name}.csv", answer.body)
    link = _newest_link(name, answer)
    if link is None:
        return Fetched(why_not=f'its page links to no file "…{name}.csv"')
    answer = yield from _get(link, largest)
    refused = _refused(answer, largest) or ("a page came in place of the file" if _is_page(answer) else "")
    return Fetched(why_not=refused) if refused else Fetched(_file_name(link), answer.body)


def _get(address: str, largest: int) -> Conversation[Answer]:
    """The answer behind at most five redirects."""
    answer = yield Request(address, limit=largest)
    for _ in range(_MOST_REDIRECTS):
        if answer.status not in (301, 302, 303, 307, 308) or not answer.location:
            break
        answer = yield Request(urljoin(answer.request.url, answer.location), limit=largest)
    return answer


def _refused(answer: Answer, largest: int) -> str:
    """Why an answer is no file; "" where it may be one."""
    if answer.failure:
        return f"{answer.failure.value}{f' ({answer.detail})' if answer.detail else ''}"
    if challenge_in(answer):
        return "the server asks for a browser and a person (a challenge); it lets no program in"
    if answer.status in (401, 403, 429):
        return f"the server refuses ({answer.status})"
    if answer.status in (301, 302, 303, 307, 308):
        return f"it was redirected more than {_MOST_REDIRECTS} times"
    if answer.status != 200:
        return f"the server answers {answer.status}, not with a file"
    if answer.truncated:
        return f"it broke off, or is larger than {largest:,} bytes"
    announced = answer.headers.get("content-length", "")
    if announced.isdigit() and "content-encoding" not in answer.headers and int(announced) != len(answer.body):
        return f"it broke off after {len(answer.body):,} of {int(announced):,} bytes"
    return "" if answer.body.strip() else "the answer is empty"


def _is_page(answer: Answer) -> bool:
    return answer.body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _newest_link(name: str, page: Answer) -> str | None:
    """The address of the newest file that a page of the same host links to: the days in the names sort."""
    base = page.request.url
    links = {urljoin(base, link) for link in _LINK.findall(page.body[:5_000_000].decode("utf-8", "replace"))}
    files = [link for link in links if name in _file_name(link) and urlsplit(link).netloc == urlsplit(base).netloc]
    return max(files, key=_edition, default=None)


def _edition(link: str) -> list[int]:
    """ "…/2026_02_06_ga_outcomes.csv" → [2026, 2, 6]."""
    return [int(number) for number in re.findall(r"\d{1,9}", _file_name(link))]


def _file_name(link: str) -> str:
    return re.sub(r"[^\w.-]", "_", unquote(urlsplit(link).path).rpartition("/")[2])
