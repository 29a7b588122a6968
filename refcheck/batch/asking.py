"""Documents that have something to ask of the network: other processes say what, one asks, and they go on from there.

Only one process asks, so that what a host allows holds for all processes and machines together.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Protocol, TypeVar

from refcheck.errors import RefcheckError
from refcheck.links.verdict import LinkVerdict
from refcheck.model import Status

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Generator, Iterable, Mapping, Sequence

    from refcheck.batch.crew import Lost
    from refcheck.model import Question, Reply
    from refcheck.pipeline import Asked
    from refcheck.texts.fetched import File

P = TypeVar("P")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

_PORTION = 100  # documents that are looked at before anything of theirs is asked


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a document has to ask."""

    sha256: str  # of its bytes
    questions: tuple[Question, ...]  # for the public sources
    addresses: tuple[tuple[str, dt.date | None], ...]  # with the day on which each was cited
    texts: tuple[Question, ...]  # documents whose files are worth reading


@dataclass(frozen=True, slots=True)
class Answers:
    """What it was answered."""

    sha256: str
    replies: Mapping[str, tuple[Reply, ...]]  # by canonical form
    links: Mapping[str, LinkVerdict]
    files: Mapping[str, File]  # by canonical form


class UnansweredError(RefcheckError):
    """The document has something to ask."""

    def __init__(self, wanted: Wanted) -> None:
        super().__init__("the document has something to ask of the network")
        self.wanted = wanted


class Relay:
    """In the place of the network, for one document: the answers to it; or, where it has asked nothing yet, a list.

    A check asks for replies, then for links, and for files last (see `pipeline.Asked`).
    """

    def __init__(self, sha256: str, answers: Answers | None) -> None:
        self._sha256, self._answers = sha256, answers
        self._questions: tuple[Question, ...] = ()
        self._addresses: tuple[tuple[str, dt.date | None], ...] = ()

    def replies(self, questions: Iterable[Question]) -> Mapping[str, tuple[Reply, ...]]:
        """What the public sources said."""
        if self._answers is not None:
            return self._answers.replies
        self._questions = tuple(dict.fromkeys(questions))
        return {}

    def links(self, addresses: Iterable[tuple[str, dt.date | None]]) -> Mapping[str, LinkVerdict]:
        """The verdicts on the addresses."""
        if self._answers is not None:
            return self._answers.links
        self._addresses = tuple(dict(addresses).items())
        return {url: LinkVerdict(url, Status.UNVERIFIABLE, "Not asked yet.") for url, _ in self._addresses}

    def files(self, questions: Iterable[Question]) -> Mapping[str, File]:
        """The files; raises UnansweredError with all that is wanted, where anything is and nothing was answered yet."""
        if self._answers is not None:
            return self._answers.files
        wanted = Wanted(self._sha256, self._questions, self._addresses, tuple(dict.fromkeys(questions)))
        if wanted.questions or wanted.addresses or wanted.texts:
            raise UnansweredError(wanted)
        return {}


class Others(Protocol[P, R_co]):
    """Who does the work: processes of this machine, or a cluster."""

    def run(self, pieces: Iterable[P]) -> Generator[tuple[P, R_co | Wanted | Lost], None, None]:
        """Each piece, the very object, with its result."""


def answered(
    others: Others[P, R],
    pieces: Iterable[P],
    network: Asked,
    with_answers: Callable[[P, Answers], P],
    *,
    together: bool,
) -> Generator[tuple[P, R | Lost], None, None]:
    """Each piece with its result; what wanted something is done once more, with the answers.

    `together`: what many documents want is asked at once, so that many hosts answer at a time; nothing is heard of
    these documents until all is answered.
    """
    coming = iter(pieces)
    while portion := list(islice(coming, _PORTION)):
        asking: list[tuple[P, Wanted]] = []
        order = {id(piece): number for number, piece in enumerate(portion)}
        with closing(others.run(portion)) as outcomes:
            for piece, outcome in outcomes:
                if isinstance(outcome, Wanted):
                    asking.append((piece, outcome))
                else:
                    yield piece, outcome
        asking.sort(key=lambda one: order[id(one[0])])  # whoever was quicker: the same is asked in the same order
        if together:
            _ask([wanted for _, wanted in asking], network)
        again = (with_answers(piece, _answers(wanted, network)) for piece, wanted in asking)
        with closing(others.run(again)) as outcomes:
            for piece, outcome in outcomes:
                if isinstance(outcome, Wanted):  # what has its answers asks no more
                    raise UnansweredError(outcome)
                yield piece, outcome


def _ask(all_wanted: Sequence[Wanted], network: Asked) -> None:
    """Ask all at once; the network keeps what it was answered."""
    network.replies(question for wanted in all_wanted for question in wanted.questions)
    cited: dict[str, dt.date | None] = {}  # each address with the day on which the first document cites it
    for url, day in (address for wanted in all_wanted for address in wanted.addresses):
        cited.setdefault(url, day)
    network.links(cited.items())


def _answers(wanted: Wanted, network: Asked) -> Answers:
    return Answers(
        wanted.sha256,
        network.replies(wanted.questions),
        network.links(wanted.addresses),
        network.files(wanted.texts),
    )
