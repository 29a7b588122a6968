"""Cases of the rules on the wording: days, events, annexes' descriptions, numbering, names, marks, addresses."""

from __future__ import annotations

from refcheck.model import Severity
from tests.checking import cover
from tests.rules.wrong import Wrong

WARNING, INFO = Severity.WARNING, Severity.INFO

# Days, lists and ranges in six languages, with the part that the finding covers
IMPOSSIBLE_DAYS = (
    ("They met on 31 April 2025.", "31 April 2025"),
    ("They met on 30 February.", "30 February"),
    ("They met on 45 March 2020.", "45 March 2020"),
    ("They met on February 29, 2023.", "February 29, 2023"),
    ("Adopted on Monday, 21 March 2025.", "Monday, 21 March 2025"),
    ("Adopted on 21 March 2025 (Monday).", "21 March 2025 (Monday"),
    ("Adopted on Tuesday, March 21, 2025.", "Tuesday, March 21, 2025"),
    ("Open from Monday to Friday, 24 to 26 March 2025.", "Friday, 24 to 26 March 2025"),
    ("The session, 15–11 November 2024, was short.", "15–11 November 2024"),
    ("from 15 to 11 November 2024", "15 to 11 November 2024"),
    ("from 25 July 2023 to 26 July 2022", "25 July 2023 to 26 July 2022"),
    ("25 July 2023–26 July 2022", "25 July 2023–26 July 2022"),
    ("between 10 May 2024 and 5 May 2024", "10 May 2024 and 5 May 2024"),
    ("flights on 29, 31 and 30 March 2025", "29, 31 and 30 March 2025"),
    ("flights on 29, 30 and 30 March 2025", "29, 30 and 30 March 2025"),
    ("the conference held on 6 and 5 December 2024", "6 and 5 December 2024"),
    ("the plan for the period 1993–1991", "1993–1991"),
    ("La réunion du 31 avril 2025 est annulée.", "31 avril 2025"),
    ("Elle s’est tenue du 15 au 11 novembre 2024.", "15 au 11 novembre 2024"),
    ("Elle s’est tenue le lundi 21 mars 2025.", "lundi 21 mars 2025"),
    ("Se celebró el 30 de febrero de 2024.", "30 de febrero de 2024"),
    ("Se celebró del 15 al 11 de noviembre de 2024.", "15 al 11 de noviembre de 2024"),
    ("Se celebró el lunes 21 de marzo de 2025.", "lunes 21 de marzo de 2025"),
    ("Заседание 31 апреля 2025 года отменено.", "31 апреля 2025"),
    ("Сессия прошла с 15 по 11 ноября 2024 года.", "15 по 11 ноября 2024"),
    ("Заседание в понедельник, 21 марта 2025 года.", "понедельник, 21 марта 2025"),
    ("عقد الاجتماع يوم الاثنين 21 آذار/مارس 2025.", "الاثنين 21 آذار/مارس 2025"),
    ("من 15 إلى 11 تشرين الثاني/نوفمبر 2024", "15 إلى 11 تشرين الثاني/نوفمبر 2024"),
    ("会议于2025年2月30日举行。", "2025年2月30日"),
    ("会议于2024年11月15日至11日举行。", "2024年11月15日至11日"),
    ("会议于2025年3月21日星期一举行。", "2025年3月21日星期一"),
)
MALFORMED = (
    ("See http//www.un.org/en/ga.", "http//www.un.org/en/ga."),
    ("See https:/un.org/en", "https:/un.org/en"),
    ("See https;//un.org/en", "https;//un.org/en"),
    ("See htps://un.org/en", "htps://un.org/en"),
    ("See https://https://un.org/en", "https://https://un.org/en"),
    ("See https:// www.un.org/en", "https:// www.un.org/en"),
    ("See https://www.un,org/en", "https://www.un,org/en"),
    ("See <https://un.org/en).>", "https://un.org/en)."),
    ("See [the page](www.un.org/en).", "www.un.org/en"),
    ("See [the page](https://un.org/en.).", "https://un.org/en."),
)
FIVE = ("1. One.\n\n", "2. Two.\n\n", "3. Three.\n\n", "4. Four.\n\n", "5. Five.\n")
TRANSMITTED = (
    "I transmit the address to the {} (see annex).\n\nAnnex\n\nAddress to the {}\n\nThank you for the invitation."
)
SECOND = "Second Conference on “The Right to Return”, held on 5 and 6 December 2024 in Baku, Azerbaijan"


def _transmitted(said: str) -> str:
    return cover(TRANSMITTED.format(said, SECOND))


