"""The file of accepted findings: what it accepts, how it grows and shrinks, and which sentence a bad one gives."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from refcheck.baseline import Baseline, Entry
from refcheck.errors import UsageError
from refcheck.model import Acceptance
from refcheck.report import Report
from tests.checking import report

TEXT = "The Council recalled its resolution 853 (1996), and UNSCR 1325.\n"
DECISION = Acceptance("A. Editor", "The letter is published.", date(2026, 11, 20))


def _report(path: Path | str, text: str = TEXT) -> Report:
    checked = report(text)
    return replace(checked, document=checked.document._replace(path=str(path)))


def _accepted(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings if finding.accepted]


@pytest.fixture
def baseline(tmp_path: Path) -> Baseline:
    """A baseline with both findings of letters/letter.txt, which is there."""
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text(TEXT)
    kept = Baseline(tmp_path / "baseline.json")
    assert kept.accept(_report(tmp_path / "letters" / "letter.txt"), DECISION) == 2
    return kept


def test_an_accepted_finding_bears_the_decision(tmp_path: Path, baseline: Baseline) -> None:
    marked = baseline.apply(_report(tmp_path / "letters" / "letter.txt"))
    assert [finding.accepted for finding in marked.findings] == [DECISION, DECISION]


def test_saved_and_loaded_it_is_the_same(tmp_path: Path, baseline: Baseline) -> None:
    baseline.save()
    assert Baseline.load(baseline.file).entries == baseline.entries
    assert sorted(file.name for file in tmp_path.iterdir()) == ["baseline.json", "letters"]


def test_an_entry_says_all_that_a_person_wants_to_know(baseline: Baseline) -> None:
    baseline.save()
    first, second = json.loads(Path(baseline.file).read_text("utf-8"))["accepted"]
    assert list(first) == ["file", "rule", "words", "identity", "by", "reason", "date"]
    assert {**first, "identity": ""} == {
        "file": "letters/letter.txt",
        "rule": "resolution-year",
        "words": "resolution 853 (1996)",
        "identity": "",
        "by": "A. Editor",
        "reason": "The letter is published.",
        "date": "2026-11-20",
    }
    assert second["rule"] == "resolution-year-missing"


def test_the_file_does_not_depend_on_the_order_of_the_run(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("b.txt", "a.txt", "c.txt")]
    written = []
    for order in (paths, paths[::-1]):
        kept = Baseline(tmp_path / "baseline.json")
        for path in order:
            kept.accept(_report(path), DECISION)
        kept.save()
        written.append(Path(kept.file).read_bytes())
    assert written[0] == written[1]


def test_an_entry_more_is_lines_more_and_no_line_less(tmp_path: Path, baseline: Baseline) -> None:
    baseline.save()
    before = Path(baseline.file).read_text("utf-8").splitlines()
    baseline.accept(_report(tmp_path / "letters" / "another.txt"), DECISION)
    baseline.save()
    after = Path(baseline.file).read_text("utf-8").splitlines()
    assert [line for line in before if line not in after] == []


def test_accepting_again_keeps_the_first_decision(tmp_path: Path, baseline: Baseline) -> None:
    entries = baseline.entries
    again = Acceptance("B. Other", "Another reason.", date(2027, 1, 1))
    assert baseline.accept(_report(tmp_path / "letters" / "letter.txt"), again) == 0
    assert baseline.entries == entries


def test_what_another_run_changes_in_the_meantime_stays(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    checked = {name: _report(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt")}
    kept = Baseline(file)
    kept.accept(checked["a.txt"], DECISION)
    kept.save()
    one, other = Baseline.load(file), Baseline.load(file)
    one.take_back(checked["a.txt"].identities())
    one.accept(checked["b.txt"], DECISION)
    other.accept(checked["c.txt"], DECISION)
    one.save()
    other.save()
    other.save()
    assert {entry.file for entry in Baseline.load(file).entries} == {"b.txt", "c.txt"}


def test_one_finding_alone_is_accepted(tmp_path: Path) -> None:
    checked = _report(tmp_path / "letter.txt")
    kept = Baseline(tmp_path / "baseline.json")
    assert kept.accept(checked, DECISION, {checked.identities()[1]}) == 1
    assert _accepted(kept.apply(checked)) == ["resolution-year-missing"]


@pytest.mark.parametrize(
    ("path", "moved", "accepted"),
    [
        ("letters/letter.txt", False, 2),
        ("letters/../letters/letter.txt", False, 2),
        ("letters/other.txt", False, 0),
        ("archive/letter.txt", False, 0),  # another letter of the same name
        ("archive/letter.txt", True, 2),
        ("archive/other.txt", True, 0),
    ],
    ids=["same", "same-by-another-way", "other", "namesake", "moved", "moved-and-renamed"],
)
def test_a_decision_is_about_one_file(
    tmp_path: Path, baseline: Baseline, path: str, moved: bool, accepted: int
) -> None:
    if moved:
        (tmp_path / "letters" / "letter.txt").unlink()
    assert baseline.apply(_report(tmp_path / path)).accepted() == accepted


def test_letters_and_baseline_may_move_together(tmp_path: Path, baseline: Baseline) -> None:
    elsewhere = Baseline(tmp_path / "far" / "away" / "baseline.json", baseline.entries)
    assert elsewhere.apply(_report(tmp_path / "far" / "away" / "letters" / "letter.txt")).accepted() == 2


def test_what_occurs_no_more_is_dropped_only_when_told(tmp_path: Path, baseline: Baseline) -> None:
    mended = TEXT.replace("1996", "1993")
    marked = baseline.apply(_report(tmp_path / "letters" / "letter.txt", mended))
    assert _accepted(marked) == ["resolution-year-missing"]
    assert [entry.rule for entry in baseline.gone()] == ["resolution-year"]
    assert len(baseline.entries) == 2
    assert baseline.drop_gone() == 1
    assert [entry.rule for entry in baseline.entries] == ["resolution-year-missing"]


def test_entries_of_documents_that_were_not_checked_stay(tmp_path: Path, baseline: Baseline) -> None:
    baseline.apply(_report(tmp_path / "letters" / "other.txt", "Nothing to see."))
    assert baseline.gone() == ()


def test_a_path_that_is_no_unicode(tmp_path: Path) -> None:
    kept = Baseline(tmp_path / "baseline.json")
    kept.accept(_report(tmp_path / "\udcff.txt"), DECISION)
    kept.save()
    assert Baseline.load(kept.file).entries == kept.entries


ENTRY = {
    "file": "letter.txt",
    "rule": "resolution-year",
    "words": "853 (1996)",
    "identity": "1666bf059350dde4",
    "by": "A. Editor",
    "reason": "So be it.",
    "date": "2026-11-20",
}


def _file(**changes: Any) -> str:
    return json.dumps({"accepted": [{**ENTRY, **changes}]})


def test_an_entry_as_written(tmp_path: Path) -> None:
    (tmp_path / "baseline.json").write_text(_file())
    (entry,) = Baseline.load(tmp_path / "baseline.json").entries
    assert entry == Entry(**{**ENTRY, "date": date(2026, 11, 20)})  # type: ignore[arg-type]


MISTAKES: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "baseline.json: the baseline is not JSON: "),
    "no-json": ("{", "baseline.json: the baseline is not JSON: "),
    "no-utf-8": (b'{"accepted": "\xff"}', "baseline.json: the baseline is not JSON: "),
    "deep": ("[" * 100_000, "baseline.json: the baseline is not JSON: "),
    "a-list": ("[]", 'this is no baseline of refcheck: it has no list "accepted"'),
    "a-report": ('{"findings": []}', 'this is no baseline of refcheck: it has no list "accepted"'),
    "entry-no-object": ('{"accepted": [1]}', "baseline.json: entry 1 is no object"),
    "no-reason": (_file(reason=None), 'baseline.json: entry 1: "reason" is missing or no text'),
    "blank-reason": (_file(reason=" "), 'entry 1: "by" and "reason" say who accepted the finding and why'),
    "blank-name": (_file(by=""), 'entry 1: "by" and "reason" say who accepted the finding and why'),
    "unknown-field": (_file(line=3), 'entry 1: "line" is unknown; known are file, rule, words, identity, by, reason'),
    "no-date": (_file(date="20 November"), 'entry 1: "date" is "20 November"; write it like 2026-11-20'),
}


@pytest.mark.parametrize(("content", "says"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_one_line(tmp_path: Path, content: str | bytes, says: str) -> None:
    file = tmp_path / "baseline.json"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(UsageError) as raised:
        Baseline.load(file)
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(("name", "says"), [("absent.json", "there is no such baseline"), (".", "cannot be read")])
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        Baseline.load(tmp_path / name)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the baseline cannot be written"):
        Baseline(tmp_path / "absent" / "baseline.json").save()
