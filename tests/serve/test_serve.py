"""The local page over HTTP: what it takes, what it refuses, and what it leaves behind."""

from __future__ import annotations

import json
import os
import re
import socket
import stat
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import anyio
import docx
import pytest
import requests
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from refcheck import cli
from refcheck.baseline import Baseline
from refcheck.reading import MAX_BYTES
from refcheck.reporting import FORMATS
from refcheck.serve.guard import Guard, Names
from refcheck.serve.jobs import AT_A_TIME, MOST_WAITING
from refcheck.serve.listening import is_of_this_machine
from refcheck.serve.names import shown_name
from tests.checking import LETTERS
from tests.serve.served import SLOW, WRONG, Served, serving
from tests.standin.server import shared


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("served") / "runs") as server:
        yield server


# What is done with a document.


def test_document_is_checked_and_its_report_is_the_page_of_check(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = served.checked(LETTERS[0].read_bytes(), "letter.txt")
    now = run[5:20]
    (tmp_path / "letter.txt").write_bytes(LETTERS[0].read_bytes())
    moment = f"{now[:4]}-{now[4:6]}-{now[6:11]}:{now[11:13]}:{now[13:]}Z"
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        cli.main(["check", "letter.txt", "--now", moment, "--offline"])

    report = served.get(f"{run}/report")

    assert report.content == (tmp_path / "reports" / "letter.html").read_bytes()
    assert "sandbox" in report.headers["Content-Security-Policy"]


def test_every_format_of_check_can_be_downloaded(served: Served) -> None:
    run = served.checked()
    ends = [end for form in FORMATS.values() for end in form.files]

    answers = [served.get(f"{run}/files/letter.{end}") for end in ends]

    assert [answer.status_code for answer in answers] == [200] * len(ends)
    assert all(answer.headers["Content-Disposition"].startswith("attachment") for answer in answers)
    assert served.get(f"{run}/files/letter.json").json()["document"]["path"] == "letter.txt"


def test_word_file_comes_back_with_comments(served: Served, tmp_path: Path) -> None:
    whole = docx.Document()
    whole.add_paragraph(WRONG)
    whole.save(str(tmp_path / "letter.docx"))

    run = served.checked((tmp_path / "letter.docx").read_bytes(), "letter.docx")
    (tmp_path / "back.docx").write_bytes(served.get(f"{run}/files/letter.reviewed.docx").content)

    assert len(list(docx.Document(str(tmp_path / "back.docx")).comments)) == 2


def test_online_is_asked_where_it_was_chosen_and_nowhere_else(tmp_path: Path) -> None:
    hosts = "".join(f'"{host}" = "{base}"\n' for host, base in shared().bases().items())
    (tmp_path / "refcheck.toml").write_text(
        f'[network]\nonline = true\npace = 0.0\ncache = "{tmp_path / "answers"}"\n[network.hosts]\n{hosts}', "utf-8"
    )
    text = "See A/78/636 and S/2023/960.\n"
    with serving(tmp_path / "runs") as served:
        online = served.checked(text, online="yes")
        offline = served.checked(text, online="no")

        reports = [served.get(f"{run}/files/letter.json").json() for run in (online, offline)]

        assert [report["offline"] for report in reports] == [False, True]
        assert "online" in served.get().text


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.stem)
def test_letters_are_checked(served: Served, letter: Path) -> None:
    run = served.checked(letter.read_bytes(), letter.name)
    assert served.get(f"{run}/report").status_code == 200


def test_last_document_comes_first(served: Served) -> None:
    names = [f"{number}.txt" for number in range(4)]
    for name in names:
        served.checked(name=name)
    listed = re.findall(r'<bdi dir="ltr">(\d\.txt)</bdi>', served.get().text)
    assert listed[:4] == names[::-1]


def test_text_is_pasted(served: Served) -> None:
    answer = served.post("runs", {"text": WRONG.replace("\n", "\r\n"), "online": "no"})
    run = served.done(answer.url.removeprefix(served.url))

    assert served.get(f"{run}/files/Pasted text.json").json()["summary"]["references"] == 2


