"""The page to hand in a return: file, findings, preview, acceptance and receipt."""

from pathlib import Path
from typing import Final

from contracts import months
from contracts.months import Month
from dashboard import handing_in, in_hand, places, style, two_windows, uploading, waiting
from dashboard.figures import arriving, progress
from dashboard.figures.markup import plain
from dashboard.selection import Selection
from dashboard.waiting import Receipt, Waiting

TITLE: Final = "Upload a return"


def show(selection: Selection) -> None:
    """Show where the person's return stands: just come, none in hand, checked and waiting, or accepted."""
    uploading.tidy(selection)
    at = places.place(selection.store.folder, selection.person.person, selection.contract.id)
    came, done, held = waiting.arrived(at), waiting.receipt_at(at), waiting.kept(at)
    news = two_windows.news(at, came or held, done)
    if came is not None:
        _headed(selection, None, news)
        accepts = handing_in.accepts(selection)
        style.blocks(arriving.steps(None, came=True, accepts=accepts), arriving.lead(progress.LOOKING))
        uploading.look_at(selection, at, came)
    elif done is not None and done.report.month == months.label(selection.month):
        _accepted(selection, at, done, held)
    elif held is not None:
        _headed(selection, months.parse(held.month) if held.month else None, news)
        in_hand.show(selection, at, held)
    else:
        _none_yet(selection, at, done, news)


def _headed(selection: Selection, month: Month | None, news: str | None = None) -> None:
    style.heading(arriving.context(selection.contract, month), TITLE)
    if news is not None:
        style.noted(news)


def _none_yet(selection: Selection, at: Path, done: Receipt | None, news: str | None) -> None:
    view = handing_in.awaited(selection)
    month = view.month if view else selection.month
    _headed(selection, month, news)
    accepts = handing_in.accepts(selection)
    what = arriving.WHAT_TO_DO if accepts else arriving.WHAT_THIS_IS_FOR
    before = arriving.earlier(done.report, style.address()) if done else None
    style.blocks(arriving.steps(None, accepts=accepts), before, arriving.lead(what))
    uploading.said_of_the_last(at)
    uploading.picked(selection, at, arriving.TO_PICK)
    uploading.template_button(selection, month)
    style.blocks(arriving.due(view) if view else None, arriving.rules(places.KEPT_FOR.days))


def _accepted(selection: Selection, at: Path, done: Receipt, held: Waiting | None) -> None:
    _headed(selection, months.parse(done.report.month or ""))
    lead = arriving.lead(arriving.accepted(done.report))
    style.blocks(arriving.steps(done.report), lead, arriving.receipt(done.report, done.file_hash, style.address()))
    # A file that came in another window was left where it is.
    onward = f"Go on with {plain(held.file_name)}" if held else "Upload another return"
    uploading.start_again(at, done.file_hash, onward)
