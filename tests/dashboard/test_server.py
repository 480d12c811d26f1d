"""The server as another process sees it."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import httpx
import pytest

import dashboard
from dashboard.server import (
    DemoBeyondThisMachine,
    HeaderBeyondThisMachine,
    SeveralSignIns,
    main,
    settings_from,
    streamlit_options,
)
from ingest.reading.limits import LARGEST_FILE, USUAL
from reckoner.desk import NotAnsweredYet, ask
from statements.posting import LARGEST_BODY, TooLargeToPost
from store import owner
from store.opener import open_store
from tests.dashboard.serving import SECRET, Answer, Asked
from tests.dashboard.small_store import filled

ROOM = Path(dashboard.__file__).parent


@dataclass(frozen=True)
class Served:
    """A server in another process, its store's folder and its log."""

    folder: Path
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def address(self) -> str:
        found = owner.find_server(self.folder)
        assert found is not None
        return f"http://127.0.0.1:{found.port}"

    def ask(self, name: str, body: bytes = b'{"text": "yes"}', **headers: str) -> httpx.Response:
        """Post an operation as a command of this machine does; headers given replace its own."""
        announced = json.loads((self.folder / owner.FILE).read_text())
        usual = {"Authorization": f"Bearer {announced['token']}", "X-Reckoner-Person": "a.clarke"}
        sent = usual | {name.replace("_", "-"): value for name, value in headers.items()}
        return httpx.post(f"{self.address}/reckoner/operation/{name}", content=body, headers=sent, timeout=30)


def started(folder: Path) -> Served:
    """Start a server on a filled store from an unrelated working folder, and wait until it is healthy."""
    filled(folder / "store").close()
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.dashboard.serving", folder / "store"],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(ROOM.parent)},
            stdout=output,
            stderr=output,
        )
    began = time.monotonic()
    while owner.find_server(folder / "store") is None:
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < began + 60, log.read_text()
        time.sleep(0.05)
    sys.stderr.write(f"\nstart to healthy: {time.monotonic() - began:.1f} s\n")
    return Served(folder / "store", process, log)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    server = started(tmp_path_factory.mktemp("served"))
    yield server
    server.process.terminate()
    server.process.wait(20)


def test_health_names_the_store_and_its_version(served: Served) -> None:
    answer = httpx.get(f"{served.address}/reckoner/health")
    assert answer.status_code == 200
    assert answer.json() == {"store": owner.store_id(served.folder), "version": 4}


def test_an_operation_is_done_for_the_person_off_the_event_loop(served: Served) -> None:
    answer = served.ask("echo", '{"text": "plan agreed – £5"}'.encode())
    assert answer.status_code == 200
    assert answer.json() == {"text": "plan agreed – £5", "person": "a.clarke", "version": 4, "thread": "worker"}


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer wrong", "Basic eDp5"])
def test_without_the_token_nothing_is_done(served: Served, authorization: str) -> None:
    answer = served.ask("echo", Authorization=authorization)
    assert (answer.status_code, answer.json()["error"]) == (401, "WrongToken")


def test_the_person_must_be_named(served: Served) -> None:
    answer = served.ask("echo", X_Reckoner_Person="")
    assert (answer.status_code, answer.json()["error"]) == (400, "NoPerson")


def test_an_unknown_operation_is_named_with_the_known_ones(served: Served) -> None:
    answer = served.ask("certify-everything")
    assert answer.status_code == 404
    assert (
        answer.json()["message"]
        == "Found the operation “certify-everything”. Expected one of: break, check, decline, echo, load."
    )


def test_a_body_too_large_is_refused_and_the_largest_is_taken(served: Served) -> None:
    wrapping = len(b'{"text": ""}')
    largest = b'{"text": "%s"}' % (b"x" * (LARGEST_BODY - wrapping))
    assert served.ask("echo", largest).status_code == 200
    answer = served.ask("echo", largest + b" ")
    assert (answer.status_code, answer.json()["error"]) == (413, "BodyTooLarge")


def test_a_file_that_is_too_large_is_told_so_before_it_is_sent(served: Served) -> None:
    wrapping = len('{"text":""}')
    largest = "x" * (LARGEST_BODY - wrapping)
    assert ask(served.folder, "a.clarke", "echo", Asked(text=largest), Answer).text == largest
    with pytest.raises(TooLargeToPost, match=r"larger than the 100 MB that are accepted\. Nothing was stored"):
        ask(served.folder, "a.clarke", "echo", Asked(text=largest + "x"), Answer)


def test_the_page_the_reader_and_the_server_take_the_same_file() -> None:
    # A hundred times 1,048,576 bytes come to 139,810,136 characters of base64: four for every three bytes begun.
    options = streamlit_options(settings_from(["--store", "somewhere"]))
    assert options["server.maxUploadSize"] * 1_048_576 == LARGEST_FILE == USUAL.text_bytes
    assert LARGEST_BODY == 139_810_136 + 1_000_000


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("check", "Nothing is kept of a check: ask again later, or make the file smaller"),
        ("load", "may still be stored, whole or not at all. Load it again later"),
        ("echo", "look whether it is there before you run the command again"),
    ],
)
def test_a_server_that_takes_too_long_is_not_said_to_have_stopped(served: Served, name: str, said: str) -> None:
    with pytest.raises(NotAnsweredYet, match=r"has not answered for 0\.2 seconds\. It is still at work") as refused:
        ask(served.folder, "a.clarke", name, Asked(text="slowly"), Answer, seconds=0.2)
    assert said in str(refused.value)
    # It has not stopped: the next is answered.
    assert ask(served.folder, "a.clarke", "echo", Asked(text="yes"), Answer).text == "yes"


