"""What a narrow screen still says of how far something has come."""

from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.states import MARCH
from tests.browser.visit import DESK, PHONE


def test_the_step_at_hand_keeps_its_note_on_a_narrow_screen(visit: Visitor) -> None:
    here = visit(width=PHONE)
    steps = here.open("payment", **MARCH).locator(".steps")
    expect(steps.locator(".now")).to_contain_text("Agreed")
    expect(steps.locator(".now span")).to_have_text("no reply came: agreed")
    expect(steps.locator(".now span")).to_be_visible()
    assert [each.is_visible() for each in steps.locator("span").all()] == [False, False, True, False, False]
    here.wide(DESK)
    assert all(each.is_visible() for each in steps.locator("span").all())
