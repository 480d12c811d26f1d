"""Returns that can be read and are still refused outright: not ours, not now, or with columns that may not be sent."""

from datetime import date

from contracts.months import Month, last_day, spoken
from ingest.reading.refusals import Refusal
from ingest.wording import quoted


class NoCover(Refusal):
    """The file does not say what it is a return of."""

    code = "R01"
    expected = "“Contract” and “Period” with a value beside each, on a sheet “Return” or in a CSV's first records"
    remedy = "Use the template of the contract: its first sheet, or its first four records in a CSV."

    def __init__(self, what: str) -> None:
        super().__init__(f"The file has {what}")


class NotAPeriod(Refusal):
    """The period on the cover is no month."""

    code = "R02"
    expected = "a month such as 2016-11"
    remedy = "Correct the period on the cover."

    def __init__(self, found: str) -> None:
        super().__init__(f"The period on the cover is {quoted(found)}")


class AnotherContract(Refusal):
    """The return of another contract, or of none that is known here."""

    code = "R03"
    expected = "a return of the contract it is sent to"
    remedy = "Send it to its own contract, or correct the contract on the cover."

    def __init__(self, found: str, expected: str | None) -> None:
        there = f"and it was sent to “{expected}”" if expected else "which is not known here"
        super().__init__(f"The return is for contract {quoted(found)}, {there}")


class ClosedContract(Refusal):
    """The contract takes no more returns."""

    code = "R04"
    expected = "a return of a contract that is open"
    remedy = "Ask the contract officer, if something of the closed contract has to be corrected."

    def __init__(self, contract: str, closed_on: date) -> None:
        super().__init__(f"“{contract}” was closed on {closed_on}")


class BeforeTheContract(Refusal):
    """A month in which the contract was not yet in force."""

    code = "R05"
    expected = "a month within the contract"
    remedy = "Correct the period on the cover."

    def __init__(self, month: Month, first_day: date) -> None:
        super().__init__(f"The return is about {spoken(month)}, and the contract began on {first_day}")


class AfterTheContract(Refusal):
    """A month in which the contract was no longer in force."""

    code = "R06"
    expected = "a month within the contract"
    remedy = "Correct the period on the cover."

    def __init__(self, month: Month, last: date) -> None:
        super().__init__(f"The return is about {spoken(month)}, and the contract ended on {last}")


class MonthNotBegun(Refusal):
    """A month in the future."""

    code = "R07"
    expected = "a month that has ended"
    remedy = "Correct the period on the cover."

    def __init__(self, month: Month, today: date) -> None:
        super().__init__(f"The return is about {spoken(month)}, which has not begun on {today}")


class AnotherMonth(Refusal):
    """A month other than the one that was asked for."""

    code = "R08"
    expected = "a return of the month it is sent for"
    remedy = "Send it for its own month, or correct the period on the cover."

    def __init__(self, found: Month, expected: Month) -> None:
        super().__init__(f"The return is about {spoken(found)}, and it was sent for {spoken(expected)}")


class UnknownLayout(Refusal):
    """None of a return's datasets is there."""

    code = "R09"
    expected = "at least one dataset of the contract, on a sheet named as in the template"
    remedy = "Use the template of the contract; in a CSV name the dataset on the cover."

    def __init__(self, what: str) -> None:
        super().__init__(f"The file has {what}")


class PersonalColumns(Refusal):
    """Columns that look like names, dates of birth, addresses or pupil numbers. Their content is never repeated."""

    code = "R10"
    expected = "pseudonymous keys and no particulars of people"
    remedy = "Delete the column, and send the file again. Nothing of this file is kept."

    def __init__(self, sheet: str, column: str, what: str) -> None:
        super().__init__(f"Sheet “{sheet}”, column {column}, looks like {what}")


def ended(month: Month, today: date) -> bool:
    """Say whether a month is over on a day."""
    return today > last_day(month)
