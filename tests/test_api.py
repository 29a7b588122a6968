"""The public names, and how little importing them loads."""

from __future__ import annotations

import inspect
import subprocess
import sys
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
