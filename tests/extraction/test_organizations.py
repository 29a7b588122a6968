"""Resolutions of bodies that refcheck does not know are none of the United Nations' own."""

from __future__ import annotations

import pytest

from refcheck.model import Kind, Severity
from tests.checking import findings, references

OTHERS = (
    "Commission on Narcotic Drugs resolution 57/3 of 21 March 2014.",
    "The Commission on the Status of Women, in its resolution 60/2 of 24 March 2016, said so.",
    "ESCAP resolution 71/1 of 29 May 2015.",
    "ECLAC resolution 700 (XXXVI)",
    "Economic Commission for Africa resolution 844 (XXXIX)",
    "The Economic and Social Commission for Asia and the Pacific adopted resolution 71/1 of 29 May 2015.",
    "ESCAP met in May; see Commission resolution 66/15 of 19 May 2010.",
    "OAS General Assembly resolution 1080 (1991)",
    "African Union Peace and Security Council decision 12 (2009)",
    "UNCC Governing Council decision 258 (2005)",
    "UN-Habitat Governing Council resolution 25/4",
    "ICAO Council resolution 5 (2014)",
    "United States Senate resolution 150 (2019)",
    "European Parliament resolution 12 (2009)",
    "Resolution 9 (2015) of the 32nd International Conference of the Red Cross",
    "Parliamentary Assembly of the Council of Europe resolution 1416 (2005)",
    "Human Rights Committee, decision 12/2001",
    "Inter-American Commission on Human Rights resolution 43/2013",
    "the display has a resolution of 640/480",
    "a resolution 640/480",
    "a resolution 1920/1080",
)
OWN = {
    "Recalling Council resolutions 822 (1993) and 853 (1993)": ["S/RES/822(1993)", "S/RES/853(1993)"],
    "Pursuant to Council resolution 1325 (2000)": ["S/RES/1325(2000)"],
    "General Assembly and Security Council resolutions 853 (1993)": ["S/RES/853(1993)"],
    "Relevant Security Council resolutions 853 (1993)": ["S/RES/853(1993)"],
    "UN resolution 242 (1967)": ["S/RES/242(1967)"],
    "the Commission on Human Rights, in its resolution 1998/50": ["E/CN.4/RES/1998/50"],
    "political declaration on HIV and AIDS, adopted in its resolution 70/266": ["A/RES/70/266"],
    "The Committee recalled resolution 48/114.": ["A/RES/48/114"],
    "Assembly resolution 48/114": ["A/RES/48/114"],
    "las resoluciones del Consejo de Seguridad 822 (1993), de 30 de abril de 1993, y 853 (1993)": [
        "S/RES/822(1993)",
        "S/RES/853(1993)",
    ],
}


@pytest.mark.parametrize("text", OTHERS)
def test_resolution_of_another_body_is_left_alone(text: str) -> None:
    assert [reference.text for reference in references(text) if reference.kind is Kind.RESOLUTION] == []


@pytest.mark.parametrize(("text", "canonical"), OWN.items())
def test_own_resolution_is_found_beside_other_names(text: str, canonical: list[str]) -> None:
    assert [form for reference in references(text) for form in reference.canonical] == canonical


def test_a_guessed_body_makes_no_error() -> None:
    found = findings("resolution 45/114, adopted on 20 December 1993")
    assert [(finding.rule, finding.severity) for finding in found] == [("resolution-session-date", Severity.WARNING)]
