"""The arrangements beside Barnet's, in the order in which they are made up."""

from typing import Final

from sample_data.arrangement import Arrangement
from sample_data.made_bromley import BROMLEY
from sample_data.made_devon import DEVON
from sample_data.made_kent import KENT
from sample_data.made_worcestershire import WORCESTERSHIRE

ARRANGEMENTS: Final[tuple[Arrangement, ...]] = (WORCESTERSHIRE, KENT, BROMLEY, DEVON)
