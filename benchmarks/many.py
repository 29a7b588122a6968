"""Many documents on this machine: documents a second, an unchanged second run, and memory.

    .venv/bin/python benchmarks/many.py [--documents 20000] [--jobs 2] [--only json]

Letters and resolutions of 2 to 6 kB are made by a generator with a fixed seed, no two alike, and checked by the command
line as a user calls it. Memory is the sum of what all processes of the run have for themselves, and what they share
counted once (PSS), looked at ten times a second.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

SIZES = (2_000, 6_000)  # bytes of a document
PLACES = ("Azerbaijan", "Chile", "Ghana", "Jordan", "Kenya", "Malaysia", "Mexico", "Morocco", "Norway", "Viet Nam")
NAMES = (
    "Amara Mensah",
    "Ingrid Solberg",
    "Karim Haddad",
    "Lucía Torres",
    "Nguyen Van An",
    "Samuel Otieno",
    "Rana Odeh",
)
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")
# Resolutions of the Security Council with their years.
COUNCIL = (
    *((242, 1967), (338, 1973), (425, 1978), (687, 1991), (822, 1993), (853, 1993), (874, 1993), (884, 1993)),
    *((1267, 1999), (1325, 2000), (1373, 2001), (1540, 2004), (1701, 2006), (1973, 2011), (2231, 2015), (2334, 2016)),
    *((2417, 2018), (2565, 2021), (2664, 2022), (2728, 2024)),
)
SUBJECTS = (
    *("the protection of civilians", "the situation of missing persons", "the destruction of cultural heritage"),
    *("humanitarian demining", "the safe return of displaced persons", "freedom of navigation", "food security"),
)
SENTENCES = (
    "In its resolution {sc}, the Council demanded the immediate cessation of all hostile acts.",
    "The Assembly reaffirmed this position in its resolution {ga}, para. {n}, which remains unimplemented.",
    "Reference is made to the letter dated {day} addressed to the Secretary-General ({double}).",
    "As stated in the report of the Secretary-General of {day} ({report}, paras. {n}–{m}), progress has been uneven.",
    "Pursuant to article {n} of the Charter of the United Nations, disputes shall be settled by peaceful means.",
    "These acts run counter to Security Council resolutions {sc}, {sc2} and {sc3}, and to {place}’s commitments.",
    "Between {day} and the end of the year, {number} civilians were displaced from {count} villages near the border.",
    "Further details are available at https://www.example.org/{word}/{number} and in the annex to the present letter.",
    "The authorities of {place} have repeatedly failed to respond to requests for information regarding {subject}.",
    "My Government attaches great importance to {subject} and calls upon all parties to act in good faith.",
    "The International Court of Justice recalled these obligations in its order of 7 December 2021.",
    "We are convinced that {subject} can be secured only by dialogue, mutual respect and the rule of law.",
    "“All States shall refrain from any action that would aggravate the situation”, as was agreed on {day}.",
    "The matter was discussed at the {number}th meeting of the Council (S/PV.{number}), held on {day}.",
)
PLAIN = (
    "The people of {place} have shown patience and courage in the face of these events, and deserve a clear answer.",
    "No justification can be accepted for measures that harm those who have no part in the dispute.",
    "In {place} alone, {count} schools and {count} clinics had to close, and teachers and nurses were sent away.",
    "We have proposed talks on {subject} more than once, without conditions, and the offer stands.",
    "Those responsible must be identified, and must answer for what was done before independent courts.",
    "Experience shows that agreements are kept where both sides see their security served by them.",
    "The delegation of {place} spoke in the same sense, and several other delegations supported it.",
    "Local communities were not consulted, although they bear the consequences every day.",
    "It is therefore regrettable that the other side has chosen to present the facts in a misleading manner.",
    "Independent observers were refused access to the area, and their equipment was kept for {count} days.",
    "Roads, bridges and power lines are being rebuilt with the help of {place} and of private donors.",
    "The dispute concerns {subject}, and nothing else; attempts to widen it serve no useful purpose.",
    "Our position remains unchanged and is based on the norms and principles of international law.",
    "Every effort must be made to spare the population of {place} and of its neighbours further suffering.",
)
RECALLING = (
    "Recalling its resolutions {ga} of {adopted} and all other relevant resolutions concerning {subject},",
    "Guided by the purposes and principles of the Charter of the United Nations,",
    "Recalling also Security Council resolution {sc}, in particular paragraph {n} thereof,",
    "Taking note of the report of the Secretary-General on {subject},[^{note}]",
    "Noting with concern that {number} persons were affected by recent events in {place},",
)
DECIDING = (
    "Calls upon all Member States to cooperate fully in matters concerning {subject};",
    "Requests the Secretary-General to report on {subject} at its next session, taking into account {report};",
    "Reaffirms paragraph {n} of its resolution {ga};",
    "Welcomes the efforts of {place} and encourages further steps in accordance with resolution {sc};",
    "Decides to remain seized of the matter.",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--only", choices=("html,json", "json"), help="measure this alone")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "archive")
        size = write_archive(archive, options.documents)
        print(
            f"{options.documents:,} documents, {size / options.documents / 1000:.1f} kB on average; {options.jobs} jobs"
        )
        print("| run | documents a second | seconds | CPU seconds | peak memory, MB |")
        print("| --- | ---: | ---: | ---: | ---: |")
        for formats in (options.only,) if options.only else ("html,json", "json"):
            out = Path(folder, formats.replace(",", "-"))
            for name in (f"{formats}, first", f"{formats}, unchanged"):
                measure(name, archive, out, formats, options)


def measure(name: str, archive: Path, out: Path, formats: str, options: argparse.Namespace) -> None:
    """Run the check once and print a line."""
    arguments = ["--offline", "--format", formats, "--jobs", str(options.jobs), "--fail-on", "never"]
    command = [sys.executable, "-m", "refcheck", "check", archive.name, "--out", str(out), *arguments]
    before = os.times()
    began = time.perf_counter()
    with subprocess.Popen(command, cwd=archive.parent, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        watch = Memory(run.pid)
        watch.start()
        code = run.wait()
        seconds = time.perf_counter() - began
        watch.stop()
    if code:
        sys.exit(f"exit code {code}")
    after = os.times()
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    rate = options.documents / seconds
    print(f"| {name} | {rate:,.0f} | {seconds:.1f} | {cpu:.1f} | {watch.most / 1e6:.0f} |", flush=True)


class Memory(threading.Thread):
    """The most memory that a process and all below it have had at one moment, in bytes."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process, self._over = process, threading.Event()
        self.most = 0

    def run(self) -> None:
        while not self._over.wait(0.1):
            self.most = max(self.most, sum(map(_memory, _family(self._process))))

    def stop(self) -> None:
        self._over.set()
        self.join()


