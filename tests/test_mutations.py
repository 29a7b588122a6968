"""Mistakes planted in the five letters, one at a time: each must be found at its place, and nothing else.

A case replaces one passage of a letter, as a slip of the pen or of a conversion would. It names the rule
that must answer and the text that its finding must cover.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from refcheck.model import Severity
from tests.checking import LETTERS, findings

TEXTS = {path.stem[:3]: path.read_bytes().decode("utf-8") for path in LETTERS}
ITEMS = "32, 60, 61, 69, 71, 84 and 132"


@dataclass(frozen=True)
class Slip:
    """`old` → `new` at its `nth` place in a letter; the finding of `rule` must cover `at`."""

    letter: str
    old: str
    new: str
    rule: str
    at: str
    nth: int = 1
    severity: Severity = Severity.ERROR

    @property
    def id(self) -> str:
        return f"{self.letter}-{self.rule}-{self.new or 'nothing'}"[:70].replace("\n", " ")


SLIPS = (
    # Agenda items: the second list of a letter is the request's
    Slip("000", ITEMS, "32, 60, 61, 69, 71, 84 and 123", "agenda-items-closing", "84 and 123", 2),
    Slip("000", ITEMS, "23, 60, 61, 69, 71, 84 and 132", "agenda-items-closing", "23, 60", 2),
    Slip("001", ITEMS, "32, 60, 61, 71, 84 and 132", "agenda-items-closing", "61, 71", 2),
    Slip("001", ITEMS, "32, 60, 61, 69, 71, 84, 90 and 132", "agenda-items-closing", "84, 90 and 132", 2),
    Slip("003", ITEMS, "32, 60, 61, 69, 71 and 132", "agenda-items-closing", "71 and 132", 2),
    Slip("003", ITEMS, "32, 60, 61, 69, 71, 48 and 132", "agenda-items-closing", "71, 48", 2),
    Slip("002", "17 to 19", "17 to 20", "agenda-items-closing", "17 to 20"),
    Slip("002", "17 to 19", "17 and 19", "agenda-items-closing", "17 and 19"),
    Slip("002", "66, 68, 73", "66, 68, 78", "agenda-items-closing", "66, 68, 78", 2),
    Slip("004", "67, 69, 71, 84 and 132", "67, 69, 71 and 132", "agenda-items-closing", "71 and 132", 2),
    Slip("004", "14, 32, 60", "41, 32, 60", "agenda-items-closing", "41, 32, 60", 2),
    Slip("004", "14, 32, 60", "14, 32, 32", "agenda-items-closing", "14, 32, 32", 2),
    # Sessions and years
    Slip("000", "Seventy-ninth session", "Seventy-seventh session", "session-ordinal", "Seventy-seventh"),
    Slip("001", "Seventy-ninth session", "Sixty-ninth session", "session-ordinal", "Sixty-ninth"),
    Slip("002", "Seventy-seventh session", "Seventy-fifth session", "session-ordinal", "Seventy-fifth"),
    Slip("003", "Seventy-ninth session", "Ninety-seventh session", "session-ordinal", "Ninety-seventh"),
    Slip("004", "Seventy-ninth session", "Seventy-eighth session", "session-ordinal", "Seventy-eighth"),
    Slip("000", "Eightieth year", "Eighteenth year", "council-year-ordinal", "Eighteenth"),
    Slip("001", "Seventy-ninth year", "Eightieth year", "council-year-ordinal", "Eightieth"),
    Slip("002", "Seventy-eighth year", "Seventy-seventh year", "council-year-ordinal", "Seventy-seventh"),
    Slip("003", "Eightieth year", "Eighty-first year", "council-year-ordinal", "Eighty-first"),
    Slip("004", "Eightieth year", "Seventy-ninth year", "council-year-ordinal", "Seventy-ninth"),
    # Dates of the letter
    Slip(
        "000", "Distr.: General\n28 May 2025", "Distr.: General\n27 May 2025", "masthead-vs-letter-date", "28 May 2025"
    ),
    Slip(
        "001", "Distr.: General\n27 December", "Distr.: General\n17 December", "masthead-vs-letter-date", "27 December"
    ),
    Slip("004", "Letter dated 1 April 2025", "Letter dated 3 April 2025", "masthead-vs-letter-date", "3 April 2025"),
    Slip(
        "002",
        "Distr.: General  \n14 March",
        "Distr.: General  \n14 February",
        "masthead-vs-letter-date",
        "22 February",
        2,
    ),
    # Annexes
    Slip(
        "000",
        "Annex I to the letter dated 28 May",
        "Annex I to the letter dated 26 May",
        "annex-heading",
        "26 May 2025",
    ),
    Slip("000", "Annex II to the letter dated 28", "Annex II to the letter dated 8", "annex-heading", "8 May 2025"),
    Slip("001", "Annex to the letter dated 27", "Annex to the letter dated 26", "annex-heading", "26 December 2024"),
    Slip("002", "Annex to the letter dated 22", "Annex to the letter dated 23", "annex-heading", "23 February 2023"),
    Slip(
        "003",
        "Annex to the letter dated 19 March",
        "Annex to the letter dated 9 March",
        "annex-heading",
        "9 March 2025",
    ),
    Slip(
        "003",
        "Annex to the letter dated 19 March 2025",
        "Annex to the letter dated 19 March 2024",
        "annex-heading",
        "2024",
    ),
    Slip("000", "annexes I and II, respectively", "annexes I, II and III", "annex-announced", "annexes I, II and III"),
    Slip("000", "annexes I and II, respectively", "annexes I to III", "annex-announced", "annexes I to III"),
    Slip("000", "see annexes I and II, respectively", "see annex", "annex-announced", "see annex"),
    Slip("000", "its annexes", "its annex", "annex-announced", "its annex circulated"),
    Slip("001", "(see annex)", "(see annexes I and II)", "annex-announced", "annexes I and II"),
    Slip("001", "its annex circulated", "its annexes circulated", "annex-announced", "its annexes"),
    Slip("003", "(see annex)", "(see annexes I and II)", "annex-announced", "annexes I and II"),
    Slip("002", "(see annex)", "(see annexes I and II)", "annex-announced", "annexes I and II"),
    # Double symbols
    Slip("002", "A/77/706-S/2023/43", "A/77/706-S/2021/43", "joint-symbol-session-year", "A/77/706-S/2021/43"),
    Slip("002", "A/77/801-S/2023/134", "A/71/801-S/2023/134", "joint-symbol-session-year", "A/71/801-S/2023/134"),
    Slip("004", "A/78/636-S/2023/960", "A/78/636-S/2032/960", "joint-symbol-session-year", "A/78/636-S/2032/960"),
    Slip("004", "A/78/636-S/2023/960", "A/87/636-S/2023/960", "joint-symbol-session-year", "A/87/636-S/2023/960"),
    Slip("004", "A/78/636-S/2023/960", "A/78/636–S/1923/960", "joint-symbol-session-year", "A/78/636–S/1923/960"),
    # Resolutions
    Slip("004", "853 (1993) adopted", "853 (1939) adopted", "resolution-year", "853 (1939)"),
    Slip("004", "853 (1993) adopted", "853 (1994) adopted", "resolution-year", "853 (1994)"),
    Slip("004", "853 (1993) adopted", "583 (1993) adopted", "resolution-year", "583 (1993)"),
    Slip("004", "853 (1993) adopted", "8533 (1993) adopted", "not-found", "8533 (1993)"),
    Slip("004", "on 29 July 1993", "on 28 July 1993", "resolution-date", "28 July 1993"),
    Slip("004", "on 29 July 1993", "on 29 June 1993", "resolution-date", "29 June 1993"),
    Slip("004", "resolution 48/114", "resolution 45/114", "resolution-session-date", "resolution 45/114"),
    Slip("004", "resolution 48/114", "resolution 84/114", "resolution-session-date", "resolution 84/114"),
    Slip("004", "on 20 December 1993", "on 20 December 1996", "resolution-session-date", "20 December 1996"),
    # Other documents
    Slip("004", "E/CN.4/1999/79", "E/CN.4/2009/79", "body-active", "E/CN.4/2009/79/Add.1"),
    Slip("004", "resolution 1998/50", "resolution 2008/50", "body-active", "resolution 2008/50"),
    Slip("004", "No. 46/2024", "No. 64/2024", "parallel-identifier", "A/HRC/WGAD/2024/46"),
    Slip("004", "WGAD/2024/46", "WGAD/2024/64", "parallel-identifier", "A/HRC/WGAD/2024/64"),
    Slip("004", "WGAD/2024/46", "WGAD/2023/46", "parallel-identifier", "A/HRC/WGAD/2023/46"),
    Slip(
        "004",
        "WGAD/2024/46](#)",
        "WGAD/2024/46](https://undocs.org/A/HRC/WGAD/2024/64)",
        "link-target-symbol",
        "A/HRC/WGAD",
    ),
    Slip("002", "43](#)", "43](https://docs.un.org/en/A/77/760)", "link-target-symbol", "A/77/706-S/2023/43"),
    # The Court
    Slip(
        "004",
        "Justice of 7 December 2021",
        "Justice of 8 December 2021",
        "icj-citation",
        "8 December",
        1,
        Severity.WARNING,
    ),
    Slip(
        "004",
        "Justice of 17 November 2023",
        "Justice of 7 November 2023",
        "icj-citation",
        "7 November",
        1,
        Severity.WARNING,
    ),
    Slip(
        "004", "order of 7 December 2021", "order of 9 December 2021", "icj-citation", "9 December", 1, Severity.WARNING
    ),
    Slip(
        "004", "order of 17 November 2023", "order of 27 November 2023", "icj-citation", "27 Nov", 1, Severity.WARNING
    ),
    # The document against itself
    Slip(
        "004", "footnotes 10 and 4, respectively", "footnotes 10, 4 and 7, respectively", "respectively-count", "10, 4"
    ),
    Slip("004", "footnotes 10 and 4, respectively", "footnote 10, respectively", "respectively-count", "10"),
    Slip(
        "002",
        "A/77/706-S/2023/43",
        "A/77/706-S/2023/34",
        "two-symbols-one-thing",
        "A/77/706-S/2023/34",
        2,
        Severity.WARNING,
    ),
    Slip(
        "002",
        "A/77/706-S/2023/43",
        "A/77/760-S/2023/43",
        "two-symbols-one-thing",
        "A/77/760-S/2023/43",
        2,
        Severity.WARNING,
    ),
    # Notes
    Slip(
        "004",
        "<sup>1</sup> the United",
        " the United",
        "footnote-missing-marker",
        "<sup>1</sup> United Nations, biweekly",
    ),
    Slip(
        "004", "<sup>2</sup> and the residents", " and the residents", "footnote-missing-marker", "<sup>2</sup> United"
    ),
    Slip("004", 'policy".<sup>4</sup>', 'policy".', "footnote-missing-marker", "<sup>4</sup> See, for example"),
    Slip("004", 'mines".<sup>7</sup>', 'mines".', "footnote-missing-marker", "<sup>7</sup> Opinions"),
    Slip("004", "<sup>3</sup> See,", "<sup>2</sup> See,", "footnote-duplicate", "<sup>2</sup> See, for example"),
    Slip("004", "<sup>7</sup> Opinions", "<sup>6</sup> Opinions", "footnote-duplicate", "<sup>6</sup> Opinions"),
    Slip("004", "<sup>6</sup> *Ibid.*", "<sup>5</sup> *Ibid.*", "footnote-duplicate", "<sup>5</sup> *Ibid.*"),
    Slip("004", "regime.<sup>6</sup>", "regime.<sup>9</sup>", "footnote-missing-text", "<sup>9</sup>"),
    Slip("004", "region<sup>2</sup>", "region<sup>12</sup>", "footnote-missing-text", "<sup>12</sup>"),
)


def _planted(slip: Slip) -> str:
    text = TEXTS[slip.letter]
    start = -1
    for _ in range(slip.nth):
        start = text.index(slip.old, start + 1)
    return text[:start] + slip.new + text[start + len(slip.old) :]


@pytest.mark.parametrize("slip", SLIPS, ids=[slip.id for slip in SLIPS])
def test_slip_is_found_at_its_place(slip: Slip) -> None:
    text = _planted(slip)
    found = [finding for finding in findings(text) if finding.severity is not Severity.INFO]
    assert slip.rule in [finding.rule for finding in found]
    finding = next(finding for finding in found if finding.rule == slip.rule)
    assert finding.severity is slip.severity
    places = [finding.span, *(related.span for related in finding.related)]
    assert any(slip.at in text[place.start : place.end] or text[place.start : place.end] in slip.at for place in places)


@pytest.mark.parametrize("slip", SLIPS, ids=[slip.id for slip in SLIPS])
def test_slip_gives_one_finding(slip: Slip) -> None:
    found = [f"{f.rule}: {f.message}" for f in findings(_planted(slip)) if f.severity is not Severity.INFO]
    assert len(found) == 1


def test_every_letter_and_enough_rules_take_part() -> None:
    assert {slip.letter for slip in SLIPS} == set(TEXTS)
    assert len({slip.rule for slip in SLIPS}) >= 17


@pytest.mark.parametrize("letter", TEXTS)
def test_nothing_is_found_where_nothing_was_planted(letter: str) -> None:
    assert [finding.rule for finding in findings(TEXTS[letter]) if finding.severity is not Severity.INFO] == []


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("carriage-returns", lambda text: text.replace("\n", "\r\n")),
        ("byte-order-mark", lambda text: f"\ufeff{text}"),
        ("no-break-spaces", lambda text: text.replace(" 2025", "\u00a02025").replace("items ", "items\u00a0")),
        ("no-break-hyphens", lambda text: text.replace("-S/", "\u2011S/")),
        ("en-dash-in-double-symbols", lambda text: text.replace("-S/2023", "–S/2023")),
        ("spaces-in-double-symbols", lambda text: text.replace("-S/2023", " - S/2023")),
        ("without-bold", lambda text: text.replace("**", "")),
        ("soft-hyphens", lambda text: text.replace("resolution", "resolu\u00adtion")),
        ("zero-width-spaces", lambda text: text.replace("/2023/", "/\u200b2023/")),
        ("wrapped", lambda text: text.replace(" agenda items ", "\nagenda items\n")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("letter", TEXTS)
def test_what_a_conversion_changes_is_no_mistake(letter: str, name: str, change: object) -> None:
    assert callable(change), name
    text = change(TEXTS[letter])
    assert [f"{f.rule}: {f.message}" for f in findings(text) if f.severity is not Severity.INFO] == []
