"""The reports in reports/samples are those that refcheck writes of the five letters, byte for byte.

After a change that is meant, write them anew and look at them (`make samples`):

    python -m tests.test_samples
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.checking import LETTERS, NOW, PROJECT

SAMPLES = PROJECT / "reports" / "samples"
PICTURE = "report.png"  # of the README, made by hand


def write_samples(folder: Path) -> None:
    """Check the five letters from the project's folder, as the README does, without a catalogue of the user's."""
    moment = f"{NOW:%Y-%m-%dT%H:%M:%SZ}"
    options = ["--offline", "--fail-on", "never", "--now", moment, "--format", "html,json", "--out", str(folder)]
    with TemporaryDirectory() as nothing:
        subprocess.run(
            [sys.executable, "-m", "refcheck", "check", *options, "fixtures/letters"],
            cwd=PROJECT,
            env={**os.environ, "XDG_DATA_HOME": nothing, "PYTHONPATH": str(PROJECT)},
            stdout=subprocess.DEVNULL,
            check=True,
        )


def _names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.name != PICTURE)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    write_samples(folder)
    return folder


def test_every_letter_has_its_sample(written: Path) -> None:
    assert _names(SAMPLES) == _names(written)
    assert {path.stem for path in LETTERS} <= {Path(name).stem for name in _names(SAMPLES)}


@pytest.mark.parametrize("name", _names(SAMPLES))
def test_sample_is_what_refcheck_writes(written: Path, name: str) -> None:
    same = (SAMPLES / name).read_bytes() == (written / name).read_bytes()
    assert same, f"reports/samples/{name} is not what refcheck writes now: run make samples, and review the difference"


if __name__ == "__main__":
    for old in _names(SAMPLES):
        (SAMPLES / old).unlink()
    write_samples(SAMPLES)
