"""The five letters the project was founded on: what is found in them, pinned as golden JSON lines.

A golden line is a line of `refcheck extract`, with the status of the verdict behind it. After a change
that is meant, regenerate the files and review the difference:

    python -m tests.test_letters
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from refcheck.model import Kind, Reference, Severity, Status, Verdict
from refcheck.pipeline import check_document
from refcheck.reading import read
from refcheck.report import Report
from tests.checking import LETTERS, NOW, PROJECT, catalogue

GOLDEN = PROJECT / "tests" / "golden"
DIGESTS = {
    "000_31c14ece893da742": "ea5d9fbb221cee20e31501d86f786eb8aece5b3e561bfe0f10a0dabb5221db8c",
    "001_2d414ff8111b79ff": "910281341adbd3e37527b46174887a1f468f9022b1326894dd1a8f945d4743ef",
    "002_10c5c4d9acef475d": "c62aaba3790052f645282b389a28a010eb4987f2374d04a4ba0604f747a9afc9",
    "003_84992e4e9827d11a": "1ff660be91f34bdfe6f6ac6ac6faf8b4ea5b9435c63ad45cdf481ea9885cc93e",
    "004_8374f7565cc70931": "1c06b9686b441618f31368f76a23771e1252df7877f88b89a63500d12887ca18",
}
each_letter = pytest.mark.parametrize("path", LETTERS, ids=[path.stem[:3] for path in LETTERS])


@cache
def _report(path: Path) -> Report:
    return check_document(read(path), catalogue(), NOW)


def _golden_lines(path: Path) -> str:
    checked = _report(path)
    lines = (
        {**reference.as_json(path.relative_to(PROJECT).as_posix()), "verdict": verdict.status.value}
        for reference, verdict in zip(checked.references, checked.verdicts, strict=True)
    )
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _golden_file(path: Path) -> Path:
    return GOLDEN / f"{path.stem}.jsonl"


def test_all_five_letters_are_here() -> None:
    assert [path.stem for path in LETTERS] == sorted(DIGESTS)


@each_letter
def test_letter_is_the_original_byte_for_byte(path: Path) -> None:
    assert hashlib.sha256(path.read_bytes()).hexdigest() == DIGESTS[path.stem]


@each_letter
def test_no_error_and_no_warning(path: Path) -> None:
    found = [f"{f.rule}: {f.message}" for f in _report(path).findings if f.severity is not Severity.INFO]
    assert found == []


@each_letter
def test_references_are_the_expected_ones(path: Path) -> None:
    assert _golden_lines(path).splitlines() == _golden_file(path).read_text("utf-8").splitlines()


@each_letter
def test_offsets_count_code_points_of_the_file(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    for reference in _report(path).references:
        assert text[reference.span.start : reference.span.end] == reference.text


def test_hints_are_the_expected_ones() -> None:
    hints = {path.stem[:3]: [found.rule for found in _report(path).findings] for path in LETTERS}
    assert hints == {
        "000": ["name-variants"],
        "001": [],
        "002": ["link-placeholder", "entity-name", "entity-name"],
        "003": ["resolution-year-missing"],
        "004": ["link-placeholder"],
    }


def _judged(number: int) -> list[tuple[Reference, Verdict]]:
    checked = _report(LETTERS[number])
    return list(zip(checked.references, checked.verdicts, strict=True))


@pytest.mark.parametrize(
    ("number", "canonical", "compared"),
    [
        (4, "S/RES/853(1993)", {"exists", "date"}),
        (4, "A/RES/48/114", {"exists", "date"}),
        (4, "ICJ/180/ORD/2021-12-07", {"exists", "date"}),
        (4, "ICJ/180/ORD/2023-11-17", {"exists", "date"}),
        (3, "S/RES/1325(2000)", {"exists"}),
        (0, "A/RES/217(III)[A]", {"exists"}),
    ],
    ids=["853-1993", "48-114", "order-2021", "order-2023", "1325-2000", "universal-declaration"],
)
def test_known_documents_are_verified(number: int, canonical: str, compared: set[str]) -> None:
    cited = [(r, v) for r, v in _judged(number) if r.canonical == (canonical,) and r.kind is not Kind.SHORT]
    assert cited
    for _, verdict in cited:
        assert verdict.status is Status.VERIFIED
        assert {item.field for item in verdict.comparisons if item.agrees} == compared
        assert verdict.evidence


def test_ibid_of_the_last_letter_stands_for_the_case_alone() -> None:
    ((ibid, _),) = [(r, v) for r, v in _judged(4) if r.kind is Kind.SHORT]
    order = next(r for r, _ in _judged(4) if r.canonical == ("ICJ/180/ORD/2021-12-07",) and r.footnote == "5")
    assert ibid.canonical == ("ICJ/180",)
    assert ibid.refers_to == order.span.start


def test_double_symbol_and_its_footnotes_go_together_respectively() -> None:
    first, second = [r for r, _ in _judged(4) if r.footnote == "1" and r.kind is Kind.SYMBOL]
    assert [(place.unit.value, place.first) for place in first.pinpoints + second.pinpoints] == [
        ("footnote", "10"),
        ("footnote", "4"),
    ]
    assert [claim.value for claim in (first.date, second.date) if claim] == [date(2023, 12, 5), date(2024, 2, 8)]


def test_one_file_may_hold_two_letters() -> None:
    letters = _report(LETTERS[2]).letters
    assert [letter.organs for letter in letters] == [("E",), ("A", "S")]
    assert [letter.closing.items[0].numbers for letter in letters if letter.closing] == [
        ("17", "18", "19"),
        ("30", "57", "58", "66", "68", "73", "78", "84", "132"),
    ]


@each_letter
def test_letter_is_taken_apart_without_loss(path: Path) -> None:
    for letter in _report(path).letters:
        assert letter.title
        assert letter.distributed
        assert letter.closing
        assert letter.items


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for each in LETTERS:
        _golden_file(each).write_text(_golden_lines(each), "utf-8", newline="\n")
