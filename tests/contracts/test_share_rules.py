"""What the linter refuses of savings guarantees and shares."""

import pytest

from contracts.faults import ContractFileRefused
from contracts.loading import load
from tests.cases.example import FOLDER, read_example

PRICE = read_example(FOLDER / "savings_in_the_price.yaml").contract_text
BEYOND = read_example(FOLDER / "share_beyond_a_guarantee.yaml").contract_text
BANDS = read_example(FOLDER / "shares_band_by_band.yaml").contract_text
KEPT = read_example(FOLDER / "guarantee_kept.yaml").contract_text
YEARLY = read_example(FOLDER / "shares_reported_late_or_not.yaml").contract_text
CODES = read_example(FOLDER / "shares_side_by_side.yaml").contract_text

INDEX = (
    "index: {series: CPI, from: 2016-04, value_of: 2016-02, figures: final, change: cumulative, collar: none, "
    'fixed_share: 0, places: 4, indexed_amounts: to the penny, clause: "1"}'
)


REFUSED = [
    (PRICE, "shortfall: tracked\n    caught_up: none", "shortfall: recovered\n    caught_up: kept", "C87"),
    (PRICE, "caught_up: none", "caught_up: kept", "C12"),
    (PRICE, "    caught_up: none\n", "", "C10"),
    (PRICE, "savings: S", "savings: Z", "C88"),
    (PRICE, "savings: S", "savings: I", None),
    (PRICE, "actual: I", "actual: S", None),
    (BEYOND, "savings: S", "savings: C", "C88"),
    (BANDS, "unit: money", "unit: count", "C88"),
    (BANDS, "counts: pounds}", "counts: pounds, of: pupils}", "C88"),
    (KEPT, '"£4,000.00"', '"£2,999.99"', "C89"),
    (KEPT, '2016-06: "£1,000.00"', '2016-06: "-£1.00"', "C89"),
    (KEPT, '2016-06: "£1,000.00"', '2016-03: "£1,000.00"', "C89"),
    (BEYOND, "in: [June, September, December, March]", "in: [June, September, December]", "C89"),
    (BANDS, "{above: 5, share: 62.5}", "{above: 6, share: 62.5}", "C80"),
    (BANDS, "{above: 20, share: 0}", "{above: 20, to: 30, share: 0}", "C80"),
    (BANDS, "{above: 5, share: 62.5}", "{above: 5, share: 100.5}", "C12"),
    (BANDS, "missing: £0.00", "missing: not settled", "C12"),
    (YEARLY, "reported: running total\n    missing: not settled", "reported: running total\n    missing: £0.00", "C12"),
    (KEPT, "missing: £0.00", "missing: nothing", "C12"),
    (BEYOND, "guarantee: savings", "guarantee: saving", "C90"),
    (BEYOND, "guarantee: savings", "guarantee: none", "C12"),
    (BEYOND, '2016-09: "£3,000.00", 2016-12', "2016-12", "C90"),
    (YEARLY, "settled: everything so far", "settled: each settlement by itself", "C91"),
    (YEARLY, '2017-03: "£3,000.00"', '2017-02: "£3,000.00"', "C91"),
    (CODES, "outside: 0, ", "", "C53"),
    (CODES, "id: fuel", "id: savings", "C30"),
    (CODES, "id: again", "id: cost", "C30"),
    (KEPT, "index: none", INDEX, "C50"),
    (BANDS, "reported: of each period", "prices_of: not indexed\n    reported: of each period", "C50"),
    (BANDS, 'baseline: {2016-04: "£10,000.00",', 'baseline: {from the start: "£10,000.00",', "C12"),
]


@pytest.mark.parametrize(("text", "stated", "instead", "code"), REFUSED)
def test_what_does_not_fit_is_refused(text: str, stated: str, instead: str, code: str | None) -> None:
    assert stated in text
    changed = text.replace(stated, instead, 1)
    if code is None:
        load(changed, "changed")
        return
    with pytest.raises(ContractFileRefused) as refused:
        load(changed, "changed")
    assert code in {fault.code for fault in refused.value.faults}


def test_savings_that_would_be_deducted_again_are_refused_with_the_remedy() -> None:
    changed = PRICE.replace("shortfall: tracked\n    caught_up: none", "shortfall: recovered\n    caught_up: kept")
    with pytest.raises(ContractFileRefused, match="savings that are in the price already") as refused:
        load(changed, "changed")
    fault = next(fault for fault in refused.value.faults if fault.code == "C87")
    assert (fault.clause, "shortfall: tracked" in fault.remedy) == ("2.4", True)


CAPPED = read_example(FOLDER / "shortfall_within_a_cap.yaml").contract_text
BOTH_YEARS = "amount: {2016-04: £500.00, 2017-04: £500.00}"
NO_ROOM = "restores_headroom: no, together with guarantee shortfall or pain share among “limits”, and only there"


@pytest.mark.parametrize(
    ("stated", "instead", "said"),
    [
        ("per: contract year", "per: service", "limits: without guarantee shortfall, which is the whole contract's"),
        (
            f"per: contract year, applies_to: all, {BOTH_YEARS}, limits: [guarantee shortfall]",
            f"per: indicator, applies_to: all, {BOTH_YEARS}, limits: [pain share, guarantee shortfall]",
            "limits: without guarantee shortfall and pain share, which is the whole contract's",
        ),
        (" restores_headroom: no,", "", NO_ROOM),
        ("restores_headroom: no", "restores_headroom: yes", NO_ROOM),
        ("limits: [guarantee shortfall]", "limits: [performance]", NO_ROOM),
    ],
)
def test_a_cap_that_cannot_limit_a_loss_says_why(stated: str, instead: str, said: str) -> None:
    assert stated in CAPPED
    with pytest.raises(ContractFileRefused) as refused:
        load(CAPPED.replace(stated, instead), "changed")
    assert [fault.code for fault in refused.value.faults] == ["C12"]
    assert said in refused.value.faults[0].expected


@pytest.mark.parametrize("per", ["month", "contract year", "rolling twelve months"])
def test_caps_on_the_whole_contract_may_limit_losses(per: str) -> None:
    load(CAPPED.replace("per: contract year", f"per: {per}").replace("[guarantee", "[pain share, guarantee"), "changed")
