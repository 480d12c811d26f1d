"""What the sample's figures make worth asking about, and who is told of how many cases."""

import pytest

from contracts import months
from metrics.watch.question import Question
from statements.ledger import Ledger
from statements.operations import OPERATIONS
from statements.trend_asked import TrendAsked, Trends
from statements.watch.operations import QuestionsAsked, show_questions
from statements.watch.questions import counted_of, told
from store.people import UnknownPerson, person_now
from store.policy import Action, decide
from store.session import Store
from tests.demonstration import CONTRACT

OFFICER, BOARD_MEMBER = "a.clarke", "r.levene"


def asked(store: Store, indicator: str, month: str = "2018-03", person: str = BOARD_MEMBER) -> list[str]:
    request = QuestionsAsked(contract=CONTRACT, month=month, indicator=indicator)
    return [each.question for each in show_questions(store, person, request)]


def test_a_caseload_that_is_counted_every_month_is_smoother_than_chance(store: Store) -> None:
    assert asked(store, "OP10") == ["too smooth"]
    # Before there are thirteen figures nothing is asked.
    assert asked(store, "OP10", "2017-03") == []


@pytest.mark.parametrize("indicator", ["SP1", "OP1", "OP5", "OP11", "OP16", "SP8", "MS1"])
def test_where_chance_is_enough_nothing_is_asked(store: Store, indicator: str) -> None:
    assert asked(store, indicator) == []


def test_only_what_counts_cases_is_looked_at(ledger: Ledger) -> None:
    until, ids = months.parse("2018-03"), [each.id for each in ledger.frozen.contract.indicators]
    looked_at = {name: len(counted_of(ledger, ids.index(name) + 1, until)) for name in ("SP1", "OP11", "OP6", "MS1")}
    # A month was not judged; pounds against pounds, days and a milestone count no cases.
    assert looked_at == {"SP1": 23, "OP11": 0, "OP6": 0, "MS1": 0}


def test_the_command_s_answer_carries_them_with_their_rate(store: Store) -> None:
    request = TrendAsked(contract=CONTRACT, indicator="OP10")
    (trend,) = Trends.model_validate(OPERATIONS["trend"].run(store, BOARD_MEMBER, request)).trends
    (question,) = trend.questions
    assert question.rate == "Where nothing is wrong this is asked of at most 11 series in 1,000."


def test_of_fewer_than_five_cases_only_those_are_told_who_may_see_them(store: Store) -> None:
    few, many = Question("late exceptions", "4 of 9", "more often", (4, 9)), Question("too smooth", "5 of 9", "", (5,))
    decisions = [decide(person_now(store, person), Action.VIEW_CASES, CONTRACT) for person in (BOARD_MEMBER, OFFICER)]
    assert [told(few, each) for each in decisions] == ["more often", "4 of 9"]
    assert [told(many, each) for each in decisions] == ["5 of 9", "5 of 9"]


def test_nobody_else_is_told(store: Store) -> None:
    with pytest.raises(UnknownPerson):
        asked(store, "SP1", person="nobody")
