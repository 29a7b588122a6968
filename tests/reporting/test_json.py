"""JSON as reports have it: whole, and in pieces."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from refcheck.report import json_pieces, json_text

VALUES = [
    {},
    [],
    {"a": [], "b": {}, "c": [{}, [], [[1]]]},
    {"text": 'é “quoted” "straight" \\ \n \x00', "number": 1.5, "yes": True, "no": False, "none": None, "big": 10**30},
    {"lone": "\ud800 surrogate", "both": "\U0001f600"},
    [{"id": number, "places": list(range(number))} for number in range(3)],
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_it_is_what_the_standard_library_writes(value: object) -> None:
    text = json_text(value)
    assert json.loads(text) == value
    if "\\ud800" not in text:
        assert text == json.dumps(value, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_in_pieces_it_is_the_same(value: object) -> None:
    assert "".join(json_pieces(value)) == json_text(value)
    assert "".join(json_pieces({"run": [{"all": iter([value, value])}]})) == json_text({"run": [{"all": [value] * 2}]})
    assert "".join(json_pieces({"none": iter([])})) == json_text({"none": []})


def test_members_come_one_at_a_time() -> None:
    taken: list[int] = []

    def members() -> Iterator[int]:
        for number in range(1, 1001):
            taken.append(number)
            yield number

    pieces = json_pieces({"members": members()})
    while "5" not in next(pieces):
        pass
    assert taken == [1, 2, 3, 4, 5]
