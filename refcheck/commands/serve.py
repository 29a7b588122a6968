"""`refcheck serve`: the local page, on which documents are checked in a browser."""

from __future__ import annotations

import argparse
import os
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from refcheck.commands.configured import add_config, settings_of
from refcheck.commands.console import EXIT_CLEAN, complain, raw, say
from refcheck.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

_NEEDED = ("starlette", "uvicorn", "python_multipart")
_PORT = 8765
_SECONDS, _SECONDS_ONLINE = 120, 900
_EPILOG = """\
Documents, reports and accepted findings are kept in --folder, which only you can
read, until you delete them on the page. No check goes to the network unless it is
chosen for that document. Stop with Ctrl-C.
"""


def add(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.description = (
        "A page on this machine that checks documents: drop or paste one, read and download its report."
    )
    parser.formatter_class = raw
    parser.epilog = _EPILOG
    parser.add_argument("--port", type=_port, default=_PORT, metavar="N", help=f"0: any free one; default: {_PORT}")
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="default: 127.0.0.1")
    parser.add_argument(
        "--open-to-others",
        action="store_true",
        help="let --host be an address that other machines reach; implies --private",
    )
    parser.add_argument(
        "--private",
        action="store_true",
        help="answer only to who opens the address that is printed, which holds a key: for machines with other users",
    )
    parser.add_argument("--folder", metavar="DIR", help="where runs are kept; default: the platform's folder for data")
    parser.add_argument(
        "--sources", metavar="DIR", help="a folder with texts of cited documents, as for refcheck check"
    )
    parser.add_argument(
        "--time-limit",
        type=_seconds,
        metavar="SECONDS",
        help=f"how long a check may take; default: {_SECONDS}, with online sources {_SECONDS_ONLINE}",
    )
    parser.add_argument("--open", action="store_true", help="open the page in the browser")
    add_config(parser)


def _port(value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) > 65535:
        raise argparse.ArgumentTypeError(f'"{value}" is no port; give a number from 0 to 65535')
    return int(value)


def _seconds(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 86400:
        raise argparse.ArgumentTypeError(f'"{value}" is no number of seconds from 1 to 86400')
    return int(value)


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    if any(find_spec(module) is None for module in _NEEDED):
        raise UsageError('refcheck serve needs more than refcheck itself; install it: pip install "refcheck[serve]"')
    from pathlib import Path

    from refcheck.serve.jobs import Terms
    from refcheck.serve.listening import is_of_this_machine, serve

    if not is_of_this_machine(options.host):
        if not options.open_to_others:
            raise UsageError(
                f"--host {options.host}: other machines could reach it, and read and delete your documents; "
                "add --open-to-others if you mean it"
            )
        complain(
            f"warning: other machines can reach {options.host}; whoever has the address with the key reads and deletes "
            "the documents here, and what is sent is not encrypted: put a server in front that encrypts"
        )
    settings = settings_of(options)
    if options.sources is not None and not os.path.isdir(options.sources):  # noqa: PTH112 - Path.is_dir raises
        raise UsageError(f"--sources {options.sources}: there is no such folder; check the spelling")
    terms = Terms(
        config=str(Path(settings.file).absolute()) if settings else None,
        sources=str(Path(options.sources).absolute()) if options.sources is not None else None,
        seconds=options.time_limit or _SECONDS,
        seconds_online=options.time_limit or _SECONDS_ONLINE,
    )

    def started(address: str) -> None:
        say(f"refcheck is at {address} (Ctrl-C stops it)")
        sys.stdout.flush()  # whoever started us may be reading a pipe
        if options.open:
            import webbrowser

            webbrowser.open(address)

    before = os.umask(0o077)  # whatever is written here is its owner's
    try:
        serve(_folder(options.folder), terms, options.host, options.port, started, private=options.private)
    except KeyboardInterrupt:
        say("stopped")
    finally:
        os.umask(before)  # that of the process, which may not be ours alone
    return EXIT_CLEAN


def _folder(given: str | None) -> Path:
    from pathlib import Path

    if given is not None:
        return Path(given)
    from platformdirs import user_data_path

    return user_data_path("refcheck", appauthor=False) / "runs"
