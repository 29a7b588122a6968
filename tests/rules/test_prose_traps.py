"""What looks like a slip in the wording and is none: no finding at all, not even a hint."""

from __future__ import annotations

import pytest

from tests.checking import cover, found_by

NUMBERED = "{}. A paragraph of some length.\n\n"
OPEN_LIST = "The list (of a first kind,\n\nof a second kind,\n\nand of a third) is long.\n"
SECOND = "Second Conference, held on 5 and 6 December 2024 in Baku, Azerbaijan"


def _numbered(*labels: str) -> str:
    return "".join(NUMBERED.format(label) for label in labels)


def _annexed(said: str, heading: str) -> str:
    return cover(f"I transmit {said} (see annex).\n\nAnnex\n\n{heading}\n\nThe text.")


TRAPS = {
    "date-range-valid": (
        "Monday, 24 March 2025, and Friday, 21 March 2025",
        "from Monday to Wednesday, 24 to 26 March 2025",
        "Monday and Tuesday, 24 and 25 March 2025",
        "in the night of Monday to Tuesday, 25 March 2025",
        "Easter Monday, 21 April 2025, and Black Saturday, 20 January 1990",
        "Bloody Sunday, 9 January 1905 by the old calendar",  # the Julian calendar
        "29 February 2024 and 29 February 2000",
        "letters dated 6 and 5 December 2024, respectively",
        "the letters of 12 and 5 March 2024 (A/78/1 and A/78/2, respectively)",
        "from 28 December to 3 January 2025",  # the year changes between
        "25 July 2022–26 July 2023",
        "postponed from 5 May 2025 to 3 March 2025",
        "The date was corrected from 12 June 2024 to 10 June 2024.",
        "article 31 April 2025 version; table 45 March 2020; rules 12, 5 and 6 June 2019",
        "in room 4, 5 May 2025",
        "resolutions 2334, 5 and 7 December 2016",
        "5, 12, 19 and 26 March; 27 February, 3 and 5 March",
        "in 1918–1921, 1948–1953, and 1987–1991",
        "the biennium 2024–2025, in 2019–20 and from 1991 to 1988 tons",
        "adopted by 15 votes to 2, 5 May 2024",
        "at its 12th to 4th meetings, March 2020",
        "Sales No. E.16.II.D.4; 25-05223 (E); A/79/12–30 June 2025",
        "1er avril 2025, le mardi 1er avril 2025 et du 28 mars au 2 avril 2025",
        "el martes 1 de abril de 2025, del 28 de marzo al 2 de abril de 2025",
        "во вторник, 1 апреля 2025 года, с 28 марта по 2 апреля 2025 года",
        "يوم الثلاثاء 1 نيسان/أبريل 2025، من 11 إلى 15 تشرين الثاني/نوفمبر 2024",
        "2025年4月1日星期二；2024年11月11日至15日；12月5日和6日；2024年2月29日",
        "per cent in 2019, 30 in June, 31 in July",
        "| 30 | February |\n| 31 | April |\n",
        "31\nApril\n30\nFebruary\n",  # cells of a table, each on its line
    ),
    "event-before-letter": (
        cover("The conference to be held on 3 June 2025 in Geneva will be open."),
        cover("The meeting, scheduled to be held on 3 June 2025, was announced."),
        cover("The elections will be held on 3 June 2025."),
        cover("The report should be adopted on 3 June 2025."),
        cover("The conference held on 27 May 2025 was followed by a visit, which is planned for 3 June 2025."),
        cover("Invitations to the conference held on 3 June 2025 are being sent."),
        cover("The text adopted on 28 May 2025 is enclosed."),  # the day of the letter itself
        cover("\\* Reissued for technical reasons on 10 June 2025."),
        cover("The decision, adopted in the form that will enter into force on 3 June 2025, is known."),
        "The conference was held on 3 June 2035.",  # no letter
    ),
    "annex-description": (
        _annexed(f"the address to the {SECOND}", f"Address to the {SECOND}"),
        _annexed(f"the address to the {SECOND}", "Address by the President"),
        _annexed("the address to the conference, held on 5–6 December 2024 in Baku", f"Address to the {SECOND}"),
        _annexed("the statement issued on 5 May 2025 on the attack", "Statement on the meeting held on 3 May 2025"),
        _annexed("the report on the events of 3 May 2025", "Report of 5 May 2025"),
        _annexed("the appeal adopted at the second conference", "Appeal adopted at the 2nd Conference"),
        _annexed('the report entitled "Justice for All, Now"', "Report: “Justice for all, now”"),
        _annexed("the address to the Second Conference", "[Original: Russian]\n\nAddress to the Second Conference"),
        _annexed("the text of the meeting held in Ankara on 21 May 2025", "Text, held on 21 May 2025 in Ankara"),
    ),
    "paragraph-numbering": (
        _numbered("1", "2", "3", "1", "2", "3"),
        _numbered("1", "2", "3", "7", "8", "9"),  # an extract
        _numbered("1", "2", "3") + "6. Right to education\n\n" + _numbered("4", "5", "6"),  # a heading
        _numbered("14", "15") + "2. Administration of justice\n\n" + _numbered("17", "18"),
        _numbered("1", "2") + "3\n\nThe number stands alone.\n\n" + _numbered("4", "5", "6"),  # a conversion
        _numbered("1", "2") + "[…]\n\n" + _numbered("4", "5", "6"),
        _numbered("1", "2") + "Paragraph 3 is deleted.\n\n" + _numbered("4", "5", "6"),
        "#### 4.1. Aims\n\n#### 4.2. Means\n\n### 5.1. Other\n\n#### 4.3. Costs\n\n",
        "7. It is said on page\n15. The rest follows on page\n9. And more.\n\n8. The next.\n\n9. The last.\n\n",
        "2024. A year of peace.\n\n2025. Another.\n\n",
        _numbered("1", "2", "3") + "It goes on (see 4. above).\n\n" + _numbered("4", "5"),
    ),
    "name-variants": (
        "Mr. Hansen met Mr. Jansen. Marie Curie and Mary Robinson were named.",
        "Péter Szijjártó met Peter Maurer, and Abul Hasan met Hassan Rouhani.",
        "Armenia and the Armenian people; Azerbaijan and Azerbaijanis; North Korea and South Korea",
        "ILHAM ALIYEV, President. Mr. Ilham Aliyev said so.",
        'Mr. Tofig Kuliyev quoted the article "Tofig Kouliev speaks".',  # a quoted title keeps its spelling
        "the Eastern Europe Group and the Western Europe Group, the Fifth Session and the Sixth Session",
        "the Member State and Member States, the Council and the Counsel of the Council",
        "L’État et les Etats-Unis, le Comité et les comités",
        "Türkiye was called Turkey before.",
    ),
    "entity-name": (
        "the Human Rights Committee, the Human Rights Council and the Commission on Human Rights",
        "the International Court of Justice and the International Criminal Court",
        "the International Courts of Justice, the United Nations’ Security Council, United Nations-led talks",
        "the World Health Organisation and the Organization for Security and Cooperation in Europe",
        "the National Human Rights Commission and the Security Council of the Russian Federation",
        "the Office of the United Nations High Commissioner for Refugees, the High Commission of India",
        'the article "United Nation at work"',
        "the International Criminal Tribunal for the Former Yugoslavia and its General Assemblies",
        "United States, United Kingdom, United Nations.1 and World Trade Center",
    ),
    "defined-term": (
        "the Conference on Security and Co-operation in Europe (CSCE)",
        "the Organization for Security and Co-operation in Europe (OSCE)",
        "International Convention on the Elimination of All Forms of Racial Discrimination (CERD)",  # the Court's use
        "the United Nations Educational, Scientific and Cultural Organization (UNESCO)",
        "internally displaced persons (IDPs); an internally displaced person (IDP)",
        "The UN, UNESCO and UNHCR met, and the United Nations High Commissioner for Refugees (UNHCR) spoke to us.",
        "the Supreme Court (SC) and the Security Council (GA)",
        "the European Union (UE), the North Atlantic Treaty Organization (OTAN)",
        "the Regional Peace Council (RPC) met; the RPC then left",
        cover("The RPC met in the presence of many people who had come from far away to be heard by it at last."),
    ),
    "figure-conflict": (
        cover("It rose from 50 women activists from abroad to 55 women activists in total."),
        cover("".join(f"In all {count} recommendations were fully accepted. " for count in (12, 15, 17))),  # a form
        cover("under agenda item 14 and agenda item 32, in paragraph 12 above and in paragraph 13 above"),
        cover("nearly 300,000 innocent displaced persons and more than 700,000 innocent displaced persons"),
        "attended by 50 women activists from abroad; attended by 55 women activists from abroad",  # no letter
        cover('attended by 50 women activists from abroad; "attended by 55 women activists from abroad"'),
    ),
    "quotation-marks-balanced": (
        "a) The first; b) the second; (c) the third; 1) one; iv) four",
        "“The first paragraph of a long quotation.\n\n“The second paragraph of it.”\n",
        "“The first.\n\n“The second.\n\n“The third and last”, he said.\n",
        OPEN_LIST,
        "measures:\n\n“(1) By one vote,\n\nX shall\n\n(a) act;\n\n(b) wait;\n\n(2) Unanimously,\n\nboth shall.”\n",
        'the 1990’s, the States’ duty and a 5" gun',
        "as stated in article 27.2 c) and in el párrafo 2 j) del artículo; lit. aa)",
        "He said that “it is\n\n---\n\nnot so”.\n",
        "« Une citation », et « une autre ».",
        'the practice of "ethnic cleansing” is condemned',  # its opening mark is a straight one
        "| a ( | b |\n| --- | --- |\n| c | d |\n",
        "Он сказал: „так“ и «так».",
    ),
    "asterisk-note": (
        "A/79/1\\*\n\nThe text.\n\n\\* Reissued for technical reasons on 25 April 2025.\n",
        "The text.\n\n\\* Reissued for technical reasons on 25 April 2025.\n",  # the star was lost with the symbol
        "The text is *important* and **bold**.\n\n* a list\n* of two\n",
        "A table\\* and the list\\*\\* of it.\n\n\\* The first.\n\n\\*\\* The second.\n",
        "5 \\* 3 is 15.",
    ),
    "range-style": (
        "in 2019–2020 and 2021–2022",
        "in 2019–20 and 2021–22",
        'in 2019–2020, as "the plan for 2017–18" says',
        "in 2019–2020, see S/2019-20 and 25-05223",
        "in 2019–2020, paras. 1116–17",
        "in 2019–2020, and from 27 July 2023–24 July 2024",
    ),
    "vague-reference": (
        "in line with relevant resolutions, including General Assembly resolution 48/114",
        'he spoke of "relevant resolutions"',
        "the resolutions of the Council; the report; these documents",
        "a number of reports by the Secretary-General, in particular S/2024/1",
    ),
    "url-malformed": (
        "see https://un.org/a_(b) (and https://un.org/b). Or www.un.org/en.",
        "see <https://media.un.org/en/asset/k1g/k1gvc8zwrdr>.",
        "https://web.archive.org/web/2020/https://www.un.org/a",
        "[a](#) [b](https://un.org/a_(b)) [c](mailto:a@un.org) [d](../x.html)",
        "the prefix http:// is needed; a/http//b; ftp://un.org/x; HTTP://UN.ORG/A",
        "see https://www.un.org/en/\nga/79, and https://un.org, www.un.org; https://un.org,see",
        "https://un.org/index.php?title=x,y&z=http://a.b/c",
    ),
}


@pytest.mark.parametrize(
    ("rule", "text"),
    [(rule, text) for rule, texts in TRAPS.items() for text in texts],
    ids=[f"{rule}-{place}" for rule, texts in TRAPS.items() for place in range(len(texts))],
)
def test_no_false_alarm(rule: str, text: str) -> None:
    assert [finding.message for finding in found_by(rule, text)] == []
