"""Dated terms are known from the model, so that no rule overlooks one and a variation can change nothing else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest

from contracts.contract import Contract
from contracts.dated import declared_at, is_schedule, terms_that_hold
from contracts.loading import load_file
from contracts.months import Month
from contracts.parts import Part
from contracts.reading import Path as Place
from contracts.reading import read_source
from contracts.variations import with_variations
from tests.cases.example import FOLDER, read_example
from tests.contracts.small import TEXT, contract, faults, line_of

HOLDING = {
    "AmountAtRisk.percent", "AmountAtRisk.pounds", "AmountAtRisk.prices_of", "BandTable.prices_of",
    "BaselineFloor.band", "BaselineFloor.measured_over", "BaselineFloor.source", "BaselineFloor.tolerance",
    "BaselineFloor.value", "Cap.amount", "Cap.percent", "Cap.prices_of", "FreePoints.points", "Guarantee.prices_of",
    "Indicator.bands", "Indicator.definition", "Indicator.measurable", "Indicator.minimum_denominator",
    "Indicator.target", "Indicator.weight", "InterestRule.base_rate", "Outcome.deadweight", "Outcome.prices_of",
    "Point.percent", "Point.pounds", "Point.prices_of", "PriceSlice.price", "Repeat.multiplier",
    "ReportingFailure.late", "ReportingFailure.missing", "ReportingFailure.prices_of", "Share.prices_of",
    "UnitPrice.maximum", "UnitPrice.minimum", "UnitPrice.prices_of", "Vat.rates",
}  # fmt: skip
"""Every term that holds from a month until its next entry; written out, so that a new one is looked at by somebody."""

SINGLE_MONTHS = {
    "BeddingIn.first": "C73", "BeddingIn.last": "C73", "Suspension.first": "C73", "Suspension.last": "C73",
    "Index.from_": "C52", "Index.value_of": "C12", "Measured.month": "C48", "OnAccount.settled": "C86",
    "Indicator.review": None,
}  # fmt: skip
"""Every month that stands by itself, with the fault of one outside the contract or, of an index, after its first use.

When an indicator is looked at again is kept only, and may come after the contract.
"""

OF_ONE_MONTH = {"Guarantee.profile", "OnAccount.paid", "Plan.points", "Share.baseline"}
BY_DAY = {"ChargeLine.annual", "ChargeLine.prices_of"}

TREE_OF_ALL = {
    "caps": [{"id": "c", "amount": "£1.00", "of": "the month's charge"}],
    "outcomes": [{"id": "o", "deadweight": "none", "on_account": {"paid": {"2016-04": "£1.00"}}}],
    "guarantees": [{"id": "g", "profile": {"2016-09": "£1.00"}}],
    "deductions": {"returned_to": {"split": {"general fund": "60", "grant": "40"}}, "repeat": {"multiplier": "2"}},
    "statement": {"vat": {"rates": {"standard": "20"}}},
    "rules": {"rounding": "line", "when": {"missing": {"take": "worst band"}}},
    "indicators": [
        {"id": "A", "target": {"2016-04": "90"}, "bands": "none", "charge_lines": ["fee"], "within": {"from": "1"}},
        {"id": "B", "plan": {"points": {"2016-04": "90"}}, "measure": {"only": {"service": "x"}}},
    ],
    "charge": {"lines": [{"id": "fee", "annual": {"2016-04-01": "£1.00"}, "fund": "general"}], "index": "none"},
    "relief": {"bedding_in": {"first": "2016-04"}},
    "earn_back": "none",
    "shares": "none",
}
VARIED = {
    # A term that holds from its month on, stated with a date or without one, in an item, a part or a map.
    "indicators.A.target": None,
    "indicators.A.bands": None,
    "caps.c.amount": None,
    "deductions.repeat.multiplier": None,
    "statement.vat.rates.standard": None,
    "charge.lines.fee.annual": None,
    # The amount of one month.
    "guarantees.g.profile": None,
    "outcomes.o.on_account.paid": None,
    # What is stated once for all months: a word, a number, a month, a map, a list, a part.
    "rules.rounding": "C06",
    "charge.lines.fee.fund": "C06",
    "caps.c.of": "C06",
    "indicators.A.within.from": "C06",
    "relief.bedding_in.first": "C06",
    "charge.index": "C06",
    "deductions.returned_to.split": "C06",
    "deductions.returned_to.split.grant": "C06",
    "statement.vat.rates": "C06",
    "indicators.B.measure.only": "C06",
    "indicators.A.charge_lines": "C06",
    "indicators": "C06",
    "caps": "C06",
    "rules.when.missing": "C06",
    "deductions.repeat": "C06",
    # A plan's points, an entry of a dated term, and a term of which there is none.
    "indicators.B.plan.points": "C06",
    "indicators.B.plan": "C06",
    "indicators.A.target.2016-04": "C06",
    "charge.lines.fee.annual.2016-04-01": "C06",
    "outcomes.o.deadweight": "C06",
    # What lies in a rule, or a list, of which there is none.
    "earn_back.share": "C06",
    "shares.s.baseline": "C06",
    "charge.index.fixed_share": "C06",
    # What the file does not state, or what no contract has.
    "indicators.A.weight": "C05",
    "indicators.Z.target": "C05",
    "indicators.0.target": "C05",
    "statement.vat.rates.reduced": "C05",
    "deductions.repeat.multiplier.x.y": "C06",
    "rules.rounding.x": "C05",
    "nothing": "C05",
    "": "C05",
}


@pytest.mark.parametrize(("path", "code"), VARIED.items())
def test_only_a_dated_term_may_be_varied(path: str, code: str | None) -> None:
    """Of each kind of field: what is entered, or with which code the change is refused and nothing entered."""
    known = {"signed": "2016-05-01", "effective": "2016-07", "known": "2016-05-01", "replaces": "this entry"}
    variation = {"ref": "V1", "title": "V1", **known, "changes": {path: "5"}}
    source = read_source("reckoner: 1", "made-up")
    tree: Any = {**TREE_OF_ALL, "variations": [variation]}
    varied, found = with_variations(type(source)(source.name, source.text, tree, source.lines))
    assert [fault.code for fault in found] == ([code] if code else [])
    assert all(f"“{path}”" in fault.found and fault.expected and fault.remedy for fault in found)
    assert (varied.tree == tree) == bool(code)


def test_a_change_of_a_whole_map_names_what_to_do() -> None:
    text = TEXT + (
        "variations: [{ref: V1, title: t, signed: 2016-05-01, effective: 2016-07, known: 2016-05-01,"
        " replaces: this entry, changes: {services: x}}]\n"
    )
    (fault,) = faults(text)
    assert (fault.code, fault.line, fault.where) == ("C06", line_of(text, "ref: V1"), "variations.1.changes")
    assert fault.expected == "the place of a dated term, such as indicators.SP1.target"
    assert fault.remedy.startswith("Name one term that holds from a month on, by all of its keys")


def test_a_variation_changes_something() -> None:
    text = TEXT + (
        "variations: [{ref: V1, title: t, signed: 2016-05-01, effective: 2016-07, known: 2016-05-01,"
        " replaces: this entry, changes: {}}]\n"
    )
    (fault,) = faults(text)
    assert (fault.code, fault.line, fault.where) == ("C12", line_of(text, "ref: V1"), "variations.1.changes")


def test_a_table_called_none_may_be_varied() -> None:
    text = TEXT.replace("plain", "none") + (
        "variations: [{ref: V1, title: t, signed: 2016-05-01, effective: 2016-07, known: 2016-05-01,"
        " replaces: this entry, changes: {indicators.OP1.bands: none}}]\n"
    )
    assert len(contract(text).indicator("OP1").bands) == 2


def _declared(part: type[Part], seen: set[type[Part]]) -> Iterator[tuple[str, Any, Any]]:
    """Yield every field that a contract's parts have, with as what it and what a map in it hold is declared."""
    seen.add(part)
    for name, field in part.model_fields.items():
        waiting = [field.annotation]
        while waiting:
            declared = waiting.pop()
            if isinstance(declared, type) and issubclass(declared, Part):
                yield from _declared(declared, seen) if declared not in seen else ()
            elif is_schedule(declared):
                yield f"{part.__name__}.{name}", declared, field
            else:
                waiting.extend(get_args(declared))


