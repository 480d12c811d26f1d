"""Words that a row of a return may hold in a column with a list: a contract may choose rows by these alone."""

from collections.abc import Mapping
from typing import Final, Literal, get_args

CaseType = Literal["new", "re-assessment", "after appeal", "transfer of statement", "LDA transfer"]

CASE_TYPES: Final[tuple[CaseType, ...]] = get_args(CaseType)
"""Every type of case."""

MODES: Final = ("taxi", "minibus", "coach", "passenger transport service", "parental mileage")
"""Every mode of transport."""

LISTED: Final[Mapping[str, tuple[str, ...]]] = {"mode": MODES}
"""By column that a measure may choose rows by, the words that stand in it; columns of free words are not here."""
