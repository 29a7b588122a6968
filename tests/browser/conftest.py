"""A real browser for the pages: Debian's Chromium, driven by Playwright, which brings only its driver.

Every test that opens a `page` also says that nothing was logged as an error, and that nothing outside this machine
was asked for.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Request,
    expect,
    sync_playwright,
)

expect.set_options(timeout=60_000)  # milliseconds, on a busy machine
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_OF_THIS_MACHINE = re.compile(r"(file|data|blob|about):|https?://(127\.0\.0\.1|localhost|\[::1\])[:/]")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a process."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        pytest.skip("no Chromium is installed")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program)
        yield opened
        opened.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without history, which may write to the clipboard."""
    opened = browser.new_context(viewport={"width": 1440, "height": 900}, permissions=["clipboard-read"])
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """An empty page, watched: see above."""
    opened = context.new_page()
    complaints: list[str] = []
    requests: list[str] = []

    def logged(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    def failed(error: Error) -> None:
        complaints.append(str(error))

    def asked(request: Request) -> None:
        requests.append(request.url)

    opened.on("console", logged)
    opened.on("pageerror", failed)
    context.on("request", asked)
    yield opened
    assert complaints == []
    assert [url for url in requests if not _OF_THIS_MACHINE.match(url)] == []
