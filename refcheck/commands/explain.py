"""`refcheck explain`: what a rule checks, with a right and a wrong example."""

from __future__ import annotations

import argparse

from refcheck.commands.console import EXIT_CLEAN
from refcheck.errors import UsageError


def add(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = "Explains rules; without a name, lists all of them."
    parser.add_argument("rules", nargs="*", metavar="RULE")


def run(options: argparse.Namespace) -> int:
    """Print the rules asked for."""
    from refcheck.rules import RULES, RULES_BY_NAME

    names: list[str] = options.rules
    if not names:
        for rule in RULES:
            print(f"{rule.severity:8} {rule.name:26} {rule.summary}")
        return EXIT_CLEAN
    unknown = [name for name in names if name not in RULES_BY_NAME]
    if unknown:
        raise UsageError(f'no rule is called "{unknown[0]}"; `refcheck explain` lists all{_near(unknown[0])}')
    for name in names:
        rule = RULES_BY_NAME[name]
        print(f"{rule.name} ({rule.severity})\n\n{rule.summary}\n\nWhy\n{_indented(rule.why)}")
        print(f"\nWrong\n{_indented(rule.wrong)}\n\nRight\n{_indented(rule.right)}\n")
    return EXIT_CLEAN


def _near(name: str) -> str:
    from rapidfuzz import process

    from refcheck.rules import RULES_BY_NAME

    best = process.extractOne(name, list(RULES_BY_NAME), score_cutoff=60)
    return f' (did you mean "{best[0]}"?)' if best else ""


def _indented(text: str) -> str:
    import textwrap

    return textwrap.indent(text, "  ")
