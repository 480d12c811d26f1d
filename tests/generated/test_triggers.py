"""Triggers of contracts that nobody chose: what the chain left says the same as the reference."""

from collections import defaultdict
from fractions import Fraction

from contracts.months import Month
from contracts.terms import combine, terms_of
from contracts.terms.judgement import bands_in
from contracts.triggers import Trigger
from metrics import chain
from metrics.engine import open_engine
from metrics.facts import combine as combine_facts
from metrics.triggers import Judged, Key, triggered
from tests.generated.agreement import Made, make, priced
from tests.generated.choices import Seeded
from tests.generated.made_facts import facts_of
from tests.reference.measures import TO_COME
from tests.reference.mechanism import work_out
from tests.reference.triggers import standing

CASES = [make(Seeded(seed)) for seed in range(7000, 7040)]
WHEN = ("2 failures in a row", "2 failures in 5 months", "6 points in 3 months")


def _left() -> list[dict[Key, Judged]]:
    """Return what steps 8 and 9 left of each case, awaited months left out."""
    terms = combine([terms_of(priced(case), number=place) for place, case in enumerate(CASES)])
    facts = combine_facts([facts_of(case.contract, case.figures, place) for place, case in enumerate(CASES)])
    with open_engine() as connection:
        chain.work_out(connection, terms, facts)
        names = ("severity", "failure_run", "failure_line", "relieved")
        rows = {name: chain.relation(connection, name).filter(scenario=0).to_dicts() for name in names}
    points: defaultdict[tuple[int, int, int], Fraction] = defaultdict(Fraction)
    for row in rows["failure_line"]:
        if row["cost_kind"] == "points":
            key = row["contract"], row["indicator"], row["month"]
            points[key] += Fraction(int(row["cost"]), int(row["cost_scale"]))
    places = {(row["contract"], row["indicator"], row["month"]): row["place_in_run"] for row in rows["failure_run"]}
    statuses = {(row["contract"], row["indicator"], row["month"]): row["data_status"] for row in rows["relieved"]}
    found: list[dict[Key, Judged]] = [{} for _ in CASES]
    for row in rows["severity"]:
        key = row["contract"], row["indicator"], row["month"]
        if statuses[key].replace(" ", "_") not in TO_COME:
            agreed, month = CASES[key[0]].contract, Month(key[2])
            one = agreed.indicators[key[1] - 1]
            status = bands_in(agreed, one, month)[row["band"] - 1].rung.status if row["band"] else None
            skipped, place = row["run"] == "skipped", places.get(key, 0)
            found[key[0]][one.id, month] = Judged(status, bool(row["fails"]), skipped, place, points[key])
    return found


def _with_triggers(case: Made) -> Made:
    """Return a case whose contract has a trigger of each kind, the last on the worst status of its first indicator."""
    worst = case.contract.bands[case.contract.indicators[0].bands[0][1]].rungs[-1].status
    stated = [*WHEN, f"status {worst} or 3 failures in a row"]
    found = tuple(Trigger(id=when, when=when, indicators="all", clause="1") for when in stated)
    return Made(case.text, case.contract.model_copy(update={"triggers": found}), case.figures)


def test_the_reference_says_the_same() -> None:
    seen, stands_while_skipped = set(), False
    for case, left in zip(map(_with_triggers, CASES), _left(), strict=True):
        judged = [one for one in work_out(case.contract, case.figures).judged if one.status not in TO_COME]
        for month in map(Month, range(case.contract.first_month, case.contract.last_month + 1)):
            found = {
                (each.trigger.id, each.indicator or ""): each.since for each in triggered(case.contract, left, month)
            }
            assert found == standing(case.contract, judged, month), case.text
            seen |= {name for name, _ in found}
            own = [name for (of, name), since in found.items() if of == WHEN[0] and since < month]
            stands_while_skipped |= any((name, month) in left and left[name, month].is_skipped for name in own)
    assert len(seen) >= 4, "some kind of trigger was never set off"
    assert stands_while_skipped, "no month was skipped in which failures in a row stood"
