"""Kinds of the user's own: what a row finds, and what is refused before a document is read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import refcheck
from refcheck.errors import UsageError
from refcheck.extraction import extract
from refcheck.extraction.custom import extractors
from refcheck.extraction.view import make_view
from refcheck.model import Custom, Kind, Reference
from refcheck.pipeline import check_document
from refcheck.settings import CustomExample, CustomKind, Settings
from tests.checking import NOW, catalogue, document

OSCE = CustomKind(
    name="osce-decision",
    anchors=("PC.DEC/", "Permanent"),
    pattern=r"(?:PC\.DEC/|(?:OSCE\s+)?Permanent\s+Council\s+Decision\s+No\.\s*)(?P<number>\d{1,4})(?!\d)",
    canonical="PC.DEC/{number}",
    url="https://www.osce.org/search?query=PC.DEC%2F{number}",
    examples=(CustomExample("OSCE Permanent Council Decision No. 1117", ("PC.DEC/1117",)),),
)
STATUTE = CustomKind(
    name="us-code",
    anchors=("U.S.C.",),
    pattern=r"\b(?P<title>\d+)\s+U\.S\.C\.\s+§\s*(?P<section>\d+)(?:\s*\((?P<letter>[a-z])\))?",
    canonical="{title} USC {section}{letter}",
    url=None,
    examples=(CustomExample("under 8 U.S.C. § 1101", ("8 USC 1101",)),),
)


def _settings(*kinds: CustomKind) -> Settings:
    return Settings("refcheck.toml", kinds)


def _references(text: str, *kinds: CustomKind) -> tuple[Reference, ...]:
    read = document(text)
    return extract(read, make_view(read), catalogue().case_number, extractors(_settings(*kinds)))


def _own(text: str, *kinds: CustomKind) -> list[tuple[str, str]]:
    return [
        (found.text, found.canonical[0]) for found in _references(text, *kinds or (OSCE,)) if found.kind is Kind.CUSTOM
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see PC.DEC/850.", [("PC.DEC/850", "PC.DEC/850")]),
        ("see PC.DEC/850, PC.DEC/851", [("PC.DEC/850", "PC.DEC/850"), ("PC.DEC/851", "PC.DEC/851")]),
        (
            "OSCE\nPermanent Council\xa0Decision No. 7",
            [("OSCE\nPermanent Council\xa0Decision No. 7", "PC.DEC/7")],
        ),
        ("**PC.DEC/850**", [("PC.DEC/850", "PC.DEC/850")]),
        ("the Permanent Council decided", []),
        ("PC.DEC/12345", []),
        ("nothing", []),
    ],
)
def test_what_a_row_finds(text: str, found: list[tuple[str, str]]) -> None:
    assert _own(text) == found


def test_the_anchor_may_stand_inside_and_groups_may_take_no_part() -> None:
    text = "8 U.S.C. § 1101 and 18 U.S.C. § 2340 (a)"
    assert _own(text, STATUTE) == [("8 U.S.C. § 1101", "8 USC 1101"), ("18 U.S.C. § 2340 (a)", "18 USC 2340a")]


def test_a_reference_says_its_kind_and_where_to_look_it_up() -> None:
    (found,) = _references("see PC.DEC/850, para. 3, of 5 May 2008", OSCE)
    assert found.custom == Custom("osce-decision", "https://www.osce.org/search?query=PC.DEC%2F850")
    assert found.as_json("letter.txt")["kind"] == found.kind_name == "osce-decision"
    assert [place.first for place in found.pinpoints] == ["3"]


def test_the_address_is_encoded() -> None:
    kind = replace(
        OSCE,
        anchors=("MC",),
        pattern=r"MC\((?P<number>[^)]+)\)",
        examples=(CustomExample("MC(1)", ("PC.DEC/1",)),),
    )
    (found,) = _references('MC(3/4 "&?)', kind)
    assert found.custom
    assert found.custom.address == "https://www.osce.org/search?query=PC.DEC%2F3%2F4%20%22%26%3F"
    assert found.canonical == ('PC.DEC/3/4 "&?',)


def test_date_note_and_ibid_are_read_as_for_other_kinds() -> None:
    text = "It said so.<sup>1</sup>\n\n<sup>1</sup> PC.DEC/850 of 5 May 2008; ibid., para. 3.\n"
    own, ibid = _references(text, OSCE)
    assert own.date
    assert (own.date.value.isoformat(), own.footnote) == ("2008-05-05", "1")
    assert (ibid.kind, ibid.canonical, ibid.refers_to) == (Kind.SHORT, ("PC.DEC/850",), own.span.start)


def test_white_space_around_what_the_pattern_matches_is_left_out() -> None:
    kind = replace(OSCE, pattern=r"\s*PC\.DEC/(?P<number>\d+)\s*", examples=(CustomExample("PC.DEC/1", ("PC.DEC/1",)),))
    assert _own("see  PC.DEC/850  and", kind) == [("PC.DEC/850", "PC.DEC/850")]


def test_a_built_in_kind_goes_first_and_the_row_is_told_so() -> None:
    greedy = replace(OSCE, anchors=("document",), pattern=r"document\s+(?P<number>\S+)")
    with pytest.raises(UsageError, match=r'"A/78/636" is already of the kind symbol, which goes first'):
        extractors(_settings(replace(greedy, examples=(CustomExample("document A/78/636", ("PC.DEC/A/78/636",)),))))


def test_two_rows_of_one_name_are_one_kind() -> None:
    other = replace(OSCE, anchors=("MC.DEC/",), pattern=r"MC\.DEC/(?P<number>\d+)", canonical="MC.DEC/{number}")
    other = replace(other, examples=(CustomExample("PC.DEC/1 and MC.DEC/2", ("PC.DEC/1", "MC.DEC/2")),))
    assert _own("MC.DEC/4", OSCE, other) == [("MC.DEC/4", "MC.DEC/4")]


def test_nothing_is_known_of_it_and_the_verdict_says_where_to_look() -> None:
    for kind, place in ((OSCE, "at https://www.osce.org/search?query=PC.DEC%2F1"), (STATUTE, "by hand")):
        text = {OSCE: "PC.DEC/1", STATUTE: "8 U.S.C. § 1"}[kind]
        report = check_document(document(text), catalogue(), NOW, extractors(_settings(kind)))
        (verdict,) = report.verdicts
        assert verdict.status == "unverifiable"
        assert verdict.reason == f"A kind of your own, of which no source here knows anything: look it up {place}."
        assert report.findings == ()


def test_the_api_takes_settings_and_needs_none(tmp_path: Path) -> None:
    read = document("PC.DEC/850 and A/78/636")
    assert [found.kind_name for found in refcheck.extract(read, _settings(OSCE))] == ["osce-decision", "symbol"]
    assert [found.kind_name for found in refcheck.extract(read)] == ["symbol"]
    file = tmp_path / "letter.txt"
    file.write_text("PC.DEC/850", "utf-8")
    assert [found.kind_name for found in refcheck.check(file, _settings(OSCE)).references] == ["osce-decision"]


MISTAKES = {
    "pattern": ({"pattern": r"(?P<number>\d+"}, '"pattern" is no regular expression: missing ), unterminated'),
    "too-many": ({"pattern": r"a{99999999999}"}, '"pattern" is no regular expression: '),
    "read-otherwise": ({"pattern": r"[[a]"}, '"pattern" is no regular expression: Possible nested set'),
    "group": ({"canonical": "PC.DEC/{year}"}, '"canonical" names {year}, which the pattern has not; add (?P<year>…)'),
    "url-group": ({"url": "https://osce.org/{no}"}, '"url" names {no}, which the pattern has not; add (?P<no>…)'),
    "brace": ({"canonical": "PC.DEC/{number"}, '"canonical" has a brace without a name; write {number}'),
    "brace-format": ({"canonical": "{number:>4}"}, '"canonical" has a brace without a name; write {number}'),
    "example": (
        {"examples": (CustomExample("PC.DEC/850", ("PC.DEC/851",)),)},
        'the example "PC.DEC/850" gives PC.DEC/850, not PC.DEC/851; mend the pattern',
    ),
    "counter-example": (
        {"examples": (CustomExample("PC.DEC/850", ()),)},
        'the example "PC.DEC/850" gives PC.DEC/850, not nothing; mend the pattern',
    ),
    "anchor": (
        {"anchors": ("Pc.Dec",)},
        "gives nothing, not PC.DEC/1117; none of the anchors stands in it: add one",
    ),
    "space": (
        {"pattern": r"Permanent Council Decision No\. (?P<number>\d+)"},
        "with a line's end at each space, gives nothing, not PC.DEC/1117; write \\s+ for each space of the pattern",
    ),
    "empty": ({"pattern": r"(?P<number>\d*)"}, "gives nothing, not PC.DEC/1117; mend the pattern"),
}


@pytest.mark.parametrize(("changes", "says"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_row_that_cannot_work_is_refused_in_one_line(changes: dict[str, str], says: str) -> None:
    with pytest.raises(UsageError) as raised:
        extractors(_settings(replace(OSCE, **changes)))  # type: ignore[arg-type]
    message = str(raised.value)
    assert message.startswith('refcheck.toml: kind "osce-decision": ')
    assert says in message
    assert "\n" not in message


@pytest.mark.parametrize("pattern", [r"(?P<number>(?:a+)+)$", r"(?P<number>(?:a|a)+)$"])
def test_pattern_that_hangs_is_stopped(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refcheck.extraction.custom._SECONDS", 0.05)
    kind = replace(OSCE, anchors=("a",), pattern=pattern, examples=(CustomExample("aaab", ()),))
    try:
        assert _own("a" * 40 + "!", kind) == []  # the engine sees that nothing can match
    except UsageError as error:
        assert 'kind "osce-decision": "pattern" did not come to an end' in str(error)  # noqa: PT017 - either is right


def test_pattern_without_end_is_a_mistake_in_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refcheck.extraction.custom._SECONDS", 0.05)
    kind = replace(OSCE, anchors=("a",), pattern=r"(?P<number>(?:a|a)+)$", examples=(CustomExample("aaab", ()),))
    with pytest.raises(UsageError, match="did not come to an end"):
        _own("a" * 60 + "!", kind)


def test_the_said_decision_is_the_last_of_a_kind_of_that_name() -> None:
    first, short = _references("See PC.DEC/850. The said decision was renewed.", OSCE)
    assert (short.text, short.canonical, short.refers_to) == ("The said decision", ("PC.DEC/850",), first.span.start)
