"""Whole made-up contract files, as the text of a YAML file."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction

from contracts import months
from contracts.months import NAMES, Month
from tests.generated.choices import Choices
from tests.generated.made_earned import outcomes, unit_prices
from tests.generated.made_index import with_index
from tests.generated.made_indicators import MadeIndicator, indicators
from tests.generated.made_lines import with_named_lines
from tests.generated.made_rules import FUNDS, VAT_CODES, Scope, caps, deductions, earn_back, relief, rules, statement
from tests.generated.made_shares import guarantees_and_shares
from tests.generated.made_statuses import carries, with_carried_statuses
from tests.generated.writing import Tree, day, number, pounds, written, yes_no

DATASETS = ("indicators", "ehc_assessments", "traded_services", "sen_transport", "finance_lines")


def contract_text(choices: Choices) -> str:
    """Return the text of a contract file in which the linter has nothing to refuse."""
    first, last = _term(choices)
    term = [Month(month) for month in range(months.of_day(first), months.of_day(last) + 1)]
    services = ["learning", "travel", "meals"][: choices.whole(1, 3)]
    # A cost per unit leaves nothing to take for a missing value, so most contracts have none.
    costs = ("points", *choices.some(("pounds", "percent", "share")), *(("per_unit",) if choices.chance(2) else ()))
    # One incident is counted in one unit.
    one_unit = choices.chance(4)
    years_start = NAMES[choices.whole(0, 11)]
    common = (term, services, years_start, (choices.one_of(costs),) if one_unit else costs)
    scope = Scope(*common, one_unit, choices.chance(2), choices.chance(3))
    made = indicators(choices, scope, choices.whole(1, 4))
    ids = [str(one.tree["id"]) for one in made]
    tree: dict[str, Tree] = {
        "reckoner": "1",
        "contract": _parties(years_start, first, last),
        "forums": {"board": {"title": "Board", "meets": "monthly"}},
        "services": {name: {"title": name.title(), "forum": "board"} for name in services},
        "charge": _charge(choices, first, last),
        "returns": _returns(choices, made),
        "rules": _with_inherited_cases(choices, rules(choices, scope), made),
        "relief": relief(choices, scope, ids),
        "bands": {name: table for one in made for name, table in one.tables.items()},
        "indicators": [one.tree for one in made],
        "deductions": deductions(choices, scope),
        "caps": caps(choices, scope, ids),
        "earn_back": earn_back(choices, ids),
        "statement": statement(choices, scope),
        "triggers": "none",
    }
    tree |= {"unit_prices": unit_prices(choices, scope, made)}
    tree |= {"outcomes": outcomes(choices, scope, made)}
    tree["rules"] = _with_rounding(tree["rules"], tree["relief"], made)
    tree |= guarantees_and_shares(choices, scope, made)
    for one in made if carries(tree["rules"]) else ():
        with_carried_statuses(choices, scope, one)
    tree |= {"variations": _variations(choices, scope, tree, made)}
    return written(with_index(choices, scope, with_named_lines(choices, scope, tree)))


def _with_inherited_cases(choices: Choices, stated: Tree, made: Sequence[MadeIndicator]) -> Tree:
    """Let cases from before the start leave one indicator for another, where two are counted from cases."""
    assert isinstance(stated, dict)
    counted = [
        str(one.tree["id"])
        for one in made
        if isinstance(measure := one.tree["measure"], dict) and measure["from"] == "ehc_assessments"
    ]
    if len(counted) < 2 or choices.chance(4):
        return stated
    inherited = {"indicator": counted[0], "own_target": counted[-1], "clause": "4.6"}
    return stated | {"cases_before_start": inherited}


def _with_rounding(stated: Tree, relief: Tree, made: Sequence[MadeIndicator]) -> Tree:
    """Let each line be rounded by itself where a value that may be divided costs so much a unit, or costs linearly.

    What is rounded by its own table may be part of a statement that is rounded as a whole.
    """
    assert isinstance(stated, dict)
    removes = "remove_rows" in str(relief)
    divided = [
        one for one in made if removes or "minimum_denominator" in one.tree or "'of'" in str(one.tree["measure"])
    ]
    by_value = any("per_unit" in _unrounded(one) for one in divided) or any("linear" in _unrounded(one) for one in made)
    return stated | ({"rounding": "line"} if by_value else {})


def _unrounded(made: MadeIndicator) -> str:
    """Write the tables of an indicator that have no rounding of their own."""
    return str([table for table in made.tables.values() if "rounded_to" not in str(table)])


def _term(choices: Choices) -> tuple[date, date]:
    """Return a first and a last day; months may be parts of months."""
    first_month = Month(2016 * 12 + choices.whole(0, 23))
    last_month = Month(first_month + choices.whole(0, 17))
    first, last = months.first_day(first_month), months.last_day(last_month)
    if choices.chance(4):
        first += timedelta(days=choices.whole(0, 27))
    if choices.chance(4):
        last = max(first, last - timedelta(days=choices.whole(0, 27)))
    return first, last


def _parties(years_start: str, first: date, last: date) -> Tree:
    return {
        "id": "made-up",
        "title": "A made-up contract",
        "authority": "A council",
        "provider": "A provider",
        "first_day": day(first),
        "last_day": day(last),
        "years_start": years_start,
        "regime": "none",
    }


def _charge(choices: Choices, first: date, last: date) -> Tree:
    payable: Tree = "twelfths"
    if choices.chance(3):
        weights = [Fraction(choices.whole(0, 12), 4) for _ in range(12)]
        payable = [number(weight) for weight in [weights[0] + 1, *weights[1:]]]
    lines = [_charge_line(choices, place, first, last) for place in range(choices.whole(1, 3))]
    return {"lines": lines, "payable": payable, "part_month": "days in the month", "index": "none"}


def _charge_line(choices: Choices, place: int, first: date, last: date) -> Tree:
    starts = {day(first) if choices.chance(3) else months.label(months.of_day(first))}
    for _ in range(choices.whole(0, 2)):
        later = first + timedelta(days=choices.whole(1, max((last - first).days, 1)))
        starts |= {day(later)} if first < later <= last else set()
    # A line that costs nothing for a time leaves all of those months to the codes and funds of the others.
    prices = {start: pounds(0 if choices.chance(3) else choices.whole(0, 20_000_000)) for start in sorted(starts)}
    line = {"id": f"line{place}", "title": f"line{place}"}
    under = {"fund": choices.one_of(FUNDS), "vat": choices.one_of(VAT_CODES)}
    # The first is the provider's own: not everything can be passed through.
    passed = yes_no(bool(place) and choices.chance(5))
    return {**line, **under, "annual": prices, "pass_through": passed, "clause": "2.1"}


def _returns(choices: Choices, made: Sequence[MadeIndicator]) -> Tree:
    needed = {str(measure["from"]) for one in made if isinstance(measure := one.tree["measure"], dict)}
    due = {
        "working_days": number(choices.whole(1, 8)),
        "after": "end of month",
        "by": choices.one_of(("17:00", "00:00", "23:59")),
        "clause": "5.1",
    }
    return {"due": due, "datasets": [name for name in DATASETS if name in needed or choices.chance(2)]}


def _variations(choices: Choices, scope: Scope, tree: dict[str, Tree], made: Sequence[MadeIndicator]) -> Tree:
    """Return signed changes of terms that the file states, one term each."""
    changeable = _changeable(choices, tree, made)
    entries: list[Tree] = []
    for place in range(choices.whole(0, 2)):
        path, value = choices.one_of(changeable)
        signed = _signed(choices, again=f"'{path}'" in str(entries))
        entries.append(
            {
                "ref": f"V{place + 1}",
                "title": "A change",
                "signed": day(signed),
                "effective": _effective(choices, scope, path),
                "known": day(signed),
                "replaces": choices.one_of(("this entry", "the rest of the schedule")),
                "changes": {path: value()},
            }
        )
    return entries


def _signed(choices: Choices, *, again: bool) -> date:
    """Return one day for all variations, but for the second of one term the day before or after it.

    Of two of one term that are signed on one day neither would be the later.
    """
    return date(2016, 2, 1) + timedelta(days=choices.one_of((1, -1)) if again else 0)


def _effective(choices: Choices, scope: Scope, path: str) -> str:
    """Return the first month on the new terms; a price may also change on a day."""
    month = choices.one_of(scope.months)
    if path.startswith("charge.") and month not in (scope.months[0], scope.months[-1]) and choices.chance(5):
        return day(months.first_day(month) + timedelta(days=choices.whole(0, 27)))
    return months.label(month)


def _changeable(
    choices: Choices, tree: dict[str, Tree], made: Sequence[MadeIndicator]
) -> list[tuple[str, Callable[[], str]]]:
    """Return the places of terms that may change, each with a way to make up its new value."""

    def some_pounds() -> str:
        return pounds(choices.whole(0, 60_000))

    found: list[tuple[str, Callable[[], str]]] = [
        ("charge.lines.line0.annual", lambda: pounds(choices.whole(0, 9_000_000)))
    ]
    for one in made:
        terms = _terms_of(choices, one, carries=carries(tree["rules"]))
        found += [(f"indicators.{one.tree['id']}.{key}", value) for key, value in terms]
    rules_of_deduction = tree["deductions"]
    assert isinstance(rules_of_deduction, dict)
    for part, key in (("point", "pounds"), ("reporting_failure", "late"), ("amount_at_risk", "pounds")):
        if isinstance(rules_of_deduction[part], dict) and key in rules_of_deduction[part]:
            found.append((f"deductions.{part}.{key}", some_pounds))
    if rules_of_deduction["repeat"] != "none":
        found.append(("deductions.repeat.multiplier", lambda: choices.one_of(("2.5", "1", "4"))))
    limits = tree["caps"]
    assert isinstance(limits, list)
    # A variation might replace what a part year, or the year after it, allows.
    found += [(f"caps.{cap['id']}.amount", some_pounds) for cap in limits if isinstance(cap.get("amount"), str)]
    return found + _paid(choices, tree)


def _paid(choices: Choices, tree: dict[str, Tree]) -> list[tuple[str, Callable[[], str]]]:
    """Return the places of rates of VAT and of deadweight."""
    stated, paid = tree["statement"], tree["outcomes"]
    assert isinstance(stated, dict)
    assert isinstance(paid, list)
    vat = stated.get("vat", {})
    rates = vat["rates"] if isinstance(vat, dict) and vat else {}
    assert isinstance(rates, dict)
    found: list[tuple[str, Callable[[], str]]] = [
        (f"statement.vat.rates.{code}", lambda: choices.one_of(("17.5", "0", "20"))) for code in rates
    ]
    return found + [
        (f"outcomes.{line['id']}.deadweight", lambda: number(choices.whole(0, 100)))
        for line in paid
        if isinstance(line, dict) and line["deadweight"] != "none"
    ]


def _terms_of(choices: Choices, one: MadeIndicator, *, carries: bool) -> list[tuple[str, Callable[[], str]]]:
    values: dict[str, Callable[[], str]] = {
        "target": lambda: number(choices.whole(1, 95)),
        "bands": lambda: choices.one_of(list(one.tables)),
        "definition": lambda: f"As varied, {choices.whole(1, 999)}.",
        "minimum_denominator": lambda: number(choices.whole(0, 12)),
        "measurable": lambda: choices.one_of(("yes", "no")),
    }
    # Where a cost is linear, all is due at a value that has to stay worse than the target.
    fixed = {"target"} if any("linear" in str(table) for table in one.tables.values()) else set()
    # Where the last status is carried, the longer table has some that the shorter one lacks: there is no way back.
    fixed |= {"bands"} if carries and len({_length(table) for table in one.tables.values()}) > 1 else set()
    found = [(key, value) for key, value in values.items() if key in one.tree.keys() - fixed]
    if "baseline_floor" in one.tree:
        found.append(("baseline_floor.value", lambda: number(choices.whole(1, 95))))
    return found


def _length(table: Tree) -> int:
    assert isinstance(table, dict)
    return len(table["rungs"])
