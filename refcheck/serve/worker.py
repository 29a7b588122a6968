"""The child process that checks one document: `python -m refcheck.serve.worker`, for `refcheck.serve.jobs` only.

Its folder is the run's. It takes a task as JSON on standard input, and answers with JSON, an object a line, on
standard output: {"stage": …} as it goes, then {"result": …} or {"error": …}. It limits its own memory.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from refcheck.baseline import Baseline
from refcheck.editing.comments import annotated
from refcheck.errors import ReadingError, RefcheckError
from refcheck.extraction.custom import extractors
from refcheck.limits import end_after, limit_memory
from refcheck.links.verdict import LinkVerdict
from refcheck.model import Acceptance, Question, Reply
from refcheck.online import Online
from refcheck.pipeline import check_document
from refcheck.reading import from_bytes
from refcheck.report import Report
from refcheck.reporting import FORMATS, Terms, write
from refcheck.reporting.html import sentence
from refcheck.reporting.words import finding_name, look
from refcheck.resolution.catalogues import open_catalogues
from refcheck.resolution.own import own_path
from refcheck.rules import AS_SHIPPED, chosen
from refcheck.serve.history import BASELINE, DOCUMENT
from refcheck.settings import NetworkSettings, Settings, load
from refcheck.terms import rule_texts
from refcheck.texts.fetched import File
from refcheck.texts.folder import FolderTexts

MAX_MEMORY = 3 * 1024**3
REVIEWED = "reviewed"  # the copy of a Word file with comments, among the formats
_GRACE = 10  # seconds after which the child ends itself, should its parent not be there to do it


class _Answers:
    """Says where the check is, an object a line."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def say(self, **content: object) -> None:
        self._stream.write(json.dumps(content) + "\n")
        self._stream.flush()


class _Told:
    """What a run asks of the network, said before it is asked."""

    def __init__(self, online: Online, answers: _Answers) -> None:
        self._online = online
        self._answers = answers

    def replies(self, questions: Iterable[Question]) -> Mapping[str, tuple[Reply, ...]]:
        self._answers.say(stage="sources")
        return self._online.replies(questions)

    def files(self, questions: Iterable[Question]) -> Mapping[str, File]:
        self._answers.say(stage="texts")
        return self._online.files(questions)

    def links(self, addresses: Iterable[tuple[str, dt.date | None]]) -> Mapping[str, LinkVerdict]:
        self._answers.say(stage="links")
        return self._online.links(addresses)


def main() -> None:
    """Do the one task."""
    limit_memory(MAX_MEMORY)
    answers = _Answers(os.fdopen(os.dup(1), "w", encoding="utf-8"))
    os.dup2(2, 1)  # what a library prints must not be taken for an answer
    task = json.loads(sys.stdin.buffer.read())
    end_after(task["seconds"] + _GRACE)
    try:
        answers.say(result=_done(task, answers))
    except ReadingError as error:
        answers.say(error=error.reason)
    except RefcheckError as error:
        answers.say(error=str(error))
    except MemoryError:
        answers.say(error="it needs more memory than a document should; split it")
    except Exception as error:  # noqa: BLE001 - a defect of ours, said as one
        answers.say(error=f"refcheck failed on it ({type(error).__name__}: {error}); please report this with the file")


def _done(task: Mapping[str, Any], answers: _Answers) -> dict[str, Any]:
    """Read, check, mark what was accepted, write every format; what the page has to know of it."""
    answers.say(stage="reading")
    content = Path(DOCUMENT).read_bytes()
    document = from_bytes(content, task["name"])
    answers.say(stage="checking")
    settings = load(task["config"]) if task["config"] else None
    with ExitStack() as opened:
        online = _Told(opened.enter_context(_online(settings)), answers) if task["online"] else None
        report = check_document(
            document,
            opened.enter_context(open_catalogues(own_path(settings.catalogue.file if settings else None))),
            dt.datetime.fromisoformat(task["now"]),
            custom=extractors(settings) if settings else (),
            levels=chosen(settings.rules, settings.file) if settings else AS_SHIPPED,
            texts=opened.enter_context(FolderTexts(task["sources"])) if task["sources"] else None,
            online=online,
        )
    report = _decided(report, task)
    answers.say(stage="writing")
    terms = Terms(rule_texts())
    folder = Path(task["reports"])
    folder.mkdir(mode=0o700)
    files = [(form, file.name) for form in FORMATS for file in write(report, folder, (form,), terms=terms)]
    if document.format == "docx":
        files += _reviewed(content, report, folder, Path(files[0][1]).stem)
    return {"reports": folder.name, "files": files, **_summary(report, terms)}


def _reviewed(content: bytes, report: Report, folder: Path, stem: str) -> list[tuple[str, str]]:
    """The copy of a Word file with comments, among the formats; none where the file cannot hold comments."""
    file = folder / f"{stem}.reviewed.docx"
    try:
        file.write_bytes(annotated(content, report)[0])
    except ReadingError:
        return []  # the report has all of it
    return [(REVIEWED, file.name)]


def _online(settings: Settings | None) -> Online:
    return Online(settings.network if settings else NetworkSettings())


def _decided(report: Report, task: Mapping[str, Any]) -> Report:
    """The report with what was accepted marked, after what this task accepts or takes back."""
    baseline = Baseline.load(BASELINE) if Path(BASELINE).exists() else Baseline(BASELINE)
    if back := frozenset(task["take_back"]):
        baseline.take_back(back)
    if task["accept"]:
        decision = Acceptance(task["by"], task["reason"], dt.date.fromisoformat(task["today"]))
        baseline.accept(report, decision, frozenset(task["accept"]))
    if task["accept"] or back:
        baseline.save()
    return baseline.apply(report)


def _summary(report: Report, terms: Terms) -> dict[str, Any]:
    named = zip(report.finding_ids(), report.identities(), report.findings, strict=True)
    return {
        "title": report.title(),
        "language": report.document.language,
        "sentence": sentence(report),
        "counts": {severity.value: number for severity, number in report.counts().items()},
        "accepted": report.accepted(),
        "references": len(report.references),
        "remarks": list(report.document.remarks),
        "findings": [
            {
                "anchor": anchor,
                "identity": identity,
                "look": look(finding),
                "name": finding_name(finding),
                "rule": terms.rules[finding.rule].name,
                "message": finding.message,
                "line": report.document.text.count("\n", 0, finding.span.start) + 1,
                "decision": _decision(finding.accepted),
            }
            for anchor, identity, finding in named
        ],
    }


def _decision(accepted: Acceptance | None) -> dict[str, str] | None:
    if accepted is None:
        return None
    return {"by": accepted.by, "reason": accepted.reason, "date": accepted.date.isoformat()}


if __name__ == "__main__":
    main()
