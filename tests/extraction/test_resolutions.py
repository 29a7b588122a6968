"""Resolutions and decisions in words: bodies, lists, letters, and the councils that are not the UN's."""

from __future__ import annotations

import pytest

from refcheck.model import Kind
from tests.checking import references


def _resolutions(text: str) -> list[str]:
    return [form for found in references(text) if found.kind is Kind.RESOLUTION for form in found.canonical]


FOUND = {
    # One resolution
    "Security Council resolution 853 (1993)": ["S/RES/853(1993)"],
    "resolution 853 (1993) of the Security Council": ["S/RES/853(1993)"],
    "resolution 853 (1993) of 29 July 1993 of the Security Council": ["S/RES/853(1993)"],
    "Security Council\nresolution\n853 (1993)": ["S/RES/853(1993)"],
    "Security Council resolution 853(1993)": ["S/RES/853(1993)"],
    "United Nations Security Council resolution 853 (1993)": ["S/RES/853(1993)"],
    "the Council’s resolution 853 (1993)": ["S/RES/853(1993)"],
    "the Security Council's resolution 853 (1993)": ["S/RES/853(1993)"],
    "resolution No. 853 (1993)": ["S/RES/853(1993)"],
    "RESOLUTION 853 (1993)": ["S/RES/853(1993)"],
    "Resolution 1996 (2011)": ["S/RES/1996(2011)"],
    "UNSCR 1325": ["S/RES/1325(2000)"],
    "UNSCR 1325 (2000)": ["S/RES/1325(2000)"],
    "S.C. Res. 822": ["S/RES/822(1993)"],
    "G.A. Res. 3314 (XXIX)": ["A/RES/3314(XXIX)"],
    "Security Council res. 2609 (2021)": ["S/RES/2609(2021)"],
    "HRC res. 16/21": ["A/HRC/RES/16/21"],
    "SCR 1325": ["S/RES/1325(2000)"],
    "UNSC resolution 1325": ["S/RES/1325(2000)"],
    "SC Res. 853": ["S/RES/853(1993)"],
    "Security Council resolution 1325": ["S/RES/1325(2000)"],
    "Security Council Resolution (UNSCR) 1325": ["S/RES/1325(2000)"],
    "General Assembly resolution 48/114": ["A/RES/48/114"],
    "resolution 48/114 of the General Assembly": ["A/RES/48/114"],
    "its resolution 48/114 of 20 December 1993": ["A/RES/48/114"],
    "UNGA resolution 48/114": ["A/RES/48/114"],
    "General Assembly resolution 217 A (III)": ["A/RES/217(III)[A]"],
    "General Assembly resolution 217 (III) A": ["A/RES/217(III)[A]"],
    "General Assembly resolution 3314 (XXIX)": ["A/RES/3314(XXIX)"],
    "General Assembly resolution 3362 (S-VII)": ["A/RES/3362(S-VII)"],
    "General Assembly resolution 2252 (ES-V)": ["A/RES/2252(ES-V)"],
    "General Assembly resolution S-13/2": ["A/RES/S-13/2"],
    "General Assembly resolution ES-11/1": ["A/RES/ES-11/1"],
    "General Assembly decision 50/411": ["A/DEC/50/411"],
    "Economic and Social Council resolution 1996/31": ["E/RES/1996/31"],
    "Economic and Social Council resolution 1503 (XLVIII)": ["E/RES/1503(XLVIII)"],
    "Economic and Social Council decision 1998/299": ["E/DEC/1998/299"],
    "Commission on Human Rights resolution 1998/50": ["E/CN.4/RES/1998/50"],
    "Human Rights Council resolution 16/21": ["A/HRC/RES/16/21"],
    "Human Rights Council resolution S-12/1": ["A/HRC/RES/S-12/1"],
    "Human Rights Council decision 19/119": ["A/HRC/DEC/19/119"],
    # Lists
    "Security Council resolutions 822 (1993), 853 (1993), 874 (1993) and 884 (1993)": [
        *("S/RES/822(1993)", "S/RES/853(1993)", "S/RES/874(1993)", "S/RES/884(1993)")
    ],
    "resolutions 1996 (2011), 2046 (2012) and 2057 (2012)": [
        *("S/RES/1996(2011)", "S/RES/2046(2012)", "S/RES/2057(2012)")
    ],
    "resolutions 822 (1993) of 30 April 1993 and 853 (1993) of 29 July 1993": ["S/RES/822(1993)", "S/RES/853(1993)"],
    "General Assembly resolutions 62/243 and 63/10 and Security Council resolution 822 (1993)": [
        *("A/RES/62/243", "A/RES/63/10", "S/RES/822(1993)")
    ],
    "General Assembly resolutions 31/6 A and B": ["A/RES/31/6A", "A/RES/31/6B"],
    "General Assembly resolution 31/16 A": ["A/RES/31/16A"],
    "General Assembly resolution 31/16 A.": ["A/RES/31/16A"],
    "General Assembly resolution 31/16 U.N. Doc": ["A/RES/31/16"],
    "General Assembly resolution 31/16, A. Smith said": ["A/RES/31/16"],
    "General Assembly resolution 31/16 All": ["A/RES/31/16"],
    "General Assembly resolutions 3419 A to D (XXX)": [
        *("A/RES/3419(XXX)[A]", "A/RES/3419(XXX)[B]", "A/RES/3419(XXX)[C]", "A/RES/3419(XXX)[D]")
    ],
    "General Assembly resolutions 3411 A and B (XXX)": ["A/RES/3411(XXX)[A]", "A/RES/3411(XXX)[B]"],
    "Human Rights Council resolutions 5/1 and 16/21": ["A/HRC/RES/5/1", "A/HRC/RES/16/21"],
    "resolutions 48/114 or 48/115": ["A/RES/48/114", "A/RES/48/115"],
    "resolutions 48/114 & 48/115": ["A/RES/48/114", "A/RES/48/115"],
    "resolutions 822 (1993); 853 (1993)": ["S/RES/822(1993)", "S/RES/853(1993)"],
    # The body comes from the words before
    "The Human Rights Council met. In its resolution 16/21 it decided so.": ["A/HRC/RES/16/21"],
    "The Security Council was told; the Commission on Human Rights adopted resolution 1998/50.": ["E/CN.4/RES/1998/50"],
    "Resolution 1996/31 of the Economic and Social Council": ["E/RES/1996/31"],
    # In the other official languages
    "la résolution 1325 (2000) du Conseil de sécurité": ["S/RES/1325(2000)"],
    "les résolutions 822 (1993) et 853 (1993)": ["S/RES/822(1993)", "S/RES/853(1993)"],
    "résolution 48/114 de l’Assemblée générale, en date du 20 décembre 1993": ["A/RES/48/114"],
    "la resolución 1325 (2000) del Consejo de Seguridad": ["S/RES/1325(2000)"],
    "las resoluciones 822 (1993) y 853 (1993)": ["S/RES/822(1993)", "S/RES/853(1993)"],
    "резолюция 1325 (2000) Совета Безопасности": ["S/RES/1325(2000)"],
    "резолюции 822 (1993) и 853 (1993)": ["S/RES/822(1993)", "S/RES/853(1993)"],
    "قرار مجلس الأمن 1325 (2000)": ["S/RES/1325(2000)"],
    "القراران 822 (1993) و 853 (1993)": ["S/RES/822(1993)", "S/RES/853(1993)"],
    "安全理事会第1325(2000)号决议": ["S/RES/1325(2000)"],
    "第1261(1999)号、第1265(1999)号和第1314(2000)号决议": [
        *("S/RES/1261(1999)", "S/RES/1265(1999)", "S/RES/1314(2000)")
    ],
    "resolutions 2720 (2023) of 22 Decem-\nber 2023, 2728 (2024)": ["S/RES/2720(2023)", "S/RES/2728(2024)"],
    "2012年4月14日第2042(2012)号和2012年4月21日第2043(2012)号决议": ["S/RES/2042(2012)", "S/RES/2043(2012)"],
    "UNAMA   Council resolution 2405 (2018)   17 March 2019": ["S/RES/2405(2018)"],
    # None
    "Parliamentary Assembly resolution 1416 (2005)": [],
    "resolution 1416 (2005) of the Parliamentary Assembly": [],
    "The Parliamentary Assembly of the Council of Europe, in its resolution 1416 (2005), said so.": [],
    "In its resolution 2396 (2021), the Parliamentary Assembly of the Council of Europe called for it.": [],
    "Dans sa résolution 2391 (2021), l’Assemblée parlementaire du Conseil de l’Europe l’a regretté.": [],
    "La Asamblea Parlamentaria lo recordó. En su resolución 2391 (2021) lo hizo otra vez.": [],
    "The Parliamentary Assembly met in Strasbourg. See its resolutions 1047 (1994) and 1416 (2005).": [],
    "The Congress of Local and Regional Authorities debated it on 3 May: resolution 480 (2022).": [],
    "قرار الجمعية البرلمانية لمجلس أوروبا 1416 (2005)، وفي قرارها 2391 (2021).": [],
    "The Council of Europe met. The Security Council did too. Resolution 853 (1994) was adopted.": ["S/RES/853(1994)"],
    "The Council of Europe met in spring. Resolutions 822 (1993) and 853 (1994) were recalled.": [
        *("S/RES/822(1993)", "S/RES/853(1994)")
    ],
    "Le Conseil de l’Europe a salué la résolution 853(1993).": ["S/RES/853(1993)"],
    "Resolution 1325(2000)\n\nThe Parliamentary Assembly said so.": ["S/RES/1325(2000)"],
    "The Assembly of States Parties met. Resolution 5/3 followed.": [],
    "The World Health Assembly met in Geneva. Resolution 48/501 was adopted.": [],
    "European Parliament resolution 853 (1993)": [],
    "World Health Assembly resolution 48/114": [],
    "the resolution of the conflict in 1993": [],
    "the resolution of 29 July 1993": [],
    "resolution 1325": [],
    "the decision 3 years later": [],
    "high-resolution 1080 images": [],
    "the irresolution 48/114": [],
    "Resolution on 5 and 6 December 2024": [],
    "resolutions (1993)": [],
    "resolution": [],
}


