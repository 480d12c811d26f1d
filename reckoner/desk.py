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
from store import owner
from store.opener import StoreInUse, open_store

Answer = TypeVar("Answer", bound=BaseModel)

_PATIENCE_SECONDS: Final = 30.0
_SERVER_SECONDS: Final = 120.0


class AnsweredWithError(ReckonerError):
    """The server turned the request down; its sentence is passed on as it stands."""


class ServerGone(ReckonerError):
    """The server stopped while it was asked."""

    def __init__(self) -> None:
        super().__init__("The server stopped before it answered. Nothing was done by halves; run the command again.")


def ask(folder: Path, person: str, name: str, request: BaseModel, kind: type[Answer]) -> Answer:
    """Run an operation for a person on the store in a folder and return its answer.

    Raises:
        ReckonerError: as the operation says, or the store cannot be reached.
    """
    give_up = time.monotonic() + _PATIENCE_SECONDS
    while True:
        server = owner.find_server(folder)
        if server is not None:
            return kind.model_validate_json(_posted(server, person, name, request))
        try:
            with open_store(folder, create=False) as store:
                return kind.model_validate(OPERATIONS[name].run(store, person, request))
        except StoreInUse:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.1)


def _posted(server: owner.Server, person: str, name: str, request: BaseModel) -> bytes:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=_SERVER_SECONDS)
    headers = {
        "Authorization": f"Bearer {server.token}",
        "X-Reckoner-Person": person,
        "Content-Type": "application/json",
    }
    try:
        connection.request("POST", f"/reckoner/operation/{name}", request.model_dump_json(), headers)
        response = connection.getresponse()
        body = response.read()
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
