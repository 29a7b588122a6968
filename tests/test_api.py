"""The public names, and how little importing them loads."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import refcheck
from refcheck.errors import ReadingError
from tests.checking import LETTERS, PROJECT

HEAVY = ("lxml", "jinja2", "sqlite3", "rapidfuzz", "requests", "charset_normalizer", "pypdfium2", "tqdm", "socket")
LETTER = LETTERS[4]


def test_public_names_are_these() -> None:
    assert sorted(refcheck.__all__) == [
        *("Document", "Finding", "Reference", "Report", "Verdict", "check", "extract", "read")
    ]


@pytest.mark.parametrize("name", refcheck.__all__)
def test_public_name_is_there_and_documented(name: str) -> None:
    assert inspect.getdoc(getattr(refcheck, name))


# What a caller may rely on: arguments, and the fields and methods of what comes back. They grow; none goes.
SIGNATURES = {
    "read": "(path: 'str | os.PathLike[str]') -> 'Document'",
    "extract": "(document: 'Document', settings: 'Settings | None' = None) -> 'tuple[Reference, ...]'",
    "check": (
        "(path: 'str | os.PathLike[str]', settings: 'Settings | None' = None, "
        "baseline: 'str | os.PathLike[str] | Baseline | None' = None, "
        "sources: 'str | os.PathLike[str] | None' = None, online: 'bool | None' = None, "
        "now: 'datetime | None' = None) -> 'Report'"
    ),
}
FIELDS = {
    "Document": "path format text blocks links marks language encoding sha256 remarks",
    "Reference": "span text kind canonical pinpoints date title author quotations refers_to antecedents footnote "
    "inferred custom kind_name as_json",
    "Verdict": "status by reason comparisons evidence candidates",
    "Finding": "rule severity span message suggestion related evidence accepted",
    "Report": "document letters references verdicts findings checked_at version offline catalogue "
    "further_catalogues skipped consulted summary counts accepted identities title symbols dated finding_ids to_json",
}


@pytest.mark.parametrize("name", SIGNATURES)
def test_functions_take_and_give_this(name: str) -> None:
    assert str(inspect.signature(getattr(refcheck, name))) == SIGNATURES[name]


@pytest.mark.parametrize("name", FIELDS)
def test_values_have_at_least_these_fields(name: str) -> None:
    report = refcheck.check(LETTER)
    values = {
        "Document": report.document,
        "Reference": report.references[0],
        "Verdict": report.verdicts[0],
        "Finding": report.findings[0],
        "Report": report,
    }
    assert isinstance(values[name], getattr(refcheck, name))
    assert [field for field in FIELDS[name].split() if not hasattr(values[name], field)] == []


def test_a_program_that_uses_the_types_is_checked(tmp_path: Path) -> None:
    (tmp_path / "program.py").write_text(
        "import refcheck\n"
        "report: refcheck.Report = refcheck.check('letter.txt', baseline='known.json', online=False)\n"
        "found: tuple[refcheck.Reference, ...] = refcheck.extract(refcheck.read('letter.txt'))\n"
        "status: str = report.verdicts[0].status.value\n"
        "wrong: int = report.findings[0].message\n",
        "utf-8",
    )
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--config-file",
        "",
        "--cache-dir",
        str(tmp_path),
        "program.py",
    ]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert [line.split(": ")[0] for line in done.stdout.splitlines()[:-1]] == ["program.py:5"], done.stdout


def test_the_time_may_be_given() -> None:
    moment = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
    assert refcheck.check(LETTER, now=moment).to_json() == refcheck.check(LETTER, now=moment).to_json()
    assert refcheck.check(LETTER, now=moment).checked_at == "2026-11-20T22:00:00Z"


def test_other_names_are_not() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        refcheck.nonsense  # noqa: B018


def test_version_is_that_of_the_project() -> None:
    from importlib.metadata import version

    assert refcheck.__version__ == version("refcheck")


def test_read_extract_check() -> None:
    document = refcheck.read(LETTER)
    assert document.text == LETTER.read_bytes().decode("utf-8")
    assert document.blocks
    assert document.links
    found = refcheck.extract(document)
    report = refcheck.check(LETTER)
    assert report.references == found
    assert isinstance(report.findings, tuple)
    assert report.to_json().startswith('{\n "schema"')


def test_paths_may_be_strings() -> None:
    assert refcheck.read(str(LETTER)) == refcheck.read(Path(LETTER))


def test_values_are_frozen() -> None:
    document = refcheck.read(LETTER)
    with pytest.raises(AttributeError):
        document.text = ""  # type: ignore[misc]
    with pytest.raises(AttributeError):
        refcheck.extract(document)[0].text = ""  # type: ignore[misc]


def test_failure_is_an_exception_that_says_why() -> None:
    with pytest.raises(ReadingError, match=r"absent\.txt: no such file"):
        refcheck.check("absent.txt")


def test_types_are_shipped() -> None:
    assert (Path(refcheck.__file__).parent / "py.typed").exists()


def test_checking_twice_gives_the_same() -> None:
    first, second = refcheck.check(LETTER), refcheck.check(LETTER)
    assert first.references == second.references
    assert first.verdicts == second.verdicts
    assert first.findings == second.findings


def _loaded(program: str, *arguments: str) -> set[str]:
    """The heavy packages that are loaded when a program has run in a child."""
    report = f"import sys\n{program}\nprint('LOADED', *[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", report, *arguments], cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split()[1:])


EXTRACT = "from refcheck.cli import run\nrun(['extract', sys.argv[1]])"


def test_importing_loads_nothing_heavy() -> None:
    assert _loaded("import refcheck") == set()


def test_naming_the_types_loads_nothing_heavy() -> None:
    assert _loaded("from refcheck import Document, Finding, Reference, Report, Verdict") == set()


def test_extracting_from_a_plain_letter_loads_nothing_heavy() -> None:
    assert _loaded(EXTRACT, str(LETTERS[3])) == set()


def test_extracting_decisions_of_the_court_loads_the_catalogue_alone() -> None:
    assert _loaded(EXTRACT, str(LETTERS[4])) <= {"sqlite3"}


def test_explaining_a_rule_loads_nothing_heavy() -> None:
    assert _loaded("from refcheck.cli import run\nrun(['explain', 'resolution-year'])") <= {"rapidfuzz"}


def test_checking_a_text_loads_no_reader_of_other_formats(tmp_path: Path) -> None:
    program = "from refcheck.cli import run\nrun(['check', sys.argv[1], '--out', sys.argv[2]])"
    assert _loaded(program, str(LETTERS[3]), str(tmp_path)) & {"lxml", "pypdfium2", "requests", "socket"} == set()
