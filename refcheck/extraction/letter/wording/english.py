"""A letter's words in English."""

from __future__ import annotations

import re

from refcheck.domain.dates import DATE_PATTERN
from refcheck.domain.numerals import NUMBER_LIST_PATTERN, ORDINAL_PATTERN
from refcheck.domain.patterns import lazy
from refcheck.extraction.letter.wording.wording import LABELS, LINE_START, Wording, words

_LETTER = r"(?:identical\s+)?letters?|notes?\s+verbales?"
# The same in any case of letters. Begins with a set of them, so that it is searched for fast.
_LETTER_SPOTTED = r"[iIlLnN](?=[dDeEoO])(?i:(?<=i)dentical\s+letters?|(?<=l)etters?|(?<=n)otes?\s+verbales?)"
_ORGAN = r"General\s+Assembly|Security\s+Council|Economic\s+and\s+Social\s+Council"
_AS_A_DOCUMENT = rf"\bas\s+(?:an?\s+)?(?:(?:official|joint|United\s+Nations|(?:{_ORGAN}))\s+)*documents?\b"

WORDING = Wording(
    language="en",
    stems=("assembly", "council", "letter dated", "letters dated", "verbale dated"),
    organs=(
        ("A", lazy(r"General\s+Assembly", re.IGNORECASE)),
        ("S", lazy(r"Security\s+Council", re.IGNORECASE)),
        ("E", lazy(r"Economic\s+and\s+Social\s+Council", re.IGNORECASE)),
    ),
    session=lazy(
        rf"\b(?P<ordinal>{ORDINAL_PATTERN})\s+(?:(?:(?P<emergency>emergency)\s+)?(?P<special>special)\s+)?session\b",
        re.IGNORECASE,
    ),
    year=lazy(rf"\b(?P<ordinal>{ORDINAL_PATTERN})\s+year\b", re.IGNORECASE),
    ordinal_follows=False,
    items_on_cover=lazy(
        rf"(?:{LINE_START}|(?<=session)[ \t])"
        rf"(?:Provisional\s+agenda|Agenda|Items?)\s*(?:items?)?\s+(?P<list>{NUMBER_LIST_PATTERN})"
        r"(?P<preliminary>\s+of\s+the\s+(?:preliminary\s+list|provisional\s+agenda))?",
        re.MULTILINE | re.IGNORECASE,
    ),
    preliminary=lazy(r"preliminary\s+list|provisional\s+agenda", re.IGNORECASE),
    title=lazy(
        rf"(?P<kind>{_LETTER_SPOTTED})(?i:\s+dated\s+(?P<date>{DATE_PATTERN})\s+from\s+"  # older ones in capitals
        r"(?P<sender>(?:(?!\n[ \t]*\n).){3,600}?)\s+addressed\s+to\s+(?P<addressee>(?:(?!\n[ \t]*\n).){3,300}))",
        re.DOTALL,
    ),
    identical=lazy(r"identical", re.IGNORECASE),
    note=lazy(r"note", re.IGNORECASE),
    annex_to=lazy(
        r"^[ \t]*(?:Annex|ANNEX|Enclosure|ENCLOSURE|Appendix|APPENDIX)(?:\s+(?P<label>[IVX]{1,5}|[A-Z]|\d{1,2}))?"
        rf"\s+(?:to\s+the|TO\s+THE)\s+(?=(?i:(?:{_LETTER})\b))",
        re.MULTILINE,
    ),
    annex_alone=lazy(
        r"^[ \t]*(?:Annex|ANNEX)(?:\s+(?P<label>[IVX]{1,5}|\d{1,2}))?[ \t]*(?:\[[^\]\n]*\])?[ \t]*$", re.MULTILINE
    ),
    annex="annex",
    mention=lazy(
        r"\(?\b(?:see|contained\s+in|set\s+out\s+in|attached\s+as)\s+(?:the\s+)?annex(?P<several>es)?\b"
        rf"(?:\s+(?P<labels>{LABELS}))?"
    ),
    of_another=lazy(  # "annex II to my letter", "annex to document A/…", but not "annex to the present letter"
        r"\s+(?:to|of)\s+(?!(?:the\s+present|this)\s+(?:identical\s+)?(?:letter|note\s+verbale|communication))"
    ),
    circulation=lazy(
        r"(?:c(?<!\wc)(?P<circulated>irculat(?:ed|ion|ing|e))|d(?<!\wd)istribut(?:ed|ion|ing|e)"
        r"|i(?<!\wi)ssu(?:ed|ance|ing|e)|p(?<!\wp)ubli(?:sh(?:ed|ing)?|cation)|r(?<!\wr)eproduced)\b"
    ),
    request_marks=lazy(rf"{_AS_A_DOCUMENT}|\bagenda\s+items?\b|\bunder\s+items?\b"),
    document_marks=lazy(_AS_A_DOCUMENT),  # other verbs than "circulate" need it: much is issued that is no letter
    request_words=lazy(
        r"\b(?:grateful|appreciat\w*|request\w*|kindly|please|ask\w*|obliged?|would|should|wish\w*)\b", re.IGNORECASE
    ),
    items_in_request=lazy(
        rf"\bunder\s+(?:its\s+|the\s+)?(?:agenda\s+)?(?:sub-)?items?\s+(?P<list>{NUMBER_LIST_PATTERN})"
    ),
    annex_in_request=lazy(r"\b(?:its|the|their)\s+annex(?P<several>es)?\b"),
    sentence_stop=lazy(r"\.(?=\s|$)|\n[ \t]*\n(?=\s*[^a-z\s])"),
    signed=lazy(r"[(\[]\s*signed\s*[)\]]", re.IGNORECASE),
    reissue_words="technical reasons",
    reissued=lazy(r"\b(?:second\s+|third\s+)?re-?issued?\s+for\s+technical\s+reasons\b", re.IGNORECASE),
    continuing=words(
        "a an and against among as at between by during for from in including into its of on or other the their to "
        "under with within without"
    ),
    inside_names=words("security general economic social united human"),
    plural_sender=lazy(r"Representatives|\bMissions\b|d['’]affaires\b.*\band\b|\band\s+the\b", re.IGNORECASE),
    mission=lazy(r"Permanent\s+(?:Representative|Mission|Observer)|Charg[ée]s?\s+d['’]affaires", re.IGNORECASE),
    permanent=lazy(r"(?<!Deputy )(?<!Acting )(?<!Alternate )(?<!Assistant )Permanent\s+Representative", re.IGNORECASE),
    charge=lazy(r"Charg[ée]s?\s+d['’]affaires", re.IGNORECASE),
)
