"""Which sources are asked about a document, in which order, and when enough is known.

Cheap sources come first; the first that knows ends the search. A source that says "there is none" does not end it:
another may have the document, and then both answers are shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from refcheck.model import Question, Reply, Said
from refcheck.network.exchange import Conversation
from refcheck.sources import SOURCES
from refcheck.sources.source import Source


def consult(question: Question, sources: Sequence[Source] = SOURCES) -> Conversation[tuple[Reply, ...]]:
    """The replies of the sources that were asked, in order; empty where none can know the document."""
    replies: list[Reply] = []
    asked = [source for source in sources if source.knows(question.canonical)]
    for source in sorted(asked, key=lambda one: one.cost):  # stable: the list decides among equals
        reply = yield from source.ask(question)
        replies.append(reply)
        if reply.said is Said.EXISTS:
            break
    return tuple(replies)