WRONG = (
    *(Wrong(f"day-{text[:30]}", text, "date-range-valid", at) for text, at in IMPOSSIBLE_DAYS),
    *(Wrong(f"address-{at}", text, "url-malformed", at, WARNING) for text, at in MALFORMED),
    Wrong(
        "weekday-of-the-text's-language",
        "le lundi 21 mars 2025",
        "date-range-valid",
        "lundi 21 mars 2025",
        suggestion="vendredi 21 mars 2025",
    ),
    Wrong(
        "event-of-next-month",
        cover("The statement was adopted at the meeting of experts on 3 June 2025 in Geneva."),
        "event-before-letter",
        "3 June 2025",
        says="reports as past",
    ),
    Wrong(
        "last-day-of-an-event",
        cover("At the conference held in Baku from 27 to 29 May 2025, the participants agreed."),
        "event-before-letter",
        "27 to 29 May 2025",
    ),
    Wrong(
        "annex-on-another-day",
        _transmitted(SECOND.replace("5 and 6", "5 and 7")),
        "annex-description",
        "5 and 7 December 2024",
        WARNING,
        "5 and 6 December 2024",
    ),
    Wrong(
        "annex-of-another-year",
        _transmitted(SECOND.replace("2024", "2023")),
        "annex-description",
        "5 and 6 December 2023",
        WARNING,
    ),
    Wrong(
        "annex-of-another-number",
        _transmitted(SECOND.replace("Second", "Third")),
        "annex-description",
        "Third",
        WARNING,
        "Second",
    ),
    Wrong(
        "annex-of-another-place",
        _transmitted(SECOND.replace("Baku", "Ankara")),
        "annex-description",
        "Ankara",
        WARNING,
        "Baku",
    ),
    Wrong(
        "annex-of-another-title",
        _transmitted(SECOND.replace("to Return", "of Return")),
        "annex-description",
        "The Right of Return",
        INFO,
    ),
    Wrong(
        "paragraph-mistyped", "".join((*FIVE[:2], "8. Three.\n\n", *FIVE[3:])), "paragraph-numbering", "8", WARNING, "3"
    ),
    Wrong("paragraph-twice", "".join((*FIVE[:3], "3. Again.\n\n", *FIVE[3:])), "paragraph-numbering", "3", WARNING),
    Wrong("paragraph-left-out", "".join((*FIVE[:2], *FIVE[3:], "\n6. Six.\n")), "paragraph-numbering", "4", WARNING),
    Wrong("line-of-a-list", "1. One;\n2. Two;\n4. Three;\n\n4. Four.\n\n", "paragraph-numbering", "4", WARNING, "3"),
    Wrong(
        "section-mistyped",
        "#### 4.1. Aims\n\nText.\n\n#### 4.4. Means\n\nText.\n\n#### 4.3. Costs\n\nText.\n",
        "paragraph-numbering",
        "4.4",
        WARNING,
        "4.2",
    ),
    Wrong(
        "name-of-a-person",
        "The letter of Mr. Ruben Vardanyan was read. Then Mr. Ruben Vardanian left.",
        "name-variants",
        "Vardanian",
        INFO,
    ),
    Wrong(
        "name-with-another-letter",
        "He thanked Mr. Francis Dengue. Later Mr. Francis Dengua, the Special Representative, spoke.",
        "name-variants",
        "Dengua",
        INFO,
    ),
    Wrong(
        "name-without-its-accent",
        "A report by Walter Kälin, and one more by Walter Kalin.",
        "name-variants",
        "Kalin",
        INFO,
        says="accents",
    ),
    Wrong(
        "place-in-two-spellings",
        "What happened in Khojaly is known. People from Khojali testified; those in Khojaly as well.",
        "name-variants",
        "Khojali",
        INFO,
        "Khojaly",
    ),
    Wrong(
        "court-of-two-courts",
        "the International Criminal Court of Justice ruled",
        "entity-name",
        "International Criminal Court of Justice",
        INFO,
    ),
    Wrong(
        "singular-nation",
        "the United Nation Security Council met",
        "entity-name",
        "United Nation",
        INFO,
        "United Nations",
    ),
    Wrong(
        "counsel-for-council",
        "the Human Rights Counsel met",
        "entity-name",
        "Human Rights Counsel",
        INFO,
        "Human Rights Council",
    ),
    Wrong(
        "letters-changed-places",
        "the United Nations High Commissioner for Refugees (UNHRC) said",
        "defined-term",
        "UNHRC",
        INFO,
        "UNHCR",
    ),
    Wrong(
        "one-abbreviation-for-two",
        "The Regional Peace Council (RPC) met. Later the Rural Poverty Commission (RPC) answered.",
        "defined-term",
        "RPC",
        INFO,
        says="Regional Peace Council",
    ),
    Wrong(
        "used-before-it-is-defined",
        "Then the RPC decided to send a mission to the region, which was to report within two months on what it had "
        "seen there.\n\nThe Regional Peace Council (RPC) met.",
        "defined-term",
        "RPC",
        INFO,
    ),
    Wrong(
        "figure-in-two-versions",
        cover("They recalled that 613 innocent civilians perished. It is known that 631 innocent civilians perished."),
        "figure-conflict",
        "631",
        INFO,
        says="613",
    ),
    Wrong(
        "year-of-one-event",
        cover("the Khojaly genocide of 1992 is recalled; the Khojaly genocide of 1993 is not forgotten"),
        "figure-conflict",
        "1993",
        INFO,
    ),
    Wrong(
        "bracket-left-open", "They met (in Geneva on Friday. Nothing came of it.", "quotation-marks-balanced", "(", INFO
    ),
    Wrong(
        "quotation-never-opened",
        "The Court noted: the parties agree”. It went on.",
        "quotation-marks-balanced",
        "”",
        INFO,
    ),
    Wrong(
        "note-without-its-star",
        "A table\\* of three.\n\n\\* The list.\n\n\\*\\* One more note.\n",
        "asterisk-note",
        "\\*\\* One more note.",
        INFO,
    ),
    Wrong(
        "full-range-among-short-ones", "in 2017–18, 2018–19 and 2019–2020", "range-style", "2019–2020", INFO, "2019–20"
    ),
    Wrong(
        "relevant-resolutions",
        "in line with relevant Security Council resolutions",
        "vague-reference",
        "relevant Security Council resolutions",
        INFO,
    ),
)
