"""Every rule against its own examples, and against tables of right and wrong cases beyond them."""

from __future__ import annotations

import inspect
import pkgutil
from datetime import UTC, date, datetime
from importlib import import_module
from types import ModuleType

import pytest

import refcheck.rules
from refcheck.model import SEVERITIES, Checked, Finding, Level, Severity
from refcheck.pipeline import check_document
from refcheck.rules import MODULES, RULES, RULES_BY_NAME, judge
from refcheck.rules.rule import Rule, rule_of
from tests.checking import TODAY, alarms, asking_the_standin, catalogue, cover, document, findings, prose, report
from tests.rules import prose_cases, symbol_cases
from tests.rules.test_text_rules import WRONG as ON_TEXTS
from tests.rules.wrong import Wrong

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
RULE_IDS = [rule.name for rule in RULES]
RACIAL_DISCRIMINATION = (
    "Application of the International Convention on the Elimination of All Forms of Racial Discrimination"
)
REQUEST = "I should be grateful if you would have the present letter circulated as a document of the"
ANNEX = (
    "to the letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the "
    "Secretary-General"
)
SIGNED = "(Signed) A. Name\nAmbassador\nPermanent Representative\n"
PATTERN = (
    "I have the honour to draw attention to the concept of return that was adopted by the Community of X on "
    "17 January 2023.\n\n"
)
REFUGEES = (
    "Report of the United Nations High Commissioner for\nRefugees, questions relating to refugees, returnees and\n"
    "displaced persons and humanitarian questions"
)
ECOSOC = (
    "Economic and Social Council\nDistr.: General\n14 March 2023\n\n2023 session\n25 July 2022–26 July 2023\n"
    "Agenda item 17\n\nLetter dated 22 February 2023 from the Permanent Representative of X to the United Nations "
    f"addressed to the Secretary-General\n\n{PATTERN}"
)
TWO_ISSUES = f"{ECOSOC}{SIGNED}\n\n" + cover(
    f"{PATTERN}{SIGNED}", dated="22 February 2023", distributed="14 March 2023", session="Seventy-seventh session"
)
COUNCIL_LETTER = (
    "Security Council\nDistr.: General\n28 May 2025\n\nLetter dated 28 May 2025 from the Permanent Representative of X "
    "to the United Nations addressed to the President of the Security Council\n\nI should be grateful if you would "
    f"have the present letter circulated as a document of the Security Council.\n\n{SIGNED}"
)


# --- each rule's own docstring -------------------------------------------------------------


def _examined(rule: Rule, text: str) -> tuple[Finding, ...]:
    """The findings on a rule's example, with the rule switched on and its source, or the network, at hand."""
    if rule.needs_network:
        with asking_the_standin() as online:
            return report(text, {rule.name: Level.ON}, online=online).findings
    return findings(text, {rule.name: Level.ON}, (rule.source,) if rule.source else ())


@pytest.mark.parametrize("rule", RULES, ids=RULE_IDS)
def test_wrong_example_gives_exactly_this_rule(rule: Rule) -> None:
    assert [finding.rule for finding in _examined(rule, rule.wrong)] == [rule.name]


@pytest.mark.parametrize("rule", RULES, ids=RULE_IDS)
def test_severity_of_the_rule_is_the_gravest_of_its_findings(rule: Rule) -> None:
    (finding,) = _examined(rule, rule.wrong)
    assert SEVERITIES.index(finding.severity) >= SEVERITIES.index(rule.severity)
    assert (finding.severity is INFO) == (rule.severity is INFO)


@pytest.mark.parametrize("rule", RULES, ids=RULE_IDS)
def test_right_example_gives_nothing(rule: Rule) -> None:
    assert [f"{finding.rule}: {finding.message}" for finding in _examined(rule, rule.right)] == []


