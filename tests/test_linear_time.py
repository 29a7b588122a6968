"""A text of eight times the length may take eight times as long, not sixty-four.

Each text repeats a citation, or something that begins like one and is none: there patterns that try too
much and lists that are gone through again and again show. Compared are two lengths on the same machine,
by processor time; no time is asserted by itself.
"""

from __future__ import annotations

import time

import pytest

from refcheck.together import Together
from tests import checking

SHORT, TIMES, ROOM, ATTEMPTS = 5_000, 8, 2, 4

NEAR_MISSES = {
    "symbol-begun": "A/",
    "symbol-with-a-dash": "A/1-",
    "slashes": "/",
    "addenda": " and Add.1",
    "resolution-begun": "resolution 1 ",
    "resolution-word": "resolution ",
    "resolution-word-in-french": "résolution ",
    "resolution-word-in-russian": "резолюция ",
    "resolution-word-in-arabic": "قرار ",
    "resolution-word-in-chinese": "第1号",
    "numbers-of-resolutions": "822 (1993), ",
    "years": "(1993) ",
    "roman-numerals": "(III) ",
    "superscript-begun": "<sup>",
    "angle-brackets": "<",
    "address-in-brackets-begun": "<https://",
    "address-begun": "http://",
    "host-begun": "www.",
    "square-brackets": "[[[[",
    "link-begun": "[a](",
    "note-mark-begun": "[^",
    "round-brackets": "(((",
    "closing-brackets": ")))",
    "ibid": "Ibid. ",
    "op-cit": "op. cit., supra note 3 ",
    "annex": "annex ",
    "paragraphs": "paras. 1, ",
    "stars": "*",
    "escapes": "\\*",
    "underscores": "_ ",
    "quotation-marks": "“aaaaaaaaa ",
    "quotations": "He said that “it is so” and ",
    "quotations-never-closed": "“a ",
    "quotations-in-quotations": "“a « ‘",
    "straight-quotation-marks": '"a " ',
    "letter-dated": "letter dated ",
    "days": "1, 2 and 3 ",
    "days-of-letters": "letters dated 1, 2, 3, 4 and ",
    "title-of-a-letter-begun": "Letter dated 1 April 2025 from ",
    "distribution": "Distr.: General\n",
    "agenda-items": "Agenda item 1, ",
    "list-of-items": "1, ",
    "circulated": "circulated ",
    "organ": "General Assembly ",
    "order-of-a-day": "order of 7 December 2021 ",
    "parties": "(A v. B) ",
    "initials": "A. ",
    "digits": "1",
    "dates": "1 April ",
    "blank-lines": "\n\n",
    "rules": "---\n",
    "carriage-returns": "x\r\n",
    "list-with-stars": "* A\n",
    "soft-hyphens": "\u00ad",
    "headings": "# x\n",
    "cells": "| a ",
    "numbers": "12, ",
    "days-begun": "5 and ",
    "days-of-a-month": "5 and 6 March 2020 to ",
    "wrong-days": "31 April 2025, ",
    "weekdays": "Monday, 21 March 2025 ",
    "months": "March 2, ",
    "years-backward": "in 1993–1991, ",
    "capital-letters": "A",
    "capital-words": "Aaaa ",
    "names-of-bodies": "United Nation High ",
    "names-alike": "Mr. Aaaaa Bbbbbe, Mr. Aaaaa Bbbbba, ",
    "spellings": "in Kouliev, in Kuliyev, ",
    "numbered-paragraphs": "2. A\n\n3. A\n\n5. A\n\n",
    "paragraphs-out-of-order": "1. A\n\n2. A\n\n3. A\n\n9. A\n\n5. A\n\n",
    "quotations-left-open": "“a\n\n",
    "brackets-left-open": "( a.\n\n",
    "abbreviations": "Regional Peace Council (RPC) ",
    "abbreviations-used-early": "RPC RPC (RPC) ",
    "stars-as-marks": "a\\* ",
    "schemes": "http:/",
    "schemes-in-brackets": "<http://a.).",
    "figures": "by 50 women activists from ",
    "small-words": "A of the ",
}
CITATIONS = {
    "symbols": "A/78/636 ",
    "double-symbols": "A/78/636-S/2023/960, ",
    "symbols-with-addenda": "A/1 and Add.1 ",
    "resolutions": "Security Council resolution 853 (1993), ",
    "wrong-resolutions": "Security Council resolution 853 (1994), ",
    "decisions-of-the-court": "the International Court of Justice, Order of 7 December 2021. ",
    "treaties": "Charter of the United Nations ",
    "addresses": "https://un.org/a ",
    "links": "[A/78/636](https://undocs.org/A/78/636) ",
    "lost-links": "[a](#) ",
    "notes": "\n\n<sup>1</sup> A/78/636\n",
    "notes-with-ibid": "\n\n<sup>1</sup> Ibid.\n",
    "notes-in-markdown": "\n[^1]: x",
    "ibid-after-two-sources": "\n\n<sup>1</sup> A/1; A/2\n\n<sup>2</sup> Ibid.\n",
    "wrong-double-symbols": "A/78/636-S/2020/960, ",
    "wrong-links": "[A/78/636](https://undocs.org/A/78/663) ",
    "quotations-with-notes": "He said that “it is not so at all”.<sup>1</sup> ",
    "quotations-from-symbols": "In A/78/636 he said that “it is not so at all” (A/78/637). ",
    "authors": "report of the Secretary-General (A/78/636), ",
    "letters-from": "letter dated 1 May 2025 from X, addressed to Y, ",
    "orders-of-days": "the International Court of Justice, orders of 7 December 2021, 12 October 2022 and ",
    "letters-of-a-day": "my letter dated 3 March 2021 from the Minister addressed to the President, and ",
    "letters-of-one-day": "letter dated 5 May 2023 from the President addressed to me (A/78/636); ",
    "respectively": "A/78/636 and A/78/637, paras. 1, 2 and 3, respectively; ",
    "notes-above": "see note 3 above ",
    "paragraphs-above": "\n\n1. See paragraph 5 above.",
    "opinions": "Opinion No. 46/2024, A/HRC/WGAD/2024/64; ",
    "letters": "Distr.: General\n2 May 2025\n\nLetter dated 1 May 2025 from the President addressed to the Council\n\n",
    "note-marks": "x<sup>1</sup> ",
    "names": "Mr. Tofig Musayev ",
    "signatures": "(Signed) Tofig Musayev\n",
    "works": "\n\n<sup>1</sup> “A title of some length”, 5 May 2003.\n",
}
TEXTS = {**NEAR_MISSES, **CITATIONS}
IN_A_LETTER = {  # between a cover and a further "Distr."; some are read only there
    "circulated": "circulated ",
    "issued": "issued ",
    "circulated-and-issued": "circulated issued ",
    "requests": "I request that it be circulated as a document of the General Assembly ",
    "organs": "General Assembly ",
    "organs-on-lines": "General Assembly\n",
    "organs-and-symbols": "General Assembly A/1 ",
    "annexes-mentioned": "see annex I to ",
    "annexes": "Annex\n",
    "annexes-with-labels": "Annex I\n",
    "annexes-in-full": "Annex to the letter dated 1 May 2025 from the President addressed to the Council\n",
    "sessions": "General Assembly\nSeventy-ninth session\n",
    "annexes-of-another-letter": (
        "Annex to the letter dated 2 May 2025 from the Minister addressed to X\n\n"
        "Letter dated 2 May 2025 from the Minister addressed to Y\n\n"
    ),
    "signatures": "(Signed) A. Name\n\n",
    "capacities": "Permanent Representative\n",
    "paragraphs": "The situation in the region has become worse since the letter of last week arrived.\n\n",
    "reissues": "Reissued for technical reasons on 3 May 2025.\n",
    "reissued-letters": "Distr.: General\n2 May 2025\n\nReissued for technical reasons on 3 May 2025.\n",
    "titles": "Letter dated 1 May 2025 from the President addressed to the Council\n",
    "blank-lines": "\n\n",
    "figures": "613 civilians were killed on 26 February 1992. ",
    "figures-in-one-sentence": "613 civilians were killed on 26 February 1992 and ",
    "items-with-titles": "Agenda item 34\n\nPrevention of armed conflict\n\n",
    "events": "held in Geneva on 1 June 2025 ",
    "events-without-a-day": "held adopted signed ",
    "annexes-described": "the Second Conference held on 5 May 2024 in Baku (see annex) ",
    "figures-in-a-phrase": "by 50 women activists from ",
    "figures-at-odds": "by 50 women activists from, by 55 women activists from ",
    "orders": "First Second Third ",
}
ON_A_COVER = {  # below the agenda items, above a title
    "titles-of-items": "Culture of peace\n",
    "titles-in-capitals": "CULTURE OF PEACE ",
    "titles-apart": "Culture of peace\n\n",
    "bold-runs": "**Culture of peace**",
    "organs": "General Assembly\n",
    "organs-in-a-row": "General Assembly ",
    "sessions": "Seventy-ninth session\n",
    "years": "année ",
    "years-in-russian": "Восьмидесятый год ",
    "agenda-items": "Agenda item 1\n",
    "year-sessions": "2023 session\n",
}
COVER = "Distr.: General\n2 May 2025\n\nLetter dated 1 May 2025 from the President addressed to the Council\n\n"


