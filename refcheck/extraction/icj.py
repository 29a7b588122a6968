"""Judgments, orders and advisory opinions of the International Court of Justice."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from refcheck.domain.dates import DATE_PATTERN, DATES_PATTERN, date_list
from refcheck.domain.patterns import lazy
from refcheck.extraction.anchors import merged
from refcheck.extraction.found import Found, Source, at_anchors, last_match, sentence_start
from refcheck.model import Kind

_BACK = (("rder", 1), ("udg", 1), ("dvisory", 1), ("ORDER", 0), ("JUDG", 0), ("ADVISORY", 0))
_BACK_ABROAD = (
    *(
        ("rdonnance", 1),
        ("rrêt", 1),
        ("onsultatif", 6),
        ("rovidencia", 1),
        ("fallo", 0),
        ("Fallo", 0),
        ("onsultiva", 9),
    ),
    *(("ORDONNANCE", 0), ("ARRÊT", 0), ("ONSULTATIF", 6), ("PROVIDENCIA", 0), ("FALLO", 0), ("ONSULTIVA", 9)),
    *(("остановлени", 1), ("ешени", 1), ("онсультативно", 1)),
    *(("ПОСТАНОВЛЕНИ", 0), ("РЕШЕНИ", 0), ("КОНСУЛЬТАТИВНО", 0)),
)
_BACK_ARABIC = (("الأمر", 0), ("أمر", 0), ("الحكم", 0), ("حكم", 0), ("الفتو", 0), ("فتو", 0))
_CHINESE_ANCHORS = ("命令", "判决", "咨询意见")
ANCHORS = tuple(anchor for anchor, _ in (*_BACK, *_BACK_ABROAD, *_BACK_ARABIC)) + _CHINESE_ANCHORS
PERMANENT_COURT_ANCHORS = ("P.", "PCIJ")
COURT_ANCHORS = (  # one stands in each of _COURT_NAMES
    *("Cour", "COURT", "cour ", "cour\n", "Corte", "ribunal", "ICC", "ICT", "ITLOS", "ECHR", "ECtHR", "CEDH", "CPI"),
    *("Prosecutor", "TIDM", "Conseil", "Суд", "суд", "рибунал", "العدل", "المحكمة", "法院", "法庭"),
    *(f"{first}{dot}{space}J" for first in "CI" for dot in ("", ".") for space in ("", " ", "\n")),
)
_COURT = r"(?:International\s+Court\s+of\s+Justice|Court|ICJ)"
_DECISION = lazy(
    rf"\b(?P<kind>Order|Judge?ment|Advisory\s+Opinion|ORDER|JUDGMENT)s?"
    r"(?:\s+on\s+(?:the\s+)?(?:preliminary\s+objections?|provisional\s+measures|jurisdiction(?:\s+and\s+admissibility)?"
    r"|admissibility|merits|reparations?|compensation))?"
    rf"(?:\s+(?:of|by|issued\s+by|rendered\s+by)\s+the\s+{_COURT})?,?\s+(?:of|dated|on)\s+(?P<date>{DATES_PATTERN})",
    re.IGNORECASE,
)
# French, Spanish and Russian: "ordonnance du 7 décembre 2021", "fallo de 27 de junio de 1986".
_DECISION_ABROAD = lazy(
    r"\b(?P<kind>[Oo]rdonnances?|ORDONNANCE|[Aa]rrêts?|ARRÊT|[Aa]vis\sconsultatifs?|AVIS\sCONSULTATIF"
    r"|[Pp]rovidencias?|PROVIDENCIA|[Ff]allos?|FALLO|[Oo]pinión\sconsultiva|OPINIÓN\sCONSULTIVA"
    r"|[Пп]остановлени\w{1,3}|ПОСТАНОВЛЕНИ\w{1,3}|[Рр]ешени\w{1,3}|РЕШЕНИ\w{1,3}"
    r"|[Кк]онсультативно\w{1,3}\s+заключени\w{1,3}|КОНСУЛЬТАТИВНО\w{1,3}\s+ЗАКЛЮЧЕНИ\w{1,3})"
    r"(?i:(?:\s+(?:rendue?s?\s+(?:par\s+)?|de\s+|dictad[ao]s?\s+por\s+)?(?:la\s+)?"
    r"(?:Cour(?:\s+internationale\s+de\s+Justice)?|Corte(?:\s+Internacional\s+de\s+Justicia)?|C\.?I\.?J\.?)"
    r"|\s+Международного\s+Суда|\s+Суда)?"
    r",?\s+(?:d(?:u|es)|en\s+date\s+d(?:u|es)|rendue?s?\s+les?|del?|de\s+(?:los|fecha)|от))"
    rf"\s+(?P<date>{DATES_PATTERN})"
)
_DECISION_ARABIC = lazy(
    r"(?:ال)?(?P<kind>أمر|حكم|فتو)\w{0,3}(?:\s+(?:الصادرة?\s+)?(?:عن\s+)?(?:محكمة\s+العدل\s+الدولية|المحكمة))?"
    rf"\s+(?:المؤرخة?|الصادرة?\s+(?:في|بتاريخ)|بتاريخ)\s+(?P<date>{DATE_PATTERN})"
)
_DECISION_CHINESE = lazy(  # the date stands before: 2021年12月7日的命令
    rf"(?P<date>{DATE_PATTERN})(?:的|作出的|发布的|发出的|下达的)?(?:国际法院)?(?:的)?(?P<kind>命令|判决|咨询意见)"
)
_CHINESE_REACH = 30
_THE_COURT_IN_LATIN = (
    r"International\s+Court\s+of\s+Justice|INTERNATIONAL\s+COURT\s+OF\s+JUSTICE|\bI\.?\s?C\.?\s?J\b"
    r"|[Cc]our\s+internationale\s+de\s+[Jj]ustice|\bC\.?\s?I\.?\s?J\b|Corte\s+Internacional\s+de\s+Justicia"
)
_THE_COURT = (
    rf"{_THE_COURT_IN_LATIN}"
    r"|Международн\w+\s+Суд|محكمة\s+العدل\s+الدولية|(?<!刑事)国际法院"
)
_OTHER_COURTS = (
    r"(?:European|Inter-American|African|Criminal|Constitutional|Supreme|High|District|Appeals?|City|Federal)"
    r"\s+(?:Criminal\s+)?(?:Court|Tribunal)|\b[Tt]ribunal\b|\bIC(?:C|TY|TR)\b|\bECHR\b|\bECtHR\b|\bITLOS\b|\bCJEU\b"
    r"|Court\s+of\s+(?:Human\s+Rights|Appeals?|Arbitration|Justice\s+of\s+the\s+European)|\bProsecutor\s+v\."
    r"|[Cc]our\s+(?:européenne|interaméricaine|africaine|pénale|constitutionnelle|suprême|d['’]appel|de\s+cassation"
    r"|de\s+justice\s+d)|\bCEDH\b|\bCPI\b|\bTIDM\b|Conseil\s+d['’]État"
    r"|Corte\s+(?:Interamericana|Penal|Suprema|Constitucional|Europea)"
)
_COURT_NAMES = lazy(rf"(?=[A-Zct])(?:(?P<icj>{_THE_COURT_IN_LATIN})|(?P<other>{_OTHER_COURTS}))")
_COURT_NAMES_ABROAD = lazy(
    r"(?=[A-ZctА-яЁёا-ي\u4e00-\u9fff])"  # most letters begin no name
    rf"(?:(?P<icj>{_THE_COURT})|(?P<other>{_OTHER_COURTS}"
    r"|(?:Европейск|Конституционн|Верховн|Уголовн|уголовн|Межамериканск|городск|районн)\w+\s+[Сс]уд|[Тт]рибунал"
    r"|المحكمة\s+(?:الجنائية|الأوروبية|الدستورية)|刑事法院|人权法院|最高法院|宪法法院|法庭))"
)
_LETTERS_OF_COURTS_ABROAD = ("у", "م", "法")  # one stands in each name in another script
_COURT_NAME = 40  # characters of a court's name on either side of its anchor
_NAMED = lazy(_THE_COURT)
_ENDED = lazy(r"(?<!\bpara)(?<!\bparas)(?<!\bp)(?<!\bpp)(?<!\bpar)[.;]\s")  # not by "(para. 69), "
_VERSUS = lazy(r"\s(?:v\.|c\.|contre|contra|против)\s+(?=[A-ZÀ-ÞА-Я])")
_REPORTS = lazy(r"\s*,?\s*[*_]*(?:I\.?\s?C\.?\s?J\.?\s+Reports|C\.?\s?I\.?\s?J\.?\s+Recueil)")
# "Merits, Judgment, I.C.J. Reports 1986, p. 14": judgments and opinions are cited without a date.
_REPORTED = lazy(
    r"\b(?P<kind>Judgment|Advisory\s+Opinion|Order)(?:,?\s+of\s+the\s+Court)?,?\s+[*_]*I\.?\s?C\.?\s?J\.?\s+Reports\s+"
    r"(?P<year>(?:19|20)\d\d)(?:[-–]\d{2,4})?(?:\s?\([IVX]{1,4}\))?"
)
_REPORTED_ABROAD = lazy(
    r"\b(?P<kind>[Aa]rrêt|[Aa]vis\s+consultatif|[Oo]rdonnance|[Ff]allo|[Oo]pinión\s+consultiva|[Pp]rovidencia)"
    r"(?:,?\s+d[eu][^,.;()]{3,40})?,\s+[*_]*(?:C\.?\s?I\.?\s?J\.?\s+Recueil|I\.?\s?C\.?\s?J\.?\s+Reports)\s+"
    r"(?P<year>(?:19|20)\d\d)(?:[-–]\d{2,4})?(?:\s?\([IVX]{1,4}\))?"
)
_PERMANENT_COURT = lazy(
    r"\b(?:P\.\s?C\.\s?I\.\s?J\.?|PCIJ),?\s+Series\s+(?P<series>A/B|A|B|C|D|E),?\s+No\.\s*(?P<number>\d{1,3})"
)
_CODES = {
    name: code
    for code, names in (
        ("ORD", "ord pro пос أمر 命令"),
        ("JUD", "jud arr fal реш حكم 判决"),
        ("ADV", "adv avi opi кон فتو 咨询意"),
    )
    for name in names.split()
}
_A_V_B = r"[^()]{2,60}?(?:\s(?:v\.|c\.|contre|contra|против)\s|\s?/\s?)[A-ZÀ-ÞА-Я][^()]{2,80}?"
_PARTIES = lazy(rf"\(({_A_V_B})\)")
# A title behind its decision: "(A v. B)", "in East Timor (A v. B)", "in A v. B".
_IN = (
    r"\s*,?\s+(?:in|concerning|regarding|dans|en|по)\s+(?:the\s+|l['’]|el\s+|la\s+)?"
    r"(?:(?:case|matter|affaire|caso|делу)\s+(?:concerning\s+|of\s+|de\s+)?)?"
)
_TITLE_WORDS = r"(?:[^.;()\n]|\n(?!\s*\n)|(?<=\bNos)\.|(?<=\bNo)\.|(?<=\b[A-Z])\.)"
_BEHIND = (
    lazy(rf"\s*(?P<title>\({_A_V_B}\))"),
    lazy(rf"{_IN}(?P<title>[*_]*{_TITLE_WORDS}{{3,200}}?\({_A_V_B}\))"),
    lazy(
        rf"{_IN}(?P<title>[*_]*[A-Z][^.;()\n,]{{1,60}}?\s(?:v\.|c\.)\s+(?:the\s+)?[A-Z][\w'’-]+(?:\s+(?:(?:of|the|and)\s+)*[A-Z][\w'’-]+)*)"
    ),
)
# A title after a comma may as well be that of the next decision: it counts where none follows it.
_BEHIND_COMMA = lazy(
    rf",\s+(?P<title>[*_]*[A-Z]{_TITLE_WORDS}{{3,200}}?\({_A_V_B}\))"
    r"(?![*_]*[,.]?\s+(?:[*_]*(?:Merits|Jurisdiction|Admissibility|Preliminary|Provisional|Second|First|Compensation|Reparation)"
    r"[^.;()]{0,60})?[*_]*\b(?:Order|Judge?ment|Advisory))"
)
_NEW_SENTENCE = lazy(
    r";|[.]['\"”’)*_]*\s+(?!\s*[*_]*(?:Provisional|Preliminary|Merits|Jurisdiction|Admissibility|Judgment|Order|Compensation))"
    r"(?=[*_]*[A-Z])"
)
_GENERAL_LIST = lazy(r"General\s+List\s+No\.\s*(\d{1,3})")
_HEADER = 4000
_IBID = lazy(r"\b[Ii]bid\b\.?")


class _Decision(NamedTuple):
    """A decision on its way to a case: `case` once it is known, `full` when a title stood before it."""

    found: Found
    code: str
    day: str
    case: str | None = None
    full: bool = False
    ibid: bool = False
    how: str | None = None
    elsewhere: bool = False  # a title stands beside it that is none of the General List, or of several cases

    def finished(self) -> Found:
        canonical = f"ICJ/{self.case or '?'}/{self.code}/{self.day}"
        return self.found._replace(canonical=(canonical,), inferred=self.how)


def find_icj(source: Source) -> Iterator[Found]:
    """Decisions by kind and date: "Order of the International Court of Justice of 7 December 2021".

    The case comes from the title before it, from the note that "Ibid." refers to, from a citation of the
    same decision in full, or from the only case that the document cites. Decisions of other courts, and
    orders with no court in sight, are passed over.
    """
    decisions: list[_Decision] = []
    courts = merged(source.places, COURT_ANCHORS)
    for match in _decisions(source):
        members = list(_members(match))
        if members and _is_of_the_court(source, match, courts):
            code = _CODES[match["kind"][:3].lower()]
            listed = [_Decision(Found(start, end, Kind.ICJ, ()), code, when) for start, end, when in members]
            first, last = listed[0], listed[-1]
            if len(listed) > 1 and _title_behind(source, last.found.end, source.view.segment(last.found.start)[1]):
                first, last = last, first  # the title stands behind the last, and is that of all
            titled = _with_title(source, first, decisions)
            if titled.case is None and first is not last:
                titled = _with_title(source, last, decisions)
            decisions += [titled._replace(found=one.found, day=one.day) for one in listed]
    header = _case_of_header(source) if decisions else None
    cited = _cited_in_full(decisions)
    for decision in decisions:
        known = _with_case(decision, cited)
        if known.case is None and header and not known.elsewhere:
            known = known._replace(case=header, how="the case of this document of the Court")
        yield known.finished()


def _members(match: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """What a match cites, as (start, end, day): "orders of 7 December 2021 and 12 October 2022" are two."""
    if "year" in match.re.groupindex:
        yield *match.span(), match["year"]
        return
    low, high = match.span("date")
    dates = date_list(match.string, low, high)
    word = match.string[match.start("kind") : match.end("kind") + 1].strip().lower()
    if word.isascii() and not word.endswith("s"):
        dates = dates[:1]  # "Order of 7 December 2021 and 12 October 2022" is one order, and another date
    for place, (start, end, day) in enumerate(dates):
        opens, closes = place == 0 and low > match.start("kind"), place == len(dates) - 1 and high < match.end()
        yield match.start() if opens else start, match.end() if closes else end, day.isoformat()


def _decisions(source: Source) -> Iterator[re.Match[str]]:
    """Decisions by date and decisions by their place in the Reports, in the order of the text."""
    dated = [*at_anchors(_DECISION, source, *_BACK), *at_anchors(_DECISION_ABROAD, source, *_BACK_ABROAD)]
    if "ا" in source.view.rare:
        dated += at_anchors(_DECISION_ARABIC, source, *_BACK_ARABIC)
    for place in merged(source.places, _CHINESE_ANCHORS) if "日" in source.view.rare else ():
        chinese = last_match(_DECISION_CHINESE, source.view.text, max(0, place - _CHINESE_REACH), place + 4)
        dated += [chinese] if chinese else []
    reported = list[re.Match[str]]()
    if "Reports" in source.view.text:
        reported += at_anchors(_REPORTED, source, ("udg", 1), ("dvisory", 1), ("rder", 1))
    if "Reports" in source.view.text or "Recueil" in source.view.text:
        reported += at_anchors(_REPORTED_ABROAD, source, *_BACK_ABROAD)
    starts = {match.start() for match in dated}
    return iter(sorted([*dated, *(match for match in reported if match.start() not in starts)], key=re.Match.start))


def find_permanent_court(source: Source) -> Iterator[Found]:
    """Decisions of the Permanent Court by series and number: "P.C.I.J., Series A, No. 10"."""
    for match in at_anchors(_PERMANENT_COURT, source, ("P.", 0), ("PCIJ", 0)):
        yield Found(*match.span(), Kind.ICJ, (f"PCIJ/{match['series']}/{match['number']}",))


def _case_of_header(source: Source) -> str | None:
    """The case of a decision of the Court itself: the parties in capitals, or "General List No. 181", on top."""
    top = source.view.text[:_HEADER]
    listed = _GENERAL_LIST.search(top)
    if not listed:
        return None
    parties = re.search(r"\([A-Z][A-Z '’-]+ v\. [A-Z][A-Z '’-]+\)", top)
    title = top[max(0, parties.start() - 300) : parties.end()].title().replace(" V. ", " v. ") if parties else ""
    return (source.case_of(title) if title else None) or listed[1]


def _is_of_the_court(source: Source, match: re.Match[str], courts: list[int]) -> bool:
    text = source.view.text
    low, high = source.view.segment(match.start())
    if _NAMED.search(match[0]) or _REPORTS.match(text, match.end()):
        return True
    sentence = sentence_start(text, match.start(), low)
    nearest = _court_before(text, courts, max(low, match.start() - 1500), match.start())
    for reach in (200, 600, 1500):  # a name is most often near
        floor = max(low, match.start() - reach)
        named = nearest if nearest and nearest.start() >= floor else None
        if named and named["other"] and named.start() >= sentence:
            return False
        if named is None or named["other"]:
            # "A v. B" names the Court where the General List has such a case; every other court has its own.
            versus = last_match(_VERSUS, text, max(floor, named.end() if named else floor), match.start())
            if versus:
                start = sentence_start(text, versus.start(), low)
                title = text[start : match.start()]
                brackets = last_match(_PARTIES, text, start, match.start())
                if source.case_of(title) or (brackets and source.case_of(brackets[0])):
                    return True
        if named:
            return named["icj"] is not None
    behind = _title_behind(source, match.end(), high)
    if behind and source.case_of(behind):
        return True
    if low and _IBID.search(text, max(low, match.start() - 1500), match.start()):
        return True
    behind_it = match.end(), min(high, match.end() + 80)
    after = _court_names(text, *behind_it).search(text, *behind_it)
    return bool(after and after["icj"] and not _ENDED.search(text, match.end(), after.start()))


def _court_names(text: str, start: int, end: int) -> re.Pattern[str]:
    """The names of courts that may begin in text[start:end]."""
    part = text[start:end]
    foreign = not part.isascii() and any(letter in part for letter in _LETTERS_OF_COURTS_ABROAD)
    return _COURT_NAMES_ABROAD if foreign else _COURT_NAMES


def _court_before(text: str, courts: list[int], low: int, position: int) -> re.Match[str] | None:
    """The court last named in text[low:position]; `courts` are the places of COURT_ANCHORS."""
    for place in reversed(courts[bisect_left(courts, low) : bisect_left(courts, position)]):
        around = max(low, place - _COURT_NAME), min(position, place + _COURT_NAME)
        names = _court_names(text, *around)
        for near in names.finditer(text, *around):
            named = names.match(text, near.start(), position)
            if named and named.start() <= place < named.end():
                return named
    return None


def _with_title(source: Source, decision: _Decision, earlier: list[_Decision]) -> _Decision:
    """Take the case from the title that stands before the decision in the same source."""
    text, position = source.view.text, decision.found.start
    low, high = source.view.segment(position)
    behind = _title_behind(source, decision.found.end, high)
    if behind:
        case = source.case_of(behind)
        return decision._replace(case=case, full=case is not None, elsewhere=case is None)
    floor = max(low, position - 600, earlier[-1].found.end if earlier else 0)
    parties = last_match(_PARTIES, text, floor, position) if decision.code != "ADV" else None
    if parties and len(decision.day) == 4 and _NEW_SENTENCE.search(text, parties.end(), position):
        parties = None  # a citation from the Reports is one sentence: the title before is another's
    if parties is None or _NEW_SENTENCE.search(text, parties.end(), position):
        after = _BEHIND_COMMA.match(text, decision.found.end, high)
        case = source.case_of(after["title"]) if after else None
        if case:
            return decision._replace(case=case, full=True)
    if parties:
        start = max(floor, sentence_start(text, parties.start(), low))
        case = source.case_of(text[start : parties.end()]) or source.case_of(parties[0])
        return decision._replace(case=case, full=case is not None)
    if decision.code == "ADV" or "," in text[max(floor, position - 4) : position]:
        start = sentence_start(text, position, floor)
        title = text[start:position].strip(" ,*\n\t")
        if len(title) > 12 and not _IBID.search(title):
            case = source.case_of(title)
            if case:
                return decision._replace(case=case, full=True)
    if _IBID.search(text, floor, position):
        return decision._replace(ibid=True)
    return decision


def _title_behind(source: Source, end: int, high: int) -> str | None:
    """The title directly behind a decision: "judgment of 30 June 1995 in East Timor (Portugal v. Australia)"."""
    text = source.view.text
    for pattern in _BEHIND:
        match = pattern.match(text, end, min(high, end + 300))
        if match:
            return match["title"].strip(" *_")
    return None


def _with_case(decision: _Decision, cited: _Cited) -> _Decision:
    if decision.case:
        return decision
    before = cited.by_ibid.get(decision.found.start)
    if before:
        return decision._replace(case=before, how='the case is that of the note before ("Ibid.")')
    same = cited.by_day.get((decision.code, decision.day), set())
    if len(same) == 1:
        return decision._replace(case=min(same), how="the case is named where this decision is cited in full")
    advisory = {case for (code, _), cases in cited.by_day.items() if code == "ADV" for case in cases}
    fits = decision.code == "ORD" or (decision.code == "ADV") == (cited.cases <= advisory)
    if len(cited.cases) == 1 and fits and not decision.elsewhere:
        return decision._replace(case=min(cited.cases), how="the only case of the Court that this document cites")
    return decision


class _Cited(NamedTuple):
    """What is known from citations in full: the case before each "Ibid.", the cases of a day, and all."""

    by_ibid: dict[int, str]
    by_day: dict[tuple[str, str], set[str]]
    cases: set[str]


def _cited_in_full(decisions: list[_Decision]) -> _Cited:
    """The cases of decisions with a title of their own, and of those that "Ibid." gives one."""
    cited = _Cited({}, {}, set())
    last: str | None = None
    for decision in decisions:
        if decision.full:
            last = decision.case
        elif decision.ibid and last:
            cited.by_ibid[decision.found.start] = last
        if last and (decision.full or decision.ibid):
            cited.by_day.setdefault((decision.code, decision.day), set()).add(last)
            cited.cases.add(last)
    return cited
