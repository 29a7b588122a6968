"""`refcheck fix --links`: a copy of a document in which addresses that have moved or are gone are written anew."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from refcheck.commands.configured import add_config, custom_kinds, settings_of
from refcheck.commands.console import EXIT_CLEAN, EXIT_FINDINGS, plural, raw, say, tell_remarks
from refcheck.commands.copies import copy_of, put
from refcheck.errors import ReadingError, UsageError

if TYPE_CHECKING:
    from refcheck.editing.addresses import Change
    from refcheck.model import Document

_EXITS = """\
exit codes:
  0    no dead address stays in the copy, but for quotations
  1    a dead address has no archived copy and no successor, and stays
  2    wrong usage, or the document cannot be read
  130  interrupted (nothing was written)
"""


def add(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = (
        "Asks the web addresses of a document whether they answer, and writes a copy in which those that have moved "
        "lead to the new address, and those that are gone to what took their place or to an archived copy. Each is "
        "listed. Nothing else is changed; words in quotation marks stay as they are."
    )
    parser.epilog = _EXITS
    parser.formatter_class = raw
    parser.add_argument("letter", metavar="LETTER", help="a .md, .txt or .docx file; it is not changed")
    parser.add_argument("--links", action="store_true", help="what to mend; there is nothing else yet")
    parser.add_argument("--out", metavar="FILE", help="default: LETTER.fixed.md (or .txt, .docx) beside the letter")
    parser.add_argument("--refresh", action="store_true", help="ask anew what earlier runs have asked")
    add_config(parser)


def run(options: argparse.Namespace) -> int:
    """Ask, write the copy, list."""
    from refcheck import extract
    from refcheck.editing.addresses import addresses_of, changes
    from refcheck.editing.readdressing import FORMATS, readdressed
    from refcheck.extraction.prose import read_prose
    from refcheck.extraction.view import make_view
    from refcheck.online import Online
    from refcheck.reading import content_of, from_bytes
    from refcheck.settings import NetworkSettings

    if not options.links:
        raise UsageError("say what to mend: --links")
    content = content_of(options.letter)
    document = from_bytes(content, options.letter)
    if document.format not in FORMATS:
        raise ReadingError(options.letter, "addresses are written anew in .md, .txt and .docx files; save it as .docx")
    out = copy_of(options.letter, options.out, "fixed")
    settings = settings_of(options)
    custom_kinds(settings)
    references = extract(document, settings)
    cited = addresses_of(document, references)
    days = {url: one.date.value if one and one.date else None for url, one in cited.items()}
    with Online(settings.network if settings else NetworkSettings(), refresh=options.refresh) as online:
        verdicts = online.links(days.items())
    found = changes(document, references, read_prose(make_view(document), document.language), verdicts)
    put(out, readdressed(content, document, found, verdicts))
    tell_remarks(document)
    for change in found:
        _tell(document, change)
    done = sum(change.new is not None for change in found)
    kept = len(found) - done
    say(f"{out}: {plural(done, 'link')} mended, {kept} left as {'it is' if kept == 1 else 'they are'}")
    left = {change.old for change in found if change.new is None and not change.quoted}
    return EXIT_FINDINGS if any(verdicts[url].status == "dead" for url in left) else EXIT_CLEAN


def _tell(document: Document, change: Change) -> None:
    """One line a place: file:line:column: old -> new: why."""
    line = document.text.count("\n", 0, change.span.start) + 1
    column = change.span.start - document.text.rfind("\n", 0, change.span.start)
    what = f"-> {change.new}" if change.new else "left as it is"
    say(f"{document.path}:{line}:{column}: {change.old} {what}: {change.reason}")
