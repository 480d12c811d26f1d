"""An indicator’s page around its chart: four figures, what to take away, and every month with what it cost."""

from collections.abc import Iterator
from typing import Final

from contracts import months
from contracts.months import Month
from contracts.wording import NONE_DUE, deducted, pounds
from dashboard.figures.charted import Charted
from dashboard.figures.control_chart import axis_of
from dashboard.figures.judged import labelled, mark_of
from dashboard.figures.lines import said, source
from dashboard.figures.links import NOWHERE, Address, to_rows
from dashboard.figures.markup import Html, element, joined
from dashboard.figures.signals import signalled
from dashboard.marks import Theme, assurance_mark, variation_mark
from statements.documents import TO_COME, MeasureCost, MeasureShown, MonthOfHistory
from statements.measures import so_many
from statements.trends import Limits

_HEADINGS = (
    ("line", "Month"),
    ("measure", "Measure"),
    ("target", "Target"),
    ("of-status", "Status"),
    ("money points", "Points"),
    ("money", "Deducted"),
)

_METHODS: Final[dict[Limits, str]] = {
    "by range": "XmR",
    "by denominator": "p-chart, three standard errors of each month’s count; the board’s signal is by XmR",
}


def takeaway(charted: Charted) -> str:
    """Say the latest figure against its target and the figure before, then what the chart shows of it."""
    latest = charted.latest
    if latest is None:
        return f"Not measured before the end of {months.spoken(charted.month)}."
    when = months.spoken(months.parse(latest.shown.month))
    if latest.shown.data_status in (*TO_COME, "missing", "nil activity", "not measurable"):
        of = "for" if latest.shown.data_status == "awaiting its stage" else "in"
        return f"{mark_of(latest.shown).word} {of} {when}{_before(charted)}."
    against = f" against {latest.shown.target}" if latest.shown.target else ""
    said_ = f"{latest.shown.measure}{against} in {when}{_before(charted)}."
    return f"{said_} {charted.finding}" if charted.can_be_drawn else said_


def _before(charted: Charted) -> str:
    earlier = [each for each in charted.run[:-1] if each.value is not None]
    if not earlier:
        return ""
    shown, other = earlier[-1].shown, ""
    if not charted.same_definition(earlier[-1], charted.run[-1]):
        other = ", as then defined"
    return f"; {months.spoken(months.parse(shown.month))} was {_figure(shown.measure)[0]}{other}"


def _figure(measure: str) -> tuple[str, str]:
    """Part a measure into its figure and what it was worked out from."""
    figure, _, worked_out = measure.partition(" (")
    return figure, worked_out.removesuffix(")")


def definition(charted: Charted) -> Html | None:
    """Return the definition in force, or ``None`` where the contract has none."""
    said_ = charted.history.definition
    return element("p", element("b", "Definition. "), said_, class_="definition") if said_ else None


def figures(charted: Charted, theme: Theme) -> Html:
    """Return the latest figure with its status, the signal, what was deducted so far and who verified the figure."""
    shown = [*_latest(charted, theme), _signal(charted, theme), _deducted(charted)]
    return element("dl", *shown, _one("Figure checked", *_checked(charted)), class_="figures")


def _checked(charted: Charted) -> tuple[str, str]:
    """Say by whom the latest figure was checked; without one there is nothing to check, and nobody has failed to."""
    verified = charted.latest.shown.verified_by if charted.latest else ""
    if verified:
        return verified[:1].upper() + verified[1:], "as the return says"
    missing = charted.latest is not None and charted.latest.shown.data_status == "missing"
    return NONE_DUE, "No figure came" if missing else "There is no figure to check"


def _latest(charted: Charted, theme: Theme) -> Iterator[Html]:
    if charted.latest is None:
        yield _one(months.spoken(charted.month), "None", "Not measured yet")
        return
    shown = charted.latest.shown
    mark = mark_of(shown)
    figure, worked_out = _figure(shown.measure)
    notes = ", ".join(each for each in (worked_out, shown.stage, _target(charted)) if each)
    # Where the figure is why there is none, its mark would say the same again.
    note = notes[:1].upper() + notes[1:] if figure == mark.word else joined(labelled(mark, theme), " ", notes)
    yield _one(months.spoken(months.parse(shown.month)), figure, note)


def _target(charted: Charted) -> str:
    """Say what the latest figure is held against, or that its plan is over."""
    if charted.plan_ended:
        return f"the plan ended in {months.spoken(charted.plan_ended)}"
    held = charted.latest if charted.latest in charted.held else None
    return f"target {held.shown.target}" if held else ""


