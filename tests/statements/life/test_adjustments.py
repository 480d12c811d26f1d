"""What becomes of a certified month when more is known: the statement stays, the difference comes on the next one."""

from pathlib import Path

import pytest

from contracts import months
from contracts.loading import load
from statements import drafting
from statements.files import FileAsked, check_file, load_file
from statements.ledgers import ledger_of
from statements.life.adjustments import differences
from statements.life.bridge import Bridge, NothingCertified
from statements.life.operations import AccountAsked, BridgeAsked, show_account, show_bridge
from statements.operations import ContractAsked, StatementAsked, draft_statement, record_contract
from store.session import Store
from tests.statements.fenland import CONTRACT, FEE, OFFICER, at, returned, sent, stating
from tests.statements.life.libraries import (
    AGREED,
    agreed_text,
    certify,
    libraries,
    relieve,
    reply,
    send,
    settle,
    statement,
)


def hand_in(store: Store, month: str, filled: str, shut: str = "4", text: str | None = None) -> None:
    """Hand a month in, for the first time or again."""
    content = returned(month, filled, shut, text=text or agreed_text())
    assert sent(store, content, because="Counted again.").became == "accepted"


def bridge_of(store: Store, month: str) -> Bridge:
    return show_bridge(store, OFFICER, BridgeAsked(contract=CONTRACT, month=month))


def test_a_correction_comes_on_the_next_statement(tmp_path: Path) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at("2018-05-09 09:00")
        hand_in(store, "2018-04", "80")
        settle(store, "2018-04")
        before = statement(store, "2018-04")
        clock.now = at("2018-06-08 09:00")
        hand_in(store, "2018-04", "95")
        hand_in(store, "2018-05", "80")
        # April was certified at £99,500.00 and comes to £100,000.00 now; May costs £500.00 itself.
        assert statement(store, "2018-04") == before
        may = statement(store, "2018-05")
        assert (may.charge, may.deducted, may.adjusted, may.net) == (FEE, 500_00, 500_00, FEE)
        assert [(line.kind, line.measured, line.amount) for line in may.lines[-1:]] == [
            ("adjustment", "2018-04", 500_00)
        ]
        assert sum(line.amount for line in may.lines) == may.net
        # June is not open: the difference is put right once.
        clock.now = at("2018-07-09 09:00")
        hand_in(store, "2018-06", "95")
        assert statement(store, "2018-06").adjusted == 0
        settle(store, "2018-05")
        assert statement(store, "2018-06").adjusted == 0
        account = show_account(store, OFFICER, AccountAsked(contract=CONTRACT, month="2018-06"))
        # Certified: £99,500.00 and £100,000.00, which is what April and May cost: two months less £500.00.
        assert (account.certified, account.accrued, account.to_adjust) == (2 * FEE - 500_00, FEE, 0)


def test_a_return_for_a_certified_month_says_where_its_difference_comes(tmp_path: Path) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at("2018-05-09 09:00")
        content = returned("2018-04", "80", text=agreed_text())
        asked = FileAsked.model_construct(file_name="return.csv", content=content, reasons={"I10 F1": "So it was."})
        assert load_file(store, OFFICER, asked).adjusted_in is None
        settle(store, "2018-04")
        again = returned("2018-04", "95", text=agreed_text())
        told = check_file(store, OFFICER, FileAsked.model_construct(file_name="return.csv", content=again))
        assert (told.adjusted_in, told.net_before, told.net_after) == ("2018-05", FEE - 500_00, FEE)


def test_a_second_correction_puts_right_only_what_is_left(tmp_path: Path) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at("2018-05-09 09:00")
        hand_in(store, "2018-04", "80")
        settle(store, "2018-04")
        clock.now = at("2018-06-08 09:00")
        hand_in(store, "2018-04", "95")
        hand_in(store, "2018-05", "95")
        settle(store, "2018-05")
        clock.now = at("2018-07-09 09:00")
        hand_in(store, "2018-04", "95", "12")
        hand_in(store, "2018-06", "95")
        # April: certified less £500.00, given back in May, and now F2 fails: £500.00 again.
        assert statement(store, "2018-06").adjusted == -500_00
        bridge = bridge_of(store, "2018-04")
        assert (bridge.certified, bridge.data_revised, bridge.variation, bridge.now) == (99_500_00, 0, 0, 99_500_00)
        assert (bridge.adjusted, bridge.to_adjust) == (500_00, -500_00)


def test_what_was_settled_always_comes_to_what_the_chain_gives(tmp_path: Path) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        for month, (day, filled, again) in {
            "2018-04": ("2018-05-09", "80", "95"),
            "2018-05": ("2018-06-08", "95", "70"),
            "2018-06": ("2018-07-09", "60", "60"),
        }.items():
            clock.now = at(f"{day} 09:00")
            hand_in(store, month, filled)
            settle(store, month)
            if again != filled:
                hand_in(store, month, again)
        clock.now = at("2018-08-08 09:00")
        hand_in(store, "2018-07", "95")
        settle(store, "2018-07")
        ledger = ledger_of(store, CONTRACT)
        settled = sum(each.net for each in ledger.frozen.certified.values())
        assert settled == sum(int(ledger.net[month]["net"]) for month in ledger.frozen.certified)
        # April 95, May 70, June 60, July 95 of 100: May and June cost £500.00 each.
        assert settled == 4 * FEE - 1_000_00
        assert list(differences(ledger)) == []


