"""Which case of the International Court of Justice a title means.

The order of the parties is part of a title: "Armenia v. Azerbaijan" and "Azerbaijan v. Armenia" are two
cases. Pure functions on text; the cases come in as an argument.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from refcheck.domain.patterns import lazy

if TYPE_CHECKING:
    import sqlite3


class Case(NamedTuple):
    """One entry of the Court's General List; `parties` as in the title, empty for an advisory case."""

    number: str
    title: str
    parties: str
    kind: str  # "contentious" or "advisory"

    @property
    def url(self) -> str:
        """The case's page on the Court's website."""
        return f"https://www.icj-cij.org/case/{self.number}"


class _Cited(NamedTuple):
    """A title taken apart: its words without the parties, and the parties, folded; None where not named."""

    words: str
    applicant: str | None
    respondent: str | None


_VERSUS = r"\s+(?:v\.?|vs\.?|versus|c\.|contre|contra|против)\s+"
_IN_BRACKETS = lazy(rf"\(([^()]+?)(?:{_VERSUS}|/)([^()]+?)\)")
_IN_PROSE = lazy(rf"([^(),;:]+?){_VERSUS}([^(),;:]+)")
_LEAD = lazy(r".*\b(?:in|of|case|matter|concerning)\s+(?=(?:the )?[A-ZÀ-Þ])")
_DECISION = lazy(
    r"[,.]\s*(?:Provisional|Preliminary|Merits|Jurisdiction|Admissibility|Judgment|Order\b|Advisory"
    r"|Request for|Compensation|Reparations?|Counter-?[Cc]laims?|Application (?:to|for Permission)"
    r"|I\.\s?C\.\s?J\.|ICJ).*",
    re.DOTALL,
)
_ALIASES = {
    "russia": "russian federation",
    "usa": "united states of america",
    "us": "united states of america",
    "uk": "united kingdom",
    "great britain": "united kingdom",
    "turkiye": "turkey",
    "uae": "united arab emirates",
    "drc": "democratic republic of the congo",
    "syria": "syrian arab republic",
    "libya": "libyan arab jamahiriya",
    "etats unis d amerique": "united states of america",
    "etats unis": "united states of america",
    "estados unidos de america": "united states of america",
    "estados unidos": "united states of america",
    "соединенные штаты америки": "united states of america",
    "royaume uni": "united kingdom",
    "reino unido": "united kingdom",
    "соединенное королевство": "united kingdom",
    "federation de russie": "russian federation",
    "federacion de rusia": "russian federation",
    "российская федерация": "russian federation",
    "российскои федерации": "russian federation",
    "армения": "armenia",
    "азербаиджана": "azerbaijan",
    "азербаиджан": "azerbaijan",
    "украина": "ukraine",
    "никарагуа": "nicaragua",
    "allemagne": "germany",
    "alemania": "germany",
    "afrique du sud": "south africa",
    "sudafrica": "south africa",
}
_ALIKE = 85  # a name in another language: "Arménie" and "Armenia" are 86 of 100 alike
_SAME_WORDS = 80
_WHOLE_TITLE = 88


def cases_in(connection: sqlite3.Connection) -> tuple[Case, ...]:
    """The General List as the catalogue has it."""
    rows = connection.execute("SELECT number, title, parties, kind FROM icj_case ORDER BY number")
    return tuple(Case(str(row[0]), row[1], row[2] or "", row[3]) for row in rows)


def case_number(title: str, cases: Iterable[Case]) -> str | None:
    """The number of the one case that a title means; None where none or several fit."""
    found = cases_titled(title, cases)
    return found[0].number if len(found) == 1 else None


def cases_titled(text: str, cases: Iterable[Case]) -> tuple[Case, ...]:
    """The cases that `text` may name, best first; more than one where the text leaves it open.

    With parties in the text only cases between these, in this order; its further words choose among them
    where they can. Without parties the words must be the title of the case.
    """
    cited = _taken_apart(text)
    if cited.applicant is None or cited.respondent is None:
        return _by_words(cited.words, cases)
    between = _between(cited.applicant, cited.respondent, cases)
    return _narrowed(cited.words, between)


