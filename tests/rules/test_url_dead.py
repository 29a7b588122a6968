"""One finding for a host that does not exist, one for each page that is gone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from refcheck.links.as_verdict import as_verdict
from refcheck.links.verdict import LinkVerdict
from refcheck.model import Checked, Status
from refcheck.rules import url_dead
from tests.checking import NOW, document, prose, references

NO_HOST = ("The host does not exist.", 0)
NO_PAGE = ("The page is gone (status 404).", 404)
LETTER = """\
See https://www.gone.example.org/first, https://www.gone.example.org/second and, again,
https://www.gone.example.org/first, and https://other.example.org/report.
"""


def checked(answers: dict[str, tuple[str, int]]) -> Checked:
    """The letter with what hosts answered; the report lives."""
    verdicts = []
    for reference in references(LETTER):
        url = reference.canonical[0]
        reason, status = answers.get(url.split("/")[2], ("", 200))
        dead = Status.DEAD if reason else Status.VERIFIED
        verdicts.append(as_verdict(LinkVerdict(url, dead, reason, status, checked=NOW)))
    read = document(LETTER)
    return Checked(read, (), references(LETTER), tuple(verdicts), dt.date(2024, 1, 1), prose(read))


@pytest.mark.parametrize(
    ("answers", "messages", "related"),
    [
        ({}, [], 0),
        ({"www.gone.example.org": NO_HOST}, ["3 addresses of one host are dead: the host does not exist."], 2),
        ({"other.example.org": NO_HOST}, ["https://other.example.org/report is dead: the host does not exist."], 0),
        (
            {"www.gone.example.org": NO_PAGE},
            [
                "https://www.gone.example.org/first is dead: the page is gone (status 404).",
                "https://www.gone.example.org/second is dead: the page is gone (status 404).",
                "https://www.gone.example.org/first is dead: the page is gone (status 404).",
            ],
            0,
        ),
    ],
    ids=["all live", "host with several addresses", "host with one address", "pages of a living host"],
)
def test_dead(answers: dict[str, tuple[str, int]], messages: list[str], related: int) -> None:
    found = list(url_dead.check(checked(answers)))
    assert sorted(one.message for one in found) == sorted(messages)
    assert sum(len(one.related) for one in found) == related


def test_a_host_that_failed_on_three_days_is_an_error() -> None:
    seen = checked({"www.gone.example.org": NO_HOST})
    lasting = replace(seen, verdicts=tuple(replace(one, lasting=True) for one in seen.verdicts))
    assert [str(one.severity) for one in url_dead.check(lasting)] == ["error"]
