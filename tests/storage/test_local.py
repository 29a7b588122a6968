"""What killed processes leave half written."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from refcheck.storage import aside_name, machine_name
from refcheck.storage.local import swept

ENDED = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], stdout=subprocess.PIPE, check=True)
PROCESS = int(ENDED.stdout)
HERE = machine_name()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot say whether a process is there")
@pytest.mark.parametrize(
    ("name", "days", "stays"),
    [
        (f".a.html.{HERE}-{PROCESS}.part", 0, False),
        (aside_name("a.html"), 9, True),  # of this very process
        (f".a.html.{HERE}x-{PROCESS}.part", 0, True),  # somebody may be at it on the other machine
        (f".a.html.{HERE}x-{PROCESS}.part", 2, False),
        (f"a.html.{HERE}-{PROCESS}.part", 9, True),
        (".a.html.part", 9, True),
        ("a.html", 9, True),
    ],
    ids=("ended", "at it", "elsewhere", "elsewhere, old", "not hidden", "of nobody", "whole"),
)
def test_what_nobody_is_at_is_removed(tmp_path: Path, name: str, days: int, stays: bool) -> None:
    (tmp_path / name).touch()
    moment = time.time() - days * 86_400
    os.utime(tmp_path / name, (moment, moment))
    with swept(tmp_path):
        assert (tmp_path / name).exists() is stays


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked for in /proc")
def test_what_a_process_left_that_nobody_has_buried_is_removed(tmp_path: Path) -> None:
    """In a container the first process may never take notice of the end of others."""
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        while Path(f"/proc/{ended.pid}/stat").read_bytes().rpartition(b")")[2].split()[0] != b"Z":
            time.sleep(0.01)
        left = tmp_path / f".a.html.{HERE}-{ended.pid}.part"
        left.touch()
        with swept(tmp_path):
            assert not left.exists()
