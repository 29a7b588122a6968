"""Bad input: each gives one sentence that says which file, what, and what to do."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from refcheck.errors import ReadingError, RefcheckError
from refcheck.reading import MAX_BYTES, from_bytes, read


def _refusal(path: str | Path) -> str:
    with pytest.raises(ReadingError) as caught:
        read(path)
    assert caught.value.path == str(path)
    message = str(caught.value)
    assert message == f"{path}: {caught.value.reason}"
    assert "\n" not in message
    return caught.value.reason


CONTENT = {
    "empty": (b"", "the file is empty"),
    "white-space": (b" \n\t\r\n\x0c", "the file is empty"),
    "byte-order-mark": (b"\xef\xbb\xbf \n", "the file is empty"),
    "utf-16-mark-alone": (b"\xff\xfe", "the file is empty"),
    "zip": (b"PK\x03\x04rest", "ZIP"),
    "pdf": (b"%PDF-1.7 rest", "PDF"),
    "old-word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"),
    "rich-text": (b"{\\rtf1\\ansi}", "Rich Text"),
    "png": (b"\x89PNG\r\n\x1a\n", "PNG"),
    "jpeg": (b"\xff\xd8\xff\xe0", "JPEG"),
    "gif": (b"GIF89a", "GIF"),
    "program": (b"\x7fELF\x02", "a program"),
    "gzip": (b"\x1f\x8b\x08", "gzip"),
    "nul": (b"text\x00\xfftext" * 99, "NUL"),
    "controls": (b"\x01\x02\x03text", "control characters"),
}


@pytest.mark.parametrize(("content", "says"), CONTENT.values(), ids=CONTENT.keys())
def test_content_that_is_no_text(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    assert says in _refusal(path)


@pytest.mark.parametrize("name", ["letter.xyz", "letter.odt", "letter.rtf", "letter.doc", "letter.png"])
def test_unknown_kinds_of_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"A/78/636")
    assert "cannot be read" in _refusal(path)


def test_name_without_an_ending_is_text(tmp_path: Path) -> None:
    path = tmp_path / "letter"
    path.write_bytes(b"A/78/636")
    assert read(path).format == "txt"


def test_no_such_file(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "absent.txt") == "no such file; check the spelling and the folder"


def test_folder(tmp_path: Path) -> None:
    assert "not a regular file" in _refusal(tmp_path) or "a folder, not a file" in _refusal(tmp_path)


def test_link_to_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.symlink_to(tmp_path / "absent.txt")
    assert "no such file" in _refusal(path)


def test_link_to_itself(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.symlink_to(path)
    assert "cannot be read" in _refusal(path)


def test_name_that_is_too_long(tmp_path: Path) -> None:
    assert "cannot be read" in _refusal(tmp_path / f"{'a' * 300}.txt")


def test_name_with_a_nul() -> None:
    assert "check the spelling" in _refusal("a\0.txt")


def test_file_that_is_a_part_of_the_path(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_bytes(b"A/78/636")
    assert _refusal(tmp_path / "letter.txt" / "inside.txt")


def test_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "not a regular file" in _refusal(tmp_path / "pipe.txt")


def test_device() -> None:
    assert "not a regular file" in _refusal(os.devnull)


@pytest.mark.parametrize(("size", "refused"), [(MAX_BYTES, False), (MAX_BYTES + 1, True)], ids=["largest", "too-large"])
def test_size(tmp_path: Path, size: int, *, refused: bool) -> None:
    path = tmp_path / "letter.txt"
    with path.open("wb") as file:
        file.truncate(size)
    reason = _refusal(path)  # a file of zeros is no text either way
    assert ("refcheck reads up to 32 MB" in reason) is refused


def _append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b", S/2023/960")


def _cut(path: Path) -> None:
    os.truncate(path, 3)


def _write_as_long(path: Path) -> None:
    path.write_bytes(b"A/78/637")
    os.utime(path, ns=(1, 1))  # clocks of files may be coarse


def _replace(path: Path) -> None:
    """As editors do, and refcheck: what was opened stays as it was."""
    other = path.with_name("other.txt")
    other.write_bytes(b"S/2023/960")
    other.replace(path)


@pytest.mark.parametrize(
    ("change", "is_refused"), [(_append, True), (_cut, True), (_write_as_long, True), (_replace, False)]
)
def test_a_file_that_changes_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None], *, is_refused: bool
) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(b"A/78/636")
    look = os.fstat

    def look_and_change(descriptor: int) -> os.stat_result:
        """The change comes after the first look at the opened file."""
        monkeypatch.setattr(os, "fstat", look)
        status = look(descriptor)
        change(path)
        return status

    monkeypatch.setattr(os, "fstat", look_and_change)
    if is_refused:
        assert _refusal(path) == "it changed while it was read; check it again when it is complete"
    else:
        assert read(path).text == "A/78/636"


def test_content_may_come_without_a_file() -> None:
    assert from_bytes(b"A/78/636", "letter.txt").path == "letter.txt"


def test_reason_is_an_error_of_refcheck() -> None:
    assert issubclass(ReadingError, RefcheckError)


@pytest.mark.parametrize("name", [b"\xff.txt", "ü\u0301.txt".encode(), "\u202eletter.txt".encode(), b"-.txt", b" .txt"])
def test_odd_names(tmp_path: Path, name: bytes) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_bytes(b"A/78/636")
    assert read(path).text == "A/78/636"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("letter.txt", None),
        ("to-letter.txt", None),
        ("to-secret.txt", "a link out of the folder"),
        ("more/letter.txt", None),
        ("elsewhere/secret.txt", "a link out of the folder"),
    ],
)
def test_a_file_found_in_a_folder_is_read_as_long_as_it_lies_there(tmp_path: Path, name: str, says: str | None) -> None:
    archive, outside = tmp_path / "archive", tmp_path / "outside"
    for file in (archive / "letter.txt", archive / "more" / "letter.txt", outside / "secret.txt"):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"A/78/636")
    (archive / "to-letter.txt").symlink_to("letter.txt")
    (archive / "to-secret.txt").symlink_to(outside / "secret.txt")
    (archive / "elsewhere").symlink_to(outside)
    inside = os.path.realpath(archive)
    if says is None:
        assert read(archive / name, inside).text == "A/78/636"
    else:
        with pytest.raises(ReadingError, match=says):
            read(archive / name, inside)
