"""A folder of texts: read once, again where a file has changed, and whatever is broken costs only itself."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import refcheck
from refcheck.errors import UsageError
from refcheck.texts.folder import FolderTexts
from tests.reading.builders import Sheets, docx, paragraph
from tests.texts.given import REPORT, RESOLUTION

Opened = Callable[[], tuple[FolderTexts, int]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two texts, written a while ago."""
    texts = tmp_path / "texts"
    texts.mkdir()
    _put(texts / "report.md", REPORT)
    _put(texts / "S_RES_853.txt", RESOLUTION)
    return texts


def _put(path: Path, content: str | bytes, *, age: float = 60) -> None:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    moment = time.time() - age
    os.utime(path, (moment, moment))


@pytest.fixture
def opened(folder: Path, tmp_path: Path) -> Iterator[Opened]:
    """Opens the folder and says how many files were read for it."""
    open_ones: list[FolderTexts] = []

    def open_it() -> tuple[FolderTexts, int]:
        read: list[int] = []
        texts = FolderTexts(folder, tmp_path / "cache" / "texts.sqlite", lambda done, _: read.append(done))
        open_ones.append(texts)
        return texts, len(read)

    yield open_it
    for texts in open_ones:
        texts.close()


def _title(texts: FolderTexts, form: str) -> str | None:
    text = texts.text_of(form)
    return text.source if text else None


def test_a_text_is_found_by_its_first_page_or_its_name(opened: Opened) -> None:
    texts, _ = opened()
    assert _title(texts, "A/79/950") == "file report.md"
    assert _title(texts, "S/RES/853(1993)") == "file S_RES_853.txt"
    assert _title(texts, "A/79/951") is None


def test_an_unchanged_folder_is_not_read_again(opened: Opened) -> None:
    assert opened()[1] == 2
    texts, read = opened()
    assert read == 0
    assert _title(texts, "A/79/950") == "file report.md"


def test_a_changed_file_is_read_again(opened: Opened, folder: Path) -> None:
    opened()
    _put(folder / "report.md", REPORT.replace("A/79/950", "A/79/951"))
    texts, read = opened()
    assert read == 1
    assert (_title(texts, "A/79/950"), _title(texts, "A/79/951")) == (None, "file report.md")


def test_a_file_changed_without_another_size_or_time_is_read_again_while_it_is_new(
    opened: Opened, folder: Path
) -> None:
    _put(folder / "report.md", REPORT, age=0)
    opened()
    status = (folder / "report.md").stat()
    (folder / "report.md").write_bytes(REPORT.replace("A/79/950", "A/79/951").encode())
    os.utime(folder / "report.md", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert _title(opened()[0], "A/79/951") == "file report.md"


def test_a_removed_file_is_forgotten(opened: Opened, folder: Path) -> None:
    opened()
    (folder / "report.md").unlink()
    texts, read = opened()
    assert (read, _title(texts, "A/79/950")) == (0, None)


def test_a_copy_is_not_read_twice_and_outlives_the_first(opened: Opened, folder: Path) -> None:
    opened()
    _put(folder / "sub.md", (folder / "report.md").read_bytes())
    (folder / "report.md").unlink()
    texts, _ = opened()
    assert _title(texts, "A/79/950") == "file sub.md"
    assert "state of the reservoirs" in (texts.text_of("A/79/950") or pytest.fail("no text")).document.text


def test_all_formats_are_read_below_the_folder(opened: Opened, folder: Path) -> None:
    (folder / "more").mkdir()
    _put(folder / "more" / "A_79_960.docx", docx(paragraph("The text of a Word file is here.")))
    _put(folder / "more" / "A_79_961.pdf", Sheets().page().text(72, 72, "The text of a PDF is here.").content())
    _put(folder / "more" / "A_79_962.html", "<html><body><p>The text of a page is here.</p></body></html>")
    texts, _ = opened()
    found = [texts.text_of(f"A/79/{number}") for number in (960, 961, 962)]
    assert [text.document.format if text else None for text in found] == ["docx", "pdf", "html"]
    assert (found[1] or pytest.fail("no text")).source == f"file {Path('more', 'A_79_961.pdf')}"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("A_79_970.pdf", b"%PDF-1.7\nnothing more"),
        ("A_79_970.docx", b"PK\x03\x04broken"),
        ("A_79_970.txt", b"\x00\x01\x02" * 100),
        ("A_79_970.md", b""),
    ],
)
def test_a_broken_file_costs_only_itself(opened: Opened, folder: Path, name: str, content: bytes) -> None:
    _put(folder / name, content)
    for _ in range(2):  # the second time the failure is remembered
        texts, _ = opened()
        assert [remark.split(":")[0] for remark in texts.remarks] == [name]
        assert "\n" not in texts.remarks[0]
        assert texts.text_of("A/79/970") is None
        assert _title(texts, "A/79/950") == "file report.md"


