"""The two addresses that programs call: how the server is, and an operation done by the process that owns the store.

A command of ``reckoner`` cannot open a store that the server has open; it finds the server's port and token beside the
store and posts the operation here instead. Requests come from this machine alone.
"""

import asyncio
import hmac
import ipaddress
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from contracts.errors import ReckonerError
from statements.posting import LARGEST_BODY, TooLargeToPost
from store import owner
from store.session import Store

_log = logging.getLogger("reckoner.server")


class Operation(Protocol):
    """One thing that can be asked of the store, as ``statements.operations`` lists them by name."""

    @property
    def request(self) -> type[BaseModel]:
        """What is asked."""

    @property
    def run(self) -> Callable[[Store, str, Any], BaseModel]:
        """Does it, for a store, a person's id and a request, and returns the answer."""


class Refused(ReckonerError):
    """A request that is turned away before anything is done; ``status`` is the HTTP status it gets."""

    status = 400


class NotFromHere(Refused):
    """A request from another machine."""

    status = 403

    def __init__(self) -> None:
        super().__init__("Operations are taken from this machine alone. Run the command where the server runs.")


class WrongToken(Refused):
    """A request without the token of this server."""

    status = 401

    def __init__(self) -> None:
        super().__init__("The request does not carry this server's token. It stands in server.json beside the store.")


class NoPerson(Refused):
    """A request that does not say for whom it is made."""

    def __init__(self) -> None:
        super().__init__("The request does not say who makes it. Give the person's id in X-Reckoner-Person.")


class UnknownOperation(Refused):
    """A request for something that cannot be asked."""

    status = 404

    def __init__(self, name: str, known: Mapping[str, Operation]) -> None:
        super().__init__(f"Found the operation “{name}”. Expected one of: {', '.join(sorted(known)) or 'none'}.")


class BodyTooLarge(Refused):
    """A request with more bytes than are taken."""

    status = 413

    def __init__(self) -> None:
        super().__init__(str(TooLargeToPost()))


class BodyNotUnderstood(Refused):
    """A body that is not what the operation asks for. The message names fields and never repeats what stood in them."""

    status = 422

    def __init__(self, error: ValidationError) -> None:
        faults = [f"{'.'.join(map(str, fault['loc'])) or 'the whole'}: {fault['msg']}" for fault in error.errors()]
        super().__init__(f"The request cannot be read. {'; '.join(faults)}.")


@dataclass(frozen=True)
class Endpoint:
    """The store that is served, the token that opens it and what may be asked of it."""

    store: Store
    token: str
    operations: Mapping[str, Operation]

    def routes(self) -> list[Route]:
        """Return the addresses, for the web application."""
        return [
            Route(owner.HEALTH, self.health, methods=["GET"]),
            Route("/reckoner/operation/{name}", self.operation, methods=["POST"]),
        ]

    async def health(self, _request: Request) -> Response:
        """Answer that the server is well, which store it has open and the store's version."""
        return JSONResponse({**owner.health(self.store.folder), "version": self.store.version})

    async def operation(self, request: Request) -> Response:
        """Do one operation. 200 with its answer; a status and a message for people if it is refused; 500 and no more.

        What went wrong unexpectedly may quote a row of a return, so neither the answer nor the log repeats it.
        """
        try:
            answer = await self._answer(request)
        except ReckonerError as error:
            status = error.status if isinstance(error, Refused) else 422
            return JSONResponse({"error": type(error).__name__, "message": str(error)}, status)
        except Exception as error:
            _log.error("An operation failed: %s", place(error))
            return Response(status_code=500)
        return Response(answer.model_dump_json(), media_type="application/json")

    async def _answer(self, request: Request) -> BaseModel:
        self._admit(request)
        person = request.headers.get("x-reckoner-person", "").strip()
        if not person:
            raise NoPerson
        name = request.path_params["name"]
        operation = self.operations.get(name)
        if operation is None:
            raise UnknownOperation(name, self.operations)
        asked = _understood(operation.request, await _body(request))
        return await asyncio.to_thread(operation.run, self.store, person, asked)

    def _admit(self, request: Request) -> None:
        if request.client is None or not ipaddress.ip_address(request.client.host).is_loopback:
            raise NotFromHere
        expected, found = f"Bearer {self.token}", request.headers.get("authorization", "")
        if not hmac.compare_digest(expected.encode(), found.encode()):
            raise WrongToken


async def _body(request: Request) -> bytes:
    """Return the body, counted as it comes: what the request says of its own length is not trusted."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise BodyTooLarge
    return bytes(body)


def _understood(model: type[BaseModel], body: bytes) -> BaseModel:
    try:
        return model.model_validate_json(body or json.dumps({}))
    except ValidationError as error:
        raise BodyNotUnderstood(error) from None


def place(error: BaseException) -> str:
    """Return an error's kind and the line it came from, without its message: that may hold personal data."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_globals.get('__name__', '?')}, line {trace.tb_lineno}" if trace else "an unknown place"
    return f"{type(error).__name__} in {where}"
