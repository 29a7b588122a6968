"""The commands that use the network, against the stand-in for the public sources."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fpdf import FPDF

import refcheck
from refcheck.cli import run
from refcheck.settings import load
from tests.checking import LETTERS
from tests.standin.server import Standin, running

LETTER = next(path for path in LETTERS if path.name.startswith("004"))


@pytest.fixture(scope="module")
def standin() -> Iterator[Standin]:
    with running() as server:
        yield server


@pytest.fixture
def config(standin: Standin, tmp_path: Path) -> Path:
    """Settings that lead to the stand-in."""
    standin.world.modes.clear()
    standin.world.served.clear()
    standin.world.log.clear()
    hosts = "".join(f'"{host}" = "{base}"\n' for host, base in standin.bases().items())
    file = tmp_path / "settings.toml"
    cache = json.dumps(str(tmp_path / "cache"))
    file.write_text(f"[network]\npace = 0\ntimeout = 5\ncache = {cache}\n[network.hosts]\n{hosts}", "utf-8")
    return file


def links(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, dict[str, Any]]]:
    code = run(["links", *arguments])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return code, {line["url"]: line for line in lines}


def test_the_addresses_of_a_letter(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One is alive, one dead with an archived copy, one has moved."""
    code, verdicts = links(capsys, "--from", str(LETTER), "--config", str(config))
    assert {url: one["status"] for url, one in verdicts.items()} == {
        "https://azerbaijan.un.org/en/248051-un-team-completes-mission-karabakh": "verified",
        "https://caliber.az/en/post/207092/": "dead",
        "https://media.un.org/en/asset/k1g/k1gvc8zwrdr": "moved",
    }
    assert code == 1
    dead = verdicts["https://caliber.az/en/post/207092/"]
    assert dead["archived"] == "https://web.archive.org/web/20240212093000/https://caliber.az/en/post/207092/"
    moved = verdicts["https://media.un.org/en/asset/k1g/k1gvc8zwrdr"]
    assert moved["suggestion"] == "https://webtv.un.org/en/asset/k1g/k1gvc8zwrdr"


