"""Statements and the board's page, drawn from what was known at a moment."""

from typing import Any

from contracts import months
from contracts.caps import Cap
from contracts.contract import Contract
from contracts.errors import ReckonerError
from contracts.months import Month
from contracts.terms import caps as cap_terms
from contracts.values import in_force
from statements import history, noted
from statements.besides import besides
from statements.digest import digest_of
from statements.documents import (
    Board,
    CapUse,
    DatasetReceipt,
    IndicatorHistory,
    MeasureShown,
    MonthTotal,
    Statement,
)
from statements.freeze import Frozen
from statements.indexing import NoIndexValue
from statements.ledger import Ledger
from statements.life.adjustments import adjustments
from statements.life.interest import interest_lines
from statements.lines import lines_of, numbered
from statements.measures import measure_text, target_text
from statements.relief_shown import net_without, relief_of
from statements.stages_shown import returned_row, stage_shown
from statements.travel import signals_of, travel_of
from statements.triggers import triggers_of
from statements.vat import vat_lines
from store.moments import shown


class NoSuchMonth(ReckonerError):
    """A month that the contract does not have: no return is due for it and no statement is drawn."""

    def __init__(self, contract: Contract, month: Month) -> None:
        super().__init__(
            f"Found {months.label(month)}. The contract “{contract.id}” has the months from "
            f"{months.label(contract.first_month)} to {months.label(contract.last_month)}. Choose one of these."
        )


class NoStatementYet(ReckonerError):
    """A month of the contract that is too far ahead for a statement."""

    def __init__(self, month: Month, last: Month) -> None:
        super().__init__(
            f"There is no statement for {months.spoken(month)} yet. The last one so far is that for "
            f"{months.spoken(last)}."
        )


def statement(ledger: Ledger, month: Month) -> Statement:
    """Return the statement of a month: the certified one word for word, or else the draft.

    Raises:
        NoSuchMonth, NoStatementYet: there is none for it.
    """
    frozen = ledger.frozen
    require_month(ledger, month)
    if month in frozen.certified:
        return frozen.certified[month]
    return _draft(ledger, month)


def _draft(ledger: Ledger, month: Month) -> Statement:
    frozen, total = ledger.frozen, ledger.net[month]
    adjusted = adjustments(ledger, month)
    taxes, late = tuple(vat_lines(ledger, month, adjusted)), tuple(interest_lines(ledger, month))
    lines = numbered((*lines_of(ledger, month), *adjusted, *late, *taxes))
    difference, interest = (sum(line.amount for line in found) for found in (adjusted, late))
    return Statement(
        **_heading(frozen, month),
        state="draft",
        contract_version=frozen.version.version,
        contract_digest=frozen.file.digest,
        digest=digest_of(ledger, month, lines),
        charge=int(total["charge"]),
        deducted=int(total["charge"]) - int(total["net"]),
        net=int(total["net"]) + difference + interest,
        adjusted=difference,
        interest=interest,
        net_without_relief=net_without(ledger, month),
        relief=tuple(relief_of(ledger, month)),
        vat=sum(line.amount for line in taxes),
        lines=lines,
        caps=cap_uses(ledger, month),
    )


def require_month(ledger: Ledger, month: Month) -> None:
    """Go on only if a ledger has a statement of a month.

    Raises:
        NoSuchMonth, NoStatementYet, NoIndexValue: there is none.
    """
    agreed, missing = ledger.frozen.contract, ledger.frozen.indexed.missing
    if missing is not None and month >= missing.priced:
        raise NoIndexValue(agreed, missing)
    if month in ledger.net:
        return
    if agreed.first_month <= month <= agreed.last_month:
        raise NoStatementYet(month, max(ledger.net))
    raise NoSuchMonth(agreed, month)


def _heading(frozen: Frozen, month: Month) -> dict[str, Any]:
    agreed = frozen.contract
    return {
        "contract": agreed.id,
        "title": agreed.contract.title,
        "authority": agreed.contract.authority,
        "provider": agreed.contract.provider,
        "month": months.label(month),
        "known_at": shown(frozen.known_at),
        "illustrative": bool(agreed.illustrative),
    }


def cap_uses(ledger: Ledger, month: Month) -> tuple[CapUse, ...]:
    """Return how far the caps on the whole contract are used in a month (a yearly cap: so far in its year).

    Raises:
        NoSuchMonth, NoStatementYet, NoIndexValue: there is no statement for the month.
    """
    require_month(ledger, month)
    ordered = enumerate(cap_terms.in_order(ledger.frozen.contract), start=1)
    return tuple(_cap_use(ledger, month, number, cap) for number, cap in ordered if cap.on_the_whole_contract)


def _cap_use(ledger: Ledger, month: Month, number: int, cap: Cap) -> CapUse:
    limit = ledger.cap_limits[(number, month)]
    window = [at for (cap_, at), row in ledger.cap_limits.items() if cap_ == number and at <= month]
    if cap.per == cap_terms.ROLLING:
        window = [at for at in window if at > month - 12]
    else:
        window = [at for at in window if ledger.cap_limits[(number, at)]["cap_window"] == limit["cap_window"]]
    after = [row for row in ledger.after_cap[number - 1] if row["kind"] in cap.limits]
    given = (row for at in window for row in ledger.forgone.get(Month(at), []) if row["kind"] in cap.limits)
    used = sum(int(row["pence"]) for row in after if row["charged_month"] in window)
    used -= sum(int(row["pence"]) for row in given)
    used -= _room_returned(ledger, month, window, cap)
    return CapUse(
        cap=cap.id,
        title=f"Cap per {cap.per}",
        clause=cap.clause,
        limit=int(limit["limit_pence"]),
        used=used,
    )


