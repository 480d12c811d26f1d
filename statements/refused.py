"""A refusal as the person reads it: it calls the contract by its title, which the policy alone does not know."""

from store.contract_versions import NoSuchContract, contract_now
from store.people import person_now
from store.policy import EVERY_CONTRACT, NotAllowed, decide
from store.session import Store


def retold(store: Store, person: str, refused: NotAllowed) -> NotAllowed:
    """Return a refusal with the contract's title, if the person has a part in the contract; otherwise as it is.

    Whoever has none must not learn whether there is a contract by the id that they tried.
    """
    asked = refused.decision
    who = person_now(store, person)
    if asked.contract == EVERY_CONTRACT or not who.roles(asked.contract):
        return refused
    try:
        with store.read() as cursor:
            title = contract_now(cursor, asked.contract).contract.title
    except NoSuchContract:
        return refused
    return NotAllowed(decide(who, asked.action, asked.contract, title))