def test_a_second_run_asks_nothing_and_refresh_asks_anew(
    config: Path, standin: Standin, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("http://zoo.test/alive", "http://zoo.test/301", "--config", str(config))
    first = links(capsys, *arguments)
    standin.world.log.clear()
    assert links(capsys, *arguments)[1].keys() == first[1].keys()
    assert standin.world.log == []
    links(capsys, *arguments, "--refresh")
    assert standin.world.log


def test_addresses_that_are_never_asked(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    urls = ("http://127.0.0.1:1/", "http://169.254.169.254/", "mailto:desk@example.org", "http://u:p@zoo.test/")
    code, verdicts = links(capsys, *urls, "--config", str(config))
    assert code == 0
    assert {one["status"] for one in verdicts.values()} == {"unverifiable"}


def test_without_an_address_the_usage_is_said() -> None:
    with pytest.raises(Exception, match="name an address, or a document with --from FILE"):
        run(["links"])


def test_a_file_that_cannot_be_read(config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = str(tmp_path / "missing.txt")
    assert run(["links", "--from", missing, "--config", str(config)]) == 2
    assert run(["links", "--from", missing, "http://zoo.test/alive", "--config", str(config)]) == 3
    assert "missing.txt" in capsys.readouterr().err


def test_sources_are_listed_and_probed(config: Path, standin: Standin, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sources", "list"]) == 0
    assert "Official Document System (documents.un.org): about 1 requests" in capsys.readouterr().out
    standin.world.modes.add("undl-waf")
    assert run(["sources", "probe", "--config", str(config)]) == 1
    said = capsys.readouterr().out
    assert "Official Document System (documents.un.org), asked for A/RES/55/2: answers as recorded" in said
    assert "UN Digital Library (digitallibrary.un.org), asked for S/RES/853(1993): refuses programs" in said
    assert "International Court of Justice (www.icj-cij.org), asked for ICJ/180/ORD/2021-12-07: answers" in said


def checked(capsys: pytest.CaptureFixture[str], out: Path, *arguments: str) -> dict[str, Any]:
    run(["check", "--out", str(out), "--format", "json", *arguments])
    capsys.readouterr()
    (report,) = [json.loads(file.read_text("utf-8")) for file in out.glob("*.json")]
    assert isinstance(report, dict)
    return report


def by_form(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {form: one["verdict"] for one in report["references"] for form in one["canonical"]}


def test_what_the_catalogue_does_not_know_is_asked_of_the_sources(
    config: Path, standin: Standin, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = checked(capsys, tmp_path / "out", str(LETTER), "--online", "--config", str(config))
    verdicts = by_form(report)
    asked = ("A/78/636", "S/2023/960", "A/78/764", "A/HRC/8/6/Add.2", "E/CN.4/1999/79/Add.1", "UNTS/660/9464")
    assert {form: verdicts[form]["status"] for form in asked} == dict.fromkeys(asked, "verified")
    assert all(verdicts[form]["evidence"] for form in asked)
    assert verdicts["S/RES/853(1993)"]["by"].startswith("embedded catalogue")  # the first that knows ends the search
    rules = {finding["rule"] for finding in report["findings"]}
    assert {"url-dead", "url-moved"} <= rules
    assert {finding["severity"] for finding in report["findings"]} == {"info", "warning"}

    standin.world.log.clear()
    again = checked(capsys, tmp_path / "again", str(LETTER), "--online", "--config", str(config))
    assert standin.world.log == []
    assert {form: one["status"] for form, one in by_form(again).items()} == {
        form: one["status"] for form, one in verdicts.items()
    }


@pytest.mark.parametrize("letter", LETTERS, ids=lambda path: path.name[:3])
def test_whatever_the_sources_refuse_is_neither_right_nor_wrong(
    letter: Path, config: Path, standin: Standin, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    standin.world.modes.update({"ods-error-for-all", "undl-waf"})
    report = checked(capsys, tmp_path / "out", str(letter), "--online", "--config", str(config))
    assert not {one["status"] for one in by_form(report).values()} & {"not-found", "mismatch"}
    assert {finding["severity"] for finding in report["findings"]} <= {"info", "warning"}
    assert {f["rule"] for f in report["findings"] if f["severity"] == "warning"} <= {"url-dead"}


@pytest.mark.parametrize(
    ("text", "form", "status", "rule"),
    [
        ("See A/78/636-S/2023/960.", "A/78/636", "verified", None),
        ("See A/78/636-S/2023/961.", "A/78/636", "mismatch", "joint-symbol-same-document"),
        ("See A/71/98765.", "A/71/98765", "not-found", "not-found"),
        ("See A/CONF.999/4.", "A/CONF.999/4", "unverifiable", None),
    ],
)
def test_what_the_sources_say_becomes_a_verdict(
    text: str,
    form: str,
    status: str,
    rule: str | None,
    config: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "note.txt").write_text(text, "utf-8")
    report = checked(capsys, tmp_path / "out", str(tmp_path / "note.txt"), "--online", "--config", str(config))
    assert by_form(report)[form]["status"] == status
    assert {f["rule"] for f in report["findings"] if f["severity"] == "error"} == ({rule} if rule else set())


def test_offline_wins_over_the_settings(
    config: Path, standin: Standin, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config.write_text(config.read_text("utf-8").replace("[network]\n", "[network]\nonline = true\n", 1), "utf-8")
    report = checked(capsys, tmp_path / "out", str(LETTER), "--offline", "--config", str(config))
    assert standin.world.log == []
    assert report["offline"] is True


CITED = "/doc/undoc/gen/n24/036/30/pdf/n2403630.pdf"  # where the stand-in has A/78/764


def pdf(*lines: str) -> bytes:
    page = FPDF()
    page.add_page()
    page.set_font("Helvetica", size=11)
    for line in lines:
        page.multi_cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")
    return bytes(page.output())


@pytest.mark.parametrize(
    ("quoted", "rules"),
    [
        ("the return of displaced persons must be safe, voluntary and dignified", set()),
        ("the return of displaced persons must not be safe, voluntary and dignified", {"quotation-matches"}),
    ],
)
def test_the_cited_text_is_fetched_and_read(
    quoted: str,
    rules: set[str],
    config: Path,
    standin: Standin,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    standin.world.files[CITED] = pdf(
        "United Nations                                A/78/764",
        "General Assembly                        Distr.: General",
        "1. The Committee met in Geneva in the spring and heard the representatives of the parties.",
        "2. It recalled that the return of displaced persons must be safe, voluntary and dignified, and that property "
        "must be given back.",
        "3. It decided to meet again in the autumn.",
    )
    (tmp_path / "note.txt").write_text(f"It said that “{quoted}” (A/78/764, para. 2).\n", "utf-8")
    report = checked(capsys, tmp_path / "out", str(tmp_path / "note.txt"), "--online", "--config", str(config))
    assert {f["rule"] for f in report["findings"] if f["severity"] != "info"} == rules
    assert report["quotations"][0]["passage"]["canonical"] == "A/78/764"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7 and nothing that a reader could read", "cannot be read"),
        (pdf("United Nations", "A/78/765", "1. Another document."), "does not name A/78/764"),
        (b"<html>no PDF</html>", "did not give a PDF"),
    ],
)
def test_a_text_that_cannot_be_used_proves_nothing(
    content: bytes,
    says: str,
    config: Path,
    standin: Standin,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    standin.world.files[CITED] = content
    (tmp_path / "note.txt").write_text("It said that “the return of persons must be safe” (A/78/764, para. 2).\n")
    report = checked(capsys, tmp_path / "out", str(tmp_path / "note.txt"), "--online", "--config", str(config))
    assert report["quotations"][0]["wording"] == "unchecked"
    assert any(says in line for line in report["skipped"])
    assert [f for f in report["findings"] if f["severity"] != "info"] == []


def test_the_same_from_python(config: Path) -> None:
    settings = load(config)
    assert refcheck.check(LETTER, settings).offline is True
    report = refcheck.check(LETTER, settings, online=True)
    assert report.offline is False
    assert "dead" in {verdict.status for verdict in report.verdicts}
