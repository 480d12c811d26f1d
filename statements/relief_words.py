"""Relief in sentences, the same on a page and on the command line."""

from collections.abc import Iterator

from contracts import months
from contracts.london import in_london
from contracts.wording import day, listed, pounds
from statements.documents import ReliefShown
from statements.relief_register import ReliefEntry
from statements.relief_shown import SAYS

_SET_ASIDE = "with it the measure would be dearer, so the figure without relief is used"


def span(first: str, last: str) -> str:
    """Write the months that relief is for: `April 2018`, or `April 2018 to June 2018`."""
    ends = [months.spoken(months.parse(each)) for each in dict.fromkeys((first, last))]
    return " to ".join(ends)


def state(entry: ReliefEntry) -> str:
    """Say how relief stands."""
    return entry.decision.capitalize() if entry.decision else "Waits for a decision"


def decided(entry: ReliefEntry) -> str:
    """Say who decided relief, when, and with which reference."""
    if entry.decision is None or entry.decided_at is None:
        return "Nothing is decided yet; until then it excuses nothing."
    on = day(in_london(entry.decided_at))
    return f"{entry.decision.capitalize()} by {entry.decided_by} on {on}: {sentence(entry.reference)}"


def asked(entry: ReliefEntry) -> str:
    """Say who asked for relief, and when notice was given."""
    on = day(in_london(entry.asked_at))
    return f"{entry.asked_by} on {on}; the provider gave notice on {day(entry.notice_day)}."


def worth(entry: ReliefEntry) -> Iterator[str]:
    """Yield what relief does to the month that was asked about; nothing where it is for other months."""
    if entry.worth is None:
        return
    with_it, without_it = pounds(entry.worth.with_it), pounds(entry.worth.without_it)
    less = entry.worth.with_it - entry.worth.without_it
    change = f"{pounds(abs(less))} {'less' if less > 0 else 'more'} is deducted" if less else "nothing changes"
    if entry.waits:
        yield f"If it is agreed, charge less deductions comes to {with_it} in place of {without_it}: {change}."
    else:
        yield f"Charge less deductions comes to {with_it} with it, and to {without_it} without it: {change}."
    if entry.worth.set_aside:
        yield f"It {'would be' if entry.waits else 'is'} set aside for {listed(entry.worth.set_aside)}: {_SET_ASIDE}."


def on_statement(shown: ReliefShown) -> Iterator[str]:
    """Yield what is said beside a statement of agreed relief that it was drawn with."""
    says = shown.says or SAYS[shown.effect]
    yield f"Relief {shown.relief} {says}, for {listed(shown.indicators)} in {span(shown.first, shown.last)}."
    yield f"Cause: {sentence(shown.cause)} Agreed as {sentence(shown.reference)}"
    if shown.set_aside:
        yield f"It is set aside for {listed(shown.set_aside)}: {_SET_ASIDE}."


def sentence(text: str) -> str:
    """End what somebody wrote with a full stop, if they did not."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def capital(text: str) -> str:
    """Begin a text with a capital."""
    return text[:1].upper() + text[1:]
