"""--baseline: the findings that a person accepted, marked in reports, added and dropped when told so."""

from __future__ import annotations

import argparse
import datetime as dt
import os
from typing import TYPE_CHECKING, Self

from refcheck.commands.console import complain, plural, say
from refcheck.errors import UsageError

if TYPE_CHECKING:
    from refcheck.baseline import Baseline
    from refcheck.report import Report

_REASON = "stood in the text when the baseline was written"


def add_baseline(parser: argparse.ArgumentParser) -> None:
    """Let the command take --baseline, and what changes one."""
    group = parser.add_argument_group("accepted findings")
    group.add_argument(
        "--baseline", metavar="FILE", help="findings that a person accepted: shown struck, and not counted"
    )
    group.add_argument(
        "--update-baseline", action="store_true", help="accept all findings of this run: add them to the baseline"
    )
    group.add_argument(
        "--accept",
        action="append",
        default=[],
        metavar="IDENTITY",
        help="accept this finding alone, by the identity that its report shows; may be given several times",
    )
    group.add_argument(
        "--accept-by", metavar="NAME", help="who accepts, for the entries added; default: the name you logged in with"
    )
    group.add_argument("--reason", metavar="TEXT", help=f'why, for the entries added; default: "{_REASON}"')
    group.add_argument(
        "--prune-baseline",
        action="store_true",
        help="drop the entries of the documents checked whose findings do not occur any more",
    )


def keeper_of(options: argparse.Namespace) -> Keeper:
    """What keeps the accepted findings; raises UsageError where options do not go together or the file is none."""
    adds = options.update_baseline or options.accept
    changes = {"--update-baseline": options.update_baseline, "--accept": options.accept}
    for name, given in (changes | {"--prune-baseline": options.prune_baseline}).items():
        if given and options.baseline is None:
            raise UsageError(f"{name} needs --baseline FILE, the file that keeps accepted findings")
    for name, text in (("--accept-by", options.accept_by), ("--reason", options.reason)):
        if text is not None and not adds:
            raise UsageError(f"{name} goes with --update-baseline or --accept")
        if text is not None and not text.strip():
            raise UsageError(f"{name} is empty; say who accepts a finding, and why")
    return Keeper(options, _opened(options.baseline, new=adds) if options.baseline is not None else None)


class Keeper:
    """Marks the accepted findings of each report of a run, and writes the file at its end, however it ends."""

    def __init__(self, options: argparse.Namespace, baseline: Baseline | None) -> None:
        self._baseline = baseline
        self._all: bool = options.update_baseline
        self._wanted = frozenset[str](options.accept)
        self._prunes: bool = options.prune_baseline
        self._decider: str = options.accept_by or (_login() if self._adds else "")
        self._reason: str = options.reason or _REASON
        self._met: set[str] = set()  # of the identities wanted
        self._added = self._accepted = 0

    @property
    def _adds(self) -> bool:
        return self._all or bool(self._wanted)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # However the run ended: what a report shows as accepted stands in the file.
        if self._baseline is not None and self._adds:
            self._baseline.save()

    def mark(self, report: Report) -> Report:
        """The report with its accepted findings marked, those that this run accepts among them."""
        if self._baseline is None:
            return report
        if self._adds:
            self._accept(report, self._baseline)
        marked = self._baseline.apply(report)
        self._accepted += marked.accepted()
        return marked

    def _accept(self, report: Report, baseline: Baseline) -> None:
        from refcheck.model import Acceptance

        decision = Acceptance(self._decider, self._reason, dt.date.fromisoformat(report.checked_at[:10]))
        self._added += baseline.accept(report, decision, None if self._all else self._wanted)
        if self._wanted:
            self._met |= self._wanted.intersection(report.identities())

    def close(self) -> bool:
        """Drop what is to be dropped and say what was done; False where an identity asked for is of no finding."""
        if self._baseline is None:
            return True
        said = [f"{plural(self._accepted, 'accepted finding')}"]
        said += [f"{self._added} added"] if self._adds else []
        if self._prunes:
            said.append(f"{self._baseline.drop_gone()} dropped")
            self._baseline.save()
        elif gone := len(self._baseline.gone()):
            said.append(f"{gone} of its entries {'does' if gone == 1 else 'do'} not occur any more (--prune-baseline)")
        say(f"baseline: {self._baseline.file}: {', '.join(said)}")
        unmet = sorted(self._wanted - self._met)
        for identity in unmet:
            complain(f"--accept {identity}: no finding of these documents has this identity; see their reports")
        return not unmet


def _opened(file: str, *, new: bool) -> Baseline:
    """The baseline in a file; an empty one where there is none and entries are to be added."""
    from refcheck.baseline import Baseline

    if not new or os.path.lexists(file):
        return Baseline.load(file)
    folder = os.path.dirname(file) or os.curdir  # noqa: PTH120 - a name that may be bad is not made a Path
    if not os.access(folder, os.W_OK):
        raise UsageError(f"--baseline {file}: no permission to write in that folder, or it is none; name another")
    return Baseline(file)


def _login() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (OSError, KeyError):  # a user without a name
        return "unknown"
