"""What the chain made of an example, in the words of its file, beside what the file expects."""

from collections.abc import Callable, Collection, Iterator, Mapping
from fractions import Fraction
from functools import cache
from typing import Any

import polars as pl

from contracts import months
from contracts.contract import Contract
from contracts.earned import earned_lines
from contracts.months import Month
from contracts.terms.calendar import FIGURE_SCALE
from contracts.terms.judgement import bands_in
from contracts.values import read_money, read_number
from metrics import chain
from metrics.relief import WITHOUT
from tests.cases.example import Example, Row

Relations = Mapping[str, pl.DataFrame]
Answers = dict[tuple[str, ...], Any]

READ = (
    "measure",
    "pooled",
    "relieved",
    "severity",
    "failure_run",
    "failure_line",
    "rounded_line",
    "charged_line",
    "charge",
    "net",
)
"""The relations that an example's answers are taken from."""

_STATUS_TAKEN = chain.relation_of(chain.STATUS_TAKEN)
_SOMETIMES = (
    *("vat", "earned_line", _STATUS_TAKEN),
    *map(chain.relation_of, (chain.BEATEN, *chain.EARNING.values())),
)
"""Those that are there only if a contract in the run uses them."""


def read_for(made: Collection[str]) -> tuple[str, ...]:
    """Return the relations to read of those that were made: some are there only if a contract uses them."""
    return (*READ, *(name for name in _SOMETIMES if name in made))


def relations_of(found: Relations, scenario: int = 0, contract: int = 0) -> Relations:
    """Return the rows of one example, and beside its net the one without the relief that somebody agreed."""
    kept = {name: frame.filter(scenario=scenario, contract=contract) for name, frame in found.items()}
    without = found["net"].filter(scenario=scenario + WITHOUT, contract=contract)
    return {**kept, "net_without_relief": without}


def differences(example: Example, relations: Relations) -> Iterator[str]:
    """Say where the chain's answers are not the example's."""
    for name, expected in _expected(example).items():
        found = _FOUND[name](example.contract, relations)
        for key in sorted({*expected, *found} if name in _WHOLE else expected):
            if expected.get(key, _NOTHING) != found.get(key, _NOTHING):
                shown = ", ".join(key)
                yield f"{example.name}, {name}, {shown}: expected {expected.get(key)}, found {found.get(key)}"


@cache
def _expected(example: Example) -> dict[str, Answers]:
    return {name: dict(_TOLD[name](example.contract, row) for row in rows) for name, rows in example.expected.items()}


_NOTHING = object()
_WHOLE = (
    "pools",
    "points",
    "before_caps",
    "lines",
    "deducted",
    "earned",
    "guarantees",
    "shares",
    "losses",
    "deducted_without_relief",
    "beaten",
)
"""Tables that list everything: a row that the chain has and the example has not is a difference too."""


def _records(relations: Relations, name: str) -> list[dict[str, Any]]:
    return relations[name].to_dicts()


def _id(contract: Contract, row: Mapping[str, Any]) -> str:
    return contract.indicators[row["indicator"] - 1].id if row["indicator"] else str(row["unit"])


def _label(row: Mapping[str, Any], column: str = "month") -> str:
    return months.label(Month(row[column]))


