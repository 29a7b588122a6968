"""The documentation site: it builds without a warning, needs no network, and its examples do what they say."""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from refcheck import cli, settings
from refcheck.commands import COMMANDS
from refcheck.commands.help import TOPICS, page, shown
from refcheck.commands.parsing import whole_parser
from refcheck.documentation.pages import pages
from refcheck.errors import UsageError
from refcheck.rules import RULES
from refcheck.rules.rule import Rule
from refcheck.settings import load
from tests.checking import PROJECT

DOCS = PROJECT / "docs"
WRITTEN = {path.relative_to(DOCS).as_posix(): path.read_text("utf-8") for path in sorted(DOCS.rglob("*.md"))}
PAGES = {**WRITTEN, **pages()}
# In these, "```sh" blocks are run one after the other, and a "```text" block behind one is what it prints.
RUN = ["index.md", "tutorials/fact-checker.md", "tutorials/editor.md", "tutorials/nightly-job.md"]
OUR_OWN = re.compile(r"^(?:refcheck|\$ refcheck) (.+)", re.MULTILINE)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make docs` builds it, without a way to the network."""
    folder = tmp_path_factory.mktemp("site")
    nowhere = "http://127.0.0.1:9"
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "NO_MKDOCS_2_WARNING": "1"}
    environment |= {"http_proxy": nowhere, "https_proxy": nowhere}
    command = [sys.executable, "-W", "ignore", "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stdout + done.stderr
    return folder


class _Loaded(HTMLParser):
    """What a page loads when it is opened."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "link" and attributes.get("rel") in ("canonical", "next", "prev"):
            return
        if tag in ("script", "link", "img", "iframe", "source"):
            self.addresses += [value for name in ("src", "href") if (value := attributes.get(name))]


def test_site_has_a_page_for_everything_and_loads_nothing_from_elsewhere(site: Path) -> None:
    for path in PAGES:
        assert (site / path).with_suffix(".html").exists(), path
    for file in site.rglob("*.html"):
        loaded = _Loaded()
        loaded.feed(file.read_text("utf-8"))
        assert not [address for address in loaded.addresses if re.match(r"[a-z]+:|//", address)], file.name
    for file in site.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(?:https?:)?//|@import", file.read_text("utf-8")), file.name


def test_sections_stand_in_the_order_in_which_they_are_needed(site: Path) -> None:
    text = (site / "index.html").read_text("utf-8")
    places = [text.index(f"    {name}\n") for name in ("Tutorials", "How to", "Reference", "Explanation")]
    assert places == sorted(places)


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_page_of_a_rule_has_its_examples_and_how_to_silence_it(rule: Rule) -> None:
    text = PAGES[f"reference/rules/{rule.name}.md"]
    assert rule.wrong in text
    assert rule.right in text
    assert f"[rules]\n{rule.name} = " in text
    assert f"({rule.name}.md)" in PAGES["reference/rules/index.md"]


def test_page_of_the_commands_has_every_option() -> None:
    text = PAGES["reference/commands.md"]
    assert all(f"## refcheck {command} {{ #{command} }}" in text for command in COMMANDS)
    for option in ("--fail-on", "--baseline", "--from", "--state", "--now", "--text"):
        assert option in text


def _blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("path", [path for path in PAGES if "/rules/" not in path])
def test_commands_on_a_page_are_ones_that_refcheck_takes(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    parser = whole_parser()
    for block in [*_blocks(PAGES[path], "sh"), *_blocks(PAGES[path], "console")]:
        for line in OUR_OWN.findall(block.replace("\\\n", " ")):
            arguments = shlex.split(re.split(r"(?:^|\s)(?:\||>|&&|\|\||2>|#)\s", f"{line} ")[0])
            assert _refused(parser, arguments, capsys) == "", line


def _refused(parser: argparse.ArgumentParser, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What is said against the arguments; nothing where they are taken."""
    try:
        parser.parse_args(arguments)
    except SystemExit as ended:
        return capsys.readouterr().err if ended.code else ""
    return ""


@pytest.mark.parametrize("path", RUN)
def test_examples_of_a_page_do_what_it_says(path: str, tmp_path: Path) -> None:
    if shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "refcheck").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m refcheck "$@"\n')
    (programs / "refcheck").chmod(0o755)
    folder = tmp_path / "folder"
    folder.mkdir()
    environment = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(PROJECT)}
    environment["XDG_CACHE_HOME"] = str(tmp_path / "cache")
    examples = re.findall(r"^```sh\n(.*?)^```\n(?:\n```text\n(.*?)\n```\n)?", WRITTEN[path], re.DOTALL | re.MULTILINE)
    assert any(printed for _, printed in examples)
    for script, printed in examples:
        done = subprocess.run(
            ["bash", "-eu", "-c", script],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
        assert printed in done.stdout, done.stdout


def test_editor_finds_the_place_in_what_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    [example] = _blocks(WRITTEN["how-to/editors.md"], "json")
    (task,) = json.loads(example)["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    monkeypatch.chdir(tmp_path)
    Path("letter: one.txt").write_text("See\nresolution 853 (1996) of 29 July 1993.", "utf-8")
    assert cli.run([argument.replace("${file}", "letter: one.txt") for argument in task["args"]]) == 0
    (place,) = re.findall(pattern["regexp"], capsys.readouterr().out, re.MULTILINE)

    named = {name: place[group - 1] for name, group in pattern.items() if name not in ("regexp", "message")}
    assert named == {
        "file": "letter: one.txt",
        "line": "2",
        "column": "1",
        "severity": "error",
        "code": "resolution-year",
    }


def test_examples_of_settings_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVE_KEY", "Bearer key")
    blocks = [block for topic in TOPICS for block in _blocks(page(topic), "toml") if topic == "settings"]
    file = tmp_path / "refcheck.toml"
    file.write_text("\n".join(blocks), "utf-8")
    read = load(file)

    assert [kind.name for kind in read.kinds] == ["osce-decision"]
    assert read.network.contact == "mailto:desk@example.org"
    assert read.nightly.state
    for topic in TOPICS:
        for block in _blocks(page(topic), "toml"):
            file.write_text(block, "utf-8")
            load(file)


def test_every_setting_has_its_place_on_the_page() -> None:
    keys = [name for name in dir(settings) if name.endswith("_KEYS")]
    known = {key for name in keys for key in getattr(settings, name)}
    assert {"online", "state", "anchors"} <= known
    assert {key for key in known if not re.search(rf"\b{key}\b", page("settings"))} == set()


def test_examples_of_python_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("letter.txt").write_text("Security Council resolution 853 (1996).", "utf-8")
    Path("refcheck.toml").write_text("[rules]\n", "utf-8")
    Path("texts").mkdir()
    cli.run(["check", "letter.txt", "--format", "none", "--baseline", "known.json", "--update-baseline"])
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    names: dict[str, object] = {}
    for block in _blocks(page("python"), "python"):
        exec(compile(block, "python.md", "exec"), names)
    assert {path.name for path in Path("reports").iterdir()} == {"letter.html", "letter.sarif"}


# `refcheck help` shows the same pages in the terminal.


@pytest.mark.parametrize("topic", TOPICS)
def test_help_shows_a_topic_without_marks(topic: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["help", topic]) == 0
    text = capsys.readouterr().out
    heading = page(topic).splitlines()[0].removeprefix("# ").upper()

    assert text.startswith(f"{heading}\n")
    assert "```" not in text
    assert "](" not in text
    assert all(word in text for word in re.findall(r"--[a-z][a-z-]+", page(topic)))


