"""The web server: it owns the open store, shows the pages and takes operations from programs on this machine.

``reckoner serve`` starts it as a process: ``python -m dashboard.server --store FOLDER``. It binds to this machine alone
unless it is told otherwise. In a real installation the pages are opened to others by the body's own proxy. People sign
in with the body's OpenID provider, or the proxy signs them in and passes the person's id in a header.
"""

import argparse
import importlib
import ipaddress
import logging
import secrets
import sys
import tomllib
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import streamlit as st
from starlette.middleware import Middleware
from streamlit import config as streamlit_config

from contracts.errors import ReckonerError
from dashboard import places, sign_in, style
from dashboard.cookies import EncryptedCookies
from dashboard.endpoint import Endpoint, Operation, place
from dashboard.installation import SIGNED_IN, Installation, serving
from dashboard.prompt import send_at_once
from dashboard.warming import settle, warming
from ingest.reading.limits import LARGEST_FILE
from statements.operations import OPERATIONS
from store import owner
from store.opener import open_store

HERE: Final = Path(__file__).parent
THIS_MACHINE: Final = "127.0.0.1"

# Imported before the first visitor comes, or that visitor would wait for them.
_HEAVY: Final = ("dashboard.app", "PIL.Image", "pandas", "plotly.graph_objects", "polars", "pyarrow")

# These loggers write errors down with their messages, unless they are kept from it.
_TELLING: Final = (
    "streamlit.error_util",
    "streamlit.runtime.backend_operation_handler",
    "streamlit.runtime.scriptrunner.script_runner",
    "streamlit.web.server.starlette.starlette_auth_routes",
    "uvicorn.error",
)


class DemoBeyondThisMachine(ReckonerError):
    """A demonstration, in which anybody may act as anybody, was to be opened to the network."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"Found the address {address} for a demonstration. Anybody may act as anybody there, so it stays on "
            f"{THIS_MACHINE}. Leave out --demo or --address."
        )


class HeaderBeyondThisMachine(ReckonerError):
    """A header was to be believed on an address that others than the proxy could reach."""

    def __init__(self, address: str, header: str) -> None:
        super().__init__(
            f"Found the address {address} with --sign-in-header {header}. Whoever reaches it past the proxy could send "
            f"that header and be anybody, so it stays on {THIS_MACHINE}. Leave out --address; or, if the proxy runs on "
            "another machine and a firewall lets the proxy alone reach this port, add --proxy-elsewhere."
        )


class SeveralSignIns(ReckonerError):
    """The command line says in more than one way who looks at the pages."""

    def __init__(self, found: Sequence[str]) -> None:
        super().__init__(
            f"Found {' and '.join(found)}. One of them alone says who looks at the pages: leave out the others."
        )


@dataclass(frozen=True)
class Settings:
    """How the server is started.

    Attributes:
        store: folder of the store.
        port: 0 takes any free port.
        address: of the network interface to listen on.
        demo: whether visitors choose as whom of the sample people they act.
        sign_in_header: name of the header in which the body's proxy passes the person's id. The proxy must remove the
            header from what browsers send.
        proxy_elsewhere: whether that proxy runs on another machine, and the operator sees to it that nothing else
            reaches the address.
        sign_in: the file that says how people sign in with the body's OpenID provider.

    With neither a header nor a file nobody is signed in, unless it is a demonstration.
    """

    store: Path
    port: int = 8501
    address: str = THIS_MACHINE
    demo: bool = False
    sign_in_header: str | None = None
    proxy_elsewhere: bool = False
    sign_in: Path | None = None


def settings_from(arguments: Sequence[str]) -> Settings:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m dashboard.server", description="Serve the pages of Reckoner.")
    parser.add_argument("--store", type=Path, required=True, help="folder of the store")
    parser.add_argument("--port", type=int, default=8501, help="port to listen on; 0 takes a free one")
    parser.add_argument("--address", default=THIS_MACHINE, help="address to listen on; this machine alone by default")
    parser.add_argument("--demo", action="store_true", help="let visitors act as any of the sample people")
    parser.add_argument("--sign-in-header", help="header in which your own proxy passes the id of who has signed in")
    parser.add_argument(
        "--proxy-elsewhere",
        action="store_true",
        help="your proxy runs on another machine: believe its header beyond this one. A firewall must keep others out",
    )
    parser.add_argument("--sign-in", type=Path, help="file (TOML) that names your OpenID provider; yours alone to read")
    return Settings(**vars(parser.parse_args(arguments)))


def streamlit_options(settings: Settings) -> dict[str, Any]:
    """Return the options of ``config.toml`` with those of the command line, by their dotted names.

    They are handed over in code: Streamlit would look for its file in the working folder, and that may be any.

    Raises:
        DemoBeyondThisMachine: a demonstration was to listen on a network.
        HeaderBeyondThisMachine: so was a server that believes a header.
        SeveralSignIns: it is said in more than one way who looks at the pages.
    """
    _one_way_in(settings)
    _nobody_past_the_proxy(settings)
    options = _flat(tomllib.loads((HERE / "config.toml").read_text(encoding="utf-8")))
    # The browser says before it sends a file that it is larger than any that is read.
    options["server.maxUploadSize"] = LARGEST_FILE // 1024**2
    # A file of secrets in the working folder or at home could name a provider of its own.
    options |= {"server.port": settings.port, "server.address": settings.address, "secrets.files": []}
    if settings.demo:
        # A page elsewhere could point its own name at this machine and read a demonstration that asks for no sign-in.
        options["server.allowedHosts"] = ["localhost", THIS_MACHINE]
    elif settings.sign_in_header:
        options["server.trustedUserHeaders"] = {settings.sign_in_header: SIGNED_IN}
    return options


def _one_way_in(settings: Settings) -> None:
    ways = {"--demo": settings.demo, "--sign-in-header": settings.sign_in_header, "--sign-in": settings.sign_in}
    found = [option for option, given in ways.items() if given]
    if len(found) > 1:
        raise SeveralSignIns(found)


def _nobody_past_the_proxy(settings: Settings) -> None:
    """Keep a server that takes people at their word, or at a header's, from the network."""
    if settings.demo and settings.address != THIS_MACHINE:
        raise DemoBeyondThisMachine(settings.address)
    if settings.sign_in_header and not settings.proxy_elsewhere and not _is_this_machine(settings.address):
        raise HeaderBeyondThisMachine(settings.address, settings.sign_in_header)