def test_the_bridge_tells_figures_from_terms(tmp_path: Path) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at("2018-05-09 09:00")
        hand_in(store, "2018-04", "80")
        with pytest.raises(NothingCertified):
            bridge_of(store, "2018-04")
        settle(store, "2018-04")
        clock.now = at("2018-06-08 09:00")
        dearer = agreed_text(point="£200.00")
        record_contract(store, OFFICER, ContractAsked(file_name="fenland.yaml", text=dearer))
        hand_in(store, "2018-04", "80", "12", text=dearer)
        # At £100.00 a point the second failure costs £500.00 more; at £200.00 the two cost £2,000.00, not £1,000.00.
        bridge = bridge_of(store, "2018-04")
        assert (bridge.certified, bridge.data_revised, bridge.variation) == (99_500_00, -500_00, -1_000_00)
        assert (bridge.relief, bridge.now, bridge.to_adjust) == (0, 98_000_00, -1_500_00)


def test_the_bridge_tells_relief_from_figures(tmp_path: Path) -> None:
    text = stating(agreed_text(), AGREED)
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        hand_in(store, "2018-04", "80", text=text)
        settle(store, "2018-04")
        clock.now = at("2018-06-08 09:00")
        hand_in(store, "2018-04", "80", "12", text=text)
        relieve(store, "F1", "2018-04")
        # F2 fails now: £500.00 more. F1 is excused: its £500.00 comes back.
        bridge = bridge_of(store, "2018-04")
        assert (bridge.data_revised, bridge.variation, bridge.relief) == (-500_00, 0, 500_00)
        assert (bridge.now, bridge.to_adjust) == (99_500_00, 0)


def test_a_certified_statement_reads_the_same_at_any_moment_since(tmp_path: Path) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at("2018-05-09 09:00")
        hand_in(store, "2018-04", "80")
        settle(store, "2018-04")
        settled_at = clock.now
        clock.now = at("2018-06-08 09:00")
        hand_in(store, "2018-04", "95")
        then, now = (
            draft_statement(store, OFFICER, StatementAsked(contract=CONTRACT, month="2018-04", as_known_on=moment))
            for moment in (settled_at, None)
        )
        assert then.model_dump_json() == now.model_dump_json()
        earlier = at("2018-05-09 08:59")
        before = draft_statement(
            store, OFFICER, StatementAsked(contract=CONTRACT, month="2018-04", as_known_on=earlier)
        )
        assert before.state == "draft"


POINTS = """    rungs:
      - {at_least: 99, status: met, fails: no, points: 0}
      - {at_least: 98, status: near, fails: yes, points: 1}
      - {at_least: 97, status: low, fails: yes, points: 2}
      - {at_least: 96, status: lower, fails: yes, points: 3}
      - {otherwise: all, status: missed, fails: yes, points: 4}
"""


def repeating() -> str:
    """The libraries with the bands 99, 98, 97 and 96, and the second failure of a run twice as dear."""
    plain = """    rungs:
      - {at_least: 90, status: met, fails: no, points: 0}
      - {otherwise: all, status: missed, fails: yes, points: 5}
"""
    repeat = (
        "{multiplier: 2, from: second failure, new_contract_year: continues the run, "
        'changed_definition: continues the run, clause: "7.2"}'
    )
    return agreed_text().replace(plain, POINTS).replace("repeat: none", f"repeat: {repeat}")


def in_thousandths(month: str, filled: int) -> bytes:
    digest = load(repeating(), "fenland.yaml").digest
    cover = f"Contract,{CONTRACT}\nPeriod,{month}\nDataset,Indicators\nTemplate version,{digest[:12]}\n\n"
    headings = "Indicator,Numerator,Denominator,Value as stated,Reason if not reported,Commentary\n"
    return (cover + headings + f"F1,{filled},1000,{filled / 10}%,,\nF2,4,,4,,\n").encode()


def test_a_restated_month_shortens_the_run_of_later_ones(tmp_path: Path) -> None:
    # 98.5% is certified at 1 point, £100.00, and restated to 99.2%. Then 96.5% is a first failure and costs 3 points,
    # not 6, and the first month's point comes back.
    with libraries(tmp_path / "store", repeating()) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        assert sent(store, in_thousandths("2018-04", 985)).became == "accepted"
        settle(store, "2018-04")
        assert statement(store, "2018-04").net == FEE - 100_00
        clock.now = at("2018-06-08 09:00")
        assert sent(store, in_thousandths("2018-05", 965)).became == "accepted"
        may = drafting.statement(ledger_of(store, CONTRACT), months.parse("2018-05"))
        assert may.deducted == 600_00
        assert sent(store, in_thousandths("2018-04", 992), because="Counted again.").became == "accepted"
        may = drafting.statement(ledger_of(store, CONTRACT), months.parse("2018-05"))
        assert (may.deducted, may.adjusted) == (300_00, 100_00)


VAT = """  vat:
    rates: {standard: 20}
    deductions: {code: standard, nature: price adjustment}
    reporting_failures: {code: standard, nature: compensation}
    clause: "8.3"
"""


def test_an_adjustment_bears_vat(tmp_path: Path) -> None:
    text = stating(agreed_text(), VAT)
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        hand_in(store, "2018-04", "80", text=text)
        # £99,500.00 and 20% of it, £19,900.00.
        send(store, "2018-04")
        reply(store, "2018-04", "agreed")
        assert certify(store, "2018-04").payable == 119_400_00
        clock.now = at("2018-06-08 09:00")
        hand_in(store, "2018-04", "95", text=text)
        hand_in(store, "2018-05", "95", text=text)
        # May is £100,000.00 and the £500.00 of April: 20% of £100,500.00 is £20,100.00.
        may = statement(store, "2018-05")
        assert (may.net, may.vat) == (100_500_00, 20_100_00)
        assert sum(line.amount for line in may.lines) == may.net + may.vat
