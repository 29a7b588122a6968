"""Treaties and declarations by name, and opinions by number."""

from __future__ import annotations

import pytest

from refcheck.domain.treaties import TREATIES
from refcheck.model import Kind
from tests.checking import only, references


@pytest.mark.parametrize("treaty", TREATIES, ids=[treaty.canonical for treaty in TREATIES])
def test_every_name_is_found(treaty: object) -> None:
    from refcheck.domain.treaties import Treaty  # the parameter's type

    assert isinstance(treaty, Treaty)
    for name in (treaty.name, *treaty.variants, *treaty.abbreviations):
        found = only(f"under the {name}, it is said")
        assert (found.kind, found.text, found.canonical) == (Kind.TREATY, name, (treaty.canonical,))


@pytest.mark.parametrize(
    ("text", "span", "canonical"),
    [
        (
            "the Convention Relating to the Status of Refugees",
            "Convention Relating to the Status of Refugees",
            "UNTS/189/2545",
        ),
        ("the Charter of the\nUnited Nations", "Charter of the\nUnited Nations", "UN/CHARTER"),
        ("the UN Charter", "UN Charter", "UN/CHARTER"),
        (
            "the International Convention on the Elimination of All Forms of Racial Discrimination (ICERD)",
            "International Convention on the Elimination of All Forms of Racial Discrimination (ICERD)",
            "UNTS/660/9464",
        ),
        ("the Genocide Convention", "Genocide Convention", "UNTS/78/1021"),
        ("the Genocide Convention,3 and", "Genocide Convention", "UNTS/78/1021"),
        ("the Genocide Convention4 and", "Genocide Convention", "UNTS/78/1021"),
        ("Treaty Series, vol. 75, Nos. 970–973", "Treaty Series, vol. 75, Nos. 970–973", "UNTS/75/970-973"),
        ("UNCLOS was signed", "UNCLOS", "UNTS/1833/31363"),
    ],
    ids=[
        *(
            "capitals",
            "line-break",
            "variant",
            "defined",
            "short",
            "mark-behind-a-comma",
            "mark-close-behind",
            "numbers",
        ),
        "abbreviation",
    ],
)
def test_written_forms(text: str, span: str, canonical: str) -> None:
    found = only(text)
    assert (found.text, found.canonical) == (span, (canonical,))


@pytest.mark.parametrize(
    "text",
    ["a charter of the united nations of old", "unclos", "the xUNCLOS rules", "the Convention", "preUNCLOS"],
)
def test_no_treaty(text: str) -> None:
    assert references(text) == ()


def test_longer_name_wins_over_the_shorter_inside() -> None:
    assert (
        len(
            references(
                "the Protocol Additional to the Geneva Conventions of 12 August 1949, and relating to the "
                "Protection of Victims of International Armed Conflicts"
            )
        )
        == 1
    )


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("Opinion No. 46/2024", "A/HRC/WGAD/2024/46"),
        ("opinion No. 7/2011", "A/HRC/WGAD/2011/7"),
        ("Opinion\nNo. 46/2024", "A/HRC/WGAD/2024/46"),
        ("Opinions Nos. 46/2024", "A/HRC/WGAD/2024/46"),
    ],
)
def test_opinions(text: str, canonical: str) -> None:
    found = only(text)
    assert (found.kind, found.canonical) == (Kind.OPINION, (canonical,))


@pytest.mark.parametrize("text", ["in his opinion 46/2024", "Opinion No. 46", "Opinion No. 46/20245", "opinion polls"])
def test_no_opinion(text: str) -> None:
    assert references(text) == ()
