"""What the text says of a citation: its date, its pinpoints, its title."""

from __future__ import annotations

import pytest

from refcheck.model import DateKind, Kind, Reference
from tests.checking import document, references


def _places(found: Reference) -> list[str]:
    return [
        f"{place.unit} {place.first}" + (f" to {place.last}" if place.last != place.first else "")
        for place in found.pinpoints
    ]


PINPOINTS = {
    "A/78/636, para. 3": ["para 3"],
    "A/78/636, paras. 86, 91, 107 and 117": ["para 86", "para 91", "para 107", "para 117"],
    "A/78/636, paras. 116–117": ["para 116 to 117"],
    "A/78/636, paras. 116-17": ["para 116 to 117"],
    "A/78/636, paras. 3 to 5": ["para 3 to 5"],
    "A/78/636, paras. 3–5 and 8 (a)–(c)": ["para 3 to 5", "para 8(a) to 8(c)"],
    "A/78/636, para. 8 (a)": ["para 8(a)"],
    "A/78/636, para. 8 (a) to (d)": ["para 8(a) to 8(d)"],
    "A/78/636, para. 8 (a) and (c)": ["para 8(a)", "para 8(c)"],
    "A/78/636, para. 8 (a) (i) and (ii)": ["para 8(a)(i)", "para 8(a)(ii)"],
    "A/78/636, para. 8 (a) (i)–(iii)": ["para 8(a)(i) to 8(a)(iii)"],
    "A/78/636, para. 8 (a) (ii) and (b)": ["para 8(a)(ii)", "para 8(b)"],
    "A/78/636, para. 8 (a), (b) and 12 other States": ["para 8(a)", "para 8(b)"],
    "A/78/636, para. 8, (a) the Committee met": ["para 8"],
    "A/78/636, paragraph 3": ["para 3"],
    "A/78/636, operative paragraph 3": ["para 3"],
    "in paragraph 3 of Security Council resolution 853 (1993)": ["para 3"],
    "paragraphs 3 and 5 to 7 of its resolution 48/114": ["para 3", "para 5 to 7"],
    "paragraph 15 of the annex to Human Rights Council resolution 5/1": ["annex ", "para 15"],
    "section II of A/78/636": ["section II"],
    "au paragraphe 3 de la résolution 853 (1993) du Conseil de sécurité": ["para 3"],
    "paragraph 2 of resolution 853 (1993), para. 3": ["para 3"],
    "the third paragraph of resolution 853 (1993) of the Security Council": [],
    "on 3 May of the General Assembly resolution 48/114": [],
    "two of A/78/636": [],
    "A/78/636 at para. 3": ["para 3"],
    "A/78/636, p. 8": ["page 8"],
    "A/78/636, pp. 8–9": ["page 8 to 9"],
    "A/60/10, chap. IV, sect. E": ["chapter IV", "section E"],
    "A/78/636, annex": ["annex "],
    "A/78/636, annex II, sect. B, para. 3": ["annex II", "section B", "para 3"],
    "A/78/636-S/2023/960, annex, footnote 10": ["annex ", "footnote 10"],
    "A/78/636, section 4.2": ["section 4.2"],
    "(A/78/636), para. 3": ["para 3"],
    "A/78/636, adopted on 29 July 1993, para. 3": ["para 3"],
    "Security Council resolution 853 (1993) adopted on 29 July 1993, para. 3": ["para 3"],
    "International Covenant on Civil and Political Rights, art. 12 (4)": ["article 12(4)"],
    "Charter of the United Nations, Article 51": ["article 51"],
    "A/78/636, párr. 3": ["para 3"],
    "A/78/636, п. 3": ["para 3"],
    "A/78/636, par. 86, 91 et 107": ["para 86", "para 91", "para 107"],
    # Not of this citation
    "A/78/636 of 5 December 2023": [],
    "A/78/636 and 3 others": [],
    "A/78/636; see also para. 3": [],
    "A/78/636 and article 3 of the Covenant": [],
    "A/78/636. Para. 3 says so": [],
    "A/78/636, paragraphs": [],
    "A/78/636, on page after page": [],
    "resolution 2200 A (XXI), annex.\n3 See the other.": ["annex "],
    "A/RES/60/147, annex.\n12 Member States abstained.": ["annex "],
    "A/RES/60/147, annex\nV. Conclusions": ["annex "],
    "A/RES/60/147, annex\nII, para. 3": ["annex II", "para 3"],
    "A/78/636, para. 7     –\n1540 Committee": ["para 7"],
    "A/78/636, paras. 116–\n17": ["para 116 to 117"],
    "resolution 74/146\nFootnote 12": [],
    "A/78/636,\nAnnex II": ["annex II"],
}


@pytest.mark.parametrize(("text", "places"), PINPOINTS.items(), ids=PINPOINTS.keys())
def test_pinpoints(text: str, places: list[str]) -> None:
    assert _places(references(text)[0]) == places


