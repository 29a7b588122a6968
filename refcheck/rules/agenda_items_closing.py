"""The agenda items in the request for circulation are not those on the cover.

Why
    The request decides under which items the letter is circulated, the cover says under which it was. A
    number that stands in one list alone is a slip in one of them.

Wrong
    General Assembly
    Distr.: General
    28 May 2025
    Seventy-ninth session
    Agenda items 34, 39 and 67

    Letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    I should be grateful if you would have the present letter circulated as a document of the General Assembly, under agenda items 34, 39 and 76.

Right
    General Assembly
    Distr.: General
    28 May 2025
    Seventy-ninth session
    Agenda items 34, 39 and 67

    Letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the Secretary-General

    I should be grateful if you would have the present letter circulated as a document of the General Assembly, under agenda items 34, 39 and 67.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from refcheck.domain.numerals import joined
from refcheck.model import Checked, Finding, ItemList, Related, Severity
from refcheck.rules.agenda_items_order import out_of_order

TITLE = "Agenda items of cover and request differ"
SEVERITY = Severity.ERROR


def check(checked: Checked) -> Iterator[Finding]:
    """Compare the lists as sets, organ by organ; sub-items count as their item where one list has none."""
    for letter in checked.letters:
        for requested in letter.closing.items if letter.closing else ():
            cover = _cover_for(letter.items, requested)
            if cover:
                yield from _difference(checked.document.text, letter.language, cover, requested)


def _cover_for(items: Sequence[ItemList], requested: ItemList) -> ItemList | None:
    of_organ = [cover for cover in items if cover.organ == requested.organ]
    if not of_organ:  # "of the General Assembly and of the Security Council, under agenda items 32 and 60"
        of_organ = [cover for cover in items if cover.organ in requested.organs]
    if len(of_organ) == 1:
        return of_organ[0]
    return items[0] if len(items) == 1 and (requested.organ is None or items[0].organ is None) else None


def _difference(text: str, language: str, cover: ItemList, requested: ItemList) -> Iterator[Finding]:
    on_cover, in_request = set(cover.numbers), set(requested.numbers)
    if _whole(on_cover) == _whole(in_request) and (on_cover == _whole(on_cover) or in_request == _whole(in_request)):
        return
    added, missing = _sorted(in_request - on_cover), _sorted(on_cover - in_request)
    if not added and not missing:
        return
    parts = []
    if added:
        parts.append(f"{joined(added)} {_is(added)} not on the cover")
    if missing:
        parts.append(f"{joined(missing)} on the cover {_is(missing)} not in the request")
    yield Finding(
        rule="agenda-items-closing",
        severity=SEVERITY,
        span=requested.span,
        message=f"The request names agenda item{'s' if len(requested.numbers) > 1 else ''} {joined(requested.numbers)}, the cover {joined(cover.numbers)}: "
        f"{' and '.join(parts)}.",
        suggestion=None if out_of_order(cover.numbers) else _suggested(text, language, cover),
        related=(Related(cover.span, f"cover: {joined(cover.numbers)}"),),
    )


def _suggested(text: str, language: str, cover: ItemList) -> str:
    return joined(cover.numbers) if language == "en" else text[cover.span.start : cover.span.end]


def _whole(numbers: set[str]) -> set[str]:
    return {number.partition("(")[0] for number in numbers}


def _sorted(numbers: set[str]) -> list[str]:
    return sorted(numbers, key=lambda number: (int(number.partition("(")[0]), number))


def _is(numbers: Sequence[str]) -> str:
    return "is" if len(numbers) == 1 else "are"
