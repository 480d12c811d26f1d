"""To which funds what is deducted returns: to one, or to several in a ratio."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator

from contracts.parts import Part
from contracts.splits import AS_THE_CHARGE, Ratio, reading
from contracts.values import read_words


class FundSplit(Part):
    """Several funds, in the order in which the file states them, or in that of the charge lines.

    What a month deducts is split in the ratio of the parts, or of what the charge lines come to of each fund: those of
    the month that priced a line, whichever month takes it or gives it back. It is added up line by line, so that a
    line's parts and the funds' sums both add up.
    """

    split: Annotated[Ratio, BeforeValidator(reading("fund", "{general fund: 60, schools grant: 40}"))]


def _read(found: Any) -> str | FundSplit:
    if isinstance(found, str) and found != AS_THE_CHARGE:
        return read_words(found)
    if isinstance(found, FundSplit):
        return found
    if isinstance(found, Mapping) and set(found) == {"split"}:
        return FundSplit.model_validate(found)
    raise ValueError(f"the name of a fund, or {{split: {AS_THE_CHARGE}}}, or {{split: ...}} with the part of each fund")


ReturnedTo = Annotated[str | FundSplit, BeforeValidator(_read)]
