"""Recording what the Department for Education publishes of an indicator, release by release."""

from typing import Final

from pydantic import Base64Bytes, BaseModel

from contracts.errors import ReckonerError
from ingest.published import Published, Wanted, published_figures
from statements.asked import Name, Text
from statements.benchmarks.documents import BenchmarkRecorded
from statements.benchmarks.shown import shown_of
from statements.history import number_of
from statements.ledgers import ledger_of, ledger_seen
from statements.recording import said
from store.benchmarks import PLACES, Figure, NewBenchmark
from store.benchmarks import record_benchmark as record
from store.originals import hash_of
from store.people import person_now
from store.policy import Action, require
from store.session import Store

_MOST: Final = 10**15


class BenchmarkAsked(BaseModel):
    """Records a release of published figures for an indicator.

    ``column`` is the figure's, ``authority`` and ``neighbours`` are places as the file calls them, and ``where``
    chooses among its breakdowns.
    """

    contract: str
    indicator: str
    file_name: str
    content: Base64Bytes
    column: Name
    authority: Name
    neighbours: tuple[Name, ...] = ()
    where: dict[Name, Name] = {}
    source: Text
    release: Text


class TooManyDigits(ReckonerError):
    """A figure with more digits than are kept."""

    def __init__(self, found: Figure) -> None:
        super().__init__(
            f"Found {found.value} for {found.name} in {found.time_period}. A figure is kept with {PLACES} decimal "
            "places and 15 digits before them, and would not be what was published. Nothing was recorded."
        )


def record_benchmark(store: Store, person: str, asked: BenchmarkAsked) -> BenchmarkRecorded:
    """Record a release; of several for one indicator the latest counts from now on.

    Raises:
        NotAllowed, NoSuchIndicator, NothingSaid, TooLong, TooManyDigits: as they say; nothing was recorded.
        Refusal, and what ``ingest.published`` refuses: nothing was recorded.
    """
    require(person_now(store, person), Action.RECORD_BENCHMARK, asked.contract)
    agreed = ledger_of(store, asked.contract).frozen.contract
    number_of(agreed, asked.indicator)
    new = _new(asked)
    wanted = Wanted(asked.column, asked.authority, asked.neighbours, asked.where)
    figures = [_kept(each) for each in published_figures(asked.content, asked.file_name, wanted)]
    with store.write(person, "record benchmark", asked.contract, detail={"indicator": asked.indicator}) as writing:
        number = record(writing, new, figures)
        writing.detail.update(benchmark=number, release=new.release, file_hash=new.file_hash)
    with store.read() as cursor:
        told = shown_of(cursor, ledger_seen(store, cursor, asked.contract), asked.indicator)
    assert told is not None
    symbols = sum(each.value is None for each in figures)
    return BenchmarkRecorded(number=number, figures=len(figures) - symbols, symbols=symbols, shown=told)


def _kept(found: Published) -> Figure:
    value = found.value
    kept = Figure(found.level, found.place, found.time_identifier, found.time_period, value, found.symbol)
    if value is not None and (abs(value) >= _MOST or round(value, PLACES) != value):
        raise TooManyDigits(kept)
    return kept


def _new(asked: BenchmarkAsked) -> NewBenchmark:
    return NewBenchmark(
        contract=asked.contract,
        indicator=asked.indicator,
        source=said("The source", asked.source),
        release=said("The release", asked.release),
        figure=asked.column,
        chosen=", ".join(f"{column}={value}" for column, value in asked.where.items()),
        authority=asked.authority,
        file_name=asked.file_name,
        file_hash=hash_of(asked.content),
    )
