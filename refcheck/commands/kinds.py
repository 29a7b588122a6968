"""`refcheck kinds`: what is looked for, with an example of each written form."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from refcheck.commands.configured import add_config, custom_kinds, settings_of
from refcheck.commands.console import EXIT_CLEAN

if TYPE_CHECKING:
    from refcheck.extraction.kinds import Example


def add(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = (
        "Lists what is looked for, with an example of each written form: built-in kinds, and those of your own, "
        "whose examples are tried."
    )
    add_config(parser)


def run(options: argparse.Namespace) -> int:
    """Print the kinds."""
    from refcheck.extraction.kinds import KINDS, Example

    settings = settings_of(options)
    custom_kinds(settings)
    for row in KINDS:
        _print_kind(row.kind, row.name, row.examples)
    if settings is not None:
        for kind in settings.kinds:
            examples = [Example(one.text, tuple((form,) for form in one.canonical)) for one in kind.examples]
            _print_kind(kind.name, f"of your own, in {settings.file}; its examples hold", examples)
    return EXIT_CLEAN


def _print_kind(kind: str, name: str, examples: Iterable[Example]) -> None:
    print(f"{kind}: {name}")
    for example in examples:
        forms = ", ".join(form for forms in example.canonical for form in forms)
        print(f"  {example.text}\n    -> {forms or 'nothing'}")
