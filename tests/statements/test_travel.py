"""Where every indicator of the sample is going, by its chart, and what of it is a signal of the month."""

from contracts import months
from statements import drafting
from statements.ledger import Ledger
from statements.travel import signals_of, travel_of

MARCH = months.parse("2018-03")


def test_every_indicator_is_told_of_in_contract_order_or_why_not(ledger: Ledger) -> None:
    told = {each.indicator: each for each in travel_of(ledger, MARCH)}
    assert list(told) == [each.id for each in ledger.frozen.contract.indicators]
    assert (told["OP5"].variation, told["OP5"].direction, told["OP5"].month) == ("worse", "low", "2018-03")
    assert (told["OP19"].variation, told["OP19"].direction) == ("usual", None)
    assert told["SP2"].variation is None
    assert told["SP2"].finding == "It follows a plan: no month is like another."
    # Eight quarters: a chart, whose limits are provisional.
    assert told["OP3"].variation is None
    assert told["OP3"].finding == "Provisional: 8 of 13 figures."
    # An indicator that is measured in October stands as it did then.
    assert told["SP5"].month is not None


def test_signals_of_the_month_are_those_that_are_not_usual(ledger: Ledger) -> None:
    travel = tuple(travel_of(ledger, MARCH))
    signals = {each.indicator: each.variation for each in signals_of(travel, MARCH)}
    unusual = {each.indicator: each.variation for each in travel if each.variation not in (None, "usual")}
    assert signals == {name: kind for name, kind in unusual.items() if name in signals}
    assert signals["OP5"] == "worse"
    assert drafting.board(ledger, MARCH).travel == travel
    assert not [*signals_of(travel, months.Month(MARCH + 1))]
