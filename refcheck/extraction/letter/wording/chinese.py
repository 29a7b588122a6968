"""A letter's words in Chinese, where the title ends in its noun: "2025年4月1日…代表给秘书长的信"."""

from __future__ import annotations

import re

from refcheck.domain.numerals import NUMBER_LIST_ABROAD
from refcheck.domain.patterns import lazy
from refcheck.extraction.letter.wording.wording import LINE_START, Wording

_DATE = r"\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日"
_LABEL = r"[一二三四五六七八九十]{1,3}"
_KIND = r"同文信|同文函|信函|信|函|普通照会|照会"
_TITLE = (
    rf"(?P<date>{_DATE})\s?(?P<sender>(?:(?!\n[ \t]*\n|。).){{3,120}}?)(?:给|致|給|向)"
    rf"(?P<addressee>(?:(?!\n[ \t]*\n|。).){{2,80}}?)\s?的\s?(?P<kind>{_KIND})"
)
_PLAIN_TITLE = re.sub(r"\(\?P<\w+>", "(?:", _TITLE)

WORDING = Wording(
    language="zh",
    stems=("大会", "理事会", "理事會", "的信", "的函", "照会"),
    organs=(
        ("A", lazy(r"大会(?!堂)")),
        ("S", lazy(r"安全理事会|安理会|安全理事會")),
        ("E", lazy(r"经济及社会理事会|经社理事会|經濟及社會理事會")),
    ),
    session=lazy(
        r"(?P<ordinal>第\s?[一二三四五六七八九十百零\d]{1,6})\s?[届屆]"
        r"\s?(?P<emergency>紧急)?(?P<special>特别)?\s?(?:会议|會議)"
    ),
    year=lazy(r"(?P<ordinal>第\s?[一二三四五六七八九十百零\d]{1,6})\s?年"),
    ordinal_follows=False,
    items_on_cover=lazy(
        rf"(?:{LINE_START}|(?<=会议)[ \t])"
        rf"(?P<preliminary>暂定项目表|初步项目表|临时议程)?(?:议程)?项目\s?(?P<list>{NUMBER_LIST_ABROAD})",
        re.MULTILINE,
    ),
    preliminary=lazy(r"暂定项目表|初步项目表|临时议程"),
    title=lazy(rf"^[ \t]*{_TITLE}(?=的附件|\s*(?:\n|$|\[|附件))", re.DOTALL | re.MULTILINE),
    identical=lazy(r"同文"),
    note=lazy(r"照会"),
    annex_to=lazy(rf"^[ \t]*{_PLAIN_TITLE}\s?的?\s?附件\s?(?P<label>{_LABEL})?", re.DOTALL | re.MULTILINE),
    annex_alone=lazy(rf"^[ \t]*附件[ \t]?(?P<label>{_LABEL}|\d{{1,2}})?[ \t]*(?:\[[^\]\n]*\])?[ \t]*$", re.MULTILINE),
    annex="附件",
    mention=lazy(rf"\(?[见見](?P<several>)?附件\s?(?P<labels>{_LABEL}(?:\s?(?:、|和|及|至)\s?(?:附件)?{_LABEL})*)?"),
    of_another=lazy(r"\s?(?:的|所)"),
    circulation=lazy(r"(?P<circulated>分发|散发|印发|分發|散發)"),
    request_marks=lazy(r"文件|项目"),
    document_marks=lazy(r"文件"),
    request_words=lazy(r"请|請|感谢|感激|要求|为荷|希望"),
    items_in_request=lazy(rf"项目\s?(?P<list>{NUMBER_LIST_ABROAD})"),
    annex_in_request=lazy(r"(?:及|和|连同)其?(?P<several>各项|所有|两个|三个)附件"),  # without a number it may be one
    sentence_stop=lazy(r"。|\n[ \t]*\n"),
    signed=lazy(r"\(\s*签名\s*\)|\(\s*签字\s*\)"),
    reissue_words="技术原因",
    reissued=lazy(r"(?:由于|因)技术原因"),
    continuing=frozenset(),
    inside_names=frozenset(),
    plural_sender=lazy(r"、|和"),
    mission=lazy(r"常驻|临时代办"),
    permanent=lazy(r"(?<!副)代表(?!团)"),
    charge=lazy(r"代办"),
)
