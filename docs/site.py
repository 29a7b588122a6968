"""What the site has besides the pages that lie here: those made from the code, and the order of its sections."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section

from refcheck.documentation.pages import pages

SECTIONS = ("Tutorials", "How to", "Reference", "Explanation")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made from the code."""
    for path, text in pages().items():
        files.append(File.generated(config, path, content=text))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG001
    """Put the sections in the order in which a reader needs them; pages stand below by themselves."""
    nav.items.sort(key=lambda item: SECTIONS.index(item.title) + 1 if isinstance(item, Section) else 0)
    return nav