DATES = {
    "Security Council resolution 853 (1993) adopted on 29 July 1993": ("1993-07-29", DateKind.ADOPTION),
    "Security Council resolution 853 (1993), adopted on 29 July 1993": ("1993-07-29", DateKind.ADOPTION),
    "its resolution 853 (1993) of 29 July 1993": ("1993-07-29", DateKind.ADOPTION),
    "resolution 853 (1993), adopted at its 3259th meeting, on 29 July 1993": ("1993-07-29", DateKind.ADOPTION),
    "resolution 853 (1993), adopted by the Council on 29 July 1993": ("1993-07-29", DateKind.ADOPTION),
    "General Assembly resolution 48/114,\nadopted on\n20 December 1993": ("1993-12-20", DateKind.ADOPTION),
    "letter dated 5 December 2023 from X (A/78/636)": ("2023-12-05", DateKind.LETTER),
    "A/78/636 dated 5 December 2023": ("2023-12-05", DateKind.LETTER),
    "report (A/HRC/8/6/Add.2), 15 April 2008": ("2008-04-15", DateKind.ISSUE),
    "the report (A/48/1) (12 May 1993) and others": ("1993-05-12", DateKind.ISSUE),
    "(A/48/1), 12 May 1993 p. 3": ("1993-05-12", DateKind.ISSUE),
    "report (A/HRC/8/6/Add.2),\n15 April 2008, para. 3": ("2008-04-15", DateKind.ISSUE),
    "the International Court of Justice, Order of 7 December 2021": ("2021-12-07", DateKind.DECISION),
    "Letter dated 5 December 2023 from X addressed to the Secretary-General (S/2023/960)": (
        "2023-12-05",
        DateKind.LETTER,
    ),
    "*Note verbale dated 5 December 2023 from X, S/2023/960*": ("2023-12-05", DateKind.LETTER),
    "the report of the Secretary-General issued on 14 July 2022 (S/2022/556)": ("2022-07-14", DateKind.ISSUE),
    "the statement of its President of 28 October 2004 (S/PRST/2004/40)": ("2004-10-28", DateKind.ISSUE),
    "the letter of 12 December 2023 addressed to the Secretary-General (S/2023/998)": ("2023-12-12", DateKind.LETTER),
    "la lettre datée du 5 décembre 2023, adressée au Secrétaire général par X (S/2023/960)": (
        "2023-12-05",
        DateKind.LETTER,
    ),
    "la carta de fecha 5 de diciembre de 2023 dirigida al Secretario General por X (S/2023/960)": (
        "2023-12-05",
        DateKind.LETTER,
    ),
    "письмо Постоянного представителя от 5 декабря 2023 года на имя Генерального секретаря (S/2023/960)": (
        "2023-12-05",
        DateKind.LETTER,
    ),
    "رسالة مؤرخة 5 كانون الأول/ديسمبر 2023 موجهة إلى الأمين العام (S/2023/960)": ("2023-12-05", DateKind.LETTER),
    "2023年12月5日常驻代表给秘书长的信（S/2023/960）": ("2023-12-05", DateKind.LETTER),
    # Of something else
    "16 September 2005 (A/RES/60/1), 13 September 2007 (A/RES/61/295)": None,
    "16 September 2005 (A/RES/60/1), 13 September 2007": None,
    "16 September 2005, A/RES/60/1, 13 September 2007, A/RES/61/295": None,
    "(S/PV.8979)\n2 March 2022 (S/PV.8980)": None,
    "the draft (S/PV.8979), 2 March 2022 saw another": None,
    "A/78/636, 5 December to 8 December 2023": None,
    "resolution 853 (1993). On 29 July 1993 it met": None,
    "resolution 853 (1993) and the letter of 5 December 2023": None,
    "resolution 853 (1993) of 31 June 1993": None,
    "On 29 July 1993, resolution 853 (1993)": None,
    "the letter dated 5 December 2023. See A/78/636": None,
    "In the letter dated 5 March 2020 he recalled the report contained in S/2015/12": None,
    "the letter dated 5 March 2020 from X, in which he referred to earlier events (S/2015/12)": None,
    "In its note verbale dated 5 March 2020 the Mission rejected the letter of Y (S/2016/123)": None,
    "Letter dated 5 March 2020 from X, concerning document A/60/PV.12": None,
    "the letter of 5 March 2020 addressed to X in reply to the report (S/2015/12)": None,
    "la lettre datée du 5 mars 2020, dans laquelle il a évoqué les faits (S/2015/12)": None,
    "письмо от 5 марта 2020 года, в котором упоминается доклад (S/2015/12)": None,
    "2020年3月5日的信提到秘书长报告（S/2015/12）": None,
}


@pytest.mark.parametrize(("text", "claim"), DATES.items(), ids=DATES.keys())
def test_dates(text: str, claim: tuple[str, DateKind] | None) -> None:
    found = next(found for found in references(text) if found.kind is not Kind.WORK).date
    assert (found and (found.value.isoformat(), found.kind)) == claim