@pytest.mark.parametrize("rule", RULES, ids=RULE_IDS)
def test_documentation_is_complete(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert rule.why.endswith(".")
    assert rule.wrong != rule.right


@pytest.mark.parametrize("rule", RULES, ids=RULE_IDS)
def test_message_is_one_sentence_on_one_line(rule: Rule) -> None:
    (finding,) = _examined(rule, rule.wrong)
    assert finding.message.endswith((".", '."'))
    assert "\n" not in finding.message
    assert len(finding.message) > 20


@pytest.mark.parametrize("rule", RULES, ids=RULE_IDS)
def test_spans_lie_in_the_text(rule: Rule) -> None:
    text = document(rule.wrong).text
    for finding in _examined(rule, rule.wrong):
        for span in (finding.span, *(related.span for related in finding.related)):
            assert 0 <= span.start < span.end <= len(text)


def _rule_modules() -> list[ModuleType]:
    names = [module.name for module in pkgutil.iter_modules(refcheck.rules.__path__)]
    modules = [import_module(f"refcheck.rules.{name}") for name in names]
    return [module for module in modules if hasattr(module, "SEVERITY")]


def test_every_module_with_a_severity_is_in_the_list() -> None:
    assert set(_rule_modules()) == set(MODULES)


def test_no_rule_stands_twice_in_the_list() -> None:
    assert len(RULES_BY_NAME) == len(RULES) == len(MODULES)


@pytest.mark.parametrize("module", MODULES, ids=RULE_IDS)
def test_findings_bear_the_name_of_the_module(module: ModuleType) -> None:
    name = module.__name__.rpartition(".")[2].replace("_", "-")
    assert f'rule="{name}"' in inspect.getsource(module)


@pytest.mark.parametrize(
    ("docstring", "lacking"),
    [
        ("What is wrong.\n\nWhy\n    x\n\nWrong\n    y\n", "Right"),
        ("What is wrong.\n\nWrong\n    x\n\nRight\n    y\n", "Why"),
        ("What is wrong.\n\nWhy\n    x\n\nRight\n    y\n", "Wrong"),
        ("\nWhy\n    x\n\nWrong\n    y\n\nRight\n    z\n", "a summary"),
        ("", "Right, Why, Wrong"),
    ],
    ids=["no-right", "no-why", "no-wrong", "no-summary", "nothing"],
)
def test_a_rule_without_its_headings_is_no_rule(docstring: str, lacking: str) -> None:
    module = ModuleType("refcheck.rules.made_up", docstring)
    with pytest.raises(ValueError, match=f"made_up: the docstring lacks {lacking}"):
        rule_of(module)


# --- further wrong cases -------------------------------------------------------------------


FIRST_NOTE_WRONG = (
    "First<sup>1</sup> then<sup>2</sup> and then.<sup>3</sup>\n\n<sup>2</sup> A source of 1990.\n\n"
    "<sup>2</sup> Another source of 1991.\n\n<sup>3</sup> A third source of 1992.\n"
)
THREE_NOTES = "\n\n<sup>1</sup> A source.\n\n<sup>2</sup> Another.\n\n<sup>3</sup> A third.\n"

LETTER_WITH_NOTES_IN_ITS_ANNEX = """\
Security Council
Distr.: General
28 May 2025
Eightieth year

Letter dated 28 May 2025 from the Permanent Representative of X addressed to the Secretary-General

I transmit the statement (see annex).<sup>1</sup>

<sup>1</sup> A source of the letter.

Annex to the letter dated 28 May 2025 from the Permanent Representative of X addressed to the Secretary-General

It was said in the annex<sup>1</sup> and again.<sup>2</sup>

<sup>1</sup> A source of the annex.

<sup>2</sup> Another source of the annex.
"""

COUNCIL_LETTER_WITH_ANNEX = (
    "Security Council\nDistr.: General\n28 May 2025\n\nIdentical letters dated 28 May 2025 from the Permanent "
    "Representative of X to the United Nations addressed to the Secretary-General and the "
    "President of the Security Council\n\n"
    f"I submit an appeal (see annex).\n\n{SIGNED}\n"
    "Annex to the identical letters dated 28 May 2025 from the Permanent Representative of X to the United Nations "
    "addressed to the Secretary-General and the President of the Security Council\n\nAppeal\n"
)
_SHORT = ("short-reference-target",)
PARAGRAPHS = "1. One.\n\n2. Two.\n\n3. Three, {}.\n\n4. Four.\n\n5. Five.\n\n6. Six.\n"
WRONG = (
    # The cover and the request
    Wrong(
        "item-missing-in-request",
        cover(f"{REQUEST} General Assembly, under agenda items 34 and 67, and of the Security Council."),
        "agenda-items-closing",
        "34 and 67",
        suggestion="34, 39 and 67",
        says="39 on the cover is not in the request",
    ),
    Wrong(
        "item-added-in-request",
        cover(f"{REQUEST} General Assembly, under agenda items 34, 39, 60 and 67."),
        "agenda-items-closing",
        "34, 39, 60 and 67",
        says="60 is not on the cover",
    ),
    Wrong(
        "range-too-short",
        cover(f"{REQUEST} General Assembly, under agenda items 17 and 18.", items="Agenda items 17 to 19"),
        "agenda-items-closing",
        "17 and 18",
        suggestion="17, 18 and 19",
    ),
    Wrong(
        "single-item",
        cover(f"{REQUEST} General Assembly, under agenda item 43.", items="Agenda item 34"),
        "agenda-items-closing",
        "43",
        suggestion="34",
    ),
    Wrong(
        "another-sub-item",
        cover(f"{REQUEST} General Assembly, under agenda item 34 (b).", items="Agenda item 34 (a)"),
        "agenda-items-closing",
        "34 (b)",
    ),
    Wrong(
        "request-over-two-lines",
        cover(f"{REQUEST} General\nAssembly, under agenda\nitems 34, 39 and\n76, and of the Security Council."),
        "agenda-items-closing",
        "34, 39 and\n76",
    ),
    Wrong(
        "item-twice",
        cover(items="Agenda items 34, 34 and 67"),
        "agenda-items-order",
        "34, 34 and 67",
        WARNING,
        says="stands twice",
    ),
    Wrong(
        "items-out-of-order-in-request",
        cover(f"{REQUEST} General Assembly, under agenda items 39, 34 and 67."),
        "agenda-items-order",
        "39, 34 and 67",
        WARNING,
    ),
    Wrong(
        "items-of-two-organs-at-once",
        cover(
            f"{REQUEST} General Assembly and of the Security Council, under agenda items 34, 39 and 76.",
            year="Eightieth year",
        ),
        "agenda-items-closing",
        "34, 39 and 76",
        suggestion="34, 39 and 67",
    ),
    Wrong(
        "request-in-another-word",
        cover("I request that the present letter be issued as a document of the General Assembly, under item 34."),
        "agenda-items-closing",
        "34",
        suggestion="34, 39 and 67",
    ),
    Wrong(
        "items-of-a-cover-out-of-order",
        cover(f"{REQUEST} General Assembly, under agenda items 34, 39 and 67.", items="Agenda items 34, 76 and 39"),
        "agenda-items-closing",
        "34, 39 and 67",
    ),
    Wrong("session-behind", cover(session="Seventy-eighth session"), "session-ordinal", "Seventy-eighth"),
    Wrong(
        "session-two-ahead",
        cover(session="Eighty-first session", items="Item 34 of the preliminary list"),
        "session-ordinal",
        "Eighty-first",
        suggestion="Eightieth",
    ),
    Wrong(
        "session-of-the-preliminary-list",
        cover(
            session="Sixty-fifth session",
            items="Items 30 and 31 of the preliminary list",
            dated="4 April 2001",
            distributed="5 April 2001",
        ),
        "session-ordinal",
        "Sixty-fifth",
        suggestion="Fifty-sixth",
        says="the preliminary list was that of the fifty-sixth",
    ),
    Wrong(
        "session-of-a-provisional-agenda-after-the-opening",
        cover(
            session="Sixty-fifth session",
            items="Item 30 of the provisional agenda",
            dated="28 September 2001",
            distributed="1 October 2001",
        ),
        "session-ordinal",
        "Sixty-fifth",
        suggestion="Fifty-sixth",
    ),
    Wrong(
        "session-next-without-preliminary-list",
        cover(session="Eightieth session"),
        "session-ordinal",
        "Eightieth",
        INFO,
    ),
    Wrong(
        "session-next-in-december",
        cover(session="Eightieth session", dated="2 December 2024", distributed="3 December 2024"),
        "session-ordinal",
        "Eightieth",
    ),
    Wrong("session-in-digits", cover(session="76th session"), "session-ordinal", "76th"),
    Wrong(
        "council-year-one-off",
        cover(year="Seventy-ninth year"),
        "council-year-ordinal",
        "Seventy-ninth",
        suggestion="Eightieth",
    ),
    Wrong(
        "council-year-of-next-year-in-december",
        cover(
            year="Eightieth year",
            dated="2 December 2024",
            distributed="5 December 2024",
            session="Seventy-ninth session",
        ),
        "council-year-ordinal",
        "Eightieth",
    ),
    Wrong("letter-after-distribution", cover(dated="29 May 2025"), "masthead-vs-letter-date", "29 May 2025"),
    Wrong(
        "letter-long-before-distribution",
        cover(dated="1 February 2025"),
        "masthead-vs-letter-date",
        "1 February 2025",
        INFO,
        says="116 days before",
    ),
    # Titles of agenda items
    Wrong(
        "more-titles-than-items",
        cover(items="Agenda items 14 and 32\n\nCulture of peace\n\nPrevention of armed\nconflict\n\nPeacebuilding"),
        "agenda-title-count",
        "14 and 32",
        says="3 titles",
    ),
    Wrong(
        "fewer-titles-in-one-bold-run",
        cover(items="Agenda items 14, 32 and 60\n\n**Culture of peace****Prevention of armed\nconflict**"),
        "agenda-title-count",
        "14, 32 and 60",
        says="only 2 titles",
    ),
    Wrong(
        "fewer-titles-than-sub-items",
        cover(items="Agenda items 14 (a) and (b) and 32\n\nCulture of peace"),
        "agenda-title-count",
        "14 (a) and (b) and 32",
    ),
    Wrong(
        "one-number-with-two-titles",
        cover(items="Agenda item 14\n\nCulture of peace") + cover(items="Agenda item 14\n\nThe rule of law"),
        "agenda-title-match",
        "The rule of law",
        WARNING,
        says='"Culture of peace" in another letter',
    ),
    # Sessions
    Wrong(
        "session-of-another-symbol",
        "A/78/905\n\n" + cover(),
        "session-ordinal",
        "Seventy-ninth",
        says="symbol is that of the seventy-eighth",
    ),
    Wrong(
        "special-session-long-ago",
        cover(session="Twentieth special session", items="Agenda item 8"),
        "session-ordinal",
        "Twentieth",
        says="held from 8 June 1998 to 10 June 1998",
    ),
    Wrong(
        "emergency-special-session-before-it-was-called",
        cover(session="Eleventh emergency special session", dated="1 March 2021", distributed="2 March 2021"),
        "session-ordinal",
        "Eleventh",
        says="opened on 28 February 2022",
    ),
    Wrong(
        "ecosoc-session-of-another-year",
        ECOSOC.replace("14 March 2023", "14 March 2025").replace("22 February 2023", "22 February 2025"),
        "ecosoc-session-dates",
        "2023",
        says="the document is dated 14 March 2025",
    ),
    Wrong(
        "ecosoc-session-that-runs-backwards",
        ECOSOC.replace("26 July 2023", "26 July 2021"),
        "ecosoc-session-dates",
        "25 July 2022",
    ),
    Wrong(
        "ecosoc-session-of-two-years",
        ECOSOC.replace("25 July 2022", "25 July 2021"),
        "ecosoc-session-dates",
        "25 July 2021",
        says="more than a year",
    ),
    # Reissue
    Wrong(
        "reissued-before-the-letter-where-the-masthead-is-lost",
        "Letter dated 28 May 2025 from the Permanent Representative of X addressed to the Secretary-General\n\n"
        "Text.\n\n* Reissued for technical reasons on 20 May 2025.\n",
        "reissue-date",
        "20 May 2025",
        says="when it was dated",
    ),
    Wrong(
        "reissued-in-the-future",
        cover("* Reissued for technical reasons on 3 June 2052."),
        "reissue-date",
        "3 June 2052",
        says="still to come",
    ),
    # Request and signature
    Wrong(
        "no-request",
        cover(f"The situation got worse.\n\n{SIGNED}"),
        "closing-request",
        "Letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the "
        "Secretary-General",
        WARNING,
    ),
    Wrong(
        "request-without-the-annex",
        cover(f"{REQUEST} General Assembly.\n\n{SIGNED}\n\nAnnex {ANNEX}\n\nReport\n"),
        "closing-request",
        f"{REQUEST} General Assembly",
        WARNING,
        suggestion="the present letter and its annex",
    ),
    Wrong(
        "request-with-an-annex-too-many",
        cover(f"{REQUEST.replace('letter', 'letter and its annex')} General Assembly.\n\n{SIGNED}"),
        "closing-request",
        f"{REQUEST.replace('letter', 'letter and its annex')} General Assembly",
        WARNING,
    ),
    Wrong(
        "name-without-signed",
        cover(f"{REQUEST} General Assembly.\n\nA. Name\nAmbassador\nPermanent Representative\n"),
        "signature-present",
        "A. Name",
        WARNING,
    ),
    Wrong(
        "capacity-without-a-name",
        cover(f"{REQUEST} General Assembly.\n\nPermanent Representative\n"),
        "signature-present",
        "Permanent Representative",
        WARNING,
    ),
    Wrong(
        "signed-note-verbale",
        cover(f"Text.\n\n{SIGNED}").replace("Letter dated", "Note verbale dated"),
        "signature-present",
        "(Signed) A. Name",
        WARNING,
    ),
    # Two issues
    Wrong(
        "two-issues-signed-by-two",
        TWO_ISSUES.replace("A. Name", "A. Nahme", 1),
        "same-letter-twice",
        "(Signed) A. Name",
        WARNING,
        says='by "A. Nahme"',
    ),
    Wrong(
        "two-issues-with-another-word",
        TWO_ISSUES.replace("17 January", "18 January", 1),
        "same-letter-twice",
        "17",
        WARNING,
        says='has "17" here, where the other issue of the letter in this file has "18"',
    ),
    # Annexes
    Wrong(
        "three-announced-two-follow",
        cover(
            "I have the honour to submit two texts (see annexes I, II and III).\n\n"
            "Annex I to the letter dated 28 May 2025 from the Permanent Representative of X to the United Nations "
            "addressed to the Secretary-General\n\nOne\n\n"
            "Annex II to the letter dated 28 May 2025 from the Permanent Representative of X to the United Nations "
            "addressed to the Secretary-General\n\nTwo\n"
        ),
        "annex-announced",
        "(see annexes I, II and III",
        suggestion="(see annexes I and II",
    ),
    Wrong(
        "request-speaks-of-one-annex",
        cover(
            "I have the honour to submit two texts (see annexes I and II).\n\n"
            "I should be grateful if you would have the present letter and its annex circulated as a document of the "
            "General Assembly, under agenda items 34, 39 and 67.\n\n"
            "Annex I to the letter dated 28 May 2025 from the Permanent Representative of X to the United Nations "
            "addressed to the Secretary-General\n\nOne\n\n"
            "Annex II to the letter dated 28 May 2025 from the Permanent Representative of X to the United Nations "
            "addressed to the Secretary-General\n\nTwo\n"
        ),
        "annex-announced",
        "I should be grateful if you would have the present letter and its annex circulated as a document of the "
        "General Assembly, under agenda items 34, 39 and 67",
        suggestion="its annexes",
    ),
    Wrong(
        "annex-of-another-sender",
        cover(
            "I have the honour to submit the appeal (see annex).\n\n"
            "Annex to the letter dated 28 May 2025 from the Permanent Representative of Y to the United Nations "
            "addressed to the Secretary-General\n\nAppeal\n"
        ),
        "annex-heading",
        "letter dated 28 May 2025 from the Permanent Representative of Y to the United Nations addressed to the "
        "Secretary-General",
        WARNING,
    ),
    Wrong(
        "annexes-agree-on-another-date",
        cover(
            "I have the honour to submit two texts (see annexes I and II).\n\n"
            "Annex I to the letter dated 27 May 2025 from the Permanent Representative of X to the United Nations "
            "addressed to the Secretary-General\n\nOne\n\n"
            "Annex II to the letter dated 27 May 2025 from the Permanent Representative of X to the United Nations "
            "addressed to the Secretary-General\n\nTwo\n",
            distributed="29 May 2025",
        ),
        "annex-heading",
        "28 May 2025",
        suggestion="27 May 2025",
        says="the headings of all its annexes date it 27 May 2025",
    ),
    Wrong(
        "annexes-agree-on-another-sender",
        cover(
            "I have the honour to submit two texts (see annexes I and II).\n\n"
            "Annex I to the letter dated 28 May 2025 from the Permanent Representative of Y to the United Nations "
            "addressed to the Secretary-General\n\nOne\n\n"
            "Annex II to the letter dated 28 May 2025 from the Permanent Representative of Y to the United Nations "
            "addressed to the Secretary-General\n\nTwo\n"
        ),
        "annex-heading",
        "Letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the "
        "Secretary-General",
        WARNING,
        suggestion="the Permanent Representative of Y to the United Nations",
    ),
    Wrong(
        "annex-without-a-number-and-a-numbered-one",
        cover("I have the honour to submit a text (see annex I) and another (see annex).\n\nAnnex I\n\nOne\n"),
        "annex-announced",
        "(see annex",
        says="announces an annex without a number and annex I, but annex I follows",
        suggestion="(see annex I",
    ),
    Wrong(
        "note-with-a-number-that-nothing-calls",
        "One.<sup>1</sup> Two.<sup>2</sup> Three.<sup>3</sup>"
        + THREE_NOTES.replace("<sup>3</sup> A third", "<sup>4</sup> A third"),
        "footnote-missing-marker",
        "<sup>4</sup> A third.",
        suggestion="3",
    ),
    Wrong(
        "one-note-and-an-indicator-of-another-number",
        "It was said so.<sup>2</sup>\n\n<sup>1</sup> A source.\n",
        "footnote-missing-text",
        "<sup>2</sup>",
        suggestion="1",
    ),
    Wrong(
        "ibid-in-the-first-note-of-an-annex",
        "One.<sup>1</sup>\n\n<sup>1</sup> A/HRC/8/6/Add.2, para. 2.\n\n"
        "Annex\n\nTwo.<sup>1</sup>\n\n<sup>1</sup> Ibid., para. 3.\n",
        "ibid-valid",
        "Ibid.",
        says="first note of an annex",
    ),
    Wrong(
        "ibid-after-two-sources-as-a-practice",
        "".join(f"Text.<sup>{number}</sup>\n\n" for number in range(1, 9))
        + "".join(
            f"<sup>{number}</sup> CAT/C/SVN/CO/3, para. {number}. See also CRC/C/SVN/CO/3-4, para. 79.\n\n"
            f"<sup>{number + 1}</sup> Ibid., para. {number}.\n\n"
            for number in range(1, 8, 2)
        ),
        "ibid-valid",
        "Ibid.",
        WARNING,
        says="3 more follow notes with several sources",
    ),
    Wrong(
        "annex-heading-with-another-kind-of-letter",
        COUNCIL_LETTER_WITH_ANNEX.replace("Annex to the identical letters", "Annex to the letter"),
        "annex-heading",
        "letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the "
        "Secretary-General and the President of the Security Council",
        WARNING,
        suggestion="identical letters",
    ),
    Wrong(
        "cover-alone-dated-after-its-distribution",
        COUNCIL_LETTER_WITH_ANNEX.replace("letters dated 28 May", "letters dated 29 May", 1),
        "annex-heading",
        "29 May 2025",
        suggestion="28 May 2025",
    ),
    Wrong(
        "own-double-symbol-of-another-session",
        "A/71/706-S/2025/43\n\n" + cover(),
        "joint-symbol-session-year",
        "A/71/706-S/2025/43",
    ),
    Wrong(
        "number-that-announces-another-annex",
        cover("I submit an appeal (see annex I) and a list (see annex III).")
        + "\nAnnex I\n\nAppeal\n\nAnnex II\n\nList\n",
        "annex-announced",
        "(see annex III",
        suggestion="(see annex II",
    ),
    Wrong(
        "paragraph-of-the-number-of-a-day",
        "1. As at 4 November.\n\n2. Two.\n\n3. Three.\n\n5. Four.\n\n5. Five.\n",
        "paragraph-numbering",
        "5",
        WARNING,
        suggestion="4",
    ),
    Wrong(
        "only-the-number-is-linked",
        "General Assembly resolution [74/158](https://undocs.org/en/A/RES/74/185)",
        "link-target-symbol",
        "General Assembly resolution [74/158",
    ),
    Wrong(
        "day-before-the-body-that-adopted",
        "On 19 July 1993, the Security Council adopted resolution 853 (1993).",
        "resolution-date",
        "19 July 1993",
        suggestion="29 July 1993",
    ),
    Wrong(
        "letter-of-another-year-in-an-agenda",
        "Letter dated 13 September 2023 from the Permanent Representative of X to the United Nations (S/2013/674)",
        "number-date-pace",
        "S/2013/674",
        WARNING,
    ),
    Wrong(
        "committee-lost-from-a-symbol",
        "see CERD/AZE/CO/7-9",
        "symbol-malformed",
        "CERD/AZE/CO/7-9",
        WARNING,
        suggestion="CERD/C/AZE/CO/7-9",
    ),
    # Notes
    Wrong(
        "first-marker-lost",
        "It was said so, and again.<sup>2</sup>\n\n<sup>1</sup> A source of 1990.\n\n<sup>2</sup> A source of 1991.\n",
        "footnote-missing-marker",
        "<sup>1</sup> A source of 1990.",
    ),
    Wrong(
        "all-markers-lost",
        "It was said so, and again.\n\n<sup>1</sup> A source of 1990.\n\n<sup>2</sup> A source of 1991.\n",
        "footnote-missing-marker",
        "<sup>1</sup> A source of 1990.",
        INFO,
        says="2 notes and no indicators",
    ),
    Wrong(
        "marker-lost-in-an-annex-with-a-count-of-its-own",
        LETTER_WITH_NOTES_IN_ITS_ANNEX.replace("in the annex<sup>1</sup>", "in the annex"),
        "footnote-missing-marker",
        "<sup>1</sup> A source of the annex.",
    ),
    Wrong(
        "all-notes-lost",
        "It was said so<sup>1</sup> and again.<sup>2</sup>\n",
        "footnote-missing-text",
        "<sup>1</sup>",
        INFO,
        says="2 note indicators and no notes",
    ),
    Wrong(
        "middle-note-lost",
        "One<sup>1</sup> two<sup>2</sup> three.<sup>3</sup>\n\n<sup>1</sup> A source.\n\n<sup>3</sup> Another.\n",
        "footnote-missing-text",
        "<sup>2</sup>",
    ),
    Wrong(
        "note-missing-in-markdown",
        "One[^1] and two.[^2]\n\n[^1]: A source of 1990.\n",
        "footnote-missing-text",
        "[^2]",
    ),
    Wrong(
        "superscript-digits",
        "One¹ and two.² And three.³\n\n¹ A source of 1990.\n\n³ A source of 1991.\n",
        "footnote-missing-text",
        "²",
    ),
    Wrong(
        "notes-swapped",
        "One<sup>1</sup> two<sup>2</sup> three.<sup>3</sup>\n\n<sup>1</sup> A source.\n\n<sup>3</sup> Another.\n\n"
        "<sup>2</sup> A third.\n",
        "footnote-order",
        "<sup>2</sup> A third.",
    ),
    Wrong(
        "last-note-repeats-number",
        "One<sup>1</sup> two<sup>2</sup> three.<sup>3</sup>\n\n<sup>1</sup> A source.\n\n<sup>2</sup> Another.\n\n"
        "<sup>2</sup> A third.\n",
        "footnote-duplicate",
        "<sup>2</sup> A third.",
        suggestion="3",
    ),
    Wrong(
        "ibid-after-two-sources",
        "One<sup>1</sup> and two.<sup>2</sup>\n\n<sup>1</sup> A/HRC/8/6/Add.2, para. 2; E/CN.4/1999/79, para. 3.\n\n"
        "<sup>2</sup> Ibid., para. 4.\n",
        "ibid-valid",
        "Ibid.",
        WARNING,
        says="2 sources",
    ),
    Wrong(
        "ibid-after-explanation",
        "One<sup>1</sup> and two.<sup>2</sup>\n\n<sup>1</sup> The term is used in a broad sense.\n\n"
        "<sup>2</sup> Ibid., para. 4.\n",
        "ibid-valid",
        "Ibid.",
        INFO,
    ),
    # Resolutions
    Wrong(
        "digits-of-the-number-swapped",
        "Security Council resolution 583 (1993), adopted on 29 July 1993",
        "resolution-year",
        "Security Council resolution 583 (1993)",
        suggestion="853 (1993)",
    ),
    Wrong(
        "second-of-a-list",
        "Security Council resolutions 822 (1993), 853 (1994) and 874 (1993)",
        "resolution-year",
        "853 (1994)",
        suggestion="853 (1993)",
    ),
    Wrong("year-in-a-symbol", "see S/RES/1325 (2001)", "resolution-year", "S/RES/1325 (2001)"),
    Wrong(
        "number-that-looks-like-a-year",
        "Security Council resolution 1996 (2012)",
        "resolution-year",
        "Security Council resolution 1996 (2012)",
        says="2011",
    ),
    Wrong(
        "year-wrong-over-a-line-break",
        "Security Council\nresolution 853\n(1994)",
        "resolution-year",
        "Security Council\nresolution 853\n(1994)",
    ),
    Wrong(
        "no-break-spaces",
        "Security Council resolution\u00a0853\u00a0(1994)",
        "resolution-year",
        "Security Council resolution\u00a0853\u00a0(1994)",
    ),
    Wrong(
        "assembly-date-in-another-session",
        "General Assembly resolution 48/114 of 20 December 1996",
        "resolution-session-date",
        "General Assembly resolution 48/114",
    ),
    Wrong(
        "assembly-symbol-with-date",
        "the text (A/RES/45/114 of 20 December 1993)",
        "resolution-session-date",
        "A/RES/45/114",
    ),
    Wrong(
        "human-rights-council-session-and-date",
        "Human Rights Council resolution 16/21 of 25 March 2014",
        "resolution-session-date",
        "Human Rights Council resolution 16/21",
    ),
    Wrong(
        "commission-year-and-date",
        "Commission on Human Rights resolution 1998/50 of 17 April 1989",
        "resolution-session-date",
        "Commission on Human Rights resolution 1998/50",
    ),
    Wrong(
        "assembly-date-one-month-off",
        "General Assembly resolution 48/114, adopted on 20 November 1993",
        "resolution-date",
        "20 November 1993",
        WARNING,  # the catalogue has the date at second hand
        suggestion="20 December 1993",
    ),
    Wrong(
        "council-date-wrong-month",
        "its resolution 853 (1993) of 29 June 1993",
        "resolution-date",
        "29 June 1993",
        suggestion="29 July 1993",
    ),
    Wrong(
        "two-resolutions-without-year",
        "in line with UNSCR 1325, and again UNSCR 1325",
        "resolution-year-missing",
        "UNSCR 1325",
        INFO,
        suggestion="Security Council resolution 1325 (2000)",
    ),
    # Symbols
    Wrong("statement-before-the-series", "see S/PRST/1993/4", "body-active", "S/PRST/1993/4"),
    Wrong("human-rights-council-too-early", "see A/HRC/WGAD/2004/46", "body-active", "A/HRC/WGAD/2004/46"),
    Wrong("sub-commission-too-late", "see E/CN.4/Sub.2/2009/3", "body-active", "E/CN.4/Sub.2/2009/3"),
    Wrong(
        "commission-resolution-too-late",
        "Commission on Human Rights resolution 2008/50",
        "body-active",
        "Commission on Human Rights resolution 2008/50",
    ),
    Wrong("special-political-committee-too-late", "see A/SPC/48/L.2", "body-active", "A/SPC/48/L.2"),
    Wrong(
        "first-note-bears-the-second-number",
        FIRST_NOTE_WRONG,
        "footnote-duplicate",
        "<sup>2</sup> A source of 1990.",
        suggestion="1",
        says="by its place this one is note 1",
    ),
    Wrong(
        "first-note-bears-the-third-number",
        FIRST_NOTE_WRONG.replace("<sup>2</sup> A source", "<sup>3</sup> A source"),
        "footnote-duplicate",
        "<sup>3</sup> A source of 1990.",
        suggestion="1",
    ),
    Wrong(
        "last-note-bears-the-first-number",
        FIRST_NOTE_WRONG.replace("<sup>2</sup> A source", "<sup>1</sup> A source").replace(
            "<sup>3</sup> A third", "<sup>1</sup> A third"
        ),
        "footnote-duplicate",
        "<sup>1</sup> A third source of 1992.",
        suggestion="3",
    ),
    Wrong(
        "note-lost-behind-a-unit",
        f"One<sup>1</sup> two<sup>2</sup> three<sup>3</sup> within 5 km.<sup>4</sup>{THREE_NOTES}",
        "footnote-missing-text",
        "<sup>4</sup>",
    ),
    Wrong("council-symbol-of-next-year", "see S/2027/112", "symbol-year", "S/2027/112", says="2027 is still to come"),
    Wrong("council-symbol-of-next-century", "see S/2123/960", "symbol-year", "S/2123/960"),
    Wrong(
        "session-of-the-human-rights-council",
        "see A/HRC/88/6",
        "symbol-session",
        "A/HRC/88/6",
        says="session 88 of the Human Rights Council comes in 2035",
    ),
    Wrong(
        "double-symbol-of-one-organ",
        "the letter (A/78/636-A/2023/960)",
        "joint-symbol-session-year",
        "A/78/636-A/2023/960",
        suggestion="A/78/636-S/2023/960",
        says="both halves are of the General Assembly",
    ),
    Wrong(
        "double-symbol-of-one-organ-in-another-year",
        "the letter (A/78/636-A/2020/960)",
        "joint-symbol-session-year",
        "A/78/636-A/2020/960",
    ),
    Wrong(
        "general-comment-in-brackets",
        "general comment No. 36 (CCPR/C/GC/35)",
        "parallel-identifier",
        "CCPR/C/GC/35",
        suggestion="CCPR/C/GC/36",
    ),
    Wrong(
        "general-comment-behind-a-comma",
        "the Human Rights Committee, general comment No. 36 (2018), CCPR/C/GC/35",
        "parallel-identifier",
        "CCPR/C/GC/35",
        suggestion="CCPR/C/GC/36",
    ),
    Wrong(
        "general-comment-with-its-title",
        "Human Rights Committee, general comment No. 36 (2018) on the right to life (CCPR/C/GC/35)",
        "parallel-identifier",
        "CCPR/C/GC/35",
        suggestion="CCPR/C/GC/36",
    ),
    Wrong("council-symbol-before-1994", "see S/1993/960", "symbol-year", "S/1993/960"),
    Wrong("council-symbol-of-the-future", "see S/2053/960", "symbol-year", "S/2053/960"),
    Wrong("ecosoc-symbol-before-1978", "see E/1971/5", "symbol-year", "E/1971/5"),
    Wrong("session-of-the-far-future", "see A/97/636", "symbol-session", "A/97/636"),
    Wrong(
        "double-symbol-session-wrong",
        "(A/75/636-S/2023/960)",
        "joint-symbol-session-year",
        "A/75/636-S/2023/960",
        says="2020/2021",
    ),
    Wrong(
        "double-symbol-with-en-dash",
        "(A/78/636–S/2020/960)",
        "joint-symbol-session-year",
        "A/78/636–S/2020/960",
    ),
    Wrong(
        "double-symbol-cited-right-elsewhere",
        "my letters (A/78/636-S/2023/960) and (A/78/636-S/2020/960)",
        "joint-symbol-session-year",
        "A/78/636-S/2020/960",
        suggestion="A/78/636-S/2023/960",
    ),
    # Two names of one thing
    Wrong(
        "communication-and-symbol",
        "communication No. 2078/2011, Views adopted in 2016 (CCPR/C/117/D/2077/2011)",
        "parallel-identifier",
        "CCPR/C/117/D/2077/2011",
    ),
    Wrong(
        "supplement-and-symbol",
        "Official Records of the General Assembly, Sixtieth Session, Supplement No. 10 (A/60/53)",
        "parallel-identifier",
        "A/60/53",
        suggestion="A/60/10",
    ),
    Wrong(
        "supplement-of-another-session",
        "*Official Records of the General Assembly, Sixtieth Session, Supplement No. 10* (A/61/10)",
        "parallel-identifier",
        "A/61/10",
    ),
    # Links
    Wrong(
        "link-to-the-other-year",
        "See [S/RES/853 (1993)](https://undocs.org/S/RES/852(1993)).",
        "link-target-symbol",
        "S/RES/853 (1993)",
    ),
    Wrong(
        "link-in-a-query",
        "See [A/78/636](https://documents.un.org/api/symbol/access?s=A/78/663&l=en).",
        "link-target-symbol",
        "A/78/636",
    ),
    Wrong(
        "link-with-a-language",
        "See [A/78/636](https://docs.un.org/en/A/78/663).",
        "link-target-symbol",
        "A/78/636",
    ),
    Wrong("links-lost", "See [A/78/636](#), [A/78/764](#).", "link-placeholder", "A/78/636", INFO, says="2 links"),
    Wrong("empty-link", "See [A/78/636]().", "link-placeholder", "A/78/636", INFO),
    # The Court
    Wrong(
        "order-one-day-off",
        f"{RACIAL_DISCRIMINATION} (Armenia v. Azerbaijan), Provisional Measures, Order of 18 November 2023, para. 1.",
        "icj-citation",
        "Order of 18 November 2023",
        WARNING,  # the catalogue is not complete for orders
    ),
    Wrong(
        "judgment-with-another-date",
        "Corfu Channel (United Kingdom v. Albania), Merits, Judgment of 9 April 1948",
        "icj-citation",
        "Judgment of 9 April 1948",
    ),
    Wrong(
        "order-in-prose-cited-rightly-in-a-note",
        f"The International Court of Justice said so in its order of 9 December 2021.<sup>1</sup>\n\n<sup>1</sup> "
        f"{RACIAL_DISCRIMINATION} (Armenia v. Azerbaijan), Order of 7 December 2021.\n",
        "icj-citation",
        "order of 9 December 2021",
        WARNING,
        says="cited elsewhere in this document",
        suggestion="order of 7 December 2021 in case No. 180",
    ),
    Wrong(
        "provisional-measures-order-in-prose",
        "The International Court of Justice, in its first provisional measures order of 4 March 1999 in LaGrand "
        "(Germany v. United States of America), said so.",
        "icj-citation",
        "order of 4 March 1999",
        WARNING,
    ),
    Wrong(
        "order-that-is-a-judgment",
        "Jadhav (India v. Pakistan), Order of 17 July 2019",
        "icj-citation",
        "Order of 17 July 2019",
        WARNING,
        says="but a judgment of 17 July 2019",
        suggestion="judgment of 17 July 2019 in case No. 168",
    ),
    Wrong(
        "reports-of-an-earlier-year",
        f"{RACIAL_DISCRIMINATION} (Armenia v. Azerbaijan), Order of 7 December 2021, I.C.J. Reports 2020, p. 361",
        "icj-citation",
        "Order of 7 December 2021",
        WARNING,
        says="Reports of 2020",
    ),
    Wrong(
        "judgment-of-a-year-without-one",
        "Military and Paramilitary Activities in and against Nicaragua (Nicaragua v. United States of America), "
        "Judgment, I.C.J. Reports 1985, p. 14",
        "icj-citation",
        "Judgment, I.C.J. Reports 1985",
    ),
    Wrong(
        "opinion-of-a-year-without-one",
        "Western Sahara, Advisory Opinion, I.C.J. Reports 1976, p. 12",
        "icj-citation",
        "Advisory Opinion, I.C.J. Reports 1976",
        suggestion="advisory opinion of 16 October 1975 in case No. 61",
    ),
    # A date that another resolution has
    Wrong(
        "date-of-the-resolution-with-two-digits-swapped",
        "Security Council resolution 2220 (2015) of 17 February 2015",
        "resolution-date",
        "Security Council resolution 2220 (2015)",
        says="the catalogue gives 22 May 2015; 2202 (2015) was adopted on the date given",
        suggestion="2202 (2015)",
    ),
    Wrong(
        "date-of-a-statement",
        "the statement by the President of the Security Council of 18 October 2004 (S/PRST/2002/27)",
        "source-date",
        "18 October 2004",
        suggestion="18 October 2002",
    ),
    Wrong(
        "date-of-a-letter-not-that-of-its-title",
        "the letter dated 14 January 2012 from the Secretary-General (S/2012/34)",
        "source-date",
        "14 January 2012",
        says="the catalogue gives 12 January 2012",
    ),
    Wrong(
        "date-of-a-meeting",
        "in the record of its meeting, S/PV.3259 of 29 July 1992, the Council",
        "source-date",
        "29 July 1992",
    ),
    Wrong(
        "title-of-another-resolution",
        "General Assembly resolution 70/5 of 27 October 2015, entitled “Transforming our world: the 2030 Agenda for "
        "Sustainable Development”",
        "source-title",
        "General Assembly resolution 70/5",
        WARNING,
        says="not “Transforming our world",
    ),
    Wrong(
        "title-of-no-resolution",
        "General Assembly resolution 70/5, entitled “A new and quite different matter of outer space”",
        "source-title",
        "General Assembly resolution 70/5",
        WARNING,
    ),
    Wrong(
        "described-by-the-title-of-another",
        "General Assembly resolution 78/180 on the improvement of the situation of women and girls in rural areas, and",
        "source-title",
        "General Assembly resolution 78/180",
        WARNING,
        suggestion="78/181",
    ),
    Wrong(
        "date-of-the-old-resolution-with-two-digits-swapped",
        "General Assembly resolution 1541 (XV) of 14 December 1960",
        "resolution-date",
        "General Assembly resolution 1541 (XV)",
        suggestion="1514 (XV)",
    ),
    Wrong(
        "date-of-the-session-before",
        "General Assembly resolution 69/262 of 27 March 2014",
        "resolution-session-date",
        "General Assembly resolution 69/262",
        says="68/262 was adopted on that day",
        suggestion="68/262",
    ),
    # Absence that proves something
    Wrong(
        "old-assembly-resolution-with-a-letter",
        "General Assembly resolution 217 A (II)",
        "not-found",
        "General Assembly resolution 217 A (II)",
        says="217 A (III)",
        suggestion="217 A (III)",
    ),
    Wrong("council-number-never-reached", "see S/RES/4100 (2019)", "not-found", "S/RES/4100 (2019)"),
    # Places of the document itself
    Wrong(
        "note-above-is-below",
        f"See note 3 above.<sup>1</sup> then<sup>2</sup> and<sup>3</sup>{THREE_NOTES}",
        *_SHORT,
        "note 3 above",
    ),
    Wrong(
        "note-below-is-above",
        f"A<sup>1</sup> then<sup>2</sup> and,<sup>3</sup> see note 2 below{THREE_NOTES}",
        *_SHORT,
        "note 2 below",
    ),
    Wrong(
        "supra-in-a-note",
        "A<sup>1</sup> and<sup>2</sup>\n\n<sup>1</sup> Supra note 2.\n\n<sup>2</sup> Two.\n",
        *_SHORT,
        "Supra note 2",
    ),
    Wrong(
        "note-that-never-was",
        f"A<sup>1</sup> b<sup>2</sup> c,<sup>3</sup> see footnote 9 above{THREE_NOTES}",
        *_SHORT,
        "footnote 9 above",
    ),
    Wrong("author-never-cited", "A<sup>1</sup>\n\n<sup>1</sup> Deng, op. cit., p. 3.\n", *_SHORT, "op. cit."),
    Wrong("paragraph-above-is-below", PARAGRAPHS.format("see paragraph 5 above"), *_SHORT, "paragraph 5 above"),
    Wrong("paragraph-below-is-above", PARAGRAPHS.format("see para. 2 below"), *_SHORT, "para. 2 below"),
    Wrong(
        "ibid-in-another-case",
        f"A<sup>1</sup> and<sup>2</sup>\n\n<sup>1</sup> {RACIAL_DISCRIMINATION} (Armenia v. Azerbaijan), Order of 7 "
        f"December 2021.\n\n<sup>2</sup> Ibid., {RACIAL_DISCRIMINATION} (Azerbaijan v. Armenia), Order of 7 December "
        "2021.\n",
        "ibid-agrees",
        "Ibid.",
        severity=WARNING,
        says="another case",
    ),
    Wrong(
        "ibid-with-a-resolution-behind-an-order",
        f"A<sup>1</sup> and<sup>2</sup>\n\n<sup>1</sup> {RACIAL_DISCRIMINATION} (Armenia v. Azerbaijan), Order of 7 "
        "December 2021.\n\n<sup>2</sup> Ibid., Security Council resolution 853 (1993).\n",
        "ibid-agrees",
        "Ibid.",
        severity=WARNING,
        says="a source of its own",
    ),
    # Lists
    Wrong(
        "dates-of-resolutions-respectively",
        "resolutions 822 (1993) and 853 (1993), adopted on 30 April, 29 July and 14 October 1993, respectively",
        "respectively-count",
        "30 April, 29 July and 14 October 1993",
        says="deals 3 dates to 2 documents",
    ),
    Wrong(
        "dates-before-symbols-respectively",
        "the letters dated 5, 6 and 7 December 2023 from X (A/78/636 and A/78/637, respectively)",
        "respectively-count",
        "5, 6 and 7 December 2023",
    ),
    # One document twice
    Wrong(
        "date-of-issue-twice",
        "See A/HRC/8/6/Add.2, 15 April 2008, and again A/HRC/8/6/Add.2, 16 April 2008.",
        "same-symbol-two-dates",
        "16 April 2008",
        severity=WARNING,
    ),
    Wrong(
        "two-reporters",
        "the report of the Secretary-General (A/78/636); the report of the Human Rights Committee (A/78/636)",
        "same-symbol-two-authors",
        "Human Rights Committee",
        severity=WARNING,
    ),
    Wrong(
        "rarer-title-is-the-odd-one",
        "“Profiles of the displaced: Armenia” (A/78/636); “Profiles of the displaced: Georgia” (A/78/636); "
        "“Profiles of "
        "the displaced: Georgia” (A/78/636)",
        "same-symbol-two-titles",
        "Profiles of the displaced: Armenia",
        severity=WARNING,
    ),
    Wrong(
        "digits-changed-places",
        "letter dated 5 December 2023 from the Permanent Representative of X addressed to me (A/78/636); the "
        "letter dated "
        "5 December 2023 from the Permanent Representative of X addressed to me (A/78/366)",
        "two-symbols-one-thing",
        "A/78/366",
        severity=WARNING,
    ),
)


ALL_WRONG = (*WRONG, *symbol_cases.WRONG, *prose_cases.WRONG)


@pytest.mark.parametrize("case", ALL_WRONG, ids=[case.id for case in ALL_WRONG])
def test_mistake_is_found(case: Wrong) -> None:
    all_found = findings(case.text, {case.rule: Level.ON})
    found = [finding for finding in all_found if finding.severity is not INFO or case.severity is INFO]
    assert [(finding.rule, finding.severity, _at(case.text, finding)) for finding in found] == [
        (case.rule, case.severity, case.at)
    ]
    assert case.says in found[0].message
    if case.suggestion:
        assert found[0].suggestion == case.suggestion


def _at(text: str, finding: Finding) -> str:
    return text[finding.span.start : finding.span.end]


@pytest.mark.parametrize("name", [rule.name for rule in RULES if not rule.needs_network])  # those: test_online.py
def test_every_rule_has_a_further_case(name: str) -> None:
    assert name in {case.rule for case in ALL_WRONG} | {case.rule for case in ON_TEXTS}


# --- right cases: traps for false alarms ---------------------------------------------------

RIGHT = {
    "identical-letters-with-an-annex": COUNCIL_LETTER_WITH_ANNEX,
    "days-before-those-who-adopted": "On 29 July 1993, the Security Council adopted resolution 853 (1993). On 12 May "
    "1994 the Government signed it, and the Council adopted resolution 822 (1993).",
    "only-the-number-is-linked": "General Assembly resolution [74/158](https://undocs.org/en/A/RES/74/158)",
    "ibid-goes-on-where-numbers-begin-anew-on-a-page": "One.<sup>1</sup>\n\n<sup>1</sup> A/HRC/8/6/Add.2, para. 2.\n\n"
    "Two.<sup>1</sup>\n\n<sup>1</sup> Ibid., para. 3.\n",
    "judgement-numbered-with-zeros": "see UNDT/2010/009",
    "mistake-that-the-writer-marks": "They wrote “resolution 822 (1994) [sic]” and “30 February 2023” [*sic*].",
    "dates-inside-the-descriptions-themselves": cover(
        "The annexes to my letters dated 3 May and 5 May 2024, respectively, contain lists A and B."
    ),
    "ceremony-still-to-come": cover("The ceremony, organized by the Mission on 26 June 2025, is open to all."),
    "election-that-will-be-the-first": cover("The elections held on 1 June 2025, if confirmed, will be the first."),
    "symbol-of-the-next-row": "Letter dated 16 March 2015 from the Permanent Representative of X\nA/HRC/28/2\n"
    "Report of the Council, dated 4 February 2015 (A/HRC/28/2)",
    "note-above": f"A<sup>1</sup> then<sup>2</sup> and,<sup>3</sup> see note 2 above{THREE_NOTES}",
    "note-below": f"A,<sup>1</sup> see note 3 below, then<sup>2</sup> and<sup>3</sup>{THREE_NOTES}",
    "footnote-of-another-document": f"A<sup>1</sup> b<sup>2</sup> c,<sup>3</sup> A/78/636, footnote 9{THREE_NOTES}",
    "note-without-any-notes": "See footnote 9 above; the notes were lost.",
    "note-that-stands-twice": LETTER_WITH_NOTES_IN_ITS_ANNEX.replace("and again.", "and again (see note 1 above)."),
    "author-cited-before": (
        "A<sup>1</sup> b<sup>2</sup>\n\n<sup>1</sup> Francis Deng, The long road.\n\n<sup>2</sup> Deng, op. "
        "cit., p. 3.\n"
    ),
    "paragraph-above": PARAGRAPHS.format("see paragraphs 1 and 2 and paragraph 2 above"),
    "paragraph-of-a-quotation": PARAGRAPHS.format("“see paragraph 5 above” was quoted"),
    "paragraphs-numbered-twice": PARAGRAPHS.format("see paragraph 5 above") + "\nAnnex\n\n1. One.\n\n2. Two.\n",
    "paragraphs-without-numbers": "See paragraph 5 above.\n\n1. A list\n\n2. of two\n",
    "ibid-with-another-phase": (
        f"A<sup>1</sup> and<sup>2</sup>\n\n<sup>1</sup> {RACIAL_DISCRIMINATION} (Armenia v. Azerbaijan), Provisional "
        "Measures, Order of 7 December 2021, para. 60.\n\n<sup>2</sup> Ibid., Provisional Measures, Order of the "
        "International Court of Justice of 17 November 2023.\n"
    ),
    "ibid-with-a-judgment-of-a-tribunal": (
        "A<sup>1</sup> and<sup>2</sup>\n\n<sup>1</sup> UNDT/2009/021.\n\n<sup>2</sup> Ibid., Judgment, para. 3.\n"
    ),
    "ibid-and-then-another-source": (
        "A<sup>1</sup> and<sup>2</sup>\n\n<sup>1</sup> A/78/636.\n\n<sup>2</sup> Ibid., para. 3; the "
        "International Court of "
        "Justice, Judgment of 9 April 1949.\n"
    ),
    "respectively-over-words": "the address and the statement of the President (see annexes I and II, respectively)",
    "respectively-over-equal-lists": (
        "resolutions 822 (1993) and 853 (1993), adopted on 30 April and 29 July 1993, respectively"
    ),
    "respectively-of-something-else": "A/78/636 and A/78/637 were sent to Armenia, Georgia and Türkiye, respectively",
    "respectively-with-ranges": "(A/78/636 and A/78/637), paras. 3–5 and 8 (a), respectively",
    "dates-of-different-kinds": (
        "the letter dated 5 December 2023 from the President addressed to me (A/78/636); see A/78/636, 7 December 2023"
    ),
    "date-of-an-annex": (
        "the letter dated 5 December 2023 from X addressed to me (A/78/636); the letter dated 1 December 2023 from Y "
        "addressed to you (A/78/636, annex)"
    ),
    "shortened-title": (
        "“Profiles in displacement: Azerbaijan” (E/CN.4/1999/79/Add.1); “Profiles in displacement” "
        "(E/CN.4/1999/79/Add.1)"
    ),
    "title-in-another-language": (
        "“Profiles in displacement: Azerbaijan” (A/78/636); “Perfiles de los desplazados internos” (A/78/636)"
    ),
    "mission-and-representative": (
        "the letter from the Permanent Mission of Armenia (A/78/636); the letter from the Permanent "
        "Representative of "
        "Armenia to the United Nations (A/78/636)"
    ),
    "transmitting-body": (
        "note by the Secretary-General (A/78/636); report of the Special Rapporteur on torture (A/78/636)"
    ),
    "abbreviated-author": (
        "report of OHCHR (A/78/636); report of the United Nations High Commissioner for Human Rights (A/78/636)"
    ),
    "identical-letters-for-two-organs": (
        "the letter dated 5 December 2023 from the President addressed to me (A/78/636); the letter dated 5 "
        "December 2023 "
        "from the President addressed to me (E/2024/366)"
    ),
    "two-letters-of-one-day": (
        "the letter dated 5 December 2023 from the President addressed to me (A/78/636); the letter dated 5 "
        "December 2023 "
        "from the President addressed to me (A/78/637)"
    ),
    "double-symbol-and-its-halves": "A/78/636-S/2023/960; A/78/636; S/2023/960, annex",
    "title-shortened": "General Assembly resolution 70/1, entitled “Transforming our world”, and",
    "title-with-its-date": "resolution 70/1 of 25 September 2015, entitled “Transforming our world: the 2030 Agenda”",
    "title-spelt-another-way": "General Assembly resolution 48/114, entitled “Emergency assistance to refugees and "
    "displaced persons in Azerbaijan”",
    "title-translated": "la résolution 70/1 de l’Assemblée générale, intitulée “Transformer notre monde : le Programme "
    "de développement durable à l’horizon 2030”",
    "words-quoted-are-no-title": "the need for “an immediate and unconditional withdrawal of all forces” (A/RES/70/1)",
    "described-freely": "General Assembly resolution 70/1 on goals and targets for all countries, and",
    "described-by-a-supplied-title": "Security Council resolution 853 (1993) on the seizure of the district of Agdam, "
    "and",
    "letter-dated-before-it-is-issued": "the letter dated 2 January 2012 from the Chair (S/2012/33)",
    "letter-of-its-own-date": "the letter dated 12 January 2012 from the Secretary-General (S/2012/34)",
    "statement-of-its-own-date": "the statement of 18 October 2002 (S/PRST/2002/27)",
    "items-range-is-a-set": cover(
        f"{REQUEST} General Assembly, under agenda items 17 to 19.", items="Agenda items 17, 18 and 19"
    ),
    "items-range-on-cover": cover(
        f"{REQUEST} General Assembly, under agenda items 17, 18 and 19.", items="Agenda items 17 to 19"
    ),
    "items-range-with-dash": cover(
        f"{REQUEST} General Assembly, under agenda items 17–19.", items="Agenda items 17 to 19"
    ),
    "items-in-another-order-are-the-same-set": cover(
        f"{REQUEST} General Assembly, under agenda items 34, 39 and 67.", items="Agenda items 34, 39, and 67"
    ),
    "item-cited-for-its-sub-item": cover(
        f"{REQUEST} General Assembly, under agenda item 34.", items="Agenda item 34 (a)"
    ),
    "sub-items-shared-number": cover(
        f"{REQUEST} General Assembly, under agenda items 34 (a) and (b) and 67.",
        items="Agenda items 34 (a), 34 (b) and 67",
    ),
    "request-without-items": cover(f"{REQUEST} General Assembly and of the Security Council."),
    "items-of-two-organs": (
        "General Assembly\nEconomic and Social Council\n\nDistr.: General\n28 May 2025\n\nGeneral Assembly\n"
        "Seventy-ninth session\nAgenda items 34 and 39\n\nEconomic and Social Council\n2025 session\n"
        "Agenda items 17 to 19\n\nLetter dated 28 May 2025 from the Permanent Representative of X to the United "
        f"Nations addressed to the Secretary-General\n\n{REQUEST} General Assembly, under agenda items 34 and "
        f"39, and "
        "of the Economic and Social Council, under agenda items 17, 18 and 19."
    ),
    "items-of-the-preliminary-list": cover(
        f"{REQUEST} General Assembly, under item 30 of the preliminary list.",
        session="Eightieth session",
        items="Item 30 of the preliminary list",
    ),
    "preliminary-list-with-a-star": cover(session="Eightieth session", items="Item 30 of the preliminary list*"),
    "provisional-agenda": cover(session="Eightieth session", items="Item 30 of the provisional agenda"),
    "two-sessions-in-early-september-the-old": cover(
        session="Seventy-ninth session", dated="5 September 2025", distributed="8 September 2025"
    ),
    "two-sessions-in-early-september-the-new": cover(
        session="Eightieth session", dated="9 September 2025", distributed="10 September 2025"
    ),
    "session-of-the-human-rights-council": (
        "General Assembly\n\nDistr.: General\n28 May 2025\n\nHuman Rights Council\nFifty-ninth session\n\n"
        "Letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the "
        "President of the Human Rights Council\n"
    ),
    "emergency-special-session": cover(session="Eleventh emergency special session", items="Agenda item 5"),
    "session-of-a-subsidiary-commission": (
        "General Assembly\n\nDistr.: General\n28 May 2025\n\nInternational Law Commission\nSeventy-sixth session\n\n"
        "Letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the "
        "Secretary-General\n"
    ),
    "december-letter-issued-in-january-old-year": cover(
        year="Seventy-ninth year",
        dated="30 December 2024",
        distributed="2 January 2025",
    ),
    "december-letter-issued-in-january-new-year": cover(
        year="Eightieth year",
        dated="30 December 2024",
        distributed="2 January 2025",
    ),
    "letter-sixty-days-before": cover(dated="29 March 2025"),
    "annex-of-another-document": cover("I refer to my previous letter (A/34/460, annex) and to S/26718, annex."),
    "see-annex-of-another-document": cover("The text was circulated before (see A/34/460, annex I)."),
    "annexes-of-other-documents": cover(
        "See annex II to my letter dated 3 April 2025 (S/2025/200), see annex III to the report, see annex I of "
        f"resolution 2118 (2013), and the statement (see annex).\n\nAnnex {ANNEX}\n\nStatement\n"
    ),
    "annexes-of-the-annexed-report": cover(
        f"I transmit the report (see annex).\n\n{REQUEST} General Assembly with its annex, under agenda items 34, 39 "
        "and 67.\n\nAnnex\n\nReport\n\nDetails are in annex I.\n\nAnnex I\n\nMissions\n\nAnnex II\n\nPersons\n"
    ),
    "items-of-two-organs-at-once": cover(
        f"{REQUEST} General Assembly and of the Security Council, under agenda items 34, 39 and 67.",
        year="Eightieth year",
    ),
    "agenda-item-that-is-a-letter-in-a-resolution": (
        "General Assembly\n\nDistr.: General\n7 March 2022\n\nResolution adopted by the General Assembly on 2 March "
        "2022\n\nLetter dated 28 February 2014 from the Permanent Representative of Ukraine to the United Nations "
        "addressed to the President of the Security Council (S/2014/136)\n\nText (see annex I).\n"
    ),
    "annexes-as-a-range": cover(
        f"I have the honour to submit three texts (see annexes I to III).\n\nAnnex I {ANNEX}\n\nOne\n\n"
        f"Annex II {ANNEX}\n\nTwo\n\nAnnex III {ANNEX}\n\nThree\n"
    ),
    "annex-with-enclosure": cover(
        f"I have the honour to submit a report (see annex).\n\nAnnex {ANNEX}\n\nReport\n\nEnclosure\n\nTables\n"
    ),
    "short-annex-heading": cover(
        "I have the honour to submit a report (see annex).\n\nAnnex\n\n[Original: Russian]\n\nReport\n"
    ),
    "annex-heading-over-lines": cover(
        "I have the honour to submit a report (see annex).\n\nAnnex to the letter dated 28 May\n2025 from the "
        "Permanent\nRepresentative of X to the United Nations\naddressed to the Secretary-General\n\nReport\n"
    ),
    "annex-in-bold-heading": cover(
        f"I have the honour to submit a report (see annex).\n\n## **Annex {ANNEX}**\n\n### **Report**\n"
    ),
    "distribution-below-the-titles": "General Assembly\nSeventy-third session\nAgenda item 34\nCulture of peace\n\n"
    "Distr.: Limited\n24 May 2019\nOriginal: English\n\nLetter dated 22 May 2019 from the Permanent Representative of "
    "X to the United Nations addressed to the Secretary-General\n",
    "titles-over-several-lines": cover(items=f"Agenda items 14 and 61\n\nCulture of peace\n\n{REFUGEES}"),
    "titles-in-bold-over-lines": cover(items=f"Agenda items 14 and 61\n\n**Culture of peace**\n\n**{REFUGEES}**"),
    "titles-in-one-bold-run": cover(items=f"Agenda items 14 and 61\n\n**Culture of peace****{REFUGEES}**"),
    "titles-glued": cover(items=f"Agenda items 14 and 61\n\nCulture of peace{REFUGEES}"),
    "titles-on-one-line": cover(
        items="Agenda items 14 and 61\n\n" + "Culture of peace Prevention of armed conflict " * 3
    ),
    "titles-with-every-line-apart": cover(items="Agenda item 61\n\n" + REFUGEES.replace("\n", "\n\n")),
    "title-and-title-of-a-sub-item": cover(items="Agenda item 14 (a)\n\nSustainable development\n\nImplementation"),
    "one-title-for-sub-items": cover(items="Agenda items 14 (a) and (b)\n\nSustainable development"),
    "titles-of-a-range": cover(items="Agenda items 17 to 19\n\nOne title\n\nAnother title\n\nThird title"),
    "titles-without-a-masthead-for-the-council": cover(
        items="Agenda item 14\n\nCulture of peace", year="Eightieth year"
    ),
    "title-over-a-note": cover(items="Agenda item 14\n\nCulture of peace\n\n* A/79/150."),
    "titles-of-two-sessions": cover(items="Agenda item 14\n\nCulture of peace")
    + cover(
        items="Agenda item 14\n\nThe rule of law",
        session="Seventy-eighth session",
        dated="1 May 2024",
        distributed="2 May 2024",
    ),
    "title-that-grew-a-sub-title": cover(items="Agenda item 14\n\nSocial development")
    + cover(items="Agenda item 14\n\nSocial development: implementation of the outcome of the World Summit"),
    "title-in-other-words": cover(items="Agenda item 14\n\nThe situation in the Middle East")
    + cover(items="Agenda item 14\n\nSituation in the Middle East, including the question of X"),
    "sub-items-of-one-item": cover(items="Agenda item 14 (a)\n\nThe rule of law")
    + cover(items="Agenda item 14 (b)\n\nCulture of peace"),
    "agenda-and-preliminary-list": cover(items="Agenda item 14\n\nThe rule of law")
    + cover(items="Item 14 of the preliminary list\n\nCulture of peace"),
    "special-session-in-preparation": cover(
        session="Thirtieth special session",
        items="Item 8 of the provisional agenda",
        dated="2 February 2015",
        distributed="3 February 2015",
    ),
    "emergency-special-session-resumed-later": cover(session="Tenth emergency special session", items="Agenda item 5"),
    "special-session-that-is-not-known": cover(session="Fortieth special session", items="Agenda item 5"),
    "session-ahead-with-its-symbol": "A/80/95\n\n" + cover(session="Eightieth session"),
    "symbol-of-a-committee": "A/C.3/79/5\n\n" + cover(),
    "ecosoc-document-of-the-autumn-before": ECOSOC.replace("14 March 2023", "14 October 2022")
    .replace("22 February 2023", "22 September 2022")
    .replace("17 January 2023", "17 January 2022"),
    "ecosoc-document-ahead-of-its-session": ECOSOC.replace("14 March 2023", "4 May 2022")
    .replace("22 February 2023", "2 May 2022")
    .replace("17 January 2023", "17 January 2022"),
    "ecosoc-substantive-session": ECOSOC.replace("2023", "2010").replace("25 July 2022", "28 June 2010"),
    "ecosoc-organizational-session": ECOSOC.replace("2023 session", "Organizational session for 2010")
    .replace("2023", "2010")
    .replace("25 July 2022–26 July 2010", "19 January and 9-12 February 2010"),
    "reissued-on-the-same-day": cover("* Reissued for technical reasons on 28 May 2025."),
    "reissued-later-without-its-star": cover("Reissued for technical reasons on 2 June 2025."),
    "another-document-was-reissued": cover("See A/79/150, which was reissued for technical reasons."),
    "request-in-a-letter-to-the-council": COUNCIL_LETTER,
    "request-with-short-names": cover(
        f"{REQUEST} Assembly and of the Council.\n\n{SIGNED}",
        year="Eightieth year",
    ),
    "request-for-more-organs-than-on-this-masthead": cover(
        f"{REQUEST} General Assembly and of the Economic and Social Council.\n\n{SIGNED}"
    ),
    "letter-of-the-secretary-general": cover(
        "I have the honour to refer to resolution 1 (1946).\n\n(Signed) A. Name\n", items="Agenda item 14"
    ).replace("Permanent Representative of X to the United Nations", "Secretary-General"),
    "letter-that-asks-in-other-words": cover(f"Kindly bring this letter to the attention of the members.\n\n{SIGNED}"),
    "extract-without-request": cover("The situation got worse."),
    "request-for-the-letter-in-the-annex": cover(
        f"{REQUEST.replace('present letter', 'attached statement')} General Assembly.\n\n{SIGNED}\n\n"
        f"Annex {ANNEX}\n\nStatement\n"
    ),
    "request-for-an-annex-that-the-text-has-lost": cover(
        f"I transmit herewith a report.\n\n{REQUEST.replace('letter', 'letter and its annex')} General Assembly."
        f"\n\n{SIGNED}"
    ),
    "signed-by-two": cover(
        f"{REQUEST} General Assembly.\n\n(Signed) A. Name\nPermanent Representative of X\n\n(Signed) B. Name\n"
        "Chargé d'affaires a.i. of Y\n"
    ).replace("the Permanent Representative of X to", "the Permanent Representatives of X and Y to"),
    "signed-by-a-deputy-as-charge": cover(
        f"{REQUEST} General Assembly.\n\n(Signed) A. Name\nDeputy Permanent Representative\nChargé d'affaires a.i.\n"
    ).replace("Permanent Representative of X", "Chargé d'affaires a.i. of the Permanent Mission of X"),
    "signed-with-another-title": cover(f"{REQUEST} General Assembly.\n\n(Signed) A. Name\nAmbassador\n"),
    "signed-annex-of-a-note-verbale": cover(f"Text (see annex).\n\nAnnex {ANNEX}\n\nReport\n\n(Signed) A. Name\n")
    .replace("Letter dated", "Note verbale dated")
    .replace("the letter dated", "the note verbale dated"),
    "unsigned-copy-without-masthead": (
        "Letter dated 28 May 2025 from the Permanent Representative of X to the United Nations addressed to the "
        f"Secretary-General\n\n{REQUEST} General Assembly.\n\nA. Name\nPermanent Representative\n"
    ),
    "two-issues-of-one-letter": TWO_ISSUES,
    "two-issues-with-the-annex-by-reference": TWO_ISSUES.replace("the Community of X on", "the Community of X,* on", 1),
    "two-issues-that-name-their-organs": TWO_ISSUES.replace(
        "I have the honour", "I have the honour to inform the members of the Economic and Social Council and", 1
    ),
    "two-letters-after-one-pattern": TWO_ISSUES.replace("17 January", "18 January", 1).replace(
        "22 February 2023", "23 February 2023", 1
    ),
    "two-letters-of-one-organ": (cover(PATTERN) + cover(PATTERN.replace("17 January", "18 January"))),
    "two-letters-of-two-senders": TWO_ISSUES.replace("Representative of X", "Representative of Y", 1).replace(
        "22 February 2023", "23 February 2023", 1
    ),
    "extract-without-the-annex": cover("I have the honour to submit a report."),
    "exponents-are-no-notes": "The area is 4,400 km<sup>2</sup>, or 4.4 × 10<sup>9</sup> m².<sup>1</sup>\n\n"
    "<sup>1</sup> A source of 1990.\n",
    "exponent-after-a-space": "The area is 4,400 km² and 12 m³.<sup>1</sup>\n\n<sup>1</sup> A source of 1990.\n",
    "ordinal-endings-are-no-notes": "On the 21<sup>st</sup> of March.<sup>1</sup>\n\n<sup>1</sup> A source of 1990.\n",
    "chemical-formula": "Emissions of CO₂ and H₂O rose.<sup>1</sup>\n\n<sup>1</sup> A source of 1990.\n",
    "marker-in-a-heading": "# A heading<sup>1</sup>\n\nText.<sup>2</sup>\n\n<sup>1</sup> A source of 1990.\n\n"
    "<sup>2</sup> A source of 1991.\n",
    "marker-in-a-table": "| State<sup>1</sup> | Year<sup>2</sup> |\n|---|---|\n| X | 1990 |\n\n"
    "<sup>1</sup> A source of 1990.\n\n<sup>2</sup> A source of 1991.\n",
    "two-notes-at-one-place": "It was said so.<sup>1,2</sup> And again.<sup>3</sup>\n\n<sup>1</sup> A source.\n\n"
    "<sup>2</sup> Another.\n\n<sup>3</sup> A third.\n",
    "repeated-indicator": "One<sup>1</sup> and two<sup>2</sup> and one again.<sup>1</sup>\n\n<sup>1</sup> A "
    "source.\n\n"
    "<sup>2</sup> Another.\n",
    "notes-of-an-annex": LETTER_WITH_NOTES_IN_ITS_ANNEX,
    "count-restarts-in-an-annex": "One<sup>1</sup> and two.<sup>2</sup>\n\n<sup>1</sup> A source.\n\n"
    "<sup>2</sup> Another.\n\nAnnex\n\nThree<sup>1</sup> and four.<sup>2</sup>\n\n<sup>1</sup> A third.\n\n"
    "<sup>2</sup> A fourth.\n",
    "note-in-the-middle-of-a-sentence": "It was said so<sup>1</sup> and the sentence goes on over the\n\n"
    "<sup>1</sup> A source of 1990.\n\npage and ends here.<sup>2</sup>\n\n<sup>2</sup> A source of 1991.\n",
    "ibid-chain": "One<sup>1</sup> two<sup>2</sup> three.<sup>3</sup>\n\n<sup>1</sup> A/HRC/8/6/Add.2, para. 2.\n\n"
    "<sup>2</sup> Ibid., para. 3.\n\n<sup>3</sup> Ibid.\n",
    "several-ibid-in-one-note": "One<sup>1</sup> and two.<sup>2</sup>\n\n<sup>1</sup> A/HRC/8/6/Add.2, para. 2.\n\n"
    "<sup>2</sup> Ibid., para. 3; ibid., para. 5.\n",
    "ibid-after-document-and-its-address": "One<sup>1</sup> and two.<sup>2</sup>\n\n<sup>1</sup> A/HRC/8/6/Add.2, "
    "para. 2, available at <https://undocs.org/A/HRC/8/6/Add.2>.\n\n<sup>2</sup> Ibid., para. 3.\n",
    "ibid-in-the-same-note": "One.<sup>1</sup>\n\n<sup>1</sup> A/HRC/8/6/Add.2, para. 2; ibid., para. 7.\n",
    "number-1996-is-no-year": "Security Council resolution 1996 (2011)",
    "list-with-numbers-like-years": "Security Council resolutions 1996 (2011), 2046 (2012) and 2057 (2012)",
    "parliamentary-assembly-before": "Parliamentary Assembly resolution 1416 (2005)",
    "parliamentary-assembly-behind": "resolution 1416 (2005) of the Parliamentary Assembly of the Council of Europe",
    "parliamentary-assembly-in-its-resolution": (
        "The Parliamentary Assembly of the Council of Europe, in its resolution 1416 (2005), regretted this."
    ),
    "european-parliament": "European Parliament resolution 853 (1994)",
    "organization-of-islamic-cooperation": "resolution 10/43-C of the Organization of Islamic Cooperation",
    "anniversary-year": "the tenth anniversary of resolution 1325 (2000), in October 2010",
    "full-form-first": "Security Council resolution 1325 (2000) was followed; resolution 1325 says so.",
    "committee-named-by-a-number": "the 1267 Committee and the 1540 Committee met",
    "resumed-session": "General Assembly resolution 57/337 of 3 July 2003",
    "session-rule-of-march": "General Assembly resolution 57/301 of 13 March 2003",
    "human-rights-council-founded": "General Assembly resolution 60/251 of 15 March 2006",
    "date-of-another-thing": "General Assembly resolution 48/114 and the letter dated 5 December 2023",
    "date-of-the-report": "General Assembly resolution 48/114; report of 15 April 2008 (A/HRC/8/6/Add.2)",
    "resolution-and-meeting": "resolution 853 (1993), adopted at its 3259th meeting, on 29 July 1993",
    "old-council-number": "see S/25859, S/26190 and S/23500",
    "old-assembly-number": "see A/8447 and Add.1, A/520/Rev.17",
    "cubic-decimetres": "Some 35 dm³ leaked.¹\n\n¹ S/2024/213.\n",
    "exponent-before-the-first-indicator": f"5 dm<sup>3</sup> a<sup>1</sup> b<sup>2</sup> c.<sup>3</sup>{THREE_NOTES}",
    "unknown-unit": f"One<sup>1</sup> 5 barn<sup>9</sup> two<sup>2</sup> three.<sup>3</sup>{THREE_NOTES}",
    "unknown-units": f"5 barn<sup>9</sup> a<sup>1</sup> b<sup>2</sup> 6 barn<sup>9</sup> c.<sup>3</sup>{THREE_NOTES}",
    "indicator-behind-ten": f"killed 10<sup>1</sup> and two<sup>2</sup> and three.<sup>3</sup>{THREE_NOTES}",
    "correlation": f"One<sup>1</sup> R<sup>2</sup> = 0.9 two<sup>2</sup> three.<sup>3</sup>{THREE_NOTES}",
    "isotopes": f"One<sup>1</sup> of ²³⁵U and <sup>14</sup>C two<sup>2</sup> three.<sup>3</sup>{THREE_NOTES}",
    "range-of-assembly-symbols": "documents A/78/636–A/78/640",
    "double-symbol-of-ecosoc": "the report (A/78/80–E/2023/70)",
    "council-symbol-of-this-year": "see S/2026/112",
    "commission-of-next-spring": "see E/CN.6/2027/3",
    "addendum-to-a-running-number": "see A/2150/Add.1",
    "human-rights-council-of-next-year": "see A/HRC/66/2",
    "general-comments": "general comments Nos. 31 and 36",
    "general-comments-and-a-symbol": "general comments No. 31 and No. 36 (CCPR/C/GC/36)",
    "general-comment-agrees": "general comment No. 36 (2018) on the right to life (CCPR/C/GC/36)",
    "general-comment-old-style": "general comment No. 14 (E/C.12/2000/4)",
    "general-comment-of-a-year": "general comment No. 5 (2003) (CRC/GC/2003/5)",
    "general-comment-elsewhere": "general comment No. 36 differs from what went before (CCPR/C/GC/35)",
    "joint-general-comment": "general recommendation No. 31 (CEDAW/C/GC/31-CRC/C/GC/18)",
    "double-symbol-before-1994": "An Agenda for Peace (A/47/277 - S/24111)",
    "double-symbol-of-the-preliminary-list": "the letter dated 4 April 2001 (A/56/62-S/2001/334)",
    "double-symbol-of-an-emergency-session": "the letter (A/ES-10/100-S/2001/334)",
    "double-symbol-of-january": "the letter dated 17 January 2023 (A/77/706-S/2023/43)",
    "last-documents-of-the-commission": "E/CN.4/2006/122 and E/CN.4/Sub.2/2006/5",
    "special-political-committee": "see A/SPC/47/L.2",
    "human-rights-council-by-session": "see A/HRC/8/6/Add.2, A/HRC/47/G/10, A/HRC/RES/S-12/1",
    "treaty-body-communication": "communication No. 2077/2011 (CCPR/C/117/D/2077/2011)",
    "supplement": "Official Records of the General Assembly, Sixtieth Session, Supplement No. 10 (A/60/10)",
    "supplement-in-italics": (
        "*Official Records of the General Assembly, Sixtieth Session, Supplement No. 10* (A/60/10), chap. IV"
    ),
    "supplement-with-a-letter": (
        "Official Records of the General Assembly, Seventy-second Session, Supplement No. 53A (A/72/53/Add.1)"
    ),
    "old-opinion-in-an-annual-report": "Opinion No. 10/1997 (E/CN.4/1998/44/Add.1)",
    "several-opinions": "Opinions Nos. 46/2024 and 47/2024 (A/HRC/WGAD/2024/46 and A/HRC/WGAD/2024/47)",
    "opinion-and-another-opinion": "Opinion No. 46/2024; Opinion No. 47/2024, A/HRC/WGAD/2024/47",
    "link-percent-encoded": "See [S/RES/853 (1993)](https://undocs.org/S/RES/853%281993%29).",
    "link-with-space": "See [S/RES/853 (1993)](https://undocs.org/S/RES/853%20(1993)).",
    "link-with-brackets": "See [S/RES/853 (1993)](https://undocs.org/S/RES/853(1993)).",
    "link-query": "See [A/78/636](https://undocs.org/en/A/78/636?direct=true).",
    "link-access-query": "See [A/78/636](https://documents.un.org/api/symbol/access?s=A/78/636&l=en).",
    "link-encoded-query": "See [A/78/636](https://documents.un.org/symbol-explorer?s=A%2F78%2F636).",
    "link-lower-case": "See [A/78/636/Add.1](https://undocs.org/a/78/636/add.1).",
    "link-language": "See [A/78/636](https://docs.un.org/fr/A/78/636).",
    "link-first-half": "See [A/78/636-S/2023/960](https://undocs.org/A/78/636).",
    "link-second-half": "See [A/78/636-S/2023/960](https://undocs.org/S/2023/960).",
    "link-both-halves": "See [A/78/636](https://undocs.org/A/78/636-S/2023/960).",
    "link-elsewhere": "See [A/78/636](https://example.org/A/78/663).",
    "link-in-page": "See [section 2](#section-2).",
    "bilingual-case-title": (
        "Application de la convention internationale sur l'élimination de toutes les formes de discrimination "
        "raciale "
        "(Arménie c. Azerbaïdjan), Order of 7 December 2021"
    ),
    "two-orders-on-one-day": (
        f"{RACIAL_DISCRIMINATION} (Azerbaijan v. Armenia), Provisional Measures, Order of 7 December 2021"
    ),
    "order-in-the-reports": (
        f"{RACIAL_DISCRIMINATION} (Armenia v. Azerbaijan), Provisional Measures, Order of 7 December 2021, "
        "I.C.J. Reports 2021, p. 361, para. 60"
    ),
    "order-on-time-limits-lagrand": (
        "LaGrand (Germany v. United States of America), Order of 5 March 1999, I.C.J. Reports 1999, p. 28."
    ),
    "order-on-time-limits-cited-beside-the-first": (
        "LaGrand (Germany v. United States of America), Provisional Measures, Order of 3 March 1999, I.C.J. Reports "
        "1999, p. 9; LaGrand (Germany v. United States of America), Order of 5 March 1999, I.C.J. Reports 1999, "
        "p. 28."
    ),
    "order-on-time-limits-qatar": (f"{RACIAL_DISCRIMINATION} (Qatar v. United Arab Emirates), Order of 25 July 2018."),
    "order-on-time-limits-nicaragua": (
        "Military and Paramilitary Activities in and against Nicaragua (Nicaragua v. United States of America), "
        "Order "
        "of 14 May 1984, I.C.J. Reports 1984, p. 209."
    ),
    "order-on-time-limits-tehran": (
        "United States Diplomatic and Consular Staff in Tehran (United States of America v. Iran), Order of "
        "24 December 1979, I.C.J. Reports 1979, p. 23."
    ),
    "order-on-the-day-of-preliminary-objections": (
        "Application of the Convention on the Prevention and Punishment of the Crime of Genocide (The Gambia v. "
        "Myanmar), Order of 22 July 2022."
    ),
    "reports-of-two-years": (
        "Corfu Channel (United Kingdom v. Albania), Preliminary Objection, Judgment, I.C.J. Reports 1947-1948, "
        "p. 15; "
        "Judgment of 25 March 1948, I.C.J. Reports 1947–1948, p. 15"
    ),
    "interpretation-cited-by-the-first-case": (
        "Temple of Preah Vihear (Cambodia v. Thailand), Judgment, I.C.J. Reports 2013, p. 281"
    ),
    "judgment-of-a-case-not-named-beside-it": (
        "Corfu Channel (United Kingdom v. Albania), Merits, Judgment, I.C.J. Reports 1949; the Judgment, I.C.J. "
        "Reports 1985, p. 13"
    ),
    "order-of-another-court": "the order of the Constitutional Court of 9 December 2021 and its judgment of 8 May 2020",
    "order-of-a-ministry": "by order of 9 December 2021 the Ministry of Justice closed the case",
    "symbol-look-alikes": "N/A, 24/7, and/or, km/h, A/S, S/N, E/W, S/4HANA, 29/30, 1/2 and c/o",
    "file-path": "see C:/A/78/636.txt and /home/user/A/78/9999999",
    "sales-and-job-numbers": "Sales No. E.83.I.16, 25-05223 (E), GE.21-08237(E)",
    "press-release": "see SG/SM/9035, SC/15000 and GA/10693",
    "unknown-prefix": "see XYZ/2024/12 and FOO/C.1/9",
    "empty-brackets": "See the resolution () and [text] (1993).",
}


ALL_RIGHT = {**RIGHT, **symbol_cases.RIGHT}


@pytest.mark.parametrize("text", ALL_RIGHT.values(), ids=ALL_RIGHT.keys())
def test_no_false_alarm(text: str) -> None:
    assert alarms(text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (RIGHT["full-form-first"], "resolution-year-missing"),
        (RIGHT["committee-named-by-a-number"], "resolution-year-missing"),
        (RIGHT["link-in-page"], "link-placeholder"),
        (RIGHT["exponents-are-no-notes"], "footnote-missing-text"),
        (RIGHT["repeated-indicator"], "footnote-order"),
        (RIGHT["preliminary-list-with-a-star"], "session-ordinal"),
        (RIGHT["letter-sixty-days-before"], "masthead-vs-letter-date"),
    ],
    ids=["full-form-first", "1267-committee", "anchor", "exponents", "repeated", "preliminary", "sixty-days"],
)
def test_not_even_a_hint(text: str, rule: str) -> None:
    assert rule not in [finding.rule for finding in findings(text)]


