"""What arrived when: two years of returns on time, late, replaced, rejected and in several files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from contracts import months
from contracts.agreement import Dataset, Due
from contracts.london import LONDON
from contracts.months import Month
from contracts.terms.deadlines import due_at
from sample_data import edits
from sample_data.edits import Edit
from sample_data.school_days import PERIODS
from sample_data.seed import seeded

Outcome = Literal["accepted", "rejected"]

_DATASETS: Final[tuple[Dataset, ...]] = (
    "indicators",
    "ehc_assessments",
    "traded_services",
    "sen_transport",
    "finance_lines",
)
_CSV_MONTHS: Final = {"2016-06": "utf-8-sig", "2017-03": "cp1252"}
USUAL_REASON: Final = "Checked with the service: the figure is right."
_SEASON: Final = {7: "Schools are closed in August.", 8: "Schools reopened in September after the holidays."}


@dataclass(frozen=True)
class Sent:
    """One file as it arrived. ``at`` is London time; None is an hour before the due time or earlier, by chance.

    ``reasons`` answer findings by their key (rule and row); ``*`` answers any other that asks for one.
    """

    month: Month
    shows: str
    at: str | None = None
    suffix: str = ""
    datasets: tuple[Dataset, ...] = _DATASETS
    encoding: str | None = None
    edit: Edit = edits.unchanged
    outcome: Outcome = "accepted"
    reasons: Mapping[str, str] = field(default_factory=dict)
    replaces_because: str | None = None

    @property
    def file(self) -> str:
        """The file's name."""
        part = f"-{self.datasets[0].replace('_', '-')}" if self.encoding else ""
        return f"barnet-return-{months.label(self.month)}{part}{self.suffix}.{'csv' if self.encoding else 'xlsx'}"

    @property
    def all_reasons(self) -> Mapping[str, str]:
        """The reasons with the one that answers whatever is not listed."""
        return {**self.reasons, "*": _SEASON.get(self.month % 12, USUAL_REASON)}

    def received_at(self, due: Due) -> datetime:
        """Return when the file arrived, in UTC."""
        if self.at is not None:
            return datetime.fromisoformat(self.at).replace(tzinfo=LONDON).astimezone(UTC)
        chance = seeded("receipt", self.file)
        early = timedelta(days=chance.choice((0, 0, 1)), minutes=chance.randint(61, 420))
        return due_at(self.month, int(due.working_days), due.by).replace(tzinfo=UTC) - early


def every_file() -> Iterator[Sent]:
    """Yield every file of the two years, month by month."""
    for month in PERIODS:
        label = months.label(month)
        if label in _CSV_MONTHS:
            yield from _csv_files(month, _CSV_MONTHS[label])
        else:
            yield from _EVENTS.get(label) or (Sent(month, "a usual month"),)


def _csv_files(month: Month, encoding: str) -> Iterator[Sent]:
    label = months.label(month)
    for dataset in _DATASETS:
        special = _CSV_EVENTS.get((label, dataset))
        if special is None:
            yield Sent(month, "a month in one CSV file a dataset", datasets=(dataset,), encoding=encoding)
        else:
            yield from special


_EVENTS: Final[Mapping[str, tuple[Sent, ...]]] = {
    "2016-09": (
        Sent(months.parse("2016-09"), "a return that is late: it was due on 7 October at 17:00", at="2016-10-10 10:12"),
        Sent(
            months.parse("2016-09"),
            "a month restated long after",
            at="2017-01-18 11:05",
            suffix="-v2",
            edit=edits.figure("OP10", 214, 8954),
            replaces_because="The national caseload system was corrected: 15 young people had moved away.",
        ),
    ),
    "2016-10": (
        Sent(
            months.parse("2016-10"),
            "a return that is replaced",
            at="2016-11-07 15:40",
            edit=edits.one_after_another(edits.figure("OP5", 190, 198), edits.costs_twice("R13", "R21")),
        ),
        Sent(
            months.parse("2016-10"),
            "its replacement, with one figure and two routes changed",
            at="2016-11-21 09:30",
            suffix="-v2",
            replaces_because="Two routes were invoiced twice, and four offers were made after day 10.",
        ),
    ),
    "2016-11": (
        Sent(
            months.parse("2016-11"),
            "an indicator not reported, without a reason in the file",
            at="2016-12-06 15:08",
            reasons={"I04 OP4": "The list of schools was moved to a new system on 14 November."},
        ),
        Sent(
            months.parse("2016-11"),
            "the missing figure, before the next return is due",
            at="2016-12-15 10:21",
            suffix="-v2",
            edit=edits.figure("OP4", 5, 6),
            replaces_because="The figure for OP4 is now known.",
        ),
    ),
    "2016-12": (
        Sent(months.parse("2016-12"), "a return in the last minute: 17:00 is still on time", at="2017-01-09 17:00"),
    ),
    "2017-01": (
        Sent(
            months.parse("2017-01"),
            "a stated figure that differs from the records",
            edit=edits.figure("SP1", 41, 43),
            reasons={"I11 SP1": "One plan was counted on the day it was signed, not sent. The records are right."},
        ),
    ),
    "2017-02": (Sent(months.parse("2017-02"), "an indicator not reported, with its reason in the file"),),
    "2017-05": (
        Sent(
            months.parse("2017-05"),
            "a return that is rejected: a numerator above its denominator, and costs that are no numbers",
            at="2017-06-06 16:20",
            edit=edits.one_after_another(
                edits.cells("OP5", {"Numerator": 184}), edits.to_be_confirmed("R05", "R06", "R17")
            ),
            outcome="rejected",
        ),
        Sent(months.parse("2017-05"), "the same return, corrected in time", at="2017-06-07 11:20", suffix="-corrected"),
    ),
}

_CSV_EVENTS: Final[Mapping[tuple[str, Dataset], tuple[Sent, ...]]] = {
    ("2017-03", "finance_lines"): (
        Sent(
            months.parse("2017-03"),
            "one dataset that is late, while the others were in time",
            at="2017-04-11 09:40",
            datasets=("finance_lines",),
            encoding="cp1252",
        ),
    ),
    ("2017-03", "traded_services"): (
        Sent(
            months.parse("2017-03"),
            "one dataset that is replaced by itself",
            at="2017-04-07 12:15",
            datasets=("traded_services",),
            encoding="cp1252",
            edit=edits.clerking_forgotten,
            reasons=dict.fromkeys(("I11 OP11", "I11 OP12"), "Income from clerking is still being checked."),
        ),
        Sent(
            months.parse("2017-03"),
            "its replacement",
            at="2017-04-20 14:30",
            suffix="-v2",
            datasets=("traded_services",),
            encoding="cp1252",
            replaces_because="Clerking for maintained schools had been left out.",
        ),
    ),
}
