"""The units, the line for cron and the workflow of the documentation, tried as far as that goes without their hosts."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml
from check_jsonschema.builtin_schemas import get_builtin_schema

from refcheck.cli import _parser
from refcheck.settings import load
from tests.checking import PROJECT

PAGE = (PROJECT / "docs" / "how-to" / "nightly.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    """The examples in a language, in order."""
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def commands() -> list[list[str]]:
    """What the page calls refcheck with."""
    found = re.findall(r"refcheck nightly (letters [^>\n|`]*)", "".join(map("".join, map(blocks, EXAMPLES))))
    return [line.split() for line in found]


EXAMPLES = ("ini", "crontab", "yaml")


def test_the_settings_are_read(tmp_path: Path) -> None:
    file = tmp_path / "refcheck.toml"
    file.write_text(blocks("toml")[0], "utf-8")
    settings = load(file)
    assert settings.nightly.state == str(tmp_path / "state.sqlite")
    assert (settings.nightly.apart, settings.network.contact) == (1, "archive@example.org")


def test_the_command_takes_the_options_of_every_example() -> None:
    assert len(commands()) == 3
    for arguments in commands():
        options = _parser("nightly").parse_args(["nightly", *arguments])
        assert (options.archive, options.out) == ("letters", "night")
        assert options.budget >= 3600


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is absent")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    names = re.findall(r"`/etc/systemd/system/([\w.-]+)`", PAGE)
    assert names == ["refcheck-nightly.service", "refcheck-nightly.timer", "refcheck-mail.service"]
    for name, unit in zip(names, blocks("ini"), strict=True):
        # The program and its user are not installed here.
        there = unit.replace("/opt/refcheck/bin/refcheck", sys.executable).replace("User=refcheck", "User=daemon")
        (tmp_path / name).write_text(there, "utf-8")
    for name in names:
        done = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", tmp_path / name], capture_output=True, text=True, check=False
        )
        of_ours = [line for line in done.stderr.splitlines() if "refcheck" in line]
        assert of_ours == []


def test_the_line_for_cron_is_one() -> None:
    (line,) = blocks("crontab")
    match = re.fullmatch(r"(\d+) (\d+) \* \* \*  ([^%\n]+)\n", line)  # cron makes a line break of each "%"
    assert match is not None
    assert int(match[1]) < 60
    assert int(match[2]) < 24
    assert subprocess.run(["sh", "-n", "-c", match[3]], check=False).returncode == 0


def test_github_takes_the_workflow() -> None:
    (text,) = blocks("yaml")
    workflow = {"on" if key is True else key: value for key, value in yaml.safe_load(text).items()}
    jsonschema.Draft7Validator(get_builtin_schema("vendor.github-workflows")).validate(workflow)
    assert workflow["on"]["schedule"] == [{"cron": "15 2 * * *"}]
