"""A letter's words in French."""

from __future__ import annotations

import re

from refcheck.domain.dates import DATE_PATTERN
from refcheck.domain.numerals import NUMBER_LIST_ABROAD
from refcheck.domain.patterns import lazy
from refcheck.extraction.letter.wording.wording import LABELS, LINE_START, TO_THE_END, Wording, words

_LETTER = r"lettres?\s+identiques|lettre|notes?\s+verbales?"

WORDING = Wording(
    language="fr",
    stems=("assemblée", "assemblee", "conseil", "lettre"),
    organs=(
        ("A", lazy(r"Assembl[ée]e\s+g[ée]n[ée]rale", re.IGNORECASE)),
        ("S", lazy(r"Conseil\s+de\s+s[ée]curit[ée]", re.IGNORECASE)),
        ("E", lazy(r"Conseil\s+[ée]conomique\s+et\s+social", re.IGNORECASE)),
    ),
    session=lazy(r"\bsession\b(?P<special>\s+extraordinaire)?(?P<emergency>\s+d['’]urgence)?", re.IGNORECASE),
    year=lazy(r"\bann[ée]e\b", re.IGNORECASE),
    ordinal_follows=False,
    items_on_cover=lazy(
        rf"(?:{LINE_START}|(?<=session)[ \t])"
        rf"Points?\s+(?P<list>{NUMBER_LIST_ABROAD})\s+de\s+"
        r"(?:l['’]\s?ordre\s+du\s+jour(?P<preliminary>\s+provisoire)?|la\s+liste\s+pr[ée]liminaire)",
        re.MULTILINE | re.IGNORECASE,
    ),
    preliminary=lazy(r"liste\s+pr[ée]liminaire|ordre\s+du\s+jour\s+provisoire", re.IGNORECASE),
    title=lazy(
        rf"\b(?P<kind>{_LETTER})\s*,?\s+(?:dat[ée]es?\s+du|en\s+date\s+du)\s+(?P<date>{DATE_PATTERN})\s*,?\s+"
        r"adress[ée]es?\s+(?P<addressee>(?:au|aux|à)\s(?:(?!\n[ \t]*\n).){3,300}?)\s+par\s+"
        rf"(?P<sender>{TO_THE_END})",
        re.DOTALL | re.IGNORECASE,
    ),
    identical=lazy(r"identiques", re.IGNORECASE),
    note=lazy(r"note", re.IGNORECASE),
    annex_to=lazy(
        r"^[ \t]*(?:Annexe|ANNEXE|Pièce\s+jointe)(?:\s+(?P<label>[IVX]{1,5}|\d{1,2}))?\s+(?i:à\s+la|aux?)\s+"
        rf"(?=(?i:(?:{_LETTER})\b))",
        re.MULTILINE,
    ),
    annex_alone=lazy(
        r"^[ \t]*(?:Annexe|ANNEXE)(?:\s+(?P<label>[IVX]{1,5}|\d{1,2}))?[ \t]*(?:\[[^\]\n]*\])?[ \t]*$", re.MULTILINE
    ),
    annex="annexe",
    mention=lazy(rf"\(?\bvoir\s+(?:l['’]\s?|les\s+)?annexe(?P<several>s)?\b(?:\s+(?P<labels>{LABELS}))?"),
    of_another=lazy(r"\s+(?:à|au|aux|de|du|des)\s+(?!la\s+pr[ée]sente\b)"),
    circulation=lazy(r"\b(?P<circulated>distribu\w*|diffus\w*|publi\w+|circul\w+)"),
    request_marks=lazy(r"\b(?:comme|en\s+tant\s+que)\s+(?:un\s+)?documents?\b|\bpoints?\s+\d"),
    document_marks=lazy(r"\bcomme\s+(?:un\s+)?documents?\b"),
    request_words=lazy(r"\b(?:reconnaissante?s?|gré|prie|demande\w*|bien\s+vouloir|oblig\w+|souhait\w+)\b"),
    items_in_request=lazy(rf"\bpoints?\s+(?P<list>{NUMBER_LIST_ABROAD})"),
    annex_in_request=lazy(r"\b(?:son|ses|l['’]|leurs?|les)\s?annexe(?P<several>s)?\b"),
    sentence_stop=lazy(r"\.(?=\s|$)|\n[ \t]*\n"),
    signed=lazy(r"[(\[]\s*sign[ée]e?s?\s*[)\]]", re.IGNORECASE),
    reissue_words="raisons techniques",
    reissued=lazy(r"\bnouveau\s+tirage\s+pour\s+raisons\s+techniques\b", re.IGNORECASE),
    continuing=words(
        "a à au aux avec contre dans de des du en entre et la le les leur leurs ou par pour sans sous sur un une"
    ),
    inside_names=words("nations"),
    plural_sender=lazy(r"Représentants|\bMissions\b|Chargés|\bet\s+l[ea]\b", re.IGNORECASE),
    mission=lazy(
        r"Représentante?\s+permanente?|Mission\s+permanente|Observat(?:eur|rice)\s+permanent|Chargée?s?\s+d['’]affaires",
        re.IGNORECASE,
    ),
    permanent=lazy(
        r"(?<!adjoint au )(?<!adjointe au )\bReprésentante?\s+permanente?\b(?!\s+(?:adjointe?|par))", re.IGNORECASE
    ),
    charge=lazy(r"Chargée?s?\s+d['’]affaires", re.IGNORECASE),
)
