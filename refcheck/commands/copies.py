"""Where a command writes the copy that it makes of a document: never over the document itself."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from refcheck.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

STANDARD_INPUT = "-"


def copy_of(source: str, out: str | None, label: str) -> Path:
    """Where the copy of `source` goes: to `out`, else beside it as NAME.LABEL.SUFFIX.

    Raises UsageError where that is the document itself, no place to write, or a file of another format.
    """
    from pathlib import Path

    if out is None and source == STANDARD_INPUT:
        raise UsageError("a document from standard input needs --out FILE for its copy")
    given = Path(source)
    path = given.with_name(f"{given.stem}.{label}{given.suffix}") if out is None else Path(out)
    if path.suffix.lower() != given.suffix.lower() and source != STANDARD_INPUT:
        raise UsageError(f'--out {path}: the copy is of the same format; let its name end with "{given.suffix}"')
    if "\0" in str(path):
        raise UsageError("--out: no file can have this name; check the spelling")
    try:
        is_folder = path.is_dir()
        same = source != STANDARD_INPUT and path.exists() and path.samefile(given)
        writable = os.access(path.parent, os.W_OK)
    except OSError as error:
        raise UsageError(f"--out {path}: no file can have this name; check the spelling") from error
    if is_folder:
        raise UsageError(f"--out {path}: this is a folder; name a file in it")
    if same:
        raise UsageError(f"--out {path}: this is the document itself, which is never changed; name another file")
    if not writable:
        raise UsageError(f"--out {path}: that folder does not exist, or you may not write there; name another")
    return path


def put(path: Path, content: bytes) -> None:
    """Write aside, then rename: nobody ever opens half a copy. Raises UsageError where that cannot be done."""
    from refcheck.storage.local import write_whole

    try:
        write_whole(path, [content], lasting=True)
    except OSError as error:
        raise UsageError(f"--out {path}: it cannot be written ({error.strerror}); name another file") from error
