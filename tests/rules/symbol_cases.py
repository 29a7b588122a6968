"""Cases of the rules on the reference by itself: what is wrong with a symbol or number, and what only looks so."""

from __future__ import annotations

from refcheck.model import Severity
from tests.checking import cover
from tests.rules.wrong import Wrong

WARNING, INFO = Severity.WARNING, Severity.INFO

WRONG = (
    # A number in a style of another body or time
    Wrong(
        "old-number-in-new-style",
        "see A/Res/25/2625 on friendly relations",
        "resolution-style-era",
        "A/Res/25/2625",
        suggestion="A/RES/2625 (XXV)",
    ),
    Wrong(
        "council-of-the-year-under-the-assembly",
        "General Assembly resolution 853 (1993) of 29 July 1993",
        "resolution-style-era",
        "General Assembly resolution 853 (1993)",
        suggestion="Security Council resolution 853 (1993)",
    ),
    Wrong(
        "assembly-of-the-session-under-the-council",
        "Security Council resolution 48/114 of 20 December 1993",
        "resolution-style-era",
        "Security Council resolution 48/114",
        suggestion="General Assembly resolution 48/114",
    ),
    Wrong(
        "human-rights-council-under-the-assembly",
        "General Assembly resolution 16/21 on the review of the Council",
        "resolution-style-era",
        "General Assembly resolution 16/21",
    ),
    Wrong(
        "human-rights-council-under-ecosoc",
        "Economic and Social Council resolution 16/21 of 25 March 2011",
        "resolution-style-era",
        "Economic and Social Council resolution 16/21",
        suggestion="Human Rights Council resolution 16/21",
    ),
    Wrong(
        "right-body-of-another-citation-nearby",
        "We recall Security Council resolution 822 (1993) and General Assembly resolution 853 (1993).",
        "resolution-style-era",
        "General Assembly resolution 853 (1993)",
        suggestion="Security Council resolution 853 (1993)",
    ),
    Wrong(
        "session-under-the-council-beside-the-assembly",
        "General Assembly resolution 48/114 and Security Council resolution 49/13",
        "resolution-style-era",
        "Security Council resolution 49/13",
    ),
    Wrong(
        "session-of-both-under-the-council",
        "Human Rights Council resolution 5/1 and Security Council resolution 48/114",
        "resolution-style-era",
        "Security Council resolution 48/114",
        suggestion="General Assembly resolution 48/114",
    ),
    Wrong(
        "roman-session-that-never-was",
        "General Assembly resolution 114 (XLVIII)",
        "resolution-style-era",
        "General Assembly resolution 114 (XLVIII)",
        suggestion="General Assembly resolution 48/114",
    ),
    Wrong(
        "both-styles-at-once",
        "General Assembly resolution 48/114 (XLVIII)",
        "resolution-style-era",
        "General Assembly resolution 48/114 (XLVIII)",
        WARNING,
        "General Assembly resolution 48/114",
    ),
    Wrong(
        "both-styles-at-odds",
        "General Assembly resolution 48/114 (XLVI)",
        "resolution-style-era",
        "General Assembly resolution 48/114 (XLVI)",
    ),
    Wrong(
        "year-for-the-session",
        "General Assembly resolution 181 (1947)",
        "resolution-style-era",
        "General Assembly resolution 181 (1947)",
        INFO,
        "General Assembly resolution 181 (II)",
    ),
    Wrong(
        "council-with-a-session",
        "Security Council resolution 242 (XXII)",
        "resolution-style-era",
        "Security Council resolution 242 (XXII)",
        suggestion="Security Council resolution 242 (1967)",
    ),
    Wrong("ecosoc-session-too-late", "E/RES/1503 (LXXVIII)", "resolution-style-era", "E/RES/1503 (LXXVIII)"),
    # Decisions and resolutions
    Wrong(
        "decision-in-french",
        "la décision 60/251 de l’Assemblée générale",
        "decision-or-resolution",
        "décision 60/251",
        suggestion="résolution 60/251",
    ),
    Wrong(
        "decision-in-chinese",
        "大会第60/251号决定",
        "decision-or-resolution",
        "第60/251号",
        says="decisions of that session",
    ),
    Wrong(
        "resolution-with-a-decisions-number",
        "General Assembly resolution 60/501",
        "decision-or-resolution",
        "General Assembly resolution 60/501",
        suggestion="General Assembly decision 60/501",
    ),
    Wrong("decision-as-a-symbol", "A/DEC/60/251", "decision-or-resolution", "A/DEC/60/251", suggestion="A/RES/60/251"),
    Wrong(
        "decision-of-the-human-rights-council",
        "Human Rights Council resolution 19/119",
        "decision-or-resolution",
        "Human Rights Council resolution 19/119",
        suggestion="Human Rights Council decision 19/119",
    ),
    Wrong(
        "resolution-of-the-assembly-under-the-human-rights-council",
        "Human Rights Council resolution 60/251 of 15 March 2006",
        "decision-or-resolution",
        "Human Rights Council resolution 60/251",
        suggestion="General Assembly resolution 60/251",
    ),
    Wrong(
        "number-of-both-the-assembly-and-the-human-rights-council",
        "Human Rights Council resolution 48/104",
        "decision-or-resolution",
        "Human Rights Council resolution 48/104",
    ),
    Wrong(
        "resolution-of-the-human-rights-council",
        "Human Rights Council decision 16/21",
        "decision-or-resolution",
        "Human Rights Council decision 16/21",
        suggestion="Human Rights Council resolution 16/21",
    ),
    Wrong(
        "decision-of-a-special-session",
        "General Assembly decision ES-7/3",
        "decision-or-resolution",
        "General Assembly decision ES-7/3",
        WARNING,
    ),
    Wrong(
        "decision-of-ecosoc",
        "Economic and Social Council resolution 1998/299",
        "decision-or-resolution",
        "Economic and Social Council resolution 1998/299",
        WARNING,
        "Economic and Social Council decision 1998/299",
    ),
    Wrong("decision-without-its-body", "see decision 60/251", "decision-or-resolution", "decision 60/251", WARNING),
    # Numbers beyond the session's resolutions
    Wrong("number-no-session-has", "A/RES/48/914", "resolution-number-ceiling", "A/RES/48/914"),
    Wrong(
        "number-above-the-sessions-last",
        "General Assembly resolution 60/341",
        "resolution-number-ceiling",
        "General Assembly resolution 60/341",
        WARNING,
        says="60/289",
    ),
    Wrong(
        "number-of-the-human-rights-council",
        "Human Rights Council resolution 16/71",
        "resolution-number-ceiling",
        "Human Rights Council resolution 16/71",
        WARNING,
    ),
    # Sessions, records and dates that do not fit the number
    Wrong(
        "session-of-another-year",
        "the report A/HRC/8/6/Add.2 of 2018.",
        "session-year",
        "A/HRC/8/6/Add.2",
        says="session 8 of the Human Rights Council, 2008",
    ),
    Wrong("session-and-year-in-brackets", "as stated in A/HRC/58/60 (2021)", "session-year", "A/HRC/58/60"),
    Wrong(
        "session-of-a-treaty-body",
        "the Views of the Committee (CCPR/C/117/D/2077/2011, 2021)",
        "session-year",
        "CCPR/C/117/D/2077/2011",
        WARNING,
        says="2016",
    ),
    Wrong(
        "session-and-date-of-a-treaty-body",
        "CEDAW/C/90/2 of 3 March 2015",
        "session-year",
        "CEDAW/C/90/2",
        WARNING,
    ),
    Wrong(
        "record-with-another-year", "see S/PV.3259 (1983)", "meeting-record-range", "S/PV.3259", WARNING, says="in 1993"
    ),
    Wrong("record-still-to-come", "see S/PV.32590", "meeting-record-range", "S/PV.32590", WARNING),
    Wrong("statement-beyond-its-year", "see S/PRST/1994/122", "meeting-record-range", "S/PRST/1994/122", WARNING),
    Wrong("plenary-beyond-any-session", "see A/60/PV.790", "meeting-record-range", "A/60/PV.790", WARNING),
    Wrong(
        "date-of-another-session",
        "the letter dated 5 December 2020 from the Permanent Representative (A/78/636)",
        "number-date-pace",
        "A/78/636",
        WARNING,
        says="session 78 is of 2023/2024",
    ),
    Wrong(
        "date-before-the-running-number",
        "the report of the Secretary-General (S/26190), dated 30 July 1983",
        "number-date-pace",
        "S/26190",
        WARNING,
        says="1992 to 1993",
    ),
    Wrong(
        "day-that-the-pace-does-not-reach",
        "the letter dated 15 December 2023 from the Permanent Representative (S/2023/43)",
        "number-date-pace",
        "S/2023/43",
        INFO,
    ),
    Wrong(
        "half-of-a-double-symbol",
        "my letter (S/2023/960) and the annex (A/78/636-S/2023/960)",
        "joint-symbol-incomplete",
        "S/2023/960",
        INFO,
        "A/78/636-S/2023/960",
    ),
    Wrong(
        "council-session-with-its-year",
        "the forty-eighth session of the Human Rights Council (2018)",
        "body-session-date",
        "forty-eighth",
        WARNING,
        says="in 2021",
    ),
    Wrong(
        "council-session-by-its-days",
        "The Human Rights Council, at its 48th session (21 June–14 July 2021), adopted it.",
        "body-session-date",
        "48th",
        WARNING,
        "47th",
    ),
    Wrong(
        "session-of-the-working-group",
        "adopted by the Working Group on Arbitrary Detention at its 100th session, 11–15 November 2025",
        "body-session-date",
        "100th",
        WARNING,
        says="in 2024",
    ),
    Wrong(
        "days-of-the-working-group",
        "adopted by the Working Group on Arbitrary Detention at its 101st session, 21–25 August 2024",
        "body-session-date",
        "101st",
        WARNING,
        says="from 11 November 2024",
    ),
    Wrong(
        "session-of-the-old-commission",
        "the Commission on Human Rights at its fifty-fifth session, held in 1998",
        "body-session-date",
        "fifty-fifth",
        WARNING,
        says="in 1999",
    ),
    # What was still to come
    Wrong(
        "symbol-of-a-later-year",
        cover("I refer to my letter (S/2026/12)."),
        "cites-the-future",
        "S/2026/12",
        says="is of 2026",
    ),
    Wrong(
        "letter-of-a-later-day",
        cover("I refer to the letter dated 5 August 2025 from the Permanent Representative (S/2025/490)."),
        "cites-the-future",
        "S/2025/490",
        says="is dated 5 August 2025",
    ),
    Wrong(
        "resolution-of-a-later-session",
        cover("I refer to General Assembly resolution 80/12."),
        "cites-the-future",
        "General Assembly resolution 80/12",
        says="opened in 2025",
    ),
    Wrong(
        "document-of-a-later-session",
        cover("I refer to document A/81/36."),
        "cites-the-future",
        "A/81/36",
        says="opened in 2026",
    ),
    Wrong(
        "session-of-the-human-rights-council-to-come",
        cover("I refer to Human Rights Council resolution 60/3."),
        "cites-the-future",
        "Human Rights Council resolution 60/3",
        says="8 September 2025",
    ),
    Wrong(
        "opinion-of-a-later-year",
        cover("I refer to Opinion No. 46/2026 of the Working Group."),
        "cites-the-future",
        "Opinion No. 46/2026",
    ),
    # Treaties and the Court's reports
    Wrong(
        "volume-of-the-treaty-named",
        "International Covenant on Civil and Political Rights, United Nations, Treaty Series, vol. 1999, No. 14668",
        "treaty-registration",
        "Treaty Series, vol. 1999, No. 14668",
        WARNING,
        "Treaty Series, vol. 999, No. 14668",
    ),
    Wrong(
        "number-of-the-treaty-named",
        "Convention on the Rights of the Child (United Nations, Treaty Series, vol. 1577, No. 27351)",
        "treaty-registration",
        "Treaty Series, vol. 1577, No. 27351",
        WARNING,
        "Treaty Series, vol. 1577, No. 27531",
    ),
    Wrong(
        "number-beyond-its-volume",
        "United Nations, Treaty Series, vol. 78, No. 10210",
        "treaty-registration",
        "Treaty Series, vol. 78, No. 10210",
        WARNING,
    ),
    Wrong(
        "court-reports-without-stops",
        "Military and Paramilitary Activities, Merits, Judgment, ICJ Reports 1986, p. 14",
        "icj-form",
        "ICJ Reports 1986, p. 14",
        INFO,
        "I.C.J. Reports 1986, p. 14",
    ),
    # Broken symbols, and symbols in an unusual form
    Wrong(
        "hyphen-lost-and-s-read-as-8",
        "circulated as A/78/3358/2023/642 of the Council",
        "symbol-malformed",
        "A/78/3358/2023/642",
        WARNING,
        "A/78/335-S/2023/642",
    ),
    Wrong("note-glued-to-a-symbol", "(S/1594771)", "symbol-malformed", "S/1594771", WARNING, "S/15947"),
    Wrong("dot-lost-before-a-draft", "see A/C.3/78/L60.", "symbol-malformed", "A/C.3/78/L60", WARNING, "A/C.3/78/L.60"),
    Wrong("letter-for-a-digit", "see S/2O23/960.", "symbol-malformed", "S/2O23/960", WARNING, "S/2023/960"),
    Wrong("statement-without-year", "see S/PRST/40", "symbol-malformed", "S/PRST/40", WARNING),
    Wrong("cyrillic-letters", "see А/78/636", "symbol-style", "А/78/636", INFO, "A/78/636"),
    Wrong("full-width", "see Ａ／78／636", "symbol-style", "Ａ／78／636", INFO, "A/78/636"),
    Wrong("spaces-in-a-symbol", "see A / 78 / 636", "symbol-style", "A / 78 / 636", INFO, "A/78/636"),
    Wrong(
        "spaces-in-a-resolution",
        "see S / RES / 853 (1993)",
        "symbol-style",
        "S / RES / 853 (1993)",
        INFO,
        "S/RES/853 (1993)",
    ),
    Wrong("zero-in-a-symbol", "see S/PRST/2017/08", "symbol-style", "S/PRST/2017/08", INFO, "S/PRST/2017/8"),
    Wrong(
        "wide-dash-in-a-double-symbol",
        "see A/78/636 — S/2023/960",
        "symbol-style",
        "A/78/636 — S/2023/960",
        INFO,
        "A/78/636-S/2023/960",
    ),
    # Two names of one document
    Wrong(
        "supplement-in-french",
        "Documents officiels de l’Assemblée générale, soixantième session, Supplément no 10 (A/60/11)",
        "parallel-identifier",
        "A/60/11",
        suggestion="A/60/10",
    ),
    Wrong(
        "supplement-of-another-session",
        "Official Records of the General Assembly, Sixty-seventh Session, Supplement No. 53 (A/76/53)",
        "parallel-identifier",
        "A/76/53",
        suggestion="A/67/53",
    ),
    Wrong(
        "climate-decision-of-another-year",
        "decision 1/CP.21 (FCCC/CP/2016/10/Add.1)",
        "parallel-identifier",
        "FCCC/CP/2016/10/Add.1",
        says="2015",
    ),
    Wrong(
        "communication-registered-after-its-session",
        "see CCPR/C/85/D/2077/2011",
        "parallel-identifier",
        "CCPR/C/85/D/2077/2011",
        WARNING,
    ),
    Wrong(
        "running-number-of-another-time",
        "the report (A/47/277-S/15947)",
        "joint-symbol-session-year",
        "A/47/277-S/15947",
        WARNING,
    ),
    # Symbols of a time in which there were none
    Wrong("session-before-the-thirty-first", "see A/25/636", "symbol-session", "A/25/636"),
    Wrong("treaty-body-before-its-time", "CRC/C/1985/3", "body-active", "CRC/C/1985/3"),
    Wrong("commission-after-its-end", "E/CN.17/2015/2", "body-active", "E/CN.17/2015/2"),
)

