"""Texts written for the tests, as files of them would be read."""

from __future__ import annotations

from functools import cache

from refcheck.extraction.view import make_view
from refcheck.texts.library import CitedText
from refcheck.texts.recognition import on_first_page
from tests.checking import document

RESOLUTION = """\
RESOLUTION 2799 (2025)

Adopted by the Security Council at its 10050th meeting, on 3 November 2025

The Security Council,

Recalling its earlier resolutions on the protection of dams and other installations,

Deeply concerned that three reservoirs in the region have been emptied without notice,

1. Condemns the emptying of the reservoirs, which the parties have not explained;

2. Demands that the parties cease all such acts immediately and refrain from any action that would obstruct a
peaceful settlement;

3. Requests the Secretary-General, in consultation with the States concerned, to appoint a special envoy within 30
days, and to report to the Council not later than 1 March 2026 on the implementation of the present resolution;

4. Notes that the parties may not withhold water from the civilian population, unless a dam is in danger of
bursting; recalls that "every person has a right to water";

5. Urges all States to co-operate with the envoy, to give humanitarian organizations access to the reservoirs1 and to
provide at least 1,500 cubic metres a day, as agreed in paragraph 12 of document S/2025/310;

6. Decides to remain seized of the matter.
"""

REPORT = """\
United Nations

A/79/950

General Assembly

Distr.: General
2 May 2025

Original: English

Report of the Secretary-General on the state of the reservoirs

I. Introduction

1. The present report covers the year 2024. It was prepared after visits to four reservoirs.

2. The envoy met the authorities of both States. She was not given access to the northern dam.

II. Findings

3. Two of the dams were found to be sound. However, the third dam leaks, and the fourth could not be seen.

4. The population did not receive enough water<sup>1</sup> between May and August. Many families left their homes.

5. The envoy considers that an agreement is possible. The report ends with her proposals.

<sup>1</sup> See S/2025/310.

<sup>2</sup> Figures of the authorities.

Annex

Proposals of the envoy

1. The parties should meet once a month.

2. Water should be shared by population.
"""


@cache
def given(text: str, name: str = "source.md") -> CitedText:
    """A text as if a file of this name held it."""
    read = document(text, name)
    return CitedText(on_first_page(read, make_view(read)) or ("?",), read, f"file {name}")
