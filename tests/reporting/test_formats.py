"""What each format says of one letter: SARIF, tables, JUnit, Markdown."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from refcheck.model import Finding, Severity, Span, Unread
from refcheck.report import Report
from refcheck.reporting import FORMATS, Compared, Entry, RuleText, Terms, parts_of
from refcheck.reporting.inert import cell, one_line
from refcheck.reporting.sarif import replaced_length
from tests.reporting.examples import LETTER_TEXT, accepted_letter, document, letter, report, span_of

RULES = {
    "resolution-year": RuleText(
        "Year does not fit", "The year is not its year.", "Why.", "853 (1994)", "853 (1993)", Severity.ERROR
    )
}


def text_of(report: Report, extension: str, terms: Terms = Terms(RULES)) -> str:  # noqa: B008 - it is frozen
    return next(form.files[extension](report, terms) for form in FORMATS.values() if extension in form.files)


def run_of(extension: str, *reports: Report, unread: tuple[Unread, ...] = ()) -> str:
    name, form = next((name, form) for name, form in FORMATS.items() if extension in form.index)
    entries = [Entry.of(one, None, parts_of(one, [name], Terms(RULES))) for one in reports]
    return "".join(form.index[extension](entries, unread, Compared(), Terms(RULES)))


def sarif(report: Report, terms: Terms = Terms(RULES)) -> Any:  # noqa: B008
    (run,) = json.loads(text_of(report, "sarif", terms))["runs"]
    return run


def table(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")  # Excel takes the file for UTF-8
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_sarif_result_has_its_place_its_rule_and_its_identity() -> None:
    run = sarif(letter())
    (result,) = run["results"]
    (rule,) = run["tool"]["driver"]["rules"]
    place = result["locations"][0]["physicalLocation"]
    start = LETTER_TEXT.index("853 (1996)")

    assert run["columnKind"] == "unicodeCodePoints"
    assert (result["ruleId"], result["level"]) == ("resolution-year", "error")
    assert result["message"]["text"].endswith("adopted in 1993. Suggestion: 853 (1993)")
    assert place["artifactLocation"] == {"uri": "letters/letter.txt", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {
        "startLine": 3,
        "startColumn": 29,
        "endLine": 3,
        "endColumn": 39,
        "charOffset": start,
        "charLength": 10,
        "snippet": {"text": "853 (1996)"},
    }
    assert result["partialFingerprints"]["refcheckIdentity/v1"] == letter().identities()[0]
    assert result["suppressions"] == []
    assert rule["name"] == "ResolutionYear"
    assert rule["shortDescription"] == {"text": "Year does not fit"}
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert "853 (1994)" in rule["help"]["text"]
    assert "````\n853 (1994)\n````" in rule["help"]["markdown"]


def test_sarif_offers_the_suggestion_as_an_edit_in_texts_alone() -> None:
    (change,) = sarif(letter())["results"][0]["fixes"][0]["artifactChanges"]
    (edit,) = change["replacements"]

    assert edit["insertedContent"] == {"text": "853 (1993)"}
    assert (edit["deletedRegion"]["charOffset"], edit["deletedRegion"]["charLength"]) == (
        LETTER_TEXT.index("853 (1996)"),
        10,
    )
    word = replace(letter(), document=letter().document._replace(format="docx"))
    assert "fixes" not in sarif(word)["results"][0]
    assert "refcheck extract --text" in sarif(word)["artifacts"][0]["description"]["text"]


@pytest.mark.parametrize(
    ("words", "suggestion", "replaced"),
    [
        ("853 (1994)", "853 (1993)", "853 (1994)"),
        ("Security Council resolution 853 (1994)", "853 (1993)", "853 (1994)"),
        ("27 July 1993", "29 July 1993", "27 July 1993"),
        ("forty-eighth", "forty-seventh", "forty-eighth"),
        ("General Assembly decision 60/251", "General Assembly resolution 60/251", "General Assembly decision 60/251"),
        ("A/78/636", "A/78/636-S/2023/960", "A/78/636"),
        ("A/78/636", "https://docs.un.org/en/A/78/636", ""),
        ("<sup>1</sup> Another source of 1991.", "2", ""),
        ("(see annexes I and II", "(see annex", ""),
        ("Order of 9 December 2021", "order of 7 December 2021 in case No. 180", ""),
        ("**853 (1994)**", "853 (1993)", ""),
        ("resolution\n853 (1994)", "853 (1993)", ""),
        ("UNSCR 1853", "853", ""),
        ("853", "", ""),
        ("853 (1994)", "853\n(1993)", "853 (1994)"),
        ("853 (1994)", "853 (1993)\u202e", ""),
    ],
)
def test_sarif_edits_only_where_nothing_else_has_to_change(words: str, suggestion: str, replaced: str) -> None:
    assert words[len(words) - replaced_length(words, suggestion) :] == replaced


def test_sarif_shows_an_accepted_finding_as_suppressed() -> None:
    (result,) = sarif(accepted_letter())["results"]

    assert result["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "The letter is published. (A. Editor, 2026-11-20)",
        }
    ]


@pytest.mark.parametrize(
    ("path", "root", "uri"),
    [
        ("letters/letter.txt", "", "letters/letter.txt"),
        ("./letters//letter.txt", "/work", "letters/letter.txt"),
        ("/work/letters/letter.txt", "/work", "letters/letter.txt"),
        ("/other/letter.txt", "/work", "file:///other/letter.txt"),
        ("../letter.txt", "/work/deep", "file:///work/letter.txt"),
        ("a b/ü:%?#.txt", "", "a%20b/%C3%BC%3A%25%3F%23.txt"),
        ("javascript:alert(1)", "", "javascript%3Aalert%281%29"),
        ("\udcff.txt", "", "%FF.txt"),
    ],
)
def test_sarif_addresses_are_relative_to_where_refcheck_runs(path: str, root: str, uri: str) -> None:
    run = sarif(report(path=path), Terms(root=root))

    assert run["artifacts"][0]["location"]["uri"] == uri
    assert ("uriBaseId" in run["artifacts"][0]["location"]) == (not uri.startswith("file:"))


def lines(text: str, *words: str) -> list[Any]:
    findings = tuple(Finding("other", Severity.INFO, span_of(text, word), "…") for word in words)
    checked = report(document=document(text), findings=findings)
    return [result["locations"][0]["physicalLocation"]["region"] for result in sarif(checked)["results"]]


def test_sarif_counts_lines_and_columns_as_editors_do() -> None:
    windows, mac, wide = lines("one\r\ntwo\rthree\n𝔸𝔹 four", "two", "three", "four")

    assert (windows["startLine"], windows["startColumn"], windows["charOffset"]) == (2, 1, 5)
    assert (mac["startLine"], mac["startColumn"]) == (3, 1)
    assert (wide["startLine"], wide["startColumn"], wide["endColumn"]) == (4, 4, 8)


def test_sarif_counts_no_byte_order_mark() -> None:
    first, second = lines("\ufeffone\ntwo", "one", "two")

    assert (first["startColumn"], first["endColumn"], first["charOffset"]) == (1, 4, 0)
    assert (second["startLine"], second["startColumn"], second["charOffset"]) == (2, 1, 4)


def test_sarif_of_a_run_is_one_log_with_its_failures() -> None:
    other = replace(letter(), document=document(LETTER_TEXT, "a.txt"))
    (run,) = json.loads(run_of("sarif", letter(), other, unread=(Unread("scan.pdf", "It is empty."),)))["runs"]
    (invocation,) = run["invocations"]

    assert [artifact["location"]["uri"] for artifact in run["artifacts"]] == ["a.txt", "letters/letter.txt"]
    assert len(run["results"]) == 2
    assert len(run["tool"]["driver"]["rules"]) == 1
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"] == {"text": "It is empty."}
    # Logs of documents and of the run are different analyses to code scanning: none replaces another.
    assert run["automationDetails"] == {"id": "refcheck/"}
    assert sarif(letter())["automationDetails"] == {"id": "refcheck/letters/letter.txt/"}


def test_tables_have_a_row_for_each_reference_and_finding() -> None:
    first, second, third = table(text_of(letter(), "references.csv"))
    (finding,) = table(text_of(letter(), "findings.csv"))

    assert first["as written"] == "Security Council resolution 853 (1996)"
    assert (first["line"], first["column"], first["verdict"]) == ("3", "1", "mismatch")
    assert (first["date"], first["differs"]) == ("1993-07-29", "year: 1996 / 1993")
    assert (first["places cited"], first["cite"]) == ("para. 3", "")
    assert (second["canonical"], second["cite"]) == ("A/78/764", "https://docs.un.org/en/A/78/764")
    assert (third["kind"], third["footnote"]) == ("short", "1")
    assert (finding["rule name"], finding["words"]) == ("Year does not fit", "853 (1996)")
    assert finding["suggestion"] == "853 (1993)"
    assert finding["identity"] in letter().identities()[0]


def test_tables_of_a_run_hold_all_documents() -> None:
    other = replace(letter(), document=document(LETTER_TEXT, "a.txt"))
    rows = table(run_of("references.csv", letter(), other))

    assert [row["file"] for row in rows] == ["a.txt"] * 3 + ["letters/letter.txt"] * 3
    assert len(table(run_of("findings.csv", letter(), other))) == 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("-", "'-"),
        ("  +1", "'+1"),
        ("@a", "'@a"),
        ("a;=1", "a;'=1"),
        ("5/1", "'5/1"),
        ("1-3", "'1-3"),
        ("(1993)", "'(1993)"),
        ("9780521875684", "'9780521875684"),
        ("853 (1993)", "853 (1993)"),
        ("1 1/2", "'1 1/2"),
        ("1E5", "'1E5"),
        ("12", "12"),
        ("2025-04-01", "2025-04-01"),
        ("A/78/636", "A/78/636"),
        ("a\tb\r\nc", "a b c"),
        ("a\0\x01\u202eb", "a␀�b"),
        ("x" * 40_000, "x" * 31_999 + "…"),
    ],
)
def test_cell_of_a_spreadsheet(text: str, shown: str) -> None:
    assert cell(text) == shown


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [("one two three", 9, "one two…"), ("one two", 9, "one two"), ("abcdefghijkl", 5, "abcd…"), (" a \n b ", 9, "a b")],
)
def test_one_line_is_cut_between_words(text: str, most: int, shown: str) -> None:
    assert one_line(text, most) == shown


@pytest.mark.parametrize(
    ("fail_on", "severity", "failures"),
    [
        (Severity.ERROR, Severity.ERROR, 1),
        (Severity.ERROR, Severity.WARNING, 0),
        (Severity.WARNING, Severity.WARNING, 1),
        (Severity.WARNING, Severity.INFO, 0),
        (None, Severity.ERROR, 0),
    ],
)
def test_junit_fails_where_the_run_fails(fail_on: Severity | None, severity: Severity, failures: int) -> None:
    (finding,) = letter().findings
    checked = replace(letter(), findings=(replace(finding, severity=severity),))
    root = etree.fromstring(text_of(checked, "junit.xml", Terms(RULES, fail_on)).encode())

    assert root.get("failures") == str(failures)
    assert len(root.findall(".//failure")) == failures
    assert "853 was adopted in 1993" in etree.tostring(root).decode()


def test_junit_of_a_run_names_what_is_accepted_clean_and_unread() -> None:
    clean = report("Nothing.", path="clean.txt")
    text = run_of("junit.xml", accepted_letter(), clean, unread=(Unread("scan.pdf", "It is empty."),))
    root = etree.fromstring(text.encode())

    assert {name: root.get(name) for name in ("tests", "failures", "errors", "skipped")} == {
        "tests": "3",
        "failures": "0",
        "errors": "1",
        "skipped": "1",
    }
    assert [suite.get("name") for suite in root if suite.tag == "testsuite"] == [
        *("clean.txt", "letters/letter.txt", "scan.pdf")
    ]
    assert next(root.iter("testcase")).get("name") == "no findings"


def test_junit_case_keeps_its_name_when_lines_move() -> None:
    moved = replace(letter(), document=document("\n\n" + LETTER_TEXT))
    (finding,) = letter().findings
    shifted = replace(moved, findings=(replace(finding, span=Span(finding.span.start + 2, finding.span.end + 2)),))

    def names(checked: Report) -> list[str | None]:
        return [case.get("name") for case in etree.fromstring(text_of(checked, "junit.xml").encode()).iter("testcase")]

    assert names(shifted) == names(letter())


def test_markdown_says_what_is_wrong_where_and_what_to_write() -> None:
    text = text_of(letter(), "md")

    assert "## refcheck: letters/letter.txt" in text
    assert "1 error found." in text
    assert "| ✗ error | line 3: “853 \\(1996\\)” | **Year does not fit**: “853 \\(1996\\)” is written" in text
    assert "| 853 \\(1993\\) |" in text
    assert "- Links were not asked: the run is offline." in text


def test_markdown_of_a_run_has_the_worst_first() -> None:
    clean = report("Nothing.", path="clean.txt")
    text = run_of("md", clean, letter(), unread=(Unread("scan.pdf", "It is empty."),))

    assert text.index("letters/letter.txt | 1 |") < text.index("clean.txt | 0 |")
    assert text.index("### letters/letter.txt") < text.index("| document | errors |")
    assert "<details><summary>All documents" not in text
    assert "- scan.pdf: It is empty." in text
    assert "### letters/letter.txt" in text
    assert "### clean.txt" not in text


def test_markdown_of_a_run_folds_a_long_table() -> None:
    many = [report("Nothing.", path=f"{number}.txt") for number in range(101)]
    text = run_of("md", *many)

    assert "<details><summary>All documents</summary>\n\n| document |" in text
    assert "1 more document is in the index." in text


def test_markdown_shows_accepted_findings_apart() -> None:
    text = text_of(accepted_letter(), "md")

    assert "<summary>1 accepted finding</summary>" in text
    assert "Accepted by A. Editor: The letter is published." in text
