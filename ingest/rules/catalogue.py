"""Every rule of checking in one table: its code, how severe it is, what it looks for, and its words.

The guide to findings is made from this table. Names in braces are filled in where the finding is made. *Blocking*:
the return cannot be read or contradicts itself. *Reason*: unlikely, and accepted once somebody says why.
*Information*: nothing to do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from contracts.stages import STAGES

Severity = Literal["blocking", "reason", "information"]


@dataclass(frozen=True)
class Rule:
    """One rule: what it looks for, what is expected instead, and how to put it right."""

    code: str
    severity: Severity
    looks_for: str
    expected: str
    remedy: str


_LAYOUT = (
    Rule(
        "H01",
        "blocking",
        "A required column is missing.",
        "a column headed “{heading}”",
        "Add the column, or use the heading of the template.",
    ),
    Rule(
        "H02",
        "information",
        "A column that the dataset does not have.",
        "the columns of the template",
        "Nothing to do: the column is not read.",
    ),
    Rule(
        "H03",
        "reason",
        "A heading that is close to one of the template's.",
        "“{heading}”",
        "Confirm once that this is what the column holds, or correct the heading.",
    ),
    Rule(
        "H04",
        "blocking",
        "Two columns for the same field.",
        "one column for “{heading}”",
        "Delete one of them, or give it another heading.",
    ),
    Rule(
        "H05",
        "information",
        "A column that is recognised and worked out here instead.",
        "nothing: it is worked out from the dates",
        "Nothing to do: the column is not read.",
    ),
    Rule(
        "H06",
        "blocking",
        "A dataset's sheet in which no headings are found.",
        "the headings of the template: {headings}",
        "Copy the rows into the template's sheet.",
    ),
    Rule(
        "L01", "information", "A row of totals below the rows.", "rows of records", "Nothing to do: it is not counted."
    ),
    Rule("L02", "information", "Notes below the rows.", "rows of records", "Nothing to do: they are not read."),
    Rule(
        "L03",
        "reason",
        "A row that reads as a total among the other rows.",
        "{row} in each row",
        "Delete the row if it is a total; say what it is if it is not.",
    ),
    Rule(
        "L04",
        "information",
        "A hidden sheet.",
        "sheets that can be seen",
        "Nothing to do; show the sheet if it belongs to the return.",
    ),
    Rule(
        "L05",
        "information",
        "Cells that hold a formula.",
        "values",
        "Nothing to do: the result that was saved with the file is used.",
    ),
    Rule(
        "L06",
        "blocking",
        "A formula without a saved result.",
        "a value",
        "Open the file in Excel, let it calculate, save it and send it again.",
    ),
    Rule(
        "L07",
        "information",
        "Something that was left aside in reading.",
        "values alone",
        "Nothing to do: it was ignored.",
    ),
    Rule(
        "L08",
        "information",
        "A return made with another version of the template.",
        "template version {version}",
        "Nothing to do this month; take the new template for the next.",
    ),
    Rule(
        "L09",
        "reason",
        "A return for a month that is not over.",
        "a month that has ended",
        "Send it after the month's end, or say why the figures are final.",
    ),
    Rule(
        "L10",
        "information",
        "A sheet that is not part of a return.",
        "the sheets of the template",
        "Nothing to do: it is not read.",
    ),
    Rule(
        "L11",
        "information",
        "A dataset that this file does not hold.",
        "a sheet “{sheet}”",
        "Send it in a file of its own, or add the sheet.",
    ),
    Rule(
        "L12",
        "reason",
        "A dataset without any row.",
        "{row} in each row",
        "Say that there is nothing to report this month, or add the rows.",
    ),
    Rule(
        "L13",
        "information",
        "Merged cells among the rows.",
        "a value in each cell",
        "Check that only the first cell of each merged range was meant to hold the value.",
    ),
    Rule(
        "L14",
        "reason",
        "A record of a CSV file that is longer than its headings.",
        "a value under each heading and none beyond the last",
        "Put a value with a comma in it, such as 1,071, between quotation marks; say what it is if it is meant.",
    ),
)

_VALUES = (
    Rule("V01", "blocking", "A required cell without a value.", "{what}", "Fill in the cell, or delete the row."),
    Rule(
        "V02",
        "blocking",
        "Text in a column of numbers.",
        "{what}",
        "Correct the cell; if there is no figure, leave it blank where the column may be.",
    ),
    Rule(
        "V03",
        "blocking",
        "A day that the calendar does not have, or text in a column of dates.",
        "a date as day/month/year or year-month-day, such as {example}",
        "Correct the date.",
    ),
    Rule(
        "V04",
        "blocking",
        "A date that only makes sense as month/day/year.",
        "day/month/year, such as {example}",
        "Correct the order in the whole column: the other dates in it may be the wrong way round too.",
    ),
    Rule("V05", "blocking", "Neither yes nor no.", "yes or no", "Write yes or no, or leave the cell blank for no."),
    Rule("V06", "blocking", "A word that is not on the list.", "one of {choices}", "Choose from the list."),
    Rule("V07", "blocking", "A cell that shows an error.", "{what}", "Correct the formula behind it."),
    Rule(
        "V08",
        "blocking",
        "A number that must be whole and not below 0.",
        "a whole number, 0 or more",
        "Correct the number.",
    ),
    Rule(
        "V09",
        "information",
        "More decimal places than are kept.",
        "at most {places} decimal places",
        "Nothing to do: it is rounded, halves away from zero.",
    ),
    Rule(
        "V10",
        "information",
        "A mark for a suppressed or missing figure.",
        "{what}",
        "Nothing to do: it is taken as not given, never as zero.",
    ),
    Rule(
        "V11",
        "information",
        "A date given as a spreadsheet's day number.",
        "a date such as {example}",
        "Check the date; format the column as dates next time.",
    ),
    Rule(
        "V12",
        "blocking",
        "A number beyond all likelihood.",
        "a number with fewer than {digits} digits",
        "Correct the number.",
    ),
    Rule("V13", "blocking", "A number below 0 of what is counted.", "0 or more", "Correct the number."),
    Rule(
        "V14",
        "reason",
        "A cost below 0.",
        "£0.00 or more",
        "Correct the amount, or say what was credited.",
    ),
    Rule("K01", "blocking", "Two rows for the same thing.", "{row}, once", "Delete or correct one of the rows."),
)

_INDICATORS = (
    Rule(
        "I01",
        "blocking",
        "An indicator that the contract does not have.",
        "one of {known}",
        "Correct the indicator's name, or delete the row.",
    ),
    Rule(
        "I02",
        "reason",
        "Figures for an indicator that is not measured in this month.",
        "no figures for {indicator} in {month}",
        "Clear the figures, or say why they are sent now; they are not judged.",
    ),
    Rule(
        "I03",
        "reason",
        "An indicator that is measured in this month is absent.",
        "a row for {indicator}",
        "Add the row, or say why there is no figure.",
    ),
    Rule(
        "I04",
        "reason",
        "An indicator without a figure and without a reason.",
        "{what}",
        "Fill in the figure, or “Reason if not reported”.",
    ),
    Rule("I05", "blocking", "A denominator below 0.", "0 or more", "Correct the denominator."),
    Rule(
        "I06",
        "blocking",
        "A numerator below 0 or above its denominator in a percentage.",
        "a numerator from 0 to the denominator {denominator}",
        "Correct whichever is wrong.",
    ),
    Rule(
        "I07",
        "blocking",
        "A denominator of 0 that is not declared as nil activity.",
        "“yes” under “Nil activity”, or a denominator above 0",
        "If there was nothing to measure, write yes under “Nil activity”; if not, correct the denominator.",
    ),
    Rule(
        "I08",
        "blocking",
        "Nil activity declared beside a figure.",
        "no figures, or 0, where nil activity is declared",
        "Clear the figures, or write no under “Nil activity”.",
    ),
    Rule(
        "I09",
        "blocking",
        "Part of a figure: a numerator, denominator or stated value by itself.",
        "{what}",
        "Fill in what is missing, or say under “Reason if not reported” why it cannot be given.",
    ),
    Rule(
        "I10",
        "reason",
        "The stated value is not the numerator divided by the denominator.",
        "{expected}",
        "Correct whichever is wrong, or say why they differ.",
    ),
    Rule(
        "I11",
        "reason",
        "What is stated differs from what the records of this return give.",
        "{expected}",
        "Correct the figure or the records, or say why they differ.",
    ),
    Rule(
        "I12",
        "reason",
        "A sudden jump against the months before.",
        "{expected}",
        "Check the figure; if it is right, say what happened.",
    ),
    Rule(
        "I13",
        "reason",
        "A denominator that halved against the months before.",
        "{expected}",
        "Check that nothing was left out; if it is right, say why.",
    ),
    Rule(
        "I14",
        "reason",
        "A bare fraction in a percentage.",
        "a percentage such as {percent}",
        "Write {percent}, or {bare}% if that is meant; with a reason it is taken as {percent}.",
    ),
    Rule("I15", "blocking", "A sign or word that does not fit the indicator's unit.", "{what}", "Correct the cell."),
    Rule(
        "I16",
        "blocking",
        "A figure without its stage, where the contract prices a stage.",
        f"one of {', '.join(STAGES)} under “Stage”",
        "Say under “Stage” how far the figure has come.",
    ),
    Rule(
        "I17",
        "information",
        "A stage beside a figure that has none in the contract.",
        "nothing under “Stage”: the contract prices the figure of {indicator} as it stands",
        "Nothing to do: the stage is not used.",
    ),
    Rule(
        "I18",
        "blocking",
        "A denominator beside a figure that is divided by nothing in the contract.",
        "no denominator for {indicator}",
        "Clear the denominator, and give the figure as one number.",
    ),
    Rule("I19", "blocking", "A count below 0.", "0 or more", "Correct the numerator."),
)

_CASES = (
    Rule(
        "E01",
        "blocking",
        "A plan issued before its clock started.",
        "a day on or after the clock start",
        "Correct whichever date is wrong.",
    ),
    Rule(
        "E02",
        "blocking",
        "A date after the month that the return is about.",
        "a day no later than {last}",
        "Correct the date, or send the row with the return of its month.",
    ),
    Rule(
        "E03",
        "blocking",
        "An exception that ends before it starts.",
        "a day on or after the exception's start",
        "Correct whichever date is wrong.",
    ),
)

RULES: Final[Mapping[str, Rule]] = {rule.code: rule for rule in (*_LAYOUT, *_VALUES, *_INDICATORS, *_CASES)}
