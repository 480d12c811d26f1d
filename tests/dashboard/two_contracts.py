"""One store with two contracts of two providers, made by the operations that people use, and who may see which."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from statements.files import FileAsked
from statements.operations import OPERATIONS, AppointmentAsked, ContractAsked
from store.policy import Role
from store.session import Store
from tests.dashboard.small_store import CONTRACT as BARNET_FILE
from tests.statements.fenland import CONTRACT as FENLAND
from tests.statements.fenland import OFFICER, at, fenland, returned

BARNET = BARNET_FILE.contract.id
BARNET_ONLY = ("Barnet", "Cambridge Education", "Offers made in time", BARNET)
"""What stands in the other contract and nowhere in Fenland's."""

FENLAND_PROVIDER, BARNET_PROVIDER, BARNET_ALL = "o.page", "p.rao", "e.all"

APRIL = date(2018, 4, 1)
BARNET_RETURN = (
    f"Contract,{BARNET}\nPeriod,2018-04\nDataset,Indicators\nTemplate version,{BARNET_FILE.digest[:12]}\n\n"
    "Indicator,Numerator,Denominator,Value as stated,Reason if not reported,Commentary\n"
    "OP1,172,190,90.5%,,Counted twice\n"
)


def run(store: Store, name: str, person: str, **asked: object) -> object:
    operation = OPERATIONS[name]
    return operation.run(store, person, operation.request.model_validate(asked))


def appointed(store: Store, person: str, contract: str, *roles: Role) -> None:
    for role in roles:
        asked = AppointmentAsked(
            person=person, name=person.title(), organisation="Its own", contract=contract, role=role, from_day=APRIL
        )
        OPERATIONS["appoint"].run(store, OFFICER, asked)


def loaded(store: Store, content: bytes) -> None:
    reasons = {f"{code} {of}": "So it was." for code in ("I04", "I10", "I12", "I13") for of in ("F1", "F2", "OP1")}
    asked = FileAsked(file_name="return.csv", content=base64.b64encode(content), reasons=reasons)
    OPERATIONS["load"].run(store, OFFICER, asked)


@contextmanager
def two_contracts(folder: Path) -> Iterator[Store]:
    """Fenland's libraries and Barnet's education, each with its provider and its return of April 2018.

    ``e.all`` has every role on Barnet's contract: what is refused to others is not refused because it was badly asked.
    """
    with fenland(folder) as (store, clock):
        OPERATIONS["contract"].run(store, OFFICER, ContractAsked(file_name="barnet.yaml", text=BARNET_FILE.text))
        appointed(store, FENLAND_PROVIDER, FENLAND, Role.PROVIDER)
        appointed(store, BARNET_PROVIDER, BARNET, Role.PROVIDER)
        appointed(store, BARNET_ALL, BARNET, *Role)
        clock.now = at("2018-05-04 09:00")
        loaded(store, returned("2018-04"))
        loaded(store, BARNET_RETURN.encode())
        yield store
