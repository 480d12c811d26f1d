"""The guide to control charts names every option on which we depart from the reference, and every reason."""

import re
from dataclasses import fields

from metrics.trends.options import REFERENCE, Options
from metrics.trends.rules import COMMON, REASONS
from tests.docs.pages import DOCS, section, tables

PAGE = DOCS / "control-charts.md"
CHOSEN_BY_A_PERSON = {"baseline", "screened"}


def test_every_departure_stands_with_both_its_values() -> None:
    (table,) = tables(section(PAGE, "Where we depart from the reference"))
    said = {row["option"].strip("`"): (row["ours"].strip("`"), row["the reference"].strip("`")) for row in table}
    ours = Options()
    departures = [each.name for each in fields(Options) if each.name not in CHOSEN_BY_A_PERSON]
    assert said == {name: (getattr(ours, name), getattr(REFERENCE, name)) for name in departures}


def test_every_reason_is_named_as_the_reference_names_it() -> None:
    table = tables(section(PAGE, "How limits are worked out"))[0]
    named = {words for row in table for words in re.findall(r"`([^`]+)`", row["as the reference names it"])}
    assert named == {called for _, _, called in REASONS} - {COMMON}
