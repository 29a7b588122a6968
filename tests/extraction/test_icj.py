"""Decisions of the International Court of Justice: which case a date belongs to, and whose court it is."""

from __future__ import annotations

import pytest

from refcheck.model import Kind, Reference
from tests.checking import references

RACIAL_DISCRIMINATION = (
    "Application of the International Convention on the Elimination of All Forms of Racial Discrimination"
)
ARMENIA = f"{RACIAL_DISCRIMINATION} (Armenia v. Azerbaijan)"
AZERBAIJAN = f"{RACIAL_DISCRIMINATION} (Azerbaijan v. Armenia)"


DECEMBER = f"{ARMENIA}, Provisional Measures, Order of 7 December 2021."


def _with_note(text: str, note: str) -> str:
    return f"{text}<sup>1</sup>\n\n<sup>1</sup> {note}\n"


def _decisions(text: str) -> list[Reference]:
    return [found for found in references(text) if found.kind is Kind.ICJ]


FOUND = {
    "official": (
        f"*{ARMENIA}, Provisional Measures, Order of 7 December 2021, I.C.J. Reports 2021, p. 361*, para. 60",
        ["ICJ/180/ORD/2021-12-07"],
    ),
    "full-stop-after-the-title": (
        f"*{ARMENIA}*. Provisional Measures, Order of the International Court of Justice of 7 December 2021, para. 60.",
        ["ICJ/180/ORD/2021-12-07"],
    ),
    "parties-the-other-way-round": (
        f"{AZERBAIJAN}, Provisional Measures, Order of 7 December 2021",
        ["ICJ/181/ORD/2021-12-07"],
    ),
    "judgment": (
        "Corfu Channel (United Kingdom v. Albania), Merits, Judgment of 9 April 1949",
        ["ICJ/1/JUD/1949-04-09"],
    ),
    "two-cases-in-one-note": (
        f"{ARMENIA}, Order of 7 December 2021; {AZERBAIJAN}, Order of 7 December 2021",
        ["ICJ/180/ORD/2021-12-07", "ICJ/181/ORD/2021-12-07"],
    ),
    "title-over-lines": (
        f"{ARMENIA.replace(' ', chr(10))},\nOrder of\n7 December\n2021",
        ["ICJ/180/ORD/2021-12-07"],
    ),
    "in-prose-without-a-case": (
        "The International Court of Justice said so in its order of 7 December 2021.",
        ["ICJ/?/ORD/2021-12-07"],
    ),
    "reports-in-spanish": (
        "Actividades militares (Nicaragua c. Estados Unidos de América), fallo, I.C.J. Reports 1986, pág. 14",
        ["ICJ/70/JUD/1986"],
    ),
    "reports-in-french": ("(Gambie c. Myanmar), arrêt, C.I.J. Recueil 2022, p. 477", ["ICJ/?/JUD/2022"]),
    "what-it-was-on": (
        "the International Court of Justice, in its judgment on preliminary objections of 12 November 2024",
        ["ICJ/?/JUD/2024-11-12"],
    ),
    "place-before-the-court": (
        "In its Order of 17 November 2023 (para. 69), the International Court of Justice said so.",
        ["ICJ/?/ORD/2023-11-17"],
    ),
    "list-before-its-own-case": (
        (
            f"the order of 7 December 2021 ({ARMENIA.rpartition('(')[2]} and the Orders of 26 January 2024 and 24 May "
            "2024 in South Africa v. Israel of the International Court of Justice"
        ),
        ["ICJ/180/ORD/2021-12-07", "ICJ/192/ORD/2024-01-26", "ICJ/192/ORD/2024-05-24"],
    ),
    "order-before-the-court": (
        "In its order of 7 December 2021, the International Court of Justice said so.",
        ["ICJ/?/ORD/2021-12-07"],
    ),
    "the-court-before-the-order": (
        _with_note("The International Court of Justice met. In its order of 7 December 2021 it said so.", DECEMBER),
        ["ICJ/180/ORD/2021-12-07", "ICJ/180/ORD/2021-12-07"],
    ),
    "ibid-takes-over-the-case": (
        _with_note("One.", DECEMBER) + "\nTwo.<sup>2</sup>\n\n<sup>2</sup> *Ibid.*, Order of 17 November 2023.\n",
        ["ICJ/180/ORD/2021-12-07", "ICJ/180/ORD/2023-11-17"],
    ),
    "title-behind-with-parties": (
        f"{DECEMBER} The judgment of 30 June 1995 in East Timor (Portugal v. Australia) is older.",
        ["ICJ/180/ORD/2021-12-07", "ICJ/84/JUD/1995-06-30"],
    ),
    "parties-behind": (
        f"{DECEMBER} See the judgment of 3 February 2015 (Croatia v. Serbia).",
        ["ICJ/180/ORD/2021-12-07", "ICJ/118/JUD/2015-02-03"],
    ),
    "parties-behind-in-prose": (
        f"{DECEMBER} See the order of 26 January 2024 in South Africa v. Israel.",
        ["ICJ/180/ORD/2021-12-07", "ICJ/192/ORD/2024-01-26"],
    ),
    "parties-behind-of-several-cases": (
        f"{DECEMBER} See the Court's judgment of 19 November 2012 in Nicaragua v. Colombia.",
        ["ICJ/180/ORD/2021-12-07", "ICJ/?/JUD/2012-11-19"],
    ),
    "title-behind-a-comma": (
        (
            f"{DECEMBER} In its judgment of 26 February 2007, Application of the Convention on the Prevention and "
            "Punishment of the Crime of Genocide (Bosnia and Herzegovina v. Serbia and Montenegro), it said so."
        ),
        ["ICJ/180/ORD/2021-12-07", "ICJ/91/JUD/2007-02-26"],
    ),
    "title-behind-a-comma-is-of-the-next-decision": (
        (
            "Corfu Channel (United Kingdom v. Albania), Judgment of 9 April 1949, East Timor (Portugal v. Australia), "
            "Judgment of 30 June 1995"
        ),
        ["ICJ/1/JUD/1949-04-09", "ICJ/84/JUD/1995-06-30"],
    ),
    "title-of-the-sentence-before-is-not-of-the-reports": (
        "Corfu Channel (United Kingdom v. Albania) was cited. Continental Shelf, Judgment, I.C.J. Reports 1985, p. 13",
        ["ICJ/?/JUD/1985"],
    ),
    "title-of-one-word": ("Jadhav (India v. Pakistan), Judgment of 17 July 2019", ["ICJ/168/JUD/2019-07-17"]),
    "french": (
        (
            "Cour internationale de Justice, Activités militaires (Nicaragua c. États-Unis d’Amérique), fond, arrêt du "
            "27 juin 1986, C.I.J. Recueil 1986, p. 14; avis consultatif du 9 juillet 2004, C.I.J. Recueil 2004, p. 136"
        ),
        ["ICJ/70/JUD/1986-06-27", "ICJ/?/ADV/2004-07-09"],
    ),
    "french-order": (
        (
            "Application de la convention internationale sur l’élimination de toutes les formes de discrimination "
            "raciale (Arménie c. Azerbaïdjan), mesures conservatoires, ordonnance du 7 décembre 2021, C.I.J. Recueil"
        ),
        ["ICJ/180/ORD/2021-12-07"],
    ),
    "spanish": (
        (
            "La Corte Internacional de Justicia, en su fallo de 27 de junio de 1986, su providencia de 7 de diciembre "
            "de 2021 y su opinión consultiva de 9 de julio de 2004"
        ),
        ["ICJ/?/JUD/1986-06-27", "ICJ/?/ORD/2021-12-07", "ICJ/?/ADV/2004-07-09"],
    ),
    "russian": (
        (
            "Международный Суд в своем постановлении от 7 декабря 2021 года и консультативном заключении от "
            "9 июля 2004 года"
        ),
        ["ICJ/?/ORD/2021-12-07", "ICJ/?/ADV/2004-07-09"],
    ),
    "upper-case": ("INTERNATIONAL COURT OF JUSTICE\n\nORDER OF 7 December 2021", ["ICJ/?/ORD/2021-12-07"]),
}
LISTS = {
    f"{ARMENIA}, Orders of 7 December 2021 and 17 November 2023": ["ICJ/180/ORD/2021-12-07", "ICJ/180/ORD/2023-11-17"],
    "the International Court of Justice, in its orders of 7 December 2021, 12 October 2022 and 17 November 2023": [
        *("ICJ/?/ORD/2021-12-07", "ICJ/?/ORD/2022-10-12", "ICJ/?/ORD/2023-11-17")
    ],
    "the orders of the International Court of Justice of 7 and 22 December 2021 in Armenia v. Azerbaijan": [
        *("ICJ/180/ORD/2021-12-07", "ICJ/180/ORD/2021-12-22")
    ],
    "les ordonnances de la Cour internationale de Justice des 7 décembre 2021 et 12 octobre 2022": [
        *("ICJ/?/ORD/2021-12-07", "ICJ/?/ORD/2022-10-12")
    ],
    "las providencias de la Corte Internacional de Justicia de 7 de diciembre de 2021 y 12 de octubre de 2022": [
        *("ICJ/?/ORD/2021-12-07", "ICJ/?/ORD/2022-10-12")
    ],
    "постановления Международного Суда от 7 декабря 2021 года и 12 октября 2022 года": [
        *("ICJ/?/ORD/2021-12-07", "ICJ/?/ORD/2022-10-12")
    ],
    "the International Court of Justice, order of 7 December 2021 and 12 October 2022": ["ICJ/?/ORD/2021-12-07"],
    "أمر محكمة العدل الدولية المؤرخ 7 كانون الأول/ديسمبر 2021": ["ICJ/?/ORD/2021-12-07"],
    "محكمة العدل الدولية، الأمر المؤرخ 7 كانون الأول/ديسمبر 2021": ["ICJ/?/ORD/2021-12-07"],
    "国际法院2021年12月7日的命令": ["ICJ/?/ORD/2021-12-07"],
    "国际法院1949年4月9日的判决": ["ICJ/?/JUD/1949-04-09"],
    "国际刑事法院2021年12月7日的判决": [],
    "المحكمة الجنائية الدولية، الحكم المؤرخ 7 كانون الأول/ديسمبر 2021": [],
}


