"""What is done about a month’s failures and what its meeting is asked: as it stood there, or now for the newest."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from contracts import months
from contracts.months import Month
from statements.documents import Board
from statements.matters import ActionShown, DecisionShown, Matters
from statements.sittings import Sitting, before, end_of


@dataclass(frozen=True)
class Followed:
    """A month's actions and decisions, and the meetings around it.

    Attributes:
        month: the month in view.
        matters: as known now; once a later meeting was held, the actions as they stood at this month's.
        sitting: the meetings.
        then: the board as it was known at the end of the meeting before, if there was one and anything was known.
        after: the meetings around the results of the month after, if the contract has one.
    """

    month: Month
    matters: Matters
    sitting: Sitting
    then: Board | None
    after: Sitting | None = None

    @property
    def today(self) -> date:
        """The day as of which it is told what is overdue."""
        return self.matters.today

    @property
    def next_meeting(self) -> date | None:
        """The day of the meeting to come, where this month's own was held and the next takes the month after."""
        takes, coming = self.sitting.takes, self.after.takes if self.after else None
        if takes is None or coming is None or takes.state != "held" or coming.state != "planned":
            return None
        return coming.day if coming.day >= self.today and coming.day > takes.day else None

    @property
    def since(self) -> datetime:
        """The moment from which things are new: the end of the meeting before, without one the end of the month."""
        return self.sitting.last_known or before(months.first_day(Month(self.month + 1)))

    @cached_property
    def standing(self) -> tuple[ActionShown, ...]:
        """The actions open at this month's meeting or recorded since, open ones first, the earliest due first."""
        takes = self.sitting.takes
        if takes is not None and takes.state == "held":
            held_until = end_of(takes.day)
            found = [each for each in self.matters.actions if not each.had_ended(held_until)]
        else:
            found = [each for each in self.matters.actions if each.state == "open"]
        return tuple(sorted(found, key=lambda each: (each.state != "open", each.due, each.number)))

    def actions(self, indicator: str | None) -> tuple[ActionShown, ...]:
        """Return the standing actions of an indicator; without one those of the contract as a whole."""
        return tuple(each for each in self.standing if each.indicator == indicator)

    @cached_property
    def asked(self) -> tuple[DecisionShown, ...]:
        """The decisions asked with this month, and those asked before that nobody has answered."""
        label = months.label(self.month)
        return tuple(
            each
            for each in self.matters.decisions
            if (each.month == label and each.state != "withdrawn") or (each.month < label and each.state == "asked")
        )

    def decisions(self, indicator: str | None) -> tuple[DecisionShown, ...]:
        """Return the decisions about an indicator; without one those about the contract as a whole."""
        return tuple(each for each in self.asked if each.indicator == indicator)

    @property
    def overdue(self) -> tuple[ActionShown, ...]:
        """The open actions whose due date has passed, the longest overdue first."""
        late = (each for each in self.matters.actions if each.is_overdue(self.today))
        return tuple(sorted(late, key=lambda each: each.due))

    @property
    def done(self) -> tuple[ActionShown, ...]:
        """The actions recorded as done since the meeting before."""
        return tuple(each for each in self.matters.actions if each.state == "done" and self._is_new(each))

    @property
    def begun(self) -> tuple[ActionShown, ...]:
        """The actions recorded since the meeting before."""
        return tuple(each for each in self.matters.actions if each.known_at > self.since)

    @property
    def decided(self) -> tuple[DecisionShown, ...]:
        """What the meeting before decided."""
        last = self.sitting.last
        return tuple(each for each in self.matters.decisions if last is not None and each.day == last)

    def _is_new(self, action: ActionShown) -> bool:
        return action.entries[-1].known_at > self.since
