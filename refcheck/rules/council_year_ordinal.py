"""The year of the Security Council on the cover does not fit the letter's date.

Why
    The Council counts its years from 1946: its eightieth year is 2025.

Wrong
    Security Council
    Distr.: General
    28 May 2025
    Seventy-third year

    Letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

Right
    Security Council
    Distr.: General
    28 May 2025
    Eightieth year

    Letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.domain.dates import words
from refcheck.domain.numerals import ordinal_words
from refcheck.domain.ordinals import ordinal_text
from refcheck.domain.sessions import council_year
from refcheck.model import Checked, Finding, Related, Severity

TITLE = "Year of the Security Council does not fit"
SEVERITY = Severity.ERROR


def check(checked: Checked) -> Iterator[Finding]:
    """A letter of December that is issued in January may carry either year."""
    for letter in checked.letters:
        days = [day for day in (letter.title and letter.title.date, letter.distributed) if day]
        for line in letter.council_years if days else ():
            years = {day.value.year for day in days}
            if council_year(line.number) not in years:
                day = days[0]
                right = ordinal_words(day.value.year - 1945)
                yield Finding(
                    rule="council-year-ordinal",
                    severity=SEVERITY,
                    span=line.span,
                    message=f"The cover says {ordinal_words(line.number)} year, which is {council_year(line.number)}; "
                    f"{day.value.year} is the Security Council's {right.lower()} year.",
                    suggestion=ordinal_text(day.value.year - 1945, letter.language, of_year=True),
                    related=(Related(day.span, f"date: {words(day.value)}"),),
                )
