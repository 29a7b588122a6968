"""The embedded catalogue: its tables, the file built of them, and the questions it answers."""

from __future__ import annotations

import csv
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from refcheck.errors import CatalogueError
from refcheck.resolution import catalogue_build
from refcheck.resolution.catalogue import Catalogue

ROOT = Path(__file__).parents[2]
TABLES = catalogue_build.TABLES
needs_tables = pytest.mark.skipif(not TABLES.is_dir(), reason="an installed package carries no tables")


@pytest.fixture(scope="module")
def catalogue() -> Iterator[Catalogue]:
    with Catalogue.embedded() as opened:
        yield opened


def rows(table: str) -> list[dict[str, str]]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --- facts ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("canonical", "day"),
    [
        ("S/RES/822(1993)", date(1993, 4, 30)),
        ("S/RES/853(1993)", date(1993, 7, 29)),
        ("S/RES/874(1993)", date(1993, 10, 14)),
        ("S/RES/884(1993)", date(1993, 11, 12)),
        ("S/RES/1325(2000)", date(2000, 10, 31)),
        ("A/RES/48/114", date(1993, 12, 20)),
        ("A/RES/70/1", date(2015, 9, 25)),
        ("A/RES/217(III)[A]", date(1948, 12, 10)),
        ("A/RES/217(III)", date(1948, 12, 10)),
        ("A/RES/106(S-I)", date(1947, 5, 15)),
        ("A/RES/106(S-1)", date(1947, 5, 15)),
        ("A/RES/ES-11/1", date(2022, 3, 2)),
        ("A/HRC/RES/16/21", date(2011, 3, 25)),
        ("E/RES/1996/31", date(1996, 7, 25)),
        ("S/PRST/2004/40", date(2004, 10, 28)),
        ("S/PV.3259", date(1993, 7, 29)),
        ("S/PV.3311", None),  # the source's date is a slip
        ("ICJ/180/ORD/2021-12-07", date(2021, 12, 7)),
        ("ICJ/180/ORD/2023-11-17", date(2023, 11, 17)),
    ],
)
def test_knows_the_day_of(catalogue: Catalogue, canonical: str, day: date | None) -> None:
    known = catalogue.look_up(canonical)
    assert known is not None
    assert known.date == day
    assert known.as_of == date(2026, 11, 20)
    assert known.basis
    assert known.source.startswith("embedded catalogue, ")


@pytest.mark.parametrize(
    "canonical",
    [
        "E/CN.4/RES/1998/50",
        "S/RES/853(1994)",
        "A//PV.2441",
        "A/RES/S-34/1",
        "A/RES/311(IX)",
        "ICJ/?/ORD/2021-12-07",
    ],
)
def test_does_not_hold(catalogue: Catalogue, canonical: str) -> None:
    assert catalogue.look_up(canonical) is None


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("S/RES/853(1993)", "https://docs.un.org/en/S/RES/853(1993)"),
        ("A/RES/217(III)[A]", "https://docs.un.org/en/A/RES/217(III)"),
        ("ICJ/180/ORD/2021-12-07", "https://www.icj-cij.org/case/180"),
        ("S/PV.4058(closed)", None),
    ],
)
def test_gives_the_official_address(catalogue: Catalogue, canonical: str, url: str | None) -> None:
    known = catalogue.look_up(canonical)
    assert known is not None
    assert known.url == url


def test_says_what_another_source_gives(catalogue: Catalogue) -> None:
    known = catalogue.look_up("S/RES/338(1973)")
    assert known is not None
    assert (known.date, known.other_dates) == (date(1973, 10, 22), (date(1973, 10, 21),))


def test_a_number_in_parts_has_the_days_of_its_parts(catalogue: Catalogue) -> None:
    whole = catalogue.look_up("A/RES/47/120")
    assert whole is not None
    assert (whole.date, whole.other_dates) == (date(1992, 12, 18), (date(1993, 9, 20),))
    assert whole.basis == catalogue_build.BASIS_OF_PARTS


def test_says_what_is_general_knowledge(catalogue: Catalogue) -> None:
    known = catalogue.look_up("A/RES/48/114")
    assert known is not None
    assert known.basis == "general knowledge, not checked against a source"


