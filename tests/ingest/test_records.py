"""The 20-week measure, counted from cases on each basis."""

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest

from contracts.contract import Contract
from contracts.indicators import Basis, FromCases
from contracts.loading import load
from contracts.months import parse
from ingest.checking import check
from ingest.history import History
from ingest.reading.files import read_file
from ingest.rules.records import counted, from_cases
from tests.ingest.making import CASES, INDICATORS, workbook
from tests.reference.figures import Case
from tests.reference.relief import counts

NOVEMBER = parse("2016-11")


def cases(*rows: tuple[str, int, str, str | None]) -> pl.DataFrame:
    """One case each: type, days from clock start to plan, day of the plan, exception."""
    return pl.DataFrame(
        [
            (kind, date.fromisoformat(issued) - timedelta(days=days), date.fromisoformat(issued), exception)
            for kind, days, issued, exception in rows
        ],
        {"case_type": pl.String, "clock_start": pl.Date, "plan_issued": pl.Date, "exception_code": pl.String},
        orient="row",
    )


def measure(basis: Basis = "all", *case_types: str) -> FromCases:
    told = {"from": "ehc_assessments", "counts": "plans issued within 20 weeks", "of": "plans issued"}
    return FromCases.model_validate({**told, "basis": basis, "case_types": case_types or ("new",)})


# 20 plans, 17 of them in time; 3 have an exception, 2 of those in time.
TWENTY = cases(
    *[("new", 100, "2016-11-10", None)] * 15,
    *[("new", 200, "2016-11-10", None)] * 2,
    *[("new", 100, "2016-11-10", "closure")] * 2,
    ("new", 200, "2016-11-10", "closure"),
)


@pytest.mark.parametrize(
    ("basis", "numerator", "denominator"),
    [("all", 17, 20), ("excluding exceptions", 15, 17), ("excusing late exceptions", 17, 19)],
)
def test_bases(basis: Basis, numerator: int, denominator: int) -> None:
    found = from_cases(measure(basis), TWENTY, NOVEMBER)
    assert (found.numerator, found.denominator) == (Fraction(numerator), Fraction(denominator))


@pytest.mark.parametrize(("days", "in_time"), [(139, 1), (140, 1), (141, 0)])
def test_day_140_is_on_time(days: int, in_time: int) -> None:
    assert from_cases(measure(), cases(("new", days, "2016-11-10", None)), NOVEMBER).numerator == in_time


@pytest.mark.parametrize(
    ("issued", "counts"), [("2016-10-31", 0), ("2016-11-01", 1), ("2016-11-30", 1), ("2016-12-01", 0)]
)
def test_only_plans_of_the_month(issued: str, counts: int) -> None:
    assert from_cases(measure(), cases(("new", 100, issued, None)), NOVEMBER).denominator == counts


def test_only_the_case_types_of_the_measure() -> None:
    two = cases(("new", 100, "2016-11-10", None), ("after appeal", 100, "2016-11-10", None))
    assert from_cases(measure(), two, NOVEMBER).denominator == 1
    assert from_cases(measure("all", "new", "after appeal"), two, NOVEMBER).denominator == 2


TEXT = (Path(__file__).parents[1] / "contracts_for_tests" / "river-valley-learning.yaml").read_text(encoding="utf-8")
EARLY = {"indicator": "C1", "own_target": "C2", "clause": '"4.7"'}
RULES = {
    "counted": "counted",
    "excluded": "excluded",
    "own target": "{" + ", ".join(f"{key}: {value}" for key, value in EARLY.items()) + "}",
}


def contract_with(rule: str) -> Contract:
    """The contract of the tests, from 1 April 2016, with a second indicator that counts as the first one does."""
    before, first, after = TEXT.partition("  - id: C1\n")
    own, next_, rest = after.partition("  - id: T1\n")
    text = before + first + own + "  - id: C2\n" + own + next_ + rest
    return load(text.replace("cases_before_start: counted", f"cases_before_start: {RULES[rule]}"), "made.yaml").contract


STARTED = pl.DataFrame(
    [("new", date(2016, 3, day), date(2016, 4, 20), None) for day in (30, 31)]
    + [("new", date(2016, 4, day), date(2016, 4, 20), None) for day in (1, 2, 3)],
    {"case_type": pl.String, "clock_start": pl.Date, "plan_issued": pl.Date, "exception_code": pl.String},
    orient="row",
)
APRIL = parse("2016-04")


@pytest.mark.parametrize(
    ("rule", "first", "second"),
    [("counted", 5, 5), ("excluded", 3, 3), ("own target", 3, 2)],
)
def test_cases_opened_before_the_contract_are_counted_as_it_says(rule: str, first: int, second: int) -> None:
    contract = contract_with(rule)
    found = counted(contract, APRIL, {"ehc_assessments": STARTED})
    assert [found[each].denominator for each in ("C1", "C2")] == [first, second]
    # The reference model, which the chain is held against, takes the same cases one by one.
    known = [Case("new", day, date(2016, 4, 20), has_exception=False) for day in STARTED["clock_start"]]
    for indicator in contract.indicators:
        if indicator.id in found:
            taken = sum(counts(contract, indicator, case, APRIL) for case in known)
            assert found[indicator.id].denominator == taken


@pytest.mark.parametrize(("day", "counts_here"), [("2016-03-31", False), ("2016-04-01", True), ("2016-04-02", True)])
@pytest.mark.parametrize("rule", RULES)
def test_the_day_the_clock_started_decides(rule: str, day: str, counts_here: bool) -> None:
    rows = STARTED.head(1).with_columns(clock_start=pl.lit(date.fromisoformat(day)))
    found = counted(contract_with(rule), APRIL, {"ehc_assessments": rows})
    assert found["C1"].denominator == int(counts_here or rule == "counted")
    expected = {"counted": 1, "excluded": int(counts_here), "own target": int(not counts_here)}
    assert found["C2"].denominator == expected[rule]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("counted", "from the records (excluding exceptions)"),
        ("excluded", "from the records (excluding exceptions; cases opened before 1 April 2016 left out)"),
    ],
)
def test_a_message_says_which_cases_were_counted(rule: str, said: str) -> None:
    contract = contract_with(rule)
    indicator = next(each for each in contract.indicators if each.id == "C1")
    assert counted(contract, APRIL, {"ehc_assessments": STARTED})["C1"].spoken(indicator).endswith(said)


def test_nothing_to_measure_is_true_where_only_inherited_plans_were_issued() -> None:
    """A return that tells the truth is not stopped, and a return that counts inherited plans is asked about."""
    contract = contract_with("excluded")
    cases_ = [CASES[0], ["EHC-1", "new", "", "", "", "2016-03-31", "", "", "2016-04-20", "", "", ""]]
    heads = INDICATORS[0]
    blank = {"Title": "", "Commentary": "", "Verified by": ""}

    def codes_for(**cells: str) -> list[str]:
        told = blank | {name.replace("_", " "): text for name, text in cells.items()}
        line = [told.get(heading, "") for heading in heads]
        sheets = {"indicators": [heads, line], "ehc_assessments": cases_}
        cover = (("Contract", contract.id), ("Period", "2016-04"))
        read = read_file(workbook(sheets, cover=cover), "return.xlsx")
        told_of = check(read, contract, History(), today=date(2016, 5, 4)).findings
        return [each.code for each in told_of if each.row_key == "C1"]

    assert codes_for(Indicator="C1", Nil_activity="yes") == []
    assert codes_for(Indicator="C1", Numerator="1", Denominator="1") == ["I07", "I11"]
