"""Where editors and developers work: the pre-commit hook, the GitHub Action, completion in shells."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from check_jsonschema.builtin_schemas import get_builtin_schema
from jsonschema.validators import validator_for

from refcheck import cli
from refcheck.commands import COMMANDS
from refcheck.reading import SUFFIXES
from tests.checking import PROJECT

WRONG = "Security Council resolution 853 (1996), adopted on 29 July 1993.\n"
RIGHT = "Security Council resolution 853 (1993), adopted on 29 July 1993.\n"
HOOKS = PROJECT / ".pre-commit-hooks.yaml"
ACTION = PROJECT / "action.yml"
PROGRAMS = Path(sys.executable).parent


def _run(*command: str | Path, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(PROGRAMS), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(PROJECT), **more}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120, check=False)


def _faults(schema: dict[str, Any], value: Any) -> list[str]:
    return [error.message for error in validator_for(schema)(schema).iter_errors(value)]


# The pre-commit hook.


def test_hook_is_one_that_pre_commit_takes() -> None:
    done = _run(sys.executable, "-m", "pre_commit", "validate-manifest", HOOKS, cwd=PROJECT)
    assert done.returncode == 0, done.stdout


def test_hook_takes_what_refcheck_reads_and_nothing_else() -> None:
    (hook,) = yaml.safe_load(HOOKS.read_text("utf-8"))
    taken = re.compile(hook["files"])

    assert all(taken.search(f"letters/letter{suffix}") for suffix in (*SUFFIXES, ".DOCX"))
    assert not any(taken.search(name) for name in ("letter.py", "letter.txt.bak", "txt", "picture.png"))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository with the hook, run by the refcheck that is tested instead of one that is installed for it."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    (hook,) = yaml.safe_load(HOOKS.read_text("utf-8"))
    hook |= {"language": "system", "entry": f"{sys.executable} -m {hook['entry']}"}
    settings = {"repos": [{"repo": "local", "hooks": [hook]}]}
    (tmp_path / ".pre-commit-config.yaml").write_text(yaml.safe_dump(settings), "utf-8")
    assert _run("git", "init", "--quiet", cwd=tmp_path).returncode == 0
    return tmp_path


@pytest.mark.parametrize(("text", "code"), [(WRONG, 1), (RIGHT, 0)])
def test_hook_stops_a_commit_with_an_error_and_writes_nothing(repository: Path, text: str, code: int) -> None:
    (repository / "letter one.txt").write_text(text, "utf-8")
    (repository / "program.py").write_text(WRONG, "utf-8")
    assert _run("git", "add", ".", cwd=repository).returncode == 0
    home = str(repository / ".git" / "pre-commit")
    done = _run(sys.executable, "-m", "pre_commit", "run", "--verbose", cwd=repository, PRE_COMMIT_HOME=home)

    assert done.returncode == code, done.stdout + done.stderr
    assert ("letter one.txt:1:1: error [resolution-year]" in done.stdout) == (code == 1)
    assert "program.py" not in done.stdout
    assert sorted(path.name for path in repository.iterdir() if not path.name.startswith(".")) == [
        "letter one.txt",
        "program.py",
    ]


# The GitHub Action.


def _action() -> Any:
    return yaml.safe_load(ACTION.read_text("utf-8"))


def test_action_is_one_that_github_takes() -> None:
    assert _faults(get_builtin_schema("vendor.github-actions"), _action()) == []


def test_example_of_the_action_is_a_workflow_and_gives_inputs_that_there_are() -> None:
    page = (PROJECT / "docs" / "how-to" / "github-action.md").read_text("utf-8")
    [example] = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    workflow = yaml.safe_load(example)
    [step] = [step for step in workflow["jobs"]["refcheck"]["steps"] if step.get("id") == "refcheck"]

    assert (
        _faults(
            get_builtin_schema("vendor.github-workflows"),
            {"on" if key is True else key: value for key, value in workflow.items()},
        )
        == []
    )
    assert step["with"].keys() <= _action()["inputs"].keys()
    assert all(f"| `{name}` |" in page for name in _action()["inputs"])


def test_action_gives_no_input_to_a_shell_as_script() -> None:
    assert not [step for step in _action()["runs"]["steps"] if "${{" in step.get("run", "")]


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """What a runner of GitHub offers to the steps of an action, with the refcheck that is tested installed."""
    programs = tmp_path / "temp" / "refcheck" / "bin"
    programs.mkdir(parents=True)
    program = programs / "refcheck"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m refcheck "$@"\n')
    program.chmod(0o755)
    (tmp_path / "work").mkdir()
    return tmp_path


def _check_step(runner: Path, paths: str, **inputs: str) -> tuple[dict[str, str], str]:
    """The outputs and the summary of the step that checks."""
    [script] = [step["run"] for step in _action()["runs"]["steps"] if step.get("id") == "check"]
    (runner / "script.sh").write_text(script, "utf-8")
    for name in ("output", "summary"):
        (runner / name).write_text("")
    done = _run(
        *("bash", "--noprofile", "--norc", "-eo", "pipefail", runner / "script.sh"),
        cwd=runner / "work",
        RUNNER_TEMP=str(runner / "temp"),
        GITHUB_OUTPUT=str(runner / "output"),
        GITHUB_STEP_SUMMARY=str(runner / "summary"),
        **({"PATHS": paths, "FAIL_ON": "error", "ARGUMENTS": ""} | inputs),
    )
    assert done.returncode == 0, done.stderr
    lines = (runner / "output").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines), (runner / "summary").read_text("utf-8")


bash = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")


@bash
def test_action_checks_a_folder(runner: Path) -> None:
    (runner / "work" / "letter one.txt").write_text(WRONG, "utf-8")
    (runner / "work" / "letter.txt").write_text(RIGHT, "utf-8")
    outputs, summary = _check_step(runner, ".")
    log = json.loads(Path(outputs["sarif"]).read_bytes())

    assert outputs["exit-code"] == "1"
    assert [artifact["location"]["uri"] for artifact in log["runs"][0]["artifacts"]] == [
        "letter%20one.txt",
        "letter.txt",
    ]
    assert "| ✗ error | line 1:" in summary


@bash
@pytest.mark.parametrize(
    ("paths", "inputs", "code"),
    [
        ("letter.txt\n", {}, "1"),
        ("\nletter.txt\n  \n", {"FAIL_ON": "never"}, "0"),
        ("letter.txt", {"ARGUMENTS": "--now\n2026-11-20\n"}, "1"),
        ("$(touch pwned)\nletter.txt", {"ARGUMENTS": "--config=$(touch pwned)"}, "2"),
    ],
)
def test_action_checks_one_document(runner: Path, paths: str, inputs: dict[str, str], code: str) -> None:
    (runner / "work" / "letter.txt").write_text(WRONG, "utf-8")
    outputs, summary = _check_step(runner, paths, **inputs)

    assert outputs["exit-code"] == code
    assert outputs["sarif"].endswith("letter.sarif") == ("refcheck: letter.txt" in summary) == (code != "2")
    assert not (runner / "work" / "pwned").exists()


@bash
def test_action_ends_well_where_nothing_can_be_read(runner: Path) -> None:
    outputs, summary = _check_step(runner, "absent.txt")
    assert outputs == {"reports": str(runner / "temp" / "refcheck-reports"), "sarif": "", "exit-code": "2"}
    assert summary == ""


# Completion in shells.


def _script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert cli.run(["completion", shell]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script_that_the_shell_takes(
    shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = _script(shell, capsys)
    assert all(command in script for command in COMMANDS)
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    (tmp_path / "script").write_text(script, "utf-8")
    done = _run(shell, "-n", tmp_path / "script", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


@bash
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("refcheck ch", {"check"}),
        ("refcheck check --fail", {"--fail-on"}),
        ("refcheck check --fail-on w", {"warning"}),
        ("refcheck check let", {"letter.txt"}),
        ("refcheck completion ", {"bash", "zsh", "fish"}),
        ("refcheck check --format js", {"json"}),
        ("refcheck explain resolution-y", {"resolution-year", "resolution-year-missing"}),
        ("refcheck help acc", {"accepting"}),
        ("refcheck schema rep", {"report"}),
    ],
)
def test_completion_in_bash(typed: str, offered: set[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.txt").write_text(RIGHT, "utf-8")
    words = typed.split(" ")
    (tmp_path / "script").write_text(
        f"{_script('bash', capsys)}\n"
        f"COMP_WORDS=({' '.join(word or chr(39) * 2 for word in words)}); COMP_CWORD={len(words) - 1}\n"
        "$(complete -p refcheck | sed 's/.*-F \\([^ ]*\\).*/\\1/') refcheck\n"
        'printf "%s\\n" "${COMPREPLY[@]}"\n',
        "utf-8",
    )
    done = _run("bash", tmp_path / "script", cwd=tmp_path)
    assert {line.strip() for line in done.stdout.splitlines()} - {"-h", "--help"} == offered, done.stderr
