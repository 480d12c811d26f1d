"""What holds for every test: none fails for being slow on a busy machine, and the longest files come first."""

from typing import Final

import pytest
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

_LONGEST: Final = (
    # The first needs no demonstration: it is made meanwhile for the others.
    "tests/generated/test_agreement.py",
    "tests/browser/test_accessibility.py",
    "tests/browser/test_roles.py",
    "tests/browser/test_main_job.py",
    "tests/browser/test_sign_in.py",
    "tests/mutation/test_sample.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let workers share the longest files first: one begun last would be waited for alone."""
    order = {name: place for place, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: order.get(item.nodeid.split("::", maxsplit=1)[0], len(order)))
