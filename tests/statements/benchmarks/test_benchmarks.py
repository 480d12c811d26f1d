"""Published figures are kept release by release, and set beside the contract's own figure of the same months."""

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from contracts import months
from contracts.errors import ReckonerError
from ingest.published_refused import NoSuchPlace
from statements.benchmarks.documents import BenchmarkRecorded, BenchmarkShown
from statements.benchmarks.record import BenchmarkAsked, TooManyDigits
from statements.benchmarks.shown import BenchmarkOf, months_of, show_benchmark, written
from statements.history import NoSuchIndicator
from statements.operations import OPERATIONS
from statements.recording import NothingSaid
from store.opener import open_store
from store.policy import NotAllowed
from store.session import Store
from tests.demonstration import CONTRACT, copied
from tests.ingest.published_made import COLUMN, USUAL, file, row

OFFICER, BOARD_MEMBER = "a.clarke", "r.levene"


@pytest.fixture(scope="module")
def written_to(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A copy of the demonstration's store that these tests write to."""
    with open_store(copied(folder, tmp_path_factory.mktemp("benchmarks") / "store")) as opened:
        yield opened


def recorded(store: Store, content: bytes = USUAL, *, person: str = OFFICER, **said: object) -> BenchmarkRecorded:
    given: dict[str, object] = {
        "contract": CONTRACT, "indicator": "SP1", "file_name": "made-up.csv", "content": b64encode(content),
        "column": COLUMN, "authority": "Fenland Vale", "neighbours": ("Oldbridge", "Saltmarsh"),
        "source": "Made up in the department's layout", "release": "2018",
    }  # fmt: skip
    request = BenchmarkAsked.model_validate(given | said)
    return BenchmarkRecorded.model_validate(OPERATIONS["benchmark"].run(store, person, request))


def shown(store: Store, indicator: str = "SP1", **said: object) -> BenchmarkShown | None:
    return show_benchmark(
        store, BOARD_MEMBER, BenchmarkOf.model_validate({"contract": CONTRACT, "indicator": indicator, **said})
    )


def test_every_place_of_every_year_newest_first_with_source_and_release(written_to: Store) -> None:
    assert (recorded(written_to).figures, shown(written_to, "OP5")) == (8, None)
    told = shown(written_to)
    assert told is not None
    assert (told.source, told.release, told.figure) == ("Made up in the department's layout", "2018", COLUMN)
    assert [each.year for each in told.years] == ["2017", "2016"]
    assert [(each.level, each.name, each.says) for each in told.years[0].places] == [
        ("authority", "Fenland Vale", "71.25%"),
        ("national", "England", "64.5%"),
        ("regional", "Made Shires", "60.5%"),
        ("neighbours", "The one neighbour with a figure", "66%"),
        ("neighbour", "Oldbridge", "66%"),
        ("neighbour", "Saltmarsh", "No figure: rounds to nought, and is not nought"),
    ]
    assert told.takeaway == (
        "In 2017 Fenland Vale was at 71.25%; England 64.5% (worse), Made Shires 60.5% (worse), "
        "the one neighbour with a figure 66% (worse)."
    )


def test_a_symbol_has_no_value_and_is_no_part_of_a_median(written_to: Store) -> None:
    content = file(
        row("2017", "Local authority", "Fenland Vale", "50"),
        *(row("2017", "Local authority", name, figure) for name, figure in (("A", "10"), ("B", "z"), ("C", "30"))),
    )
    recorded(written_to, content, neighbours=("A", "B", "C"), indicator="OP2")
    told = shown(written_to, "OP2")
    assert told is not None
    places = {each.name: each for each in told.years[0].places}
    assert (places["Median of 2 neighbours"].value, places["B"].value) == ("20", None)
    assert places["B"].says == "No figure: not applicable"


def test_the_contract_s_own_figure_is_of_the_same_months(written_to: Store) -> None:
    recorded(written_to)
    told = shown(written_to)
    assert told is not None
    # 2016: from the first month, April, to December; what it counted then, added up.
    assert told.years[1].own.endswith(", 9 of 12 months")
    assert [months.label(each) for each in months_of("Academic year", "201617")][::11] == ["2016-09", "2017-08"]
    assert [months.label(each) for each in months_of("Financial year", "201617")][::11] == ["2016-04", "2017-03"]
    assert months_of("Week 7", "2017") == ()
    assert (written("201617"), written("2017")) == ("2016/17", "2017")


def test_the_latest_release_counts_and_the_one_before_stays_on_record(written_to: Store) -> None:
    first, second = recorded(written_to, release="2018"), recorded(written_to, release="2019")
    assert second.number == first.number + 1
    told = shown(written_to)
    assert told is not None
    assert told.release == "2019"
    with written_to.read() as cursor:
        ((kept,),) = cursor.execute("select count(*) from benchmark where indicator = 'SP1'").fetchall()
        figures = cursor.execute("select value from benchmark_figure where symbol is not null").fetchall()
    assert kept >= 2
    assert {value for (value,) in figures} == {None}
    assert shown(written_to, as_known_on="2017-01-01T00:00:00Z") is None


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"source": " "}, NothingSaid),
        ({"release": ""}, NothingSaid),
        ({"indicator": "ZZ9"}, NoSuchIndicator),
        ({"authority": "Nowhere"}, NoSuchPlace),
        ({"content": USUAL.replace(b"71.25", b"71.1234567")}, TooManyDigits),
        ({"content": USUAL.replace(b"71.25", b"1" * 16)}, TooManyDigits),
    ],
)
def test_what_cannot_be_recorded_is_a_sentence_and_leaves_nothing(
    written_to: Store, said: dict[str, Any], refused: type[ReckonerError]
) -> None:
    before = written_to.version
    with pytest.raises(refused) as error:
        recorded(written_to, **said)
    assert str(error.value).endswith(".")
    assert written_to.version == before


def test_only_an_officer_records(written_to: Store) -> None:
    for person in (BOARD_MEMBER, "j.osei", "m.iqbal", "t.nowak"):
        with pytest.raises(NotAllowed):
            recorded(written_to, person=person)
