"""The address to cite today, and what took the place of retired ones."""

from __future__ import annotations

import pytest

from refcheck.domain.citing import address_to_cite, successor


@pytest.mark.parametrize(
    ("canonical", "address"),
    [
        ("A/78/636", "https://docs.un.org/en/A/78/636"),
        ("S/RES/853(1993)", "https://docs.un.org/en/S/RES/853(1993)"),
        ("A/RES/217(III)[A]", "https://docs.un.org/en/A/RES/217(III)"),
        ("ICJ/180/ORD/2021-12-07", "https://www.icj-cij.org/case/180"),
        ("ICJ/?/ORD/2021-12-07", None),
        ("UNTS/660/9464", None),
        ("https://un.org/", None),
    ],
)
def test_address_to_cite(canonical: str, address: str | None) -> None:
    assert address_to_cite(canonical) == address


def test_the_viewer_has_the_six_languages() -> None:
    assert address_to_cite("A/78/636", "fr") == "https://docs.un.org/fr/A/78/636"
    assert address_to_cite("A/78/636", "de") == "https://docs.un.org/en/A/78/636"


@pytest.mark.parametrize(
    ("url", "heir"),
    [
        ("https://undocs.org/A/78/636", "https://docs.un.org/en/A/78/636"),
        ("https://undocs.org/Home/Mobile?FinalSymbol=A%2F78%2F636&Language=E", "https://docs.un.org/en/A/78/636"),
        (
            "http://daccess-ods.un.org/access.nsf/Get?Open&DS=A/RES/48/114&Lang=E",
            "https://docs.un.org/en/A/RES/48/114",
        ),
        (
            "http://www.un.org/ga/search/view_doc.asp?symbol=S/RES/853(1993)&Lang=E",
            "https://docs.un.org/en/S/RES/853(1993)",
        ),
        (
            "http://daccess-dds-ny.un.org/doc/UNDOC/GEN/N24/080/81/PDF/N2408081.pdf?OpenElement",
            "https://documents.un.org/doc/undoc/gen/n24/080/81/pdf/n2408081.pdf",
        ),
        ("http://daccess-ods.un.org/TMP/1234567.html", None),
        (
            "https://www.un.org/securitycouncil/content/resolutions-adopted-security-council-1993",
            "https://main.un.org/securitycouncil/en/content/resolutions-adopted-security-council-1993",
        ),
        (
            "http://www.un.org/en/sc/documents/resolutions/1993.shtml",
            "https://main.un.org/securitycouncil/en/content/resolutions-adopted-security-council-1993",
        ),
        ("https://www.icj-cij.org/en/case/180/orders", "https://www.icj-cij.org/case/180"),
        (
            "https://www.icj-cij.org/public/files/case-related/180/180-20211207-ORD-01-00-EN.pdf",
            "https://www.icj-cij.org/sites/default/files/case-related/180/180-20211207-ORD-01-00-EN.pdf",
        ),
        (
            "https://www.icj-cij.org/sites/default/files/case-related/70/70-19860627-JUD-01-00-EN.pdf",
            "https://www.icj-cij.org/sites/default/files/case-related/70/070-19860627-JUD-01-00-EN.pdf",
        ),
        ("https://www.icj-cij.org/sites/default/files/case-related/180/180-20211207-ORD-01-00-EN.pdf", None),
        ("http://unbisnet.un.org:8080/ipac20/ipac.jsp?uri=1", None),
        ("https://docs.un.org/en/A/78/636", None),
        ("https://example.org/undocs.org/A/78/636", None),
        ("https://[bad", None),
    ],
)
def test_successors(url: str, heir: str | None) -> None:
    found = successor(url)
    assert (found.url if found else None) == heir
