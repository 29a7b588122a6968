"""What a settings file may say, and which sentence a mistake in one gives."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from refcheck.commands.configured import settings_of
from refcheck.errors import UsageError
from refcheck.model import Level
from refcheck.settings import CustomExample, CustomKind, NetworkSettings, Settings, load, speaks_of_refcheck

ROW = {
    "name": '"osce-decision"',
    "anchors": '["PC.DEC/"]',
    "pattern": r"'PC\.DEC/(?P<number>\d+)'",
    "canonical": '"PC.DEC/{number}"',
    "url": '"https://www.osce.org/{number}"',
    "examples": '[{ text = "see PC.DEC/850", canonical = "PC.DEC/850" }]',
}


def _row(**changes: str | None) -> str:
    """A row as TOML, with some values changed; None leaves one out."""
    values = {**ROW, **changes}
    return "[[kind]]\n" + "".join(f"{key} = {value}\n" for key, value in values.items() if value is not None)


def _load(folder: Path, text: str | bytes) -> Settings:
    file = folder / "refcheck.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load(file)


def test_a_row_as_written(tmp_path: Path) -> None:
    assert _load(tmp_path, _row()) == Settings(
        str(tmp_path / "refcheck.toml"),
        (
            CustomKind(
                "osce-decision",
                ("PC.DEC/",),
                r"PC\.DEC/(?P<number>\d+)",
                "PC.DEC/{number}",
                "https://www.osce.org/{number}",
                (CustomExample("see PC.DEC/850", ("PC.DEC/850",)),),
            ),
        ),
    )


def test_the_address_may_be_left_out_and_an_example_may_promise_several_or_nothing(tmp_path: Path) -> None:
    examples = '[{ text = "a", canonical = ["1", "2"] }, { text = "b", canonical = [] }]'
    (kind,) = _load(tmp_path, _row(url=None, examples=examples)).kinds
    assert kind.url is None
    assert kind.examples == (CustomExample("a", ("1", "2")), CustomExample("b", ()))


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "\ufeff# with a mark\n", "kind = []\n"])
def test_a_file_may_set_nothing(tmp_path: Path, text: str) -> None:
    assert _load(tmp_path, text).kinds == ()


def test_several_rows_may_share_a_name(tmp_path: Path) -> None:
    assert [kind.name for kind in _load(tmp_path, _row() + _row()).kinds] == ["osce-decision"] * 2


IN_ROW = 'refcheck.toml: kind "osce-decision"'
MISTAKES: dict[str, tuple[str | bytes, str]] = {
    "no-toml": ("[[kind]\n", "refcheck.toml: the settings are not TOML: "),
    "no-utf-8": (b'name = "\xe9"', "refcheck.toml: the settings are not UTF-8; save the file as UTF-8"),
    "unknown-setting": (
        "kinds = []",
        'refcheck.toml: "kinds" is no setting; known here: rules, kind, catalogue, network',
    ),
    "no-table": ('kind = "osce"', 'refcheck.toml: "kind" is no list of tables; begin each kind with a line [[kind]]'),
    "rules-no-table": ('rules = ["off"]', 'refcheck.toml: "rules" is no table; begin it with a line [rules]'),
    "no-level": (
        '[rules]\nresolution-year = "fatal"',
        'refcheck.toml: [rules]: "resolution-year" is set to what is no level; write one of "off", "on", "info",',
    ),
    "level-no-text": ("[rules]\nresolution-year = 0", '"resolution-year" is set to what is no level'),
    "unknown-key": (
        _row(rank="3"),
        f'{IN_ROW}: "rank" is no setting; known here: name, anchors, pattern, canonical, url, examples',
    ),
    "no-name": (_row(name=None), 'refcheck.toml: [[kind]] No. 1: "name" is missing, empty or no text'),
    "name-is-no-text": (_row(name="3"), 'refcheck.toml: [[kind]] No. 1: "name" is missing, empty or no text'),
    "name-with-a-space": (_row(name='"OSCE decision"'), '"name" is not in lower case with hyphens'),
    "name-built-in": (_row(name='"symbol"'), "a kind of this name is built in; choose another name"),
    "name-of-all-own": (_row(name='"custom"'), "a kind of this name is built in; choose another name"),
    "no-anchors": (_row(anchors=None), f'{IN_ROW}: it has no "anchors"; list words or signs'),
    "empty-anchors": (_row(anchors="[]"), f'{IN_ROW}: it has no "anchors"; list words or signs'),
    "anchors-no-list": (_row(anchors='"PC.DEC/"'), f'{IN_ROW}: it has no "anchors"; list words or signs'),
    "empty-anchor": (_row(anchors='[""]'), f'{IN_ROW}: the anchor "" is empty or holds a space'),
    "anchor-with-a-space": (_row(anchors='["Permanent Council"]'), 'the anchor "Permanent Council" is empty or holds'),
    "no-pattern": (_row(pattern=None), f'{IN_ROW}: "pattern" is missing, empty or no text; write pattern = "…"'),
    "no-canonical": (_row(canonical=None), f'{IN_ROW}: "canonical" is missing, empty or no text'),
    "blank-canonical": (_row(canonical='" "'), f'{IN_ROW}: "canonical" is missing, empty or no text'),
    "no-web-address": (_row(url='"javascript:alert(1)"'), f'{IN_ROW}: "url" is no web address; begin it with https://'),
    "host-from-a-group": (_row(url='"https://{number}/"'), f'{IN_ROW}: "url" is no web address'),
    "no-examples": (_row(examples=None), f'{IN_ROW}: "examples" is no list'),
    "empty-examples": (_row(examples="[]"), f"{IN_ROW}: no example says what is found"),
    "only-counter-examples": (_row(examples='[{ text = "a", canonical = [] }]'), "no example says what is found"),
    "example-without-promise": (_row(examples='[{ text = "a" }]'), f'{IN_ROW}, example 1: "canonical" is missing'),
    "example-without-text": (_row(examples='[{ canonical = "a" }]'), f'{IN_ROW}, example 1: "text" is missing'),
    "example-with-more": (
        _row(examples='[{ text = "a", canonical = "b", found = "c" }]'),
        f'{IN_ROW}, example 1: "found" is no setting; known here: text, canonical',
    ),
}


@pytest.mark.parametrize(("text", "says"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_one_line_that_names_the_place(tmp_path: Path, text: str | bytes, says: str) -> None:
    with pytest.raises(UsageError) as raised:
        _load(tmp_path, text)
    message = str(raised.value)
    assert says in message
    assert message.startswith(str(tmp_path / "refcheck.toml"))
    assert "\n" not in message


@pytest.mark.parametrize("name", ["absent.toml", ".", "a\0b.toml"])
def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=r"the settings cannot be read|no file can have this name"):
        load(name)


def test_rules_have_levels_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = '[rules]\nresolution-year = "warning"\n"annex-heading" = "off"\nlink-placeholder = "on"\n'
    assert _load(tmp_path, text).rules == (
        ("resolution-year", Level.WARNING),
        ("annex-heading", Level.OFF),
        ("link-placeholder", Level.ON),
    )


def test_the_same_stands_in_pyproject(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    rules = '[tool.refcheck.rules]\nresolution-year = "off"\n'
    file.write_text(f'[project]\nname = "letters"\n\n{rules}\n{_row().replace("[[kind]]", "[[tool.refcheck.kind]]")}')
    read = load(file)
    assert read.rules == (("resolution-year", Level.OFF),)
    assert [kind.name for kind in read.kinds] == ["osce-decision"]


PROJECTS = {
    "table": ("[tool.refcheck]\n", True),
    "table-below": ('[tool.refcheck.rules]\nresolution-year = "off"\n', True),
    "other-tools": ("[tool.ruff]\nline-length = 120\n", False),
    "only-a-dependency": ('[project]\ndependencies = ["refcheck"]\n', False),
    "broken-but-not-ours": ("[tool.ruff\n", False),
}


@pytest.mark.parametrize(("text", "speaks"), PROJECTS.values(), ids=PROJECTS.keys())
def test_a_pyproject_may_be_about_other_things(tmp_path: Path, text: str, speaks: bool) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text(text)
    assert speaks_of_refcheck(str(file)) is speaks


def test_a_pyproject_without_the_table_that_was_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text("[tool.ruff]\n")
    with pytest.raises(UsageError, match=r"pyproject\.toml: there is no table \[tool\.refcheck\]; add one"):
        load(file)


NETWORK = """\
[network]
online = true
contact = "mailto:desk@example.org"
pace = 2
longest-pause = 10.5
budget = 40
timeout = 20
obey-robots = false
cache = "answers"
allow = ["10.1.0.0/16", "::1"]
ports = [8080]
ca-bundle = "ca.pem"

