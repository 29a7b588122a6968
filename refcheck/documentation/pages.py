"""Pages of the site that are made from the code: rules, commands, JSON, and the topics of `refcheck help`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from refcheck import schemas
from refcheck.commands import COMMANDS
from refcheck.commands.help import TOPICS, page
from refcheck.commands.parsing import parser_for
from refcheck.model import SEVERITIES
from refcheck.rules import RULES
from refcheck.rules.rule import Rule

_COLUMNS = 96
_FENCE = "````"  # examples may hold three
_SEVERITY_HEADS = {"error": "Errors", "warning": "Warnings", "info": "Hints"}


def pages() -> Mapping[str, str]:
    """Each page as Markdown, by its path below the folder of the site's pages."""
    return {
        "reference/commands.md": _commands(),
        "reference/json.md": _json(),
        "reference/rules/index.md": _rules(),
        **{f"reference/rules/{rule.name}.md": _rule(rule) for rule in RULES},
        **{f"reference/{topic}.md": page(topic) for topic in TOPICS},
    }


def _rules() -> str:
    return "\n".join(_rules_lines()) + "\n"


def _rules_lines() -> Iterator[str]:
    yield "# Rules\n"
    yield f"refcheck has {len(RULES)} rules. Each finds one sort of mistake, and gives one finding for one mistake."
    yield "`refcheck explain RULE` prints these pages in the terminal.\n"
    for severity in SEVERITIES:
        yield f"## {_SEVERITY_HEADS[severity]}\n\n| rule | what is wrong |\n| --- | --- |"
        for rule in RULES:
            if rule.severity is severity:
                off = "" if rule.on_by_default else " *(off by default)*"
                yield f"| [`{rule.name}`]({rule.name}.md) | {_cell(rule.summary)}{off} |"
        yield ""


def _rule(rule: Rule) -> str:
    return "\n".join(_rule_lines(rule)) + "\n"


def _rule_lines(rule: Rule) -> Iterator[str]:
    yield f"# {rule.title}\n\n`{rule.name}` · {rule.severity}{'' if rule.on_by_default else ' · off by default'}\n"
    yield f"{_prose(rule.summary)}\n\n## Why\n\n{_prose(rule.why)}\n"
    if rule.needs_network:
        yield "It finds something only with `--online`.\n"
    if rule.source:
        yield f"## Where `--sources` has this text\n\n{_fenced(rule.source)}\n"
    yield f"## Wrong\n\n{_fenced(rule.wrong)}\n\n## Right\n\n{_fenced(rule.right)}\n"
    if rule.on_by_default:
        yield "## How to silence it\n\nFor all documents, in `refcheck.toml`:\n"
        yield f'```toml\n[rules]\n{rule.name} = "off" # or the gravest that its findings may be\n```\n'
        yield "For one finding: see [Accepting findings](../accepting.md)."
    else:
        yield f'## How to switch it on\n\nIn `refcheck.toml`:\n\n```toml\n[rules]\n{rule.name} = "on"\n```'


def _commands() -> str:
    parts = ["# Commands\n\n`refcheck COMMAND --help` prints these texts in the terminal.\n"]
    for name, about in COMMANDS.items():
        parts.append(f"## refcheck {name} {{ #{name} }}\n\n{about[:1].upper()}{about[1:]}.\n")
        parts += [f"```text\n{text.rstrip()}\n```\n" for text in _helps(parser_for(name))]
    return "\n".join(parts)


def _helps(parser: argparse.ArgumentParser) -> Iterator[str]:
    """The help of a command and of its own commands, at one width."""
    keeps_lines = parser.formatter_class(prog="").__class__ is argparse.RawDescriptionHelpFormatter
    formatter = argparse.RawDescriptionHelpFormatter if keeps_lines else argparse.HelpFormatter
    parser.formatter_class = partial(formatter, width=_COLUMNS)
    yield parser.format_help()
    for action in parser._actions:  # noqa: SLF001 - argparse names them nowhere else
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for below in action.choices.values():
                yield from _helps(below)


def _json() -> str:
    return "\n".join(_json_lines()) + "\n"


def _json_lines() -> Iterator[str]:
    yield "# JSON\n\nWhat scripts can rely on. Fields may be added; none changes its meaning. `refcheck schema OUTPUT`"
    yield "prints the JSON Schema of an output, complete in itself.\n"
    for name in schemas.SCHEMAS:
        schema = schemas.schema(name)
        yield f"## {schema['title']} {{ #{name} }}\n\n{schema['description']}\n\n`refcheck schema {name}`\n"
        yield from _fields(schema, name, schema)
        for defined, node in schema.get("$defs", {}).items():
            if _properties(node):
                yield f"### {name}: {defined.replace('_', ' ')} {{ #{name}-{defined} }}\n"
                yield f"{_cell(node['description'])}\n"
                yield from _fields(node, name, schema)


def _fields(node: Mapping[str, Any], name: str, schema: Mapping[str, Any]) -> Iterator[str]:
    properties = _properties(node)
    if not properties:
        return
    yield "| field | type | what |\n| --- | --- | --- |"
    for field, described in properties.items():
        defined = schema.get("$defs", {}).get(described.get("$ref", "").rpartition("/")[2], {})
        said = described.get("description") or defined.get("description", "")
        yield f"| `{field}` | {_type(described, name)} | {_cell(said)} |"
    yield ""


def _properties(node: Mapping[str, Any]) -> Mapping[str, Any]:
    found = dict(node.get("properties", {}))
    for part in node.get("allOf", ()):
        found |= _properties(part)
    return found


def _type(node: Mapping[str, Any], name: str) -> str:
    if "$ref" in node:
        defined = node["$ref"].rpartition("/")[2]
        simple = defined in ("start", "end", "status", "severity")
        return {"start": "integer", "end": "integer"}.get(defined, "string") if simple else _link(defined, name)
    if "oneOf" in node:
        return " or ".join(_type(one, name) for one in node["oneOf"])
    if "enum" in node:
        return ", ".join(f"`{value}`" if value is not None else "null" for value in node["enum"])
    if "const" in node:
        return f"`{node['const']}`"
    kind = node.get("type", "any")
    if kind == "array":
        return f"list of {_type(node['items'], name)}"
    if kind == "object":
        return "object: " + ", ".join(f"`{field}`" for field in node.get("properties", {}))
    return " or ".join(kind) if isinstance(kind, list) else str(kind)


def _link(defined: str, name: str) -> str:
    return f"[{defined.replace('_', ' ')}](#{name}-{defined})"


def _fenced(text: str) -> str:
    return f"{_FENCE}text\n{text}\n{_FENCE}"


def _prose(text: str) -> str:
    """Text of a docstring, whose signs are no markup."""
    return "".join(f"\\{sign}" if sign in "\\*_<>[]|" else sign for sign in " ".join(text.split()))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|").replace("<", "&lt;")
