"""The public sources that can be asked about a document, one module each.

A source is declared, not coded into the flow: which documents it may know, what it costs to ask, for what its silence
proves absence. `SOURCES` is the list, cheapest first. Its `ask` is a conversation: it yields requests and is sent
their answers, so the same code runs against the real hosts, a stand-in, and a list of recorded answers.

None of these clients has been verified against the live hosts: they are built against recorded behaviour.
"""

from __future__ import annotations

from refcheck.sources.court import COURT
from refcheck.sources.digital_library import DIGITAL_LIBRARY
from refcheck.sources.documents import OFFICIAL_DOCUMENTS
from refcheck.sources.source import Source
from refcheck.sources.treaties import TREATY_COLLECTION
from refcheck.sources.treaty_bodies import TREATY_BODIES
from refcheck.sources.viewer import VIEWER

SOURCES: tuple[Source, ...] = (COURT, TREATY_COLLECTION, OFFICIAL_DOCUMENTS, VIEWER, DIGITAL_LIBRARY, TREATY_BODIES)
