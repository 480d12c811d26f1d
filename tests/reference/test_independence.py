"""The reference is a second implementation only as long as it borrows nothing from the first."""

import ast
from collections.abc import Iterator
from pathlib import Path

ALLOWED = ("contracts.terms.deadlines",)
BORROWED = (
    "metrics",
    "store",
    "statements",
    "contracts.terms",
    "contracts.bands",
    "contracts.indexed",
    "contracts.rounding",
    "tests.generated",
    "tests.cases",
)


def _imports() -> Iterator[tuple[str, str]]:
    for path in Path(__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                yield path.name, str(node.module)
            elif isinstance(node, ast.Import):
                yield from ((path.name, name.name) for name in node.names)


def test_the_reference_borrows_nothing_from_the_chain() -> None:
    found = [
        (file, module)
        for file, module in _imports()
        if module not in ALLOWED and any(module == name or module.startswith(f"{name}.") for name in BORROWED)
    ]
    assert found == []
