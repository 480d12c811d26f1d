"""The chain: from terms and facts to capped lines and the net payment, one SQL file a step.

Each step reads what the ones before left, as relations named for what they return.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial
from pathlib import Path

import duckdb
import polars as pl

from contracts.bases import VAT_FROM
from contracts.earned import EARNED_FROM
from contracts.errors import ReckonerError
from contracts.terms import Terms
from metrics import cap_steps
from metrics.decided import with_decided
from metrics.engine import parsed
from metrics.facts import Facts
from metrics.relief import RUN_SEEN, with_relief_scenarios

FOLDER = Path(__file__).parent / "steps"

STEPS = (
    "00_charge",
    "00_monthly_charge",
    "01_receipt_status",
    "03_counted",
    "03_measure",
    "04_data_status",
    "04_pooled",
    "05_relieved",
    "06_band",
    "06_carried_band",
    "07_severity",
    "08_failure_run",
    "08_failure_line",
    "10_free_points",
    "11_ratcheted",
    "12_point_percentage",
    "12_failure_amount",
    "16_reporting_amount",
    "17_rounded_line",
    "18_cap_limit",
)
MONTHLY_CHARGE = "00_monthly_charge"
MEASURE = "03_measure"
PRICED_STAGE = "03_priced_stage"
POOLED = "04_pooled"
ROLLING = "04_rolling_pool"
POOLS = "04_pools"
CHANGED = "05_measure"
RELIEVED = "05_relieved"
AWAITING = "05_awaiting_stage"
SEVERITY = "07_severity"
SET_ASIDE = "07_relief_set_aside"
NO_DEARER = "07_severity_no_dearer"
STATUS_TAKEN = "07_status_taken"
FIGURE_TAKEN = "07_figure_taken"
RUN = "08_failure_run"
AS_FIRST_KNOWN = "08_failure_run_as_first_known"
BEATEN = "09_beaten_failure"
COUNTED_ONCE = "09_severity"
FREE_POINTS = "10_free_points"
ROLLING_FREE = "10_rolling_free_points"
AMOUNT = "12_failure_amount"
REDUCED = "12_reduced_amount"
ROUNDED = "17_rounded_line"
LOSS = "17_limited_loss"
LINE_AND_LOSS = "17_line_and_loss"
EARNED_CAPPED = "18_earned_line"
DEDUCTION = "18_deduction_line"
FORGONE = "18_forgone"
KEPT = "18_kept_line"
PUT_RIGHT = "19_put_right"
EARNED_BACK = "19_earned_back"
CHARGED = "19_charged_line"
NET = "20_net"
CARRIED_NET = "20_carried_net"
VAT_PART = "20_vat_part"
VAT_SPLIT = "20_vat_split"
VAT = "20_vat"

EARNED_LINE = "17_earned_line"
LISTED_VAT = "00_listed_vat"
CHARGE_AND_EARNED = "20_charge_and_earned"
PAYABLE = "20_monthly_payable"
REPORTED = "14_reported_money"
SETTLED = {"term_guarantee": "14_guaranteed_amount", "term_share": "14_shared_amount"}
_LOST = {SETTLED["term_guarantee"]: "-amount", SETTLED["term_share"]: "loss"}
"""How the steps whose losses caps may limit say what they take off. Others lose nothing."""

EARNING = {"term_outcome": "13_outcome_payment", **SETTLED, "term_unit_price": "15_unit_price_amount"}
"""The steps that add to the charge, by the table of terms without which each is left out."""

_READS_AS_TAKEN = {BEATEN, PUT_RIGHT, REPORTED, *EARNING.values()}
"""The steps that read figures or their statuses once it is known of which measures relief is set aside."""

ONLY_SOME = (
    LISTED_VAT,
    REPORTED,
    *EARNING.values(),
    EARNED_LINE,
    LOSS,
    LINE_AND_LOSS,
    EARNED_CAPPED,
    DEDUCTION,
    CHARGE_AND_EARNED,
    PAYABLE,
    PRICED_STAGE,
    ROLLING,
    POOLS,
    CHANGED,
    AWAITING,
    SET_ASIDE,
    NO_DEARER,
    STATUS_TAKEN,
    FIGURE_TAKEN,
    AS_FIRST_KNOWN,
    BEATEN,
    COUNTED_ONCE,
    REDUCED,
    ROLLING_FREE,
    FORGONE,
    KEPT,
    PUT_RIGHT,
    EARNED_BACK,
    CHARGED,
    CARRIED_NET,
    VAT_PART,
    VAT_SPLIT,
    VAT,
)
"""The steps that are left out unless a contract in the run uses what they work out."""

ALL_STEPS = tuple(sorted((*STEPS, *ONLY_SOME, *cap_steps.STEPS, NET), key=lambda step: step[:2]))
"""Every step there is: those of every contract, and those that only some contracts need."""


@cache
def sql_of(step: str) -> str:
    """Return the SQL text of a step."""
    return (FOLDER / f"{step}.sql").read_text(encoding="utf-8")


def relation_of(step: str) -> str:
    """Return the name of what a step returns."""
    return step[3:]


class SumTooLong(ReckonerError):
    """A sum that cannot be kept exactly: it is never rounded to fit."""

    def __init__(self, relation: str) -> None:
        super().__init__(
            f"The sums that lead to “{relation.replace('_', ' ')}” grow longer than the 38 digits up to which they are "
            "exact. Nothing was worked out. Write targets, bands, weights and percentages of the contract file, and "
            "the figures of the return, with fewer places after the point, or in a larger unit."
        )


def work_out(
    connection: duckdb.DuckDBPyConnection, terms: Terms, facts: Facts, sql_for: Callable[[str], str] = sql_of
) -> list[str]:
    """Work the whole chain out on a connection, leaving every step's relation there as a temporary table.

    Returns the names of these relations. ``sql_for`` gives the SQL of each step: its file's, unless somebody asks what
    another text would do.

    Raises:
        SumTooLong: a sum grows beyond what is kept exactly.
    """
    terms, facts = prepared(terms, facts)
    steps = list(relations(terms, sql_for))
    read = frozenset[str]().union(*(_words(sql) for _, sql in steps))
    for name, frame in {**terms.tables, **facts.tables}.items():
        # To make a table known costs as much as a small step, and most contracts need fewer than half of them.
        if name in read:
            connection.register(name, frame)
    for relation, sql in steps:
        try:
            connection.execute(parsed(f"create or replace temp table {relation} as {sql}"))
        except duckdb.OutOfRangeException as error:
            raise SumTooLong(relation) from error
    return [relation for relation, _ in steps]


@lru_cache(maxsize=512)
def _words(sql: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", sql))


def prepared(terms: Terms, facts: Facts) -> tuple[Terms, Facts]:
    """Return terms and facts as the steps read them: with what relief and decisions add to them."""
    return with_decided(*with_relief_scenarios(terms, facts))


def relations(terms: Terms, sql_for: Callable[[str], str] = sql_of) -> Iterator[tuple[str, str]]:
    """Yield the name of every relation that a run needs, and its SQL, in the order of the chain."""
    if not terms.tables["term_without_relief"].is_empty():
        yield from _relations(terms, partial(_as_taken, sql_for))
    else:
        yield from _relations(terms, sql_for)


def _as_taken(sql_for: Callable[[str], str], step: str) -> str:
    """Return a step so that it reads each measure without relief where relief is set aside."""
    if step not in _READS_AS_TAKEN:
        return sql_for(step)
    of_status = re.sub(r"(?i)\bjoin relieved\b", f"join {relation_of(STATUS_TAKEN)} as relieved", sql_for(step))
    return re.sub(r"(?i)\bjoin data_status\b", f"join {relation_of(FIGURE_TAKEN)} as data_status", of_status)


def _relations(terms: Terms, sql_for: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    earned = [step for table, step in EARNING.items() if not terms.tables[table].is_empty()]
    losses = not terms.tables["term_limited"].is_empty()
    yield from _to_lines(terms, list(_earning(earned, sql_for, losses=losses)), sql_for)
    caps = list(cap_steps.caps_of(terms))
    if not terms.tables["term_earn_back"].is_empty() or any(step == cap_steps.WALKED for _, step in caps):
        yield relation_of(PUT_RIGHT), sql_for(PUT_RIGHT)
    rounded = sql_for(LINE_AND_LOSS) if losses else _ROUNDED
    yield from cap_steps.through(caps, rounded, sql_for)
    before = f"select * from {cap_steps.after_cap(caps[-1][0])}" if caps else rounded
    if losses:
        yield "after_all", before
        yield relation_of(EARNED_CAPPED), sql_for(EARNED_CAPPED)
        before = sql_for(DEDUCTION)
    if earned:
        yield from ((relation_of(step), sql_for(step)) for step in (CHARGE_AND_EARNED, PAYABLE))
    if not terms.tables["term_decided"].is_empty():
        yield "after_caps", before
        yield relation_of(FORGONE), sql_for(FORGONE)
        before = sql_for(KEPT)
    yield from cap_steps.between(terms)
    yield from _given_back(before, terms, sql_for)
    for name, step in _ending(terms):
        yield name, with_earned(sql_for(step)) if earned else sql_for(step)


def _to_lines(terms: Terms, earning: list[tuple[str, str]], sql_for: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Yield the steps up to the lines in whole pence, with those that work out what months earn beside their charge.

    Nobody reads those before lines are rounded, unless a percentage is of more than the charge: then they, and the sums
    of which percentages are taken, come right before the first percentage. They need no more than the status of every
    measure.
    """
    of_more = bool((terms.tables["term_base_line"]["charge_line"] >= EARNED_FROM).any())
    for step in STEPS:
        if of_more and step == MONTHLY_CHARGE:
            continue
        if step == (AMOUNT if of_more else ROUNDED):
            yield from earning
        if of_more and step == AMOUNT:
            yield from _bases(terms, sql_for)
        yield from _stage(step, terms, sql_for)


