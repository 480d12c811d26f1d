"""What was asked of a past moment is answered with the same bytes, whatever happened since."""

from datetime import date, datetime
from pathlib import Path

from statements.life import operations as life
from statements.life.settled_up import RegisterAsked, show_register
from statements.operations import ContractAsked, record_contract
from statements.variation_register import VariationsAsked, show_variations
from store.session import Store
from tests.statements.fenland import CONTRACT, OFFICER, at, returned, sent, stating
from tests.statements.life.libraries import COLLEAGUE, DUE, agreed_text, decided, libraries, pay, settle

THEN, LATER = "2018-05-09 12:00", "2018-06-07 09:00"
FIRST = """variations:
  - {ref: V1, title: A cheaper point, signed: 2018-04-03, effective: 2018-04, known: 2018-04-03, replaces: this entry,
     changes: {deductions.point.pounds: £60.00}}
"""
SECOND = """\
  - {ref: V2, title: A dearer point, signed: 2018-05-10, effective: 2018-04, known: 2018-05-10, replaces: this entry,
     changes: {deductions.point.pounds: £80.00}}
"""


def answers(store: Store, known: datetime | None) -> dict[str, str]:
    """Everything that is said of April, byte for byte."""
    of_april = {"contract": CONTRACT, "month": "2018-04", "as_known_on": known}
    return {
        "account": life.show_account(store, OFFICER, life.AccountAsked.model_validate(of_april)).model_dump_json(),
        "bridge": life.show_bridge(store, OFFICER, life.BridgeAsked.model_validate(of_april)).model_dump_json(),
        "life": life.show_life(store, OFFICER, life.LifeAsked.model_validate(of_april)).model_dump_json(),
        "waivers": show_register(store, OFFICER, RegisterAsked.model_validate(of_april)).model_dump_json(),
        "variations": show_variations(store, OFFICER, VariationsAsked.model_validate(of_april)).model_dump_json(),
    }


def test_later_events_change_nothing_that_was_known_before(tmp_path: Path) -> None:
    text = stating(agreed_text(), DUE) + FIRST
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        assert sent(store, returned("2018-04", "80", text=text)).became == "accepted"
        decided(store, "2018-04", 2, 100_00, person=COLLEAGUE)
        settle(store, "2018-04")
        pay(store, "2018-04", 50_000_00, date(2018, 5, 9))
        clock.now = at(THEN)
        then = answers(store, None)
        assert answers(store, at(THEN)) == then

        clock.now = at(LATER)
        record_contract(store, OFFICER, ContractAsked(file_name="fenland.yaml", text=text + SECOND))
        more = text + SECOND
        assert sent(store, returned("2018-04", "70", "12", text=more), because="Again.").became == "accepted"
        decided(store, "2018-04", 2, 150_00, person=COLLEAGUE)
        pay(store, "2018-04", 10_00, date(2018, 6, 6), "INV-2")
        assert answers(store, at(THEN)) == then
        now = answers(store, None)
        assert [name for name in then if now[name] == then[name]] == []