def _signal(charted: Charted, theme: Theme) -> Html:
    """Return what the latest month signals and whether its target will be met, each with its drawing and its words."""
    chart = charted.chart
    if chart is None or chart.latest.value is None or chart.current.provisional:
        return _one("Signal", charted.signal, charted.standing)
    # Each drawing stands before words of its own, beneath what they add up to.
    note = signalled(variation_mark(chart.latest.variation, chart.latest.sign), charted.standing, theme)
    if chart.assurance is None:
        return _one("Signal", charted.signal, note)
    mark = assurance_mark(chart.assurance, lower_is_better=charted.agreed.better == "lower")
    return _one("Signal", charted.signal, joined(note, signalled(mark, mark.word, theme)))


def _deducted(charted: Charted) -> Html:
    costly = [each.shown.deducted for each in charted.run if each.shown.deducted]
    note = f"for {len(costly) or 'none'} of {so_many(len(charted.run), 'month')}"
    return _one("Deducted so far", pounds(sum(costly)), note)


def _one(name: str, figure: str, note: str) -> Html:
    return element(
        "div", element("dt", name), element("dd", figure, class_="figure"), element("dd", note, class_="note")
    )


def chart_heading(charted: Charted) -> Html | None:
    """Return what stands above the chart, its finding and what is drawn, or ``None`` where nothing can be drawn."""
    if not charted.can_be_drawn:
        return None
    title, drawn = charted.finding.removesuffix("."), [_drawn(charted)]
    if axis_of(charted).is_cut:
        drawn.append("The axis is cut: it does not begin at nought.")
    return element("section", element("header", element("h2", title)), element("p", " ".join(drawn), class_="besides"))


def _drawn(charted: Charted) -> str:
    measure = charted.agreed.measure
    counts = getattr(measure, "counts", "") or getattr(measure, "sum", "").replace("_", " ")
    of = f", of {measure.of.replace('_', ' ')}" if measure.of else ""
    text = f"{counts}{of}".strip()
    return f"{text[:1].upper()}{text[1:]}."


def key(charted: Charted) -> Html | None:
    """Return what the markers and the band mean, or ``None`` where there is no band."""
    if charted.chart is None:
        return None
    words = [
        element("span", element("i", "●", class_="better"), " better than usual variation"),
        element("span", element("i", "◆", class_="worse"), " worse than usual variation"),
    ]
    if charted.agreed.better == "within range":
        words = [element("span", element("i", "■", class_="better"), " more than usual variation")]
    until = ", provisional until 13 figures" if charted.chart.current.provisional else ""
    how = _METHODS[charted.limits]
    band = element("span", f"Shaded band: limits of usual variation ({how}){until}. A gap: no figure to judge.")
    return element("p", *words, band, class_="key")


def reading(charted: Charted) -> Html | None:
    """Return how the chart is to be read, and the provider's words on the latest month that it does not bear out."""
    said = [element("p", each, class_="besides") for each in charted.remarks]
    if charted.claims and charted.latest:
        month = months.spoken(months.parse(charted.latest.shown.month))
        words = f"The provider on {month}: “{charted.latest.shown.commentary}” "
        said.append(element("p", words, element("b", " ".join(charted.claims)), class_="claim"))
    return element("section", *said) if said else None


def table(charted: Charted, theme: Theme, address: Address = NOWHERE) -> Html | None:
    """Return every month, newest first, each opening to its evidence and its costs in words."""
    if not charted.run:
        return None
    head = element("tr", *(element("th", name, scope="col", class_=class_) for class_, name in _HEADINGS))
    caption = element("caption", "Every measured month; each opens to where its figure came from and what it cost")
    before = _year_before(charted)
    bodies = (_row(each, before.get(each.shown.month), theme, address) for each in reversed(charted.run))
    total = pounds(sum(each.shown.deducted or 0 for each in charted.run))
    name = element("th", "Deducted so far", scope="row", colspan=5)
    foot = element("tfoot", element("tr", name, element("td", total, class_="money"), class_="total"))
    note = "Newest first. A dash: nothing was due"
    return element(
        "section",
        element("header", element("h2", "Month by month, and what it cost"), element("span", note)),
        *(element("p", each, class_="besides") for each in _against_last_year(charted, before)),
        element("table", caption, element("thead", head), *bodies, foot, class_="lines history"),
    )


def _year_before(charted: Charted) -> dict[str, MonthOfHistory]:
    """Return by month the same month of the year before, where both have a figure of the same definition."""
    known = {months.parse(each.shown.month): each for each in charted.run if each.value is not None}
    pairs = ((each, known[Month(at - 12)]) for at, each in known.items() if at - 12 in known)
    return {each.shown.month: before for each, before in pairs if charted.same_definition(before, each)}


