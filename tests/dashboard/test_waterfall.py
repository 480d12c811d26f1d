"""From charge to net payment."""

import pytest

from dashboard.figures import takeaway, waterfall
from dashboard.figures.in_view import InView
from tests.dashboard.made import CHARGE, beside, line, parsed, text, view

SEEN = view(line("A", 6_000_00), line("A", 3_000_00, kind="repeat"), line("B", 450_00), line("C", 0))


def test_steps_lead_from_the_charge_to_the_net_payment() -> None:
    drawn = waterfall.steps(SEEN)
    assert [(each.title, each.amount) for each in drawn] == [
        ("Charge for November", CHARGE),
        ("Plans issued in time", -9_000_00),
        ("Offers made in time", -450_00),
        ("Net payment before VAT", 890_550_00),
    ]
    assert [(each.before, each.after) for each in drawn[1:3]] == [(CHARGE, 891_000_00), (891_000_00, 890_550_00)]


def test_the_axis_is_cut_at_a_round_amount_below_every_step_and_says_so() -> None:
    on = waterfall.axis(waterfall.steps(SEEN))
    assert on.is_cut
    assert on.first == 889_200_00
    assert on.ticks == (890_000_00, 892_000_00, 894_000_00, 896_000_00, 898_000_00, 900_000_00)
    assert "Grey bars are cut: the axis starts at £889,200" in text(parsed(waterfall.waterfall(SEEN)))


def test_without_deductions_nothing_is_cut() -> None:
    on = waterfall.axis(waterfall.steps(view()))
    assert (on.is_cut, on.first, on.last) == (False, 0, CHARGE)
    assert "cut" not in text(parsed(waterfall.waterfall(view())))


def test_a_deduction_of_most_of_the_charge_is_drawn_from_nil() -> None:
    on = waterfall.axis(waterfall.steps(view(line("A", 700_000_00))))
    assert (on.is_cut, on.first) == (False, 0)


def test_a_payment_below_nil_is_on_the_axis() -> None:
    on = waterfall.axis(waterfall.steps(view(line("A", 950_000_00))))
    assert on.first == -50_000_00
    assert 0 in on.ticks


def test_what_comes_back_is_hollow_and_has_its_plus() -> None:
    table = parsed(waterfall.waterfall(view(line("A", 500_00), line("B", -200_00))))
    assert [each.get("class") for each in table.iter("i")] == ["whole torn", "off", "back", "whole torn"]
    assert "+£200.00" in text(table)


def test_what_is_earned_back_for_two_months_is_two_steps() -> None:
    lines = [line("A", -10_00, kind="earn back", title=f"Plans: earned back for {month}") for month in ("May", "June")]
    assert [each.title for each in waterfall.steps(view(*lines))[1:-1]] == [
        "Plans: earned back for May",
        "Plans: earned back for June",
    ]


@pytest.mark.parametrize("pence", [0, 1, 100, 45_000, 1_535_625, CHARGE, 3 * CHARGE])
def test_every_step_lies_on_the_axis_and_ticks_are_few(pence: int) -> None:
    drawn = waterfall.steps(view(line("A", pence)))
    on = waterfall.axis(drawn)
    for step in drawn[1:-1]:
        assert on.first <= min(step.before, step.after) <= max(step.before, step.after) <= on.last
    assert 1 <= len(on.ticks) <= 7


def test_the_demonstrations_rows_add_up_to_its_net(every_month: list[InView]) -> None:
    for seen in every_month:
        *rows, net = waterfall.steps(seen)
        assert sum(each.amount for each in rows) == net.amount == seen.statement.net


def test_guarantees_and_shares_are_steps_of_their_own() -> None:
    short = line(None, 2_000_00, kind="guarantee shortfall", title="Guaranteed savings")
    gain = line(None, -700_00, kind="gain share", title="Target cost share")
    seen = beside(view(line("A", 300_00)), short, gain)
    assert [(each.title, each.amount) for each in waterfall.steps(seen)] == [
        ("Charge for November", CHARGE),
        ("Plans issued in time", -300_00),
        ("Guaranteed savings", -2_000_00),
        ("Target cost share", 700_00),
        ("Net payment before VAT", CHARGE - 1_600_00),
    ]
    assert takeaway.of_payment(seen) == (
        "£898,400.00 is payable before VAT: the charge and what stands beside it, £898,700.00, less £300.00 deducted."
    )
    assert takeaway.of_board(seen).endswith("All of it is one indicator: Plans issued in time.")


def test_what_is_paid_beside_the_charge_has_a_bar_of_its_own() -> None:
    paid = line(None, -4_400_00, kind="outcome", title="Outcome: into work")
    priced = line(None, -100_00, kind="unit price", title="Assessments at their price")
    assert [(each.title, each.amount) for each in waterfall.steps(beside(view(line("A", 300_00)), paid, priced))] == [
        ("Charge for November", CHARGE),
        ("Plans issued in time", -300_00),
        ("Outcome: into work", 4_400_00),
        ("Assessments at their price", 100_00),
        ("Net payment before VAT", CHARGE + 4_200_00),
    ]
