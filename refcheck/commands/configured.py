"""--config: the settings that a command works with, and the kinds of reference that they add."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from refcheck.extraction.found import Extractor
    from refcheck.settings import Settings

SETTINGS = "refcheck.toml"


def add_config(parser: argparse.ArgumentParser) -> None:
    """Let the command take --config."""
    parser.add_argument(
        "--config", metavar="FILE", help=f"settings with kinds of your own; default: {SETTINGS} here, if there is one"
    )


def settings_of(options: argparse.Namespace) -> Settings | None:
    """The settings of --config, else of refcheck.toml here; where there is none, nothing is loaded to read it."""
    if options.config is None and not os.path.lexists(SETTINGS):
        return None
    from refcheck.settings import load

    return load(SETTINGS if options.config is None else options.config)


def custom_kinds(settings: Settings | None) -> tuple[Extractor, ...]:
    """The user's own kinds, their examples tried; raises UsageError where one does not hold."""
    if settings is None:
        return ()
    from refcheck.extraction.custom import extractors

    return extractors(settings)