def test_files_without_a_symbol_are_named_in_one_line(opened: Opened, folder: Path) -> None:
    _put(folder / "notes.txt", "Some notes.\n")
    _put(folder / ".hidden.txt", REPORT)
    texts, _ = opened()
    assert [remark[:44] for remark in texts.remarks] == ["1 of 3 files name no symbol or case on their"]


def test_a_name_that_is_no_utf8_is_a_name(opened: Opened, folder: Path) -> None:
    try:
        _put(Path(os.fsdecode(os.fsencode(folder) + b"/A_79_980_\xff.txt")), "A/79/980\n\n1. One.\n")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert opened()[0].text_of("A/79/980") is not None
    assert opened()[1] == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_the_index_is_its_owners(opened: Opened, tmp_path: Path) -> None:
    opened()
    assert stat.S_IMODE((tmp_path / "cache" / "texts.sqlite").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "cache").stat().st_mode) == 0o700


def test_a_damaged_index_is_made_anew(opened: Opened, tmp_path: Path) -> None:
    opened()[0].close()
    (tmp_path / "cache" / "texts.sqlite").write_bytes(b"no database" * 1000)
    texts, read = opened()
    assert (read, _title(texts, "A/79/950")) == (2, "file report.md")


def test_without_a_place_for_the_index_the_texts_are_still_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with FolderTexts(folder, tmp_path / "file" / "texts.sqlite") as texts:
        assert _title(texts, "A/79/950") == "file report.md"


def test_a_decision_without_its_case_is_found_by_its_date(opened: Opened, folder: Path) -> None:
    _put(folder / "180-20211207-ORD-01-00-EN.txt", "1. The Court decides.\n")
    texts, _ = opened()
    assert _title(texts, "ICJ/?/ORD/2021-12-07") == "file 180-20211207-ORD-01-00-EN.txt"
    _put(folder / "181-20211207-ORD-01-00-EN.txt", "1. The Court decides so.\n")
    assert _title(opened()[0], "ICJ/?/ORD/2021-12-07") is None


def test_later_editions(opened: Opened, folder: Path) -> None:
    for name in ("A_79_950_Rev.1.txt", "A_79_950_Corr.1.txt", "A_79_950_Add.1.txt", "A_79_9500_Rev.1.txt"):
        _put(folder / name, f"1. Text of {name}.\n")
    texts, _ = opened()
    found = sorted(form for text in texts.later_editions("A/79/950") for form in text.canonical)
    assert found == ["A/79/950/Corr.1", "A/79/950/Rev.1"]


def test_no_folder_is_a_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        FolderTexts(tmp_path / "nothing")


def test_check_with_sources(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    letter = tmp_path / "letter.md"
    letter.write_text('The report says that two of the dams "were found to be unsound" (A/79/950, para. 3).\n')
    report = refcheck.check(letter, sources=folder)
    assert [finding.rule for finding in report.findings] == ["quotation-matches"]
    assert [finding.rule for finding in refcheck.check(letter).findings] == []
