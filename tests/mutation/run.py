"""Lists the mistakes in the chain's SQL that the worked examples would not notice.

    python -m tests.mutation.run [STEP ...]

A mutant survives if every example still comes out as its file says. Survivors that `equivalent.yaml` explains are
counted; the others are listed, and the command ends with 1.
"""

import os
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

import yaml

from metrics.chain import sql_of
from tests.mutation.mutants import ALL_STEPS, Mutant, mutants_of
from tests.mutation.world import world

EXPLAINED = Path(__file__).parent / "equivalent.yaml"


@cache
def explained() -> dict[str, str]:
    """Return why each known survivor changes no answer, by the mutant's name."""
    groups = yaml.safe_load(EXPLAINED.read_text(encoding="utf-8")) or []
    return {name: group["reason"] for group in groups for name in group["mutants"]}


def survives(mutant: Mutant) -> bool:
    """Say whether every example comes out right in spite of a mutant."""
    return world().answers_wrong(lambda step: mutant.sql if step == mutant.step else sql_of(step)) is None


def survivors(mutants: Sequence[Mutant]) -> Iterable[Mutant]:
    """Yield the mutants that no example notices, on as many processors as there are."""
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        for mutant, survived in zip(mutants, pool.map(survives, mutants, chunksize=4), strict=True):
            if survived:
                yield mutant


def main(steps: Sequence[str]) -> int:
    """Run every mutant of the steps named, or of all."""
    unknown = set(steps) - set(ALL_STEPS)
    if unknown:
        sys.stderr.write(f"No such step: {', '.join(sorted(unknown))}. The steps are {', '.join(ALL_STEPS)}.\n")
        return 2
    mutants = [mutant for step in steps or ALL_STEPS for mutant in mutants_of(step)]
    surviving, unexplained = 0, 0
    for mutant in survivors(mutants):
        surviving += 1
        if mutant.name not in explained():
            unexplained += 1
            sys.stdout.write(f"{mutant.name}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{len(mutants)} mutants, {surviving} survive, {unexplained} of them without a reason.\n")
    return int(bool(unexplained))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
