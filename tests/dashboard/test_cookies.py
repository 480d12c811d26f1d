"""Cookies of pages that browsers reach by https are sent by https alone."""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard.cookies import EncryptedCookies


async def _set(_request: Request) -> Response:
    response = Response("set", headers={"x-other": "as it was"})
    response.set_cookie("who", "signed; secure")
    response.set_cookie("marked", "already", secure=True)
    return response


def test_every_cookie_is_marked_once_and_nothing_else_is_touched() -> None:
    app = Starlette(routes=[Route("/", _set)], middleware=[Middleware(EncryptedCookies)])
    answer = TestClient(app).get("/")
    who, marked = answer.headers.get_list("set-cookie")
    assert who.endswith("; Secure")
    assert marked.count("Secure") == 1
    assert (answer.text, answer.headers["x-other"]) == ("set", "as it was")
