"""Everything that refcheck writes as JSON holds to its published schema, and has no field that the schema lacks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from refcheck import cli, schemas
from refcheck.errors import UsageError
from refcheck.model import Level, Unread
from refcheck.report import SCHEMA
from refcheck.reporting import FORMATS, Compared, Entry
from refcheck.rules import RULES
from tests.checking import LETTERS, asking_the_standin, report
from tests.nightly.world import addresses, serving, settings, write_archive
from tests.reporting.examples import accepted_letter, letter
from tests.reporting.hostile import TEXTS, hostile
from tests.reporting.test_files import DIFFERENCE

each_text = pytest.mark.parametrize("evil", TEXTS.values(), ids=TEXTS.keys())


@cache
def strict(name: str) -> Draft202012Validator:
    """The schema without room for further fields."""
    return Draft202012Validator(_closed(schemas.schema(name)), format_checker=FormatChecker())


def _closed(node: Any) -> Any:
    if isinstance(node, list):
        return [_closed(value) for value in node]
    if not isinstance(node, dict):
        return node
    # What stands in an "allOf" is closed as one; a reference is part of one, so it is closed where it is used.
    closed = {key: value if key == "allOf" else _closed(value) for key, value in node.items()}
    if "allOf" in node or "$ref" in node or node.get("type") == "object":
        closed["unevaluatedProperties"] = False
    if "$defs" in closed and "reference" in closed["$defs"]:
        closed["$defs"]["reference"].pop("unevaluatedProperties")
    return closed


def faults(name: str, value: Any) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in strict(name).iter_errors(value)]


@pytest.mark.parametrize("name", schemas.SCHEMAS)
def test_schema_is_one_complete_in_itself_and_explains_every_field(name: str) -> None:
    whole = schemas.schema(name)

    Draft202012Validator.check_schema(whole)
    assert whole["$id"] == f"https://refcheck.org/schema/refcheck-{name}-1.json"
    for node in _nodes(whole):
        if "$ref" in node:
            assert node["$ref"].startswith("#/$defs/")
            assert node["$ref"].removeprefix("#/$defs/") in whole["$defs"]
        for field, described in node.get("properties", {}).items():
            assert "description" in described or "$ref" in described, field
    assert {node["$ref"].removeprefix("#/$defs/") for node in _nodes(whole) if "$ref" in node} == set(
        whole.get("$defs", {})
    )


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for key, value in node.items():
            yield from _nodes(list(value.values()) if key in ("properties", "$defs") else value)
    elif isinstance(node, list):
        for value in node:
            yield from _nodes(value)


def test_reports_name_their_schema() -> None:
    assert schemas.schema("report")["$id"] == SCHEMA


@pytest.mark.parametrize("path", LETTERS, ids=[path.stem[:3] for path in LETTERS])
def test_reports_and_references_of_the_letters(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert faults("report", json.loads(report(path.read_text("utf-8")).to_json())) == []
    cli.run(["extract", str(path)])
    for line in capsys.readouterr().out.splitlines():
        assert faults("extract", json.loads(line)) == []


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_reports_with_the_findings_of_each_rule(rule: Any) -> None:
    levels = {rule.name: Level.ON}
    sources = (rule.source,) if rule.source else ()
    content = json.loads(report(rule.wrong, levels, sources).to_json())
    assert faults("report", content) == []


def test_a_report_on_what_the_network_says() -> None:
    with asking_the_standin() as online:
        content = json.loads(report(LETTERS[4].read_text("utf-8"), online=online).to_json())
    assert content["offline"] is False
    assert faults("report", content) == []


@each_text
def test_reports_of_hostile_documents(evil: str) -> None:
    assert faults("report", json.loads(hostile(evil).to_json())) == []


def test_a_report_with_an_accepted_finding() -> None:
    assert faults("report", json.loads(accepted_letter().to_json())) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"summary": {}}, "is a required property"),
        ({"offline": "yes"}, "is not of type 'boolean'"),
        ({"schema": "mine"}, "was expected"),
        ({"checked": "yesterday"}, "does not match"),
        ({"surplus": 1}, "Unevaluated properties"),
    ],
)
def test_what_is_no_report_does_not_pass(change: dict[str, Any], says: str) -> None:
    found = faults("report", {**json.loads(letter().to_json()), **change})
    assert says in " ".join(found)


def test_lines_of_links() -> None:
    with asking_the_standin() as online:
        for verdict in online.stream([("https://caliber.az/en/post/207092/", None), ("https://un.org:99/x", None)]):
            assert faults("links", json.loads(json.dumps(verdict.as_json()))) == []


def test_lines_of_the_index() -> None:
    entries = [Entry.of(letter(), "letter.html"), Entry.of(accepted_letter(), None)]
    text = FORMATS["json"].index["jsonl"](
        entries,
        [Unread("\udcff", "It is empty.")],
        Compared((DIFFERENCE,)),
        None,  # type: ignore[arg-type]
    )
    for line in "".join(text).splitlines():
        assert faults("index", json.loads(line)) == []


def test_a_baseline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("letter.txt").write_text("Security Council resolution 853 (1996)", "utf-8")
    cli.run(["check", "letter.txt", "--baseline", "known.json", "--update-baseline"])
    content = json.loads(Path("known.json").read_bytes())

    assert content["accepted"]
    assert faults("baseline", content) == []


def test_nights(tmp_path: Path) -> None:
    with serving() as world:
        links = addresses(6, 2)
        write_archive(tmp_path / "archive", 3, links)
        (tmp_path / "archive" / "wrong.txt").write_text("Security Council resolution 853 (1996)", "utf-8")
        (tmp_path / "archive" / "empty.pdf").write_bytes(b"")
        config = settings(tmp_path, world)
        world.broken = {links[0]: "gone", links[1]: "refuses"}
        arguments = ["nightly", tmp_path / "archive", "--state", tmp_path / "state", "--out", tmp_path / "out"]
        met = set()
        for day in range(1, 6):
            if day == 3:  # before it is dead, and asked a month later
                world.broken = {}
                (tmp_path / "archive" / "wrong.txt").unlink()
            cli.run([*map(str, arguments), "--config", str(config), "--now", f"2026-11-0{day}T02:00:00Z"])
            content = json.loads((tmp_path / "out" / "index.json").read_bytes())
            assert faults("nightly", content) == []
            met |= {
                f"{name} {kind}"
                for name in ("broke", "mended", "still")
                for kind in content[name]
                if content[name][kind]
            }
            met |= {name for name in ("unread", "vanished", "unknown") if content[name]}
    assert {"broke links", "broke findings", "still links", "mended links", "unread", "vanished", "unknown"} <= met


@pytest.mark.parametrize("name", schemas.SCHEMAS)
def test_command_prints_the_schema(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["schema", name]) == 0
    assert json.loads(capsys.readouterr().out) == schemas.schema(name)


def test_command_prints_that_of_the_report_where_none_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == schemas.schema("report")


def test_help_of_the_command_lists_the_outputs(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["help", "schema"]) == 0
    said = capsys.readouterr().out
    assert all(f"  {name} " in said for name in schemas.SCHEMAS)


def test_command_names_what_there_is() -> None:
    with pytest.raises(UsageError, match='no output is called "reprot"; there are schemas of report, extract'):
        cli.run(["schema", "reprot"])
