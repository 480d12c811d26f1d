"""Made-up choices that hold for a whole contract: data, relief, what failing costs and what is limited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from contracts import months
from contracts.caps import LOSSES
from contracts.months import NAMES, Month
from tests.generated.choices import Choices
from tests.generated.writing import Tree, dated, number, pounds, yes_no

RUNS = ("skipped", "extends", "breaks")
VAT_CODES = ("standard", "reduced", "exempt")
FUNDS = ("general", "grant")
BOUNDARY = ("carry on", "charge", "drop")
LIFE = ("reply", "dispute", "deduction_notice", "payment", "credit_note", "interest", "reopening")
"""How a statement lives once it is drawn: of no matter to the chain, unless interest is part of a base."""


@dataclass(frozen=True)
class Scope:
    """What the parts of one contract have to agree on. ``costs`` are the ways in which its bands may cost.

    ``one_unit`` says that there is one such way, with one base, so that any two failures can be compared; ``settles``
    that the first indicator reports money every month, on which guarantees and shares can be settled;
    ``is_linear`` that some bands may cost by how far a value is from its target.
    """

    months: Sequence[Month]
    services: Sequence[str]
    years_start: str
    costs: tuple[str, ...]
    one_unit: bool = False
    settles: bool = False
    is_linear: bool = False

    @property
    def values_needed(self) -> bool:
        """Say whether some band costs so much a unit, which nothing but a value can be priced by."""
        return "per_unit" in self.costs


def rules(choices: Choices, scope: Scope) -> Tree:
    """Return ``rules``."""
    takes: Sequence[str] = ("no deduction", "worst band", "carry last status", "carry last status")
    takes = takes[:1] if scope.values_needed else takes[:2] if scope.is_linear else takes
    return {
        "priced": choices.one_of(("the month's own charge", "the next month's charge")),
        "rounding": choices.one_of(("line", "statement")),
        "round_for_banding": {"places": number(choices.whole(0, 2))} if choices.chance(3) else "none",
        "when": _when(choices, scope, takes),
        "records_differ_from_statement": choices.one_of(("records", "statement")),
        "cases_before_start": choices.one_of(("counted", "excluded")),
    }


def _when(choices: Choices, scope: Scope, takes: Sequence[str]) -> Tree:
    withheld: dict[str, Tree] = {"money": "withheld", "until": "the next return's due time"}
    money: dict[str, Tree] = withheld if choices.chance(5) else {"money": "deducted"}
    then = choices.one_of([take for take in takes if take != "carry last status"])
    return {
        "missing": _not_judged(choices, takes) | _gap(choices, scope) | money,
        "below_minimum": _below_minimum(choices, takes),
        "nil_activity": _not_judged(choices, takes),
        "not_measurable": _not_judged(choices, takes),
        "relieved": {"run": choices.one_of(RUNS), "clause": "5.5"},
        "carry_last_status": {"months": number(choices.whole(0, 3)), "then": then} if len(takes) > 1 else "none",
    }


def _gap(choices: Choices, scope: Scope) -> dict[str, Tree]:
    """Return how a gap that touches several indicators is counted."""
    if not scope.one_unit or choices.chance(3):
        return {"per": "indicator"}
    return {"per": choices.one_of(("dataset", "return")), **_one_failure(choices)}


def _one_failure(choices: Choices) -> dict[str, Tree]:
    return {
        "decided": choices.one_of(("after the repeat", "before the repeat")),
        "suppressed_failure": choices.one_of(("counts in its run", "is skipped in its run")),
    }


def _not_judged(choices: Choices, takes: Sequence[str]) -> dict[str, Tree]:
    return {"take": choices.one_of(takes), "run": choices.one_of(RUNS), "clause": "5.2"}


def _below_minimum(choices: Choices, takes: Sequence[str]) -> Tree:
    if not choices.chance(7):
        return _not_judged(choices, takes)
    if choices.chance(3):
        return {
            "take": "pool",
            "kind": "rolling",
            "run": choices.one_of(RUNS),
            "months": number(choices.whole(0, 4)),
            "too_few": choices.one_of(takes),
            "over_year_end": yes_no(choices.chance(5)),
            "over_changed_definition": yes_no(choices.chance(5)),
            "clause": "5.3",
        }
    return {
        "take": "pool",
        "kind": "forward",
        "run": choices.one_of(RUNS),
        "at_year_end": choices.one_of(BOUNDARY),
        "at_changed_definition": choices.one_of(BOUNDARY),
        "clause": "5.3",
    }


def relief(choices: Choices, scope: Scope, indicators: Sequence[str]) -> Tree:
    """Return ``relief``."""
    agreed = _agreed(choices, scope) | {"suspensions": _suspensions(choices, scope, indicators)}
    if not choices.chance(3):
        return {"bedding_in": "none"} | agreed
    first = choices.whole(0, min(2, len(scope.months) - 1))
    last = choices.whole(first, min(first + 3, len(scope.months) - 1))
    stated: dict[str, Tree] = {
        "first": months.label(scope.months[first]),
        "last": months.label(scope.months[last]),
        "clause": "3.1",
    }
    return {"bedding_in": stated | {"except": choices.some(indicators)}} | agreed


def _agreed(choices: Choices, scope: Scope) -> dict[str, Tree]:
    """Return what relief may be agreed: what it costs has to be comparable with what it would cost without."""
    if not scope.one_unit or choices.chance(3):
        return {"agreed": "none"}
    effects = choices.some(("remove_rows", "count_as_met", "excuse_measure", "reduce_amount"), at_least=1)
    reprices = yes_no(choices.chance(5))
    return {"agreed": {"effects": effects, "later_relief_reprices": reprices, "clause": "3.3"}}


def _suspensions(choices: Choices, scope: Scope, indicators: Sequence[str]) -> list[Tree]:
    if not choices.chance(2):
        return []
    first = choices.whole(0, len(scope.months) - 1)
    last = choices.whole(first, min(first + 2, len(scope.months) - 1))
    months_of_it = {"first": months.label(scope.months[first]), "last": months.label(scope.months[last])}
    named: Tree = "all" if choices.chance(3) else choices.some(indicators, at_least=1)
    return [{"indicators": named, **months_of_it, "clause": "3.2"}]


def deductions(choices: Choices, scope: Scope) -> dict[str, Tree]:
    """Return ``deductions``."""
    point = _point(choices, scope)
    has_table = "table" in point
    has_ratchet = not has_table and choices.chance(3)
    free = "none" if has_table or not choices.chance(4) else _free_points(choices, scope, beside_ratchet=has_ratchet)
    ratchet = _ratchet(choices, free) if has_ratchet else "none"
    return {
        "repeat": _repeat(choices, scope) if choices.chance(6) else "none",
        "incidents": _incidents(choices, scope),
        "free_points": free,
        "ratchet": ratchet,
        "point": point if "points" in scope.costs else "none",
        "amount_at_risk": _amount(choices, scope, 400_000, 30) | {"clause": "6.4"}
        if "share" in scope.costs
        else "none",
        "reporting_failure": _reporting(choices, scope) if choices.chance(5) else "none",
        "returned_to": _funds(choices),
    }


def _funds(choices: Choices) -> Tree:
    """Return the fund to which deductions return, or how they are split over several: of no matter to the chain."""
    splits: tuple[Tree, ...] = ("as the charge", dict(zip(FUNDS, ("1", "2"), strict=True)))
    return FUNDS[0] if choices.chance(5) else {"split": choices.one_of(splits)}


def _incidents(choices: Choices, scope: Scope) -> Tree:
    if not scope.one_unit or choices.chance(3):
        return "none"
    return {"only": "the dearest", "indicators": "all", "clause": "6.6", **_one_failure(choices)}


def _amount(choices: Choices, scope: Scope, pence: int, percent: int) -> dict[str, Tree]:
    if choices.chance(5):
        eighths = dated(choices, scope.months, lambda: number(Fraction(choices.whole(0, percent * 8), 8)))
        return {"percent": eighths, "of": "the month's charge"}
    return {"pounds": dated(choices, scope.months, lambda: pounds(choices.whole(0, pence)))}


def _point(choices: Choices, scope: Scope) -> dict[str, Tree]:
    own: dict[str, Tree] = {"rounded_to": choices.one_of(("penny", "pound"))} if choices.chance(3) else {}
    if choices.chance(2):
        rows = sorted({choices.whole(0, 30) for _ in range(choices.whole(1, 4))})
        # A row at 0 points takes 0%: the linter refuses more.
        table = [
            {"points": number(points), "percent": number(place + choices.whole(0, 1) * min(points, 1))}
            for place, points in enumerate(rows)
        ]
        return {"table": table, "of": "the month's charge", "clause": "6.1", **own}
    return _amount(choices, scope, 9_000, 2) | {"clause": "6.1", **own}


def _repeat(choices: Choices, scope: Scope) -> Tree:
    runs = ("continues the run", "starts a new run")
    return {
        "multiplier": dated(choices, scope.months, lambda: choices.one_of(("2", "1", "1.5", "3", "1.1"))),
        "from": "second failure",
        "new_contract_year": choices.one_of(runs),
        "changed_definition": choices.one_of(runs),
        "clause": "6.2",
    }


def _free_points(choices: Choices, scope: Scope, *, beside_ratchet: bool) -> dict[str, Tree]:
    def some_points() -> str:
        return number(Fraction(choices.whole(0, 40), 2))

    counted_for = choices.one_of(("the contract", "each service"))
    per: dict[str, Tree] = {"per": "month"}
    if choices.chance(5):
        per = {"per": "rolling months", "months": number(choices.whole(1, 5))}
    # A ratchet begins where free points end; those of several months end elsewhere each month, and may change.
    steady = beside_ratchet and "months" not in per
    points = some_points() if steady else dated(choices, scope.months, some_points)
    return {"points": points, **per, "counted_for": counted_for, "clause": "6.3"}


def _ratchet(choices: Choices, free: Tree) -> Tree:
    steady = isinstance(free, Mapping) and "months" not in free
    above = Fraction(str(free["points"])) if isinstance(free, Mapping) and steady else Fraction(0)
    edges = [above]
    for _ in range(choices.whole(0, 2)):
        edges.append(edges[-1] + Fraction(choices.whole(1, 20), 2))
    slices: list[dict[str, Tree]] = [
        {"above": number(edge), "multiplier": choices.one_of(("1", "1.2", "1.5", "2.25"))} for edge in edges
    ]
    joined = [part | {"to": number(end)} for part, end in zip(slices, edges[1:], strict=False)]
    return {"slices": [*joined, slices[-1]], "clause": "6.3"}


def _reporting(choices: Choices, scope: Scope) -> Tree:
    return {
        "late": dated(choices, scope.months, lambda: pounds(choices.whole(0, 20_000))),
        "missing": dated(choices, scope.months, lambda: pounds(choices.whole(0, 40_000))),
        "per": choices.one_of(("return", "dataset")),
        "additional": yes_no(choices.chance(5)),
        "clause": "9.1",
    }


def caps(choices: Choices, scope: Scope, indicators: Sequence[str]) -> list[Tree]:
    """Return ``caps``."""
    levels = [choices.one_of(("month", "indicator", "service", "contract year")) for _ in range(choices.whole(0, 4))]
    levels += ["rolling twelve months"] * (choices.whole(1, 3) if choices.chance(3) else 0)
    found = [_cap(choices, scope, indicators, (f"cap{place}", per)) for place, per in enumerate(levels)]
    return [*found, *(_cap_on_losses(choices, scope, place) for place in range(choices.whole(1, 2) * scope.settles))]


def _cap_on_losses(choices: Choices, scope: Scope, place: int) -> Tree:
    """Return a cap that is low enough to hold a shortfall or a pain back."""
    per = choices.one_of(("month", "contract year", "rolling twelve months"))
    limit = _allowed(choices, scope, per, 9_000)
    limits = [choices.one_of(LOSSES), *(LOSSES if choices.chance(5) else ())]
    stated: dict[str, Tree] = {"id": f"losses{place}", "per": per, "applies_to": "all", "amount": limit}
    stated |= {"limits": sorted(set(limits)), "restores_headroom": "no", "clause": "7.2"}
    return stated | _excess(choices)


def _excess(choices: Choices) -> dict[str, Tree]:
    if not choices.chance(5):
        return {"excess": "extinguished"}
    expiry: Tree = {"months": number(choices.whole(0, 6))} if choices.chance(6) else "none"
    return {"excess": "carried", "expires_after": expiry, "at_end": choices.one_of(("extinguished", "owed"))}


def _cap(choices: Choices, scope: Scope, indicators: Sequence[str], named_for: tuple[str, str]) -> Tree:
    name, per = named_for
    whole_contract = per not in ("indicator", "service")
    named = scope.services if per == "service" else indicators
    kinds = ("performance", "repeat", *(("reporting", *LOSSES) if whole_contract else ()))
    stated: dict[str, Tree] = {"id": name, "per": per, "clause": "7.1"}
    stated |= {"applies_to": "all" if whole_contract or choices.chance(6) else choices.some(named, at_least=1)}
    limits = choices.some(kinds, at_least=1)
    stated |= {"limits": limits, **_limit(choices, scope, per)}
    if set(limits) & set(LOSSES):
        stated |= {"restores_headroom": "no"}
    return stated | _excess(choices)


def _allowed(choices: Choices, scope: Scope, per: str, most: int) -> Tree:
    """Return what a cap allows; on a contract year what each allows, whole or not."""
    found = dated(choices, scope.months, lambda: pounds(choices.whole(0, most)))
    if per != "contract year":
        return found
    starts = (month for month in scope.months[1:] if NAMES[month % 12] == scope.years_start)
    years = {months.label(month): pounds(choices.whole(0, most)) for month in starts}
    return {**(found if isinstance(found, dict) else {months.label(scope.months[0]): found}), **years}


def _limit(choices: Choices, scope: Scope, per: str) -> dict[str, Tree]:
    if choices.chance(5):
        return {"amount": _allowed(choices, scope, per, 90_000)}
    if per == "contract year":
        percent = dated(choices, scope.months, lambda: number(Fraction(choices.whole(0, 40), 8)))
        return {"percent": percent, "of": choices.one_of(("annual charge", "paid to date", "the month's charge"))}
    percent = dated(choices, scope.months, lambda: number(Fraction(choices.whole(0, 160), 8)))
    return {"percent": percent, "of": "the month's charge"}


def statement(choices: Choices, scope: Scope) -> Tree:
    """Return ``statement``: what becomes of a net below zero, and VAT."""
    below = choices.one_of(("nil", "owed", "carried"))
    stated: dict[str, Tree] = {"net_below_zero": below, "clause": "8", **dict.fromkeys(LIFE, "none")}
    if below == "carried":
        stated |= {"at_end": choices.one_of(("owed", "extinguished"))}
    if choices.chance(2):
        paid: Tree = {"within": "30", "of": "calendar days", "after": "certification", "clause": "8.6"}
        stated |= {"payment": paid, "interest": _interest(scope)}
    return stated | {"vat": _vat(choices, scope) if choices.chance(6) else "none"}


def _interest(scope: Scope) -> Tree:
    base: Tree = {months.label(scope.months[0]): "0.5"}
    return {"above_base_rate": "8", "base_rate": base, "fund": "general fund", "clause": "8.7"}


def _vat(choices: Choices, scope: Scope) -> Tree:
    rates = {code: dated(choices, scope.months, lambda: choices.one_of(("20", "17.5", "5", "0"))) for code in VAT_CODES}
    natures = ("price adjustment", "compensation", "debt")
    treatments: dict[str, Tree] = {
        name: {**_codes(choices), "nature": choices.one_of(natures)} for name in ("deductions", "reporting_failures")
    }
    return {"rates": rates, "clause": "8.2", **treatments}


def _codes(choices: Choices) -> dict[str, Tree]:
    """Return one code, or how an amount is split over several."""
    if choices.chance(3):
        return {"code": choices.one_of(VAT_CODES)}
    if choices.chance(7):
        return {"split": "as the charge"}
    parts = {code: number(Fraction(choices.whole(0, 20), choices.one_of((1, 2, 4)))) for code in VAT_CODES}
    return {"split": {code: parts[code] for code in choices.some(VAT_CODES)} | {choices.one_of(VAT_CODES): "7"}}


def earn_back(choices: Choices, indicators: Sequence[str]) -> Tree:
    """Return ``earn_back``."""
    if not choices.chance(5):
        return "none"
    statuses = ("nil activity", "below minimum", "missing", "not measurable", "relieved")
    reported = ["reported"] if choices.chance(9) else []
    return {
        "withheld": ["performance", "repeat"] if choices.chance(7) else [choices.one_of(("performance", "repeat"))],
        "indicators": "all" if choices.chance(8) else choices.some(indicators, at_least=1),
        "share": number(Fraction(choices.whole(1, 80) * 5, 4)),
        "after": choices.one_of(("1", "1", "2", "3")),
        "counts_as_at_target": [*reported, *choices.some(statuses, at_least=1 - len(reported))],
        "expires_after": {"months": number(choices.whole(0, 8))} if choices.chance(4) else "none",
        "restores_headroom": yes_no(choices.chance(5)),
        "clause": "7.9",
    }
