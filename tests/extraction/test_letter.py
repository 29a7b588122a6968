"""The parts of a circulated letter: masthead, items, title, request, annexes."""

from __future__ import annotations

from datetime import date

import pytest

from refcheck.model import Letter
from tests.checking import cover, letters

ANNEX = (
    "to the letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the "
    "Secretary-General"
)

CIRCULATED = "circulated as a document of the"


def _letter(text: str) -> Letter:
    (letter,) = letters(text)
    return letter


def test_cover_is_taken_apart() -> None:
    letter = _letter(cover(year="Eightieth year"))
    assert letter.organs == ("A", "S")
    assert letter.distributed
    assert letter.distributed.value == date(2025, 5, 28)
    assert [line.number for line in letter.sessions] == [79]
    assert [line.number for line in letter.council_years] == [80]
    assert [items.numbers for items in letter.items] == [("34", "39", "67")]
    assert letter.title
    assert letter.title.kind == "letter"
    assert letter.title.sender == "the Permanent Representative of X to the United Nations"
    assert letter.title.addressee == "the Secretary-General"
    assert letter.title.date.value == date(2025, 5, 28)
    assert (letter.announced, letter.closing, letter.annexes) == ((), None, ())


@pytest.mark.parametrize(
    "text", ["Nothing of the kind.", "See my letter dated 1 April 2025.", "Security Council resolution 853 (1993)"]
)
def test_other_texts_hold_no_letter(text: str) -> None:
    assert letters(text) == ()


def test_title_alone_makes_a_letter() -> None:
    letter = _letter("Letter dated 1 April 2025 from the President addressed to the Council\n\nText.")
    assert letter.title
    assert (letter.title.sender, letter.title.addressee) == ("the President", "the Council")


def test_two_mastheads_are_two_letters() -> None:
    text = cover() + "\n\n" + cover(dated="29 May 2025", distributed="29 May 2025")
    assert [letter.title and letter.title.date.value.day for letter in letters(text)] == [28, 29]
    first, second = letters(text)
    assert first.span.end == second.span.start


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Letter dated 1 April 2025 from the President addressed to the Council", "letter"),
        ("Identical letters dated 1 April 2025 from the President addressed to the Council", "identical letters"),
        ("Note verbale dated 1 April 2025 from the President addressed to the Council", "note verbale"),
        ("**Letter dated 1 April 2025 from the President\naddressed to the Council**", "letter"),
        ("Letter dated 1 APRIL 2025 from the President addressed to the Council", "letter"),
    ],
)
def test_kinds_of_letters(title: str, kind: str) -> None:
    letter = _letter(f"Distr.: General\n2 April 2025\n\n{title}\n\nText.")
    assert letter.title
    assert letter.title.kind == kind
    assert letter.title.addressee == "the Council"


@pytest.mark.parametrize(
    ("line", "numbers", "preliminary"),
    [
        ("Agenda item 34", ("34",), False),
        ("Agenda items 34, 39 and 67", ("34", "39", "67"), False),
        ("Agenda items 17 to 19", ("17", "18", "19"), False),
        ("Agenda item 34 (a)", ("34(a)",), False),
        ("AGENDA ITEMS 34 AND 39", ("34", "39"), False),
        ("Item 30 of the preliminary list", ("30",), True),
        ("Items 30 and 31 of the preliminary list*", ("30", "31"), True),
        ("Item 30 of the provisional agenda", ("30",), True),
        ("Provisional agenda item 30", ("30",), True),
    ],
)
def test_items_on_the_cover(line: str, numbers: tuple[str, ...], *, preliminary: bool) -> None:
    (items,) = _letter(cover(items=line)).items
    assert (items.organ, items.numbers, items.preliminary) == ("A", numbers, preliminary)


@pytest.mark.parametrize(
    ("request_", "items", "organs", "annexes"),
    [
        (
            "the present letter circulated as a document of the General Assembly, under agenda item 34",
            [("A", ("34",))],
            ("A",),
            0,
        ),
        (
            f"the present letter and its annex {CIRCULATED} General Assembly, under items 34 and 39",
            [("A", ("34", "39"))],
            ("A",),
            1,
        ),
        (
            f"the present letter and its annexes {CIRCULATED} Economic and Social Council, under agenda items 17 to 19",
            [("E", ("17", "18", "19"))],
            ("E",),
            2,
        ),
        (f"it {CIRCULATED} Security Council", [], ("S",), 0),
        (
            f"it {CIRCULATED} General Assembly, under item 34, and of the Security Council",
            [("A", ("34",))],
            ("A", "S"),
            0,
        ),
        (
            f"it {CIRCULATED} General Assembly, under items 30 and 31 of the preliminary list",
            [("A", ("30", "31"))],
            ("A",),
            0,
        ),
    ],
    ids=["one-organ", "annex", "annexes", "council", "two-organs", "preliminary"],
)
def test_request_for_circulation(
    request_: str, items: list[tuple[str, tuple[str, ...]]], organs: tuple[str, ...], annexes: int
) -> None:
    closing = _letter(cover(f"I should be grateful if you would have {request_}.")).closing
    assert closing
    assert [(one.organ, one.numbers) for one in closing.items] == items
    assert (closing.organs, closing.annexes) == (organs, annexes)