def _bases(terms: Terms, sql_for: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Yield the sums of which percentages are taken where some are of more than the charge."""
    with_vat = bool((terms.tables["term_base_line"]["charge_line"] >= VAT_FROM).any())
    yield "paid_before_vat" if with_vat else "paid_line", _PAID
    if with_vat:
        yield relation_of(LISTED_VAT), sql_for(LISTED_VAT)
        yield "paid_line", f"{_LINE} paid_before_vat union all {_LINE} {relation_of(LISTED_VAT)}"
    yield relation_of(MONTHLY_CHARGE), of_what_is_paid(sql_for(MONTHLY_CHARGE))


_NOTHING_EARNED = """
    select scenario, contract, 0 as charge_line, month, 0 as pence, 0 as counted from term_month where month is null
"""
_LINE = "select scenario, contract, charge_line, month, pence from"
_PAID = " union all ".join(f"{_LINE} {name}" for name in ("charge", "earned_alone", "of_other_months"))
_ROUNDED = "select *, statement_month as charged_month from rounded_line"


def _given_back(before: str, terms: Terms, sql_for: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Yield the lines as charged, less what is earned back where a contract gives anything back."""
    if terms.tables["term_earn_back"].is_empty():
        yield relation_of(CHARGED), before
    else:
        yield "taken_line", before
        yield from ((relation_of(step), sql_for(step)) for step in (EARNED_BACK, CHARGED))


def _earning(earned: list[str], sql_for: Callable[[str], str], *, losses: bool) -> Iterator[tuple[str, str]]:
    """Yield the steps whose lines are paid beside the charge, up to whole pence, or that nothing is.

    Where caps limit ``losses``, the lines are final only after them.
    """
    if not earned:
        yield "earned_alone", _NOTHING_EARNED
        return
    reported = [REPORTED] if set(earned) & set(SETTLED.values()) else []
    yield from ((relation_of(step), sql_for(step)) for step in (*reported, *earned))
    amounts = "select scenario, contract, charge_line, month, amount, {} as loss, amount_scale from {}"
    exact = [amounts.format(_LOST.get(step, "0"), relation_of(step)) for step in earned]
    yield "earned_amount", " union all ".join(exact)
    yield "earned_alone", sql_for(EARNED_LINE)
    if losses:
        yield relation_of(LOSS), sql_for(LOSS)
    else:
        yield relation_of(EARNED_LINE), "select * from earned_alone"


def of_what_is_paid(sql: str) -> str:
    """Return the step of which percentages are taken so that it reads, in the charge's place, all that is paid."""
    return re.sub(r"(?i)\bjoin charge\b", "join paid_line as charge", sql)


def with_earned(sql: str) -> str:
    """Return a step that pays or taxes the charge so that it reads, in its place, the charge and what was earned."""
    paid = re.sub(r"\bmonthly_charge\b", relation_of(PAYABLE), sql)
    return re.sub(r"(?i)\bfrom charge\b", f"from {relation_of(CHARGE_AND_EARNED)}", paid)


def _ending(terms: Terms) -> Iterator[tuple[str, str]]:
    """Yield the steps from the lines to what is paid, with those that only some contracts need."""
    if terms.tables["term_net_carried"].is_empty():
        yield relation_of(NET), NET
    else:
        yield "net_of_month", NET
        yield relation_of(NET), CARRIED_NET
    if not terms.tables["term_vat_line"].is_empty():
        split = not terms.tables["term_vat_share"].is_empty()
        yield "part_alone" if split else relation_of(VAT_PART), VAT_PART
        if split:
            yield relation_of(VAT_PART), VAT_SPLIT
        yield relation_of(VAT), VAT


def _stage(step: str, terms: Terms, sql_for: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Yield a step, and with it those that only some contracts need, each under the name that the next one reads."""
    relief, once = not terms.tables["term_without_relief"].is_empty(), counts_incidents_once(terms)
    stages: list[tuple[str, str]] = [(relation_of(step), step)]
    if step == MEASURE:
        yield from measuring(terms, sql_for)
        return
    if step == POOLED and not terms.tables["term_rolling_pool"].is_empty():
        stages = [("forward_pool", POOLED), (relation_of(ROLLING), ROLLING), (relation_of(POOLED), POOLS)]
    elif step == RELIEVED and not terms.tables["term_stage"].is_empty():
        stages = [("relieved_awaited", RELIEVED), (relation_of(RELIEVED), AWAITING)]
    elif step == SEVERITY and (relief or once):
        stages = list(_severities(relief=relief, once=once))
    elif step == RUN and not terms.tables[RUN_SEEN].is_empty():
        stages = [("failure_run_alone", RUN), (relation_of(RUN), AS_FIRST_KNOWN)]
    elif step == FREE_POINTS and not terms.tables["term_rolling_free"].is_empty():
        stages = [("points_of_month", FREE_POINTS), (relation_of(FREE_POINTS), ROLLING_FREE)]
    elif step == AMOUNT and relief:
        stages = [("amount_alone", AMOUNT), (relation_of(AMOUNT), REDUCED)]
    yield from ((name, sql_for(each)) for name, each in stages)


def measuring(terms: Terms, sql_for: Callable[[str], str] = sql_of) -> Iterator[tuple[str, str]]:
    """Yield what makes up a measure: as it was returned, at the stage that is priced, and as relief changes it."""
    relief, waits = (not terms.tables[name].is_empty() for name in ("term_without_relief", "term_stage"))
    before_relief = "measure_alone" if relief else relation_of(MEASURE)
    yield "measure_returned" if waits else before_relief, sql_for(MEASURE)
    if waits:
        yield relation_of(PRICED_STAGE), sql_for(PRICED_STAGE)
        yield before_relief, f"select * from {relation_of(PRICED_STAGE)}"
    if relief:
        yield relation_of(MEASURE), sql_for(CHANGED)


def _severities(*, relief: bool, once: bool) -> Iterator[tuple[str, str]]:
    """Yield what makes up a measure's severity: by its band, never dearer by relief, and once for each incident."""
    final = relation_of(SEVERITY)
    by_band = "severity_relieved" if relief else "severity_alone"
    yield by_band, SEVERITY
    if relief:
        yield relation_of(SET_ASIDE), SET_ASIDE
        yield "severity_alone" if once else final, NO_DEARER
        yield relation_of(STATUS_TAKEN), STATUS_TAKEN
        yield relation_of(FIGURE_TAKEN), FIGURE_TAKEN
    if once:
        yield relation_of(BEATEN), BEATEN
        yield final, COUNTED_ONCE


def counts_incidents_once(terms: Terms) -> bool:
    """Say whether some contract counts an incident, or a gap in what was returned, as one failure."""
    return not terms.tables["term_one_failure"].is_empty()


def relation(connection: duckdb.DuckDBPyConnection, name: str) -> pl.DataFrame:
    """Return what a step left on a connection, as a frame."""
    frame: pl.DataFrame = connection.sql(f"select * from {name}").pl()
    return frame
