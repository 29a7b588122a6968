from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from refcheck.commands import check
from refcheck.model import Difference, Place, Severity, Unread
from refcheck.report import Report
from refcheck.reporting import FORMATS, Compared, Entry, Names, naming, parts_of, write, write_index
from refcheck.reporting import html as html_format
from refcheck.reporting import json as json_format
from refcheck.reporting.naming import document_of
from tests.reporting.examples import LETTER_TEXT, document, letter, report
from tests.reporting.page_reader import read_page


def digest(path: str) -> str:
    return hashlib.sha256(path.encode()).hexdigest()[:8]


def names_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_each_format_in_its_file(tmp_path: Path) -> None:
    checked = letter()

    assert write(checked, tmp_path / "new" / "folder", ("html", "json")) == [
        tmp_path / "new" / "folder" / "letter.html",
        tmp_path / "new" / "folder" / "letter.json",
    ]
    assert (tmp_path / "new/folder/letter.html").read_bytes() == html_format.render(checked).encode()
    assert (tmp_path / "new/folder/letter.json").read_bytes() == json_format.render(checked).encode()
    assert names_in(tmp_path / "new" / "folder") == ["letter.html", "letter.json"]  # nothing left aside


def test_formats_are_listed_once() -> None:
    assert list(FORMATS) == ["html", "json", "sarif", "csv", "junit", "markdown"]
    assert list(FORMATS) == list(check.FORMATS)


def test_names_are_kept_for_the_files_of_all_formats() -> None:
    assert {extension for form in FORMATS.values() for extension in form.files} == set(naming.EXTENSIONS)


def test_same_document_again_replaces_its_report(tmp_path: Path) -> None:
    write(letter(), tmp_path, FORMATS)
    write(letter(), tmp_path, FORMATS)

    assert names_in(tmp_path) == sorted(f"letter.{extension}" for extension in naming.EXTENSIONS)


@pytest.mark.parametrize("formats", [*((form,) for form in FORMATS), ("html", "json")])
@pytest.mark.parametrize("run", ["one", "two"])
def test_documents_of_one_name_have_two_reports(tmp_path: Path, formats: tuple[str, ...], run: str) -> None:
    names = Names(tmp_path) if run == "one" else None
    for path in ("a/letter.txt", "b/letter.txt"):
        write(replace(letter(), document=document(LETTER_TEXT, path)), tmp_path, formats, names=names)
    second = f"letter-{digest('b/letter.txt')}"

    ends = [extension for form in formats for extension in FORMATS[form].files]
    assert names_in(tmp_path) == sorted(f"{name}.{end}" for name in ("letter", second) for end in ends)
    assert {document_of(file) for file in tmp_path.iterdir()} == {"a/letter.txt", "b/letter.txt"}


def test_names_that_differ_in_case_alone_are_taken(tmp_path: Path) -> None:
    names = Names(tmp_path)

    assert [names.of("Letter.txt"), names.of("letter.txt")] == ["Letter", f"letter-{digest('letter.txt')}"]
    assert names.of("Letter.txt") == "Letter"


def test_what_refcheck_did_not_write_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.html").write_text("<p>my own page")
    (tmp_path / "note.json").write_text("[1, 2")
    (tmp_path / "memo.md").write_text("# My own notes")
    (tmp_path / "list.findings.csv").write_text("file\nmine\n")
    write(report(path="memo.md"), tmp_path, ("markdown",))
    write(report(path="list.txt"), tmp_path, ("csv",))
    write(report(path="letter.html"), tmp_path)
    write(report(path="note.txt"), tmp_path)

    assert (tmp_path / "letter.html").read_text() == "<p>my own page"
    assert (tmp_path / "note.json").read_text() == "[1, 2"
    assert (tmp_path / "memo.md").read_text() == "# My own notes"
    assert (tmp_path / "list.findings.csv").read_text() == "file\nmine\n"
    assert f"note-{digest('note.txt')}.html" in names_in(tmp_path)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/b/letter.v2.txt", "letter.v2"),
        ("-", "document"),
        (".hidden", "hidden"),
        ("--option.txt", "option"),
        ("..", "document"),
        ("a\u202etxt.exe.txt", "a_txt.exe"),
        ("tab\tand\nline.txt", "tab_and_line"),
        ("nul\0.txt", "nul_"),
        ('C:\\x\\a<b>"c".txt', "C__x_a_b__c_"),
        ("\udcff.txt", "_"),
        ("ü" * 200 + ".txt", "ü" * 50),
        ("index.txt", f"index-{digest('index.txt')}"),
        ("AUX.txt", f"AUX-{digest('AUX.txt')}"),
    ],
)
def test_names_are_safe_for_every_file_system(tmp_path: Path, path: str, name: str) -> None:
    assert Names(tmp_path).of(path) == name


