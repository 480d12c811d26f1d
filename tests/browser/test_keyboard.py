"""The main job without a mouse: every step by tab, enter and space, and it always shows where one is."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.served import Served
from tests.browser.states import APRIL, CORRECTED, FAULTY
from tests.browser.visit import comes

MOST_STEPS = 60
# What has the focus, in words, and whether a line of at least 2 pixels stands around it or around its box.
FOCUS = """() => {
  const at = document.activeElement;
  const around = [at, at.closest('[role="group"], [data-testid="stTextInputRootElement"]')].filter(Boolean);
  const seen = around.map(each => getComputedStyle(each))
    .some(style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
  return [(at.getAttribute('aria-label') || at.innerText || '').trim(), at.tagName, seen];
}"""


def tab_to(page: Page, name: str, tag: str = "") -> None:
    """Press the tab key until something with this name has the focus; on the way the focus is always seen."""
    passed = []
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        words, kind, seen = page.evaluate(FOCUS)
        # The symbol on a button is a word to the browser, and stands above the button's own.
        passed.append((words.splitlines() or [""])[-1 if kind == "BUTTON" else 0])
        assert seen or kind == "BODY", passed
        if passed[-1] == name and tag in ("", kind):
            return
    raise AssertionError((name, passed))


def pick_by_keyboard(page: Page, served: Served, file: str) -> None:
    tab_to(page, "Upload", "BUTTON")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(served.returned(file))
    comes(page.locator(".in-hand b"), file)


def test_the_main_job_by_keyboard_alone(visit: Visitor, served: Served) -> None:
    officer = visit()
    # Somebody listens throughout: choosers are not handed to listeners who come and go in time for them.
    officer.page.on("filechooser", lambda _: None)
    page = officer.open("", **APRIL)
    tab_to(page, "Skip to main content")
    tab_to(page, "Upload a return")
    page.keyboard.press("Enter")
    comes(page.get_by_role("heading", level=1), "Upload a return")
    officer.settled()

    pick_by_keyboard(page, served, FAULTY)
    officer.settled()
    tab_to(page, "Reason for Indicators E15")
    page.keyboard.type("Meant as 97.8%")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Reasons still to give: 2")).to_be_visible()
    officer.settled()

    pick_by_keyboard(page, served, CORRECTED)
    officer.settled()
    tab_to(page, "Accept the return")
    page.keyboard.press("Space")
    comes(page.locator(".lead"), "The return for April 2018 is accepted and stored.")
    officer.settled()

    tab_to(page, "Open the statement")
    page.keyboard.press("Enter")
    comes(page.get_by_role("heading", level=1), "Payment statement for April 2018")
    officer.settled()
    tab_to(page, "Working of line 5")
    page.keyboard.press("Enter")
    expect(page.locator(".lines details[open]")).to_contain_text("0.05% × £900,000.00 = £450.00")
    expect(page.locator(".lines details[open] .working")).to_be_visible()
