"""Names that must stand elsewhere in the file, and stand there once."""

from collections import Counter
from collections.abc import Iterator

from contracts.contract import Contract
from contracts.indicators import CHOSEN_FIELDS, SUMMED_FIELDS, FromRows
from contracts.linter.finding import LintFinding, entry_of
from contracts.records import LISTED


def ids_stand_once(contract: Contract) -> Iterator[LintFinding]:
    """C30: indicators, charge lines, caps and variations each have an id of their own."""
    lists = {
        ("indicators",): [indicator.id for indicator in contract.indicators],
        ("charge", "lines"): [line.id for line in contract.charge.lines],
        ("caps",): [cap.id for cap in contract.caps],
        ("guarantees",): [line.id for line in contract.guarantees],
        ("shares",): [line.id for line in contract.shares],
        ("triggers",): [trigger.id for trigger in contract.triggers],
        ("variations",): [variation.ref for variation in contract.variations],
    }
    for path, ids in lists.items():
        for repeated in (name for name, count in Counter(ids).items() if count > 1):
            place = len(ids) - 1 - ids[::-1].index(repeated)
            yield LintFinding("C30", (*path, place), f"“{repeated}” a second time", "an id of its own", "Rename one.")


def named_parts_exist(contract: Contract) -> Iterator[LintFinding]:
    """C31: a service, forum, band table or indicator that is named is also described."""
    yield from _services_and_forums(contract)
    for place, indicator in enumerate(contract.indicators):
        for start, name in indicator.bands:
            if name not in contract.bands:
                entry = entry_of(("indicators", place, "bands"), start)
                yield _unknown(entry, name, "a table under “bands”", indicator.clause)
    indicators = {indicator.id for indicator in contract.indicators}
    bedding_in = contract.relief.bedding_in
    for name in set(bedding_in.except_ if bedding_in else ()) - indicators:
        yield _unknown(("relief", "bedding_in", "except"), name, "the id of an indicator")
    for name in _withheld(contract) - indicators:
        clause = contract.earn_back.clause if contract.earn_back else ""
        yield _unknown(("earn_back", "indicators"), name, "the id of an indicator", clause)
    for place, cap in enumerate(contract.caps):
        known = indicators if cap.per == "indicator" else set(contract.services)
        named = set() if cap.applies_to == "all" else set(cap.applies_to)
        expected = "the id of an indicator" if cap.per == "indicator" else "a service under “services”"
        for name in named - known:
            yield _unknown(("caps", place, "applies_to"), name, expected, cap.clause)


def _withheld(contract: Contract) -> set[str]:
    named = contract.earn_back.indicators if contract.earn_back else ()
    return set() if named == "all" else set(named)


def _services_and_forums(contract: Contract) -> Iterator[LintFinding]:
    for name, service in contract.services.items():
        if service.forum not in contract.forums:
            yield _unknown(("services", name, "forum"), service.forum, "a forum under “forums”")
    for place, indicator in enumerate(contract.indicators):
        if indicator.service not in contract.services:
            yield _unknown(("indicators", place, "service"), indicator.service, "a service under “services”")
        if indicator.forum not in contract.forums:
            yield _unknown(("indicators", place, "forum"), indicator.forum, "a forum under “forums”")


def datasets_are_returned(contract: Contract) -> Iterator[LintFinding]:
    """C32: an indicator's dataset is one that the provider has to send."""
    for place, indicator in enumerate(contract.indicators):
        if indicator.dataset not in contract.returns.datasets:
            found = f"figures from “{indicator.dataset}”, which the provider does not send"
            expected = "a dataset under “returns.datasets”"
            remedy = "Add the dataset to the return, or take the figures from one that is in it."
            yield LintFinding("C32", ("indicators", place, "measure"), found, expected, remedy, clause=indicator.clause)


def summed_columns_exist(contract: Contract) -> Iterator[LintFinding]:
    """C37: a measure sums, and chooses its rows by, columns that its dataset has, and words that stand in them."""
    for place, indicator in enumerate(contract.indicators):
        measure = indicator.measure
        if not isinstance(measure, FromRows):
            continue
        summed, chosen = SUMMED_FIELDS[measure.from_], CHOSEN_FIELDS[measure.from_]
        wrong = [(name, summed) for name in (measure.sum, measure.of) if name not in (None, *summed)]
        wrong += [(name, chosen) for name in measure.only if name not in chosen]
        said = [(name, known, "Name a column of it.") for name, known in wrong]
        words = [(word, LISTED[name]) for name, word in measure.only.items() if name in chosen and name in LISTED]
        said += [(word, known, "Name one of them as it is written here.") for word, known in words if word not in known]
        for name, known, remedy in said:
            path = ("indicators", place, "measure")
            yield LintFinding("C37", path, f"“{name}”", f"one of {', '.join(known)}", remedy, clause=indicator.clause)


def _unknown(path: tuple[str | int, ...], name: str, expected: str, clause: str = "") -> LintFinding:
    return LintFinding("C31", path, f"“{name}”", expected, "Correct the name, or describe it.", clause=clause)


RULES = (ids_stand_once, named_parts_exist, datasets_are_returned, summed_columns_exist)
