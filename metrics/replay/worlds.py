"""The scenarios of a contract as tables under their keys: each takes its terms from a world and may change figures."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from contracts.terms import Terms, combine
from metrics import chain, engine
from metrics.facts import Facts
from metrics.relief import FIRST_CUT_OFF, RUN_SEEN, WITHOUT
from metrics.replay.figures import Figure
from metrics.scenarios import CHANGED, counted_once

KEYS: Final = pl.Schema({"scenario": pl.Int32, "world": pl.Int32})
"""The columns of `Keys`: a scenario, and the number of the world that it takes its terms from."""

Keys = pl.DataFrame
Steps = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Worlds:
    """Sets of terms of one contract, what was returned under each with its cases counted already, and changed figures.

    ``changed`` has the columns of `CHANGED`.
    """

    terms: Sequence[Terms]
    facts: Sequence[Facts]
    changed: pl.DataFrame

    def steps(self) -> list[tuple[str, str]]:
        """Return the steps that these sets of terms need together: the name of what each returns, and its SQL."""
        decided = {name: pl.concat([each.tables[name] for each in self.facts]) for name in self.facts[0].tables}
        return list(chain.relations(chain.prepared(combine(self.terms), Facts(decided))[0]))

    def indicators(self) -> pl.DataFrame:
        """Return the number of every indicator and its dataset."""
        return self.terms[0].tables["term_indicator"].select("indicator", "dataset")

    def under(self, keys: Keys, read: Iterable[str]) -> tuple[Terms, Facts]:
        """Return the terms and facts of some scenarios; tables that are not read stay empty."""
        wanted = set(read)
        terms = {name: self._table(name, keys, wanted, self.terms) for name in self.terms[0].tables}
        facts = {name: self._table(name, keys, wanted, self.facts) for name in self.facts[0].tables}
        own = self.changed.join(keys, on="scenario", how="semi").with_columns(contract=pl.lit(0, pl.Int32))
        records = self.indicators().filter(pl.col("dataset") != "indicators")
        facts["stated"] = _replaced(facts["stated"], own)
        facts["staged"] = _at_every_stage(facts["staged"], own)
        facts["record_part"] = _replaced(facts["record_part"], own.join(records, on="indicator", how="semi"))
        return Terms(terms), Facts(facts)

    @staticmethod
    def _table(name: str, keys: Keys, read: set[str], each: Sequence[Terms] | Sequence[Facts]) -> pl.DataFrame:
        frames = [one.tables[name] for one in each]
        if name not in read:
            return frames[0].clear()
        numbered = pl.concat([frame.with_columns(world=pl.lit(n, pl.Int32)) for n, frame in enumerate(frames)])
        return numbered.drop("scenario").join(keys, on="world").select(frames[0].columns)


def worlds_of(terms: Sequence[Terms], facts: Facts | Sequence[Facts], changed: pl.DataFrame) -> Worlds:
    """Return sets of terms beside the facts, the same for all or each its own, as it counts cases and rows."""
    each_own = [facts] * len(terms) if isinstance(facts, Facts) else facts
    counted = [counted_once(one, returned) for one, returned in zip(terms, each_own, strict=True)]
    return Worlds(terms, counted, changed.select(list(CHANGED)).cast(pl.Schema(CHANGED)))


def returned(terms: Terms, facts: Facts) -> dict[tuple[int, int], Figure]:
    """Return the figure of each measure as it was returned, before relief, by indicator and month, where it has one."""
    known = counted_once(terms, facts)
    with engine.open_engine() as connection:
        for name, frame in {**terms.tables, **known.tables, "counted": known.tables["record_part"]}.items():
            connection.register(name, frame)
        for name, sql in chain.measuring(terms):
            connection.execute(f"create or replace temp table {name} as {sql}")
        measures = f"select indicator, month, numerator, denominator from {chain.relation_of(chain.MEASURE)}"
        found = connection.execute(f"{measures} where numerator is not null and denominator > 0").fetchall()
    return {(number, month): Figure(int(above), int(below)) for number, month, above, below in found}


def as_known(terms: Terms, facts: Facts, changed: pl.DataFrame) -> Facts:
    """Return the facts of one scenario, numbered 0, as if its figures had been returned: to be worked out by itself."""
    worlds = worlds_of([terms], facts, changed)
    keys = pl.DataFrame({"scenario": [0], "world": [0]}, schema=KEYS)
    return worlds.under(keys, facts.tables)[1]


def read_by(steps: Steps, tables: Mapping[str, object]) -> set[str]:
    """Return the names of those tables that some steps read, or that what they read is made of."""
    text = " ".join(sql for _, sql in steps).replace(RUN_SEEN, f"{RUN_SEEN} {FIRST_CUT_OFF}")
    return {name for name in tables if re.search(rf"\b{name}\b", text)}


def of_pairs(tables: Mapping[str, pl.DataFrame], pairs: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Return tables with those indicators alone that scenarios are paired with, with relief and without it."""
    both = pl.concat([pairs, pairs.with_columns(pl.col("scenario") + WITHOUT)])
    return {
        name: frame.join(both, on=["scenario", "indicator"], how="semi") if "indicator" in frame.columns else frame
        for name, frame in tables.items()
    }


def _replaced(frame: pl.DataFrame, own: pl.DataFrame) -> pl.DataFrame:
    kept = frame.join(own, on=["scenario", "indicator", "month"], how="anti")
    return pl.concat([kept, own.select(frame.columns).cast(pl.Schema(frame.schema))])


def _at_every_stage(frame: pl.DataFrame, own: pl.DataFrame) -> pl.DataFrame:
    """Put changed figures at every stage that stands: when a stage came is not changed by them."""
    key = ["scenario", "indicator", "month"]
    figures = own.select(*key, "numerator", "denominator", "nil_activity")
    changed = frame.drop("numerator", "denominator", "nil_activity").join(figures, on=key)
    return pl.concat([frame.join(own, on=key, how="anti"), changed.select(frame.columns).cast(pl.Schema(frame.schema))])