def _is_this_machine(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        # A name means whatever the machine's own files say it does, except this one.
        return address == "localhost"


def _flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in table.items():
        flat |= _flat(value, f"{prefix}{name}.") if isinstance(value, dict) else {prefix + name: value}
    return flat


def serve(settings: Settings, operations: Mapping[str, Operation]) -> None:
    """Open the store and serve it until the process is told to stop.

    Raises:
        ReckonerError: the store cannot be opened, or the settings contradict themselves.
    """
    options = streamlit_options(settings)
    signing_in = None if settings.sign_in is None else sign_in.read(settings.sign_in)
    _keep_content_out_of_logs()
    with ExitStack() as closing:
        store = closing.enter_context(open_store(settings.store, create=False))
        places.expire(store.folder, store.clock())
        installation = Installation(store, settings.demo, signing_in)
        _application(installation, settings, operations, closing).run(config=options)


def _application(
    installation: Installation, settings: Settings, operations: Mapping[str, Operation], closing: ExitStack
) -> st.App:
    endpoint = Endpoint(installation.store, secrets.token_urlsafe(32), operations)

    @asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncIterator[None]:
        # The store is closed here: the web server ends the process by the signal it got, past every other clean-up.
        with closing, serving(installation):
            port = streamlit_config.get_option("server.port")
            send_at_once(port)
            _preload()
            owner.announce(settings.store, port, endpoint.token)
            try:
                with warming(installation.store):
                    yield
            finally:
                owner.withdraw(settings.store)

    # A new key at every start: nothing that is kept can sign a cookie, and stopping the server ends every sign-in.
    signing_in = installation.sign_in
    return st.App(
        HERE / "app.py",
        secrets=signing_in.secrets(secrets.token_urlsafe(32)) if signing_in else None,
        lifespan=lifespan,
        routes=endpoint.routes(),
        middleware=[Middleware(EncryptedCookies)] if signing_in and signing_in.encrypted else [],
        on_script_error=_say_plainly,
    )


def _preload() -> None:
    for name in _HEAVY:
        importlib.import_module(name)
    settle()


def _say_plainly(error: Exception) -> bool:
    """Show an error that is meant for people as it stands, and any other without its content."""
    if isinstance(error, ReckonerError):
        style.refused(error)
    else:
        style.refused(
            "This page could not be shown. Nothing was changed. The server’s log names the place of the fault."
        )
    return True


class _PlaceOnly(logging.Filter):
    """Leaves of a logged exception its kind and place: a message may quote a row of a return."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1]:
            record.msg, record.args = "%s: %s", (record.getMessage(), place(record.exc_info[1]))
            record.exc_info = record.exc_text = None
        return True


def _keep_content_out_of_logs() -> None:
    for name in _TELLING:
        logging.getLogger(name).addFilter(_PlaceOnly())


def main(arguments: Sequence[str]) -> int:
    """Serve; return 2 with a sentence on the error stream if that cannot begin."""
    settings = settings_from(arguments)
    try:
        serve(settings, OPERATIONS)
    except ReckonerError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
