"""Where an address ends, its normal form, and the symbols that it names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.domain.urls import normalise, symbols_in, trim, without_credentials


@pytest.mark.parametrize(
    ("caught", "address"),
    [
        ("https://undocs.org/A/78/636.", "https://undocs.org/A/78/636"),
        ("https://undocs.org/A/78/636),", "https://undocs.org/A/78/636"),
        ("https://undocs.org/A/78/636).", "https://undocs.org/A/78/636"),
        ("https://undocs.org/S/RES/853(1993)", "https://undocs.org/S/RES/853(1993)"),
        ("https://undocs.org/S/RES/853(1993)).", "https://undocs.org/S/RES/853(1993)"),
        ("https://x.org/a_(b)_(c)", "https://x.org/a_(b)_(c)"),
        ("https://x.org/a”.", "https://x.org/a"),
        ("https://x.org/a/", "https://x.org/a/"),
        ("https://x.org/a?b=c;", "https://x.org/a?b=c"),
        ("https://x.org/a]", "https://x.org/a"),
        ("https://x.org/a**", "https://x.org/a"),
        ("", ""),
        (")))", ""),
    ],
)
def test_punctuation_of_the_sentence_is_left_behind(caught: str, address: str) -> None:
    assert trim(caught) == address


@pytest.mark.parametrize(
    ("address", "normal"),
    [
        ("HTTPS://UNdocs.ORG/A/78/636", "https://undocs.org/A/78/636"),
        ("http://undocs.org:80/A", "http://undocs.org/A"),
        ("https://undocs.org:443/A", "https://undocs.org/A"),
        ("https://undocs.org:8443/A", "https://undocs.org:8443/A"),
        ("www.un.org/en/ga", "https://www.un.org/en/ga"),
        ("https://x.org/A%20b?C=D#E", "https://x.org/A%20b?C=D#E"),
        ("https://x.org", "https://x.org"),
        ("http://[::1", "http://[::1"),
    ],
)
def test_normal_form(address: str, normal: str) -> None:
    assert normalise(address) == normal


@pytest.mark.parametrize(
    ("address", "symbols"),
    [
        ("https://undocs.org/A/78/636", ["A/78/636"]),
        ("https://undocs.org/en/A/78/636", ["A/78/636"]),
        ("https://docs.un.org/fr/A/78/636", ["A/78/636"]),
        ("https://www.undocs.org/A/78/636", ["A/78/636"]),
        ("https://undocs.org/en/A/78/636?direct=true", ["A/78/636"]),
        ("https://undocs.org/S/RES/853(1993)", ["S/RES/853(1993)"]),
        ("https://undocs.org/S/RES/853%20(1993)", ["S/RES/853(1993)"]),
        ("https://undocs.org/S/RES/853%281993%29", ["S/RES/853(1993)"]),
        ("https://undocs.org/A/78/636-S/2023/960", ["A/78/636", "S/2023/960"]),
        ("https://documents.un.org/api/symbol/access?s=A/78/636&l=en", ["A/78/636"]),
        ("https://documents.un.org/api/symbol/access?s=A%2F78%2F636", ["A/78/636"]),
        ("https://documents.un.org/symbol-explorer?s=S/RES/853+(1993)", ["S/RES/853(1993)"]),
        ("https://digitallibrary.un.org/record/1234", []),
        ("https://undocs.org/", []),
        ("https://undocs.org/en/", []),
        ("https://example.org/A/78/636", []),
        ("https://notundocs.org/A/78/636", []),
        ("https://undocs.org.example.org/A/78/636", []),
        ("#", []),
        ("", []),
        ("http://[::1", []),
    ],
)
def test_symbols_that_an_address_names(address: str, symbols: list[str]) -> None:
    assert [symbol.canonical for symbol in symbols_in(address)] == symbols


@given(st.text(max_size=60))
def test_normal_form_is_a_fixed_point(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(max_size=60))
def test_any_text_may_be_asked_for_symbols(text: str) -> None:
    assert isinstance(symbols_in(f"https://undocs.org/{text}"), tuple)
    assert isinstance(symbols_in(text), tuple)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("https://desk:secret@un.org/a@b", "https://xxxxxxxxxxx@un.org/a@b"),
        ("HTTPS://token@un.org", "HTTPS://xxxxx@un.org"),
        ("//desk:secret@un.org/", "//xxxxxxxxxxx@un.org/"),
        ("www.desk:secret@un.org", "www.xxxxxxxxxxx@un.org"),
        ("https://desk:p@ss@un.org/", "https://xxxxxxxxx@un.org/"),
        ("https://desk:pa/ss@un.org/x@y", "https://xxxxxxxxxx@un.org/x@y"),
        ("https://desk:(1)@un.org", "https://xxxxxxxx@un.org"),
        ("https://:secret@un.org", "https://xxxxxxx@un.org"),
        ("https://un.org:80@example.org/", "https://xxxxxxxxx@example.org/"),
        ("https://un.org/?u=http://a:b@c.org/", "https://un.org/?u=http://xxx@c.org/"),
        ("http://desk:secret\n@un.org/", "http://xxxxxxxxxxx\n@un.org/"),
        ("http:\\\\desk:secret@un.org", "http:\\\\xxxxxxxxxxx@un.org"),
        ("http:/desk:secret@un.org", "http:/xxxxxxxxxxx@un.org"),
        ("http://desk\\:secret@un.org", "http://xxxxxxxxxxxx@un.org"),
        ("http://desk:secret\\@un.org", "http://xxxxxxxxxxx\\@un.org"),
        ("https://un.org\n@desk says", "https://un.org\n@desk says"),
        ("https://un.org/user@x", "https://un.org/user@x"),
        ("https://un.org:8080/user@x", "https://un.org:8080/user@x"),
        ("https://un.org:8080, desk@un.org", "https://un.org:8080, desk@un.org"),
        ("[a](https://un.org),[b](mailto:desk@un.org)", "[a](https://un.org),[b](mailto:desk@un.org)"),
        ("[a](https://un.org:80)[b](mailto:desk@un.org)", "[a](https://un.org:80)[b](mailto:desk@un.org)"),
        ("见https://un.org联系desk@un.org", "见https://un.org联系desk@un.org"),
        ("and/or desk@un.org", "and/or desk@un.org"),
    ],
)
def test_names_and_passwords_are_hidden_where_they_stand(written: str, shown: str) -> None:
    assert without_credentials(written) == shown
    assert len(shown) == len(written)
