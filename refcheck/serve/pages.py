"""What is known of runs → the HTML of the local page. Nothing is read or written here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from refcheck.reading import MAX_BYTES, SUFFIXES
from refcheck.reporting.page import style_sheet, templates_of
from refcheck.reporting.words import counted, moment_words
from refcheck.serve.history import Run
from refcheck.serve.jobs import ONLINE_STAGES, STAGES

# In plain words what each format is for; one without words is shown by its name.
_FOR = {
    "html": "the page, to send to a colleague",
    "json": "for programs",
    "sarif": "for editors and code hosts",
    "csv": "for a spreadsheet",
    "junit": "for build servers",
    "markdown": "a summary for a pull request",
    "reviewed": "the document with each finding as a Word comment",
}
_SEVERITIES = {"error": ("error", "errors"), "warning": ("warning", "warnings"), "info": ("hint", "hints")}
_DONE, _NOW, _TO_COME = "done", "now", "to come"
_MEGA = 1_000_000
_MOST_LISTED = 500
PACKAGE = "refcheck.serve"


@dataclass(frozen=True, slots=True)
class Known:
    """A run as the pages need it."""

    run: Run
    stage: str | None  # a key of STAGES while it waits or works
    error: str | None
    result: Mapping[str, Any]  # as the worker gave it; empty without one


def start_page(known: Sequence[Known], token: str, *, complaint: str | None = None, text: str = "") -> str:
    """The page that takes documents and lists the runs; `text` is what was pasted and could not be taken."""
    return _page(
        "start.html",
        rows=[_row(one) for one in known[:_MOST_LISTED]],
        more=max(0, len(known) - _MOST_LISTED),
        token=token,
        complaint=complaint,
        text=text,
        suffixes=SUFFIXES,
        most_bytes=MAX_BYTES,
    )


def run_page(known: Known, token: str, *, complaint: str | None = None, given: Mapping[str, str] | None = None) -> str:
    """The page of one run: where it is, what went wrong, or its report with all that can be done with it."""
    return _page(
        "run.html",
        run=known.run,
        moment=moment_words(known.run.submitted),
        size=size(known.run.bytes),
        busy=known.stage is not None,
        steps=steps(known),
        error=known.error,
        result=known.result,
        downloads=_downloads(known.result.get("files", ())),
        open=[finding for finding in known.result.get("findings", ()) if not finding["decision"]],
        accepted=[finding for finding in known.result.get("findings", ()) if finding["decision"]],
        token=token,
        complaint=complaint,
        given=given or {},
    )


def error_page(heading: str, reason: str) -> str:
    """A page that says what cannot be done, and why."""
    return _page("error.html", heading=heading, reason=reason)


def state(known: Known) -> dict[str, Any]:
    """What the script of a waiting page asks for."""
    return {"busy": known.stage is not None, "stage": STAGES.get(known.stage or ""), "steps": steps(known)}


def steps(known: Known) -> list[tuple[str, str]]:
    """Each step of a run in words, and whether it is done, now, or to come; online ones where they are wanted."""
    names = [name for name in STAGES if known.run.online or name not in ONLINE_STAGES]
    if known.stage not in names:
        return []
    at = names.index(known.stage)
    return [(STAGES[name], _DONE if n < at else _NOW if n == at else _TO_COME) for n, name in enumerate(names)]


def size(number: int) -> str:
    """A number of bytes for people."""
    if number < 1000:
        return counted(number, "byte", "bytes")
    return f"{number / 1000:,.0f} KB" if number < _MEGA else f"{number / _MEGA:,.1f} MB"


def style() -> str:
    """The style of the reports, and what the local page has besides."""
    return style_sheet() + _text("serve.css")


def script() -> str:
    """The script, without which everything but dropping works."""
    return _text("serve.js")


def _row(known: Known) -> dict[str, object]:
    counts = known.result.get("counts", {})
    said = [(severity, counted(counts[severity], *words)) for severity, words in _SEVERITIES.items() if counts]
    return {
        "run": known.run,
        "moment": moment_words(known.run.submitted),
        "title": known.result.get("title", ""),
        "counts": [(severity if counts[severity] else "none", words) for severity, words in said],
        "accepted": known.result.get("accepted", 0),
        "state": STAGES[known.stage] if known.stage else None,
        "failed": not known.result and known.stage is None,
    }


def _downloads(files: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    return [{"form": form, "name": name, "use": _FOR.get(form, form)} for form, name in files]


def _page(template: str, **variables: object) -> str:
    return templates_of(PACKAGE).get_template(template).render(variables)


@cache
def _text(name: str) -> str:
    return resources.files(PACKAGE).joinpath("templates", name).read_text("utf-8")
