"""A password in an address of a document stands in nothing that refcheck says, writes or keeps."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from refcheck.reporting import FORMATS
from tests.checking import PROJECT
from tests.nightly.world import World, serving, settings
from tests.reading.builders import Sheets, docx, paragraph

_PASSWORD = "hunter2"
_AT = f"desk:{_PASSWORD}@host1.example.org"
_URL = f"https://{_AT}/paper.pdf"
_WORDS = f"Resolution 853 (1994): see {_URL} and www.{_AT}/b, “quoted at {_URL}”."
_LED = docx(paragraph("See A/78/636 of 1 May 1901."), paragraph(_WORDS), links={"r1": _URL})
DOCUMENTS = {
    "letter.txt": f"{_WORDS}<sup>1</sup>\n\n<sup>1</sup> Ibid., {_URL}\n".encode(),
    "letter.md": f"{_WORDS} [here]({_URL}) ![i]({_URL}) <{_URL}> https://leads.example.org/in\n".encode(),
    "letter.html": f'<html><body><p>{_WORDS}<a href="{_URL}">here</a><img src="{_URL}">'.encode(),
    "letter.docx": _LED,
    "letter.pdf": Sheets().page().text(70, 100, f"See A/78/636 and {_URL}", link=_URL).content(),
}
_EVERY = ",".join(FORMATS)
COMMANDS = {
    "check": ("check", *DOCUMENTS, "--format", _EVERY, "--out", "out"),
    "check with sources": ("check", "letter.txt", "--sources", "texts", "--out", "out"),
    "check that accepts": (
        *("check", *DOCUMENTS, "--out", "out", "--baseline", "accepted.json", "--update-baseline"),
        *("--accept-by", "desk", "--reason", "as it is"),
    ),
    "nightly": ("nightly", "archive", "--state", "state.sqlite", "--out", "night"),
    "annotate": ("annotate", "letter.docx", "--out", "copies/letter.docx"),
    "fix": ("fix", "--links", "letter.docx", "--out", "copies/letter.docx"),
    "links": ("links", _URL, *(option for name in DOCUMENTS for option in ("--from", name))),
    "links led there": ("links", "https://leads.example.org/in"),
    "extract": ("extract", *DOCUMENTS),
    "text": ("extract", "--text", "letter.html"),
    "lookup": ("lookup", _URL),
}


@pytest.fixture
def world() -> Iterator[World]:
    with serving() as one:
        one.moved["https://leads.example.org/in"] = _URL
        yield one


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS.keys())
def test_a_password_stays_where_it_is(arguments: tuple[str, ...], tmp_path: Path, world: World) -> None:
    config = settings(tmp_path, world)
    config.write_text(config.read_text("utf-8").replace("[network]\n", "[network]\nonline = true\n", 1), "utf-8")
    for folder in (".", "texts", "archive"):
        (tmp_path / folder).mkdir(exist_ok=True)
        for name, content in DOCUMENTS.items():
            (tmp_path / folder / name).write_bytes(content)
    (tmp_path / "copies").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "refcheck", *arguments],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(PROJECT), "XDG_CACHE_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    # A copy of the document itself has its name, and holds what the document holds.
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path.name not in DOCUMENTS]
    telling = [str(path) for path in written if _PASSWORD.encode() in path.read_bytes()]
    assert telling == []
    assert _PASSWORD not in done.stdout + done.stderr
    said = done.stdout + "".join(path.read_text("utf-8", "replace") for path in written)
    assert "@host1.example.org" in said or arguments[0] in ("annotate", "fix")  # it is shown, but for the password
