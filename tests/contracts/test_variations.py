"""Variations: one more dated entry, from the day on which it was known."""

from datetime import date
from fractions import Fraction

import pytest

from contracts import months
from contracts.contract import Contract
from contracts.terms import terms_of
from contracts.values import in_force
from tests.contracts.small import changed, contract, faults, varied


def variation(ref: str, **parts: str) -> str:
    stated = {
        "signed": "2016-08-22",
        "effective": "2016-09",
        "known": "2016-08-25",
        "replaces": "this entry",
        "changes": "{indicators.OP1.target: 97}",
    } | parts
    return f"{{ref: {ref}, title: {ref}, " + ", ".join(f"{key}: {value}" for key, value in stated.items()) + "}"


def target(found: Contract, month: str) -> Fraction | None:
    return in_force(found.indicator("OP1").target or (), months.parse(month))


def charge(found: Contract, month: str) -> list[tuple[date, int]]:
    """Return the stretches of days at one price that begin in a month or before it, with their first days."""
    rows = terms_of(found).tables["term_charge"].to_dicts()
    last = months.last_day(months.parse(month)).toordinal()
    return [(date.fromordinal(row["first_day"]), int(row["annual"])) for row in rows if row["first_day"] <= last]


def test_a_variation_holds_from_its_month_and_later_entries_still_come() -> None:
    found = contract(varied(variation("V1")))
    assert [target(found, month) for month in ("2016-08", "2016-09", "2017-03", "2017-04")] == [95, 97, 97, 96]


def test_a_variation_may_replace_the_rest_of_the_schedule() -> None:
    found = contract(varied(variation("V1", replaces="the rest of the schedule")))
    assert [target(found, month) for month in ("2016-08", "2016-09", "2017-04", "2018-03")] == [95, 97, 97, 97]


def test_the_later_signed_of_two_wins_wherever_it_stands_in_the_file() -> None:
    early = variation("V1", signed="2016-08-01", changes="{indicators.OP1.target: 80}")
    late = variation("V2", signed="2016-08-02", changes="{indicators.OP1.target: 90}")
    for text in (varied(early, late), varied(late, early)):
        assert target(contract(text), "2016-09") == 90


def test_a_later_signed_variation_does_not_undo_one_that_is_effective_later() -> None:
    later = variation("V1", signed="2016-05-01", effective="2017-01", changes="{indicators.OP1.target: 80}")
    found = contract(varied(later, variation("V2")))
    assert [target(found, month) for month in ("2016-09", "2016-12", "2017-01")] == [97, 97, 80]


def test_replacing_the_rest_drops_what_was_signed_before_it_and_not_what_was_signed_after() -> None:
    whole = variation("V2", signed="2016-08-22", replaces="the rest of the schedule")
    before = variation("V1", signed="2016-05-01", effective="2017-01", changes="{indicators.OP1.target: 80}")
    after = variation(
        "V3", signed="2016-09-01", known="2016-09-01", effective="2017-01", changes="{indicators.OP1.target: 80}"
    )
    assert target(contract(varied(whole, before)), "2017-01") == 97
    assert target(contract(varied(whole, after)), "2017-01") == 80


def test_a_variation_effective_where_an_entry_stands_takes_its_place() -> None:
    found = contract(varied(variation("V1", effective="2017-04")))
    assert [target(found, month) for month in ("2017-03", "2017-04")] == [95, 97]


def test_a_statement_of_the_past_knows_only_what_was_known() -> None:
    text = varied(variation("V1", known="2016-08-25"))
    assert target(contract(text, date(2016, 8, 24)), "2016-09") == 95
    assert target(contract(text, date(2016, 8, 25)), "2016-09") == 97
    assert target(contract(text), "2016-09") == 97


def test_a_term_stated_without_a_date_holds_until_the_variation() -> None:
    text = changed(("bands: plain", "minimum_denominator: 10\n    bands: plain"))
    text += "variations:\n  - " + variation("V1", changes="{indicators.OP1.minimum_denominator: 5}") + "\n"
    minimum = contract(text).indicator("OP1").minimum_denominator or ()
    assert [in_force(minimum, months.parse(month)) for month in ("2016-08", "2016-09")] == [10, 5]


def test_one_variation_may_change_several_terms() -> None:
    found = contract(varied(variation("V1", changes="{indicators.OP1.target: 97, deductions.point.pounds: £500.00}")))
    assert target(found, "2016-09") == 97
    point = found.deductions.point
    assert point is not None
    assert in_force(point.pounds or (), months.parse("2016-09")) == 500_00


