"""What a user may set: one frozen value, read from `refcheck.toml`, `pyproject.toml` or the file that --config names.

Nothing else is asked: no environment, no home folder. A file holds the levels of rules, `[rules]` (`rules.chosen`
knows their names), where the user's catalogue lies, `[catalogue]`, how the network is used, `[network]`, where the
nightly job keeps its state, `[nightly]`, and kinds of reference of the user's own, a `[[kind]]` table each
(`extraction.custom` makes extractors of them). In `pyproject.toml` the same stands below `[tool.refcheck]`.
"""

from __future__ import annotations

import ipaddress
import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeGuard, TypeVar

from refcheck.errors import UsageError
from refcheck.model import Kind, Level

PROJECT_FILE = "pyproject.toml"

_KEYS = ("rules", "kind", "catalogue", "network", "nightly")
_CATALOGUE_KEYS = ("file", "update", "pause")
_NETWORK_KEYS = (
    *("online", "contact", "pace", "longest-pause", "budget", "timeout", "obey-robots", "cache"),
    *("allow", "ports", "ca-bundle", "hosts", "host", "exclude"),
    *("link-pace", "link-connections", "link-timeout", "link-time", "link-host-time"),
)
_HOST_KEYS = ("name", "pace", "connections", "obey-robots", "headers")
_MOST_CONNECTIONS = 16  # to one host
_NIGHTLY_KEYS = ("state", "days-apart")
_ROW_KEYS = ("name", "anchors", "pattern", "canonical", "url", "examples")
_EXAMPLE_KEYS = ("text", "canonical")
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


_T = TypeVar("_T")
_D = TypeVar("_D")


@dataclass(frozen=True, slots=True)
class CustomExample:
    """A sentence, and the canonical forms that the row promises to find in it, in order."""

    text: str
    canonical: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CustomKind:
    """A kind of reference as its row in the file describes it."""

    name: str
    anchors: tuple[str, ...]  # every reference holds one of them
    pattern: str
    canonical: str  # with the pattern's named groups: "PC.DEC/{number}"
    url: str | None  # the same, of the page where a person can look one up
    examples: tuple[CustomExample, ...]


@dataclass(frozen=True, slots=True)
class CatalogueSettings:
    """Where the user's own catalogue lies, and where its data sets are fetched from; None: as shipped."""

    file: str | None = None
    update: tuple[tuple[str, str], ...] | None = None  # name of the data set, address of it or of its page
    pause: float | None = None  # seconds between two requests


@dataclass(frozen=True, slots=True)
class HostSettings:
    """What holds for the links of one host; None for what holds for all."""

    name: str
    pace: float | None = None
    connections: int | None = None
    obey_robots: bool | None = None
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)  # name → value, sent over https only


@dataclass(frozen=True, slots=True)
class NetworkSettings:
    """How the network is used, where it is used at all."""

    online: bool = False  # as if --online were given
    contact: str = ""  # where the operator of a host finds a person: an address of mail or of a page
    pace: float = 1.0  # seconds between two requests to one of the UN's sources
    link_pace: float = 0.2  # seconds between two requests to the host of a link, on average
    link_connections: int = 2  # requests to the host of a link at once
    link_timeout: float = 20.0  # seconds for one request to the host of a link
    link_time: float = 0.0  # seconds for all links of a run; 0 for no limit
    link_host_time: float = 0.0  # seconds for all links of one host; 0 for no limit
    exclude: tuple[str, ...] = ()  # addresses that are not asked: patterns like "https://intranet.example.org/*"
    own_hosts: tuple[HostSettings, ...] = ()
    longest_pause: float = 30.0  # seconds that a host may ask for within a run
    budget: int = 500  # requests a run
    timeout: float = 60.0  # seconds for one request
    obey_robots: bool = True  # of links; single look-ups in the UN's sources are what --online asks for
    cache: str | None = None  # folder for answers; None for the platform's
    allow: tuple[str, ...] = ()  # networks that are no public ones and may be asked all the same
    ports: tuple[int, ...] = ()  # besides 80 and 443
    ca_bundle: str | None = None
    hosts: tuple[tuple[str, str], ...] = ()  # host → base address that answers in its place; "*" for all others


