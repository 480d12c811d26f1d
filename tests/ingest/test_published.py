"""Published figures are found by the names of their columns and places, and a symbol is never a nought."""

from decimal import Decimal

import pytest

from contracts.errors import ReckonerError
from ingest.published import SYMBOLS, Published, Wanted, published_figures
from ingest.published_refused import (
    MixedYears,
    NoSuchPlace,
    NoSuchValue,
    NotAFigure,
    NotAPeriod,
    TwoRows,
    WithoutColumns,
)
from tests.ingest.published_made import COLUMN, USUAL, file, row

FENLAND = Wanted(COLUMN, "Fenland Vale", ("Oldbridge", "Saltmarsh"))


def found(content: bytes, wanted: Wanted = FENLAND) -> list[Published]:
    return list(published_figures(content, "made-up.csv", wanted))


def test_of_every_place_that_is_wanted_each_year_is_there() -> None:
    told = {(each.level, each.place, each.time_period): (each.value, each.symbol) for each in found(USUAL)}
    assert told == {
        ("authority", "Fenland Vale", "2016"): (Decimal(40), None),
        ("authority", "Fenland Vale", "2017"): (Decimal("71.25"), None),
        ("neighbour", "Oldbridge", "2016"): (None, "c"),
        ("neighbour", "Oldbridge", "2017"): (Decimal(66), None),
        ("neighbour", "Saltmarsh", "2016"): (Decimal(52), None),
        ("neighbour", "Saltmarsh", "2017"): (None, "low"),
        ("regional", "Made Shires", "2016"): (Decimal(55), None),
        ("regional", "Made Shires", "2017"): (Decimal("60.5"), None),
        ("national", "England", "2016"): (Decimal("58.9"), None),
        ("national", "England", "2017"): (Decimal("64.5"), None),
    }


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_no_symbol_is_ever_a_figure(symbol: str) -> None:
    for written in (symbol, symbol.upper(), f" {symbol} "):
        (figure,) = found(file(row("2017", "Local authority", "Fenland Vale", written)), Wanted(COLUMN, "Fenland Vale"))
        assert (figure.value, figure.symbol) == (None, symbol)
    # A true nought is a figure.
    (nought,) = found(file(row("2017", "Local authority", "Fenland Vale", "0")), Wanted(COLUMN, "fenland vale"))
    assert (nought.value, nought.symbol) == (Decimal(0), None)


def test_columns_are_found_by_name_in_any_order() -> None:
    lines = [line.split(",") for line in USUAL.decode().splitlines()]
    turned = "\n".join(",".join(reversed(line)) for line in lines).encode()
    assert found(turned) == found(USUAL)


def test_of_a_broken_down_file_one_breakdown_is_chosen() -> None:
    both = file(
        row("2017", "Local authority", "Fenland Vale", "50", phase="Primary"),
        row("2017", "Local authority", "Fenland Vale", "70", phase="Total"),
    )
    with pytest.raises(TwoRows) as refused:
        found(both, Wanted(COLUMN, "Fenland Vale"))
    assert str(refused.value) == (
        "“made-up.csv” has 2 rows for Fenland Vale in 2017: rows 2 and 3. They differ in “phase”. Say which is meant, "
        "such as --where “phase=Total”. Nothing was recorded."
    )
    (chosen,) = found(both, Wanted(COLUMN, "Fenland Vale", (), {"phase": "total"}))
    assert chosen.value == 70
    with pytest.raises(NoSuchValue, match="There is “Primary” and “Total”"):
        found(both, Wanted(COLUMN, "Fenland Vale", (), {"phase": "Nursery"}))


TWICE = row("2017", "Local authority", "Fenland Vale", "50")
REFUSED = {
    "an unknown column": (USUAL, Wanted("ehcp_20_week_percent", "Fenland Vale"), WithoutColumns, "Near to that"),
    "an unknown filter": (USUAL, Wanted(COLUMN, "Fenland Vale", (), {"sex": "Total"}), WithoutColumns, "“sex”"),
    "no file of the kind": (b"a,b\n1,2\n", FENLAND, WithoutColumns, "“time_period”"),
    "the same row twice": (file(TWICE, TWICE), Wanted(COLUMN, "Fenland Vale"), TwoRows, "Take one of them out"),
    "mixed years": (
        file(TWICE, row("201617", "Local authority", "Fenland Vale", "50", identifier="Academic year")),
        Wanted(COLUMN, "Fenland Vale"),
        MixedYears,
        "“Academic year” and “Calendar year”",
    ),
    "years of two lengths": (
        file(TWICE, row("201617", "Local authority", "Fenland Vale", "50")),
        Wanted(COLUMN, "Fenland Vale"),
        MixedYears,
        "“201617” and “2017”",
    ),
    "years that do not follow": (
        file(row("201619", "Local authority", "Fenland Vale", "50")),
        Wanted(COLUMN, "Fenland Vale"),
        NotAPeriod,
        "Row 2",
    ),
    "no such authority": (USUAL, Wanted(COLUMN, "Fenland Vail"), NoSuchPlace, "Near to that: “Fenland Vale”"),
    "no such neighbour": (USUAL, Wanted(COLUMN, "Fenland Vale", ("Nowhere",)), NoSuchPlace, "“Nowhere”"),
    "no figure": (
        file(row("2017", "Local authority", "Fenland Vale", "many")),
        Wanted(COLUMN, "Fenland Vale"),
        NotAFigure,
        "found “many”. Expected a figure, or one of z, x, c, low",
    ),
}


@pytest.mark.parametrize(("content", "wanted", "refused", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_taken_is_a_sentence(
    content: bytes, wanted: Wanted, refused: type[ReckonerError], said: str
) -> None:
    with pytest.raises(refused) as error:
        found(content, wanted)
    assert said in str(error.value)
    assert str(error.value).endswith("Nothing was recorded.")


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\x00\x01\x02", "£".encode("utf-16")])
def test_what_is_no_file_is_a_sentence_too(content: bytes) -> None:
    with pytest.raises(ReckonerError):
        found(content)
