"""From references to verdicts: when something exists, differs, does not exist, or cannot be known."""

from __future__ import annotations

from datetime import date

import pytest

from refcheck.model import CatalogueEdition, Known, Reference, Status, Verdict
from refcheck.resolution.resolve import resolve
from tests.checking import references, report, verdict

CASE = (
    "Application of the International Convention on the Elimination of All Forms of Racial Discrimination "
    "(Armenia v. Azerbaijan)"
)
STATUS = {
    # Known, and nothing said differs
    "Security Council resolution 853 (1993)": Status.VERIFIED,
    "Security Council resolution 853 (1993), adopted on 29 July 1993": Status.VERIFIED,
    "S/RES/853 (1993)": Status.VERIFIED,
    "General Assembly resolution 48/114 of 20 December 1993": Status.VERIFIED,
    "General Assembly resolution 217 A (III)": Status.VERIFIED,
    "the Universal Declaration of Human Rights": Status.VERIFIED,
    "Human Rights Council resolution 16/21": Status.VERIFIED,
    "UNSCR 1325": Status.VERIFIED,
    "S/PV.3259": Status.VERIFIED,
    f"{CASE}, Order of 7 December 2021": Status.VERIFIED,
    # Known, and something said differs
    "Security Council resolution 853 (1994)": Status.MISMATCH,
    "S/RES/1996 (2012)": Status.MISMATCH,
    "Security Council resolution 853 (1993), adopted on 28 July 1993": Status.MISMATCH,
    "General Assembly resolution 48/114 of 20 December 1996": Status.MISMATCH,
    # Where the catalogue is complete, silence proves something
    "S/RES/2700 (1990)": Status.MISMATCH,
    "S/RES/4100 (2019)": Status.NOT_FOUND,
    "Security Council resolution 0 (1993)": None,
    # Where it is not, it proves nothing
    "A/78/636-S/2023/960": Status.UNVERIFIABLE,
    "E/CN.4/1999/79/Add.1": Status.UNVERIFIABLE,
    "Commission on Human Rights resolution 1998/50": Status.UNVERIFIABLE,
    "General Assembly resolution 77/999": Status.UNVERIFIABLE,
    "Security Council resolution 3100 (2031)": Status.UNVERIFIABLE,
    "the International Covenant on Civil and Political Rights": Status.UNVERIFIABLE,
    "Opinion No. 46/2024": Status.UNVERIFIABLE,
    "SG/SM/9035": Status.UNVERIFIABLE,
    "https://un.org/a": Status.UNVERIFIABLE,
    f"{CASE}, Order of 9 December 2021": Status.UNVERIFIABLE,
}
JUDGED = {text: status for text, status in STATUS.items() if status}


@pytest.mark.parametrize(("text", "status"), JUDGED.items(), ids=JUDGED.keys())
def test_status(text: str, status: Status) -> None:
    assert verdict(text).status is status


@pytest.mark.parametrize(("text", "status"), JUDGED.items(), ids=JUDGED.keys())
def test_what_stands_behind_a_status(text: str, status: Status) -> None:
    found = verdict(text)
    if status is Status.UNVERIFIABLE:
        assert found.reason.endswith((".", ")"))
        assert found.by is None
    else:
        assert found.by
        assert found.evidence
        assert all(evidence.source and evidence.says for evidence in found.evidence)
    if status is Status.MISMATCH:
        assert any(not comparison.agrees for comparison in found.comparisons)
    if status is Status.VERIFIED:
        assert all(comparison.agrees for comparison in found.comparisons)


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("Security Council resolution 853 (1993)", {"exists": True}),
        ("Security Council resolution 853 (1993) of 29 July 1993", {"exists": True, "date": True}),
        ("Security Council resolution 853 (1993) of 28 July 1993", {"exists": True, "date": False}),
        ("Security Council resolution 853 (1994)", {"number": True, "year": False}),
        ("Security Council resolution 853 (1994) of 29 July 1993", {"number": True, "year": False}),
    ],
    ids=["exists", "date", "wrong-date", "wrong-year", "wrong-year-right-date"],
)
def test_what_was_compared(text: str, compared: dict[str, bool]) -> None:
    assert {one.field: one.agrees for one in verdict(text).comparisons} == compared


def test_pinpoint_is_not_compared_and_that_is_said() -> None:
    assert verdict("Security Council resolution 853 (1993), para. 3").reason == (
        "Paragraph 3 was not compared: the cited text is not at hand."
    )


@pytest.mark.parametrize("text", ["A/78/636", "Opinion No. 46/2024"])
def test_unverifiable_says_where_to_look(text: str) -> None:
    assert "https://docs.un.org/en/A/" in verdict(text).reason


