"""A server that speaks the protocol of S3, as a process of its own on this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

_NAMES = count()


@dataclass(frozen=True)
class Store:
    """The server's address, and what leads programs to it."""

    address: str
    environment: Mapping[str, str] = field(default_factory=dict)

    def bucket(self) -> str:
        """The URL of an empty bucket of this test."""
        name = f"archive-{os.getpid()}-{next(_NAMES)}"
        self.client().mkdir(name)
        return f"s3://{name}"

    def client(self) -> Any:
        """A file system of the tests' own; it remembers no listing."""
        import s3fs

        return s3fs.S3FileSystem(
            key=self.environment["AWS_ACCESS_KEY_ID"],
            secret=self.environment["AWS_SECRET_ACCESS_KEY"],
            endpoint_url=self.address,
            use_listings_cache=False,
        )

    def files(self, url: str) -> dict[str, bytes]:
        """What lies below a URL, by its name below it."""
        root = url.removeprefix("s3://").rstrip("/") + "/"
        client = self.client()
        return {path.removeprefix(root): client.cat_file(path) for path in client.find(root)}

    def put(self, url: str, files: Mapping[str, bytes]) -> None:
        """Put files below a URL."""
        client = self.client()
        for name, content in files.items():
            client.pipe_file(f"{url}/{name}", content)


@contextmanager
def server() -> Iterator[Store]:
    """A running server; it is gone with the test run."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = {
        "AWS_ENDPOINT_URL": address,
        "AWS_ACCESS_KEY_ID": "key-of-the-tests",
        "AWS_SECRET_ACCESS_KEY": "secret-of-the-tests",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(600):
                with socket.socket() as client:
                    if client.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert process.poll() is None, "the server has not come up"
                time.sleep(0.1)
            yield Store(address, environment)
        finally:
            process.terminate()