# --- one mistake, one finding --------------------------------------------------------------


def test_one_mistake_seen_by_two_rules_is_one_finding() -> None:
    found = findings("General Assembly resolution 45/114, adopted on 20 December 1993")
    assert [finding.rule for finding in found] == ["resolution-session-date"]


def test_most_specific_rule_stays_and_the_other_is_related() -> None:
    (found,) = findings("see S/PRST/1993/4")
    assert found.rule == "body-active"
    assert all(not related.message.startswith("body-active") for related in found.related)


def test_findings_come_worst_first_then_by_place() -> None:
    text = "UNSCR 1325; items; see S/RES/853 (1994), S/PRST/1993/4 and [A/78/636](#)."
    severities = [finding.severity for finding in findings(text)]
    assert severities == sorted(severities, key=[ERROR, WARNING, INFO].index)
    errors = [finding.span for finding in findings(text) if finding.severity is ERROR]
    assert len(errors) == 2
    assert errors == sorted(errors)


def test_wrong_year_of_a_letter_is_one_finding() -> None:
    found = findings(cover(dated="28 May 2035", year="Eightieth year"))
    assert [finding.rule for finding in found if finding.severity is not INFO] == ["masthead-vs-letter-date"]


def test_two_mistakes_side_by_side_are_two_findings() -> None:
    found = findings("Security Council resolutions 822 (1994) and 853 (1994)")
    assert [finding.rule for finding in found] == ["resolution-year", "resolution-year"]


