"""The measured quality of refcheck may not fall: floors for extraction and for planted mistakes.

`tests/quality.json` holds the floors and the digest of the labelled documents that they were measured on.
They rise with

    python -m tests.test_quality_gate

which refuses to lower any; who wants to lower one edits the file and says why in CHANGELOG.md.
"""

from __future__ import annotations

import hashlib
import json
import math
import shlex
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import refcheck
from refcheck.errors import ReadingError
from tests.checking import PROJECT

SHARED = PROJECT.parent / "shared"
CORPUS, GOLD, SCORE = SHARED / "corpus", SHARED / "corpus" / "gold", SHARED / "score"
QUALITY = Path(__file__).with_name("quality.json")
KINDS = ("symbol", "resolution", "icj", "url")
MEASURES = ("precision", "recall")

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="../shared is absent: the labelled documents lie beside the project, not in it"
)


def _pinned() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(QUALITY.read_text("utf-8"))
    return content


def _run(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=PROJECT, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def _digest_of_gold() -> str:
    """The digest of the annotations, and of the documents that they are about."""
    texts = [CORPUS / entry["text"] for entry in json.loads((GOLD / "manifest.json").read_text("utf-8"))["docs"]]
    whole = hashlib.sha256()
    for path in (*sorted(GOLD.iterdir()), *sorted(texts)):
        whole.update(f"{path.name}\0".encode() + path.read_bytes())
    return whole.hexdigest()


@cache
def _scores() -> dict[str, Any]:
    """What the scorer says of our references in the labelled documents."""
    manifest = json.loads((GOLD / "manifest.json").read_text("utf-8"))["docs"]
    files = {entry["doc"]: entry["text"] for entry in manifest}
    files |= {name: name for name in json.loads((GOLD / "sets.json").read_text("utf-8"))}
    with tempfile.TemporaryDirectory() as folder:
        for name, file in files.items():
            try:
                document = refcheck.read(CORPUS / file)
            except ReadingError:
                continue  # of a format that cannot be read; the scorer counts it as missed
            lines = [json.dumps(found.as_json(file)) for found in refcheck.extract(document)]
            Path(folder, f"{name}.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")
        scores: dict[str, Any] = json.loads(_run(str(SCORE / "score.py"), str(GOLD), folder, "--json"))
    return scores


def _measured(level: str, kind: str, measure: str) -> float:
    return float(_scores()[level][kind][measure])


def _canonical_forms() -> float:
    counted = _scores()["canonical_of_found"]
    return float(counted["right"] / counted["of"])


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What became of the mistakes that ../shared/score/mutate.py plants in the five letters."""
    result = tmp_path_factory.mktemp("planted") / "result.json"
    check = f"{shlex.quote(sys.executable)} -m refcheck check --offline --format json --out {{out}} {{files}}"
    letters = str(PROJECT / "fixtures" / "letters")
    _run(str(SCORE / "mutate.py"), "--documents", letters, "--command", check, "--json", str(result))
    content: dict[str, Any] = json.loads(result.read_text("utf-8"))
    return content


def test_floors_belong_to_these_documents() -> None:
    assert _pinned()["gold"] == _digest_of_gold(), "the labelled documents changed: measure anew and review the floors"


def test_scorer_is_right_about_itself() -> None:
    assert "all right" in _run(str(SCORE / "score.py"), "--self-check")


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("level", ["spans", "sets", "sets_only_total"])
def test_references_are_found_as_well_as_before(level: str, kind: str, measure: str) -> None:
    assert _measured(level, kind, measure) >= _pinned()[level][kind][measure]


def test_canonical_forms_are_right_as_often_as_before() -> None:
    assert _canonical_forms() >= _pinned()["canonical"]


def test_planted_mistakes_are_caught(planted: dict[str, Any]) -> None:
    assert planted["total"] >= 50
    assert planted["caught"] / planted["total"] >= _pinned()["planted"]["caught"] >= 0.98


def test_clean_letters_have_no_finding(planted: dict[str, Any]) -> None:
    assert planted["clean_findings"] == _pinned()["planted"]["clean_findings"] == 0


def test_one_mistake_is_one_finding(planted: dict[str, Any]) -> None:
    assert planted["extra"] / planted["total"] <= _pinned()["planted"]["extra"] <= 0.15


def _raised() -> dict[str, Any]:
    """The floors as measured now; SystemExit where one would be lowered."""
    now: dict[str, Any] = {"gold": _digest_of_gold()}
    before = _pinned() if QUALITY.exists() else {}
    for level in ("spans", "sets", "sets_only_total"):
        now[level] = {
            kind: {measure: math.floor(_measured(level, kind, measure) * 1000) / 1000 for measure in MEASURES}
            for kind in KINDS
        }
        for kind in KINDS:
            for measure in MEASURES:
                floor = before.get(level, {}).get(kind, {}).get(measure, 0)
                if now[level][kind][measure] < floor:
                    sys.exit(f"{level} {kind} {measure} fell below {floor}; edit {QUALITY.name} if that is meant")
    now["canonical"] = math.floor(_canonical_forms() * 1000) / 1000
    if now["canonical"] < before.get("canonical", 0):
        sys.exit(f"canonical forms fell below {before['canonical']}; edit {QUALITY.name} if that is meant")
    now["planted"] = before.get("planted", {"caught": 0.98, "clean_findings": 0, "extra": 0.15})
    return now


if __name__ == "__main__":
    QUALITY.write_text(json.dumps(_raised(), indent=1) + "\n", "utf-8", newline="\n")
