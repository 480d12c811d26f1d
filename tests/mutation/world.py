"""All worked examples at once: one run of the chain answers all of them, each under its own keys."""

import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import duckdb
import polars as pl

from contracts.terms import Terms, combine, terms_of
from metrics import chain, engine
from metrics import facts as fact_tables
from metrics.relief import WITHOUT
from tests.cases.example import FOLDER, Example, files, read_example
from tests.cases.outcome import differences, read_for
from tests.cases.returned import facts_of, priced

DENSE = Path(__file__).parent.parent / "metrics" / "dense"

PATIENCE = 12
"""Seconds after which a run counts as wrong."""

WITHOUT_MISTAKES = 20 * PATIENCE
"""How long the steps as they are may take, from the first one on, on a machine that does much else."""

STOPPED = f"It did not end within {PATIENCE} seconds"

Keys = tuple[int, int]


@cache
def examples() -> dict[Keys, Example]:
    """Return the examples by scenario and contract number.

    Those that use everything stand there four times: under another scenario, beside themselves and in each other's
    place, so that whatever is mixed up between scenarios or between contracts is noticed. The others stand there twice,
    under another scenario in their neighbour's place, which often uses the same.
    """
    found = [example for path in files(FOLDER) if not (example := read_example(path)).refused]
    dense = [read_example(path) for path in files(DENSE)]
    scenarios = ([*dense, *found], [*dense, *dense], [*dense[1:], dense[0], *found[1:], found[0]])
    return {
        (scenario, place): example
        for scenario, contracts in enumerate(scenarios)
        for place, example in enumerate(contracts)
    }


class World:
    """A connection on which the chain has been worked out for all examples, and can be again from any step on.

    ``_right_until`` is the number of statements whose relations are those of the steps as they are.
    """

    def __init__(self) -> None:
        self._terms: Terms = combine([terms_of(priced(example), *keys) for keys, example in examples().items()])
        self._connection = engine.open_database()
        self._connection.execute("set threads = 1; set memory_limit = '1GB'")
        facts = fact_tables.combine([facts_of(example, *keys) for keys, example in examples().items()])
        self._terms, facts = chain.prepared(self._terms, facts)
        for name, frame in {**self._terms.tables, **facts.tables}.items():
            self._connection.register(name, frame)
        self._right = list(self._statements())
        self._right_until = 0
        self._made = {relation for relation, _ in chain.relations(self._terms)}
        made = [statement.partition(" as ")[0] for statement in self._right]
        # From here on relations are made anew under one name, cap by cap: the chain cannot be taken up in between.
        self._made_anew = next(place for place, name in enumerate(made) if made.count(name) > 1)

    def _statements(self, sql_for: Callable[[str], str] = chain.sql_of) -> Iterator[str]:
        for relation, sql in chain.relations(self._terms, sql_for):
            yield f"create or replace temp table {relation} as {sql}"

    def answers_wrong(self, sql_for: Callable[[str], str] = chain.sql_of, patience: int = PATIENCE) -> str | None:
        """Run the chain with the steps given; return the first thing that comes out wrong, or None.

        It is stopped after so many seconds: a mistake in a recursive step may go round for ever.
        """
        alarm = threading.Timer(patience, self._connection.interrupt)
        alarm.start()
        try:
            self._run(list(self._statements(sql_for)))
            return next(self._differences(), None)
        except duckdb.InterruptException:
            return STOPPED
        except (duckdb.Error, pl.exceptions.PolarsError, ArithmeticError, LookupError, TypeError, ValueError) as error:
            return f"{type(error).__name__}: {str(error).splitlines()[0]}"
        finally:
            alarm.cancel()

    def _run(self, statements: Sequence[str]) -> None:
        pairs = enumerate(zip(statements, self._right, strict=True))
        changed = next((place for place, (given, right) in pairs if given != right), len(statements))
        self._right_until = min(self._right_until, changed, self._made_anew)
        for place in range(self._right_until, len(statements)):
            self._connection.execute(statements[place])
            self._right_until = max(self._right_until, min(place + 1, changed))

    def _differences(self) -> Iterator[str]:
        found = {name: chain.relation(self._connection, name) for name in read_for(self._made)}
        for name, key in _KEYS.items():
            if found[name].select(key).is_duplicated().any():
                yield f"{name}: a row twice"
        parts = {name: frame.partition_by("scenario", "contract", as_dict=True) for name, frame in found.items()}
        for keys, example in examples().items():
            relations = {name: parts[name].get(keys, found[name].clear()) for name in read_for(self._made)}
            relations["net_without_relief"] = parts["net"].get((keys[0] + WITHOUT, keys[1]), found["net"].clear())
            yield from differences(example, relations)


@cache
def world() -> World:
    """Return this process's world."""
    return World()


_MEASURE = ("scenario", "contract", "indicator", "month")
_LINE = (*_MEASURE, "kind", "line_order")
_KEYS = {
    "measure": _MEASURE,
    "relieved": _MEASURE,
    "status_taken": _MEASURE,
    "severity": _MEASURE,
    "failure_run": _MEASURE,
    "failure_line": _LINE,
    "rounded_line": (*_LINE, "statement_month"),
    "charge": ("scenario", "contract", "charge_line", "month"),
    "net": ("scenario", "contract", "month"),
}
"""What a row of each relation stands for: none may come twice."""