@pytest.mark.parametrize(
    "request_",
    [
        "I would be grateful if this letter could be distributed as a document of the General Assembly.",
        "I request that the present letter be issued as a document of the General Assembly.",
        "We would appreciate it if the letter were read and issued as a document of the General Assembly.",
        "I ask you kindly to have this letter published as an official document of the General Assembly.",
        "I request you to have this letter circulated as an official document of the General Assembly.",
        "I request the publication of this letter as an official document of the General Assembly.",
        "I should be grateful if this letter were issued as a General Assembly document.",
        "I request the circulation of this letter under agenda item 34 of the General Assembly.",
    ],
)
def test_request_in_other_words(request_: str) -> None:
    closing = _letter(cover(f"{request_} It was issued in print.")).closing
    assert closing
    assert closing.organs == ("A",)


def test_items_after_several_organs() -> None:
    closing = _letter(
        cover(
            f"I should be grateful if you would have it {CIRCULATED} General Assembly and of the Security Council, "
            "under agenda items 34 and 39, and of the Economic and Social Council, under agenda item 17."
        )
    ).closing
    assert closing
    assert [(items.organ, items.organs) for items in closing.items] == [("S", ("A", "S")), ("E", ("E",))]


def test_last_request_is_the_one() -> None:
    closing = _letter(
        cover(
            f"I request that it be {CIRCULATED} General Assembly, under agenda item 1.\n\n"
            f"I request that it be {CIRCULATED} General Assembly, under agenda item 2. It was circulated before."
        )
    ).closing
    assert closing
    assert [items.numbers for items in closing.items] == [("2",)]


@pytest.mark.parametrize(
    "body",
    [
        "The text was circulated among the members.",
        "My previous letter was circulated as a document of the General Assembly, under agenda item 5.",
        "I request that this issue be taken up under agenda item 5.",
        "The report was issued as a document of the Council.",
    ],
)
def test_word_circulated_elsewhere_is_no_request(body: str) -> None:
    assert _letter(cover(body)).closing is None


@pytest.mark.parametrize(
    ("body", "labels"),
    [
        ("(see annex)", [("",)]),
        ("(see annex I)", [("I",)]),
        ("(see annexes I and II, respectively)", [("I", "II")]),
        ("(see annexes I to III)", [("I", "II", "III")]),
        ("(see annexes I, II and IV)", [("I", "II", "IV")]),
        ("(see annexes 1 and 2)", [("1", "2")]),
        ("(see\nannex)", [("",)]),
        ("contained in the annex", [("",)]),
        ("(see annexes)", [()]),
        ("(see annex to document A/34/460)", []),
        ("see annex II to my letter dated 3 April 2025 (S/2025/200)", []),
        ("see annex III to the report of the Secretary-General", []),
        ("see annex I of resolution 2118 (2013)", []),
        ("see annexes I to III to the report", []),
        ("see annexes I and II of the agreement", []),
        ("see annex to S/2025/200", []),
        ("see annex II to the present letter", [("II",)]),
        ("see annex to this letter", [("",)]),
        ("see annex I of the present letter", [("I",)]),
        ("see annexes I to III to the present note verbale", [("I", "II", "III")]),
        ("(A/34/460, annex)", []),
        ("an annex building", []),
    ],
)
def test_announced_annexes(body: str, labels: list[tuple[str, ...]]) -> None:
    assert [mention.labels for mention in _letter(cover(body)).announced] == labels


@pytest.mark.parametrize(
    ("heading", "label", "dated"),
    [
        (f"Annex {ANNEX}", "", True),
        (f"Annex I {ANNEX}", "I", True),
        (f"## **Annex II {ANNEX}**", "II", True),
        (f"Enclosure {ANNEX}", "", True),
        ("Annex", "", False),
        ("Annex I", "I", False),
        ("ANNEX", "", False),
        ("Annex [Original: Russian]", "", False),
    ],
)
def test_annex_headings(heading: str, label: str, *, dated: bool) -> None:
    (annex,) = _letter(cover(f"Text.\n\n{heading}\n\nReport\n")).annexes
    assert annex.label == label
    assert (annex.title is not None) is dated
    if annex.title:
        assert annex.title.date.value == date(2025, 5, 28)
        assert annex.title.sender == "the Permanent Representative of X to the United Nations"


