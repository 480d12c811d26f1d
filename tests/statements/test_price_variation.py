"""A variation is priced before it is signed: on the last year's returns, line by line, and nothing is recorded.

F1 is on its distance from 90% here: a month that misses costs 5 points of £100.00, of £100,000.00 a month.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from contracts import months
from contracts.faults import ContractFileRefused
from statements.operations import OPERATIONS
from statements.price_variation import NothingToPriceOn, PriceVariationAsked, VariationPriced, price_variation
from store import people
from store.policy import NotAllowed, Role
from store.session import Store
from tests.statements.fenland import CONTRACT, OFFICER, contract_text, fenland, returned, sent

PROPOSED = """\
ref: V2
title: A higher target
effective: 2019-06
replaces: this entry
changes: {indicators.F1.target: 96}
"""
TEXT = contract_text().replace(
    'shares:\n    judged_on: value\n    clause: "5.1"\n    rungs:\n      - {at_least: 90',
    'shares:\n    judged_on: distance from target\n    clause: "5.1"\n    rungs:\n      - {at_least: 0',
)


@contextmanager
def library(folder: Path, filled: list[str], text: str = TEXT) -> Iterator[Store]:
    """A store with a return for each month from April 2018 on, handed in on the third of the next."""
    assert "judged_on: distance from target" in TEXT
    with fenland(folder / "store", text) as (store, clock):
        for place, share in enumerate(filled):
            month = months.Month(months.parse("2018-04") + place)
            day = months.first_day(months.Month(month + 1))
            clock.now = datetime(day.year, day.month, 3, 9, tzinfo=UTC)
            assert sent(store, returned(months.label(month), share, text=text)).submission
            clock.now += timedelta(minutes=1)
        yield store


def priced(store: Store, text: str = PROPOSED) -> VariationPriced:
    return price_variation(store, OFFICER, PriceVariationAsked(contract=CONTRACT, file_name="v2.yaml", text=text))


def test_a_target_is_priced_month_by_month_and_line_by_line(tmp_path: Path) -> None:
    with library(tmp_path, ["95", "85", "97"]) as store:
        before = store.version
        found = priced(store)
        assert store.version == before
    assert [(each.month, each.net, each.net_varied, each.pence) for each in found.months] == [
        # 95% reaches 90% and misses 96%; 85% misses both; 97% reaches both.
        ("2018-04", 100_000_00, 99_500_00, -500_00),
        ("2018-05", 99_500_00, 99_500_00, 0),
        ("2018-06", 100_000_00, 100_000_00, 0),
    ]
    assert [(each.indicator, each.pence) for each in found.effects] == [("F1", -500_00)]
    assert [each.words for each in found.statuses] == ["F1 in April 2018: missed instead of met."]
    assert found.words == (
        "On what was returned from April 2018 to June 2018 £500.00 less would have been paid under the variation."
    )


def test_the_parts_add_up(tmp_path: Path) -> None:
    with library(tmp_path, ["95", "85", "97", "80"]) as store:
        found = priced(store, PROPOSED.replace("indicators.F1.target: 96", 'deductions.point.pounds: "£250.00"'))
    # Two months fail, each by 5 points that cost £150.00 more; nothing is judged differently.
    assert (found.pence, found.statuses) == (-1_500_00, ())
    assert sum(each.pence for each in found.months) == sum(each.pence for each in found.effects) == found.pence
    for month in found.months:
        assert month.net_varied - month.net == month.pence == sum(each.pence for each in month.effects)


def test_the_charge_is_a_line_too(tmp_path: Path) -> None:
    change = PROPOSED.replace("indicators.F1.target: 96", 'charge.lines.fee.annual: "£1,320,000.00"')
    with library(tmp_path, ["95"]) as store:
        found = priced(store, change)
    assert [(each.indicator, each.title, each.pence) for each in found.effects] == [("", "Fee", 10_000_00)]
    assert "£10,000.00 more would have been paid" in found.words


def test_only_the_last_twelve_months_count_and_what_was_scheduled_within_them_gives_way(tmp_path: Path) -> None:
    text = TEXT.replace("target: 90", "target: {2018-04: 90, 2018-09: 80}")
    with library(tmp_path, ["95"] * 13, text) as store:
        found = priced(store)
    assert (found.first, found.last, len(found.months)) == ("2018-05", "2019-04", 12)
    assert [each.pence for each in found.months] == [-500_00] * 12


def test_a_variation_that_changes_nothing_that_happened(tmp_path: Path) -> None:
    with library(tmp_path, ["95"]) as store:
        found = priced(store, PROPOSED.replace("96", "95"))
    # A value on an edge has the better band.
    assert (found.pence, found.effects, found.statuses) == (0, (), ())
    assert "no difference" in found.words


NEXT = TEXT.replace("priced: the month's own charge", "priced: the next month's charge")
DEARER = PROPOSED.replace("indicators.F1.target: 96", 'deductions.point.pounds: "£250.00"')


@pytest.mark.parametrize(
    ("filled", "pence"),
    [
        # Thirteen months, of which the last twelve are priced: April 2018 is the first and no longer counts.
        (["85", *["95"] * 12], 0),
        # 5 points at £250.00 instead of £100.00 are £750.00 more, with the payment of June 2018 and of May 2019.
        (["95", "85", *["95"] * 11], -750_00),
        ([*["95"] * 12, "85"], -750_00),
    ],
)
def test_failures_priced_with_the_next_month_are_those_of_the_twelve_months(
    tmp_path: Path, filled: list[str], pence: int
) -> None:
    with library(tmp_path, filled, NEXT) as store:
        found = priced(store, DEARER)
    assert (found.first, found.last, found.pence) == ("2018-05", "2019-04", pence)
    assert (found.months[0].month, found.months[-1].month, len(found.months)) == ("2018-06", "2019-05", 12)


def test_a_price_that_is_scheduled_for_the_payment_of_the_last_failures_gives_way(tmp_path: Path) -> None:
    # The failure of April 2018 is priced in May: 5 points at £300.00 as scheduled, at £250.00 as varied.
    text = NEXT.replace('{pounds: "£100.00",', '{pounds: {2018-04: "£100.00", 2018-05: "£300.00"},')
    assert text != NEXT
    with library(tmp_path, ["85"], text) as store:
        found = priced(store, DEARER)
    assert [(each.month, each.pence) for each in found.months] == [("2018-05", 250_00)]


RECORDED = """\
variations:
  - ref: V1
    title: Earlier
    signed: 2018-04-03
    effective: 2019-06
    known: 2018-04-03
    replaces: this entry
    changes: {indicators.F1.target: 92}