def test_council_resolutions_run_without_a_hole_in_order_of_time(catalogue: Catalogue) -> None:
    found = [catalogue.council_resolution(number) for number in range(1, 2799)]
    days = [known.date for known in found if known is not None and known.date is not None]
    assert len(days) == 2798
    assert all(earlier <= later for earlier, later in pairwise(days))
    assert catalogue.council_resolution(2799) is None


def test_council_resolution_by_number_alone(catalogue: Catalogue) -> None:
    known = catalogue.council_resolution(853)
    assert known is not None
    assert known.canonical == "S/RES/853(1993)"
    assert catalogue.meeting_of(known.canonical) == "S/PV.3259"


def test_council_resolutions_of_a_year(catalogue: Catalogue) -> None:
    of_year = catalogue.council_resolutions_of(1993)
    assert (of_year[0].canonical, of_year[-1].canonical) == ("S/RES/800(1993)", "S/RES/892(1993)")
    assert len(of_year) == 93


def test_resolutions_on_a_day(catalogue: Catalogue) -> None:
    assert [known.canonical for known in catalogue.resolutions_on("S/RES", date(1993, 7, 29))] == ["S/RES/853(1993)"]
    assembly = {known.canonical for known in catalogue.resolutions_on("A/RES", date(1993, 12, 20))}
    assert {"A/RES/48/114", "A/RES/48/134"} <= assembly


def test_resolutions_like(catalogue: Catalogue) -> None:
    same_number = catalogue.resolutions_like("A/RES", number=114, day=date(1993, 12, 20))
    assert [known.canonical for known in same_number] == ["A/RES/48/114"]
    of_session = catalogue.resolutions_like("A/RES", session="ES-11")
    assert [known.canonical for known in of_session][:2] == ["A/RES/ES-11/1", "A/RES/ES-11/2"]


# --- completeness --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("canonical", "says"),
    [
        ("S/RES/853(1996)", "a number is given only once"),
        ("S/RES/3100(2024)", "resolutions 1 (1946) to 2798 (2025)"),
        ("S/RES/0(1999)", "resolutions 1 (1946)"),
        ("ICJ/180/JUD/2021-12-07", "judgments of the International Court of Justice up to 19 March 2026"),
        ("ICJ/51/JUD/1969-02-21", "judgments"),
        ("ICJ/186/ADV/2024-07-20", "advisory opinions"),
        ("ICJ/70/JUD/1985", "judgments"),
        ("ICJ/61/ADV/1976", "advisory opinions"),
        ("S/PRST/2004/60", "all 48 statements"),
        ("A/RES/2625(XXIV)", "2625 (XXV)"),
        ("A/RES/2700(XXVI)", "2700 (XXV)"),
        ("A/RES/3600(XXX)", "3541 (XXX)"),
    ],
)
def test_proves_absence(catalogue: Catalogue, canonical: str, says: str) -> None:
    sentence = catalogue.complete_for(canonical)
    assert sentence is not None
    assert says in sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    "canonical",
    [
        "S/RES/853(1993)",  # exists
        "S/RES/2799(2025)",
        "S/RES/2799(2026)",
        "ICJ/180/ORD/2021-12-08",  # orders are not complete
        "ICJ/181/JUD/1969-02-20",  # a judgment of that day, in joined cases
        "ICJ/198/JUD/2000-01-01",  # not in the list of cases
        "ICJ/180/JUD/2026-09-01",  # later than the newest judgment known
        "ICJ/180/JUD/2021-13-41",
        "ICJ/?/JUD/2021-12-07",
        "ICJ/1/JUD/1947",  # the Reports of 1947-1948 are one volume
        "ICJ/45/JUD/2013",  # an interpretation, between the same parties
        "ICJ/180/JUD/2026",  # a year not yet over
        "ICJ/177/JUD/2020",  # no judgment known at all
        "S/PRST/2020/60",
        "S/PRST/2000/27",  # one of the numbers that the tables lack
        "S/PV.99999",
        "A/RES/48/500",
        "A/RES/217(III)[Z]",
        "A/HRC/RES/99/1",
        "E/CN.4/RES/1998/50",
    ],
)
def test_does_not_prove_absence(catalogue: Catalogue, canonical: str) -> None:
    assert catalogue.complete_for(canonical) is None


