"""`refcheck check` from bucket to bucket, as a program of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from refcheck.reading import MAX_BYTES
from tests.storage.s3 import Store

LETTER = b"Security Council resolution 853 (1993), and General Assembly resolution 62/243.\n"
WRONG = b"Security Council resolution 853 (1994), and General Assembly resolution 62/243.\n"
NAMES = ("letter.txt", "2024/letter.txt", "2024/a b#c?d%e.txt", "2025/straße.md", "notes.xlsx")


def check(*arguments: str, environment: Mapping[str, str], cwd: Path) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "refcheck", "check", *arguments, "--now", "2026-11-20"]
    given = {**os.environ, **environment}
    done = subprocess.run(command, capture_output=True, timeout=120, check=False, env=given, cwd=cwd)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def _without_marks(said: str) -> str:
    """The lines without what tells reports of one name apart: a digest of the document's path."""
    return re.sub(r"-[0-9a-f]{8}\b", "", said)


@pytest.mark.parametrize("jobs", [(), ("--jobs", "2")])
def test_from_bucket_to_bucket_it_writes_what_it_writes_in_a_folder(
    store: Store, tmp_path: Path, jobs: tuple[str, ...]
) -> None:
    files = {name: LETTER if index % 2 else WRONG for index, name in enumerate(NAMES)}
    archive, reports = store.bucket(), f"{store.bucket()}/of/letters"
    store.put(archive, files)
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    elsewhere = check(archive, "--out", reports, *jobs, environment=store.environment, cwd=tmp_path)
    here = check(".", "--out", "reports", *jobs, environment={}, cwd=tmp_path)
    assert elsewhere[0] == here[0] == 1
    assert elsewhere[2] == ""
    written = store.files(reports)
    assert len(written) == 2 * 4 + 2
    paths = {json.loads(content)["document"]["path"] for name, content in written.items() if name.endswith(".json")}
    assert paths == {f"{archive}/{name}" for name in NAMES if name != "notes.xlsx"}
    said = elsewhere[1].replace(reports, "reports").replace(f"{archive}/", "")
    assert _without_marks(said) == _without_marks(here[1].replace("./", ""))
    again = check(archive, "--out", reports, *jobs, environment=store.environment, cwd=tmp_path)
    assert again == elsewhere
    assert store.files(reports) == written


@pytest.mark.parametrize(
    ("argument", "found"),
    [
        ("{}/2024/letter.txt", {"2024/letter.txt"}),
        ("{}/2024", {"2024/letter.txt", "2024/a b#c?d%e.txt"}),
        ("{}/2024/", {"2024/letter.txt", "2024/a b#c?d%e.txt"}),
        ("{}/20*/*.txt", {"2024/letter.txt", "2024/a b#c?d%e.txt"}),
        ("{}/20*", {"2024/letter.txt", "2024/a b#c?d%e.txt", "2025/straße.md"}),
        ("{}/**/l*.txt", {"2024/letter.txt", "letter.txt"}),
    ],
)
def test_a_url_names_a_document_a_folder_or_a_pattern(
    store: Store, tmp_path: Path, argument: str, found: set[str]
) -> None:
    archive = store.bucket()
    store.put(archive, dict.fromkeys(NAMES, LETTER))
    given = argument.format(archive)
    _, said, errors = check(given, "--format", "none", environment=store.environment, cwd=tmp_path)
    assert errors == ""
    assert {
        line.partition(f"{archive}/")[2].partition(": ")[0] for line in said.splitlines() if ": 0 err" in line
    } == found


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["{}/absent.txt"], "{}/absent.txt: there is no such file; check the address"),
        (["{}/empty.txt"], "{}/empty.txt: the file is empty; is it the right one?"),
        (["{}/large.txt"], "{}/large.txt: the file has 34 MB or more, and refcheck reads up to 32 MB"),
        (["{}/absent"], "{}/absent: the folder cannot be read (there is no such"),
        (["s3://no-such-bucket-of-ours"], "s3://no-such-bucket-of-ours: the folder cannot be read (there is no such"),
        (
            ["{}/letter.txt", "--out", "s3://no-such-bucket-of-ours/x"],
            "s3://no-such-bucket-of-ours/x/letter.html: cannot be wr",
        ),
        (
            ["{}/letter.txt", "--out", "http://127.0.0.1:9/x"],
            "--out http://127.0.0.1:9/x: cannot be made or is no folder (a web ",
        ),
        (["{}", "--offline"], "--offline opens no connection, and {} lies elsewhere"),
        (["letter.txt", "--offline", "--out", "{}"], "--offline opens no connection, and {} lies elsewhere"),
        (["nothing://of/ours.txt"], "nothing://of/ours.txt: fsspec knows no such place"),
        (["s3://me:hidden@bucket/x"], "s3://***@bucket/x: the folder cannot be read ("),
        (["sftp://me:hidden@127.0.0.1/x.txt"], "sftp://***@127.0.0.1/x.txt: "),
        (
            ["http://me:hidden@127.0.0.1:9/x.txt?token=hidden"],
            "http://***@127.0.0.1:9/x.txt?token=***: cannot be read (",
        ),
    ],
)
def test_what_fails_is_one_line_without_secrets(
    store: Store, tmp_path: Path, arguments: list[str], reason: str
) -> None:
    archive = store.bucket()
    store.put(archive, {"letter.txt": LETTER, "empty.txt": b"", "large.txt": b"x" * (MAX_BYTES + 1)})
    given = [argument.format(archive) for argument in arguments]
    code, said, errors = check(*given, environment=store.environment, cwd=tmp_path)
    assert (code, said) == (2, "")
    assert errors.startswith(f"refcheck: {reason.format(archive)}")
    assert errors.count("\n") == 1
    assert "hidden" not in errors


def test_a_storage_that_is_not_there_costs_one_line(store: Store, tmp_path: Path) -> None:
    absent = {**store.environment, "AWS_ENDPOINT_URL": "http://127.0.0.1:9"}
    code, _, errors = check("s3://archive/letter.txt", environment=absent, cwd=tmp_path)
    assert code == 2
    assert errors.startswith("refcheck: s3://archive/letter.txt: cannot be read (Could not connect to the endpoint")
    assert errors.count("\n") == 1


def test_paths_load_nothing_of_it() -> None:
    program = (
        "import sys, refcheck.commands.check, refcheck.batch.checking, refcheck.reading; print('fsspec' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, timeout=60)
    assert done.stdout == b"False\n"
