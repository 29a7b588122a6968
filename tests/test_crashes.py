"""What once brought refcheck down does so no more; and a short run of odd input finds nothing new."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import fuzz

KEPT = sorted(path for path in fuzz.CRASHES.glob("*") if path.suffix != ".md")


@pytest.mark.parametrize("path", KEPT, ids=[path.name for path in KEPT])
def test_what_once_brought_it_down(path: Path) -> None:
    if path.suffix == ".url":
        fuzz.try_address(path.read_bytes().decode())
    else:
        fuzz.try_document(path.name, path.read_bytes())


@pytest.mark.parametrize("seed", range(2))
def test_odd_input_for_a_moment(seed: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fuzz, "CRASHES", tmp_path)
    tried, failed = fuzz.fuzz(3.0, seed)
    assert tried > 0
    assert failed == 0