@pytest.mark.parametrize(
    "path",
    [
        *("a\u202eb.txt", "\udcff.txt", "a\x01\r\n\"'<&>.txt", "ü.txt", "a\\x01.txt"),
        *("a  b;=c.txt", "=1.txt", "-", "a\ufffe\u2028b.txt", "5/1"),
    ],
)
def test_a_report_knows_its_document_whatever_the_path(tmp_path: Path, path: str) -> None:
    whole = replace(letter(), document=document(LETTER_TEXT, path))
    first = write(whole, tmp_path, FORMATS)

    assert write(whole, tmp_path, FORMATS) == first
    assert all(len(file.name.encode()) <= 120 for file in first)


def test_long_names_stay_below_the_limit(tmp_path: Path) -> None:
    names = Names(tmp_path)
    given = [names.of(f"{folder}/{'長' * 90}.txt") for folder in "abc"]

    assert len(set(given)) == 3
    assert all(len(f"{name}.html".encode()) <= 120 for name in given)


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_self: Path, _target: Path) -> Path:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="no space"):
        write(letter(), tmp_path)
    assert names_in(tmp_path) == []


def entry(path: str, errors: int = 0, warnings: int = 0, page: str | None = None) -> Entry:
    counts = {Severity.ERROR: errors, Severity.WARNING: warnings, Severity.INFO: 0}
    return Entry(path, "A letter", page or path, counts, report().summary())


def test_index_has_the_worst_first_and_names_what_could_not_be_read(tmp_path: Path) -> None:
    entries = [
        entry("b"),
        entry("a"),
        entry("w", warnings=2),
        entry("e", errors=1),
        entry("f", errors=1, warnings=1),
    ]
    [file] = write_index(entries, [Unread("scan.pdf", "It is empty; scan it again.")], tmp_path)
    page = read_page(file.read_text())

    assert file.name == "index.html"
    assert [a["href"] for a in page.named("a") if "class" not in a] == ["./f", "./e", "./w", "./a", "./b"]
    assert [a["data-name"] for a in page.named("td")][:3] == ["Errors", "Warnings", "Hints"]  # drawn where rows stack
    assert "scan.pdf" in page.text
    assert "It is empty; scan it again." in page.text


def test_index_encodes_names(tmp_path: Path) -> None:
    page = read_page(write_index([entry("x", page='a b:"#?%ü<.html')], [], tmp_path)[0].read_text())

    assert "./a%20b%3A%22%23%3F%25%C3%BC%3C.html" in page.attributes("href")


def test_index_keeps_numbers_of_a_report() -> None:
    checked: Report = letter()

    assert Entry.of(checked, "letter.html") == Entry(
        "letters/letter.txt", checked.title(), "letter.html", checked.counts(), checked.summary()
    )