RIGHT = {
    "bodies-of-a-list": "General Assembly and Security Council resolutions 48/114 and 853 (1993)",
    "three-bodies-of-a-list": (
        "General Assembly, Economic and Social Council and Security Council resolutions 48/114, 1996/31 and 1325 (2000)"
    ),
    "bodies-with-the-united-nations": (
        "United Nations General Assembly and United Nations Security Council resolutions 853 (1993) and 48/114"
    ),
    "bodies-in-the-genitive": "the General Assembly's and the Security Council's resolutions 48/114 and 853 (1993)",
    "bodies-joined-in-words": "General Assembly as well as Security Council resolutions 853 (1993) and 48/114",
    "noun-of-each-body": "General Assembly resolutions and Security Council resolutions 48/114 and 853 (1993)",
    "body-behind-the-last": "Security Council resolution 853 (1993) and 48/114 of the General Assembly",
    "body-outside-in-the-sentence-before": "The Conference of the Parties met in Paris. Decision 14/19 was taken.",
    "day-behind-an-addendum": "S/2005/60/Add.1–3 May 2005, and E/CN.4/1995/1/Add.1 – 20 February 1995",
    "bodies-behind-a-list": "resolutions 48/114 and 853 (1993) of the General Assembly and the Security Council",
    "bodies-of-a-list-in-chinese": "大会和安全理事会第48/114号和第853(1993)号决议",
    "old-short-form-of-ecosoc": "See E.S.C. Res. 1503 (XLVIII). See also E.S.C. Res. 1996/31.",
    "commission-that-shares-its-number": "Commission on Human Rights resolution 1994/45 of 4 March 1994",
    "parliamentary-assembly": "The Parliamentary Assembly met. In its resolution 2391 (2021), it noted that.",
    "each-statement-with-its-date": (
        "Recalling the statements of its President of 3 August 2011 (S/PRST/2011/16), 21 March 2012 (S/PRST/2012/6) "
        "and 5 April 2012 (S/PRST/2012/10)"
    ),
    "each-resolution-behind-its-date": (
        "resolutions of 16 September 2005 (A/RES/60/1), 13 September 2007 (A/RES/61/295) and 25 September 2015 "
        "(A/RES/70/1)"
    ),
    "chronology": "3 August 2011   (S/PRST/2011/16)\n21 March 2012   (S/PRST/2012/6)\n5 April 2012   (S/PRST/2012/10)",
    "bodies-of-a-list-the-other-way": "Security Council and General Assembly resolutions 853 (1993) and 48/114",
    "human-rights-council-by-its-number": "The General Assembly took note of it. See resolution 16/21.",
    "ecosoc-by-its-roman-session": "under the procedure of resolution 1503 (XLVIII)",
    "uniting-for-peace": "General Assembly resolution 377 A (V) of 3 November 1950",
    "nouns-shared-by-a-list": "General Assembly resolutions and decisions 60/251 and 60/501",
    "nouns-shared-by-a-list-in-french": "les résolutions et décisions 60/251 et 60/501 de l’Assemblée générale",
    "nouns-shared-in-a-heading": "Economic and Social Council resolutions and decisions\n\n1992/19\n\n"
    "Communications on the status of women\n\n1999/257\n\nWork of the Commission\n",
    "elections": "General Assembly decision 56/302 and decision 57/402",
    "decision-of-the-1980s": "Economic and Social Council decision 1984/153",
    "resolutions-of-the-busiest-session": "General Assembly resolutions 73/346 and 73/347",
    "decision-of-an-emergency-session": "General Assembly decision ES-7/11",
    "old-committee-documents-have-no-session": "A/C.3/307/Rev.1, A/C.2/237, A/INF/136 and A/C.1/280",
    "letter-behind-an-old-number": "resolution 3419 A to D (XXX) of 8 December 1975",
    "special-session-in-roman": "General Assembly resolution 3362 (S-VII), A/RES/2252 (ES-V)",
    "report-before-its-session": "the report (A/HRC/58/60) of 20 December 2024",
    "corrigendum-after-its-session": "A/HRC/8/6/Corr.1 of 12 February 2009",
    "treaty-bodies-numbered-through": "CCPR/C/79/Add.100 (1998), CRC/C/46 (1995), CAT/C/7/Add.1 (1989) and "
    "CERD/C/304/Add.12 (1996)",
    "session-of-a-treaty-body-in-its-year": "CCPR/C/85/D/1134/2002 (2005) and CEDAW/C/49/D/20/2008 (2011)",
    "record-in-its-year": "see S/PV.3259 (1993), S/PV.4213 of 31 October 2000 and S/PV.4726 (Resumption 1)",
    "record-of-new-years-eve": "S/PV.2903 of 27 December 1989 and S/PV.9236 of 30 December 2022",
    "record-of-this-year": "S/PV.10200 of 3 June 2026",
    "last-statement-of-its-year": "S/PRST/1994/82, S/PRST/2021/24 and S/PRST/2024/7",
    "letter-of-december-issued-in-january": "the letter dated 29 December 2022 from the Permanent Representative "
    "(A/77/706-S/2023/3)",
    "letter-for-the-preliminary-list": "the letter dated 4 April 2001 (A/56/62-S/2001/334)",
    "corrigendum-of-a-later-year": "A/78/636/Corr.1 of 4 March 2025",
    "halves-cited-together": "A/78/636-S/2023/960 and again A/78/636–S/2023/960",
    "old-running-numbers-with-their-dates": "S/23500 of 31 January 1992, S/25859 of 28 May 1993 and S/26809 of "
    "29 November 1993",
    "working-group-set-up-by-the-council": "The Working Group on the Universal Periodic Review, established in "
    "accordance with Human Rights Council resolution 5/1, held its thirty-fourth session from 4 to 15 November 2019.",
    "group-that-reports-to-the-council": "The Working Group on the Right to Development, reporting to the Human Rights "
    "Council, held its tenth session from 22 to 26 June 2009.",
    "session-of-the-council": "The Human Rights Council, at its forty-seventh session, held from 21 June to 14 July "
    "2021.",
    "session-of-the-council-by-month": "the Human Rights Council at its fifty-fifth session, in March 2024",
    "session-of-the-working-group-by-days": "adopted by the Working Group on Arbitrary Detention at its 101st session, "
    "11–15 November 2024",
    "announced-document": cover("I refer to the report to be issued as A/81/36 and to the forthcoming S/2026/1."),
    "document-for-the-next-session": cover("I refer to document A/80/50 and to resolution 79/1."),
    "document-for-the-next-session-of-the-council": cover("I refer to document A/HRC/59/23."),
    "conference-room-paper-of-the-next-year": cover(
        "I refer to E/CN.6/2026/3.", dated="3 November 2025", distributed="", session="Eightieth session"
    ),
    "cited-on-its-own-day": cover("I refer to the letter dated 28 May 2025 from the Chargé d’affaires (S/2025/333)."),
    "reissued-later": cover("I refer to the letter dated 2 June 2025 (S/2025/340).\n\n* Reissued on 6 June 2025."),
    "treaties-where-they-are": (
        "Convention on the Rights of the Child, United Nations, Treaty Series, vol. 1577, No. 27531; "
        "Geneva Conventions of 12 August 1949, United Nations, Treaty Series, vol. 75, No. 973; "
        "United Nations, Treaty Series, vol. 660, No. 9464; United Nations, Treaty Series, vol. 2303, No. 30822"
    ),
    "optional-protocol-under-its-treaty": (
        "Second Optional Protocol to the International Covenant on Civil and Political Rights, United Nations, "
        "Treaty Series, vol. 1642, No. 14668"
    ),
    "official-court-reports": (
        "Merits, Judgment, I.C.J. Reports 1986, p. 14, para. 190, and I.C.J. Reports 1996 (I), p. 226"
    ),
    "running-number-of-its-session": "the report (A/47/277-S/24111) of 17 June 1992, and A/48/403-S/26450",
    "climate-decisions-of-their-years": "decision 1/CP.21 (FCCC/CP/2015/10/Add.1), decision 1/CP.26 (see "
    "FCCC/CP/2021/12/Add.1) and decision 1/CMA.3, contained in FCCC/PA/CMA/2021/10/Add.1",
    "supplements": (
        "Official Records of the General Assembly, Seventy-second Session, Supplement No. 53A (A/72/53/Add.1); "
        "Documents officiels, soixantième session, Supplément no 10 (A/60/10); Suplemento núm. 10 (A/60/10); "
        "Дополнение № 10 (A/60/10); 《大会正式记录，第六十届会议，补编第10号》（A/60/10）"
    ),
    "supplement-of-the-old-series": "Official Records, Thirtieth Session, Supplement No. 1 (A/10001)",
    "addresses-are-no-symbols": "https://example.org/A/CONF/177/20 and www.example.org/S/PV/3259",
    "paths-are-no-symbols": "files/A/C3/78 and C:/A/RES48/114, A/B testing, S/N 2023960, I/O, A/4HANA",
    "usual-forms": "A/78/636–S/2023/960, A/78/636/Add.1, A/RES/217 A (III), S/RES/853 (1993), S/PV.4726 (Resumption 1)",
    "symbol-broken-by-a-line": "see A/HRC/8/6/\nAdd.2 and A/78/636-\nS/2023/960",
}
