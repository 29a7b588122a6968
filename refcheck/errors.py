"""Errors that refcheck raises on purpose.

    RefcheckError
    ├── UsageError        the command line or the settings ask for something that does not exist
    ├── ReadingError      a document cannot be read; the message says why and what to do
    ├── CatalogueError    the authority catalogue is absent or of another version
    └── StateError        the state of the nightly job cannot be used, or is in use

Each message is one line: what, why, and what the user can do. Anything else that escapes is a
defect of refcheck, never of the document.
"""

from __future__ import annotations


class RefcheckError(Exception):
    """Something the user can mend; the message is shown as it is."""


class UsageError(RefcheckError):
    """The command line or the settings ask for something that does not exist."""


class ReadingError(RefcheckError):
    """A document cannot be read. `path` is as the user gave it, `reason` one sentence."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class CatalogueError(RefcheckError):
    """The authority catalogue is absent or of another version."""


class StateError(RefcheckError):
    """The state of the nightly job cannot be opened, read or written, or another run works on it."""
