"""The way of a run to the network: public sources and links, asked politely, answers kept."""

from __future__ import annotations

import ipaddress
import re
import select
from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from fnmatch import translate
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from platformdirs import user_cache_path

from refcheck import __version__
from refcheck.links.kept import KeptVerdicts, is_fresh
from refcheck.links.rescue import copied, wants_copy, with_copy
from refcheck.links.saving import HOST, PACE, Saved, save, why_private
from refcheck.links.verdict import LinkVerdict
from refcheck.model import Question, Reply, Said, Status
from refcheck.network.addresses import Guard, RefusedError, host_of
from refcheck.network.cache import AnswerCache
from refcheck.network.exchange import Conversation, sheltered
from refcheck.network.manners import HostManners, Manners
from refcheck.network.swarm import Swarm
from refcheck.network.talk import Carrier, Talk, Threads
from refcheck.settings import NetworkSettings
from refcheck.sources.consult import consult
from refcheck.sources.source import Source
from refcheck.sources.texts import Fetched, fetch

if TYPE_CHECKING:
    from refcheck.network.client import Client


def guard_of(settings: NetworkSettings) -> Guard:
    """Which addresses the settings let be asked."""
    return Guard(
        tuple(ipaddress.ip_network(network) for network in settings.allow),
        frozenset(settings.ports),
        dict(settings.hosts),
    )


def manners_of(settings: NetworkSettings) -> Manners:
    """How politely the settings let hosts be asked."""
    return Manners(
        contact=settings.contact,
        version=__version__,
        pace=settings.pace,
        longest_pause=settings.longest_pause,
        budget=settings.budget,
        timeout=settings.timeout,
    )


# The archive's own limits, where links are dead: 30 look-ups a minute in its index.
_ARCHIVES = {
    "archive.org": HostManners(pace=1.0, connections=1),
    "web.archive.org": HostManners(pace=2.5, connections=1),
}
_BURST = 4  # requests to the host of a link that may follow each other at once
_PORTION = 5_000  # addresses that are put in order at once
_HELD = 50_000  # replies, and verdicts, that are at hand; others are read from the cache again
_FILES = 64_000_000  # bytes of files, the same
_Address = tuple[str, date | None]  # and the day on which it was cited


def link_manners_of(settings: NetworkSettings) -> Manners:
    """How politely the settings let the hosts of links be asked: these are many, and each has few."""
    own = {
        host.name: HostManners(host.pace, host.connections, host.obey_robots, host.headers)
        for host in settings.own_hosts
    }
    return Manners(
        contact=settings.contact,
        version=__version__,
        pace=settings.link_pace,
        connections=settings.link_connections,
        burst=_BURST,
        longest_pause=settings.longest_pause,
        budget=0,
        timeout=settings.link_timeout,
        time=settings.link_time,
        host_time=settings.link_host_time,
        hosts=_ARCHIVES | own,
    )


def cache_folder(settings: NetworkSettings) -> Path:
    """Where answers are kept: the folder of the settings, else the platform's."""
    if settings.cache:
        return Path(settings.cache)
    return user_cache_path("refcheck")


def _client(settings: NetworkSettings) -> Client:
    """Who asks one request after the other."""
    from refcheck.network.client import Client  # noqa: PLC0415 - late: checking links needs none

    agent, bundle = manners_of(settings).user_agent, settings.ca_bundle
    return Client(guard_of(settings), agent, timeout=settings.timeout, ca_bundle=bundle)


def _many(settings: NetworkSettings) -> Carrier:
    """What carries links, of which a document may have thousands."""
    if not hasattr(select, "epoll"):  # another system than Linux
        return Threads(_client(settings))
    agent = manners_of(settings).user_agent
    return Swarm(guard_of(settings), agent, timeout=settings.link_timeout, ca_bundle=settings.ca_bundle)