def test_accepted_finding_is_struck_kept_and_taken_back(served: Served) -> None:
    run = served.checked(name="decided.txt")
    wanted, *others = served.findings(run)
    decision = {"finding": [wanted], "by": "Leyla", "reason": "As the source\nhas it"}

    assert served.post(f"{run}/accept", decision).status_code == 200
    served.done(run)
    findings = served.get(f"{run}/files/decided.json").json()["findings"]
    (accepted,) = [finding["accepted"] for finding in findings if finding["accepted"]]
    assert (accepted["by"], accepted["reason"]) == ("Leyla", "As the source has it")
    assert "<s>" in served.get(f"{run}/report").text
    assert set(served.findings(run)) == {wanted, *others}  # one to take back, the others to accept

    # It holds for a document of the same name that is handed in later, and for the command line.
    again = served.checked(WRONG + "\nOne more line.\n", "decided.txt")
    assert served.get(f"{again}/files/decided.json").json()["summary"]["accepted"] == 1
    file = served.folder / "downloaded.json"
    file.write_bytes(served.get(f"{run}/baseline.json").content)
    assert [(entry.file, entry.identity) for entry in Baseline.load(file).entries] == [("decided.txt", wanted)]
    file.unlink()

    served.post(f"{run}/take-back", {"finding": wanted})
    served.done(run)
    assert served.get(f"{run}/files/decided.json").json()["summary"]["accepted"] == 0


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"by": "Leyla", "reason": "so"}, "Choose the findings"),
        ({"finding": "0" * 16, "by": " ", "reason": "so"}, "neither can be empty"),
        ({"finding": "0" * 16, "by": "Leyla", "reason": ""}, "neither can be empty"),
        ({"finding": "0" * 16, "by": "L" * 121, "reason": "so"}, "at most 120 characters"),
    ],
)
def test_decision_needs_a_finding_a_name_and_a_reason(served: Served, given: dict[str, str], said: str) -> None:
    run = served.checked()
    answer = served.post(f"{run}/accept", given)
    assert (answer.status_code, said in answer.text) == (422, True)


def test_deleting_a_document_leaves_nothing_of_it(served: Served) -> None:
    run = served.checked(name="secret.txt")
    served.post(f"{run}/accept", {"finding": served.findings(run)[0], "by": "Leyla", "reason": "so"})
    served.done(run)

    answer = served.post(f"{run}/delete")

    assert answer.status_code == 200
    assert "secret.txt" not in answer.text
    assert served.get(run).status_code == 404
    assert not (served.folder / run.removeprefix("runs/")).exists()
    assert not [file for file in served.folder.rglob("*") if b"secret" in os.fsencode(file)]


def test_decision_during_a_check_is_refused_and_not_lost_silently(tmp_path: Path) -> None:
    with serving(tmp_path / "runs") as served:
        run = served.hand_in(SLOW).url.removeprefix(served.url)
        assert served.post(f"{run}/again").status_code == 200  # what is done already
        assert served.post(f"{run}/take-back", {"finding": "0" * 16}).status_code == 409


def test_all_is_deleted_and_a_check_that_runs_is_ended(tmp_path: Path) -> None:
    with serving(tmp_path / "runs") as served:
        served.checked()
        running = served.hand_in(SLOW)

        assert served.post("runs/delete").status_code == 200

        assert requests.get(running.url, timeout=30).status_code == 404
        assert list(served.folder.iterdir()) == []


def test_history_outlives_the_server_and_says_what_was_not_finished(tmp_path: Path) -> None:
    with serving(tmp_path / "runs") as served:
        done = served.checked(name="done.txt")
        halfway = served.hand_in(SLOW, "halfway.txt").url.removeprefix(served.url)
        assert served.stop() == (0, "stopped\n")

    with serving(tmp_path / "runs") as served:
        assert "done.txt" in served.get().text
        assert served.get(f"{done}/report").status_code == 200
        assert "Not finished" in served.get(halfway).text


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_only_the_owner_can_read(served: Served) -> None:
    run = served.checked()
    served.post(f"{run}/accept", {"finding": served.findings(run)[0], "by": "Leyla", "reason": "so"})
    served.done(run)

    files = [served.folder, *served.folder.rglob("*")]

    assert len(files) > 10
    assert [file for file in files if stat.S_IMODE(file.stat().st_mode) & 0o077] == []


