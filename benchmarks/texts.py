"""The texts that are measured; the same ones at every run, whatever the machine."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

LETTERS = Path(__file__).parent.parent / "fixtures" / "letters"
_MEGABYTE = 1_000_000
_SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
_MONTHS = ("January", "March", "April", "June", "July", "October", "December")


def compared() -> dict[str, list[str]]:
    """The texts on which two programs are compared, by name."""
    return {
        "five letters": letters(),
        "dense": [dense(100_000)],
        "1 MB of letters": [varied(_MEGABYTE)],
        "1 MB without references": [bare(_MEGABYTE)],
    }


def growing() -> dict[str, list[str]]:
    """One text of a million characters, as documents of 10,000 characters each, of 30,000, and so on."""
    whole = shuffled(_MEGABYTE)
    return {
        f"grown {size:09}": [whole[start : start + size] for start in range(0, _MEGABYTE - size + 1, size)]
        for size in _SIZES
    }


def letters() -> list[str]:
    """The five letters as they are."""
    return [path.read_bytes().decode("utf-8") for path in sorted(LETTERS.glob("*.txt"))]


def varied(length: int) -> str:
    """The letters over and over, each time with other numbers, so that nothing remembered helps."""
    chosen = random.Random(1)
    pieces: list[str] = []
    while sum(map(len, pieces)) < length:
        pieces += [_with_other_numbers(letter, chosen) + "\n\n" for letter in letters()]
    return "".join(pieces)[:length]


def shuffled(length: int) -> str:
    """The paragraphs of the letters, with other numbers and in another order each time."""
    chosen = random.Random(4)
    paragraphs = [paragraph for letter in letters() for paragraph in letter.split("\n\n")]
    pieces: list[str] = []
    while sum(map(len, pieces)) < length:
        chosen.shuffle(paragraphs)
        pieces.append(_with_other_numbers("\n\n".join(paragraphs), chosen) + "\n\n")
    return "".join(pieces)[:length]


def with_other_numbers(text: str, seed: int) -> str:
    """The text with each last digit of a number another one, the same at every run."""
    return _with_other_numbers(text, random.Random(seed))


def _with_other_numbers(text: str, chosen: random.Random) -> str:
    return re.sub(r"\d(?=\b)", lambda _: str(chosen.randrange(10)), text)


def dense(length: int) -> str:
    """The examples of the table of kinds, and lists of resolutions as they are cited."""
    from refcheck.extraction.kinds import KINDS

    chosen = random.Random(2)
    examples = [example.text for row in KINDS for example in row.examples]
    pieces: list[str] = []
    while sum(map(len, pieces)) < length:
        pieces += [f"It recalled {chosen.choice(examples)}, ", _list_of_resolutions(chosen)]
    return "".join(pieces)[:length]


def referring(length: int, references: int) -> str:
    """A text of a document's density: paragraphs of `dense` with as many references, and `bare` ones between them."""
    from refcheck import extract
    from refcheck.reading import from_bytes

    citing: list[str] = []
    count = 0
    for paragraph in dense(40 * references).split("\n\n"):
        if count >= references:
            break
        citing.append(paragraph + "\n\n")
        count += len(extract(from_bytes(paragraph.encode(), "letter.md")))
    between = bare(length)
    room = (length - sum(map(len, citing))) // len(citing)
    return "".join(
        f"{paragraph}{between[number * room : (number + 1) * room - 2].strip()}\n\n"
        for number, paragraph in enumerate(citing)
    )[:length]


def _list_of_resolutions(chosen: random.Random) -> str:
    council = [
        f"{chosen.randrange(500, 2798)} ({chosen.randrange(1986, 2026)}) of {chosen.randrange(1, 29)} "
        f"{chosen.choice(_MONTHS)} {chosen.randrange(1986, 2026)}"
        for _ in range(chosen.randrange(2, 6))
    ]
    assembly = [f"{chosen.randrange(31, 80)}/{chosen.randrange(1, 300)}" for _ in range(chosen.randrange(2, 6))]
    return (
        f"and Security Council resolutions {', '.join(council[:-1])} and {council[-1]}, and General Assembly "
        f"resolutions {', '.join(assembly[:-1])} and {assembly[-1]} (A/{chosen.randrange(50, 80)}/"
        f"{chosen.randrange(1, 900)}-S/{chosen.randrange(1995, 2026)}/{chosen.randrange(1, 1100)}, "
        f"paras. {chosen.randrange(1, 40)} and {chosen.randrange(41, 90)}).\n\n"
    )


def bare(length: int) -> str:
    """The letters' own sentences that cite nothing, in another order each time."""
    chosen = random.Random(3)
    sentences = list(_sentences_that_cite_nothing())
    pieces: list[str] = []
    while sum(map(len, pieces)) < length:
        chosen.shuffle(sentences)
        pieces += [f"{sentence} " for sentence in sentences] + ["\n\n"]
    return "".join(pieces)[:length]


def _sentences_that_cite_nothing() -> Iterator[str]:
    from refcheck import extract
    from refcheck.reading import from_bytes

    for letter in letters():
        for sentence in re.split(r"(?<=[.;:])\s+", letter):
            plain = not re.search(r"[\d/*_<>\[\]#]", sentence) and len(sentence) > 40
            if plain and not extract(from_bytes(sentence.encode(), "letter.txt")):
                yield sentence
