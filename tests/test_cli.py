"""The command line: what it prints, what it leaves behind, and with which exit code it goes."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from refcheck import __version__, cli
from refcheck.extraction.kinds import KINDS
from refcheck.rules import RULES
from tests.checking import LETTERS, PROJECT

LETTER = LETTERS[4]
CLEAN = "Security Council resolution 853 (1993), adopted on 29 July 1993, and General Assembly resolution 48/114.\n"
WRONG = "Security Council resolution 853 (1994)\n"
WARNED = "One<sup>1</sup> and two.<sup>2</sup>\n\n<sup>1</sup> A/HRC/8/6/Add.2; A/HRC/8/7.\n\n<sup>2</sup> Ibid.\n"
HINTED = "in line with UNSCR 1325\n"
COMMANDS = ("check", "extract", "lookup", "kinds", "explain")


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


class Here:
    """A folder of its own, in which the command runs inside this process."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def file(self, name: str, content: str | bytes = CLEAN) -> str:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    def run(self, *arguments: str) -> Ended:
        with pytest.raises(SystemExit) as ended:
            cli.main(arguments)
        captured = self._capsys.readouterr()
        assert "Traceback" not in captured.err
        return Ended(int(ended.value.code or 0), captured.out, captured.err)

    def report(self, name: str) -> dict[str, Any]:
        content: dict[str, Any] = json.loads((self.folder / "reports" / name).read_text("utf-8"))
        return content