def _measures(contract: Contract, relations: Relations) -> Answers:
    found: Answers = {}
    for row in _records(relations, "measure"):
        if row["denominator"]:
            tenths = Fraction(int(row["numerator"]), int(row["denominator"])) * 1000
            found[_label(row), _id(contract, row)] = Fraction((2 * tenths + 1) // 2, 10)
    return found


def _figures(contract: Contract, relations: Relations) -> Answers:
    """Return both sides of each measure as they go to its band, exact."""
    return {
        (_label(row), _id(contract, row)): tuple(
            None if row[side] is None else Fraction(int(row[side]), FIGURE_SCALE)
            for side in ("numerator", "denominator")
        )
        for row in _records(relations, "measure")
    }


def _beaten(contract: Contract, relations: Relations) -> Answers:
    """Return by whom each failure was beaten in which event: an incident by its place, or a gap by its dataset."""
    relation = chain.relation_of(chain.BEATEN)
    return {
        (_label(row), _id(contract, row)): (
            contract.indicators[row["winner"] - 1].id,
            f"{row['cause']} {row['event_number'] or row['event_dataset']}".strip(),
        )
        for row in (_records(relations, relation) if relation in relations else [])
    }


def _pools(contract: Contract, relations: Relations) -> Answers:
    """Return the month in which each pool that was judged was opened, under the month in which it closed."""
    rows = (row for row in _records(relations, "pooled") if row["closes"])
    return {(_label(row), _id(contract, row)): _label(row, "opened_in") for row in rows}


def _statuses(contract: Contract, relations: Relations) -> Answers:
    name = _STATUS_TAKEN if _STATUS_TAKEN in relations else "relieved"
    return {(_label(row), _id(contract, row)): row["data_status"] for row in _records(relations, name)}


def _bands(contract: Contract, relations: Relations) -> Answers:
    found: Answers = {}
    for row in _records(relations, "severity"):
        if row["band"] is not None:
            bands = bands_in(contract, contract.indicators[row["indicator"] - 1], Month(row["month"]))
            found[_label(row), _id(contract, row)] = bands[row["band"] - 1].rung.status
    return found


def _runs(contract: Contract, relations: Relations) -> Answers:
    rows = _records(relations, "failure_run")
    return {(_label(row), _id(contract, row)): row["place_in_run"] for row in rows}


def _points(contract: Contract, relations: Relations) -> Answers:
    found: Answers = {}
    for row in _records(relations, "failure_line"):
        if row["cost_kind"] == "points":
            key = (_label(row), _id(contract, row))
            found[key] = found.get(key, Fraction(0)) + Fraction(int(row["cost"]), int(row["cost_scale"]))
    return found


def _lines_of(relation: str) -> Callable[[Contract, Relations], Answers]:
    def lines(contract: Contract, relations: Relations) -> Answers:
        found: Answers = {}
        for row in _records(relations, relation):
            charged = _label(row, "charged_month" if "charged_month" in row else "statement_month")
            key = (_label(row), _id(contract, row), row["kind"], charged)
            found[key] = found.get(key, 0) + row["pence"]
        return found

    return lines


def _nets(contract: Contract, relations: Relations) -> Answers:
    rows = _records(relations, "net")
    columns = ("charge", "deducted", "net", "not_recovered", "brought_forward", "carried_on")
    return {(_label(row),): tuple(row[column] for column in columns) for row in rows}


def _vat(contract: Contract, relations: Relations) -> Answers:
    """Return what is taxed and the tax, by month and rate in per cent; contracts without VAT have none."""
    if contract.statement.vat is None:
        return {}
    rates = ((row, Fraction(int(row["rate"]) * 100, int(row["rate_scale"]))) for row in _records(relations, "vat"))
    return {(_label(row), f"{float(rate):g}"): (row["taxed"], row["pence"]) for row, rate in rates}


def _deducted_without(contract: Contract, relations: Relations) -> Answers:
    rows = _records(relations, "net_without_relief")
    return {(_label(row),): row["deducted"] for row in rows if row["deducted"]}


def _deducted(contract: Contract, relations: Relations) -> Answers:
    return {(_label(row),): row["deducted"] for row in _records(relations, "net") if row["deducted"]}


def _charges(contract: Contract, relations: Relations) -> Answers:
    lines = contract.charge.lines
    rows = _records(relations, "charge")
    return {(_label(row), lines[row["charge_line"] - 1].id): row["pence"] for row in rows}


def _earned(contract: Contract, relations: Relations) -> Answers:
    names = {number: line.id for number, line in earned_lines(contract)}
    rows = _records(relations, "earned_line") if "earned_line" in relations else []
    return {(_label(row), names[row["charge_line"]]): row["pence"] for row in rows}


def _losses(contract: Contract, relations: Relations) -> Answers:
    """Return what caps left of each shortfall or pain, what came back, what stands taken and what is short by then."""
    names = {number: line.id for number, line in earned_lines(contract)}
    columns = ("taken", "returned", "stands", "short")
    return {
        (_label(row), names[row["charge_line"]]): tuple(row[column] for column in columns)
        for row in _records(relations, "earned_line")
        if any(row[column] for column in columns)
    }


def _outcomes(contract: Contract, relations: Relations) -> Answers:
    """Return how many outcomes were counted and paid for in a month, and how money on account was set off."""
    names = {number: line.id for number, line in earned_lines(contract)}
    rows = _records(relations, "outcome_payment") if "outcome_payment" in relations else []
    pence = ("earned", "on_account", "set_off", "recovered")
    return {
        (_label(row), names[row["charge_line"]]): (
            *(Fraction(int(row[column]), int(row["scale"])) for column in ("counted", "paid")),
            *(row[column] for column in pence),
        )
        for row in rows
    }


def _volumes(contract: Contract, relations: Relations) -> Answers:
    """Return the units that are paid for in a month, and those of its window up to it."""
    names = {number: line.id for number, line in earned_lines(contract)}
    rows = _records(relations, "unit_price_amount") if "unit_price_amount" in relations else []
    return {
        (_label(row), names[row["charge_line"]]): tuple(
            Fraction(int(row[column]), int(row["amount_scale"])) for column in ("units", "units_through")
        )
        for row in rows
    }


def _shares(contract: Contract, relations: Relations) -> Answers:
    """Return what each settlement of a share was worked out from, and what it comes to, exact pence."""
    names = {number: line.id for number, line in earned_lines(contract)}
    rows = _records(relations, "shared_amount") if "shared_amount" in relations else []
    return {
        (_label(row), names[row["charge_line"]]): (
            *(Fraction(int(row[column]), 10_000) for column in ("actual", "gain", "pain")),
            *(Fraction(int(row[column]), int(row["amount_scale"])) for column in ("due", "reinvested")),
        )
        for row in rows
    }


def _guarantees(contract: Contract, relations: Relations) -> Answers:
    """Return what was guaranteed, saved and short by each month of a profile, and recovered by then, exact pence."""
    names = {number: line.id for number, line in earned_lines(contract)}
    rows = _records(relations, "guaranteed_amount") if "guaranteed_amount" in relations else []
    columns = ("guaranteed", "saved", "shortfall", "recovered")
    return {
        (_label(row), names[row["charge_line"]]): tuple(Fraction(int(row[column]), 10_000) for column in columns)
        for row in rows
    }


def _line(contract: Contract, row: Row) -> tuple[tuple[str, ...], Any]:
    stated = Month(months.parse(row["month"]) + int(contract.rules.priced == "the next month's charge"))
    charged = row.get("charged", months.label(stated))
    return (row["month"], row["line"], row["kind"], charged), read_money(row["amount"])


def _net(contract: Contract, row: Row) -> tuple[tuple[str, ...], Any]:
    columns = ("charge", "deducted", "net", "not recovered", "brought forward", "carried")
    return (row["month"],), tuple(read_money(row.get(column, "£0")) for column in columns)


def _tax(_: Contract, row: Row) -> tuple[tuple[str, ...], Any]:
    """Read a row of the table of VAT; “none” is a rate at which nothing is taxed in a month, not even £0.00."""
    key = (row["month"], row["rate"])
    return key, _NOTHING if row["amount"] == "none" else (read_money(row["taxed"]), read_money(row["amount"]))


def _outcome(_: Contract, row: Row) -> tuple[tuple[str, ...], Any]:
    numbers = (read_number(row[column]) for column in ("counted", "paid"))
    money = (read_money(row[column]) for column in ("earned", "on account", "set off", "recovered"))
    return (row["month"], row["line"]), (*numbers, *money)


def _volume(_: Contract, row: Row) -> tuple[tuple[str, ...], Any]:
    return (row["month"], row["line"]), tuple(read_number(row[column]) for column in ("units", "so far"))


def _share(_: Contract, row: Row) -> tuple[tuple[str, ...], Any]:
    columns = ("actual", "gain", "pain", "due", "reinvested")
    return (row["month"], row["line"]), tuple(_exact(row[column]) for column in columns)


def _exact(text: str) -> Fraction:
    """Read an amount that may be finer than a penny, as pence."""
    return read_number(text.replace("£", "")) * 100


def _guarantee(_: Contract, row: Row) -> tuple[tuple[str, ...], Any]:
    columns = ("guaranteed", "saved", "shortfall", "recovered")
    return (row["month"], row["line"]), tuple(_exact(row[column]) for column in columns)


def _loss(_: Contract, row: Row) -> tuple[tuple[str, ...], Any]:
    columns = ("taken", "returned", "stands", "short")
    return (row["month"], row["line"]), tuple(read_money(row[column]) for column in columns)


def _figure(_: Contract, row: Row) -> tuple[tuple[str, ...], Any]:
    sides = (None if row[side] == "-" else read_number(row[side]) for side in ("numerator", "denominator"))
    return (row["month"], row["indicator"]), tuple(sides)


def _of(*key: str, answer: str, read: Callable[[str], Any]) -> Callable[[Contract, Row], tuple[tuple[str, ...], Any]]:
    return lambda _, row: (tuple(row[column] for column in key), read(row[answer]))


_TOLD: dict[str, Callable[[Contract, Row], tuple[tuple[str, ...], Any]]] = {
    "percentages": _of("month", "indicator", answer="percent", read=read_number),
    "figures": _figure,
    "beaten": lambda _, row: ((row["month"], row["line"]), (row["by"], row["of"])),
    "data": _of("month", "indicator", answer="status", read=str),
    "pools": _of("month", "indicator", answer="opened", read=str),
    "bands": _of("month", "indicator", answer="status", read=str),
    "runs": _of("month", "indicator", answer="place", read=int),
    "points": _of("month", "indicator", answer="points", read=read_number),
    "before_caps": _line,
    "lines": _line,
    "deducted": _of("month", answer="amount", read=read_money),
    "deducted_without_relief": _of("month", answer="amount", read=read_money),
    "earned": _of("month", "line", answer="amount", read=read_money),
    "outcomes": _outcome,
    "guarantees": _guarantee,
    "losses": _loss,
    "shares": _share,
    "volumes": _volume,
    "charges": _of("month", "line", answer="amount", read=read_money),
    "net": _net,
    "vat": _tax,
}

_FOUND: dict[str, Callable[[Contract, Relations], Answers]] = {
    "percentages": _measures,
    "figures": _figures,
    "beaten": _beaten,
    "data": _statuses,
    "pools": _pools,
    "bands": _bands,
    "runs": _runs,
    "points": _points,
    "before_caps": _lines_of("rounded_line"),
    "lines": _lines_of("charged_line"),
    "deducted": _deducted,
    "deducted_without_relief": _deducted_without,
    "charges": _charges,
    "earned": _earned,
    "outcomes": _outcomes,
    "guarantees": _guarantees,
    "losses": _losses,
    "shares": _shares,
    "volumes": _volumes,
    "net": _nets,
    "vat": _vat,
}
