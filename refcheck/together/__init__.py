"""Several documents of a run beside one another: facts that do not agree from one to the next. No I/O.

Each check is a module that takes facts out of a report and says which two of them disagree; `MODULES` is the list.
Only facts are kept, and of them a bounded number, so that the memory of a run does not grow with its documents.
What is found is a hint, never more: each document may be right for its own day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from types import ModuleType

from refcheck.model import Difference
from refcheck.report import Report
from refcheck.together import figures_differ, item_two_titles, name_two_spellings, symbol_two_dates
from refcheck.together.fact import Fact

__all__ = ["MODULES", "Together", "facts_of", "name_of"]

MODULES = (symbol_two_dates, item_two_titles, name_two_spellings, figures_differ)

MOST_KEYS = 50_000  # facts of different things that one check keeps
_MOST_OF_ONE_DOCUMENT = 1000
_MOST_VALUES = 12  # that one thing may have; a name with more is a common one
_MOST_PLACES = 3  # where one value stands


class Together:
    """The facts of a run so far: `add` each report, then ask for the `differences`."""

    def __init__(self, most_keys: int = MOST_KEYS) -> None:
        self._most_keys = most_keys
        # For each check: what a fact is about → its value → the facts that give it, first ones first.
        self._facts: tuple[dict[str, dict[str, list[Fact]]], ...] = tuple({} for _ in MODULES)
        self.full = False  # whether facts had to be left out

    def add(self, report: Report) -> None:
        """Take the facts out of a report; the report itself is not kept."""
        self.take(facts_of(report))

    def take(self, of_document: Sequence[Sequence[Fact]]) -> None:
        """Take the facts of a document, as `facts_of` has them."""
        for some, facts in zip(of_document, self._facts, strict=True):
            for fact in some:
                self._keep(fact, facts)

    def _keep(self, fact: Fact, facts: dict[str, dict[str, list[Fact]]]) -> None:
        if fact.key not in facts and len(facts) >= self._most_keys:
            self.full = True
            return
        values = facts.setdefault(fact.key, {})
        if fact.value not in values and len(values) >= _MOST_VALUES:
            return
        alike = values.setdefault(fact.value, [])
        if len(alike) < _MOST_PLACES and all(fact.place.path != other.place.path for other in alike):
            alike.append(fact)

    def differences(self) -> tuple[Difference, ...]:
        """What does not agree, in the order of the checks and of the first documents; each once."""
        found: dict[frozenset[tuple[str, int]], Difference] = {}
        for module, facts in zip(MODULES, self._facts, strict=True):
            for values in facts.values():
                for difference in _differences(module, list(values.values())):
                    # A double symbol has two halves, and a name two words: the same places are one matter.
                    found.setdefault(frozenset((place.path, place.start) for place in difference.places), difference)
        return tuple(found.values())


def facts_of(report: Report) -> tuple[tuple[Fact, ...], ...]:
    """What a document gives to be held against others: for each of `MODULES` its facts."""
    return tuple(tuple(islice(module.facts(report), _MOST_OF_ONE_DOCUMENT)) for module in MODULES)


def name_of(module: ModuleType) -> str:
    """The name of a check: that of its module, with hyphens."""
    return module.__name__.rpartition(".")[2].replace("_", "-")


def _differences(module: ModuleType, values: Sequence[list[Fact]]) -> Iterator[Difference]:
    """One difference for all values that disagree with another one that a second document gives."""
    disagreeing = [
        alike
        for alike in values
        if any(
            other is not alike and module.disagree(alike[0], other[0]) and len(_paths([*alike, *other])) > 1
            for other in values
        )
    ]
    if disagreeing:
        places = sorted({fact.place for alike in disagreeing for fact in alike})
        yield Difference(name_of(module), module.TITLE, module.message(_one_each(disagreeing)), tuple(places))


def _one_each(values: Sequence[list[Fact]]) -> list[Fact]:
    """A fact for each value, of different documents where that is possible: that is what a message is about."""
    chosen: list[Fact] = []
    for alike in sorted(values, key=len):
        used = _paths(chosen)
        chosen.append(next((fact for fact in alike if fact.place.path not in used), alike[0]))
    return sorted(chosen, key=lambda fact: fact.place)


def _paths(facts: Sequence[Fact]) -> set[str]:
    return {fact.place.path for fact in facts}
