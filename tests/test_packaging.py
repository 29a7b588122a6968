"""What is installed: the wheel alone, in an environment of its own, run from another folder."""

from __future__ import annotations

import os
import re
import shutil
import site
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from tests.checking import LETTERS, PROJECT


def _run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP", "VIRTUAL"))}
    return subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with the tools that are here from a copy of the sources as they are committed."""
    source, folder = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    left_out = shutil.ignore_patterns("__pycache__", "catalogue.sqlite")
    shutil.copytree(PROJECT / "refcheck", source / "refcheck", ignore=left_out)
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        shutil.copy(PROJECT / name, source / name)
    build = ("-m", "build", "--wheel", "--no-isolation", "--skip-dependency-check", "--outdir")
    done = _run(sys.executable, *build, folder, source, cwd=folder)
    assert done.returncode == 0, done.stderr[-2000:]
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of an empty environment with the wheel in it; what refcheck needs is lent by ours."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=os.name != "nt")
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--python", programs / "python")
    done = _run(*pip, "install", "--no-deps", "--no-index", wheel, cwd=folder)
    assert done.returncode == 0, done.stderr[-2000:]
    packages = next(folder.glob("lib*/python*/site-packages"), folder / "Lib" / "site-packages")
    # Our folder comes behind the wheel's, and its own .pth files, the editable install among them, are not read.
    (packages / "lent.pth").write_text("".join(f"{path}\n" for path in site.getsitepackages()), "utf-8")
    return programs


def test_wheel_holds_what_is_needed_and_no_more(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        catalogue = archive.getinfo("refcheck/data/catalogue.sqlite")
    inside = [name for name in names if not name.startswith("refcheck-")]
    assert catalogue.file_size > 100_000
    assert {"refcheck/py.typed", "refcheck/data/schemas/report.json", "refcheck/serve/templates/run.html"} <= set(names)
    assert {"refcheck/reporting/templates/report.html", "refcheck/reporting/templates/page.css"} <= set(names)
    assert all(name.startswith("refcheck/") for name in inside)
    assert [name for name in inside if "tables" in name or name.endswith((".csv", ".gz", ".pyc"))] == []


def test_wheel_has_every_module_of_the_source(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if name.endswith(".py")}
    assert names == {path.relative_to(PROJECT).as_posix() for path in (PROJECT / "refcheck").rglob("*.py")}


def test_wheel_says_how_it_is_started_and_licensed(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        texts = {
            name.rpartition("/")[2]: archive.read(name).decode() for name in archive.namelist() if ".dist-info/" in name
        }
    assert "refcheck = refcheck.cli:main" in texts["entry_points.txt"]
    assert "Apache License" in texts["LICENSE"]
    assert "Requires-Python: >=3.11" in texts["METADATA"]


def test_installed_command_checks_a_letter_from_another_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_bytes(LETTERS[4].read_bytes())
    done = _run(installed / "refcheck", "check", "letter.txt", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "0 errors, 0 warnings" in done.stdout
    assert (tmp_path / "reports" / "letter.html").stat().st_size > 1000
    assert (tmp_path / "reports" / "letter.json").exists()


@pytest.mark.parametrize("command", ["schema report", "help settings", "completion bash", "explain resolution-year"])
def test_installed_command_has_what_it_prints(installed: Path, tmp_path: Path, command: str) -> None:
    done = _run(installed / "refcheck", *command.split(), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout) > 500


def test_it_is_the_wheel_that_runs(installed: Path, tmp_path: Path) -> None:
    done = _run(installed / "python", "-c", "import refcheck; print(refcheck.__file__)", cwd=tmp_path)
    assert Path(done.stdout.strip()).is_relative_to(installed.parent)


def test_installed_module_can_be_run(installed: Path, tmp_path: Path) -> None:
    done = _run(installed / "python", "-m", "refcheck", "lookup", "S/RES/853 (1993)", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "verdict   verified" in done.stdout


def test_the_lock_holds_every_dependency_with_hashes_and_names_no_index() -> None:
    """After a change of dependencies `make lock` renews it."""
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    wanted = [
        *settings["project"]["dependencies"],
        *(one for extra in settings["project"]["optional-dependencies"].values() for one in extra),
        *(one for group in settings["dependency-groups"].values() for one in group if isinstance(one, str)),
    ]
    lock = (PROJECT / "requirements-dev.lock").read_text("utf-8")
    locked = dict(re.findall(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==\S+(.*(?:\n    --hash=.*)+)", lock, re.MULTILINE))
    names = {re.split(r"[\[<>=~! ]", one)[0].lower().replace("_", "-").replace(".", "-") for one in wanted}
    assert names - locked.keys() == set()
    assert all("--hash=sha256:" in hashes for hashes in locked.values())
    assert "://" not in lock