# Hostile documents and names.

NAMES = {
    "letter.txt": "letter.txt",
    "../../etc/passwd.txt": "passwd.txt",
    r"C:\Users\x\letter.txt": "letter.txt",
    "..": "document",
    "-": "document",
    "": "document",
    "/": "document",
    ".hidden.txt": "hidden.txt",
    "a\nb\0c.txt": "a b c.txt",
    "\u202etxt.exe.txt": "txt.exe.txt",
    "x" * 500 + ".txt": "x" * 116 + ".txt",
    "con.txt": "con.txt",  # no file is called so
    "<script>.txt": "<script>.txt",  # escaped where it is shown
}


@pytest.mark.parametrize(("given", "shown"), NAMES.items())
def test_names_are_tamed(given: str, shown: str) -> None:
    assert shown_name(given) == shown


@pytest.mark.parametrize("name", ["../../../escaped.txt", "..\\escaped.txt", "/etc/escaped.txt", "<b onclick=x>.txt"])
def test_hostile_name_stays_in_the_folder_and_inert(served: Served, name: str) -> None:
    run = served.checked(name=name)
    page = served.get(run).text

    assert "<b onclick" not in page
    assert {"document", "run.json", "result.json"} < {file.name for file in (served.folder / run[5:]).iterdir()}
    assert not list(served.folder.parent.rglob("escaped.txt*"))


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"\0\1\2", "letter.txt", ""),
        (b"PK\3\4damaged", "letter.docx", "damaged"),
        (b"%PDF-1.7 damaged", "letter.pdf", ""),
        ("   ", "letter.txt", "empty"),
        ("\ud7ff" * 10, "letter.docx", "damaged at its beginning"),
    ],
)
def test_document_that_cannot_be_read_is_told_with_the_reason(
    served: Served, content: str | bytes, name: str, said: str
) -> None:
    page = served.get(served.checked(content, name)).text
    assert "Could not be checked" in page
    assert said in page
    assert "Traceback" not in page


@pytest.mark.parametrize(
    ("fields", "file", "said"),
    [
        ({}, None, "choose a file, or paste a text"),
        ({"text": " \r\n"}, None, "choose a file, or paste a text"),
        ({"text": "A/78/1"}, ("letter.txt", b"A/78/1"), "take one of them away"),
        ({}, ("letter.exe", b"MZ"), "files cannot be read"),
        ({}, ("letter.odt", b"PK"), "OpenDocument"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_the_reason(
    served: Served, fields: dict[str, str], file: tuple[str, bytes] | None, said: str
) -> None:
    answer = served.post("runs", fields, files={"document": file or ("", b"")})
    assert (answer.status_code, said in answer.text) == (422, True)


def test_refused_text_is_not_lost(served: Served) -> None:
    answer = served.post("runs", {"text": "A/78/1 </textarea><b>"}, files={"document": ("letter.txt", b"A/78/2")})
    assert "A/78/1 &lt;/textarea&gt;&lt;b&gt;</textarea>" in answer.text


def test_document_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    with serving(tmp_path / "runs", "--time-limit", "1") as served:
        page = served.get(served.checked(SLOW)).text
        assert "longer than 1 seconds" in page


def test_documents_beyond_what_can_wait_are_refused(tmp_path: Path) -> None:
    with serving(tmp_path / "runs") as served:
        texts = [*[SLOW] * AT_A_TIME, *[WRONG] * (MOST_WAITING + 1)]
        *taken, refused = (served.hand_in(text).status_code for text in texts)
        assert (set(taken), refused) == ({200}, 503)


# Hostile requests.


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:{port}", ""]
)
def test_other_names_are_refused(served: Served, host: str) -> None:
    answer = served.get(headers={"Host": host.format(port=served.port)})
    assert answer.status_code in (400, 421)
    assert "token" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "LOCALHOST"])
