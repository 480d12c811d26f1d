"""Sending what is small at once, where it would wait until the reader's machine has confirmed what went before."""

import gc
import socket


def send_at_once(port: int) -> None:
    """Let every connection that the socket of a port will accept send each message at once.

    A small message after a large one is otherwise held back until the large one is confirmed, for which the other side
    takes forty milliseconds; the last word of every page is small. asyncio asks for it where a socket was made for TCP
    by name, and the one that Streamlit makes is not. A connection takes the setting from the socket that accepted it.
    Streamlit hands its socket to nobody, so it is looked for among everything that is there: call this once, before
    anything is set aside with ``gc.freeze``.
    """
    for each in gc.get_objects():
        if type(each) is socket.socket and _listens_at(each, port):
            each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _listens_at(found: socket.socket, port: int) -> bool:
    internet = found.fileno() >= 0 and found.family in {socket.AF_INET, socket.AF_INET6}
    return internet and found.type == socket.SOCK_STREAM and found.getsockname()[1] == port
