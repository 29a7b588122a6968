"""The page of a report in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from refcheck.model import Severity, Status, Unread
from refcheck.report import Report
from refcheck.reporting import index, nightly
from refcheck.reporting.html import RuleText, render
from refcheck.reporting.index import Entry
from tests.browser.accessibility import SCHEMES, violations
from tests.browser.opening import saved
from tests.checking import LETTERS, report
from tests.nightly.test_report import night
from tests.reporting.examples import OPEN, accepted_letter, document, letter, reference
from tests.reporting.examples import report as made
from tests.reporting.hostile import TEXTS, hostile

RULES = {"resolution-year": RuleText("Year does not fit", "What it is.", "Why it is.", "853 (1994)", "853 (1993)")}
WRONG = """**Letter dated 1 April 2025 from the Permanent Representative of Ruritania**

It recalled Security Council resolution 853 (1996), and resolution 822 (1994).<sup>1</sup> It recalled
resolution 853 (1996) again. See also the said resolution and A/78/636.

<sup>1</sup> See A/78/764 and *ibid.*, para. 4.
"""


def wrong() -> Report:
    return report(WRONG)


def real() -> Report:
    return report(LETTERS[4].read_text("utf-8"))


def arabic() -> Report:
    text = "قرار مجلس الأمن A/RES/48/114 الوثيقة"
    cited = reference(text, "A/RES/48/114", "A/RES/48/114")
    return made(text, (cited, OPEN), document=document(text, language="ar"))


def index_page() -> str:
    reports = [letter(), accepted_letter(), made(), wrong()]
    entries = [replace(Entry.of(one, f"{number}.html"), path=f"{number}.txt") for number, one in enumerate(reports)]
    return "".join(index.render(entries, [Unread("scan.pdf", "a scan: no text")]))


PAGES: dict[str, Callable[[], str]] = {
    "with findings": lambda: render(wrong(), RULES),
    "a real letter": lambda: render(real()),
    "accepted": lambda: render(accepted_letter()),
    "empty": lambda: render(made()),
    "from right to left": lambda: render(arabic()),
    "index": index_page,
    "night": lambda: nightly.render(night()),
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(page: Page, tmp_path: Path, name: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(saved(PAGES[name](), tmp_path))

    assert violations(page) == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 380, 768])  # 320 is a window of 1280 at 400 %
def test_nothing_is_wider_than_the_window(page: Page, tmp_path: Path, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(saved(PAGES[name](), tmp_path))

    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
def test_page_is_read_without_script(browser: Browser, tmp_path: Path, name: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(saved(PAGES[name](), tmp_path))

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.locator("button:visible, select:visible").count() == 0  # nothing is offered that cannot work
    context.close()


def test_keys_lead_from_finding_to_finding(page: Page, tmp_path: Path) -> None:
    page.goto(saved(render(wrong()), tmp_path))
    cards = [card.get_attribute("id") for card in page.locator(".card").all()]

    def focused() -> str:
        return str(page.evaluate("document.activeElement.id"))

    seen = []
    for _ in range(len(cards) + 1):
        page.keyboard.press("n")
        seen.append(focused())
    assert seen == [*cards, cards[0]]
    page.keyboard.press("p")
    assert focused() == cards[-1]
    assert page.url.endswith(f"#{cards[-1]}")  # to send to a colleague

    page.get_by_role("button", name="Keys on").click()
    page.keyboard.press("n")
    assert focused() == "keys"


def test_keys_go_on_from_the_finding_that_a_link_led_to(page: Page, tmp_path: Path) -> None:
    address = saved(render(wrong()), tmp_path)
    page.goto(address)
    cards = [card.get_attribute("id") for card in page.locator(".card").all()]
    page.goto(f"{address}#{cards[0]}")
    page.keyboard.press("n")

    assert page.evaluate("document.activeElement.id") == cards[1]


def test_a_link_to_a_folded_hint_unfolds_it(page: Page, tmp_path: Path) -> None:
    checked = letter()
    hints = replace(checked, findings=tuple(replace(f, severity=Severity.INFO) for f in checked.findings))
    page.goto(saved(render(hints), tmp_path) + f"#{hints.finding_ids()[0]}")

    expect(page.locator(".card")).to_be_in_viewport()


def test_table_is_filtered_and_says_how_many_rows_are_left(page: Page, tmp_path: Path) -> None:
    checked = real()
    page.goto(saved(render(checked), tmp_path))
    rows = page.locator("tr[data-verdict]")
    every = rows.count()

    page.locator("#by-verdict").select_option("verified")
    left = page.locator("tr[data-verdict]:visible")
    assert {row.get_attribute("data-verdict") for row in left.all()} == {"verified"}
    expect(page.locator("#shown")).to_have_text(f"{left.count()} of {every} rows shown")

    page.locator("#by-kind").select_option("icj")
    assert all("icj" in (row.get_attribute("data-kinds") or "") for row in left.all())
    page.locator("#by-verdict").select_option("")
    page.locator("#by-kind").select_option("")
    page.get_by_role("searchbox", name="Words").fill("S/RES/853")
    assert 0 < left.count() < every

    page.get_by_role("navigation", name="References by verdict").get_by_role("link", name="verified").click()
    expect(page.locator("#by-verdict")).to_have_value("verified")
    expect(page.get_by_role("searchbox", name="Words")).to_have_value("")


def test_a_link_to_a_row_that_is_filtered_away_brings_it_back(page: Page, tmp_path: Path) -> None:
    page.goto(saved(render(letter()), tmp_path))
    page.locator("#by-verdict").select_option("verified")
    expect(page.locator("#r1")).to_be_hidden()
    page.evaluate("location.hash = '#r1'")

    expect(page.locator("#r1")).to_be_in_viewport()


@pytest.mark.parametrize("column", ["No.", "As written", "Stands for", "Kind", "Verdict"])
def test_table_is_sorted_by_a_column_and_the_other_way_round(page: Page, tmp_path: Path, column: str) -> None:
    page.goto(saved(render(real()), tmp_path))
    head = page.get_by_role("columnheader", name=column, exact=True)

    def numbers() -> list[str]:
        return page.locator("#references tbody td:first-child").all_inner_texts()

    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    ascending = numbers()
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert numbers() != ascending
    assert sorted(numbers()) == sorted(ascending)


def test_index_is_filtered_by_the_gravest_finding_and_by_name(page: Page, tmp_path: Path) -> None:
    page.goto(saved(index_page(), tmp_path, "index.html"))
    left = page.locator("tr[data-worst]:visible th")

    page.get_by_role("link", name="with errors").click()
    assert left.count() == 2
    page.get_by_label("Name or title").fill("3.TXT")
    assert left.locator("a").all_inner_texts() == ["3.txt"]
    expect(page.locator("#shown")).to_have_text("1 of 4 rows shown")


def test_suggestion_is_copied(page: Page, tmp_path: Path) -> None:
    page.goto(saved(render(letter()), tmp_path))
    page.get_by_role("button", name="Copy the suggestion").click()

    expect(page.get_by_role("button", name="Copy the suggestion")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "853 (1993)"


def test_a_click_in_the_letter_opens_a_note_beside_the_mark(page: Page, tmp_path: Path) -> None:
    page.goto(saved(render(letter(), RULES), tmp_path))
    note = page.get_by_label("Note on the marked words")

    page.locator("#letter-text mark a").first.click()
    expect(note).to_contain_text("resolution 853 was adopted in 1993")
    expect(note.get_by_role("link", name="The whole finding")).to_be_visible()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()

    page.locator("#letter-text .ref.good").first.focus()
    expect(note).to_contain_text("A/78/764")
    expect(note).to_contain_text("Verified")


def test_ibid_leads_to_what_it_stands_for(page: Page, tmp_path: Path) -> None:
    page.goto(saved(render(letter()), tmp_path))
    page.locator("#letter-text .ref", has_text="Ibid.").click()

    assert page.url.endswith("#t2")
    expect(page.locator("#t2 + .ref")).to_have_text("A/78/764")


def test_ticks_and_notes_are_kept(page: Page, tmp_path: Path) -> None:
    address = saved(render(wrong()), tmp_path)
    page.goto(address)
    tasks = page.locator(".tasks > li")
    tasks.first.get_by_role("checkbox").check()
    tasks.first.get_by_label("Note").fill("asked the library")
    tasks.first.get_by_label("Note").blur()
    expect(page.locator("#kept")).to_contain_text(f"1 of {tasks.count()} done")

    page.goto("about:blank")
    page.goto(address)
    expect(tasks.first.get_by_role("checkbox")).to_be_checked()
    expect(tasks.first.get_by_label("Note")).to_have_value("asked the library")


def test_a_page_without_memory_says_so_and_works(page: Page, tmp_path: Path) -> None:
    """As `refcheck serve` shows it: in a sandbox, where asking for the storage is an error."""
    saved(render(wrong()), tmp_path)
    framed = '<!DOCTYPE html><title>x</title><iframe sandbox="allow-scripts" src="report.html"></iframe>'
    page.goto(saved(framed, tmp_path, "frame.html"))
    frame = page.frame_locator("iframe")

    frame.get_by_role("checkbox").first.check()
    expect(frame.locator("#kept")).to_contain_text("not kept here")
    frame.locator("#by-verdict").select_option("mismatch")
    expect(frame.locator("#shown")).to_contain_text("rows shown")


def test_what_is_copied_from_the_letter_is_the_letter(page: Page, tmp_path: Path) -> None:
    paragraph = "The Council recalled resolution 853 (1993) and what it had said on that day of the whole of it.\n\n"
    text = paragraph * 800  # long enough to be divided
    page.goto(saved(render(made(text)), tmp_path))

    assert page.locator("#letter-text .part").count() > 5
    copied = page.evaluate(
        "getSelection().selectAllChildren(document.querySelector('#letter-text')), getSelection().toString()"
    )
    assert copied.strip() == text.strip()


def test_on_paper_everything_is_unfolded(page: Page, tmp_path: Path) -> None:
    page.goto(saved(render(letter(), RULES), tmp_path))
    expect(page.get_by_text("Why it is.")).to_be_hidden()
    page.emulate_media(media="print")

    expect(page.get_by_text("Why it is.")).to_be_visible()
    for left_out in (".toc", "form.filters", "button.copy"):
        expect(page.locator(left_out).first).to_be_hidden()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_every_sheet_of_paper_says_what_it_is_of(page: Page, tmp_path: Path, paper: str) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    page.goto(saved(render(real()), tmp_path))
    printed = pdfium.PdfDocument(page.pdf(format=paper, prefer_css_page_size=True))

    texts = [sheet.get_textpage().get_text_range() for sheet in printed]
    width, _ = printed[0].get_size()
    assert int(width) == {"A4": 595, "Letter": 612}[paper]
    for number, text in enumerate(texts, 1):
        assert "letter.md · 20 November 2026" in text
        assert f"{number} / {len(texts)}" in text


def test_hostile_text_does_nothing(page: Page, tmp_path: Path) -> None:
    """The page's own fixture says that nothing was asked for and nothing complained."""
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    for name, evil in TEXTS.items():
        page.goto(saved(render(hostile(evil), RULES), tmp_path))
        page.locator("#letter-text .ref").first.focus()

        assert page.locator("script, style").count() == 2, name  # the page's own
        assert page.locator("img, iframe, object, embed, base, link, [style]:not(#beside)").count() == 0, name
        addresses = page.locator("a[href]").evaluate_all("links => links.map(link => link.protocol)")
        assert set(addresses) <= {"file:", "https:", "http:"}, name


def test_every_verdict_has_a_sign_and_a_word(page: Page, tmp_path: Path) -> None:
    text = " ".join(f"A/78/{number}" for number in range(1, len(Status) + 1))
    cited = [
        (reference(text, f"A/78/{number}", f"A/78/{number}"), replace(OPEN, status=status))
        for number, status in enumerate(Status, 1)
    ]
    page.goto(saved(render(made(text, *cited)), tmp_path))
    verdicts = page.locator("#references td .verdict")

    assert len(set(verdicts.all_inner_texts())) == len(Status)
    signs = verdicts.locator(".sign").evaluate_all("all => all.map(one => getComputedStyle(one, '::before').content)")
    assert all(sign not in ("none", "normal") for sign in signs)
