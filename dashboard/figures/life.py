"""How far a statement has come: its five steps, what the provider answered, what was paid, and the bridge."""

from collections.abc import Iterator
from typing import Final

from contracts import months
from contracts.wording import day, moment, pounds, pounds_signed
from dashboard.figures import accounts
from dashboard.figures.markup import Html, element
from statements.documents import Statement, StatementLine
from statements.life import life_words
from statements.life.bridge import Bridge
from statements.life.shown import LifeShown, LineAnswered
from statements.life.stage import State
from statements.measures import so_many

_PLACE: Final = {
    "draft": 0,
    "with provider": 1,
    "agreed": 2,
    "disputed": 2,
    "resolved": 2,
    "certified": 3,
    "part paid": 4,
    "paid": 4,
}
_IN_A_PHRASE: Final[dict[State, str]] = {
    "draft": "a draft, not sent to the provider",
    "with provider": "with the provider",
    "agreed": "agreed, not certified yet",
    "disputed": "disputed, not certified yet",
    "resolved": "disputes decided, not certified yet",
    "certified": "certified, not paid yet",
    "part paid": "certified, paid in part",
    "paid": "certified and paid",
}


def in_a_phrase(life: LifeShown) -> str:
    """Say in a few words, to go on a sentence, how far the statement has come."""
    if life.state == "with provider" and life.reply_by:
        return f"with the provider, replies by {day(life.reply_by)}"
    if life.certified_at and life.payable is not None and life.state != "paid":
        paid = f"{pounds(life.paid)} paid" if life.paid else "not paid yet"
        return f"certified, {paid}"
    return _IN_A_PHRASE[life.state]


def context(life: LifeShown) -> str:
    """Say in a line how far the statement has come."""
    if life.certified_at:
        return f"Certified on {moment(life.certified_at.replace(tzinfo=None))} by {life.certified_by}"
    if life.sent_at and life.reply_by:
        sent = f"Draft {life.draft}, sent to the provider on {moment(life.sent_at.replace(tzinfo=None))}"
        return f"{sent}: {life.state}"
    return "Draft: not sent to the provider, not certified"


def steps(life: LifeShown) -> Html:
    """Return the five steps with their days, the one that is at hand marked."""
    now = _PLACE[life.state]
    items = (_step(place, name, note, now) for place, (name, note) in enumerate(_steps(life)))
    return element("ol", *items, class_="steps", aria_label="Life of the statement")


def _step(place: int, name: str, note: str, now: int) -> Html:
    state = "now" if place == now else "done" if place < now else "to-come"
    current = "step" if state == "now" else None
    return element("li", element("b", name), element("span", note), class_=state, aria_current=current)


def _steps(life: LifeShown) -> Iterator[tuple[str, str]]:
    sent = moment(life.sent_at.replace(tzinfo=None)) if life.sent_at else ""
    certified = moment(life.certified_at.replace(tzinfo=None)) if life.certified_at else ""
    yield "Draft", f"number {life.draft}" if life.draft else "drawn on what is known now"
    yield "With provider", f"sent {sent}, replies by {day(life.reply_by)}" if life.reply_by else "not sent yet"
    ended = any(each.outcome for each in life.answers)
    answered = "Disputed" if life.open_disputes else "Resolved" if ended else "Agreed"
    yield answered, _answered(life)
    yield "Certified", certified or "by a second person"
    yield "Paid", f"{pounds(life.paid)} of {pounds(life.payable)}" if life.payable is not None else "once certified"


def _answered(life: LifeShown) -> str:
    if any(each.outcome for each in life.answers) and not life.open_disputes:
        return "disputes are decided"
    if life.open_disputes:
        return (
            f"{_lines(life)}: {pounds(life.disputed)} of deductions"
            if life.disputed
            else f"{_lines(life)}: nothing taken off"
        )
    if life.sent_at is None or life.unanswered:
        return "line by line"
    return "by the provider’s reply" if life.answers else f"no reply came: {life.silence}"


def state_of(life: LifeShown) -> Html | None:
    """Say what stands in the way: a draft that has changed since it was sent, or a dispute that is open."""
    said = []
    if life.changed_since_sent:
        said.append(
            f"More is known than when draft {life.draft} was sent, and it would say something else now. What stands "
            "below is the newest draft; it has to be sent before it can be certified."
        )
    said += [each for each in (life_words.in_dispute(life), life_words.effect_of_silence(life)) if each]
    return element("p", " ".join([*said, *_by_when(life)]), class_="lead") if said or _by_when(life) else None


def besides(life: LifeShown) -> Html | None:
    """Say quietly what stands in nobody's way: what is unanswered, by when notice is due, until when it reopens."""
    said = [life_words.unanswered(life)]
    said += [] if life.lapses else [life_words.notice(life)]
    said += [life_words.reopening(life)] if life.certified_at else []
    return element("p", " ".join(filter(None, said)), class_="note") if any(said) else None


def _lines(life: LifeShown) -> str:
    return life_words.lines(life.open_disputes)


def to_agree(life: LifeShown) -> str:
    """Say what agreeing to every line does: the latest answer to a line counts, so what was disputed is no longer."""
    plural = "s" * (len(life.open_disputes) > 1)
    withdrawn = f"Withdraw the dispute{plural} about {_lines(life)}, and agree" if life.open_disputes else "Agree"
    return f"{withdrawn} every line"


def of_draft(life: LifeShown) -> str:
    """Say of which draft the line numbers are that one answers by, where the page shows a newer one."""
    return f" of draft {life.draft}" if life.changed_since_sent else ""


