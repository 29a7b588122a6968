"""The search for titles takes whatever a text may hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.resolution.titles import folded_title
from tests.checking import catalogue


@given(st.text(max_size=80))
def test_no_text_breaks_the_search(text: str) -> None:
    assert catalogue().titled(text) is not None


@pytest.mark.parametrize("text", ["akn_judgment and main_body", 'a "quoted" AND NOT (near) title*', "ⅷ ⁿ ꯁ 𞤀 título"])
def test_signs_that_mean_something_to_the_index(text: str) -> None:
    assert catalogue().titled(text) is not None


def test_words_are_folded() -> None:
    assert folded_title("L'Été à Genève : rapport / présenté par X") == "l ete a geneve rapport"
    assert folded_title("file_name of 安全理事会") == "file name of 安全理事会"
