"""What leads from a year's costs by indicator to what is deducted in it: worked out by hand, and true of every month.

A failure of F1 costs £500.00; a late return £100.00. One return at or above 90 earns all of it back.
"""

from pathlib import Path

from contracts import months
from statements import drafting
from statements.documents import Board
from statements.ledger import Ledger
from statements.ledgers import ledger_of
from tests.statements.fenland import CONTRACT, at, contract_text, fenland, month_of, returned, sent, stating

LATE = '{late: £100.00, missing: £100.00, per: return, additional: yes, clause: "9"}'
EARN_BACK = """\
earn_back: {withheld: [performance], indicators: all, share: 100%, after: 1, counts_as_at_target: [reported],
  expires_after: {months: 12}, restores_headroom: no, clause: "9"}
"""


def boards(folder: Path, text: str, filled: dict[str, str], came: str = "04") -> list[Board]:
    """The board's document of each month whose figure of F1 is given; its return came on this day of the next."""
    with fenland(folder / "store", text) as (store, clock):
        for month, figure in filled.items():
            clock.now = at(f"{months.label(months.Month(month_of(month) + 1))}-{came} 09:00")
            assert sent(store, returned(month, figure, text=text)).became == "accepted"
        ledger = ledger_of(store, CONTRACT)
        return [drafting.board(ledger, month_of(month)) for month in filled]


def told(board: Board) -> list[tuple[str, int]]:
    return [(each.says, each.pence) for each in board.besides]


def test_where_payments_take_off_what_figures_cost_nothing_is_said(tmp_path: Path) -> None:
    for board in boards(tmp_path, contract_text(), {"2018-04": "80", "2018-05": "95"}):
        assert not board.besides
        assert "besides" not in board.model_dump_json()


def test_a_late_return_is_more_and_what_is_earned_back_is_less(tmp_path: Path) -> None:
    text = stating(contract_text(), EARN_BACK).replace("reporting_failure: none", f"reporting_failure: {LATE}")
    april, may, _june = boards(tmp_path, text, {"2018-04": "80", "2018-05": "95", "2018-06": "95"}, came="28")
    assert told(april) == [("for returns that came late or not at all", 100_00)]
    # May meets its target and is late too; its statement gives April's £500.00 back.
    assert told(may) == [("for returns that came late or not at all", 200_00), ("earned back", -500_00)]
    assert [each.deducted for each in may.months] == [600_00, -400_00]


def test_what_the_next_payment_takes_off_is_of_this_year_s_figures_and_not_of_its_payments(tmp_path: Path) -> None:
    text = contract_text().replace("priced: the month's own charge", "priced: the next month's charge")
    february, march, april = boards(tmp_path, text, {"2019-02": "80", "2019-03": "80", "2019-04": "95"})
    assert told(february)[-1] == told(march)[-1] == ("that comes off later payments", -500_00)
    assert told(april) == [("for figures of earlier contract years", 500_00)]


def test_a_payment_that_would_fall_below_nil_takes_less(tmp_path: Path) -> None:
    # Five points of £25,000.00 are £125,000.00, of a charge of £100,000.00.
    (april,) = boards(tmp_path, contract_text(point="£25,000.00"), {"2018-04": "80"})
    assert told(april) == [("because no payment falls below nil", -25_000_00)]


def test_in_every_month_the_costs_and_what_is_besides_come_to_what_is_deducted(ledger: Ledger) -> None:
    agreed = ledger.frozen.contract
    for month in (each for each in sorted(ledger.net) if each <= months.parse("2018-03")):
        board = drafting.board(ledger, month)
        year = {months.label(each) for each in ledger.net if agreed.contract_year(each) == agreed.contract_year(month)}
        costs = sum(each.deducted or 0 for each in board.grid if each.month in year)
        deducted = sum(each.deducted for each in board.months if each.month in year)
        assert costs + sum(each.pence for each in board.besides) == deducted, months.label(month)