def _interleaved(addresses: Iterable[_Address]) -> Iterator[_Address]:
    """The same addresses, each once, a host's links apart: so many hosts are asked at once whatever the order given.

    Where one comes again far behind, its verdict is known by then.
    """
    source = iter(addresses)
    while portion := dict(islice(source, _PORTION)):
        hosts: dict[str, list[_Address]] = {}
        for address in reversed(portion.items()):
            hosts.setdefault(host_of(address[0]), []).append(address)
        while hosts:
            for name in list(hosts):
                yield hosts[name].pop()
                if not hosts[name]:
                    del hosts[name]


def _forget(held: dict[Any, Any]) -> None:
    """Keep what came last: memory does not grow with the documents of a run."""
    for key in list(islice(held, max(0, len(held) - _HELD))):
        del held[key]


def _nothing(reason: str) -> tuple[Reply, ...]:
    return (Reply(Said.NOTHING, "refcheck", reason),)


def _no_file(form: str, reason: str) -> Fetched:
    return Fetched(form, reason=reason)


def _unknown(url: str, reason: str) -> LinkVerdict:
    return LinkVerdict(url, Status.UNVERIFIABLE, reason)


def _no_copy(verdict: LinkVerdict, reason: str) -> LinkVerdict:
    return replace(verdict, notes=(*verdict.notes, reason))


