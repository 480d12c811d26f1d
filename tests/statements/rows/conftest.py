"""The store of the small contract, opened once: no test writes to it."""

from collections.abc import Iterator

import pytest

from store.session import Store
from tests.statements.rows.marsh import marsh


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with marsh(tmp_path_factory.mktemp("rows") / "store") as store:
        yield store