def test_every_dated_field_of_the_model_is_known() -> None:
    found = {name for name, _, _ in _declared(Contract, set())}
    assert found == HOLDING | OF_ONE_MONTH | BY_DAY


def test_every_single_month_of_the_model_is_known() -> None:
    seen: set[type[Part]] = set()
    list(_declared(Contract, seen))
    found = {
        f"{part.__name__}.{name}"
        for part in seen
        for name, field in part.model_fields.items()
        if _is_month(field.annotation)
    }
    assert found == set(SINGLE_MONTHS)


def _is_month(declared: Any) -> bool:
    return declared is Month or (get_origin(declared) is not tuple and any(map(_is_month, get_args(declared))))


SAMPLES = Path(__file__).parents[2] / "sample_data" / "contracts"
EXAMPLES = ("indexed_deductions", "indexed_guarantee_and_share", "indexed_tariffs", "outcomes_through_the_year")
AT_RISK = 'amount_at_risk: {pounds: £1.00, prices_of: 2015-06, clause: "6"}'


def _contracts() -> Iterator[Contract]:
    """Yield contracts that have, all together, every dated term that there is."""
    yield from (load_file(path).contract for path in sorted(SAMPLES.glob("*.yaml")))
    yield from (read_example(FOLDER / f"{name}.yaml").contract for name in EXAMPLES)
    yield contract(
        read_example(FOLDER / "indexed_deductions.yaml").contract_text.replace("amount_at_risk: none", AT_RISK)
    )


def test_every_dated_term_of_a_contract_is_gone_through() -> None:
    """Each is found where a contract states it, with its place in the file; amounts of one month are not among them."""
    reached: set[str] = set()
    for stated in _contracts():
        for path, clause, schedule in terms_that_hold(stated):
            holder = _holder(stated, path)
            name = f"{type(holder).__name__}.{path[-1]}" if isinstance(holder, Part) else "Vat.rates"
            assert schedule == (getattr(holder, str(path[-1])) if isinstance(holder, Part) else holder[path[-1]])
            assert clause
            assert any(is_schedule(each) for each in declared_at(path))
            reached.add(name)
    assert reached == HOLDING


def _holder(stated: Contract, path: Place) -> Any:
    """Return what holds the last step of a place."""
    holder: Any = stated
    for step in path[:-1]:
        holder = getattr(holder, str(step)) if isinstance(holder, Part) else holder[step]
    return holder
