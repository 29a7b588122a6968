"""The JSON Schemas of what refcheck writes, as `refcheck schema` prints them: each complete in itself.

They lie in `data/schemas/`, a file an output; where one takes a definition of another, it is put in here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib import resources
from typing import Any

from refcheck.errors import UsageError

_BASE = "https://refcheck.org/schema/refcheck-"
_END = "-1.json"
# The outputs that have a schema, the most used first.
SCHEMAS = {
    "report": "the JSON report of `refcheck check`",
    "extract": "a line of `refcheck extract`",
    "links": "a line of `refcheck links`",
    "index": "a line of the index of a run, `index.jsonl`",
    "nightly": "the index of a night, `index.json` of `refcheck nightly`",
    "baseline": "the findings that a person accepted, `--baseline`",
}


def schema(name: str) -> dict[str, Any]:
    """The schema of this output. Raises UsageError, with the names there are, where it has none."""
    if name not in SCHEMAS:
        raise UsageError(f'no output is called "{name}"; there are schemas of {", ".join(SCHEMAS)}')
    whole = _file(name)
    definitions = dict(whole.get("$defs", {}))
    waiting = list(_taken(whole))
    while waiting:
        other, definition = waiting.pop()
        if definition not in definitions:
            definitions[definition] = _local(_file(other)["$defs"][definition], other)
            waiting += _taken(definitions[definition])
    return {key: value for key, value in _named_here(whole).items() if key != "$defs"} | (
        {"$defs": {key: _named_here(definitions[key]) for key in sorted(definitions)}} if definitions else {}
    )


def _file(name: str) -> dict[str, Any]:
    file = resources.files("refcheck") / "data" / "schemas" / f"{name}.json"
    content: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return content


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def _taken(node: Any) -> Iterator[tuple[str, str]]:
    """The definitions of other files that a schema takes: ("extract", "reference")."""
    for target in _references(node):
        file, _, definition = target.partition("#/$defs/")
        if file:
            yield file.removeprefix("refcheck-").removesuffix(_END), definition


def _local(node: Any, file: str) -> Any:
    """A definition of a file as another file names what it refers to."""
    return _mapped(node, lambda target: f"refcheck-{file}{_END}{target}" if target.startswith("#") else target)


def _named_here(node: Any) -> Any:
    return _mapped(node, lambda target: "#" + target.partition("#")[2])


def _mapped(node: Any, rename: Callable[[str], str]) -> Any:
    if isinstance(node, dict):
        return {key: rename(value) if key == "$ref" else _mapped(value, rename) for key, value in node.items()}
    return [_mapped(value, rename) for value in node] if isinstance(node, list) else node
