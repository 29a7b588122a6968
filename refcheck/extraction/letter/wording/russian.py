"""A letter's words in Russian."""

from __future__ import annotations

import re

from refcheck.domain.dates import DATE_PATTERN
from refcheck.domain.numerals import NUMBER_LIST_ABROAD
from refcheck.domain.patterns import lazy
from refcheck.extraction.letter.wording.wording import LABELS, LINE_START, TO_THE_END, Wording, words

_LETTER = r"идентичн\w+\s+письм\w+|письм\w+|вербальн\w+\s+нот\w+"

WORDING = Wording(
    language="ru",
    stems=("ассамбле", "совет", "письм", "нота"),
    organs=(
        ("A", lazy(r"Генеральн\w+\s+Ассамбле\w+", re.IGNORECASE)),
        ("S", lazy(r"Совет\w*\s+Безопасности", re.IGNORECASE)),
        ("E", lazy(r"Экономическ\w+\s+и\s+Социальн\w+\s+Совет\w*", re.IGNORECASE)),
    ),
    session=lazy(r"(?P<emergency>\bчрезвычайная\s+)?(?P<special>\bспециальная\s+)?\bсессия\b", re.IGNORECASE),
    year=lazy(r"\bгод\b", re.IGNORECASE),
    ordinal_follows=False,
    items_on_cover=lazy(
        rf"(?:{LINE_START}|(?<=сессия)[ \t])"
        rf"Пункты?\s+(?P<list>{NUMBER_LIST_ABROAD})\s+(?:(?P<preliminary>предварительной\s+)?повестки\s+дня"
        r"|первоначального\s+перечня)",
        re.MULTILINE | re.IGNORECASE,
    ),
    preliminary=lazy(r"первоначальн\w+\s+перечн\w+|предварительн\w+\s+повестк\w+", re.IGNORECASE),
    title=lazy(
        rf"\b(?P<kind>{_LETTER})\s+(?P<sender>(?:(?!\n[ \t]*\n).){{3,600}}?)\s+от\s+(?P<date>{DATE_PATTERN})"
        rf"(?:\s+г(?:ода|\.))?\s*,?\s+(?:на\s+имя|в\s+адрес)\s+(?P<addressee>{TO_THE_END})",
        re.DOTALL | re.IGNORECASE,
    ),
    identical=lazy(r"идентичн", re.IGNORECASE),
    note=lazy(r"нот", re.IGNORECASE),
    annex_to=lazy(
        r"^[ \t]*(?:Приложение|ПРИЛОЖЕНИЕ)(?:\s+(?P<label>[IVX]{1,5}|\d{1,2}))?\s+(?i:к)\s+"
        rf"(?=(?i:(?:{_LETTER})\b))",
        re.MULTILINE,
    ),
    annex_alone=lazy(
        r"^[ \t]*(?:Приложение|ПРИЛОЖЕНИЕ)(?:\s+(?P<label>[IVX]{1,5}|\d{1,2}))?[ \t]*(?:\[[^\]\n]*\])?[ \t]*$",
        re.MULTILINE,
    ),
    annex="приложени",
    mention=lazy(rf"\(?\bсм\.\s+приложени(?:е|(?P<several>я))(?!\w)(?:\s+(?P<labels>{LABELS}))?"),
    of_another=lazy(r"\s+к\s+(?!настоящ)"),
    circulation=lazy(r"\b(?P<circulated>распростран\w+|издан\w+|издать|опубликова\w+)"),
    request_marks=lazy(r"\bв\s+качестве\s+(?:\w+\s+)?документ|\bкак\s+документ|\bпункт\w*\s+\d"),
    document_marks=lazy(r"\bв\s+качестве\s+(?:\w+\s+)?документ|\bкак\s+документ"),
    request_words=lazy(r"\b(?:признател\w+|благодар\w+|прош\w+|просил\w*|просим|просьб\w+)\b", re.IGNORECASE),
    items_in_request=lazy(rf"\bпункт\w*\s+(?P<list>{NUMBER_LIST_ABROAD})"),
    # "приложения" is one annex in the genitive or several in the accusative: nothing is counted there
    annex_in_request=lazy(r"\bи\s+(?:его\s+|их\s+)?приложени(?:е|ем|(?P<several>й|ями|ям))(?!\w)"),
    sentence_stop=lazy(r"\.(?=\s|$)|\n[ \t]*\n"),
    signed=lazy(r"[(\[]\s*подпис(?:ь|ал|ала|ано|и)\s*[)\]]", re.IGNORECASE),
    reissue_words="техническим причинам",
    reissued=lazy(r"\bпереиздан\w*\s+по\s+техническим\s+причинам\b", re.IGNORECASE),
    continuing=words("а без в во для за и из или к на о об от по под при с со у"),
    inside_names=words("совета генеральной объединенных экономического социального"),
    plural_sender=lazy(r"представителей|представительств\b|поверенных|\sи\s+Постоянн", re.IGNORECASE),
    mission=lazy(r"Постоянн\w+\s+(?:представител|представительств|наблюдател)|Временн\w+\s+поверенн", re.IGNORECASE),
    permanent=lazy(r"(?<!заместитель )(?<!заместителя )Постоянн\w+\s+представител(?!ьств)", re.IGNORECASE),
    charge=lazy(r"Временн\w+\s+поверенн", re.IGNORECASE),
)
