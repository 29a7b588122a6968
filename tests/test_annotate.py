"""`refcheck annotate`, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from refcheck.cli import run
from refcheck.errors import RefcheckError
from tests.editing.word_files import anchored, letter, read, said
from tests.reading.builders import paragraph
from tests.test_online import config, standin  # noqa: F401 - fixtures

BODY = (
    paragraph("Letter dated 1 April 2025 from the Permanent Representative of X to the United Nations"),
    paragraph("In its resolution 853 (1994) of 29 July 1993, the Security Council condemned it."),
    paragraph("See Security Council resolution 853 (1994) of 29 July 1993."),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "letter.docx"
    path.write_bytes(letter(*BODY))
    return path


def test_each_finding_is_a_comment_at_its_words(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = file.with_name("reviewed.docx")
    assert run(["annotate", str(file), "--out", str(out)]) == 0
    copy = out.read_bytes()
    comments = {anchored(copy)[number]: lines for number, lines in said(copy).items()}
    assert comments["Security Council resolution 853 (1994)"][-1] == "Rule: resolution-year"
    assert comments["Security Council resolution 853 (1994)"][0].startswith("Error: ")
    assert capsys.readouterr().out == f"{out}: {len(comments)} comments\n"
    assert read(copy).text == read(file.read_bytes()).text
    assert file.read_bytes() == letter(*BODY)
    assert sorted(path.name for path in file.parent.iterdir()) == ["letter.docx", "reviewed.docx"]


def test_the_copy_lies_beside_the_letter(file: Path) -> None:
    assert run(["annotate", str(file), "--from", "error"]) == 0
    assert {
        lines[0].partition(":")[0] for lines in said(file.with_name("letter.reviewed.docx").read_bytes()).values()
    } == {"Error"}


def test_accepted_findings_are_left_out(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    baseline = str(file.with_name("accepted.json"))
    check = ["check", str(file), "--out", str(file.parent / "out"), "--format", "json", "--fail-on", "never"]
    assert run([*check, "--baseline", baseline, "--update-baseline"]) == 0
    capsys.readouterr()
    out = file.with_name("reviewed.docx")
    assert run(["annotate", str(file), "--out", str(out), "--baseline", baseline]) == 0
    assert out.read_bytes() == file.read_bytes()
    assert "0 comments" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["letter.md"], "only a Word file can hold comments"),
        (["missing.docx"], "no such file"),
        (["letter.docx", "--out", "letter.docx"], "the document itself"),
        (["letter.docx", "--out", "linked.docx"], "the document itself"),
        (["letter.docx", "--out", "reviewed.pdf"], 'let its name end with ".docx"'),
        (["letter.docx", "--out", "folder.docx"], "this is a folder"),
        (["letter.docx", "--out", "nowhere/reviewed.docx"], "that folder does not exist"),
        (["letter.docx", "--out", "a\0b.docx"], "no file can have this name"),
        (["broken.docx"], "damaged"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    arguments: list[str], message: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)
    Path("letter.md").write_text("Security Council resolution 853 (1994)", "utf-8")
    Path("linked.docx").symlink_to("letter.docx")
    Path("folder.docx").mkdir()
    Path("broken.docx").write_bytes(file.read_bytes()[:-30])
    before = sorted(Path().rglob("*"))
    with pytest.raises(RefcheckError, match=message) as caught:
        run(["annotate", *arguments])
    assert "\n" not in str(caught.value)
    assert sorted(Path().rglob("*")) == before


def test_online_findings_are_comments_as_well(file: Path, config: Path) -> None:  # noqa: F811 - the fixture
    body = paragraph("It was available at https://caliber.az/en/post/207092/ then.")
    file.write_bytes(letter(body))
    assert run(["annotate", str(file), "--online", "--config", str(config)]) == 0
    copy = file.with_name("letter.reviewed.docx").read_bytes()
    comments = {anchored(copy)[number]: lines for number, lines in said(copy).items()}
    assert comments["https://caliber.az/en/post/207092/"][-1] == "Rule: url-dead"
