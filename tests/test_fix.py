"""`refcheck fix --links`, from the command line, against the stand-in."""

from __future__ import annotations

from pathlib import Path

import pytest

from refcheck.cli import run
from refcheck.errors import RefcheckError
from tests.checking import LETTERS
from tests.editing.word_files import letter, read
from tests.reading.builders import links_of, paragraph
from tests.reading.builders import run as piece
from tests.test_online import config, standin  # noqa: F401 - fixtures

LETTER = next(path for path in LETTERS if path.name.startswith("004"))
DEAD, MOVED = "https://caliber.az/en/post/207092/", "https://media.un.org/en/asset/k1g/k1gvc8zwrdr"
COPY = f"https://web.archive.org/web/20240212093000/{DEAD}"
NEW = "https://webtv.un.org/en/asset/k1g/k1gvc8zwrdr"


def test_the_addresses_of_a_letter(config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    source = tmp_path / "letter.txt"
    source.write_bytes(LETTER.read_bytes())
    assert run(["fix", str(source), "--links", "--config", str(config)]) == 0
    written = LETTER.read_bytes().decode()
    copy = source.with_name("letter.fixed.txt").read_bytes().decode()
    assert copy == written.replace(DEAD, COPY).replace(MOVED, NEW)
    assert source.read_bytes() == LETTER.read_bytes()
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[1] for line in lines[:-1]] == [f"{MOVED} -> {NEW}", f"{DEAD} -> {COPY}"]
    assert lines[-1].endswith("letter.fixed.txt: 2 links mended, 0 left as they are")


def test_a_word_file_and_a_retired_address(config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    source, out = tmp_path / "letter.docx", tmp_path / "mended.docx"
    old = "https://www.icj-cij.org/en/case/998877"
    source.write_bytes(letter(paragraph(piece(f"See {DEAD} and {old}, and http://zoo.test/404."))))
    assert run(["fix", str(source), "--links", "--out", str(out), "--config", str(config)]) == 1
    document = read(out.read_bytes())
    assert f"See {COPY} and https://www.icj-cij.org/case/998877, and http://zoo.test/404." in document.text
    assert links_of(document) == []
    said = capsys.readouterr().out.splitlines()
    assert any("http://zoo.test/404 left as it is: " in line for line in said)
    assert said[-1] == f"{out}: 2 links mended, 1 left as it is"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["letter.md"], "say what to mend: --links"),
        (["letter.html", "--links"], "written anew in .md, .txt and .docx files"),
        (["missing.md", "--links"], "no such file"),
        (["letter.md", "--links", "--out", "letter.md"], "the document itself"),
        (["letter.md", "--links", "--out", "letter.docx"], 'let its name end with ".md"'),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("letter.md").write_text("See http://zoo.test/alive", "utf-8")
    Path("letter.html").write_text("<html><p>See http://zoo.test/alive</html>", "utf-8")
    before = sorted(Path().iterdir())
    with pytest.raises(RefcheckError, match=message):
        run(["fix", *arguments])
    assert sorted(Path().iterdir()) == before
