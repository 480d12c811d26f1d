"""Something that is recorded in the demonstration beside its returns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Told:
    """Something recorded at a moment (UTC): the operation by its name, and the request without the contract."""

    at: datetime
    person: str
    operation: str
    request: Mapping[str, Any]
