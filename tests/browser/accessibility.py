"""What axe-core finds wrong with a page for people who do not see it, or do not use a mouse."""

from __future__ import annotations

from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# WCAG 2.2 A and AA, and what axe-core's authors recommend besides.
_RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def violations(page: Page) -> list[str]:
    """Each violation on the page as it stands, a line each; none when axe-core finds nothing."""
    found = Axe().run(page, options=_RULES).response["violations"]
    return [
        f"{violation['id']}: {violation['help']}: {node['target']} {node['html'][:200]} {node.get('failureSummary')}"
        for violation in found
        for node in violation["nodes"]
    ]
