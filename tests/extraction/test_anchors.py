"""Where the literals of citations stand, also in texts that are searched stretch by stretch."""

from __future__ import annotations

import pytest

from refcheck.extraction import anchors


@pytest.mark.parametrize("stretch", [1, 2, 3, 5, 7, 100])
def test_stretches_find_what_the_whole_text_holds(stretch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text, literals = "A/RES/48 “A/RES” resolution, A/A/RES and резолюция", ("A/", "/RES", "A/RES", "резолюция", "“")
    whole = anchors.scan(text, literals, frozenset("“”резолюция"))
    monkeypatch.setattr(anchors, "_STRETCH", stretch)
    assert anchors.scan(text, literals, frozenset("“”резолюция")) == whole
    assert whole["/RES"] == [1, 11, 32]
