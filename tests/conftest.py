"""What holds for every test: none fails for being slow on a busy machine, and what takes longest begins first."""

from typing import Final

import pytest
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

_LONG_AND_ALONE: Final = ("tests/generated/test_agreement.py", "tests/mutation/test_sample.py")
"""Files that wait for nothing. Those that follow share the demonstration, which only one of them makes."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long files first that need no demonstration: nobody waits while another makes it."""
    items.sort(key=lambda item: not item.nodeid.startswith(_LONG_AND_ALONE))
