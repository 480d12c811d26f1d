"""How many EHC plans are issued in each month, on time and late.

Published (Performance and Contract Management Committee, 5 January 2017): below 25% in the first quarter of 2016/17,
then 32, 63, 78, 88 and 94% from July to November 2016. The numbers below give exactly those percentages, exceptions
left out of both sides; the numbers themselves, and every other month, are made up.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from contracts import months
from contracts.months import Month


@dataclass(frozen=True)
class Outturn:
    """The plans of one month: new ones on time and late, the same with an exception, and other types of case.

    ``on_the_limit`` adds one plan on day 140 and one on day 141; ``on_time`` and ``late`` do not count them.
    """

    on_time: int
    late: int
    excepted_on_time: int = 1
    excepted_late: int = 2
    other: int = 4
    on_the_limit: bool = False

    def groups(self) -> Iterator[tuple[bool, bool, int]]:
        """Yield (late, with an exception, how many) for the new plans."""
        yield False, False, self.on_time
        yield True, False, self.late
        yield False, True, self.excepted_on_time
        yield True, True, self.excepted_late


_MONTHS: Final = {
    "2016-04": Outturn(4, 18),
    "2016-05": Outturn(6, 22, 0, 3),
    "2016-06": Outturn(7, 23, 2, 4),
    "2016-07": Outturn(16, 34, 2, 5),  # 16 of 50: 32%
    "2016-08": Outturn(63, 37, 3, 6, 2),  # 63 of 100: 63%, the backlog is cleared while schools are closed
    "2016-09": Outturn(38, 10, 1, 4, on_the_limit=True),  # 39 of 50: 78%
    "2016-10": Outturn(44, 6, 2, 2),  # 44 of 50: 88%
    "2016-11": Outturn(47, 3, 2, 1),  # 47 of 50: 94%
    "2016-12": Outturn(33, 3, 1, 1, 3),
    "2017-01": Outturn(40, 3),
    "2017-02": Outturn(38, 4, 0, 2),
    "2017-03": Outturn(45, 4, 2, 2, 5),
    "2017-04": Outturn(30, 3, 1, 1),
    "2017-05": Outturn(35, 3),
    "2017-06": Outturn(37, 4, 2, 1),
    "2017-07": Outturn(44, 6, 1, 3),
    "2017-08": Outturn(6, 2, 0, 1, 1),  # 8 plans: below the contract's minimum of 10
    "2017-09": Outturn(31, 4, 2, 4),
    "2017-10": Outturn(36, 6),
    "2017-11": Outturn(38, 6, 1, 1),
    "2017-12": Outturn(30, 3, 1, 1, 3),
    "2018-01": Outturn(37, 3),
    "2018-02": Outturn(36, 3, 0, 1),
    "2018-03": Outturn(46, 4, 2, 2, 5),
    # Issued after the last return: until then they are its open cases.
    "2018-04": Outturn(32, 3),
    "2018-05": Outturn(38, 3),
    "2018-06": Outturn(40, 4),
    "2018-07": Outturn(45, 4),
    "2018-08": Outturn(12, 2, 0, 1, 1),
    "2018-09": Outturn(34, 4),
    "2018-10": Outturn(36, 4),
    "2018-11": Outturn(38, 4),
}

OUTTURN: Final[Mapping[Month, Outturn]] = {months.parse(label): outturn for label, outturn in _MONTHS.items()}
