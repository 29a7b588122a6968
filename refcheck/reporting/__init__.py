"""A Report → files: one module a format, and names that never collide."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from refcheck.model import Unread
from refcheck.report import Report
from refcheck.reporting import csv, html, index, json, junit, markdown, nightly, sarif
from refcheck.reporting.form import Format, Terms
from refcheck.reporting.html import NO_RULES, RuleText
from refcheck.reporting.index import NOT_COMPARED, Compared, Entry, WorstFirst
from refcheck.reporting.naming import Names, index_file
from refcheck.reporting.nightly import Night
from refcheck.storage import inside, put

if TYPE_CHECKING:
    from refcheck.storage import P

__all__ = [
    "FORMATS",
    "NO_RULES",
    "NO_TERMS",
    "Compared",
    "Entry",
    "Format",
    "Names",
    "Night",
    "RuleText",
    "Terms",
    "WorstFirst",
    "parts_of",
    "write",
    "write_as",
    "write_index",
    "write_night",
]

# The one list of output formats; the key is the name on the command line.
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "html": Format(
            files={"html": lambda report, terms: html.render(report, terms.rules)},
            index={"html": lambda entries, unread, together, _: index.render(entries, unread, together)},
        ),
        "json": Format(
            files={"json": lambda report, _: json.render(report)},
            index={"jsonl": lambda entries, unread, together, _: index.render_lines(entries, unread, together)},
        ),
        "sarif": sarif.FORMAT,
        "csv": csv.FORMAT,
        "junit": junit.FORMAT,
        "markdown": markdown.FORMAT,
    }
)
NO_TERMS = Terms()


def write(
    report: Report,
    out_dir: P,
    formats: Iterable[str] = ("html",),
    *,
    terms: Terms = NO_TERMS,
    names: Names | None = None,
) -> list[P]:
    """Write the report in each format; the files, in the order of `formats`.

    Give the `names` of the run, so that two of its documents never get one name.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    return write_as(report, out_dir, formats, (names or Names(out_dir)).of(report.document.path), terms=terms)


def write_as(report: Report, out_dir: P, formats: Iterable[str], name: str, *, terms: Terms = NO_TERMS) -> list[P]:
    """The same under a name that the run's `Names` gave already; the folder is there."""
    return [
        put(inside(out_dir, f"{name}.{extension}"), render(report, terms))
        for form in formats
        for extension, render in FORMATS[form].files.items()
    ]


def parts_of(report: Report, formats: Iterable[str], terms: Terms = NO_TERMS) -> dict[str, Any]:
    """What the files of the run hold of this document, for its `Entry`."""
    wanted = {form: FORMATS[form].part for form in formats}
    return {form: part(report, terms) for form, part in wanted.items() if part is not None}


def write_index(
    entries: Collection[Entry],
    unread: Sequence[Unread],
    out_dir: P,
    together: Compared = NOT_COMPARED,
    form: str = "html",
    *,
    terms: Terms = NO_TERMS,
) -> list[P]:
    """Write what a format has for a run as a whole: a page, JSON lines, one log for all documents; the files."""
    out_dir.mkdir(parents=True, exist_ok=True)
    return [
        put(index_file(out_dir, extension), render(entries, unread, together, terms))
        for extension, render in FORMATS[form].index.items()
    ]


def write_night(night: Night, out_dir: P) -> list[P]:
    """Write the page of a night, its JSON and its summary in Markdown; the files."""
    out_dir.mkdir(parents=True, exist_ok=True)
    return [
        put(index_file(out_dir, "html"), nightly.render(night)),
        put(index_file(out_dir, "json"), nightly.json_pieces(night)),
        put(index_file(out_dir, "md"), nightly.markdown(night)),
    ]
