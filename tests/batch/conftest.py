"""A cluster for the tests, and a storage that its machines share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.batch import dask
from tests.storage import s3


@pytest.fixture(scope="module")
def store() -> Iterator[s3.Store]:
    """A running server that speaks the protocol of S3."""
    with s3.server() as running:
        yield running


@pytest.fixture(scope="module")
def cluster(store: s3.Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dask.Cluster]:
    """A scheduler and two workers, which nobody kills."""
    with dask.cluster(tmp_path_factory.mktemp("cluster"), environment=store.environment) as running:
        yield running