def test_place_of_a_date() -> None:
    text = "resolution 853 (1993) of **29 July 1993**"
    claim = references(text)[0].date
    assert claim
    assert text[claim.span.start : claim.span.end] == "29 July 1993"


def test_dates_and_footnotes_go_together_in_order() -> None:
    text = (
        "see the letters dated 5 December 2023 and 8 February 2024 from the Permanent Representative of X "
        "(A/78/636-S/2023/960 and A/78/764), with footnotes 10 and 4, respectively"
    )
    first, second = references(text)
    assert [found.date and found.date.value.isoformat() for found in (first, second)] == ["2023-12-05", "2024-02-08"]
    assert [_places(found) for found in (first, second)] == [["footnote 10"], ["footnote 4"]]


@pytest.mark.parametrize(
    "text",
    [
        "the letters dated 5 December 2023 and 8 February 2024 (A/78/636, A/78/764 and A/78/765)",
        "the letters dated 5 December 2023, 6 December 2023 and 8 February 2024 (A/78/636 and A/78/764)",
    ],
    ids=["more-symbols", "more-dates"],
)
def test_lists_of_unequal_length_are_not_dealt_out(text: str) -> None:
    assert {found.date for found in references(text)} == {None}


def test_each_member_of_a_list_has_the_date_before_it() -> None:
    text = (
        "Recalling the statements of its President of 3 August 2011 (S/PRST/2011/16), 21 March 2012 (S/PRST/2012/6) "
        "and 5 April 2012 (S/PRST/2012/10), and the attack of 9 May 2012 (S/2012/363)."
    )
    dates = [found.date and found.date.value.isoformat() for found in references(text)]
    assert dates == ["2011-08-03", "2012-03-21", "2012-04-05", None]


def test_each_member_of_a_list_has_the_date_behind_it() -> None:
    text = "S/2011/1, 31 May 2011, S/2011/2, 1 June 2011\nS/2011/3, 2 June 2011"
    dates = [found.date and found.date.value.isoformat() for found in references(text)]
    assert dates == ["2011-05-31", "2011-06-01", "2011-06-02"]


def test_dates_of_two_members_of_a_list() -> None:
    first, second = references("resolutions 822 (1993) of 30 April 1993 and 853 (1993) of 29 July 1993")
    assert [found.date and found.date.value.isoformat() for found in (first, second)] == ["1993-04-30", "1993-07-29"]


TITLES = {
    "report, “Profiles in displacement: Azerbaijan” (A/78/636)": "Profiles in displacement: Azerbaijan",
    '"Profiles in displacement:\nAzerbaijan" (A/78/636)': "Profiles in displacement: Azerbaijan",
    "“UN team completes mission”, available at <https://un.org/a>": "UN team completes mission",
    "“Profiles in displacement”; A/78/636": None,
    "“short” (A/78/636)": None,
    "A/78/636, “Profiles in displacement”": None,
}


@pytest.mark.parametrize(("text", "title"), TITLES.items(), ids=TITLES.keys())
def test_titles(text: str, title: str | None) -> None:
    claim = references(text)[-1].title
    assert (claim and claim.text) == title


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("See A/78/636.", None),
        ("One.<sup>1</sup>\n\n<sup>1</sup> A/78/636\n", "1"),
        ("One.[^a]\n\n[^a]: A/78/636\n", "a"),
        ("One.¹\n\n¹ A/78/636\n", "1"),
        ("One.<sup>1</sup>\n\n<sup>1</sup> A source.\n\nSee A/78/636.", None),
        ("One.\\*\n\n\\* See [A/78/636](#).\n", "*"),
        ("One.<sup>1</sup>\n\n<sup>1</sup> [text](https://un.org/a)\n", "1"),
    ],
    ids=["body", "sup", "markdown", "raised", "after-the-note", "star", "link-target"],
)
def test_note_in_which_a_citation_stands(text: str, label: str | None) -> None:
    assert references(text)[0].footnote == label


def test_every_claim_lies_in_the_text() -> None:
    text = "**“Profiles in displacement”** (*A/78/636*), 5 December 2023, para. 3, and <https://un.org/a>."
    for found in references(text):
        for claim in (found.date, found.title):
            if claim:
                assert 0 <= claim.span.start < claim.span.end <= len(document(text).text)


def test_work_described_in_words() -> None:
    text = (
        "One.<sup>1</sup>\n\n<sup>1</sup> See, for example, Office of the High Commissioner, “International protection "
        "considerations”, September 2003, paras. 116–117; CSCE Communication No. 301, Prague, 19 November 1993, p. 8.\n"
    )
    first, second = references(text)
    assert [found.kind for found in (first, second)] == [Kind.WORK, Kind.WORK]
    assert [_places(found) for found in (first, second)] == [["para 116 to 117"], ["page 8"]]
    assert second.date
    assert second.date.value.isoformat() == "1993-11-19"
    assert first.text.startswith("Office of")
