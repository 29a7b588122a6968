"""--config: the settings that a command works with, and what they add and choose."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from refcheck.extraction.found import Extractor
    from refcheck.model import Level
    from refcheck.settings import Settings

SETTINGS = "refcheck.toml"
PROJECT = "pyproject.toml"
# [tool.refcheck], [[tool.refcheck.kind]], the key tool.refcheck, or a table [tool] that may hold it.
_TABLE = rb"""^[ \t]*(?:\[{0,2}[ \t]*["']?tool["']?[ \t]*\.[ \t]*["']?refcheck\b|\[[ \t]*["']?tool["']?[ \t]*\])"""


def add_config(parser: argparse.ArgumentParser) -> None:
    """Let the command take --config."""
    parser.add_argument(
        "--config",
        metavar="FILE",
        help=f"settings: rules, kinds of your own; default: {SETTINGS} here, else [tool.refcheck] in {PROJECT}",
    )


def settings_of(options: argparse.Namespace) -> Settings | None:
    """The settings of --config, else of one of the two files here; where there is none, nothing is loaded."""
    file: str | None = options.config
    if file is None:
        file = next((name for name in (SETTINGS, PROJECT) if os.path.lexists(name)), None)
    if file is None or (options.config is None and file == PROJECT and not _names_refcheck()):
        return None
    from refcheck.settings import load, speaks_of_refcheck

    if options.config is None and file == PROJECT and not speaks_of_refcheck(file):
        return None
    return load(file)


def _names_refcheck() -> bool:
    """Whether a line of pyproject.toml may begin a table for refcheck: seen before anything is loaded to read TOML."""
    try:
        with open(PROJECT, "rb") as file:  # noqa: PTH123 - nothing is loaded for a path
            return bool(re.search(_TABLE, file.read(), re.MULTILINE))
    except OSError:
        return False


def custom_kinds(settings: Settings | None) -> tuple[Extractor, ...]:
    """The user's own kinds, their examples tried; raises UsageError where one does not hold."""
    if settings is None:
        return ()
    from refcheck.extraction.custom import extractors

    return extractors(settings)


def own_catalogue(settings: Settings | None) -> Path:
    """Where the user's own catalogue lies, or would."""
    from refcheck.resolution.own import own_path

    return own_path(settings.catalogue.file if settings else None)


def chosen_levels(settings: Settings | None) -> Mapping[str, Level]:
    """What the settings say of the rules; raises UsageError where they name one that does not exist."""
    from refcheck.rules import AS_SHIPPED, chosen

    return AS_SHIPPED if settings is None else chosen(settings.rules, settings.file)
