"""Which document a file is: by its first page, by its name."""

from __future__ import annotations

import pytest

from refcheck.extraction.view import make_view
from refcheck.texts.recognition import in_name, on_first_page
from tests.checking import document
from tests.texts.given import REPORT, RESOLUTION


@pytest.mark.parametrize(
    ("page", "forms"),
    [
        (REPORT, "A/79/950"),
        (RESOLUTION, ""),  # 2799 is not in the table of years yet
        ("RESOLUTION 853 (1993)\n\nAdopted by the Security Council on 29 July 1993\n", "S/RES/853(1993)"),
        ("RESOLUTION 853 (1994)\n\nAdopted by the Security Council\n", ""),
        ("United Nations\n\nS/RES/1325 (2000)\n\nSecurity Council\n", "S/RES/1325(2000)"),
        ("United Nations  A/78/636–S/2023/960\n\nA/78/636–S/2023/960\n\nGeneral Assembly\n", "A/78/636 S/2023/960"),
        ("United Nations\n\nA/HRC/8/6/Add.2*\n\nGeneral Assembly\n", "A/HRC/8/6/Add.2"),
        (
            "Resolution adopted by the General Assembly on 20 December 1993\n\n48/114. Assistance to refugees\n",
            "A/RES/48/114",
        ),
        ("48/114. A list of resolutions\n", ""),
        ("The letter refers to document\nA/78/636 and to others.\n", ""),  # cited in a sentence
        (
            "INTERNATIONAL COURT OF JUSTICE\n\n7 December 2021\n\nGeneral List No. 180\n\nORDER\n\n1. On 16 September",
            "ICJ/180/ORD/2021-12-07",
        ),
        ("COUR INTERNATIONALE DE JUSTICE\n\n20 décembre 1949\n\nARRÊT\n", "ICJ/?/JUD/1949-12-20"),
        ("A Court of another kind\n\n7 December 2021\n\nORDER\n", ""),
        ("Minutes of a meeting\n\nNothing names a symbol here.\n", ""),
    ],
)
def test_first_page(page: str, forms: str) -> None:
    read = document(page)
    assert on_first_page(read, make_view(read)) == tuple(forms.split())


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("A_78_636-S_2023_960.pdf", "A/78/636 S/2023/960"),
        ("A-78-636-S-2023-960-EN.pdf", "A/78/636 S/2023/960"),
        ("S_2023_960.pdf", "S/2023/960"),
        ("S_RES_853(1993).pdf", "S/RES/853(1993)"),
        ("S_RES_853_1993_EN.txt", "S/RES/853(1993)"),
        ("sres1325.docx", "S/RES/1325(2000)"),
        ("A_RES_48_114-EN.pdf", "A/RES/48/114"),
        ("A_RES_217(III)-EN.pdf", "A/RES/217(III)"),
        ("A_HRC_8_6_Add.2-EN.pdf", "A/HRC/8/6/Add.2"),
        ("A_C-3_78_L-60_Rev-1.docx", "A/C.3/78/L.60/Rev.1"),
        ("E_CN.4_1999_79_Add.1.pdf", "E/CN.4/1999/79/Add.1"),
        ("a-hrc-wgad-2024-46.pdf", "A/HRC/WGAD/2024/46"),
        ("CERD_C_ARM_CO_7-11.pdf", "CERD/C/ARM/CO/7-11"),
        ("folder/180-20211207-ORD-01-00-EN.pdf", "ICJ/180/ORD/2021-12-07"),
        ("N2503668.pdf", ""),
        ("notes.txt", ""),
        ("a letter.docx", ""),
        (".pdf", ""),
    ],
)
def test_name(name: str, forms: str) -> None:
    assert in_name(name) == tuple(forms.split())
