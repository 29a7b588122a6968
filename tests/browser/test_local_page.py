"""The local page of `refcheck serve` in a real browser, as people use it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser.accessibility import SCHEMES, violations
from tests.checking import LETTERS
from tests.serve.served import SLOW, WRONG, Served, serving


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("served") / "runs") as server:
        yield server


def _check(page: Page) -> None:
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_role("link", name="Read the report")).to_be_visible()


def _hand_in(page: Page, served: Served, name: str = "letter.txt", content: bytes = WRONG.encode()) -> None:
    page.goto(served.url)
    page.get_by_label("A file").set_input_files({"name": name, "mimeType": "text/plain", "buffer": content})
    _check(page)


def test_file_is_chosen_checked_and_read(page: Page, served: Served) -> None:
    page.goto(served.url)
    expect(page.get_by_text("Nothing leaves this machine")).to_be_visible()
    expect(page.get_by_label("Offline")).to_be_checked()
    page.get_by_label("A file").set_input_files(LETTERS[0])
    _check(page)

    page.get_by_role("link", name="Read the report").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Letter dated")


def test_report_filters_its_table_and_its_keys_work(page: Page, served: Served) -> None:
    _hand_in(page, served, LETTERS[0].name, LETTERS[0].read_bytes())
    page.get_by_role("link", name="Read the report").click()

    rows = page.locator("tr[data-verdict]")
    every = rows.count()
    page.locator("#by-verdict").select_option("verified")
    shown = page.locator("tr[data-verdict]:visible").count()
    assert 0 < shown < every

    page.locator("body").press("n")
    assert "card" in (page.evaluate("document.activeElement.className") or "")


def test_text_is_pasted_anywhere(page: Page, served: Served) -> None:
    page.goto(served.url)
    page.evaluate(
        """text => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        WRONG,
    )
    expect(page.get_by_label("Or its text")).to_have_value(WRONG)
    expect(page.get_by_label("Or its text")).to_be_focused()
    _check(page)
    expect(page.locator(".sentence")).to_contain_text("1 error and 1 hint found")


def test_file_is_dropped_anywhere(page: Page, served: Served) -> None:
    page.goto(served.url)
    page.evaluate(
        """text => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([text], "dropped.txt", { type: "text/plain" }));
          for (const name of ["dragover", "drop"])
            document.body.dispatchEvent(new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true }));
        }""",
        WRONG,
    )
    expect(page.get_by_role("button", name="Check it")).to_be_focused()
    _check(page)
    expect(page.locator("main")).to_contain_text("dropped.html")


def test_every_step_by_keyboard_alone(page: Page, served: Served) -> None:
    page.goto(served.url)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(2):  # past the file
        page.keyboard.press("Tab")
    expect(page.get_by_label("Or its text")).to_be_focused()
    page.keyboard.type(WRONG)
    page.keyboard.press("Tab")
    expect(page.get_by_label("Offline")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    read = page.get_by_role("link", name="Read the report")
    expect(read).to_be_visible()
    _tab_to(page, "input[name=finding]")
    page.keyboard.press("Space")
    _tab_to(page, "#by")
    page.keyboard.type("Leyla")
    page.keyboard.press("Tab")
    page.keyboard.type("As the source has it")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Accepted")).to_be_visible()


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(60):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached by keyboard")


def test_finding_is_accepted_struck_and_taken_back(page: Page, served: Served) -> None:
    _hand_in(page, served, "decided.txt")
    page.get_by_label("Error · Year does not fit the resolution").check()
    page.get_by_label("Your name").fill("Leyla")
    page.get_by_label("Reason").fill("As the source has it")
    page.get_by_role("button", name="Accept").click()

    expect(page.get_by_text("by Leyla")).to_be_visible()
    page.get_by_role("link", name="Read the report").click()
    expect(page.locator(".card.accepted s").first).to_be_visible()

    page.go_back()
    page.get_by_role("button", name=re.compile("Take back")).click()
    expect(page.get_by_label("Error · Year does not fit the resolution")).to_be_visible()


def test_formats_are_downloaded(page: Page, served: Served) -> None:
    _hand_in(page, served)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="letter.sarif").click()
    assert waiting.value.suggested_filename == "letter.sarif"
    assert '"version"' in Path(waiting.value.path()).read_text("utf-8")


def test_document_is_deleted_after_a_question(page: Page, served: Served) -> None:
    _hand_in(page, served, "to-delete.txt")
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        if len(asked) == 1:
            dialog.dismiss()
        else:
            dialog.accept()

    page.on("dialog", answer)
    button = page.get_by_role("button", name="Delete this document")
    button.click()
    expect(button).to_be_visible()
    button.click()
    expect(page.get_by_role("heading", name="Your documents")).to_be_visible()
    expect(page.get_by_text("to-delete.txt")).to_have_count(0)
    assert len(asked) == 2


def test_progress_is_shown_and_the_check_can_be_stopped(page: Page, served: Served) -> None:
    page.goto(served.url)
    page.get_by_label("A file").set_input_files({"name": "slow.txt", "mimeType": "text/plain", "buffer": SLOW.encode()})
    page.get_by_role("button", name="Check it").click()
    expect(page.locator("[aria-current=step]")).to_contain_text("Looking up")
    assert violations(page) == []
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Stop and delete").click()
    expect(page.get_by_role("heading", name="Your documents")).to_be_visible()


def test_all_works_without_script(browser: Browser, served: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.url)
    page.get_by_label("A file").set_input_files(LETTERS[4])
    _check(page)  # the page loads itself anew
    page.get_by_role("link", name="Read the report").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Letter dated")
    context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(page: Page, served: Served, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    _hand_in(page, served, f"axe-{scheme}.txt")  # nothing is accepted in it yet
    assert violations(page) == []
    page.get_by_label("Error · Year").check()
    page.get_by_label("Your name").fill("Leyla")
    page.get_by_label("Reason").fill("As the source has it")
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("heading", name="Accepted")).to_be_visible()
    assert violations(page) == []
    page.goto(served.url)
    assert violations(page) == []


@pytest.mark.parametrize("width", [380, 768, 1440])
def test_nothing_is_wider_than_the_window(page: Page, served: Served, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    _hand_in(page, served, "a-name-that-is-long-and-has-no-space-at-all-" * 2 + ".txt")
    for url in (page.url, served.url):
        page.goto(url)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
