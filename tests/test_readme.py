"""README.md says what the code does: generated tables current, examples that run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from refcheck import cli, documentation

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_generated_tables_are_current() -> None:
    assert documentation.updated(README) == README, "run `make readme`"
    for name in documentation.TABLES:
        assert f"<!-- {name} -->" in README


def test_python_example_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    [example] = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "Security Council resolution 853 (1993) ('S/RES/853(1993)',) verified" in printed


def _settings_examples() -> list[str]:
    """The examples of refcheck.toml; what stands before the first [[table]] is put in front."""
    return sorted(re.findall(r"```toml\n(.*?)```", README, re.DOTALL), key=lambda text: text.startswith("[["))


def test_settings_examples_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "refcheck.toml").write_text("".join(_settings_examples()), "utf-8")
    (tmp_path / "letter.txt").write_text("OSCE Permanent Council Decision No. 1117 of 21 March 2014, para. 1", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert cli.run(["extract", "letter.txt"]) == 0
    printed = capsys.readouterr().out
    assert '"kind": "osce-decision", "canonical": ["PC.DEC/1117"]' in printed
    assert '"date": "2014-03-21"' in printed


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#:]+)\)", README))
def test_links_inside_the_project_lead_somewhere(target: str) -> None:
    assert (ROOT / target).exists()
