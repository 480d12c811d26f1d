"""The final account of a contract: everything that was certified and paid, what is left, and who owes it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Literal

from contracts import months
from contracts.errors import ReckonerError
from contracts.months import Month
from contracts.rounding import half_up
from contracts.wording import day, listed, pounds
from statements.documents import Document
from statements.ledger import Ledger
from statements.life.adjustments import Difference, differences, last_statement
from statements.life.certified import accounted
from statements.life.interest import interest_to_state
from statements.life.still_taken import life_now
from statements.vat import rate_of


class ContractNotOver(ReckonerError):
    """A final account before the last statement month has ended."""

    def __init__(self, last: Month) -> None:
        over = day(months.first_day(Month(last + 1)))
        super().__init__(
            f"The last statement of this contract is that for {months.spoken(last)}. There is a final account from "
            f"{over}. Until then, see the control account."
        )


class FinalAccount(Document):
    """A contract's final account in pence. ``balance`` is still to be paid to the provider; below zero, by it.

    ``certified`` has the net of every certified statement with what it carried for other months, ``vat`` their VAT.
    ``to_adjust`` (with ``vat_to_adjust``) and ``interest_to_state`` came after the last statement and stand on none.
    ``not_certified`` are the months whose statements are missing: while there are any, the account is open. Those
    before the first that was certified are not among them: they were settled elsewhere. It is open, too, while
    deductions are ``disputed``, in pence: what is paid of them hangs on how the dispute ends.
    """

    contract: str
    title: str
    state: Literal["open", "to be settled", "settled"]
    charge: int
    deducted: int
    adjusted: int
    interest: int
    certified: int
    vat: int
    to_adjust: int
    vat_to_adjust: int
    interest_to_state: int
    paid: int
    balance: int
    not_certified: tuple[str, ...]
    words: str
    disputed: int = 0


def final_account(ledger: Ledger) -> FinalAccount:
    """Return the final account of a contract that is over.

    Raises:
        ContractNotOver: its last statement month has not ended.
    """
    frozen, last = ledger.frozen, last_statement(ledger)
    if months.of_day(frozen.known_on) <= last:
        raise ContractNotOver(last)
    awaited = accounted(ledger.net, frozen.certified)
    missing = [months.label(month) for month in awaited if month not in frozen.certified]
    sums = {**_as_certified(ledger), **_not_yet_stated(ledger), "paid": _paid(ledger)}
    due = ("certified", "vat", "to_adjust", "vat_to_adjust", "interest_to_state")
    balance = sum(sums[name] for name in due) - sums["paid"]
    disputed = _disputed(ledger)
    return FinalAccount(
        contract=frozen.contract.id,
        title=frozen.contract.contract.title,
        state="open" if missing or disputed else "to be settled" if balance else "settled",
        **sums,
        balance=balance,
        not_certified=tuple(missing),
        words=_words(missing, disputed, balance),
        disputed=sum(disputed.values()),
    )


def _disputed(ledger: Ledger) -> dict[Month, int]:
    """Return the deductions of each certified month about which a dispute is open, in pence."""
    kept, today = ledger.frozen.settlement, ledger.frozen.known_on
    lives = [life_now(ledger, kept, month, today) for month in ledger.frozen.certified]
    return {life.month: life.held for life in lives if life.held}


def _as_certified(ledger: Ledger) -> dict[str, int]:
    """Return what the certified statements come to."""
    certified = ledger.frozen.certified.values()
    return {
        "charge": sum(each.charge for each in certified),
        "deducted": sum(each.deducted for each in certified),
        "adjusted": sum(each.adjusted for each in certified),
        "interest": sum(each.interest for each in certified),
        "certified": sum(each.net for each in certified),
        "vat": sum(each.vat for each in certified),
    }


def _not_yet_stated(ledger: Ledger) -> dict[str, int]:
    """Return what is owed and stands on no statement: there is none to come on which it could."""
    left = tuple(differences(ledger))
    return {
        "to_adjust": sum(each.pence for each in left),
        "vat_to_adjust": _vat(ledger, left),
        "interest_to_state": sum(interest_to_state(ledger).values()),
    }


def put_right_at_the_end(ledger: Ledger, month: Month) -> int | None:
    """Return what the final account puts right, with VAT and interest, in pence; None on any but the last statement."""
    if month != last_statement(ledger) or month not in ledger.frozen.certified:
        return None
    return sum(_not_yet_stated(ledger).values())


def _paid(ledger: Ledger) -> int:
    return sum(each.pence for each in ledger.frozen.settlement.payments)


def _vat(ledger: Ledger, left: Iterable[Difference]) -> int:
    """Return the VAT on differences that stand on no statement: once for each rate, at the rates of their months."""
    rules, taxed = ledger.frozen.contract.statement.vat, defaultdict[Fraction, int](int)
    for each in left:
        if rules is not None and each.pot.vat:
            taxed[rate_of(rules, each.pot.vat, each.month)] += each.pence
    return sum(half_up(pence * rate) for rate, pence in taxed.items())


def _words(missing: list[str], disputed: Mapping[Month, int], balance: int) -> str:
    if missing:
        shown = [months.spoken(months.parse(month)) for month in (missing if len(missing) <= 3 else missing[:1])]
        rest = f" and {len(missing) - 1} later months" if len(missing) > 3 else ""
        return f"The account is open: the statement for {listed(shown)}{rest} is not certified."
    if disputed:
        of = listed(f"{pounds(pence)} of deductions for {months.spoken(month)}" for month, pence in disputed.items())
        return f"The account is open: {of} {'is' if len(disputed) == 1 else 'are'} in dispute."
    if balance == 0:
        return "Everything that was certified and put right since is paid. The account is settled."
    return f"{'The authority' if balance > 0 else 'The provider'} still has to pay the balance."
