"""`refcheck help`: a topic, a command or a rule explained; the topics are pages of the documentation."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping

from refcheck.commands import COMMANDS
from refcheck.commands.console import EXIT_CLEAN, text_width
from refcheck.errors import UsageError

# In the order in which they are listed; each is a page in data/help.
TOPICS = {
    "verdicts": "what each verdict and severity says",
    "exit-codes": "how a command ends, for scripts",
    "formats": "what reports are written, and for whom",
    "settings": "refcheck.toml: rules, network, catalogue, kinds of your own",
    "accepting": "switching rules off, accepting single findings",
    "offline": "what is asked of the network, and when",
    "python": "using refcheck from Python",
}
LISTS = {"commands": "all commands", "rules": "all rules; refcheck help RULE explains one"}


def add(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = "Explains a topic, a command or a rule; without one, lists topics and commands."
    parser.add_argument("topic", nargs="?", metavar="TOPIC")


def run(options: argparse.Namespace) -> int:
    """Print the help asked for."""
    topic: str | None = options.topic
    if topic is None:
        print("refcheck help TOPIC, COMMAND or RULE\n\nTopics")
        _list({**TOPICS, **LISTS})
        print("\nCommands")
        _list(COMMANDS)
    elif topic == "commands":
        _list(COMMANDS)
        print("\nrefcheck help COMMAND says what a command takes.")
    elif topic == "rules":
        from refcheck.commands import explain

        explain.run(argparse.Namespace(rules=[]))
    elif topic in TOPICS:
        print("\n".join(shown(page(topic), text_width())))
    elif topic in COMMANDS:
        from refcheck.commands.parsing import parser_for

        print(parser_for(topic).format_help(), end="")
    else:
        _explain_rule(topic)
    return EXIT_CLEAN


def page(topic: str) -> str:
    """The page of a topic, as Markdown."""
    from importlib import resources

    return (resources.files("refcheck") / "data" / "help" / f"{topic}.md").read_text("utf-8")


def _list(names: Mapping[str, str]) -> None:
    for name, about in names.items():
        print(f"  {name:12} {about}")


def _explain_rule(name: str) -> None:
    from refcheck.commands import explain
    from refcheck.rules import RULES_BY_NAME

    if name not in RULES_BY_NAME:
        from difflib import get_close_matches

        near = get_close_matches(name.lower(), [*TOPICS, *LISTS, *COMMANDS, *RULES_BY_NAME], 1, 0.6)
        meant = f' (did you mean "{near[0]}"?)' if near else ""
        raise UsageError(f'no topic, command or rule is called "{name}"; `refcheck help` lists them{meant}')
    explain.run(argparse.Namespace(rules=[name]))


def shown(markdown: str, width: int) -> Iterator[str]:
    """A page for the terminal: headings, paragraphs, lists, tables and code, without their marks; line by line."""
    blocks = markdown.strip().split("\n\n")
    coded: list[str] = []
    for block in blocks:
        if coded or block.startswith("```"):
            coded.append(block)
            if not block.endswith("```") or block == "```":
                continue
            block = "\n\n".join(coded)  # noqa: PLW2901 - a blank line stood in the code
            coded = []
        yield from _block(block, width)
        yield ""


def _block(block: str, width: int) -> Iterator[str]:
    import textwrap

    lines = block.splitlines()
    if block.startswith("```"):
        yield from (f"    {line}".rstrip() for line in lines[1:-1])
    elif block.startswith("# "):
        yield _plain(block[2:]).upper()
    elif block.startswith("## "):
        yield _plain(block[3:])
        yield "-" * len(_plain(block[3:]))
    elif block.startswith("|"):
        head = _cells(lines[0])
        for line in lines[2:]:
            first, *others = _cells(line)
            yield f"  {first}"
            named = zip(head[1:], others, strict=True)
            said = [others[0]] if len(others) == 1 else [f"{name}: {cell}" for name, cell in named if cell]
            for text in said:
                yield from textwrap.wrap(text, width, initial_indent="      ", subsequent_indent="        ")
    else:
        mark = "- " if block.startswith("- ") else ""
        for paragraph in block.removeprefix("- ").split("\n- ") if mark else [block]:
            yield from textwrap.wrap(
                _plain(" ".join(paragraph.split())), width, initial_indent=mark, subsequent_indent=" " * len(mark)
            )


def _cells(line: str) -> list[str]:
    return [_plain(cell.strip()) for cell in line.strip().strip("|").split("|")]


def _plain(text: str) -> str:
    """Text without the marks of code, emphasis and links."""
    import re

    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"(\*{1,2})(?=\S)(.+?)(?<=\S)\1", r"\2", text).replace("`", "")
