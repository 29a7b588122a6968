from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from refcheck.model import Block, Finding, Role, Severity, Span, Status
from refcheck.report import Report
from tests import checking
from tests.reporting.examples import LETTER_TEXT, OPEN, accepted_letter, document, letter, reference, report, span_of


def test_json_has_the_shape_of_the_contract() -> None:
    content = json.loads(letter().to_json())

    assert list(content)[:7] == [
        *("schema", "refcheck", "checked", "document", "references", "findings", "summary"),
    ]
    assert content["schema"] == "https://refcheck.org/schema/refcheck-report-1.json"
    assert (content["refcheck"], content["checked"]) == ("0.1.0", "2026-11-20T22:00:00Z")
    assert content["document"] == {
        "path": "letters/letter.txt",
        "title": "Letter dated 1 April 2025 from the Permanent Representative of Ruritania",
        "symbols": ["S/2025/1"],
        "date": "2025-04-01",
        "language": "en",
        "sha256": "0" * 64,
        "characters": len(LETTER_TEXT),
        "format": "txt",
        "encoding": "utf-8",
        "remarks": [],
        "parts": [
            {
                "start": 0,
                "end": len(LETTER_TEXT),
                "title": "Letter dated 1 April 2025 from the Permanent Representative of Ruritania",
                "organs": ["S"],
                "symbols": ["S/2025/1"],
                "date": "2025-04-01",
            }
        ],
    }
    assert content["summary"] == {
        "references": 3,
        "verified": 2,
        "mismatch": 1,
        "not-found": 0,
        "unverifiable": 0,
        "dead": 0,
        "failing": 0,
        "moved": 0,
        "blocked": 0,
        "accepted": 0,
    }


def test_reference_in_json() -> None:
    first = json.loads(letter().to_json())["references"][0]
    verdict = first.pop("verdict")
    span = span_of(LETTER_TEXT, "Security Council resolution 853 (1996)")

    assert list(first)[:10] == [
        *("file", "start", "end", "text", "kind", "canonical", "pinpoint", "date", "refers_to", "footnote"),
    ]
    assert first == {
        "file": "letters/letter.txt",
        "start": span.start,
        "end": span.end,
        "text": "Security Council resolution 853 (1996)",
        "kind": "resolution",
        "canonical": ["S/RES/853(1996)"],
        "pinpoint": [{"unit": "para", "from": "3", "to": "3"}],
        "date": "1993-07-29",
        "refers_to": None,
        "footnote": None,
        "date_kind": "adoption",
        "title": None,
        "author": None,
        "quotations": [],
        "antecedents": [],
        "inferred": None,
        "cite": [None],  # there is no such resolution to cite
    }
    assert verdict["status"] == "mismatch"
    assert verdict["compared"][1] == {"field": "year", "written": "1996", "known": "1993", "agrees": False}
    assert verdict["evidence"] == [
        {
            "source": "embedded catalogue",
            "url": "https://undocs.org/S/RES/853(1993)",
            "says": "S/RES/853 (1993)",
            "retrieved": "2026-11-01",
        }
    ]


def test_reference_without_particulars() -> None:
    content = reference("see A/78/1", "A/78/1", "A/78/1").as_json("-")

    assert (content["file"], content["pinpoint"], content["date"]) == ("-", None, None)


def test_finding_in_json() -> None:
    (finding,) = json.loads(letter().to_json())["findings"]

    assert list(finding) == [
        *("rule", "severity", "start", "end", "message", "suggestion", "related", "evidence", "id"),
        *("identity", "accepted"),
    ]
    assert finding["severity"] == "error"
    assert LETTER_TEXT[finding["start"] : finding["end"]] == "853 (1996)"
    assert finding["id"] == f"f-resolution-year-{finding['start']}"
    assert finding["accepted"] is None


def test_findings_at_one_place_have_different_names() -> None:
    finding = Finding("ibid-valid", Severity.ERROR, Span(4, 9), "…")
    several = report("some text", findings=(finding, finding, replace(finding, rule="other"), finding))

    assert several.finding_ids() == ("f-ibid-valid-4", "f-ibid-valid-4-2", "f-other-4", "f-ibid-valid-4-3")


def test_json_is_the_same_each_time_and_written_as_it_is_read() -> None:
    text = letter().to_json()

    assert text == letter().to_json()
    assert text.endswith("}\n")
    assert "“853" in text  # no escapes for what UTF-8 can write


def test_json_of_a_path_that_is_not_utf8_can_be_written() -> None:
    text = report(path="letters/\udcff.txt").to_json()

    assert json.loads(text.encode())["document"]["path"] == "letters/\udcff.txt"


@pytest.mark.parametrize(
    ("text", "blocks", "title"),
    [
        ("", (), "letter.txt"),
        (" \n---\n\n", (), "letter.txt"),
        ("\ufeff\n**General Assembly  \nSecurity Council**\n", (), "General Assembly"),
        ("Distr.: General\n# Culture of  peace\n", (Block(Span(16, 35), Role.HEADING),), "Culture of peace"),
        ("x" * 500, (), "x" * 239 + "…"),
    ],
)
def test_title_of_a_document_without_letter(text: str, blocks: tuple[Block, ...], title: str) -> None:
    assert report(document=document(text, blocks=blocks)).title() == title


def test_counts_name_every_severity_and_status() -> None:
    empty = report()

    assert empty.counts() == {Severity.ERROR: 0, Severity.WARNING: 0, Severity.INFO: 0}
    assert set(empty.summary()) == {"references", *Status, "accepted"}


def test_accepted_findings_are_counted_apart() -> None:
    checked = accepted_letter()
    (finding,) = json.loads(checked.to_json())["findings"]

    assert checked.counts()[Severity.ERROR] == 0
    assert checked.summary()["accepted"] == 1
    assert finding["severity"] == "error"
    assert finding["accepted"] == {"by": "A. Editor", "reason": "The letter is published.", "date": "2026-11-20"}


def test_summary_counts_each_verdict() -> None:
    text = "A/78/1 and A/78/2"
    cited = [(reference(text, symbol, symbol), OPEN) for symbol in ("A/78/1", "A/78/2")]

    assert report(text, *cited).summary()["unverifiable"] == 2


@pytest.mark.parametrize("module", ["refcheck.report", "refcheck.reporting"])
def test_importing_loads_no_jinja(module: str) -> None:
    program = f"import sys, {module}; sys.exit('jinja2' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_report_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        letter().offline = False  # type: ignore[misc]
    assert isinstance(letter(), Report)


def test_the_address_to_cite_is_given_for_what_is_not_wrong() -> None:
    found = json.loads(checking.report("See A/78/636-S/2023/960 and resolution 853 (1993).").to_json())["references"]
    assert [one["cite"] for one in found] == [
        ["https://docs.un.org/en/A/78/636", "https://docs.un.org/en/S/2023/960"],
        ["https://docs.un.org/en/S/RES/853(1993)"],
    ]
