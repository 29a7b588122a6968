"""A letter's words in Spanish."""

from __future__ import annotations

import re

from refcheck.domain.dates import DATE_PATTERN
from refcheck.domain.numerals import NUMBER_LIST_ABROAD
from refcheck.domain.patterns import lazy
from refcheck.extraction.letter.wording.wording import LABELS, LINE_START, TO_THE_END, Wording, words

_LETTER = r"cartas?\s+id[ée]nticas|carta|notas?\s+verbal(?:es)?"

WORDING = Wording(
    language="es",
    stems=("asamblea", "consejo", "carta"),
    organs=(
        ("A", lazy(r"Asamblea\s+General", re.IGNORECASE)),
        ("S", lazy(r"Consejo\s+de\s+Seguridad", re.IGNORECASE)),
        ("E", lazy(r"Consejo\s+Econ[óo]mico\s+y\s+Social", re.IGNORECASE)),
    ),
    session=lazy(
        r"\bper[íi]odo\s+(?P<special>extraordinario\s+)?de\s+sesiones\b(?P<emergency>\s+de\s+emergencia)?",
        re.IGNORECASE,
    ),
    year=lazy(r"\baño\b", re.IGNORECASE),
    ordinal_follows=False,
    items_on_cover=lazy(
        rf"(?:{LINE_START}|(?<=sesiones)[ \t])"
        rf"Temas?\s+(?P<list>{NUMBER_LIST_ABROAD})\s+(?:del\s+programa(?P<preliminary>\s+provisional)?"
        r"|de\s+la\s+lista\s+preliminar)",
        re.MULTILINE | re.IGNORECASE,
    ),
    preliminary=lazy(r"lista\s+preliminar|programa\s+provisional", re.IGNORECASE),
    title=lazy(
        rf"\b(?P<kind>{_LETTER})\s*,?\s+(?:de\s+fecha|fechadas?\s+el)\s+(?P<date>{DATE_PATTERN})\s*,?\s+"
        r"(?:dirigidas?|enviadas?)\s+(?P<addressee>(?:al?|a\s+la)\s(?:(?!\n[ \t]*\n).){3,300}?)\s+por\s+"
        rf"(?P<sender>{TO_THE_END})",
        re.DOTALL | re.IGNORECASE,
    ),
    identical=lazy(r"id[ée]nticas", re.IGNORECASE),
    note=lazy(r"nota", re.IGNORECASE),
    annex_to=lazy(
        r"^[ \t]*(?:Anexo|ANEXO|Apéndice)(?:\s+(?P<label>[IVX]{1,5}|\d{1,2}))?\s+(?i:de|a)\s+(?i:las?)\s+"
        rf"(?=(?i:(?:{_LETTER})\b))",
        re.MULTILINE,
    ),
    annex_alone=lazy(
        r"^[ \t]*(?:Anexo|ANEXO)(?:\s+(?P<label>[IVX]{1,5}|\d{1,2}))?[ \t]*(?:\[[^\]\n]*\])?[ \t]*$", re.MULTILINE
    ),
    annex="anexo",
    mention=lazy(rf"\(?\bvéan?se\s+(?:el\s+|los\s+)?anexo(?P<several>s)?\b(?:\s+(?P<labels>{LABELS}))?"),
    of_another=lazy(r"\s+(?:al?|del?)\s+(?!la\s+presente\b)"),
    circulation=lazy(r"\b(?P<circulated>distribu\w*|publi\w+|circul\w+|difu\w+)"),
    request_marks=lazy(r"\bcomo\s+(?:un\s+)?documentos?\b|\btemas?\s+\d"),
    document_marks=lazy(r"\bcomo\s+(?:un\s+)?documentos?\b"),
    request_words=lazy(
        r"\b(?:agrade\w+|ruego|rogar\w*|solicit\w+|pido|pedir\w*|tuviera\w*|sírvase|desear\w*)\b", re.IGNORECASE
    ),
    items_in_request=lazy(rf"\btemas?\s+(?P<list>{NUMBER_LIST_ABROAD})"),
    annex_in_request=lazy(r"\b(?:sus?|el|los)\s+anexo(?P<several>s)?\b"),
    sentence_stop=lazy(r"\.(?=\s|$)|\n[ \t]*\n"),
    signed=lazy(r"[(\[]\s*firmad[oa]s?\s*[)\]]", re.IGNORECASE),
    reissue_words="razones técnicas",
    reissued=lazy(
        r"\b(?:publicad[oa]\s+nuevamente|nueva\s+tirada|reimpres[oa]|reedita\w+)\s+por\s+razones\s+t[ée]cnicas\b",
        re.IGNORECASE,
    ),
    continuing=words("a al con contra de del e el en entre la las los o para por que sin sobre su sus un una y"),
    inside_names=words("naciones"),
    plural_sender=lazy(r"Representantes|\bMisiones\b|Encargad[oa]s|\by\s+(?:el|la|por)\b", re.IGNORECASE),
    mission=lazy(
        r"Representante\s+Permanente|Misión\s+Permanente|Observador[a]?\s+Permanente|Encargad[oa]s?\s+de\s+Negocios",
        re.IGNORECASE,
    ),
    permanent=lazy(r"Representante\s+Permanente\b(?!\s+(?:Adjunt|Altern|Interin))", re.IGNORECASE),
    charge=lazy(r"Encargad[oa]s?\s+de\s+Negocios", re.IGNORECASE),
)
