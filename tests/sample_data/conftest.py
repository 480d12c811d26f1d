import json
from pathlib import Path
from typing import Any

import pytest

from sample_data.generate import generate


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("returns")
    generate(made)
    return made


@pytest.fixture(scope="session")
def manifest(folder: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return read
