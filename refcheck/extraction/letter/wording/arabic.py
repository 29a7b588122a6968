"""A letter's words in Arabic."""

from __future__ import annotations

import re

from refcheck.domain.dates import DATE_PATTERN
from refcheck.domain.numerals import NUMBER_LIST_ABROAD
from refcheck.domain.patterns import lazy
from refcheck.extraction.letter.wording.wording import LINE_START, TO_THE_END, Wording

_LETTER = (
    r"(?:ال|لل|بال)?رسالت(?:ان|ين)\s+(?:ال)?متطابقت(?:ان|ين)|(?:ال|لل|بال)?رسائل\s+(?:ال)?متطابقة|(?:ال|لل|بال)?رسالة"
    r"|(?:ال|لل|بال)?مذكرة\s+(?:ال)?شفوية"
)
_LABEL = r"(?:الأول|الثاني|الثالث|الرابع|الخامس|السادس|السابع|الثامن|التاسع|العاشر)(?!\w)"

WORDING = Wording(
    language="ar",
    stems=("الجمعية", "مجلس", "رسالة", "رسالت", "مذكرة"),
    organs=(
        ("A", lazy(r"(?:ال|لل)جمعية\s+العامة")),
        ("S", lazy(r"(?:لمجلس|مجلس)\s+الأمن")),
        ("E", lazy(r"(?:ال|لل)مجلس\s+الاقتصادي\s+والاجتماعي")),
    ),
    session=lazy(r"\bالدورة\b(?P<special>\s+الاستثنائية)?(?P<emergency>\s+الطارئة)?"),
    year=lazy(r"\bالسنة\b"),
    ordinal_follows=True,
    items_on_cover=lazy(
        rf"{LINE_START}(?:البنود|البندان|البندين|البند)\s+(?P<list>{NUMBER_LIST_ABROAD})\s+من\s+"
        r"(?:جدول\s+الأعمال(?P<preliminary>\s+المؤقت)?|القائمة\s+الأولية)",
        re.MULTILINE,
    ),
    preliminary=lazy(r"القائمة\s+الأولية|جدول\s+الأعمال\s+المؤقت"),
    title=lazy(
        rf"(?<!\w)(?P<kind>{_LETTER})\s+(?:ال)?مؤرخ(?:ة|تان|تين)\s+(?P<date>{DATE_PATTERN})\s*[،,]?\s+"
        r"(?:و?(?:ال)?)?موجه(?:ة|تان|تين)\s+(?P<addressee>إلى\s+(?:(?!\n[ \t]*\n).){3,300}?)\s+من\s+"
        rf"(?P<sender>{TO_THE_END})",
        re.DOTALL,
    ),
    identical=lazy(r"متطابق"),
    note=lazy(r"مذكرة"),
    annex_to=lazy(rf"^[ \t]*(?:المرفق|مرفق)(?:\s+(?P<label>{_LABEL}|\d{{1,2}}))?\s+(?=(?:{_LETTER}))", re.MULTILINE),
    annex_alone=lazy(
        rf"^[ \t]*(?:المرفق|مرفق)(?:\s+(?P<label>{_LABEL}|\d{{1,2}}))?[ \t]*(?:\[[^\]\n]*\])?[ \t]*$", re.MULTILINE
    ),
    annex="مرفق",
    mention=lazy(
        rf"\(?\bانظر\s+(?:المرفق(?P<several>ين|ان|ات)?|مرفق\b)(?!\w)(?:\s+(?P<labels>{_LABEL}(?:\s+و{_LABEL})*))?"
    ),
    of_another=lazy(r"\s+(?:ل\w+|من\s+الوثيقة|بالوثيقة)"),
    circulation=lazy(r"(?P<circulated>تعميم|توزيع|إصدار|نشر)"),
    request_marks=lazy(r"وثيقة|وثائق|(?:البند|البنود|البندين)\s+\d"),
    document_marks=lazy(r"وثيقة|وثائق"),
    request_words=lazy(r"أرجو|نرجو|يرجى|ممتن|أكون|سأغدو|أطلب|التفضل|امتنان"),
    items_in_request=lazy(rf"(?:ال|لل)?(?:بند|بنود|بندين|بندان)\s+(?P<list>{NUMBER_LIST_ABROAD})"),
    annex_in_request=lazy(r"(?<!\w)و(?:مرفق(?:ها|هما)|مرفق(?P<several>يها|اتها|اتهما))(?!\w)"),
    sentence_stop=lazy(r"\.(?=\s|$)|\n[ \t]*\n"),
    signed=lazy(r"\(\s*توقيع\s*\)"),
    reissue_words="لأسباب",
    reissued=lazy(r"(?:أعيد|أُعيد)\s+إصدار\w*\s+لأسباب\s+(?:فنية|تقنية)"),
    continuing=frozenset(),
    inside_names=frozenset(),
    plural_sender=lazy(r"الممثلين|الممثلون|الممثلان|البعثات|والممثل|والقائم"),
    mission=lazy(r"الممثلة?\s+الدائمة?|للممثل|البعثة\s+الدائمة|المراقبة?\s+الدائمة?|القائمة?\s+(?:المؤقت\s+)?بالأعمال"),
    permanent=lazy(r"(?<!نائب )(?<!نائبة )الممثلة?\s+الدائمة?"),
    charge=lazy(r"القائمة?\s+(?:المؤقتة?\s+)?بالأعمال"),
    sender_ends="الأمم المتحدة",
)