def _against_last_year(charted: Charted, before: dict[str, MonthOfHistory]) -> Iterator[str]:
    """Say the latest figure against that of the same month a year before, and nothing of what it means.

    One month against one other month says little, and the chart above says whether anything is changing.
    """
    latest = charted.latest
    earlier = before.get(latest.shown.month) if latest else None
    if latest is not None and earlier is None and charted.defined_anew:
        begun = max(charted.defined_anew)
        if months.parse(latest.shown.month) - 12 < begun <= months.parse(latest.shown.month):
            since = months.spoken(begun)
            yield f"The definition changed from {since}: no month stands beside one of before it."
    if latest is None or earlier is None or latest.value is None or earlier.value is None:
        return
    month = months.spoken(months.parse(latest.shown.month))
    year_before = months.spoken(months.parse(earlier.shown.month))
    figures = f"{month} was {_figure(latest.shown.measure)[0]}, {year_before} {_figure(earlier.shown.measure)[0]}"
    yield f"Beside each month stands the same month of the year before: {figures}{_apart(charted, latest, earlier)}."


def _apart(charted: Charted, latest: MonthOfHistory, earlier: MonthOfHistory) -> str:
    """Say by how much two figures differ, and which of them is better."""
    if latest.value is None or earlier.value is None or charted.agreed.unit == "milestone":
        return ""
    apart = latest.value - earlier.value
    if charted.agreed.unit == "percent":
        size = f"{abs(apart):.1f} percentage points"
    elif charted.agreed.unit == "money":
        size = pounds(round(abs(apart) * 100))
    else:
        size = f"{abs(apart):,.1f}".removesuffix(".0")
        size += (" day" if size == "1" else " days") * (charted.agreed.unit == "days")
    if not apart or not any(letter in "123456789" for letter in size):
        return ", the same"
    if charted.agreed.better == "within range":
        return f", {size} {'more' if apart > 0 else 'less'}"
    better = (apart > 0) == (charted.agreed.better == "higher")
    return f", {size} {'better' if better else 'worse'}"


def _row(each: MonthOfHistory, before: MonthOfHistory | None, theme: Theme, address: Address) -> Html:
    shown = each.shown
    month = months.parse(shown.month)
    mark = mark_of(shown)
    cells = (
        element("th", months.short(month), scope="row", class_="line"),
        element("td", "" if shown.measure == mark.word else shown.measure, *_besides(shown, before), class_="measure"),
        element("td", "" if shown.data_status == "not measurable" else shown.target, class_="target"),
        element("td", labelled(mark, theme), class_="of-status"),
        element("td", " + ".join(_points(each)), class_="money points"),
        element("td", deducted(shown.deducted if each.costs else None), class_="money"),
    )
    summary = element("summary", element("span", f"Evidence and cost of {months.spoken(month)}"))
    opened = element("details", summary, _working(each, address))
    return element("tbody", element("tr", *cells), element("tr", element("td", opened, colspan=6, class_="opens")))


def _besides(shown: MeasureShown, before: MonthOfHistory | None) -> Iterator[Html]:
    if shown.stage:
        yield element("small", shown.stage, class_="year-before")
    if before is not None:
        yield element("small", f"a year before {_figure(before.shown.measure)[0]}", class_="year-before")


def _points(each: MonthOfHistory) -> list[str]:
    """Return the points of the month's own lines; those charged later are the same points."""
    own = [cost for cost in each.costs if cost.charged == each.shown.month]
    return [cost.points for cost in own or each.costs if cost.points]


def _working(each: MonthOfHistory, address: Address) -> Html:
    shown = each.shown
    reasons = (("As the provider says", shown.commentary), ("Why there is no figure", shown.reason_not_reported))
    told = (part for name, text in reasons if text for part in (element("h3", name), element("p", f"“{text}”")))
    costs = [part for cost in each.costs for part in _cost(cost)] or [element("p", "Nothing.")]
    evidence = [part for found in each.evidence for part in source(found)] or [said("Return", "No figure came.")]
    if shown.verified_by:
        evidence.append(said("Figure", shown.verified_by))
    if each.evidence:
        words = f"Rows of {months.spoken(months.parse(shown.month))}, and what each cost"
        evidence.append(said("Rows", to_rows(shown.indicator, shown.month, words, address)))
    left = element("div", element("h3", "What it cost"), *costs, *told)
    return element("div", left, element("div", element("h3", "Evidence"), element("dl", *evidence)), class_="working")


def _cost(cost: MeasureCost) -> Iterator[Html]:
    charged = months.spoken(months.parse(cost.charged))
    kind = ", for failing again" if cost.kind == "repeat" else ""
    yield element("p", element("b", f"{pounds(cost.amount)} in the statement for {charged}{kind}. "), cost.words)