def test_ibid_has_the_verdict_of_what_it_stands_for() -> None:
    checked = report(
        "One<sup>1</sup> two.<sup>2</sup>\n\n<sup>1</sup> S/RES/853 (1994).\n\n<sup>2</sup> Ibid., para. 3.\n"
    )
    source, ibid = checked.verdicts
    assert (source.status, ibid.status) == (Status.MISMATCH, Status.MISMATCH)


def test_ibid_without_a_source_is_unverifiable() -> None:
    checked = report("One.<sup>1</sup>\n\n<sup>1</sup> Ibid., para. 3.\n")
    assert [one.status for one in checked.verdicts] == [Status.UNVERIFIABLE]


def test_half_of_a_double_symbol_that_does_not_exist_decides() -> None:
    assert verdict("A/78/636-S/PRST/2004/99").status in (Status.NOT_FOUND, Status.UNVERIFIABLE)


class _Nobody:
    """An authority that knows nothing, and is complete for what it is told to be."""

    edition = CatalogueEdition("nobody", date(2026, 11, 20), ("Nothing.",))

    def __init__(self, proof: str | None = None, known: Known | None = None) -> None:
        self._proof = proof
        self._known = known

    def look_up(self, canonical: str) -> Known | None:
        return self._known if self._known and self._known.canonical == canonical else None

    def records(self, canonical: str) -> tuple[Known, ...]:
        known = self.look_up(canonical)
        return (known,) if known else ()

    def objection(self, _canonical: str) -> None:
        return None

    def titled(self, _title: str, limit: int = 5) -> tuple[tuple[Known, float], ...]:  # noqa: ARG002
        return ()

    def complete_for(self, _canonical: str) -> str | None:
        return self._proof

    def council_resolution(self, _number: int) -> Known | None:
        return None

    def council_resolutions_of(self, _year: int) -> tuple[Known, ...]:
        return ()

    def resolutions_like(
        self,
        _series: str,
        *,
        number: int | None = None,  # noqa: ARG002 - the names are the protocol's
        session: str | None = None,  # noqa: ARG002
        day: date | None = None,  # noqa: ARG002
    ) -> tuple[Known, ...]:
        return ()

    def bracket(self, _canonical: str) -> None:
        return None

    def series_of(self, _symbol: str) -> None:
        return None

    def case(self, _number: str) -> None:
        return None

    def decisions(self, _case: str) -> tuple[Known, ...]:
        return ()

    def decisions_on(self, _day: date, _kind: str | None = None) -> tuple[Known, ...]:
        return ()


EVERYTHING = (
    *("A/78/636-S/2023/960", "Security Council resolution 853 (1993) of 29 July 1993", "https://un.org/a"),
    *("General Assembly resolution 48/114", "the Charter of the United Nations", "Opinion No. 46/2024"),
    *(f"{CASE}, Order of 7 December 2021", "UNSCR 3999", "A/RES/217 A (III)"),
)


def _asked(authority: _Nobody, text: str) -> tuple[tuple[Reference, ...], tuple[Verdict, ...]]:
    found = references(text)
    return found, resolve(found, authority)


@pytest.mark.parametrize("text", EVERYTHING)
def test_who_knows_nothing_proves_nothing(text: str) -> None:
    found, verdicts = _asked(_Nobody(), text)
    assert [one.status for one in verdicts] == [Status.UNVERIFIABLE] * len(found)


@pytest.mark.parametrize(
    "text", ["A/78/636", "Security Council resolution 853 (1993)", "General Assembly resolution 48/114"]
)
def test_only_who_is_complete_turns_silence_into_not_found(text: str) -> None:
    _, (found,) = _asked(_Nobody("All of them are here."), text)
    assert (found.status, found.by) == (Status.NOT_FOUND, "nobody")
    assert "All of them are here." in found.reason


def test_date_known_at_second_hand_may_be_a_day_off() -> None:
    known = Known("A/RES/48/114", date(1993, 12, 21), source="hearsay", basis="a citation elsewhere", sure=False)
    _, (found,) = _asked(_Nobody(known=known), "General Assembly resolution 48/114 of 20 December 1993")
    assert found.status is Status.VERIFIED
    assert "may be a day off" in found.reason


def test_other_dates_that_sources_give_are_right_as_well() -> None:
    known = Known("A/RES/48/114", date(1993, 12, 21), other_dates=(date(1993, 12, 20),), source="two sources")
    _, (found,) = _asked(_Nobody(known=known), "General Assembly resolution 48/114 of 20 December 1993")
    assert found.status is Status.VERIFIED


def test_verdicts_stand_in_the_order_of_the_references() -> None:
    checked = report("S/RES/853 (1993), A/78/636, S/RES/853 (1994), https://un.org/a")
    assert [one.status for one in checked.verdicts] == [
        *(Status.VERIFIED, Status.UNVERIFIABLE, Status.MISMATCH, Status.UNVERIFIABLE)
    ]
