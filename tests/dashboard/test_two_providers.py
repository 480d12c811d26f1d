"""A provider sees its own contract and nothing of another's: on every page, by every operation, whatever is typed."""

import asyncio
import base64
import json
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Any, get_args

import httpx
import pytest
from pydantic import BaseModel
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from dashboard.app import VIEWS
from dashboard.endpoint import Endpoint
from dashboard.installation import Installation, serving
from statements.operations import OPERATIONS
from store import owner
from store.session import Store
from tests.dashboard.small_store import CONTRACT as BARNET_FILE
from tests.dashboard.two_contracts import (
    BARNET,
    BARNET_ALL,
    BARNET_ONLY,
    BARNET_PROVIDER,
    BARNET_RETURN,
    FENLAND_PROVIDER,
    two_contracts,
)
from tests.statements.fenland import CONTRACT as FENLAND

TOKEN = "of this run"

SAID: dict[str, Any] = {
    "contract": BARNET, "month": "2018-04", "indicator": "OP1", "indicators": ["OP1"], "row": "Indicators!7",
    "text": BARNET_FILE.text, "file_name": "return.csv",
    "content": base64.b64encode(BARNET_RETURN.encode()).decode(), "person": "x.new",
}  # fmt: skip
"""How an operation is asked about Barnet's contract, by the names of its fields."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with two_contracts(tmp_path_factory.mktemp("two") / "store") as store:
        yield store


@pytest.fixture(scope="module")
def another_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """To write to."""
    with two_contracts(tmp_path_factory.mktemp("written") / "store") as store:
        yield store


def asked(model: type[BaseModel], contract: str) -> dict[str, Any]:
    """A request about a contract with every field that it must have, and the indicator where it can have one."""
    wanted = {name: field for name, field in model.model_fields.items() if field.is_required() or name in SAID}
    said = {name: SAID.get(name) or _made(field.annotation) for name, field in wanted.items()}
    if "content" not in said and "text" not in said:
        assert "contract" in said, f"{model.__name__} names no contract: say here how it is asked about one"
        said["contract"] = contract
    return said


def _made(kind: Any) -> Any:
    """A value of a kind: the first of several, a day, a number, a text."""
    for first in get_args(kind):
        return first if isinstance(first, str) else _made(first)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return str(next(iter(kind)))
    simple = {date: "2018-04-30", datetime: "2018-04-30T09:00:00Z", int: 1, bool: False, str: "So it was."}
    assert kind in simple, f"Say here how a value of {kind} is made."
    return simple[kind]


def posted(store: Store, name: str, person: str, body: dict[str, Any]) -> httpx.Response:
    """Ask an operation of the server's address, as a program on this machine does."""
    app = Starlette(routes=Endpoint(store, TOKEN, OPERATIONS).routes())
    headers = {"Authorization": f"Bearer {TOKEN}", "X-Reckoner-Person": person}

    async def ask() -> httpx.Response:
        here = httpx.ASGITransport(app, client=("127.0.0.1", 1))
        async with httpx.AsyncClient(transport=here, base_url="http://here", timeout=60) as client:
            return await client.post(f"/reckoner/operation/{name}", json=body, headers=headers)

    return asyncio.run(ask())


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_is_refused_to_another_contracts_provider(store: Store, name: str) -> None:
    before = store.version
    answer = posted(store, name, FENLAND_PROVIDER, asked(OPERATIONS[name].request, BARNET))
    assert (answer.status_code, answer.json()["error"]) == (422, "NotAllowed"), answer.text
    assert "you have no appointment on it" in answer.json()["message"]
    assert [word for word in BARNET_ONLY if word != BARNET and word in answer.text] == []
    assert store.version == before


WITH_A_CONTRACT = [name for name, each in OPERATIONS.items() if "contract" in each.request.model_fields]


@pytest.mark.parametrize("name", WITH_A_CONTRACT)
def test_a_refusal_does_not_tell_whether_there_is_such_a_contract(store: Store, name: str) -> None:
    said = [
        posted(store, name, FENLAND_PROVIDER, asked(OPERATIONS[name].request, contract) | {"contract": contract}).text
        for contract in (BARNET, "no-such-contract")
    ]
    assert said[0].replace(BARNET, "…") == said[1].replace("no-such-contract", "…")


@pytest.mark.parametrize("name", OPERATIONS)
def test_the_same_question_is_not_refused_to_whoever_may(another_store: Store, name: str) -> None:
    # Otherwise the refusals above might come from questions that nobody could ask.
    answer = posted(another_store, name, BARNET_ALL, asked(OPERATIONS[name].request, BARNET))
    assert answer.status_code in {200, 422}, answer.text
    assert answer.status_code == 200 or answer.json()["error"] not in {"NotAllowed", "BodyNotUnderstood"}


@pytest.mark.parametrize("name", ["check", "load", "mark"])
def test_a_file_of_another_contract_is_not_read_under_ones_own(store: Store, name: str) -> None:
    answer = posted(store, name, FENLAND_PROVIDER, asked(OPERATIONS[name].request, BARNET) | {"contract": FENLAND})
    if answer.status_code == 200 and "became" in answer.json():
        assert answer.json()["became"] == "refused"
        assert answer.json()["net_before"] is answer.json()["net_after"] is None
        assert answer.json()["changes"] == []
    assert [word for word in ("Cambridge Education", "Offers made in time") if word in answer.text] == []


def test_a_refusal_calls_ones_own_contract_by_its_title(store: Store) -> None:
    answer = posted(store, "certify", FENLAND_PROVIDER, {"contract": FENLAND, "month": "2018-04"})
    assert answer.json()["message"] == (
        "Certifying a statement on “Fenland libraries” is for a certifying officer; you are a provider. "
        "Ask the contract officer."
    )


def visited(store: Store, title: str, **address: str) -> AppTest:
    """Open a page as a browser that asks for an address."""
    entry = f"from dashboard.app import VIEWS, main\nmain([each for each in VIEWS if each.title == {title!r}])"
    page = AppTest.from_string(entry, default_timeout=60)
    for name, value in address.items():
        page.query_params[name] = value
    with serving(Installation(store, demo=True)):
        page.run()
    assert not page.exception
    return page


def everything(page: AppTest) -> str:
    """All that was sent to the browser, the choice of people left out: only a demonstration has it."""
    sent = [str(element.proto) for element in (*page.main, *page.sidebar) if "Acting as" not in str(element.proto)]
    return "\n".join(sent)


@pytest.mark.parametrize("title", [view.title for view in VIEWS])
@pytest.mark.parametrize(
    "typed",
    [{"contract": BARNET}, {"contract": BARNET, "month": "2016-05", "indicator": "OP1", "line": "2", "row": "7"}],
)
def test_no_page_shows_another_contract_whatever_is_typed(store: Store, title: str, typed: dict[str, str]) -> None:
    page = visited(store, title, person=FENLAND_PROVIDER, **typed)
    shown = everything(page)
    assert "Fenland libraries" in shown
    assert [word for word in BARNET_ONLY if word in shown] == []
    assert page.query_params["contract"] == FENLAND
    assert page.sidebar.selectbox(key="contract chosen").options == ["Fenland libraries"]


def test_each_provider_is_shown_its_own(store: Store) -> None:
    for person, own in ((FENLAND_PROVIDER, "Fenland libraries"), (BARNET_PROVIDER, "Barnet with Cambridge Education")):
        page = visited(store, "Board", person=person)
        assert page.title[0].value.startswith(own)


def test_the_server_tells_nobody_which_contracts_it_has(store: Store) -> None:
    assert json.dumps(owner.health(store.folder)).count(":") == 1
