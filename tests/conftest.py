"""What all tests share: one open catalogue; and in CI, beside ../shared, no test may be left out."""

from __future__ import annotations

import os
import signal
from collections.abc import Generator, Iterator

import pytest
from hypothesis import settings

from tests import checking
from tests.standin import server

# No deadline: a slow machine is no defect. In CI the same examples each time.
settings.register_profile("refcheck", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("refcheck")

# A shell makes what it starts in the background deaf to Ctrl-C, and so all programs that the tests start and interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def _no_catalogue_of_the_users(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whoever runs the tests may have a catalogue of their own; no test may depend on it, or change it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _one_catalogue() -> Iterator[None]:
    yield
    if checking.catalogue.cache_info().currsize:
        checking.catalogue().close()
        checking.catalogue.cache_clear()


@pytest.fixture(scope="session", autouse=True)
def _one_standin() -> Iterator[None]:
    yield
    server.end_shared()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    beside = (checking.PROJECT.parent / "shared").is_dir()
    if report.skipped and "shared is absent" in str(report.longrepr) and os.environ.get("CI") and beside:
        report.outcome = "failed"
        report.longrepr = f"left out in CI: {report.longrepr}"
    return report
