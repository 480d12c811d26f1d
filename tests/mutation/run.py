"""Lists the mistakes in the chain's SQL that the worked examples would not notice.

    python -m tests.mutation.run [STEP ...]
    python -m tests.mutation.run --document

A mutant survives if every example still comes out as its file says. Survivors that `equivalent.yaml` explains are
counted, and so are those in `unnoticed.yaml`, which still want an example or a reason; the others are listed, and the
command ends with 1. Where an example fails with the steps as they are, every
mutant would seem to be noticed: the command then says so, runs none and ends with 2. `--document` writes
docs/mutation.md from the record.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import yaml

from metrics.chain import ALL_STEPS, sql_of
from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.world import PATIENCE, STOPPED, WITHOUT_MISTAKES, world

EXPLAINED = Path(__file__).parent / "equivalent.yaml"
UNNOTICED = Path(__file__).parent / "unnoticed.yaml"
DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "mutation.md"

_HEAD = """\
# What the tests of the payment mechanism notice

Every step of the chain is parsed and changed in one small way at a time: a comparison turned (`<` to `<=`), a window's
frame cut to two rows, one of its columns dropped or its order reversed, a branch of a `case` dropped or swapped with
its neighbour, a default shifted, `least` for `greatest`, a sign turned, a number raised by one. Each such mutant runs
on all worked examples at once (`tests/cases`, `tests/metrics/dense`); it has to make one of their answers wrong.

`python -m tests.mutation.run` runs them all, `python -m tests.mutation.run 06_band` those of a step. The ordinary tests
run a small sample, the same every time.

## What cannot be noticed

The mutants below make no answer wrong, because they cannot: each stands under the reason. The list is
`tests/mutation/equivalent.yaml`, from which `python -m tests.mutation.run --document` writes this page.
"""

_UNNOTICED = """\
## What is not noticed yet

No worked example notices the mutants below, and nobody has shown that none could: each wants an example or a reason.
Until then a mistake of this kind could stand in the step. The list is `tests/mutation/unnoticed.yaml`.
"""


@cache
def _record() -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = yaml.safe_load(EXPLAINED.read_text(encoding="utf-8"))
    return groups


@cache
def explained() -> dict[str, str]:
    """Return why each known survivor changes no answer, by the mutant's name."""
    return {name: group["reason"] for group in _record() for name in group["mutants"]}


@cache
def unnoticed() -> tuple[str, ...]:
    """Return the mutants that no example notices, though nobody has shown that none could."""
    return tuple(yaml.safe_load(UNNOTICED.read_text(encoding="utf-8")) or ())


def document() -> str:
    """Return both records as a page."""
    parts = [_HEAD, *(f"{group['reason']}\n\n{_listing(group['mutants'])}" for group in _record())]
    if unnoticed():
        parts.append(f"{_UNNOTICED}\n{_listing(unnoticed())}")
    return "\n".join(parts)


def _listing(names: Sequence[str]) -> str:
    return "".join(f"- `{name.rpartition(' | ')[0]}`\n" for name in names)


def noticed(mutant: Mutant) -> str | None:
    """Return the first answer that a mutant makes wrong, or None where it survives."""
    return world().answers_wrong(lambda step: mutant.sql if step == mutant.step else sql_of(step))


def outcomes(mutants: Sequence[Mutant]) -> Iterator[tuple[Mutant, str | None]]:
    """Yield each mutant and what it makes wrong, worked out on as many processors as there are."""
    # A forked process would wait for ever for the threads of the connection that it has taken over.
    with ProcessPoolExecutor(max_workers=os.cpu_count(), mp_context=get_context("spawn")) as pool:
        yield from zip(mutants, pool.map(noticed, mutants, chunksize=4), strict=True)


def main(steps: Sequence[str], as_they_are: Callable[[str], str] = sql_of) -> int:
    """Run every mutant of the steps named, or of all, and list what has to be looked at."""
    unknown = set(steps) - set(ALL_STEPS)
    if unknown:
        sys.stderr.write(f"No such step: {', '.join(sorted(unknown))}. The steps are {', '.join(ALL_STEPS)}.\n")
        return 2
    wrong = world().answers_wrong(as_they_are, WITHOUT_MISTAKES)
    if wrong is not None:
        sys.stderr.write(f"An example fails without any mistake, so no mutant was run. Put it right first: {wrong}.\n")
        return 2
    return _listed(outcomes([mutant for step in steps or ALL_STEPS for mutant in mutants_of(step)]))


def _listed(found: Iterator[tuple[Mutant, str | None]]) -> int:
    count, surviving, stopped, open_ = 0, 0, 0, 0
    for mutant, wrong in found:
        count, surviving, stopped = count + 1, surviving + (wrong is None), stopped + (wrong == STOPPED)
        if (wrong is None) != (mutant.name in explained() or mutant.name in unnoticed()):
            open_ += 1
            sys.stdout.write(f"{'survives' if wrong is None else 'dies, though it is recorded'}: {mutant.name}\n")
            sys.stdout.flush()
    # A machine that is busy with something else stops mutants that would have ended, and nothing else shows it.
    sys.stdout.write(f"{count} mutants, {surviving} survive, {open_} to look at; ")
    sys.stdout.write(f"{stopped} were stopped after {PATIENCE} seconds and count as noticed.\n")
    return int(bool(open_))


if __name__ == "__main__":
    if sys.argv[1:] == ["--document"]:
        DOCUMENT.write_text(document(), encoding="utf-8")
    else:
        sys.exit(main(sys.argv[1:]))