def _family(process: int) -> Iterator[int]:
    yield process
    try:
        below = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return
    for child in below:
        yield from _family(int(child))


def _memory(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def write_archive(folder: Path, number: int) -> int:
    """Write the documents, a hundred a folder; their bytes together."""
    size = 0
    for index in range(number):
        place = folder / f"{index // 100:04}"
        place.mkdir(parents=True, exist_ok=True)
        chosen = random.Random(index)
        text = resolution(chosen) if index % 4 == 3 else letter(chosen)
        size += (place / f"{index:06}.{'md' if index % 4 == 3 else 'txt'}").write_bytes(text.encode())
    return size


def letter(chosen: random.Random) -> str:
    """A letter with its cover, its notes and its signature."""
    year, place, name = chosen.randint(2010, 2025), chosen.choice(PLACES), chosen.choice(NAMES)
    day = f"{chosen.randint(1, 28)} {chosen.choice(MONTHS)} {year}"
    title = f"Letter dated {day} from the Permanent Representative of {place} to the United Nations addressed to the"
    head = (
        f"General Assembly\n{_session(year)} session\n"
        f"Agenda items {chosen.randint(10, 40)} and {chosen.randint(41, 90)}\n\n{title} Secretary-General\n\n"
        f"Upon instructions from my Government, I have the honour to speak of {chosen.choice(SUBJECTS)}.\n"
    )
    end = (
        "\nI should be grateful if you would have the present letter circulated as a document of the General Assembly, "
        f"under the agenda items above, and of the Security Council.\n\n(Signed) {name}\nAmbassador\n"
        "Permanent Representative\n"
    )
    return _filled(chosen, [head], (*SENTENCES, *PLAIN, *PLAIN), [end], year)


def resolution(chosen: random.Random) -> str:
    """A draft resolution in Markdown, with notes."""
    year = chosen.randint(2010, 2025)
    head = f"# Draft resolution on {chosen.choice(SUBJECTS)}\n\nThe General Assembly,\n"
    preamble = _filled(chosen, [head], (*RECALLING, *PLAIN), [], year, 0.5)
    operative = [f"{number}. {sentence}\n" for number, sentence in enumerate((*DECIDING[:4], *PLAIN) * 2, 1)]
    body = _filled(chosen, [preamble], operative, [], year)
    notes = "".join(
        f"\n[^{note}]: A/{year - 1946}/{chosen.randint(100, 900)}, para. {note}.\n" for note in range(1, 10)
    )
    return body + notes


def _filled(
    chosen: random.Random,
    head: list[str],
    sentences: tuple[str, ...] | list[str],
    end: list[str],
    year: int,
    share: float = 1.0,
) -> str:
    """Paragraphs until the document has its size."""
    parts, size = list(head), int(chosen.randint(*SIZES) * share)
    note = 0
    while sum(map(len, (*parts, *end))) < size:
        note += 1
        some = chosen.sample(sentences, min(len(sentences), chosen.randint(2, 4)))
        parts.append("\n" + " ".join(some).format(**_values(chosen, year, note % 9 + 1)) + "\n")
    return "".join((*parts, *end))


def _values(chosen: random.Random, year: int, note: int) -> dict[str, object]:
    council = [f"{number} ({adopted})" for number, adopted in chosen.sample(COUNCIL, 3)]
    session = chosen.randint(48, 78)
    wrong = chosen.random() < 0.02  # a slip now and then, as in life
    month = chosen.choice(MONTHS)
    return {
        "sc": council[0] if not wrong else council[0][:-2] + "9)",
        "sc2": council[1],
        "sc3": council[2],
        "ga": f"{session}/{chosen.randint(1, 240)}",
        "adopted": f"{chosen.randint(1, 28)} December {session + 1945}",
        "day": f"{chosen.randint(1, 28)} {month} {year - 1}",
        "double": f"A/{year - 1946}/{chosen.randint(100, 950)}-S/{year - 1}/{chosen.randint(100, 990)}",
        "report": f"A/{year - 1946}/{chosen.randint(100, 950)}",
        "n": chosen.randint(1, 20),
        "m": chosen.randint(21, 60),
        "number": chosen.randint(1000, 9000),
        "count": chosen.randint(2, 40),
        "place": chosen.choice(PLACES),
        "subject": chosen.choice(SUBJECTS),
        "word": chosen.choice(("report", "statement", "brief")),
        "note": note,
    }


def _session(year: int) -> str:
    units = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
    number = year - 1945 - 1
    tens = {6: "Sixt", 7: "Sevent", 8: "Eight"}[number // 10]
    return f"{tens}y-{units[number % 10]}" if number % 10 else f"{tens}ieth"


if __name__ == "__main__":
    main()
