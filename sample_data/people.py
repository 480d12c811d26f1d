"""The people of the sample store: fictional, one for each thing that somebody comes to do."""

from dataclasses import dataclass
from typing import Final, Literal

Role = Literal["board member", "officer", "certifying officer", "provider", "auditor"]


@dataclass(frozen=True)
class SamplePerson:
    """A fictional person: the id that stands in the record, name, organisation and role on the sample contract."""

    id: str
    name: str
    organisation: str
    role: Role


OFFICER: Final = SamplePerson("a.clarke", "A. Clarke", "London Borough of Barnet", "officer")
PROVIDER: Final = SamplePerson("j.osei", "J. Osei", "Cambridge Education", "provider")

PEOPLE: Final = (
    OFFICER,
    SamplePerson("m.iqbal", "M. Iqbal", "London Borough of Barnet", "certifying officer"),
    SamplePerson("r.levene", "R. Levene", "London Borough of Barnet", "board member"),
    PROVIDER,
    SamplePerson("t.nowak", "T. Nowak", "External audit", "auditor"),
)
"""The contract officer comes first: somebody has to be there to appoint the others."""