@pytest.mark.parametrize(("text", "canonical"), FOUND.items(), ids=FOUND.keys())
def test_resolutions_are_found(text: str, canonical: list[str]) -> None:
    assert _resolutions(text) == canonical


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (
            "in resolutions 822 (1993) and 853 (1993), adopted",
            ["resolutions 822 (1993)", "853 (1993)"],
        ),
        ("the Security Council resolution 853 (1993).", ["Security Council resolution 853 (1993)"]),
        ("General Assembly resolution 217 A (III) of 1948", ["General Assembly resolution 217 A (III)"]),
        ("General Assembly resolutions 31/6 A and B.", ["General Assembly resolutions 31/6 A and B"]),
        ("**Security Council resolution** 853 (1993)", ["Security Council resolution** 853 (1993)"]),
        ("in line with UNSCR 1325,", ["UNSCR 1325"]),
    ],
    ids=["list", "one", "old", "letters", "bold", "unofficial"],
)
def test_span_of_each_member(text: str, spans: list[str]) -> None:
    assert [found.text for found in references(text)] == spans


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("UNSCR 1325", "the year is not written; resolution 1325 is of 2000"),
        ("resolution 48/114", "the body is not named here; taken for the General Assembly"),
        ("resolution 1996/31", "the body is not named here; taken for the Economic and Social Council"),
        ("General Assembly resolution 48/114", None),
        ("Security Council resolution 853 (1993)", None),
    ],
    ids=["year", "assembly", "ecosoc", "named", "complete"],
)
def test_what_was_completed_is_said(text: str, says: str | None) -> None:
    assert references(text)[0].inferred == says


def test_number_without_year_is_the_councils_once_it_was_cited_in_full() -> None:
    text = "Security Council resolution 1325 (2000) was recalled. Resolution 1325 says so; resolution 1326 does not."
    assert _resolutions(text) == ["S/RES/1325(2000)", "S/RES/1325(2000)"]


def test_council_number_beyond_what_is_known_has_no_year() -> None:
    assert _resolutions("UNSCR 3999") == ["S/RES/3999"]
