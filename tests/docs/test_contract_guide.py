"""The guide to contract files says what the code does: keys, words and fault codes, and examples without a fault."""

import inspect
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest

from contracts.contract import Contract
from contracts.indicators import CHOSEN_FIELDS, SUMMED_FIELDS, FromCases, FromIndicators, FromRows
from contracts.linter.stakes import Limits
from contracts.loading import load_file, warnings_of
from contracts.parts import Part
from contracts.records import CASE_TYPES, MODES
from ingest.datasets import DATASETS
from reckoner.lint import lint
from tests.docs.pages import DOCS, HOUSE, blocks, section, tables

PAGE = DOCS / "contract-file.md"
REFERENCE = section(PAGE, "Reference")
EXAMPLES = sorted((DOCS / "examples").glob("*.yaml"))


def _parts(found: Any, seen: set[type[Part]]) -> None:
    """Gather the models of a contract file, as far as they are reached from one of them."""
    if isinstance(found, type) and issubclass(found, Part):
        if found not in seen:
            seen.add(found)
            for field in found.model_fields.values():
                _parts(field.annotation, seen)
                for each in field.metadata:
                    _parts(each, seen)
    else:
        for each in get_args(found):
            _parts(each, seen)


def _models() -> set[type[Part]]:
    seen: set[type[Part]] = set()
    for start in (Contract, FromIndicators, FromCases, FromRows):
        _parts(start, seen)
    return seen


def _words(found: Any) -> Iterator[str]:
    if get_origin(found) is not None and "Literal" in str(get_origin(found)):
        yield from get_args(found)
    else:
        for each in get_args(found):
            yield from _words(each)


MODELS = sorted(_models(), key=lambda model: model.__name__)


def test_the_models_were_found() -> None:
    assert {"Contract", "Rung", "Cap", "CarriedStatus", "FromRows", "Variation"} <= {model.__name__ for model in MODELS}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_stands_in_the_reference(model: type[Part]) -> None:
    keys = {field.alias or name for name, field in model.model_fields.items()}
    assert {key for key in keys if f"`{key}`" not in REFERENCE} == set()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_word_that_a_key_may_have_stands_in_the_reference(model: type[Part]) -> None:
    words = {word for field in model.model_fields.values() for word in _words(field.annotation)}
    assert {word for word in words if f"`{word}`" not in REFERENCE} == set()


def test_every_key_of_the_reference_is_one_that_a_contract_file_has() -> None:
    known = {field.alias or name for model in MODELS for name, field in model.model_fields.items()}
    described = {
        key for table in tables(REFERENCE) for row in table for key in re.findall(r"`(\w+)`", row.get("key", ""))
    }
    assert described - known == set()


def _marked() -> set[str]:
    """Return the keys that the reference marks as ones that may be left out."""
    rows = [row["key"] for table in tables(REFERENCE) for row in table if row.get("key", "").endswith("*")]
    return {key for row in rows for key in re.findall(r"`(\w+)`", row)}


def test_what_may_be_left_out_is_marked() -> None:
    """A key marked as one that may be left out has a default in some model, and the unmarked have one nowhere."""
    optional = {
        field.alias or name for model in MODELS for name, field in model.model_fields.items() if not field.is_required()
    }
    required = {
        field.alias or name for model in MODELS for name, field in model.model_fields.items() if field.is_required()
    }
    marked = _marked()
    assert marked <= optional
    # These depend on what stands beside them, and the reference says on what.
    dependent = {
        "at_least", "at_most", "otherwise", "from", "below", "to", "exactly", "points", "pounds", "percent", "per_unit",
        "share", "linear", "until", "kind", "at_year_end", "at_changed_definition", "base", "amount", "of",
        "expires_after", "at_end", "table", "in", "month", "too_few", "over_year_end", "over_changed_definition",
        "all_due_at", "all_due_outside",
    }  # fmt: skip
    assert optional - required - marked - dependent == set()


def test_of_all_that_may_be_left_out_the_page_says_why_that_picks_nothing() -> None:
    said = set(re.findall(r"`(\w+)`", section(PAGE, "What may be left out")))
    assert _marked() - said == set()


def test_the_columns_of_a_summed_measure_are_those_of_the_code() -> None:
    (table,) = [found for found in tables(REFERENCE) if "columns to choose by" in found[0]]
    said = {
        row["dataset"].strip("`"): (
            tuple(re.findall(r"`(\w+)`", row["columns to add up or divide by"])),
            tuple(re.findall(r"`(\w+)`", row["columns to choose by"])),
        )
        for row in table
    }
    assert said == {name: (SUMMED_FIELDS[name], CHOSEN_FIELDS[name]) for name in SUMMED_FIELDS}


def test_every_fault_code_is_described_once() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (HOUSE / "contracts").rglob("*.py"))
    codes = set(re.findall(r'"(C\d\d)"', source))
    described = [row["code"] for row in tables(section(PAGE, "Faults"))[0]]
    assert described == sorted(codes)


def test_every_warning_is_described_once() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (HOUSE / "contracts").rglob("*.py"))
    described = [row["code"] for row in tables(section(PAGE, "Warnings"))[0]]
    assert described == sorted(set(re.findall(r'"(W\d\d)"', source)))


def test_the_usual_limits_are_as_described() -> None:
    said = section(PAGE, "Warnings")
    usual = Limits()
    assert f"more than {usual.cliff.numerator / usual.cliff.denominator:g}% of the month's charge. `--cliff`" in said
    assert f"more than {usual.missing_file}% of the month's charge" in said
    options = {name: parameter.default for name, parameter in inspect.signature(lint).parameters.items()}
    assert Limits(Fraction(options["cliff"]), Fraction(options["missing_file"])) == usual


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_has_no_fault_and_is_warned_only_of_what_it_says_is_meant(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    found = warnings_of(load_file(path), path.name)
    assert [fault.code for fault in found] == (["W02"] if path.stem == "worked-statement" else [])
    assert all("it is meant" in lines[fault.line - 1] for fault in found)


def test_the_steps_of_the_guide_are_the_example_file() -> None:
    steps = "".join(blocks(section(PAGE, "A contract built up step by step"), "yaml"))
    written = (DOCS / "examples" / "brookvale-waste.yaml").read_text(encoding="utf-8")
    assert [line for line in written.splitlines() if not line.startswith("#")] == steps.splitlines()


def test_the_words_a_measure_may_choose_rows_by_are_those_a_return_may_hold() -> None:
    (table,) = [found for found in tables(REFERENCE) if "`case_types`" in {row.get("key") for row in found}]
    said = {row["key"].strip("`* "): row for row in table}
    assert tuple(re.findall(r"`([\w -]+)`", said["case_types"]["values"])) == CASE_TYPES
    assert tuple(re.findall(r"`([\w ]+)`", said["only"]["what it says, and why"])) == MODES
    of_cases, of_routes = DATASETS["ehc_assessments"].field("case_type"), DATASETS["sen_transport"].field("mode")
    assert (of_cases.choices, of_routes.choices) == (CASE_TYPES, MODES)
