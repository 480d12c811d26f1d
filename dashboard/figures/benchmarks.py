"""An indicator beside what others publish of the same: a bar a place for the latest year, and a table of every year."""

from fractions import Fraction
from typing import Final

from contracts.wording import NONE_DUE
from dashboard.figures.markup import Html, element
from statements.benchmarks.documents import BenchmarkShown, PlaceShown, YearShown

_ALONE: Final = ("authority", "national", "regional", "neighbours")


def section(told: BenchmarkShown) -> Html:
    """Return the takeaway, the bars of the latest year in which the authority has a figure, and every year."""
    heading = element("header", element("h2", "Beside others"), element("span", told.kind_of_year))
    drawn = next((each for each in told.years if _own(each)), None)
    bars = [_bars(drawn)] if drawn else []
    lead = element("p", told.takeaway, class_="lead")
    return element("section", heading, lead, *bars, _source(told), _table(told), class_="beside")


def _own(year: YearShown) -> PlaceShown | None:
    return next((each for each in year.places if each.level == "authority" and each.value), None)


def _bars(year: YearShown) -> Html:
    """Draw each place's figure as a bar from nought; one without a figure says why in its place."""
    values = [abs(Fraction(each.value)) for each in year.places if each.value]
    most = max(max(values, default=Fraction(1)), Fraction(1, 1000))
    return element("ul", *(_bar(each, most) for each in year.places), class_="bars")


def _bar(place: PlaceShown, most: Fraction) -> Html:
    named = element("span", place.name, class_="name")
    if not place.value:
        return element("li", named, element("span", place.says, class_="besides"), class_="none")
    length = float(100 * abs(Fraction(place.value)) / most)
    kind = "own" if place.level == "authority" else "one" if place.level == "neighbour" else "other"
    bar = element("i", class_="bar", style=f"width: {length:.1f}%", aria_hidden="true")
    return element("li", named, element("span", bar, class_="track"), element("b", place.says), class_=kind)


def _table(told: BenchmarkShown) -> Html:
    """Return every year, newest first, with each place and the contract's own figure of the same months."""
    latest = told.years[0]
    names = [each.name for each in latest.places if each.level in _ALONE[:3]]
    heads = [("line", "Year"), *(("measure", name) for name in [*names, "Median of neighbours", "By this contract"])]
    head = element("tr", *(element("th", name, scope="col", class_=class_) for class_, name in heads))
    body = element("tbody", *(_year(each, names) for each in told.years))
    caption = element("caption", "Every published year, newest first")
    return element("table", caption, element("thead", head), body, class_="groups moves")


def _year(year: YearShown, names: list[str]) -> Html:
    said = {each.name: each.says for each in year.places if each.level in _ALONE[:3]}
    median = next((each.says for each in year.places if each.level == "neighbours"), NONE_DUE)
    cells = [*((name, said.get(name, NONE_DUE)) for name in names), ("Median of neighbours", median)]
    cells.append(("By this contract", year.own or NONE_DUE))
    written = (element("td", text, class_="measure", data_of=name) for name, text in cells)
    return element("tr", element("th", year.year, scope="row", class_="line"), *written)


def _source(told: BenchmarkShown) -> Html:
    """Name the source and the release right below what is drawn, and what they may not have in common with it."""
    chosen = f", {told.chosen}" if told.chosen else ""
    said = (
        f"{told.source}, release {told.release}; {told.figure}{chosen}, from {told.file_name}. Others may count "
        "differently from this contract: what they publish is of the whole authority and of whole years."
    )
    return element("p", element("b", "Source. "), said, class_="besides")
