"""A connection that drops while a return is handed in: nothing is lost, and the page comes back by itself."""

from playwright.sync_api import WebSocketRoute, expect

from tests.browser.conftest import Visitor
from tests.browser.served import Served
from tests.browser.states import APRIL, FAULTY, upload

CONNECTED = '() => document.querySelector(\'[data-testid="stApp"]\').dataset.testConnectionState === "CONNECTED"'


def test_a_dropped_connection_comes_back_with_what_was_typed(visit: Visitor, served: Served) -> None:
    officer, wires = visit(), list[WebSocketRoute]()

    def connected(wire: WebSocketRoute) -> None:
        wires.append(wire)
        wire.connect_to_server()

    officer.page.route_web_socket("**/_stcore/stream", connected)
    page = officer.open("upload-a-return", **APRIL)
    upload(officer, served.returned(FAULTY))
    first, second = (page.get_by_label(f"Reason for Indicators {cell}") for cell in ("E8", "C9"))
    first.fill("Two reviews are counted twice")
    first.press("Enter")
    expect(page.get_by_text("Reasons still to give: 2")).to_be_visible()
    second.fill("Counted with next month")
    officer.context.set_offline(True)
    wires[-1].close()
    expect(page.get_by_role("button", name="Start again")).to_be_disabled()
    officer.context.set_offline(False)
    page.wait_for_function(CONNECTED)
    expect(first).to_have_value("Two reviews are counted twice")
    second.press("Enter")
    expect(page.get_by_text("Reasons still to give: 1")).to_be_visible()
    assert len(wires) == 2
    assert all("ERR_INTERNET_DISCONNECTED" in trouble for trouble in officer.troubles)
    officer.troubles.clear()
