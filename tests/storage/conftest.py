"""A storage elsewhere, for the tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.storage import s3


@pytest.fixture(scope="session")
def store() -> Iterator[s3.Store]:
    """A running server that speaks the protocol of S3."""
    with s3.server() as running:
        yield running