"""


@pytest.mark.parametrize(
    ("stated", "instead", "code", "line", "found"),
    [
        ("indicators.F1.target", "indicators.F9.target", "C05", 5, "a change of “indicators.F9.target”"),
        ("2019-06", "2021-06", "C36", 3, "“2021-06”"),
        ("2019-06", "June", "C36", 3, "“June”"),
        ("2019-06", "2019-06-15", "C36", 3, "“2019-06-15”"),
        ("F1.target: 96", "F1.target: high", "C12", 5, "“high”"),
        ("F1.target: 96", "F1.bands: counts", "C23", 5, "“counts”"),
        ("title: A higher target\n", "", "C10", 1, "nothing"),
        ("title:", "titel: X\ntitle:", "C11", 2, "“titel”"),
        ("title: A higher target", "title:", "C03", 2, "“title” without a value"),
        ("F1.target: 96", "F1.unit: count", "C06", 5, "a change of “indicators.F1.unit”, which is not dated"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, *, stated: str, instead: str, code: str, line: int, found: str
) -> None:
    with library(tmp_path, ["95"]) as store, pytest.raises(ContractFileRefused) as refused:
        priced(store, PROPOSED.replace(stated, instead, 1))
    faults = [(fault.code, fault.line) for fault in refused.value.faults]
    assert (code, line) in faults
    assert any(fault.found.startswith(found) and fault.remedy for fault in refused.value.faults)
    assert "v2.yaml" in str(refused.value)


def test_two_variations_of_a_term_from_one_date(tmp_path: Path) -> None:
    with library(tmp_path, ["95"], TEXT + RECORDED) as store:
        with pytest.raises(ContractFileRefused, match=r"V1, which changes “indicators\.F1\.target” from 2019-06 too"):
            priced(store)
        assert priced(store, PROPOSED.replace("2019-06", "2019-07")).pence == -500_00


def test_nothing_was_returned(tmp_path: Path) -> None:
    with library(tmp_path, []) as store, pytest.raises(NothingToPriceOn, match=CONTRACT):
        priced(store)


@pytest.mark.parametrize("role", Role)
def test_who_may_price_a_variation(tmp_path: Path, role: Role) -> None:
    asked = PriceVariationAsked(contract=CONTRACT, file_name="v2.yaml", text=PROPOSED)
    with library(tmp_path, ["95"]) as store:
        with store.write(OFFICER, "appoint people", CONTRACT, detail={}) as writing:
            people.add_person(writing, "p.reed", "P. Reed", "Anywhere")
            people.appoint(writing, "p.reed", CONTRACT, role, datetime(2018, 4, 1, tzinfo=UTC).date())
        if role in (Role.OFFICER, Role.CERTIFYING_OFFICER, Role.AUDITOR):
            assert OPERATIONS["price-variation"].run(store, "p.reed", asked)
        else:
            with pytest.raises(NotAllowed):
                OPERATIONS["price-variation"].run(store, "p.reed", asked)