def test_index_replaces_only_an_index(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>my own page")
    [first] = write_index([entry("a")], [], tmp_path)

    assert first.name == "refcheck-index.html"
    assert write_index([entry("a")], [], tmp_path) == [first]
    assert (tmp_path / "index.html").read_text() == "<p>my own page"


PLACES = (Place("a.txt", 3, 20, 30, "Tofig Musayev"), Place("b.txt", 1, 0, 10, "Tofiq Musayev"))
DIFFERENCE = Difference("name-two-spellings", "One name in two spellings", "A name is spelt so, but so.", PLACES)


def test_index_shows_what_does_not_agree_between_documents(tmp_path: Path) -> None:
    entries = [entry("a.txt", page="a.html"), entry("b.txt", page="b.html")]
    page = read_page(write_index(entries, [], tmp_path, Compared((DIFFERENCE,)))[0].read_text())

    assert "1 hint from comparing the documents with one another." in page.text
    assert "One name in two spellings" in page.text
    assert "A name is spelt so, but so." in page.text
    assert "a.txt, line 3: “Tofig Musayev”" in page.text
    assert page.attributes("href").count("./b.html") == 2
    assert page.unclosed == []


def test_index_shows_the_first_differences_and_says_how_many_there_are(tmp_path: Path) -> None:
    many = Compared((DIFFERENCE,) * 201, complete=False)
    text = read_page(write_index([], [], tmp_path, many)[0].read_text()).text

    assert text.count("A name is spelt so") == 200
    assert "The first 200 are shown" in text
    assert "all 201" in text
    assert "some were left out" in text


def test_index_in_lines(tmp_path: Path) -> None:
    entries = [entry("a.txt", page="a.html"), entry("b.txt", errors=1, page="b.html")]
    unread = [Unread("\udcff.pdf", "It is empty.")]
    [file] = write_index(entries, unread, tmp_path, Compared((DIFFERENCE,)), "json")
    head, *lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]

    assert file.name == "index.jsonl"
    assert {**head, "schema": ""} == {
        "schema": "",
        "documents": 2,
        "unread": 1,
        "together": 1,
        "together_complete": True,
    }
    assert [list(line) for line in lines] == [["document"], ["document"], ["unread"], ["together"]]
    assert lines[0]["document"]["path"] == "b.txt"
    assert lines[0]["document"]["findings"] == {"error": 1, "warning": 0, "info": 0}
    assert lines[2]["unread"] == {"path": "\udcff.pdf", "reason": "It is empty."}
    assert lines[3]["together"] == {
        "check": "name-two-spellings",
        "severity": "info",
        "message": "A name is spelt so, but so.",
        "places": [
            {"path": "a.txt", "line": 3, "start": 20, "end": 30, "text": "Tofig Musayev"},
            {"path": "b.txt", "line": 1, "start": 0, "end": 10, "text": "Tofiq Musayev"},
        ],
    }


def test_index_in_lines_replaces_only_one_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "index.jsonl").write_text('{"mine": 1}\n')
    [first] = write_index([entry("a")], [], tmp_path, form="json")

    assert first.name == "refcheck-index.jsonl"
    assert write_index([entry("b")], [], tmp_path, form="json") == [first]


@pytest.mark.parametrize("form", FORMATS)
def test_index_of_each_format_replaces_its_own_and_nothing_else(tmp_path: Path, form: str) -> None:
    entries = [Entry.of(letter(), "letter.html", parts_of(letter(), [form]))]
    first = write_index(entries, [], tmp_path, form=form)

    assert write_index(entries, [], tmp_path, form=form) == first
    for file in first:
        file.write_text("my own")
    assert not set(write_index(entries, [], tmp_path, form=form)) & set(first)
    assert all(file.read_text() == "my own" for file in first)


def test_index_of_nothing(tmp_path: Path) -> None:
    page = read_page(write_index([], [], tmp_path)[0].read_text())

    assert page.unclosed == []
    assert "0 documents checked" in page.text


def test_hostile_names_in_the_index(tmp_path: Path) -> None:
    evil = '<script>alert(1)</script>"\u202e\0'
    compared = Compared((Difference(evil, evil, evil, (Place(evil, 1, 0, 1, evil),)),))
    page = read_page(write_index([entry(evil)], [Unread(evil, evil)], tmp_path, compared)[0].read_text())

    assert len(page.scripts) == 1
    assert "alert" not in page.scripts[0]


def test_json_says_which_document(tmp_path: Path) -> None:
    (file,) = write(letter(), tmp_path, ("json",))

    assert document_of(file) == json.loads(file.read_text())["document"]["path"]