def draft_sent(life: LifeShown, statement: Statement) -> Html | None:
    """Return the draft that the provider has, line by line, where the page shows a newer one."""
    if not life.changed_since_sent:
        return None
    rows = (
        element("tr", element("th", _line(line), scope="row"), element("td", pounds(line.amount), class_="money"))
        for line in statement.lines
    )
    total = accounts.total("Together", 1, (pounds(statement.net + statement.vat),))
    caption = element("caption", "Lines of the draft")
    table = element("table", caption, element("tbody", *rows), element("tfoot", total), class_="bridge")
    note = f"{so_many(len(statement.lines), 'line')}, {pounds(statement.net)} before VAT"
    return accounts.folded(f"Draft {life.draft}, as the provider has it", note, table)


def _line(line: StatementLine) -> str:
    return f"{line.number}. {line.title} ({', '.join(each for each in (line.clause, line.measure) if each)})"


def no_new_draft(life: LifeShown) -> str:
    """Say what follows on a dispute while the statement would be drawn as it was sent."""
    return (
        f"The provider disputes {_lines(life)}. There is no new draft to send: the statement would say the same again. "
        "A certifying officer records how the dispute ended; if a figure or a term is put right, a new draft follows."
    )


def to_certify(life: LifeShown) -> str:
    """Say which draft is certified, and whether the digest at the foot of the page is that draft's."""
    draft = f"Certifying locks draft {life.draft} as it was sent, with the digest {life.digest}."
    if life.changed_since_sent:
        foot = "The digest at the foot of this page is another: it is of the newest draft, which was not sent yet."
    else:
        foot = "It is the digest at the foot of this page."
    open_ = f" The dispute about {_lines(life)} stays open." if life.open_disputes else ""
    return f"{draft} {foot}{open_} A certified statement never changes."


def _by_when(life: LifeShown) -> list[str]:
    """Say what the days come to that the contract sets: notice, payment."""
    said = [life_words.notice(life)] if life.lapses else []
    if life.due_on and life.payable is not None and life.state != "paid":
        said.append(f"It is due by {day(life.due_on)}{', and overdue' if life.overdue else ''}.")
    if life.invoiced and life.invoiced.due_not_known and life.state != "paid":
        said.append(f"By when it is to be paid is not known. {life.invoiced.due_not_known}.")
    return said + [each.words for each in life.credit_notes if each.overdue]


def replies(life: LifeShown, statement: Statement) -> Html | None:
    """Return what the provider answered, line by line, and how disputes ended; nothing before the first answer.

    ``statement`` is the draft that was answered.
    """
    if not life.answers:
        return None
    titles = {line.number: line.title for line in statement.lines}
    headings = ("No.", "Line", "Answer", "What it says", "How it ended")
    head = element("tr", *(element("th", name, scope="col") for name in headings))
    rows = (_reply(each, titles) for each in life.answers if each.answer == "disputed" or each.says)
    table = element(
        "table",
        element("caption", "What the provider answered"),
        element("thead", head),
        element("tbody", *rows),
        class_="replies",
    )
    agreed = sum(each.answer == "agreed" for each in life.answers)
    title = element(
        "header",
        element("h2", "The provider’s reply"),
        element("span", f"{agreed} of {so_many(len(statement.lines), 'line')}{of_draft(life)} agreed"),
    )
    spoken = any(each.answer == "disputed" or each.says for each in life.answers)
    return element("section", title, *([table] if spoken else []))


def _reply(each: LineAnswered, titles: dict[int, str]) -> Html:
    outcome = "Amount fixed" if each.outcome == "amount" else (each.outcome or "").capitalize()
    ended = f"{outcome} ({each.reference}). {each.decided}".strip() if each.outcome else ""
    if each.answer == "disputed" and not ended:
        ended = "Not decided yet"
    return element(
        "tr",
        element("td", str(each.line), class_="number"),
        element("th", titles.get(each.line, ""), scope="row"),
        element("td", each.answer.capitalize()),
        element("td", each.says),
        element("td", ended),
    )


def payments(life: LifeShown) -> Html | None:
    """Return what was paid on the statement; nothing before the first payment."""
    if not life.payments or life.payable is None:
        return None
    names = (("Day", None), ("Reference", None), ("Amount", "money"))
    head = element("tr", *(element("th", name, scope="col", class_=class_) for name, class_ in names))
    rows = (
        element(
            "tr",
            element("th", day(each.paid_on), scope="row"),
            element("td", each.reference),
            element("td", pounds(each.pence), class_="money"),
        )
        for each in life.payments
    )
    title = element("header", element("h2", "Paid"), element("span", life_words.left_to_pay(life)))
    caption = element("caption", "Payments on this statement")
    return element("section", title, element("table", caption, element("thead", head), element("tbody", *rows)))


def bridge(found: Bridge | None) -> Html | None:
    """Return why a certified month comes to something else now, where it does."""
    if found is None:
        return None
    month = months.spoken(months.parse(found.month))
    rows = (
        (f"{month} as certified", pounds(found.certified)),
        ("Figures revised", pounds_signed(found.data_revised)),
        ("Terms varied", pounds_signed(found.variation)),
        ("Relief", pounds_signed(found.relief)),
        ("Decisions about deductions", pounds_signed(found.decisions)),
        (f"{month} on what is known now", pounds(found.now)),
        ("Adjusted on certified statements", pounds_signed(found.adjusted)),
        (found.comes, pounds_signed(found.to_adjust)),
    )
    body = (
        element("tr", element("th", name, scope="row"), element("td", amount, class_="money")) for name, amount in rows
    )
    caption = element("caption", "From the certified statement to what is known now")
    title = element(
        "header",
        element("h2", "What has changed since it was certified"),
        element("span", "The statement itself never changes"),
    )
    return element("section", title, element("table", caption, element("tbody", *body), class_="bridge"))
