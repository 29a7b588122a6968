"""The table of reference kinds: what is looked for, by what, with an example of each written form.

It drives the extractor (`extract` runs `find` of every row), the documentation (README) and the tests
(every example is run). A further kind is a module beside this one, and a row here.
"""

from __future__ import annotations

from typing import NamedTuple

from refcheck.extraction import (
    chinese,
    icj,
    mandates,
    opinions,
    publications,
    resolutions,
    symbols,
    treaties,
    treaty_bodies,
    urls,
)
from refcheck.extraction.found import Extractor
from refcheck.model import Kind


class Example(NamedTuple):
    """A sentence, and the canonical forms that are found in it, in order."""

    text: str
    canonical: tuple[tuple[str, ...], ...]


class KindRow(NamedTuple):
    """One kind of reference. `rank` settles overlaps: of two that overlap, the lower rank stays.

    `anchors` are literals of which every citation of the kind holds one: only there is it looked for.
    """

    kind: Kind
    name: str
    find: Extractor
    rank: int
    anchors: tuple[str, ...]
    examples: tuple[Example, ...]


KINDS = (
    KindRow(
        Kind.URL,
        "web address",
        urls.find_urls,
        0,
        urls.ANCHORS,
        (
            Example(
                "available at <https://caliber.az/en/post/207092/>.",
                (("https://caliber.az/en/post/207092/",),),
            ),
            Example("See www.un.org/en/ga.", (("https://www.un.org/en/ga",),)),
        ),
    ),
    KindRow(
        Kind.SYMBOL,
        "document symbol",
        symbols.find_symbols,
        1,
        symbols.ANCHORS,
        (
            Example("mission to Azerbaijan (A/HRC/8/6/Add.2)", (("A/HRC/8/6/Add.2",),)),
            Example("see S/RES/853 (1993)", (("S/RES/853(1993)",),)),
            Example("A/RES/217 A (III)", (("A/RES/217(III)[A]",),)),
        ),
    ),
    KindRow(
        Kind.SYMBOL,
        "double symbol",
        symbols.find_symbols,
        1,
        symbols.ANCHORS,
        (
            Example("my letter (A/78/636-S/2023/960)", (("A/78/636", "S/2023/960"),)),
            Example("A/67/875 – S/2013/313", (("A/67/875", "S/2013/313"),)),
            Example("E/CN.4/1999/79 and Add.1", (("E/CN.4/1999/79",), ("E/CN.4/1999/79/Add.1",))),
        ),
    ),
    KindRow(
        Kind.RESOLUTION,
        "resolution or decision in words",
        resolutions.find_resolutions,
        2,
        resolutions.ANCHORS,
        (
            Example("Security Council resolution 853 (1993)", (("S/RES/853(1993)",),)),
            Example(
                "its resolutions 822 (1993) of 30 April 1993 and 853 (1993) of 29 July 1993",
                (("S/RES/822(1993)",), ("S/RES/853(1993)",)),
            ),
            Example("General Assembly resolution 48/114", (("A/RES/48/114",),)),
            Example("General Assembly resolution 217 A (III)", (("A/RES/217(III)[A]",),)),
            Example("Commission on Human Rights resolution 1998/50", (("E/CN.4/RES/1998/50",),)),
            Example("Human Rights Council resolutions 5/1 and 16/21", (("A/HRC/RES/5/1",), ("A/HRC/RES/16/21",))),
            Example("Economic and Social Council decision 1998/299", (("E/DEC/1998/299",),)),
            Example("in line with UNSCR 1325", (("S/RES/1325(2000)",),)),
        ),
    ),
    KindRow(
        Kind.RESOLUTION,
        "resolution or decision in the other official languages",
        resolutions.find_resolutions,
        2,
        resolutions.ANCHORS,
        (
            Example("la résolution 1325 (2000) du Conseil de sécurité", (("S/RES/1325(2000)",),)),
            Example("la resolución 48/114 de la Asamblea General, de 20 de diciembre de 1993", (("A/RES/48/114",),)),
            Example(
                "резолюции 822 (1993) и 853 (1993) Совета Безопасности", (("S/RES/822(1993)",), ("S/RES/853(1993)",))
            ),
            Example("قرار الجمعية العامة 35/219 المؤرخ 17 كانون الأول/ديسمبر 1980", (("A/RES/35/219",),)),
        ),
    ),
    KindRow(
        Kind.RESOLUTION,
        "resolution listed by its number below a heading",
        mandates.find_listed,
        2,
        mandates.ANCHORS,
        (
            Example(
                "General Assembly resolutions\n\n63/170\n\nRegional arrangements\n\n75/96; 76/80\n",
                (("A/RES/63/170",), ("A/RES/75/96",), ("A/RES/76/80",)),
            ),
        ),
    ),
    KindRow(
        Kind.RESOLUTION,
        "resolution or decision in Chinese",
        chinese.find_chinese_resolutions,
        2,
        chinese.ANCHORS,
        (
            Example("安全理事会第1325(2000)号决议", (("S/RES/1325(2000)",),)),
            Example("大会1993年12月20日第48/114号决议", (("A/RES/48/114",),)),
        ),
    ),
    KindRow(
        Kind.ICJ,
        "judgment, order or advisory opinion of the International Court of Justice",
        icj.find_icj,
        3,
        icj.ANCHORS,
        (
            Example(
                "Application of the International Convention on the Elimination of All Forms of Racial Discrimination "
                "(Armenia v. Azerbaijan), Provisional Measures, Order of 7 December 2021, para. 60.",
                (("ICJ/180/ORD/2021-12-07",),),
            ),
            Example(
                "The International Court of Justice said so in its judgment of 20 December 1949.",
                (("ICJ/?/JUD/1949-12-20",),),
            ),
            Example(
                "Voir l’ordonnance de la Cour internationale de Justice du 7 décembre 2021.",
                (("ICJ/?/ORD/2021-12-07",),),
            ),
            Example(
                "la providencia de la Corte Internacional de Justicia de 7 de diciembre de 2021",
                (("ICJ/?/ORD/2021-12-07",),),
            ),
            Example(
                "постановление Международного Суда от 7 декабря 2021 года",
                (("ICJ/?/ORD/2021-12-07",),),
            ),
        ),
    ),
    KindRow(
        Kind.OPINION,
        "opinion of the Working Group on Arbitrary Detention",
        opinions.find_opinions,
        4,
        opinions.ANCHORS,
        (Example("Opinion No. 46/2024 concerning a person", (("A/HRC/WGAD/2024/46",),)),),
    ),
    KindRow(
        Kind.TREATY,
        "treaty or declaration by name",
        treaties.find_treaties,
        5,
        treaties.ANCHORS,
        (
            Example("the International Covenant on Civil and Political Rights", (("UNTS/999/14668",),)),
            Example("the Universal Declaration of Human Rights", (("A/RES/217(III)[A]",),)),
        ),
    ),
    KindRow(
        Kind.ICJ,
        "decision of the International Court of Justice by its place in the Reports",
        icj.find_icj,
        3,
        icj.ANCHORS,
        (
            Example(
                "Application of the International Convention on the Elimination of All Forms of Racial Discrimination "
                "(Armenia v. Azerbaijan), Judgment, I.C.J. Reports 2024, p. 1",
                (("ICJ/180/JUD/2024",),),
            ),
        ),
    ),
    KindRow(
        Kind.ICJ,
        "decision of the Permanent Court of International Justice",
        icj.find_permanent_court,
        3,
        icj.PERMANENT_COURT_ANCHORS,
        (Example("Lotus, Judgment No. 9, 1927, P.C.I.J., Series A, No. 10", (("PCIJ/A/10",),)),),
    ),
    KindRow(
        Kind.OPINION,
        "general comment or recommendation of a treaty body",
        treaty_bodies.find_comments,
        4,
        treaty_bodies.COMMENT_ANCHORS,
        (Example("Human Rights Committee, general comment No. 36 (2018)", (("CCPR/C/GC/36",),)),),
    ),
    KindRow(
        Kind.OPINION,
        "communication before a treaty body",
        treaty_bodies.find_communications,
        4,
        treaty_bodies.COMMUNICATION_ANCHORS,
        (Example("communication No. 2077/2011", ((),)),),
    ),
    KindRow(
        Kind.TREATY,
        "treaty by its place in the Treaty Series",
        publications.find_treaty_series,
        5,
        publications.SERIES_ANCHORS,
        (Example("United Nations, Treaty Series, vol. 660, No. 9464", (("UNTS/660/9464",),)),),
    ),
    KindRow(
        Kind.DOI,
        "digital object identifier",
        publications.find_dois,
        6,
        publications.DOI_ANCHORS,
        (Example("doi:10.18356/bb3ea73e-en", (("https://doi.org/10.18356/bb3ea73e-en",),)),),
    ),
    KindRow(
        Kind.ISBN,
        "book number",
        publications.find_isbns,
        6,
        publications.ISBN_ANCHORS,
        (Example("ISBN 978-92-1-101421-1", (("ISBN/9789211014211",),)),),
    ),
)