def test_own_names_are_answered(served: Served, host: str) -> None:
    assert served.get(headers={"Host": f"{host}:{served.port}"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["runs", "runs/delete"])
def test_requests_from_other_pages_are_refused(served: Served, headers: dict[str, str], path: str) -> None:
    before = sorted(served.folder.iterdir())
    answer = served.post(path, {"text": WRONG}, headers=headers)
    assert (answer.status_code, sorted(served.folder.iterdir())) == (403, before)


def test_own_pages_are_answered(served: Served) -> None:
    headers = {"Origin": served.url.rstrip("/"), "Sec-Fetch-Site": "same-origin"}
    assert served.post("runs", {"text": WRONG}, headers=headers).status_code == 200


@pytest.mark.parametrize("token", ["", "guessed", "é"])
@pytest.mark.parametrize(
    "action", ["runs", "runs/delete", "{run}/accept", "{run}/take-back", "{run}/again", "{run}/delete"]
)
def test_nothing_is_done_without_the_token(served: Served, action: str, token: str) -> None:
    run = served.checked()
    answer = requests.post(served.url + action.format(run=run), {"token": token, "text": WRONG}, timeout=30)
    assert answer.status_code == 403
    assert served.get(run).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "runs/..%2f..%2fetc%2fpasswd",
        "runs/../run.json",
        "runs/20261121T080210-0123456789abcdef",
        "{run}/files/..%2frun.json",
        "{run}/files/..%2f..%2f..%2fetc%2fpasswd",
        "{run}/files/%2fetc%2fpasswd",
        "{run}/files/run.json",
        "{run}/files/%00",
        "{run}/document",
        "static/..%2f..%2fpages.py",
    ],
)
def test_no_path_leads_out_of_the_reports(served: Served, path: str) -> None:
    request = requests.Request("GET", served.url).prepare()
    request.url = served.url + path.format(run=served.checked())  # as it is, not tidied
    with requests.Session() as session:
        assert session.send(request, timeout=30).status_code == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_do_nothing(served: Served, method: str) -> None:
    assert requests.request(method, f"{served.url}runs", timeout=30).status_code == 405


def test_body_that_is_too_large_is_refused_before_it_is_read(served: Served) -> None:
    head = f"POST /runs HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nContent-Length: {MAX_BYTES * 2}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", served.port), timeout=30) as connection:
        connection.sendall(head.encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 413")


def test_body_that_hides_its_length_is_bounded(served: Served) -> None:
    def endless() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="document"; filename="a.txt"\r\n\r\n'
        for _ in range(MAX_BYTES // 2**20 + 2):
            yield b"a" * 2**20

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    try:
        status = requests.post(f"{served.url}runs", data=endless(), headers=headers, timeout=60).status_code
    except requests.ConnectionError:  # it closed while we were sending
        status = 413
    assert status == 413
    assert served.get().status_code == 200


@pytest.mark.parametrize(
    "body", [b"--x\r\n\r\n", b"not multipart", b"--x\r\nContent-Disposition: form-data\r\n\r\n\r\n--x--"]
)
def test_broken_form_is_refused(served: Served, body: bytes) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    assert requests.post(f"{served.url}runs", data=body, headers=headers, timeout=30).status_code in (400, 403)


def test_body_that_does_not_come_is_given_up() -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await PlainTextResponse("came")(scope, receive, send)

    async def never() -> Message:
        await anyio.sleep_forever()
        raise AssertionError

    async def send(_: Message) -> None:
        return

    scope = {"type": "http", "method": "GET", "headers": [(b"host", b"localhost:1")]}
    guard = Guard(app, Names("127.0.0.1", 1), 100, seconds=0.01)
    with ThreadPoolExecutor(1) as apart, pytest.raises(TimeoutError):  # a browser's loop may run in this thread
        apart.submit(anyio.run, guard, scope, never, send).result()


def test_every_answer_is_dressed(served: Served) -> None:
    run = served.checked()
    for path in ("", run, f"{run}/state", f"{run}/report", f"{run}/files/letter.json", "style.css", "nowhere"):
        headers = served.get(path).headers
        assert "'none'" in headers["Content-Security-Policy"], path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["Cache-Control"] == "no-store", path
        assert "unsafe-inline" not in headers["Content-Security-Policy"], path


def test_private_page_is_opened_with_its_key_alone(tmp_path: Path) -> None:
    with serving(tmp_path / "runs", "--private") as served, requests.Session() as knowing:
        for path in ("", "style.css", "?key=", "?key=guessed", "runs/20261121T080210-0123456789abcdef"):
            assert served.get(path).status_code == 403
        assert requests.post(f"{served.url}runs/delete", timeout=30).status_code == 403

        entered = knowing.get(served.url + served.key, timeout=30)

        assert (entered.status_code, entered.url) == (200, served.url)
        assert knowing.get(f"{served.url}style.css", timeout=30).status_code == 200


def test_page_that_is_open_to_others_has_a_key_and_warns(tmp_path: Path) -> None:
    with serving(tmp_path / "runs", "--host", "0.0.0.0", "--open-to-others") as served:
        address = f"http://127.0.0.1:{served.port}/"
        assert requests.get(address, timeout=30).status_code == 403
        assert requests.get(address + served.key, timeout=30, headers={"Host": "evil.example"}).status_code == 421
        assert requests.get(address + served.key, timeout=30).status_code == 200


# The command.


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--host", "0.0.0.0"], "--open-to-others"),
        (["--host", "192.0.2.1", "--open-to-others"], "192.0.2.1"),
        (["--sources", "nowhere"], "no such folder"),
        (["--folder", "file.txt"], "cannot keep runs there"),
    ],
)
def test_what_cannot_be_served_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file.txt").touch()
    with pytest.raises(SystemExit) as ended:
        cli.main(["serve", "--port", "0", "--folder", "runs", *options])
    last = capsys.readouterr().err.splitlines()[-1]
    assert (ended.value.code, said in last) == (2, True), last


