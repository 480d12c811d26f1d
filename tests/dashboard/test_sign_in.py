"""The file that says how people sign in, and what a provider's answer is worth."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.door import AddressNotVerified, ForAnotherProgram, NoNameGiven, name_of
from dashboard.sign_in import NoSignInFile, SignIn, SignInFileNotUnderstood, SignInFileOpen, read

SECRET = "known-to-both-alone"
SAID = {
    "server_metadata_url": "https://login.example/.well-known/openid-configuration",
    "client_id": "reckoner-pages",
    "client_secret": SECRET,
    "redirect_uri": "https://reckoner.example/oauth2callback",
}
NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
RAO = {"is_logged_in": True, "aud": "reckoner-pages", "email": "p.rao@ce.example", "email_verified": True, "sub": "7f"}


def written(folder: Path, **changes: Any) -> Path:
    file = folder / "sign-in.toml"
    file.touch(mode=0o600)
    said = {**SAID, **changes}.items()
    file.write_text("".join(f"{name} = {value!r}\n" for name, value in said if value is not None), encoding="utf-8")
    return file


def test_a_file_of_four_settings_is_enough(tmp_path: Path) -> None:
    settings = read(written(tmp_path))
    assert (settings.claim, settings.hours) == ("email", 10)
    assert settings.secrets("of this start") == {"auth": {**SAID, "cookie_secret": "of this start"}}


@pytest.mark.parametrize(("changes", "said"), [
    ({"client_id": None}, "client_id: field required"),
    ({"cookie_secret": "mine"}, "cookie_secret: extra inputs are not permitted"),
    ({"client_secret": ""}, "client_secret: string should have at least 1 character"),
    ({"redirect_uri": "http://reckoner.example/oauth2callback"}, "redirect_uri: expected an address that begins"),
    ({"redirect_uri": "https://reckoner.example/"}, "followed by /oauth2callback"),
    ({"server_metadata_url": "http://login.example/x"}, "server_metadata_url: expected an address that begins"),
    ({"server_metadata_url": "http://127.0.0.1.login.example/x"}, "server_metadata_url: expected an address"),
    ({"hours": 0}, "hours: input should be greater than or equal to 1"),
    ({"hours": 25}, "hours: input should be less than or equal to 24"),
])  # fmt: skip
def test_a_fault_in_the_file_is_named_without_what_stands_there(
    tmp_path: Path, changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(SignInFileNotUnderstood) as refused:
        read(written(tmp_path, **changes))
    assert said in str(refused.value)
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize("address", ["http://localhost:8501", "http://127.0.0.1:8501", "http://[::1]:8501"])
def test_on_this_machine_nothing_needs_to_be_encrypted(tmp_path: Path, address: str) -> None:
    assert not read(written(tmp_path, redirect_uri=f"{address}/oauth2callback")).encrypted
    assert read(written(tmp_path)).encrypted


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o644])
def test_a_file_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    file = written(tmp_path)
    file.chmod(mode)
    with pytest.raises(SignInFileOpen, match=f"chmod 600 {file}"):
        read(file)


def test_a_file_that_is_not_there_or_not_toml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoSignInFile):
        read(tmp_path / "nowhere.toml")
    file = written(tmp_path)
    file.write_text(f"client_secret: {SECRET}", encoding="utf-8")
    with pytest.raises(SignInFileNotUnderstood) as refused:
        read(file)
    assert SECRET not in str(refused.value)


def test_a_setting_printed_by_mistake_keeps_the_secret() -> None:
    assert SECRET not in repr(SignIn(**SAID))


def came(age: timedelta = timedelta(hours=1), **otherwise: Any) -> dict[str, Any]:
    return {**RAO, "iat": (NOW - age).timestamp(), **otherwise}


def test_the_claim_that_is_set_names_the_person() -> None:
    assert name_of(SignIn(**SAID), came(), NOW) == "p.rao@ce.example"
    assert name_of(SignIn(**SAID, claim="sub"), came(email_verified=False), NOW) == "7f"


@pytest.mark.parametrize(("age", "holds"), [
    (timedelta(0), True),
    (timedelta(hours=10, seconds=-1), True),
    (timedelta(hours=10), False),
    (timedelta(minutes=-5), True),  # clocks differ a little
    (timedelta(minutes=-5, seconds=-1), False),
])  # fmt: skip
def test_a_sign_in_holds_for_ten_hours(age: timedelta, holds: bool) -> None:
    assert name_of(SignIn(**SAID), came(age), NOW) == ("p.rao@ce.example" if holds else None)


@pytest.mark.parametrize("said", [{}, {"is_logged_in": False}, {"is_logged_in": True}, came(iat=None), came(iat="1")])
def test_nobody_has_signed_in(said: dict[str, Any]) -> None:
    assert name_of(SignIn(**SAID), said, NOW) is None


def test_one_audience_among_several_is_enough_and_none_is_not() -> None:
    assert name_of(SignIn(**SAID), came(aud=["other", "reckoner-pages"]), NOW)
    for audience in ("other", ["other"], [], None):
        with pytest.raises(ForAnotherProgram):
            name_of(SignIn(**SAID), came(aud=audience), NOW)


def test_an_address_counts_only_if_it_was_verified() -> None:
    for verified in (False, None, "true", 1):
        with pytest.raises(AddressNotVerified):
            name_of(SignIn(**SAID), came(email_verified=verified), NOW)


def test_a_name_that_is_missing_or_empty_is_none() -> None:
    for name in (None, "", "  ", 7, ["p.rao@ce.example"]):
        with pytest.raises(NoNameGiven, match="email"):
            name_of(SignIn(**SAID), came(email=name), NOW)
