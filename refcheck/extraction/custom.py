"""Kinds of the user's own: a row of the settings → an extractor, proved by the row's examples.

A row is trusted as little as anything typed by hand: what cannot work is refused before a document is read.
"""

from __future__ import annotations

import re
import time
import warnings
from collections.abc import Iterator
from functools import lru_cache, partial
from urllib.parse import quote

import regex

from refcheck.errors import UsageError
from refcheck.extraction import extract
from refcheck.extraction.anchors import occurrences
from refcheck.extraction.found import Extractor, Found, Source
from refcheck.extraction.view import make_view
from refcheck.model import Block, Custom, Document, Kind, Reference, Role, Span
from refcheck.settings import CustomExample, CustomKind, Settings

_REACH = 100  # characters between a reference's beginning and its anchor, at most
_SECONDS = 5.0  # that a pattern may take for one document, and one more for every …
_CHARACTERS_A_SECOND = 20_000
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@lru_cache(maxsize=16)
def extractors(settings: Settings) -> tuple[Extractor, ...]:
    """An extractor for each kind of the settings, for `extract`'s `custom`.

    Raises UsageError for a row whose pattern does not compile, whose templates name a group that the pattern
    has not, or whose examples do not give what they promise, alone or with a line's end at each space.
    """
    places = [f'{settings.file}: kind "{kind.name}"' for kind in settings.kinds]
    made = tuple(_extractor(kind, where) for kind, where in zip(settings.kinds, places, strict=True))
    for kind, where in zip(settings.kinds, places, strict=True):
        for example in kind.examples:
            _prove(kind, example, made, where)
    return made


def _extractor(kind: CustomKind, where: str) -> Extractor:
    pattern = _compiled(kind, where)
    for key, template in (("canonical", kind.canonical), ("url", kind.url or "")):
        _refuse_unknown_groups(key, template, pattern, where)
    return partial(_find, kind, pattern, where)


def _compiled(kind: CustomKind, where: str) -> regex.Pattern[str]:
    """The pattern, in an engine that can be stopped: nobody sees from a pattern how long it takes on which text."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what Python will read in another way one day is a mistake today
            re.compile(kind.pattern)
        return regex.compile(kind.pattern)
    except (re.error, regex.error, Warning, OverflowError, RecursionError) as error:
        raise UsageError(f'{where}: "pattern" is no regular expression: {error}; mend it there') from error


def _refuse_unknown_groups(key: str, template: str, pattern: regex.Pattern[str], where: str) -> None:
    for name in _PLACEHOLDER.findall(template):
        if name not in pattern.groupindex:
            raise UsageError(
                f'{where}: "{key}" names {{{name}}}, which the pattern has not; add (?P<{name}>…) to the pattern'
            )
    if re.search(r"[{}]", _PLACEHOLDER.sub("", template)):
        raise UsageError(f'{where}: "{key}" has a brace without a name; write {{number}} for the group "number"')


def _find(kind: CustomKind, pattern: regex.Pattern[str], where: str, source: Source) -> Iterator[Found]:
    """The references of one kind, without white space at their ends. Raises UsageError where the pattern hangs."""
    for match in _around(pattern, source.view.text, kind.anchors, where):
        start = match.end() - len(match[0].lstrip())
        end = match.start() + len(match[0].rstrip())
        canonical = _filled(kind.canonical, match).strip()
        if canonical:
            address = _filled(kind.url, match, encode=True) if kind.url else None
            yield Found(start, end, Kind.CUSTOM, (canonical,), custom=Custom(kind.name, address))


def _around(pattern: regex.Pattern[str], text: str, anchors: tuple[str, ...], where: str) -> Iterator[regex.Match[str]]:
    """The matches that hold an anchor, left to right, without overlaps; an anchor may stand anywhere in them."""
    seconds = _SECONDS + len(text) / _CHARACTERS_A_SECOND
    limit = time.monotonic() + seconds
    end = 0
    for place in sorted({place for anchor in anchors for place in occurrences(text, anchor)}):
        for start in range(max(end, place - _REACH), place + 1):
            try:
                match = pattern.match(text, start, timeout=max(0.001, limit - time.monotonic()))
            except TimeoutError as error:
                raise UsageError(
                    f'{where}: "pattern" did not come to an end within {seconds:.0f} seconds; a repetition inside of a '
                    f"repetition, as in (a+)+, is most often why: write it once"
                ) from error
            if match and match.end() > place:
                yield match
                end = match.end()
                break


def _filled(template: str, match: regex.Match[str], *, encode: bool = False) -> str:
    """The template with the groups' texts, white space folded; a group that took no part gives nothing."""

    def value(name: re.Match[str]) -> str:
        text = " ".join((match[name[1]] or "").split())
        return quote(text, safe="") if encode else text

    return _PLACEHOLDER.sub(value, template)


# --- examples ------------------------------------------------------------------------------


def _prove(kind: CustomKind, example: CustomExample, made: tuple[Extractor, ...], where: str) -> None:
    for text in dict.fromkeys((example.text, example.text.replace(" ", "\n"))):
        found = _read(text, made)
        given = tuple(reference.canonical[0] for reference in found if reference.kind_name == kind.name)
        if given != example.canonical:
            over_lines = "" if text == example.text else ", with a line's end at each space,"
            raise UsageError(
                f'{where}: the example "{example.text}"{over_lines} gives {_listed(given)}, not '
                f"{_listed(example.canonical)}; {_remedy(kind, example, found, given, over_lines=bool(over_lines))}"
            )


def _read(text: str, made: tuple[Extractor, ...]) -> tuple[Reference, ...]:
    block = Block(Span(0, len(text)), Role.BODY)
    document = Document("-", "txt", text, (block,), (), (), None, "utf-8", "")
    return extract(document, make_view(document), lambda _: None, made)


def _listed(forms: tuple[str, ...]) -> str:
    return ", ".join(forms) or "nothing"


def _remedy(
    kind: CustomKind,
    example: CustomExample,
    found: tuple[Reference, ...],
    given: tuple[str, ...],
    *,
    over_lines: bool,
) -> str:
    if over_lines:
        return r"write \s+ for each space of the pattern"
    if example.canonical and not any(anchor in example.text for anchor in kind.anchors):
        return "none of the anchors stands in it: add one"
    others = [reference for reference in found if reference.kind_name != kind.name]
    if others and not given:
        first = others[0]
        return f'"{first.text}" is already of the kind {first.kind_name}, which goes first: mend the pattern or the row'
    return "mend the pattern, the template or the example"
