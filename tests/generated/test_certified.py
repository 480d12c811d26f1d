"""What was certified and adjusted adds up to what the latest cut-off gives, whatever became known in between.

Each month is certified at a cut-off of its own, with its adjustments. The reference says what every month comes to on
what is known at a cut-off; it knows nothing of statements, and nothing of what was certified before.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from itertools import count, islice

from contracts.bases import OF_OTHER_MONTHS, charge_bases
from contracts.months import Month, label, of_day
from statements import drafting
from statements.documents import Pot, Statement
from statements.ledger import Ledger
from statements.life.certified import ADJUSTMENT, by_pot, settled
from statements.lines import lines_of
from statements.vat import rate_of
from tests.generated.agreement import Made, make
from tests.generated.choices import Seeded
from tests.generated.drawn_up import frozen, ledgers
from tests.generated.made_over_time import AsKnown, as_known
from tests.reference.exact import statement_months
from tests.reference.mechanism import work_out

CONTRACTS = 48
FROM_SEED = 11_000


@dataclass(frozen=True)
class Certified:
    """A contract at the cut-off of a month: its ledger, and all that is certified with that month's statement."""

    seed: int
    known: AsKnown
    ledger: Ledger
    statements: Mapping[Month, Statement]


def _told() -> Iterator[tuple[int, list[AsKnown]]]:
    for seed in count(FROM_SEED):
        case = make(Seeded(seed))
        if _is_told(case):
            yield seed, as_known(Seeded(seed), case)


def _is_told(case: Made) -> bool:
    """Say whether a case is short and told to its end, and takes no percentage of adjustments or interest.

    Of those that do tests/statements/life/test_bases.py is: a month is worked out with the statements before it.
    """
    months = statement_months(case.contract)
    of_others = any(base & OF_OTHER_MONTHS.keys() for base in charge_bases(case.contract))
    return 3 <= len(months) <= 7 and not of_others and of_day(case.figures.cut_off.date()) > case.contract.last_month


@cache
def certified() -> list[Certified]:
    """Certify every month of some dozens of contracts, one after the other."""
    told = list(islice(_told(), CONTRACTS))
    worked_out = iter(ledgers([frozen(known) for _, history in told for known in history]))
    return [one for seed, history in told for one in _one_after_the_other(seed, history, worked_out)]


def _one_after_the_other(seed: int, history: list[AsKnown], worked_out: Iterator[Ledger]) -> Iterator[Certified]:
    statements: dict[Month, Statement] = {}
    for known in history:
        ledger = next(worked_out)
        ledger = replace(ledger, frozen=replace(ledger.frozen, certified=dict(statements)))
        drawn = drafting.statement(ledger, known.month)
        statements[known.month] = drawn.model_copy(update={"state": "certified", "draft": 1})
        yield Certified(seed, known, ledger, dict(statements))


def _told_of(one: Certified, month: Month) -> str:
    return f"seed {one.seed}, {label(month)} at the cut-off of {label(one.known.month)}"


def test_what_was_certified_adds_up_to_what_the_latest_cut_off_gives() -> None:
    for one in certified():
        result = work_out(one.known.file.contract, one.known.figures)
        nets = {each.month: each.payment.net for each in result.statements}
        for month in one.statements:
            assert sum(settled(one.statements, month).values()) == nets[month], _told_of(one, month)
        paid = sum(each.net for each in one.statements.values())
        assert paid == sum(nets[month] for month in one.statements), _told_of(one, one.known.month)


def test_so_it_does_for_each_fund_and_vat_code() -> None:
    for one in certified():
        for month in one.statements:
            now, before = by_pot(lines_of(one.ledger, month)), settled(one.statements, month)
            assert _without_nil(before) == _without_nil(now), _told_of(one, month)


def _without_nil(pots: Counter[Pot]) -> dict[Pot, int]:
    return {pot: pence for pot, pence in pots.items() if pence}


def test_vat_codes_of_one_rate_add_up_to_what_the_chain_taxes_at_it() -> None:
    for one in certified():
        vat = one.known.file.contract.statement.vat
        for month in one.statements if vat else ():
            assert vat is not None
            rates = Counter[Fraction]()
            for pot, pence in settled(one.statements, month).items():
                rates[rate_of(vat, pot.vat, month)] += pence
            taxed = {
                Fraction(int(row["rate"]), int(row["rate_scale"])): int(row["taxed"])
                for row in one.ledger.vat.get(month, [])
            }
            assert {rate: rates[rate] for rate in {*rates, *taxed}} == {
                rate: taxed.get(rate, 0) for rate in {*rates, *taxed}
            }, _told_of(one, month)


def test_what_became_known_is_about_something() -> None:
    last = {one.seed: one for one in certified()}
    adjusted = [line for one in last.values() for each in one.statements.values() for line in each.lines]
    adjusted = [line for line in adjusted if line.kind == ADJUSTMENT]
    assert len(adjusted) > 60
    assert {line.amount > 0 for line in adjusted} == {True, False}
    assert len({line.fund for line in adjusted}) > 1
    assert len({line.vat for line in adjusted}) > 2
    files = [{one.known.file.contract.model_dump_json() for one in certified() if one.seed == seed} for seed in last]
    assert sum(len(each) > 1 for each in files) > 5, "few variations became known after the first cut-off"
    assert sum(bool(one.known.figures.first_known) for one in last.values()) > 1, "no run saw earlier relief"
    assert sum(bool(one.known.figures.relief) for one in last.values()) > 5, "little relief was decided"
    assert sum(bool(one.known.figures.decided) for one in last.values()) > 5, "few deductions were decided about"
    assert sum(bool(one.known.figures.stages) for one in last.values()) > 5, "few figures had stages"
