"""``reckoner serve``: the dashboard, as a process of its own."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from reckoner.options import HERE, StoreFolder


def serve(  # noqa: PLR0913, PLR0917 -- a command has its options
    folder: StoreFolder = HERE,
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.")] = 8501,
    address: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    demo: Annotated[bool, typer.Option("--demo", help="Let the reader act as the sample people.")] = False,
    sign_in_header: Annotated[
        str | None, typer.Option(help="Header in which the organisation's sign-in names the person.")
    ] = None,
    proxy_elsewhere: Annotated[
        bool,
        typer.Option("--proxy-elsewhere", help="The proxy is on another machine; a firewall keeps everybody else out."),
    ] = False,
    sign_in: Annotated[
        Path | None, typer.Option(help="File (TOML) that names the organisation's OpenID provider.")
    ] = None,
) -> None:
    """Serve the pages of a store until Ctrl+C."""
    arguments = ["--store", str(folder), "--port", str(port), "--address", address]
    arguments += ["--demo"] if demo else []
    arguments += ["--sign-in-header", sign_in_header] if sign_in_header else []
    arguments += ["--proxy-elsewhere"] if proxy_elsewhere else []
    arguments += ["--sign-in", str(sign_in)] if sign_in else []
    # The dashboard is started as a process, in place of this one: nothing imports it, and Ctrl+C reaches it alone.
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "dashboard.server", *arguments])  # noqa: S606 -- our own module
