"""How people sign in with the organisation's own OpenID provider: the file that says it, and what Streamlit is handed.

The file is named on the command line. Nothing is looked for in the working folder or at home.
"""

import tomllib
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from contracts.errors import ReckonerError

CALLBACK: Final = "/oauth2callback"
_OTHERS: Final = 0o077


class NoSignInFile(ReckonerError):
    """The file that says how people sign in is not there, or is no text."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"“{file}” cannot be read. --sign-in takes a TOML file that says how people sign in.")


class SignInFileOpen(ReckonerError):
    """The file holds a secret and others on this machine may read it."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"“{file}” holds the secret of the sign-in, and others on this machine may read it. Make it its owner's "
            f"alone: chmod 600 {file}"
        )


class SignInFileNotUnderstood(ReckonerError):
    """The file is not as it should be. The message names settings and never repeats what stands in them."""

    def __init__(self, file: Path, faults: list[str]) -> None:
        super().__init__(f"“{file}” does not say how people sign in. {'; '.join(faults)}.")


def _secure(address: str) -> str:
    """Let an address pass that is encrypted on its way, or never leaves this machine."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_this_machine(parts.hostname or "")):
        message = "expected an address that begins with https://"
        raise ValueError(message)
    return address


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _calls_back(address: str) -> str:
    if urlsplit(address).path != CALLBACK:
        message = f"expected the address of the pages followed by {CALLBACK}"
        raise ValueError(message)
    return address


Address = Annotated[str, AfterValidator(_secure)]
Filled = Annotated[str, Field(min_length=1)]


class SignIn(BaseModel):
    """How people sign in.

    Attributes:
        server_metadata_url: where the provider describes itself; it ends in ``/.well-known/openid-configuration``.
        client_id: what the provider calls this installation.
        client_secret: proves to the provider that this installation asks.
        redirect_uri: the address of the pages as browsers reach them, followed by ``/oauth2callback``.
        claim: the part of the provider's answer that names the person. An ``email`` counts only if it was verified.
        hours: for how long a sign-in holds.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    server_metadata_url: Address
    client_id: Filled
    client_secret: Filled = Field(repr=False)
    redirect_uri: Annotated[Address, AfterValidator(_calls_back)]
    claim: Filled = "email"
    hours: int = Field(default=10, ge=1, le=24)

    @property
    def encrypted(self) -> bool:
        """Whether browsers reach the pages over an encrypted connection."""
        return self.redirect_uri.startswith("https:")

    def secrets(self, cookie_secret: str) -> dict[str, Any]:
        """Return what Streamlit is handed to sign people in; ``cookie_secret`` signs who they are."""
        handed_on = self.model_dump(include={"server_metadata_url", "client_id", "client_secret", "redirect_uri"})
        return {"auth": {**handed_on, "cookie_secret": cookie_secret}}


def read(file: Path) -> SignIn:
    """Read the file that says how people sign in.

    Raises:
        NoSignInFile, SignInFileOpen, SignInFileNotUnderstood: as they say.
    """
    try:
        mode, text = file.stat().st_mode, file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise NoSignInFile(file) from None
    if mode & _OTHERS:
        raise SignInFileOpen(file)
    try:
        return SignIn.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError:
        raise SignInFileNotUnderstood(
            file, ['it is not TOML, in which a setting reads: client_id = "reckoner"']
        ) from None
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc']))}: {_fault(fault['msg'])}" for fault in error.errors()]
        raise SignInFileNotUnderstood(file, faults) from None


def _fault(said: str) -> str:
    return said.removeprefix("Value error, ").lower()
