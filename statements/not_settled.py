"""What a guarantee or a share says in a month that the contract names, where the money is known only in part."""

from contracts import months
from contracts.months import Month
from contracts.shares import Guarantee, Share
from contracts.terms.shares import settlement_months
from contracts.wording import pounds
from statements.documents import LineKind, StatementLine, Sum
from statements.ledger import Ledger

_UNKNOWN = ("missing", "not measurable")


def not_settled(
    drawn: StatementLine, ledger: Ledger, line: Guarantee | Share, place: int, month: Month
) -> StatementLine:
    """Return a line at £0.00 that says which figure is lacking; ``place`` is that of the line's indicator."""
    why = why_not(ledger, line, place, month)
    kind: LineKind = "guarantee shortfall" if isinstance(line, Guarantee) else "gain share"
    update = {
        "kind": kind,
        "title": f"{line.title}: not settled",
        "nature": line.nature,
        "words": f"Nothing is settled in {months.spoken(month)}: {why} (clause {line.clause}).",
        "sums": (Sum(says=f"Not settled: {why}", figures=pounds(0)),),
    }
    return drawn.model_copy(update=update)


def why_not(ledger: Ledger, line: Guarantee | Share, place: int, month: Month) -> str:
    """Say which figure is still to come, or which last totals are missing and have no later one."""
    known = {
        at: str(row["data_status"]) for (of, at), row in ledger.data_statuses.items() if of == place and at <= month
    }
    awaited = [at for at, status in known.items() if status == "awaited"]
    if awaited:
        return f"the figure for {months.spoken(min(awaited))} is still to come"
    lacking = _lacking(ledger, line, known)
    said = " and ".join(months.spoken(at) for at in lacking)
    are = "totals for {} are" if len(lacking) > 1 else "total for {} is"
    until = "has been" if line.reported == "running total" else "of the same contract year has been"
    return f"the {are.format(said)} missing, and no later one {until} reported"


def _lacking(ledger: Ledger, line: Guarantee | Share, known: dict[Month, str]) -> list[Month]:
    """Return the months whose totals are missing and end their year, or what is known of it; nil adds nothing."""
    contract, last = ledger.frozen.contract, dict[int, Month]()
    earlier = [each for each in settlement_months(line) if each < max(known)]
    since = max(earlier, default=Month(0)) if _by_itself(line) else Month(0)
    for at, status in sorted(known.items()):
        if at > since and status != "nil activity":
            last[0 if line.reported == "running total" else contract.contract_year(at)] = at
    return [at for at in last.values() if known[at] in _UNKNOWN]


def _by_itself(line: Guarantee | Share) -> bool:
    return isinstance(line, Share) and line.settled == "each settlement by itself"
