"""The policy as a table that an officer can read: a row an action, a column a role."""

from datetime import date

import pytest

from store.policy import (
    EVERY_CONTRACT,
    Action,
    Appointment,
    NotAllowed,
    Person,
    Role,
    contracts_visible,
    decide,
    require,
)

COLUMNS = (Role.BOARD_MEMBER, Role.OFFICER, Role.CERTIFYING_OFFICER, Role.PROVIDER, Role.AUDITOR)

TABLE = """
                    board member | officer | certifying officer | provider | auditor
view board        |     yes      |   yes   |        yes         |   yes    |   yes
view payment      |     yes      |   yes   |        yes         |   yes    |   yes
view rows         |     yes      |   yes   |        yes         |   yes    |   yes
view cases        |     no       |   yes   |        yes         |   yes    |   yes
check return      |     no       |   yes   |        no          |   yes    |   no
accept return     |     no       |   yes   |        no          |   no     |   no
write contract    |     no       |   yes   |        no          |   no     |   no
draft statement   |     no       |   yes   |        no          |   no     |   no
certify statement |     no       |   no    |        yes         |   no     |   no
reply to statement |    no       |   no    |        no          |   yes    |   no
determine dispute |     no       |   no    |        yes         |   no     |   no
record payment    |     no       |   no    |        yes         |   no     |   no
record invoice    |     no       |   yes   |        no          |   yes    |   no
withdraw invoice  |     no       |   yes   |        no          |   no     |   no
decide deduction  |     yes      |   no    |        yes         |   no     |   no
appoint people    |     no       |   yes   |        no          |   no     |   no
record action     |     no       |   yes   |        no          |   no     |   no
note progress     |     no       |   yes   |        no          |   yes    |   no
ask decision      |     no       |   yes   |        no          |   no     |   no
record meeting    |     no       |   yes   |        no          |   no     |   no
note on chart     |     no       |   yes   |        no          |   no     |   no
record index value |    no       |   yes   |        no          |   no     |   no
record benchmark  |     no       |   yes   |        no          |   no     |   no
record incident   |     no       |   yes   |        no          |   no     |   no
ask relief        |     no       |   yes   |        no          |   yes    |   no
decide relief     |     yes      |   no    |        yes         |   no     |   no
price variation   |     no       |   yes   |        yes         |   no     |   yes
ask what if       |     yes      |   yes   |        yes         |   yes    |   yes
"""

CASES = [
    (Action(name.strip()), role, cell.strip() == "yes")
    for name, *cells in (line.split("|") for line in TABLE.strip().splitlines()[1:])
    for role, cell in zip(COLUMNS, cells, strict=True)
]


def person(*held: tuple[str, Role]) -> Person:
    appointments = tuple(Appointment(contract, role, date(2016, 4, 1)) for contract, role in held)
    return Person("a.clarke", "Anne Clarke", "Barnet", appointments)


@pytest.mark.parametrize(("action", "role", "allowed"), CASES)
def test_the_table(action: Action, role: Role, allowed: bool) -> None:
    assert decide(person(("barnet", role)), action, "barnet").allowed is allowed


def test_the_table_is_whole() -> None:
    assert {(action, role) for action, role, _ in CASES} == {(action, role) for action in Action for role in Role}


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", Role)
def test_a_role_on_one_contract_opens_nothing_on_another(action: Action, role: Role) -> None:
    assert not decide(person(("barnet", role)), action, "kent").allowed


@pytest.mark.parametrize("action", Action)
def test_a_role_on_one_contract_is_not_one_on_every_contract(action: Action) -> None:
    assert not decide(person(*(("barnet", role) for role in Role)), action, EVERY_CONTRACT).allowed


def test_a_role_on_every_contract_holds_on_each() -> None:
    auditor = person((EVERY_CONTRACT, Role.AUDITOR))
    assert decide(auditor, Action.VIEW_CASES, "kent").allowed
    assert not decide(auditor, Action.ACCEPT_RETURN, "kent").allowed


def test_roles_add_up() -> None:
    both = person(("barnet", Role.BOARD_MEMBER), ("barnet", Role.CERTIFYING_OFFICER))
    assert decide(both, Action.CERTIFY_STATEMENT, "barnet").allowed


def test_a_refusal_says_who_may_and_what_you_are() -> None:
    with pytest.raises(NotAllowed) as caught:
        require(person(("barnet", Role.BOARD_MEMBER)), Action.ACCEPT_RETURN, "barnet")
    assert str(caught.value) == (
        "Accepting a return on “barnet” is for an officer; you are a board member. Ask the contract officer."
    )
    assert decide(person(), Action.CHECK_RETURN, "barnet").because == (
        "Checking a return on “barnet” is for an officer or a provider; you have no appointment on it. "
        "Ask the contract officer."
    )


def test_what_is_allowed_passes() -> None:
    require(person(("barnet", Role.OFFICER)), Action.ACCEPT_RETURN, "barnet")


def test_people_see_the_contracts_they_have_a_role_on() -> None:
    known = ("barnet", "devon", "kent")
    assert contracts_visible(person(("kent", Role.PROVIDER)), known) == ("kent",)
    assert contracts_visible(person((EVERY_CONTRACT, Role.OFFICER)), known) == known
    assert contracts_visible(person(), known) == ()


@pytest.mark.parametrize("action", Action)
def test_what_somebody_may_not_do_is_said_in_plain_words(action: Action) -> None:
    nobody = Person("x", "X", "", ())
    assert f"“{action}”" not in decide(nobody, action, "barnet").because
