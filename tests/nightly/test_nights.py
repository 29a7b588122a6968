"""Nights over an archive, against a real server: what broke and what was mended is exactly what it did."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from refcheck.cli import run
from refcheck.commands.console import EXIT_CLEAN, EXIT_FINDINGS, EXIT_UNREAD
from refcheck.errors import RefcheckError
from tests.nightly.world import World, addresses, serving, settings, write_archive, write_document


@pytest.fixture
def world() -> Iterator[World]:
    with serving() as one:
        yield one


@dataclass
class Archive:
    """An archive with its state and reports; `night` runs the job on a day of November 2026, or later."""

    folder: Path
    world: World
    config: Path
    links: list[str]
    state: str

    @property
    def documents(self) -> Path:
        return self.folder / "archive"

    def night(self, day: int, *options: str) -> tuple[int, dict[str, Any]]:
        now = f"2026-{11 + (day - 1) // 30:02}-{(day - 1) % 30 + 1:02}T02:00:00Z"
        places = ("--state", self.state, "--out", str(self.folder / "out"), "--config", str(self.config))
        code = run(["nightly", str(self.documents), *places, "--now", now, *options])
        return code, json.loads((self.folder / "out" / "index.json").read_text("utf-8"))


@pytest.fixture
def archive(tmp_path: Path, world: World, place: str) -> Archive:
    links = addresses(40, 4)
    write_archive(tmp_path / "archive", 8, links)
    return Archive(tmp_path, world, settings(tmp_path, world), links, place)


def urls(report: dict[str, Any], section: str) -> set[str]:
    return {link["url"] for link in report[section]["links"]}


def states(report: dict[str, Any], section: str) -> dict[str, str]:
    return {link["url"]: link["state"] for link in report[section]["links"]}


def test_what_breaks_and_is_mended_is_named_and_nothing_else(archive: Archive) -> None:
    gone, failing, refusing = archive.links[:3]
    archive.world.broken = {gone: "gone", refusing: "refuses"}
    code, report = archive.night(1)
    assert code == EXIT_FINDINGS
    assert states(report, "broke") == {gone: "failing 1 of 3"}
    assert [link["url"] for link in report["unknown"]] == [refusing]
    assert report["links"] | {"started": ""} == {
        "started": "",
        "alive": 38,
        "failing": 1,
        "dead": 0,
        "unknown": 1,
        "broke": 1,
        "mended": 0,
        "left": 0,
    }

    archive.world.broken = {failing: "fails"}
    code, report = archive.night(8)
    assert code == EXIT_CLEAN  # what fails once without being gone is no more than a hint
    assert states(report, "broke") == {failing: "failing 1 of 3"}
    assert urls(report, "mended") == {gone}
    assert urls(report, "still") == set()

    archive.world.broken = {}
    code, report = archive.night(9)
    assert (code, urls(report, "broke"), urls(report, "mended")) == (EXIT_CLEAN, set(), {failing})


def test_a_link_is_dead_after_failures_on_three_days(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    gone = archive.links[5]
    archive.world.broken = {gone: "gone"}
    assert archive.night(1)[0] == EXIT_FINDINGS
    assert archive.night(1)[0] == EXIT_CLEAN  # the same day counts once
    code, report = archive.night(2)
    assert (code, states(report, "still")) == (EXIT_CLEAN, {gone: "failing 2 of 3"})
    assert archive.night(2, "--fail-on", "any")[0] == EXIT_FINDINGS
    code, report = archive.night(3)
    assert (code, states(report, "confirmed")) == (EXIT_FINDINGS, {gone: "dead"})
    assert report["confirmed"]["links"][0] | {"documents": []} == {
        "url": gone,
        "status": "dead",
        "state": "dead",
        "severity": "error",
        "since": "2026-11-01",
        "answered": None,
        "reason": report["confirmed"]["links"][0]["reason"],
        "suggestion": None,
        "archived": None,
        "documents": [],
        "citing": report["confirmed"]["links"][0]["citing"],
    }
    page = next(
        json.loads(file.read_text("utf-8"))
        for file in (archive.folder / "out").glob("letter-*.json")
        if gone in file.read_text("utf-8")
    )
    (finding,) = [one for one in page["findings"] if one["rule"] == "url-dead"]
    assert finding["severity"] == "error"
    asked = archive.world.asked[gone]
    assert archive.night(20)[0] == EXIT_CLEAN
    assert archive.world.asked[gone] == asked  # the dead are asked monthly
    archive.world.broken = {}
    _, report = archive.night(34)
    assert urls(report, "mended") == {gone}
    capsys.readouterr()
    assert archive.night(34)[0] == EXIT_CLEAN
    assert capsys.readouterr().out.count("\n") == 1


def test_what_is_gone_is_told_with_its_archived_copy(archive: Archive) -> None:
    copied, lost = archive.links[5:7]
    archive.world.broken = {copied: "gone", lost: "gone"}
    archive.world.archived = {copied}
    _, report = archive.night(1)
    copy = f"https://web.archive.org/web/20240102030405/{copied}"
    assert {link["url"]: link["archived"] for link in report["broke"]["links"]} == {copied: copy, lost: None}
    page = (archive.folder / "out" / f"{_citing(archive, copied).stem}.json").read_text("utf-8")
    (finding,) = [one for one in json.loads(page)["findings"] if one["rule"] == "url-dead" and copied in one["message"]]
    assert finding["suggestion"] == copy

    archive.world.archived = {lost}  # the archive is asked once: what it said of a page that is gone stays
    _, report = archive.night(2)
    assert {link["url"]: link["archived"] for link in report["still"]["links"]} == {copied: copy, lost: None}


def _citing(archive: Archive, url: str) -> Path:
    return next(file for file in sorted(archive.documents.rglob("*.txt")) if url in file.read_text("utf-8"))


def test_a_living_link_is_asked_after_a_week_and_once_however_many_cite_it(archive: Archive) -> None:
    archive.night(1)
    assert set(archive.world.asked.values()) == {1}
    archive.night(7)
    assert set(archive.world.asked.values()) == {1}
    archive.night(8)
    assert set(archive.world.asked.values()) == {2}


def test_failures_that_last_make_a_link_dead_and_say_what_was_seen(archive: Archive) -> None:
    failing = archive.links[7]
    archive.world.broken = {failing: "fails"}
    for day in (1, 2, 3):
        _, report = archive.night(day)
    (link,) = report["confirmed"]["links"]
    assert link["reason"].startswith("It failed on 3 different days; the last time: the host failed (status 500)")


def test_findings_of_changed_documents_are_broken_and_mended_things(archive: Archive) -> None:
    archive.night(1)
    file = archive.documents / "0" / "letter-0.txt"
    whole = file.read_text("utf-8")
    file.write_text(whole.replace("853 (1993)", "853 (1994)"), "utf-8")
    code, report = archive.night(2)
    assert code == EXIT_FINDINGS
    assert [(one["rule"], one["cause"]) for one in report["broke"]["findings"]] == [("resolution-year", "changed")]
    assert report["documents"] == {"all": 8, "new": 0, "changed": 1, "vanished": 0, "unread": 0, "left": 0}
    _, report = archive.night(3)
    assert [one["rule"] for one in report["still"]["findings"]] == ["resolution-year"]
    file.write_text(whole, "utf-8")
    code, report = archive.night(4)
    assert (code, [one["rule"] for one in report["mended"]["findings"]]) == (EXIT_CLEAN, ["resolution-year"])


def test_a_dead_link_taken_out_of_a_document_is_mended_there(archive: Archive) -> None:
    gone = "https://other.example.org/lost.pdf"
    archive.world.broken = {gone: "gone"}
    file = archive.documents / "new.txt"
    archive.night(1)
    write_document(file, 99, [gone])
    _, report = archive.night(2)
    assert (urls(report, "broke"), report["broke"]["findings"]) == ({gone}, [])  # told once, as a link
    write_document(file, 99, [])
    _, report = archive.night(3)
    assert [one["rule"] for one in report["mended"]["findings"]] == ["url-dead"]
    assert urls(report, "still") == set()


def test_documents_that_are_new_and_gone(archive: Archive) -> None:
    archive.night(1)
    gone = archive.documents / "3" / "letter-3.txt"
    gone.rename(archive.documents / "newcomer.txt")
    _, report = archive.night(2)
    assert [one["document"] for one in report["vanished"]] == [str(gone)]
    assert report["documents"]["new"] == 1
    assert (archive.folder / "out" / "newcomer.html").is_file()


def test_what_cannot_be_read_is_named_once_as_news_and_each_night_in_the_report(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    (archive.documents / "broken.pdf").write_bytes(b"%PDF-1.4 and no more")
    code, report = archive.night(1)
    assert code == EXIT_UNREAD
    assert [one["document"] for one in report["unread"]] == [str(archive.documents / "broken.pdf")]
    assert "broken.pdf" in capsys.readouterr().err
    code, report = archive.night(2)
    assert (code, len(report["unread"])) == (EXIT_CLEAN, 1)


def test_a_network_that_is_down_breaks_no_link(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    archive.night(1)
    archive.world.down = True
    code, report = archive.night(8)
    assert (code, report["outage"], report["links"]["alive"], report["links"]["left"]) == (EXIT_CLEAN, True, 40, 40)
    assert "no host answered, not even those that were alive before" in capsys.readouterr().err
    archive.world.down = False
    _, report = archive.night(9)
    assert (report["outage"], report["links"]["left"], urls(report, "mended")) == (False, 0, set())


def test_a_host_that_is_down_alone_is_no_outage(archive: Archive) -> None:
    archive.night(1)
    (archive.documents / "0" / "letter-0.txt").write_text("See https://down.example.org/a.pdf", "utf-8")
    archive.world.broken = {"https://down.example.org/a.pdf": "cut", "https://down.example.org/robots.txt": "cut"}
    _, report = archive.night(2)
    assert (urls(report, "broke"), report["outage"]) == ({"https://down.example.org/a.pdf"}, False)


def test_a_budget_stops_in_good_order_and_the_next_night_goes_on(archive: Archive) -> None:
    code, report = archive.night(1, "--budget", "0s")
    assert code == EXIT_CLEAN
    # One step of each kind is always done.
    assert (report["complete"], report["documents"]["left"], report["links"]["alive"]) == (False, 7, 1)
    for night in range(40):
        _, report = archive.night(1, "--budget", f"{0.1 * 1.3**night:.1f}s")  # a busy machine needs the later ones
        if report["complete"]:
            break
    assert (report["complete"], report["documents"]["left"], report["links"]["left"]) == (True, 0, 0)
    assert report["links"]["alive"] == 40


def test_reports_that_are_lost_are_written_again(archive: Archive) -> None:
    archive.night(1)
    out = archive.folder / "out"
    first = {file.name: file.read_bytes() for file in out.iterdir()}
    lost = sorted(out.glob("*.html"))[1]
    lost.unlink()
    _, report = archive.night(2)
    assert (urls(report, "broke"), report["broke"]["findings"]) == (set(), [])
    assert {file.name for file in out.iterdir()} == set(first)
    out.rename(archive.folder / "elsewhere")
    archive.night(3)
    assert {file.name for file in out.iterdir()} == set(first)


def test_an_empty_or_missing_archive_is_no_archive_of_which_all_is_gone(archive: Archive) -> None:
    archive.night(1)
    archive.documents.rename(archive.folder / "elsewhere")
    with pytest.raises(RefcheckError, match="the archive is no folder"):
        archive.night(2)
    archive.documents.mkdir()
    with pytest.raises(RefcheckError, match="holds no document, and the last run knew 8 of it"):
        archive.night(2)


def test_offline_asks_nothing_and_forgets_nothing(archive: Archive) -> None:
    gone = archive.links[0]
    archive.world.broken = {gone: "gone"}
    archive.night(1)
    archive.world.asked.clear()
    _, report = archive.night(2, "--offline")
    assert (report["offline"], states(report, "still"), archive.world.asked) == (True, {gone: "failing 1 of 3"}, {})


def test_the_same_night_twice_writes_the_same_bytes(archive: Archive) -> None:
    archive.world.broken = {archive.links[0]: "gone"}
    written = []
    for name in ("one", "two"):
        archive.state = str(archive.folder / f"{name}.sqlite")
        archive.night(1)
        written.append({file.name: file.read_bytes() for file in (archive.folder / "out").iterdir()})
    assert written[0] == written[1]
