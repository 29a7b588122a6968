"""The commands of `refcheck`, one module each.

A command is a module with `add(parser)`, which says what it takes, and `run(options)`, which does it and returns
the exit code. Only the module of the command that is asked for is loaded, so that `refcheck extract` starts fast.
"""

from __future__ import annotations

COMMANDS = {
    "check": "check documents and write a report for each",
    "annotate": "write findings as comments into a copy of a Word file",
    "extract": "print the references of documents, one JSON object a line",
    "lookup": "show what is known of one reference",
    "catalogue": "what the catalogues hold; import files into one of your own",
    "nightly": "check what is new in an archive, ask its links again, say what broke and what was mended",
    "serve": "check documents on a page in the browser, on this machine",
    "links": "check whether web addresses still answer",
    "fix": "write a copy of a document in which moved and dead links are mended",
    "sources": "list the public sources, or see whether they still answer as recorded",
    "kinds": "list the kinds of reference, and try the examples of your own",
    "schema": "print the JSON Schema of an output",
    "completion": "print a script that completes commands in a shell",
    "explain": "explain a rule, with a wrong and a right example",
    "help": "explain a topic, a command or a rule",
}
