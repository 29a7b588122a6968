"""What a rule is: a name, a severity, a function over a checked document, and its documentation.

A rule is a module of this package. Its docstring is what `refcheck explain` prints and what the README's
table is made from: a first sentence that names the wrong, then the headings Why, Wrong and Right. Where the examples cite a text,
the heading Source has it, with its symbol on the first line.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType

from refcheck.model import Checked, Finding, Severity

Check = Callable[[Checked], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `severity` is the gravest that its findings have, unless the settings say otherwise."""

    name: str
    title: str  # "Note without indicator"
    severity: Severity
    check: Check
    summary: str
    why: str
    wrong: str
    right: str
    on_by_default: bool = True
    source: str = ""  # the text of a cited document that the examples are held against
    needs_network: bool = False  # finds nothing where no host is asked


def rule_of(module: ModuleType) -> Rule:
    """The rule that a module holds: `TITLE`, `SEVERITY`, `check`, and a docstring with its headings.

    A module with `ON_BY_DEFAULT = False` is run only where the settings switch it on. Raises ValueError for a module without one of them: a rule without an example is no rule.
    """
    summary, sections = _sections(inspect.cleandoc(module.__doc__ or ""))
    missing = {"Why", "Wrong", "Right"} - sections.keys()
    if missing or not summary:
        raise ValueError(f"{module.__name__}: the docstring lacks {', '.join(sorted(missing)) or 'a summary'}")
    return Rule(
        name=module.__name__.rpartition(".")[2].replace("_", "-"),
        title=module.TITLE,
        severity=module.SEVERITY,
        check=module.check,
        summary=summary,
        why=" ".join(sections["Why"].split()),
        wrong=sections["Wrong"],
        right=sections["Right"],
        on_by_default=getattr(module, "ON_BY_DEFAULT", True),
        source=sections.get("Source", ""),
        needs_network=getattr(module, "NEEDS_NETWORK", False),
    )


def _sections(docstring: str) -> tuple[str, dict[str, str]]:
    head, *rest = re.split(r"^(Why|Source|Wrong|Right)$", docstring, flags=re.MULTILINE)
    bodies = zip(rest[::2], rest[1::2], strict=True)
    return " ".join(head.split()), {name: inspect.cleandoc(body).strip("\n") for name, body in bodies}