def test_edition(catalogue: Catalogue) -> None:
    edition = catalogue.edition
    assert edition.compiled == date(2026, 11, 20)
    assert edition.complete_for[0].startswith("Security Council resolutions 1 (1946) to 2798 (2025)")
    assert edition.complete_for[-1].endswith("of 1997 to 1999 and 2001 to 2018.")
    assert any("General Assembly" in gap for gap in edition.gaps)


# --- brackets, series, sessions ------------------------------------------------------------


def test_bracket_of_a_number_between_two_of_one_day(catalogue: Catalogue) -> None:
    bracket = catalogue.bracket("A/RES/48/115")
    assert bracket is not None
    assert bracket.inferred == date(1993, 12, 20)


def test_bracket_of_the_early_sessions_is_the_session(catalogue: Catalogue) -> None:
    bracket = catalogue.bracket("A/RES/5(I)")
    assert bracket is not None
    assert (bracket.not_before, bracket.not_after) == (date(1946, 1, 10), date(1947, 9, 16))
    assert bracket.inferred is None


@pytest.mark.parametrize("canonical", ["A/RES/48/114", "A/RES/48/999", "A/RES/61/206", "A/RES/400(IX)"])
def test_no_bracket(catalogue: Catalogue, canonical: str) -> None:
    assert catalogue.bracket(canonical) is None


@pytest.mark.parametrize(
    ("symbol", "prefix", "years"),
    [
        ("A/78/636", "A/", (1946, None)),
        ("A/S-30/L.1", "A/S-", (1947, None)),
        ("A/HRC/WGAD/2024/46", "A/HRC/WGAD/", (2006, None)),
        ("S/RES/853(1993)", "S/RES/", (1946, None)),
        ("S/PRST/2004/40", "S/PRST/", (1994, None)),
        ("S/Agenda/3259", "S/Agenda/", (1946, None)),
        ("E/CN.4/1999/79", "E/CN.4/", (1946, 2006)),
        ("E/CN.4/Sub.2/1998/3", "E/CN.4/Sub.2/", (1947, 2006)),
        ("CCPR/C/117/D/2077/2011", "CCPR/C/", (1977, None)),
    ],
)
def test_series_of(catalogue: Catalogue, symbol: str, prefix: str, years: tuple[int | None, int | None]) -> None:
    series = catalogue.series_of(symbol)
    assert series is not None
    assert (series.prefix, series.from_year, series.to_year) == (prefix, *years)


@pytest.mark.parametrize("symbol", ["INFCIRC/153", "", "N/A"])
def test_no_series(catalogue: Catalogue, symbol: str) -> None:
    assert catalogue.series_of(symbol) is None


def test_sessions(catalogue: Catalogue) -> None:
    regular, open_still = catalogue.session("A", "79"), catalogue.session("A", "ES-11")
    assert regular is not None
    assert (regular.opened, regular.until) == (date(2024, 9, 10), date(2025, 9, 9))
    assert open_still is not None
    assert open_still.until is None
    assert catalogue.session("A", "S-33") is None


# --- the Court -----------------------------------------------------------------------------


def test_case(catalogue: Catalogue) -> None:
    case = catalogue.case("180")
    assert case is not None
    assert (case.parties, case.kind) == ("Armenia v. Azerbaijan", "contentious")
    assert catalogue.case("2") is None
    assert catalogue.case("?") is None


_RACIAL_DISCRIMINATION = (
    "Application of the International Convention on the Elimination of All Forms of Racial Discrimination"
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Armenia v. Azerbaijan", ["180"]),
        ("Azerbaijan v. Armenia", ["181"]),
        (
            f"{_RACIAL_DISCRIMINATION} (Armenia v. Azerbaijan), Provisional Measures, Order of 2021",
            ["180"],
        ),
        (f"{_RACIAL_DISCRIMINATION} (Azerbaijan v. Armenia)", ["181"]),
        (
            f"the order of the Court in the case of {_RACIAL_DISCRIMINATION} (Georgia v. Russian Federation)",
            ["140"],
        ),
        (_RACIAL_DISCRIMINATION, ["140", "172", "180", "181"]),
        ("Application de la convention (Arménie c. Azerbaïdjan)", ["180"]),
        ("in the case of Armenia v. Azerbaijan", ["180"]),
        ("Gambia v. Myanmar", ["178"]),
        ("Georgia v. Russia", ["140"]),
        ("Ukraine v. Russian Federation", ["166", "182"]),
        ("Territorial and Maritime Dispute (Nicaragua v. Colombia), Merits, Judgment", ["124"]),
        (
            "Legality of the Threat or Use of Nuclear Weapons, Advisory Opinion, I.C.J. Reports 1996, p. 226",
            ["95"],
        ),
        ("Frontier Dispute (Burkina Faso/Mali)", ["69"]),
        ("Barcelona Traction, Light and Power Company, Limited (Belgium v. Spain)", ["41", "50"]),
        ("Avena and Other Mexican Nationals (Mexico v. United States of America)", ["128"]),
        ("Wall v. Door", []),
        ("", []),
    ],
)
def test_cases_titled(catalogue: Catalogue, text: str, numbers: list[str]) -> None:
    assert [case.number for case in catalogue.cases_titled(text)] == numbers


