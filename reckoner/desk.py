"""How a command gets its answer: from the server that owns the store, or by opening the store itself.

Both run the same operation. A command waits a little where another command has the store open just now.
"""

import json
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel

from contracts.errors import ReckonerError
from statements.operations import OPERATIONS
from statements.posting import LARGEST_BODY, TooLargeToPost
from store import owner
from store.opener import StoreInUse, open_store

Answer = TypeVar("Answer", bound=BaseModel)

_PATIENCE_SECONDS: Final = 30.0
_SERVER_SECONDS: Final = 120.0
_SMALLER: Final = "make the file smaller, with only the sheets of the template and the rows of its month."
_OF_A_RETURN: Final = {
    "check": f"Nothing is kept of a check: ask again later, or {_SMALLER}",
    "mark": f"Nothing is kept of a marked copy: ask again later, or {_SMALLER}",
    "load": (
        "The return may still be stored, whole or not at all. Load it again later: if it was stored by then you get "
        f"its receipt, and nothing is stored twice. If it takes as long again, {_SMALLER}"
    ),
}
_LOOK_FIRST: Final = "look whether it is there before you run the command again."


class AnsweredWithError(ReckonerError):
    """The server turned the request down; its sentence is passed on as it stands."""


class ServerGone(ReckonerError):
    """The server stopped while it was asked."""

    def __init__(self) -> None:
        super().__init__(
            "The server stopped before it answered. Nothing was done by halves: if it was to record anything, "
            f"{_LOOK_FIRST}"
        )


class NotAnsweredYet(ReckonerError):
    """The server has what was asked and is still at it; nothing tells it to leave off."""

    def __init__(self, name: str, seconds: float) -> None:
        said = f"If it was to record anything, that may still come, whole or not at all: {_LOOK_FIRST}"
        super().__init__(
            f"The server has not answered for {seconds:g} seconds. It is still at work on this, or on what came before "
            f"it. {_OF_A_RETURN.get(name, said)}"
        )


def ask(  # noqa: PLR0913, PLR0917 -- where, who, what, and what is to come back
    folder: Path, person: str, name: str, request: BaseModel, kind: type[Answer], seconds: float = _SERVER_SECONDS
) -> Answer:
    """Run an operation for a person on the store in a folder and return its answer, if it comes in so many seconds.

    Raises:
        ReckonerError: as the operation says, or the store cannot be reached.
    """
    give_up = time.monotonic() + _PATIENCE_SECONDS
    while True:
        server = owner.find_server(folder)
        if server is not None:
            return kind.model_validate_json(_posted(server, person, name, request, seconds))
        try:
            with open_store(folder, create=False) as store:
                return kind.model_validate(OPERATIONS[name].run(store, person, request))
        except StoreInUse:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.1)


def _posted(server: owner.Server, person: str, name: str, request: BaseModel, seconds: float) -> bytes:
    asked = request.model_dump_json().encode()
    # The server would hang up in the middle of it, and could not say why.
    if len(asked) > LARGEST_BODY:
        raise TooLargeToPost
    connection = HTTPConnection("127.0.0.1", server.port, timeout=seconds)
    headers = {
        "Authorization": f"Bearer {server.token}",
        "X-Reckoner-Person": person,
        "Content-Type": "application/json",
    }
    try:
        connection.request("POST", f"/reckoner/operation/{name}", asked, headers)
        response = connection.getresponse()
        body = response.read()
    except TimeoutError as error:
        raise NotAnsweredYet(name, seconds) from error
    except (OSError, HTTPException) as error:
        raise ServerGone from error
    finally:
        connection.close()
    if response.status != 200:
        raise AnsweredWithError(_sentence(body))
    return body


def _sentence(body: bytes) -> str:
    try:
        said: Any = json.loads(body)
    except ValueError:
        said = None
    if isinstance(said, dict) and isinstance(said.get("message"), str):
        return str(said["message"])
    return "The server could not do it. Nothing was changed. Its log names the place of the fault."
