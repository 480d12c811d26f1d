"""One made-up case, worked out by the chain and by the reference, and every difference between the two."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from duckdb import DuckDBPyConnection

from contracts import loading
from contracts.contract import Contract
from contracts.months import Month, label
from contracts.terms import combine as combine_terms
from contracts.terms import terms_of
from metrics import chain
from metrics.engine import open_engine
from metrics.facts import combine as combine_facts
from tests.generated.choices import Choices
from tests.generated.made_contract import contract_text
from tests.generated.made_facts import facts_of
from tests.generated.made_figures import figures
from tests.reference.figures import Figures
from tests.reference.mechanism import Result, work_out
from tests.reference.money import Line

Values = dict[tuple[Any, ...], Any]
"""What one relation says of one contract: a value for each key, nothing for zero."""


@dataclass(frozen=True)
class Made:
    """A contract file's text, the contract it gives and figures for it."""

    text: str
    contract: Contract
    figures: Figures


def make(choices: Choices) -> Made:
    """Make up one case."""
    text = contract_text(choices)
    contract = loading.load(text, "made-up.yaml").contract
    return Made(text, contract, figures(choices, contract))


RELATIONS = ("charge", "data_status", "band", "place_in_run", "rounded_line", "order", "charged_line", "net")


def by_chain(cases: Sequence[Made]) -> list[dict[str, Values]]:
    """Work several cases out in one run of the chain, and return what it says of each."""
    terms = combine_terms([terms_of(case.contract, number=place) for place, case in enumerate(cases)])
    facts = combine_facts([facts_of(case.contract, case.figures, place) for place, case in enumerate(cases)])
    with open_engine() as connection:
        chain.work_out(connection, terms, facts)
        found = _read(connection)
    return [{name: found[name][place] for name in RELATIONS} for place in range(len(cases))]


def _read(connection: DuckDBPyConnection) -> dict[str, Mapping[int, Values]]:
    line = "month, statement_month, kind, indicator, unit"
    charged = f"select contract, {line}, charged_month, sum(pence) from charged_line group by all"
    return {
        "charge": _values(connection, "select contract, charge_line, month, pence from charge"),
        "data_status": _values(
            connection, "select contract, indicator, month, replace(data_status, ' ', '_') from relieved"
        ),
        "band": _values(connection, "select contract, indicator, month, band from severity"),
        "place_in_run": _values(connection, "select contract, indicator, month, place_in_run from failure_run"),
        "rounded_line": _values(connection, f"select contract, {line}, pence from rounded_line"),
        "order": _values(
            connection,
            f"""select contract, {line}, row_number() over (partition by contract, statement_month order by line_order)
            from rounded_line where pence <> 0""",
        ),
        "charged_line": _values(connection, charged),
        "net": _values(connection, "select contract, month, [charge, deducted, not_recovered, net] from net"),
    }


def _values(connection: DuckDBPyConnection, sql: str) -> Mapping[int, Values]:
    found: defaultdict[int, Values] = defaultdict(dict)
    for contract, *key, value in connection.execute(sql).fetchall():
        assert tuple(key) not in found[contract], f"{tuple(key)} twice in {sql}"
        if value:
            found[contract][tuple(key)] = value
    return found


def by_reference(case: Made) -> dict[str, Values]:
    """Return what the reference says of a case."""
    return of_result(case.contract, work_out(case.contract, case.figures))


def of_result(contract: Contract, result: Result) -> dict[str, Values]:
    """Return a result of the reference under the keys of the chain's relations."""
    numbers: dict[str | None, int] = {one.id: place for place, one in enumerate(contract.indicators, start=1)}
    numbers[None] = 0
    found: dict[str, Values] = {name: {} for name in RELATIONS}
    for month, lines in result.charges.items():
        found["charge"] |= {(place, month): pence for place, pence in enumerate(lines.values(), start=1)}
    for one in result.judged:
        measure = (numbers[one.indicator], one.month)
        found["data_status"][measure] = one.status
        found["band"][measure] = one.band
        found["place_in_run"][measure] = one.place
    for statement in result.statements:
        for place, line in enumerate((line for line in statement.lines if line.pence), start=1):
            found["rounded_line"][_key(line, numbers)] = line.pence
            found["order"][_key(line, numbers)] = place
        for piece in statement.charged:
            key = (*_key(piece.line, numbers), statement.month)
            found["charged_line"][key] = found["charged_line"].get(key, 0) + piece.pence
        net = [statement.charge, statement.deducted, statement.not_recovered, statement.net]
        found["net"][(statement.month,)] = net
    return {name: {key: value for key, value in of.items() if value} for name, of in found.items()}


def _key(line: Line, numbers: Mapping[str | None, int]) -> tuple[Any, ...]:
    return (line.month, line.statement_month, line.kind, numbers[line.indicator], line.unit or "")


def differences(chain_says: dict[str, Values], reference_says: dict[str, Values]) -> list[str]:
    """Return every value in which the two differ, the earliest relation first."""
    return [
        f"{name} {_readable(key)}: chain {chain_says[name].get(key)}, reference {reference_says[name].get(key)}"
        for name in RELATIONS
        for key in sorted({**chain_says[name], **reference_says[name]}, key=str)
        if chain_says[name].get(key) != reference_says[name].get(key)
    ]


def _readable(key: tuple[Any, ...]) -> str:
    return " ".join(label(Month(part)) if isinstance(part, int) and part > 1000 else str(part) for part in key)
