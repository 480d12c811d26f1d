"""What was known when: later files never count, and the contract itself is read as it was known."""

from pathlib import Path

from contracts import months
from statements import drafting
from statements.documents import Statement
from statements.ledgers import ledger_of
from statements.operations import BoardAsked, StatementAsked, draft_statement, show_board
from store.session import Store
from tests.demonstration import CONTRACT
from tests.statements import fenland
from tests.statements.fenland import OFFICER, Clock, at, returned, sent


def statement(store: Store, month: str, known: str | None = None) -> Statement:
    moment = None if known is None else at(known)
    return draft_statement(store, OFFICER, StatementAsked(contract=fenland.CONTRACT, month=month, as_known_on=moment))


def send(store: Store, clock: Clock, when: str, content: bytes, because: str | None = None) -> None:
    clock.now = at(when)
    assert sent(store, content, because=because).became == "accepted"


def test_what_was_known_then_is_drawn_as_it_was_drawn_then(tmp_path: Path) -> None:
    with fenland.fenland(tmp_path / "store") as (store, clock):
        send(store, clock, "2018-05-04 09:00", returned("2018-04", "80"))
        clock.now = at("2018-05-04 12:00")
        then = statement(store, "2018-04")
        send(store, clock, "2018-05-20 09:00", returned("2018-04", "95"), "A branch was left out.")
        send(store, clock, "2018-06-05 09:00", returned("2018-05", "70"))
        now = statement(store, "2018-04")
        assert statement(store, "2018-04", "2018-05-04 12:00") == then
        assert statement(store, "2018-04", "2018-05-20 08:59") != now
        assert statement(store, "2018-04", "2018-06-06 09:00").net == now.net
    assert (then.net, now.net) == (fenland.FEE - 500_00, fenland.FEE)


def test_the_month_ahead_is_not_known(tmp_path: Path) -> None:
    with fenland.fenland(tmp_path / "store") as (store, clock):
        send(store, clock, "2018-05-04 09:00", returned("2018-04", "80"))
        ledger = ledger_of(store, fenland.CONTRACT)
        assert max(month for _, month in ledger.measures) == months.parse("2018-05")


def test_a_variation_counts_from_the_day_it_was_known(store: Store) -> None:
    def target(known: str) -> str:
        board = drafting.board(ledger_of(store, CONTRACT, at(known)), months.parse("2017-04"))
        shown = {(each.indicator, each.month): each.target for each in board.grid}
        assert shown[("OP5", "2017-03")] == "95%"
        return shown[("OP5", "2017-04")]

    # CCN-007 was signed on 18 May 2017, became known on 22 May and holds from April.
    assert target("2017-05-21 12:00") == "95%"
    assert target("2017-05-22 12:00") == "92%"


def test_a_variation_changes_the_digest_of_the_months_it_holds_in(store: Store) -> None:
    before, after = (
        drafting.statement(ledger_of(store, CONTRACT, at(known)), months.parse("2017-04"))
        for known in ("2017-05-21 12:00", "2017-05-22 12:00")
    )
    assert before.digest != after.digest


def test_november_2016_before_and_after_the_missing_figure_came(store: Store) -> None:
    def plan(known: str) -> str:
        drawn = drafting.statement(ledger_of(store, CONTRACT, at(known)), months.parse("2016-11"))
        return next(line.measure for line in drawn.lines if line.indicator == "OP4")

    assert plan("2016-12-15 10:00") == "Not reported"
    assert plan("2016-12-15 11:00") == "83.3% (5 of 6)"


def test_a_figure_not_due_yet_costs_nothing_and_then_the_worst_band(tmp_path: Path) -> None:
    with fenland.fenland(tmp_path / "store") as (store, clock):
        clock.now = at("2018-05-08 16:00")  # 17:00 in London: the due time itself is still on time.
        assert statement(store, "2018-04").net == fenland.FEE
        clock.now = at("2018-05-08 16:01")
        assert statement(store, "2018-04").net == fenland.FEE - 1_000_00


