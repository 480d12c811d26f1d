"""The page that follows a pound says what the commands print."""

import shlex
from pathlib import Path

import pytest

from tests.demonstration import copied, made_once
from tests.docs.pages import DOCS, blocks
from tests.reckoner.running import run

PAGE = DOCS / "following-a-pound.md"
SHOWN = [block.splitlines() for block in blocks(PAGE.read_text(encoding="utf-8"), "")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(made_once(tmp_path_factory), tmp_path_factory.mktemp("pound") / "store")


def test_the_commands_were_found() -> None:
    assert len(SHOWN) == 6


@pytest.mark.parametrize("shown", SHOWN, ids=lambda lines: lines[0].removeprefix("$ reckoner "))
def test_a_command_prints_what_the_page_shows(folder: Path, shown: list[str]) -> None:
    command, *lines = shown
    ran = run(*shlex.split(command.removeprefix("$ reckoner ")), "--store", folder)
    printed = [line.rstrip() for line in (ran.out + ran.err).splitlines()]
    assert [line for line in lines if not any(each.startswith(line) for each in printed)] == []
