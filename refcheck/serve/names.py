"""What strangers call their documents → names that are safe to show; no file is ever called by them."""

from __future__ import annotations

import re
import unicodedata

from refcheck.reading import STANDARD_INPUT

MOST_CHARACTERS = 120
PASTED = "Pasted text.txt"
_STEERING = {"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"}


def shown_name(given: str) -> str:
    """The last part of a path, without what steers a terminal or a page, or turns a line around."""
    last = re.split(r"[/\\]", given)[-1]
    kept = "".join(" " if unicodedata.category(sign) in _STEERING else sign for sign in last)
    name = " ".join(kept.split()).lstrip(". ")
    stem, dot, suffix = name.rpartition(".")
    if dot and len(suffix) <= 8:
        name = f"{stem[: MOST_CHARACTERS - len(suffix) - 1].rstrip()}.{suffix}"
    name = name[:MOST_CHARACTERS].rstrip(". ")
    return "document" if name in ("", STANDARD_INPUT) else name
