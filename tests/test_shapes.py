"""Correct letters of many shapes in six languages (`tests/shapes/`), and mistakes planted in them.

The letters are made up, after the forms that circulated documents have had since the nineties: nothing may
be found in them. A slip is one mistake; it must be found at its place, and nothing else (see
`tests/test_mutations.py`).
"""

from __future__ import annotations

from textwrap import fill

import pytest

from refcheck.model import Severity
from tests.checking import PROJECT, findings, letters
from tests.test_mutations import Slip

SHAPES = {path.stem: path.read_text("utf-8") for path in sorted((PROJECT / "tests" / "shapes").glob("*.txt"))}
WARNING = Severity.WARNING

SLIPS = (
    # French
    Slip("french", "des points 32, 60, 61 et 132", "des points 32, 60, 61 et 123", "agenda-items-closing", "132"),
    Slip("french", "Soixante-dix-neuvième", "Soixante-dix-septième", "session-ordinal", "Soixante-dix-septième"),
    Slip(
        "french", "Quatre-vingtième année", "Soixante-dix-neuvième année", "council-year-ordinal", "Soixante-dix-neuv"
    ),
    Slip("french", "générale\n28 mai", "générale\n27 mai", "masthead-vs-letter-date", "28 mai 2025"),
    Slip("french", "Annexe II à la lettre datée du 28", "Annexe II à la lettre datée du 26", "annex-heading", "26 mai"),
    Slip("french", "voir annexe II", "voir annexe III", "annex-announced", "voir annexe III"),
    Slip("french", "ses annexes", "son annexe", "annex-announced", "son annexe"),
    Slip("french", "Consolidation et pérennisation de la paix\n\n", "", "agenda-title-count", "32, 60, 61 et 132"),
    Slip("french", "et du Conseil de sécurité.", ".", "closing-request", "Je vous serais reconnaissant", 1, WARNING),
    Slip("french-note-verbale", "datée du 10 mars 2022 a", "datée du 11 mars 2022 a", "annex-heading", "11 mars"),
    Slip("french-note-verbale", "\nAnnexe à", "\n(Signé) A. Nom\n\nAnnexe à", "signature-present", "Signé", 1, WARNING),
    # Spanish
    Slip("spanish", "los temas 32, 60 y 132", "los temas 32, 60 y 123", "agenda-items-closing", "60 y 123"),
    Slip("spanish", "Septuagésimo noveno", "Septuagésimo séptimo", "session-ordinal", "Septuagésimo séptimo"),
    Slip("spanish", "Octogésimo año", "Septuagésimo octavo año", "council-year-ordinal", "Septuagésimo octavo"),
    Slip("spanish", "general\n28 de", "general\n27 de", "masthead-vs-letter-date", "28 de mayo de 2025"),
    Slip("spanish", "la carta de fecha 28", "la carta de fecha 18", "annex-heading", "18 de mayo de 2025"),
    Slip("spanish", "véase el anexo", "véanse los anexos I y II", "annex-announced", "véanse los anexos I y II"),
    Slip(
        "spanish-identical",
        "Encargado de Negocios interino\n\n",
        "Representante Permanente\n\n",
        "signature-present",
        "(Firmado) A. Nombre",
        1,
        WARNING,
    ),
    # Russian
    Slip("russian", "по пунктам 32, 60 и 132", "по пунктам 23, 60 и 132", "agenda-items-closing", "23, 60 и 132"),
    Slip("russian", "Семьдесят девятая", "Семьдесят седьмая", "session-ordinal", "Семьдесят седьмая"),
    Slip("russian", "Восьмидесятый", "Семьдесят девятый", "council-year-ordinal", "Семьдесят девятый"),
    Slip("russian", "28 May", "27 May", "masthead-vs-letter-date", "28 мая 2025"),
    Slip("russian", "28 мая 2025", "26 мая 2025", "annex-heading", "26 мая 2025", 2),
    Slip("russian", "см. приложение", "см. приложения I и II", "annex-announced", "см. приложения I и II"),
    Slip("russian", "Миростроительство и сохранение мира\n\n", "", "agenda-title-count", "32, 60 и 132"),
    Slip("russian-emergency-session", "Десятая", "Восьмая", "session-ordinal", "Восьмая"),
    # Arabic
    Slip("arabic", "البنود 32 و 60 و 132", "البنود 32 و 60 و 123", "agenda-items-closing", "123", 2),
    Slip("arabic", "التاسعة والسبعون", "السابعة والسبعون", "session-ordinal", "السابعة والسبعون"),
    Slip("arabic", "السنة الثمانون", "السنة الثامنة والسبعون", "council-year-ordinal", "الثامنة والسبعون"),
    Slip("arabic", "28 May", "27 May", "masthead-vs-letter-date", "28 أيار/مايو 2025"),
    Slip("arabic", "28 أيار", "18 أيار", "annex-heading", "18 أيار", 2),
    Slip("arabic", "انظر المرفق", "انظر المرفقين الأول والثاني", "annex-announced", "المرفقين الأول والثاني"),
    # Chinese
    Slip("chinese", "项目32、60和132", "项目32、60和123", "agenda-items-closing", "60和123", 2),
    Slip("chinese", "第七十九届", "第七十七届", "session-ordinal", "第七十七"),
    Slip("chinese", "第八十年", "第七十八年", "council-year-ordinal", "第七十八"),
    Slip("chinese", "28 May", "27 May", "masthead-vs-letter-date", "2025年5月28日"),
    Slip("chinese", "2025年5月28日", "2025年5月18日", "annex-heading", "2025年5月18日", 3),
    Slip("chinese", "见附件二", "见附件三", "annex-announced", "见附件三"),
    # English, other shapes
    Slip("columns-1992", "under item 10", "under item 100", "agenda-items-closing", "100"),
    Slip("columns-1992", "Forty-seventh session", "Forty-ninth session", "session-ordinal", "Forty-ninth"),
    Slip("columns-1992", "Forty-seventh year", "Forty-sixth year", "council-year-ordinal", "Forty-sixth"),
    Slip("columns-1992", "dated 15 June", "dated 25 June", "masthead-vs-letter-date", "25 June 1992"),
    Slip("capitals-1998", "GENERAL AND COMPLETE DISARMAMENT\n", "", "agenda-title-count", "40 and 62"),
    Slip("capitals-1998", "Fifty-third session", "Fifty-first session", "session-ordinal", "Fifty-first"),
    Slip("special-session", "Thirtieth special", "Twentieth special", "session-ordinal", "Twentieth"),
    Slip("identical-emergency-session", "Tenth emergency", "Eighth emergency", "session-ordinal", "Eighth"),
    Slip("ecosoc", "2019 session", "2018 session", "ecosoc-session-dates", "2018"),
    Slip("ecosoc", "26 July 2018", "26 July 2019", "ecosoc-session-dates", "26 July 2019"),
    Slip("ecosoc", "24 July 2019", "24 July 2018", "ecosoc-session-dates", "26 July 2018"),
    Slip("ecosoc", "E/2019/88", "E/2018/88", "ecosoc-session-dates", "2019"),
    Slip("organs-in-agenda-titles", "Report of the Security Council\n\n", "", "agenda-title-count", "9, 28, 123"),
    Slip(
        "organs-in-agenda-titles", "items 9, 28, 123 and 124\n", "items 9, 28 and 123\n", "agenda-items-closing", "124"
    ),
    Slip(
        "charge-d-affaires",
        "Deputy Permanent Representative\nChargé d’affaires a.i.",
        "Permanent Representative",
        "signature-present",
        "(Signed) A. Name",
        1,
        WARNING,
    ),
    Slip("charge-d-affaires", "(Signed) ", "", "signature-present", "A. Name", 1, WARNING),
    Slip("charge-d-affaires", ", and of the Security Council", "", "closing-request", "I should be", 1, WARNING),
    Slip("council-only", "present letter and its annex", "present letter", "closing-request", "I should", 1, WARNING),
    Slip(
        "charge-d-affaires", "present letter", "present letter and its annex", "closing-request", "I should", 1, WARNING
    ),
    Slip("note-verbale", "71 (b).", "71 (b).\n\n(Signed) A. Name", "signature-present", "(Signed)", 1, WARNING),
    Slip(
        "annexed-letter", "Annex to the letter dated 3 May", "Annex to the letter dated 2 May", "annex-heading", "2 May"
    ),
    Slip("enclosure", "see annex", "see annexes I and II", "annex-announced", "see annexes I and II"),
)


