"""Contracts that use everything at once, against answers that were frozen, and against the reference."""

from pathlib import Path

import pytest

from contracts.terms import terms_of
from metrics import chain, engine
from tests.cases.example import files, read_example
from tests.cases.outcome import differences, read_for, relations_of
from tests.cases.returned import facts_of, priced
from tests.generated.agreement import Made, by_chain, by_reference
from tests.generated.agreement import differences as between
from tests.generated.read_facts import figures_of

DENSE = {path.stem: path for path in files(Path(__file__).parent / "dense")}


@pytest.mark.parametrize("path", DENSE.values(), ids=DENSE.keys())
def test_the_chain_gives_the_frozen_answers(path: Path) -> None:
    example = read_example(path)
    with engine.open_engine() as connection:
        terms = terms_of(priced(example))
        made = chain.work_out(connection, terms, facts_of(example))
        found = relations_of({name: chain.relation(connection, name) for name in read_for(made)})
    assert list(differences(example, found)) == []


@pytest.mark.parametrize("path", DENSE.values(), ids=DENSE.keys())
def test_the_reference_gives_the_same(path: Path) -> None:
    example = read_example(path)
    case = Made(example.contract_text, example.contract, figures_of(example.contract, facts_of(example)))
    assert between(by_chain([case])[0], by_reference(case)) == []
