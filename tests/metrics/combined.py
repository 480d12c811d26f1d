"""Terms and facts of several worked examples or made-up contracts under one contract number each."""

from collections.abc import Iterable

import polars as pl

from contracts.terms import Terms, terms_of
from contracts.terms import combine as combine_terms
from metrics.facts import Facts
from metrics.facts import combine as combine_facts
from tests.cases import returned
from tests.cases.example import FOLDER, read_example
from tests.generated import made_facts
from tests.generated.agreement import make, priced
from tests.generated.choices import Seeded

Parts = tuple[Terms, Facts]


def examples(names: Iterable[str]) -> list[Parts]:
    """Return what worked examples come with, each as a contract of its own."""
    found = [read_example(FOLDER / f"{name}.yaml") for name in names]
    return [(terms_of(returned.priced(example)), returned.facts_of(example)) for example in found]


def made_up(seeds: Iterable[int]) -> list[Parts]:
    """Return what made-up contracts come with."""
    cases = [make(Seeded(seed)) for seed in seeds]
    return [(terms_of(priced(case)), made_facts.facts_of(case.contract, case.figures, 0)) for case in cases]


def together(parts: Iterable[Parts]) -> Parts:
    """Number contracts from 0 and put them into one set of tables."""
    numbered = [(Terms(_as(place, terms)), Facts(_as(place, facts))) for place, (terms, facts) in enumerate(parts)]
    return combine_terms([terms for terms, _ in numbered]), combine_facts([facts for _, facts in numbered])


def _as(number: int, part: Terms | Facts) -> dict[str, pl.DataFrame]:
    column = pl.lit(number, pl.Int32).alias("contract")
    return {name: frame.with_columns(column) for name, frame in part.tables.items()}
