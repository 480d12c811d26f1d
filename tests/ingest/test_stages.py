"""Stages in a return: asked for where the contract prices one, mentioned where it has none, offered by the template."""

import io

import pytest
from openpyxl import load_workbook

from contracts.contract import Contract
from contracts.stages import StageRule
from ingest.template import write_template
from tests.ingest.making import CONTRACT, INDICATORS, LOADED, NOVEMBER, Rows, found

PROVISIONAL = StageRule.model_validate({"priced": "provisional", "trued_up": "no", "clause": "4.9"})


def with_rule() -> Contract:
    """The contract with stages for A1 alone, whatever else it has."""
    first, *others = CONTRACT.indicators
    return CONTRACT.model_copy(update={"indicators": (first.model_copy(update={"stages": PROVISIONAL}), *others)})


def stated(**stages: str) -> Rows:
    heading, *rows = INDICATORS
    return [[*heading, "Stage"], *([*row, stages.get(row[0], "")] for row in rows)]


@pytest.mark.parametrize(("stages", "expected"), [
    ({"A1": "provisional"}, []),
    ({"A1": "Final"}, []),
    ({}, [("I16", "blocking", "J7", "A1")]),
    ({"A1": "final", "A2": "revised"}, [("I17", "information", "J8", "A2")]),
])  # fmt: skip
def test_what_is_found(
    monkeypatch: pytest.MonkeyPatch, stages: dict[str, str], expected: list[tuple[str, str, str, str]]
) -> None:
    monkeypatch.setattr("tests.ingest.making.CONTRACT", with_rule())
    findings = found("indicators", stated(**stages))
    assert [(each.code, each.severity, each.cell, each.row_key) for each in findings] == expected


def test_an_unknown_stage_is_found_as_any_word_that_is_not_of_the_list() -> None:
    (finding,) = found("indicators", stated(A2="estimated"))
    assert (finding.code, finding.severity) == ("V06", "blocking")


def test_the_template_asks_for_a_stage_only_where_the_contract_prices_one() -> None:
    def headings(contract: Contract) -> list[object]:
        book = load_workbook(io.BytesIO(write_template(contract, LOADED.digest, NOVEMBER)))
        return [cell.value for cell in book["Indicators"][3]]

    assert headings(with_rule()) == [*headings(CONTRACT), "Stage"]
    assert "Stage" not in headings(CONTRACT)
