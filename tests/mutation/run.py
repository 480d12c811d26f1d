"""Lists the mistakes in the chain's SQL that the worked examples would not notice.

    python -m tests.mutation.run [STEP ...]
    python -m tests.mutation.run --document

A mutant survives if every example still comes out as its file says. Survivors that `equivalent.yaml` explains are
counted; the others are listed, and the command ends with 1. `--document` writes docs/mutation.md from the record.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from metrics.chain import sql_of
from tests.mutation.mutants import ALL_STEPS, Mutant, mutants_of
from tests.mutation.world import world

EXPLAINED = Path(__file__).parent / "equivalent.yaml"
DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "mutation.md"

_HEAD = """\
# What the tests of the payment mechanism notice

Every step of the chain is parsed and changed in one small way at a time: a comparison turned (`<` to `<=`), a window's
frame cut to two rows, one of its columns dropped or its order reversed, a branch of a `case` dropped or swapped with
its neighbour, a default shifted, `least` for `greatest`, a sign turned, a number raised by one. Each such mutant runs
on all worked examples at once (`tests/cases`, `tests/metrics/dense`); it has to make one of their answers wrong.

`python -m tests.mutation.run` runs them all, `python -m tests.mutation.run 06_band` those of a step. The ordinary tests
run a small sample, the same every time.

The mutants below make no answer wrong, because they cannot: each stands under the reason. The list is
`tests/mutation/equivalent.yaml`, from which `python -m tests.mutation.run --document` writes this page.
"""


@cache
def _record() -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = yaml.safe_load(EXPLAINED.read_text(encoding="utf-8"))
    return groups


@cache
def explained() -> dict[str, str]:
    """Return why each known survivor changes no answer, by the mutant's name."""
    return {name: group["reason"] for group in _record() for name in group["mutants"]}


def document() -> str:
    """Return the record as a page."""
    parts = [_HEAD]
    for group in _record():
        listed = "".join(f"- `{name.rpartition(' | ')[0]}`\n" for name in group["mutants"])
        parts.append(f"{group['reason']}\n\n{listed}")
    return "\n".join(parts)


def survives(mutant: Mutant) -> bool:
    """Say whether every example comes out right in spite of a mutant."""
    return world().answers_wrong(lambda step: mutant.sql if step == mutant.step else sql_of(step)) is None


def outcomes(mutants: Sequence[Mutant]) -> Iterator[tuple[Mutant, bool]]:
    """Yield each mutant and whether it survives, worked out on as many processors as there are."""
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        yield from zip(mutants, pool.map(survives, mutants, chunksize=4), strict=True)


def main(steps: Sequence[str]) -> int:
    """Run every mutant of the steps named, or of all, and list what has to be looked at."""
    unknown = set(steps) - set(ALL_STEPS)
    if unknown:
        sys.stderr.write(f"No such step: {', '.join(sorted(unknown))}. The steps are {', '.join(ALL_STEPS)}.\n")
        return 2
    count, surviving, open_ = 0, 0, 0
    for mutant, survived in outcomes([mutant for step in steps or ALL_STEPS for mutant in mutants_of(step)]):
        count, surviving = count + 1, surviving + survived
        if survived != (mutant.name in explained()):
            open_ += 1
            sys.stdout.write(f"{'survives' if survived else 'dies, though it is explained'}: {mutant.name}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{count} mutants, {surviving} survive, {open_} to look at.\n")
    return int(bool(open_))


if __name__ == "__main__":
    if sys.argv[1:] == ["--document"]:
        DOCUMENT.write_text(document(), encoding="utf-8")
    else:
        sys.exit(main(sys.argv[1:]))
