"""The embedded authority catalogue: what is known of UN documents without asking anyone.

A read-only SQLite file beside the package, built from the tables of `refcheck/data/tables`. What the
tables hold, where the facts come from and what they are complete for: `refcheck/data/README.md`.
Absence from the catalogue proves nothing, except where `complete_for` gives a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Self

from refcheck.domain.dates import words
from refcheck.model import CatalogueEdition, DateKind, Known
from refcheck.resolution import case_titles
from refcheck.resolution.case_titles import Case
from refcheck.resolution.catalogue_build import CATALOGUE, REMEDY, folded
from refcheck.resolution.documents import Documents, day_of, is_sure
from refcheck.resolution.written import letter_of, number_of, years_of_reports

__all__ = ["Bracket", "Case", "Catalogue", "Series", "Session"]

_COUNCIL = re.compile(r"S/RES/(\d+)\((\d{4})\)")
_STATEMENT = re.compile(r"S/PRST/(\d{4})/(\d+)")
_OLD_ASSEMBLY = re.compile(r"A/RES/(\d+)\(((?:E?S-)?[IVX]+)\)[A-Z]?")
_OLD_WHOLE = re.compile(r"(A/RES/\d+\((?:E?S-)?[IVX]+\))")
_DECISION = re.compile(r"ICJ/(\d+)/(JUD|ADV|ORD)/(\d{4}-\d\d-\d\d)")
_REPORTED = re.compile(r"ICJ/(\d+)/(JUD|ADV)/(\d{4})")
_LAST_OLD_RESOLUTION = 3541  # of the thirtieth session; the last of the series that began in 1946
_KINDS = {"JUD": "judgments", "ADV": "advisory opinions", "ORD": "orders"}

_ICJ = (
    "SELECT case_number, icj_decision.kind, date, subject, title, collection, basis"
    " FROM icj_decision JOIN icj_case ON icj_case.number = case_number"
    " JOIN origin ON origin.id = icj_decision.origin"
)


@dataclass(frozen=True, slots=True)
class Series:
    """The series that a symbol belongs to; `to_year` is None while it goes on."""

    prefix: str  # "A/HRC/"
    body: str
    parent: str
    from_year: int | None
    to_year: int | None
    numbering: str


@dataclass(frozen=True, slots=True)
class Bracket:
    """When an Assembly resolution without a date of its own was adopted, by its neighbours' dates.

    The number stands in the unbroken run of its session, so a resolution of this number exists. Numbers
    of the 12th and later sessions run in order of adoption; measured on resolutions with a date, the
    bracket held in 98.9 of 100 cases, the inferred day in 99.7. It supports a hint, not an error.
    """

    not_before: date
    not_after: date

    @property
    def inferred(self) -> date | None:
        """The day, where both neighbours are of the same."""
        return self.not_before if self.not_before == self.not_after else None


@dataclass(frozen=True, slots=True)
class Session:
    """A session of the Assembly ("A", "79", "S-10", "ES-11") or of the Human Rights Council ("A/HRC").

    `until` is the closing day, for a regular session of the Assembly the opening day of the next; None
    while it is open.
    """

    organ: str
    label: str
    opened: date | None
    until: date | None


class Catalogue(Documents):
    """The embedded catalogue: documents, and with them sessions, series, and the Court's cases and decisions."""

    name = "embedded catalogue"

    @classmethod
    def embedded(cls) -> Self:
        """The catalogue that comes with refcheck; nothing is read yet."""
        return cls(CATALOGUE)

    # --- what it is ------------------------------------------------------------------------

    @cached_property
    def edition(self) -> CatalogueEdition:
        """The catalogue's day, what it is complete for and what it lacks, in sentences."""
        return CatalogueEdition(
            name=self.name,
            compiled=self._compiled,
            complete_for=(
                self._council_sentence,
                f"The {self._decisions_up_to('JUD')}.",
                f"The {self._decisions_up_to('ADV')}.",
                f"Statements by the President of the Security Council of {self._statement_years}.",
            ),
            gaps=self._gaps(),
        )

    @property
    def editions(self) -> tuple[CatalogueEdition, ...]:
        """The editions of all catalogues that are asked."""
        return (self.edition,)

    def complete_for(self, canonical: str) -> str | None:
        """What the catalogue is complete for, in a sentence, if that proves that `canonical` does not exist.

        None where it exists, and where its absence proves nothing. A sentence for "S/RES/853(1996)" (853
        is of 1993), for "S/RES/3100(2024)" (the year is complete), None for "S/RES/2799(2025)".
        """
        return None if self.records(canonical) else self.absence(canonical)

    def objection(self, canonical: str) -> str | None:  # noqa: ARG002  (see `catalogues.BothCatalogues`)
        """Why a catalogue of another's making should not be believed on a document; nothing where there is none."""
        return None

    def absence(self, canonical: str) -> str | None:
        """The sentence of `complete_for`, for a document that this catalogue does not hold."""
        key = folded(canonical)
        if match := _COUNCIL.fullmatch(key):
            return self._proof_for_council(int(match[1]), int(match[2]))
        if match := _DECISION.fullmatch(key):
            return self._proof_for_decision(match[1], match[2], match[3])
        if match := _REPORTED.fullmatch(key):
            return self._proof_for_reported(match[1], match[2], int(match[3]))
        if match := _STATEMENT.fullmatch(key):
            return self._proof_for_statement(int(match[1]))
        if match := _OLD_ASSEMBLY.fullmatch(key):
            return self._proof_for_old_assembly(int(match[1]), key, canonical)
        return None

    # --- documents and resolutions ---------------------------------------------------------

    def records(self, canonical: str) -> tuple[Known, ...]:
        """What is known of one document; () where the catalogue does not hold it, which proves nothing."""
        if canonical.startswith("ICJ/"):
            return self._decision(canonical)
        return super().records(canonical)

    def resolutions_on(self, series: str, day: date) -> tuple[Known, ...]:
        """Resolutions of a series ("S/RES", "A/RES", "A/HRC/RES", "E/RES", "E/CN.4/RES") adopted that day."""
        return self.resolutions_like(series, day=day)

    def bracket(self, canonical: str) -> Bracket | None:
        """Between which days an Assembly resolution without a date was adopted; None where nothing tells."""
        row = self._row("SELECT not_before, not_after FROM gap WHERE key = ?", folded(canonical))
        return Bracket(date.fromisoformat(row[0]), date.fromisoformat(row[1])) if row else None

    def meeting_of(self, canonical: str) -> str | None:
        """The record of the meeting that adopted a Security Council resolution: "S/PV.3259"."""
        row = self._row("SELECT meeting FROM document WHERE key = ?", folded(canonical))
        return str(row[0]) if row and row[0] else None

    # --- the International Court of Justice ------------------------------------------------

    def case(self, number: str) -> Case | None:
        """The case with this number in the General List."""
        return self._cases.get(number.lstrip("0"))

    def cases_titled(self, text: str) -> tuple[Case, ...]:
        """The cases that a title may mean, best first; the order of the parties counts."""
        return case_titles.cases_titled(text, self._cases.values())

    def case_number(self, title: str) -> str | None:
        """The number of the one case that a title means; None where none or several fit."""
        return self._case_number(title)

    @cached_property
    def _case_number(self) -> Callable[[str], str | None]:
        # A text repeats its titles, and each is held against the whole list.
        return lru_cache(maxsize=1024)(lambda title: case_titles.case_number(title, self._cases.values()))

    def decisions(self, case: str) -> tuple[Known, ...]:
        """The decisions known in a case, by date; of orders only some are known."""
        if not case.isdigit():
            return ()
        return self._merged(f"{_ICJ} WHERE case_number = ? ORDER BY date, icj_decision.kind", int(case))

    def decisions_on(self, day: date, kind: str | None = None) -> tuple[Known, ...]:
        """The decisions of a day, in all cases; `kind` is "JUD", "ORD" or "ADV", None for all."""
        order = "ORDER BY case_number, icj_decision.kind"
        where = "WHERE date = ? AND icj_decision.kind = ifnull(?, icj_decision.kind)"
        return self._merged(f"{_ICJ} {where} {order}", day.isoformat(), kind)

    # --- series and sessions ---------------------------------------------------------------

    def series_of(self, symbol: str) -> Series | None:
        """The series with the longest prefix that `symbol` begins with."""
        key = folded(symbol)
        lengths = range(min(len(key), self._longest_prefix), 0, -1)
        return next((self._series[key[:length]] for length in lengths if key[:length] in self._series), None)

    def session(self, organ: str, label: str) -> Session | None:
        """A session of the Assembly ("A") or Human Rights Council ("A/HRC"), a year of the Council ("S")."""
        row = self._row("SELECT opened, until FROM session WHERE organ = ? AND session = ?", organ, label)
        return Session(organ, label, day_of(row[0]), day_of(row[1])) if row else None

    # --- proofs of absence -----------------------------------------------------------------

    @cached_property
    def _newest_council(self) -> tuple[int, date]:
        row = self._row("SELECT max(number), max(date) FROM document WHERE series = 'S/RES'")
        return (int(row[0]), date.fromisoformat(row[1])) if row else (0, date.min)

    @property
    def _council_sentence(self) -> str:
        number, day = self._newest_council
        return f"Security Council resolutions 1 (1946) to {number} ({day.year}), adopted up to {words(day)}."

    def _proof_for_council(self, number: int, year: int) -> str | None:
        newest, day = self._newest_council
        unique = "a number is given only once"
        if 1 <= number <= newest:
            return f"The catalogue holds all {self._council_sentence[:-1]}; {unique}."
        return f"The catalogue holds all {self._council_sentence}" if number < 1 or year < day.year else None

    def _newest_decision(self, kind: str) -> date:
        row = self._row("SELECT max(date) FROM icj_decision WHERE kind = ?", kind)
        return date.fromisoformat(row[0]) if row else date.min

    def _decisions_up_to(self, kind: str) -> str:
        day = words(self._newest_decision(kind))
        return f"{_KINDS[kind]} of the International Court of Justice up to {day}"

    def _proof_for_decision(self, case: str, kind: str, day: str) -> str | None:
        """Judgments and advisory opinions by their day.

        Joined cases share a decision, so one of the kind on that day in another case leaves it open.
        """
        if kind == "ORD" or self.case(case) is None or day > self._newest_decision(kind).isoformat():
            return None
        with suppress(ValueError):
            if not self.decisions_on(date.fromisoformat(day), kind):
                return f"The catalogue holds all {self._decisions_up_to(kind)}."
        return None

    def _proof_for_reported(self, number: str, kind: str, year: int) -> str | None:
        """Judgments and advisory opinions by the year of the Reports, which is the year of the decision.

        A judgment of that year in another case between the same parties leaves it open (an interpretation or a
        revision is often cited by the title of the first case), and so does a case of which none is known.
        """
        case = self.case(number)
        if case is None or year >= self._newest_decision(kind).year:
            return None
        parties = _parties_of(case)
        related = [
            other for other in self._cases.values() if other is case or (parties and _parties_of(other) == parties)
        ]
        known = [decision for other in related for decision in self.decisions(other.number) if _is_of(decision, kind)]
        years = {decision.date.year for decision in known if decision.date}
        if not any(_is_of(decision, kind) for decision in self.decisions(number)) or years & {*years_of_reports(year)}:
            return None
        return f"The catalogue holds all {self._decisions_up_to(kind)}."

    def _proof_for_statement(self, year: int) -> str | None:
        row = self._row("SELECT last FROM complete_year WHERE series = 'S/PRST' AND year = ?", year)
        if not row:
            return None
        return f"The catalogue holds all {row[0]} statements by the President of the Security Council of {year}."

    @property
    def _statement_years(self) -> str:
        rows = self._rows("SELECT year FROM complete_year WHERE series = 'S/PRST' ORDER BY year")
        return _in_runs([row[0] for row in rows])

    def _proof_for_old_assembly(self, number: int, key: str, canonical: str) -> str | None:
        """The first 3,541 resolutions are one series: a number belongs to one session only."""
        if number > _LAST_OLD_RESOLUTION:
            return f"The General Assembly's first series of resolutions ends with {_LAST_OLD_RESOLUTION} (XXX)."
        known = self.resolutions_like("A/RES", number=number)
        keys = {folded(document.canonical) for document in known if not _is_hearsay(document)}
        keys |= {row[0] for row in self._rows("SELECT key FROM gap WHERE key GLOB ?", f"A/RES/{number}(*")}
        homes = {match[1] for found in keys if (match := _OLD_WHOLE.match(found))}
        letter = letter_of(canonical)
        if len(homes) != 1 or key[: key.index(")") + 1] in homes:
            return None
        return (
            f"General Assembly resolutions 1 to {_LAST_OLD_RESOLUTION} form one series, in which each number "
            f"belongs to one session; this one is {number_of(homes.pop() + (f'[{letter}]' if letter else ''))}."
        )

    def _gaps(self) -> tuple[str, ...]:
        counts = dict(self._rows("SELECT series, count(*) FROM document WHERE series IS NOT NULL GROUP BY series"))
        [(missing,)] = self._rows("SELECT count(*) FROM gap")
        [(orders,)] = self._rows("SELECT count(*) FROM icj_decision WHERE kind = 'ORD'")
        return (
            f"General Assembly: {missing} resolutions are known by number only; decisions are not listed.",
            f"Human Rights Council: {counts['A/HRC/RES']} resolutions; there are more.",
            f"Economic and Social Council: {counts['E/RES']} resolutions; there are many more.",
            f"Commission on Human Rights: {counts['E/CN.4/RES']} resolutions; there are many more.",
            f"Orders of the International Court of Justice: {orders} of several hundred.",
            f"Security Council resolutions after {words(self._newest_council[1])}.",
            "Reports, letters and other documents: a selection.",
        )

    # --- the file --------------------------------------------------------------------------

    @property
    def _remedy(self) -> str:
        return REMEDY

    @cached_property
    def _compiled(self) -> date:
        [(day,)] = self._rows("SELECT value FROM meta WHERE name = 'compiled'")
        return date.fromisoformat(day)

    @cached_property
    def _cases(self) -> dict[str, Case]:
        return {case.number: case for case in case_titles.cases_in(self._connection)}

    @cached_property
    def _series(self) -> dict[str, Series]:
        rows = self._rows("SELECT prefix, body, parent, from_year, to_year, numbering FROM series")
        return {row[0].upper(): Series(row[0], row[1], row[2], row[3], row[4], row[5] or "") for row in rows}

    @cached_property
    def _longest_prefix(self) -> int:
        return max(map(len, self._series))

    def _decision(self, canonical: str) -> tuple[Known, ...]:
        match = _DECISION.fullmatch(canonical)
        if match is None:
            return ()
        where = "WHERE case_number = ? AND icj_decision.kind = ? AND date = ?"
        return self._merged(f"{_ICJ} {where}", int(match[1]), match[2], match[3])

    def _merged(self, query: str, *values: object) -> tuple[Known, ...]:
        """The decisions found; those of one kind in one case on one day share a form and are one `Known`."""
        rows_by_form: dict[str, list[Any]] = {}
        for row in self._rows(query, *values):
            rows_by_form.setdefault(f"ICJ/{row[0]}/{row[1]}/{row[2]}", []).append(row)
        return tuple(self._court_decision(form, rows) for form, rows in rows_by_form.items())

    def _court_decision(self, form: str, rows: list[Any]) -> Known:
        number, _, day, _, title, collection, basis = rows[0]
        subjects = "; ".join(dict.fromkeys(row[3] for row in rows if row[3]))
        if len(rows) > 1:
            subjects += f" ({len(rows)} decisions of this day)"
        return Known(
            canonical=form,
            date=date.fromisoformat(day),
            title=f"{title}, {subjects}" if subjects else title,
            source=f"{self.name}, {collection}",
            basis=basis,
            sure=is_sure(basis),
            url=f"https://www.icj-cij.org/case/{number}",
            as_of=self._compiled,
            date_kind=DateKind.DECISION,
        )


def _is_of(known: Known, kind: str) -> bool:
    """Whether a decision is of this kind: "JUD", "ADV" or "ORD"."""
    return f"/{kind}/" in known.canonical


def _parties_of(case: Case) -> frozenset[str]:
    """The parties, in whatever order; empty for an advisory case."""
    return frozenset(re.split(r" v\. |/", case.parties)) if case.parties else frozenset()


def _is_hearsay(known: Known) -> bool:
    """Whether one citation is all there is: it may be a misprint."""
    return "one citation" in known.basis


def _in_runs(years: Sequence[int]) -> str:
    """[1997, 1998, 2001] → "1997 to 1998 and 2001"."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return " and ".join(f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
