"""Both catalogues asked together, and what follows for verdicts, findings and the command line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from refcheck.cli import run
from refcheck.errors import CatalogueError
from refcheck.model import Severity, Status
from refcheck.pipeline import check_document
from refcheck.report import Report
from refcheck.resolution.catalogues import open_catalogues
from refcheck.resolution.importing import import_file
from tests.checking import NOW, document
from tests.resolution.test_importing import _field, _marcxml, _record

TABLE = """\
symbol,issued,title
A/78/636-S/2023/960,2023-12-08,Letter dated 5 December 2023 from the Permanent Representative of X addressed to Y
S/RES/2800(2025),,
S/RES/853(1994),,
A/HRC/8/6/Add.2,2008-04-15,Report of the Representative of the Secretary-General : mission to Azerbaijan
"""
PROFILES = _marcxml(
    _record(
        _field("191", a="E/CN.4/1999/79/Add.1"),
        _field(
            "245", a="Profiles in displacement :", b="Azerbaijan : report of the Representative /", c="submitted by X"
        ),
        _field("269", a="1999-01-25"),
    ),
    _record(
        _field("191", a="E/CN.4/1999/79/Add.2"),
        _field("245", a="Rights of the child and the use of certain weapons in the region"),
        _field("269", a="1999-01-25"),
    ),
)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    own = tmp_path / "own.sqlite"
    for name, content in (("mine.csv", TABLE), ("export.xml", PROFILES)):
        file = tmp_path / name
        file.write_text(content, "utf-8")
        import_file(file, own, today=date(2026, 11, 20))
    return own


def _report(own: Path, text: str) -> Report:
    with open_catalogues(own) as catalogue:
        return check_document(document(text), catalogue, NOW)


def _status(own: Path, text: str) -> Status:
    return _report(own, text).verdicts[0].status


def _alarms(own: Path, text: str) -> list[tuple[str, Severity, str | None]]:
    return [
        (finding.rule, finding.severity, finding.suggestion)
        for finding in _report(own, text).findings
        if finding.severity is not Severity.INFO
    ]


STATUS = {
    "S/RES/2800 (2025)": Status.VERIFIED,  # newer than the embedded catalogue
    "Security Council resolution 2800 (2025)": Status.VERIFIED,
    "S/RES/853 (1993)": Status.VERIFIED,
    "S/RES/853 (1994)": Status.UNVERIFIABLE,  # the two catalogues disagree
    "S/RES/2801 (2025)": Status.UNVERIFIABLE,
    "A/HRC/8/6/Add.2": Status.VERIFIED,
    "A/HRC/8/6/Add.3": Status.UNVERIFIABLE,  # absence proves nothing
    "A/78/636-S/2023/960": Status.VERIFIED,
}


@pytest.mark.parametrize(("text", "status"), STATUS.items(), ids=STATUS.keys())
def test_status(own: Path, text: str, status: Status) -> None:
    assert _status(own, text) is status


def test_a_disagreement_shows_both(own: Path) -> None:
    verdict = _report(own, "S/RES/853 (1994)").verdicts[0]
    assert "The catalogues disagree" in verdict.reason
    assert {evidence.source.partition(",")[0] for evidence in verdict.evidence} == {
        "your catalogue",
        "embedded catalogue",
    }


def test_two_dates_are_both_shown_and_either_is_right(own: Path, tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text("symbol,adopted\nS/RES/853(1993),1993-07-25\n", "utf-8")
    import_file(file, own)
    for day in ("29 July 1993", "25 July 1993"):
        verdict = _report(own, f"Security Council resolution 853 (1993) of {day}").verdicts[0]
        assert verdict.status is Status.VERIFIED
        assert "disagree on the date: 29 July 1993 (embedded" in verdict.reason
    wrong = _report(own, "Security Council resolution 853 (1993) of 1 June 1993").verdicts[0]
    assert wrong.status is Status.MISMATCH
    assert "25 July 1993 (your catalogue, other.csv)" in wrong.comparisons[1].known


PROFILES_CITED = (
    'report of the Representative, Francis M. Deng, "Profiles in displacement: Azerbaijan" (E/CN.4/1999/79/Add.1), '
    "25 January 1999"
)
MISSION_CITED = (
    "report of the Representative of the Secretary-General, Walter Kälin: mission to Azerbaijan (A/HRC/8/6/Add.2), "
    "15 April 2008"
)
RIGHT = (
    "the letter dated 5 December 2023 from the Permanent Representative of X (A/78/636-S/2023/960)",
    "A/78/636-S/2023/960 of 8 December 2023",
    PROFILES_CITED,
    MISSION_CITED,
    "the report (A/HRC/8/6/Add.2) of 14 April 2008",  # a day off
    "Rapport du Représentant du Secrétaire général : « mission en Azerbaïdjan » (A/HRC/8/6/Add.2)",
)


@pytest.mark.parametrize("text", RIGHT)
def test_what_agrees_is_no_alarm(own: Path, text: str) -> None:
    assert _alarms(own, text) == []
    assert _status(own, text) is Status.VERIFIED


WRONG = {
    "the letter dated 6 December 2023 from the Permanent Representative of X (A/78/636-S/2023/960)": (
        "source-date",
        Severity.ERROR,
        "5 December 2023",
    ),
    "the report (A/HRC/8/6/Add.2), 15 May 2008": ("source-date", Severity.ERROR, "15 April 2008"),
    'report of the Representative, entitled "Profiles in displacement: Azerbaijan" (E/CN.4/1999/79/Add.2)': (
        "source-title",
        Severity.WARNING,
        "E/CN.4/1999/79/Add.1",
    ),
}


@pytest.mark.parametrize(("text", "alarm"), WRONG.items())
def test_what_differs_is_one_alarm(own: Path, text: str, alarm: tuple[str, Severity, str | None]) -> None:
    assert _alarms(own, text) == [alarm]


def test_verified_lists_what_was_compared(own: Path) -> None:
    [verdict] = _report(own, PROFILES_CITED).verdicts
    assert [(item.field, item.agrees) for item in verdict.comparisons] == [
        ("exists", True),
        ("date", True),
        ("title", True),
    ]


def test_the_report_names_both_editions(own: Path) -> None:
    content = json.loads(_report(own, "S/RES/853 (1993)").to_json())
    assert content["catalogue"]["name"] == "embedded catalogue"
    [edition] = content["further_catalogues"]
    assert (edition["name"][:14], edition["compiled"]) == ("your catalogue", "2026-11-20")
    assert edition["complete_for"] == []


def test_without_a_catalogue_of_ones_own(tmp_path: Path) -> None:
    report = _report(tmp_path / "none.sqlite", "S/RES/853 (1993)")
    assert report.further_catalogues == ()
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_one_is_said(tmp_path: Path) -> None:
    own = tmp_path / "own.sqlite"
    own.write_bytes(b"not a database")
    with pytest.raises(CatalogueError, match="import your files anew"):
        _report(own, "S/RES/853 (1993)")


# --- the command ---------------------------------------------------------------------------


@pytest.fixture
def config(own: Path) -> list[str]:
    file = own.with_name("refcheck.toml")
    file.write_text(f'[catalogue]\nfile = "{own.name}"\n', "utf-8")
    return ["--config", str(file)]


def test_import_says_what_was_refused_and_why(
    config: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "more.csv"
    file.write_text("symbol,date\nA/78/1,2023-09-05\nnonsense,\nA/78/2,1.2.2023\n", "utf-8")
    assert run(["catalogue", "import", str(file), str(tmp_path / "nothing.csv"), *config]) == 3
    outcome = capsys.readouterr()
    assert outcome.out.splitlines() == [
        "more.csv (a table of the user's own: more.csv): 1 added, 0 changed, 0 as before, 2 refused",
        '  refused: 1 row: "nonsense" is no symbol that refcheck can read (row 3)',
        '  refused: 1 row: "1.2.2023" is no date; write it like 1993-07-29 (row 4)',
    ]
    assert "nothing.csv: cannot be read" in outcome.err


def test_info_export_and_search(config: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["catalogue", "info", *config]) == 0
    said = capsys.readouterr().out
    assert "5 mine.csv (a table of the user's own), as of 2026-11-20, from mine.csv" in said
    assert "Security Council resolutions 1 (1946) to" in said
    assert run(["catalogue", "export", *config]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert rows[0] == "symbol,date,date_kind,other_dates,title,data_set"
    assert len(rows) == 8
    assert run(["catalogue", "search", "profiles", "in", "displacment", "Azerbaijan", *config]) == 0
    assert capsys.readouterr().out.startswith("E/CN.4/1999/79/Add.1     1999-01-25")


def test_lookup_asks_both(config: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lookup", "S/RES/2800 (2025)", *config]) == 0
    assert "your catalogue, mine.csv" in capsys.readouterr().out
