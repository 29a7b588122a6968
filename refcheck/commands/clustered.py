"""--cluster: the machines of a Dask cluster do the work on documents."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from refcheck.errors import UsageError

if TYPE_CHECKING:
    from refcheck.batch.cluster import Cluster
    from refcheck.batch.crew import Limits
    from refcheck.batch.station import Recipe

T = TypeVar("T")
R = TypeVar("R")


def add_cluster(parser: argparse._ArgumentGroup | argparse.ArgumentParser) -> None:
    """Let the command take --cluster."""
    parser.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="let the workers of a Dask cluster do it: the address of its scheduler, as tcp://HOST:8786; every machine "
        "needs the same refcheck, and must see documents and reports under the same paths, or at URLs",
    )


@contextmanager
def on_cluster(
    address: str, recipe: Recipe[T, R], limits: Limits, out: str, read: Iterable[str]
) -> Iterator[Cluster[T, R]]:
    """The cluster, ready for work that reads such places and writes to `out`; raises UsageError where it is not."""
    from refcheck import __version__
    from refcheck.batch.cluster import connected
    from refcheck.batch.station import Order
    from refcheck.storage import is_url

    local = [os.path.abspath(path) for path in read if not is_url(path)][:1]  # noqa: PTH100 - a name may be no text
    with _seen_by_all(out) as probe:
        order = Order(
            recipe=recipe,
            limits=limits,
            version=__version__,
            depends_on=recipe.depends_on(),
            folder=os.getcwd() if local or probe else None,  # noqa: PTH109 - the same
            shared=(*local, *probe),
        )
        with connected(address, order) as cluster:
            yield cluster


@contextmanager
def _seen_by_all(out: str) -> Iterator[tuple[str, ...]]:
    """A file in the folder for the reports: a machine that does not see it would write them where nobody looks."""
    from refcheck.storage import aside_name, is_url

    if is_url(out) or not os.path.isdir(out):  # noqa: PTH112 - nothing is written there
        yield ()
        return
    probe = os.path.join(os.path.abspath(out), aside_name("refcheck"))  # noqa: PTH100, PTH118 - the same
    try:
        os.close(os.open(probe, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644))
    except OSError as error:
        raise UsageError(f"--out {out}: cannot be written ({error.strerror}); name another folder") from error
    try:
        yield (probe,)
    finally:
        os.unlink(probe)  # noqa: PTH108 - the same