def test_port_that_is_taken_is_one_line(served: Served, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["serve", "--port", str(served.port), "--folder", str(tmp_path / "runs")])
    (line,) = capsys.readouterr().err.splitlines()
    assert (ended.value.code, f"port {served.port} is taken" in line) == (2, True)


def test_the_mask_of_the_process_is_as_before(served: Served, tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        with pytest.raises(SystemExit):
            cli.main(["serve", "--port", str(served.port), "--folder", str(tmp_path / "runs")])
        assert os.umask(0o022) == 0o022
    finally:
        os.umask(before)


def test_a_server_that_is_killed_loses_no_run(tmp_path: Path) -> None:
    with serving(tmp_path / "runs") as one:
        done = one.checked()
        unfinished = one.hand_in(SLOW, "slow.txt").url.removeprefix(one.url)
        one.process.kill()
        one.process.wait()
    with serving(tmp_path / "runs") as another:
        assert another.findings(done)
        assert "the server was stopped while it was being checked" in another.get(unfinished).text
        assert another.get(f"{unfinished}/state").json()["busy"] is False


def test_missing_extra_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)  # as if it were not installed
    with pytest.raises(SystemExit):
        cli.main(["serve"])
    (line,) = capsys.readouterr().err.splitlines()
    assert 'pip install "refcheck[serve]"' in line


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False)],
)
def test_what_counts_as_this_machine(host: str, own: bool) -> None:
    assert is_of_this_machine(host) == own


@pytest.mark.parametrize(
    ("host", "known"),
    [("10.0.0.1:80", True), ("10.0.0.1", True), ("desk.example", True), ("evil.example", False), ("[::1]", True)],
)
def test_names_of_a_server_that_is_open_to_others(host: str, known: bool) -> None:
    assert Names("desk.example", 80, open_to_others=True).are(host) == known


def test_settings_hold_for_the_page(tmp_path: Path) -> None:
    (tmp_path / "refcheck.toml").write_text('[rules]\nresolution-year = "off"\n', "utf-8")
    with serving(tmp_path / "runs") as served:
        findings = json.loads(served.get(f"{served.checked()}/files/letter.json").content)["findings"]
    assert [finding["rule"] for finding in findings] == ["resolution-year-missing"]
