"""Addresses in running text, in angle brackets, and as targets of links."""

from __future__ import annotations

import pytest

from refcheck.extraction import extract
from refcheck.extraction.view import make_view
from refcheck.model import Kind
from tests.checking import document, references

FOUND: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "angle-brackets": ("<https://un.org/a>", [("https://un.org/a", "https://un.org/a")]),
    "full-stop": ("See https://un.org/a.", [("https://un.org/a", "https://un.org/a")]),
    "round-brackets": ("(https://un.org/a)", [("https://un.org/a", "https://un.org/a")]),
    "brackets-inside": ("https://un.org/a_(b)", [("https://un.org/a_(b)", "https://un.org/a_(b)")]),
    "without-scheme": ("at www.un.org/en", [("www.un.org/en", "https://www.un.org/en")]),
    "upper-case": ("HTTPS://UN.org/A", [("HTTPS://UN.org/A", "https://un.org/A")]),
    "query": ("https://un.org/a?b=c&d=e#f", [("https://un.org/a?b=c&d=e#f", "https://un.org/a?b=c&d=e#f")]),
    "underscores": ("https://un.org/a_b_c", [("https://un.org/a_b_c", "https://un.org/a_b_c")]),
    "escaped-underscores": (r"https://un.org/a\_b\_c", [(r"https://un.org/a\_b\_c", "https://un.org/a_b_c")]),
    "bare-host": ("https://un.org", [("https://un.org", "https://un.org")]),
    "port": ("http://un.org:8080/a", [("http://un.org:8080/a", "http://un.org:8080/a")]),
    "two": ("https://un.org/a; https://un.org/b", [("https://un.org/a",) * 2, ("https://un.org/b",) * 2]),
    "link-target": ("[text](https://un.org/a)", [("https://un.org/a", "https://un.org/a")]),
    "link-of-itself": ("[https://un.org/a](https://un.org/a)", [("https://un.org/a",) * 2] * 2),
    "in-bold": ("**https://un.org/a**", [("https://un.org/a", "https://un.org/a")]),
    "quoted": ("“https://un.org/a”", [("https://un.org/a", "https://un.org/a")]),
    "symbol-inside": ("https://undocs.org/A/78/636", [("https://undocs.org/A/78/636",) * 2]),
}
NONE = (
    "https://",
    "http://.",
    "www.",
    "www. un.org",
    "ftp://un.org/a",
    "un.org",
    "[a](#b)",
    "mailto:a@un.org",
    "https:// un",
)


@pytest.mark.parametrize(("text", "found"), FOUND.values(), ids=FOUND.keys())
def test_addresses_are_found(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.text, one.canonical[0]) for one in references(text)] == found


@pytest.mark.parametrize("text", NONE)
def test_no_address(text: str) -> None:
    assert [one.text for one in references(f"see {text} here")] == []


def test_all_are_urls() -> None:
    assert {one.kind for one in references("https://un.org/a [b](https://un.org/c)")} == {Kind.URL}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('the <a href="https://un.org/b">remarks</a>', [("remarks", "https://un.org/b")]),
        ('see <a href="https://undocs.org/A/78/636">A/78/636</a>', [("A/78/636", "A/78/636")]),
        ('<a href="https://un.org/a">https://un.org/a</a>', [("https://un.org/a", "https://un.org/a")]),
        ('<a href="#top">top</a> <a href="mailto:a@un.org">mail</a> <a href="/en">here</a>', []),
        ('<a href="https://un.org/b"> </a>', []),
    ],
    ids=["words", "symbol", "shown", "in-the-page", "empty"],
)
def test_address_behind_words(text: str, found: list[tuple[str, str]]) -> None:
    read = document(f"<html><body><p>This is {text}, it is said.</p></body></html>", "letter.html")
    references = extract(read, make_view(read), lambda _: None)
    assert [(reference.text, reference.canonical[0]) for reference in references] == found