def _repeated(unit: str, length: int) -> str:
    return f"x {unit * (length // len(unit))}"


def _seconds(text: str) -> float:
    begun = time.process_time()
    report = checking.report(text)
    report.identities()
    Together().add(report)
    return time.process_time() - begun


def _growth(small: str, large: str) -> float:
    return min(_seconds(large) for _ in range(2)) / min(_seconds(small) for _ in range(3))


@pytest.mark.parametrize("unit", TEXTS.values(), ids=TEXTS.keys())
def test_time_grows_with_the_length_and_no_faster(unit: str) -> None:
    checking.report(_repeated(unit, 200))  # patterns are compiled, caches filled
    _must_be_linear(_repeated(unit, SHORT), _repeated(unit, SHORT * TIMES))


@pytest.mark.parametrize("unit", IN_A_LETTER.values(), ids=IN_A_LETTER.keys())
def test_time_grows_no_faster_in_a_letter(unit: str) -> None:
    short, long = (f"{COVER}{_repeated(unit, length)}\nDistr.: General\n" for length in (SHORT, SHORT * TIMES))
    checking.report(short)
    _must_be_linear(short, long)


@pytest.mark.parametrize("unit", ON_A_COVER.values(), ids=ON_A_COVER.keys())
def test_time_grows_no_faster_on_a_cover(unit: str) -> None:
    short, long = (_covers(unit, times) for times in (1, TIMES))
    checking.report(short)
    _must_be_linear(short, long)


def _covers(unit: str, times: int) -> str:
    """Covers of the greatest length that is read, one behind another."""
    cover = f"General Assembly\nDistr.: General\n2 May 2025\n\nAgenda items 1 and 2\n\n{_repeated(unit, SHORT)}\n\n"
    return times * f"{cover}Letter dated 1 May 2025 from the President addressed to the Council\n\n"


def _must_be_linear(small: str, large: str) -> None:
    growths = []
    for _ in range(ATTEMPTS):
        growths.append(_growth(small, large))
        if growths[-1] < TIMES * ROOM:
            return
    pytest.fail(f"{TIMES} times the text took {min(growths):.0f} times as long")


def test_one_long_address() -> None:
    addresses = [f"https://un.org/{')' * length}" for length in (SHORT, SHORT * TIMES)]
    assert min(_growth(*addresses) for _ in range(2)) < TIMES * ROOM
