"""Odd input for readers, extractor, rules and reports, for a given time: `python -m tests.fuzz SECONDS [SEED]`.

Half of the inputs are whole documents, damaged; half are texts that Hypothesis puts together from citations, markup and
odd characters, and makes as short as they can be where one brings refcheck down.

What escapes as anything but a ReadingError is a defect: its input is written to fixtures/crashes/, where the test of
the same name tries it again for ever.
"""

from __future__ import annotations

import hashlib
import random
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from refcheck.domain.urls import normalise, symbols_in, trim
from refcheck.errors import ReadingError
from refcheck.network.addresses import Guard, RefusedError, host_of, masked
from refcheck.pipeline import check_document
from refcheck.reading import from_bytes
from refcheck.reporting import FORMATS, write
from tests.checking import LETTERS, NOW, PROJECT, catalogue
from tests.hostile.documents import small
from tests.hostile.networks import DISGUISED, inside
from tests.reading.builders import Sheets, docx, footnote_mark, note, paragraph, run
from tests.test_properties import TEXTS

CRASHES = PROJECT / "fixtures" / "crashes"
_PIECES = (
    *(
        "A/78/636",
        "S/RES/853 (1993)",
        "resolution 48/114",
        "<sup>1</sup>",
        "\n\n<sup>1</sup> ",
        "[^1]",
        "Ibid.",
        "Annex I\n",
    ),
    *(
        "Distr.: General\n",
        "https://[::1/",
        "www.",
        "](#)",
        "“",
        "”",
        "\u202e",
        "\u0000",
        "\ud800",
        "\U0010ffff",
        "第1号",
        "قرار",
    ),
    *(
        "(Signed) ",
        "2 May 2025",
        "31 April 0000",
        "9" * 5000,
        "(" * 500,
        "\r",
        "\x0c",
        "\u0130",
        "ﬁ",
        "e\u0301",
        "&#x110000;",
        "<!--",
    ),
)


def seeds() -> Iterator[tuple[str, bytes]]:
    """Whole documents of each format, which are then damaged."""
    for path in LETTERS:
        yield "a.txt", path.read_bytes()
        yield "a.md", path.read_bytes()
    text = LETTERS[0].read_text("utf-8")
    lines = [line for line in text.splitlines() if line.isascii()][:40]
    yield "a.html", ("<html><body>" + "".join(f"<p>{line}<sup><a href='#n'>1</a></sup>" for line in lines)).encode()
    body = "".join(f"<w:p><w:r><w:t>{line.replace('&', '').replace('<', '')}</w:t></w:r></w:p>" for line in lines)
    noted = paragraph(run("See A/78/636"), footnote_mark(1))
    yield "a.docx", docx(body, noted, footnotes=note(1, " A/78/637."), links={"x": "https://un.org/a"})
    yield "a.pdf", Sheets().page().lines(70, 100, *lines[:20]).content()
    yield from small()


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The content with a few changes: bits, cuts, repeats, pieces from elsewhere."""
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at, to = sorted(chance.randrange(len(content) + 1) for _ in range(2))
        piece = chance.choice(_PIECES).encode("utf-8", "surrogatepass")
        content = chance.choice(
            (
                content[:at] + piece + content[at:],
                content[:at] + piece + content[min(to, at + 50) :],
                content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :],
                content[:at] + content[min(to, at + 500) :],
                content[:to] + content[at : min(to, at + 500)] * chance.choice((1, 2, 9)) + content[to:],
                content[:at],
            )
        )
        if not content:
            return piece
    return content


def try_document(name: str, content: bytes) -> bool:
    """Read, check and report a document in all formats; False where it is refused, as it may be."""
    try:
        report = check_document(from_bytes(content, name), catalogue(), NOW)
    except ReadingError as error:
        if "\n" in error.reason:
            raise AssertionError("what the user reads is one line") from error
        return False
    with TemporaryDirectory() as out:
        write(report, Path(out), tuple(FORMATS))
    return True


def try_address(address: str) -> None:
    """Give an address to all that judge addresses."""
    trim(address)
    symbols_in(normalise(address))
    host_of(masked(address))
    try:
        Guard().target(address)
    except RefusedError:
        return


_AT_ONCE = 100  # texts of Hypothesis between two looks at the clock
_PUT_TOGETHER = st.tuples(
    st.sampled_from(("a.txt", "a.md", "a.html")), TEXTS | st.lists(st.sampled_from(_PIECES)).map("".join)
)


def put_together(seed: int) -> tuple[int, int]:
    """The same for texts of Hypothesis."""
    last = [("a.txt", b"")]

    @seeded(seed)
    @settings(
        max_examples=_AT_ONCE,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(_PUT_TOGETHER)
    def each(document: tuple[str, str]) -> None:
        last[0] = document[0], document[1].encode("utf-8", "surrogatepass")
        try_document(*last[0])

    try:
        each()
    except Exception:  # noqa: BLE001 - each is a defect, and the last input the shortest
        return _AT_ONCE, _keep(*last[0])
    return _AT_ONCE, 0


def fuzz(seconds: float, seed: int) -> tuple[int, int]:
    """How many inputs were tried, and how many brought refcheck down."""
    chance = random.Random(seed)
    whole, addresses = list(seeds()), [url for _, url in inside(80)] + list(DISGUISED)
    end, tried, failed = time.monotonic() + seconds, 0, 0
    while time.monotonic() < end:
        if tried % (2 * _AT_ONCE) == _AT_ONCE:
            more, brought_down = put_together(chance.randrange(2**32))
            tried, failed = tried + more, failed + brought_down
            continue
        name, content = chance.choice(whole)
        content = damaged(content, chance)
        address = damaged(chance.choice(addresses).encode(), chance).decode("utf-8", "replace")
        tried += 1
        try:
            try_address(address)
        except Exception:  # noqa: BLE001 - each is a defect
            failed += _keep("address.url", address.encode())
        try:
            try_document(name, content)
        except Exception:  # noqa: BLE001 - each is a defect
            failed += _keep(name, content)
    return tried, failed


def _keep(name: str, content: bytes) -> int:
    CRASHES.mkdir(exist_ok=True)
    file = CRASHES / f"{hashlib.sha256(content).hexdigest()[:12]}{Path(name).suffix}"
    file.write_bytes(content)
    sys.stderr.write(f"{file}\n{traceback.format_exc()}\n")
    return 1


def main() -> None:
    """Fuzz as the command line says."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns()
    tried, failed = fuzz(seconds, seed)
    sys.stdout.write(f"seed {seed}: {tried} inputs, {failed} brought refcheck down\n")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
