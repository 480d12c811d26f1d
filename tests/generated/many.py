"""Compare the chain with the reference on many made-up contracts: ``python -m tests.generated.many --contracts 5000``.

The same seed makes up the same contracts. A disagreement is told with its own seed and the smallest part of it that
comes first; ``--contracts 1 --seed`` with that number works it out alone and writes its contract file.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence

from tests.generated.agreement import Made, by_chain, by_reference, differences, make
from tests.generated.choices import Seeded

IN_A_BATCH = 800


def main() -> int:
    """Return 0 where the two agree on everything, 1 otherwise."""
    parser = argparse.ArgumentParser(description="Compare the chain with the reference on made-up contracts.")
    parser.add_argument("--contracts", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    seeds = range(asked.seed, asked.seed + asked.contracts)
    disagreeing = 0
    for start in range(0, len(seeds), IN_A_BATCH):
        for told in disagreements(seeds[start : start + IN_A_BATCH]):
            disagreeing += 1
            sys.stdout.write(told + "\n")
    sys.stdout.write(f"{asked.contracts} contracts, {disagreeing} with a disagreement.\n")
    return 1 if disagreeing else 0


def disagreements(seeds: Sequence[int]) -> Iterator[str]:
    """Work a batch out twice and tell of each contract on which the two differ."""
    cases = [make(Seeded(seed)) for seed in seeds]
    for seed, case, found in zip(seeds, cases, by_chain(cases), strict=True):
        differing = differences(found, by_reference(case))
        if differing:
            yield _told(seed, case, differing, alone=len(seeds) == 1)


def _told(seed: int, case: Made, differing: list[str], *, alone: bool) -> str:
    shown = differing if alone else differing[:3]
    return "\n  ".join([f"seed {seed}: {len(differing)} differences", *shown, *([case.text] if alone else [])])


if __name__ == "__main__":
    sys.exit(main())
