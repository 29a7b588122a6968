"""`refcheck annotate`: a copy of a Word file with each finding as a comment at its place."""

from __future__ import annotations

import argparse
import os

from refcheck.commands.authorities import add_authorities, given_texts, wanted_network
from refcheck.commands.clock import add_now, now_of
from refcheck.commands.configured import add_config, chosen_levels, custom_kinds, own_catalogue, settings_of
from refcheck.commands.console import EXIT_CLEAN, plural, raw, say, tell_remarks
from refcheck.commands.copies import copy_of, put
from refcheck.errors import ReadingError

_EXITS = """\
exit codes:
  0    the copy is written, with or without comments
  2    wrong usage, or the document cannot be read
  130  interrupted (nothing was written)
"""


def add(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = (
        "Writes a copy of a Word file with each finding as a comment at its exact words. Text, tracked changes and "
        "comments of the document stay as they are."
    )
    parser.epilog = _EXITS
    parser.formatter_class = raw
    parser.add_argument("letter", metavar="LETTER.docx", help="the document; it is not changed")
    parser.add_argument("--out", metavar="REVIEWED.docx", help="default: LETTER.reviewed.docx beside the letter")
    parser.add_argument(
        "--from",
        dest="mildest",
        choices=("error", "warning", "info"),
        default="info",
        help="the mildest finding that becomes a comment; default: info, that is all",
    )
    parser.add_argument("--baseline", metavar="FILE", help="findings that a person accepted: they become no comments")
    add_authorities(parser)
    add_now(parser)
    add_config(parser)


def run(options: argparse.Namespace) -> int:
    """Check, write the copy, tell."""
    from refcheck.baseline import Baseline
    from refcheck.editing.comments import annotated
    from refcheck.model import Severity
    from refcheck.pipeline import check_document
    from refcheck.reading import content_of, from_bytes
    from refcheck.resolution.catalogues import open_catalogues

    content = content_of(options.letter)
    document = from_bytes(content, options.letter)
    if document.format != "docx":
        raise ReadingError(
            options.letter, "only a Word file can hold comments; save it as .docx, or read the page that check writes"
        )
    out = copy_of(options.letter, options.out, "reviewed")
    settings, now = settings_of(options), now_of(options)
    custom, levels = custom_kinds(settings), chosen_levels(settings)
    baseline = Baseline.load(options.baseline) if options.baseline is not None else None
    with (
        open_catalogues(own_catalogue(settings)) as catalogue,
        given_texts(options) as texts,
        wanted_network(options, settings) as online,
    ):
        report = check_document(document, catalogue, now, custom=custom, levels=levels, texts=texts, online=online)
    if baseline:
        report = baseline.apply(report)
    copy, comments = annotated(content, report, Severity(options.mildest))
    put(out, copy)
    tell_remarks(document)
    accepted = f", {plural(report.accepted(), 'accepted finding')} left out" if report.accepted() else ""
    say(f"{os.fspath(out)}: {plural(comments, 'comment')}{accepted}")
    return EXIT_CLEAN
