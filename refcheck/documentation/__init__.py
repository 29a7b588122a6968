"""What the documentation takes from the code: tables of README.md, and pages of the site (`pages`).

`python -m refcheck.documentation README.md` rewrites the tables between their markers; a test fails when they
are not current.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from refcheck.extraction.kinds import KINDS
from refcheck.rules import RULES
from refcheck.rules.rule import Rule


def kinds_table() -> str:
    """A row for each kind of reference, with its examples and what they stand for."""
    rows = ["| kind | what | as written → canonical form |", "| --- | --- | --- |"]
    for row in KINDS:
        examples = "<br>".join(
            f"{_cell(example.text)} → {', '.join(f'`{form}`' for forms in example.canonical for form in forms)}"
            for example in row.examples
        )
        rows.append(f"| `{row.kind}` | {row.name} | {examples} |")
    return "\n".join(rows)


def rules_table() -> str:
    """A row for each rule, with its gravest severity, and whether it has to be switched on."""
    rows = ["| rule | severity | what is wrong |", "| --- | --- | --- |"]
    rows += [f"| `{rule.name}` | {_severity(rule)} | {_cell(rule.summary)} |" for rule in RULES]
    return "\n".join(rows)


def _severity(rule: Rule) -> str:
    return rule.severity if rule.on_by_default else f"{rule.severity}, off by default"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|").replace("<", "&lt;")


TABLES: Mapping[str, Callable[[], str]] = {"kinds": kinds_table, "rules": rules_table}


def updated(text: str) -> str:
    """`text` with each generated table rewritten between `<!-- NAME -->` and `<!-- /NAME -->`."""
    for name, table in TABLES.items():
        begin, end = f"<!-- {name} -->\n", f"\n<!-- /{name} -->"
        before, found, rest = text.partition(begin)
        _, closed, behind = rest.partition(end)
        if found and closed:
            text = f"{before}{begin}{table()}{end}{behind}"
    return text