@pytest.mark.parametrize(
    ("headings", "labels"),
    [
        (("Annex", "Annex I", "Annex II"), [""]),
        (("Annex I", "Annex II"), ["I", "II"]),
        (("Annex I", "Annex", "Annex II"), ["I", "II"]),
        ((f"Annex {ANNEX}", "Annex", "Annex I"), [""]),
        (("Annex I", f"Annex {ANNEX}"), [""]),
        ((f"Annex I {ANNEX}", "Annex", f"Annex II {ANNEX}", "Annex III"), ["I", "II"]),
        ((f"ANNEX I {ANNEX.upper()}", "ANNEX II"), ["I"]),
    ],
)
def test_annexes_of_an_annex_are_not_the_letters(headings: tuple[str, ...], labels: list[str]) -> None:
    letter = _letter(cover("(see annex)\n\n" + "\n\nText.\n\n".join(headings)))
    assert [annex.label for annex in letter.annexes] == labels


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("LETTER DATED 14 DECEMBER 1992 FROM", "letter"),
        ("IDENTICAL LETTERS DATED 14 DECEMBER 1992 FROM", "identical letters"),
        ("NOTE VERBALE DATED 14 DECEMBER 1992 FROM", "note verbale"),
    ],
)
def test_title_in_capitals(title: str, kind: str) -> None:
    written = f"{title} THE PERMANENT REPRESENTATIVE OF X TO THE UNITED NATIONS ADDRESSED TO THE SECRETARY-GENERAL"
    letter = _letter(f"Security Council\nDistr.: General\n15 December 1992\n\n{written}\n\nText.")
    assert letter.title
    assert letter.title.kind == kind
    assert letter.title.date.value == date(1992, 12, 14)
    assert letter.title.sender == "THE PERMANENT REPRESENTATIVE OF X TO THE UNITED NATIONS"
    assert letter.title.addressee == "THE SECRETARY-GENERAL"


ITEM = (
    "Letter dated 28 February 2014 from the Permanent Representative of Ukraine to the United Nations addressed to the "
    "President of the Security Council (S/2014/136)"
)


@pytest.mark.parametrize(
    "text",
    [
        f"Distr.: General\n7 March 2022\n\nResolution adopted by the General Assembly on 2 March 2022\n\n{ITEM}\n",
        f"Distr.: General\n15 March 2014\n\nResolution 2166 (2014)\n\n{ITEM.partition(' (')[0]}\n",
        f"Distr.: General\n\nRESOLUTION\n\n{ITEM.partition(' (')[0]}\n",
        f"Distr.: General\n\nAdopted by the Security Council at its 7138th meeting\n\n{ITEM.partition(' (')[0]}\n",
        f"Distr.: General\n2 May 2025\n\n{'Text of a report. ' * 400}\n\n{ITEM.partition(' (')[0]}\n",
    ],
    ids=["assembly", "council", "heading", "adopted", "far-below"],
)
def test_title_of_an_agenda_item_is_not_the_letters(text: str) -> None:
    assert _letter(text).title is None


def test_resolution_without_masthead_is_no_letter() -> None:
    assert letters(f"Resolution adopted by the General Assembly on 2 March 2022\n\n{ITEM}\n") == ()


def test_title_behind_an_agenda_items_title_that_is_a_letter() -> None:
    letter = _letter(cover(items=f"Agenda item 5\n{ITEM}"))
    assert letter.title
    assert letter.title.date.value == date(2025, 5, 28)


def test_committee_named_by_a_resolution_above_the_title() -> None:
    above = "Security Council Committee established pursuant to\nresolution 1540 (2004)"
    assert _letter(cover(items=above)).title


@pytest.mark.parametrize(
    ("above", "symbols"),
    [
        ("* A/78/50.\n\nGeneral Assembly\n", ()),
        ("It was sent to the Security Council\n\nA/78/7\nUnited Nations\nGeneral Assembly\n", ("A/78/7",)),
        ("Text. General Assembly A/78/7 ", ("A/78/7",)),
        ("General Assembly " * 50, ()),
    ],
    ids=["note-above", "sentence-above", "on-one-line", "repeated"],
)
def test_masthead_begins_at_the_names_above_the_distribution(above: str, symbols: tuple[str, ...]) -> None:
    text = f"{cover()}\n\n{above}Distr.: General\n2 June 2025\n"
    _, second = letters(text)
    assert second.organs == ("A",)
    assert second.symbols == symbols