@pytest.mark.parametrize(("text", "canonical"), LISTS.items(), ids=[text[:50] for text in LISTS])
def test_lists_of_decisions_and_further_languages(text: str, canonical: list[str]) -> None:
    found = [reference for reference in references(text) if reference.kind is Kind.ICJ]
    assert [form for reference in found for form in reference.canonical] == canonical
    assert [reference.date and reference.date.value.isoformat() for reference in found] == [
        form.rpartition("/")[2] for form in canonical
    ]


NONE = {
    "constitutional-court": "the Constitutional Court, in its judgment of 7 December 2021",
    "european-court": "the European Court of Human Rights, judgment of 7 December 2021",
    "criminal-court": "the International Criminal Court, order of 7 December 2021",
    "no-court": "by order of 7 December 2021 the Minister closed the border",
    "no-such-day": "the International Court of Justice, order of 31 February 2021",
    "no-date": "the International Court of Justice, in its order",
    "court-in-the-next-sentence": "by order of 7 December 2021. The International Court of Justice met",
    "other-court-behind": "in its judgment of 7 December 2021, the European Court of Human Rights said so",
    "in-order-to": "in order to meet on 7 December 2021 at the International Court of Justice",
    "human-rights-court-and-a-state": (
        "The European Court of Human Rights, in its judgment of 16 June 2015 in Chiragov and Others v. Armenia, and in "
        "Sargsyan v. Azerbaijan, judgment of 16 June 2015, said so."
    ),
    "person-against-a-state": "Sargsyan v. Azerbaijan, judgment of 16 June 2015",
    "prosecutor": "Prosecutor v. Tadić, Case No. IT-94-1, Judgment of 15 July 1999",
    "law-of-the-sea": (
        "The International Tribunal for the Law of the Sea, in the M/V “Saiga” (No. 2) Case (Saint Vincent and the "
        "Grenadines v. Guinea), Judgment of 1 July 1999, and by its order of 25 May 2019, Case concerning the "
        "detention of three Ukrainian naval vessels (Ukraine v. Russian Federation), Provisional Measures, "
        "Order of 25 May 2019."
    ),
    "law-of-the-sea-between-parties-of-a-case": (
        "ITLOS, Land Reclamation (Malaysia v. Singapore), Provisional Measures, Order of 8 October 2003"
    ),
    "court-of-the-european-union": "Court of Justice of the European Union, judgment of 21 December 2016",
    "french-human-rights-court": "la Cour européenne des droits de l'homme, arrêt du 16 juin 2015",
    "french-decree": "par ordonnance du 7 décembre 2021 le ministre",
    "spanish-supreme-court": "el Tribunal Supremo, fallo de 3 de mayo de 2019",
    "russian-government": "постановление Правительства от 7 декабря 2021 года",
    "russian-supreme-court": "Верховный Суд, решение от 7 декабря 2021 года",
    "other-court-nearer": (
        "The International Court of Justice met. The Supreme Court, in its judgment of 7 December 2021, said so."
    ),
}