def test_the_full_title_of_every_case_finds_it(catalogue: Catalogue) -> None:
    cases = [case for number in range(1, 202) if (case := catalogue.case(str(number)))]
    assert len(cases) == 198
    assert [case.number for case in cases if case not in catalogue.cases_titled(case.title)] == []


def test_decisions_of_a_case(catalogue: Catalogue) -> None:
    forms = [known.canonical for known in catalogue.decisions("180")]
    assert {"ICJ/180/ORD/2021-12-07", "ICJ/180/ORD/2023-11-17", "ICJ/180/JUD/2024-11-12"} <= set(forms)
    assert forms == sorted(forms, key=lambda form: form[-10:])
    assert catalogue.decisions("?") == ()


def test_one_day_two_orders(catalogue: Catalogue) -> None:
    day = date(2021, 12, 7)
    assert [known.canonical[4:7] for known in catalogue.decisions_on(day, "ORD")] == ["180", "181"]
    assert catalogue.decisions_on(day, "JUD") == ()


def test_two_judgments_under_one_form(catalogue: Catalogue) -> None:
    known = catalogue.look_up("ICJ/124/JUD/2011-05-04")
    assert known is not None
    assert str(known.title).endswith("(2 decisions of this day)")


# --- the file ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "is missing"), (b"not a database", "not an authority catalogue"), (b"", "not an")],
)
def test_a_file_that_is_no_catalogue(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "catalogue.sqlite"
    if content is not None:
        path.write_bytes(content)
    with Catalogue(path) as catalogue, pytest.raises(CatalogueError, match=says) as raised:
        catalogue.look_up("S/RES/853(1993)")
    assert "reinstall refcheck" in str(raised.value)


def test_a_catalogue_of_another_version(tmp_path: Path) -> None:
    path = tmp_path / "catalogue 100%?.sqlite"
    path.write_bytes(catalogue_build.CATALOGUE.read_bytes())
    connection = sqlite3.connect(path)
    connection.execute("UPDATE meta SET value = '0' WHERE name = 'schema'")
    connection.commit()
    connection.close()
    with Catalogue(path) as catalogue, pytest.raises(CatalogueError, match="version 0, not"):
        catalogue.look_up("S/RES/853(1993)")


def test_opens_again_after_closing() -> None:
    catalogue = Catalogue.embedded()
    assert catalogue.look_up("S/RES/853(1993)") is not None
    catalogue.close()
    assert catalogue.look_up("S/RES/853(1993)") is not None
    catalogue.close()


def test_importing_opens_nothing() -> None:
    program = (
        "import sys; from refcheck.resolution.catalogue import Catalogue; Catalogue.embedded(); "
        "sys.exit(bool({'sqlite3', 'rapidfuzz', 'csv', 'hashlib'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


# --- building ------------------------------------------------------------------------------


@needs_tables
def test_the_file_is_current() -> None:
    connection = sqlite3.connect(f"{catalogue_build.CATALOGUE.as_uri()}?mode=ro", uri=True)
    [(digest,)] = connection.execute("SELECT value FROM meta WHERE name = 'tables'").fetchall()
    connection.close()
    assert digest == catalogue_build.digest_of(TABLES), "run: python -m refcheck.resolution.catalogue_build"


@needs_tables
def test_building_twice_gives_the_same_file(tmp_path: Path) -> None:
    first = catalogue_build.build(TABLES, tmp_path / "first.sqlite")
    second = catalogue_build.build(TABLES, tmp_path / "second.sqlite")
    assert first.read_bytes() == second.read_bytes()
    assert first.stat().st_size < 6_000_000
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first.sqlite", "second.sqlite"]


@needs_tables
def test_a_build_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "catalogue.sqlite"
    target.write_bytes(b"old")
    with pytest.raises(FileNotFoundError):
        catalogue_build.build(tmp_path / "no tables", target)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@needs_tables
@pytest.mark.skipif(not (ROOT / "hatch_build.py").is_file(), reason="not a source tree")
def test_the_build_hook_needs_nothing_of_refcheck(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    (tree / "refcheck" / "resolution").mkdir(parents=True)
    (tree / "refcheck" / "data").mkdir()
    (tree / "refcheck" / "data" / "tables").symlink_to(TABLES)
    builder = ROOT / "refcheck" / "resolution" / "catalogue_build.py"
    (tree / "refcheck" / "resolution" / "catalogue_build.py").write_bytes(builder.read_bytes())
    program = (
        "import sys, pathlib; import hatch_build; hatch_build.build_catalogue(pathlib.Path(sys.argv[1])); "
        "sys.exit(any(name.startswith('refcheck.') for name in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", program, str(tree)], cwd=ROOT, check=True)
    with Catalogue(tree / "refcheck" / "data" / "catalogue.sqlite") as catalogue:
        assert catalogue.look_up("S/RES/853(1993)") is not None


# --- the tables ----------------------------------------------------------------------------

_KEYS = {
    "security_council_resolutions": ("number",),
    "icj_cases": ("case",),
    "series": ("prefix",),
    "sessions": ("organ", "session"),
    "provenance": ("table", "source"),
}
_DATES = ("date", "other_date", "not_before", "not_after", "opened", "until", "as_of")
_SYMBOL = re.compile(r"[A-Z][A-Za-z.-]*(?:\.\d+)?(?:/[A-Za-z0-9.-]+(?:\([A-Za-z0-9.-]+\))?(?:\[[A-Z]\])?)+")
_TABLE_NAMES = sorted(path.stem for path in TABLES.glob("*.csv"))


@pytest.mark.parametrize("table", _TABLE_NAMES)
def test_table_form(table: str) -> None:
    content = rows(table)
    for row in content:
        assert None not in row
        assert all(value == value.strip() and "\n" not in value for value in row.values())
        for column in _DATES:
            for day in filter(None, row.get(column, "").split(";")):
                assert date.fromisoformat(day).isoformat() == day
        symbol = row.get("symbol")
        assert symbol is None or (_SYMBOL.fullmatch(symbol) and "//" not in symbol), symbol
    if table != "icj_decisions":  # two decisions of one day are two rows
        columns = _KEYS.get(table, ("symbol",))
        keys = [tuple(catalogue_build.folded(row[column]) for column in columns) for row in content]
        assert len(keys) == len(set(keys))


@needs_tables
def test_every_basis_is_explained() -> None:
    explained = {(row["table"], row["source"]) for row in rows("provenance")}
    for table in set(_TABLE_NAMES) - {"provenance"}:
        assert table in {name for name, _ in explained}
        assert {(table, row["basis"]) for row in rows(table) if "basis" in row} <= explained


@needs_tables
def test_the_readme_tells_the_number_of_rows() -> None:
    readme = (TABLES.parent / "README.md").read_text(encoding="utf-8")
    told = {
        name: int(count.replace(",", ""))
        for name, count in re.findall(r"^\| `(\w+)` \| ([\d,]+) \|", readme, re.MULTILINE)
    }
    assert told == {table: len(rows(table)) for table in _TABLE_NAMES}


@needs_tables
def test_assembly_dates_lie_in_their_session() -> None:
    windows = {row["session"]: (row["opened"], row["until"]) for row in rows("sessions") if row["organ"] == "A"}
    for row in rows("general_assembly_resolutions"):
        session = re.fullmatch(r"A/RES/(?:(\d+)/\d+[A-Z]?)", row["symbol"])
        if session and row["date"]:
            opened, until = windows[session[1]]
            assert opened <= row["date"] <= (until or "2026-11-20"), row


@needs_tables
def test_dates_of_the_commission_on_human_rights_lie_in_its_season() -> None:
    """The Sub-Commission, whose resolutions bear the same numbers, sat in August."""
    days = [row["date"] for row in rows("commission_on_human_rights_resolutions") if row["date"]]
    assert days
    assert {day[5:7] for day in days} <= {"01", "02", "03", "04"}
