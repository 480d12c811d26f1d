"""What a percentage is taken of: lines of what is paid that are named, or the charge without what is passed through."""

from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import BeforeValidator, ValidationInfo

from contracts.parts import OrLeftOut

if TYPE_CHECKING:
    from contracts.caps import Cap
    from contracts.contract import Contract
    from contracts.indicators import Indicator

EACH_INDICATORS: Final = "each indicator's"

VAT: Final = "VAT"
ADJUSTMENTS: Final = "adjustments"
INTEREST: Final = "interest"

OF_OTHER_MONTHS: Final = {ADJUSTMENTS: 2_001, INTEREST: 2_002}
"""What a statement carries for months that were certified before, numbered after every line of what is paid."""

VAT_FROM: Final = 3_000
"""The VAT on what a base lists is a line of its own, with the number of the base above this."""

NO_LINES: Final = (*OF_OTHER_MONTHS, VAT)
"""What may be listed beside lines that are paid, and is part of no percentage otherwise."""

ShareKind = Literal["share", "share at risk", "points"]
"""What may cost a percentage: a band by itself, its share of the amount at risk, or its points."""

SHARE_KINDS: Final[tuple[ShareKind, ...]] = ("share", "share at risk", "points")

Lines = tuple[str, ...]


def _lines(found: Any) -> Lines:
    """Read a list of the ids of lines that are paid."""
    if not isinstance(found, list | tuple) or not found or not all(isinstance(name, str) for name in found):
        raise ValueError("a list of ids of lines that are paid, and of VAT, adjustments or interest")
    if len(set(found)) < len(found):
        raise ValueError("each line once")
    return tuple(found)


def _beside_of(found: Any, info: ValidationInfo) -> Lines:
    if info.data.get("of") is None:
        raise ValueError("charge_lines beside “of” alone: they say of which lines a percentage is taken")
    return _lines(found)


def _of_a_point(found: Any, info: ValidationInfo) -> Any:
    """Read the lines of which a point is a percentage; a table counts the points of all indicators together."""
    if found == EACH_INDICATORS and info.data.get("of") is not None and info.data.get("table") is None:
        return found
    try:
        return _beside_of(found, info)
    except ValueError as error:
        raise ValueError(f"{error}; or, with percent, {EACH_INDICATORS}") from error


NamedLines = OrLeftOut[Annotated[Lines, BeforeValidator(_lines)]]
"""The ids of lines of the charge, and of what is paid beside it, or `NO_LINES`; None is the whole charge."""

LinesBesideOf = OrLeftOut[Annotated[Lines, BeforeValidator(_beside_of)]]
"""The same beside ``of``."""

PointLines = OrLeftOut[Annotated[Literal["each indicator's"] | Lines, BeforeValidator(_of_a_point)]]
"""The same for a point, which may be worth a percentage of the lines that each indicator names."""


def lines_of_failure(contract: "Contract", indicator: "Indicator", kind: ShareKind) -> Lines | None:
    """Return the lines of which a percentage is taken that failing an indicator costs; None is the whole charge."""
    return _named(contract, indicator, kind) or _not_passed_through(contract)


def lines_of_cap(contract: "Contract", cap: "Cap") -> Lines | None:
    """Return the lines of which a cap is a percentage; None is the whole charge."""
    return cap.charge_lines or _not_passed_through(contract)


def _not_passed_through(contract: "Contract") -> Lines | None:
    """Return the lines of which a percentage is that names none, where these are not the whole charge."""
    lines = contract.charge.lines
    own = tuple(line.id for line in lines if not line.pass_through)
    return own if len(own) < len(lines) else None


def _named(contract: "Contract", indicator: "Indicator", kind: ShareKind) -> Lines | None:
    point, at_risk = contract.deductions.point, contract.deductions.amount_at_risk
    if kind == "share at risk":
        return at_risk.charge_lines if at_risk else None
    if kind == "share" or (point is not None and point.charge_lines == EACH_INDICATORS):
        return indicator.charge_lines
    return point.charge_lines if point and point.charge_lines != EACH_INDICATORS else None


def charge_bases(contract: "Contract") -> list[frozenset[str]]:
    """Return what percentages of a contract are taken of, each by its lines; the first is the whole charge.

    Others may hold lines of what is paid beside it, and `NO_LINES`. A base is known to the chain by its place here.
    """
    named = [lines_of_failure(contract, one, kind) for one in contract.indicators for kind in SHARE_KINDS]
    named += [lines_of_cap(contract, cap) for cap in contract.caps]
    whole = frozenset(line.id for line in contract.charge.lines)
    return list(dict.fromkeys([whole, *(frozenset(lines) for lines in named if lines is not None)]))


def base_place(contract: "Contract", lines: Lines | None) -> int:
    """Return the place of some lines among the bases of a contract; of the whole charge, where none are named."""
    return 0 if lines is None else charge_bases(contract).index(frozenset(lines))
