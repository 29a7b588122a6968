"""Nothing that a document says becomes active in a format for machines, spreadsheets or pull requests."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from lxml import etree
from markdown_it import MarkdownIt

from refcheck.model import Difference, Place, Unread
from refcheck.report import Report
from refcheck.reporting import FORMATS, Compared, Entry, RuleText, Terms, parts_of
from refcheck.reporting.inert import one_line
from refcheck.reporting.markdown import inline
from tests import checking
from tests.checking import PROJECT
from tests.reporting.hostile import TEXTS, crowded, hostile

MACHINES = [form for form in FORMATS if form != "html"]
SCHEMA = json.loads((PROJECT / "fixtures" / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))
each_text = pytest.mark.parametrize("evil", TEXTS.values(), ids=TEXTS.keys())


def written(report: Report, form: str) -> Iterator[str]:
    """The files of a format for one document and for a run in which everything else is hostile, too."""
    evil = report.document.text
    terms = Terms({"url-dead": RuleText(evil, evil, evil, evil, evil)}, root="/somewhere")
    yield from (render(report, terms) for render in FORMATS[form].files.values())
    entry = Entry.of(report, report.document.path, parts_of(report, [form], terms))
    together = Compared((Difference("check", evil, evil, (Place(report.document.path, 1, 0, 1, evil),)),))
    unread = [Unread(report.document.path, evil)]
    yield from ("".join(render([entry], unread, together, terms)) for render in FORMATS[form].index.values())


@cache
def _validator() -> Any:
    return Draft202012Validator(SCHEMA)


def _controls(text: str) -> set[str]:
    """Characters that steer what stands around them."""
    steering = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\ufffe\uffff")
    return {sign for sign in text if (unicodedata.category(sign) == "Cc" and sign not in "\n\r") or sign in steering}


@each_text
@pytest.mark.parametrize("form", MACHINES)
def test_can_be_written_in_utf_8_and_is_the_same_each_time(evil: str, form: str) -> None:
    first = list(written(hostile(evil), form))

    assert first == list(written(hostile(evil), form))
    assert all(text.encode() for text in first)


@each_text
@pytest.mark.parametrize("form", ["csv", "junit", "markdown"])
def test_no_control_character_is_left(evil: str, form: str) -> None:
    for text in written(hostile(evil), form):
        assert _controls(text) == set()


@each_text
def test_sarif_is_valid_and_its_messages_lead_nowhere(evil: str) -> None:
    for text in written(hostile(evil), "sarif"):
        log = json.loads(text)
        assert [error.message[:200] for error in _validator().iter_errors(log)] == []
        for message in _messages(log["runs"][0]):
            assert "](" not in message
            assert _controls(message) == set()
            assert "\n" not in message


def _messages(run: dict[str, Any]) -> Iterator[str]:
    for result in run["results"]:
        yield result["message"]["text"]
        yield from (related["message"]["text"] for related in result["relatedLocations"])
        yield from (fix["description"]["text"] for fix in result.get("fixes", ()))
    yield from (note["message"]["text"] for note in run["invocations"][0]["toolExecutionNotifications"])


@each_text
def test_sarif_addresses_are_relative_or_of_files(evil: str) -> None:
    for text in written(hostile(evil), "sarif"):
        for uri in re.findall(r'"uri": "([^"]*)"', text):
            assert re.fullmatch(r"(?:file:///)?[\w.~%/-]+", uri, re.ASCII), uri[:100]
            assert uri.startswith("file:///") or ":" not in uri


@each_text
def test_csv_cells_are_no_formulas(evil: str) -> None:
    for text in written(hostile(evil), "csv"):
        head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
        assert rows
        for row in rows:
            assert len(row) == len(head)
            for cell in row:
                assert not re.match(r"\s*[=+\-@＝＋－＠]", cell), cell[:80]
                assert "\n" not in cell
                assert "\r" not in cell


@each_text
def test_csv_taken_apart_at_semicolons_has_no_formulas_either(evil: str) -> None:
    for text in written(hostile(evil), "csv"):
        for cell in re.split(r"[;\t]|\r\n", text):
            assert not re.match(r"\s*[=+\-@＝＋－＠]", cell), cell[:80]


@each_text
def test_junit_is_xml_with_nothing_but_its_own_elements(evil: str) -> None:
    own = {"testsuites", "testsuite", "testcase", "failure", "error", "skipped", "system-out", "properties", "property"}
    for text in written(hostile(evil), "junit"):
        root = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, huge_tree=True))
        assert {element.tag for element in root.iter(etree.Element)} <= own
        assert root.get("tests") == str(len(list(root.iter("testcase"))))
        assert root.get("failures") == str(len(list(root.iter("failure")))) == "1"
        assert root.get("skipped") == str(len(list(root.iter("skipped")))) == "1"


OWN_TAGS = set("h2 h3 p strong table thead tbody tr th td details summary ul li code".split())  # noqa: SIM905


def _renderer() -> MarkdownIt:
    """As GitHub has it: an address with a scheme becomes a link, the name of a host alone does not."""
    renderer = MarkdownIt("gfm-like", {"html": True})
    assert renderer.linkify
    renderer.linkify.set({"fuzzy_link": False})
    return renderer


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        assert not attrs or attrs[0][0] == "style", attrs  # cells of tables are aligned

    def handle_data(self, data: str) -> None:
        self.text += f"\x1f{data}"  # comments and elements keep texts apart


@each_text
def test_markdown_shows_texts_as_they_are(evil: str) -> None:
    renderer = _renderer()
    for text in written(hostile(evil), "markdown"):
        page = _Tags()
        page.feed(renderer.render(text))
        assert set(page.found) <= OWN_TAGS
        assert not re.search(r"@\w|https?://|www\.|(?<!\w)#\d|GH-\d", page.text)
        assert len(text) <= 61_000


@pytest.mark.parametrize("form", MACHINES)
def test_ten_thousand_references_on_a_line(form: str) -> None:
    report = crowded()
    texts = list(written(report, form))

    assert all(len(text) < 20_000_000 for text in texts)
    if form == "sarif":
        assert len(json.loads(texts[0])["runs"][0]["results"]) == 10_000
    if form == "csv":
        assert [text.count("\r\n") for text in texts] == [10_001] * 4
    if form == "markdown":
        assert all(len(text) <= 61_000 for text in texts)


def test_a_document_read_from_hostile_bytes() -> None:
    text = "\n\n".join(f"{evil} A/RES/48/114 of 2 May 1994" for evil in TEXTS.values() if len(evil) < 1000)
    report = checking.report(text.replace("\udcff", ""))

    assert report.references
    for form in MACHINES:
        assert all(text.encode() for text in written(report, form))


FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")


@settings(max_examples=200)
@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=80))
def test_no_text_whatever_becomes_active(evil: str) -> None:
    report = hostile(evil)
    for text in written(report, "csv"):
        rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
        assert not [cell for row in rows for cell in row if FORMULA.match(cell)]
    for text in written(report, "junit"):
        assert etree.fromstring(text.encode()).get("failures") == "1"
    for text in written(report, "sarif"):
        assert not list(_validator().iter_errors(json.loads(text)))
    for text in written(report, "markdown"):
        page = _Tags()
        page.feed(_renderer().render(text))
        assert set(page.found) <= OWN_TAGS
        assert _controls(text) == set()


SIGNS = [
    *"*_`~[]()<>#+-.!|:/@$&\\ \n0aA{}=^;'\"?%",
    "www.",
    "http://",
    "GH-1",
    "mailto:",
    "x@y.zz",
    "&amp;",
    "<b>",
    "-->",
]


@settings(max_examples=500)
@given(st.lists(st.sampled_from(SIGNS), min_size=1, max_size=14).map("".join))
def test_markdown_shows_any_text_letter_by_letter(text: str) -> None:
    renderer = _renderer()
    shown = inline(text)
    for place in ("{}", "- {}", "## {}", "| a |\n| --- |\n| {} |"):
        rendered = renderer.render(place.format(shown))
        body = re.sub(
            r"<table>.*<tbody>|</?(?:p|ul|li|h2|tr|td|tbody|table)>|<!-- -->|\n", "", rendered, flags=re.DOTALL
        )
        assert unescape(body) == one_line(text)