[network.hosts]
"Documents.UN.org" = "http://127.0.0.1:8123"
"""


def test_how_the_network_is_used(tmp_path: Path) -> None:
    assert _load(tmp_path, NETWORK).network == NetworkSettings(
        online=True,
        contact="mailto:desk@example.org",
        pace=2.0,
        longest_pause=10.5,
        budget=40,
        timeout=20.0,
        obey_robots=False,
        cache="answers",
        allow=("10.1.0.0/16", "::1/128"),
        ports=(8080,),
        ca_bundle="ca.pem",
        hosts=(("documents.un.org", "http://127.0.0.1:8123"),),
    )
    assert _load(tmp_path, "").network == NetworkSettings()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("network = 1", '"network" is no table'),
        ("[network]\nspeed = 1", '"speed" is no setting; known here: online, contact'),
        ("[network]\npace = -1", '"pace" is no number of seconds; write pace = 1.0'),
        ('[network]\npace = "fast"', '"pace" is no number of seconds'),
        ("[network]\nbudget = true", '"budget" is of the wrong type'),
        ("[network]\nbudget = -5", '"budget" is no number from 0'),
        ("[network]\ntimeout = 0", "nothing is answered in no time"),
        ("[network]\nports = [70000]", "70000 is no port"),
        ("[network]\nports = [true]", "True is no port"),
        ('[network]\ncontact = "desk\\r\\nX-Other: 1"', '"contact" is not one line of text'),
        ("a = " + "[" * 5_000, "nested too deeply"),
        ("[network]\nonline = 1", '"online" is of the wrong type'),
        ('[network]\nallow = ["10.1.2.3/16"]', 'write networks like "10.1.0.0/16"'),
        ('[network]\nports = "8080"', '"ports" is no list'),
        ('[network.hosts]\n"un.org" = "127.0.0.1"', '"un.org" leads to no address'),
        ('[network.hosts]\n"un.org" = "http://user:secret@x"', '"un.org" leads to no address'),
    ],
)
def test_a_mistake_about_the_network_is_one_line(tmp_path: Path, line: str, says: str) -> None:
    with pytest.raises(UsageError) as error:
        _load(tmp_path, line)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("table", "level"),
    [
        ("[tool.refcheck.rules]", True),
        ('[ tool . "refcheck" . rules ]', True),
        ("[tool]\nrefcheck.rules.", True),
        ("tool.refcheck.rules.", True),
        ('[project]\nname = "refcheck"\n[tool.other]\n', False),
    ],
)
def test_a_pyproject_is_read_where_a_table_in_it_is_for_refcheck(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, level: bool
) -> None:
    line = '"link-placeholder" = "off"'
    text = f"{table}{line}\n" if table.endswith(".") else f"{table}\n{line}\n"
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    found = settings_of(Namespace(config=None))
    assert (found is not None and found.rules == (("link-placeholder", Level.OFF),)) == level
