"""What all tests share: the catalogue is opened once, and nothing may open a socket to the outside."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import checking


@pytest.fixture(scope="session", autouse=True)
def _one_catalogue() -> Iterator[None]:
    yield
    if checking.catalogue.cache_info().currsize:
        checking.catalogue().close()
        checking.catalogue.cache_clear()
