"""What a server does for speed before its first visitor: it sends small messages at once, and works contracts out."""

import socket
import threading
from pathlib import Path

import pytest

from dashboard.prompt import send_at_once
from dashboard.warming import _without_ending, warming
from statements.ledgers import ledger_of
from tests.dashboard.small_store import CONTRACT, filled


def listening() -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.bind(("127.0.0.1", 0))
    made.listen()
    return made


def sends_at_once(found: socket.socket) -> bool:
    return found.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


def test_a_connection_that_the_socket_of_the_port_accepts_sends_at_once() -> None:
    with listening() as ours, listening() as another:
        send_at_once(ours.getsockname()[1])
        with socket.create_connection(ours.getsockname()), ours.accept()[0] as accepted:
            assert sends_at_once(accepted)
        assert not sends_at_once(another)


def test_warming_ends_with_its_block_whenever_that_is(tmp_path: Path) -> None:
    with filled(tmp_path / "store") as store:
        for _ in range(3):
            with warming(store):
                assert ledger_of(store, CONTRACT.contract.id).net
            assert "warming" not in {thread.name for thread in threading.enumerate()}


def test_what_fails_beforehand_ends_nothing_and_its_message_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        _without_ending(int, "row 17: C-1243")
    (said,) = caplog.messages
    assert said.startswith("What is worked out beforehand failed: ValueError")
    assert "1243" not in said