@pytest.mark.parametrize(("text", "canonical"), FOUND.values(), ids=FOUND.keys())
def test_decisions_are_found(text: str, canonical: list[str]) -> None:
    assert [found.canonical[0] for found in _decisions(text)] == canonical


@pytest.mark.parametrize("text", NONE.values(), ids=NONE.keys())
def test_decisions_of_others_are_left_alone(text: str) -> None:
    assert [found.text for found in _decisions(text)] == []


@pytest.mark.parametrize(
    ("name", "inferred"),
    [
        ("official", None),
        ("in-prose-without-a-case", None),
        ("the-court-before-the-order", "the case is named where this decision is cited in full"),
    ],
)
def test_how_the_case_was_found_is_said(name: str, inferred: str | None) -> None:
    assert _decisions(FOUND[name][0])[0].inferred == inferred


def test_only_case_of_the_document_is_taken_for_another_order() -> None:
    text = f"{ARMENIA}, Order of 7 December 2021. The Court recalled it in its order of 12 October 2022."
    first, second = _decisions(text)
    assert second.canonical == ("ICJ/180/ORD/2022-10-12",)
    assert second.inferred == "the only case of the Court that this document cites"
    assert first.date
    assert first.date.value.isoformat() == "2021-12-07"


def test_two_cases_leave_an_order_open() -> None:
    text = (
        f"{ARMENIA}, Order of 7 December 2021. {AZERBAIJAN}, Order of 7 December 2021. The Court's order of 1 May 2022."
    )
    assert _decisions(text)[-1].canonical == ("ICJ/?/ORD/2022-05-01",)


def test_treaty_in_the_title_of_a_case_belongs_to_the_case() -> None:
    assert [found.kind for found in references(f"{ARMENIA}, Order of 7 December 2021")] == [Kind.ICJ]