@pytest.fixture
def here(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    monkeypatch.chdir(tmp_path)
    return Here(tmp_path, capsys)


def _outside(*arguments: str, cwd: Path, stdin: bytes = b"", **more: Any) -> Ended:
    """Run the command as a program of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "refcheck", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
        **more,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


# --- extract -------------------------------------------------------------------------------

CONTRACT_KEYS = ["file", "start", "end", "text", "kind", "canonical", "pinpoint", "date", "refers_to", "footnote"]


def test_extract_prints_one_object_a_line_in_the_shape_of_the_contract(here: Here) -> None:
    text = "Security Council resolution 853 (1993) adopted on 29 July 1993, para. 3"
    here.file("letter.txt", text)
    ended = here.run("extract", "letter.txt")
    assert ended.code == 0
    (line,) = ended.lines
    assert list(line)[: len(CONTRACT_KEYS)] == CONTRACT_KEYS
    assert {key: line[key] for key in CONTRACT_KEYS} == {
        "file": "letter.txt",
        "start": 0,
        "end": 38,
        "text": "Security Council resolution 853 (1993)",
        "kind": "resolution",
        "canonical": ["S/RES/853(1993)"],
        "pinpoint": [{"unit": "para", "from": "3", "to": "3"}],
        "date": "1993-07-29",
        "refers_to": None,
        "footnote": None,
    }


def test_extract_keeps_every_letter_of_other_alphabets(here: Here) -> None:
    here.file("письмо.txt", "Кишинёв, A/78/636")
    ended = here.run("extract", "письмо.txt")
    assert ended.lines[0]["file"] == "письмо.txt"
    assert "\\u" not in ended.out


def test_extract_counts_a_byte_order_mark_and_carriage_returns(here: Here) -> None:
    here.file("letter.txt", b"\xef\xbb\xbfFirst\r\nline\r\nA/78/636")
    (line,) = here.run("extract", "letter.txt").lines
    assert (line["start"], line["end"]) == (14, 22)


def test_extract_of_several_files_names_each(here: Here) -> None:
    here.file("a.txt", "A/78/636")
    here.file("b.md", "A/78/764")
    assert [line["file"] for line in here.run("extract", "a.txt", "b.md").lines] == ["a.txt", "b.md"]


def test_extract_reads_standard_input(tmp_path: Path) -> None:
    ended = _outside("extract", "-", cwd=tmp_path, stdin="see A/78/636–S/2023/960".encode())
    assert (ended.code, ended.err) == (0, "")
    assert [(line["file"], line["canonical"]) for line in ended.lines] == [("-", ["A/78/636", "S/2023/960"])]


def test_extract_without_references_prints_nothing(here: Here) -> None:
    here.file("letter.txt", "Nothing to see.")
    assert here.run("extract", "letter.txt") == Ended(0, "", "")


def test_extract_goes_on_after_a_file_that_is_not_there(here: Here) -> None:
    here.file("letter.txt", "A/78/636")
    ended = here.run("extract", "absent.txt", "letter.txt")
    assert ended.code == 3
    assert [line["text"] for line in ended.lines] == ["A/78/636"]
    assert ended.err == "refcheck: absent.txt: no such file; check the spelling and the folder\n"


def test_extract_into_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text("see A/78/636 and S/2023/960. " * 2000)
    command = [sys.executable, "-m", "refcheck", "extract", str(long)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        assert running.stdout.readline().startswith(b"{")
        running.stdout.close()
        err = running.stderr.read()
        running.wait(60)
    assert (running.returncode, err) == (0, b"")


# --- check: exit codes ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        (CLEAN, "error", 0),
        (WRONG, "error", 1),
        (WARNED, "error", 0),
        (HINTED, "error", 0),
        (CLEAN, "warning", 0),
        (WRONG, "warning", 1),
        (WARNED, "warning", 1),
        (HINTED, "warning", 0),
        (WRONG, "never", 0),
        (WARNED, "never", 0),
    ],
    ids=lambda value: {CLEAN: "clean", WRONG: "wrong", WARNED: "warned", HINTED: "hinted"}.get(value, str(value)),
)
def test_exit_code_follows_fail_on(here: Here, text: str, fail_on: str, code: int) -> None:
    here.file("letter.txt", text)
    assert here.run("check", "letter.txt", "--fail-on", fail_on).code == code


def test_fail_on_is_error_when_not_said(here: Here) -> None:
    here.file("warned.txt", WARNED)
    here.file("wrong.txt", WRONG)
    assert here.run("check", "warned.txt").code == 0
    assert here.run("check", "warned.txt", "wrong.txt").code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("chekc", "letter.txt"),
        ("check",),
        ("check", "letter.txt", "--format", "pdf"),
        ("check", "letter.txt", "--format", ""),
        ("check", "letter.txt", "--format", "html,nonsense"),
        ("check", "letter.txt", "--fail-on", "hint"),
        ("check", "letter.txt", "--frobnicate"),
        ("extract",),
        ("lookup",),
        ("lookup", "good morning"),
        ("lookup", ""),
        ("explain", "no-such-rule"),
    ],
    ids=lambda arguments: "-".join(arguments).replace(" ", "_") or "nothing",
)
def test_wrong_usage_is_2_and_says_what_is_wrong(here: Here, arguments: tuple[str, ...]) -> None:
    here.file("letter.txt")
    ended = here.run(*arguments)
    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.strip()


def test_wrong_usage_leaves_no_reports_behind(here: Here) -> None:
    here.file("letter.txt")
    here.run("check", "letter.txt", "--format", "pdf")
    assert not (here.folder / "reports").exists()


BAD_FILES: dict[str, tuple[str, bytes, str]] = {
    "empty": ("empty.txt", b"", "empty"),
    "only-white-space": ("blank.txt", b" \r\n\t\n", "empty"),
    "only-a-byte-order-mark": ("mark.txt", b"\xef\xbb\xbf", "empty"),
    "program": ("program.txt", b"\x7fELF\x02\x01\x01" + bytes(200), "a program"),
    "pdf-named-txt": ("letter.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF"),
    "docx-named-txt": ("letter.txt", b"PK\x03\x04\x14\x00\x06\x00", "ZIP"),
    "control-characters": ("noise.txt", bytes(range(32)) * 50, "not text"),
    "nul-bytes": ("nul.txt", b"A/78/636\x00\xff\x00" * 100, "not text"),
    "program-of-valid-utf-8": ("zero.txt", b"\x00\x01\x02 A/78/636 " * 400, "not text"),
    "unknown-suffix": ("letter.xyz", b"A/78/636", '".xyz" files cannot be read'),
}


@pytest.mark.parametrize(("name", "content", "says"), BAD_FILES.values(), ids=BAD_FILES.keys())
@pytest.mark.parametrize("command", ["check", "extract"])
def test_file_that_cannot_be_read_is_2_alone_and_3_among_others(
    here: Here, command: str, name: str, content: bytes, says: str
) -> None:
    here.file(f"bad/{name}", content)
    here.file("good.txt")
    alone = here.run(command, f"bad/{name}")
    assert alone.code == 2
    assert alone.out == ""
    assert f"bad/{name}: " in alone.err
    assert says in alone.err
    assert len(alone.err.splitlines()) == 1
    among = here.run(command, f"bad/{name}", "good.txt")
    assert among.code == 3
    assert "good.txt" in among.out
    assert f"bad/{name}: " in among.err


def test_missing_file(here: Here) -> None:
    ended = here.run("check", "absent.txt")
    assert ended.code == 2
    assert ended.err == "refcheck: absent.txt: no such file; check the spelling and the folder\n"


def test_unread_wins_over_findings(here: Here) -> None:
    here.file("wrong.txt", WRONG)
    assert here.run("check", "wrong.txt", "absent.txt").code == 3


def test_unread_files_stand_in_the_index(here: Here) -> None:
    here.file("good.txt")
    here.file("empty.txt", b"")
    here.run("check", "good.txt", "empty.txt", "absent.txt")
    index = (here.folder / "reports" / "index.html").read_text("utf-8")
    for name in ("good.txt", "empty.txt", "absent.txt"):
        assert name in index


def test_file_of_more_than_40_megabytes(here: Here) -> None:
    path = here.folder / "huge.txt"
    with path.open("wb") as file:
        file.truncate(41 * 1000 * 1000)
    ended = here.run("check", "huge.txt")
    assert ended.code == 2
    assert "41 MB" in ended.err
    assert "split it" in ended.err


def test_standard_input_of_more_than_40_megabytes(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"A" * 41_000_000)))
    ended = here.run("extract", "-")
    assert ended.code == 2
    assert "split it" in ended.err


def test_invalid_utf_8_is_read_by_a_guess_that_is_told(here: Here) -> None:
    here.file("latin.txt", "Résolution 48/114 de l’Assemblée générale (A/78/636), été à Genève\n".encode("cp1252") * 5)
    ended = here.run("extract", "latin.txt")
    assert ended.code == 0
    assert {"A/78/636"} == {line["text"] for line in ended.lines if line["kind"] == "symbol"}
    assert "latin.txt: The file is not valid UTF-8 (byte 1 is 0xe9)" in ended.err
    assert "guess" in ended.err


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_other_unicode_encodings_are_read_by_their_mark(here: Here, encoding: str) -> None:
    here.file("letter.txt", CLEAN.encode(encoding))
    ended = here.run("check", "letter.txt")
    assert ended.code == 0
    assert here.report("letter.json")["document"]["encoding"] == encoding


@pytest.mark.parametrize("command", ["check", "extract"])
def test_named_pipe_without_a_writer_does_not_hang(here: Here, command: str) -> None:
    os.mkfifo("pipe.txt")
    ended = here.run(command, "pipe.txt")
    assert ended.code == 2
    assert "not a regular file" in ended.err


def test_name_with_a_nul_is_no_crash(here: Here) -> None:
    ended = here.run("extract", "a\0b.txt")
    assert ended.code == 2
    assert "check the spelling" in ended.err


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter: pytest's own folders are closed to others."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    for path in folder.rglob("*"):
        path.chmod(0o755)
    shutil.rmtree(folder)


# Permissions do not bind root, so root gives up its rights; what the run needs is loaded before, since the
# interpreter may lie where others may not read.
BOUND = """\
import contextlib, io, os, pwd, sys
from refcheck.cli import main

if os.geteuid() == 0:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
        main(["check", "warm.txt", "--out", "warm"])
    nobody = pwd.getpwnam("nobody")
    try:
        os.setgroups([])
        os.setgid(nobody.pw_gid)
        os.setuid(nobody.pw_uid)
        open(sys.modules["refcheck"].__file__).close()
    except PermissionError as error:
        sys.exit(f"cannot be bound: {error}")
main(sys.argv[1:])
"""


def _bound_by_permissions(*arguments: str, cwd: Path) -> Ended:
    """Run the command as somebody whom permissions bind, or skip the test."""
    (cwd / "warm.txt").write_text(WRONG)
    done = subprocess.run(
        [sys.executable, "-c", BOUND, *arguments], cwd=cwd, capture_output=True, text=True, timeout=60, check=False
    )
    if "cannot be bound" in done.stderr:
        pytest.skip("runs as root, and may not become nobody: permissions do not bind")
    return Ended(done.returncode, done.stdout, done.stderr)


def test_folder_without_permission(open_folder: Path) -> None:
    closed = open_folder / "closed"
    closed.mkdir()
    (closed / "letter.txt").write_text(CLEAN)
    (open_folder / "good.txt").write_text(CLEAN)
    out = open_folder / "out"
    out.mkdir()
    out.chmod(0o777)
    closed.chmod(0o000)
    ended = _bound_by_permissions("check", "good.txt", "closed", "--out", "out", cwd=open_folder)
    assert ended.code == 3
    assert ended.err == "refcheck: closed: the folder cannot be read (Permission denied); ask its owner\n"
    assert (out / "good.json").exists()


def test_file_without_permission(open_folder: Path) -> None:
    closed = open_folder / "closed.txt"
    closed.write_text(CLEAN)
    closed.chmod(0o000)
    ended = _bound_by_permissions("extract", "closed.txt", cwd=open_folder)
    assert (ended.code, ended.out) == (2, "")
    assert "closed.txt: no permission to read it" in ended.err


def test_reports_cannot_be_written(open_folder: Path) -> None:
    (open_folder / "letter.txt").write_text(CLEAN)
    out = open_folder / "out"
    out.mkdir()
    out.chmod(0o555)
    ended = _bound_by_permissions("check", "letter.txt", "--out", "out", cwd=open_folder)
    assert ended.code == 2
    assert "no permission to write there" in ended.err


def test_out_that_is_a_file(here: Here) -> None:
    here.file("letter.txt")
    here.file("taken", b"")
    ended = here.run("check", "letter.txt", "--out", "taken")
    assert ended.code == 2
    assert "--out taken" in ended.err


# --- check: what is checked, and where the reports go --------------------------------------


def test_reports_of_one_document(here: Here) -> None:
    here.file("letter.txt")
    here.run("check", "letter.txt")
    assert sorted(path.name for path in (here.folder / "reports").iterdir()) == ["letter.html", "letter.json"]


def test_several_documents_have_an_index(here: Here) -> None:
    here.file("a.txt")
    here.file("b.txt")
    ended = here.run("check", "a.txt", "b.txt")
    assert (here.folder / "reports" / "index.html").exists()
    assert "index: reports/index.html" in ended.out


@pytest.mark.parametrize(
    ("wanted", "suffixes"),
    [
        ("html", {".html"}),
        ("json", {".json"}),
        ("html,json", {".html", ".json"}),
        (" json , html ", {".html", ".json"}),
    ],
)
def test_format_chooses_the_files(here: Here, wanted: str, suffixes: set[str]) -> None:
    here.file("letter.txt")
    here.run("check", "letter.txt", "--format", wanted)
    assert {path.suffix for path in (here.folder / "reports").iterdir()} == suffixes


def test_out_names_the_folder(here: Here) -> None:
    here.file("letter.txt")
    here.run("check", "letter.txt", "--out", "deep/down")
    assert (here.folder / "deep" / "down" / "letter.json").exists()
    assert not (here.folder / "reports").exists()


def test_same_name_in_two_folders_gives_two_reports(here: Here) -> None:
    here.file("2024/letter.txt", CLEAN)
    here.file("2025/letter.txt", WRONG)
    here.run("check", "2024/letter.txt", "2025/letter.txt")
    reports = sorted((here.folder / "reports").glob("*.json"))
    documents = {json.loads(path.read_text("utf-8"))["document"]["path"] for path in reports}
    assert documents == {"2024/letter.txt", "2025/letter.txt"}


def test_same_stem_in_two_formats_gives_two_reports(here: Here) -> None:
    here.file("letter.txt")
    here.file("letter.md")
    here.run("check", ".")
    assert len(list((here.folder / "reports").glob("*.json"))) == 2


def test_second_run_overwrites_its_own_reports_only(here: Here) -> None:
    here.file("2024/letter.txt")
    here.file("2025/letter.txt")
    for path in ("2024/letter.txt", "2025/letter.txt", "2024/letter.txt"):
        here.run("check", path)
    assert len(list((here.folder / "reports").glob("*.json"))) == 2


def test_folder_is_searched_for_documents(here: Here) -> None:
    for name in ("in/a.txt", "in/deep/b.md", "in/deep/c.TXT", "in/picture.png", "in/.hidden"):
        here.file(name)
    ended = here.run("check", "in", "--format", "json")
    assert ended.code == 0
    assert sorted(path.stem for path in (here.folder / "reports").glob("*.json")) == ["a", "b", "c"]


def test_folder_without_documents(here: Here) -> None:
    (here.folder / "bare").mkdir()
    ended = here.run("check", "bare")
    assert ended.code == 2
    assert "bare: the folder holds no" in ended.err


def test_glob_is_expanded(here: Here) -> None:
    for name in ("a1.txt", "a2.txt", "b1.txt"):
        here.file(name)
    here.run("check", "a*.txt", "--format", "json")
    assert sorted(path.stem for path in (here.folder / "reports").glob("*.json")) == ["a1", "a2"]


def test_glob_without_a_match(here: Here) -> None:
    ended = here.run("check", "*.txt")
    assert ended.code == 2
    assert "*.txt: matches no file" in ended.err


def test_file_whose_name_looks_like_a_glob(here: Here) -> None:
    here.file("letter [1].txt")
    assert here.run("check", "letter [1].txt").code == 0


def test_file_named_twice_is_checked_once(here: Here) -> None:
    here.file("letter.txt")
    ended = here.run("check", "letter.txt", "letter.txt", "*.txt")
    assert ended.out.count("letter.txt: 0 errors") == 1


def test_check_reads_standard_input(tmp_path: Path) -> None:
    ended = _outside("check", "-", cwd=tmp_path, stdin=WRONG.encode())
    assert ended.code == 1
    assert "853 (1993)" in ended.out
    assert len(list((tmp_path / "reports").glob("*.json"))) == 1


def test_finding_is_printed_with_its_place(here: Here) -> None:
    here.file("letter.txt", f"First line.\nSee {WRONG}")
    ended = here.run("check", "letter.txt")
    assert ended.out.startswith("letter.txt:2:5: error [resolution-year] ")
    assert "Suggestion: 853 (1993)" in ended.out


def test_json_report_has_the_shape_of_the_contract(here: Here) -> None:
    here.file("letter.txt", WRONG)
    here.run("check", "letter.txt")
    content = here.report("letter.json")
    assert content["refcheck"] == __version__
    assert content["schema"].endswith("refcheck-report-1.json")
    assert {"path", "title", "symbols", "date", "language", "sha256", "characters"} <= content["document"].keys()
    (reference,) = content["references"]
    assert list(reference)[: len(CONTRACT_KEYS)] == CONTRACT_KEYS
    assert {"status", "by", "evidence"} <= reference["verdict"].keys()
    assert {"source", "url", "says", "retrieved"} <= reference["verdict"]["evidence"][0].keys()
    (finding,) = content["findings"]
    assert {"rule", "severity", "start", "end", "message", "suggestion", "related", "evidence"} <= finding.keys()
    assert content["summary"]["references"] == content["summary"]["mismatch"] == 1
    statuses = {"verified", "mismatch", "not-found", "unverifiable", "dead", "failing", "moved", "blocked"}
    assert statuses <= content["summary"].keys()


def test_the_five_letters_are_clean(here: Here) -> None:
    ended = here.run("check", "--fail-on", "warning", *map(str, LETTERS))
    assert ended.code == 0
    assert ended.out.count(": 0 errors, 0 warnings, ") == 5


# --- interruption, defects, network --------------------------------------------------------


def test_interruption_is_130_and_keeps_what_was_finished(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    from refcheck import pipeline

    real = pipeline.check_document
    checked: list[str] = []

    def second_is_interrupted(document: Any, *rest: Any, **more: Any) -> Any:
        checked.append(document.path)
        if len(checked) == 2:
            raise KeyboardInterrupt
        return real(document, *rest, **more)

    monkeypatch.setattr(pipeline, "check_document", second_is_interrupted)
    here.file("a.txt")
    here.file("b.txt")
    ended = here.run("check", "a.txt", "b.txt")
    assert ended.code == 130
    assert "interrupted" in ended.err
    assert here.report("a.json")["document"]["path"] == "a.txt"


def test_signal_ends_a_waiting_run_with_130(tmp_path: Path) -> None:
    program = "import refcheck.cli, refcheck.reading; print('ready', flush=True); refcheck.cli.main(['extract', '-'])"
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout
        assert running.stderr
        assert running.stdout.readline() == b"ready\n"
        try:
            running.wait(0.3)  # let it come to the reading
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGINT)
        err = running.stderr.read()
        assert running.wait(30) == 130
    assert err == b"refcheck: interrupted; finished reports are kept\n"


def test_defect_of_ours_costs_one_document_only(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    from refcheck import pipeline

    real = pipeline.check_document

    def first_breaks(document: Any, *rest: Any, **more: Any) -> Any:
        if document.path == "a.txt":
            raise ZeroDivisionError("made for a test")
        return real(document, *rest, **more)

    monkeypatch.setattr(pipeline, "check_document", first_breaks)
    here.file("a.txt")
    here.file("b.txt")
    ended = here.run("check", "a.txt", "b.txt")
    assert ended.code == 3
    assert "a.txt: refcheck failed on it (ZeroDivisionError: made for a test); please report" in ended.err
    assert here.report("b.json")


NO_SOCKET = """\
import socket, sys

def refuse(*_, **__):
    raise AssertionError("a socket was opened")

socket.socket = socket.create_connection = socket.getaddrinfo = refuse
from refcheck.cli import main
main(sys.argv[1:])
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "letter.txt", "--offline"),
        ("extract", "letter.txt"),
        ("lookup", "S/RES/853 (1993)"),
    ],
    ids=["check", "extract", "lookup"],
)
def test_offline_opens_no_socket(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    shutil.copy(LETTER, tmp_path / "letter.txt")
    done = subprocess.run(
        [sys.executable, "-c", NO_SOCKET, *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


# --- lookup and explain --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "code", "says"),
    [
        (("S/RES/853 (1993)",), 0, "verdict   verified"),
        (("S/RES/853", "(1993)"), 0, "S/RES/853(1993)"),
        (("General Assembly resolution 48/114",), 0, "20 December 1993"),
        (("A/78/636-S/2023/960",), 0, "verdict   unverifiable"),
        (("S/RES/853 (1994)",), 1, "853 (1993)"),
        (("S/RES/4100 (2019)",), 1, "verdict   not-found"),
        (("Opinion No. 46/2024",), 0, "A/HRC/WGAD/2024/46"),
    ],
    ids=["symbol", "two-words", "in-words", "double", "wrong-year", "not-there", "opinion"],
)
def test_lookup(here: Here, written: tuple[str, ...], code: int, says: str) -> None:
    ended = here.run("lookup", *written)
    assert ended.code == code
    assert says in ended.out


def test_explain_lists_every_rule(here: Here) -> None:
    ended = here.run("explain")
    assert ended.code == 0
    assert [line.split()[1] for line in ended.out.splitlines()] == [rule.name for rule in RULES]


@pytest.mark.parametrize("name", [rule.name for rule in RULES])
def test_explain_prints_the_documentation_of_a_rule(here: Here, name: str) -> None:
    (rule,) = [rule for rule in RULES if rule.name == name]
    out = here.run("explain", name).out
    assert out.startswith(f"{name} ({rule.severity})\n")
    switch = f'{name} = "{"off" if rule.on_by_default else "on"}"'
    for part in (rule.summary, "Why", rule.why, "Wrong", "Right", switch):
        assert part in out
    assert rule.wrong.splitlines()[0] in out


def test_explain_proposes_the_nearest_name(here: Here) -> None:
    ended = here.run("explain", "resolution-yaer")
    assert ended.code == 2
    assert 'did you mean "resolution-year"?' in ended.err


# --- kinds of the user's own ----------------------------------------------------------------

OWN = """\
[[kind]]
name = "osce-decision"
anchors = ["PC.DEC/"]
pattern = 'PC\\.DEC/(?P<number>\\d+)'
canonical = "PC.DEC/{number}"
url = "https://www.osce.org/search?query=PC.DEC%2F{number}"
examples = [{ text = "see PC.DEC/850", canonical = "PC.DEC/850" }]
"""
OWN_LETTER = "see PC.DEC/1117 and A/78/636\n"


def _kinds_of(ended: Ended) -> list[str]:
    return [line["kind"] for line in ended.lines]


def test_own_kinds_are_read_from_the_folder_or_from_config(here: Here) -> None:
    here.file("letter.txt", OWN_LETTER)
    assert _kinds_of(here.run("extract", "letter.txt")) == ["symbol"]
    here.file("settings/own.toml", OWN)
    assert _kinds_of(here.run("extract", "letter.txt", "--config", "settings/own.toml")) == ["osce-decision", "symbol"]
    here.file("refcheck.toml", OWN)
    assert _kinds_of(here.run("extract", "letter.txt")) == ["osce-decision", "symbol"]
    here.file("none.toml", "")
    assert _kinds_of(here.run("extract", "letter.txt", "--config", "none.toml")) == ["symbol"]


def test_own_kinds_are_reported(here: Here) -> None:
    here.file("letter.txt", OWN_LETTER)
    here.file("own.toml", OWN)
    assert here.run("check", "letter.txt", "--config", "own.toml").code == 0
    own, symbol = here.report("letter.json")["references"]
    assert (own["kind"], own["canonical"], symbol["kind"]) == ("osce-decision", ["PC.DEC/1117"], "symbol")
    assert own["verdict"]["status"] == "unverifiable"
    assert "look it up at https://www.osce.org/search?query=PC.DEC%2F1117." in own["verdict"]["reason"]
    page = (here.folder / "reports" / "letter.html").read_text("utf-8")
    assert '<option value="osce-decision">osce-decision</option>' in page
    assert 'data-kinds="osce-decision "' in page
    assert 'href="https://www.osce.org/search?query=PC.DEC%2F1117"' in page


def test_own_kinds_are_looked_up(here: Here) -> None:
    here.file("refcheck.toml", OWN)
    ended = here.run("lookup", "PC.DEC/850")
    assert ended.code == 0
    assert "kind      osce-decision" in ended.out


def test_kinds_lists_built_in_and_own_kinds_with_examples(here: Here) -> None:
    built_in = here.run("kinds")
    assert built_in.code == 0
    assert all(row.name in built_in.out and row.examples[0].text in built_in.out for row in KINDS)
    here.file("refcheck.toml", OWN)
    assert here.run("kinds").out.removeprefix(built_in.out) == (
        "osce-decision: of your own, in refcheck.toml; its examples hold\n  see PC.DEC/850\n    -> PC.DEC/850\n"
    )


@pytest.mark.parametrize("command", [("extract", "absent.txt"), ("check", "absent.txt"), ("lookup", "x"), ("kinds",)])
def test_settings_that_cannot_work_are_2_before_any_document(here: Here, command: tuple[str, ...]) -> None:
    here.file("refcheck.toml", OWN.replace('canonical = "PC.DEC/850"', 'canonical = "PC.DEC/851"'))
    ended = here.run(*command)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        'refcheck: refcheck.toml: kind "osce-decision": the example "see PC.DEC/850" gives PC.DEC/850, not PC.DEC/851; '
        "mend the pattern, the template or the example\n"
    )


def test_settings_that_are_not_there(here: Here) -> None:
    here.file("letter.txt")
    ended = here.run("extract", "letter.txt", "--config", "absent.toml")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("refcheck: absent.toml: the settings cannot be read (No such file or directory)")


def test_without_settings_nothing_is_loaded_to_read_them(here: Here) -> None:
    here.file("letter.txt", OWN_LETTER)
    program = "import sys; from refcheck.cli import run; run(['extract', 'letter.txt']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "refcheck.extraction" in loaded
    assert not loaded & {"tomllib", "refcheck.settings", "refcheck.extraction.custom"}


# --- help ----------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(here: Here, command: str) -> None:
    ended = here.run(command, "--help")
    assert ended.code == 0
    assert ended.out.startswith(f"usage: refcheck {command}")


def test_help_names_every_command(here: Here) -> None:
    out = here.run("--help").out
    assert all(f"    {command} " in out for command in COMMANDS)


def test_version(here: Here) -> None:
    assert here.run("--version") == Ended(0, f"refcheck {__version__}\n", "")


def test_python_m_refcheck_does_the_same(tmp_path: Path) -> None:
    assert _outside("--version", cwd=tmp_path).out == f"refcheck {__version__}\n"


def test_command_is_installed(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("refcheck")
    done = subprocess.run([program, "extract", LETTER], cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0
    assert done.stdout.count(b"\n") == len(
        (PROJECT / "tests" / "golden" / f"{LETTER.stem}.jsonl").read_text().splitlines()
    )


def test_output_is_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("“Profiles in displacement: Кишинёв” (A/78/636)", "utf-8")
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    ended = _outside("extract", "letter.txt", cwd=tmp_path, env=environment)
    assert ended.code == 0
    assert ended.lines[0]["title"] == "Profiles in displacement: Кишинёв"


@pytest.mark.skipif(sys.platform == "darwin", reason="the file system takes UTF-8 names only")
@pytest.mark.parametrize("command", ["extract", "check"])
def test_file_name_that_is_no_utf_8(tmp_path: Path, command: str) -> None:
    name = os.fsdecode(b"letter-\xe9.txt")
    (tmp_path / name).write_text(CLEAN)
    ended = _outside(command, name, cwd=tmp_path)
    assert (ended.code, ended.err) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="terminals of this kind are not known here")
def test_progress_in_a_terminal_leaves_every_line_whole(open_folder: Path) -> None:
    import fcntl
    import pty
    import struct
    import termios

    names = [f"letter-{number}.txt" for number in range(4)]
    for name in names:
        (open_folder / name).write_text(CLEAN)
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    command = [sys.executable, "-m", "refcheck", "check", *names, "--format", "json"]
    with subprocess.Popen(command, cwd=open_folder, stdin=theirs, stdout=theirs, stderr=theirs) as child:
        os.close(theirs)
        shown = bytearray()
        with suppress(OSError):  # how Linux says that the other side has gone
            while part := os.read(ours, 4096):
                shown += part
    os.close(ours)
    assert child.returncode == 0
    lines = [line.rpartition("\r")[2] for line in shown.decode().replace("\r\n", "\n").split("\n")]
    assert "0/4" in shown.decode()
    assert [line for line in lines if " -> " in line] == [
        f"{name}: 0 errors, 0 warnings, 0 hints; 2 of 2 references verified, 0 not checked -> reports/{name[:-4]}.json"
        for name in names
    ]


def test_check_with_sources_tells_what_they_say_and_which_cannot_be_read(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(here.folder / "cache"))
    here.file(
        "sources/A_79_950.md", "1. The dams are not safe.\n\n2. They leak.\n\n3. Nobody knows why.\n\n(Signed) X\n"
    )
    here.file("sources/A_79_951.pdf", b"%PDF-1.7\nbroken")
    name = here.file("letter.md", 'The report says that the dams "are safe" and "are now safe" (A/79/950, para. 30).\n')
    ended = here.run("check", name, "--sources", "sources", "--format", "json")
    assert ended.code == 1
    assert "[pinpoint-exists] Paragraph 30 of A/79/950 is cited, but its text has only paragraphs 1 to 3." in ended.out
    assert ended.err.startswith("refcheck: --sources: A_79_951.pdf: ")
    assert "Traceback" not in ended.err


def test_check_with_sources_that_are_no_folder_is_wrong_usage(here: Here) -> None:
    ended = here.run("check", here.file("letter.md"), "--sources", "nowhere")
    assert ended.code == 2
    assert ended.err == "refcheck: --sources nowhere: no such folder; name one with the texts of cited documents\n"