def _room_returned(ledger: Ledger, month: Month, window: list[Month], cap: Cap) -> int:
    """Return what no longer counts as used under a cap because it was earned back in an earlier month, in pence."""
    rule = ledger.frozen.contract.earn_back
    if rule is None or not rule.restores_headroom or cap.per not in ("contract year", cap_terms.ROLLING):
        return 0
    return sum(
        int(row["pence"])
        for returned_in, rows in ledger.earned_back.items()
        for row in rows
        if returned_in < month
        and row["charged_month"] in window
        and ledger.rounded[(Month(row["month"]), row["line_order"])]["kind"] in cap.limits
    )


def board(ledger: Ledger, month: Month) -> Board:
    """Return what the board sees of a month: every month's totals and every indicator in every month up to it.

    Raises:
        NoSuchMonth, NoStatementYet: nothing can be shown of it.
    """
    frozen, agreed = ledger.frozen, ledger.frozen.contract
    require_month(ledger, month)
    costs, travel = _costs(ledger), tuple(travel_of(ledger, month))
    return Board(
        **_heading(frozen, month),
        facts=tuple(f"{fact.says} ({fact.source})" for fact in agreed.facts),
        months=tuple(_total(ledger, at) for at in sorted(ledger.net) if at <= month),
        grid=tuple(_measure(ledger, number, at, costs) for number, at in sorted(ledger.measures) if at <= month),
        receipts=tuple(_receipt(ledger, row) for row in ledger.receipts if row["month"] <= month),
        caps=cap_uses(ledger, month),
        returns_later=_returns_later(ledger, month),
        besides=tuple(besides(ledger, month)),
        signals=tuple(signals_of(travel, month)),
        travel=travel,
        triggers=tuple(triggers_of(ledger, month)),
    )


def _returns_later(ledger: Ledger, month: Month) -> int:
    """Return what a month's returns take off later payments since those price them, in pence."""
    rows = (row for each in ledger.charged.values() for row in each if row["kind"] == "reporting")
    return sum(int(row["pence"]) for row in rows if row["month"] == month < row["statement_month"])


def indicator_history(ledger: Ledger, indicator: str, month: Month) -> IndicatorHistory:
    """Return one indicator in every month in which it was measured up to a month, each with its costs and evidence.

    Raises:
        NoSuchIndicator: the contract has none by that id.
        NoSuchMonth, NoStatementYet: nothing can be shown of the month.
    """
    frozen, number = ledger.frozen, history.number_of(ledger.frozen.contract, indicator)
    require_month(ledger, month)
    agreed, costs = frozen.contract.indicators[number - 1], _costs(ledger)
    measured = (at for of, at in sorted(ledger.measures) if of == number and at <= month)
    return IndicatorHistory(
        **_heading(frozen, month),
        indicator=agreed.id,
        indicator_title=agreed.title,
        service=frozen.contract.services[agreed.service].title,
        clause=agreed.clause,
        owner=agreed.owner,
        definition=in_force(agreed.definition, month) or "",
        months=tuple(history.month_of(ledger, number, _measure(ledger, number, at, costs)) for at in measured),
        noted=noted.shown_of(noted.notes_until(ledger, month, agreed.id)),
    )


def _total(ledger: Ledger, month: Month) -> MonthTotal:
    row = ledger.net[month]
    deducted = int(row["charge"]) - int(row["net"])
    return MonthTotal(month=months.label(month), charge=int(row["charge"]), deducted=deducted, net=int(row["net"]))


def _costs(ledger: Ledger) -> dict[tuple[int, Month], int]:
    """Return what each measure has cost after all caps, whichever month it was charged in."""
    costs: dict[tuple[int, Month], int] = {}
    for rows in ledger.charged.values():
        for row in rows:
            key = (int(row["indicator"]), Month(row["month"]))
            costs[key] = costs.get(key, 0) + int(row["pence"])
    return costs


def _measure(ledger: Ledger, number: int, month: Month, costs: dict[tuple[int, Month], int]) -> MeasureShown:
    indicator, row = ledger.frozen.contract.indicators[number - 1], ledger.severities[(number, month)]
    stated = returned_row(ledger, number, month)
    judged = row["band"] is not None
    return MeasureShown(
        indicator=indicator.id,
        title=indicator.title,
        service=indicator.service,
        clause=indicator.clause,
        owner=indicator.owner,
        month=months.label(month),
        data_status=str(ledger.measures[(number, month)]["data_status"]),
        status=ledger.status(number, month),
        fails=bool(row["fails"]),
        band=row["band"],
        measure=measure_text(ledger, number, month),
        target=target_text(ledger.frozen.contract, number, month),
        place_in_run=int(ledger.runs[(number, month)]["place_in_run"]) if (number, month) in ledger.runs else 0,
        deducted=costs.get((number, month), 0) if judged else None,
        commentary=str(stated.get("commentary", "")),
        reason_not_reported=str(stated.get("reason_not_reported", "")),
        verified_by=str(stated.get("verified_by", "")),
        stage=stage_shown(ledger, number, month),
    )


def _receipt(ledger: Ledger, row: Any) -> DatasetReceipt:
    due = ledger.frozen.terms.tables["term_due"]
    when = due.filter((due["dataset"] == row["dataset"]) & (due["month"] == row["month"]))["due_at"][0]
    received = row["received_at"]
    return DatasetReceipt(
        dataset=row["dataset"],
        month=months.label(Month(row["month"])),
        receipt_status=row["receipt_status"],
        due_at=shown(when),
        received_at=shown(received) if received else None,
    )
