"""Documents made by hand for the figures: a contract of four indicators, and a month with what a case says of it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

from contracts import months
from contracts.caps import Cap
from contracts.contract import Contract
from contracts.months import Month
from contracts.relief import BeddingIn
from dashboard.figures.in_view import InView
from statements.documents import (
    Board,
    CapUse,
    DatasetReceipt,
    MeasureShown,
    MonthTotal,
    Statement,
    StatementLine,
    TriggerShown,
)
from tests.dashboard.small_store import CONTRACT

CHARGE = 90_000_000
NOVEMBER = months.parse("2016-11")
DUE = datetime(2016, 12, 7, 17, 0, tzinfo=UTC)
BANDS = ("green", "green amber", "red amber", "red")
TITLES = {"A": "Plans issued in time", "B": "Offers made in time", "C": "Meals taken up", "D": "Schools judged good"}


def contract(**changes: Any) -> Contract:
    """The small contract with indicators A to D; D is measured in December alone."""
    whole = CONTRACT.contract
    indicators = tuple(
        whole.indicators[0].model_copy(update={"id": name, "title": title}) for name, title in TITLES.items()
    )
    yearly = indicators[3].measured.model_copy(update={"every": "year", "in_": (11,)})
    last = indicators[3].model_copy(update={"measured": yearly})
    return whole.model_copy(update={"indicators": (*indicators[:3], last), **changes})


MONTH_CAP = Cap(
    id="one month", per="month", applies_to="all", amount="£10,000.00", limits=("performance",), excess="extinguished",
    charge_lines=None, prices_of=None, restores_headroom=None, clause="7.3",
)  # fmt: skip
BEDDING_IN = BeddingIn(first="2016-04", last="2016-11", clause="3.1")


def measure(indicator: str, month: str = "2016-11", band: int | None = 1, **said: Any) -> MeasureShown:
    """A measure that was reported and judged, unless the case says otherwise."""
    status = BANDS[band - 1] if band else None
    given = {
        "data_status": "reported", "fails": band is not None and band > 2, "measure": "90.5% (172 of 190)",
        "target": "95%", "place_in_run": 0, "deducted": 0 if band else None, "commentary": "",
        "reason_not_reported": "", "verified_by": "sampled",
    }  # fmt: skip
    return MeasureShown(
        indicator=indicator, title=TITLES[indicator], service="sen", clause="4.2", owner="Admissions Manager",
        month=month, status=status, band=band, **(given | said),
    )  # fmt: skip


def line(indicator: str | None, pence: int, **said: Any) -> StatementLine:
    """A deduction of so many pence; without an indicator, for a late return."""
    given = {
        "kind": "performance" if indicator else "reporting", "title": TITLES[indicator] if indicator else "Late",
        "measured": "2016-11", "priced": "2016-11", "charged": "2016-11", "brought_forward": False,
        "data_status": "reported", "status": "red", "measure": "90.5% (172 of 190)", "target": "95%", "points": "5",
        "before_caps": -pence,
    }  # fmt: skip
    return StatementLine(
        number=1, indicator=indicator, clause="4.2", amount=-pence, fund="general fund", verified_by="sampled",
        words="In words.", sums=(), evidence=(), **(given | said),
    )  # fmt: skip


def receipt(status: str = "on time", month: str = "2016-11") -> DatasetReceipt:
    came = {"on time": datetime(2016, 12, 6, 9, 0, tzinfo=UTC), "late": datetime(2016, 12, 9, 9, 0, tzinfo=UTC)}
    return DatasetReceipt(
        dataset="indicators", month=month, receipt_status=status, due_at=DUE, received_at=came.get(status)
    )


def charge_line() -> StatementLine:
    return line(None, -CHARGE, kind="charge", title="Management fee", before_caps=CHARGE)


def view(
    *parts: MeasureShown | StatementLine | DatasetReceipt | CapUse | TriggerShown,
    earlier: Mapping[str, int] | None = None,
    month: Month = NOVEMBER,
    **changes: Any,
) -> InView:
    """A month with its parts; ``earlier`` is what other months deducted, in pence."""
    agreed = contract(**changes)
    lines = [each for each in parts if isinstance(each, StatementLine)]
    deducted = -sum(each.amount for each in lines)
    totals = {**(earlier or {}), months.label(month): deducted}
    caps = tuple(each for each in parts if isinstance(each, CapUse))
    receipts = tuple(each for each in parts if isinstance(each, DatasetReceipt))
    known = datetime(2016, 12, 8, tzinfo=UTC)
    head = {
        "contract": agreed.id, "title": agreed.contract.title, "authority": agreed.contract.authority,
        "provider": agreed.contract.provider, "month": months.label(month), "known_at": known, "illustrative": True,
        "caps": caps,
    }  # fmt: skip
    board = Board(
        **head,
        facts=("The fee is £10.8m. (A paper)",),
        months=tuple(
            MonthTotal(month=at, charge=CHARGE, deducted=pence, net=CHARGE - pence) for at, pence in totals.items()
        ),
        grid=tuple(each for each in parts if isinstance(each, MeasureShown)),
        triggers=tuple(each for each in parts if isinstance(each, TriggerShown)),
        receipts=receipts or (receipt(month=months.label(month)),),
    )
    numbered = (each.model_copy(update={"number": place}) for place, each in enumerate((charge_line(), *lines), 1))
    statement = Statement(
        **head, state="draft", contract_version=1, contract_digest="c" * 64, digest="d" * 64, charge=CHARGE,
        deducted=deducted, net=CHARGE - deducted, lines=tuple(numbered),
    )  # fmt: skip
    return InView(agreed, month, board, statement)


def beside(seen: InView, *lines: StatementLine) -> InView:
    """The same month with lines beside its charge, which are no deductions."""
    was, more = seen.statement, sum(each.amount for each in lines)
    said = {"lines": (*was.lines, *lines), "charge": was.charge + more, "net": was.net + more}
    return replace(seen, statement=was.model_copy(update=said))


def parsed(markup: str) -> ElementTree.Element:
    """Read markup as a tree; it fails where an element is not closed or text was not escaped."""
    closed = re.sub(r"<img([^>]*)>", r"<img\1/>", markup)
    return ElementTree.fromstring(f"<paper>{closed}</paper>")


def text(found: ElementTree.Element | None) -> str:
    """What a reader reads, spaces as one."""
    assert found is not None
    return " ".join("".join(found.itertext()).split())
