"""An indicator beside published figures: bars that are as long as the figures, and a source that is always named."""

import re
from datetime import UTC, datetime

from dashboard.figures import benchmarks
from statements.benchmarks.documents import BenchmarkShown, PlaceShown, YearShown
from tests.dashboard.made import parsed, text


def year(written: str, *places: PlaceShown, own: str = "") -> YearShown:
    return YearShown(year=written, own=own, places=places)


OLDBRIDGE = PlaceShown(level="neighbour", name="Oldbridge", says="No figure: confidential", value=None)
TOLD = BenchmarkShown(
    contract="small", indicator="A", source="Made up", release="2018", figure="percent", chosen="phase=Total",
    kind_of_year="Calendar year", file_name="made-up.csv", file_hash="0" * 64, person="A. Clarke",
    known_at=datetime(2018, 5, 4, tzinfo=UTC), takeaway="In 2017 Fenland Vale was at 80%.",
    years=(
        year(
            "2017",
            PlaceShown(level="authority", name="Fenland Vale", says="80%", value="80"),
            PlaceShown(level="national", name="England", says="60%", value="60"),
            OLDBRIDGE,
            own="81.0% (81 of 100)",
        ),
        year("2016", OLDBRIDGE),
    ),
)  # fmt: skip


def test_bars_are_as_long_as_their_figures_and_what_has_none_has_no_bar() -> None:
    shown = parsed(benchmarks.section(TOLD))
    rows = {text(row.find("span")): row for row in shown.findall(".//ul/li")}
    lengths = {name: [each.get("style") for each in row.findall(".//i")] for name, row in rows.items()}
    assert lengths == {"Fenland Vale": ["width: 100.0%"], "England": ["width: 75.0%"], "Oldbridge": []}
    assert "No figure: confidential" in text(rows["Oldbridge"])


def test_source_release_column_and_choice_are_named() -> None:
    said = text(parsed(benchmarks.section(TOLD)))
    assert re.search(r"Source\. Made up, release 2018; percent, phase=Total, from made-up\.csv\.", said)


def test_every_year_has_a_line_and_a_dash_where_nothing_is_known() -> None:
    rows = parsed(benchmarks.section(TOLD)).findall(".//tbody/tr")
    assert [[text(cell) for cell in row] for row in rows] == [
        ["2017", "80%", "60%", "–", "81.0% (81 of 100)"],
        ["2016", "–", "–", "–", "–"],
    ]


def test_without_a_figure_of_its_own_nothing_is_drawn() -> None:
    alone = TOLD.model_copy(update={"years": TOLD.years[1:]})
    assert not parsed(benchmarks.section(alone)).findall(".//ul")
