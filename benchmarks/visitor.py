"""A reader of the pages without a browser: it speaks the server's own protocol over its websocket.

It asks for a page, waits until the server says that the script has finished, and times that. Nothing is drawn, so the
figure is the server's part alone, together with sending every element.
"""

import time
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect


@dataclass(frozen=True)
class Visitor:
    """One open session of the pages of a server."""

    connection: ClientConnection

    @classmethod
    async def arrive(cls, port: int) -> "Visitor":
        """Open a session."""
        address = f"ws://127.0.0.1:{port}/_stcore/stream"
        return cls(await connect(address, subprotocols=["streamlit"], max_size=None))  # type: ignore[list-item]

    async def ask(self, query: str, page: str = "") -> float:
        """Run a page, by its address or else the first, with a query string; return the seconds until it had finished.

        Raises:
            RuntimeError: the page ended with an error on it.
        """
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        began = time.perf_counter()
        await self.connection.send(message.SerializeToString())
        while True:
            told = ForwardMsg.FromString(await self.connection.recv(decode=False))
            if told.HasField("delta") and told.delta.new_element.HasField("exception"):
                raise RuntimeError(told.delta.new_element.exception.message)
            if told.HasField("script_finished"):
                return time.perf_counter() - began

    async def leave(self) -> None:
        """Close the session."""
        await self.connection.close()