@dataclass(frozen=True, slots=True)
class NightlySettings:
    """Where the nightly job keeps what it knows, and how far apart the failures of a link lie that count."""

    state: str | None = None  # a file, or the address of a PostgreSQL database
    apart: int = 1  # days


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user set, and in which file."""

    file: str
    kinds: tuple[CustomKind, ...] = ()
    rules: tuple[tuple[str, Level], ...] = ()  # in the order of the file
    catalogue: CatalogueSettings = CatalogueSettings()
    network: NetworkSettings = NetworkSettings()
    nightly: NightlySettings = NightlySettings()


def load(path: str | os.PathLike[str]) -> Settings:
    """The settings in a file. Raises UsageError, which names the file, the row, what is wrong and what to do.

    Whether a row's pattern compiles and finds its examples is seen when it is used (`extraction.custom`).
    """
    file = os.fspath(path)
    content = _content(file)
    if os.path.basename(file) == PROJECT_FILE:  # noqa: PTH119 - a path that may be bad is not made a Path
        content = _of_project(content, file)
    _refuse_unknown(content, _KEYS, file)
    rows = content.get("kind", [])
    if not _is_list_of(rows, dict):
        raise UsageError(f'{file}: "kind" is no list of tables; begin each kind with a line [[kind]]')
    kinds = tuple(_kind(row, _place(row, number, file)) for number, row in enumerate(rows, 1))
    levels = tuple(_levels(content.get("rules", {}), file))
    network = _network(content, file)
    nightly = _nightly(content.get("nightly", {}), file)
    return Settings(file, kinds, levels, _catalogue(content.get("catalogue", {}), file), network, nightly)


def speaks_of_refcheck(path: str) -> bool:
    """Whether a pyproject.toml may hold settings for refcheck; False where it cannot be read."""
    try:
        if b"refcheck" not in Path(path).read_bytes():
            return False  # and no mistake in it concerns us
    except OSError:
        return False
    tool = _content(path).get("tool")
    return isinstance(tool, dict) and "refcheck" in tool


def _of_project(content: Mapping[str, Any], file: str) -> dict[str, Any]:
    """The table [tool.refcheck] of a pyproject.toml."""
    tool = content.get("tool")
    table = tool.get("refcheck") if isinstance(tool, dict) else None
    if not isinstance(table, dict):
        raise UsageError(f"{file}: there is no table [tool.refcheck]; add one, or name another file")
    return table


def _levels(table: object, file: str) -> Iterator[tuple[str, Level]]:
    if not isinstance(table, dict):
        raise UsageError(f'{file}: "rules" is no table; begin it with a line [rules]')
    for name, level in table.items():
        if not isinstance(level, str) or level not in set(Level):
            known = ", ".join(f'"{level.value}"' for level in Level)
            raise UsageError(f'{file}: [rules]: "{name}" is set to what is no level; write one of {known}')
        yield name, Level(level)


def _catalogue(table: object, file: str) -> CatalogueSettings:
    where = f"{file}: [catalogue]"
    if not isinstance(table, dict):
        raise UsageError(f'{file}: "catalogue" is no table; begin it with a line [catalogue]')
    _refuse_unknown(table, _CATALOGUE_KEYS, where)
    own = _text(table, "file", where) if "file" in table else None
    if own is not None:
        own = os.path.join(os.path.dirname(file), os.path.expanduser(own))  # noqa: PTH111, PTH118, PTH120
    addresses = table.get("update")
    if addresses is not None and not (isinstance(addresses, dict) and _is_list_of([*addresses.values()], str)):
        raise UsageError(f'{where}: "update" is no table of addresses; write update = {{ name = "https://…" }}')
    pause = table.get("pause")
    if pause is not None and (isinstance(pause, bool) or not isinstance(pause, int | float) or not 0 <= pause <= 3600):
        raise UsageError(f'{where}: "pause" is no number of seconds; write pause = 5')
    return CatalogueSettings(own, tuple(addresses.items()) if addresses else None, pause)


def _nightly(table: object, file: str) -> NightlySettings:
    where = f"{file}: [nightly]"
    if not isinstance(table, dict):
        raise UsageError(f'{file}: "nightly" is no table; begin it with a line [nightly]')
    _refuse_unknown(table, _NIGHTLY_KEYS, where)
    state = _text(table, "state", where) if "state" in table else None
    if state is not None and "://" not in state:
        state = os.path.join(os.path.dirname(file), os.path.expanduser(state))  # noqa: PTH111, PTH118, PTH120
    apart = _of_type(table, "days-apart", int, 1, where)
    if not 1 <= apart <= 30:
        raise UsageError(f'{where}: "days-apart" is no number of days from 1 to 30; write days-apart = 1')
    return NightlySettings(state, apart)


def _network(content: Mapping[str, Any], file: str) -> NetworkSettings:
    table = content.get("network", {})
    where = f"{file}: [network]"
    if not isinstance(table, dict):
        raise UsageError(f'{file}: "network" is no table; begin it with a line [network]')
    _refuse_unknown(table, _NETWORK_KEYS, where)
    default = NetworkSettings()
    return NetworkSettings(
        online=_of_type(table, "online", bool, default.online, where),
        contact=_line(table, "contact", default.contact, where),
        pace=_seconds(table, "pace", default.pace, where),
        longest_pause=_seconds(table, "longest-pause", default.longest_pause, where),
        budget=_number(table, "budget", default.budget, where),
        timeout=_some_seconds(table, "timeout", default.timeout, where),
        obey_robots=_of_type(table, "obey-robots", bool, default.obey_robots, where),
        cache=_of_type(table, "cache", str, default.cache, where),
        link_pace=_seconds(table, "link-pace", default.link_pace, where),
        link_connections=_connections(table, "link-connections", default.link_connections, where),
        link_timeout=_some_seconds(table, "link-timeout", default.link_timeout, where),
        link_time=_seconds(table, "link-time", default.link_time, where),
        link_host_time=_seconds(table, "link-host-time", default.link_host_time, where),
        exclude=tuple(_list(table, "exclude", str, where)),
        own_hosts=tuple(_own_host(row, where) for row in _list(table, "host", dict, where)),
        allow=tuple(_networks(table, where)),
        ports=tuple(_ports(table, where)),
        ca_bundle=_of_type(table, "ca-bundle", str, default.ca_bundle, where),
        hosts=tuple(_hosts(table, where)),
    )


def _line(table: Mapping[str, Any], key: str, default: str, where: str) -> str:
    """It is sent in a header, which a line feed would end."""
    value = _of_type(table, key, str, default, where)
    if not value.isprintable():
        raise UsageError(f'{where}: "{key}" is not one line of text')
    return value


def _number(table: Mapping[str, Any], key: str, default: int, where: str) -> int:
    number = _of_type(table, key, int, default, where)
    if number < 0:
        raise UsageError(f'{where}: "{key}" is no number from 0; write {key} = {default}')
    return number


def _some_seconds(table: Mapping[str, Any], key: str, default: float, where: str) -> float:
    seconds = _seconds(table, key, default, where)
    if not seconds:
        raise UsageError(f"{where}: nothing is answered in no time; write {key} = {default:g}")
    return seconds


def _ports(table: Mapping[str, Any], where: str) -> Iterator[int]:
    for port in _list(table, "ports", int, where):
        if isinstance(port, bool) or not 1 <= port <= 65_535:
            raise UsageError(f'{where}: "ports": {port} is no port; write numbers from 1 to 65535')
        yield port


def _connections(table: Mapping[str, Any], key: str, default: int, where: str) -> int:
    number = _of_type(table, key, int, default, where)
    if not 1 <= number <= _MOST_CONNECTIONS:
        raise UsageError(f'{where}: "{key}" is no number from 1 to {_MOST_CONNECTIONS}; write {key} = {default}')
    return number


def _own_host(row: Mapping[str, Any], where: str) -> HostSettings:
    """A row [[network.host]].

    A value "env:NAME" of a header stands for what the environment says, so that no file needs to hold a secret.
    """
    where = f"{where}, host"
    _refuse_unknown(row, _HOST_KEYS, where)
    name = _text(row, "name", where).lower()
    headers = _of_type(row, "headers", dict, {}, where)
    if not _is_list_of([*headers.values()], str):
        raise UsageError(f'{where} "{name}": "headers" is no table of texts; write headers = {{ Name = "env:NAME" }}')
    return HostSettings(
        name,
        pace=_seconds(row, "pace", 1.0, where) if "pace" in row else None,
        connections=_connections(row, "connections", 1, where) if "connections" in row else None,
        obey_robots=_of_type(row, "obey-robots", bool, True, where) if "obey-robots" in row else None,
        headers=tuple((header, _value(value, f'{where} "{name}"')) for header, value in headers.items()),
    )


def _value(written: str, where: str) -> str:
    variable = written.removeprefix("env:")
    value = os.environ.get(variable) if variable != written else written
    if value is None:
        raise UsageError(f"{where}: the environment has no {variable}; set it, or leave the header out")
    if not value.isprintable():
        raise UsageError(f"{where}: the value of a header is one line of text")
    return value


def _networks(table: Mapping[str, Any], where: str) -> Iterator[str]:
    for network in _list(table, "allow", str, where):
        try:
            yield str(ipaddress.ip_network(network))
        except ValueError as error:
            raise UsageError(f'{where}: "allow": {error}; write networks like "10.1.0.0/16"') from error


def _hosts(table: Mapping[str, Any], where: str) -> Iterator[tuple[str, str]]:
    for host, base in _of_type(table, "hosts", dict, {}, where).items():
        if not isinstance(base, str) or not re.fullmatch(r"https?://[^/\s@]+(?:/[^\s@]*)?", base):
            raise UsageError(f'{where}: "hosts": "{host}" leads to no address; write "http://127.0.0.1:8123"')
        yield host.lower(), base


def _seconds(table: Mapping[str, Any], key: str, default: float, where: str) -> float:
    value = table.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 86_400:
        raise UsageError(f'{where}: "{key}" is no number of seconds; write {key} = {default}')
    return float(value)


def _of_type(table: Mapping[str, Any], key: str, kind: type[_T], default: _D, where: str) -> _T | _D:
    value = table.get(key, default)
    if value is default:
        return default
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise UsageError(f'{where}: "{key}" is of the wrong type; the README shows how it is written')
    return value


def _list(table: Mapping[str, Any], key: str, kind: type[_T], where: str) -> list[_T]:
    value = table.get(key, [])
    if not _is_list_of(value, kind):
        raise UsageError(f'{where}: "{key}" is no list; write {key} = […]')
    return value


def _content(file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(Path(file).read_text("utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{file}: the settings cannot be read ({error.strerror}); check the name") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{file}: the settings are not UTF-8; save the file as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{file}: the settings are not TOML: {error}; mend that place") from error
    except RecursionError as error:
        raise UsageError(f"{file}: the settings are nested too deeply; mend that") from error
    except ValueError as error:
        raise UsageError(f"{file!r}: no file can have this name; check the spelling") from error


def _place(row: Mapping[str, Any], number: int, file: str) -> str:
    """How messages name a row: by its name, if it has one."""
    name = row.get("name")
    return f'{file}: kind "{name}"' if isinstance(name, str) and name else f"{file}: [[kind]] No. {number}"


def _kind(row: Mapping[str, Any], where: str) -> CustomKind:
    _refuse_unknown(row, _ROW_KEYS, where)
    return CustomKind(
        name=_name(row, where),
        anchors=_anchors(row, where),
        pattern=_text(row, "pattern", where),
        canonical=_text(row, "canonical", where),
        url=_url(row, where) if "url" in row else None,
        examples=_examples(row, where),
    )


def _name(row: Mapping[str, Any], where: str) -> str:
    name = _text(row, "name", where)
    if not _NAME.fullmatch(name):
        raise UsageError(f'{where}: "name" is not in lower case with hyphens; write it like "osce-decision"')
    if name in set(Kind):
        raise UsageError(f"{where}: a kind of this name is built in; choose another name")
    return name


def _anchors(row: Mapping[str, Any], where: str) -> tuple[str, ...]:
    anchors = row.get("anchors")
    if not _is_list_of(anchors, str) or not anchors:
        raise UsageError(f'{where}: it has no "anchors"; list words or signs of which each reference holds one')
    for anchor in anchors:
        if not anchor or any(character.isspace() for character in anchor):
            raise UsageError(
                f'{where}: the anchor "{anchor}" is empty or holds a space, where a line may break; take one word of it'
            )
    return tuple(anchors)


def _url(row: Mapping[str, Any], where: str) -> str:
    url = _text(row, "url", where)
    if not re.match(r"https?://[^/\s{}]+(?:/\S*)?$", url):
        raise UsageError(f'{where}: "url" is no web address; begin it with https:// and the name of a host')
    return url


def _examples(row: Mapping[str, Any], where: str) -> tuple[CustomExample, ...]:
    examples = row.get("examples")
    if not _is_list_of(examples, dict):
        raise UsageError(f'{where}: "examples" is no list; write [{{ text = "…", canonical = "…" }}]')
    read = tuple(_example(example, f"{where}, example {number}") for number, example in enumerate(examples, 1))
    if not any(example.canonical for example in read):
        raise UsageError(f"{where}: no example says what is found; add a sentence with its canonical form")
    return read


def _example(example: Mapping[str, Any], where: str) -> CustomExample:
    _refuse_unknown(example, _EXAMPLE_KEYS, where)
    promised = example.get("canonical")
    promised = [promised] if isinstance(promised, str) else promised
    if not _is_list_of(promised, str):
        raise UsageError(f'{where}: "canonical" is missing or no text; name what is found in it, [] for nothing')
    return CustomExample(_text(example, "text", where), tuple(promised))


def _text(table: Mapping[str, Any], key: str, where: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f'{where}: "{key}" is missing, empty or no text; write {key} = "…"')
    return value


def _refuse_unknown(table: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    for key in table:
        if key not in known:
            raise UsageError(f'{where}: "{key}" is no setting; known here: {", ".join(known)}')


def _is_list_of(value: object, kind: type[_T]) -> TypeGuard[list[_T]]:
    return isinstance(value, list) and all(isinstance(item, kind) for item in value)
