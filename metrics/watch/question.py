"""A question that figures raise, and how unlikely figures have to be by chance alone before it is raised."""

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["just met", "late exceptions", "helpful edits", "too smooth"]
"""Values just above a threshold; exceptions near the deadline; edits of dates that help; too little variation."""

LEVEL: Final = 0.01
"""A question is raised where chance alone would bring about as much in one series of a hundred, or in fewer."""

FEWEST: Final = 13
"""So many figures there have to be, as on a control chart."""

LATEST: Final = 24
"""So many of the latest figures are looked at: what was answered two years ago is not asked again."""


@dataclass(frozen=True)
class Question:
    """Something worth asking about, in a sentence or two.

    ``in_general`` says the same without numbers of cases, and ``cases`` are those numbers: who may not see single
    cases is not told of very few.
    """

    kind: Kind
    words: str
    in_general: str
    cases: tuple[int, ...] = ()
