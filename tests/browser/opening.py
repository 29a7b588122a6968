"""Pages of reports as files, as they come by mail."""

from __future__ import annotations

from pathlib import Path


def saved(html: str, folder: Path, name: str = "report.html") -> str:
    """Write a page into `folder`; its address."""
    file = folder / name
    file.write_bytes(html.encode())
    return file.as_uri()
