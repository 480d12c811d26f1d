"""Cookies that a browser sends over encrypted connections alone.

Streamlit leaves the mark off the cookie that says who has signed in, because it serves plain HTTP itself. Where
browsers reach the pages by https, through the organisation's proxy, the mark belongs on it.
"""

from collections.abc import MutableMapping
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send


class EncryptedCookies:
    """Marks every cookie that an application sets as ``Secure``."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, with its cookies marked."""

        async def marked(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [(name, _marked(name, value)) for name, value in message.get("headers", ())]
            await send(message)

        await self.app(scope, receive, marked)


def _marked(name: bytes, value: bytes) -> bytes:
    plain = name.lower() == b"set-cookie" and b"secure" not in {part.strip() for part in value.lower().split(b";")}
    return value + b"; Secure" if plain else value