def test_own_symbol_of_the_masthead() -> None:
    text = "A/79/905–S/2025/334\n\nGeneral Assembly\nSecurity Council\n\nDistr.: General\n28 May 2025\n\n"
    (letter,) = letters("United Nations\n" + text + cover().partition("2025\n")[2])
    assert letter.symbols == ("A/79/905", "S/2025/334")


def test_spans_of_the_parts_lie_in_the_letter() -> None:
    text = cover(f"See annex.\n\nAnnex {ANNEX}\n\nText\n", year="Eightieth year")
    letter = _letter(text)
    parts = [letter.distributed, letter.title, *letter.sessions, *letter.items, *letter.council_years, *letter.annexes]
    assert all(part and letter.span.holds(part.span) for part in parts)


# --- agenda titles -------------------------------------------------------------------------

REFUGEES = (
    "Report of the United Nations High Commissioner for\nRefugees, questions relating to refugees, returnees and\n"
    "displaced persons and humanitarian questions"
)


@pytest.mark.parametrize(
    ("titles", "least", "most"),
    [
        ("Culture of peace", 1, 1),
        ("Culture of peace\n\nPrevention of armed conflict", 2, 2),
        (f"{REFUGEES}\n\nCulture of peace", 2, 2),
        (REFUGEES.replace("\n", "\n\n"), 1, 1),
        (REFUGEES.replace("\n", "   "), 1, 1),
        (REFUGEES.replace("\n", " "), 1, 1),
        ("**Culture of peace****Prevention of armed conflict**", 2, 2),
        (f"**{REFUGEES}****Culture of peace****Prevention of armed conflict**", 3, 3),
        ("Culture of peacePrevention of armed conflict", 1, 2),
        ("Culture of peace\nPrevention of armed conflict", 1, 2),
        ("GENERAL AND COMPLETE\nDISARMAMENT", 1, 2),
        ("Macroeconomic policy questions:\ninternational trade", 1, 1),
        ("The situation in the Middle East Prevention of armed conflict The rule of law at the national level", 1, 2),
        (
            f"The situation in the Middle East, peace and mediation {3 * 'Prevention of armed conflict '}",
            1,
            4,
        ),
        ("Culture of peace\n\n* A/79/150.", 1, 1),
        ("Original: English\n\nCulture of peace", 1, 1),
    ],
)
def test_titles_of_the_agenda(titles: str, least: int, most: int) -> None:
    (items,) = _letter(cover(items=f"Agenda items 14 and 32\n\n{titles}")).items
    assert items.titles
    assert (items.titles.at_least, items.titles.at_most) == (least, most)
    assert len(items.titles.passages) == (least if least == most else 0)


def test_titles_are_told_apart_by_their_words() -> None:
    text = cover(items=f"Agenda items 14 and 32\n\n**{REFUGEES}****Culture of peace**")
    (items,) = _letter(text).items
    assert items.titles
    assert [passage.text for passage in items.titles.passages] == [" ".join(REFUGEES.split()), "Culture of peace"]


@pytest.mark.parametrize("items", ["Agenda item 14", "Agenda item 14\n\n* A/79/150."])
def test_cover_without_titles(items: str) -> None:
    assert _letter(cover(items=items)).items[0].titles is None


# --- organs, sessions, symbols -------------------------------------------------------------


@pytest.mark.parametrize(
    ("above", "organs"),
    [
        ("General Assembly\nSecurity Council", ("A", "S")),
        ("GENERAL ASSEMBLY        SECURITY COUNCIL", ("A", "S")),
        ("United Nations   A/79/905\nGeneral Assembly", ("A",)),
        ("Security Council Committee established pursuant to\nresolution 1540 (2004)", ()),
        ("Report of the Security Council", ()),
        ("Question of the membership of the\nSecurity Council", ()),
        ("General Assembly Seventy-ninth session", ("A",)),
    ],
)
def test_organs_of_the_masthead(above: str, organs: tuple[str, ...]) -> None:
    title = "Letter dated 1 April 2025 from the President addressed to the Council"
    assert _letter(f"{above}\n\nDistr.: General\n2 April 2025\n\n{title}\n\nText.").organs == organs


@pytest.mark.parametrize(
    ("line", "series", "number"),
    [
        ("Thirtieth special session", "S", 30),
        ("Tenth emergency special session", "ES", 10),
        ("Seventy-ninth session", "", 79),
        ("Forty-seventh session      Forty-seventh year", "", 47),
    ],
)
def test_series_of_a_session(line: str, series: str, number: int) -> None:
    (session,) = _letter(cover(session=line)).sessions
    assert (session.series, session.number) == (series, number)