def test_help_lists_topics_and_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["help"]) == 0
    text = capsys.readouterr().out
    assert all(f"  {name} " in text for name in (*TOPICS, *COMMANDS))


def test_help_lists_all_commands_and_all_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["help", "commands"]) == 0
    said = capsys.readouterr().out
    assert all(f"  {name} " in said for name in COMMANDS)
    assert cli.run(["help", "rules"]) == 0
    said = capsys.readouterr().out
    assert all(f" {rule.name} " in said for rule in RULES)


def test_help_of_a_command_and_of_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["help", "check"]) == 0
    assert capsys.readouterr().out.startswith("usage: refcheck check ")
    assert cli.run(["help", "resolution-year"]) == 0
    assert capsys.readouterr().out.startswith("resolution-year (error)")


def test_help_names_the_nearest_topic() -> None:
    with pytest.raises(UsageError, match=r'no topic, command or rule is called "verdict";.*did you mean "verdicts"'):
        cli.run(["help", "verdict"])


def test_a_page_in_the_terminal() -> None:
    markdown = (
        "# Title\n\nSome *words* with `code` and [a link](x.md)\nthat go on.\n\n## Part\n\n- one\n- two\n  lines\n\n"
        "| a | b |\n| --- | --- |\n| x | y |\n\n```sh\nrun it\n\nagain\n```\n"
    )
    assert "\n".join(shown(markdown, 60)) == (
        "TITLE\n\nSome words with code and a link that go on.\n\nPart\n----\n\n- one\n- two lines\n\n"
        "  x\n      y\n\n    run it\n\n    again\n"
    )
