"""Which of the six official languages a text is written in."""

from __future__ import annotations

import re
from collections import Counter

_SAMPLE = 8_000
_SCRIPTS = {"ru": ("\u0400", "\u04ff"), "ar": ("\u0600", "\u06ff"), "zh": ("\u4e00", "\u9fff")}
_COMMON_WORDS = {
    "en": frozenset(
        ["the", "of", "and", "to", "in", "that", "for", "by", "with", "its", "on", "at", "as", "is", "this"]
    ),
    "fr": frozenset(
        ["le", "la", "les", "des", "du", "et", "en", "dans", "une", "par", "que", "pour", "sur", "au", "est"]
    ),
    "es": frozenset(["el", "los", "las", "del", "y", "en", "que", "una", "por", "para", "con", "se", "su", "al", "lo"]),
}


def guess_language(text: str) -> str | None:
    """The ISO 639-1 code of the official language that `text` is most likely in; None when unsure."""
    sample = text[:_SAMPLE]
    if not sample.isascii():
        counts = Counter(sample)
        letters = sum(count for character, count in counts.items() if character.isalpha())
        for language, (first, last) in _SCRIPTS.items():
            if sum(count for character, count in counts.items() if first <= character <= last) > 0.3 * letters:
                return language
    words = Counter(re.findall(r"[a-zà-ÿ]+", sample.lower()))
    score = {language: sum(words[word] for word in common) for language, common in _COMMON_WORDS.items()}
    best = max(score, key=lambda language: score[language])
    return best if score[best] > 0.1 * words.total() else None
