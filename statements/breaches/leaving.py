"""Open cases as a file to take away: CSV in which no text can act as a formula where it is opened."""

import csv
import io

from contracts import wording
from statements.breaches.documents import Breaches
from statements.rows.leaving import safe

_HEADINGS = ("Indicator", "As of", "Case", "Days open", "Limit", "Days left", "Waits for", "Sheet", "Row")


def as_csv(found: Breaches) -> bytes:
    """Return the cases that a person may see as CSV in UTF-8 with its mark; every field is safe."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_HEADINGS)
    day = wording.day_short(found.as_of)
    for each in found.cases:
        place = (each.waits_for, each.sheet, str(each.row))
        days = (str(each.days_open), wording.day_short(each.limit_day), str(each.days_left))
        writer.writerow([safe(field) for field in (found.indicator, day, each.case, *days, *place)])
    return text.getvalue().encode("utf-8-sig")
