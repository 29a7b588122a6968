"""Sources in notes that have neither symbol nor address."""

from __future__ import annotations

import pytest

from refcheck.model import DateKind, Kind
from tests.checking import references


def _works(note: str) -> list[str]:
    text = f"It was said so.<sup>1</sup>\n\n<sup>1</sup> {note}\n"
    return [found.text for found in references(text) if found.kind is Kind.WORK]


WORKS = {
    "title-and-date": ("“The long road home”, 5 May 2003.", ["“The long road home”, 5 May 2003"]),
    "number-and-date": (
        "CSCE Communication No. 301, 19 November 1993.",
        ["CSCE Communication No. 301, 19 November 1993"],
    ),
    "page-and-year": (
        "J. Crawford, Brownlie's Principles, Oxford, 2019, p. 8.",
        ["J. Crawford, Brownlie's Principles, Oxford, 2019, p. 8"],
    ),
    "signal-before": ("See also “The long road home”, May 2003.", ["“The long road home”, May 2003"]),
    "two": (
        "“The long road”, 5 May 2003; “The short road”, 6 May 2004.",
        ["“The long road”, 5 May 2003", "“The short road”, 6 May 2004"],
    ),
    "beside-a-symbol": ("A/78/636; “The short road”, 6 May 2004.", ["“The short road”, 6 May 2004"]),
    "with-a-symbol": ("“The short road” (A/78/636), 6 May 2004.", []),
    "explanation": ("The word “displaced persons” is used in a broad sense.", []),
    "no-date": ("“The long road home”, p. 3.", []),
    "no-title": ("Meeting of 5 May 2003.", []),
    "with-an-address": ("“The long road home”, 5 May 2003, available at <https://un.org/a>.", []),
}


@pytest.mark.parametrize(("note", "works"), WORKS.values(), ids=WORKS.keys())
def test_works(note: str, works: list[str]) -> None:
    assert _works(note) == works


def test_titles_are_works_only_in_notes() -> None:
    assert references("“The long road home”, 5 May 2003, p. 8.") == ()


DESCRIBED = {
    "his letter dated 3 March 2021 addressed to the President of the Security Council, in which he": [
        ("letter dated 3 March 2021 addressed to the President of the Security Council", "2021-03-03", None)
    ],
    "the letters dated 20 and 21 November 2024 from the Permanent Representative of X.": [
        ("letters dated 20", "2024-11-20", "Permanent Representative of X"),
        ("21 November 2024 from the Permanent Representative of X", "2024-11-21", "Permanent Representative of X"),
    ],
    "a letter of 3 March 2021 to me": [("letter of 3 March 2021", "2021-03-03", None)],
    "the letter of the Prime Minister of Iraq dated 21 July 1932": [
        ("letter of the Prime Minister of Iraq dated 21 July 1932", "1932-07-21", None)
    ],
    "the report of the Secretary-General of 26 March 1993 was read": [
        ("report of the Secretary-General of 26 March 1993", "1993-03-26", "Secretary-General")
    ],
    "a note verbale dated 3 March\n2021 from the Permanent Mission of Cuba": [
        (
            "note verbale dated 3 March\n2021 from the Permanent Mission of Cuba",
            "2021-03-03",
            "Permanent Mission of Cuba",
        )
    ],
    "la lettre datée du 1er avril 2025, adressée au Secrétaire général par le Représentant permanent, dit": [
        (
            "lettre datée du 1er avril 2025, adressée au Secrétaire général par le Représentant permanent",
            "2025-04-01",
            "Représentant permanent",
        )
    ],
    "la carta de fecha 1 de abril de 2025 dirigida al Secretario General, según": [
        ("carta de fecha 1 de abril de 2025 dirigida al Secretario General", "2025-04-01", None)
    ],
    "в письме Генерального секретаря от 1 апреля 2025 года сказано": [
        ("письме Генерального секретаря от 1 апреля 2025 года", "2025-04-01", "Генерального секретаря")
    ],
    "الرسالة المؤرخة 1 نيسان/أبريل 2025 الموجهة إلى الأمين العام": [
        ("الرسالة المؤرخة 1 نيسان/أبريل 2025", "2025-04-01", None)
    ],
    "2015年4月22日秘书长给安全理事会主席的信": [("2015年4月22日秘书长给安全理事会主席的信", "2015-04-22", "秘书长")],
    # No reference of its own
    "the letter dated 3 March 2021 from the President (S/2021/210)": [],
    "the letter dated 3 March 2021, which was issued as document S/2021/210": [],
    "the present letter dated 3 March 2021": [],
    "Annex to the letter dated 3 March 2021 from the President addressed to the Council": [],
    "Text.\n\nLetter dated 3 March 2021 from the President addressed to the Council\n\nText": [],
    "a letter from 20 persons": [],
    "the letters of 3 states": [],
    "They wrote a letter. It was dated 3 March 2021.": [],
}


@pytest.mark.parametrize(("text", "works"), DESCRIBED.items(), ids=[text[:40] for text in DESCRIBED])
def test_letters_and_reports_described_by_their_date(text: str, works: list[tuple[str, str, str | None]]) -> None:
    assert [
        (found.text, found.date and found.date.value.isoformat(), found.author and found.author.text)
        for found in references(text)
        if found.kind is Kind.WORK
    ] == works


def test_said_letter_is_the_letter_before() -> None:
    letter, short = references("I refer to my letter dated 3 March 2021. The said letter was not answered.")
    assert (letter.kind, short.kind, short.refers_to) == (Kind.WORK, Kind.SHORT, letter.span.start)


def test_letter_in_a_note_is_a_source() -> None:
    assert _works("Letter dated 3 March 2021 from the Minister addressed to the President.") == [
        "Letter dated 3 March 2021 from the Minister addressed to the President"
    ]


def test_date_of_a_letter_says_that_it_is_one() -> None:
    (letter,) = references("my letter dated 3 March 2021")
    assert letter.date
    assert letter.date.kind is DateKind.LETTER
