"""Files into a catalogue of one's own: what is taken in, what is refused and why, and what an interruption leaves."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.domain import symbols
from refcheck.errors import CatalogueError
from refcheck.model import DateKind
from refcheck.resolution.importing import Summary, import_file
from refcheck.resolution.imports.record import RefusedError, canonical_symbols
from refcheck.resolution.own import OwnCatalogue
from tests.checking import PROJECT

OUTCOMES = """\
undl_id,resolution,session,date,title,modality,draft,committee_report,meeting,agenda_title,subjects,vote_note,total_yes
1,A/RES/80/10,80,2025-10-20,Day of Indigenous Women : resolution / adopted by the General Assembly,x,,,,,,,2
2,A/RES/62/223 A,62,2007-12-22,Questions relating to information A,x,,,,,,,
3,A/RES/62/223[B],62,2007-12-22,Questions relating to information B,x,,,,,,,
"""
COUNCIL_VOTES = """\
undl_id,ms_code,ms_name,permanent_member,ms_vote,date,resolution,draft,meeting,description,agenda,subjects
10,USA,UNITED STATES,True,A,2023-12-22,S/RES/2720(2023),,S/PV.1,Security Council resolution 2720 (2023) [on Gaza],,
10,NLD,NETHERLANDS,False,Y,2023-12-22,S/RES/2720(2023),,S/PV.1,Security Council resolution 2720 (2023) [on Gaza],,
11,USA,UNITED STATES,True,X,1973-04-20,S/RES/331 (1973),,S/PV.1,Security Council resolution 331 (1973),,
"""


def _field(tag: str, **subfields: str) -> str:
    inner = "".join(f'<subfield code="{code}">{text}</subfield>' for code, text in subfields.items())
    return f'<datafield tag="{tag}" ind1=" " ind2=" ">{inner}</datafield>'


def _record(*fields: str, number: int = 7) -> str:
    return f'<record><controlfield tag="001">{number}</controlfield>{"".join(fields)}</record>'


def _marcxml(*records: str, namespace: str = ' xmlns="http://www.loc.gov/MARC21/slim"') -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- 1 --><collection{namespace}>{"".join(records)}</collection>'


LETTER = _record(
    _field("191", a="A/78/636", b="A/", c="78"),
    _field("191", a="S/2023/960"),
    _field(
        "245", a="Letter dated 5 December 2023 from the Permanent Representative of X :", b="addressed to Y /", c="X"
    ),
    _field("269", a="2023-12-08"),
)
RESOLUTION = _record(
    _field("191", a="S/RES/853 (1993)"),
    _field("239", a="Security Council resolution 853 (1993) [on the occupation of the district of Agdam]"),
    _field("245", a="Resolution 853 (1993) /", c="adopted"),
    _field("269", a="1993-08-02"),
    _field("992", a="19930729"),
)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "data" / "catalogue.sqlite"


def _import(own: Path, content: str | bytes, name: str = "file.csv") -> Summary:
    file = own.parent.parent / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return import_file(file, own, today=date(2026, 11, 20))


def _entries(own: Path) -> list[tuple[str, str | None, str | None, DateKind | None]]:
    with OwnCatalogue(own) as catalogue:
        return [
            (known.canonical, known.date.isoformat() if known.date else None, known.title, known.date_kind)
            for symbol, *_ in catalogue.exported()
            for known in catalogue.records(symbol)
        ]


# --- formats -------------------------------------------------------------------------------


def test_resolutions_of_the_library(own: Path) -> None:
    assert _import(own, OUTCOMES).added == 3
    assert _entries(own) == [
        ("A/RES/62/223A", "2007-12-22", "Questions relating to information A", DateKind.ADOPTION),
        ("A/RES/62/223B", "2007-12-22", "Questions relating to information B", DateKind.ADOPTION),
        ("A/RES/80/10", "2025-10-20", "Day of Indigenous Women", DateKind.ADOPTION),
    ]


def test_votes_of_the_council_give_a_resolution_once(own: Path) -> None:
    summary = _import(own, COUNCIL_VOTES)
    assert (summary.read, summary.added, summary.repeated) == (2, 2, 0)
    assert _entries(own) == [
        ("S/RES/2720(2023)", "2023-12-22", "on Gaza", DateKind.ADOPTION),
        ("S/RES/331(1973)", "1973-04-20", None, DateKind.ADOPTION),
    ]
    with OwnCatalogue(own) as catalogue:
        known = catalogue.look_up("S/RES/2720(2023)")
    assert known is not None
    assert (known.source, known.tolerance) == ("your catalogue, Security Council voting records", 1)


@pytest.mark.parametrize("namespace", ["", ' xmlns="http://www.loc.gov/MARC21/slim"', ' xmlns:marc="urn:x"'])
def test_marcxml(own: Path, namespace: str) -> None:
    assert _import(own, _marcxml(LETTER, RESOLUTION, namespace=namespace), "export.xml").added == 3
    title = "Letter dated 5 December 2023 from the Permanent Representative of X : addressed to Y"
    assert _entries(own) == [
        ("A/78/636", "2023-12-08", title, DateKind.ISSUE),
        ("S/2023/960", "2023-12-08", title, DateKind.ISSUE),
        ("S/RES/853(1993)", "1993-07-29", "on the occupation of the district of Agdam", DateKind.ADOPTION),
    ]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("symbol,date,title\nA/78/636,2023-12-05,Of a matter\n", None),
        ("\ufeffTitle;Symbol;Date\r\nOf a matter;A/78/636;2023-12-05\r\n", None),
        ("symbol\tissued\ttitle\nA/78/636\t2023-12-05\tOf a matter\n", DateKind.ISSUE),
        ("A/78/636,2023-12-05,Of a matter\n", None),
        ('{"symbol": "A/78/636", "date": "2023-12-05", "title": "Of a matter", "votes": 3}\n\n', None),
        ('symbol,date,date_kind,title\nA/78/636,2023-12-05,issue,"Of\na matter"\n', DateKind.ISSUE),
        ("symbol,date,title\nA/78/636,2023-12-05T00:00:00Z,Of a matter\n", None),
    ],
)
def test_tables_of_ones_own(own: Path, content: str, kind: DateKind | None) -> None:
    _import(own, content)
    assert _entries(own) == [("A/78/636", "2023-12-05", "Of a matter", kind)]


SPELLINGS = {
    "S/RES/2273 (2016)": ("S/RES/2273(2016)",),
    "A/RES/217(III)[A]": ("A/RES/217(III)[A]",),
    "A/RES/75/260[A]": ("A/RES/75/260A",),
    "A/RES/35/130A-B": ("A/RES/35/130A", "A/RES/35/130B"),
    "a/res/48/114": ("A/RES/48/114",),
    "A/78/636-S/2023/960": ("A/78/636", "S/2023/960"),
    "A/67/875 | S/2013/313": ("A/67/875", "S/2013/313"),
}


@pytest.mark.parametrize(("written", "canonical"), SPELLINGS.items(), ids=SPELLINGS.keys())
def test_spellings_of_symbols(written: str, canonical: tuple[str, ...]) -> None:
    assert tuple(canonical_symbols(written)) == canonical


@given(
    st.from_regex(
        r"[ASE]/(RES/|HRC/|CN\.4/)?[0-9]{1,4}(/[0-9]{1,3}|\([12][09][0-9]{2}\))(/Add\.[0-9]{1,2})?", fullmatch=True
    )
)
def test_the_short_way_to_a_symbol_is_the_right_one(written: str) -> None:
    parsed = symbols.parse(written)
    try:
        found = canonical_symbols(written)
    except RefusedError:
        found = ()
    assert list(found) == ([parsed.canonical] if parsed else [])


# --- refusals ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",2023-12-05,T", "it has no symbol"),
        ("word,2023-12-05,T", '"word" is no symbol that refcheck can read'),
        ("A/78/636,5 December,T", '"5 December" is no date; write it like 1993-07-29'),
        ("A/78/636,2023-13-45,T", '"2023-13-45" is no date; write it like 1993-07-29'),
        ("A/78/636,2036-12-05,T", "the date 2036-12-05 lies in the future"),
        ("A/78/636,1836-12-05,T", "the date 1836-12-05 lies before the UN"),
        ("S/RES/853(1994),1993-07-29,T", "S/RES/853(1994) is of 1994, but its date is 1993-07-29"),
        (f"A/78/636,2023-12-05,{'T' * 3000}", "its title has 3000 characters, more than 2000"),
        (f"A/{'7' * 500},,T", "its symbol is too long to be one"),
    ],
)
def test_a_row_that_is_refused(own: Path, row: str, reason: str) -> None:
    summary = _import(own, f"symbol,date,title\nA/78/1,2023-09-05,Right\n{row}\nA/78/2,,\n")
    assert (summary.added, dict(summary.refused)) == (2, {reason: 1})
    assert summary.examples == {reason: ["row 3"]}


def test_years_and_months_are_no_days(own: Path) -> None:
    _import(own, "symbol,date,title\nA/78/1,2023,T\nA/78/2,2023-09,T\n")
    assert [entry[1] for entry in _entries(own)] == [None, None]


def test_refusals_are_counted_in_bounds(own: Path) -> None:
    rows = "".join(f"word{number},,\n" for number in range(1000))
    summary = _import(own, f"symbol,date,title\nA/78/1,,\n{rows}")
    assert summary.refused.total() == 1000
    assert len(summary.refused) <= 21
    assert all(len(places) <= 5 for places in summary.examples.values())


BOMB = '<!DOCTYPE c [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
WHOLE = _marcxml(LETTER, RESOLUTION)
HOSTILE: dict[str, tuple[str | bytes, str]] = {
    "entities": (
        f"<?xml version='1.0'?>{BOMB}<collection>{_record(_field('245', a='&b;'))}</collection>",
        "document type",
    ),
    "an-entity-that-reads-files": (
        f'<!DOCTYPE c [<!ENTITY f SYSTEM "file:///etc/passwd">]><c>{_record(_field("191", a="&f;"))}</c>',
        "document type",
    ),
    "cut-off": (WHOLE[: len(WHOLE) // 2], "not whole"),
    "cut-off-between-records": (WHOLE[: WHOLE.index("</record>") + 9], "not whole"),
    "no-records": ("<html><body>Just a moment</body></html>", "without a MARC record"),
    "a-record-without-end": (f"<collection><record>{'<a/>' * 3_000_000}", "without the end of a record"),
    "a-line-without-end": ("symbol,date,title\n" + "x" * 3_000_000, "longer than"),
    "not-utf-8": ("symbol,date,title\nA/78/1,,Résumé\n".encode("utf-16"), "neither"),
    "latin-1": ("symbol,date,title\nA/78/1,,Résumé\n".encode("latin-1"), "not UTF-8"),
    "empty": ("", "is empty"),
    "another-table": ("a,b,c\n1,2,3\n", "neither a data set"),
    "binary": (bytes(range(256)) * 40, "neither a data set"),
}


@pytest.mark.parametrize(("content", "says"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_file_that_is_refused_leaves_the_catalogue_as_it_was(own: Path, content: str | bytes, says: str) -> None:
    _import(own, OUTCOMES, "before.csv")
    before = own.read_bytes()
    with pytest.raises(CatalogueError, match=says) as raised:
        _import(own, content, "hostile")
    assert "\n" not in str(raised.value)
    assert own.read_bytes() == before
    assert {path.name for path in own.parent.iterdir()} == {"catalogue.sqlite", "catalogue.sqlite.lock"}


def test_an_open_quotation_mark_costs_its_row(own: Path) -> None:
    lines = "".join(f"A/78/{number},,{'t' * 90}\n" for number in range(1, 20_000))
    summary = _import(own, f'symbol,date,title\nA/77/1,,"open\n{lines}')
    assert summary.refused.total() >= 1


def test_deep_json_is_a_refused_line(own: Path) -> None:
    summary = _import(own, '{"symbol": "A/78/1"}\n{"symbol": ' + "[" * 100_000 + "\n", "x.jsonl")
    assert (summary.added, summary.refused.total()) == (1, 1)


# --- again, changed, interrupted, together -------------------------------------------------


def test_the_same_file_again_is_nothing_to_do(own: Path) -> None:
    _import(own, OUTCOMES)
    assert _import(own, OUTCOMES, "another name.csv").before == date(2026, 11, 20)


def test_a_newer_edition_changes_what_differs(own: Path) -> None:
    _import(own, OUTCOMES)
    newer = OUTCOMES.replace("Questions relating to information B", "Of another matter").replace(
        "2025-10-20", "2025-10-21"
    )
    summary = _import(own, newer + "4,A/RES/80/11,80,2025-10-22,New,x,,,,,,,\n")
    assert (summary.added, summary.changed, summary.same) == (1, 2, 1)
    with OwnCatalogue(own) as catalogue:
        assert [known.canonical for known, _ in catalogue.titled("Of another matter")] == ["A/RES/62/223B"]
        assert catalogue.titled("Questions relating to information B")[0][0].canonical == "A/RES/62/223A"


def test_two_files_that_disagree_are_both_kept(own: Path) -> None:
    _import(own, "symbol,adopted,title\nA/RES/80/10,2025-10-19,T\n", "mine.csv")
    _import(own, OUTCOMES)
    with OwnCatalogue(own) as catalogue:
        known = catalogue.records("A/RES/80/10")
    assert {(one.source, str(one.date)) for one in known} == {
        ("your catalogue, mine.csv", "2025-10-19"),
        ("your catalogue, General Assembly resolutions", "2025-10-20"),
    }


def test_what_is_given_twice_counts_once(own: Path) -> None:
    summary = _import(own, "symbol,date,title\nA/78/1,,First\nA/78/1,,Second\n")
    assert (summary.added, summary.repeated) == (1, 1)
    assert [entry[2] for entry in _entries(own)] == ["Second"]


def test_what_is_exported_is_taken_in_again(own: Path, tmp_path: Path) -> None:
    _import(own, _marcxml(LETTER, RESOLUTION), "export.xml")
    with OwnCatalogue(own) as catalogue:
        rows = [
            json.dumps(dict(zip(("symbol", "date", "date_kind", "other_dates", "title"), row, strict=False)))
            for row in catalogue.exported()
        ]
    other = tmp_path / "other" / "data" / "catalogue.sqlite"
    other.parent.parent.mkdir()
    _import(other, "\n".join(rows), "again.jsonl")
    assert _entries(other) == _entries(own)


def _run_import(own: Path, file: Path) -> subprocess.Popen[bytes]:
    program = (
        "import sys, pathlib; from refcheck.resolution.importing import import_file; "
        "print('begins', flush=True); import_file(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))"
    )
    return subprocess.Popen(
        [sys.executable, "-c", program, str(file), str(own)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.fixture
def large(tmp_path: Path) -> Path:
    file = tmp_path / "large.csv"
    rows = (f"A/78/{number},2023-09-05,A title of a document {number}\n" for number in range(1, 90_000))
    file.write_text("symbol,date,title\n" + "".join(rows), "utf-8")
    return file


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")
def test_killed_in_the_middle_nothing_is_half_done_and_it_can_be_repeated(own: Path, large: Path) -> None:
    _import(own, OUTCOMES)
    before = own.read_bytes()
    with _run_import(own, large) as process:
        aside = own.with_name("catalogue.sqlite.importing")
        until = time.monotonic() + 60
        while not aside.exists() and process.poll() is None and time.monotonic() < until:
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert own.read_bytes() == before
    summary = import_file(large, own)
    assert summary.added == 89_999
    assert not aside.exists()


def test_two_imports_at_once_lose_nothing(own: Path, large: Path, tmp_path: Path) -> None:
    small = tmp_path / "small.csv"
    small.write_text("symbol,date,title\nA/77/1,,T\n", "utf-8")
    processes = [_run_import(own, large), _run_import(own, small)]
    outcomes = []
    for process in processes:
        _, said = process.communicate(timeout=120)
        outcomes.append((process.returncode, said.decode().rpartition("CatalogueError: ")[2].strip()))
    with OwnCatalogue(own) as catalogue:
        held = [catalogue.look_up(symbol) is not None for symbol in ("A/78/5", "A/77/1")]
    assert any(held)
    for (code, complaint), there in zip(outcomes, held, strict=True):
        assert there is (code == 0)
        assert code == 0 or "another import is at work" in complaint


def test_another_import_at_work_is_said(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own.parent.mkdir()
    monkeypatch.setattr("refcheck.resolution.importing._PATIENCE", 0.05)
    lock = sqlite3.connect(own.with_name("catalogue.sqlite.lock"), isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    with pytest.raises(CatalogueError, match="another import is at work"):
        _import(own, OUTCOMES)
    lock.close()
    assert _import(own, OUTCOMES).added == 3


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_closed_folder(own: Path) -> None:
    own.parent.mkdir()
    own.parent.chmod(0o500)
    with pytest.raises(CatalogueError, match="cannot be written"):
        _import(own, OUTCOMES)
    own.parent.chmod(0o700)


def test_a_folder_that_is_a_file(own: Path) -> None:
    own.parent.write_text("not a folder")
    with pytest.raises(CatalogueError, match="cannot be written"):
        _import(own, OUTCOMES)


def test_a_file_that_is_not_there(own: Path) -> None:
    with pytest.raises(CatalogueError, match="cannot be read"):
        import_file(own.with_name("nothing.csv"), own)


@pytest.mark.parametrize("content", [b"", b"not a database", hashlib.sha256().digest() * 200])
def test_a_catalogue_that_is_damaged_is_not_touched(own: Path, content: bytes) -> None:
    own.parent.mkdir()
    own.write_bytes(content)
    with pytest.raises(CatalogueError, match="import your files anew"):
        _import(own, OUTCOMES)
    assert own.read_bytes() == content
