"""Who wrote or sent a cited document, as the text says."""

from __future__ import annotations

import pytest

from tests.checking import document, references

AZERBAIJAN = "Permanent Representative of Azerbaijan to the United Nations"
AUTHORS = {
    "letter dated 5 December 2023 from the Permanent Representative of Azerbaijan to the United Nations addressed to "
    "the Secretary-General (A/78/636-S/2023/960)": AZERBAIJAN,
    "identical letters dated 5 December 2023 from the Permanent Representative of Azerbaijan to the United Nations\n"
    "addressed to the Secretary-General and the President of the Security Council (A/78/636)": AZERBAIJAN,
    "note verbale dated 3 March 2021 from the Permanent Mission of Cuba addressed to the Secretariat (A/78/636)": (
        "Permanent Mission of Cuba"
    ),
    "the letter from the Minister for Foreign Affairs of Armenia, Ararat Mirzoyan, dated 3 March 2021 (S/2021/210)": (
        "Minister for Foreign Affairs of Armenia, Ararat Mirzoyan"
    ),
    "report of the Secretary-General (S/2004/814)": "Secretary-General",
    "the report of the Secretary-General of 26 March 1993 (S/25479)": "Secretary-General",
    "takes note of the report of the Secretary-General on the situation there (S/2004/814)": "Secretary-General",
    "note by the President of the Security Council (S/26015)": "President of the Security Council",
    "statement by the President of the Security Council of 28 October 2004 (S/PRST/2004/40)": (
        "President of the Security Council"
    ),
    "report of the Special Rapporteur on torture (A/HRC/28/68)": "Special Rapporteur on torture",
    "report of the Representative of the Secretary-General on the human rights of internally displaced persons, Walter "
    "Kälin: mission to Azerbaijan (A/HRC/8/6/Add.2)": (
        "Representative of the Secretary-General on the human rights of internally displaced persons, Walter Kälin"
    ),
    "report of the Representative of the Secretary-General, Francis M. Deng, submitted pursuant to Commission on Human "
    "Rights resolution 1998/50, “Profiles in displacement: Azerbaijan” (E/CN.4/1999/79/Add.1)": (
        "Representative of the Secretary-General, Francis M. Deng"
    ),
    "report by the Chair of the Organization for Security and Co-operation in Europe (OSCE) Council (A/78/636)": (
        "Chair of the Organization for Security and Co-operation in Europe (OSCE) Council"
    ),
    "Lettre datée du 1er avril 2025, adressée au Secrétaire général par le Représentant permanent de l’Azerbaïdjan "
    "auprès de l’Organisation des Nations Unies (A/79/840)": (
        "Représentant permanent de l’Azerbaïdjan auprès de l’Organisation des Nations Unies"
    ),
    "le rapport du Secrétaire général sur la question (S/2004/814)": "Secrétaire général",
    "Carta de fecha 1 de abril de 2025 dirigida al Secretario General por el Representante Permanente de Azerbaiyán "
    "ante las Naciones Unidas (A/79/840), véase también": (
        "Representante Permanente de Azerbaiyán ante las Naciones Unidas"
    ),
    "el informe del Secretario General sobre la situación (S/2004/814)": "Secretario General",
    "Письмо Постоянного представителя Азербайджана при Организации Объединенных Наций от 1 апреля 2025 года на имя "
    "Генерального секретаря (A/79/840)": ("Постоянного представителя Азербайджана при Организации Объединенных Наций"),
    "доклад Генерального секретаря о положении (S/2004/814)": "Генерального секретаря",
    "رسالة مؤرخة 1 نيسان/أبريل 2025 موجهة إلى الأمين العام من الممثل الدائم لأذربيجان لدى الأمم المتحدة (A/79/840)": (
        "الممثل الدائم لأذربيجان لدى الأمم المتحدة"
    ),
    "تقرير الأمين العام (S/2004/814)": "الأمين العام",
    "2025年4月1日阿塞拜疆常驻联合国代表给秘书长的信(A/79/840)": "阿塞拜疆常驻联合国代表",
    "秘书长的报告(S/2004/814)": "秘书长",
    # Of something else, or not said
    "the report (S/2004/814)": None,
    "the report of the meeting (S/2004/814)": None,
    "the report of the Secretary-General was read. See S/2004/814": None,
    "the report of the Secretary-General (S/2004/814) and the annex to it; S/2004/815": None,
    "Report of the Secretary-General\nS/2004/814\nNext": None,
    "[report of the Second Committee and without reference [to a Main Committee (A/78/1)]": None,
    "in the report of the Secretary-General on A/RES/78/1": None,
}


@pytest.mark.parametrize(("text", "author"), AUTHORS.items(), ids=[text[:50] for text in AUTHORS])
def test_author_in_a_description(text: str, author: str | None) -> None:
    claim = references(text)[-1].author
    assert (claim and claim.text) == author


def test_all_members_of_a_list_have_the_author() -> None:
    found = references(
        "the letters dated 5 December 2023 and 8 February 2024 from the Permanent Representative of Azerbaijan to the "
        "United Nations addressed to the Secretary-General (A/78/636-S/2023/960 and A/78/764)"
    )
    assert [reference.author and reference.author.text for reference in found] == [AZERBAIJAN, AZERBAIJAN]


IN_NOTES = {
    "Francis M. Deng, “Profiles in displacement: Azerbaijan” (E/CN.4/1999/79/Add.1).": "Francis M. Deng",
    "See United Nations, “UN team completes it”, 2 October 2023, available at <https://un.org/a>.": "United Nations",
    "See, for example, “UN team completes mission”, 2 October 2023, available at <https://un.org/a>.": None,
    "Office of the High Commissioner, “International protection”, September 2003, para. 3.": (
        "Office of the High Commissioner"
    ),
    "J. Crawford, Brownlie’s Principles of Public International Law, Oxford, 2019, p. 8.": "J. Crawford",
    "Report of the Secretary-General, “An agenda for peace”, 17 June 1992, para. 3.": "Secretary-General",
    "Available at a later date, “International protection”, September 2003, para. 3.": None,
}


@pytest.mark.parametrize(("note", "author"), IN_NOTES.items(), ids=[note[:40] for note in IN_NOTES])
def test_name_before_a_title(note: str, author: str | None) -> None:
    claim = references(f"It was said so.<sup>1</sup>\n\n<sup>1</sup> {note}\n")[-1].author
    assert (claim and claim.text) == author


def test_place_of_an_author() -> None:
    text = "report of the **Special\nRapporteur** on torture (A/HRC/28/68)"
    claim = references(text)[0].author
    assert claim
    assert claim.text == "Special Rapporteur on torture"
    assert document(text).text[claim.span.start : claim.span.end] == "Special\nRapporteur** on torture"
