"""A little OpenID provider, in its own process: ``python -m tests.browser.openid PORT``.

It describes itself, asks who is coming on a page of its own, hands out a code and exchanges it once for a signed token.
What the next token says otherwise than it should is set by posting it as JSON to ``/otherwise``; a value of null leaves
the claim out. What the client sent to exchange its code is told at ``/exchanged``.
"""

import base64
import hashlib
import secrets
import sys
import time
from typing import Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "reckoner-pages", "known-to-both-alone"
FORM = """<!doctype html><html lang="en"><title>Who are you?</title><form method="post">
<label>E-mail <input name="email"></label><button>Continue</button></form></html>"""

ADDRESS = f"http://127.0.0.1:{sys.argv[1]}" if len(sys.argv) > 1 else ""
KEY = RSAKey.generate_key(2048, {"kid": "today", "use": "sig"})
STRANGE_KEY = RSAKey.generate_key(2048, {"kid": "today", "use": "sig"})
otherwise: dict[str, Any] = {}
asked: dict[str, dict[str, str]] = {}
exchanged: dict[str, Any] = {}


async def discovery(_request: Request) -> Response:
    parts = {name: f"{ADDRESS}/{name.split('_')[0]}" for name in ("authorization_endpoint", "token_endpoint")}
    return JSONResponse({
        "issuer": ADDRESS, **parts, "jwks_uri": f"{ADDRESS}/keys", "end_session_endpoint": f"{ADDRESS}/end",
        "response_types_supported": ["code"], "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"], "code_challenge_methods_supported": ["S256"],
    })  # fmt: skip


async def authorization(request: Request) -> Response:
    if request.method == "GET":
        return HTMLResponse(FORM)
    async with request.form() as form:
        code = secrets.token_urlsafe(16)
        asked[code] = {**request.query_params, "email": str(form["email"])}
    back = urlencode({"code": code, "state": request.query_params["state"]})
    return RedirectResponse(f"{request.query_params['redirect_uri']}?{back}", status_code=303)


async def token(request: Request) -> Response:
    async with request.form() as sent:
        form = {name: str(value) for name, value in sent.items()}
    began = asked.pop(form["code"], None)
    exchanged.update(form, authorization=request.headers.get("authorization", ""))
    if began is None or not _from_the_client(began, form, exchanged["authorization"]):
        return JSONResponse({"error": "invalid_grant"}, status_code=400)
    signed_with = STRANGE_KEY if otherwise.get("key") == "strange" else KEY
    encoded = jwt.encode({"alg": "RS256", "kid": "today"}, _claims(began), signed_with)
    return JSONResponse({"token_type": "Bearer", "expires_in": 3600, "access_token": "a", "id_token": encoded})


def _from_the_client(began: dict[str, str], form: dict[str, str], authorization: str) -> bool:
    known = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
    challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
    right = authorization == f"Basic {known}" or form.get("client_secret") == SECRET
    return right and began["code_challenge"] == challenge and began["redirect_uri"] == form["redirect_uri"]


def _claims(began: dict[str, str]) -> dict[str, Any]:
    now = int(time.time())
    said: dict[str, Any] = {
        "iss": ADDRESS, "sub": f"subject of {began['email']}", "aud": CLIENT, "iat": now, "exp": now + 3600,
        "nonce": began["nonce"], "email": began["email"], "email_verified": True,
    }  # fmt: skip
    said |= {name: value for name, value in otherwise.items() if name != "key"}
    return {name: value for name, value in said.items() if value is not None}


async def set_otherwise(request: Request) -> Response:
    otherwise.clear()
    otherwise.update(await request.json())
    return Response(status_code=204)


async def keys(_request: Request) -> Response:
    return JSONResponse({"keys": [KEY.as_dict(private=False)]})


async def tell_exchanged(_request: Request) -> Response:
    return JSONResponse(exchanged)


async def end(request: Request) -> Response:
    return RedirectResponse(request.query_params["post_logout_redirect_uri"])


application = Starlette(
    routes=[
        Route("/.well-known/openid-configuration", discovery),
        Route("/authorization", authorization, methods=["GET", "POST"]),
        Route("/token", token, methods=["POST"]),
        Route("/keys", keys),
        Route("/end", end),
        Route("/otherwise", set_otherwise, methods=["POST"]),
        Route("/exchanged", tell_exchanged),
    ]
)

if __name__ == "__main__":
    uvicorn.run(application, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
