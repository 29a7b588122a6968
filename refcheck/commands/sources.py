"""`refcheck sources`: the public sources that --online asks, and whether they still answer as recorded."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from refcheck.commands.configured import add_config, settings_of
from refcheck.commands.console import EXIT_CLEAN, EXIT_FINDINGS


def add(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = (
        "list: the sources in the order in which they are asked. probe: one polite question to each, about a document "
        "that it has. The clients are built against recorded answers of these hosts; this shows whether they hold."
    )
    parser.add_argument("action", choices=("list", "probe"), help="what to do")
    add_config(parser)


def run(options: argparse.Namespace) -> int:
    """List the sources, or ask each for a document that it has."""
    from refcheck.model import Question, Said
    from refcheck.online import Online
    from refcheck.settings import NetworkSettings
    from refcheck.sources import SOURCES

    if options.action == "list":
        for source in sorted(SOURCES, key=lambda one: one.cost):
            print(f"{source.name} ({source.host}): about {source.cost} requests a document")
            proof = source.complete_for(source.probe)
            print(f"  {proof or 'Its silence proves nothing.'}")
        return EXIT_CLEAN
    settings = settings_of(options)
    meanings = {
        Said.EXISTS: "answers as recorded",
        Said.ABSENT: "CHANGED: it denies a document that it has; do not trust its answers, and report this",
        Said.BLOCKED: "refuses programs: what it knows stays unverifiable",
        Said.NOTHING: "gave no answer that can be read: it is ill, has changed, or cannot be reached",
    }
    all_well = True
    with Online(settings.network if settings else NetworkSettings(), refresh=True) as online:
        for source in SOURCES:
            question = Question(source.probe, datetime.now(UTC).date(), datetime(2000, 1, 1, tzinfo=UTC).date())
            reply = online.probe(source, question)
            all_well &= reply.said is Said.EXISTS
            print(f"{source.name} ({source.host}), asked for {source.probe}: {meanings[reply.said]}")
            if reply.reason:
                print(f"  {reply.reason}")
            for item in reply.evidence:
                print(f"  {item.says}")
    return EXIT_CLEAN if all_well else EXIT_FINDINGS
