"""How made-up terms are written in a contract file."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from contracts import months
from contracts.months import Month
from tests.generated.choices import Choices

Tree: TypeAlias = "str | Mapping[str, Tree] | Sequence[Tree]"


def written(tree: Tree, indent: int = 0) -> str:
    """Return a tree of texts as YAML in block style, every scalar in quotation marks."""
    pad = "  " * indent
    if isinstance(tree, str):
        return json.dumps(tree, ensure_ascii=False)
    if not tree:
        return "[]" if not isinstance(tree, Mapping) else "{}"
    if isinstance(tree, Mapping):
        lines = [f"{pad}{json.dumps(key)}:{_below(value, indent)}" for key, value in tree.items()]
    else:
        lines = [f"{pad}-{_below(value, indent)}" for value in tree]
    return "\n".join(lines)


def _below(value: Tree, indent: int) -> str:
    nested = written(value, indent + 1)
    return f" {nested}" if isinstance(value, str) or not value else f"\n{nested}"


def number(value: Fraction | int) -> str:
    """Write an exact decimal."""
    places = 0
    while (value * 10**places) % 1:
        places += 1
    digits = f"{abs(int(value * 10**places)):0{places + 1}}"
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def pounds(pence: int) -> str:
    """Write pence as an amount in pounds."""
    return f"£{pence // 100:,}.{pence % 100:02}"


def yes_no(answer: bool) -> str:
    """Write yes or no."""
    return "yes" if answer else "no"


def day(found: date) -> str:
    """Write a day."""
    return found.isoformat()


def dated(choices: Choices, term_months: Sequence[Month], value: Callable[[], str], out_of_ten: int = 3) -> Tree:
    """Return one value, or a map of values that change from month to month, the first from the first month on.

    They change so many times out of ten.
    """
    if not choices.chance(out_of_ten):
        return value()
    starts = {term_months[0]} | {choices.one_of(term_months) for _ in range(choices.whole(1, 2))}
    return {months.label(start): value() for start in sorted(starts)}
