"""`refcheck completion`: a script that completes commands, options and file names in a shell."""

from __future__ import annotations

import argparse

from refcheck.commands import COMMANDS
from refcheck.commands.console import EXIT_CLEAN, raw

SHELLS = ("bash", "zsh", "fish")
_USE = """\
To have it in every shell:
  bash  refcheck completion bash > ~/.local/share/bash-completion/completions/refcheck
  zsh   refcheck completion zsh > ~/.zfunc/_refcheck   (with fpath+=~/.zfunc before compinit in ~/.zshrc)
  fish  refcheck completion fish > ~/.config/fish/completions/refcheck.fish
"""
# What an argument is, by the word that stands for it in its help.
_FILES = frozenset({"FILE", "PATH", "LETTER", "LETTER.docx", "REVIEWED.docx"})
_FOLDERS = frozenset({"DIR", "ARCHIVE"})


def add(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = "Prints a script that completes commands, options and file names."
    parser.epilog = _USE
    parser.formatter_class = raw
    parser.add_argument("shell", choices=SHELLS)


def run(options: argparse.Namespace) -> int:
    """Print the script for the shell asked for."""
    import shtab

    from refcheck.commands.check import FORMATS
    from refcheck.commands.help import LISTS, TOPICS
    from refcheck.commands.parsing import whole_parser
    from refcheck.rules import RULES_BY_NAME
    from refcheck.schemas import SCHEMAS

    names = {
        "LIST": FORMATS,
        "OUTPUT": SCHEMAS,
        "RULE": RULES_BY_NAME,
        "TOPIC": (*TOPICS, *LISTS, *COMMANDS),
    }
    parser = whole_parser()
    for action in _actions(parser):
        if action.metavar in names:
            action.choices = tuple(names[action.metavar])
        elif action.metavar in _FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
        elif action.metavar in _FOLDERS:
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
    print(shtab.complete(parser, shell=options.shell), end="")
    return EXIT_CLEAN


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """What a parser and those of its commands take."""
    found = []
    for action in parser._actions:  # noqa: SLF001 - argparse names them nowhere else
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            found += [below for command in action.choices.values() for below in _actions(command)]
        else:
            found.append(action)
    return found