def test_what_cannot_be_read_is_refused_without_repeating_it(served: Served) -> None:
    for body in (b"", b"not json", b'{"text": {"name": "Jane Doe, born 2009"}}'):
        answer = served.ask("echo", body)
        assert (answer.status_code, answer.json()["error"]) == (422, "BodyNotUnderstood")
        assert SECRET not in answer.text


def test_an_error_for_people_arrives_as_it_stands(served: Served) -> None:
    answer = served.ask("decline", b'{"text": "no"}')
    assert answer.status_code == 422
    assert answer.json() == {"error": "NotThatText", "message": "Found “no”. Say something else."}


def test_a_breakdown_tells_its_place_to_the_log_and_its_content_to_nobody(served: Served) -> None:
    answer = served.ask("break")
    assert (answer.status_code, answer.content) == (500, b"")
    log = served.log.read_text()
    assert "KeyError in __main__, line" in log
    assert SECRET not in log


def test_fonts_and_marks_are_served_from_here(served: Served) -> None:
    for name, kind in (
        ("fonts/ibm-plex-sans-latin-400-normal.woff2", "font/woff2"),
        ("marks/dark/status-red.svg", "image/svg+xml"),
    ):
        answer = httpx.get(f"{served.address}/app/static/{name}")
        assert answer.headers["content-type"].startswith(kind)
        assert answer.content == (ROOM / "static" / name).read_bytes()


def test_a_stopped_server_takes_its_announcement_away_and_lets_go_of_the_store(tmp_path: Path) -> None:
    server = started(tmp_path)
    server.process.send_signal(signal.SIGTERM)
    server.process.wait(20)
    assert not (server.folder / owner.FILE).exists()
    with open_store(server.folder, create=False) as store:
        assert store.version == 4


def test_a_demonstration_stays_on_this_machine() -> None:
    asked = ["--store", "somewhere", "--demo", "--address", "0.0.0.0"]
    with pytest.raises(DemoBeyondThisMachine, match=r"0\.0\.0\.0"):
        streamlit_options(settings_from(asked))


def test_only_a_named_header_is_believed() -> None:
    header = ["--store", "somewhere", "--sign-in-header", "X-Staff"]
    assert "server.trustedUserHeaders" not in streamlit_options(settings_from(header[:2]))
    assert streamlit_options(settings_from(header))["server.trustedUserHeaders"] == {"X-Staff": "person"}


BELIEVED = ["--store", "somewhere", "--sign-in-header", "X-Staff"]


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.7", "reckoner.internal", "localhost.example", ""])
def test_whoever_could_reach_it_past_the_proxy_is_kept_out(address: str) -> None:
    with pytest.raises(HeaderBeyondThisMachine, match="add --proxy-elsewhere"):
        streamlit_options(settings_from([*BELIEVED, "--address", address]))


def test_the_refusal_is_said_before_anything_is_opened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--store", str(tmp_path / "none"), "--sign-in-header", "X-Staff", "--address", "0.0.0.0"]
    assert main(asked) == 2
    said = capsys.readouterr().err
    assert "Found the address 0.0.0.0 with --sign-in-header X-Staff." in said
    assert "Leave out --address" in said


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_on_this_machine_the_header_is_believed(address: str) -> None:
    options = streamlit_options(settings_from([*BELIEVED, "--address", address]))
    assert options["server.address"] == address
    assert options["server.trustedUserHeaders"] == {"X-Staff": "person"}


def test_a_proxy_on_another_machine_has_to_be_named_as_such() -> None:
    options = streamlit_options(settings_from([*BELIEVED, "--address", "0.0.0.0", "--proxy-elsewhere"]))
    assert options["server.address"] == "0.0.0.0"
    assert options["server.trustedUserHeaders"] == {"X-Staff": "person"}


@pytest.mark.parametrize(
    "ways", list(combinations((["--demo"], ["--sign-in-header", "X"], ["--sign-in", "f.toml"]), 2))
)
def test_one_way_alone_says_who_looks(ways: tuple[list[str], ...]) -> None:
    with pytest.raises(SeveralSignIns, match=" and ".join(way[0] for way in ways)):
        streamlit_options(settings_from(["--store", "somewhere", *(word for way in ways for word in way)]))


def test_no_file_of_secrets_lying_about_names_a_provider() -> None:
    assert streamlit_options(settings_from(["--store", "somewhere"]))["secrets.files"] == []


def test_it_listens_on_this_machine_and_reports_to_nobody() -> None:
    options = streamlit_options(settings_from(["--store", "somewhere"]))
    assert options["server.address"] == "127.0.0.1"
    assert options["browser.gatherUsageStats"] is False


def test_nothing_that_is_served_points_elsewhere() -> None:
    served_files = [file for file in (ROOM / "static").rglob("*") if file.suffix in {".svg", ".css"}]
    assert len(served_files) > 30
    for file in [*served_files, ROOM / "config.toml", *ROOM.rglob("*.py")]:
        text = file.read_text(encoding="utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert not re.findall(r"(?:https?:)?//[a-z0-9-]+\.[a-z]", text), file
    licensed = {file.name for file in (ROOM / "static" / "fonts").iterdir()}
    assert "OFL.txt" in licensed
