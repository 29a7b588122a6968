"""The reports of a night: text from documents stays text, and the drawing says in words what it shows."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Generator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import TypeVar

from markdown_it import MarkdownIt

from refcheck.model import Severity, Status
from refcheck.reporting import Night, write_night
from refcheck.reporting.history import History, drawing
from refcheck.reporting.nightly import Citing, FileItem, FindingItem, LinkItem, Section, json_pieces, markdown, render

EVIL = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> [a](javascript:b) `*_ @all <!channel> "
    "\0 \u202e\ud800 ``` \"'"
)
Item = TypeVar("Item", LinkItem, FindingItem, FileItem)


def section(name: str, items: Sequence[Item]) -> Section[Item]:
    def some(most: int | None) -> Generator[Item, None, None]:
        yield from items[:most]

    return Section(name, len(items), some)


def night(words: str = "A letter", runs: int = 3) -> Night:
    link = LinkItem(
        url=f"https://example.org/{words}",
        status=Status.DEAD,
        state="dead",
        severity=Severity.ERROR,
        since=dt.date(2026, 11, 1),
        answered=None,
        reason=words,
        suggestion=words,
        archived=None,
        documents=(Citing(words, words),),
        citing=3,
    )
    finding = FindingItem(words, words, "not-found", Severity.ERROR, 7, words, "0" * 16, "new", "2026-11-01T02:00:00Z")
    file = FileItem(words, words, "2026-11-01T02:00:00Z")
    history = [
        History(f"2026-11-0{day}T02:00:00Z", alive=100 - day, failing=day, dead=day // 2, unknown=0, broke=1, mended=0)
        for day in range(1, runs + 1)
    ]
    return Night(
        archive=words,
        started="2026-11-03T02:00:00Z",
        last="2026-11-02T02:00:00Z",
        offline=False,
        documents=3,
        new=1,
        changed=1,
        vanished=section("vanished", [file]),
        broke_links=section("broke", [link]),
        broke_findings=section("broke", [finding]),
        confirmed=section("confirmed", [link]),
        mended_links=section("mended", [link]),
        mended_findings=section("mended", [finding]),
        still_links=section("still", [link]),
        still_findings=section("still", [finding]),
        unread=section("unread", [file]),
        unknown=section("unknown", [link]),
        left_documents=1,
        left_links=2,
        outage=True,
        table=lambda _: (),
        history=history,
    )


class _Elements(HTMLParser):
    """The elements of a page, and the attributes that could run something."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.active: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        bad = [
            (name, value) for name, value in attrs if name.startswith("on") or (value or "").startswith("javascript:")
        ]
        self.active += bad


def test_words_of_documents_add_nothing_to_the_page() -> None:
    plain, evil = _Elements(render(night())), _Elements(render(night(EVIL)))
    assert evil.names == plain.names
    assert evil.active == []


def test_words_of_documents_are_words_in_the_summary() -> None:
    tokens = MarkdownIt("commonmark").parse(markdown(night(EVIL)))
    inside = {child.type for token in tokens for child in token.children or ()}
    assert inside <= {"text", "text_special", "code_inline", "html_inline", "entity", "softbreak"}
    markup = {child.content for token in tokens for child in token.children or () if child.type == "html_inline"}
    assert markup <= {"<!-- -->"}  # which keeps apart what a host would make a link or a call of
    assert not any(token.type in ("html_block", "fence", "code_block") for token in tokens)


def test_the_json_is_one_whatever_the_words() -> None:
    content = json.loads("".join(json_pieces(night(EVIL))).encode())
    assert content["broke"]["links"][0]["reason"] == EVIL
    assert content["complete"] is False


def test_the_drawing_has_its_words_and_nothing_from_elsewhere() -> None:
    page = render(night())
    assert "<svg" in page
    assert 'role="img" aria-labelledby="history-t history-d"' in page
    assert "1 November 2026 to 3 November 2026: broken from 0 to 1; failing from 1 to 3; alive from 99 to 97." in page
    assert drawing(night(runs=1).history) == ""  # one run is no line


def test_files_of_others_are_not_written_over(tmp_path: Path) -> None:
    for name in ("index.html", "index.json", "index.md"):
        (tmp_path / name).write_text("mine", "utf-8")
    first = [file.name for file in write_night(night(), tmp_path)]
    assert first == ["refcheck-index.html", "refcheck-index.json", "refcheck-index.md"]
    assert [file.name for file in write_night(night(), tmp_path)] == first
    assert {(tmp_path / name).read_text("utf-8") for name in ("index.html", "index.json", "index.md")} == {"mine"}