def test_withheld_money_comes_back_with_a_figure_by_the_next_due_time(tmp_path: Path) -> None:
    # May's return is due on 7 June 2018 at 17:00, 16:00 UTC: until then April's missing figure can be made good.
    for came, net in (("2018-06-07 16:00", fenland.FEE), ("2018-06-07 16:01", fenland.FEE - 500_00)):
        with fenland.fenland(tmp_path / came[-2:]) as (store, clock):
            send(store, clock, "2018-05-04 09:00", returned("2018-04", ""))
            clock.now = at("2018-05-09 09:00")
            assert statement(store, "2018-04").net == fenland.FEE - 500_00
            send(store, clock, came, returned("2018-04", "95"), "The figure is now known.")
            assert statement(store, "2018-04").net == net, came


def test_deducted_money_does_not_come_back(tmp_path: Path) -> None:
    text = fenland.contract_text(missing=fenland.DEDUCTED)
    with fenland.fenland(tmp_path / "store", text) as (store, clock):
        send(store, clock, "2018-05-04 09:00", returned("2018-04", "", text=text))
        send(store, clock, "2018-05-09 09:00", returned("2018-04", "95", text=text), "The figure is now known.")
        assert statement(store, "2018-04").net == fenland.FEE - 500_00


def receipt(store: Store) -> tuple[str, str]:
    board = show_board(store, OFFICER, BoardAsked(contract=fenland.CONTRACT, month="2018-04"))
    came = board.receipts[0].received_at
    return board.receipts[0].receipt_status, "" if came is None else f"{came:%d %H:%M}"


def test_a_rejected_return_decides_lateness(tmp_path: Path) -> None:
    with fenland.fenland(tmp_path / "store") as (store, clock):
        assert receipt(store) == ("awaited", "")
        clock.now = at("2018-05-08 15:59")
        # 120 of 100 is impossible; the other figure of that file can be read.
        assert sent(store, returned("2018-04", "120")).became == "rejected"
        assert receipt(store) == ("on time", "08 15:59")
        # Nobody has accepted a figure yet. Until the due time none is missing, and from then on both are.
        assert statement(store, "2018-04").net == fenland.FEE
        clock.now = at("2018-05-08 16:30")
        assert statement(store, "2018-04").net == fenland.FEE - 1_000_00
        # The correction comes after F1's last moment, 7 June, and F2 was readable in time.
        send(store, clock, "2018-06-20 09:00", returned("2018-04", "95", "4"))
        assert receipt(store) == ("on time", "08 15:59")
        lines = statement(store, "2018-04").lines
        assert [(line.indicator, line.amount) for line in lines[1:]] == [("F1", -500_00)]


def test_records_of_a_rejected_return_have_come_and_have_no_figure_yet(store: Store) -> None:
    def came(table: str, known: str) -> set[tuple[int | str, str]]:
        found = ledger_of(store, CONTRACT, at(known)).frozen.facts.tables[table].filter(month=months.parse("2017-05"))
        return {(row[2], f"{row[4]:%d %H:%M}") for row in found.rows()}

    # May's first return was rejected on 6 June at 15:20 UTC; its correction was accepted the next morning.
    datasets = ("indicators", "ehc_assessments", "traded_services", "sen_transport", "finance_lines")
    assert came("first_receipt", "2017-06-06 18:00") == {(dataset, "06 15:20") for dataset in datasets}
    assert came("first_figure", "2017-06-06 18:00") == set()
    # The nineteenth indicator is counted from traded services: it came when they first could be read.
    assert (19, "06 15:20") in came("first_figure", "2017-06-07 12:00")


def test_a_refused_file_is_no_receipt_of_a_return(tmp_path: Path) -> None:
    with fenland.fenland(tmp_path / "store") as (store, clock):
        clock.now = at("2018-05-08 15:59")
        assert sent(store, returned("2018-04").replace(b"Indicators", b"Nothing we know")).became == "refused"
        assert receipt(store) == ("awaited", "")