def test_session_and_year_below_two_organs_on_one_line() -> None:
    letter = _letter(cover(session="GENERAL ASSEMBLY   SECURITY COUNCIL\nForty-seventh session   Forty-eighth year"))
    assert [line.number for line in letter.sessions] == [47]
    assert [line.number for line in letter.council_years] == [48]


def test_days_of_a_session_of_the_economic_and_social_council() -> None:
    text = cover(session="Economic and Social Council\n**2023 session**25 July 2022–26 July 2023")
    (session,) = _letter(text).year_sessions
    assert session.year == 2023
    assert session.days
    assert [day.value for day in session.days] == [date(2022, 7, 25), date(2023, 7, 26)]


def test_session_without_all_its_days() -> None:
    (session,) = _letter(
        cover(session="Economic and Social Council\n2013 session\nGeneva, 1–26 July 2013")
    ).year_sessions
    assert session.days is None


# --- signature, reissue, annexes of an annex -----------------------------------------------


@pytest.mark.parametrize(
    ("below", "signed", "name", "capacities"),
    [
        ("(Signed) A. **Name**\nAmbassador\nPermanent Representative", True, "A. Name", ("Permanent Representative",)),
        ("*(Signed)* A. Name", True, "A. Name", ()),
        ("(Signed)\nA. Name\nChargé d'affaires a.i.", True, "A. Name", ("Chargé d’affaires",)),
        ("[Signed] A. Name\nDeputy Permanent Representative", True, "A. Name", ()),
        ("A. Name\nAmbassador\nPermanent Representative", False, "A. Name", ("Permanent Representative",)),
        ("Permanent Representative", False, "", ("Permanent Representative",)),
    ],
)
def test_signature(below: str, *, signed: bool, name: str, capacities: tuple[str, ...]) -> None:
    (signature,) = _letter(cover(f"I request that it be {CIRCULATED} General Assembly.\n\n{below}\n")).signatures
    assert (signature.signed, signature.name, signature.capacities) == (signed, name, capacities)


@pytest.mark.parametrize("below", ["", "Annex\n\nReport of the Permanent Representative", "New York, 1 May 2025"])
def test_text_that_ends_with_the_request_has_no_signature(below: str) -> None:
    assert _letter(cover(f"I request that it be {CIRCULATED} General Assembly.\n\n{below}\n")).signatures == ()


def test_signatures_of_annexes_are_not_the_letters() -> None:
    assert _letter(cover(f"See annex.\n\nAnnex {ANNEX}\n\nText\n\n(Signed) A. Name\n")).signatures == ()


@pytest.mark.parametrize(
    "note",
    [
        "* Reissued for technical reasons on 6 June 2025.",
        "\\* Reissued for technical reasons on 6 June 2025.",
        "* Second reissue for technical reasons (6 June 2025).",
        "Re-issued for technical reasons on 6 June 2025.",
        "* Nouveau tirage pour raisons techniques (6 juin 2025).",
        "* Publicado nuevamente por razones técnicas el 6 de junio de 2025.",
        "* Переиздано по техническим причинам 6 июня 2025 года.",
        "* 由于技术原因于2025年6月6日重新印发。",
        "* أعيد إصدارها لأسباب فنية في 6 حزيران/يونيه 2025.",
    ],
)
def test_day_of_the_reissue(note: str) -> None:
    (reissue,) = _letter(cover(f"Text.\n\n{note}\n\nMore text.")).reissued
    assert reissue.value == date(2025, 6, 6)


def test_reissue_belongs_to_its_letter() -> None:
    note = "* Reissued for technical reasons on 6 June 2025."
    first, second = letters(f"{cover()}\n\n{cover(note)}")
    assert (len(first.reissued), len(second.reissued)) == (0, 1)


def test_annexes_of_an_annexed_letter_are_not_the_letters() -> None:
    other = "letter dated 1 May 2025 from the Minister for Foreign Affairs of X addressed to the Secretary-General"
    body = (
        f"(see annex)\n\nAnnex {ANNEX}\n\nL{other[1:]}\n\nAnnex I to the {other}\n\nList\n\nAnnex II to the {other}\n"
    )
    assert [annex.label for annex in _letter(cover(body)).annexes] == [""]


def test_heading_with_two_slips_is_still_the_letters() -> None:
    other = "letter dated 1 May 2025 from the Minister for Foreign Affairs of X addressed to the Secretary-General"
    assert len(_letter(cover(f"(see annex)\n\nAnnex to the {other}\n\nList\n")).annexes) == 1
