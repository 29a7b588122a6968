"""Patterns that are compiled at their first use.

Compiling all patterns of the package takes longer than extracting from a letter, and a document needs
few of them.
"""

from __future__ import annotations

import re
from typing import cast


class _Lazy:
    """Stands for a compiled pattern; takes its methods over when one is asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self.pattern, self._flags)
        for method in ("search", "match", "fullmatch", "finditer", "sub", "split", "findall"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What re.compile gives, compiled when first used; a wrong pattern raises re.error only then."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
