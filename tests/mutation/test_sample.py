"""A small sample of the mutants, the same every time: each is noticed, or the record says why it changes nothing."""

import random
from functools import cache

import pytest

from metrics.chain import ALL_STEPS, sql_of
from tests.mutation.mutants import Mutant, mutants_of, parsed, written
from tests.mutation.run import DOCUMENT, document, explained, main, noticed, unnoticed
from tests.mutation.world import WITHOUT_MISTAKES, world

SAMPLE = 10
SEED = 2016


@cache
def sample() -> list[Mutant]:
    everything = [mutant for step in ALL_STEPS for mutant in mutants_of(step)]
    killable = [mutant for mutant in everything if mutant.name not in (*explained(), *unnoticed())]
    # In the order of the steps, since the chain is only worked out again from the one with the mistake.
    chosen = set(random.Random(SEED).sample(killable, SAMPLE))
    return [mutant for mutant in killable if mutant in chosen]


def test_the_steps_as_they_are_give_every_answer() -> None:
    assert world().answers_wrong(patience=WITHOUT_MISTAKES) is None


def test_a_step_that_is_parsed_and_written_again_still_does() -> None:
    assert world().answers_wrong(lambda step: written(parsed(step)), WITHOUT_MISTAKES) is None


# By number: making the mutants takes a while, which those who run other tests need not wait for.
@pytest.mark.parametrize("place", range(SAMPLE))
def test_a_mistake_is_noticed(place: int) -> None:
    mutant = sample()[place]
    assert noticed(mutant) is not None, mutant.name


def test_each_mutant_has_a_name_of_its_own() -> None:
    names = [mutant.name for step in ALL_STEPS for mutant in mutants_of(step)]
    assert len(names) == len(set(names))


def test_the_record_names_no_mutant_that_there_is_not() -> None:
    names = {mutant.name for step in ALL_STEPS for mutant in mutants_of(step)}
    assert {*explained(), *unnoticed()} <= names


def test_no_mutant_is_explained_and_unnoticed() -> None:
    assert not set(explained()) & set(unnoticed())


def test_the_page_says_what_the_record_says() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document()


def test_a_step_that_is_not_there_is_named() -> None:
    assert main(["99_nothing"]) == 2


def test_without_the_right_answers_to_begin_with_no_mutant_is_run(capsys: pytest.CaptureFixture[str]) -> None:
    def backwards(step: str) -> str:
        return sql_of(step).replace("greatest", "least")

    assert main(["20_net"], backwards) == 2
    assert "An example fails without any mistake" in capsys.readouterr().err
