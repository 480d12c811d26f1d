"""Every worked example comes out as its file says, from a contract file and figures alone."""

from pathlib import Path

import pytest

from contracts.faults import ContractFileRefused
from contracts.loading import load
from contracts.terms import terms_of
from metrics import chain, engine
from tests.cases.example import FOLDER, files, read_example
from tests.cases.outcome import differences, read_for, relations_of
from tests.cases.returned import facts_of, priced

EXAMPLES = {path.stem: path for path in files(FOLDER)}


@pytest.mark.parametrize("path", EXAMPLES.values(), ids=EXAMPLES.keys())
def test_an_example_comes_out_as_its_file_says(path: Path) -> None:
    example = read_example(path)
    if example.refused:
        _is_refused(example.contract_text, example.refused)
        return
    with engine.open_engine() as connection:
        terms = terms_of(priced(example))
        made = chain.work_out(connection, terms, facts_of(example))
        found = relations_of({name: chain.relation(connection, name) for name in read_for(made)})
    assert example.expected, "an example without answers shows nothing"
    assert list(differences(example, found)) == []


def _is_refused(text: str, expected: list[dict[str, str]]) -> None:
    with pytest.raises(ContractFileRefused) as refused:
        load(text, "example")
    found = [(fault.code, fault.line, fault.found) for fault in refused.value.faults]
    assert found == [(fault["code"], int(fault["line"]), fault["found"]) for fault in expected]