class Online:
    """Sources and links for the documents of one run. Use it as a context manager.

    What was asked once is kept: of late in memory, and in the cache for this run and the next.
    """

    def __init__(self, settings: NetworkSettings, *, refresh: bool = False) -> None:
        self._settings, self._renewed = settings, refresh
        self._cache = AnswerCache(cache_folder(settings) / "answers.sqlite")
        self._links = Talk(_many(settings), link_manners_of(settings), obey_robots=settings.obey_robots)
        self._kept = KeptVerdicts(cache_folder(settings) / "links.sqlite")
        self._known_from = datetime.now(UTC) if refresh else datetime.min.replace(tzinfo=UTC)
        self._excluded = [re.compile(translate(pattern)) for pattern in settings.exclude]
        self._replies: dict[Question, tuple[Reply, ...]] = {}
        self._told: dict[str, str] = {}  # addresses of files, by canonical form, as sources gave them
        self._verdicts: dict[str, LinkVerdict] = {}
        self._files: dict[str, Fetched] = {}
        self._bytes = 0  # of these files

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if "_sources" in vars(self):
            self._sources.carrier.close()
        self._links.carrier.close()
        self._cache.close()
        self._kept.close()

    @cached_property
    def _sources(self) -> Talk:
        # Each look-up is one that a person cites and asks for: rules that close a source to crawlers are no bar to it.
        carrier = Threads(_client(self._settings))
        return Talk(carrier, manners_of(self._settings), cache=self._cache, refresh=self._renewed)

    @property
    def sent(self) -> int:
        """Requests that went out in this run."""
        return self._links.sent + (self._sources.sent if "_sources" in vars(self) else 0)

    def replies(self, questions: Iterable[Question]) -> dict[str, tuple[Reply, ...]]:
        """What the public sources say of each document, by its canonical form."""
        wanted = dict.fromkeys(questions)
        asked = ((one, sheltered(consult(one), _nothing)) for one in wanted if one not in self._replies)
        for question, replies in self._sources.lead(asked):
            self._replies[question] = replies
            self._told.update((question.canonical, reply.file) for reply in replies if reply.file)
        told = {question.canonical: self._replies[question] for question in wanted}
        _forget(self._replies)
        _forget(self._told)
        return told

    def files(self, questions: Iterable[Question]) -> dict[str, Fetched]:
        """The files of documents, by canonical form, as far as sources give them to programs."""
        wanted = {question.canonical: question for question in questions}
        asked = (
            (form, sheltered(fetch(question, self._told.get(form)), partial(_no_file, form)))
            for form, question in wanted.items()
            if form not in self._files
        )
        for form, file in self._sources.lead(asked):
            self._files[form] = file
            self._bytes += len(file.content)
        given = {form: self._files[form] for form in wanted}
        while self._bytes > _FILES or len(self._files) > _HELD:
            self._bytes -= len(self._files.pop(next(iter(self._files))).content)
        return given

    def probe(self, source: Source, question: Question) -> Reply:
        """What one source says of one document."""
        return next(reply for _, reply in self._sources.lead([(source.name, source.ask(question))]))

    def links(self, addresses: Iterable[tuple[str, date | None]]) -> dict[str, LinkVerdict]:
        """The verdict on each address, with an archived copy of what is gone; a date says when it was cited."""
        wanted = dict(addresses)
        for verdict in self.stream((url, day) for url, day in wanted.items() if url not in self._verdicts):
            self._verdicts[verdict.url] = verdict
        told = {url: self._verdicts[url] for url in wanted}
        _forget(self._verdicts)
        return told

    def stream(self, addresses: Iterable[_Address], *, rescue: bool = True) -> Generator[LinkVerdict, None, None]:
        """The verdicts as they come, each address once; without `rescue` no archived copies are looked for.

        Memory does not grow with the number of addresses.
        """
        asked = (
            (url, sheltered(self._asked(url, day, rescue=rescue), partial(_unknown, url)))
            for url, day in _interleaved(addresses)
        )
        for _, verdict in self._links.lead(asked):
            self._kept.keep(verdict)
            yield verdict

    def copies(self, verdicts: Iterable[tuple[LinkVerdict, date | None]]) -> Generator[LinkVerdict, None, None]:
        """Verdicts on what is gone, each with its archived copy, as the archive names them."""
        asked = (
            (verdict.url, sheltered(copied(verdict, day), partial(_no_copy, verdict))) for verdict, day in verdicts
        )
        for _, verdict in self._links.lead(asked):
            yield verdict

    def _asked(self, url: str, day: date | None, *, rescue: bool) -> Conversation[LinkVerdict]:
        """The verdict on one address: of an earlier run where that is fresh, else the host's."""
        if any(pattern.match(url) for pattern in self._excluded):
            return LinkVerdict(url, Status.UNVERIFIABLE, "Not asked: the settings exclude this address.")
        known = self._kept.find(url)
        if known and known.checked and known.checked >= self._known_from and is_fresh(known, datetime.now(UTC)):
            return (yield from copied(known, day)) if rescue and wants_copy(known) else known
        return (yield from with_copy(url, day, known=known, rescue=rescue))

    def saved(self, living: Iterable[LinkVerdict]) -> Iterator[tuple[LinkVerdict, Saved]]:
        """Have the archive save pages: each verdict, with the copy's address, as the archive gets them done.

        What must not become public is not handed to it. Nothing of this is kept in the cache.
        """
        verdicts = {verdict.url: verdict for verdict in living}
        guard, wanted = guard_of(self._settings), []
        for url, verdict in verdicts.items():
            reason = why_private(url) or why_not_public(url, guard)
            if reason:
                yield verdict, Saved(None, reason)
            else:
                wanted.append(url)
        if not wanted:
            return
        keys = next((host.headers for host in self._settings.own_hosts if host.name == HOST), ())
        manners, carrier = manners_of(self._settings), Threads(_client(self._settings), places=1)
        try:
            own = {HOST: HostManners(headers=keys)}
            talk = Talk(carrier, replace(manners, pace=manners.pace * PACE, hosts=own))
            for url, saved in talk.lead((url, sheltered(save(url), partial(Saved, None))) for url in wanted):
                yield replace(verdicts[url], archived=saved.copy), saved
        finally:
            carrier.close()


def why_not_public(url: str, guard: Guard) -> str | None:
    """Why an address is none of the open internet, whatever the settings let this machine ask; None where it is one."""
    named = guard.hosts or {}
    strict = replace(guard, networks=(), ports=frozenset(), hosts=None)
    try:
        host = strict.target(url).host
        if host not in named and "*" not in named:
            strict.look_up(host, 443, trusted=False)
    except RefusedError as error:
        return f"Its host is not public, or cannot be looked up ({error.reason})."
    return None
