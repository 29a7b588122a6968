"""Build hook: makes `refcheck/data/catalogue.sqlite` before a wheel or an editable install is made."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface[Any]):
    """Runs the catalogue's own builder by its path, so that nothing refcheck needs must be installed."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build the catalogue; a source archive carries the tables instead."""
        if self.target_name == "sdist":
            return
        build_catalogue(Path(self.root))


def build_catalogue(root: Path) -> None:
    """Build the catalogue of the source tree at `root`, in place."""
    source = root / "refcheck" / "resolution" / "catalogue_build.py"
    spec = importlib.util.spec_from_file_location("refcheck_catalogue_build", source)
    if spec is None or spec.loader is None:
        raise ImportError(f"{source} cannot be read as a Python module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.build(root / "refcheck" / "data" / "tables", root / "refcheck" / "data" / "catalogue.sqlite")
