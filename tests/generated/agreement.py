"""One made-up case, worked out by the chain and by the reference, and every difference between the two."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from duckdb import DuckDBPyConnection

from contracts import loading
from contracts.contract import Contract
from contracts.earned import earned_lines
from contracts.indexed import IndexValue, with_index
from contracts.months import Month, label, of_day
from contracts.terms import Terms, terms_of
from contracts.terms import combine as combine_terms
from metrics import chain
from metrics.engine import open_engine
from metrics.facts import combine as combine_facts
from metrics.relief import WITHOUT
from tests.generated.choices import Choices
from tests.generated.made_contract import contract_text
from tests.generated.made_facts import facts_of
from tests.generated.made_figures import figures
from tests.reference.figures import Figures
from tests.reference.mechanism import Result, work_out
from tests.reference.money import Line
from tests.reference.relief import without_relief

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


def priced(case: Made) -> Contract:
    """Return a case's contract at the prices of the index values that its figures know."""
    figures = case.figures.index.items()
    known = [IndexValue(series, month, stage, value) for (series, month, stage), value in figures]
    return with_index(case.contract, known, of_day(case.figures.cut_off.date())).contract


_STATUS_TAKEN = chain.relation_of(chain.STATUS_TAKEN)
RELATIONS = (
    "charge",
    "earned",
    "data_status",
    "band",
    "place_in_run",
    "rounded_line",
    "order",
    "charged_line",
    "net",
    "vat",
    "net_without_relief",
)


def by_chain(cases: Sequence[Made]) -> list[dict[str, Values]]:
    """Work several cases out in one run of the chain, and return what it says of each."""
    terms = combine_terms([terms_of(priced(case), number=place) for place, case in enumerate(cases)])
    facts = combine_facts([facts_of(case.contract, case.figures, place) for place, case in enumerate(cases)])
    with open_engine() as connection:
        made = chain.work_out(connection, terms, facts)
        _part_scenarios(connection)
        statuses = _STATUS_TAKEN if _STATUS_TAKEN in made else "relieved"
        found = _read(connection, statuses) | _earned(connection, terms) | _vat(connection, terms)
    return [{name: found.get(name, {}).get(place, {}) for name in RELATIONS} for place in range(len(cases))]


def _part_scenarios(connection: DuckDBPyConnection) -> None:
    """Keep what came of the cases as they are, and beside it the net without the relief that somebody agreed."""
    connection.execute(f"create temp table net_without_relief as select * from net where scenario = {WITHOUT}")
    for relation in ("charge", "relieved", "severity", "failure_run", "rounded_line", "charged_line", "net"):
        connection.execute(f"delete from {relation} where scenario > 0")


def _read(connection: DuckDBPyConnection, statuses: str) -> dict[str, Mapping[int, Values]]:
    line = "month, statement_month, kind, indicator, unit"
    status, plain = "replace(data_status, ' ', '_')", "where scenario = 0"
    charged = f"select contract, {line}, charged_month, sum(pence) from charged_line group by all"
    return {
        "charge": _values(connection, "select contract, charge_line, month, pence from charge"),
        "data_status": _values(connection, f"select contract, indicator, month, {status} from {statuses} {plain}"),
        "band": _values(connection, "select contract, indicator, month, band from severity"),
        "place_in_run": _values(connection, "select contract, indicator, month, place_in_run from failure_run"),
        "rounded_line": _values(connection, f"select contract, {line}, pence from rounded_line"),
        "order": _values(
            connection,
            f"""select contract, {line}, row_number() over (partition by contract, statement_month order by line_order)
            from rounded_line where pence <> 0""",
        ),
        "charged_line": _values(connection, charged),
        "net": _values(
            connection,
            "select contract, month, [charge, deducted, not_recovered, brought_forward, carried_on, net] from net",
        ),
        "net_without_relief": _values(connection, "select contract, month, net from net_without_relief"),
    }


def _earned(connection: DuckDBPyConnection, terms: Terms) -> dict[str, Mapping[int, Values]]:
    if all(terms.tables[table].is_empty() for table in chain.EARNING):
        return {}
    sql = "select contract, charge_line, month, pence from earned_line where scenario = 0"
    return {"earned": _values(connection, sql)}


def _vat(connection: DuckDBPyConnection, terms: Terms) -> dict[str, Mapping[int, Values]]:
    if terms.tables["term_vat_line"].is_empty():
        return {}
    found: defaultdict[int, Values] = defaultdict(dict)
    rows = connection.execute("select contract, month, rate, rate_scale, pence from vat where scenario = 0").fetchall()
    for contract, month, rate, scale, pence in rows:
        found[contract] |= {(month, str(Fraction(int(rate), int(scale)))): pence} if pence else {}
    return {"vat": found}


def _values(connection: DuckDBPyConnection, sql: str) -> Mapping[int, Values]:
    found: defaultdict[int, Values] = defaultdict(dict)
    for contract, *key, value in connection.execute(sql).fetchall():
        assert tuple(key) not in found[contract], f"{tuple(key)} twice in {sql}"
        if value:
            found[contract][tuple(key)] = value
    return found


def by_reference(case: Made) -> dict[str, Values]:
    """Return what the reference says of a case."""
    found = of_result(case.contract, work_out(case.contract, case.figures))
    if any(agreed.indicators or agreed.cases for agreed in case.figures.relief) or case.figures.first_known:
        without = work_out(case.contract, without_relief(case.figures))
        found["net_without_relief"] = {(one.month,): one.payment.net for one in without.statements if one.payment.net}
    return found


def of_result(contract: Contract, result: Result) -> dict[str, Values]:
    """Return a result of the reference under the keys of the chain's relations."""
    numbers: dict[str | None, int] = {one.id: place for place, one in enumerate(contract.indicators, start=1)}
    numbers[None] = 0
    found: dict[str, Values] = {name: {} for name in RELATIONS}
    for month, lines in result.charges.items():
        found["charge"] |= {(place, month): pence for place, pence in enumerate(lines.values(), start=1)}
    lines = {line.id: number for number, line in earned_lines(contract)}
    for month, of_month in result.earned.items():
        found["earned"] |= {(lines[name], month): pence for name, pence in of_month.items()}
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
        paid = statement.payment
        net = [paid.charge, paid.deducted, paid.not_recovered, paid.brought_forward, paid.carried_on, paid.net]
        found["net"][(statement.month,)] = net
        found["vat"] |= {(statement.month, str(rate)): pence for rate, pence in paid.vat.items()}
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
