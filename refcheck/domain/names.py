"""Official names of bodies and offices, and the abbreviations that everybody writes for them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

NAMES = (
    "Commission on Human Rights",
    "Conference on Security and Co-operation in Europe",
    "Counter-Terrorism Committee",
    "Department of Peace Operations",
    "Economic and Social Council",
    "Food and Agriculture Organization of the United Nations",
    "General Assembly",
    "Human Rights Council",
    "Human Rights Committee",
    "International Atomic Energy Agency",
    "International Civil Aviation Organization",
    "International Committee of the Red Cross",
    "International Court of Justice",
    "International Criminal Court",
    "International Criminal Tribunal for Rwanda",
    "International Labour Organization",
    "International Law Commission",
    "International Maritime Organization",
    "International Monetary Fund",
    "International Organization for Migration",
    "International Residual Mechanism for Criminal Tribunals",
    "International Seabed Authority",
    "International Telecommunication Union",
    "International Tribunal for the Law of the Sea",
    "International Tribunal for the Former Yugoslavia",
    "Joint United Nations Programme on HIV/AIDS",
    "Movement of Non-Aligned Countries",
    "North Atlantic Treaty Organization",
    "Office for the Coordination of Humanitarian Affairs",
    "Office of the United Nations High Commissioner for Human Rights",
    "Office of the United Nations High Commissioner for Refugees",
    "Organization for Security and Co-operation in Europe",
    "Organization of Islamic Cooperation",
    "Organization of the Islamic Conference",
    "Permanent Court of Arbitration",
    "Permanent Court of International Justice",
    "Security Council",
    "Special Representative of the Secretary-General",
    "Sub-Commission on the Promotion and Protection of Human Rights",
    "United Nations",
    "United Nations Children's Fund",
    "United Nations Conference on Trade and Development",
    "United Nations Development Programme",
    "United Nations Educational, Scientific and Cultural Organization",
    "United Nations Entity for Gender Equality and the Empowerment of Women",
    "United Nations Environment Programme",
    "United Nations General Assembly",
    "United Nations High Commissioner for Human Rights",
    "United Nations High Commissioner for Refugees",
    "United Nations Human Rights Council",
    "United Nations Human Settlements Programme",
    "United Nations Industrial Development Organization",
    "United Nations Institute for Training and Research",
    "United Nations Mine Action Service",
    "United Nations Office for Project Services",
    "United Nations Office of Counter-Terrorism",
    "United Nations Office on Drugs and Crime",
    "United Nations Population Fund",
    "United Nations Relief and Works Agency for Palestine Refugees in the Near East",
    "United Nations Secretary-General",
    "United Nations Security Council",
    "Working Group on Arbitrary Detention",
    "Working Group on Enforced or Involuntary Disappearances",
    "World Food Programme",
    "World Health Organization",
    "World Intellectual Property Organization",
    "World Meteorological Organization",
    "World Trade Organization",
)
"""English names as their owners write them; source: the United Nations terminology database, by general knowledge."""

ABBREVIATIONS = {
    "CSCE": "Conference on Security and Co-operation in Europe",
    "ECOSOC": "Economic and Social Council",
    "FAO": "Food and Agriculture Organization of the United Nations",
    "HRC": "Human Rights Council",
    "IAEA": "International Atomic Energy Agency",
    "ICC": "International Criminal Court",
    "ICJ": "International Court of Justice",
    "ICRC": "International Committee of the Red Cross",
    "ILC": "International Law Commission",
    "ILO": "International Labour Organization",
    "IMF": "International Monetary Fund",
    "IOM": "International Organization for Migration",
    "NATO": "North Atlantic Treaty Organization",
    "OHCHR": "Office of the United Nations High Commissioner for Human Rights",
    "OSCE": "Organization for Security and Co-operation in Europe",
    "UNDP": "United Nations Development Programme",
    "UNEP": "United Nations Environment Programme",
    "UNFPA": "United Nations Population Fund",
    "UNHCR": "United Nations High Commissioner for Refugees",
    "UNICEF": "United Nations Children's Fund",
    "UNODC": "United Nations Office on Drugs and Crime",
    "WFP": "World Food Programme",
    "WHO": "World Health Organization",
    "WIPO": "World Intellectual Property Organization",
    "WTO": "World Trade Organization",
}
"""What an abbreviation stands for in United Nations texts, where it stands for one body."""

_KNOWN = (
    "AIDS HIV UN EU AU GA SC UNESCO UNCTAD UNRWA UNAIDS USA US UK USSR NGO NGOS DNA GDP GNP COVID SDG "
    "SDGS CEDAW CERD CCPR CESCR CRC CRPD CAT CMW CED ICCPR ICESCR ICERD UNTS UNSC UNGA UNSCR UNCLOS ASEAN "
    "ECOWAS OECD OPEC OAS OIC CIS ID IT TV ICAO IMO ITU WMO UPU OPCW CTBTO IAEA ISBN ISSN DOI PDF URL GMT "
    "UTC COP TNT UAV ISIL ISIS LGBT LGBTI LGBTIQ SME SMES ICT ICTS PTSD"
)
KNOWN_TO_ALL = frozenset(ABBREVIATIONS) | frozenset(_KNOWN.split())
"""Abbreviations that need no definition."""

_LETTERS = str.maketrans({"ə": "a", "Ə": "A", "ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"})
_SOUNDS = (
    *(
        ("ou", "u"),
        ("kh", "h"),
        ("gh", "g"),
        ("dj", "j"),
        ("dzh", "j"),
        ("sch", "sh"),
        ("q", "g"),
        ("x", "h"),
        ("w", "v"),
    ),
    *(("iy", "y"), ("yy", "y"), ("ii", "y"), ("ye", "e"), ("ie", "e"), ("ya", "ia"), ("y", "i"), ("ph", "f")),
)


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A name in small letters without accents and special letters: "Kälin" → "kalin", "Əliyev" → "aliyev"."""
    parts = unicodedata.normalize("NFD", name.translate(_LETTERS))
    return "".join(character for character in parts if not unicodedata.combining(character)).casefold()


@lru_cache(maxsize=4096)
def sounded(name: str) -> str:
    """A name as it sounds, so that two transliterations of one name are equal: "Kouliev", "Kuliyev" → "kuliev"."""
    written = folded(name)
    for one, other in _SOUNDS:
        written = written.replace(one, other)
    return "".join(letter for place, letter in enumerate(written) if written[place - 1 : place] != letter)
