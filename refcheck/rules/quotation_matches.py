"""The quoted words are not those of the cited source, or stand at another place in it.

Why
    What stands in quotation marks is the source's own wording; a word changed without brackets puts words in its mouth.

Source
    A/78/900
    1. The mission visited three districts.
    2. It met the authorities and the residents of each of them.
    3. It found no evidence that residents had been coerced to leave.

Wrong
    The report states that the mission "found evidence that residents had been coerced to leave" (A/78/900, para. 3).

Right
    The report states that the mission "found no evidence that residents had been coerced to leave" (A/78/900, para. 3).
"""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.model import Checked, Finding, JudgedQuotation, Severity, WordDifference, Wording
from refcheck.rules.quoted import at, evidence, shortened

TITLE = "Quotation differs from the source"
SEVERITY = Severity.ERROR
_MOST_NAMED = 3  # differences in one message


def check(checked: Checked) -> Iterator[Finding]:
    """An error: words that are nowhere in a complete text, or a negation or number that was changed.

    Another word changed, or the words at another place, is a warning; punctuation, case and spelling are a hint.
    """
    for quotation in checked.consulted.quotations:
        found = _finding(checked, quotation)
        if found is None:
            continue
        severity, message, suggestion = found
        yield Finding(
            rule="quotation-matches",
            severity=severity,
            span=quotation.span,
            message=message,
            suggestion=suggestion,
            evidence=evidence(quotation),
        )


def _finding(checked: Checked, quotation: JudgedQuotation) -> tuple[Severity, str, str | None] | None:
    source = at(checked, quotation)
    place = quotation.passage.place if quotation.passage else ""
    match quotation.wording:
        case Wording.ABSENT:
            return (
                SEVERITY,
                f"\u201c{shortened(quotation.text)}\u201d does not stand in {_all(checked, quotation)}.",
                None,
            )
        case Wording.ALTERED:
            grave = any(difference.grave for difference in quotation.differences)
            words = quotation.passage.words if quotation.passage else ""
            where = f" ({place})" if place else ""
            message = f"The quotation differs from {source}{where}: {_differences(quotation.differences)}."
            return SEVERITY if grave else Severity.WARNING, message, words or None
        case Wording.ELSEWHERE:
            there = f"in {place}" if place else "outside the paragraphs that it counts"
            message = f"The quoted words stand in {source} {there}, not in {quotation.cited_place}."
            return Severity.WARNING, message, place or None
        case Wording.WRITING:
            message = f"The words are those of {source}; punctuation, capitals or spelling differ: "
            return Severity.INFO, f"{message}{_differences(quotation.writing)}.", None
        case _:
            return None


def _all(checked: Checked, quotation: JudgedQuotation) -> str:
    """The sources cited for it, all of which were read."""
    names = [" \u2013 ".join(checked.references[index].canonical) for index in quotation.references]
    return " or in ".join(dict.fromkeys(names))


def _differences(differences: tuple[WordDifference, ...]) -> str:
    named = [_difference(difference) for difference in differences[:_MOST_NAMED]]
    more = len(differences) - len(named)
    return "; ".join(named) + (f"; and {more} more" if more else "")


def _difference(difference: WordDifference) -> str:
    written, source = shortened(difference.written), shortened(difference.source)
    if written and source:
        return f"\u201c{written}\u201d is written, the source has \u201c{source}\u201d"
    if source:
        return f"\u201c{source}\u201d is left out without a sign"
    return f"\u201c{written}\u201d does not stand there"
