"""Which of the six official languages a text is written in."""

from __future__ import annotations

from collections import Counter

_SAMPLE = 8_000
_ASCII = bytes(range(128))
_NO_LETTERS = bytes(byte for byte in range(256) if not chr(byte).isalpha() or byte >= len(_ASCII))
_SCRIPTS = {"ru": ("\u0400", "\u04ff"), "ar": ("\u0600", "\u06ff"), "zh": ("\u4e00", "\u9fff")}
_IN_SMALL_LETTERS = "".join(  # of Latin-1; what is no letter parts two words
    character.lower() if character.isalpha() else " " for character in map(chr, range(256))
).encode("latin-1")
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
    content = sample.encode("utf-8", "surrogatepass")
    foreign = content.translate(None, _ASCII).decode("utf-8", "surrogatepass")
    if foreign:
        counts = Counter(foreign)
        letters = len(content.translate(None, _NO_LETTERS)) + sum(
            count for character, count in counts.items() if character.isalpha()
        )
        for language, (first, last) in _SCRIPTS.items():
            if sum(count for character, count in counts.items() if first <= character <= last) > 0.3 * letters:
                return language
    words = Counter(sample.encode("latin-1", "replace").translate(_IN_SMALL_LETTERS).split())
    score = {language: sum(words[word.encode()] for word in common) for language, common in _COMMON_WORDS.items()}
    best = max(score, key=lambda language: score[language])
    return best if score[best] > 0.1 * words.total() else None