@pytest.mark.parametrize(
    ("day", "text", "rules"),
    [
        (date(2026, 11, 30), "see S/2027/1", ["symbol-year"]),
        (date(2026, 12, 1), "see S/2027/1", []),
        (date(2026, 12, 1), "see S/2028/1", ["symbol-year"]),
        (date(2026, 8, 31), "see E/CN.6/2027/3", ["symbol-year"]),
        (date(2026, 9, 1), "see E/CN.6/2027/3", []),
        (date(2026, 1, 5), "see A/HRC/67/2", ["symbol-session"]),
        (date(2027, 1, 5), "see A/HRC/67/2", []),
    ],
)
def test_what_is_still_to_come_depends_on_the_day_of_the_run(day: date, text: str, rules: list[str]) -> None:
    now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    found = check_document(document(text), catalogue(), now).findings
    assert [finding.rule for finding in found if finding.rule.startswith("symbol-")] == rules


@pytest.mark.parametrize("rule", RULES, ids=RULE_IDS)
def test_title_is_short_and_not_the_name(rule: Rule) -> None:
    assert 8 <= len(rule.title) <= 45
    assert not rule.title.endswith(".")


def test_judging_twice_gives_the_same() -> None:
    first = report(RULES_BY_NAME["annex-announced"].wrong)
    checked = Checked(first.document, first.letters, first.references, first.verdicts, TODAY, prose(first.document))
    assert judge(checked) == judge(checked) == first.findings
