"""`refcheck explain`: what a rule checks, with a right and a wrong example, and how to silence it."""

from __future__ import annotations

import argparse

from refcheck.commands.console import EXIT_CLEAN

_LEVELS = '"info", "warning" or "error" says how grave its findings are'
_SILENCE = f"""\
How to silence it (it is on by default)
  In refcheck.toml, for all documents:
    [rules]
    {{name}} = "off"    # {_LEVELS}
  One finding, by the identity that its report shows:
    refcheck check FILE --baseline baseline.json --accept IDENTITY --accept-by NAME --reason TEXT
"""
_SWITCH_ON = f"""\
How to switch it on (it is off by default)
  In refcheck.toml, for all documents:
    [rules]
    {{name}} = "on"    # {_LEVELS}
"""


def add(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = "Explains rules; without a name, lists all of them."
    parser.add_argument("rules", nargs="*", metavar="RULE")


def run(options: argparse.Namespace) -> int:
    """Print the rules asked for."""
    from refcheck.rules import RULES, named

    if not options.rules:
        for rule in RULES:
            off = "" if rule.on_by_default else " (off by default)"
            print(f"{rule.severity:8} {rule.name:26} {rule.summary}{off}")
        return EXIT_CLEAN
    for rule in [named(name) for name in options.rules]:
        print(f"{rule.name} ({rule.severity})\n\n{rule.summary}\n\nWhy\n{_indented(rule.why)}")
        if rule.needs_network:
            print("\nFinds something only with --online.")
        if rule.source:
            print(f"\nWhere --sources has this text\n{_indented(rule.source)}")
        print(f"\nWrong\n{_indented(rule.wrong)}\n\nRight\n{_indented(rule.right)}\n")
        print((_SILENCE if rule.on_by_default else _SWITCH_ON).format(name=rule.name))
    return EXIT_CLEAN


def _indented(text: str) -> str:
    import textwrap

    return textwrap.indent(text, "  ")