@pytest.mark.parametrize("effective", ["2017-04", "2017-04-01"])
@pytest.mark.parametrize("price", ["£10,000.00", "£20,000.00"])
def test_a_new_price_takes_the_place_of_the_one_that_starts_on_its_day(effective: str, price: str) -> None:
    change = f'{{charge.lines.fee.annual: "{price}"}}'
    found = contract(varied(variation("V1", effective=effective, changes=change)))
    pence = int(price.replace("£", "").replace(",", "").replace(".", ""))
    assert charge(found, "2017-04") == [(date(2016, 4, 1), 14_400_00), (date(2017, 4, 1), pence)]


def test_a_price_may_change_on_a_day() -> None:
    change = '{charge.lines.fee.annual: "£18,000.00"}'
    found = contract(varied(variation("V1", effective="2016-09-16", changes=change)))
    assert charge(found, "2017-04") == [
        (date(2016, 4, 1), 14_400_00),
        (date(2016, 9, 16), 18_000_00),
        (date(2017, 4, 1), 15_600_00),
    ]


def test_a_price_may_replace_the_rest_of_the_prices() -> None:
    change = '{charge.lines.fee.annual: "£18,000.00"}'
    found = contract(
        varied(variation("V1", effective="2016-09-16", changes=change, replaces="the rest of the schedule"))
    )
    assert charge(found, "2018-03") == [(date(2016, 4, 1), 14_400_00), (date(2016, 9, 16), 18_000_00)]


ON_ONE_DAY = [
    # From one month, neither of the two is later.
    ("2016-09", "this entry", "2016-09", "this entry", True),
    ("2016-09", "the rest of the schedule", "2016-09", "this entry", True),
    # The earlier one would drop the later one's entry, or not, as the one or the other is entered first.
    ("2016-09", "the rest of the schedule", "2016-10", "this entry", True),
    ("2016-10", "this entry", "2016-09", "the rest of the schedule", True),
    ("2016-09", "the rest of the schedule", "2016-10", "the rest of the schedule", True),
    # Whichever is entered first, both hold from their months on.
    ("2016-09", "this entry", "2016-10", "this entry", False),
    ("2016-09", "this entry", "2016-10", "the rest of the schedule", False),
    ("2016-10", "the rest of the schedule", "2016-09", "this entry", False),
]


@pytest.mark.parametrize(("one", "one_replaces", "other", "other_replaces", "refused"), ON_ONE_DAY)
def test_two_variations_signed_on_one_day_are_refused_where_their_order_would_decide(
    *, one: str, one_replaces: str, other: str, other_replaces: str, refused: bool
) -> None:
    first = variation("V1", effective=one, replaces=one_replaces, changes="{indicators.OP1.target: 90}")
    second = variation("V2", effective=other, replaces=other_replaces, changes="{indicators.OP1.target: 93}")
    if refused:
        assert [(fault.code, fault.found.split(",")[0]) for fault in faults(varied(first, second))] == [("C36", "V1")]
    else:
        orders = [contract(varied(*both)).indicator("OP1").target for both in ((first, second), (second, first))]
        assert orders[0] == orders[1]


def test_variations_of_one_term_signed_on_two_days_and_of_two_terms_on_one_day_are_not_refused() -> None:
    assert contract(varied(variation("V1"), variation("V2", signed="2016-08-23")))
    assert contract(varied(variation("V1"), variation("V2", changes="{deductions.point.pounds: £500.00}")))


def test_a_day_and_the_month_that_it_begins_are_one_start() -> None:
    change = '{charge.lines.fee.annual: "£18,000.00"}'
    both = [
        variation("V1", effective="2016-09", changes=change),
        variation("V2", effective="2016-09-01", changes=change),
    ]
    assert [fault.code for fault in faults(varied(*both))] == ["C36"]
    both[1] = variation("V2", effective="2016-09-02", changes=change)
    assert contract(varied(*both))


def test_the_pair_is_told_by_name_on_the_line_of_the_second() -> None:
    (fault,) = faults(varied(variation("V1"), variation("V2")))
    assert str(fault).endswith(
        "variations.2.changes.indicators.OP1.target: found V1, signed on 2016-08-22 too, which changes "
        "“indicators.OP1.target” from 2016-09; expected one of the two signed on a later day, since the later signed "
        "wins. Say both changes in one variation, or correct the day on which one was signed."
    )
