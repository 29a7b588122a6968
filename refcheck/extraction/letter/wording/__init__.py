"""The words of a letter in the six official languages, and which of them a text speaks."""

from __future__ import annotations

from refcheck.extraction.letter.wording import arabic, chinese, english, french, russian, spanish
from refcheck.extraction.letter.wording.wording import Wording

LANGUAGES: tuple[Wording, ...] = (
    english.WORDING,
    french.WORDING,
    spanish.WORDING,
    russian.WORDING,
    arabic.WORDING,
    chinese.WORDING,
)
_READ = 3000  # characters of a letter that tell its language

__all__ = ["LANGUAGES", "Wording", "wording_of"]


def wording_of(text: str, start: int, end: int) -> Wording:
    """The wording in which text[start:end] names the organs and itself most often; English in doubt.

    A letter's own title counts for more than the organs, which the text of another language may quote.
    """
    stop = min(end, start + _READ)
    head = text[start:stop].lower()
    spoken = [wording for wording in LANGUAGES if any(stem in head for stem in wording.stems)]
    if len(spoken) == 1:
        return spoken[0]
    return max(spoken or LANGUAGES[:1], key=lambda wording: _marks(wording, text, start, stop))


def _marks(wording: Wording, text: str, start: int, end: int) -> int:
    named = sum(1 for _, organ in wording.organs for _ in organ.finditer(text, start, end))
    return named + (5 if wording.title.search(text, start, end) else 0)