def _planted(slip: Slip) -> str:
    text = SHAPES[slip.letter]
    start = -1
    for _ in range(slip.nth):
        start = text.index(slip.old, start + 1)
    return text[:start] + slip.new + text[start + len(slip.old) :]


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_is_found_in_a_correct_letter(shape: str) -> None:
    assert [f"{f.rule}: {f.message}" for f in findings(SHAPES[shape]) if f.severity is not Severity.INFO] == []


@pytest.mark.parametrize("shape", sorted(SHAPES.keys() - {"blank-wrapped"}))
def test_title_and_masthead_are_read(shape: str) -> None:
    (letter,) = letters(SHAPES[shape])
    assert letter.title
    assert letter.distributed
    assert letter.organs
    assert letter.distributed.value >= letter.title.date.value


@pytest.mark.parametrize("slip", SLIPS, ids=[slip.id for slip in SLIPS])
def test_slip_is_found_at_its_place_and_alone(slip: Slip) -> None:
    text = _planted(slip)
    (finding,) = [finding for finding in findings(text) if finding.severity is not Severity.INFO]
    assert (finding.rule, finding.severity) == (slip.rule, slip.severity)
    places = [finding.span, *(related.span for related in finding.related)]
    assert any(slip.at in text[place.start : place.end] or text[place.start : place.end] in slip.at for place in places)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("’", "'"),
        lambda text: text.replace("\n\n", "\n\n\n"),
        lambda text: "\n".join(filter(str.strip, text.splitlines())),
        lambda text: "\n\n".join(filter(str.strip, text.splitlines())),
        lambda text: "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n")),
        lambda text: "\n".join(f"        {line}" for line in text.splitlines()),
        lambda text: "\n\n".join(
            fill(paragraph, 60) if len(paragraph) > 150 else paragraph for paragraph in text.split("\n\n")
        ),
    ],
    ids=[
        "carriage-returns",
        "no-break-spaces",
        "straight-apostrophes",
        "blank-lines",
        "without-blank-lines",
        "lines-apart",
        "joined",
        "indented",
        "wrapped",
    ],
)
@pytest.mark.parametrize("shape", SHAPES)
def test_what_a_conversion_changes_is_no_mistake(shape: str, change: object) -> None:
    assert callable(change)
    text = change(SHAPES[shape])
    assert [f"{f.rule}: {f.message}" for f in findings(text) if f.severity is not Severity.INFO] == []