@lru_cache(maxsize=1024)  # the list of cases is gone through for every title
def _taken_apart(text: str) -> _Cited:
    bracketed = [match for match in _IN_BRACKETS.finditer(text) if "/" not in match[0] or match[0][1].isupper()]
    if bracketed:
        match = bracketed[-1]  # a title may quote another title, with its parties, before its own
        return _Cited(_folded(text[: match.start()]), _party(match[1]), _party(match[2]))
    text = _DECISION.sub("", text)
    prose = _IN_PROSE.search(text)
    if prose is None:
        return _Cited(_folded(text), None, None)
    applicant = _LEAD.sub("", prose[1])
    words = text[: prose.start(1)] + prose[1][: len(prose[1]) - len(applicant)]
    return _Cited(_folded(words), _party(applicant), _party(prose[2]))


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(
        " " if not character.isalnum() else character for character in plain if not unicodedata.combining(character)
    )
    return " ".join(letters.split())


def _party(name: str) -> str:
    folded = _folded(name.partition(":")[0]).removeprefix("the ")
    return _ALIASES.get(folded, folded)


def _between(applicant: str, respondent: str, cases: Iterable[Case]) -> tuple[Case, ...]:
    """The cases between these two parties: by name, by part of a name, or by a name in another language."""
    cases = tuple(cases)
    names = {word for party in (applicant, respondent) for word in party.split() if len(word) > 3}
    # Most titles name the parties as the list does: then few of the list's titles need to be taken apart.
    likely = [case for case in cases if any(word in case.title.lower() for word in names)]
    for some in (likely, cases):
        levels: dict[int, list[Case]] = {}
        for case in some:
            known = _taken_apart(case.title)
            if known.applicant is not None and known.respondent is not None:
                level = max(_distance(applicant, known.applicant), _distance(respondent, known.respondent))
                levels.setdefault(level, []).append(case)
        if levels and min(levels) < 2:
            return tuple(levels[min(levels)])
    return tuple(case for case in levels.get(2, ()) if _are_alike(case, applicant, respondent))


def _distance(cited: str, known: str) -> int:
    """0 the same name, 1 a part of it ("Iran"), 2 another, though perhaps only in another language."""
    if cited == known:
        return 0
    some, others = set(cited.split()), set(known.split())
    return 1 if some <= others or others <= some else 2


def _are_alike(case: Case, applicant: str, respondent: str) -> bool:
    from rapidfuzz import fuzz  # noqa: PLC0415  (only names in other languages come here)

    known = _taken_apart(case.title)
    pairs = ((applicant, known.applicant), (respondent, known.respondent))
    return all(_distance(cited, name or "") < 2 or fuzz.ratio(cited, name or "") >= _ALIKE for cited, name in pairs)


def _narrowed(words: str, cases: tuple[Case, ...]) -> tuple[Case, ...]:
    if len(cases) < 2:
        return cases
    if len(words.split()) < 2:  # "Jadhav"
        same = tuple(case for case in cases if words and _taken_apart(case.title).words == words)
        return same or cases
    from rapidfuzz import fuzz  # noqa: PLC0415  (most titles are settled by the parties)

    scores = []
    for case in cases:
        title = _taken_apart(case.title).words
        # The words may stand in running text, so a title wholly among them is a full match; of two such
        # titles, one of which quotes the other, the nearer in length is meant.
        scores.append(((fuzz.token_set_ratio(words, title), fuzz.ratio(words, title)), case))
    best = max(score for score, _ in scores)
    return tuple(case for score, case in scores if score == best) if best[0] >= _SAME_WORDS else cases


def _by_words(words: str, cases: Iterable[Case]) -> tuple[Case, ...]:
    from rapidfuzz import fuzz  # noqa: PLC0415  (only titles without parties come here)

    scores = []
    for case in cases:
        title = _folded(case.title) if not case.parties else _taken_apart(case.title).words
        score = fuzz.ratio(words, title)
        if len(title.split()) >= 4 and title in words:
            score = 100
        if score >= _WHOLE_TITLE:
            scores.append((score, case))
    best = max((score for score, _ in scores), default=0)
    return tuple(case for score, case in scores if score == best)
